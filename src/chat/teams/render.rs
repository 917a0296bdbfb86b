//! A message → an Adaptive Card in the envelope of a Workflows webhook
//! (learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using).
//!
//! Teams answers before it looks at the card, so a card that is too big or wrong vanishes without a
//! word: every limit is kept here. The card only shows and links; nothing in it is to be submitted,
//! because nobody behind a Workflow would take it.

use serde_json::{Value, json};

use crate::chat::SENDER;
use crate::chat::letters::{ELLIPSIS, LONGEST_BODY, shorten, utf16, weight};
use crate::chat::teams::elements::{elements, heading, rich_text, text_run};
use crate::chat::tidy::{Tidied, plain_text, shorten_with_link, tidy};
use crate::words::{Link, Message, Span, Style};

/// The whole envelope in bytes. Teams takes about 28 KB and counts its own additions.
const MOST_BYTES: usize = 20_000;
/// What a client shows that cannot draw the card.
const LONGEST_FALLBACK: usize = 4_000;
const SHORTEST_FALLBACK: usize = 500;
const LONGEST_TITLE: usize = 250;
const LONGEST_BUTTON: usize = 75;
/// Narrow clients fold further buttons away.
const MOST_BUTTONS: usize = 4;

/// The card, with as many letters as its size allows.
pub(in crate::chat) fn render(message: &Message) -> Value {
    let plain = plain_text(message);
    let tidied = tidy(message, LONGEST_BODY);
    let whole = envelope(&tidied, &plain, LONGEST_BODY);
    if bytes(&whole) <= MOST_BYTES {
        return whole;
    }
    // The most letters that fit lie from `fits` up to, and without, `too_many`.
    let (mut fits, mut too_many) = (0, LONGEST_BODY);
    while too_many - fits > 1 {
        let middle = fits.midpoint(too_many);
        if bytes(&shortened(&tidied, &plain, middle)) <= MOST_BYTES {
            fits = middle;
        } else {
            too_many = middle;
        }
    }
    shortened(&tidied, &plain, fits)
}

fn bytes(payload: &Value) -> usize {
    payload.to_string().len()
}

/// The envelope with at most about `most` letters.
fn shortened(tidied: &Tidied, plain: &str, most: usize) -> Value {
    let mut shorter = tidy(&tidied.message, most);
    shorter.is_cut |= tidied.is_cut;
    envelope(&shorter, plain, most)
}

fn envelope(tidied: &Tidied, plain: &str, most: usize) -> Value {
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": card(tidied, plain, most),
        }],
    })
}

fn card(Tidied { message, is_cut }: &Tidied, plain: &str, most: usize) -> Value {
    let links = &message.links;
    let fallback = most.clamp(SHORTEST_FALLBACK, LONGEST_FALLBACK);
    let (web, mail): (Vec<&Link>, Vec<&Link>) = links
        .iter()
        .partition(|link| !link.url.starts_with("mailto:"));
    let (buttons, further) = web.split_at(web.len().min(MOST_BUTTONS));

    let mut body = vec![sender()];
    let title = shorten(&message.title, LONGEST_TITLE, utf16);
    if !title.is_empty() {
        body.push(heading(&title, "Large", "None"));
    }
    body.extend(message.parts.iter().flat_map(elements));
    if *is_cut {
        body.push(closing(links.first()));
    }
    body.extend(lines(further.iter().chain(&mail), most));
    json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": message.language.tag(),
        "fallbackText": shorten_with_link(plain, links, fallback, utf16),
        "msteams": { "width": "Full" },
        "body": body,
        "actions": buttons.iter().map(|link| button(link)).collect::<Vec<_>>(),
    })
}

/// Teams shows the flow, or a person, as the sender; this says who speaks.
fn sender() -> Value {
    json!({
        "type": "TextBlock",
        "text": SENDER,
        "size": "Small",
        "weight": "Bolder",
        "color": "Accent",
        "wrap": true,
    })
}

fn button(link: &Link) -> Value {
    json!({
        "type": "Action.OpenUrl",
        "title": shorten(&link.label, LONGEST_BUTTON, utf16),
        "url": link.url,
    })
}

/// Links that are no buttons, as long as there is room.
fn lines<'a>(links: impl Iterator<Item = &'a &'a Link>, most: usize) -> Vec<Value> {
    let mut left = most;
    let lines = links.map_while(|link| {
        let label = shorten(&link.label, LONGEST_TITLE, utf16);
        left = left.checked_sub(weight(&label, utf16) + weight(&link.url, utf16))?;
        Some(rich_text(vec![link_run(label, &link.url)]))
    });
    lines.collect()
}

/// Says that something is missing, and where the rest is.
fn closing(link: Option<&Link>) -> Value {
    let mut runs = vec![text_run(&Span {
        text: format!("{ELLIPSIS} "),
        style: Style::Plain,
    })];
    if let Some(Link { label, url }) = link {
        runs.push(link_run(shorten(label, LONGEST_BUTTON, utf16), url));
    }
    rich_text(runs)
}

fn link_run(text: String, url: &str) -> Value {
    text_run(&Span {
        text,
        style: Style::Link(url.to_owned()),
    })
}
