//! Who must be told that a session has moved, changed room or is cancelled: the channels that were
//! told otherwise, once each.

use std::collections::{BTreeMap, HashMap};

use crate::clock::Timestamp;
use crate::outbox::claim::calendar_for;
use crate::outbox::{Route, State, Stored, Wanted};
use crate::plan::{Content, Post, SessionFacts, Slide, Told};
use crate::programme::{Audience, Id, Network, PostKind, Programme};

/// The corrections that `programme` owes to the channels of `routes`, given what was said there.
/// Those that wait already come out again, unchanged, under the same key; so do those that wait in doubt
/// while all that was said is right, for perhaps nobody has heard them.
pub fn corrections(
    programme: &Programme,
    stored: &[Stored],
    routes: &[Route],
    now: Timestamp,
) -> Vec<Wanted> {
    let said = what_was_said(stored);
    let waiting: HashMap<&str, &Post> = stored
        .iter()
        .filter(|stored| is_correction(stored.post.kind()))
        .map(|stored| (stored.post.key.as_str(), &stored.post))
        .collect();
    let mut owed: BTreeMap<String, Wanted> = BTreeMap::new();
    for network in &programme.networks {
        for route in routes.iter().filter(|route| {
            route.audience == Audience::Network && route.network.as_ref() == Some(&network.id)
        }) {
            let Some(sessions) = said.get(&(route.channel.as_str(), &network.id)) else {
                continue;
            };
            for latest in sessions.values() {
                let owed_now = correct(programme, network, latest, now);
                let Some(post) = owed_now.or_else(|| latest.in_doubt.cloned()) else {
                    continue;
                };
                let post = match waiting.get(post.key.as_str()) {
                    Some(known) if known.content == post.content => (*known).clone(),
                    _ => post,
                };
                owed.entry(post.key.clone())
                    .or_insert_with(|| Wanted {
                        post,
                        channels: Vec::new(),
                    })
                    .channels
                    .push(route.channel.clone());
            }
        }
    }
    owed.into_values().collect()
}

/// What a channel heard last about a session.
struct Latest<'a> {
    told: Told,
    facts: SessionFacts,
    /// The place of the attempt among all.
    at: Option<i64>,
    /// How often it was put right.
    corrected: usize,
    /// The correction that said it, where it waits to be said once more, for nobody knows whether it arrived.
    in_doubt: Option<&'a Post>,
}

type Said<'a> = HashMap<(&'a str, &'a Id), BTreeMap<Id, Latest<'a>>>;

/// For each channel and network: the last thing it was told about each session. What is on its way
/// or in doubt counts as said, because it may have been read.
fn what_was_said(stored: &[Stored]) -> Said<'_> {
    let mut said: Said<'_> = HashMap::new();
    for stored in stored {
        let Some(network) = &stored.post.network else {
            continue;
        };
        if stored.post.audience != Audience::Network {
            continue;
        }
        for delivery in stored
            .deliveries
            .iter()
            .filter(|delivery| delivery.was_heard())
        {
            let post = delivery.said.as_ref().unwrap_or(&stored.post);
            let (Some(told), Some(facts)) = (post.content.told(), post.content.coming_session())
            else {
                continue;
            };
            // What waits in doubt was said at its last attempt, however long it waits.
            let at = delivery.last_attempt;
            let latest = said
                .entry((delivery.channel.as_str(), network))
                .or_default()
                .entry(told.session.clone())
                .or_insert_with(|| Latest {
                    told: told.clone(),
                    facts: facts.clone(),
                    at,
                    corrected: 0,
                    in_doubt: None,
                });
            latest.corrected += usize::from(is_correction(post.kind()));
            if latest.at <= at {
                latest.told = told;
                latest.facts = facts.clone();
                latest.at = at;
                latest.in_doubt = (delivery.state == State::Waiting
                    && is_correction(stored.post.kind()))
                .then_some(&stored.post);
            }
        }
    }
    said
}

pub(super) const fn is_correction(kind: PostKind) -> bool {
    matches!(
        kind,
        PostKind::Moved | PostKind::RoomChanged | PostKind::Cancelled
    )
}

/// The post that puts right what was said last, if that is wrong and the session has not been.
fn correct(
    programme: &Programme,
    network: &Network,
    latest: &Latest<'_>,
    now: Timestamp,
) -> Option<Post> {
    let told = &latest.told;
    let zone = programme.zone.rules();
    let told_start = Timestamp::of_local(told.starts, zone);
    let position = network
        .sessions
        .iter()
        .position(|session| session.id == told.session && !session.cancelled);
    let (content, last_useful) = match position {
        Some(position) => {
            let session = &network.sessions[position];
            let title = programme
                .plan(&session.id)
                .and_then(|plan| plan.title.as_deref());
            let facts = SessionFacts::of(session, position + 1, &network.title, title);
            let start = Timestamp::of_local(facts.starts, zone);
            (what_is_wrong(told, facts)?, start.max(told_start))
        }
        None if told.cancelled => return None,
        None => {
            let session = latest.facts.clone();
            (Content::Cancelled { session }, told_start)
        }
    };
    if last_useful <= now {
        return None;
    }
    let key = format!(
        "{}/{}/{}/change/{}/{}/{}",
        programme.id,
        network.id,
        told.session,
        latest.corrected + 1,
        content.kind(),
        told.starts.strftime("%Y-%m-%dT%H:%M"),
    );
    Some(place(programme, network, key, content, last_useful, now))
}

fn what_is_wrong(told: &Told, session: SessionFacts) -> Option<Content> {
    if told.cancelled || told.starts != session.starts || told.ends != session.ends {
        return Some(Content::Moved {
            told: told.starts,
            session,
        });
    }
    let told_place = told.place.clone()?;
    (session.place.as_ref() != Some(&told_place)).then_some(Content::RoomChanged {
        session,
        told: told_place,
    })
}

fn place(
    programme: &Programme,
    network: &Network,
    key: String,
    content: Content,
    last_useful: Timestamp,
    now: Timestamp,
) -> Post {
    let mut post = Post {
        key,
        programme: programme.id.clone(),
        network: Some(network.id.clone()),
        audience: Audience::Network,
        language: network.language.unwrap_or(programme.language),
        zone: programme.zone.clone(),
        due_at: now,
        closes_at: last_useful,
        useful_until_at: last_useful,
        content,
    };
    // Where no opening is left before it is useless, saying it at once is better than silence.
    let opening = calendar_for(programme, &post, now)
        .place(now.local(programme.zone.rules()), Slide::Forward)
        .map(|(due, closes)| (due.max(now), closes))
        .filter(|(due, _)| *due < last_useful);
    if let Some((due_at, closes_at)) = opening {
        post.due_at = due_at;
        post.closes_at = closes_at;
    }
    post
}
