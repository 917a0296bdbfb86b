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
    /// The options of a question: buttons where the platform has them for us, else a numbered list.
    Choices {
        /// The asking's key.
        asking: String,
        /// Any number of them may be chosen; else one.
        many: bool,
        /// Key and label of each.
        options: Vec<(String, String)>,
    },
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
    /// A heading, and perhaps a sentence under it.
    pub fn plain(language: Language, title: String, note: Option<String>) -> Self {
        Self {
            language,
            summary: title.clone(),
            title,
            parts: note
                .map(|note| Part::Paragraph(Text::plain(note)))
                .into_iter()
                .collect(),
            links: Vec::new(),
        }
    }

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
                Part::Choices { options, .. } => lines.extend(
                    options
                        .iter()
                        .enumerate()
                        .map(|(index, (_, label))| format!("{}. {label}", index + 1)),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn message(parts: Vec<Part>) -> Message {
        Message {
            language: Language::Bokmal,
            title: "Tittel".to_owned(),
            summary: "I en setning".to_owned(),
            parts,
            links: vec![Link {
                label: "Åpne".to_owned(),
                url: "https://asker.example/".to_owned(),
            }],
        }
    }

    #[test]
    fn every_part_has_its_lines_in_plain_text() {
        let styled = Text::plain("Les ").and("boka", Style::Emphasis);
        let message = message(vec![
            Part::Paragraph(styled.and(" nå", Style::Strong)),
            Part::Heading("Program".to_owned()),
            Part::Facts(vec![("Hvor".to_owned(), Text::plain("Festsalen"))]),
            Part::Bullets(vec![Text::plain("én"), Text::plain("to")]),
            Part::Numbered(vec![Text::plain("først"), Text::plain("så")]),
            Part::Agenda(vec![AgendaLine {
                time: "08.30–09.15".to_owned(),
                title: "Deling".to_owned(),
                points: vec!["Hva valgte vi?".to_owned()],
            }]),
            Part::Note(Text::plain("I forbifarten")),
            Part::Choices {
                asking: "asker-2018/fremdrift/2018-11-27".to_owned(),
                many: false,
                options: vec![
                    ("ja".to_owned(), "Ja".to_owned()),
                    ("nei".to_owned(), "Nei".to_owned()),
                ],
            },
        ]);
        let expected = [
            "Tittel",
            "Les boka nå",
            "Program",
            "Hvor: Festsalen",
            "• én",
            "• to",
            "1. først",
            "2. så",
            "08.30–09.15  Deling",
            "  • Hva valgte vi?",
            "I forbifarten",
            "1. Ja",
            "2. Nei",
            "Åpne: https://asker.example/",
        ];
        assert_eq!(message.as_plain_text(), expected.join("\n"));
    }

    #[test]
    fn empty_parts_leave_no_empty_lines() {
        let message = message(vec![
            Part::Bullets(vec![]),
            Part::Facts(vec![]),
            Part::Agenda(vec![]),
        ]);
        assert_eq!(
            message.as_plain_text(),
            "Tittel\nÅpne: https://asker.example/"
        );
    }

    #[test]
    fn a_plain_span_is_stored_without_its_style() {
        let text = Text::plain("Les").and("boka", Style::Emphasis);
        let stored = serde_json::to_string(&text).unwrap();
        assert_eq!(
            stored,
            r#"[{"text":"Les"},{"text":"boka","style":"emphasis"}]"#
        );
        assert_eq!(serde_json::from_str::<Text>(&stored).unwrap(), text);
    }
}
