//! What should be said against what is stored → what to change. Without effect when nothing has
//! changed: planning the same programme twice changes nothing.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::clock::Timestamp;
use crate::outbox::State;
use crate::outbox::corrections::is_correction;
use crate::plan::Post;
use crate::programme::{Audience, Id, PostKind};

/// A post in the database with its deliveries.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: i64,
    pub post: Post,
    /// Made by the rhythm, so that planning may change it; else by a command or by trouble.
    pub by_rhythm: bool,
    pub deliveries: Vec<StoredDelivery>,
}

/// A delivery in the database, as planning sees it.
#[derive(Clone, Debug)]
pub struct StoredDelivery {
    pub id: i64,
    pub channel: String,
    pub state: State,
    /// When it came to its end; nothing while it waits or is being sent.
    pub settled_at: Option<Timestamp>,
    /// The place of its last attempt among all attempts there were; nothing before its first. It tells
    /// what was said last, whatever the clock showed.
    pub last_attempt: Option<i64>,
    /// An attempt was made of which nobody knows whether it arrived.
    pub in_doubt: bool,
    /// The post as it was said here, where it has changed since.
    pub said: Option<Post>,
}

impl StoredDelivery {
    /// Whether people may have read it: what is on its way or in doubt counts.
    pub fn was_heard(&self) -> bool {
        let heard = [State::Sent, State::Unknown, State::Sending];
        self.in_doubt || heard.contains(&self.state)
    }
}

/// A channel and whom it serves in one programme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    pub channel: String,
    pub audience: Audience,
    /// The network it serves; nothing for coordinators, who hear of all.
    pub network: Option<Id>,
    /// A question said here can be answered here.
    pub takes_answers: bool,
    /// One that is not secret can be answered in writing, for everyone in the channel to see.
    pub takes_words: bool,
}

impl Route {
    /// Whether a question said here can be answered; a `secret` one is not answered where all read along.
    pub const fn can_be_answered(&self, secret: bool) -> bool {
        self.takes_answers || self.takes_words && !secret
    }

    /// Whether `post` is to be said here. A question is asked, and reminded of, only where it can be
    /// answered.
    pub fn carries(&self, post: &Post) -> bool {
        self.audience == post.audience
            && (self.can_be_answered(post.content.asks_in_secret())
                || !matches!(post.kind(), PostKind::Question | PostKind::Nudge))
            && match self.audience {
                Audience::Coordinators => true,
                Audience::Network => self.network == post.network,
            }
    }
}

/// A post that should be said, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub post: Post,
    pub channels: Vec<String>,
}

impl Wanted {
    /// `post`, in every channel that carries it.
    pub fn everywhere(post: Post, routes: &[Route]) -> Self {
        let channels: BTreeSet<&str> = routes
            .iter()
            .filter(|route| route.carries(&post))
            .map(|route| route.channel.as_str())
            .collect();
        let channels = channels.into_iter().map(str::to_owned).collect();
        Self { post, channels }
    }
}

/// What to change so that the database says what should be said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reconciliation {
    /// New posts with their channels.
    pub insert: Vec<Wanted>,
    /// Posts that say something else or at another time now.
    pub update: Vec<PostUpdate>,
    /// Channels that a stored post has no delivery for yet: (post, channel).
    pub deliver: Vec<(i64, String)>,
    /// Deliveries that wait for something nobody wants said any more.
    pub end: Vec<(i64, State)>,
    /// Deliveries that had ended unsaid and are wanted again.
    pub revive: Vec<i64>,
    /// Something is on its way that is not wanted, or not as it is: whether it arrives is to be known first.
    pub look_again: bool,
}

impl Reconciliation {
    /// Whether there is nothing to change.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A stored post as it should be from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct PostUpdate {
    pub id: i64,
    pub post: Post,
    /// Its times changed, so what waits becomes due at the new one.
    pub moved: bool,
}

/// Compares the posts `wanted`, by the rhythm and as corrections, with those `stored`.
///
/// A wanted post whose last useful moment has passed is left out: it would come too late. A delivery
/// on its way or said is never touched.
pub fn reconcile(stored: &[Stored], wanted: &[Wanted], now: Timestamp) -> Reconciliation {
    let by_key: HashMap<&str, &Stored> = stored
        .iter()
        .filter(|stored| stored.by_rhythm)
        .map(|stored| (stored.post.key.as_str(), stored))
        .collect();
    let mut changes = Reconciliation::default();
    for wanted in wanted {
        let useful = wanted.post.useful_until_at > now;
        match by_key.get(wanted.post.key.as_str()) {
            Some(stored) => reconcile_one(stored, wanted, useful, &mut changes),
            None if useful => changes.insert.push(wanted.clone()),
            None => {}
        }
    }
    end_the_unwanted(stored, wanted, &mut changes);
    changes
}

fn reconcile_one(stored: &Stored, wanted: &Wanted, useful: bool, changes: &mut Reconciliation) {
    if stored.post != wanted.post {
        changes.update.push(PostUpdate {
            id: stored.id,
            post: wanted.post.clone(),
            moved: times_of(&stored.post) != times_of(&wanted.post),
        });
    }
    let says_otherwise = stored.post.content != wanted.post.content;
    let corrects_otherwise = says_otherwise && is_correction(wanted.post.kind());
    for delivery in &stored.deliveries {
        let served = wanted.channels.contains(&delivery.channel);
        match delivery.state {
            State::Waiting if !served => changes.end.push((delivery.id, State::Cancelled)),
            State::Sending if !served => changes.look_again = true,
            State::Cancelled | State::Replaced | State::Missed if served && useful => {
                changes.revive.push(delivery.id);
            }
            // What was refused said something else.
            State::Refused if served && useful && corrects_otherwise => {
                changes.revive.push(delivery.id);
            }
            _ => {}
        }
    }
    if useful {
        let known: HashSet<&str> = stored
            .deliveries
            .iter()
            .map(|delivery| delivery.channel.as_str())
            .collect();
        changes.deliver.extend(
            wanted
                .channels
                .iter()
                .filter(|channel| !known.contains(channel.as_str()))
                .map(|channel| (stored.id, channel.clone())),
        );
    }
}

const fn times_of(post: &Post) -> [Timestamp; 3] {
    [post.due_at, post.closes_at, post.useful_until_at]
}

/// What waits under a key that is no longer wanted ends: as `replaced` when another post says the
/// same of the same session now (its date stands in the key), else as `cancelled`.
fn end_the_unwanted(stored: &[Stored], wanted: &[Wanted], changes: &mut Reconciliation) {
    let keys: HashSet<&str> = wanted
        .iter()
        .map(|wanted| wanted.post.key.as_str())
        .collect();
    let lines: HashSet<&str> = wanted
        .iter()
        .map(|wanted| line_of(&wanted.post.key))
        .collect();
    for stored in stored {
        if !stored.by_rhythm || keys.contains(stored.post.key.as_str()) {
            continue;
        }
        let end = if lines.contains(line_of(&stored.post.key)) {
            State::Replaced
        } else {
            State::Cancelled
        };
        let mut states = stored.deliveries.iter().map(|delivery| delivery.state);
        changes.look_again |= states.any(|state| state == State::Sending);
        changes.end.extend(
            stored
                .deliveries
                .iter()
                .filter(|delivery| delivery.state == State::Waiting)
                .map(|delivery| (delivery.id, end)),
        );
    }
}

/// The part of a key that stays the same when a session moves: `programme/network/session/line`.
fn line_of(key: &str) -> &str {
    let end = key
        .match_indices('/')
        .nth(3)
        .map_or(key.len(), |(index, _)| index);
    &key[..end]
}
