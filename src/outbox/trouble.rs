//! What the coordinators are told of posts that were not said: one post for all that came together,
//! in their own channel.

use crate::clock::Timestamp;
use crate::plan::{Calendar, Content, Post, Slide, TROUBLES_LISTED, TroubleFacts};
use crate::programme::{Audience, Programme};

/// How long trouble is worth telling of.
const USEFUL_FOR: std::time::Duration = std::time::Duration::from_secs(14 * 24 * 60 * 60);

/// The post that tells the coordinators of `programme` about `troubles`, oldest first.
pub fn tell(programme: &Programme, troubles: &[TroubleFacts], now: Timestamp) -> Option<Post> {
    let first = troubles.first()?;
    let (due_at, closes_at) = Calendar::of_coordinators(programme)
        .place(now.local(programme.zone.rules()), Slide::Forward)
        .map_or((now, now.plus(USEFUL_FOR)), |(due, closes)| {
            (due.max(now), closes)
        });
    Some(Post {
        key: format!(
            "{}/trouble/{}/{}",
            programme.id,
            first.delivery,
            now.millis()
        ),
        programme: programme.id.clone(),
        network: None,
        audience: Audience::Coordinators,
        language: programme.language,
        zone: programme.zone.clone(),
        due_at,
        closes_at,
        useful_until_at: due_at.plus(USEFUL_FOR),
        content: Content::Trouble {
            items: troubles.iter().take(TROUBLES_LISTED).cloned().collect(),
            more: troubles.len().saturating_sub(TROUBLES_LISTED),
        },
    })
}
