//! A command as we write it ourselves: in one language, in one form, which reads back to the same.

use std::borrow::Cow;

use jiff::civil::Date;

use super::details::name;
use super::parts::is_one_word;
use super::text::{clean, typed};
use super::tokens::{PUNCTUATION, Token, tokens};
use super::{Asked, Command, Coordinators, Networks, When, Who};
use crate::programme::{Language, written};
use crate::words::commands::{Keyword, Name, meaning, word};
use crate::words::dates;

impl Command {
    /// The command in `language`, as its sender could have typed it on any day.
    pub fn written(&self, language: Language, dry_run: bool) -> String {
        let mut pen = Pen {
            language,
            words: vec![word(language, Keyword::Command(self.name())).to_owned()],
        };
        match self {
            Self::Next | Self::Mine | Self::Status => {}
            Self::Help { about } => pen.help(*about),
            Self::Answer { question, answer } => {
                if let Some(question) = question {
                    pen.one_token(question);
                }
                pen.one_token(answer);
            }
            Self::School { name, who } => pen.school(name, who.as_ref()),
            Self::Confirm { code } => pen.name(Some(code)),
            Self::Announce { text, networks, at } => {
                pen.words.push(quoted(pen.language, text));
                pen.networks(Keyword::To, networks);
                pen.when(*at);
            }
            Self::Ask { asked, networks } => {
                pen.asked(asked);
                pen.networks(Keyword::To, networks);
            }
            Self::Close { question: name }
            | Self::Results { question: name }
            | Self::Missing { question: name }
            | Self::Nudge { question: name }
            | Self::Preview { post: name } => pen.name(name.as_deref()),
            Self::Move { .. } => pen.moved(self),
            Self::Cancel { network, session } => pen.session(network.as_deref(), session),
            Self::Pause { networks } | Self::Resume { networks } => {
                pen.networks(Keyword::Network, networks);
            }
            Self::Coordinators(done) => pen.coordinators(done),
        }
        pen.finished(self, dry_run)
    }

    /// Whether it takes all that follows as its words.
    const fn takes_all_that_follows(&self) -> bool {
        matches!(
            self,
            Self::Help { .. } | Self::Answer { .. } | Self::School { .. } | Self::Confirm { .. }
        )
    }
}

/// Writes a command word by word.
struct Pen {
    language: Language,
    words: Vec<String>,
}

impl Pen {
    /// With the word for a dry run: before a command that would take it as one of its own.
    fn finished(mut self, command: &Command, dry_run: bool) -> String {
        if dry_run {
            let word = word(self.language, Keyword::DryRun).replace(' ', "-");
            if command.takes_all_that_follows() {
                self.words.insert(0, word);
            } else {
                self.words.push(format!("--{word}"));
            }
        }
        self.words.join(" ")
    }

    fn keyword(&mut self, keyword: Keyword) {
        self.words.push(word(self.language, keyword).to_owned());
    }

    fn name(&mut self, name: Option<&str>) {
        let name = name.map(|name| name_as_typed(self.language, name));
        self.words.extend(name);
    }

    /// A word or a number as it is, several in quotation marks.
    fn one_token(&mut self, text: &str) {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number || is_plainly_a_name(text) && !text.contains(' ') {
            self.words.push(text.to_owned());
        } else {
            self.words.push(quoted(self.language, text));
        }
    }

    fn help(&mut self, about: Option<Name>) {
        if let Some(name) = about {
            self.keyword(Keyword::Command(name));
        }
    }

    fn asked(&mut self, asked: &Asked) {
        match asked {
            Asked::Question(name) => {
                if !is_plainly_a_name(name) {
                    self.keyword(Keyword::Question);
                }
                self.name(Some(name));
            }
            Asked::Own { text, options } => {
                self.words.push(quoted(self.language, text));
                let options: Vec<String> = options
                    .iter()
                    .map(|option| quoted(self.language, &after_punctuation(option)))
                    .collect();
                if !options.is_empty() {
                    self.words.push(options.join(", "));
                } else if is_one_word(text) {
                    // Alone it would be a question's name.
                    self.words.push("?".to_owned());
                }
            }
        }
    }

    fn moved(&mut self, command: &Command) {
        let Command::Move {
            network,
            session,
            date,
            start,
            end,
            place,
        } = command
        else {
            return;
        };
        self.session(network.as_deref(), session);
        if let Some(date) = date {
            self.keyword(Keyword::To);
            self.words.push(date_as_typed(self.language, *date));
        }
        match (start, end) {
            (Some(start), Some(end)) => {
                self.words
                    .push(dates::clock_span(self.language, *start, *end));
            }
            (Some(start), None) => self.words.push(dates::clock(self.language, *start)),
            (None, Some(end)) => {
                self.keyword(Keyword::End);
                self.words.push(dates::clock(self.language, *end));
            }
            (None, None) => {}
        }
        if let Some(place) = place {
            self.keyword(Keyword::Place);
            self.words.push(quoted(self.language, place));
        }
    }

