//! Counts the answers to one asking of a question.
//!
//! A tally holds small numbers, so nothing outside this part of the program can read them:
//! [`crate::report::rules`] alone makes of it what may be shown.

use std::collections::BTreeMap;

use crate::inbox::Given;
use crate::programme::Id;
use crate::programme::question::{Question, QuestionKind};

/// Who is asked. Counted in respondents: leaders or schools, as the question says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Population {
    /// How many are asked, each counted once; nothing when nobody knows.
    pub asked: Option<u32>,
    /// The networks by which results may be broken down, in the order in which they are shown, with
    /// how many of the asked count there. A respondent of several networks counts in the first of them.
    pub groups: Vec<(Id, Option<u32>)>,
}

/// The answer of one respondent, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// The network in which the respondent counts: the first of theirs.
    pub group: Option<Id>,
    pub answer: Given,
}

/// What is kept of secret answers, of one network or of those without any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    pub group: Option<Id>,
    /// How many have answered.
    pub answered: u32,
    /// How often each option, or the one set apart, was chosen: by them, or by them and those of groups
    /// that were folded into this one and have no options themselves.
    pub options: BTreeMap<Id, u32>,
}

/// The answers to one asking of a question, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    total: Count,
    groups: Vec<(Id, Count)>,
}

/// How one set of respondents answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Nothing when unknown; never less than have answered.
    pub(super) asked: Option<u32>,
    pub(super) answered: u32,
    /// One number for each option in the question's order, then one for the option set apart, if any.
    pub(super) parts: Vec<u32>,
}

impl Count {
    /// Whether the parts are of all who have answered: only then they may be looked at. Of a network
    /// whose counters were folded into others' they are of none.
    pub(super) fn is_whole(&self) -> bool {
        self.parts.iter().sum::<u32>() >= self.answered
    }
}

impl Tally {
    /// Counts votes, one for each respondent. A vote for nothing that can be chosen does not count.
    pub fn of_votes(question: &Question, population: &Population, votes: &[Vote]) -> Self {
        let mut tally = Self::empty(question, population);
        for vote in votes {
            match &vote.answer {
                Given::Text(_) if question.kind == QuestionKind::Text => {
                    tally.add(vote.group.as_ref(), 1, &[]);
                }
                Given::Text(_) => {}
                Given::Options(keys) => {
                    let chosen = chosen(question, keys);
                    if !chosen.is_empty() {
                        tally.add(vote.group.as_ref(), 1, &chosen);
                    }
                }
            }
        }
        tally.finish()
    }

    /// Adds up the counters of a secret question.
    pub fn of_counters(
        question: &Question,
        population: &Population,
        counters: &[Counters],
    ) -> Self {
        let mut tally = Self::empty(question, population);
        for of_group in counters {
            let parts: Vec<(usize, u32)> = of_group
                .options
                .iter()
                .filter_map(|(key, count)| Some((part_of(question, key.as_str())?, *count)))
                .collect();
            tally.add(of_group.group.as_ref(), of_group.answered, &parts);
        }
        tally.finish()
    }

    pub(super) const fn total(&self) -> &Count {
        &self.total
    }

    pub(super) fn groups(&self) -> &[(Id, Count)] {
        &self.groups
    }

    fn empty(question: &Question, population: &Population) -> Self {
        let parts = question.options.len() + usize::from(question.aside.is_some());
        let count = |asked| Count {
            asked,
            answered: 0,
            parts: vec![0; parts],
        };
        Self {
            total: count(population.asked),
            groups: population
                .groups
                .iter()
                .map(|(id, asked)| (id.clone(), count(*asked)))
                .collect(),
        }
    }

    fn add(&mut self, group: Option<&Id>, answered: u32, parts: &[(usize, u32)]) {
        let of_group = self
            .groups
            .iter_mut()
            .filter(|(id, _)| Some(id) == group)
            .map(|(_, count)| count);
        for count in std::iter::once(&mut self.total).chain(of_group) {
            count.answered += answered;
            for (part, chosen) in parts {
                count.parts[*part] += chosen;
            }
        }
    }

    fn finish(mut self) -> Self {
        let groups = self.groups.iter_mut().map(|(_, count)| count);
        for count in std::iter::once(&mut self.total).chain(groups) {
            // More answers than people: the list of who is asked is out of date.
            count.asked = count.asked.filter(|asked| *asked >= count.answered);
        }
        self
    }
}

/// The parts that `keys` choose, each once; of one answer only the first, and what is set apart only alone.
fn chosen(question: &Question, keys: &[String]) -> Vec<(usize, u32)> {
    let mut parts: Vec<usize> = keys
        .iter()
        .filter_map(|key| part_of(question, key))
        .collect();
    if question.kind == QuestionKind::Choices {
        parts.sort_unstable();
        parts.dedup();
        if parts.len() > 1 {
            parts.retain(|part| *part < question.options.len());
        }
    } else {
        parts.truncate(1);
    }
    parts.into_iter().map(|part| (part, 1)).collect()
}

/// The place of the option called `key` among the parts of a count.
fn part_of(question: &Question, key: &str) -> Option<usize> {
    let aside = question.aside.iter();
    question
        .options
        .iter()
        .chain(aside)
        .position(|choice| choice.key.as_str() == key)
}

#[cfg(test)]
mod tests;
