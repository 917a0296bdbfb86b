//! When posting is welcome in Norway, worked out anew and plainly: minute by minute for questions of
//! yes and no, and day by day for the next opening.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, Weekday, time};

const OPENS: Time = time(7, 30, 0, 0);
const CLOSES: Time = time(16, 0, 0, 0);
const CLOSES_ON_FRIDAY: Time = time(14, 0, 0, 0);
const URGENT_OPENS: Time = time(6, 30, 0, 0);
const URGENT_CLOSES: Time = time(20, 0, 0, 0);

/// The days off of a programme.
#[derive(Clone, Debug, Default)]
pub(crate) struct DaysOff {
    /// First and last day of each break.
    pub(crate) breaks: Vec<(Date, Date)>,
}

impl DaysOff {
    /// Whether anything may be said at `at`.
    pub(crate) fn open(&self, at: DateTime) -> bool {
        self.hours(at.date())
            .is_some_and(|(from, to)| from <= at.time() && minute(at) <= to)
    }

    /// The first moment at or after `at` at which something may be said.
    pub(crate) fn next_open(&self, at: DateTime) -> DateTime {
        let mut day = at.date();
        loop {
            if let Some((from, to)) = self.hours(day) {
                let earliest = if day == at.date() { at.time() } else { from };
                if earliest <= to {
                    return day.to_datetime(earliest.max(from));
                }
            }
            day = day.checked_add(1.day()).unwrap();
        }
    }

    /// The welcome hours of a day, both ends included.
    fn hours(&self, day: Date) -> Option<(Time, Time)> {
        let off = holiday(day)
            || self
                .breaks
                .iter()
                .any(|(from, to)| *from <= day && day <= *to);
        match day.weekday() {
            _ if off => None,
            Weekday::Saturday | Weekday::Sunday => None,
            Weekday::Friday => Some((OPENS, CLOSES_ON_FRIDAY)),
            _ => Some((OPENS, CLOSES)),
        }
    }
}

/// Whether something urgent may be said at `at`.
pub(crate) fn urgently_open(at: DateTime) -> bool {
    URGENT_OPENS <= at.time() && minute(at) <= URGENT_CLOSES
}

/// The minute that the clock shows: the last one of an opening belongs to it until its end.
fn minute(at: DateTime) -> Time {
    time(at.hour(), at.minute(), 0, 0)
}

fn holiday(day: Date) -> bool {
    let fixed = [
        (1, 1),
        (5, 1),
        (5, 17),
        (12, 24),
        (12, 25),
        (12, 26),
        (12, 31),
    ];
    let around_easter = [-3, -2, 0, 1, 39, 49, 50];
    let easter = easter(day.year());
    fixed.contains(&(day.month(), day.day()))
        || around_easter
            .iter()
            .any(|days: &i64| easter.checked_add(days.days()).unwrap() == day)
}

/// Easter Sunday, as Gauss reckoned it; good for the years from 1900 to 2099.
fn easter(year: i16) -> Date {
    let (a, b, c) = (year % 19, year % 4, year % 7);
    let d = (19 * a + 24) % 30;
    let e = (2 * b + 4 * c + 6 * d + 5) % 7;
    let mut after = d + e;
    if d == 29 && e == 6 || d == 28 && e == 6 && a > 10 {
        after -= 7;
    }
    let march = Date::new(year, 3, 22).unwrap();
    march.checked_add(i64::from(after).days()).unwrap()
}
