//! A quick question: what is asked, how it may be answered, and who will see the answers.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::programme::{Id, Language};

/// A question of the programme. It may be asked again and again, each time with a tally of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub id: Id,
    pub text: Localised,
    /// What the words mean, shown under the question: its definition in a few lines.
    pub about: Vec<Localised>,
    /// Why it is asked and what the answers are used for.
    pub purpose: Option<Localised>,
    pub kind: QuestionKind,
    /// In the order in which they are shown; rising for a scale and for bands. None for free text.
    pub options: Vec<Choice>,
    /// "Don't know" or "not relevant": set apart, and no part of the order.
    pub aside: Option<Choice>,
    pub mode: Mode,
    pub respondent: Respondent,
    /// The networks that are asked; all of them when empty.
    pub networks: Vec<Id>,
    pub asked: Asked,
    /// How many weekdays it stays open; it closes at the time of day at which it opened.
    pub open_weekdays: u16,
    pub results: Results,
    /// Whether networks are reminded of it by themselves while it is open.
    #[serde(default = "usually")]
    pub nudges: bool,
    /// Questions of the same survey are asked in one post.
    pub survey: Option<Id>,
    /// About how long an answer takes, in minutes.
    pub minutes: Option<u32>,
}

/// What was stored before questions could do without nudges has them.
const fn usually() -> bool {
    true
}

/// A text in the programme's language and perhaps in others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localised(pub BTreeMap<Language, String>);

impl Localised {
    /// The text in `language`, else in `otherwise`, else in whichever there is.
    pub fn in_language(&self, language: Language, otherwise: Language) -> &str {
        self.0
            .get(&language)
            .or_else(|| self.0.get(&otherwise))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }
}

/// An answer that can be chosen. The key is the same in every language, so that answers add up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub key: Id,
    pub text: Localised,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One of the options.
    Choice,
    /// Any number of the options.
    Choices,
    /// One of the options, which are steps in rising order.
    Scale,
    /// One of the options, which are bands of a number in rising order.
    Bands,
    /// In one's own words.
    Text,
}

impl QuestionKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Choice,
        Self::Choices,
        Self::Scale,
        Self::Bands,
        Self::Text,
    ];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Scale => "scale",
            Self::Bands => "bands",
            Self::Text => "text",
        }
    }
}

/// Who can know who answered what; stated before the first tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Nobody; an answer is final.
    Secret,
    /// The coordinators; an answer can be changed until closing.
    Coordinator,
    /// Everyone who is asked; an answer can be changed until closing.
    Named,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Secret, Self::Coordinator, Self::Named];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::Coordinator => "coordinator",
            Self::Named => "named",
        }
    }
}

/// Who answers: each leader, or each school once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Respondent {
    Person,
    /// Any leader of a school may give its answer or improve it.
    School,
}

impl Respondent {
    /// Every respondent.
    pub const ALL: [Self; 2] = [Self::Person, Self::School];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::School => "school",
        }
    }
}

/// When a question is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// At the end of a session, or so many minutes after it: of each session, or of the one named.
    AfterSession { session: Option<Id>, minutes: i16 },
    /// Once.
    On { date: Date, at: Time },
    /// Every year on this day, while the programme lasts.
    Yearly { month: i8, day: i8, at: Time },
    /// Only by a coordinator's command.
    ByCommand,
}

/// When results are said in the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Results {
    /// When the question closes.
    AtClosing,
    /// As answers come in. Not for secret questions: a result with one new answer reveals it.
    Live,
    /// Only to the coordinators.
    ToCoordinators,
}

impl Results {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::AtClosing, Self::Live, Self::ToCoordinators];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtClosing => "closing",
            Self::Live => "live",
            Self::ToCoordinators => "coordinators",
        }
    }
}

/// The mode of a question that names none: the safe one. Words of one's own can give their writer away however
/// they are kept, so they are not called secret unless that is asked for.
pub const fn usual_mode(kind: QuestionKind) -> Mode {
    match kind {
        QuestionKind::Text => Mode::Coordinator,
        _ => Mode::Secret,
    }
}
