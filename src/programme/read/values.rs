//! Single values of a programme file: ids, dates, times, pages, languages, links.

use jiff::civil::{Date, Time};
use toml::de::DeValue;

use crate::programme::written::{self, DateError};
use crate::programme::{Language, PageRange};
use crate::toml_reader::{Node, choice, shortened, text};

/// A language by its tag.
pub(super) fn language(node: &Node<'_>) -> Option<Language> {
    choice(
        Language::ALL
            .map(|language| (language.tag(), language))
            .to_vec(),
    )(node)
}

/// A day, as a TOML date or in quotation marks as people write it.
pub(super) fn date(node: &Node<'_>) -> Option<Date> {
    let read = match node.value {
        DeValue::Datetime(stamp) => match (stamp.date, stamp.time, stamp.offset) {
            (Some(date), None, None) => i16::try_from(date.year)
                .ok()
                .zip(i8::try_from(date.month).ok())
                .zip(i8::try_from(date.day).ok())
                .and_then(|((year, month), day)| Date::new(year, month, day).ok())
                .ok_or(DateError::NoSuchDay),
            (None, None, None) => Err(DateError::NoSuchDay),
            _ => Err(DateError::Form),
        },
        DeValue::String(text) => written::date(text),
        _ => {
            node.wrong_type("a date: 2018-11-01, or \"01.11.2018\" in quotation marks");
            return None;
        }
    };
    read.map_err(|why| report_date(node, why)).ok()
}

fn report_date(node: &Node<'_>, why: DateError) {
    let written = shortened(node.written());
    match why {
        DateError::NoSuchDay => node.error(
            "impossible_date",
            format!("there is no such day as {written}"),
            "Look it up in a calendar and write a day that exists, such as 2018-11-01.".to_owned(),
        ),
        DateError::Form => node.error(
            "bad_value",
            format!("{written} is not a date"),
            "Write 2018-11-01, \"01.11.2018\" or \"1. november 2018\".".to_owned(),
        ),
        DateError::Weekday(own) => node.error(
            "wrong_weekday",
            format!("{written}: that day is a {own:?}"),
            "Correct the day or the weekday, whichever is wrong, or leave the weekday out."
                .to_owned(),
        ),
    }
}

/// A time of day, as a TOML time or as people write it.
pub(super) fn time(node: &Node<'_>) -> Option<Time> {
    let read = match node.value {
        DeValue::Datetime(stamp) => match (stamp.date, stamp.time, stamp.offset) {
            (None, Some(time), None) => i8::try_from(time.hour)
                .ok()
                .zip(i8::try_from(time.minute).ok())
                .filter(|_| time.second.unwrap_or(0) == 0)
                .and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok()),
            _ => None,
        },
        DeValue::String(text) => written::time(text),
        // 8.30 without quotation marks is a decimal number to TOML; its meaning is plain.
        DeValue::Float(_) => written::time(node.written()),
        _ => {
            node.wrong_type("a time: \"08:30\"");
            return None;
        }
    };
    if read.is_none() {
        node.error(
            "impossible_time",
            format!("{} is not a time of day", shortened(node.written())),
            "Write hours from 0 to 23 and two digits of minutes: \"08:30\".".to_owned(),
        );
    }
    read
}

/// Pages from the first to the last.
pub(super) fn pages(node: &Node<'_>) -> Option<PageRange> {
    let read = match node.value {
        DeValue::Integer(_) => written::pages(node.written()),
        _ => written::pages(&text(node)?),
    };
    match read {
        Some(range) if range.last < range.first => {
            node.error(
                "backwards_pages",
                format!("pages {}–{} run backwards", range.first, range.last),
                format!("Write pages = \"{}-{}\"?", range.last, range.first),
            );
            None
        }
        Some(range) => Some(range),
        None => {
            node.error(
                "bad_value",
                format!("{} is no range of pages", shortened(node.written())),
                "Write pages = \"38-45\".".to_owned(),
            );
            None
        }
    }
}

/// A web address.
pub(super) fn link(node: &Node<'_>) -> Option<String> {
    let written = text(node)?;
    let fits = url::Url::parse(&written)
        .is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host());
    if !fits {
        node.error(
            "bad_value",
            "this is not a web address".to_owned(),
            "Write it in full, from https:// on.".to_owned(),
        );
    }
    fits.then_some(written)
}
