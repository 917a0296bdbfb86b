use std::time::Duration;

use jiff::civil::{Date, date, time};
use rstest::rstest;

use super::*;
use crate::plan::examples::{id, network, programme};
use crate::programme::Language;
use crate::programme::question::{Localised, Mode, QuestionKind, Respondent, Results};

fn said(text: &str) -> Localised {
    Localised([(Language::Bokmal, text.to_owned())].into())
}

fn question(asked: Asked) -> Question {
    let option = |key: &str| Choice {
        key: id(key),
        text: said(key),
    };
    Question {
        id: id("grad"),
        text: said("Hvor mye?"),
        about: Vec::new(),
        purpose: None,
        kind: QuestionKind::Scale,
        options: vec![option("liten"), option("stor")],
        aside: None,
        mode: Mode::Coordinator,
        respondent: Respondent::Person,
        networks: Vec::new(),
        asked,
        open_weekdays: 5,
        results: Results::AtClosing,
        nudges: true,
        survey: None,
        minutes: None,
    }
}

fn on(day: Date) -> Asked {
    Asked::On {
        date: day,
        at: time(9, 0, 0, 0),
    }
}

const FIRST: Date = date(2026, 11, 16);

fn asked(question: Question) -> Programme {
    let mut programme = programme(vec![network("n", &[date(2026, 11, 3)])]);
    programme.questions = vec![question];
    programme
}

/// What the programme asked first is in this state, and then it is as `change` makes it.
fn after(state: AskingState, change: impl FnOnce(&mut Programme)) -> InForce {
    let mut programme = asked(question(on(FIRST)));
    let asking = askings(&programme).remove(0);
    change(&mut programme);
    in_force(&programme, &[Opened { asking, state }])
}

#[test]
fn the_same_programme_leaves_what_is_open_as_it_was() {
    let same = after(AskingState::Open, |_| ());
    let expected = askings(&asked(question(on(FIRST))));
    assert_eq!(same.open, expected);
    assert_eq!(
        (same.coming, same.withdrawn, same.notes),
        Default::default()
    );
}

#[test]
fn texts_and_deadline_follow_the_programme() {
    let now = after(AskingState::Open, |programme| {
        let question = &mut programme.questions[0];
        question.text = said("Hvor mye nå?");
        question.options[1].text = said("I stor grad");
        question.minutes = Some(2);
        question.open_weekdays = 3;
    });
    let open = &now.open[0];
    assert_eq!(open.question.text, said("Hvor mye nå?"));
    assert_eq!(open.question.options[1].text, said("I stor grad"));
    assert_eq!(open.question.minutes, Some(2));
    let closes = open.closes_at.local(open.zone.rules()).date();
    assert_eq!(closes, date(2026, 11, 19));
    assert_eq!(now.notes, []);
}

#[rstest]
#[case::options("options", |question: &mut Question| question.options.reverse())]
#[case::one_less("options", |question: &mut Question| { question.options.pop(); })]
#[case::kind("kind", |question: &mut Question| question.kind = QuestionKind::Choices)]
#[case::mode("mode", |question: &mut Question| question.mode = Mode::Named)]
#[case::respondent("respondent", |question: &mut Question| question.respondent = Respondent::School)]
#[case::results("results", |question: &mut Question| question.results = Results::Live)]
fn what_people_were_told_before_they_answered_stays(
    #[case] what: &'static str,
    #[case] change: fn(&mut Question),
) {
    let now = after(AskingState::Open, |programme| {
        change(&mut programme.questions[0]);
    });
    assert_eq!(now.open, askings(&asked(question(on(FIRST)))));
    let key = "prog/grad/2026-11-16".to_owned();
    let what = vec![what];
    assert_eq!(now.notes, [Note::Kept { key, what }]);
}

#[rstest]
#[case::the_question(|programme: &mut Programme| programme.questions.clear())]
#[case::its_networks(|programme: &mut Programme| programme.networks.clear())]
fn what_has_left_the_programme_is_withdrawn(#[case] change: fn(&mut Programme)) {
    let now = after(AskingState::Open, change);
    assert_eq!(now.withdrawn, ["prog/grad/2026-11-16"]);
    assert_eq!(now.open, []);
}

