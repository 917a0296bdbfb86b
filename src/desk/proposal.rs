//! What a command would do, as it is shown before and after it is done.

use jiff::civil::{Date, DateTime};
use sha2::{Digest, Sha256};

use crate::desk::Effect;
use crate::inbox::command::Command;
use crate::programme::Language;
use crate::words::{Link, Message, Part, Style, Text, Value, dates, say};

/// What a command would do.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// In one line, as something to be done: "Samling 2 flyttes til tirsdag 6. november".
    pub title: String,
    /// In one line, as done: "Samling 2 er flyttet til tirsdag 6. november".
    pub done: String,
    /// What is good to know of it.
    pub notes: Vec<String>,
    /// What else comes of it beside what is said.
    pub follows: Vec<String>,
    /// The exact text of all that would be said, in order of time.
    pub sayings: Vec<Saying>,
    pub effects: Vec<Effect>,
}

/// One thing that would be said.
#[derive(Clone, Debug)]
pub struct Saying {
    /// Names of channels.
    pub channels: Vec<String>,
    /// When, on the wall clock there; nothing for at once.
    pub at: Option<DateTime>,
    pub message: Message,
}

impl Proposal {
    /// Whether it is shown before it is done when `command` comes to it: what speaks to many, and what
    /// has more to it than the command says.
    pub fn is_shown_first(&self, command: &Command) -> bool {
        command.speaks_to_many() || !self.follows.is_empty()
    }

    /// What would be done and said.
    pub fn as_shown(&self, language: Language, today: Date) -> Message {
        self.shown(language, &self.title, today)
    }

    /// What would be done and said, with nothing done.
    pub(super) fn as_dry_run(&self, language: Language, today: Date) -> Message {
        let note = say(language, "desk-dry-run", &[]);
        let mut message = self.as_shown(language, today);
        message.parts.push(Part::Note(Text::plain(note)));
        message
    }

    /// What would be done and said, to be confirmed with `code` in a quarter of an hour.
    pub(super) fn as_draft(&self, language: Language, code: &str, today: Date) -> Message {
        let mut message = self.as_shown(language, today);
        let code_value = [("code", Value::Text(code))];
        message.parts.push(Part::Paragraph(Text::plain(say(
            language,
            "desk-confirm",
            &code_value,
        ))));
        let option = |key: &str, label: &str| (key.to_owned(), say(language, label, &[]));
        message.parts.push(Part::Choices {
            asking: format!("{}{code}", super::worker::CONFIRM),
            many: false,
            options: vec![
                option("yes", "desk-confirm-yes"),
                option("no", "desk-confirm-no"),
            ],
        });
        message
    }

    /// What was done.
    pub(super) fn as_done(&self, language: Language) -> Message {
        Message {
            language,
            title: self.done.clone(),
            summary: self.done.clone(),
            parts: self.lines(),
            links: Vec::new(),
        }
    }

    /// Tells two proposals apart by what they would say, where and when, and by what else would come of
    /// them. Notes may change while it waits: that one more has answered changes nothing of what is done.
    pub(super) fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.title);
        for line in &self.follows {
            hash.update(line);
            hash.update("\n");
        }
        for saying in &self.sayings {
            hash.update(saying.channels.join(","));
            hash.update(saying.at.map_or_else(String::new, |at| at.to_string()));
            hash.update(saying.message.as_plain_text());
        }
        hash.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// All of it under `title`, for one who reads it on the day `today`.
    pub(super) fn shown(&self, language: Language, title: &str, today: Date) -> Message {
        let mut parts = self.lines();
        for saying in &self.sayings {
            parts.push(Part::Heading(saying.heading(language, today)));
            parts.push(Part::Paragraph(
                Text::default().and(&saying.message.title, Style::Strong),
            ));
            parts.extend(saying.message.parts.iter().map(without_buttons));
            parts.extend(links(&saying.message));
        }
        Message {
            language,
            title: title.to_owned(),
            summary: title.to_owned(),
            parts,
            links: Vec::new(),
        }
    }

    fn lines(&self) -> Vec<Part> {
        let lines = self.notes.iter().chain(&self.follows);
        lines.map(Text::plain).map(Part::Paragraph).collect()
    }
}

impl Saying {
    /// "I gruppe-1-slack, tirsdag 6. november kl. 07.30"; with the year where it is not that of `today`.
    fn heading(&self, language: Language, today: Date) -> String {
        let channels = self.channels.join(", ");
        let channels = ("channels", Value::Text(&channels));
        match self.at {
            None => say(language, "desk-said-now", &[channels]),
            Some(at) => {
                let date = dates::date(language, at.date(), today);
                let time = dates::time(language, at.time());
                let values = [
                    channels,
                    ("date", Value::Text(&date)),
                    ("time", Value::Text(&time)),
                ];
                say(language, "desk-said-at", &values)
            }
        }
    }
}

/// Where the message leads to.
fn links(message: &Message) -> Option<Part> {
    let link = |link: &Link| Text::default().and(&link.label, Style::Link(link.url.clone()));
    let links: Vec<Text> = message.links.iter().map(link).collect();
    (!links.is_empty()).then_some(Part::Bullets(links))
}

/// What is only shown cannot be tapped.
fn without_buttons(part: &Part) -> Part {
    match part {
        Part::Choices { options, .. } => Part::Numbered(
            options
                .iter()
                .map(|(_, label)| Text::plain(label))
                .collect(),
        ),
        other => other.clone(),
    }
}
