//! A question closes: its result is said where it was said, once, whatever happens on the way.

use reqwest::StatusCode;
use rstest::rstest;
use skolebud::desk::{Effect, Verdict};
use skolebud::programme::PostKind;
use skolebud::report::worker::{self, Known, NoPicture};
use skolebud::seal::Seals;
use skolebud::store::Act;

use crate::support::asked::{Asked, KEY, QUESTION};
use crate::support::program::SMALL;

const CHANNELS: [&str; 3] = ["slack", "teams", "koordinator-slack"];

/// [`SMALL`] with [`QUESTION`] in this mode and with these further lines.
fn source(mode: &str, lines: &str) -> String {
    let options = format!("{lines}\noptions = [");
    let question = QUESTION.replace("MODE", mode);
    format!("{SMALL}{}", question.replacen("options = [", &options, 1))
}

/// The question is open, and as many as `taps` says have answered each of its three steps.
async fn answered(mode: &str, lines: &str, taps: [usize; 3]) -> Asked {
    let mut asked = Asked::with(&source(mode, lines), &CHANNELS).await;
    asked.live_until("2018-09-10T08:59:30").await;
    asked.live_until("2018-09-10T09:00").await;
    let buttons = asked.buttons();
    let mut user = 0;
    for (button, count) in buttons.iter().zip(taps) {
        for _ in 0..count {
            user += 1;
            let status = asked.tap(&format!("U{user}"), button).await;
            assert_eq!(status, StatusCode::OK);
        }
    }
    asked
}

#[tokio::test]
async fn the_result_is_said_at_closing_where_the_question_was_said() {
    let mut asked = answered("secret", "", [0, 3, 4]).await;
    asked.live_until("2018-09-17T09:00").await;
    let said = asked.said("slack", PostKind::Result).await;
    insta::assert_snapshot!(said.join("\n---\n"));
    for channel in ["teams", "koordinator-slack"] {
        assert!(
            asked.said(channel, PostKind::Result).await.is_empty(),
            "{channel}"
        );
    }
    let last = asked.program.receiver.received().pop().unwrap();
    assert!(last.json().to_string().contains("Slik ble svarene"));
    // Nothing more is said of it, and what was shown is remembered.
    asked.step().await;
    asked.live_until("2018-09-18T09:00").await;
    assert_eq!(asked.said("slack", PostKind::Result).await.len(), 1);
}

#[tokio::test]
async fn a_few_answers_are_told_as_a_number_only() {
    let mut asked = answered("named", "", [0, 0, 4]).await;
    asked.live_until("2018-09-17T09:00").await;
    let said = asked.said("slack", PostKind::Result).await;
    insta::assert_snapshot!(said.join("\n---\n"));
}

#[tokio::test]
async fn what_is_for_the_coordinators_is_told_to_them_alone() {
    let lines = "results = \"coordinators\"";
    let mut asked = answered("coordinator", lines, [1, 3, 3]).await;
    asked.live_until("2018-09-17T09:00").await;
    assert!(asked.said("slack", PostKind::Result).await.is_empty());
    let told = asked.said("koordinator-slack", PostKind::Result).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("7 har svart."), "{}", told[0]);
}

#[tokio::test]
async fn when_nobody_answered_only_the_coordinators_hear_it() {
    let mut asked = answered("secret", "", [0, 0, 0]).await;
    asked.live_until("2018-09-17T09:00").await;
    assert!(asked.said("slack", PostKind::Result).await.is_empty());
    let told = asked.said("koordinator-slack", PostKind::Result).await;
    insta::assert_snapshot!(told.join("\n---\n"));
}

#[tokio::test]
async fn of_what_was_answered_and_said_nowhere_the_coordinators_hear() {
    let mut asked = Asked::with(&source("named", ""), &CHANNELS).await;
    asked.live_until("2018-09-10T08:59:30").await;
    // No post gets through while it is open, and yet someone answers, from a list of what is open.
    for user in ["U1", "U2"] {
        let status = asked.tap(user, &format!("{KEY}|stor")).await;
        assert_eq!(status, StatusCode::OK);
    }
    asked.program.sleep_until("2018-09-17T09:00:00");
    asked.step().await;
    asked.live_until("2018-09-17T09:01").await;
    assert!(asked.said("slack", PostKind::Question).await.is_empty());
    assert!(asked.said("slack", PostKind::Result).await.is_empty());
    let told = asked.said("koordinator-slack", PostKind::Result).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("2 har svart."), "{}", told[0]);
}

#[tokio::test]
async fn of_a_lost_key_the_coordinators_are_told() {
    let mut asked = answered("secret", "", [0, 3, 4]).await;
    let seals = Seals::beside(&asked.program.database());
    seals.destroy_key(1).unwrap();
    asked.live_until("2018-09-17T09:00").await;
    assert!(asked.said("slack", PostKind::Result).await.is_empty());
    let told = asked.said("koordinator-slack", PostKind::Result).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("Nøkkelen"), "{}", told[0]);
    let picture = worker::picture(&asked.program.app, KEY).await.unwrap();
    assert_eq!(picture.unwrap_err(), NoPicture::KeyLost);
}

