//! A question's whole way: from the programme file into Slack, tapped there, counted, closed and shown.

use reqwest::StatusCode;

use crate::support::asked::{Asked, KEY, QUESTION};
use crate::support::binary::complaint;
use crate::support::program::{Program, SMALL};

#[tokio::test]
async fn a_secret_question_is_asked_tapped_counted_and_shown_under_the_small_group_rules() {
    let mut asked = Asked::start("secret").await;
    asked.live_until("2018-09-10T08:59:30").await;
    asked.live_until("2018-09-10T09:00").await;
    let buttons = asked.buttons();
    assert_eq!(
        buttons.len(),
        3,
        "one for each option, in Slack alone: {buttons:?}"
    );
    for user in 0..7 {
        let value = if user < 4 { &buttons[2] } else { &buttons[1] };
        assert_eq!(asked.tap(&format!("U{user}"), value).await, StatusCode::OK);
    }
    // Once more by one who has answered: final.
    asked.tap("U0", &buttons[0]).await;
    let open = asked.command(&["results", KEY]);
    assert_eq!(open.status.code(), Some(1));
    assert!(
        complaint(&open).contains("still open"),
        "{}",
        complaint(&open)
    );

    asked.live_until("2018-09-17T09:00").await;
    let listed = asked.command(&["questions"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        listed.contains(KEY) && listed.contains("closed"),
        "{listed}"
    );
    let shown = asked.command(&["results", KEY]);
    assert!(shown.status.success(), "{}", complaint(&shown));
    insta::assert_snapshot!(String::from_utf8(shown.stdout).unwrap());
}

#[tokio::test]
async fn with_fewer_than_five_answers_only_their_number_is_shown() {
    let mut asked = Asked::start("secret").await;
    asked.live_until("2018-09-10T08:59:30").await;
    asked.live_until("2018-09-10T09:00").await;
    let buttons = asked.buttons();
    for user in 0..4 {
        asked.tap(&format!("U{user}"), &buttons[2]).await;
    }
    asked.live_until("2018-09-17T09:00").await;
    let shown = asked.command(&["results", KEY]);
    insta::assert_snapshot!(String::from_utf8(shown.stdout).unwrap());
}

#[tokio::test]
async fn without_slacks_door_nothing_is_asked_that_could_not_be_answered() {
    let source = format!("{SMALL}{}", QUESTION.replace("MODE", "named"));
    let program = Program::start(&source, &["slack", "teams"]).await;
    let deliveries = program.deliveries().await;
    assert!(
        deliveries.iter().all(|line| !line.contains("question")),
        "{deliveries:?}"
    );
}
