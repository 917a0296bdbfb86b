//! `pause` and `resume`: nothing is said to a network for a while, and then what is still of use.

use crate::desk::find::{self, Place};
use crate::desk::{Effect, Facts, Outcome, Proposal, Request};
use crate::inbox::command::Networks;
use crate::outbox::{State, Stored};
use crate::programme::Audience;
use crate::words::{Message, Value, dates, say};

/// How many of what waits are listed.
const MOST_LISTED: usize = 8;

/// Says nothing more to the networks that are `meant`.
pub(super) fn pause(request: &Request, facts: &Facts, meant: &Networks) -> Outcome {
    let language = request.language;
    change(request, facts, meant, false, |places, titles| Proposal {
        title: say(language, "desk-pause", titles),
        done: say(language, "desk-paused", titles),
        notes: pause_notes(request, facts, places),
        follows: Vec::new(),
        sayings: Vec::new(),
        effects: places
            .iter()
            .map(|place| Effect::Pause {
                programme: place.known.programme.id.clone(),
                network: place.network.id.clone(),
            })
            .collect(),
    })
}

/// Speaks to the networks that are `meant` again.
pub(super) fn resume(request: &Request, facts: &Facts, meant: &Networks) -> Outcome {
    let language = request.language;
    change(request, facts, meant, true, |places, titles| Proposal {
        title: say(language, "desk-resume", titles),
        done: say(language, "desk-resumed", titles),
        notes: resume_notes(request, facts, places),
        follows: Vec::new(),
        sayings: Vec::new(),
        effects: places
            .iter()
            .map(|place| Effect::Resume {
                programme: place.known.programme.id.clone(),
                network: place.network.id.clone(),
            })
            .collect(),
    })
}

/// What `propose` makes of those of the networks that are `meant` whose pause is as `paused` tells.
fn change(
    request: &Request,
    facts: &Facts,
    meant: &Networks,
    paused: bool,
    propose: impl FnOnce(&[Place<'_>], &[(&str, Value<'_>)]) -> Proposal,
) -> Outcome {
    let mut places = match find::networks(meant, request, facts) {
        Ok(places) => places,
        Err(no) => return Outcome::No(no),
    };
    let all = titles(&places);
    places.retain(|place| {
        let name = (place.known.programme.id.clone(), place.network.id.clone());
        facts.paused.contains(&name) == paused
    });
    if places.is_empty() {
        let key = if paused {
            "desk-not-paused"
        } else {
            "desk-paused-already"
        };
        let language = request.language;
        let title = say(language, key, &[("networks", Value::Text(&all))]);
        return Outcome::No(Message::plain(language, title, None));
    }
    let titles = titles(&places);
    Outcome::Do(propose(&places, &[("networks", Value::Text(&titles))]))
}

/// What waits, and what goes on meanwhile.
fn pause_notes(request: &Request, facts: &Facts, places: &[Place<'_>]) -> Vec<String> {
    let language = request.language;
    let mut notes = listed(request, places, "desk-pause-waits", |stored| {
        stored.post.useful_until_at > facts.now
    });
    let asked_there = facts.questions.iter().any(|asked| {
        let asking = &asked.asking;
        asked.is_open(facts.now)
            && places.iter().any(|place| {
                asking.programme == place.known.programme.id
                    && asking.networks.contains(&place.network.id)
            })
    });
    if asked_there {
        notes.push(say(language, "desk-pause-questions", &[]));
    }
    notes.push(say(language, "desk-pause-until", &[]));
    notes
}

/// What is said now that waited.
fn resume_notes(request: &Request, facts: &Facts, places: &[Place<'_>]) -> Vec<String> {
    let waited = listed(request, places, "desk-resume-comes", |stored| {
        stored.post.due_at <= facts.now && facts.now < stored.post.useful_until_at
    });
    match waited.is_empty() {
        true => vec![say(request.language, "desk-resume-nothing", &[])],
        false => waited,
    }
}

/// A sentence with how many of what waits for the networks `fits`, and the first of them.
fn listed(
    request: &Request,
    places: &[Place<'_>],
    key: &str,
    fits: impl Fn(&Stored) -> bool,
) -> Vec<String> {
    let language = request.language;
    let waiting = places.iter().flat_map(|place| {
        let network = &place.network.id;
        place.known.posts.iter().filter(move |stored| {
            stored.post.network.as_ref() == Some(network)
                && stored.post.audience == Audience::Network
        })
    });
    let mut waiting: Vec<&Stored> = waiting
        .filter(|stored| {
            let mut deliveries = stored.deliveries.iter();
            deliveries.any(|it| it.state == State::Waiting) && fits(stored)
        })
        .collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    waiting.sort_by_key(|stored| stored.post.due_at);
    let first = waiting.iter().take(MOST_LISTED).map(|stored| {
        let post = &stored.post;
        let day = post.due_at.local(post.zone.rules()).date();
        let kind = format!("kind-{}", post.kind().name().replace('_', "-"));
        let kind = say(language, &kind, &[]);
        format!("{kind} ({})", dates::date(language, day, request.today))
    });
    let first: Vec<String> = first.collect();
    let first = first.join(", ");
    let values = [
        ("count", Value::Number(waiting.len())),
        ("posts", Value::Text(&first)),
    ];
    vec![say(language, key, &values)]
}

fn titles(places: &[Place<'_>]) -> String {
    let titles: Vec<&str> = places
        .iter()
        .map(|place| place.network.title.as_str())
        .collect();
    titles.join(", ")
}

#[cfg(test)]
mod tests;
