//! A coordinator moves or cancels a session: what is still unsent moves along, and those who were told
//! otherwise are told once.

use jiff::civil::{date, time};
use skolebud::programme::Id;
use skolebud::programme::amend::{Change, What};

use crate::support::program::{Program, SMALL};
use crate::support::receiver::Reply;

fn change(what: What) -> Change {
    Change {
        network: Id::parse("gruppe-1").unwrap(),
        session: Id::parse("samling-2").unwrap(),
        what,
    }
}

fn moved_to(day: i8) -> Change {
    change(What::Moved {
        date: date(2018, 11, day),
        start: time(8, 30, 0, 0),
        end: time(13, 0, 0, 0),
        place: None,
    })
}

fn room(place: &str) -> Change {
    change(What::Moved {
        date: date(2018, 11, 1),
        start: time(8, 30, 0, 0),
        end: time(13, 0, 0, 0),
        place: Some(place.to_owned()),
    })
}

/// What was said about the second session from `local` on.
async fn said_from(program: &Program, local: &str) -> Vec<String> {
    let said = program.said("sandbox").await;
    said.into_iter()
        .filter(|line| line.as_str() >= local)
        .collect()
}

#[tokio::test]
async fn a_session_moved_before_anyone_was_told_moves_its_posts_and_says_nothing_more() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    program.change(&moved_to(6)).await;
    program.live_until("2018-12-01T12:00").await;
    insta::assert_snapshot!(said_from(&program, "2018-09-07").await.join("\n"));
    assert_eq!(program.states().await.get("replaced"), Some(&1));
}

#[tokio::test]
async fn those_who_were_told_the_old_date_are_told_the_new_one_once() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    program.live_until("2018-10-22T09:00").await;
    program.change(&moved_to(6)).await;
    program.plan().await;
    program.live_until("2018-12-01T12:00").await;
    insta::assert_snapshot!(said_from(&program, "2018-10-22").await.join("\n"));
}

#[tokio::test]
async fn a_session_moved_twice_before_anyone_hears_is_told_once_with_the_last_date() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    program.live_until("2018-10-19T18:00").await;
    program.change(&moved_to(6)).await;
    program.change(&moved_to(8)).await;
    program.live_until("2018-12-01T12:00").await;
    insta::assert_snapshot!(said_from(&program, "2018-10-19").await.join("\n"));
}

#[tokio::test]
async fn a_session_moved_and_moved_back_before_anyone_hears_is_not_spoken_of() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    program.live_until("2018-10-19T18:00").await;
    program.change(&moved_to(6)).await;
    program.change(&moved_to(1)).await;
    program.live_until("2018-12-01T12:00").await;
    let said = said_from(&program, "2018-10-19").await;
    assert!(said.iter().all(|line| !line.contains("moved")), "{said:?}");
    assert_eq!(
        said.iter().filter(|line| line.contains("reminder")).count(),
        1
    );
}

#[tokio::test]
async fn each_move_that_was_heard_is_corrected_by_the_next() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    program.live_until("2018-10-22T09:00").await;
    program.change(&moved_to(6)).await;
    program.live_until("2018-10-23T12:00").await;
    program.change(&moved_to(1)).await;
    program.live_until("2018-10-24T12:00").await;
    program.change(&moved_to(6)).await;
    program.live_until("2018-12-01T12:00").await;
    insta::assert_snapshot!(said_from(&program, "2018-10-22").await.join("\n"));
}

#[tokio::test]
async fn a_session_moved_after_its_reminder_is_said_at_once_and_reminded_of_again() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    // The evening before, long after posting has closed.
    program.live_until("2018-10-31T18:30").await;
    program.change(&moved_to(6)).await;
    program.live_until("2018-12-01T12:00").await;
    insta::assert_snapshot!(said_from(&program, "2018-10-31").await.join("\n"));
}

#[tokio::test]
async fn a_cancelled_session_is_told_to_those_who_knew_and_nothing_more_is_said_of_it() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    program.live_until("2018-10-22T09:00").await;
    program.change(&change(What::Cancelled)).await;
    program.live_until("2018-12-01T12:00").await;
    insta::assert_snapshot!(said_from(&program, "2018-10-22").await.join("\n"));
}

