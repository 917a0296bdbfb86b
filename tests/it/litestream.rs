//! Litestream copies the database while the worker runs, set up as docs/backup.md says: what it has copied is
//! enough to go on when the machine is gone.

#![expect(clippy::disallowed_methods, reason = "the cases are drawn from a seed")]

use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use fastrand::Rng;
use skolebud::clock::Clock;
use skolebud::report::Conclusion;
use skolebud::seal::Seals;
use skolebud::store::Store;
use sqlx::{Connection, SqliteConnection};

use crate::support::binary::{Place, Serving};
use crate::support::crowd::{Book, CONNECTIONS, Happening, pour, wait_for};
use crate::support::kept::Kept;
use crate::support::polls::{NAMED, place_with_polls};
use crate::support::receiver::Receiver;
use crate::support::rows::rows_of;
use crate::support::tools::litestream;

const SEED: u64 = 20_210_817;
const GUIDE: &str = include_str!("../../docs/backup.md");
/// Where the guide has the database and its copy.
const DATABASE: &str = "/var/lib/skolebud/skolebud.db";
const COPY: &str = "/mnt/backup/skolebud";
/// How long one waits for the copy, at most.
const PATIENCE: Duration = Duration::from_secs(60);
/// Counters of a closed question as an earlier version kept them.
const WHOLE: &str = r#"{"gruppe-1":{"":5,"liten":5},"gruppe-2":{"":1,"stor":1}}"#;
/// Where it shows how the only one of a network answered.
const ALONE: &str = r#""gruppe-2":{"":1,"#;

/// A place whose database Litestream copies.
struct Copied {
    place: Place,
    secret: i64,
    _platforms: Receiver,
}

impl Copied {
    fn new() -> Self {
        let platforms = Receiver::start();
        let (mut place, secret) = place_with_polls(&platforms);
        // Nobody reads what it logs while it lives.
        place.set("SKOLEBUD_LOG_FILTER", "warn,skolebud::cli=info");
        place.add_settings(
            "[[coordinator]]\nperson = \"slack/T0ASKER01/UKOORDINATOR\"\nprogrammes = [\"prove\"]\n",
        );
        let (_, settings) = GUIDE.split_once("```yaml\n").unwrap();
        let (settings, _) = settings.split_once("```").unwrap();
        let mut settings = settings.to_owned();
        let copy = place.path().join("copy");
        for (theirs, ours) in [(DATABASE, place.database()), (COPY, copy)] {
            assert_eq!(settings.matches(theirs).count(), 1, "{theirs}");
            settings = settings.replace(theirs, ours.to_str().unwrap());
        }
        place.write("litestream.yml", &settings);
        Self {
            place,
            secret,
            _platforms: platforms,
        }
    }

    /// Litestream with `arguments`.
    fn litestream(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(litestream());
        command.args(arguments).current_dir(self.place.path());
        command
    }

    /// Starts copying and waits until there is a first copy.
    fn start_copying(&self) -> Copying {
        let mut command = self.litestream(&["replicate", "-config", "litestream.yml"]);
        let child = command.stdout(Stdio::null()).spawn().unwrap();
        let copying = Copying { child };
        self.catch_up();
        copying
    }

    /// Waits until all that is committed by now is in the copy.
    fn catch_up(&self) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (database, copy) = (self.place.database(), self.place.path().join("copy.db"));
        let since = Instant::now();
        loop {
            let put_together = self.put_together();
            // What was committed last added rows, and where that is, is also what was committed before.
            if put_together.status.success()
                && runtime.block_on(rows_of(&copy)) == runtime.block_on(rows_of(&database))
            {
                break;
            }
            assert!(since.elapsed() < PATIENCE, "{put_together:?}");
        }
        self.remove("copy.db");
    }

    /// Lets Litestream make `copy.db` of its copy.
    fn put_together(&self) -> Output {
        self.remove("copy.db");
        let database = self.place.database();
        let database = database.to_str().unwrap();
        let arguments = ["restore", "-config", "litestream.yml", "-o", "copy.db"];
        let mut command = self.litestream(&arguments);
        command.arg(database).output().unwrap()
    }

    /// Removes the files whose names begin so.
    fn remove(&self, prefix: &str) {
        for path in self.files() {
            let name = path.file_name().unwrap().to_string_lossy();
            if name.starts_with(prefix) {
                std::fs::remove_file(&path).unwrap();
            }
        }
    }

    fn files(&self) -> impl Iterator<Item = PathBuf> {
        let entries = std::fs::read_dir(self.place.path()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.is_file())
    }

    /// Loses the database, what belongs to it and Litestream's notes; the keys of secret questions stay.
    fn lose_the_database(&self) {
        self.remove("skolebud.db");
        std::fs::remove_dir_all(self.place.path().join(".skolebud.db-litestream")).unwrap();
    }

    /// Puts the copy in the place of the database, as the guide says.
    fn restore(&self) {
        let put_together = self.put_together();
        assert!(put_together.status.success(), "{put_together:?}");
        let said = self.place.succeed(&["restore", "copy.db"]);
        assert!(said.contains("is restored"), "{said}");
        self.remove("copy.db");
        self.is_sound();
    }

    /// The doctor finds nothing to mend or to look at.
    fn is_sound(&self) {
        let said = self.place.succeed(&["doctor", "--json"]);
        let found: Vec<serde_json::Value> = serde_json::from_str(&said).unwrap();
        assert!(found.iter().all(|it| it["level"] == "know"), "{said}");
    }

    /// The crowd does all of `deeds`, and `book` notes what was acknowledged.
    fn pour(&self, book: &mut Book, deeds: VecDeque<usize>, serving: &Serving) {
        let (told, load) = pour(serving.address(), book, deeds, CONNECTIONS);
        book.note(told);
        for thread in load {
            thread.join().unwrap();
        }
    }

    async fn kept(&self) -> Kept {
        Kept::read(&self.place.database()).await
    }

    /// Closes the secret question; its counters are kept [`WHOLE`].
    async fn close_and_keep_whole(&self) {
        let database = self.place.database();
        let store = Store::open(&database).await.unwrap();
        let (seals, now) = (Seals::beside(&database), Clock::System.now());
        let nothing = |_: &_, _: &_| Conclusion::default();
        let closed = store
            .close_questions("prove", &[self.secret], &seals, now, nothing)
            .await;
        assert_eq!(closed.unwrap(), 1);
        store.close().await;
        let url = format!("sqlite:{}", database.display());
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        sqlx::query("UPDATE question SET counters = $1 WHERE id = $2")
            .bind(WHOLE)
            .bind(self.secret)
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
    }

    /// The names of the files in which `text` stands.
    fn files_with(&self, text: &str) -> Vec<String> {
        let text = text.as_bytes();
        let has = |path: &PathBuf| {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(text.len()).any(|some| some == text)
        };
        self.files()
            .filter(has)
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect()
    }
}

