//! A message → Block Kit (docs.slack.dev/reference/block-kit/blocks).
//!
//! Text from outside goes into `plain_text` and `rich_text`, in which nothing of it can become a
//! mention or a link. The two places in which Slack reads its own markup, the top-level `text` and a
//! note with a link, are escaped. The top-level `text` holds the whole message, because screen readers
//! and notifications use it instead of the blocks.

use serde_json::{Value, json};

use crate::chat::letters::{ELLIPSIS, LONGEST_BODY, shorten, utf16};
use crate::chat::slack::choices::{self, LINK};
use crate::chat::slack::escape::{escape, escaped_weight};
use crate::chat::slack::rows::{Row, rich_text, rows};
use crate::chat::tidy::{plain_text, shorten_with_link, tidy};
use crate::words::{Link, Message, Part, Style, Text};

/// Beyond 4,000 Slack advises against, beyond 40,000 it cuts.
const LONGEST_TEXT: usize = 4_000;
const MOST_BLOCKS: usize = 50;
const LONGEST_HEADER: usize = 150;
pub(super) const LONGEST_BUTTON: usize = 75;
pub(super) const MOST_BUTTONS: usize = 25;
/// The limit of a section's text, kept by the other text blocks too, for which Slack names none.
const LONGEST_BLOCK: usize = 3_000;

pub(in crate::chat) fn render(message: &Message) -> Value {
    let tidied = tidy(message, LONGEST_BODY);
    let links = &tidied.message.links;
    let text = shorten_with_link(&plain_text(message), links, LONGEST_TEXT, escaped_weight);
    let mut payload = json!({
        "text": escape(&text),
        "unfurl_links": false,
        "unfurl_media": false,
    });
    let (header, buttons) = (header(&tidied.message.title), buttons(links));
    // One block is kept for the closing line.
    let room = MOST_BLOCKS - header.iter().len() - buttons.len() - 1;
    let mut body = body(&tidied.message);
    let is_cut = tidied.is_cut || body.len() > room;
    body.truncate(room);
    if is_cut {
        body.push(closing(links.first()));
    }
    let blocks: Vec<Value> = header.into_iter().chain(body).chain(buttons).collect();
    if !blocks.is_empty() {
        payload["blocks"] = Value::Array(blocks);
    }
    payload
}

fn header(title: &str) -> Option<Value> {
    let title = shorten(title, LONGEST_HEADER, utf16);
    (!title.is_empty()).then(|| json!({ "type": "header", "text": plain(&title) }))
}

/// A block for each part, or several for a long one. A heading joins the part below it.
fn body(message: &Message) -> Vec<Value> {
    let mut blocks = Vec::new();
    let mut open: Vec<Row> = Vec::new();
    for part in &message.parts {
        if let Part::Choices {
            asking,
            many,
            options,
        } = part
        {
            if choices::are_too_long(options) {
                open.extend(rows(part));
            }
            blocks.extend(rich_text(std::mem::take(&mut open), LONGEST_BLOCK));
            let language = message.language;
            let number = blocks.len();
            blocks.extend(choices::blocks(asking, options, *many, language, number));
            continue;
        }
        if let Part::Note(text) = part {
            blocks.extend(rich_text(std::mem::take(&mut open), LONGEST_BLOCK));
            blocks.push(note(text));
            continue;
        }
        open.extend(rows(part));
        if !matches!(part, Part::Heading(_)) {
            blocks.extend(rich_text(std::mem::take(&mut open), LONGEST_BLOCK));
        }
    }
    blocks.extend(rich_text(open, LONGEST_BLOCK));
    blocks
}

/// Small letters. Only a note with a link needs markup; `verbatim` keeps Slack from finding more.
fn note(text: &Text) -> Value {
    let has_link = text
        .0
        .iter()
        .any(|span| matches!(span.style, Style::Link(_)));
    let marked_up = if has_link {
        marked_up(text)
    } else {
        String::new()
    };
    let element = if marked_up.trim().is_empty() {
        plain(&shorten(&text.letters(), LONGEST_BLOCK, utf16))
    } else {
        json!({ "type": "mrkdwn", "text": marked_up, "verbatim": true })
    };
    json!({ "type": "context", "elements": [element] })
}

/// `text` in Slack's markup, as much as fits; a link that doesn't fit is left out whole.
fn marked_up(text: &Text) -> String {
    let mut marked_up = String::new();
    for span in &text.0 {
        let room = LONGEST_BLOCK.saturating_sub(marked_up.encode_utf16().count());
        let piece = match &span.style {
            Style::Link(url) => {
                let label = escape(&span.text.replace('\n', " "));
                format!("<{}|{label}>", escape(url))
            }
            _ => escape(&shorten(&span.text, room, escaped_weight)),
        };
        if piece.encode_utf16().count() <= room {
            marked_up.push_str(&piece);
        }
    }
    marked_up
}

/// Says that something is missing, and where the rest is.
fn closing(link: Option<&Link>) -> Value {
    let mut elements = vec![json!({ "type": "text", "text": ELLIPSIS })];
    if let Some(Link { label, url }) = link {
        let label = shorten(label, LONGEST_HEADER, utf16);
        elements.push(json!({ "type": "text", "text": " " }));
        elements.push(json!({ "type": "link", "url": url, "text": label }));
    }
    json!({ "type": "rich_text", "elements": [{ "type": "rich_text_section", "elements": elements }] })
}

/// Buttons for web addresses. Slack takes no other there, so a mail address becomes a line of text.
fn buttons(links: &[Link]) -> Vec<Value> {
    let (mail, web): (Vec<&Link>, Vec<&Link>) = links
        .iter()
        .take(MOST_BUTTONS)
        .partition(|link| link.url.starts_with("mailto:"));
    let mut blocks = Vec::new();
    if !mail.is_empty() {
        let lines = mail.into_iter().map(|Link { label, url }| {
            let label = shorten(label, LONGEST_HEADER, utf16);
            let text = Text::default().and(label, Style::Link(url.clone()));
            Row::line(text)
        });
        blocks.extend(rich_text(lines.collect(), usize::MAX));
    }
    if !web.is_empty() {
        let buttons = web
            .into_iter()
            .enumerate()
            .map(|(number, Link { label, url })| {
                json!({
                    "type": "button",
                    "action_id": format!("{LINK}{number}"),
                    "text": plain(&shorten(label, LONGEST_BUTTON, utf16)),
                    "url": url,
                })
            });
        blocks.push(json!({ "type": "actions", "elements": buttons.collect::<Vec<_>>() }));
    }
    blocks
}

pub(super) fn plain(text: &str) -> Value {
    json!({ "type": "plain_text", "text": text, "emoji": true })
}
