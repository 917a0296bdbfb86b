//! Time, passed in: a [`Timestamp`] is an instant, a [`Clock`] tells which one it is now.
//!
//! The system clock is read here and nowhere else (`.clippy.toml` bans the rest), so that tests, the
//! simulator and the demo can move time and still run the real program.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

/// The longest a loop sleeps on the system clock before it looks again: a suspended laptop or a
/// corrected clock is noticed within this time.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// An instant: milliseconds since 1970-01-01 UTC, as every `…_at` column stores it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant `milliseconds` after 1970-01-01 UTC.
    pub const fn from_millis(milliseconds: i64) -> Self {
        Self(milliseconds)
    }

    /// Milliseconds since 1970-01-01 UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The instant `duration` later; stops at the end of time.
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(whole_millis(duration)))
    }

    /// The instant `duration` earlier.
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(whole_millis(duration)))
    }

    /// How long it is from `earlier` to here; zero when `earlier` is in fact later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The beginning of its minute.
    #[must_use]
    pub const fn minute(self) -> Self {
        Self(self.0.saturating_sub(self.0.rem_euclid(60_000)))
    }

    /// What the clock on the wall in `zone` shows at this instant.
    pub fn local(self, zone: &TimeZone) -> DateTime {
        self.to_jiff().to_zoned(zone.clone()).datetime()
    }

    /// The instant at which the wall clock in `zone` shows `local`. A minute that the clock skips
    /// becomes the first one that exists; a minute that comes twice means the first (design.md
    /// section 4).
    pub fn of_local(local: DateTime, zone: &TimeZone) -> Self {
        use jiff::tz::AmbiguousOffset;
        let ambiguous = zone.to_ambiguous_zoned(local);
        let instant = match ambiguous.offset() {
            // The first minute that exists is the transition itself. Read with the offset that comes
            // after it, a skipped minute always lies before it.
            AmbiguousOffset::Gap { after, .. } => after
                .to_timestamp(local)
                .ok()
                .and_then(|before_gap| zone.following(before_gap).next())
                .map(|transition| transition.timestamp()),
            AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(local).ok(),
            AmbiguousOffset::Fold { before, .. } => before.to_timestamp(local).ok(),
        };
        let beyond = if local.year() < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        };
        Self(instant.unwrap_or(beyond).as_millisecond())
    }

    fn to_jiff(self) -> jiff::Timestamp {
        let (low, high) = (
            jiff::Timestamp::MIN.as_millisecond(),
            jiff::Timestamp::MAX.as_millisecond(),
        );
        jiff::Timestamp::from_millisecond(self.0.clamp(low, high)).unwrap_or(jiff::Timestamp::MAX)
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC, for logs and `--json`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_jiff(), out)
    }
}

/// Tells the time: the system's, or one that a test or the demo moves.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// Stands still until someone moves it.
    Moved(Arc<watch::Sender<Timestamp>>),
}

impl Clock {
    /// A clock that stands at `start` until [`Clock::set`] moves it.
    pub fn standing_at(start: Timestamp) -> Self {
        Self::Moved(Arc::new(watch::Sender::new(start)))
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => system_now(),
            Self::Moved(time) => *time.borrow(),
        }
    }

    /// Moves the clock to `instant` and wakes whoever sleeps on it. The system's clock cannot be
    /// moved; asking has no effect on it.
    pub fn set(&self, instant: Timestamp) {
        if let Self::Moved(time) = self {
            time.send_replace(instant);
        }
    }

    /// Moves the clock on by `duration`.
    pub fn advance(&self, duration: Duration) {
        self.set(self.now().plus(duration));
    }

    /// Sleeps until `instant`, or somewhat less: the caller looks again and decides.
    pub async fn sleep_until(&self, instant: Timestamp) {
        match self {
            Self::System => {
                let left = instant.since(self.now());
                tokio::time::sleep(left.min(LONGEST_SLEEP)).await;
            }
            Self::Moved(time) => {
                let mut time = time.subscribe();
                // The sender lives in `self`, so waiting cannot fail.
                let _ = time.wait_for(|now| *now >= instant).await;
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the system clock"
)]
fn system_now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_millisecond())
}

fn whole_millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::DateTime;
    use jiff::tz::TimeZone;
    use rstest::rstest;

    use super::Timestamp;

    #[rstest]
    #[case::before_the_gap("Europe/Oslo", "2027-03-28T01:59", "2027-03-28T00:59:00Z")]
    #[case::first_skipped_minute("Europe/Oslo", "2027-03-28T02:00", "2027-03-28T01:00:00Z")]
    #[case::inside_the_gap("Europe/Oslo", "2027-03-28T02:30", "2027-03-28T01:00:00Z")]
    #[case::last_skipped_minute("Europe/Oslo", "2027-03-28T02:59", "2027-03-28T01:00:00Z")]
    #[case::after_the_gap("Europe/Oslo", "2027-03-28T03:00", "2027-03-28T01:00:00Z")]
    #[case::doubled("Europe/Oslo", "2027-10-31T02:30", "2027-10-31T00:30:00Z")]
    #[case::after_the_fold("Europe/Oslo", "2027-10-31T03:00", "2027-10-31T02:00:00Z")]
    #[case::half_an_hour_skipped("Australia/Lord_Howe", "2026-10-04T02:00", "2026-10-03T15:30:00Z")]
    #[case::half_an_hour_doubled("Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45:00Z")]
    #[case::a_whole_day_skipped("Pacific/Apia", "2011-12-30T08:00", "2011-12-30T10:00:00Z")]
    fn a_wall_clock_minute_is_the_first_instant_that_shows_it_or_what_comes_next(
        #[case] zone: &str,
        #[case] local: DateTime,
        #[case] instant: &str,
    ) {
        let zone = TimeZone::get(zone).unwrap();
        assert_eq!(Timestamp::of_local(local, &zone).to_string(), instant);
    }

    #[test]
    fn the_ends_of_the_calendar_stay_at_their_ends() {
        let zone = TimeZone::get("Europe/Oslo").unwrap();
        let (first, last) = (
            Timestamp::of_local(DateTime::MIN, &zone),
            Timestamp::of_local(DateTime::MAX, &zone),
        );
        assert!(first < Timestamp::default() && Timestamp::default() < last);
        assert!(first.local(&zone).year() <= -9999 + 1);
        assert!(last.local(&zone).year() >= 9999 - 1);
    }
}
