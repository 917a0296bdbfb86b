//! People who answer: each vote is a tap in Slack, signed, by someone who has not answered before. A
//! connection sends its next vote when the last is acknowledged.

use std::collections::VecDeque;
use std::net::SocketAddr;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use skolebud::clock::Clock;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::figures::Watch;
use crate::house::{KEY, OPTIONS, SECRET};

/// A tap as Slack sends it.
const TAP: &str = include_str!("../../tests/data/slack/button.json");

/// Sends votes to one door, all from different people.
pub(crate) struct Load {
    address: SocketAddr,
    sent: usize,
}

/// What a run gave: votes acknowledged in a second, and how long they waited, in milliseconds.
pub(crate) struct Measured {
    pub(crate) rate: f64,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
}

impl Load {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, sent: 0 }
    }

    /// How many have been sent, all of them acknowledged.
    pub(crate) fn sent(&self) -> usize {
        self.sent
    }

    /// Sends `votes` over `connections`; each must be acknowledged with 200.
    pub(crate) async fn run(
        &mut self,
        connections: usize,
        votes: usize,
    ) -> anyhow::Result<Measured> {
        let mut shares = vec![VecDeque::new(); connections];
        for number in 0..votes {
            // Signed before the watch starts: it is not the worker's work.
            shares[number % connections].push_back(request(self.sent + number)?);
        }
        let mut streams = Vec::new();
        for share in shares {
            streams.push((TcpStream::connect(self.address).await?, share));
        }
        let watch = Watch::start();
        let mut tasks = JoinSet::new();
        for (stream, share) in streams {
            tasks.spawn(send_all(stream, share));
        }
        let mut waits = Vec::with_capacity(votes);
        while let Some(done) = tasks.join_next().await {
            waits.extend(done??);
        }
        let rate = watch.rate(votes);
        self.sent += votes;
        waits.sort_by(f64::total_cmp);
        let at = |share: usize| waits[(waits.len() - 1) * share / 100];
        Ok(Measured {
            rate,
            p50: at(50),
            p99: at(99),
        })
    }
}

/// How long each waited, in milliseconds.
async fn send_all(
    mut stream: TcpStream,
    mut requests: VecDeque<Vec<u8>>,
) -> anyhow::Result<Vec<f64>> {
    stream.set_nodelay(true)?;
    let mut waits = Vec::with_capacity(requests.len());
    let mut answer = Vec::with_capacity(4 * 1024);
    while let Some(request) = requests.pop_front() {
        let watch = Watch::start();
        stream.write_all(&request).await?;
        answer.clear();
        // An answer to a tap is a head without a body.
        while !answer.ends_with(b"\r\n\r\n") {
            anyhow::ensure!(stream.read_buf(&mut answer).await? > 0, "it hung up");
        }
        waits.push(watch.millis());
        let said = String::from_utf8_lossy(&answer);
        anyhow::ensure!(said.starts_with("HTTP/1.1 200"), "not acknowledged: {said}");
    }
    Ok(waits)
}

/// The tap of person `number`, as Slack sends and signs it.
fn request(number: usize) -> anyhow::Result<Vec<u8>> {
    let seconds = Clock::System.now().millis() / 1_000;
    // Spread like Slack's: no order in which people could be stored more easily.
    let user = format!(
        "U{:010X}",
        (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 24
    );
    let option = OPTIONS[number % OPTIONS.len()];
    let mut payload: serde_json::Value = serde_json::from_str(TAP)?;
    payload["user"]["id"] = user.into();
    payload["actions"][0]["value"] = format!("{KEY}|{option}").into();
    payload["actions"][0]["action_ts"] = format!("{seconds}.{:06}", number % 1_000_000).into();
    // The answer to a tap goes another way, which is not measured here.
    payload["response_url"].take();
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("payload", &payload.to_string())
        .finish();
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes())?;
    mac.update(format!("v0:{seconds}:{form}").as_bytes());
    let mut signature = String::from("v0=");
    for byte in mac.finalize().into_bytes() {
        signature.push_str(&format!("{byte:02x}"));
    }
    Ok(format!(
        "POST /slack/interactivity HTTP/1.1\r\nhost: localhost\r\n\
         user-agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\naccept: application/json,*/*\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\
         x-slack-request-timestamp: {seconds}\r\nx-slack-signature: {signature}\r\n\r\n{form}",
        form.len()
    )
    .into_bytes())
}
