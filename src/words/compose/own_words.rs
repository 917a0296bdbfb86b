//! What a person wrote: announcements by coordinators, prompts of the programme. It stands as it was
//! written; only a short first line becomes the title, and blank lines part the paragraphs.

use super::voice::Voice;
use crate::plan::SessionFacts;
use crate::words::{Message, Part, Text};

/// The longest first line that makes a title, in characters.
const LONGEST_TITLE: usize = 80;

/// A coordinator's own words.
pub(super) fn announcement(voice: &Voice, text: &str) -> Message {
    own_words(voice, text, voice.say("announcement-title", &[]))
}

/// The programme's own words.
pub(super) fn prompt(voice: &Voice, session: Option<&SessionFacts>, text: &str) -> Message {
    let title = match session {
        Some(session) => voice.say_of("prompt-title-session", session.number),
        None => voice.say("prompt-title", &[]),
    };
    let mut message = own_words(voice, text, title);
    message
        .parts
        .extend(session.map(|session| Part::Facts(vec![voice.network_fact(session)])));
    message
}

/// `text` under its own first line, where that is short and more follows, else under `title`.
fn own_words(voice: &Voice, text: &str, title: String) -> Message {
    let text = text.trim();
    match text.split_once('\n') {
        Some((first, rest)) if first.trim().chars().count() <= LONGEST_TITLE => {
            let first = first.trim();
            let colon = if first.ends_with(char::is_alphanumeric) {
                ":"
            } else {
                ""
            };
            let summary = format!("{first}{colon} {}", one_line(rest));
            voice.message(first.to_owned(), summary, paragraphs(rest))
        }
        _ => voice.message(title, one_line(text), paragraphs(text)),
    }
}

/// The paragraphs of `text`; line breaks inside them stay.
fn paragraphs(text: &str) -> Vec<Part> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines
        .split(|line| line.is_empty())
        .filter(|lines| !lines.is_empty())
        .map(|lines| Part::Paragraph(Text::plain(lines.join("\n"))))
        .collect()
}

/// `text` with its line breaks made spaces.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}
