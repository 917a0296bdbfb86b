//! The words of commands, in the five languages: what each is called, and what else it may be called.
//!
//! All languages are understood at all times; only the answer is in the sender's own. The words stand in
//! a Rust table, unlike the sentences: they are data to look things up by, not sentences to fill in, and
//! the compiler sees to it that a row has all five languages. [`meaning`] finds what a word stands for, [`word`]
//! gives the one that we write ourselves.

mod table;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::programme::Language;
use table::{WORDS, Words};

/// A command. For everyone up to [`Name::School`], then for coordinators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    Help,
    Next,
    Mine,
    Answer,
    School,
    Announce,
    Ask,
    Close,
    Results,
    Status,
    Missing,
    Nudge,
    Move,
    Cancel,
    Preview,
    Pause,
    Resume,
    Coordinators,
    Confirm,
}

impl Name {
    /// Every command, in the order in which help tells of them.
    pub const ALL: [Self; 19] = [
        Self::Next,
        Self::Mine,
        Self::Answer,
        Self::School,
        Self::Help,
        Self::Announce,
        Self::Ask,
        Self::Results,
        Self::Missing,
        Self::Nudge,
        Self::Close,
        Self::Status,
        Self::Preview,
        Self::Move,
        Self::Cancel,
        Self::Pause,
        Self::Resume,
        Self::Coordinators,
        Self::Confirm,
    ];

    /// Whether only a coordinator may give it.
    pub const fn needs_coordinator(self) -> bool {
        !matches!(
            self,
            Self::Help | Self::Next | Self::Mine | Self::Answer | Self::School
        )
    }

    /// The name in keys of texts and in the record of what was done.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Next => "next",
            Self::Mine => "mine",
            Self::Answer => "answer",
            Self::School => "school",
            Self::Announce => "announce",
            Self::Ask => "ask",
            Self::Close => "close",
            Self::Results => "results",
            Self::Status => "status",
            Self::Missing => "missing",
            Self::Nudge => "nudge",
            Self::Move => "move",
            Self::Cancel => "cancel",
            Self::Preview => "preview",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Coordinators => "coordinators",
            Self::Confirm => "confirm",
        }
    }
}

/// What a word of a command may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keyword {
    Command(Name),
    /// To whom something is said, or to when it moves.
    To,
    /// When it is said.
    At,
    Start,
    End,
    Place,
    Network,
    Session,
    Question,
    Choices,
    DryRun,
    /// Every network.
    All,
    /// The network of the place where it is typed.
    Here,
    Add,
    Remove,
    List,
    And,
    Today,
    Tomorrow,
    DayAfterTomorrow,
}

/// What `words` (one word, or two with a space) stand for in any of the languages; case, accents, and
/// hyphens make no difference.
pub fn meaning(words: &str) -> Option<Keyword> {
    static MEANINGS: LazyLock<BTreeMap<String, Keyword>> = LazyLock::new(|| {
        let of_one = |(keyword, words): &(Keyword, Words)| {
            let keyword = *keyword;
            words
                .concat()
                .into_iter()
                .map(move |word| (folded(word), keyword))
        };
        WORDS.iter().flat_map(of_one).collect()
    });
    MEANINGS.get(&folded(words)).copied()
}

/// The word that we write for `keyword` ourselves.
pub fn word(language: Language, keyword: Keyword) -> &'static str {
    let row = WORDS.iter().find(|(of, _)| *of == keyword);
    let mut words = row
        .into_iter()
        .flat_map(|(_, words)| Language::ALL.into_iter().zip(words));
    words
        .find(|(of, _)| *of == language)
        .and_then(|(_, words)| words.first().copied())
        .unwrap_or_default()
}

/// Every word for commands and for what goes with them, in all languages.
pub fn all_words() -> impl Iterator<Item = (Keyword, &'static str)> {
    WORDS
        .iter()
        .flat_map(|(keyword, words)| words.concat().into_iter().map(|word| (*keyword, word)))
}

/// `text` for comparing: small letters, Nordic ones as people write them on a foreign keyboard, hyphens
/// as spaces.
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'å' | 'ä' | 'æ' | 'á' | 'à' => plain.push('a'),
            'ø' | 'ö' | 'ó' | 'ò' => plain.push('o'),
            'é' | 'è' | 'ê' => plain.push('e'),
            'ü' => plain.push('u'),
            // Marks on a letter that stand for themselves, as some machines write å.
            '\u{300}'..='\u{36f}' => {}
            '-' | '‐' | '‑' | '_' => plain.push(' '),
            other => plain.push(other),
        }
    }
    let plain = plain.replace("aa", "a").replace("ae", "a");
    plain.replace("oe", "o")
}

#[cfg(test)]
mod tests;
