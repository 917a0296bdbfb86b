//! Dates and times inside a command, as people write them.

use jiff::civil::{Date, Time};

use super::mistake::{Flaw, What};
use super::tokens::Token;
use crate::programme::written::{self, DateError};
use crate::words::commands::{Keyword, folded, meaning};

/// The most words that a date or a time of day has: "kl. 8.30 til kl. 13.00".
const MOST_WORDS: usize = 6;
/// Words before a time, and before a day.
const CLOCK: [&str; 5] = ["klokka", "klokken", "klockan", "kl.", "kl"];
const ON: [&str; 3] = ["på ", "on ", "den "];

/// A date, a time, or from a time to a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moment {
    Date(Date),
    Time(Time),
    Span(Time, Time),
}

/// The date or time at the start of `tokens`, and how many of them it takes. `8.10` is a date until a
/// date is known, then a time.
pub(super) fn moment(
    tokens: &[Token<'_>],
    date_known: bool,
    today: Date,
) -> Result<Option<(usize, Moment)>, Flaw> {
    let words = tokens
        .iter()
        .take(MOST_WORDS)
        .take_while(|token| !token.quoted);
    let words: Vec<&str> = words.map(|token| token.text).collect();
    for length in (1..=words.len()).rev() {
        let text = words.get(..length).unwrap_or_default().join(" ");
        let text = text.trim_end_matches([',', ';', ':', '!', '?']);
        let time = || span(text, today).or_else(|| clock(text, false).map(Moment::Time));
        if date_known && let Some(time) = time() {
            return Ok(Some((length, time)));
        }
        match date(text, today) {
            Ok(date) => return Ok(Some((length, Moment::Date(date)))),
            Err(DateError::Form) => {}
            // "fredag 8.30" is no day in month 30.
            Err(DateError::NoSuchDay)
                if words.get(length - 1).is_some_and(|word| is_time(word)) => {}
            Err(DateError::NoSuchDay) => return Err(What::NoSuchDay(text.to_owned()).into()),
            Err(DateError::Weekday(own)) => {
                let written = text.to_owned();
                return Err(What::WrongWeekday { written, own }.into());
            }
        }
        if let Some(time) = time() {
            return Ok(Some((length, time)));
        }
    }
    Ok(None)
}

/// The time of day in a single word that must be one: also an hour alone.
pub(super) fn hour(word: &str) -> Option<Time> {
    clock(word, true)
}

fn date(text: &str, today: Date) -> Result<Date, DateError> {
    let day = match meaning(text) {
        Some(Keyword::Today) => Some(today),
        Some(Keyword::Tomorrow) => today.tomorrow().ok(),
        Some(Keyword::DayAfterTomorrow) => today.tomorrow().and_then(Date::tomorrow).ok(),
        _ => None,
    };
    let lower = text.to_lowercase();
    let on = ON.iter().find_map(|on| lower.strip_prefix(on));
    day.map_or_else(|| written::date_from(on.unwrap_or(&lower), today), Ok)
}

fn is_time(word: &str) -> bool {
    written::time(word.trim_end_matches([',', ';', ':', '.', '!', '?'])).is_some()
}

/// From a time to a time. One of them has minutes or "kl" before it.
fn span(text: &str, today: Date) -> Option<Moment> {
    let lower = text.to_lowercase();
    let of_dash = lower.split_once(['-', '–', '—', '−']);
    let of_word = [" til ", " till ", " to "]
        .iter()
        .find_map(|word| lower.split_once(word));
    let (from, to) = of_dash.or(of_word)?;
    let is_date = |text: &str| !has_clock(text) && written::date_from(text, today).is_ok();
    // "1.11 til 6.11" is from a day to a day.
    if of_dash.is_none() && is_date(from.trim()) && is_date(to.trim()) {
        return None;
    }
    let tells = |text: &str| has_clock(text) || text.contains(['.', ':']);
    if !tells(from) && (of_dash.is_none() || !tells(to)) {
        return None;
    }
    Some(Moment::Span(clock(from, true)?, clock(to, true)?))
}

fn has_clock(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    CLOCK.iter().any(|clock| lower.starts_with(clock))
}

/// A time of day; an hour alone with "kl" before it, or where `hour_alone` says that it may be one.
fn clock(text: &str, hour_alone: bool) -> Option<Time> {
    let lower = folded(text.trim());
    let (said, rest) = match CLOCK.iter().find_map(|clock| lower.strip_prefix(clock)) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, lower.as_str()),
    };
    let rest = rest.strip_suffix('.').unwrap_or(rest);
    if let Some(time) = written::time(rest) {
        return Some(time);
    }
    let is_hour = matches!(rest.len(), 1 | 2) && rest.bytes().all(|it| it.is_ascii_digit());
    let hour = rest
        .parse()
        .ok()
        .filter(|_| is_hour && (said || hour_alone))?;
    Time::new(hour, 0, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;
    use jiff::civil;
    use rstest::rstest;

    /// Monday.
    const TODAY: Date = civil::date(2018, 10, 1);

    fn at(hour: i8, minute: i8) -> Time {
        civil::time(hour, minute, 0, 0)
    }

    #[rstest]
    #[case("6.11.2018", 1, (11, 6))]
    #[case("2018-11-06", 1, (11, 6))]
    #[case("6.11. kl 8.30", 1, (11, 6))]
    #[case("6. november", 2, (11, 6))]
    #[case("6. November 2018 kl. 8.30", 3, (11, 6))]
    #[case("torsdag 1. november", 3, (11, 1))]
    #[case("torsdagen den 1 november", 4, (11, 1))]
    #[case("torsdag den 1. november 2018", 5, (11, 1))]
    #[case("i dag", 2, (10, 1))]
    #[case("I morgen kl 8", 2, (10, 2))]
    #[case("i morgon, 8.30", 2, (10, 2))]
    #[case("tomorrow 8:30", 1, (10, 2))]
    #[case("i övermorgon", 2, (10, 3))]
    #[case("på fredag", 2, (10, 5))]
    #[case("fredag 8.30", 1, (10, 5))]
    #[case("on Friday, 08:30", 2, (10, 5))]
    #[case("8.10", 1, (10, 8))]
    fn a_day_is_read(#[case] text: &str, #[case] words: usize, #[case] (month, day): (i8, i8)) {
        let expected = Moment::Date(civil::date(2018, month, day));
        let read = moment(&tokens(text), false, TODAY).unwrap();
        assert_eq!(read, Some((words, expected)));
    }

    #[rstest]
    #[case("08:30", 1, at(8, 30))]
    #[case("08.30", 1, at(8, 30))]
    #[case("kl 8.30", 2, at(8, 30))]
    #[case("kl. 8.30.", 2, at(8, 30))]
    #[case("kl.8.30", 1, at(8, 30))]
    #[case("KL 14", 2, at(14, 0))]
    #[case("klokka 8", 2, at(8, 0))]
    #[case("klockan 13:15!", 2, at(13, 15))]
    fn a_time_is_read(#[case] text: &str, #[case] words: usize, #[case] time: Time) {
        let read = moment(&tokens(text), false, TODAY).unwrap();
        assert_eq!(read, Some((words, Moment::Time(time))));
    }

    #[test]
    fn what_could_be_a_day_is_a_time_once_the_day_is_known() {
        let read = moment(&tokens("8.10"), true, TODAY).unwrap();
        assert_eq!(read, Some((1, Moment::Time(at(8, 10)))));
    }

    #[rstest]
    #[case("8:30–13", 1)]
    #[case("08.30-13.00", 1)]
    #[case("8.30 - 13.00", 3)]
    #[case("kl. 8.30–13.00", 2)]
    #[case("kl 8.30 til 13", 4)]
    #[case("8.30 till kl. 13.00", 4)]
    fn a_time_to_a_time_is_read(#[case] text: &str, #[case] words: usize) {
        let read = moment(&tokens(text), false, TODAY).unwrap();
        assert_eq!(read, Some((words, Moment::Span(at(8, 30), at(13, 0)))));
    }

    #[rstest]
    #[case("gruppe-1")]
    #[case("2")]
    #[case("samling 2")]
    #[case("2 til 6.11")]
    #[case("6.11.18")]
    #[case("Kunnskapssenteret")]
    #[case("kl")]
    #[case("«6.11»")]
    fn other_words_are_no_time(#[case] text: &str) {
        assert_eq!(moment(&tokens(text), false, TODAY).unwrap(), None);
    }

    #[test]
    fn a_day_that_is_not_there_is_said() {
        let flaw = moment(&tokens("torsdag 31. november kl 8"), false, TODAY).unwrap_err();
        assert_eq!(
            flaw,
            What::NoSuchDay("torsdag 31. november".to_owned()).into()
        );
        let flaw = moment(&tokens("fredag 6.11. kl 8"), false, TODAY).unwrap_err();
        let own = civil::Weekday::Tuesday;
        let written = "fredag 6.11.".to_owned();
        assert_eq!(flaw, What::WrongWeekday { written, own }.into());
    }
}
