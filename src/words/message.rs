//! A message: what is said, in a language but for no platform. Renderers in `chat/` make Block Kit,
//! cards and pages of it; they escape, shorten and split, so here outside text stands as it is.

use serde::{Deserialize, Serialize};

use crate::programme::Language;

/// What one post says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub language: Language,
    /// The heading, one short line: "Samling 2 er i morgen".
    pub title: String,
    /// One line that says the thing itself; stands in tables and notifications.
    pub summary: String,
    pub parts: Vec<Part>,
    /// Where to go from here; shown as buttons.
    pub links: Vec<Link>,
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Paragraph(Text),
    /// A small heading inside the message.
    Heading(String),
    /// Pairs of name and value: time, room, contact.
    Facts(Vec<(String, Text)>),
    Bullets(Vec<Text>),
    Numbered(Vec<Text>),
    /// An agenda: time span, what, and the points under it.
    Agenda(Vec<AgendaLine>),
    /// Something said in passing, in smaller letters.
    Note(Text),
}

/// One line of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaLine {
    /// "08.30–09.15".
    pub time: String,
    pub title: String,
    pub points: Vec<String>,
}

/// A run of text in which parts may be strong or linked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub Vec<Span>);

/// Letters of one style.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub text: String,
    #[serde(default, skip_serializing_if = "Style::is_plain")]
    pub style: Style,
}

/// How a span looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    #[default]
    Plain,
    Strong,
    Emphasis,
    /// A link to an `https:`, `http:` or `mailto:` address; renderers show others as plain text.
    Link(String),
}

impl Style {
    fn is_plain(&self) -> bool {
        *self == Self::Plain
    }
}

/// A link with its label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub label: String,
    pub url: String,
}

impl Text {
    /// The text without style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Span {
            text: text.into(),
            style: Style::Plain,
        }])
    }

    /// This text followed by `text` in `style`.
    pub fn and(mut self, text: impl Into<String>, style: Style) -> Self {
        self.0.push(Span {
            text: text.into(),
            style,
        });
        self
    }

    /// The letters alone.
    pub fn letters(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}

impl Message {
    /// The whole message as plain text: for screen readers, notifications, tables and the terminal.
    pub fn as_plain_text(&self) -> String {
        let mut lines = vec![self.title.clone()];
        for part in &self.parts {
            match part {
                Part::Paragraph(text) | Part::Note(text) => lines.push(text.letters()),
                Part::Heading(text) => lines.push(text.clone()),
                Part::Facts(pairs) => lines.extend(
                    pairs
                        .iter()
                        .map(|(name, value)| format!("{name}: {}", value.letters())),
                ),
                Part::Bullets(items) => {
                    lines.extend(items.iter().map(|item| format!("• {}", item.letters())));
                }
                Part::Numbered(items) => lines.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(index, item)| format!("{}. {}", index + 1, item.letters())),
                ),
                Part::Agenda(agenda) => {
                    for line in agenda {
                        lines.push(format!("{}  {}", line.time, line.title));
                        lines.extend(line.points.iter().map(|point| format!("  • {point}")));
                    }
                }
            }
        }
        lines.extend(
            self.links
                .iter()
                .map(|link| format!("{}: {}", link.label, link.url)),
        );
        lines.join("\n")
    }
}
