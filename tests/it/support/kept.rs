//! Every table that a deed of the crowd touches, compared with the crowd's book.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use skolebud::clock::Clock;
use skolebud::inbox::rules::ANSWERED;
use skolebud::report::Conclusion;
use skolebud::seal::Seals;
use skolebud::store::Store;
use sqlx::SqlitePool;

use crate::support::crowd::{Book, Deed};
use crate::support::polls::{NAMED, SECRET};

/// What is kept of what the crowd did.
pub(crate) struct Kept {
    /// The named answers by respondent, with the event that gave each.
    votes: HashMap<String, (String, String)>,
    ledger: BTreeSet<String>,
    /// What was said to each event.
    said: HashMap<String, String>,
    /// Replies by event.
    replies: HashMap<String, String>,
    /// The commands in the record of acts.
    acts: Vec<String>,
}

impl Kept {
    pub(crate) async fn read(database: &Path) -> Self {
        let url = format!("sqlite:{}", database.display());
        let pool = SqlitePool::connect(&url).await.unwrap();
        let votes = pairs(
            &pool,
            "SELECT respondent, answer || ' ' || event_id FROM vote",
        )
        .await;
        let ledger = pairs(&pool, "SELECT respondent, '' FROM ledger").await;
        let said = pairs(&pool, "SELECT id, answer FROM event").await;
        let replies = pairs(&pool, "SELECT said, text FROM reply").await;
        let acts = pairs(&pool, "SELECT written, '' FROM audit").await;
        pool.close().await;
        let votes = votes.into_iter().map(|(respondent, vote)| {
            let (answer, event) = vote.rsplit_once(' ').unwrap();
            (respondent, (answer.to_owned(), event.to_owned()))
        });
        Self {
            votes: votes.collect(),
            ledger: ledger
                .into_iter()
                .map(|(respondent, _)| respondent)
                .collect(),
            said: said.into_iter().collect(),
            replies: replies.into_iter().collect(),
            acts: acts.into_iter().map(|(written, _)| written).collect(),
        }
    }

    /// What was acknowledged is there, each deed is there once and whole or not at all, and nothing else is.
    pub(crate) fn check(&self, book: &Book) {
        let mut kept = Counted::default();
        for (deed, acknowledged) in book.deeds.iter().zip(&book.acknowledged) {
            let said = self.said.get(&deed.event()).map(String::as_str);
            assert!(said.is_some() || !acknowledged, "{deed:?} was lost");
            kept.events += usize::from(said.is_some());
            match deed {
                Deed::Tap(tap) if tap.asking == NAMED => {
                    let (event, respondent) = tap.event_and_respondent();
                    let answer = format!(r#"{{"options":["{}"]}}"#, tap.option);
                    let expected = said.map(|_| (answer, event));
                    assert_eq!(self.votes.get(&respondent).cloned(), expected, "{tap:?}");
                    kept.votes += usize::from(said.is_some());
                }
                Deed::Tap(tap) => {
                    let (_, respondent) = tap.event_and_respondent();
                    let is_there = self.ledger.contains(&respondent);
                    assert_eq!(is_there, said.is_some(), "half of {tap:?}");
                    kept.ledger += usize::from(is_there);
                }
                Deed::Typed { user, text, .. } if user == "UKOORDINATOR" => {
                    let number = text.split('"').nth(1).unwrap();
                    let lines = self.acts.iter().filter(|act| act.contains(number)).count();
                    assert_eq!(lines, usize::from(said.is_some()), "{text}");
                    kept.acts += lines;
                }
                Deed::Typed { text, .. } => {
                    let is_kept = said.is_some_and(|said| said.contains("reply_kept"));
                    let reply = self.replies.get(&deed.event());
                    assert_eq!(reply, is_kept.then_some(text));
                    kept.replies += usize::from(is_kept);
                }
            }
            if let (Deed::Tap(_), Some(said)) = (deed, said) {
                assert!(
                    said.contains(r#""said":"thanks","changed":false"#),
                    "{said}"
                );
            }
        }
        let all = Counted {
            events: self.said.len(),
            votes: self.votes.len(),
            ledger: self.ledger.len(),
            replies: self.replies.len(),
            acts: self.acts.len(),
        };
        assert_eq!(all, kept);
    }

    /// Closes the secret question, number `secret`: as many were counted as are in the ledger, and each as
    /// it was given.
    pub(crate) async fn check_counters(&self, database: &Path, secret: i64, book: &Book) {
        let store = Store::open(database).await.unwrap();
        let seals = Seals::beside(database);
        let now = Clock::System.now();
        let nothing = |_: &_, _: &_| Conclusion::default();
        store
            .close_questions("prove", &[secret], &seals, now, nothing)
            .await
            .unwrap();
        let counters = store.answered(secret).await.unwrap().counters.unwrap();
        store.close().await;
        let mut given: BTreeMap<String, u64> = BTreeMap::new();
        for deed in &book.deeds {
            let Deed::Tap(tap) = deed else { continue };
            if tap.asking == SECRET && self.said.contains_key(&deed.event()) {
                *given.entry(tap.option.clone()).or_default() += 1;
                *given.entry(ANSWERED.to_owned()).or_default() += 1;
            }
        }
        let answered = given.get(ANSWERED).copied().unwrap_or_default();
        if answered < FEWEST_COUNTED {
            given.retain(|option, _| option == ANSWERED);
        }
        let mut counted: BTreeMap<String, u64> = BTreeMap::new();
        for (option, count) in counters.into_values().flatten() {
            *counted.entry(option).or_default() += count;
        }
        assert_eq!(counted, given);
    }
}

/// Of fewer answers to a secret question only their number is kept.
const FEWEST_COUNTED: u64 = 5;

/// How many rows there are of each kind.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    events: usize,
    votes: usize,
    ledger: usize,
    replies: usize,
    acts: usize,
}

async fn pairs(pool: &SqlitePool, statement: &'static str) -> Vec<(String, String)> {
    sqlx::query_as(statement).fetch_all(pool).await.unwrap()
}
