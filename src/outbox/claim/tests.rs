use rstest::rstest;

use crate::clock::Timestamp;
use crate::outbox::claim::{Decision, Times, decide};
use crate::plan::Opening;

/// Due at minute 10, in an opening that ends at 20, of use until 50.
const TIMES: Times = Times {
    due_at: minute(10),
    closes_at: minute(20),
    useful_until_at: minute(50),
};

const fn minute(number: i64) -> Timestamp {
    Timestamp::from_millis(number * 60_000)
}

const fn opening(from: i64, to: i64) -> Opening {
    Opening {
        from: minute(from),
        to: minute(to),
    }
}

#[rstest]
#[case::at_once(minute(10), None, Decision::Send)]
#[case::at_the_end_of_its_opening(minute(20), None, Decision::Send)]
#[case::while_that_minute_lasts(before(21), None, Decision::Send)]
#[case::in_quiet_time(minute(21), Some(opening(30, 40)), Decision::Slide(opening(30, 40)))]
#[case::as_the_next_opening_begins(minute(30), Some(opening(30, 40)), Decision::Send)]
#[case::in_the_last_moment_it_is_of_use(before(50), Some(opening(45, 60)), Decision::Send)]
#[case::when_it_is_of_no_use_any_more(minute(50), Some(opening(45, 60)), Decision::Miss)]
#[case::the_next_opening_begins_in_time(
    minute(21),
    Some(opening(49, 60)),
    Decision::Slide(opening(49, 60))
)]
#[case::the_next_opening_begins_too_late(minute(21), Some(opening(50, 60)), Decision::Miss)]
#[case::there_is_no_opening_any_more(minute(21), None, Decision::Miss)]
fn a_delivery_is_said_slides_or_is_missed(
    #[case] now: Timestamp,
    #[case] next: Option<Opening>,
    #[case] expected: Decision,
) {
    assert_eq!(decide(TIMES, now, |_| next), expected);
}

#[test]
fn the_last_minute_of_a_later_opening_is_one_of_it() {
    let now = Timestamp::from_millis(minute(40).millis() + 3);
    let later = |from: Timestamp| (from <= minute(40)).then_some(opening(30, 40));
    assert_eq!(decide(TIMES, now, later), Decision::Send);
}

#[test]
fn of_no_use_is_of_no_use_in_the_midst_of_an_opening() {
    let times = Times {
        closes_at: minute(60),
        ..TIMES
    };
    assert_eq!(decide(times, before(50), |_| None), Decision::Send);
    assert_eq!(decide(times, minute(50), |_| None), Decision::Miss);
}

/// The last moment before minute `number`.
const fn before(number: i64) -> Timestamp {
    Timestamp::from_millis(number * 60_000 - 1)
}
