//! A question asked on one occasion: with its own opening, closing and tally.

use jiff::civil::{Date, DateTime, DateTimeRound, Weekday};
use jiff::{RoundMode, ToSpan, Unit};
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::plan::{Calendar, Slide};
use crate::programme::question::{Asked, Question};
use crate::programme::{Id, Language, Network, Programme, Session, Zone};

/// How many days after the one on which it should close a question may close at the latest.
const DAYS_SEARCHED: usize = 400;

/// One asking of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asking {
    /// Stable and unique in the database: `programme/question/2018-11-27`, or
    /// `programme/question/network/session` for one that is asked after a session.
    pub key: String,
    pub programme: Id,
    pub question: Question,
    /// Who is asked; never empty.
    pub networks: Vec<Id>,
    pub opens_at: Timestamp,
    pub closes_at: Timestamp,
    pub language: Language,
    pub zone: Zone,
}

impl Asking {
    /// What tells it from the other askings of its question: the session after which it is asked in a
    /// network, else its day.
    pub fn occasion(&self) -> &str {
        self.key.rsplit('/').next().unwrap_or_default()
    }

    /// Whether both ask the same question in a network.
    pub fn asks_same(&self, other: &Self) -> bool {
        let mut networks = self.networks.iter();
        self.programme == other.programme
            && self.question.id == other.question.id
            && networks.any(|network| other.networks.contains(network))
    }

    /// The session after which it is asked, if it is.
    pub fn session(&self) -> Option<Id> {
        match self.question.asked {
            Asked::AfterSession { .. } => Id::parse(self.occasion()),
            _ => None,
        }
    }
}

/// Every asking of `programme` that its file sets a time for, in order of opening and key.
///
/// A question opens at its minute or in the next opening of all networks that are asked. It closes at
/// the same time of day, the given number of weekdays later: on the first such day on which posting is
/// welcome then, so never on a public holiday or in a break.
pub fn askings(programme: &Programme) -> Vec<Asking> {
    let mut askings: Vec<Asking> = programme
        .questions
        .iter()
        .flat_map(|question| {
            let occasions = occasions(programme, question);
            occasions
                .into_iter()
                .filter_map(|occasion| occasion.asking(programme, question))
        })
        .collect();
    askings.sort_by_cached_key(|asking| (asking.opens_at, asking.key.clone()));
    askings
}

/// The asking of `question`, by command at `now`, in `networks`; nothing when there is no time at which
/// it could open or close. It opens now or in the next opening of all of them. It closes as if it had
/// opened at the next full hour, so that people are told a round time and the one who gives the command
/// can take a while to confirm it. `taken` are the keys of other askings, also of those to come.
pub fn by_command<'k>(
    programme: &Programme,
    question: &Question,
    networks: &[&Network],
    taken: impl Iterator<Item = &'k str> + Clone,
    now: Timestamp,
) -> Option<Asking> {
    let calendar = Calendar::of_networks(programme, networks);
    let zone = programme.zone.rules();
    let (opens_at, _) = calendar.place(now.local(zone), Slide::Forward)?;
    let opens_at = opens_at.max(now);
    let opens = opens_at.local(zone);
    let closes_at = closing(
        &calendar,
        programme,
        full_hour(opens)?,
        question.open_weekdays,
    )?;
    let language = match networks {
        [] => return None,
        [network] => network.language.unwrap_or(programme.language),
        _ => programme.language,
    };
    let day = format!("{}/{}/{}", programme.id, question.id, opens.date());
    let mut keys =
        std::iter::once(day.clone()).chain((2..).map(|number| format!("{day}-{number}")));
    Some(Asking {
        key: keys.find(|key| !taken.clone().any(|taken| taken == key))?,
        programme: programme.id.clone(),
        question: Question {
            asked: Asked::ByCommand,
            survey: None,
            ..question.clone()
        },
        networks: networks.iter().map(|network| network.id.clone()).collect(),
        opens_at,
        closes_at,
        language,
        zone: programme.zone.clone(),
    })
}

/// The next full hour, or `moment` itself when it is one.
fn full_hour(moment: DateTime) -> Option<DateTime> {
    let rounding = DateTimeRound::new()
        .smallest(Unit::Hour)
        .mode(RoundMode::Ceil);
    moment.round(rounding).ok()
}

