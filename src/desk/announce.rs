//! A coordinator's own words, to networks or to all, now or at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::civil::{DateTime, Time};

use crate::clock::Timestamp;
use crate::desk::find::{self, Place};
use crate::desk::{Effect, Facts, Known, Outcome, Proposal, Request, Saying, told};
use crate::inbox::command::{Networks, When};
use crate::outbox::Wanted;
use crate::plan::{Calendar, Content, Post, Slide};
use crate::programme::{Audience, Id, Language};
use crate::words::{Message, Value, compose, dates, say};

/// How long an announcement is of use.
const USEFUL_FOR: Duration = Duration::from_secs(3 * 24 * 60 * 60);
/// The longest text we take, in characters; platforms shorten far below it.
const LONGEST: usize = 10_000;

/// Says `text` to `networks`.
pub(super) fn announce(
    request: &Request,
    facts: &Facts,
    text: &str,
    networks: &Networks,
    at: Option<When>,
) -> Outcome {
    match propose(request, facts, text.trim(), networks, at) {
        Ok(proposal) => Outcome::Do(proposal),
        Err(no) => Outcome::No(no),
    }
}

fn propose(
    request: &Request,
    facts: &Facts,
    text: &str,
    networks: &Networks,
    at: Option<When>,
) -> Result<Proposal, Message> {
    let language = request.language;
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(told(language, "desk-long", "desk-long-note"));
    }
    let places = find::networks(networks, request, facts)?;
    let mut said: Vec<Wanted> = Vec::new();
    let mut notes = Vec::new();
    for of_programme in places.chunk_by(|one, next| is_same_programme(one, next)) {
        let Some(first) = of_programme.first() else {
            continue;
        };
        let moment = moment(request, facts, first.known, at)?;
        notes.extend(moment.note);
        said.extend(announcements(text, of_programme, &moment.opening, facts));
    }
    if said.is_empty() {
        return Err(told(language, "desk-no-channel", "desk-no-channel-note"));
    }
    notes.extend(unheard(language, &places));
    notes.extend(
        places
            .iter()
            .filter_map(|place| paused(language, *place, facts)),
    );
    notes.dedup();
    let names: Vec<&str> = places.iter().map(|it| it.network.title.as_str()).collect();
    let names = names.join(", ");
    let names = [("networks", Value::Text(&names))];
    let is_later = said.iter().any(|wanted| wanted.post.due_at > facts.now);
    let done = if is_later {
        "desk-announce-planned"
    } else {
        "desk-announced"
    };
    Ok(Proposal {
        title: say(language, "desk-announce", &names),
        done: say(language, done, &names),
        notes,
        follows: Vec::new(),
        sayings: said
            .iter()
            .map(|wanted| Saying::of(wanted, facts.now))
            .collect(),
        effects: vec![Effect::Say(said)],
    })
}

/// When it is said.
struct Moment {
    /// The instant, and the end of the opening it lies in.
    opening: (Timestamp, Timestamp),
    /// That it is another moment than was asked for.
    note: Option<String>,
}

/// At the time asked for, or now; in quiet time, when that ends.
fn moment(
    request: &Request,
    facts: &Facts,
    known: &Known,
    at: Option<When>,
) -> Result<Moment, Message> {
    let language = request.language;
    let zone = known.programme.zone.rules();
    let now = facts.now.local(zone);
    let meant = at.map_or(now, |at| meant(at, now));
    if meant < now {
        return Err(told(language, "desk-passed", "desk-passed-note"));
    }
    let placed = Calendar::of_coordinators(&known.programme).place(meant, Slide::Forward);
    let Some((due, closes)) = placed else {
        return Err(told(language, "desk-no-opening", "desk-no-opening-note"));
    };
    let due = due.max(facts.now);
    let asked_for_hour = at.is_none_or(|at| at.time.is_some());
    let slid = asked_for_hour && due > facts.now && due.local(zone) != meant;
    let note = slid.then(|| {
        let when = dates::moment(language, due.local(zone), now.date());
        say(language, "desk-quiet", &[("when", Value::Text(&when))])
    });
    Ok(Moment {
        opening: (due, closes),
        note,
    })
}

