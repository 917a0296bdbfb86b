//! A post: what will be said, to whom and when. It holds facts, not words; the words are chosen when
//! it is sent, so that "tomorrow" is true.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::plan::Asking;
use crate::programme::question::{Choice, Localised, Mode, QuestionKind, Respondent, Results};
use crate::programme::{
    AgendaPart, Audience, Contact, Id, Language, PageRange, PostKind, Session, Zone,
};

/// Something that will be said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// Stable and unique in the database: planning the same programme twice gives the same keys.
    /// `programme/network/session/line`, with the date or the wall-clock slot behind it where the
    /// same line may have to be said again; `programme/network/questions/name/occasion` for one that
    /// asks a question or survey of that name, `programme/network/result/question/occasion` for its
    /// result, and `programme/network/nudge/date`.
    pub key: String,
    pub programme: Id,
    /// Nothing for a post to the coordinators of the whole programme.
    pub network: Option<Id>,
    pub audience: Audience,
    pub language: Language,
    pub zone: Zone,
    /// Not before this.
    pub due_at: Timestamp,
    /// The end of the opening in which `due_at` lies: later than this it has to slide on.
    pub closes_at: Timestamp,
    /// The last moment at which it is still of use; later it is missed.
    pub useful_until_at: Timestamp,
    pub content: Content,
}

impl Post {
    /// What kind of thing it says.
    pub fn kind(&self) -> PostKind {
        self.content.kind()
    }
}

/// What a post says, as facts in no language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    Preparation {
        session: SessionFacts,
        tasks: Vec<String>,
        readings: Vec<ReadingFacts>,
        registration: Option<RegistrationFacts>,
        contact: Option<Contact>,
    },
    Sharing {
        session: SessionFacts,
        /// The work to share was chosen from these themes.
        themes: Vec<String>,
        questions: Vec<String>,
        /// When written answers are due, if they are asked for.
        answers_due: Option<DateTime>,
    },
    Reminder {
        session: SessionFacts,
        agenda: Vec<AgendaPart>,
        bring: Option<Bring>,
        contact: Option<Contact>,
    },
    Closing {
        session: SessionFacts,
    },
    IntermediateWork {
        /// The session that was.
        session: SessionFacts,
        next: Option<SessionFacts>,
        task: Option<String>,
        themes: Vec<String>,
        questions: Vec<String>,
        answers_due: Option<DateTime>,
    },
    Touchpoint {
        /// The session that was.
        session: SessionFacts,
        next: SessionFacts,
        questions: Vec<String>,
    },
    Registration {
        session: SessionFacts,
        registration: RegistrationFacts,
    },
    RoomMissing {
        session: SessionFacts,
        /// The network's id, for the command that sets the room.
        network: Id,
    },
    Prompt {
        session: Option<SessionFacts>,
        text: String,
    },
    Question {
        /// The network's title.
        network: String,
        /// The session after which it is asked, if it is.
        session: Option<SessionFacts>,
        /// The programme's language, for texts that are not there in the reader's.
        written_in: Language,
        /// Several are a survey.
        questions: Vec<AskingFacts>,
    },
    Nudge {
        /// The network's title.
        network: String,
        /// The programme's language, for texts that are not there in the reader's.
        written_in: Language,
        questions: Vec<NudgeFacts>,
    },
    /// Worded already: a result does not age.
    Result {
        /// Several are of one survey.
        results: Vec<ResultFacts>,
    },
    Announcement {
        text: String,
    },
    Moved {
        session: SessionFacts,
        /// When people were told it would start.
        told: DateTime,
    },
    RoomChanged {
        session: SessionFacts,
        /// The room people were told.
        told: String,
    },
    Cancelled {
        session: SessionFacts,
    },
    Trouble {
        /// What was not said, oldest first; at most [`TROUBLES_LISTED`].
        items: Vec<TroubleFacts>,
        /// How many more there are.
        more: usize,
    },
    Hello {
        channel: String,
    },
}

