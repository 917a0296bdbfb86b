//! What people type after `/skolebud` or `@Skolebud` → a [`Command`], in any of the five languages.
//!
//! [`read`] is pure and knows no facts: networks, sessions, questions and schools stay the words that
//! were typed, and are looked up where the facts are. It understands every language at once; only the
//! answer is in the sender's own. What begins like no command may be a vote or a reply, and is given
//! back as it is. [`Command::written`] gives the one form that we write ourselves, which reads back to
//! the same command.

mod details;
mod mistake;
mod parts;
mod text;
mod tokens;
mod when;
mod written;

use jiff::civil::{Date, Time};

pub use crate::words::commands::Name;
use crate::words::commands::{Keyword, folded};
use details::keyword;
pub use mistake::{Mistake, Part, What};
use parts::Typed;
use text::{LONGEST, clean};
use tokens::{PUNCTUATION, Token};

/// What was made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Command {
        command: Command,
        /// Only show what it would do.
        dry_run: bool,
    },
    /// A number or words that answer something, perhaps; the text as its writer saw it. When nothing
    /// waits for an answer, the word that a mistyped command may have meant.
    NotACommand {
        text: String,
        did_you_mean: Option<&'static str>,
    },
    Mistake(Mistake),
}

/// A command with what it needs; names are as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Help {
        about: Option<Name>,
    },
    Next,
    /// What waits for me.
    Mine,
    /// `question` is the first of several words: when no open question is called so, it is part of the
    /// answer, see [`Command::whole_answer`].
    Answer {
        question: Option<String>,
        answer: String,
    },
    /// The school that the sender leads; with a person, whom a coordinator tells to lead it.
    School {
        name: String,
        who: Option<Who>,
    },
    Announce {
        text: String,
        networks: Networks,
        at: Option<When>,
    },
    Ask {
        asked: Asked,
        networks: Networks,
    },
    /// Without a question, the one that is open.
    Close {
        question: Option<String>,
    },
    Results {
        question: Option<String>,
    },
    Missing {
        question: Option<String>,
    },
    Nudge {
        question: Option<String>,
    },
    Status,
    /// Without a post, the next one.
    Preview {
        post: Option<String>,
    },
    Move {
        /// Without it, the network of the place.
        network: Option<String>,
        session: String,
        date: Option<Date>,
        start: Option<Time>,
        end: Option<Time>,
        place: Option<String>,
    },
    Cancel {
        network: Option<String>,
        session: String,
    },
    Pause {
        networks: Networks,
    },
    Resume {
        networks: Networks,
    },
    Coordinators(Coordinators),
    /// In capital letters.
    Confirm {
        code: String,
    },
}

/// Who is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Networks {
    /// The networks of the place where it was typed.
    Here,
    All,
    Named(Vec<String>),
}

/// A moment of which at least one half was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub date: Option<Date>,
    pub time: Option<Time>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A question of the programme.
    Question(String),
    /// The coordinator's own; without options it is answered in one's own words.
    Own { text: String, options: Vec<String> },
}

/// What is done with the list of coordinators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coordinators {
    List,
    Add { who: Who, networks: Networks },
    Remove { who: Who, networks: Networks },
}

/// A person in a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// By the platform's id, from a mention.
    Id(String),
    Named(String),
}

/// Reads what was typed `today`, which dates such as "i morgen" and "6.11." are told from.
pub fn read(text: &str, today: Date) -> Reading {
    if text.len() > LONGEST {
        return not_a_command(text.trim(), &[]);
    }
    let cleaned = clean(text);
    match cleaned.tokens().as_slice() {
        // The whole of it was copied with its quotation marks.
        [only] if only.quoted => read_tokens(only.text, &cleaned.tokens_inside(only), &[], today),
        tokens => read_tokens(&cleaned.text, tokens, &cleaned.mentions, today),
    }
}

