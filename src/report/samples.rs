//! Questions and tallies for the tests of this part.

use std::collections::BTreeMap;

use crate::programme::question::{
    Asked, Choice, Localised, Mode, Question, QuestionKind, Respondent, Results,
};
use crate::programme::{Id, Language};
use crate::report::{About, Counters, OwnWords, Picture, Population, Tally, rules};

pub(super) fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub(super) fn bokmal(text: &str) -> Localised {
    Localised(BTreeMap::from([(Language::Bokmal, text.to_owned())]))
}

fn choice(key: &str, text: &str) -> Choice {
    Choice {
        key: id(key),
        text: bokmal(text),
    }
}

/// A question with as many of the options a, b, c … as asked for, and one set apart.
pub(super) fn question(kind: QuestionKind, options: usize, mode: Mode) -> Question {
    Question {
        id: id("hjelper"),
        text: bokmal("Skoleeiers ledermøter og nettverk hjelper meg i pedagogisk ledelse."),
        about: Vec::new(),
        purpose: None,
        kind,
        options: ["a", "b", "c", "d", "e", "f"]
            .iter()
            .take(options)
            .map(|key| choice(key, key))
            .collect(),
        aside: Some(choice("vet-ikke", "Vet ikke")),
        mode,
        respondent: Respondent::Person,
        networks: Vec::new(),
        asked: Asked::ByCommand,
        open_weekdays: 5,
        results: Results::AtClosing,
        nudges: true,
        survey: None,
        minutes: None,
    }
}

/// The three steps of Asker's survey of 2018, secret.
pub(super) fn three_steps() -> Question {
    let mut question = question(QuestionKind::Scale, 0, Mode::Secret);
    question.options = vec![
        choice("liten", "I liten grad"),
        choice("noen", "I noen grad"),
        choice("stor", "I stor grad"),
    ];
    question
}

/// A tally of these counts for each network: the options in order and then what is set apart.
pub(super) fn tally_of(question: &Question, groups: &[&[u32]], answered: Option<u32>) -> Tally {
    let names = ["gruppe-1", "gruppe-2", "gruppe-3", "gruppe-4"];
    let keys = || question.options.iter().chain(&question.aside);
    let counters: Vec<Counters> = groups
        .iter()
        .zip(names)
        .map(|(parts, name)| Counters {
            group: Some(id(name)),
            answered: answered.unwrap_or_else(|| parts.iter().sum()),
            options: keys()
                .map(|choice| choice.key.clone())
                .zip(parts.iter().copied())
                .collect(),
        })
        .collect();
    let population = Population {
        asked: Some(groups.iter().copied().flatten().sum::<u32>().max(23)),
        groups: names
            .iter()
            .take(groups.len())
            .map(|name| (id(name), None))
            .collect(),
    };
    Tally::of_counters(question, &population, &counters)
}

/// A picture of `question`, when each of `groups` is a network's counts.
pub(super) fn drawn(question: &Question, groups: &[&[u32]]) -> Picture {
    rules::draw(question, &tally_of(question, groups, None), &[])
}

/// Answers in one's own words, each with whose it is, of the first network.
pub(super) fn own_words(said: &[(&str, &str)]) -> Vec<OwnWords> {
    let own = said.iter().map(|(text, by)| OwnWords {
        text: (*text).to_owned(),
        by: (*by).to_owned(),
        network: Some(id("gruppe-1")),
    });
    own.collect()
}

pub(super) fn about(question: &Question, language: Language) -> About<'_> {
    About {
        question,
        language,
        otherwise: Language::Bokmal,
        open: (
            jiff::civil::date(2018, 11, 20),
            jiff::civil::date(2018, 11, 27),
        ),
        is_over: true,
        today: jiff::civil::date(2018, 11, 27),
        networks: &[],
        self_declared: 0,
    }
}
