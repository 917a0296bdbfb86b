//! A secret question is attacked with all that an operator can carry away: every file between every two
//! answers, all tables, free pages, older frames of the write-ahead log, a log at the most talkative level,
//! metrics, lengths of responses. It must not do better than chance. The same attacks find what leaks on
//! purpose, so that they are known to be attacks.

#![expect(clippy::disallowed_methods, reason = "the cases are drawn from a seed")]

mod attack;
mod closed;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use fastrand::Rng;
use skolebud::clock::Clock;
use skolebud::inbox::rules::{ANSWERED, Counters};
use skolebud::plan::Asking;
use skolebud::programme::question::{Mode, Respondent};
use skolebud::programme::{Id, Language};
use skolebud::report::Conclusion;
use skolebud::seal::Seals;
use skolebud::store::Store;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};

use crate::answers::{KEY, question};
use crate::support::binary::Place;
use crate::support::program::{SMALL, read};
use crate::support::receiver::Receiver;
use crate::support::taps::{SIGNING_SECRET, Tap};
use attack::{
    Guesses, Loot, Step, by_sizes_and_order, by_what_changed, by_what_stands_near, places,
};

const OPTIONS: [&str; 3] = ["liten", "noen", "stor"];
/// Answers that come one by one, and batches of so many at once.
const SINGLE: usize = 36;
const BATCHES: usize = 4;
const TOGETHER: usize = 4;

/// What is leaked on purpose beside the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leak {
    Nothing,
    /// Counters that are not sealed.
    Counters,
    /// A row with person and option that is deleted at once.
    DeletedRow,
    /// A line in the log whose length depends on the option.
    LengthOfALine,
}

/// The program with a secret question that is open, as IT runs it, telling all it can.
struct Polling {
    place: Place,
    child: Child,
    address: SocketAddr,
    question: i64,
    truth: Guesses,
    leak: Leak,
}

impl Polling {
    async fn start(leak: Leak) -> Self {
        let mut place = Place::with(&Receiver::start());
        place.set("SKOLEBUD_SLACK_SIGNING_SECRET", SIGNING_SECRET);
        place.set("SKOLEBUD_LOG_FILTER", "trace");
        place.succeed(&["plan", "apply", "prove.toml"]);
        let question = open_question(&place).await;
        let log = fs::File::create(place.path().join("log")).unwrap();
        let child = place
            .command(&["serve"])
            .stderr(Stdio::from(log))
            .spawn()
            .unwrap();
        let address = loop {
            let said = fs::read_to_string(place.path().join("log")).unwrap();
            let ready = said
                .lines()
                .find(|line| line.contains("ready; ") && line.contains("address="));
            if let Some((_, rest)) = ready.and_then(|line| line.split_once("address=")) {
                break rest.split_whitespace().next().unwrap().parse().unwrap();
            }
            std::thread::yield_now();
        };
        let polling = Self {
            place,
            child,
            address,
            question,
            truth: Guesses::new(),
            leak,
        };
        if leak != Leak::Nothing {
            polling.run("CREATE TABLE leak (text TEXT)").await;
            polling.run("INSERT INTO leak VALUES ('')").await;
        }
        polling
    }

    /// Everyone answers, and everything is carried away before and after.
    async fn poll(&mut self, rng: &mut Rng) -> Vec<Step> {
        let mut steps = Vec::new();
        let sizes = [[1; SINGLE].as_slice(), &[TOGETHER; BATCHES]].concat();
        let mut before = self.loot().await;
        for (index, size) in sizes.into_iter().enumerate() {
            let taps: Vec<Tap> = (0..size).map(|number| tap(index, number, rng)).collect();
            let answers = self.send(&taps);
            for tap in &taps {
                self.truth.insert(tap.user.clone(), tap.option.clone());
                self.leak_of(tap).await;
            }
            let after = self.loot().await;
            steps.push(Step {
                people: taps.into_iter().map(|tap| tap.user).collect(),
                answers,
                before,
                after: after.clone(),
            });
            before = after;
        }
        steps
    }

