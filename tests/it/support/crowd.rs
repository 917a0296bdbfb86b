//! Leaders and coordinators who tap, write and command in Slack over several connections at once, while
//! the binary may die; and a book of what they did and what of it was acknowledged.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use fastrand::Rng;
use skolebud::clock::Clock;

use crate::support::polls::{NAMED, OPTIONS, SECRET};
use crate::support::taps::{Tap, signed_request};

/// How many connections a crowd has.
pub(crate) const CONNECTIONS: usize = 6;

/// What someone does.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Tap(Tap),
    /// Typed after the slash command; the same trigger is the same event.
    Typed {
        user: String,
        trigger: String,
        text: String,
    },
}

impl Deed {
    fn request(&self, seconds: i64) -> Vec<u8> {
        match self {
            Self::Tap(tap) => tap.request(seconds),
            Self::Typed {
                user,
                trigger,
                text,
            } => {
                let form = url::form_urlencoded::Serializer::new(String::new())
                    .append_pair("team_id", "T0ASKER01")
                    .append_pair("channel_id", "C0GRUPPE1")
                    .append_pair("user_id", user)
                    .append_pair("command", "/skolebud")
                    .append_pair("text", text)
                    .append_pair("trigger_id", trigger)
                    .finish();
                signed_request("/slack/commands", form.as_bytes(), seconds)
            }
        }
    }

    /// The id of its event.
    pub(crate) fn event(&self) -> String {
        match self {
            Self::Tap(tap) => tap.event_and_respondent().0,
            Self::Typed { trigger, .. } => format!("slack:command:{trigger}"),
        }
    }
}

/// What happens to a deed on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    /// All but the last byte of it is written.
    AlmostSent,
    Sent,
    Acknowledged,
    /// 503: it is not taken in.
    TurnedAway,
}

impl Happening {
    /// One of those that happen to every deed that goes well.
    pub(crate) fn any(rng: &mut Rng) -> Self {
        [Self::AlmostSent, Self::Sent, Self::Acknowledged][rng.usize(..3)]
    }
}

/// Everything that was ever done, and what of it was acknowledged.
#[derive(Default)]
pub(crate) struct Book {
    pub(crate) deeds: Vec<Deed>,
    pub(crate) acknowledged: Vec<bool>,
}

impl Book {
    /// New deeds, and before them some of the last round once more: those without an answer, as the
    /// platform repeats them, and a few that had one.
    pub(crate) fn round(&mut self, round: usize, rng: &mut Rng) -> VecDeque<usize> {
        let last = self.deeds.len().saturating_sub(60)..self.deeds.len();
        let mut deeds: VecDeque<usize> = last
            .filter(|deed| rng.u8(..10) < if self.acknowledged[*deed] { 1 } else { 5 })
            .collect();
        for number in 0..40 + rng.usize(..40) {
            deeds.push_back(self.deeds.len());
            self.deeds.push(deed(round, number, rng));
            self.acknowledged.push(false);
        }
        deeds
    }

    /// So many taps on the question `asking`, each by somebody else.
    pub(crate) fn taps(
        &mut self,
        asking: &str,
        round: usize,
        count: usize,
        rng: &mut Rng,
    ) -> VecDeque<usize> {
        let first = self.deeds.len();
        self.deeds
            .extend((0..count).map(|number| tap(asking, round, number, rng)));
        self.acknowledged.resize(self.deeds.len(), false);
        (first..self.deeds.len()).collect()
    }

    /// Notes what was acknowledged among what `happened`.
    pub(crate) fn note(&mut self, happened: impl IntoIterator<Item = (usize, Happening)>) {
        for (deed, happening) in happened {
            self.acknowledged[deed] |= happening == Happening::Acknowledged;
        }
    }

    /// How many were acknowledged.
    pub(crate) fn count(&self) -> usize {
        self.acknowledged.iter().filter(|it| **it).count()
    }
}

