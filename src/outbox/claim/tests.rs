use rstest::rstest;

use crate::clock::Timestamp;
use crate::outbox::claim::{Decision, Times, decide};
use crate::plan::Opening;

/// Due at 10, in an opening that ends at 20, of use until 50.
const TIMES: Times = Times {
    due_at: Timestamp::from_millis(10),
    closes_at: Timestamp::from_millis(20),
    useful_until_at: Timestamp::from_millis(50),
};

const fn opening(from: i64, to: i64) -> Opening {
    Opening {
        from: Timestamp::from_millis(from),
        to: Timestamp::from_millis(to),
    }
}

#[rstest]
#[case::at_once(10, None, Decision::Send)]
#[case::at_the_end_of_its_opening(20, None, Decision::Send)]
#[case::in_quiet_time(21, Some(opening(30, 40)), Decision::Slide(opening(30, 40)))]
#[case::as_the_next_opening_begins(30, Some(opening(30, 40)), Decision::Send)]
#[case::in_the_last_moment_it_is_of_use(49, Some(opening(45, 60)), Decision::Send)]
#[case::when_it_is_of_no_use_any_more(50, Some(opening(45, 60)), Decision::Miss)]
#[case::the_next_opening_begins_in_time(
    21,
    Some(opening(49, 60)),
    Decision::Slide(opening(49, 60))
)]
#[case::the_next_opening_begins_too_late(21, Some(opening(50, 60)), Decision::Miss)]
#[case::there_is_no_opening_any_more(21, None, Decision::Miss)]
fn a_delivery_is_said_slides_or_is_missed(
    #[case] now: i64,
    #[case] next: Option<Opening>,
    #[case] expected: Decision,
) {
    let decided = decide(TIMES, Timestamp::from_millis(now), |_| next);
    assert_eq!(decided, expected);
}

#[test]
fn of_no_use_is_of_no_use_in_the_midst_of_an_opening() {
    let times = Times {
        closes_at: Timestamp::from_millis(60),
        ..TIMES
    };
    let at = |now| decide(times, Timestamp::from_millis(now), |_| None);
    assert_eq!(at(49), Decision::Send);
    assert_eq!(at(50), Decision::Miss);
}
