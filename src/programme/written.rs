//! Dates, times and pages as people write them, in the five languages.

use jiff::civil::{Date, Time, Weekday};

use crate::programme::PageRange;

/// Why a date is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It is not written as a date.
    Form,
    /// There is no such day: 30 February.
    NoSuchDay,
    /// The weekday beside it is another day's; this is the day's own.
    Weekday(Weekday),
}

/// The date in `text`: `2018-11-01`, `01.11.2018`, `1. november 2018`, `torsdagen den 1 november 2018`.
///
/// # Errors
/// When it is no date, or no day that exists.
pub fn date(text: &str) -> Result<Date, DateError> {
    let lower = text.trim().to_lowercase();
    let (weekday, words) = weekday_and_words(&lower);
    let found = match words.as_slice() {
        [numbers] => of_numbers(numbers)?,
        [day, month, year] => of_words(day, month, year)?,
        _ => return Err(DateError::Form),
    };
    with_its_weekday(found, weekday)
}

/// The date in `text` as someone says it `today`: as [`date`] reads it, or without its year (`6.11.`,
/// `6/11`, `torsdag 1. november`), which is the first such day from `today` on; or a weekday alone,
/// which is the next one after `today`.
///
/// # Errors
/// When it is no date, or no day that exists.
pub fn date_from(text: &str, today: Date) -> Result<Date, DateError> {
    let lower = text.trim().to_lowercase();
    let (weekday, words) = weekday_and_words(&lower);
    let (day, month) = match (words.as_slice(), weekday) {
        ([], Some(weekday)) => return next_weekday(weekday, today).ok_or(DateError::Form),
        ([day, month], _) => (*day, month_of_name(month)?),
        ([numbers], _) => match day_and_month(numbers) {
            Some(found) => found,
            None => return date(text),
        },
        _ => return date(text),
    };
    let day = digits(day.strip_suffix('.').unwrap_or(day)).ok_or(DateError::Form)?;
    // From one 29 February to the next can be eight years.
    let found = (0..=8)
        .filter_map(|years| Date::new(today.year().checked_add(years)?, month, day).ok())
        .find(|date| *date >= today);
    with_its_weekday(found.ok_or(DateError::NoSuchDay)?, weekday)
}

/// The weekday at the beginning of `lower`, from 0 for Monday, and the other words.
fn weekday_and_words(lower: &str) -> (Option<usize>, Vec<&str>) {
    let mut words: Vec<&str> = lower
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| !word.is_empty() && *word != "den")
        .collect();
    let weekday = words.first().and_then(|word| named(WEEKDAYS, word));
    if weekday.is_some() {
        words.remove(0);
    }
    (weekday, words)
}

fn with_its_weekday(found: Date, weekday: Option<usize>) -> Result<Date, DateError> {
    let own = found.weekday();
    match weekday {
        Some(index) if index != number_of(own) => Err(DateError::Weekday(own)),
        _ => Ok(found),
    }
}

fn next_weekday(weekday: usize, today: Date) -> Option<Date> {
    let mut days = std::iter::successors(today.tomorrow().ok(), |day| day.tomorrow().ok());
    days.by_ref()
        .take(7)
        .find(|day| number_of(day.weekday()) == weekday)
}

/// The number of a weekday, from 0 for Monday.
fn number_of(weekday: Weekday) -> usize {
    usize::from(weekday.to_monday_zero_offset().unsigned_abs())
}

/// `6.11`, `6.11.` or `6/11`.
fn day_and_month(text: &str) -> Option<(&str, i8)> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let (day, month) = text.split_once(['.', '/'])?;
    digits::<i8>(day)?;
    Some((day, digits(month)?))
}

/// The time in `text`: `08:30`, `08.30`, `8.30`, `kl. 8.30`; nothing when it is no time of day.
pub fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    let text = text.strip_prefix("kl").unwrap_or(text);
    let text = text.trim_start_matches('.').trim_start();
    let (hour, minute) = text.split_once([':', '.'])?;
    if hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    Time::new(digits(hour)?, digits(minute)?, 0, 0).ok()
}

