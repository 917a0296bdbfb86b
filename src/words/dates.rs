//! Dates and times as people write them in five languages.
//!
//! The year is written only where it is not the one the reader is in. Words such as "tomorrow" come in
//! addition to the date, never in its place.

use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::programme::Language;

/// A day with its nearness where there is one: "i morgen, torsdag 1. november".
pub fn day(language: Language, date: Date, today: Date) -> String {
    let written = self::date(language, date, today);
    match near(language, date, today) {
        Some(near) => format!("{near}, {written}"),
        None => written,
    }
}

/// A date: "torsdag 1. november", and "onsdag 20. mars 2019" for someone who reads it in 2018.
pub fn date(language: Language, date: Date, today: Date) -> String {
    let weekday = weekday(language, date.weekday());
    let (number, month) = (date.day(), month(language, date.month()));
    let written = match language {
        Language::Bokmal | Language::Nynorsk => format!("{weekday} {number}. {month}"),
        Language::Swedish => format!("{weekday}en den {number} {month}"),
        Language::Danish => format!("{weekday} den {number}. {month}"),
        Language::English => format!("{weekday} {number} {month}"),
    };
    if date.year() == today.year() {
        written
    } else {
        format!("{written} {}", date.year())
    }
}

/// "i dag" or "i morgen", when that is true of `date` for someone who reads it `today`.
pub fn near(language: Language, date: Date, today: Date) -> Option<&'static str> {
    let (this_day, next_day) = match language {
        Language::Bokmal | Language::Danish => ("i dag", "i morgen"),
        Language::Nynorsk => ("i dag", "i morgon"),
        Language::Swedish => ("i dag", "i morgon"),
        Language::English => ("today", "tomorrow"),
    };
    if date == today {
        Some(this_day)
    } else {
        (today.tomorrow().ok() == Some(date)).then_some(next_day)
    }
}

/// A day and the times from `starts` to `ends`: "i morgen, torsdag 1. november kl. 08.30–13.00".
pub fn period(language: Language, starts: DateTime, ends: DateTime, today: Date) -> String {
    let day = day(language, starts.date(), today);
    if starts.date() == ends.date() {
        let times = clock_span(language, starts.time(), ends.time());
        return joined(language, &day, &times);
    }
    let from = joined(language, &day, &clock(language, starts.time()));
    format!("{from} – {}", moment(language, ends, today))
}

/// A day and a time: "i morgen, torsdag 1. november kl. 08.30".
pub fn moment(language: Language, at: DateTime, today: Date) -> String {
    joined(
        language,
        &day(language, at.date(), today),
        &clock(language, at.time()),
    )
}

/// A time of day inside a sentence: "kl. 08.30".
pub fn clock(language: Language, at: Time) -> String {
    format!("{}{}", clock_word(language), time(language, at))
}

/// A time span inside a sentence: "kl. 08.30–13.00".
pub fn clock_span(language: Language, start: Time, end: Time) -> String {
    format!("{}{}", clock_word(language), span(language, start, end))
}

/// A time span in a column: "08.30–13.00".
pub fn span(language: Language, start: Time, end: Time) -> String {
    let dash = match language {
        Language::Danish => '-',
        _ => '–',
    };
    format!("{}{dash}{}", time(language, start), time(language, end))
}

/// A time of day in a column: "08.30".
pub fn time(language: Language, at: Time) -> String {
    let (hour, minute) = (at.hour(), at.minute());
    match language {
        Language::Bokmal | Language::Nynorsk | Language::Swedish => {
            format!("{hour:02}.{minute:02}")
        }
        Language::Danish => format!("{hour}.{minute:02}"),
        Language::English => format!("{hour:02}:{minute:02}"),
    }
}

fn joined(language: Language, day: &str, times: &str) -> String {
    match language {
        Language::English => format!("{day}, {times}"),
        _ => format!("{day} {times}"),
    }
}

const fn clock_word(language: Language) -> &'static str {
    match language {
        Language::English => "",
        _ => "kl. ",
    }
}

/// The weekday; in Swedish without the "en" that a date adds.
pub const fn weekday(language: Language, weekday: Weekday) -> &'static str {
    let [mon, tue, wed, thu, fri, sat, sun] = match language {
        Language::Bokmal => [
            "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
        ],
        Language::Nynorsk => [
            "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag",
        ],
        Language::Swedish => [
            "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
        ],
        Language::Danish => [
            "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
        ],
        Language::English => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    };
    match weekday {
        Weekday::Monday => mon,
        Weekday::Tuesday => tue,
        Weekday::Wednesday => wed,
        Weekday::Thursday => thu,
        Weekday::Friday => fri,
        Weekday::Saturday => sat,
        Weekday::Sunday => sun,
    }
}

/// The name of month number `month`, from 1.
fn month(language: Language, month: i8) -> &'static str {
    let names = match language {
        Language::Bokmal | Language::Nynorsk => [
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ],
        Language::Swedish => [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
        Language::Danish => [
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ],
        Language::English => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| names.get(index).copied())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
