//! How long a channel rests, also when the machine's clock is set back meanwhile. Pure.

use crate::clock::Timestamp;

/// A channel's rest: its pace after a post, or what the platform asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// When it began, by the clock of then.
    pub since: Timestamp,
    /// Nothing goes to the channel before this.
    pub until: Timestamp,
}

impl Hold {
    /// What it is at `now`. Where the clock has been set back to before it began, nobody can know how much of
    /// it has passed: it begins anew and lasts as long as it was meant to, and no longer.
    #[must_use]
    pub fn seen_at(self, now: Timestamp) -> Self {
        if self.since <= now {
            return self;
        }
        Self {
            since: now,
            until: now.plus(self.until.since(self.since)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn hold(since: i64, until: i64) -> Hold {
        Hold {
            since: Timestamp::from_millis(since),
            until: Timestamp::from_millis(until),
        }
    }

    const HOUR: i64 = 3_600_000;

    #[rstest]
    #[case::as_it_begins(hold(HOUR, HOUR + 1_000), HOUR, HOUR + 1_000)]
    #[case::while_it_lasts(hold(HOUR, HOUR + 1_000), HOUR + 999, HOUR + 1_000)]
    #[case::when_it_is_over(hold(HOUR, HOUR + 1_000), 2 * HOUR, HOUR + 1_000)]
    #[case::set_back_by_an_hour(hold(HOUR, HOUR + 1_000), 500, 1_500)]
    #[case::set_back_by_a_moment(hold(HOUR, HOUR + 1_000), HOUR - 1, HOUR + 999)]
    #[case::set_back_while_the_platform_wants_rest(hold(HOUR, HOUR + 600_000), 0, 600_000)]
    #[case::of_an_earlier_version(hold(0, HOUR), 1, HOUR)]
    #[case::before_time_began(hold(0, HOUR), -1, HOUR - 1)]
    fn a_hold_lasts_until(#[case] hold: Hold, #[case] now: i64, #[case] until: i64) {
        let seen = hold.seen_at(Timestamp::from_millis(now));
        assert_eq!(seen.until, Timestamp::from_millis(until));
    }

    proptest! {
        #[test]
        fn wherever_the_clock_is_set_a_hold_lasts_no_longer_than_it_was_meant_to(
            since in 0..10 * HOUR,
            length in 0..10 * HOUR,
            now in -10 * HOUR..20 * HOUR,
        ) {
            let meant = hold(since, since + length);
            let now = Timestamp::from_millis(now);
            let seen = meant.seen_at(now);
            let left = seen.until.since(now);
            prop_assert!(left <= meant.until.since(meant.since));
            // Nothing of it is taken away either.
            prop_assert!(seen.until >= meant.until || left == meant.until.since(meant.since));
            prop_assert_eq!(seen.seen_at(now), seen);
        }
    }
}
