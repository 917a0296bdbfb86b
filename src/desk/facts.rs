//! What a command is decided on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::inbox::rules::Vote;
use crate::outbox::{Route, Stored};
use crate::plan::{Asking, AskingState, Opened};
use crate::programme::amend::Change;
use crate::programme::{Id, Language, Programme};
use crate::report::Answered;
use crate::report::rules::Published;
use crate::words::Message;

/// All that a command may need to know.
#[derive(Clone, Debug)]
pub struct Facts {
    pub now: Timestamp,
    /// Differs from command to command.
    pub chance: u64,
    pub who: Who,
    pub programmes: Vec<Known>,
    /// Newest first.
    pub questions: Vec<AskedQuestion>,
    /// What was answered to the question whose results are asked for.
    pub answers: BTreeMap<i64, Answers>,
    /// The local days on which people were reminded of a question, by question and network.
    pub nudges: BTreeMap<(i64, Id), BTreeSet<Date>>,
    /// The post that is to be previewed, as the first of its channels is told of it.
    pub previewed: Option<Message>,
    /// Who has replied to what: the key of the post that asked, and `school:ID` or the person.
    pub replied: BTreeSet<(String, String)>,
    /// Whom commands made coordinators.
    pub coordinators: Vec<Coordinator>,
    /// Whom the settings name; no command changes those.
    pub in_settings: Vec<Coordinator>,
    /// Networks to which nothing is said for now.
    pub paused: BTreeSet<(Id, Id)>,
    /// The sender's own drafts that have not expired.
    pub drafts: Vec<Draft>,
    /// Of the leader whose school is said.
    pub filed: Filed,
}

impl Facts {
    /// What was opened of `programme`.
    pub fn opened(&self, programme: &Id) -> Vec<Opened> {
        let questions = self.questions.iter();
        questions
            .filter(|question| question.asking.programme == *programme)
            .map(|question| Opened {
                asking: question.asking.clone(),
                state: AskingState::of_name(&question.state),
            })
            .collect()
    }
}

/// Who gives the command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// `platform/tenant/user`, or `terminal`.
    pub person: String,
    /// Whoever works at the server's terminal may do everything, and has seen the dry run there.
    pub at_terminal: bool,
    /// Programmes of which the person coordinates every network.
    pub programmes: BTreeSet<Id>,
    /// Single networks, as (programme, network).
    pub networks: BTreeSet<(Id, Id)>,
    /// The school that the person leads, by programme.
    pub leads: BTreeMap<Id, Id>,
}

impl Who {
    /// Whether the person is a coordinator at all.
    pub fn coordinates_anything(&self) -> bool {
        self.at_terminal || !self.programmes.is_empty() || !self.networks.is_empty()
    }

    /// Whether the person may act for `network`.
    pub fn coordinates(&self, programme: &Id, network: &Id) -> bool {
        self.coordinates_all_of(programme)
            || self
                .networks
                .contains(&(programme.clone(), network.clone()))
    }

    /// Whether the person may act for every network of `programme`.
    pub fn coordinates_all_of(&self, programme: &Id) -> bool {
        self.at_terminal || self.programmes.contains(programme)
    }
}

/// A programme.
#[derive(Clone, Debug)]
pub struct Known {
    pub from_file: Programme,
    pub changes: Vec<Change>,
    /// In force: the file with the changes laid over it.
    pub programme: Programme,
    pub routes: Vec<Route>,
    /// Its posts with their deliveries, in order of time.
    pub posts: Vec<Stored>,
}

/// A question that was asked.
#[derive(Clone, Debug)]
pub struct AskedQuestion {
    pub id: i64,
    pub asking: Asking,
    /// `open`, `closed` or `withdrawn`.
    pub state: String,
    pub closed_at: Option<Timestamp>,
    /// Who has answered: `platform/tenant/user` or `school:ID`.
    pub respondents: BTreeSet<String>,
}

impl AskedQuestion {
    /// Whether it can be answered at `now`.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == "open" && self.asking.opens_at <= now && now < self.asking.closes_at
    }
}

/// What was answered to a question, and what was shown of that, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    pub answered: Answered,
    pub published: Vec<Published>,
}

/// What one person leads, has replied and answered.
#[derive(Clone, Debug, Default)]
pub struct Filed {
    /// The school that the person leads, by programme.
    pub leads: BTreeMap<Id, Id>,
    /// The programme, whose reply it is (`school:ID`, else the person), and how many messages.
    pub replies: Vec<(Id, String, usize)>,
    /// To questions that are open and not secret.
    pub answers: Vec<OpenAnswers>,
}

/// The answers to an open question that is not secret, by respondent.
#[derive(Clone, Debug)]
pub struct OpenAnswers {
    pub asking: Asking,
    pub votes: HashMap<String, Vote>,
}

/// Someone who coordinates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coordinator {
    pub programme: Id,
    /// Nothing for every network.
    pub network: Option<Id>,
    pub person: String,
}

/// What somebody is about to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub code: String,
    pub person: String,
    pub place: Option<String>,
    /// The command as it is written in `language`; reads back to the same on the day `typed_on`.
    pub command: String,
    pub language: Language,
    pub typed_on: Date,
    /// A fingerprint of what was shown.
    pub shown: String,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
}
