//! What an event does: pure rules over the facts at hand. The worker fetches the facts, and writes
//! what the rules have changed in them.
//!
//! An open answer is keyed by question and respondent, and the newest by the event's own time wins: so
//! events that come twice, late or in another order give the same tally.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::inbox::{Deed, Event, Given, Sender};
use crate::plan::Asking;
use crate::programme::question::{Mode, QuestionKind, Respondent};
use crate::programme::{Id, Language, School};
use crate::words::Message;

/// The longest free text that is kept, in characters.
pub const LONGEST_TEXT: usize = 4_000;

/// What came of an event; the words for it are found when it is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "said", rename_all = "snake_case")]
pub enum Response {
    /// The answer is kept. It can be changed until the question closes, unless it is secret.
    Thanks { changed: bool, can_change: bool },
    /// A secret answer was given before, and is final.
    FinalAlready,
    /// A newer answer was here already, so this one changed nothing.
    OlderThanKept,
    /// The question has closed.
    Closed,
    /// The question was taken back before it closed.
    Withdrawn,
    /// There is no such question, or no such option in it.
    NotUnderstood,
    /// Say first which of these schools you lead; then answer again.
    WhichSchool {
        programme: Id,
        schools: Vec<(String, String)>,
    },
    /// The school is kept.
    SchoolKept { school: String },
    /// The question cannot be read just now; IT has been told in the log.
    Unavailable,
    /// What was said is none of ours to act on.
    Nothing,
    /// A command's answer, as it was given.
    Said { message: Message, public: bool },
}

/// A question that can be answered, with what is known of its answers.
#[derive(Clone, Debug)]
pub struct OpenQuestion {
    pub id: i64,
    pub asking: Asking,
    /// False once it is closed or withdrawn.
    pub open: bool,
    pub withdrawn: bool,
    /// Secret: who has answered, as far as the events at hand ask.
    pub ledger: BTreeSet<String>,
    /// Secret: answers so far, by network and option.
    pub counters: Counters,
    /// Not secret: the answers of those whom the events at hand concern.
    pub votes: HashMap<String, Vote>,
}

/// Among the counters of a network: how many have answered. No option has an empty key.
pub const ANSWERED: &str = "";

/// Answers so far by network (empty where unknown) and option key.
pub type Counters = BTreeMap<String, BTreeMap<String, u64>>;

/// An answer that is kept by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    pub answer: KeptAnswer,
    pub network: Option<Id>,
    /// `platform/tenant/user`.
    pub person: Option<String>,
    pub given_at: Timestamp,
    pub event: String,
}

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptAnswer {
    /// Keys of options, in the question's order.
    Options(Vec<String>),
    Text(String),
}

/// All that the rules need to know, and what they have changed.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub now: Timestamp,
    /// By key.
    pub questions: HashMap<String, OpenQuestion>,
    /// Keys of questions that are there and cannot be read.
    pub unreadable: BTreeSet<String>,
    /// Which school someone leads, by programme and person.
    pub leads: HashMap<(Id, String), Id>,
    /// By programme.
    pub schools: HashMap<Id, Vec<School>>,
    /// The networks of a school, by programme and school.
    pub networks_of: HashMap<(Id, Id), Vec<Id>>,
    /// What to write.
    pub changed: Changed,
}

/// What the rules changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Secret questions with new counters.
    pub counters: BTreeSet<String>,
    /// New entries of the ledger: (question's key, respondent).
    pub ledger: BTreeSet<(String, String)>,
    /// Answers to write: (question's key, respondent).
    pub votes: BTreeSet<(String, String)>,
    /// Schools to write: (programme, person).
    pub leads: BTreeSet<(Id, String)>,
}

/// The key under which a person is known: `platform/tenant/user`.
pub fn person(sender: &Sender) -> String {
    format!(
        "{}/{}/{}",
        sender.platform.name(),
        sender.tenant,
        sender.user
    )
}