/// A running Litestream; killed when dropped.
struct Copying {
    child: Child,
}

impl Copying {
    /// Ends it at once, as a power cut would.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, as an init system does, and waits.
    fn stop(mut self) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(asked.success());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Copying {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_acknowledged_answer_comes_back_from_a_copy_that_has_caught_up() {
    let copied = Copied::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (mut book, mut rng) = (Book::default(), Rng::with_seed(SEED));
    // From the second time on the database is one that was put together from the copy.
    for (round, is_lost) in [true, false, true].into_iter().enumerate() {
        let copying = copied.start_copying();
        let serving = copied.place.serve();
        let deeds = book.round(round, &mut rng);
        copied.pour(&mut book, deeds, &serving);
        copied.catch_up();
        copied.is_sound();
        copied
            .place
            .succeed(&["backup", &format!("backup-{round}.db")]);
        serving.kill();
        copying.kill();
        if is_lost {
            copied.lose_the_database();
        }
        copied.restore();
        runtime.block_on(copied.kept()).check(&book);
    }
    assert!(book.count() > 100, "{}", book.count());
    assert_eq!(copied.place.serve().stop().0, Some(0));
    // Nobody has answered since the copy caught up, so the secret counters can be opened.
    let database = copied.place.database();
    runtime.block_on(async {
        let kept = copied.kept().await;
        kept.check_counters(&database, copied.secret, &book).await;
    });
}

#[test]
fn of_what_was_not_copied_any_more_nothing_comes_back_by_half() {
    let copied = Copied::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (mut book, mut rng) = (Book::default(), Rng::with_seed(SEED + 1));
    let copying = copied.start_copying();
    let serving = copied.place.serve();
    let deeds = book.round(0, &mut rng);
    copied.pour(&mut book, deeds, &serving);
    copied.catch_up();

    let deeds = book.round(1, &mut rng);
    let half = deeds.len() / 2;
    let (told, load) = pour(serving.address(), &book, deeds, CONNECTIONS);
    wait_for(&told, Happening::Acknowledged, half);
    copying.kill();
    serving.kill();
    for thread in load {
        thread.join().unwrap();
    }
    copied.lose_the_database();
    copied.restore();
    // Nothing of the second round is noted: it may be lost, and what is there is whole.
    runtime.block_on(copied.kept()).check(&book);
    assert_eq!(copied.place.serve().stop().0, Some(0));
}

#[test]
fn what_an_earlier_version_kept_whole_stays_in_the_log_only_while_it_is_copied() {
    let copied = Copied::new();
    let place = &copied.place;
    let copying = copied.start_copying();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(copied.close_and_keep_whole());
    let mut serving = place.serve();
    serving.wait_until_it_says("the write-ahead log still has what was folded");
    let (mut book, mut rng) = (Book::default(), Rng::with_seed(SEED + 2));
    let deeds = book.taps(NAMED, 0, 40, &mut rng);
    copied.pour(&mut book, deeds, &serving);
    assert!(book.count() > 0, "it goes on meanwhile");
    copied.catch_up();
    assert_eq!(serving.stop().0, Some(0));
    copying.stop();
    assert_eq!(copied.files_with(ALONE), ["skolebud.db-wal"]);

    assert_eq!(place.serve().stop().0, Some(0));
    assert_eq!(copied.files_with(ALONE), [""; 0]);
    copied.lose_the_database();
    copied.restore();
    assert_eq!(copied.files_with(ALONE), [""; 0]);
    runtime.block_on(copied.kept()).check(&book);
}
