//! The worker is killed a hundred times while answers pour in: what was acknowledged is there, once.

#![expect(clippy::disallowed_methods, reason = "the cases are drawn from a seed")]

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fastrand::Rng;
use skolebud::clock::Clock;
use skolebud::inbox::rules::ANSWERED;
use skolebud::plan::Asking;
use skolebud::programme::question::{Mode, Respondent};
use skolebud::programme::{Id, Language};
use skolebud::report::Conclusion;
use skolebud::seal::Seals;
use skolebud::store::Store;

use crate::answers::question;
use crate::support::binary::Place;
use crate::support::program::{SMALL, read};
use crate::support::receiver::Receiver as Platforms;
use crate::support::taps::{SIGNING_SECRET, Tap};

const ROUNDS: usize = 100;
const SEED: u64 = 20_181_101;
const CONNECTIONS: usize = 6;
const NAMED: &str = "prove/navngitt/2018-09-06";
const SECRET: &str = "prove/hemmelig/2018-09-06";
const OPTIONS: [&str; 3] = ["liten", "noen", "stor"];

/// What happens to a vote on its way; the worker is killed at the n-th of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Happening {
    /// All but the last byte of it is written.
    AlmostSent,
    Sent,
    Acknowledged,
}

/// Everything that was ever sent, and what of it was acknowledged.
#[derive(Default)]
struct Book {
    taps: Vec<Tap>,
    acknowledged: Vec<bool>,
}

#[test]
fn a_worker_killed_a_hundred_times_keeps_every_acknowledged_answer_once() {
    let place = place();
    let secret = open_questions(&place);
    let mut rng = Rng::with_seed(SEED);
    let mut book = Book::default();
    for round in 0..ROUNDS {
        let serving = place.serve();
        let votes = book.votes_of(round, &mut rng);
        let kind = [
            Happening::AlmostSent,
            Happening::Sent,
            Happening::Acknowledged,
        ][rng.usize(..3)];
        let left = 1 + rng.usize(..votes.len() - CONNECTIONS);
        let (tell, told) = channel();
        let load = pour(serving.address(), &book, votes, &tell);
        drop(tell);
        let mut seen = wait_for(&told, kind, left);
        let log = serving.kill();
        assert!(!log.contains("ERROR") && !log.contains("WARN"), "{log}");
        for thread in load {
            thread.join().unwrap();
        }
        // What was acknowledged between the decision to kill and the death counts too.
        seen.extend(told.try_iter());
        for (vote, _) in seen.iter().filter(|(_, it)| *it == Happening::Acknowledged) {
            book.acknowledged[*vote] = true;
        }
    }
    let acknowledged = book.acknowledged.iter().filter(|it| **it).count();
    assert!(
        acknowledged > 10 * ROUNDS && acknowledged < book.taps.len(),
        "{acknowledged} of {} were acknowledged: the test must see both",
        book.taps.len()
    );
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let kept = Kept::read(&place).await;
        kept.check(&book);
        check_counters(&place, secret, &book, &kept).await;
    });
}

/// Settings with Slack's door, and the programme.
fn place() -> Place {
    let mut place = Place::with(&Platforms::start());
    place.set("SKOLEBUD_SLACK_SIGNING_SECRET", SIGNING_SECRET);
    place.succeed(&["plan", "apply", "prove.toml"]);
    place
}

/// Opens a named and a secret question, whatever the hour; the number of the secret one.
fn open_questions(place: &Place) -> i64 {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&place.database()).await.unwrap();
        let seals = Seals::beside(&place.database());
        let programme = read(SMALL);
        let now = Clock::System.now();
        for (key, mode) in [(NAMED, Mode::Named), (SECRET, Mode::Secret)] {
            let asking = Asking {
                key: key.to_owned(),
                programme: programme.id.clone(),
                question: question(mode, Respondent::Person),
                networks: vec![Id::parse("gruppe-1").unwrap()],
                opens_at: now,
                closes_at: now.plus(Duration::from_secs(86_400)),
                language: Language::Bokmal,
                zone: programme.zone.clone(),
            };
            assert!(store.open_question(&asking, &seals).await.unwrap());
        }
        let questions = store.questions().await.unwrap();
        store.close().await;
        questions
            .iter()
            .find(|it| it.asking.key == SECRET)
            .unwrap()
            .id
    })
}

impl Book {
    /// New votes, and before them some of the last round once more: those without an answer, as the
    /// platform repeats them, and a few that had one.
    fn votes_of(&mut self, round: usize, rng: &mut Rng) -> VecDeque<usize> {
        let last = self.taps.len().saturating_sub(60)..self.taps.len();
        let mut votes: VecDeque<usize> = last
            .filter(|vote| rng.u8(..10) < if self.acknowledged[*vote] { 1 } else { 5 })
            .collect();
        for number in 0..40 + rng.usize(..40) {
            votes.push_back(self.taps.len());
            let user = format!("U{round:03}{number:03}");
            self.taps.push(Tap {
                asking: if rng.bool() { NAMED } else { SECRET }.to_owned(),
                option: OPTIONS[rng.usize(..OPTIONS.len())].to_owned(),
                user,
                at: format!("1543312{round:03}.{number:06}"),
                response_url: None,
            });
            self.acknowledged.push(false);
        }
        votes
    }
}

