//! An answer to a question by its key: who gives it, whether it fits, and what of it is kept.

use crate::inbox::rules::school::{school_of, which_school};
use crate::inbox::rules::{
    ANSWERED, Facts, KeptAnswer, LONGEST_TEXT, OpenQuestion, Response, Vote, person,
};
use crate::inbox::{Event, Given};
use crate::plan::Asking;
use crate::programme::Id;
use crate::programme::question::{Mode, QuestionKind, Respondent};

/// Takes `given` as the answer to the question under `key`.
pub(super) fn vote(event: &Event, key: &str, given: &Given, facts: &mut Facts) -> Response {
    if facts.unreadable.contains(key) {
        return Response::Unavailable;
    }
    let Some(question) = facts.questions.get(key) else {
        return Response::NotUnderstood;
    };
    if question.withdrawn {
        return Response::Withdrawn;
    }
    if !question.open || facts.now >= question.asking.closes_at {
        return Response::Closed;
    }
    let Some(answer) = understood(&question.asking, given) else {
        return Response::NotUnderstood;
    };
    let person = person(&event.sender);
    let programme = question.asking.programme.clone();
    let school = school_of(event, &programme, facts);
    let respondent = match (question.asking.question.respondent, &school) {
        (Respondent::Person, _) => person.clone(),
        (Respondent::School, Some(school)) => format!("school:{school}"),
        (Respondent::School, None) => {
            let schools = which_school(&programme, &question.asking.networks, facts);
            return Response::WhichSchool { programme, schools };
        }
    };
    let network = network_of(question, school.as_ref(), facts);
    let secret = question.asking.question.mode == Mode::Secret;
    let Some(question) = facts.questions.get_mut(key) else {
        return Response::NotUnderstood;
    };
    if secret {
        let response = count(question, respondent.clone(), network, &answer);
        if response != Response::FinalAlready {
            facts.changed.ledger.insert((key.to_owned(), respondent));
            facts.changed.counters.insert(key.to_owned());
        }
        return response;
    }
    let vote = Vote {
        answer,
        network,
        person: Some(person),
        given_at: event.at,
        event: event.id.clone(),
    };
    match keep(question, respondent.clone(), vote) {
        Kept::Older => Response::OlderThanKept {
            asking: key.to_owned(),
        },
        kept => {
            facts.changed.votes.insert((key.to_owned(), respondent));
            Response::Thanks {
                changed: kept == Kept::Changed,
                can_change: true,
            }
        }
    }
}

/// Notes that the respondent has answered, and counts the answer; nothing ties the two.
fn count(
    question: &mut OpenQuestion,
    respondent: String,
    network: Option<Id>,
    answer: &KeptAnswer,
) -> Response {
    if !question.ledger.insert(respondent) {
        return Response::FinalAlready;
    }
    let network = network.map_or_else(String::new, |network| network.to_string());
    let counters = question.counters.entry(network).or_default();
    *counters.entry(ANSWERED.to_owned()).or_default() += 1;
    if let KeptAnswer::Options(options) = answer {
        for option in options {
            *counters.entry(option.clone()).or_default() += 1;
        }
    }
    Response::Thanks {
        changed: false,
        can_change: false,
    }
}

/// Keeps the answer unless a newer one is there. Equal times are decided by the event's id, so that any
/// order of arrival ends alike.
fn keep(question: &mut OpenQuestion, respondent: String, vote: Vote) -> Kept {
    let known = question.votes.get(&respondent);
    if known.is_some_and(|known| !vote.is_newer_than(known)) {
        return Kept::Older;
    }
    match question.votes.insert(respondent, vote) {
        Some(_) => Kept::Changed,
        None => Kept::New,
    }
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    New,
    Changed,
    /// A newer one was there.
    Older,
}

impl Vote {
    /// Whether it stands where both were given.
    pub(super) fn is_newer_than(&self, other: &Self) -> bool {
        (self.given_at, &self.event) > (other.given_at, &other.event)
    }
}

/// The answer in the question's own terms, if it is one.
fn understood(asking: &Asking, given: &Given) -> Option<KeptAnswer> {
    let question = &asking.question;
    match (question.kind, given) {
        (QuestionKind::Text, Given::Text(text)) => {
            let text = text.trim();
            let fits = !text.is_empty() && text.chars().count() <= LONGEST_TEXT;
            fits.then(|| KeptAnswer::Text(text.to_owned()))
        }
        (QuestionKind::Text, _) | (_, Given::Text(_)) => None,
        (kind, Given::Options(chosen)) => {
            let known: Vec<&str> = question
                .options
                .iter()
                .chain(&question.aside)
                .map(|choice| choice.key.as_str())
                .collect();
            let picked: Vec<String> = known
                .iter()
                .filter(|key| chosen.iter().any(|chosen| chosen == *key))
                .map(|key| (*key).to_owned())
                .collect();
            let all_known = chosen.iter().all(|chosen| known.contains(&chosen.as_str()));
            let fits = match kind {
                QuestionKind::Choices => !picked.is_empty(),
                _ => picked.len() == 1 && chosen.len() == 1,
            };
            (all_known && fits).then_some(KeptAnswer::Options(picked))
        }
    }
}

fn network_of(question: &OpenQuestion, school: Option<&Id>, facts: &Facts) -> Option<Id> {
    let asking = &question.asking;
    let of = school.and_then(|school| {
        let of = (asking.programme.clone(), school.clone());
        facts.networks_of.get(&of)
    });
    network_in(asking, of.map(Vec::as_slice))
}

/// The network in which an answer counts that is given for a school of the networks `of`: the first of
/// them that is asked, so that a school in two networks counts once.
pub(super) fn network_in(asking: &Asking, of: Option<&[Id]>) -> Option<Id> {
    let asked = &asking.networks;
    if let [only] = asked.as_slice() {
        return Some(only.clone());
    }
    of?.iter().find(|network| asked.contains(network)).cloned()
}