    /// All at once, each over a connection of its own; the lengths of the responses.
    fn send(&self, taps: &[Tap]) -> Vec<usize> {
        let seconds = Clock::System.now().millis() / 1_000;
        let mut streams: Vec<TcpStream> = taps
            .iter()
            .map(|_| TcpStream::connect(self.address).unwrap())
            .collect();
        for (stream, tap) in streams.iter_mut().zip(taps) {
            stream.write_all(&tap.request(seconds)).unwrap();
        }
        let mut lengths = Vec::new();
        for stream in &mut streams {
            let mut answer = Vec::new();
            // The answer to a tap is a head without a body.
            while !answer.ends_with(b"\r\n\r\n") {
                let mut some = [0; 1024];
                let count = stream.read(&mut some).unwrap();
                assert!(count > 0, "it hung up");
                answer.extend_from_slice(&some[..count]);
            }
            let answer = String::from_utf8(answer).unwrap();
            assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
            lengths.push(answer.len());
        }
        lengths
    }

    async fn leak_of(&self, tap: &Tap) {
        match self.leak {
            Leak::Nothing => {}
            Leak::Counters => {
                let mut counters: BTreeMap<&str, usize> = BTreeMap::new();
                for option in self.truth.values() {
                    *counters.entry(option).or_default() += 1;
                }
                let text = serde_json::to_string(&counters).unwrap();
                self.run(&format!("UPDATE leak SET text = '{text}'")).await;
            }
            Leak::DeletedRow => {
                let text = format!("{} {}", tap.user, tap.option);
                self.run(&format!("INSERT INTO leak VALUES ('{text}')"))
                    .await;
                self.run(&format!("DELETE FROM leak WHERE text = '{text}'"))
                    .await;
            }
            Leak::LengthOfALine => {
                let mut log = fs::OpenOptions::new();
                let mut log = log
                    .append(true)
                    .open(self.place.path().join("log"))
                    .unwrap();
                let at = OPTIONS.iter().position(|it| *it == tap.option).unwrap();
                writeln!(log, "{}", ".".repeat(4_000 * at)).unwrap();
            }
        }
    }

    /// Everything but the keys.
    async fn loot(&self) -> Loot {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(self.place.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream
            .write_all(b"GET /metrics HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
            .unwrap();
        let metrics = files.entry("metrics".to_owned()).or_default();
        stream.read_to_end(metrics).unwrap();
        let mut connection = connect(&self.place.database()).await;
        let rows = dump(&mut connection).await;
        sqlx::Connection::close(connection).await.unwrap();
        Loot { files, rows }
    }

    async fn run(&self, statement: &str) {
        let mut connection = connect(&self.place.database()).await;
        sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()))
            .execute(&mut connection)
            .await
            .unwrap();
        sqlx::Connection::close(connection).await.unwrap();
    }
}

impl Drop for Polling {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn open_question(place: &Place) -> i64 {
    let store = Store::open(&place.database()).await.unwrap();
    let programme = read(SMALL);
    let now = Clock::System.now();
    let asking = Asking {
        key: KEY.to_owned(),
        programme: programme.id,
        question: question(Mode::Secret, Respondent::Person),
        networks: vec![Id::parse("gruppe-1").unwrap()],
        opens_at: now,
        closes_at: now.plus(Duration::from_secs(86_400)),
        language: Language::Bokmal,
        zone: programme.zone,
    };
    let seals = Seals::beside(&place.database());
    assert!(store.open_question(&asking, &seals).await.unwrap());
    let question = store.questions().await.unwrap()[0].id;
    store.close().await;
    question
}

fn tap(index: usize, number: usize, rng: &mut Rng) -> Tap {
    Tap {
        asking: KEY.to_owned(),
        option: OPTIONS[rng.usize(..OPTIONS.len())].to_owned(),
        user: format!("U{:08X}", rng.u32(..)),
        at: format!("1543312{index:03}.{number:06}"),
        response_url: None,
    }
}

async fn connect(database: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(database)
        .connect()
        .await
        .unwrap()
}

/// Every cell of every table, in the order of the tables' own trees.
async fn dump(connection: &mut SqliteConnection) -> BTreeMap<String, Vec<Vec<String>>> {
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'")
            .fetch_all(&mut *connection)
            .await
            .unwrap();
    let mut dump = BTreeMap::new();
    for table in tables {
        let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info($1)")
            .bind(&table)
            .fetch_all(&mut *connection)
            .await
            .unwrap();
        let cells: Vec<String> = columns.iter().map(|it| format!("quote({it})")).collect();
        let all = format!("SELECT json_array({}) FROM {table}", cells.join(", "));
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(all))
            .fetch_all(&mut *connection)
            .await
            .unwrap();
        let rows = rows.iter().map(|row| serde_json::from_str(row).unwrap());
        dump.insert(table, rows.collect());
    }
    dump
}

