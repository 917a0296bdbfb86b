//! Cron expressions of five fields in Unix meaning, over wall-clock time.
//!
//! The `cron` crate reads other fields (seconds first, Sunday as 1) and, given a time zone, skips and
//! doubles slots when clocks change. So the fields are read here, the crate is only ever asked in
//! wall-clock time, labelled as UTC, and never hears of a zone: a slot becomes an instant by
//! [`crate::clock::Timestamp::of_local`].

mod field;

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Timelike, Utc};
use cron::Schedule;
use jiff::civil::{Date, DateTime, datetime};

use field::{Field, FieldError};

/// The crate takes a year before this for one in the far future.
const BEFORE_1970: DateTime = datetime(1969, 12, 31, 23, 59, 59, 0);

/// A checked cron expression.
#[derive(Clone, Debug)]
pub struct Cron {
    source: String,
    schedule: Schedule,
}

/// Why an expression is not taken, with a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CronError {
    #[error(
        "a cron expression has five fields (minute, hour, day of the month, month, day of the \
         week), not {found}; write for example \"0 8 * * MON\" for Mondays at 08:00"
    )]
    Fields { found: usize },
    #[error(
        "six fields are too many: seconds are not used here; leave out the first field and write \
         \"{without_seconds}\""
    )]
    Seconds { without_seconds: String },
    #[error("{name} is not understood; write its five fields: \"{instead}\"")]
    Nickname { name: String, instead: &'static str },
    #[error(transparent)]
    Field(#[from] FieldError),
    #[error(
        "a day of the month and a day of the week together can be read in two ways; write * for \
         one of them"
    )]
    TwoDays,
    #[error("this would post more often than once an hour; write one minute, such as {suggestion}")]
    TooOften { suggestion: u8 },
    #[error("no year has such a day; check the day of the month against the month")]
    Never,
}

impl Cron {
    /// The expression `source`, such as `0 8 * * MON`.
    ///
    /// # Errors
    /// What is wrong with it, and what to write instead.
    pub fn parse(source: &str) -> Result<Self, CronError> {
        let words: Vec<&str> = source.split_whitespace().collect();
        let &[minute, hour, day, month, weekday] = words.as_slice() else {
            return Err(wrong_number_of_fields(&words));
        };
        let minutes = Field::Minute.read(minute)?;
        let hours = Field::Hour.read(hour)?;
        let days = Field::Day.read(day)?;
        let months = Field::Month.read(month)?;
        let weekdays = Field::Weekday.read(weekday)?;
        if let &[suggestion, _, ..] = minutes.as_slice() {
            return Err(CronError::TooOften { suggestion });
        }
        if days.len() < 31 && weekdays.len() < 7 {
            return Err(CronError::TwoDays);
        }
        let schedule = Schedule::from_str(&format!(
            "0 {} {} {} {} {}",
            list(&minutes),
            list(&hours),
            list(&days),
            list(&months),
            weekday_names(&weekdays),
        ))
        .map_err(|_| CronError::Never)?;
        let cron = Self {
            source: words.join(" "),
            schedule,
        };
        let ever = cron.slots(DateTime::MIN, DateTime::MAX).next().is_some();
        ever.then_some(cron).ok_or(CronError::Never)
    }

    /// The wall-clock slots after `from`, up to and including `to`, in order and each once. There are
    /// none before 1970 or after 2100.
    pub fn slots(&self, from: DateTime, to: DateTime) -> impl Iterator<Item = DateTime> {
        let from = from.max(BEFORE_1970);
        to_chrono(from)
            .into_iter()
            .flat_map(|from| self.schedule.after(&from))
            .map_while(|slot| to_jiff(&slot))
            .take_while(move |slot| *slot <= to)
    }

    /// The expression as it was written, with single blanks.
    pub fn as_str(&self) -> &str {
        &self.source
    }
}

impl fmt::Display for Cron {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.source)
    }
}

fn wrong_number_of_fields(words: &[&str]) -> CronError {
    match words {
        [name] if name.starts_with('@') => CronError::Nickname {
            name: (*name).to_owned(),
            instead: match *name {
                "@hourly" => "0 * * * *",
                "@daily" | "@midnight" => "0 8 * * *",
                "@monthly" => "0 8 1 * *",
                "@yearly" | "@annually" => "0 8 1 1 *",
                _ => "0 8 * * MON",
            },
        },
        [_, five @ ..] if five.len() == 5 => CronError::Seconds {
            without_seconds: five.join(" "),
        },
        _ => CronError::Fields { found: words.len() },
    }
}

fn list(numbers: &[u8]) -> String {
    let words: Vec<String> = numbers.iter().map(u8::to_string).collect();
    words.join(",")
}

/// By name, since the crate counts its weekdays from another day than Unix does.
fn weekday_names(numbers: &[u8]) -> String {
    if numbers.len() == 7 {
        return "*".to_owned();
    }
    let names: Vec<&str> = numbers
        .iter()
        .filter_map(|number| field::WEEKDAYS.get(usize::from(*number)).copied())
        .collect();
    names.join(",")
}

fn to_chrono(local: DateTime) -> Option<chrono::DateTime<Utc>> {
    let unsigned = |number: i8| u32::try_from(number).ok();
    let day = NaiveDate::from_ymd_opt(
        i32::from(local.year()),
        unsigned(local.month())?,
        unsigned(local.day())?,
    )?;
    let time = day.and_hms_opt(
        unsigned(local.hour())?,
        unsigned(local.minute())?,
        unsigned(local.second())?,
    )?;
    Some(time.and_utc())
}

fn to_jiff(slot: &chrono::DateTime<Utc>) -> Option<DateTime> {
    let small = |number: u32| i8::try_from(number).ok();
    let day = Date::new(
        i16::try_from(slot.year()).ok()?,
        small(slot.month())?,
        small(slot.day())?,
    );
    Some(
        day.ok()?
            .at(small(slot.hour())?, small(slot.minute())?, 0, 0),
    )
}

#[cfg(test)]
mod tests;