#[tokio::test]
async fn closed_late_it_says_until_when_it_could_be_answered() {
    let mut asked = answered("named", "", [0, 0, 4]).await;
    // Down over the deadline, until Saturday.
    asked.program.sleep_until("2018-09-22T10:00:00");
    asked.step().await;
    asked.live_until("2018-09-24T09:00").await;
    let said = asked.said("slack", PostKind::Result).await;
    let open = "Kunne besvares fra mandag 10. september til mandag 17. september.";
    assert!(said[0].contains(open), "{}", said[0]);
}

#[rstest]
#[case::within_two_weeks("2018-09-28T12:00", 1)]
#[case::later("2018-10-08T12:00", 0)]
#[tokio::test]
async fn a_result_that_could_not_be_said_is_said_within_two_weeks(
    #[case] until: &str,
    #[case] times: usize,
) {
    let mut asked = answered("secret", "", [0, 3, 4]).await;
    asked.program.sleep_until("2018-09-17T09:00");
    worker::step(&asked.program.app, &mut Known::default())
        .await
        .unwrap();
    asked.program.sleep_until(until);
    asked.program.drain().await;
    assert_eq!(asked.said("slack", PostKind::Result).await.len(), times);
}

#[tokio::test]
async fn a_process_that_dies_around_closing_says_the_result_once() {
    let mut asked = answered("secret", "", [0, 3, 4]).await;
    asked.program.live_until("2018-09-17T09:00").await;
    // It died before its transaction ended: nothing of it is there.
    let now = asked.program.app.clock.now();
    let seals = Seals::beside(&asked.program.database());
    let store = asked.program.app.store.clone();
    let died = tokio::spawn(async move {
        store
            .close_questions("prove", &[1], &seals, now, |_, _| panic!("died"))
            .await
    });
    assert!(died.await.is_err());
    asked.step().await;
    asked.step().await;
    // And it dies again, with the result waiting.
    asked.program = asked.program.crash_and_restart().await;
    asked.step().await;
    asked.program.drain().await;
    assert_eq!(asked.said("slack", PostKind::Result).await.len(), 1);
}

#[tokio::test]
async fn a_question_closed_by_command_is_told_at_once_and_asked_no_more() {
    let mut asked = answered("named", "", [2, 2, 3]).await;
    let seals = Seals::beside(&asked.program.database());
    let act = Act {
        person: "terminal",
        command: "close",
        written: "close grad",
        verdict: Verdict::Done,
        event: None,
        effects: &[Effect::Close { question: 1 }],
        seals: &seals,
        now: asked.program.app.clock.now(),
    };
    assert!(asked.program.app.store.act(&act).await.unwrap());
    asked.step().await;
    asked.program.live_until("2018-09-10T09:01").await;
    assert_eq!(asked.said("slack", PostKind::Result).await.len(), 1);
    asked.live_until("2018-09-17T09:00").await;
    assert_eq!(asked.said("slack", PostKind::Result).await.len(), 1);
}

#[tokio::test]
async fn a_live_question_shows_what_may_be_shown_while_it_is_open() {
    let asked = answered("named", "results = \"live\"", [2, 2, 1]).await;
    let app = &asked.program.app;
    let drawn = worker::picture(app, KEY).await.unwrap().unwrap();
    assert_eq!(drawn.picture.rows().len(), 3);
    // What is shown counts as shown, once for each state.
    let again = worker::picture(app, KEY).await.unwrap().unwrap();
    assert_eq!(again.picture, drawn.picture);
}

#[tokio::test]
async fn questions_of_a_survey_are_told_in_one_post() {
    let second = QUESTION
        .replace("MODE", "named\"\nsurvey = \"host")
        .replace("id = \"grad\"", "id = \"grad-2\"");
    let both = format!("{}{second}", source("named", "survey = \"host\""));
    let mut asked = Asked::with(&both, &CHANNELS).await;
    asked.live_until("2018-09-10T08:59:30").await;
    asked.live_until("2018-09-10T09:00").await;
    let buttons = asked.buttons();
    assert_eq!(buttons.len(), 6);
    for user in 0..5 {
        asked.tap(&format!("U{user}"), &buttons[0]).await;
        asked.tap(&format!("V{user}"), &buttons[5]).await;
    }
    asked.live_until("2018-09-17T09:00").await;
    let said = asked.said("slack", PostKind::Result).await;
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].matches("5 har svart").count(), 2, "{}", said[0]);
}

#[tokio::test]
async fn no_picture_says_why() {
    let asked = answered("secret", "", [0, 3, 4]).await;
    let app = &asked.program.app;
    let why =
        |picture: Result<_, NoPicture>| picture.map(|_: skolebud::report::Drawn| ()).unwrap_err();
    let open = why(worker::picture(app, KEY).await.unwrap());
    let closes_at = asked.program.oslo("2018-09-17T09:00");
    assert_eq!(open, NoPicture::StillOpen { closes_at });
    let unknown = why(worker::picture(app, "prove/grad/2018-09-11").await.unwrap());
    assert_eq!(unknown, NoPicture::NotAsked);
}
