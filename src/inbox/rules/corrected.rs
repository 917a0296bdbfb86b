//! Answers that move when someone is said to lead another school than before: what a leader answered for
//! the wrong one is the right one's. Only open answers to questions that are open move; who gave a
//! secret one, nobody knows.

use std::collections::HashMap;

use crate::inbox::rules::Vote;
use crate::inbox::rules::vote::network_in;
use crate::plan::Asking;
use crate::programme::Id;
use crate::programme::question::Respondent;

/// What becomes of the answers to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Respondents that have no answer any more.
    pub gone: Vec<String>,
    /// An answer that is kept from now on, and whose it is.
    pub kept: Option<(String, Vote)>,
}

impl Correction {
    /// Whether an answer is the right school's now.
    pub fn moves(&self) -> bool {
        !self.gone.is_empty() && self.kept.is_some()
    }

    /// Whether the right school has a newer answer, which stands.
    pub fn gives_way(&self) -> bool {
        !self.gone.is_empty() && self.kept.is_none()
    }
}

/// What becomes of the `votes` on `asking`, by respondent, when `person` leads `school`, which is in
/// `networks`. Of what the person gave for other schools and the school's own the newest stands.
pub fn corrected(
    asking: &Asking,
    person: &str,
    school: &Id,
    networks: &[Id],
    votes: &HashMap<String, Vote>,
) -> Correction {
    let here = |vote: &Vote| Vote {
        network: network_in(asking, Some(networks)),
        ..vote.clone()
    };
    if asking.question.respondent == Respondent::Person {
        let counts_elsewhere = |vote: &&Vote| here(vote) != **vote;
        let own = votes.get(person).filter(counts_elsewhere);
        return Correction {
            gone: Vec::new(),
            kept: own.map(|vote| (person.to_owned(), here(vote))),
        };
    }
    let right = format!("school:{school}");
    let mut gone = Vec::new();
    let mut newest: Option<&Vote> = None;
    for (respondent, vote) in votes {
        if *respondent != right && vote.person.as_deref() == Some(person) {
            gone.push(respondent.clone());
            newest = Some(newest.filter(|it| it.is_newer_than(vote)).unwrap_or(vote));
        }
    }
    let stands = votes.get(&right);
    let newest = newest.filter(|vote| stands.is_none_or(|stands| vote.is_newer_than(stands)));
    gone.sort_unstable();
    Correction {
        gone,
        kept: newest.map(|vote| (right, here(vote))),
    }
}

#[cfg(test)]
mod tests;