impl Content {
    /// What kind of thing this says.
    pub fn kind(&self) -> PostKind {
        match self {
            Self::Preparation { .. } => PostKind::Preparation,
            Self::Sharing { .. } => PostKind::Sharing,
            Self::Reminder { .. } => PostKind::Reminder,
            Self::Closing { .. } => PostKind::Closing,
            Self::IntermediateWork { .. } => PostKind::IntermediateWork,
            Self::Touchpoint { .. } => PostKind::Touchpoint,
            Self::Registration { .. } => PostKind::Registration,
            Self::RoomMissing { .. } => PostKind::RoomMissing,
            Self::Prompt { .. } => PostKind::Prompt,
            Self::Question { .. } => PostKind::Question,
            Self::Nudge { .. } => PostKind::Nudge,
            Self::Result { .. } => PostKind::Result,
            Self::Announcement { .. } => PostKind::Announcement,
            Self::Moved { .. } => PostKind::Moved,
            Self::RoomChanged { .. } => PostKind::RoomChanged,
            Self::Cancelled { .. } => PostKind::Cancelled,
            Self::Trouble { .. } => PostKind::Trouble,
            Self::Hello { .. } => PostKind::Hello,
        }
    }

    /// The session it is about, if any.
    pub fn session(&self) -> Option<&SessionFacts> {
        match self {
            Self::Preparation { session, .. }
            | Self::Sharing { session, .. }
            | Self::Reminder { session, .. }
            | Self::Closing { session }
            | Self::IntermediateWork { session, .. }
            | Self::Touchpoint { session, .. }
            | Self::Registration { session, .. }
            | Self::RoomMissing { session, .. }
            | Self::Moved { session, .. }
            | Self::RoomChanged { session, .. }
            | Self::Cancelled { session } => Some(session),
            Self::Prompt { session, .. } | Self::Question { session, .. } => session.as_ref(),
            Self::Nudge { .. }
            | Self::Result { .. }
            | Self::Announcement { .. }
            | Self::Trouble { .. }
            | Self::Hello { .. } => None,
        }
    }

    /// The keys of the askings that can be answered by it.
    pub fn asks(&self) -> Vec<&str> {
        match self {
            Self::Question { questions, .. } => {
                questions.iter().map(|asked| asked.key.as_str()).collect()
            }
            Self::Nudge { questions, .. } => questions
                .iter()
                .map(|nudged| nudged.asking.key.as_str())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it asks something to which the answers are secret.
    pub fn asks_in_secret(&self) -> bool {
        let is_secret = |asked: &AskingFacts| asked.mode == Mode::Secret;
        match self {
            Self::Question { questions, .. } => questions.iter().any(is_secret),
            Self::Nudge { questions, .. } => questions.iter().any(|it| is_secret(&it.asking)),
            _ => false,
        }
    }

    /// The *coming* session whose date it tells, if any.
    pub fn coming_session(&self) -> Option<&SessionFacts> {
        match self {
            Self::Preparation { session, .. }
            | Self::Sharing { session, .. }
            | Self::Reminder { session, .. }
            | Self::Registration { session, .. }
            | Self::Moved { session, .. }
            | Self::RoomChanged { session, .. }
            | Self::Cancelled { session } => Some(session),
            Self::IntermediateWork { next, .. } => next.as_ref(),
            Self::Touchpoint { next, .. } => Some(next),
            _ => None,
        }
    }

    /// What whoever reads it is told about the coming session: what to correct if it moves.
    pub fn told(&self) -> Option<Told> {
        self.coming_session().map(|session| Told {
            session: session.id.clone(),
            starts: session.starts,
            ends: session.ends,
            place: session.place.clone(),
            cancelled: self.kind() == PostKind::Cancelled,
        })
    }
}

/// What a channel has been told about a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub session: Id,
    pub starts: DateTime,
    pub ends: DateTime,
    pub place: Option<String>,
    pub cancelled: bool,
}

/// A session as a post speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFacts {
    pub id: Id,
    /// The network's title.
    pub network: String,
    /// Which session of its network it is, from 1.
    pub number: usize,
    pub title: Option<String>,
    pub starts: DateTime,
    pub ends: DateTime,
    /// The room; nothing while it is to be announced.
    pub place: Option<String>,
}

