//! What an event does: pure rules over the facts at hand. The worker fetches the facts, and writes
//! what the rules have changed in them.
//!
//! An open answer is keyed by question and respondent, and the newest by the event's own time wins: so
//! events that come twice, late or in another order give the same tally, and the same replies.

mod corrected;
mod edited;
mod option;
mod reply;
mod said;
#[cfg(test)]
mod samples;
mod school;
mod vote;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::inbox::{Deed, Event, Here, Sender};
use crate::plan::Asking;
use crate::programme::{Id, Language, Network, Programme};
use crate::words::Message;
use crate::words::commands::folded;

pub use corrected::{Correction, corrected};
pub use edited::answered_by;
pub use reply::{EarlyChange, Heard, Reply, prompts};
pub use school::SCHOOL;

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
    /// A newer answer to this question was here already, so this one changed nothing.
    OlderThanKept {
        #[serde(default)]
        asking: String,
    },
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
    /// A coordinator has said that the sender leads this school; it stays.
    SchoolFixed { school: String },
    /// There is no school of that name, or several; perhaps one was meant.
    NoSuchSchool {
        did_you_mean: Option<String>,
        programme: Id,
        schools: Vec<(String, String)>,
    },
    /// A written answer is kept.
    Written {
        /// The key of the question that was answered, and its wording.
        #[serde(default)]
        asking: String,
        question: String,
        /// The chosen options; nothing for a secret answer, which is not repeated, and for free text.
        chosen: Vec<String>,
        changed: bool,
        can_change: bool,
        /// What is still open to the sender.
        next: Option<Shown>,
    },
    /// A written answer that fits no option of the question, or several.
    WhichOption { asked: Shown },
    /// Everything was answered already: which answer is to be changed? Names and wordings.
    WhichQuestion { questions: Vec<(String, String)> },
    /// A secret question cannot be answered where everyone reads along.
    InTheOpen { asking: String, question: String },
    /// A number, and no question is open.
    NoneOpen,
    /// What was written is kept as a reply.
    ReplyKept {
        /// What it replies to, and until when it can be improved; nothing while the network is not
        /// known.
        prompt: Option<(String, Until)>,
        /// The sender's first to this prompt.
        first: bool,
        /// Asked when it is not known which school replies.
        which_school: Option<(Id, Vec<(String, String)>)>,
    },
    /// The time for replies to the prompt has passed.
    ReplyLate { prompt: String },
    /// Longer than what is kept, which is so many characters; nothing of it was kept.
    TooLong { most: usize },
    /// A command that cannot be done as it was typed; what is wrong is read from it again.
    Mistaken,
    /// The question cannot be read just now; IT has been told in the log.
    Unavailable,
    /// What was said is none of ours to act on.
    Nothing,
    /// A command's answer, as it was given.
    Said { message: Message, public: bool },
}

/// A question as it is shown to someone who answers in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub asking: String,
    /// The question's own id, by which an answer can name it.
    pub name: String,
    pub text: String,
    pub many: bool,
    /// Key and label of each option; none for free text.
    pub options: Vec<(String, String)>,
    /// Nobody may see who answered what, so that it is not answered where everyone reads along.
    pub secret: bool,
}

/// A moment as it is told on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Until {
    pub at: DateTime,
    pub today: Date,
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
    /// Among `leads`, those that a coordinator has said.
    pub fixed: BTreeSet<(Id, String)>,
    /// The programmes in force that the events at hand may concern.
    pub programmes: BTreeMap<Id, Arc<Programme>>,
    /// The networks of a school, by programme and school.
    pub networks_of: HashMap<(Id, Id), Vec<Id>>,
    /// Where an event was done, by its id.
    pub here: HashMap<String, Here>,
    /// What was said of late in the networks at hand, oldest first.
    pub heard: Vec<Arc<Heard>>,
    /// Messages of replies, by the event that said them.
    pub replies: BTreeMap<String, Reply>,
    /// To which prompts somebody has replied: (prompt, person).
    pub replied: BTreeSet<(String, String)>,
    /// Changes of what has not been heard yet, by what they change.
    pub early: BTreeMap<String, Vec<EarlyChange>>,
    /// Of the events that others change or take back: those that were taken in, each with the key of
    /// the question that it answered in writing.
    pub known: BTreeMap<String, Option<String>>,
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
    /// Messages of replies to write, by the event that said them.
    pub replies: BTreeSet<String>,
    /// Events that have come now after changes of theirs, which are settled.
    pub settled: BTreeSet<String>,
    /// Events whose changes came first: the newest of their `early` ones to write.
    pub early: Vec<EarlyChange>,
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