/// The pages in `text`: `38`, `38-45`, `38–45`; from the higher to the lower as they are written.
pub fn pages(text: &str) -> Option<PageRange> {
    let (first, last) = text.split_once(['-', '–', '—']).unwrap_or((text, text));
    let (first, last) = (digits(first.trim())?, digits(last.trim())?);
    (first > 0 && last > 0).then_some(PageRange { first, last })
}

fn of_numbers(text: &str) -> Result<Date, DateError> {
    let (separator, year_first) = match text {
        _ if text.contains('-') => ('-', true),
        _ if text.contains('.') => ('.', false),
        _ => ('/', false),
    };
    let parts: Vec<&str> = text.split(separator).collect();
    let [a, b, c] = parts.as_slice() else {
        return Err(DateError::Form);
    };
    let (year, day) = if year_first { (a, c) } else { (c, a) };
    day_of(year, digits(b).ok_or(DateError::Form)?, day)
}

fn of_words(day: &str, month: &str, year: &str) -> Result<Date, DateError> {
    let day = day.strip_suffix('.').unwrap_or(day);
    day_of(year, month_of_name(month)?, day)
}

fn month_of_name(name: &str) -> Result<i8, DateError> {
    named(MONTHS, name)
        .and_then(|index| i8::try_from(index + 1).ok())
        .ok_or(DateError::Form)
}

fn day_of(year: &str, month: i8, day: &str) -> Result<Date, DateError> {
    if year.len() != 4 {
        return Err(DateError::Form);
    }
    let year: i16 = digits(year).ok_or(DateError::Form)?;
    let day = digits(day).ok_or(DateError::Form)?;
    // "0298" is no year that anyone means, and is not written with four digits again.
    let date = Date::new(year, month, day).ok();
    date.filter(|_| year >= 1000).ok_or(DateError::NoSuchDay)
}

fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    let only = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    only.then(|| text.parse().ok()).flatten()
}

fn named(names: &[&[&str]], word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    names.iter().position(|names| names.contains(&word))
}

const WEEKDAYS: &[&[&str]] = &[
    &["mandag", "måndag", "måndagen", "monday"],
    &["tirsdag", "tysdag", "tisdag", "tisdagen", "tuesday"],
    &["onsdag", "onsdagen", "wednesday"],
    &["torsdag", "torsdagen", "thursday"],
    &["fredag", "fredagen", "friday"],
    &["lørdag", "laurdag", "lördag", "lördagen", "saturday"],
    &["søndag", "sundag", "söndag", "söndagen", "sunday"],
];

