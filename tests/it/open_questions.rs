//! A programme changes while a question of it is open.

use reqwest::StatusCode;
use rstest::rstest;
use skolebud::desk::{self, Effect, Verdict};
use skolebud::inbox::command::{self, Reading};
use skolebud::inbox::{Deed, Event, Given, Platform, Sender};
use skolebud::plan::askings;
use skolebud::programme::{Language, PostKind};
use skolebud::seal::Seals;
use skolebud::store::Act;

use crate::support::asked::{Asked, KEY, QUESTION};
use crate::support::program::{SMALL, read};

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

#[tokio::test]
async fn a_question_that_moves_at_the_moment_it_opens_is_asked_once() {
    let mut asked = Asked::start("named").await;
    asked.live_until("2018-09-10T08:50").await;
    let before = read(&changed("named", "2018-09-10", "2018-09-10"));
    let moved = read(&changed("named", "2018-09-10", "2018-10-10"));
    let app = asked.program.app.clone();
    let now = app.clock.now();
    app.store.apply_programme(&moved, false, now).await.unwrap();
    // What is about to open it has read the programme as it was.
    let seals = Seals::beside(&asked.program.database());
    for asking in askings(&before) {
        assert!(!app.store.open_question(&asking, &seals).await.unwrap());
    }
    asked.program.plan().await;
    asked.live_until("2018-09-10T09:01").await;
    assert!(app.store.questions().await.unwrap().is_empty());
    asked.live_until("2018-10-10T08:59:30").await;
    asked.live_until("2018-10-10T09:01").await;
    assert_eq!(app.store.questions().await.unwrap().len(), 1);
    assert_eq!(asked.said("slack", PostKind::Question).await.len(), 1);
}

/// The coordinator types `text` at the terminal now.
async fn types(asked: &mut Asked, text: &str) {
    let app = asked.program.app.clone();
    let today = jiff::civil::date(2018, 9, 7);
    let Reading::Command { command, .. } = command::read(text, today) else {
        unreachable!("this is a command");
    };
    let done = desk::worker::at_terminal(&app, command, false, Language::Bokmal).await;
    assert_eq!(done.unwrap().verdict, Verdict::Done);
    asked.program.plan().await;
}

#[rstest]
#[case::days_before("2018-09-07T10:00", "2018-09-07 10:00")]
#[case::on_that_very_morning("2018-09-10T08:00", "2018-09-10 08:00")]
#[tokio::test]
async fn what_was_asked_by_command_is_said_and_not_asked_once_more_by_the_file(
    #[case] at: &str,
    #[case] said: &str,
) {
    let mut asked = Asked::start("named").await;
    asked.live_until(at).await;
    types(&mut asked, "spør grad til gruppe-1").await;
    for moment in [
        "2018-09-10T08:01",
        "2018-09-10T08:59:30",
        "2018-09-10T09:01",
    ] {
        asked.live_until(moment).await;
    }
    let questions = asked.program.app.store.questions().await.unwrap();
    assert_eq!(questions.len(), 1);
    let heard = asked.said("slack", PostKind::Question).await;
    assert_eq!(heard.len(), 1);
    assert!(
        asked
            .program
            .said("slack")
            .await
            .last()
            .unwrap()
            .starts_with(said),
        "{heard:?}"
    );
}

#[tokio::test]
async fn what_was_asked_by_command_and_closed_early_is_asked_by_the_file_in_its_time() {
    let mut asked = Asked::start("named").await;
    asked.live_until("2018-09-06T10:00").await;
    types(&mut asked, "spør grad til gruppe-1").await;
    asked.live_until("2018-09-06T10:01").await;
    asked.live_until("2018-09-07T10:00").await;
    types(&mut asked, "lukk grad").await;
    for moment in [
        "2018-09-07T10:01",
        "2018-09-10T08:59:30",
        "2018-09-10T09:01",
    ] {
        asked.live_until(moment).await;
    }
    let questions = asked.program.app.store.questions().await.unwrap();
    let states: Vec<&str> = questions.iter().map(|asked| asked.state.as_str()).collect();
    assert_eq!(states, ["open", "closed"]);
    assert_eq!(asked.said("slack", PostKind::Question).await.len(), 2);
}

#[tokio::test]
async fn a_command_that_asks_what_was_opened_at_that_very_moment_is_decided_again() {
    let mut asked = Asked::start("named").await;
    asked.live_until("2018-09-10T09:00").await;
    let app = &asked.program.app;
    let store = &app.store;
    let mut again = store.question(KEY).await.unwrap().unwrap().asking;
    again.key.push_str("-2");
    let seals = Seals::beside(&asked.program.database());
    // Decided on when the question was not open yet.
    let act = Act {
        person: "terminal",
        command: "ask",
        written: "ask grad",
        verdict: Verdict::Done,
        event: None,
        effects: &[Effect::Open(Box::new(again))],
        seals: &seals,
        now: app.clock.now(),
    };
    assert!(!store.act(&act).await.unwrap());
    assert_eq!(store.questions().await.unwrap().len(), 1);
    assert!(store.acts(1).await.unwrap().is_empty(), "nothing was done");
}

#[tokio::test]
async fn a_question_that_cannot_be_opened_stops_no_other_and_is_tried_again() {
    let secret = QUESTION.replace("MODE", "secret");
    let named = QUESTION
        .replace("MODE", "named")
        .replace("grad\"\n", "nytte\"\n");
    let source = format!("{SMALL}{secret}{named}");
    let mut asked = Asked::with(&source, &["slack"]).await;
    asked.live_until("2018-09-10T08:50").await;
    let mut key = asked.program.database().into_os_string();
    key.push(".seals");
    let key = std::path::PathBuf::from(key).join("1.key");
    std::fs::create_dir_all(&key).unwrap();
    asked.live_until("2018-09-10T09:00").await;
    let open = async |asked: &Asked| {
        let questions = asked.program.app.store.questions().await.unwrap();
        let ids = questions
            .into_iter()
            .map(|it| it.asking.question.id.to_string());
        ids.collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(open(&asked).await, ["nytte".to_owned()].into());
    std::fs::remove_dir(&key).unwrap();
    asked.step().await;
    assert_eq!(
        open(&asked).await,
        ["grad".to_owned(), "nytte".to_owned()].into()
    );
}