impl SessionFacts {
    /// What a post says of `session`, the `number`th of the network titled `network`.
    pub fn of(session: &Session, number: usize, network: &str, title: Option<&str>) -> Self {
        Self {
            id: session.id.clone(),
            network: network.to_owned(),
            number,
            title: title.map(str::to_owned),
            starts: session.starts(),
            ends: session.ends(),
            place: session.place.clone(),
        }
    }
}

/// What to bring to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bring {
    /// The work since the session before.
    Work,
    /// What was prepared, where no work was given.
    Preparation,
}

/// What to read, as a post speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingFacts {
    pub title: String,
    pub authors: Vec<String>,
    pub edition: Option<String>,
    pub link: Option<String>,
    pub pages: Option<PageRange>,
    pub figure_page: Option<u32>,
    /// About how long it takes, in minutes.
    pub minutes: Option<u32>,
}

/// Where to register, as a post speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationFacts {
    pub system: String,
    pub link: Option<String>,
    /// The last day to register.
    pub closes: Option<Date>,
}

/// An open question, as a post speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskingFacts {
    /// The asking's key, under which answers are counted.
    pub key: String,
    pub text: Localised,
    pub about: Vec<Localised>,
    pub purpose: Option<Localised>,
    pub kind: QuestionKind,
    pub options: Vec<Choice>,
    pub aside: Option<Choice>,
    pub mode: Mode,
    pub respondent: Respondent,
    pub results: Results,
    pub closes: DateTime,
    /// About how long an answer takes, in minutes.
    pub minutes: Option<u32>,
}

impl AskingFacts {
    /// What a post says of `asking`.
    pub fn of(asking: &Asking) -> Self {
        let question = asking.question.clone();
        Self {
            key: asking.key.clone(),
            text: question.text,
            about: question.about,
            purpose: question.purpose,
            kind: question.kind,
            options: question.options,
            aside: question.aside,
            mode: question.mode,
            respondent: question.respondent,
            results: question.results,
            closes: asking.closes_at.local(asking.zone.rules()),
            minutes: question.minutes,
        }
    }
}

/// An open question and how many have answered it so far, as a nudge speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NudgeFacts {
    pub asking: AskingFacts,
    pub answered: u32,
    /// Nothing where nobody knows how many are asked.
    pub asked: Option<u32>,
}

/// What came of a question, in the words of the post's language. Made of a picture only, so it says
/// nothing that the rules for small groups hide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultFacts {
    pub question: String,
    /// "15 av 23 har svart."
    pub response: String,
    /// The result in one plain sentence.
    pub sentence: Option<String>,
    pub lines: Vec<ResultLine>,
    /// The networks, each with what is told of it.
    pub networks: Vec<(String, String)>,
    /// How it came about.
    pub method: Vec<String>,
}

/// One row of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultLine {
    pub label: String,
    /// "8", "8 (40 %)", "nesten alle".
    pub value: String,
    /// The share of the answers in thousandths, for a bar; nothing where it is not known.
    pub share: Option<u32>,
}

/// How many troubles one post lists; a dead channel must not flood the coordinators.
pub const TROUBLES_LISTED: usize = 8;

/// A delivery that did not succeed, as a post to the coordinators speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TroubleFacts {
    /// The delivery's number, for `skolebud retry`.
    pub delivery: i64,
    pub unsaid: Unsaid,
    pub kind: PostKind,
    /// The channel it was for.
    pub channel: String,
    /// What it was about.
    pub session: Option<SessionFacts>,
    /// The platform's reason in a word, such as `channel_is_archived`.
    pub reason: Option<String>,
}

/// Why something was not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsaid {
    /// The platform would not have it.
    Refused,
    /// It may or may not have arrived.
    Unknown,
    /// It came too late to be of use.
    Missed,
}
