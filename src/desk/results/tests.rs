use std::collections::HashMap;

use proptest::prelude::*;
use rstest::rstest;

use crate::clock::Timestamp;
use crate::desk::samples::{asked, facts, facts_of, facts_of_leader, id, request, request_in};
use crate::desk::{Answers, Effect, Facts, Request, Verdict, decide};
use crate::inbox::rules::{KeptAnswer, Vote};
use crate::programme::Language;
use crate::programme::question::{Mode, QuestionKind, Respondent, Results};
use crate::report::{Answered, result, text};

/// The question of the samples, closed, with these answers.
fn closed(mode: Mode, answers: &[usize]) -> Facts {
    let mut facts = facts();
    let mut question = asked(1, mode, Respondent::Person, &["gruppe-1"]);
    question.state = "closed".to_owned();
    question.closed_at = Some(facts.now);
    let votes: HashMap<String, Vote> = answers
        .iter()
        .enumerate()
        .map(|(person, option)| {
            let key = question.asking.question.options[*option].key.to_string();
            let vote = Vote {
                answer: KeptAnswer::Options(vec![key]),
                network: None,
                person: None,
                given_at: Timestamp::default(),
                event: String::new(),
            };
            (format!("slack/T1/U{person}"), vote)
        })
        .collect();
    let answered = Answered {
        respondents: votes.len(),
        counters: None,
        votes,
    };
    facts.answers = [(
        1,
        Answers {
            answered,
            published: Vec::new(),
        },
    )]
    .into();
    facts.questions = vec![question];
    facts
}

#[test]
fn while_it_is_open_only_how_many_have_answered_is_told() {
    let mut facts = closed(Mode::Coordinator, &[0, 0, 0, 1, 1, 1]);
    facts.questions[0].state = "open".to_owned();
    facts.questions[0].respondents = ["a".to_owned(), "b".to_owned()].into();
    let decision = decide(&request("resultater"), &facts);
    assert!(decision.effects.is_empty());
    assert_eq!(
        decision.answer.as_plain_text(),
        "Har dere lest side 1?\n2 har svart. Resultatet kommer når spørsmålet stenger, onsdag 24. oktober kl. 12.00."
    );
}

#[test]
fn what_is_only_for_coordinators_is_not_shown_where_others_read_along() {
    let mut facts = closed(Mode::Coordinator, &[0, 0, 0, 1, 1, 1]);
    facts.questions[0].asking.question.results = Results::ToCoordinators;
    let public = Request {
        private: false,
        ..request("resultater")
    };
    assert_eq!(decide(&public, &facts).verdict, Verdict::Refused);
    assert_eq!(
        decide(&request("resultater"), &facts).verdict,
        Verdict::Shown
    );
}

#[test]
fn what_cannot_be_counted_is_told() {
    let mut facts = closed(Mode::Secret, &[]);
    facts.answers.clear();
    assert_eq!(
        decide(&request("resultater"), &facts).verdict,
        Verdict::Refused
    );
}

/// A question in one's own words, closed, that two schools of different groups have answered.
fn written(mode: Mode, mut facts: Facts) -> Facts {
    let mut question = asked(1, mode, Respondent::School, &["gruppe-1", "gruppe-2"]);
    question.asking.question.kind = QuestionKind::Text;
    question.asking.question.options.clear();
    question.state = "closed".to_owned();
    question.closed_at = Some(facts.now);
    let programme = &facts.programmes[0].programme;
    let said = [("gruppe-1", "Mer tid"), ("gruppe-2", "Vi deler mer")];
    let votes = said.map(|(network, text)| {
        let vote = Vote {
            answer: KeptAnswer::Text(text.to_owned()),
            network: Some(id(network)),
            person: None,
            given_at: Timestamp::default(),
            event: String::new(),
        };
        let school = &programme.network(&id(network)).unwrap().schools[0];
        (format!("school:{school}"), vote)
    });
    let answered = Answered {
        respondents: votes.len(),
        counters: None,
        votes: votes.into(),
    };
    let published = Vec::new();
    facts.answers = [(
        1,
        Answers {
            answered,
            published,
        },
    )]
    .into();
    facts.questions = vec![question];
    facts
}

#[rstest]
#[case::of_all_networks(facts(), &["Mer tid", "Vi deler mer"], &[])]
#[case::of_one(facts_of("gruppe-2"), &["Vi deler mer"], &["Mer tid"])]
fn what_people_wrote_is_listed_for_those_who_coordinate_their_network(
    #[case] facts: Facts,
    #[case] listed: &[&str],
    #[case] left_out: &[&str],
) {
    let facts = written(Mode::Coordinator, facts);
    let told = decide(&request("resultater"), &facts)
        .answer
        .as_plain_text();
    for text in listed {
        assert!(told.contains(&format!("• {text} – ")), "{told}");
    }
    assert!(!left_out.iter().any(|text| told.contains(text)), "{told}");
}

