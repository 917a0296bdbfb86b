//! A programme changes while a question of it is open.

use reqwest::StatusCode;
use skolebud::inbox::{Deed, Event, Given, Platform, Sender};
use skolebud::programme::PostKind;

use crate::support::asked::{Asked, KEY, QUESTION};
use crate::support::program::SMALL;

/// The question is open and asked in Slack.
async fn open(mode: &str) -> Asked {
    let mut asked = Asked::start(mode).await;
    asked.live_until("2018-09-10T08:59:30").await;
    asked.live_until("2018-09-10T09:00").await;
    asked
}

/// [`SMALL`] with [`QUESTION`] in this mode, in which `from` is `to`.
fn changed(mode: &str, from: &str, to: &str) -> String {
    let question = QUESTION.replace("MODE", mode);
    assert!(question.contains(from));
    format!("{SMALL}{}", question.replace(from, to))
}

/// Someone answers in the built-in chat.
fn late_vote(asked: &Asked) -> Event {
    Event {
        id: "sandbox:late".to_owned(),
        at: asked.program.app.clock.now(),
        sender: Sender {
            platform: Platform::Sandbox,
            tenant: String::new(),
            user: "U2".to_owned(),
            name: None,
            language: None,
            declared_school: None,
        },
        place: None,
        deed: Deed::Vote {
            asking: KEY.to_owned(),
            answer: Given::Options(vec!["liten".to_owned()]),
        },
    }
}

#[tokio::test]
async fn a_mended_text_is_the_one_that_is_told_and_no_answer_is_lost() {
    let mut asked = open("secret").await;
    let buttons = asked.buttons();
    for user in 0..5 {
        asked.tap(&format!("U{user}"), &buttons[user % 2]).await;
    }
    asked
        .apply(&changed(
            "secret",
            "hjelper nettverket dere",
            "har nettverket hjulpet dere",
        ))
        .await;
    assert_eq!(asked.tap("U9", &buttons[2]).await, StatusCode::OK);
    asked.live_until("2018-09-17T09:00").await;
    let said = asked.said("slack", PostKind::Result).await;
    assert_eq!(said.len(), 1);
    assert!(
        said[0].contains("har nettverket hjulpet dere"),
        "{}",
        said[0]
    );
    assert!(said[0].contains("6 har svart."), "{}", said[0]);
}

#[tokio::test]
async fn a_question_that_moved_while_open_is_not_asked_twice() {
    let mut asked = open("named").await;
    asked
        .apply(&changed("named", "2018-09-10", "2018-09-12"))
        .await;
    asked.live_until("2018-09-16T09:00").await;
    assert_eq!(asked.said("slack", PostKind::Question).await.len(), 1);
    assert_eq!(asked.tap("U1", &asked.buttons()[0]).await, StatusCode::OK);
    let listed = asked.program.app.store.questions().await.unwrap();
    assert_eq!(listed.len(), 1);
    asked.live_until("2018-09-17T09:00").await;
    asked.live_until("2018-09-30T09:00").await;
    assert_eq!(asked.said("slack", PostKind::Result).await.len(), 1);
    assert_eq!(asked.said("slack", PostKind::Question).await.len(), 1);
}

#[tokio::test]
async fn a_later_deadline_is_kept() {
    let mut asked = open("named").await;
    let later = changed(
        "named",
        "kind = \"scale\"",
        "kind = \"scale\"\nopen_weekdays = 8",
    );
    asked.apply(&later).await;
    asked.live_until("2018-09-19T09:00").await;
    let state = |asked: &Asked| {
        let store = asked.program.app.store.clone();
        async move { store.question(KEY).await.unwrap().unwrap().state }
    };
    assert_eq!(state(&asked).await, "open");
    asked.live_until("2018-09-20T09:00").await;
    assert_eq!(state(&asked).await, "closed");
}

#[tokio::test]
async fn a_question_taken_out_is_withdrawn_and_says_so_to_whoever_answers() {
    let mut asked = open("secret").await;
    let buttons = asked.buttons();
    assert_eq!(asked.tap("U1", &buttons[0]).await, StatusCode::OK);
    asked.apply(SMALL).await;
    let question = asked
        .program
        .app
        .store
        .question(KEY)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(question.state, "withdrawn");
    let mut seals = asked.program.database().into_os_string();
    seals.push(".seals");
    assert_eq!(
        std::fs::read_dir(seals).unwrap().count(),
        0,
        "its key is destroyed"
    );
    let answer = asked.inbox.deliver(late_vote(&asked)).await.unwrap();
    let title = answer.message.title;
    assert!(title.contains("trukket tilbake"), "{title}");
    asked.live_until("2018-09-20T09:00").await;
    assert!(asked.said("slack", PostKind::Result).await.is_empty());
}

#[tokio::test]
async fn what_cannot_change_while_it_is_open_is_told_where_the_file_is_applied() {
    let asked = open("secret").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("prove.toml");
    std::fs::write(&file, changed("named", "liten", "litt")).unwrap();
    let shown = asked.command(&["plan", "diff", file.to_str().unwrap()]);
    let warnings = String::from_utf8(shown.stderr).unwrap();
    assert!(
        warnings.contains("its options, mode stay as they were"),
        "{warnings}"
    );
}
