//! What simulated leaders do, and when: pure functions of what is asked, who is asked and a seed.
//!
//! Most answer after some hours of working time, some change their minds, some forget.

use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::{DateTime, Time, Weekday, time};
use jiff::tz::TimeZone;

use crate::clock::Timestamp;
use crate::entropy::Entropy;
use crate::inbox::{Deed, Given};
use crate::plan::{Asking, Post};
use crate::programme::Id;
use crate::programme::question::{Mode, QuestionKind};

use super::texts;

/// How many of those who are asked answer a question.
const ANSWER: f64 = 0.8;
/// How many of them change their minds where they can.
const CHANGE: f64 = 0.15;
/// How many say that they don't know, where that is set apart.
const ASIDE: f64 = 0.06;
/// How likely each of several options is chosen.
const CHOSEN: f64 = 0.4;
/// How many write something in reply to a prompt.
const REPLY: f64 = 0.4;
/// Replies come so long after the prompt: none is late for it and meant for the next.
const REPLY_WITHIN: (Duration, Duration) = (
    Duration::from_secs(6 * 60),
    Duration::from_secs(4 * 60 * 60),
);
/// Between these they look at the chat, Mondays to Fridays.
const AWAKE: (Time, Time) = (time(7, 0, 0, 0), time(17, 0, 0, 0));
/// An answer comes at least so long before its question closes.
const IN_TIME: Duration = Duration::from_secs(60);

/// Something that a simulated leader does.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Doing {
    pub(super) at: Timestamp,
    pub(super) school: Id,
    /// Unique for what is done.
    pub(super) name: String,
    pub(super) deed: Deed,
}

/// How the leaders of `schools` answer `asking`.
pub(super) fn answers(asking: &Asking, schools: &[&Id], seed: u64) -> Vec<Doing> {
    // How they lean together: some questions divide people, most do not.
    let leaning = 0.55 + 0.2 * chance(seed, &[&asking.key]).fraction();
    let mut doings = Vec::new();
    for (index, school) in schools.iter().enumerate() {
        let chance = chance(seed, &[&asking.key, school.as_str()]);
        if chance.fraction() >= ANSWER {
            continue;
        }
        let open = asking.closes_at.since(asking.opens_at);
        let delay = open.mul_f64(0.9 * chance.fraction().powi(2));
        let first = awake(asking.opens_at.plus(delay), asking.zone.rules());
        let Some(answer) = answer(asking, index, leaning, &chance) else {
            continue;
        };
        let changed = changed(asking, &answer, &chance);
        let left = asking.closes_at.since(first).mul_f64(chance.fraction());
        let again = awake(first.plus(left), asking.zone.rules());
        let given = [(first, Some(answer)), (again, changed)];
        for (number, (at, answer)) in (1..).zip(given) {
            let in_time = at.plus(IN_TIME) < asking.closes_at;
            doings.extend(answer.filter(|_| in_time).map(|answer| Doing {
                at,
                school: (*school).clone(),
                name: format!("{}/{school}/{number}", asking.key),
                deed: Deed::Vote {
                    asking: asking.key.clone(),
                    answer,
                },
            }));
        }
    }
    doings
}

/// What the leaders of `schools` write in reply to `post`, which was said at `said_at`.
pub(super) fn replies(post: &Post, said_at: Timestamp, schools: &[&Id], seed: u64) -> Vec<Doing> {
    let texts = texts::replies(&post.content, post.language);
    // Who replies, each with a text of their own; another prompt of the kind begins with other texts.
    let mut repliers: Vec<(f64, &Id)> = schools
        .iter()
        .map(|school| {
            (
                chance(seed, &[&post.key, school.as_str()]).fraction(),
                *school,
            )
        })
        .filter(|(lot, _)| *lot < REPLY)
        .collect();
    repliers.sort_by(|one, other| one.0.total_cmp(&other.0));
    repliers.truncate(texts.len());
    let session = post.content.session().map_or(0, |session| session.number);
    let first = session * 5;
    let repliers = repliers.into_iter().enumerate();
    repliers
        .filter_map(|(rank, (lot, school))| {
            let text = texts.get((first + rank) % texts.len())?.clone();
            let (soonest, latest) = REPLY_WITHIN;
            let delay = soonest + (latest - soonest).mul_f64((lot / REPLY).powi(2));
            Some(Doing {
                at: said_at.plus(delay),
                school: school.clone(),
                name: format!("{}/{school}", post.key),
                deed: Deed::Say { text },
            })
        })
        .collect()
}

