//! Questions for property tests.

use jiff::ToSpan;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{FROM, MOST, clock, id, language, numbered, text};
use crate::programme::question::{
    Asked, Choice, Localised, Mode, Question, QuestionKind, Respondent, Results,
};
use crate::programme::{Id, Programme};

/// Any questions; their ids and what they refer to are set by [`give_ids`].
pub(super) fn questions() -> impl Strategy<Value = Vec<Question>> {
    vec(question(), 0..MOST)
}

/// Sets the ids that must differ from each other, and takes out what refers to nothing.
pub(super) fn give_ids(programme: &mut Programme) {
    let networks = &programme.networks;
    for (index, question) in programme.questions.iter_mut().enumerate() {
        question.id = id("sporsmal", index);
        question
            .networks
            .retain(|network| networks.iter().any(|known| known.id == *network));
        if let Asked::AfterSession {
            session: Some(session),
            ..
        } = &mut question.asked
        {
            // Every network holds the first one.
            *session = id("samling", 0);
        }
    }
    // Questions of one survey are asked alike.
    let first = programme
        .questions
        .iter()
        .find(|question| question.survey.is_some())
        .cloned();
    for question in &mut programme.questions {
        if let Some(first) = first.as_ref().filter(|_| question.survey.is_some()) {
            question.networks.clone_from(&first.networks);
            question.asked.clone_from(&first.asked);
            question.open_weekdays = first.open_weekdays;
        }
    }
}

fn question() -> impl Strategy<Value = Question> {
    let said = (
        localised(),
        vec(localised(), 0..3),
        option::of(localised()),
        select(QuestionKind::ALL.to_vec()),
        vec(localised(), 2..=10),
        option::of(localised()),
    );
    let networks: Vec<Id> = (0..MOST).map(|index| id("gruppe", index)).collect();
    let asked = (
        select(Mode::ALL.to_vec()),
        select(Respondent::ALL.to_vec()),
        subsequence(networks, 0..=MOST),
        asked(),
        1..=60_u16,
        select(Results::ALL.to_vec()),
        any::<bool>(),
        any::<bool>(),
        option::of(1..=120_u32),
    );
    (said, asked).prop_map(|(said, asked)| {
        let (text, about, purpose, kind, options, aside) = said;
        let (mode, respondent, networks, asked, open_weekdays, results, nudges, in_survey, minutes) =
            asked;
        let has_options = kind != QuestionKind::Text;
        let choice = |index, text| Choice {
            key: id("svar", index),
            text,
        };
        let count = options.len();
        Question {
            id: id("sporsmal", 0),
            text,
            about,
            purpose,
            kind,
            options: match has_options {
                true => numbered(options, choice),
                false => Vec::new(),
            },
            aside: aside
                .filter(|_| has_options)
                .map(|text| choice(count, text)),
            // What is secret has options.
            mode: match mode {
                Mode::Secret if !has_options => Mode::Coordinator,
                mode => mode,
            },
            respondent,
            networks,
            asked,
            open_weekdays,
            results: match (mode, results) {
                (Mode::Secret, Results::Live) => Results::AtClosing,
                (_, results) => results,
            },
            nudges,
            survey: in_survey.then(|| id("undersokelse", 0)),
            minutes,
        }
    })
}

fn localised() -> impl Strategy<Value = Localised> {
    btree_map(language(), text(), 1..4).prop_map(Localised)
}

fn asked() -> impl Strategy<Value = Asked> {
    prop_oneof![
        (any::<bool>(), -1440..=1440_i16).prop_map(|(one, minutes)| Asked::AfterSession {
            session: one.then(|| id("samling", 0)),
            minutes,
        }),
        (0..280_i32, clock(0..24)).prop_map(|(days, at)| Asked::On {
            date: FROM + days.days(),
            at,
        }),
        (1..=12_i8, 1..=28_i8, clock(0..24)).prop_map(|(month, day, at)| Asked::Yearly {
            month,
            day,
            at,
        }),
        Just(Asked::ByCommand),
    ]
}