/// Sends `votes` over several connections until they are through or the worker is gone.
fn pour(
    address: SocketAddr,
    book: &Book,
    votes: VecDeque<usize>,
    tell: &Sender<(usize, Happening)>,
) -> Vec<std::thread::JoinHandle<()>> {
    let seconds = Clock::System.now().millis() / 1_000;
    let requests: VecDeque<(usize, Vec<u8>)> = votes
        .into_iter()
        .map(|vote| (vote, book.taps[vote].request(seconds)))
        .collect();
    let requests = Arc::new(Mutex::new(requests));
    (0..CONNECTIONS)
        .map(|_| {
            let (requests, tell) = (Arc::clone(&requests), tell.clone());
            std::thread::spawn(move || {
                let Ok(mut stream) = TcpStream::connect(address) else {
                    return;
                };
                stream.set_nodelay(true).unwrap();
                loop {
                    let next = requests.lock().unwrap().pop_front();
                    let Some((vote, request)) = next else {
                        return;
                    };
                    if send(&mut stream, vote, &request, &tell).is_none() {
                        return;
                    }
                }
            })
        })
        .collect()
}

/// Nothing when the worker is gone.
fn send(
    stream: &mut TcpStream,
    vote: usize,
    request: &[u8],
    tell: &Sender<(usize, Happening)>,
) -> Option<()> {
    let say = |happening| tell.send((vote, happening)).unwrap();
    let (most, last) = request.split_at(request.len() - 1);
    stream.write_all(most).ok()?;
    say(Happening::AlmostSent);
    stream.write_all(last).ok()?;
    say(Happening::Sent);
    let mut answer = Vec::new();
    let mut some = [0; 1024];
    while !answer.ends_with(b"\r\n\r\n") {
        match stream.read(&mut some) {
            Ok(0) | Err(_) => return None,
            Ok(count) => answer.extend_from_slice(&some[..count]),
        }
    }
    let answer = String::from_utf8(answer).unwrap();
    match answer.get(..13) {
        Some("HTTP/1.1 200 ") => say(Happening::Acknowledged),
        // A machine with too much to do says so instead of acknowledging late.
        Some("HTTP/1.1 503 ") => {}
        _ => unreachable!("{answer}"),
    }
    Some(())
}

/// What has happened when `kind` has happened `left` times, or all is through.
fn wait_for(
    told: &Receiver<(usize, Happening)>,
    kind: Happening,
    mut left: usize,
) -> Vec<(usize, Happening)> {
    let mut seen = Vec::new();
    for next in told {
        seen.push(next);
        left -= usize::from(next.1 == kind);
        if left == 0 {
            break;
        }
    }
    seen
}

/// Every table that a vote touches, by respondent.
struct Kept {
    /// The named answers, with the event that gave each.
    votes: HashMap<String, (String, String)>,
    ledger: BTreeSet<String>,
    /// What was said to each event.
    said: HashMap<String, String>,
}

impl Kept {
    async fn read(place: &Place) -> Self {
        let url = format!("sqlite:{}", place.database().display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        let votes: Vec<(String, String, String)> =
            sqlx::query_as("SELECT respondent, answer, event_id FROM vote")
                .fetch_all(&pool)
                .await
                .unwrap();
        let ledger: Vec<String> = sqlx::query_scalar("SELECT respondent FROM ledger")
            .fetch_all(&pool)
            .await
            .unwrap();
        let said: Vec<(String, String)> = sqlx::query_as("SELECT id, answer FROM event")
            .fetch_all(&pool)
            .await
            .unwrap();
        pool.close().await;
        Self {
            votes: votes
                .into_iter()
                .map(|(respondent, answer, event)| (respondent, (answer, event)))
                .collect(),
            ledger: ledger.into_iter().collect(),
            said: said.into_iter().collect(),
        }
    }

    fn check(&self, book: &Book) {
        let mut kept = 0;
        for (tap, acknowledged) in book.taps.iter().zip(&book.acknowledged) {
            let (event, respondent) = tap.event_and_respondent();
            let is_there = self.said.contains_key(&event);
            assert!(is_there || !acknowledged, "{tap:?} was lost");
            if !is_there {
                assert!(!self.votes.contains_key(&respondent), "half of {tap:?}");
                assert!(!self.ledger.contains(&respondent), "half of {tap:?}");
                continue;
            }
            kept += 1;
            let said = &self.said[&event];
            assert!(
                said.contains(r#""said":"thanks","changed":false"#),
                "{said}"
            );
            if tap.asking == NAMED {
                let answer = format!(r#"{{"options":["{}"]}}"#, tap.option);
                assert_eq!(self.votes[&respondent], (answer, event));
            } else {
                assert!(self.ledger.contains(&respondent), "{tap:?} was lost");
            }
        }
        assert_eq!(self.votes.len() + self.ledger.len(), kept);
        assert_eq!(self.said.len(), kept);
    }
}

/// Of fewer answers to a secret question only their number is kept.
const FEWEST_COUNTED: u64 = 5;

/// Closes the secret question: as many were counted as are in the ledger, and each as it was given.
async fn check_counters(place: &Place, secret: i64, book: &Book, kept: &Kept) {
    let store = Store::open(&place.database()).await.unwrap();
    let seals = Seals::beside(&place.database());
    let now = Clock::System.now();
    store
        .close_questions("prove", &[secret], &seals, now, |_, _| {
            Conclusion::default()
        })
        .await
        .unwrap();
    let counters = store.answered(secret).await.unwrap().counters.unwrap();
    store.close().await;
    let mut given: BTreeMap<String, u64> = BTreeMap::new();
    for tap in book.taps.iter().filter(|tap| tap.asking == SECRET) {
        if kept.said.contains_key(&tap.event_and_respondent().0) {
            *given.entry(tap.option.clone()).or_default() += 1;
            *given.entry(ANSWERED.to_owned()).or_default() += 1;
        }
    }
    if given[ANSWERED] < FEWEST_COUNTED {
        given.retain(|option, _| option == ANSWERED);
    }
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for (option, count) in counters.into_values().flatten() {
        *counted.entry(option).or_default() += count;
    }
    assert_eq!(counted, given);
}