/// An answer, around where everybody leans.
fn answer(asking: &Asking, index: usize, leaning: f64, chance: &Entropy) -> Option<Given> {
    let question = &asking.question;
    let options = &question.options;
    if question.kind == QuestionKind::Text {
        let texts = texts::own_words(asking.language);
        return texts.get(index).cloned().map(Given::Text);
    }
    if question.kind == QuestionKind::Choices {
        let mut chosen: Vec<String> = options
            .iter()
            .filter(|_| chance.fraction() < CHOSEN)
            .map(|option| option.key.to_string())
            .collect();
        if chosen.is_empty() {
            chosen.extend(options.first().map(|option| option.key.to_string()));
        }
        return Some(Given::Options(chosen));
    }
    let aside = question.aside.as_ref();
    if let Some(aside) = aside.filter(|_| chance.fraction() < ASIDE) {
        return Some(Given::Options(vec![aside.key.to_string()]));
    }
    let ordered = question.kind != QuestionKind::Choice;
    let weights: Vec<f64> = (0..options.len())
        .map(|place| match ordered {
            true => weight(place, options.len(), leaning),
            false => 1.0,
        })
        .collect();
    let mut lot = chance.fraction() * weights.iter().sum::<f64>();
    let drawn = options.iter().zip(&weights).find(|(_, weight)| {
        lot -= **weight;
        lot < 0.0
    });
    let option = drawn.map(|(option, _)| option).or(options.last())?;
    Some(Given::Options(vec![option.key.to_string()]))
}

/// How likely the option at `place` of `count` is where people lean to `leaning`, from 0 to 1.
fn weight(place: usize, count: usize, leaning: f64) -> f64 {
    let steps = u32::try_from(count.saturating_sub(1).max(1)).unwrap_or(u32::MAX);
    let here = f64::from(u32::try_from(place).unwrap_or(u32::MAX)) / f64::from(steps);
    (-(here - leaning).powi(2) / 0.16).exp()
}

/// The neighbouring option, for those who think again.
fn changed(asking: &Asking, answer: &Given, chance: &Entropy) -> Option<Given> {
    let question = &asking.question;
    let thinks_again = chance.fraction() < CHANGE && question.mode != Mode::Secret;
    let Given::Options(keys) = answer else {
        return None;
    };
    let [key] = keys.as_slice() else {
        return None;
    };
    let mut options = question.options.iter();
    let place = options.position(|option| option.key.as_str() == key)?;
    let neighbour = question
        .options
        .get(place + 1)
        .or_else(|| question.options.get(place.checked_sub(1)?))?;
    thinks_again.then(|| Given::Options(vec![neighbour.key.to_string()]))
}

/// The first moment from `at` on at which someone looks at the chat.
fn awake(at: Timestamp, zone: &TimeZone) -> Timestamp {
    let local = at.local(zone);
    let works = |local: &DateTime| !matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday);
    if works(&local) && (AWAKE.0..AWAKE.1).contains(&local.time()) {
        return at;
    }
    let today = match local.time() < AWAKE.0 {
        true => Some(local),
        false => local.checked_add(1.day()).ok(),
    };
    let mornings = std::iter::successors(today, |day| day.checked_add(1.day()).ok());
    // Not all in the same minute.
    let minute = AWAKE.0.saturating_add(i64::from(local.minute()).minutes());
    let next = mornings.take(7).find(works);
    next.map_or(at, |day| {
        Timestamp::of_local(day.date().to_datetime(minute), zone)
    })
}

/// The chance of a thing of that name: the same for the same seed, whatever else was drawn.
fn chance(seed: u64, names: &[&str]) -> Entropy {
    // FNV-1a over the names, each ended by a byte that no name has.
    let bytes = names.iter().flat_map(|name| name.bytes().chain([0xff]));
    let mixed = bytes.fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Entropy::from_seed(mixed)
}

#[cfg(test)]
mod tests;