/// The prefix of a vote that says which school someone leads: `school/PROGRAMME`.
pub const SCHOOL: &str = "school/";

/// Does what `event` asks, in `facts`, and says what came of it.
pub fn apply(event: &Event, facts: &mut Facts) -> Response {
    match &event.deed {
        Deed::Vote { asking, answer } => match asking.strip_prefix(SCHOOL) {
            Some(programme) => keep_school(&event.sender, programme, answer, facts),
            None => vote(event, asking, answer, facts),
        },
        _ => Response::Nothing,
    }
}

fn keep_school(sender: &Sender, programme: &str, answer: &Given, facts: &mut Facts) -> Response {
    let Given::Options(chosen) = answer else {
        return Response::NotUnderstood;
    };
    let (Some(programme), [school]) = (Id::parse(programme), chosen.as_slice()) else {
        return Response::NotUnderstood;
    };
    let known = facts
        .schools
        .get(&programme)
        .and_then(|schools| schools.iter().find(|known| known.id.as_str() == school));
    let Some(school) = known else {
        return Response::NotUnderstood;
    };
    let kept = Response::SchoolKept {
        school: school.name.clone(),
    };
    let key = (programme, person(sender));
    facts.leads.insert(key.clone(), school.id.clone());
    facts.changed.leads.insert(key);
    kept
}

fn vote(event: &Event, key: &str, given: &Given, facts: &mut Facts) -> Response {
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
    let school = facts
        .leads
        .get(&(programme.clone(), person.clone()))
        .cloned();
    let respondent = match (question.asking.question.respondent, &school) {
        (Respondent::Person, _) => person.clone(),
        (Respondent::School, Some(school)) => format!("school:{school}"),
        (Respondent::School, None) => return which_school(&programme, question, facts),
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
    let response = keep(question, respondent.clone(), vote);
    if response != Response::OlderThanKept {
        facts.changed.votes.insert((key.to_owned(), respondent));
    }
    response
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
fn keep(question: &mut OpenQuestion, respondent: String, vote: Vote) -> Response {
    let known = question.votes.get(&respondent);
    if known.is_some_and(|known| (known.given_at, &known.event) >= (vote.given_at, &vote.event)) {
        return Response::OlderThanKept;
    }
    let changed = known.is_some();
    question.votes.insert(respondent, vote);
    Response::Thanks {
        changed,
        can_change: true,
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

fn which_school(programme: &Id, question: &OpenQuestion, facts: &Facts) -> Response {
    let asked = &question.asking.networks;
    let schools = facts.schools.get(programme).into_iter().flatten();
    let schools = schools
        .filter(|school| {
            facts
                .networks_of
                .get(&(programme.clone(), school.id.clone()))
                .is_some_and(|networks| networks.iter().any(|network| asked.contains(network)))
        })
        .map(|school| (school.id.to_string(), school.name.clone()))
        .collect();
    Response::WhichSchool {
        programme: programme.clone(),
        schools,
    }
}

/// The network in which an answer counts: the first of the school's that is asked, so that a school in
/// two networks counts once.
fn network_of(question: &OpenQuestion, school: Option<&Id>, facts: &Facts) -> Option<Id> {
    let asked = &question.asking.networks;
    if let [only] = asked.as_slice() {
        return Some(only.clone());
    }
    let of = facts
        .networks_of
        .get(&(question.asking.programme.clone(), school?.clone()))?;
    of.iter().find(|network| asked.contains(network)).cloned()
}

/// The language to answer in: the sender's, else the question's.
pub fn language_of(event: &Event, facts: &Facts) -> Language {
    let of_question = match &event.deed {
        Deed::Vote { asking, .. } => facts
            .questions
            .get(asking)
            .map(|question| question.asking.language),
        _ => None,
    };
    event
        .sender
        .language
        .or(of_question)
        .unwrap_or(Language::English)
}
