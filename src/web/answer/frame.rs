//! What every answer page has: head, the way to other languages, and a place for what it says.

use maud::{DOCTYPE, Markup, html};

use crate::programme::Language;
use crate::words::{Message, Part, say};

use super::language::{Reader, in_language, own_name};
use super::sheet::Sheet;

/// A whole page. Without a question there is nothing to be had in other languages.
pub(super) fn page(reader: Reader, sheet: Option<&Sheet>, title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(reader.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) " · Skolebud" }
                // Beside the page, wherever a proxy has put it.
                link rel="stylesheet" href="style.css";
                link rel="icon" href="mark.svg" type="image/svg+xml";
            }
            body {
                header.top {
                    p.brand {
                        img src="mark.svg" alt="" width="28" height="28";
                        span { "Skolebud" }
                    }
                    @if let Some(sheet) = sheet { (languages(reader, sheet)) }
                }
                main {
                    @if let Some(sheet) = sheet { (whence(sheet)) }
                    (content)
                }
            }
        }
    }
}

fn languages(reader: Reader, sheet: &Sheet) -> Markup {
    html! {
        nav.languages aria-label=(say(reader.language, "page-language", &[])) {
            ul {
                @for language in Language::ALL {
                    li {
                        a href=(in_language(&sheet.token, language)) lang=(language.tag())
                            hreflang=(language.tag())
                            aria-current=[(language == reader.language).then_some("true")] {
                            (own_name(language))
                        }
                    }
                }
            }
        }
    }
}

/// Whose question it is.
fn whence(sheet: &Sheet) -> Markup {
    let networks: Vec<&str> = sheet
        .networks
        .iter()
        .map(|(title, _)| title.as_str())
        .collect();
    html! {
        p.whence lang=(sheet.written_in.tag()) {
            (sheet.title)
            @for network in networks { span { (network) } }
        }
    }
}

/// What the inbox said, without its heading: sentences only.
pub(super) fn sentences(message: &Message) -> Markup {
    html! {
        @for part in &message.parts {
            @if let Part::Paragraph(text) | Part::Note(text) = part { p { (text.letters()) } }
        }
    }
}
