//! What strangers may do to the doors: hold them, flood them, talk nonsense at them. Others are served
//! meanwhile, memory stays bounded, and nothing of it is kept.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use rstest::rstest;
use sha2::Sha256;
use skolebud::clock::Clock;

use crate::support::binary::{Place, Serving};
use crate::support::house::TOKEN;
use crate::support::polls::{NAMED, place_with_polls};
use crate::support::receiver::Receiver;
use crate::support::rows::rows_of;
use crate::support::taps::{Tap, signed_request};

/// A bound against hanging, far beyond what a busy machine needs, and within what a queue of strangers would take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The most memory the worker may ever have, in KiB: 256 places with the largest body in each take 64 MiB.
const MOST_MEMORY: u64 = 160 * 1024;
/// The tables that one vote to a named question adds a row to.
const OF_A_VOTE: [&str; 2] = ["event", "vote"];

/// The binary with its doors open, and what lay in its database when it started.
struct House {
    place: Place,
    serving: Serving,
    before: BTreeMap<String, i64>,
    votes: i64,
    _platforms: Receiver,
}

impl House {
    fn open() -> Self {
        let platforms = Receiver::start();
        let (mut place, _) = place_with_polls(&platforms);
        place.add_settings("[[teams_webhook]]\nid = \"nettverk\"\nnetworks = [\"prove/gruppe-1\"]");
        place.set("SKOLEBUD_TEAMS_NETTVERK_SECRET", TOKEN);
        let serving = place.serve();
        let before = rows(&place);
        Self {
            place,
            serving,
            before,
            votes: 0,
            _platforms: platforms,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect_timeout(&self.serving.address(), PATIENCE).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// The status of the answer to `request`, or nothing if the connection ended without one.
    fn status(&self, request: &[u8]) -> Option<u16> {
        let mut stream = self.connect();
        // The other side may end before all is said.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        while !answer.windows(4).any(|four| four == b"\r\n\r\n") {
            answer.extend_from_slice(&some(&mut stream)?);
        }
        statuses(&answer).pop()
    }

    /// The statuses of the answers to `requests`, of which the last ends the connection.
    fn statuses(&self, requests: &[u8]) -> Vec<u16> {
        let mut stream = self.connect();
        stream.write_all(requests).unwrap();
        let mut answers = Vec::new();
        while let Some(more) = some(&mut stream) {
            answers.extend_from_slice(&more);
        }
        statuses(&answers)
    }

    /// A health check is answered, and a vote taken in.
    fn serves_others(&mut self) {
        let health = b"GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n";
        assert_eq!(self.status(health), Some(200));
        self.votes += 1;
        let tap = Tap {
            asking: NAMED.to_owned(),
            option: "stor".to_owned(),
            user: format!("U{}", self.votes),
            at: format!("1543312842.{:06}", self.votes),
            response_url: None,
        };
        assert_eq!(self.status(&tap.request(seconds())), Some(200));
    }

    /// Memory was bounded, nothing was kept but the votes of others, and the worker stops as it should.
    fn ends_well(self) {
        let peak = self.serving.peak();
        assert!(peak < MOST_MEMORY, "{peak} KiB");
        let mut expected = self.before;
        for table in OF_A_VOTE {
            *expected.get_mut(table).unwrap() += self.votes;
        }
        assert_eq!(rows(&self.place), expected);
        let (code, log) = self.serving.stop();
        assert_eq!(code, Some(0), "{log}");
        assert!(!log.contains("ERROR") && !log.contains("panicked"), "{log}");
    }
}

fn rows(place: &Place) -> BTreeMap<String, i64> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(rows_of(&place.database()))
}

fn seconds() -> i64 {
    Clock::System.now().millis() / 1_000
}

/// What is read next; nothing when the other side has ended.
fn some(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut some = vec![0; 4096];
    let read = stream.read(&mut some);
    if let Err(error) = &read {
        assert_ne!(error.kind(), ErrorKind::WouldBlock, "silent for too long");
    }
    some.truncate(read.ok()?);
    (!some.is_empty()).then_some(some)
}

fn statuses(answers: &[u8]) -> Vec<u16> {
    let answers = String::from_utf8_lossy(answers);
    let codes = answers.split("HTTP/1.1 ").skip(1);
    codes.map(|answer| answer[..3].parse().unwrap()).collect()
}

/// How many strangers come at once: thousands, as far as this machine lets a process have connections.
fn crowd() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"));
    let soft = line.unwrap().split_whitespace().nth(3).unwrap();
    (soft.parse().unwrap_or(3_000) / 3).min(3_000)
}

