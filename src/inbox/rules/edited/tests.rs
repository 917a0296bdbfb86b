use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::clock::Timestamp;
use crate::inbox::rules::samples::question;
use crate::inbox::rules::{Counters, KeptAnswer, apply};
use crate::inbox::{Given, Here, Original, Platform, Sender};
use crate::plan::Asking;
use crate::programme::{Id, Language, Zone};

const KEY: &str = "prove/grad/2018-08-27";
const MESSAGE: &str = "slack:message:C1:1";

fn event(id: &str, at: i64, deed: Deed) -> Event {
    Event {
        id: id.to_owned(),
        at: Timestamp::from_millis(at),
        sender: Sender {
            platform: Platform::Slack,
            tenant: "T1".to_owned(),
            user: "U1".to_owned(),
            name: None,
            language: None,
            declared_school: None,
        },
        place: Some("D1".to_owned()),
        deed,
    }
}

fn writes(text: &str) -> Event {
    let text = text.to_owned();
    event(MESSAGE, 10, Deed::Say { text })
}

/// The message, which was written to us alone.
fn original() -> Original {
    Original {
        said: MESSAGE.to_owned(),
        thread: None,
        to_us: true,
    }
}

fn edits(id: &str, at: i64, text: &str) -> Event {
    let (original, text) = (original(), text.to_owned());
    event(id, at, Deed::Edit { original, text })
}

fn deletes(id: &str, at: i64) -> Event {
    let original = original();
    event(id, at, Deed::Delete { original })
}

fn taps(id: &str, at: i64, option: &str) -> Event {
    let deed = Deed::Vote {
        asking: KEY.to_owned(),
        answer: Given::Options(vec![option.to_owned()]),
    };
    event(id, at, deed)
}

/// One question is open, and `events` all happen in its network.
fn asked(mode: Mode, kind: QuestionKind, events: &[Event]) -> Facts {
    let id = |text: &str| Id::parse(text).unwrap();
    let mut asked = question(kind);
    asked.mode = mode;
    let now = Timestamp::from_millis(1_000);
    let open = OpenQuestion {
        id: 1,
        asking: Asking {
            key: KEY.to_owned(),
            programme: id("prove"),
            question: asked,
            networks: vec![id("gruppe-1")],
            opens_at: Timestamp::default(),
            closes_at: now.plus(Duration::from_secs(60)),
            language: Language::Bokmal,
            zone: Zone::named("Europe/Oslo").unwrap(),
        },
        open: true,
        withdrawn: false,
        ledger: BTreeSet::new(),
        counters: Counters::new(),
        votes: HashMap::new(),
    };
    let here = Here {
        networks: vec![(id("prove"), id("gruppe-1"))],
        channels: Vec::new(),
    };
    Facts {
        now,
        questions: [(KEY.to_owned(), open)].into(),
        here: events
            .iter()
            .map(|event| (event.id.clone(), here.clone()))
            .collect(),
        ..Facts::default()
    }
}

/// What is kept after `events`, in this order.
fn kept(kind: QuestionKind, events: &[Event]) -> Option<KeptAnswer> {
    let mut facts = asked(Mode::Named, kind, events);
    for event in events {
        apply(event, &mut facts);
    }
    let vote = facts.questions[KEY].votes.get("slack/T1/U1")?;
    Some(vote.answer.clone())
}

#[rstest]
#[case::another_number("3", "stor")]
#[case::words("i liten grad", "liten")]
#[case::called_an_answer("svar 1", "liten")]
#[case::with_the_questions_name("svar grad 1", "liten")]
#[case::several("1 og 3", "noen")]
#[case::something_else("Vi har prøvd mye.", "noen")]
#[case::nothing("", "noen")]
fn an_edited_answer_is(#[case] text: &str, #[case] option: &str) {
    let kept = kept(QuestionKind::Scale, &[writes("2"), edits("e", 20, text)]);
    assert_eq!(kept, Some(KeptAnswer::Options(vec![option.to_owned()])));
}

#[test]
fn an_edited_free_text_is_kept_as_it_is_now() {
    let events = [writes("Vi prøver"), edits("e", 20, "Grad for grad")];
    let kept = kept(QuestionKind::Text, &events);
    assert_eq!(kept, Some(KeptAnswer::Text("Grad for grad".to_owned())));
}

#[test]
fn taking_the_message_back_leaves_the_answer() {
    let kept = kept(QuestionKind::Scale, &[writes("2"), deletes("e", 20)]);
    assert_eq!(kept, Some(KeptAnswer::Options(vec!["noen".to_owned()])));
}

#[test]
fn a_secret_answer_stays_as_it_was_given() {
    let events = [writes("2"), edits("e", 20, "3")];
    let mut facts = asked(Mode::Secret, QuestionKind::Scale, &events);
    apply(&events[0], &mut facts);
    let counters = facts.questions[KEY].counters.clone();
    apply(&events[1], &mut facts);
    assert_eq!(facts.questions[KEY].counters, counters);
    assert_eq!(facts.questions[KEY].ledger.len(), 1);
    assert!(facts.questions[KEY].votes.is_empty() && facts.early.is_empty());
}

#[test]
fn a_closed_question_keeps_its_answers() {
    let events = [writes("2"), edits("e", 20, "3")];
    let mut facts = asked(Mode::Named, QuestionKind::Scale, &events);
    apply(&events[0], &mut facts);
    facts.now = facts.now.plus(Duration::from_secs(60));
    assert_eq!(apply(&events[1], &mut facts), Response::Closed);
    let answer = &facts.questions[KEY].votes["slack/T1/U1"].answer;
    assert_eq!(*answer, KeptAnswer::Options(vec!["noen".to_owned()]));
}

fn conversation() -> impl Strategy<Value = (Vec<Event>, Vec<Event>)> {
    let text = prop::sample::select(vec![
        "1",
        "2",
        "svar 3",
        "svar grad 1",
        "grad",
        "Noe annet",
        "",
    ]);
    let option = prop::sample::select(vec!["liten", "noen", "stor"]);
    let first = prop::sample::select(vec!["1", "2", "svar grad 3", "grad"]);
    let edit = (11i64..20, text).prop_map(|(at, text)| (at, Some(text), None));
    let tap = (5i64..20, option).prop_map(|(at, option)| (at, None, Some(option)));
    let delete = (11i64..20).prop_map(|at| (at, None, None));
    let deeds = prop::collection::vec(prop_oneof![4 => edit, 3 => tap, 1 => delete], 0..7);
    (first, deeds).prop_flat_map(|(first, deeds)| {
        let deeds = deeds.iter().enumerate().map(|(number, deed)| {
            let id = format!("e{number}");
            match deed {
                (at, Some(text), _) => edits(&id, *at, text),
                (at, None, Some(option)) => taps(&id, *at, option),
                (at, None, None) => deletes(&id, *at),
            }
        });
        let events: Vec<Event> = [writes(first)].into_iter().chain(deeds).collect();
        (Just(events.clone()), Just(events).prop_shuffle())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_arrival_gives_the_same_answer((events, shuffled) in conversation()) {
        let straight = kept(QuestionKind::Scale, &events);
        prop_assert_eq!(kept(QuestionKind::Scale, &shuffled), straight);
    }
}