/// "U123 (slack)": a person's name is kept nowhere.
pub fn person_as_shown(person: &str) -> String {
    match person.splitn(3, '/').collect::<Vec<_>>().as_slice() {
        [platform, _, user] => format!("{user} ({platform})"),
        _ => person.to_owned(),
    }
}

/// Does what `event` asks, in `facts`, and says what came of it.
pub fn apply(event: &Event, facts: &mut Facts) -> Response {
    let response = match &event.deed {
        Deed::Vote { asking, answer } => match asking.strip_prefix(SCHOOL) {
            Some(programme) => school::choose(event, programme, answer, facts),
            None => vote::vote(event, asking, answer, facts),
        },
        Deed::Say { text } => said::said(event, text, None, facts),
        Deed::Reply { thread, text, .. } => said::said(event, text, Some(thread), facts),
        Deed::Edit { original, text } => match edited::edit(event, &original.said, text, facts) {
            Some(response) => response,
            None => reply::change(event, original, Some(text), facts),
        },
        Deed::Delete { original } => reply::change(event, original, None, facts),
    };
    let answered = answered_by(&response).map(str::to_owned);
    facts.known.insert(event.id.clone(), answered);
    let response = edited::catch_up(event, facts).unwrap_or(response);
    if facts.early.remove(&event.id).is_some() {
        facts.changed.settled.insert(event.id.clone());
    }
    response
}

/// The networks that `event` is about: those of the place, else those of the sender's schools, else all
/// of the only programme there is.
pub(crate) fn scope(event: &Event, facts: &Facts) -> Vec<(Id, Id)> {
    if let Some(here) = facts
        .here
        .get(&event.id)
        .filter(|here| !here.networks.is_empty())
    {
        return here.networks.clone();
    }
    let person = person(&event.sender);
    let led = facts.programmes.keys().flat_map(|programme| {
        let school = facts.leads.get(&(programme.clone(), person.clone()));
        let networks =
            school.and_then(|school| facts.networks_of.get(&(programme.clone(), school.clone())));
        let networks = networks.into_iter().flatten();
        networks.map(|network| (programme.clone(), network.clone()))
    });
    let led: Vec<(Id, Id)> = led.collect();
    if !led.is_empty() {
        return led;
    }
    let mut programmes = facts.programmes.values();
    match (programmes.next(), programmes.next()) {
        (Some(only), None) => {
            let networks = only.networks.iter();
            networks
                .map(|network| (only.id.clone(), network.id.clone()))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The language to answer in: the sender's, else the question's, else that of the place.
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
        .or_else(|| facts.language_of_place(event))
        .unwrap_or(Language::English)
}

/// For comparing what people write: letters and digits, one space between words.
fn plain(text: &str) -> String {
    let folded = folded(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

impl Facts {
    fn network(&self, (programme, network): &(Id, Id)) -> Option<(&Programme, &Network)> {
        let programme = self.programmes.get(programme)?;
        Some((programme, programme.network(network)?))
    }

    /// That of the place's first network, or the one for a school that was chosen.
    fn language_of_place(&self, event: &Event) -> Option<Language> {
        if let Deed::Vote { asking, .. } = &event.deed {
            let programme = Id::parse(asking.strip_prefix(SCHOOL)?)?;
            return Some(self.programmes.get(&programme)?.language);
        }
        let scope = scope(event, self);
        let (programme, network) = self.network(scope.first()?)?;
        Some(network.language.unwrap_or(programme.language))
    }
}
