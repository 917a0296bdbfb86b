//! An open question is reminded of: with counts, within limits, and so that one can answer at once.

use reqwest::StatusCode;
use skolebud::programme::PostKind;

use crate::support::asked::{Asked, COORDINATOR, QUESTION};
use crate::support::program::SMALL;

/// A question to leaders, open from Monday to Monday, that two have answered.
async fn open() -> Asked {
    let mut asked = Asked::start("secret").await;
    asked.live_until("2018-09-10T08:59:30").await;
    asked.live_until("2018-09-10T09:00").await;
    let buttons = asked.buttons();
    for user in 0..2 {
        asked.tap(&format!("U{user}"), &buttons[0]).await;
    }
    asked
}

/// Lets the days until closing pass, each look an hour after the last.
async fn live_through(asked: &mut Asked, days: std::ops::Range<u8>) {
    for day in days {
        for hour in 0..24 {
            asked
                .live_until(&format!("2018-09-{day:02}T{hour:02}:00"))
                .await;
        }
    }
}

#[tokio::test]
async fn a_nudge_comes_with_counts_and_buttons_and_at_most_twice() {
    let mut asked = open().await;
    live_through(&mut asked, 11..14).await;
    assert_eq!(asked.said("slack", PostKind::Nudge).await.len(), 1);
    assert!(asked.said("teams", PostKind::Nudge).await.is_empty());
    let buttons = asked.buttons();
    assert_eq!(buttons.len(), 6, "the same three once more");
    assert_eq!(asked.tap("U7", &buttons[5]).await, StatusCode::OK);
    asked.program = asked.program.crash_and_restart().await;
    live_through(&mut asked, 14..17).await;
    let said = asked.said("slack", PostKind::Nudge).await;
    insta::assert_snapshot!(said.join("\n---\n"));
    asked.live_until("2018-09-17T09:00").await;
    let result = asked.said("slack", PostKind::Result).await;
    assert!(result[0].contains("3 har svart."), "{}", result[0]);
}

#[tokio::test]
async fn what_is_withdrawn_is_reminded_of_no_more() {
    let mut asked = open().await;
    asked.apply(crate::support::program::SMALL).await;
    live_through(&mut asked, 11..17).await;
    assert!(asked.said("slack", PostKind::Nudge).await.is_empty());
}

#[tokio::test]
async fn a_question_that_does_without_is_reminded_of_only_by_command() {
    let question = QUESTION.replace("MODE", "secret");
    let source = format!("{SMALL}{question}nudges = false\n");
    let mut asked = Asked::with(&source, &["slack"]).await;
    asked.live_until("2018-09-10T09:00").await;
    live_through(&mut asked, 11..13).await;
    assert!(asked.said("slack", PostKind::Nudge).await.is_empty());
    let draft = asked.slash(COORDINATOR, "purr grad").await.to_string();
    assert!(
        draft.contains("ikke om dette spørsmålet av seg selv"),
        "{draft}"
    );
    let (_, code) = draft.split_once("bekreft ").unwrap();
    asked
        .slash(COORDINATOR, &format!("bekreft {}", &code[..4]))
        .await;
    live_through(&mut asked, 13..14).await;
    assert_eq!(asked.said("slack", PostKind::Nudge).await.len(), 1);
}