/// All come, say `first`, and then `more` again and again, a little at a time, for as long as others
/// want something.
#[rstest]
#[case::are_idle("", "")]
#[case::send_new_lines("\r\n", "\r\n")]
#[case::send_a_head_byte_by_byte("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", "a")]
#[case::send_a_body_byte_by_byte(
    "POST /slack/interactivity HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n",
    "a"
)]
#[case::send_a_body_without_end(
    "POST /slack/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    "1\r\na\r\n"
)]
#[case::ask_and_do_not_listen(
    "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"
)]
fn strangers_by_the_thousand_keep_nobody_out(#[case] first: &str, #[case] more: &str) {
    let mut house = House::open();
    let mut strangers = Vec::new();
    for _ in 0..crowd() {
        let mut stranger = house.connect();
        // It may have made room for another already.
        let _ = stranger.write_all(first.as_bytes());
        stranger.set_nonblocking(true).unwrap();
        strangers.push(stranger);
    }
    for _ in 0..5 {
        house.serves_others();
        for stranger in &mut strangers {
            let _ = stranger.write(more.as_bytes());
        }
    }
    drop(strangers);
    house.ends_well();
}

/// Every place is taken by somebody who lets us wait for the last byte of the largest body there may be.
#[test]
fn large_bodies_in_every_place_are_bounded() {
    let mut house = House::open();
    let mut large = signed_request("/slack/interactivity", &[b'a'; 256 * 1024], seconds());
    large.pop();
    let mut strangers = Vec::new();
    for _ in 0..256 {
        let mut stranger = house.connect();
        let _ = stranger.write_all(&large);
        strangers.push(stranger);
    }
    house.serves_others();
    drop(strangers);
    house.ends_well();
}

fn get(headers: &str) -> Vec<u8> {
    format!("GET /health/live HTTP/1.1\r\nHost: a\r\n{headers}\r\n").into_bytes()
}

fn post(headers: &str, body: &str) -> Vec<u8> {
    format!("POST /slack/interactivity HTTP/1.1\r\nHost: a\r\n{headers}\r\n\r\n{body}").into_bytes()
}