fn read_tokens(
    text: &str,
    tokens: &[Token<'_>],
    mentions: &[(usize, String)],
    today: Date,
) -> Reading {
    let addressed = tokens.first().is_some_and(is_our_name);
    let mut words = tokens.get(usize::from(addressed)..).unwrap_or_default();
    let mut dry_run = false;
    if let Some((Keyword::DryRun, length)) = keyword(words) {
        let after = words.get(length..).unwrap_or_default();
        if matches!(keyword(after), Some((Keyword::Command(_), _))) {
            (words, dry_run) = (after, true);
        }
    }
    if asks_for_help(words) {
        return Reading::Command {
            command: Command::Help { about: None },
            dry_run,
        };
    }
    let Some((Keyword::Command(name), length)) = keyword(words) else {
        return not_a_command(text, words);
    };
    let typed = Typed {
        text,
        mentions,
        name,
        head: words.get(..length).unwrap_or_default(),
        arguments: words.get(length..).unwrap_or_default(),
        today,
    };
    match typed.command() {
        Ok(Some((command, dry))) => Reading::Command {
            command,
            dry_run: dry || dry_run,
        },
        Ok(None) => not_a_command(text, words),
        Err(flaw) => Reading::Mistake(flaw.in_command(name)),
    }
}

impl Command {
    /// Which command it is.
    pub const fn name(&self) -> Name {
        match self {
            Self::Help { .. } => Name::Help,
            Self::Next => Name::Next,
            Self::Mine => Name::Mine,
            Self::Answer { .. } => Name::Answer,
            Self::School { .. } => Name::School,
            Self::Announce { .. } => Name::Announce,
            Self::Ask { .. } => Name::Ask,
            Self::Close { .. } => Name::Close,
            Self::Results { .. } => Name::Results,
            Self::Missing { .. } => Name::Missing,
            Self::Nudge { .. } => Name::Nudge,
            Self::Status => Name::Status,
            Self::Preview { .. } => Name::Preview,
            Self::Move { .. } => Name::Move,
            Self::Cancel { .. } => Name::Cancel,
            Self::Pause { .. } => Name::Pause,
            Self::Resume { .. } => Name::Resume,
            Self::Coordinators(_) => Name::Coordinators,
            Self::Confirm { .. } => Name::Confirm,
        }
    }

    /// Whether only a coordinator may give it.
    pub const fn needs_coordinator(&self) -> bool {
        matches!(self, Self::School { who: Some(_), .. }) || self.name().needs_coordinator()
    }

    /// Whether it says something to many, so that its exact text is confirmed first. Closing a question
    /// says its results.
    pub const fn speaks_to_many(&self) -> bool {
        matches!(
            self,
            Self::Announce { .. }
                | Self::Ask { .. }
                | Self::Close { .. }
                | Self::Nudge { .. }
                | Self::Move { .. }
                | Self::Cancel { .. }
        )
    }

    /// All that was typed after the word for answering, should its first word name no question.
    pub fn whole_answer(&self) -> Option<String> {
        match self {
            Self::Answer { question, answer } => Some(match question {
                Some(first) => format!("{first} {answer}"),
                None => answer.clone(),
            }),
            _ => None,
        }
    }
}

fn not_a_command(text: &str, words: &[Token<'_>]) -> Reading {
    let first = words.first().map_or("", Token::word);
    Reading::NotACommand {
        text: text.trim().to_owned(),
        did_you_mean: mistake::like(first, |keyword| matches!(keyword, Keyword::Command(_))),
    }
}

/// "/skolebud", "@Skolebud:", where a mention of us was left in.
fn is_our_name(token: &Token<'_>) -> bool {
    folded(token.word().trim_start_matches(['/', '@'])) == "skolebud"
}

/// Nothing at all, or a question mark.
fn asks_for_help(words: &[Token<'_>]) -> bool {
    words.iter().all(|token| {
        !token.quoted && token.text.contains('?') && token.text.trim_matches(PUNCTUATION).is_empty()
    })
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
