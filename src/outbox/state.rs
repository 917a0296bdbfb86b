//! The states of a delivery, and the one function that says which comes next.
//!
//! ```text
//!             claim                 Sent
//! waiting ───────────▶ sending ───────────▶ sent
//!   │ ▲                  │ │ └─ Refused ──▶ refused ─┐
//!   │ └── TryLater, ─────┘ └─ Unknown, ───▶ unknown ─┤ retry, by a coordinator
//!   │     first Unknown         again                ▼
//!   ├──▶ cancelled  the post is no longer wanted   waiting
//!   ├──▶ replaced   another post says it now
//!   └──▶ missed     its last useful moment passed
//! ```

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// The longest that a request to a platform may take, from connecting to the end of the answer.
pub const LONGEST_REQUEST: Duration = Duration::from_secs(15);
/// The first wait after an answer that says "try later"; doubled with every attempt.
pub const FIRST_WAIT: Duration = Duration::from_secs(5);
/// The longest wait between two attempts.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);
/// The wait before the one repetition of a post of which we don't know whether it arrived.
pub const WAIT_IN_DOUBT: Duration = Duration::from_secs(30);
/// The longest `Retry-After` we obey; more is taken for a mistake of the platform.
pub const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Planned, or to be tried again: due at `due_at`.
    Waiting,
    /// Claimed; the request is on its way. Found again at start if the process dies.
    Sending,
    /// The platform took it. For a Teams Workflow that means "handed over".
    Sent,
    /// The platform will not have it; a person must change something.
    Refused,
    /// It may have arrived, twice asked; nobody can know. See design.md section 4.
    Unknown,
    /// The post is no longer wanted: its session is cancelled or its line removed.
    Cancelled,
    /// Its last useful moment passed before it could be sent.
    Missed,
    /// Another post says it now: its session moved.
    Replaced,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Sending,
        Self::Sent,
        Self::Refused,
        Self::Unknown,
        Self::Cancelled,
        Self::Missed,
        Self::Replaced,
    ];

    /// The name in the database, in tables and in logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Cancelled => "cancelled",
            Self::Missed => "missed",
            Self::Replaced => "replaced",
        }
    }

    /// The state of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

/// What came of an attempt to send. The `reason` is a short fixed word for the log and for people in
/// IT (`channel_is_archived`, `timeout_after_writing`, `http_502`); it never holds a URL, a secret or
/// anything that someone wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The platform took it.
    Sent,
    /// Nothing was posted and the same request may work later: 429, 500, 503, connection refused.
    TryLater {
        /// The platform's `Retry-After`, which holds the whole channel.
        after: Option<Duration>,
        reason: String,
    },
    /// A person must change something first.
    Refused { reason: String },
    /// The request may have arrived: time-out after writing, 502, 504, broken answer.
    Unknown { reason: String },
}

impl Outcome {
    /// The name in the send log.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::TryLater { .. } => "try_later",
            Self::Refused { .. } => "refused",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// The reason in the send log; nothing when it was sent.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Sent => None,
            Self::TryLater { reason, .. } | Self::Refused { reason } | Self::Unknown { reason } => {
                Some(reason)
            }
        }
    }
}

/// What becomes of a delivery after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    pub state: State,
    /// When it is due again, if it waits.
    pub due_at: Option<Timestamp>,
    /// Until when nothing more goes to the same channel.
    pub channel_held_until: Option<Timestamp>,
}

/// The state that follows when attempt number `attempt` (from 1) ended in `outcome` at `now`.
/// `in_doubt` tells that an earlier attempt already may have arrived; `chance` is a number from 0 up
/// to 1 that spreads the retries of many deliveries.
pub fn settle(
    outcome: &Outcome,
    attempt: u32,
    in_doubt: bool,
    now: Timestamp,
    chance: f64,
) -> Next {
    let ended = |state| Next {
        state,
        due_at: None,
        channel_held_until: None,
    };
    match outcome {
        Outcome::Sent => ended(State::Sent),
        Outcome::Refused { .. } => ended(State::Refused),
        Outcome::Unknown { .. } if in_doubt => ended(State::Unknown),
        Outcome::Unknown { .. } => Next {
            state: State::Waiting,
            due_at: Some(now.plus(WAIT_IN_DOUBT)),
            channel_held_until: None,
        },
        Outcome::TryLater {
            after: Some(after), ..
        } => {
            let until = now.plus((*after).min(LONGEST_RETRY_AFTER));
            Next {
                state: State::Waiting,
                due_at: Some(until),
                channel_held_until: Some(until),
            }
        }
        Outcome::TryLater { after: None, .. } => Next {
            state: State::Waiting,
            due_at: Some(now.plus(back_off(attempt, chance))),
            channel_held_until: None,
        },
    }
}

/// How long to wait after attempt number `attempt`: twice as long each time from [`FIRST_WAIT`] to
/// [`LONGEST_WAIT`], of which a random half is taken away.
pub fn back_off(attempt: u32, chance: f64) -> Duration {
    let doublings = attempt.saturating_sub(1).min(16);
    let whole = FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT);
    whole.mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0)
}
