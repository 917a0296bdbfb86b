//! The machine's clock goes back an hour while the program runs, and across a restart: nothing is said
//! twice or before its time, no channel falls silent, and answers keep the order in which they were given.

use std::time::Duration;

use rstest::rstest;
use skolebud::clock::{Clock, Timestamp};
use tempfile::TempDir;

use crate::support::binary::Place;
use crate::support::crowd::knock;
use crate::support::machine::run_on_a_machine_that_fails;
use crate::support::polls::{NAMED, place_with_polls};
use crate::support::posts::add_post;
use crate::support::receiver::{Receiver, Reply};
use crate::support::taps::Tap;

const HOUR: i64 = 3_600;
/// How long one waits for a post that is not late, at most.
const PATIENCE: Duration = Duration::from_secs(60);

/// A machine whose clock is ahead by so many seconds as a file says.
struct Machine {
    place: Place,
    folder: TempDir,
    platforms: Receiver,
}

impl Machine {
    fn start() -> Self {
        let platforms = Receiver::start();
        let (mut place, _) = place_with_polls(&platforms);
        let folder = TempDir::new().unwrap();
        run_on_a_machine_that_fails(&mut place, folder.path());
        let file = folder.path().join("off");
        place.set("CLOCK_IS_OFF", file.to_str().unwrap());
        Self {
            place,
            folder,
            platforms,
        }
    }

    fn set_ahead_by(&self, seconds: i64) {
        std::fs::write(self.folder.path().join("off"), seconds.to_string()).unwrap();
    }
}

fn ahead(seconds: i64) -> Timestamp {
    Timestamp::from_millis(Clock::System.now().millis() + seconds * 1_000)
}

/// What `user` answers at `at` by Slack's clock, in a request that is signed at `signed`.
fn answer(address: std::net::SocketAddr, option: &str, at: &str, signed: Timestamp) -> u16 {
    let tap = Tap {
        asking: NAMED.to_owned(),
        option: option.to_owned(),
        user: "U1".to_owned(),
        at: at.to_owned(),
        response_url: None,
    };
    knock(address, &tap.request(signed.millis() / 1_000)).unwrap()
}

async fn kept(place: &Place) -> String {
    let url = format!("sqlite:{}", place.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let answer = sqlx::query_scalar("SELECT answer FROM vote");
    let answer = answer.fetch_one(&pool).await.unwrap();
    pool.close().await;
    answer
}

#[test]
fn a_clock_that_goes_back_an_hour_says_nothing_twice_and_nothing_early() {
    let machine = Machine::start();
    let (place, platforms) = (&machine.place, &machine.platforms);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let day = Duration::from_secs(86_400);
    // By its own clock the first is due now, the second in half an hour.
    machine.set_ahead_by(HOUR);
    for (text, after) in [("Først.", HOUR), ("Så.", HOUR + HOUR / 2)] {
        runtime.block_on(add_post(&place.database(), text, ahead(after), day));
    }
    let serving = place.serve();
    runtime.block_on(platforms.has_received(1));
    let tap = |option: &str, at: &str, signed: Timestamp, expected: u16| {
        let status = answer(serving.address(), option, at, signed);
        assert_eq!(status, expected, "{option} at {at}");
    };
    tap("liten", "100.000001", ahead(HOUR), 200);

    machine.set_ahead_by(0);
    tap("stor", "100.000003", ahead(0), 200);
    // Now an hour ahead, and so outside the window.
    tap("noen", "100.000004", ahead(HOUR), 401);
    // Given before the last, and heard later.
    tap("noen", "100.000002", ahead(0), 200);
    serving.kill();
    assert_eq!(place.serve().stop().0, Some(0));
    let kept = runtime.block_on(kept(place));
    assert_eq!(kept, r#"{"options":["stor"]}"#);
    assert_eq!(platforms.received().len(), 1, "neither again nor early");

    machine.set_ahead_by(2 * HOUR);
    let serving = place.serve();
    let received = runtime.block_on(platforms.has_received(2));
    assert_eq!(serving.stop().0, Some(0));
    let said: Vec<String> = received
        .iter()
        .map(|it| it.json()["text"].to_string())
        .collect();
    assert!(
        said[0].contains("Først.") && said[1].contains("Så."),
        "{said:?}"
    );
    assert_eq!(platforms.received().len(), 2);
}

#[rstest]
#[case::after_its_pace(Reply::Fine, 1)]
#[case::after_the_rest_that_the_platform_wants(Reply::wait(429, "3"), 3)]
fn a_channel_rests_no_longer_when_the_clock_goes_back_an_hour(
    #[case] reply: Reply,
    #[case] seconds: u64,
    #[values(false, true)] starts_again: bool,
) {
    let machine = Machine::start();
    let (place, platforms) = (&machine.place, &machine.platforms);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let day = Duration::from_secs(86_400);
    machine.set_ahead_by(HOUR);
    platforms.will(reply);
    runtime.block_on(add_post(&place.database(), "Først.", ahead(HOUR), day));
    let mut serving = place.serve();
    runtime.block_on(platforms.has_received(1));
    if starts_again {
        // What came of the first is settled.
        assert_eq!(serving.stop().0, Some(0));
        machine.set_ahead_by(0);
        serving = place.serve();
    }
    machine.set_ahead_by(0);
    runtime.block_on(add_post(&place.database(), "Så.", ahead(0), day));
    let received = runtime.block_on(async {
        let received = platforms.has_received(2);
        tokio::time::timeout(PATIENCE, received).await.unwrap()
    });
    assert_eq!(serving.stop().0, Some(0));
    assert!(received[1].json()["text"].to_string().contains("Så."));
    let rested = received[1].at.since(received[0].at);
    assert!(rested >= Duration::from_secs(seconds), "{rested:?}");
}