#[tokio::test]
async fn a_cancelled_session_that_is_held_after_all_is_told_again() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    program.live_until("2018-10-22T09:00").await;
    program.change(&change(What::Cancelled)).await;
    program.live_until("2018-10-23T12:00").await;
    program.change(&moved_to(1)).await;
    program.live_until("2018-12-01T12:00").await;
    insta::assert_snapshot!(said_from(&program, "2018-10-22").await.join("\n"));
}

#[tokio::test]
async fn a_new_room_is_told_to_those_who_were_told_another() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    program.live_until("2018-10-22T09:00").await;
    program.change(&room("Festsalen")).await;
    program.live_until("2018-12-01T12:00").await;
    insta::assert_snapshot!(said_from(&program, "2018-10-22").await.join("\n"));
}

#[tokio::test]
async fn a_channel_that_was_told_nothing_hears_no_correction() {
    let mut program = Program::start(SMALL, &["sandbox", "slack"]).await;
    // Slack refuses everything, so only the other channel ever hears of the session.
    for _ in 0..20 {
        program.receiver.will(Reply::of(404, "no_service"));
    }
    program.live_until("2018-10-22T09:00").await;
    assert!(!program.said("sandbox").await.is_empty());
    assert!(program.said("slack").await.is_empty());
    program.change(&moved_to(6)).await;
    let planned = program.deliveries().await;
    let corrections: Vec<_> = planned
        .iter()
        .filter(|line| line.contains("moved"))
        .collect();
    assert_eq!(corrections, ["sandbox moved waiting"]);
}

#[tokio::test]
async fn planning_after_a_move_is_idempotent_while_its_correction_waits() {
    let mut program = Program::start(SMALL, &["sandbox"]).await;
    program.live_until("2018-10-19T18:00").await;
    program.change(&moved_to(6)).await;
    let before = program.deliveries().await;
    // Time passes, and the same is planned again: the correction keeps its time and its key.
    program.sleep_until("2018-10-20T12:00");
    let id = Id::parse("prove").unwrap();
    let stored = program.app.store.programme(&id).await.unwrap().unwrap();
    program
        .app
        .store
        .apply_programme(&stored.from_file, false, program.app.clock.now())
        .await
        .unwrap();
    let (_, changes) = skolebud::plan::worker::step(&program.app)
        .await
        .unwrap()
        .unwrap();
    assert!(changes.is_empty(), "{changes:?}");
    assert_eq!(program.deliveries().await, before);
}

#[tokio::test]
async fn what_waits_in_doubt_while_its_session_moves_is_put_right_once() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    program.live_until("2018-10-17T16:00").await;
    program.receiver.will(Reply::of(502, ""));
    program.live_until("2018-10-18T08:00").await;
    program.change(&moved_to(6)).await;
    program.live_until("2018-10-18T12:00").await;
    plan_again(&mut program).await;
    program.live_until("2018-10-23T12:00").await;
    let lines = program.log_lines().await;
    assert_eq!(
        lines[lines.len() - 3..],
        [
            "slack preparation 1 unknown http_502",
            "slack moved 1 sent -",
            "slack preparation 2 sent -",
        ]
    );
}

/// The same file again, so that all is planned again.
async fn plan_again(program: &mut Program) {
    let id = Id::parse("prove").unwrap();
    let store = &program.app.store;
    let stored = store.programme(&id).await.unwrap().unwrap();
    let now = program.app.clock.now();
    store
        .apply_programme(&stored.from_file, false, now)
        .await
        .unwrap();
    program.plan().await;
}

#[tokio::test]
async fn a_correction_in_doubt_is_said_once_more_however_often_is_planned() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    program.live_until("2018-10-22T09:00").await;
    program.receiver.will(Reply::of(502, ""));
    program.change(&moved_to(6)).await;
    program.drain().await;
    plan_again(&mut program).await;
    program.live_until("2018-10-22T10:00").await;
    let lines = program.log_lines().await;
    assert_eq!(
        lines[lines.len() - 2..],
        ["slack moved 1 unknown http_502", "slack moved 2 sent -"]
    );
}