#[test]
fn where_others_read_along_nothing_that_people_wrote_is_shown() {
    let facts = written(Mode::Named, facts());
    let public = Request {
        private: false,
        ..request("resultater")
    };
    let told = decide(&public, &facts).answer.as_plain_text();
    assert!(
        !told.contains("Mer tid") && told.contains("Spør der bare du ser det."),
        "{told}"
    );
}

#[rstest]
#[case::with_names(Mode::Named)]
#[case::for_coordinators(Mode::Coordinator)]
fn coordinators_see_whose_the_words_are(#[case] mode: Mode) {
    let facts = written(mode, facts());
    let programme = &facts.programmes[0].programme;
    let id = &programme.network(&id("gruppe-1")).unwrap().schools[0];
    let mut schools = programme.schools.iter();
    let school = schools.find(|school| school.id == *id).unwrap();
    let told = decide(&request("resultater"), &facts).answer;
    let told = told.as_plain_text();
    assert!(
        told.contains(&format!("Mer tid – {}", school.name)),
        "{told}"
    );
}

#[test]
fn leaders_do_not_see_what_others_wrote() {
    let mut facts = written(Mode::Named, facts_of_leader());
    facts.questions[0].state = "open".to_owned();
    facts.questions[0].closed_at = None;
    facts.questions[0].asking.question.results = Results::Live;
    let here = request_in("gruppe-1", "resultater");
    let shown = decide(&here, &facts);
    assert_eq!(shown.verdict, Verdict::Shown);
    let told = shown.answer.as_plain_text();
    assert!(
        told.contains("2 av ") && !told.contains("Mer tid"),
        "{told}"
    );
}

proptest! {
    #[test]
    fn what_is_shown_is_what_the_picture_permits_and_counts_as_shown(
        answers in prop::collection::vec(0..3_usize, 0..12),
        named in any::<bool>(),
    ) {
        let mode = if named { Mode::Named } else { Mode::Coordinator };
        let facts = closed(mode, &answers);
        let request = request("resultater");
        let decision = decide(&request, &facts);
        let question = &facts.questions[0];
        let programme = &facts.programmes[0].programme;
        let answered = &facts.answers[&1].answered;
        let drawn = result(&question.asking, question.closed_at, answered, programme, &[]).unwrap();
        let permitted = text::message(&drawn.picture, &drawn.about(request.language, request.today));
        prop_assert_eq!(&decision.answer, &permitted);
        let [Effect::Publish { shown, .. }] = decision.effects.as_slice() else {
            panic!("{:?}", decision.effects);
        };
        prop_assert_eq!(shown.as_ref(), &drawn.picture.published());
        if answers.len() < 5 {
            let text = decision.answer.as_plain_text();
            prop_assert!(!text.contains("Ja:") && !text.contains("Nei:"), "{}", text);
        }
    }
}

#[rstest]
#[case(Language::Bokmal, "Slik ble svarene", "Slik er svarene så langt")]
#[case(Language::Nynorsk, "Slik vart svara", "Slik er svara så langt")]
#[case(Language::Swedish, "Så blev svaren", "Så ser svaren ut hittills")]
#[case(
    Language::Danish,
    "Sådan blev svarene",
    "Sådan ser svarene ud indtil nu"
)]
#[case(Language::English, "How the answers fell", "The answers so far")]
fn what_is_open_still_is_told_so_far(
    #[case] language: Language,
    #[case] over: &str,
    #[case] so_far: &str,
) {
    let mut facts = closed(Mode::Coordinator, &[0, 0, 0, 1, 1, 1]);
    let request = Request {
        language,
        ..request("resultater")
    };
    assert_eq!(decide(&request, &facts).answer.title, over);
    facts.questions[0].state = "open".to_owned();
    facts.questions[0].closed_at = None;
    facts.questions[0].asking.question.results = Results::Live;
    assert_eq!(decide(&request, &facts).answer.title, so_far);
}

#[test]
fn live_results_are_for_everyone_who_is_asked_and_others_for_coordinators() {
    let answers = [0, 0, 0, 1, 1, 1];
    let mut facts = closed(Mode::Coordinator, &answers);
    facts.who = facts_of_leader().who;
    let here = request_in("gruppe-1", "resultater");
    assert_eq!(decide(&here, &facts).verdict, Verdict::Refused);
    facts.questions[0].state = "open".to_owned();
    facts.questions[0].closed_at = None;
    facts.questions[0].asking.question.results = Results::Live;
    let shown = decide(&here, &facts);
    assert_eq!(shown.verdict, Verdict::Shown);
    assert!(matches!(shown.effects[..], [Effect::Publish { .. }]));
    facts.who.leads.clear();
    let elsewhere = Request {
        here: Vec::new(),
        ..here
    };
    assert_eq!(decide(&elsewhere, &facts).verdict, Verdict::Refused);
}
