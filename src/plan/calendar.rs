//! When posting is welcome: quiet hours, weekends, public holidays, school breaks and the sessions
//! themselves.
//!
//! All of it is meant as the wall clock of the programme's zone shows it; only what comes out is an
//! instant. Planning goes by whole minutes, and both ends of a stretch belong to it.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use crate::clock::Timestamp;
use crate::plan::holidays::holiday;
use crate::programme::{Country, Network, Programme, QuietHours, Session};

/// How many days we look ahead or back for an opening. Where there is none in more than a year, there
/// is none.
const DAYS_SEARCHED: usize = 400;

/// When posting to one audience is welcome.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    hours: Hours,
    /// Whose public holidays are kept, if any are.
    holidays_of: Option<Country>,
    /// First and last day of each break.
    breaks: Vec<(Date, Date)>,
    /// Start and end of each session during which nothing is posted, in order of start.
    sessions: Vec<(DateTime, DateTime)>,
}

/// The hours of a day in which posting is welcome, by its place in the week.
#[derive(Clone, Copy, Debug)]
struct Hours {
    weekdays: (Time, Time),
    friday: (Time, Time),
    weekend: Option<(Time, Time)>,
}

/// A stretch of time in which posting is welcome; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub from: Timestamp,
    pub to: Timestamp,
}

/// Which way a post slides out of quiet time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slide {
    /// To the next opening.
    Forward,
    /// To the last opening before: a day-before reminder would be pointless later.
    Back,
}

impl Calendar {
    /// For posts to `network`: nothing while one of its sessions is going on.
    pub fn of_network(programme: &Programme, network: &Network) -> Self {
        Self::of_networks(programme, &[network])
    }

    /// For what is said to all of `networks` at one time: nothing while any of them has a session.
    pub fn of_networks(programme: &Programme, networks: &[&Network]) -> Self {
        let held = networks
            .iter()
            .flat_map(|network| &network.sessions)
            .filter(|session| !session.cancelled);
        let mut sessions: Vec<_> = held.map(|it| (it.starts(), it.ends())).collect();
        sessions.sort_unstable();
        Self {
            sessions,
            ..Self::of_coordinators(programme)
        }
    }

    /// For posts to the coordinators: sessions don't count.
    pub fn of_coordinators(programme: &Programme) -> Self {
        let QuietHours {
            weekdays, friday, ..
        } = programme.quiet;
        Self {
            zone: programme.zone.rules().clone(),
            hours: Hours {
                weekdays,
                friday,
                weekend: None,
            },
            holidays_of: Some(programme.country),
            breaks: programme.breaks.iter().map(|it| (it.from, it.to)).collect(),
            sessions: Vec::new(),
        }
    }

    /// For what is urgent: any day, within the urgent hours.
    pub fn urgent(programme: &Programme) -> Self {
        let urgent = programme.quiet.urgent;
        Self {
            zone: programme.zone.rules().clone(),
            hours: Hours {
                weekdays: urgent,
                friday: urgent,
                weekend: Some(urgent),
            },
            holidays_of: None,
            breaks: Vec::new(),
            sessions: Vec::new(),
        }
    }

    /// This calendar for what may be said while `session` is going on: its own closing question.
    #[must_use]
    pub fn through(mut self, session: &Session) -> Self {
        let span = (session.starts(), session.ends());
        self.sessions.retain(|other| *other != span);
        self
    }

    /// Where a post meant for `local` lands: the instant and the end of the opening it lies in.
    ///
    /// Forward, that is the minute itself or the start of the next opening. Back, it is the same
    /// time of day on the last open day before, or as near to it as that day's openings come.
    /// Nothing when no opening lies within [`DAYS_SEARCHED`].
    pub fn place(&self, local: DateTime, slide: Slide) -> Option<(Timestamp, Timestamp)> {
        match slide {
            Slide::Forward => {
                let meant = Timestamp::of_local(local, &self.zone);
                let opening = self.next_opening(meant)?;
                Some((meant.max(opening.from), opening.to))
            }
            Slide::Back => self.place_back(local),
        }
    }

    /// The first opening that ends at or after `instant`; it may have begun.
    pub fn next_opening(&self, instant: Timestamp) -> Option<Opening> {
        days(instant.local(&self.zone).date(), 1.day())
            .flat_map(|day| self.openings(day))
            .find(|opening| opening.to >= instant)
    }

    fn place_back(&self, local: DateTime) -> Option<(Timestamp, Timestamp)> {
        days(local.date(), -1.day()).find_map(|day| {
            let meant = Timestamp::of_local(day.to_datetime(local.time()), &self.zone);
            let openings = self.openings(day);
            let begun = openings.iter().rev().find(|opening| opening.from <= meant);
            match (begun, openings.first()) {
                (Some(begun), _) => Some((meant.min(begun.to), begun.to)),
                // On an earlier day the first opening is earlier, too, however late it begins.
                (None, Some(first)) if day < local.date() => Some((first.from, first.to)),
                _ => None,
            }
        })
    }

    /// The openings of one day, in order.
    fn openings(&self, day: Date) -> Vec<Opening> {
        let Some((from, to)) = self.hours_of(day) else {
            return Vec::new();
        };
        self.between_sessions(day.to_datetime(from), day.to_datetime(to))
            .into_iter()
            .map(|(from, to)| Opening {
                from: Timestamp::of_local(from, &self.zone),
                to: Timestamp::of_local(to, &self.zone),
            })
            .collect()
    }

    fn hours_of(&self, day: Date) -> Option<(Time, Time)> {
        let in_break = |&(first, last): &(Date, Date)| first <= day && day <= last;
        let hours = match day.weekday() {
            Weekday::Saturday | Weekday::Sunday => self.hours.weekend?,
            Weekday::Friday => self.hours.friday,
            _ => self.hours.weekdays,
        };
        let closed = self.breaks.iter().any(in_break)
            || self
                .holidays_of
                .is_some_and(|country| holiday(country, day).is_some());
        (!closed).then_some(hours)
    }

    /// What the sessions leave of the time from `from` to `to`: up to the minute before each, and from
    /// the minute after it.
    fn between_sessions(&self, mut from: DateTime, to: DateTime) -> Vec<(DateTime, DateTime)> {
        let mut left = Vec::with_capacity(1);
        for &(starts, ends) in &self.sessions {
            if ends < from || to < starts || ends < starts {
                continue;
            }
            if from < starts {
                left.push((from, starts.saturating_sub(1.minute())));
            }
            match ends.checked_add(1.minute()) {
                Ok(after) => from = from.max(after),
                Err(_) => return left,
            }
        }
        if from <= to {
            left.push((from, to));
        }
        left
    }
}

/// The days from `first` on by `step`, as far as we search and the calendar goes.
fn days(first: Date, step: Span) -> impl Iterator<Item = Date> {
    first.series(step).take(DAYS_SEARCHED)
}

#[cfg(test)]
mod tests;
