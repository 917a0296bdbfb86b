//! Reminding of an open question: when, and within which limits. A nudge goes to a network's channels and
//! tells how many have answered, never who.

pub mod worker;

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};

use crate::clock::Timestamp;
use crate::plan::{Asking, AskingFacts, Calendar, Content, NudgeFacts, Post, Slide};
use crate::programme::question::Respondent;
use crate::programme::{Audience, Id, Network, Programme};

/// So often a network may be reminded of a question; on different days.
pub const MOST_NUDGES: usize = 2;

/// An open question as one network sees it.
#[derive(Clone, Debug)]
pub struct OpenHere<'a> {
    pub asking: &'a Asking,
    /// How many respondents have answered, in all its networks.
    pub answered: u32,
    /// Of how many; nothing where nobody knows.
    pub asked: Option<u32>,
    /// The last local day on which it was asked here; nothing where it has not been said.
    pub asked_on: Option<Date>,
    /// The days on which the network was reminded of it.
    pub nudged_on: BTreeSet<Date>,
}

/// Why a network is not reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It has closed by then.
    TooLate,
    /// It was not asked here.
    NotAsked,
    /// It was asked on that very day.
    AskedThatDay,
    /// The network has been reminded of it [`MOST_NUDGES`] times.
    Enough,
    /// The network is reminded of a question on that day already, this one or another.
    NudgedThatDay,
    /// There is nobody left to remind.
    AllHaveAnswered,
}

/// Whether the network may be reminded of the question at `at`. `taken` are the days on which it is
/// reminded of any question.
///
/// # Errors
/// The first reason against it.
pub fn allowed(open: &OpenHere<'_>, at: Timestamp, taken: &BTreeSet<Date>) -> Result<(), WhyNot> {
    let day = at.local(open.asking.zone.rules()).date();
    let asked_on = open.asked_on.ok_or(WhyNot::NotAsked)?;
    if at >= open.asking.closes_at {
        Err(WhyNot::TooLate)
    } else if open.asked.is_some_and(|asked| open.answered >= asked) {
        Err(WhyNot::AllHaveAnswered)
    } else if open.nudged_on.len() >= MOST_NUDGES {
        Err(WhyNot::Enough)
    } else if taken.contains(&day) || open.nudged_on.contains(&day) {
        Err(WhyNot::NudgedThatDay)
    } else if day <= asked_on {
        Err(WhyNot::AskedThatDay)
    } else {
        Ok(())
    }
}

/// When a network with this calendar is reminded by itself, in order: half-way, and on the morning of the
/// last day of posting before the one on which the question closes; never on the day on which it opened,
/// and once a day.
pub fn times(asking: &Asking, calendar: &Calendar) -> Vec<Timestamp> {
    let zone = asking.zone.rules();
    let day = |at: &Timestamp| at.local(zone).date();
    let half = asking.closes_at.since(asking.opens_at) / 2;
    // On the day half-way at the time of day at which it opened: half-way itself may be at night.
    let opened = asking.opens_at.local(zone).time();
    let half_way = day(&asking.opens_at.plus(half)).to_datetime(opened);
    let closing_day = day(&asking.closes_at).to_datetime(Time::midnight());
    let meant = [(half_way, Slide::Forward), (closing_day, Slide::Back)];
    let landed = meant
        .into_iter()
        .filter_map(|(meant, slide)| calendar.place(meant, slide));
    let mut times: Vec<Timestamp> = landed
        .map(|(at, _)| at)
        .filter(|at| day(at) > day(&asking.opens_at) && *at < asking.closes_at)
        .collect();
    times.sort_unstable();
    times.dedup_by_key(|at| day(at));
    times
}

/// Whether it is the time for one of [`times`] now: on its day, from its minute on, while posting is
/// welcome. What was missed for a day is let go: another reminder follows, or the question closes.
pub fn is_time(asking: &Asking, calendar: &Calendar, now: Timestamp) -> bool {
    let day = |at: Timestamp| at.local(asking.zone.rules()).date();
    let welcome = || {
        let opening = calendar.next_opening(now);
        opening.is_some_and(|opening| opening.from <= now)
    };
    let times = times(asking, calendar);
    let mut times = times.into_iter();
    now < asking.closes_at && times.any(|at| at <= now && day(at) == day(now)) && welcome()
}

/// How many are asked: the schools of the asked networks, each once. How many leaders there are, nobody
/// knows.
pub fn asked(asking: &Asking, programme: &Programme) -> Option<u32> {
    if asking.question.respondent == Respondent::Person {
        return None;
    }
    let networks = asking
        .networks
        .iter()
        .filter_map(|id| programme.network(id));
    let schools: BTreeSet<&Id> = networks.flat_map(|network| &network.schools).collect();
    u32::try_from(schools.len()).ok().filter(|asked| *asked > 0)
}

/// The post that reminds `network` of `questions` at `now`; nothing when posting is not welcome before
/// they close.
pub fn post(
    programme: &Programme,
    network: &Network,
    questions: &[OpenHere<'_>],
    now: Timestamp,
) -> Option<Post> {
    let opening = Calendar::of_network(programme, network).next_opening(now)?;
    let due_at = now.max(opening.from);
    let closes_at = questions.iter().map(|open| open.asking.closes_at).min()?;
    let day = due_at.local(programme.zone.rules()).date();
    (due_at < closes_at).then(|| Post {
        key: format!("{}/{}/nudge/{day}", programme.id, network.id),
        programme: programme.id.clone(),
        network: Some(network.id.clone()),
        audience: Audience::Network,
        language: network.language.unwrap_or(programme.language),
        zone: programme.zone.clone(),
        due_at,
        closes_at: opening.to,
        useful_until_at: closes_at,
        content: Content::Nudge {
            network: network.title.clone(),
            written_in: programme.language,
            questions: questions
                .iter()
                .map(|open| NudgeFacts {
                    asking: AskingFacts::of(open.asking),
                    answered: open.answered,
                    asked: open.asked,
                })
                .collect(),
        },
    })
}

#[cfg(test)]
mod tests;
