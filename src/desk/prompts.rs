//! What leaders were asked to write, with a deadline that is not over.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use crate::desk::Facts;
use crate::desk::find::Place;
use crate::outbox::{Stored, StoredDelivery};
use crate::plan::{Content, Post};
use crate::programme::Id;

/// Something that was asked for in a network, in one post or in several.
#[derive(Clone, Debug)]
pub(super) struct Prompt<'f> {
    /// The post that asked last.
    pub(super) post: &'f Post,
    /// By when, on the wall clock there.
    pub(super) due: DateTime,
    /// A reply to any of these posts is one to all: they ask for the same.
    keys: BTreeSet<&'f str>,
}

/// What waits for replies in the network, the earliest deadline first.
pub(super) fn prompts<'f>(place: Place<'f>, facts: &Facts) -> Vec<Prompt<'f>> {
    let now = facts.now.local(place.known.programme.zone.rules());
    let mut prompts: Vec<(&Id, Prompt<'f>)> = Vec::new();
    let posts = place.known.posts.iter();
    for stored in posts.filter(|stored| stored.post.network.as_ref() == Some(&place.network.id)) {
        let (Some(due), Some(session)) = (
            answers_due(&stored.post.content),
            stored.post.content.coming_session(),
        ) else {
            continue;
        };
        if due <= now || !was_heard(stored) {
            continue;
        }
        match prompts.iter_mut().find(|(of, _)| **of == session.id) {
            Some((_, prompt)) => {
                prompt.post = &stored.post;
                prompt.due = due;
                prompt.keys.insert(&stored.post.key);
            }
            None => prompts.push((
                &session.id,
                Prompt {
                    post: &stored.post,
                    due,
                    keys: [stored.post.key.as_str()].into(),
                },
            )),
        }
    }
    prompts.sort_by_key(|(_, prompt)| prompt.due);
    prompts.into_iter().map(|(_, prompt)| prompt).collect()
}

impl Prompt<'_> {
    /// Whether `respondent` has replied.
    pub(super) fn has_reply_of(&self, respondent: &str, facts: &Facts) -> bool {
        let mut keys = self.keys.iter();
        keys.any(|key| {
            let reply = ((*key).to_owned(), respondent.to_owned());
            facts.replied.contains(&reply)
        })
    }
}

/// By when written answers are asked for.
const fn answers_due(content: &Content) -> Option<DateTime> {
    match content {
        Content::Sharing { answers_due, .. } | Content::IntermediateWork { answers_due, .. } => {
            *answers_due
        }
        _ => None,
    }
}

/// Whether people may have read it.
fn was_heard(stored: &Stored) -> bool {
    stored.deliveries.iter().any(StoredDelivery::was_heard)
}