/// How many of `guesses` are right, and at how many one must say that it was no chance: four standard
/// deviations over a third.
fn score(guesses: &Guesses, truth: &Guesses) -> (usize, usize) {
    let right = guesses
        .iter()
        .filter(|(who, what)| truth.get(*who) == Some(what));
    let count = guesses.len() as f64;
    let suspicious = (count / 3.0 + 4.0 * (count * 2.0 / 9.0).sqrt())
        .ceil()
        .max(3.0);
    (right.count(), format!("{suspicious}").parse().unwrap())
}

#[tokio::test]
async fn nothing_that_can_be_carried_away_tells_who_chose_what() {
    let mut polling = Polling::start(Leak::Nothing).await;
    let mut steps = polling.poll(&mut Rng::with_seed(7)).await;
    let truth = polling.truth.clone();
    assert_eq!(truth.len(), SINGLE + BATCHES * TOGETHER);
    let log = String::from_utf8_lossy(&steps.last().unwrap().after.files["log"]).into_owned();
    assert!(log.contains("ready; "), "the log is looked into");
    let close = async {
        let store = Store::open(&polling.place.database()).await.unwrap();
        let seals = Seals::beside(&polling.place.database());
        let now = Clock::System.now();
        store
            .close_questions("prove", &[polling.question], &seals, now, |_, _| {
                Conclusion::default()
            })
            .await
            .unwrap();
        let answered = store.answered(polling.question).await.unwrap();
        store.close().await;
        answered
    };
    attack(&steps, &truth, "while it is open");
    for person in truth.keys() {
        assert!(!log.contains(person), "the log names nobody");
    }
    // What the whole has said by now is said in total, and nothing in the files is older than that.
    let answered = close.await;
    assert_eq!(answered.respondents, truth.len());
    let counters = answered.counters.unwrap();
    assert_eq!(counters["gruppe-1"][ANSWERED], truth.len() as u64);
    let closed = polling.loot().await;
    steps.last_mut().unwrap().after = closed.clone();
    attack(&steps[..steps.len() - 1], &truth, "with the end known");
    for option in OPTIONS {
        let last = counters[""][option].to_string();
        assert_eq!(counts(&closed, option), BTreeSet::from([last]), "{option}");
    }
    let keys = fs::read_dir(polling.place.path().join("skolebud.db.seals")).unwrap();
    assert_eq!(keys.count(), 0, "the key is destroyed");
}

/// Every number that stands behind the key of `option` in JSON, in any file.
fn counts(loot: &Loot, option: &str) -> BTreeSet<String> {
    let key = format!("\"{option}\":");
    let mut counts = BTreeSet::new();
    for bytes in loot.files.values() {
        for at in places(bytes, &key) {
            let digits = bytes[at + key.len()..].iter();
            let digits = digits.take_while(|byte| byte.is_ascii_digit());
            let number: String = digits.map(|byte| char::from(*byte)).collect();
            counts.insert(number);
        }
    }
    counts.remove("");
    counts
}

fn attack(steps: &[Step], truth: &Guesses, when: &str) {
    for (name, guesses) in [
        ("near", by_what_stands_near(steps, &OPTIONS)),
        ("changed", by_what_changed(steps, &OPTIONS)),
        ("sizes", by_sizes_and_order(steps, truth)),
    ] {
        let (right, suspicious) = score(&guesses, truth);
        assert!(
            right < suspicious,
            "{when}, by what is {name}: {right} of {}",
            guesses.len()
        );
    }
}

#[rstest::rstest]
#[case(Leak::Counters)]
#[case(Leak::DeletedRow)]
#[case(Leak::LengthOfALine)]
#[tokio::test]
async fn the_attacks_find_what_leaks(#[case] leak: Leak) {
    let mut polling = Polling::start(leak).await;
    let steps = polling.poll(&mut Rng::with_seed(8)).await;
    let guesses = match leak {
        Leak::Counters => by_what_changed(&steps, &OPTIONS),
        Leak::DeletedRow => by_what_stands_near(&steps, &OPTIONS),
        Leak::LengthOfALine => by_sizes_and_order(&steps, &polling.truth),
        Leak::Nothing => unreachable!(),
    };
    let (right, suspicious) = score(&guesses, &polling.truth);
    assert!(right >= suspicious, "{right} of {}", guesses.len());
    assert!(
        right * 10 >= guesses.len() * 9,
        "{right} of {}",
        guesses.len()
    );
}

