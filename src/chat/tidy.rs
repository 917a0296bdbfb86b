//! Makes a message fit for any payload: clean letters, only safe links, nothing empty, not too much.
//! The renderers behind it need to think of nothing but their platform's form.

use crate::chat::SENDER;
use crate::chat::letters::{
    ELLIPSIS, LONGEST_BODY, clean, one_line, safe_link, shorten, utf16, weight,
};
use crate::words::{AgendaLine, Link, Message, Part, Span, Style, Text};

/// The longest address that is shown as a link: Slack's buttons take 3,000 characters, and Teams
/// needs the room for text.
const LONGEST_URL: usize = 2_000;
/// What every piece of text costs beside its letters, so that a hundred thousand empty pieces do not
/// pass for a short message.
const PIECE: usize = 4;

/// A message without anything harmful or empty.
#[derive(Clone, Debug)]
pub(super) struct Tidied {
    pub(super) message: Message,
    /// Something was left out of its parts.
    pub(super) is_cut: bool,
}

/// `message` with at most about `most` letters (UTF-16 units) in its parts. Title and labels are on
/// one line each; the renderers shorten those.
pub(super) fn tidy(message: &Message, most: usize) -> Tidied {
    let mut budget = Budget {
        left: most,
        is_cut: false,
    };
    let parts = message.parts.iter();
    let parts = parts.filter_map(|part| budget.part(part)).collect();
    Tidied {
        message: Message {
            language: message.language,
            title: one_line(&message.title),
            summary: one_line(&message.summary),
            parts,
            links: message.links.iter().filter_map(link).collect(),
        },
        is_cut: budget.is_cut,
    }
}

/// The whole message as plain text, addresses of links included; never empty.
pub(super) fn plain_text(message: &Message) -> String {
    let Tidied {
        mut message,
        is_cut,
    } = tidy(message, LONGEST_BODY);
    for part in &mut message.parts {
        for span in spans(part) {
            if let Style::Link(url) = &span.style {
                let address = url.strip_prefix("mailto:").unwrap_or(url);
                if !span.text.contains(address) {
                    span.text = format!("{} ({address})", span.text);
                }
            }
        }
    }
    let mut text = message.as_plain_text();
    if is_cut {
        text.push(ELLIPSIS);
    }
    let said = [text.trim(), &message.summary, SENDER];
    said.into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or(SENDER)
        .to_owned()
}

/// `text` shortened as [`shorten`] does; when something is left out, the message's first link stands
/// at the end, so that the rest can be found.
pub(super) fn shorten_with_link(
    text: &str,
    links: &[Link],
    most: usize,
    weigh: fn(char) -> usize,
) -> String {
    let closing = links
        .first()
        .map(|link| format!("\n{}: {}", link.label, link.url));
    match closing {
        Some(closing) if weight(text, weigh) > most && weight(&closing, weigh) < most / 2 => {
            let room = most - weight(&closing, weigh);
            shorten(text, room, weigh) + &closing
        }
        _ => shorten(text, most, weigh),
    }
}

struct Budget {
    left: usize,
    is_cut: bool,
}

impl Budget {
    fn part(&mut self, part: &Part) -> Option<Part> {
        match part {
            Part::Paragraph(text) => self.text(text).map(Part::Paragraph),
            Part::Note(text) => self.text(text).map(Part::Note),
            Part::Heading(text) => self.line(text).map(Part::Heading),
            Part::Facts(pairs) => {
                let pairs = pairs.iter();
                let pairs = pairs.filter_map(|(name, value)| {
                    Some((self.line(name).unwrap_or_default(), self.text(value)?))
                });
                not_empty(pairs.collect()).map(Part::Facts)
            }
            Part::Bullets(items) => self.texts(items).map(Part::Bullets),
            Part::Numbered(items) => self.texts(items).map(Part::Numbered),
            Part::Agenda(lines) => {
                let lines = lines.iter().filter_map(|line| self.agenda_line(line));
                not_empty(lines.collect()).map(Part::Agenda)
            }
            Part::Choices {
                asking,
                many,
                options,
            } => {
                // Every option can be chosen, also one for whose label no room is left.
                let options = options.iter().map(|(key, label)| {
                    let label = self.line(label).unwrap_or_else(|| key.clone());
                    (key.clone(), label)
                });
                not_empty(options.collect()).map(|options| Part::Choices {
                    asking: asking.clone(),
                    many: *many,
                    options,
                })
            }
        }
    }

    fn agenda_line(&mut self, line: &AgendaLine) -> Option<AgendaLine> {
        let time = self.line(&line.time).unwrap_or_default();
        let title = self.line(&line.title).unwrap_or_default();
        let points = line.points.iter();
        let points: Vec<String> = points.filter_map(|point| self.line(point)).collect();
        let says_something = !title.is_empty() || !points.is_empty();
        says_something.then_some(AgendaLine {
            time,
            title,
            points,
        })
    }

    fn texts(&mut self, texts: &[Text]) -> Option<Vec<Text>> {
        not_empty(texts.iter().filter_map(|text| self.text(text)).collect())
    }

    fn text(&mut self, text: &Text) -> Option<Text> {
        let spans = text.0.iter().filter_map(|span| {
            let style = match &span.style {
                Style::Link(url) => safe_link(url, LONGEST_URL).map_or(Style::Plain, Style::Link),
                other => other.clone(),
            };
            let price = match &style {
                Style::Link(url) => weight(url, utf16),
                _ => 0,
            };
            let text = self.take(&clean(&span.text), price)?;
            Some(Span { text, style })
        });
        let text = Text(spans.collect());
        (!text.letters().trim().is_empty()).then_some(text)
    }

    fn line(&mut self, text: &str) -> Option<String> {
        self.take(&one_line(text), 0)
    }

    /// As much of `text` as there is room for beside its `price`.
    fn take(&mut self, text: &str, price: usize) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        let room = self.left.saturating_sub(price + PIECE);
        let taken = shorten(text, room, utf16);
        if taken != text {
            self.is_cut = true;
            self.left = 0;
        } else {
            self.left = room - weight(&taken, utf16);
        }
        // An ellipsis alone says nothing; the renderer's closing line says that something is missing.
        (!taken.trim_end_matches(ELLIPSIS).is_empty()).then_some(taken)
    }
}

fn link(link: &Link) -> Option<Link> {
    let url = safe_link(&link.url, LONGEST_URL)?;
    let label = match one_line(&link.label) {
        label if label.is_empty() => url.clone(),
        label => label,
    };
    Some(Link { label, url })
}

fn spans(part: &mut Part) -> Vec<&mut Span> {
    match part {
        Part::Paragraph(text) | Part::Note(text) => text.0.iter_mut().collect(),
        Part::Facts(pairs) => pairs
            .iter_mut()
            .flat_map(|(_, value)| &mut value.0)
            .collect(),
        Part::Bullets(items) | Part::Numbered(items) => {
            items.iter_mut().flat_map(|item| &mut item.0).collect()
        }
        Part::Heading(_) | Part::Agenda(_) | Part::Choices { .. } => Vec::new(),
    }
}

fn not_empty<T>(items: Vec<T>) -> Option<Vec<T>> {
    (!items.is_empty()).then_some(items)
}