fn deed(round: usize, number: usize, rng: &mut Rng) -> Deed {
    let typed = |user: &str, text: String| Deed::Typed {
        user: user.to_owned(),
        trigger: format!("{round}.{number}"),
        text,
    };
    match rng.u8(..20) {
        0 => typed(
            "UKOORDINATOR",
            format!("kunngjør \"Nr. {round}.{number}.\""),
        ),
        1 | 2 => typed(
            &user(round, number),
            format!("Vi valgte nr. {round}.{number}."),
        ),
        _ => tap(if rng.bool() { NAMED } else { SECRET }, round, number, rng),
    }
}

fn tap(asking: &str, round: usize, number: usize, rng: &mut Rng) -> Deed {
    Deed::Tap(Tap {
        asking: asking.to_owned(),
        option: OPTIONS[rng.usize(..OPTIONS.len())].to_owned(),
        user: user(round, number),
        at: format!("{}.{number:06}", 1_543_312_000 + round),
        response_url: None,
    })
}

fn user(round: usize, number: usize) -> String {
    format!("U{round:04}{number:04}")
}

/// Does `deeds` over so many connections until all are done or the worker is gone. What comes back tells
/// what happens, and ends when nothing more does.
pub(crate) fn pour(
    address: SocketAddr,
    book: &Book,
    deeds: VecDeque<usize>,
    connections: usize,
) -> (Receiver<(usize, Happening)>, Vec<JoinHandle<()>>) {
    let seconds = Clock::System.now().millis() / 1_000;
    let requests: VecDeque<(usize, Vec<u8>)> = deeds
        .into_iter()
        .map(|deed| (deed, book.deeds[deed].request(seconds)))
        .collect();
    let requests = Arc::new(Mutex::new(requests));
    let (tell, told) = channel();
    let threads = (0..connections).map(|_| {
        let (requests, tell) = (Arc::clone(&requests), tell.clone());
        std::thread::spawn(move || {
            let Ok(mut stream) = TcpStream::connect(address) else {
                return;
            };
            stream.set_nodelay(true).unwrap();
            loop {
                let next = requests.lock().unwrap().pop_front();
                let Some((deed, request)) = next else {
                    return;
                };
                if send(&mut stream, deed, &request, &tell).is_none() {
                    return;
                }
            }
        })
    });
    (told, threads.collect())
}

/// Nothing when the worker is gone.
fn send(
    stream: &mut TcpStream,
    deed: usize,
    request: &[u8],
    tell: &Sender<(usize, Happening)>,
) -> Option<()> {
    // Who wanted to know may have heard enough.
    let say = |happening| {
        let _ = tell.send((deed, happening));
    };
    let (most, last) = request.split_at(request.len() - 1);
    stream.write_all(most).ok()?;
    say(Happening::AlmostSent);
    stream.write_all(last).ok()?;
    say(Happening::Sent);
    match status(stream)? {
        200 => say(Happening::Acknowledged),
        // A machine with too much to do says so instead of acknowledging late.
        503 => say(Happening::TurnedAway),
        other => unreachable!("{other}"),
    }
    Some(())
}

/// Sends `request` over a connection of its own; the status of the answer, or nothing if there is none.
pub(crate) fn knock(address: SocketAddr, request: &[u8]) -> Option<u16> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(request).ok()?;
    status(&mut stream)
}

/// Reads a whole answer; its status.
fn status(stream: &mut TcpStream) -> Option<u16> {
    let mut answer = Vec::new();
    let mut some = [0; 4096];
    loop {
        if let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8(answer[..end].to_vec()).unwrap();
            let length = head.split("content-length: ").nth(1);
            let length: usize = length.map_or(0, |it| it.lines().next().unwrap().parse().unwrap());
            if answer.len() >= end + 4 + length {
                return Some(head.split(' ').nth(1).unwrap().parse().unwrap());
            }
        }
        match stream.read(&mut some) {
            Ok(0) | Err(_) => return None,
            Ok(count) => answer.extend_from_slice(&some[..count]),
        }
    }
}

/// What has happened when `kind` has happened `left` times, or all is done.
pub(crate) fn wait_for(
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
