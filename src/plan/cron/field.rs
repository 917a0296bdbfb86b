//! One field of a cron expression: `*`, `8`, `8-16`, `*/2`, `8-16/2`, `MON`, or several with commas.

use std::collections::BTreeSet;

/// The days of the week as Unix counts them, from 0; 7 is Sunday again.
pub(super) const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
/// The months from 1 on.
const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];

/// Which field it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Minute,
    Hour,
    Day,
    Month,
    Weekday,
}

/// What is wrong with a field, with a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {field} \"{text}\" is not understood: {reason}")]
pub struct FieldError {
    field: &'static str,
    text: String,
    reason: String,
}

impl Field {
    /// The numbers that `text` stands for, ascending; Sunday is 0.
    pub(super) fn read(self, text: &str) -> Result<Vec<u8>, FieldError> {
        let mut numbers = BTreeSet::new();
        for item in text.split(',') {
            let item_numbers = self.read_item(item).map_err(|reason| FieldError {
                field: self.name(),
                text: text.to_owned(),
                reason,
            })?;
            numbers.extend(item_numbers);
        }
        Ok(numbers.into_iter().collect())
    }

    fn read_item(self, item: &str) -> Result<impl Iterator<Item = u8> + use<>, String> {
        let (span, step) = match item.split_once('/') {
            Some((span, step)) => (span, read_step(step)?),
            None => (item, 1),
        };
        let (first, last) = match span.split_once('-') {
            _ if span == "*" => self.bounds(),
            Some((first, last)) => self.read_range(first, last)?,
            None if step > 1 => {
                let last = self.bounds().1;
                return Err(format!("a step needs a range; write {span}-{last}/{step}"));
            }
            None => {
                let number = self.read_number(span)?;
                (number, number)
            }
        };
        if step > usize::from(last - first).max(1) {
            return Err(format!(
                "the step is longer than its range; write {first} alone"
            ));
        }
        let sunday_is_0 = move |number| match self {
            Self::Weekday => number % 7,
            _ => number,
        };
        Ok((first..=last).step_by(step).map(sunday_is_0))
    }

    fn read_range(self, first: &str, last: &str) -> Result<(u8, u8), String> {
        let from = self.read_number(first)?;
        let to = match self.read_number(last)? {
            // Friday to Sunday: the week ends on Sunday, too.
            0 if self == Self::Weekday && from > 0 => 7,
            to => to,
        };
        if from > to {
            let (least, most) = match self {
                Self::Weekday => ("MON".to_owned(), "SUN".to_owned()),
                _ => (self.bounds().0.to_string(), self.bounds().1.to_string()),
            };
            return Err(format!(
                "the range runs backwards; write {first}-{most},{least}-{last}"
            ));
        }
        Ok((from, to))
    }

    fn read_number(self, text: &str) -> Result<u8, String> {
        let (least, most) = match self {
            // 7 is Sunday as well.
            Self::Weekday => (0, 7),
            _ => self.bounds(),
        };
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text
                .parse()
                .ok()
                .filter(|number| (least..=most).contains(number))
                .ok_or_else(|| format!("{text} is not from {least} to {most}"));
        }
        self.named(text).ok_or_else(|| match self {
            Self::Weekday => "write 0-7 or MON, TUE, WED, THU, FRI, SAT, SUN; every day is *".into(),
            Self::Month => "write 1-12 or JAN, FEB, …, DEC; every month is *".into(),
            _ => format!("write numbers from {least} to {most}, such as {least} or {least}-{most}; every one is *"),
        })
    }

    fn named(self, text: &str) -> Option<u8> {
        let (names, first): (&[&str], u8) = match self {
            Self::Weekday => (&WEEKDAYS, 0),
            Self::Month => (&MONTHS, 1),
            _ => return None,
        };
        (first..)
            .zip(names)
            .find(|(_, name)| text.eq_ignore_ascii_case(name))
            .map(|(number, _)| number)
    }

    /// The least and the greatest number, as `*` means them.
    const fn bounds(self) -> (u8, u8) {
        match self {
            Self::Minute => (0, 59),
            Self::Hour => (0, 23),
            Self::Day => (1, 31),
            Self::Month => (1, 12),
            Self::Weekday => (0, 6),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day of the month",
            Self::Month => "month",
            Self::Weekday => "day of the week",
        }
    }
}

fn read_step(text: &str) -> Result<usize, String> {
    match text.parse::<u8>() {
        Ok(step) if step > 0 => Ok(usize::from(step)),
        _ => Err("after / comes a step from 1 on, such as */2".into()),
    }
}