/// Lived through until `before`; then what is due at `due` is being said, and no answer comes.
async fn under_way(before: &str, due: &str) -> Program {
    let mut program = Program::start(SMALL, &["slack"]).await;
    program.live_until(before).await;
    let requests = program.receiver.received().len();
    program.receiver.will(Reply::Silence);
    program.sleep_until(due);
    program.step().await;
    program.receiver.has_received(requests + 1).await;
    program
}

#[tokio::test]
async fn what_was_on_its_way_while_it_became_wrong_does_not_come_after_its_correction() {
    let mut program = under_way("2018-10-31T11:59", "2018-10-31T12:00").await;
    // The process dies while it says the reminder, and the coordinator cancels before it is up again.
    program.change(&change(What::Cancelled)).await;
    let mut program = program.crash_and_restart().await;
    program.plan().await;
    program.live_until("2018-11-02T12:00").await;
    let lines = program.log_lines().await;
    assert_eq!(
        lines[lines.len() - 2..],
        [
            "slack reminder 1 unknown stopped_while_sending",
            "slack cancelled 1 sent -"
        ]
    );
}

#[tokio::test]
async fn what_was_on_its_way_while_its_session_moved_waits_for_its_new_time() {
    let mut program = under_way("2018-10-18T07:59", "2018-10-18T08:00").await;
    program.change(&moved_to(8)).await;
    let mut program = program.crash_and_restart().await;
    program.plan().await;
    program.live_until("2018-10-25T07:59").await;
    let lines = program.log_lines().await;
    assert_eq!(
        lines[lines.len() - 2..],
        [
            "slack preparation 1 unknown stopped_while_sending",
            "slack moved 1 sent -"
        ]
    );
    program.live_until("2018-10-25T08:01").await;
    let lines = program.log_lines().await;
    assert_eq!(lines.last().unwrap(), "slack preparation 2 sent -");
}

#[tokio::test]
async fn what_is_tried_again_by_hand_although_nobody_wants_it_any_more_is_not_said() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    program.live_until("2018-10-31T11:59").await;
    program.receiver.will(Reply::of(404, "no_service"));
    program.live_until("2018-10-31T13:00").await;
    program.change(&moved_to(6)).await;
    let log = program.log().await;
    let reminder = log.iter().find(|line| line.reason.is_some()).unwrap();
    let now = program.app.clock.now();
    let store = &program.app.store;
    assert!(store.retry(reminder.delivery, now, now).await.unwrap());
    program.plan().await;
    program.live_until("2018-10-31T16:00").await;
    let reminders = program.log_lines().await;
    let reminders = reminders.iter().filter(|line| line.contains("reminder"));
    assert_eq!(
        reminders.count(),
        2,
        "that of September, and the refused one"
    );
}

#[tokio::test]
async fn what_is_late_is_not_said_in_a_session_that_was_moved_there() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    program.live_until("2018-10-17T16:00").await;
    // The preparation is due at eight; from half past eight there is another session now.
    program.receiver.will(Reply::wait(429, "5400"));
    let earlier = Change {
        session: Id::parse("samling-1").unwrap(),
        ..change(What::Moved {
            date: date(2018, 10, 18),
            start: time(8, 30, 0, 0),
            end: time(13, 0, 0, 0),
            place: None,
        })
    };
    program.live_until("2018-10-18T07:30").await;
    program.change(&earlier).await;
    program.live_until("2018-10-18T23:00").await;
    let said = program.said("slack").await;
    let during = said
        .iter()
        .filter(|line| line.as_str() >= "2018-10-18 08:30" && line.as_str() < "2018-10-18 13:00");
    assert_eq!(during.count(), 0, "{said:?}");
}

#[tokio::test]
async fn a_second_move_is_told_although_the_first_was_refused() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    program.live_until("2018-10-22T09:00").await;
    program.receiver.will(Reply::of(404, "no_service"));
    program.change(&moved_to(6)).await;
    program.live_until("2018-10-22T10:00").await;
    program.change(&moved_to(8)).await;
    program.live_until("2018-10-22T12:00").await;
    let lines = program.log_lines().await;
    assert_eq!(
        lines[lines.len() - 2..],
        ["slack moved 1 refused no_service", "slack moved 2 sent -"]
    );
}