#[rstest]
#[case::held(false, 0)]
#[case::cancelled(true, 1)]
fn with_its_session_a_question_after_it_is_withdrawn(
    #[case] cancelled: bool,
    #[case] withdrawn: usize,
) {
    let mut programme = asked(question(Asked::AfterSession {
        session: None,
        minutes: 0,
    }));
    let asking = askings(&programme).remove(0);
    programme.networks[0].sessions[0].cancelled = cancelled;
    let state = AskingState::Open;
    let now = in_force(&programme, &[Opened { asking, state }]);
    assert_eq!(now.withdrawn.len(), withdrawn);
}

#[test]
fn what_was_asked_by_command_needs_no_place_in_the_programme() {
    let mut programme = asked(question(on(FIRST)));
    let mut asking = askings(&programme).remove(0);
    asking.question.asked = Asked::ByCommand;
    programme.questions.clear();
    let state = AskingState::Open;
    let now = in_force(&programme, &[Opened { asking, state }]);
    assert_eq!((now.open.len(), now.withdrawn.len()), (1, 0));
}

#[rstest]
#[case::moved_while_open(AskingState::Open, date(2026, 11, 18), 0, 1)]
#[case::moved_after_closing(AskingState::Closed, date(2026, 11, 18), 0, 0)]
#[case::after_the_deadline(AskingState::Open, date(2026, 11, 24), 1, 0)]
#[case::asked_again(AskingState::Closed, date(2027, 3, 1), 1, 0)]
#[case::withdrawn(AskingState::Withdrawn, date(2026, 11, 18), 1, 0)]
#[case::withdrawn_on_the_same_day(AskingState::Withdrawn, FIRST, 0, 1)]
fn a_question_is_not_asked_twice_at_a_time(
    #[case] state: AskingState,
    #[case] moved_to: Date,
    #[case] asked_again: usize,
    #[case] notes: usize,
) {
    let now = after(state, |programme| {
        programme.questions[0].asked = on(moved_to);
    });
    assert_eq!(now.coming.len(), asked_again);
    assert_eq!(now.notes.len(), notes);
    // It stays open until the deadline that people were told.
    for open in now.open {
        assert_eq!(open, askings(&asked(question(on(FIRST))))[0]);
    }
}

/// One asking of the file in all of three networks, another by command in the first; what is asked of the
/// file, when it is `state`, and what may be said about it.
#[rstest]
#[case::to_come(None, 0, &["b", "c"])]
#[case::open_in_the_others(Some(["b", "c"].as_slice()), 1, &[])]
#[case::open_in_one(Some(["b"].as_slice()), 1, &["c"])]
fn where_it_was_asked_by_command_the_file_asks_the_other_networks(
    #[case] opened_in: Option<&[&str]>,
    #[case] open: usize,
    #[case] added: &[&str],
) {
    let date = date(2026, 11, 3);
    let networks = ["a", "b", "c"].map(|name| network(name, &[date]));
    let mut programme = programme(networks.to_vec());
    programme.questions = vec![question(on(FIRST))];
    let from_file = askings(&programme).remove(0);
    let mut by_command = from_file.clone();
    by_command.key = "prog/grad/2026-11-13".to_owned();
    by_command.question.asked = Asked::ByCommand;
    by_command.networks = vec![id("a")];
    by_command.opens_at = from_file.opens_at.minus(Duration::from_hours(72));
    let ids = |names: &[&str]| names.iter().map(|name| id(name)).collect::<Vec<_>>();
    let mut opened = vec![Opened {
        asking: by_command,
        state: AskingState::Open,
    }];
    opened.extend(opened_in.map(|networks| Opened {
        asking: Asking {
            networks: ids(networks),
            ..from_file.clone()
        },
        state: AskingState::Open,
    }));
    let found = in_force(&programme, &opened);
    assert_eq!(found.notes, []);
    assert_eq!(found.open.len(), 1 + open);
    match opened_in {
        None => assert_eq!(found.coming[0].networks, ids(added)),
        Some(before) => assert_eq!(found.open[1].networks, ids(&[before, added].concat())),
    }
}

#[test]
fn after_another_session_a_question_is_asked_although_it_is_open() {
    let mut programme = programme(vec![network("n", &[date(2026, 11, 3), date(2026, 11, 5)])]);
    programme.questions = vec![question(Asked::AfterSession {
        session: None,
        minutes: 0,
    })];
    let asking = askings(&programme).remove(0);
    let state = AskingState::Open;
    let now = in_force(&programme, &[Opened { asking, state }]);
    assert_eq!((now.open.len(), now.coming.len()), (1, 1));
}
