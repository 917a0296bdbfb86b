//! The worker is killed again and again while posts fall due and answers, replies and commands pour in.
//! In the end both sides are asked: what was acknowledged is there, once, and the send log tells what the
//! platform has seen.
//!
//! `IT_CRASHES=500` kills it so often, `IT_BINARY=target/release/skolebud` takes that one;
//! docs/performance.md tells more.

#![expect(clippy::disallowed_methods, reason = "the cases are drawn from a seed")]
#![expect(
    clippy::print_stdout,
    reason = "who asks for a campaign wants its figures"
)]

mod posts;

use std::time::Duration;

use fastrand::Rng;

use crate::support::binary::Place;
use crate::support::crowd::{Book, CONNECTIONS, Happening, pour, wait_for};
use crate::support::kept::Kept;
use crate::support::polls::place_with_polls;
use crate::support::receiver::Receiver;
use posts::Posts;

/// How often the worker is killed, if nobody wants it otherwise.
const CRASHES: usize = 100;
const SEED: u64 = 20_181_101;
/// Of so many starts one is killed before it is ready, within so many milliseconds.
const EARLY: usize = 10;
const EARLY_WITHIN: u64 = 60;

#[test]
fn a_worker_killed_again_and_again_loses_nothing_and_says_nothing_twice() {
    let rounds = std::env::var("IT_CRASHES").map_or(CRASHES, |it| it.parse().unwrap());
    let platforms = Receiver::start();
    let (mut place, secret) = place_with_polls(&platforms);
    let mut posts = Posts::through(&platforms, &mut place);
    let mut rng = Rng::with_seed(SEED);
    let mut book = Book::default();
    for round in 0..rounds {
        posts.add_some(&place, &mut rng);
        if rng.usize(..EARLY) == 0 {
            place.start_and_kill_after(Duration::from_millis(rng.u64(..EARLY_WITHIN)));
        }
        live_and_die(&place, &mut book, round, &mut rng);
    }
    let acknowledged = book.count();
    assert!(
        acknowledged > 10 * rounds && acknowledged < book.deeds.len(),
        "{acknowledged} of {} were acknowledged: the test must see both",
        book.deeds.len()
    );
    posts.come_to_rest(&place);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (attempts, requests) = posts.check(&place).await;
        let kept = Kept::read(&place.database()).await;
        kept.check(&book);
        kept.check_counters(&place.database(), secret, &book).await;
        println!(
            "{rounds} deaths, {acknowledged} of {} deeds acknowledged, {attempts} attempts, {requests} requests",
            book.deeds.len()
        );
    });
}

/// Starts the worker, pours deeds into it, and kills it when some of them have come so far.
fn live_and_die(place: &Place, book: &mut Book, round: usize, rng: &mut Rng) {
    let serving = place.serve();
    let deeds = book.round(round, rng);
    let kind = Happening::any(rng);
    let left = 1 + rng.usize(..deeds.len() - CONNECTIONS);
    let (told, load) = pour(serving.address(), book, deeds, CONNECTIONS);
    book.note(wait_for(&told, kind, left));
    let log = serving.kill();
    for thread in load {
        thread.join().unwrap();
    }
    // What was acknowledged between the decision to kill and the death counts too.
    book.note(told.try_iter());
    nothing_broke(&log);
}

/// Of all that can be told only what follows from a death, from what the platforms answer, or from a
/// machine with too much to do.
fn nothing_broke(log: &str) {
    let known = [
        "found deliveries that were being sent",
        "it may have arrived",
        "slow statement",
        "time to acquire exceeded slow threshold",
    ];
    let is_trouble = |line: &&str| {
        ["ERROR", "WARN", "panicked"]
            .iter()
            .any(|it| line.contains(it))
    };
    let mut trouble = log.lines().filter(is_trouble);
    let unknown = trouble.find(|line| known.iter().all(|it| !line.contains(it)));
    assert_eq!(unknown, None, "{log}");
}