/// A time alone is the next one; a date alone begins with its first opening.
fn meant(at: When, now: DateTime) -> DateTime {
    match (at.date, at.time) {
        (Some(date), Some(time)) => date.to_datetime(time),
        (Some(date), None) if date == now.date() => now,
        (Some(date), None) => date.to_datetime(Time::midnight()),
        (None, Some(time)) => {
            let today = now.date().to_datetime(time);
            match now.date().tomorrow() {
                Ok(tomorrow) if today < now => tomorrow.to_datetime(time),
                _ => today,
            }
        }
        (None, None) => now,
    }
}

/// One post for each language, in every channel of `places`, which are of one programme; a channel that
/// serves two of them hears it once.
fn announcements(
    text: &str,
    places: &[Place<'_>],
    (due_at, closes_at): &(Timestamp, Timestamp),
    facts: &Facts,
) -> Vec<Wanted> {
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut by_language: BTreeMap<Language, BTreeSet<&str>> = BTreeMap::new();
    for place in places {
        for channel in channels_of(*place) {
            if taken.insert(channel) {
                by_language
                    .entry(place.language())
                    .or_default()
                    .insert(channel);
            }
        }
    }
    // Two announcements in one millisecond are two: chance makes their keys differ.
    let (now, chance) = (facts.now.millis(), facts.chance % 1_000_000);
    let of_language = |(language, channels): (Language, BTreeSet<&str>)| {
        let programme = &places.first()?.known.programme;
        let only = match places {
            [only] => Some(only.network.id.clone()),
            _ => None,
        };
        let tag = language.tag();
        let post = Post {
            key: format!("{}/announcement/{now}-{chance:06}/{tag}", programme.id),
            programme: programme.id.clone(),
            network: only,
            audience: Audience::Network,
            language,
            zone: programme.zone.clone(),
            due_at: *due_at,
            closes_at: *closes_at,
            useful_until_at: due_at.plus(USEFUL_FOR),
            content: Content::Announcement {
                text: text.to_owned(),
            },
        };
        let channels = channels.into_iter().map(str::to_owned).collect();
        Some(Wanted { post, channels })
    };
    by_language.into_iter().filter_map(of_language).collect()
}

/// The channels in which the leaders of a network are spoken to.
fn channels_of(place: Place<'_>) -> impl Iterator<Item = &str> {
    let of_network = move |network: &Option<Id>| network.as_ref() == Some(&place.network.id);
    let routes = place.known.routes.iter();
    let own = routes.filter(move |route| of_network(&route.network));
    own.map(|route| route.channel.as_str())
}

/// That some of `places` have no channel.
fn unheard(language: Language, places: &[Place<'_>]) -> Option<String> {
    let without = places
        .iter()
        .filter(|place| channels_of(**place).next().is_none());
    let names: Vec<&str> = without.map(|place| place.network.title.as_str()).collect();
    let names = (!names.is_empty()).then(|| names.join(", "))?;
    Some(say(
        language,
        "desk-unheard",
        &[("networks", Value::Text(&names))],
    ))
}

/// That nothing is said to `place` for now.
pub(super) fn paused(language: Language, place: Place<'_>, facts: &Facts) -> Option<String> {
    let name = (place.known.programme.id.clone(), place.network.id.clone());
    let network = [("network", Value::Text(&place.network.title))];
    let is_paused = facts.paused.contains(&name);
    is_paused.then(|| say(language, "desk-is-paused", &network))
}

fn is_same_programme(one: &Place<'_>, other: &Place<'_>) -> bool {
    one.known.programme.id == other.known.programme.id
}

impl Saying {
    /// `wanted` as it is said when it is due, seen at `now`.
    pub(super) fn of(wanted: &Wanted, now: Timestamp) -> Self {
        let Wanted { post, channels } = wanted;
        let at = post.due_at.max(now);
        Self {
            channels: channels.clone(),
            at: (at > now).then(|| at.local(post.zone.rules())),
            message: compose(&post.content, post.language, &post.zone, at),
        }
    }
}

#[cfg(test)]
mod tests;
