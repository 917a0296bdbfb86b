//! Posts that fall due all the time in many channels, and what the platform has seen of them.

use std::collections::BTreeMap;
use std::time::Duration;

use fastrand::Rng;
use skolebud::clock::{Clock, Timestamp};
use skolebud::outbox::Wanted;
use skolebud::plan::Content;
use skolebud::store::{Origin, Store};

use crate::support::binary::Place;
use crate::support::posts::post;
use crate::support::receiver::{Received, Receiver, Reply};

/// So many channels, because each has one post a second.
const CHANNELS: usize = 100;
/// So many posts in a round, each in a channel or two.
const IN_A_ROUND: usize = 8;
/// No channel gets its next post sooner.
const PACE: i64 = 1_000;
/// How long one waits for all to be said, at most.
const PATIENCE: Duration = Duration::from_secs(120);
const A_DAY: Duration = Duration::from_secs(86_400);
/// What stands before a post's number.
const MARK: &str = "Bud nr. ";

/// All that was to be said.
pub(super) struct Posts<'p> {
    platforms: &'p Receiver,
    /// By channel and text: when it was due.
    due: BTreeMap<(String, String), Timestamp>,
    number: usize,
}

/// An attempt as the send log has it.
#[derive(Debug, sqlx::FromRow)]
struct Attempt {
    channel: String,
    post: String,
    state: String,
    started_at: i64,
    outcome: Option<String>,
    reason: Option<String>,
}

impl<'p> Posts<'p> {
    /// Gives `place` many channels, all of them played by `platforms`, and a coordinator.
    pub(super) fn through(platforms: &'p Receiver, place: &mut Place) -> Self {
        let mut lines = String::from(
            "[[coordinator]]\nperson = \"slack/T0ASKER01/UKOORDINATOR\"\nprogrammes = [\"prove\"]\n",
        );
        for number in 0..CHANNELS {
            lines += &format!(
                "[[channel]]\nid = \"{}\"\nkind = \"slack-webhook\"\nnetworks = [\"prove/gruppe-1\"]\n",
                channel(number)
            );
            let variable = format!("SKOLEBUD_CHANNEL_KANAL_{number}_URL");
            place.set(&variable, &platforms.slack_url(&channel(number)));
        }
        place.add_settings(&lines);
        // Nobody reads what it logs while it lives.
        place.set("SKOLEBUD_LOG_FILTER", "warn,skolebud::cli=info");
        place.succeed(&["status"]);
        Self {
            platforms,
            due: BTreeMap::new(),
            number: 0,
        }
    }