    fn session(&mut self, network: Option<&str>, session: &str) {
        self.name(Some(session));
        if let Some(network) = network {
            self.keyword(Keyword::Network);
            self.name(Some(network));
        }
    }

    fn coordinators(&mut self, done: &Coordinators) {
        let (act, who, networks) = match done {
            Coordinators::List => return,
            Coordinators::Add { who, networks } => (Keyword::Add, who, networks),
            Coordinators::Remove { who, networks } => (Keyword::Remove, who, networks),
        };
        self.keyword(act);
        match who {
            Who::Id(id) => self.words.push(format!("<@{id}>")),
            Who::Named(name) => self.words.push(quoted(self.language, &after_sign(name))),
        }
        self.networks(Keyword::Network, networks);
    }

    fn school(&mut self, name: &str, who: Option<&Who>) {
        self.name(Some(name));
        self.words.extend(who.map(|who| match who {
            Who::Id(id) => format!("<@{id}>"),
            Who::Named(name) => format!("@{}", typed(&after_sign(name), false)),
        }));
    }

    fn networks(&mut self, before: Keyword, networks: &Networks) {
        match networks {
            Networks::Here => {}
            Networks::All => {
                self.keyword(before);
                self.keyword(Keyword::All);
            }
            Networks::Named(names) => {
                self.keyword(before);
                let names = names.iter().map(|name| name_as_typed(self.language, name));
                self.words.push(names.collect::<Vec<_>>().join(", "));
            }
        }
    }

    fn when(&mut self, at: Option<When>) {
        let (date, time) = at.map_or((None, None), |at| (at.date, at.time));
        let date = date.map(|date| date_as_typed(self.language, date));
        self.words.extend(date);
        self.words
            .extend(time.map(|time| dates::clock(self.language, time)));
    }
}

/// A person's name as it stands after "@", of which those that it begins with would be taken for more.
fn after_sign(name: &str) -> Cow<'_, str> {
    if name.starts_with('@') {
        Cow::Owned(format!(" {name}"))
    } else {
        Cow::Borrowed(name)
    }
}

/// An option as it stands in a list, where the punctuation that it begins with would be taken for the list's.
fn after_punctuation(option: &str) -> Cow<'_, str> {
    if option.starts_with(PUNCTUATION) {
        Cow::Owned(format!(". {option}"))
    } else {
        Cow::Borrowed(option)
    }
}

fn date_as_typed(language: Language, date: Date) -> String {
    match language {
        Language::Swedish | Language::English => date.to_string(),
        _ => format!("{}.{}.{}", date.day(), date.month(), date.year()),
    }
}

/// `name` as it is where that can be nothing but a name, else in quotation marks.
fn name_as_typed(language: Language, name: &str) -> String {
    if is_plainly_a_name(name) {
        name.to_owned()
    } else {
        quoted(language, name)
    }
}

fn is_plainly_a_name(text: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || ['-', '_', '/', ' '].contains(&letter);
    let of_numbers = text.chars().all(|letter| letter.is_ascii_digit());
    if !text.chars().all(fits) || of_numbers {
        return !text.is_empty() && of_numbers && text.len() > 2;
    }
    let words = tokens(text);
    let means_nothing = |(at, word): (usize, &Token<'_>)| match meaning(word.text) {
        None => written::date_from(word.text, Date::MIN).is_err(),
        Some(keyword) => at == 0 && words.len() == 2 && keyword == Keyword::Session,
    };
    text.starts_with(char::is_alphabetic)
        && meaning(text).is_none()
        && name(&words) == Some((text.to_owned(), words.len()))
        && words.iter().enumerate().all(means_nothing)
}

/// `text` in the first quotation marks that keep it as it is; else in our own, with all of its own escaped.
fn quoted(language: Language, text: &str) -> String {
    let own = match language {
        Language::Bokmal | Language::Nynorsk => ('«', '»'),
        Language::Swedish => ('”', '”'),
        Language::Danish => ('»', '«'),
        Language::English => ('“', '”'),
    };
    // Also when others follow: marks without their fellows would take them in.
    let keeps = |quoted: &String| {
        let followed = clean(&format!("{quoted} «x» ‘x’"));
        match followed.tokens().as_slice() {
            [first, others @ ..] => first.quoted && first.text == text && others.len() == 2,
            [] => false,
        }
    };
    let inside = typed(text, false);
    [own, ('"', '"'), ('‘', '’')]
        .into_iter()
        .map(|(open, close)| format!("{open}{inside}{close}"))
        .find(keeps)
        .unwrap_or_else(|| format!("{}{}{}", own.0, typed(text, true), own.1))
}
