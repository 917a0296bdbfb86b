//! What is not the platform's own changes nothing in the database; what is, changes it once.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::StatusCode;
use rstest::rstest;
use sha2::Sha256;
use skolebud::inbox::{Inbox, worker};
use skolebud::programme::question::Mode;
use tokio_util::sync::CancellationToken;

use crate::support::house::{House, TAPS, TOKEN};
use crate::support::rows::rows_of;
use crate::support::site::{client, serve_with};
use crate::support::taps::signature;

const TIMESTAMP: &str = "x-slack-request-timestamp";
const SIGNATURE: &str = "x-slack-signature";
const ACTIVITY: &str = include_str!("../data/teams/command.json");
const TEAMS: &str = "/teams/outgoing/nettverk";

async fn rows(house: &House) -> BTreeMap<String, i64> {
    rows_of(&house.program.database()).await
}

fn flipped(text: &str, bit: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes
}

/// A vote that is right but for one thing.
#[rstest]
#[case::five_minutes_old(-300, StatusCode::OK)]
#[case::five_minutes_ahead(300, StatusCode::OK)]
#[case::older(-301, StatusCode::UNAUTHORIZED)]
#[case::further_ahead(301, StatusCode::UNAUTHORIZED)]
#[case::of_another_year(-31_536_000, StatusCode::UNAUTHORIZED)]
#[tokio::test]
async fn a_stamp_holds_for_five_minutes(#[case] off: i64, #[case] status: StatusCode) {
    let house = House::open(Mode::Named).await;
    let before = rows(&house).await;
    let body = house.tap_of("U1", "stor", 1).form().into_bytes();
    let timestamp = (house.seconds() + off).to_string();
    let signed = signature(&timestamp, &body);
    let headers = [(TIMESTAMP, timestamp.as_str()), (SIGNATURE, &signed)];
    assert_eq!(house.knock(TAPS, &headers, body).await, status);
    assert_eq!(rows(&house).await == before, status != StatusCode::OK);
}

#[tokio::test]
async fn one_flipped_bit_lets_nothing_in() {
    let house = House::open(Mode::Named).await;
    let before = rows(&house).await;
    let form = house.tap_of("U1", "stor", 1).form();
    let timestamp = house.seconds().to_string();
    let signed = signature(&timestamp, form.as_bytes());
    for bit in (0..form.len() * 8).step_by(1_009) {
        let headers = [(TIMESTAMP, timestamp.as_str()), (SIGNATURE, &signed)];
        let status = house.knock(TAPS, &headers, flipped(&form, bit)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "bit {bit} of the body");
    }
    // A bit that makes no letter of a header is stopped before us; the lowest keeps it one.
    for letter in 0..signed.len() {
        let other = String::from_utf8(flipped(&signed, letter * 8)).unwrap();
        let headers = [(TIMESTAMP, timestamp.as_str()), (SIGNATURE, &other)];
        let status = house.knock(TAPS, &headers, form.clone().into_bytes()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "letter {letter}");
    }
    for letter in 0..timestamp.len() {
        let other = String::from_utf8(flipped(&timestamp, letter * 8)).unwrap();
        let headers = [(TIMESTAMP, other.as_str()), (SIGNATURE, &signed)];
        let status = house.knock(TAPS, &headers, form.clone().into_bytes()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "digit {letter}");
    }
    assert_eq!(rows(&house).await, before);
}

