//! What came back from a platform, and what an HTTP status alone says about a post.

use std::time::{Duration, SystemTime};

use crate::clock::Timestamp;
use crate::outbox::Outcome;

/// An answer to a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// How long the platform asks us to wait.
    pub(super) retry_after: Option<Duration>,
    /// What it says, or in a fixed word why that could not be read.
    pub(super) body: Result<String, &'static str>,
}

/// Why there is no answer, as a fixed word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WireFailure {
    /// We will not send there.
    NotAllowed(&'static str),
    /// There never was a connection: nothing arrived.
    NeverLeft(&'static str),
    /// It broke after that: the request may have arrived.
    MayHaveArrived(&'static str),
}

impl WireFailure {
    /// What it means for the post.
    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::NotAllowed(reason) => refused(reason),
            Self::NeverLeft(reason) => Outcome::TryLater {
                after: None,
                reason: reason.to_owned(),
            },
            Self::MayHaveArrived(reason) => unknown(reason),
        }
    }
}

/// What a status other than success says. 500 and 503 mean that nothing was posted; the other 5xx
/// come from machines in between, which cannot know. 408 says that the request came too slowly, not
/// that none of it was taken.
pub(super) fn by_status(answer: &Answer) -> Outcome {
    let http = format!("http_{}", answer.status);
    match answer.status {
        429 | 500 | 503 => Outcome::TryLater {
            after: answer.retry_after,
            reason: http,
        },
        300..=399 => refused("redirected"),
        408 => unknown(&http),
        400..=499 => refused(&http),
        500..=599 => unknown(&http),
        _ => unknown("unexpected_answer"),
    }
}

pub(super) fn refused(reason: &str) -> Outcome {
    Outcome::Refused {
        reason: reason.to_owned(),
    }
}

pub(super) fn unknown(reason: &str) -> Outcome {
    Outcome::Unknown {
        reason: reason.to_owned(),
    }
}

/// The wait that a `Retry-After` header asks for: whole seconds or an HTTP date (RFC 9110, section
/// 10.2.3). Nothing for other text, and nothing for a wait that is over already: our own back-off is
/// the better guess then.
pub(super) fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    let wait = if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        Duration::from_secs(header.parse().unwrap_or(u64::MAX))
    } else {
        let date = httpdate::parse_http_date(header).ok()?;
        let since_1970 = date.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Timestamp::default().plus(since_1970).since(now)
    };
    (!wait.is_zero()).then_some(wait)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rstest::rstest;

    use super::retry_after;
    use crate::clock::Timestamp;

    #[rstest]
    #[case("30", Some(30))]
    #[case(" 7 ", Some(7))]
    #[case("0", None)]
    #[case("99999999999999999999999", Some(u64::MAX))]
    #[case("Wed, 21 Oct 2026 07:28:30 GMT", Some(30))]
    #[case("Wednesday, 21-Oct-26 07:28:30 GMT", Some(30))]
    #[case("Wed, 21 Oct 2026 07:27:00 GMT", None)]
    #[case("Mon, 01 Jan 1900 00:00:00 GMT", None)]
    #[case("-5", None)]
    #[case("1.5", None)]
    #[case("soon", None)]
    #[case("", None)]
    fn retry_after_is_seconds_or_a_date(#[case] header: &str, #[case] seconds: Option<u64>) {
        // 2026-10-21T07:28:00Z
        let now = Timestamp::from_millis(1_792_567_680_000);
        assert_eq!(retry_after(header, now), seconds.map(Duration::from_secs));
    }
}