    /// Some more that are due at once, and what the platforms will answer to as many requests.
    pub(super) fn add_some(&mut self, place: &Place, rng: &mut Rng) {
        let now = Clock::System.now();
        let wanted: Vec<Wanted> = (0..IN_A_ROUND)
            .map(|_| {
                self.number += 1;
                let text = format!("{MARK}{}.", self.number);
                let mut channels = vec![channel(rng.usize(..CHANNELS))];
                channels.push(channel(rng.usize(..CHANNELS)));
                channels.dedup();
                for channel in &channels {
                    self.due.insert((channel.clone(), text.clone()), now);
                    self.platforms.will(reply(rng));
                }
                let content = Content::Prompt {
                    session: None,
                    text,
                };
                Wanted {
                    post: post(content, now, A_DAY),
                    channels,
                }
            })
            .collect();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let store = Store::open(&place.database()).await.unwrap();
            store.add_posts(&wanted, Origin::Command).await.unwrap();
            store.close().await;
        });
    }

    /// Lets the worker live until nothing waits any more. What waits for its second attempt need not be
    /// waited for: its time is moved to where it would have come.
    pub(super) fn come_to_rest(&self, place: &Place) {
        self.platforms.will_be_fine();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let statement = "UPDATE delivery SET due_at = due_at - 60000
             WHERE state = 'waiting' AND channel_id <> 'koordinator'";
        let serving = place.serve();
        runtime.block_on(async {
            let url = format!("sqlite:{}", place.database().display());
            let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
            sqlx::query(statement).execute(&pool).await.unwrap();
            let all_ended = async {
                while count(&pool, "state IN ('waiting', 'sending')").await > 0 {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            };
            tokio::time::timeout(PATIENCE, all_ended).await.unwrap();
            pool.close().await;
        });
        assert_eq!(serving.stop().0, Some(0));
    }

    /// Compares the send log with what the platform has seen; how many attempts and requests that were.
    pub(super) async fn check(&self, place: &Place) -> (usize, usize) {
        let url = format!("sqlite:{}", place.database().display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        let attempts: Vec<Attempt> = sqlx::query_as(
            "SELECT channel_id AS channel, coalesce(body -> 'content' ->> 'text', '') AS post, state,
                started_at, outcome, attempt.reason
             FROM attempt JOIN delivery ON delivery.id = delivery_id JOIN post ON post.id = post_id
             ORDER BY channel_id, started_at, number",
        )
        .fetch_all(&pool)
        .await
        .unwrap();
        let others = count(&pool, "state NOT IN ('sent', 'unknown')").await;
        assert_eq!(others, 0, "all was said, or nobody can know");
        pool.close().await;
        let received = self.platforms.received();
        let counts = (attempts.len(), received.len());
        check_pace(&attempts);
        let mut seen: BTreeMap<(String, String), Vec<Received>> = BTreeMap::new();
        for request in received {
            seen.entry(which(&request)).or_default().push(request);
        }
        let mut tried: BTreeMap<(String, String), Vec<Attempt>> = BTreeMap::new();
        for attempt in attempts {
            let key = (attempt.channel.clone(), attempt.post.clone());
            tried.entry(key).or_default().push(attempt);
        }
        assert!(
            seen.keys().all(|key| tried.contains_key(key)),
            "seen, never tried"
        );
        assert!(
            self.due.keys().all(|key| tried.contains_key(key)),
            "never tried"
        );
        for (key, attempts) in &tried {
            let seen = seen.get(key).map_or(&[][..], Vec::as_slice);
            compare(attempts, seen);
            if let Some(due) = self.due.get(key) {
                follows_the_rule(attempts);
                assert!(
                    seen.iter().all(|request| request.at >= *due),
                    "before its time"
                );
            }
        }
        counts
    }
}

/// No channel got two posts within a second, whatever died in between.
fn check_pace(attempts: &[Attempt]) {
    for two in attempts.windows(2) {
        let [one, next] = two else { continue };
        let between = next.started_at - one.started_at;
        assert!(one.channel != next.channel || between >= PACE, "{two:?}");
    }
}

fn channel(number: usize) -> String {
    format!("kanal-{number}")
}

/// Mostly well, after a while in which the worker may die.
fn reply(rng: &mut Rng) -> Reply {
    match rng.u8(..20) {
        0 => Reply::of(503, ""),
        1 => Reply::ResetAfterReading,
        2 => Reply::ResetAtOnce,
        _ => Reply::FineAfter(Duration::from_millis(rng.u64(..60))),
    }
}

/// The channel and the text of a request; what the coordinators are told has no text of its own.
fn which(request: &Received) -> (String, String) {
    let body = String::from_utf8_lossy(&request.body).into_owned();
    let text = body.split_once(MARK).map_or(String::new(), |(_, rest)| {
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        format!("{MARK}{number}.")
    });
    let channel = match request.target.strip_prefix("/services/T000/B000/") {
        Some(channel) => channel.to_owned(),
        None => "koordinator".to_owned(),
    };
    (channel, text)
}

/// What is recorded as said the platform has taken, and every request that it has seen was an attempt
/// with that end, or one whose end nobody could know.
fn compare(attempts: &[Attempt], seen: &[Received]) {
    let ended = |outcome: &str| {
        let all = attempts
            .iter()
            .filter(|it| it.outcome.as_deref() == Some(outcome));
        all.count()
    };
    let (mut taken, mut put_off, mut broken) = (0, 0, 0);
    for request in seen {
        match request.reply {
            Reply::Fine | Reply::FineAfter(_) => taken += 1,
            Reply::Http(503, ..) => put_off += 1,
            _ => broken += 1,
        }
    }
    let (sent, later, unknown) = (ended("sent"), ended("try_later"), ended("unknown"));
    let story = format!("{attempts:?} {seen:?}");
    assert_eq!(
        sent + later + unknown,
        attempts.len(),
        "every attempt has an end: {story}"
    );
    assert!(taken >= sent, "recorded as said and never seen: {story}");
    assert!(put_off >= later, "put off by nobody: {story}");
    assert!(
        (taken - sent) + (put_off - later) + broken <= unknown,
        "more than tried: {story}"
    );
}

/// Tried again only after an answer that allows it, and after doubt once.
fn follows_the_rule(attempts: &[Attempt]) {
    let outcomes: Vec<&str> = attempts
        .iter()
        .filter_map(|it| it.outcome.as_deref())
        .collect();
    let (last, before) = outcomes.split_last().unwrap();
    let doubts = before
        .iter()
        .filter(|outcome| **outcome == "unknown")
        .count();
    assert!(!before.contains(&"sent"), "said again: {attempts:?}");
    assert!(doubts <= 1, "repeated twice in doubt: {attempts:?}");
    assert_eq!(*last, attempts[0].state, "{attempts:?}");
    assert!(
        attempts
            .iter()
            .all(|it| it.outcome.as_deref() != Some("unknown") || it.reason.is_some())
    );
}

async fn count(pool: &sqlx::SqlitePool, which: &str) -> i64 {
    // The coordinators are told when they work, which need not be now.
    let statement =
        format!("SELECT count(*) FROM delivery WHERE channel_id <> 'koordinator' AND {which}");
    let statement = sqlx::AssertSqlSafe(statement);
    sqlx::query_scalar(statement).fetch_one(pool).await.unwrap()
}