/// Requests that are none, or more than one.
fn odd_requests() -> Vec<(&'static str, Vec<u8>)> {
    let length = |length: &str| post(&format!("Content-Length: {length}"), "abc");
    let chunked = |body: &str| post("Transfer-Encoding: chunked", body);
    vec![
        (
            "a head too large",
            get(&format!("X: {}\r\n", "a".repeat(40 * 1024))),
        ),
        ("too many headers", get(&"X: a\r\n".repeat(200))),
        (
            "an address too long",
            [
                b"GET /",
                vec![b'a'; 70_000].as_slice(),
                b" HTTP/1.1\r\n\r\n",
            ]
            .concat(),
        ),
        ("a header with NUL", get("X: a\0b\r\n")),
        ("a header on two lines", get("X: a\r\n b\r\n")),
        ("a header without a name", get(": a\r\n")),
        (
            "two lengths",
            post("Content-Length: 3\r\nContent-Length: 4", "abcd"),
        ),
        ("a negative length", length("-1")),
        ("a signed length", length("+3")),
        ("no number as length", length("3, 3")),
        ("a length beyond all", length("99999999999999999999")),
        (
            "a length that is too much for us",
            length("18446744073709551615"),
        ),
        (
            "a piece that is no number",
            chunked("xyz\r\nabc\r\n0\r\n\r\n"),
        ),
        ("a piece beyond all", chunked("FFFFFFFFFFFFFFFFF\r\nabc")),
        ("a piece that breaks off", chunked("5\r\nab")),
        (
            "a piece with an endless name",
            chunked(&format!("3;{}\r\nabc\r\n0\r\n\r\n", "a".repeat(40_000))),
        ),
        (
            "endless trailers",
            chunked(&format!("0\r\n{}\r\n", "X: a\r\n".repeat(9_000))),
        ),
        (
            "pieces that are packed",
            post("Transfer-Encoding: gzip", "abc"),
        ),
        (
            "pieces that are none",
            post("Transfer-Encoding: identity", "abc"),
        ),
        (
            "pieces by an old client",
            b"POST /slack/interactivity HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                .to_vec(),
        ),
        (
            "another protocol",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        ),
        (
            "a greeting in TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        ),
        ("nothing but NUL", vec![0; 4096]),
        (
            "unpacked on the way",
            post(
                "Content-Encoding: gzip\r\nContent-Length: 3",
                "\x1f\x0b\x08",
            ),
        ),
    ]
}

#[test]
fn what_is_no_request_is_refused_and_leaves_nothing() {
    let mut house = House::open();
    for (what, request) in odd_requests() {
        let status = house.status(&request);
        assert!(
            status.is_none_or(|status| (400..500).contains(&status)),
            "{what}: {status:?}"
        );
    }
    house.serves_others();
    house.ends_well();
}

/// A request that two readers would end at different places is read in one way: by its pieces, as
/// RFC 9112 (6.3) has it, or not at all.
#[rstest]
#[case("Content-Length: 4\r\nTransfer-Encoding: chunked")]
#[case("Transfer-Encoding: chunked\r\nContent-Length: 4")]
fn a_request_with_two_ends_has_the_one_that_its_pieces_give_it(#[case] headers: &str) {
    let mut house = House::open();
    // By its length it would end after four bytes, and a vote would follow as a request of its own.
    let tap = Tap {
        asking: NAMED.to_owned(),
        option: "stor".to_owned(),
        user: "USMUGGLED".to_owned(),
        at: "1543312842.000000".to_owned(),
        response_url: None,
    };
    let vote = String::from_utf8(tap.request(seconds())).unwrap();
    let body = format!("{:x}\r\n{vote}\r\n0\r\n\r\n", vote.len());
    let requests = [post(headers, &body), last("health/live")].concat();
    // What came behind it is not read: nobody can know where it begins.
    assert_eq!(house.statuses(&requests), [401]);
    house.serves_others();
    house.ends_well();
}

fn last(path: &str) -> Vec<u8> {
    format!("GET /{path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").into_bytes()
}

#[test]
fn requests_one_after_the_other_get_their_own_answers() {
    let mut house = House::open();
    let some = [get(""), post("Content-Length: 3", "abc")].concat();
    let requests = [some.repeat(50), last("nowhere")].concat();
    let expected = [[200, 401].repeat(50), vec![404]].concat();
    assert_eq!(house.statuses(&requests), expected);
    house.serves_others();
    house.ends_well();
}

/// Bodies within the bound that a reader of JSON could choke on.
fn heavy_json() -> Vec<(&'static str, Vec<u8>)> {
    let deep =
        |open: &str, close: &str, levels| [open.repeat(levels), close.repeat(levels)].concat();
    let keys: String = (0..25_000).map(|key| format!("\"{key}\":1,")).collect();
    let text = |text: String| text.into_bytes();
    vec![
        ("deep lists", text(deep("[", "]", 100_000))),
        ("deep lists without an end", text("[".repeat(250_000))),
        ("deep objects", text(deep("{\"event\":", "}", 25_000))),
        ("deep in a place that we read", text(format!("{{\"type\":\"event_callback\",\"event\":{}}}", deep("[", "]", 100_000)))),
        ("many keys", text(format!("{{{keys}\"z\":1}}"))),
        ("many keys in an event", text(format!("{{\"type\":\"event_callback\",\"event\":{{{keys}\"z\":1}}}}"))),
        ("one key many times", text(format!("{{{}\"type\":2}}", "\"type\":1,".repeat(25_000)))),
        ("a number of many digits", text(format!("{{\"type\":{}}}", "9".repeat(200_000)))),
        ("a number beyond all", text("{\"event\":1e999999}".to_owned())),
        ("not UTF-8", b"{\"type\":\"\xff\xfe\"}".to_vec()),
        ("NUL", b"{\"type\":\"\0\"}".to_vec()),
        ("a NUL that is written out", text(r#"{"type":"event_callback","team_id":"\u0000","event":{"type":"message","text":"\u0000"}}"#.to_owned())),
        ("half a letter", text(r#"{"type":"\ud800"}"#.to_owned())),
        ("packed", vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0]),
    ]
}

fn signed_for_teams(body: &[u8]) -> Vec<u8> {
    let key = STANDARD.decode(TOKEN).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(body);
    let head = format!(
        "POST /teams/outgoing/nettverk HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\
         Authorization: HMAC {}\r\n\r\n",
        body.len(),
        STANDARD.encode(mac.finalize().into_bytes())
    );
    [head.as_bytes(), body].concat()
}

/// Even a platform gone mad, which signs what it sends, does no harm.
#[test]
fn signed_bodies_that_are_heavy_to_read_leave_nothing() {
    let mut house = House::open();
    for (what, body) in heavy_json() {
        let form = [b"payload=", body.as_slice()].concat();
        for request in [
            signed_request("/slack/events", &body, seconds()),
            signed_request("/slack/interactivity", &form, seconds()),
            signed_request("/slack/commands", &form, seconds()),
            signed_for_teams(&body),
        ] {
            let status = house.status(&request);
            let fine = matches!(status, Some(200 | 400));
            assert!(fine, "{what}: {status:?}");
        }
    }
    house.serves_others();
    house.ends_well();
}
