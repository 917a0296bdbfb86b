//! What comes in, in our own words: past the platforms' parsers nobody knows their JSON.

use crate::clock::Timestamp;
use crate::programme::{Id, Language};
use crate::words::Message;

/// Something that a person did, as a verified message from outside told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Unique for what was done: the same again is the same event, and has no new effect. It begins
    /// with the platform's name.
    pub id: String,
    /// When it was done, by the platform's clock; orders the answers of one respondent.
    pub at: Timestamp,
    pub sender: Sender,
    /// The platform's own id of the channel or conversation, where it tells one.
    pub place: Option<String>,
    pub deed: Deed,
}

impl Event {
    /// Whether everyone in the place sees what was written: a mention in a channel or a thread, anything
    /// in the built-in chat. What is tapped, a slash command and what is written to us alone are private.
    pub fn is_public(&self) -> bool {
        let is_written = matches!(self.deed, Deed::Say { .. } | Deed::Reply { .. });
        let in_private = || self.place.as_deref().is_some_and(|it| it.starts_with('D'));
        is_written
            && match self.sender.platform {
                Platform::Teams | Platform::Sandbox => true,
                Platform::Slack => self.id.starts_with("slack:message:") && !in_private(),
                Platform::Page | Platform::Terminal => false,
            }
    }

    /// Whether it may be talk between people that was never meant for us: Slack tells of every thread
    /// of a channel, Teams only of what mentions us.
    pub fn overhears(&self) -> bool {
        matches!(self.deed, Deed::Reply { to_us: false, .. })
    }
}

/// Where an event was done, as far as the settings tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// The networks, as (programme, network), whose leaders are there. Empty where nobody knows, and in
    /// coordinators' channels.
    pub networks: Vec<(Id, Id)>,
    /// The channels of which it is one.
    pub channels: Vec<String>,
}

/// Who did it. Never in a log.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sender {
    pub platform: Platform,
    /// The workspace or tenant, so that equal user ids of two of them are two people.
    pub tenant: String,
    pub user: String,
    /// As the platform shows it, where it tells one.
    pub name: Option<String>,
    pub language: Option<Language>,
    /// The school that the sender says to lead with this very event, where nobody can vouch for who it
    /// is: on the answer page.
    pub declared_school: Option<Id>,
}

/// Where an event came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Platform {
    Slack,
    Teams,
    /// The answer page.
    Page,
    Sandbox,
    Terminal,
}

impl Platform {
    /// Whether only the sender sees the answer to a command: an outgoing webhook of Teams answers in the
    /// channel, for everyone to see.
    pub const fn answers_privately(self) -> bool {
        !matches!(self, Self::Teams)
    }

    /// The name in the database and in event ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slack => "slack",
            Self::Teams => "teams",
            Self::Page => "page",
            Self::Sandbox => "sandbox",
            Self::Terminal => "terminal",
        }
    }
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Answered a question by its key.
    Vote { asking: String, answer: Given },
    /// Said something to the program: a command, a number that answers the latest question, or a
    /// reply to the latest prompt of the place. Mentions of us are taken away.
    Say { text: String },
    /// Replied in a thread; `thread` is the platform's id of its root.
    Reply {
        thread: String,
        text: String,
        /// In private, or with a mention of us.
        to_us: bool,
    },
    /// Changed what was said before.
    Edit { original: Original, text: String },
    /// Took back what was said before.
    Delete { original: Original },
}

/// A message that is changed or taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The id of the event that said it.
    pub said: String,
    /// The root of the thread it stands in, as for [`Deed::Reply`].
    pub thread: Option<String>,
    /// It was said to us, or may have been, or is now. Where not, only its thread can be ours.
    pub to_us: bool,
}

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Keys of options.
    Options(Vec<String>),
    Text(String),
}

/// What the sender gets back, in the same response where the platform can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub message: Message,
    /// Everyone in the place may see it; else only the sender, where the platform can.
    pub public: bool,
}
