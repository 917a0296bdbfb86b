//! What is said where no answer can be given: kindly, and with what to do now.

use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::programme::Language;
use crate::words::{Value, dates, say};

use super::frame;
use super::language::Reader;
use super::sheet::Sheet;
use super::thanks::onward;

/// The link is none of ours, or of no question that there is.
pub(super) fn unknown(reader: Reader) -> Markup {
    let title = say(reader.language, "page-form-unknown-title", &[]);
    let note = say(reader.language, "page-form-unknown", &[]);
    frame::page(reader, None, &title, &notice(&title, &note))
}

/// The question is not open yet.
pub(super) fn early(sheet: &Sheet, reader: Reader, now: Timestamp) -> Markup {
    let title = say(reader.language, "page-form-early-title", &[]);
    let opens = moment(sheet, reader, sheet.asking.opens_at, now);
    let closes = moment(sheet, reader, sheet.asking.closes_at, now);
    let values = [
        ("opens", Value::Text(&opens)),
        ("closes", Value::Text(&closes)),
    ];
    let note = say(reader.language, "page-form-early", &values);
    frame::page(reader, Some(sheet), &title, &notice(&title, &note))
}

/// The question has closed.
pub(super) fn closed(sheet: &Sheet, reader: Reader, now: Timestamp) -> Markup {
    let title = say(reader.language, "page-form-closed-title", &[]);
    let due = moment(sheet, reader, sheet.asking.closes_at, now);
    // A coordinator may have closed it before its time.
    let note = match sheet.asking.closes_at <= now {
        true => say(
            reader.language,
            "page-form-closed",
            &[("due", Value::Text(&due))],
        ),
        false => say(reader.language, "page-form-closed-early", &[]),
    };
    let content = html! { (notice(&title, &note)) (onward(sheet, reader, None)) };
    frame::page(reader, Some(sheet), &title, &content)
}

/// The question was withdrawn.
pub(super) fn withdrawn(sheet: &Sheet, reader: Reader) -> Markup {
    let title = say(reader.language, "page-form-withdrawn-title", &[]);
    let note = say(reader.language, "page-form-withdrawn", &[]);
    let content = html! { (notice(&title, &note)) (onward(sheet, reader, None)) };
    frame::page(reader, Some(sheet), &title, &content)
}

/// A secret answer has come from this browser.
pub(super) fn already(sheet: &Sheet, reader: Reader) -> Markup {
    let title = say(reader.language, "page-form-already-title", &[]);
    let note = say(reader.language, "page-form-already", &[]);
    let content = html! { (notice(&title, &note)) (onward(sheet, reader, None)) };
    frame::page(reader, Some(sheet), &title, &content)
}

/// Something of ours failed, before anything was known of the reader.
pub(super) fn trouble() -> Markup {
    let reader = Reader {
        language: Language::English,
        chosen: None,
    };
    let content = html! {
        @for language in Language::ALL {
            div lang=(language.tag()) {
                (notice(
                    &say(language, "page-form-trouble-title", &[]),
                    &say(language, "page-form-trouble", &[]),
                ))
            }
        }
    };
    let title = say(reader.language, "page-form-trouble-title", &[]);
    frame::page(reader, None, &title, &content)
}

fn notice(title: &str, note: &str) -> Markup {
    html! {
        h1 { (title) }
        p.lead { (note) }
    }
}

/// A moment as the question's people write it.
pub(super) fn moment(sheet: &Sheet, reader: Reader, at: Timestamp, now: Timestamp) -> String {
    let zone = sheet.asking.zone.rules();
    dates::moment(reader.language, at.local(zone), now.local(zone).date())
}