/// A minute for which a question is meant.
struct Occasion<'a> {
    networks: Vec<&'a Network>,
    /// The session after which it is asked.
    session: Option<&'a Session>,
    meant: DateTime,
}

fn occasions<'a>(programme: &'a Programme, question: &'a Question) -> Vec<Occasion<'a>> {
    let networks = || networks_of(programme, question);
    let on = |date: Date, at| Occasion {
        networks: networks().collect(),
        session: None,
        meant: date.to_datetime(at),
    };
    match &question.asked {
        Asked::AfterSession { session, minutes } => networks()
            .flat_map(|network| network.sessions.iter().map(move |held| (network, held)))
            .filter(|(_, held)| !held.cancelled)
            .filter(|(_, held)| session.as_ref().is_none_or(|it| *it == held.id))
            .filter_map(|(network, held)| {
                Some(Occasion {
                    networks: vec![network],
                    session: Some(held),
                    meant: held
                        .ends()
                        .checked_add(i64::from(*minutes).minutes())
                        .ok()?,
                })
            })
            .collect(),
        Asked::On { date, at } => vec![on(*date, *at)],
        Asked::Yearly { month, day, at } => (programme.from.year()..=programme.to.year())
            .filter_map(|year| Date::new(year, *month, *day).ok())
            .filter(|date| (programme.from..=programme.to).contains(date))
            .map(|date| on(date, *at))
            .collect(),
        Asked::ByCommand => Vec::new(),
    }
}

/// The networks that are asked, in the order of the programme.
fn networks_of<'a>(
    programme: &'a Programme,
    question: &'a Question,
) -> impl Iterator<Item = &'a Network> {
    let all = question.networks.is_empty();
    let networks = programme.networks.iter();
    networks.filter(move |network| all || question.networks.contains(&network.id))
}

impl Occasion<'_> {
    /// Nothing when nobody is asked, or when there is no time at which it could open or close.
    fn asking(self, programme: &Programme, question: &Question) -> Option<Asking> {
        let calendar = self.calendar(programme);
        let (opens_at, _) = calendar.place(self.meant, Slide::Forward)?;
        let opens = opens_at.local(programme.zone.rules());
        let closes_at = closing(&calendar, programme, opens, question.open_weekdays)?;
        let language = match self.networks.as_slice() {
            [] => return None,
            [network] => network.language.unwrap_or(programme.language),
            _ => programme.language,
        };
        Some(Asking {
            key: self.key(programme, question),
            programme: programme.id.clone(),
            question: question.clone(),
            networks: self.networks.iter().map(|it| it.id.clone()).collect(),
            opens_at,
            closes_at,
            language,
            zone: programme.zone.clone(),
        })
    }

    /// The session itself, at whose end the question is asked, does not count.
    fn calendar(&self, programme: &Programme) -> Calendar {
        let calendar = Calendar::of_networks(programme, &self.networks);
        match self.session {
            Some(session) => calendar.through(session),
            None => calendar,
        }
    }

    fn key(&self, programme: &Programme, question: &Question) -> String {
        let asked = format!("{}/{}", programme.id, question.id);
        match (self.session, self.networks.as_slice()) {
            (Some(session), [network]) => format!("{asked}/{}/{}", network.id, session.id),
            _ => format!("{asked}/{}", self.meant.date()),
        }
    }
}

/// When a question closes that opened at `opens` for so many weekdays.
fn closing(
    calendar: &Calendar,
    programme: &Programme,
    opens: DateTime,
    weekdays: u16,
) -> Option<Timestamp> {
    let weekday = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    opens
        .date()
        .series(1.day())
        .skip(1)
        .filter(weekday)
        .skip(usize::from(weekdays).saturating_sub(1))
        .take(DAYS_SEARCHED)
        .find_map(|day| {
            let meant = day.to_datetime(opens.time());
            let (closes_at, _) = calendar.place(meant, Slide::Forward)?;
            let lands = closes_at.local(programme.zone.rules());
            (lands.date() == day).then_some(closes_at)
        })
}

#[cfg(test)]
mod tests;
