//! A command with something wrong in it, and what its sender is told.

use jiff::civil::Weekday;

use super::tokens::tokens;
use crate::programme::Language;
use crate::toml_reader::{nearest, shortened};
use crate::words::commands::{self, Keyword, Name, folded};
use crate::words::{self, Value, dates};

/// A command that is known, and cannot be done as it was typed. Where the sender was asked something, it
/// may still be meant as an answer: "Spør elevene hva de trenger".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub command: Name,
    pub what: What,
    /// A word that may have been meant.
    pub did_you_mean: Option<&'static str>,
}

/// What is wrong. Texts are as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Missing(Part),
    NotUnderstood(String),
    NoSuchDay(String),
    /// The date is another weekday.
    WrongWeekday {
        written: String,
        own: Weekday,
    },
    NotATime(String),
    EndsBeforeItStarts,
    /// A question with one option is none.
    OneChoice,
    /// It is not clear where a question ends and its options begin.
    QuestionUnclear,
}

/// Something that a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Text,
    Question,
    Answer,
    Session,
    /// A new date, time or place.
    Change,
    Date,
    Time,
    Place,
    Networks,
    Person,
    Code,
    School,
}

/// What is wrong before it is known in which command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) what: What,
    pub(super) did_you_mean: Option<&'static str>,
}

impl From<What> for Flaw {
    fn from(what: What) -> Self {
        Self {
            what,
            did_you_mean: None,
        }
    }
}

impl Flaw {
    /// `written` was not understood; perhaps one of `known` was meant.
    pub(super) fn not_understood(written: &str, known: impl Fn(Keyword) -> bool) -> Self {
        Self {
            what: What::NotUnderstood(written.to_owned()),
            did_you_mean: like(written, known),
        }
    }

    pub(super) fn in_command(self, command: Name) -> Mistake {
        Mistake {
            command,
            what: self.what,
            did_you_mean: self.did_you_mean,
        }
    }
}

/// The known word most like `written`.
pub(super) fn like(written: &str, known: impl Fn(Keyword) -> bool) -> Option<&'static str> {
    let plain = folded(written);
    let words: Vec<(String, &'static str)> = commands::all_words()
        .filter(|(keyword, word)| known(*keyword) && word.len() > 2)
        .map(|(_, word)| (folded(word), word))
        .collect();
    let meant = nearest(&plain, words.iter().map(|(folded, _)| folded.as_str()))?;
    words
        .iter()
        .find(|(folded, _)| folded == meant)
        .map(|(_, word)| *word)
}

impl Mistake {
    /// What its sender is told: what is wrong, what may have been meant, and how it is typed.
    pub fn told(&self, language: Language) -> String {
        let mut told = vec![self.what.told(language)];
        if let Some(word) = self.did_you_mean {
            let word = [("word", Value::Text(word))];
            told.push(words::say(language, "mistake-did-you-mean", &word));
        }
        let example = words::example(language, self.command);
        let example = [("example", Value::Text(&example))];
        told.push(words::say(language, "mistake-example", &example));
        told.join(" ")
    }
}

impl What {
    fn told(&self, language: Language) -> String {
        let of = |key: &str, written: &str| {
            let written = shortened(written);
            words::say(language, key, &[("written", Value::Text(&written))])
        };
        match self {
            Self::Missing(part) => words::say(language, part.key(), &[]),
            Self::NotUnderstood(written) => of("mistake-not-understood", written),
            Self::NoSuchDay(written) => of("mistake-no-such-day", written),
            Self::NotATime(written) => of("mistake-not-a-time", written),
            Self::EndsBeforeItStarts => words::say(language, "mistake-ends-before-it-starts", &[]),
            Self::OneChoice => words::say(language, "mistake-one-choice", &[]),
            Self::QuestionUnclear => words::say(language, "mistake-question-unclear", &[]),
            Self::WrongWeekday { written, own } => {
                let day = without_weekday(written);
                let own = dates::weekday(language, *own);
                let values = [("day", Value::Text(&day)), ("own", Value::Text(own))];
                words::say(language, "mistake-wrong-weekday", &values)
            }
        }
    }
}

/// "6.11." of "fredag 6.11.".
fn without_weekday(written: &str) -> String {
    let is_number = |letter: char| letter.is_ascii_digit();
    let tokens = tokens(written);
    let first = tokens
        .iter()
        .find(|token| token.text.starts_with(is_number));
    let day = first.and_then(|token| written.get(token.start..));
    day.unwrap_or(written).to_owned()
}

impl Part {
    const fn key(self) -> &'static str {
        match self {
            Self::Text => "mistake-no-text",
            Self::Question => "mistake-no-question",
            Self::Answer => "mistake-no-answer",
            Self::Session => "mistake-no-session",
            Self::Change => "mistake-no-change",
            Self::Date => "mistake-no-date",
            Self::Time => "mistake-no-time",
            Self::Place => "mistake-no-place",
            Self::Networks => "mistake-no-networks",
            Self::Person => "mistake-no-person",
            Self::Code => "mistake-no-code",
            Self::School => "mistake-no-school",
        }
    }
}
