//! What came of an event, in words.

use crate::inbox::Answer;
use crate::inbox::rules::Response;
use crate::programme::Language;
use crate::words::{Message, Part, Text, Value, say};

/// The answer to someone who reads `language`.
pub(super) fn answer(response: &Response, language: Language) -> Answer {
    let line = |key: &str| say(language, key, &[]);
    let (title, note) = match response {
        Response::Said { message, public } => {
            return Answer {
                message: message.clone(),
                public: *public,
            };
        }
        Response::Thanks {
            changed: false,
            can_change: false,
        } => (line("answer-thanks"), Some(line("answer-final"))),
        Response::Thanks { changed: false, .. } => {
            (line("answer-thanks"), Some(line("answer-can-change")))
        }
        Response::Thanks { changed: true, .. } => {
            (line("answer-changed"), Some(line("answer-can-change")))
        }
        Response::FinalAlready => (line("answer-final-already"), None),
        Response::OlderThanKept => (line("answer-older"), None),
        Response::Closed => (line("answer-closed"), None),
        Response::Withdrawn => (line("answer-withdrawn"), None),
        Response::NotUnderstood => (line("answer-not-understood"), None),
        Response::Unavailable => (line("answer-unavailable"), None),
        Response::WhichSchool { .. } => (
            line("answer-which-school"),
            Some(line("answer-which-school-note")),
        ),
        Response::SchoolKept { school } => (
            say(
                language,
                "answer-school-kept",
                &[("school", Value::Text(school))],
            ),
            Some(line("answer-now-again")),
        ),
        Response::Nothing => (line("answer-nothing"), None),
    };
    let mut parts: Vec<Part> = note
        .into_iter()
        .map(|note| Part::Paragraph(Text::plain(note)))
        .collect();
    if let Response::WhichSchool { schools, .. } = response {
        let names = schools.iter().map(|(_, name)| Text::plain(name));
        parts.push(Part::Numbered(names.collect()));
    }
    Answer {
        message: Message {
            language,
            summary: title.clone(),
            title,
            parts,
            links: Vec::new(),
        },
        public: false,
    }
}