const MONTHS: &[&[&str]] = &[
    &["januar", "januari", "january", "jan"],
    &["februar", "februari", "february", "feb"],
    &["mars", "marts", "march", "mar"],
    &["april", "apr"],
    &["mai", "maj", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["august", "augusti", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["desember", "december", "des", "dec"],
];

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("2018-11-01")]
    #[case("01.11.2018")]
    #[case("1.11.2018")]
    #[case("1/11/2018")]
    #[case("1. november 2018")]
    #[case(" 1 November  2018 ")]
    #[case("torsdag 1. november 2018")]
    #[case("torsdagen den 1 november 2018")]
    #[case("Thursday, 1 Nov. 2018")]
    fn a_date_is_read_in_every_form(#[case] text: &str) {
        assert_eq!(date(text), Ok(civil::date(2018, 11, 1)));
    }

    #[rstest]
    #[case("", DateError::Form)]
    #[case("1. november", DateError::Form)]
    #[case("01.11.18", DateError::Form)]
    #[case("1. brumaire 2018", DateError::Form)]
    #[case("+1.11.2018", DateError::Form)]
    #[case("30.02.2019", DateError::NoSuchDay)]
    #[case("2018-13-01", DateError::NoSuchDay)]
    #[case("5.11.0298", DateError::NoSuchDay)]
    #[case("fredag 1. november 2018", DateError::Weekday(Weekday::Thursday))]
    fn what_is_no_date_says_why(#[case] text: &str, #[case] why: DateError) {
        assert_eq!(date(text), Err(why));
    }

    #[rstest]
    #[case("6.11.", (2018, 11, 6))]
    #[case("6.11", (2018, 11, 6))]
    #[case("6/11", (2018, 11, 6))]
    #[case("6.11.2018", (2018, 11, 6))]
    #[case("1. november", (2018, 11, 1))]
    #[case("torsdagen den 1 november", (2018, 11, 1))]
    #[case("20. mars", (2019, 3, 20))]
    #[case("29. februar", (2020, 2, 29))]
    #[case("Monday 1 October", (2018, 10, 1))]
    #[case("mandag", (2018, 10, 8))]
    #[case("fredag", (2018, 10, 5))]
    #[case("søndag", (2018, 10, 7))]
    fn a_date_without_its_year_is_the_next_one(
        #[case] text: &str,
        #[case] (year, month, day): (i16, i8, i8),
    ) {
        let today = civil::date(2018, 10, 1);
        assert_eq!(date_from(text, today), Ok(civil::date(year, month, day)));
    }

    #[rstest]
    #[case("", DateError::Form)]
    #[case("6", DateError::Form)]
    #[case("6.11.18", DateError::Form)]
    #[case("31. november", DateError::NoSuchDay)]
    #[case("8.30", DateError::NoSuchDay)]
    #[case("fredag 1. november", DateError::Weekday(Weekday::Thursday))]
    #[case("fredag 1. november 2018", DateError::Weekday(Weekday::Thursday))]
    fn what_is_no_date_without_its_year_says_why(#[case] text: &str, #[case] why: DateError) {
        assert_eq!(date_from(text, civil::date(2018, 10, 1)), Err(why));
    }

    #[rstest]
    #[case("08:30", Some((8, 30)))]
    #[case("08.30", Some((8, 30)))]
    #[case("8.30", Some((8, 30)))]
    #[case("kl. 8.30", Some((8, 30)))]
    #[case("kl 13:00", Some((13, 0)))]
    #[case("24:00", None)]
    #[case("8.3", None)]
    #[case("830", None)]
    #[case("8:61", None)]
    fn a_time_is_read_as_it_is_written(#[case] text: &str, #[case] expected: Option<(i8, i8)>) {
        let expected = expected.map(|(hour, minute)| civil::time(hour, minute, 0, 0));
        assert_eq!(time(text), expected);
    }

    #[rstest]
    #[case("38-45", Some((38, 45)))]
    #[case("38–45", Some((38, 45)))]
    #[case("38 – 45", Some((38, 45)))]
    #[case("68", Some((68, 68)))]
    #[case("45-38", Some((45, 38)))]
    #[case("0-3", None)]
    #[case("xii", None)]
    fn pages_are_read_as_they_are_written(
        #[case] text: &str,
        #[case] expected: Option<(u32, u32)>,
    ) {
        let expected = expected.map(|(first, last)| PageRange { first, last });
        assert_eq!(pages(text), expected);
    }

    proptest! {
        #[test]
        fn nothing_people_write_makes_it_panic(text in ".*") {
            let _ = (date(&text), time(&text), pages(&text));
            let _ = (date_from(&text, Date::MAX), date_from(&text, Date::MIN));
        }

        #[test]
        fn every_date_is_read_back(days in 0..40_000_i32) {
            let day = civil::date(1990, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(date(&day.to_string()), Ok(day));
            let dotted = format!("{}.{}.{}", day.day(), day.month(), day.year());
            prop_assert_eq!(date(&dotted), Ok(day));
        }
    }
}