/// The database as it was after each commit that the write-ahead log still holds, oldest first.
fn images(loot: &Loot) -> Vec<Vec<u8>> {
    let mut image = loot.files["skolebud.db"].clone();
    let log = &loot.files["skolebud.db-wal"];
    let mut images = Vec::new();
    // 32 bytes of header; each frame has 24 of its own and a page.
    for frame in log[32..].chunks_exact(24 + 4096) {
        let number = u32::from_be_bytes(frame[..4].try_into().unwrap()) as usize;
        let size = u32::from_be_bytes(frame[4..8].try_into().unwrap());
        if image.len() < number * 4096 {
            image.resize(number * 4096, 0);
        }
        image[(number - 1) * 4096..number * 4096].copy_from_slice(&frame[24..]);
        if size > 0 {
            images.push(image.clone());
        }
    }
    images
}

/// What each image says of (who has answered, the counters), where `seals` opens them.
async fn opened(
    place: &Place,
    images: &[Vec<u8>],
    seals: &Seals,
) -> Vec<(BTreeSet<String>, BTreeMap<String, u64>)> {
    let mut opened = Vec::new();
    let path = place.path().join("image.db");
    for image in images {
        fs::write(&path, image).unwrap();
        let options = SqliteConnectOptions::new().filename(&path).immutable(true);
        let mut connection = options.connect().await.unwrap();
        let sealed: Vec<u8> = sqlx::query_scalar("SELECT sealed FROM question")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        let ledger: Vec<String> = sqlx::query_scalar("SELECT respondent FROM ledger")
            .fetch_all(&mut connection)
            .await
            .unwrap();
        sqlx::Connection::close(connection).await.unwrap();
        if let Ok(counters) = seals.open(1, &sealed) {
            let counters: Counters = serde_json::from_str(&counters).unwrap();
            let of_group = counters.get("gruppe-1").cloned().unwrap_or_default();
            let each = OPTIONS.map(|it| (it.to_owned(), of_group.get(it).copied().unwrap_or(0)));
            opened.push((ledger.into_iter().collect(), each.into()));
        }
    }
    opened
}

/// A copy of the folder of keys as it is now.
fn steal_keys(place: &Place, name: &str) -> Seals {
    let stolen = place.path().join(format!("{name}.seals"));
    fs::create_dir(&stolen).unwrap();
    fs::copy(
        place.path().join("skolebud.db.seals/1.key"),
        stolen.join("1.key"),
    )
    .unwrap();
    Seals::beside(&place.path().join(name))
}

#[tokio::test]
async fn who_takes_everything_at_once_learns_what_the_whole_has_said_and_no_more() {
    let mut polling = Polling::start(Leak::Nothing).await;
    let early = steal_keys(&polling.place, "early");
    let steps = polling.poll(&mut Rng::with_seed(9)).await;
    let late = steal_keys(&polling.place, "late");
    let images = images(&steps.last().unwrap().after);
    assert!(images.len() >= SINGLE, "the log still has the older frames");

    let mut known = opened(&polling.place, &images, &late).await;
    known.dedup();
    assert_eq!(known.len(), 1, "only the newest can be opened");
    assert_eq!(known[0].0.len(), polling.truth.len());

    // A key from before the answers opens all that followed: this is why nobody may have copies of it.
    // It shows that this attack is one, too.
    let known = opened(&polling.place, &images, &early).await;
    let mut linked = Guesses::new();
    for (one, next) in known.iter().zip(&known[1..]) {
        let new: Vec<&String> = next.0.difference(&one.0).collect();
        if let [person] = new[..] {
            let grew = |option: &&&str| next.1[**option] > one.1[**option];
            let option = OPTIONS.iter().find(grew).unwrap();
            let (_, user) = person.rsplit_once('/').unwrap();
            linked.insert(user.to_owned(), (*option).to_owned());
        }
    }
    let (right, _) = score(&linked, &polling.truth);
    assert!(right == linked.len() && right >= SINGLE - 1, "{right}");
}