/// Bodies that are signed as they should be, or have headers that are not.
#[tokio::test]
async fn what_is_no_vote_leaves_nothing() {
    let house = House::open(Mode::Named).await;
    let before = rows(&house).await;
    let timestamp = house.seconds().to_string();
    let form = house.tap_of("U1", "stor", 1).form().into_bytes();
    let bodies = [
        vec![],
        b"payload=".to_vec(),
        b"payload=%7B%7D&payload=%7B%7D".to_vec(),
        b"payload=%FF%FE".to_vec(),
        vec![0xFF; 64],
        vec![b'a'; 200 * 1024],
        vec![b'a'; 300 * 1024],
        form[..form.len() / 2].to_vec(),
    ];
    for body in bodies {
        let signed = signature(&timestamp, &body);
        let headers = [(TIMESTAMP, timestamp.as_str()), (SIGNATURE, &signed)];
        let length = body.len();
        let status = house.knock(TAPS, &headers, body).await;
        let said = status == StatusCode::BAD_REQUEST || status == StatusCode::OK;
        assert!(said, "{length} bytes: {status}");
        assert_eq!(rows(&house).await, before, "{length} bytes");
    }
    let signed = signature(&timestamp, &form);
    let (stamp, sign) = ((TIMESTAMP, timestamp.as_str()), (SIGNATURE, &*signed));
    for headers in [
        vec![],
        vec![stamp],
        vec![sign],
        vec![stamp, stamp, sign],
        vec![stamp, sign, sign],
    ] {
        let status = house.knock(TAPS, &headers, form.clone()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{headers:?}");
    }
    assert_eq!(rows(&house).await, before);
}

#[rstest]
#[case(Mode::Named)]
#[case(Mode::Secret)]
#[tokio::test]
async fn the_same_tap_again_changes_nothing(#[case] mode: Mode) {
    let house = House::open(mode).await;
    let tap = house.tap_of("U1", "stor", 1);
    assert_eq!(house.send(&tap).await, StatusCode::OK);
    let once = rows(&house).await;
    for _ in 0..3 {
        assert_eq!(house.send(&tap).await, StatusCode::OK);
    }
    assert_eq!(rows(&house).await, once);
    let answered = house.program.app.store.answered(house.question).await;
    assert_eq!(answered.unwrap().respondents, 1);
}

#[tokio::test]
async fn a_replay_at_the_teams_door_gets_the_same_answer_and_no_second_effect() {
    let house = House::open(Mode::Named).await;
    let key = STANDARD.decode(TOKEN).unwrap();
    let mut hash = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    hash.update(ACTIVITY.as_bytes());
    let signed = format!("HMAC {}", STANDARD.encode(hash.finalize().into_bytes()));
    let knock = async || {
        let request = client().post(format!("{}{TEAMS}", house.base));
        let request = request.header("authorization", &signed).body(ACTIVITY);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.unwrap()
    };
    let before = rows(&house).await;
    let first = knock().await;
    let once = rows(&house).await;
    assert_ne!(once, before, "the event is noted");
    assert_eq!(knock().await, first);
    assert_eq!(rows(&house).await, once);
    for bit in (0..signed.len() * 8).step_by(8) {
        let other = String::from_utf8(flipped(&signed, bit)).unwrap();
        let headers = [("authorization", other.as_str())];
        let status = house.knock(TEAMS, &headers, ACTIVITY.into()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{other}");
    }
    assert_eq!(rows(&house).await, once);
}

#[tokio::test]
async fn a_full_queue_says_so_at_once() {
    let house = House::open(Mode::Named).await;
    let (inbox, mut waiting) = Inbox::with_capacity(1);
    let stop = CancellationToken::new();
    let base = serve_with(house.program.app.clone(), &inbox, stop.clone()).await;
    let mut full = house;
    full.base = base;
    let (first, second) = (full.tap_of("U1", "stor", 1), full.tap_of("U2", "stor", 2));
    let mut first = std::pin::pin!(full.send(&first));
    while waiting.is_empty() {
        tokio::select! {
            status = &mut first => unreachable!("{status}, and nobody has taken it in"),
            () = tokio::task::yield_now() => {}
        }
    }
    tokio::select! {
        status = &mut first => unreachable!("{status}, and the queue is full of it"),
        status = full.send(&second) => assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE),
    }
    let first_in = vec![waiting.recv().await.unwrap()];
    worker::step(&full.program.app, first_in).await.unwrap();
    assert_eq!(first.await, StatusCode::OK);
    stop.cancel();
}
