//! What to do with a delivery whose time has come: send it, let it slide out of quiet time, or give
//! it up as missed. Pure.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::plan::{Calendar, Content, Opening, Post};
use crate::programme::{Audience, PostKind, Programme};

/// How close to a session its move or cancelling is urgent, so that it may be said outside the usual
/// hours.
const URGENT_WITHIN: Duration = Duration::from_secs(24 * 60 * 60);

/// The times of a waiting delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub due_at: Timestamp,
    /// The end of the opening in which it is due.
    pub closes_at: Timestamp,
    pub useful_until_at: Timestamp,
}

/// What to do with a delivery that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Now is a good time.
    Send,
    /// It is quiet time now: due again in this opening.
    Slide(Opening),
    /// It would come too late.
    Miss,
}

/// Decides about a delivery at `now`; `next_opening` gives the first opening that ends at or after
/// an instant. Planning goes by whole minutes, and no clock is looked at right as one begins: what may
/// be said at four may be said until a minute past.
pub fn decide(
    times: Times,
    now: Timestamp,
    next_opening: impl FnOnce(Timestamp) -> Option<Opening>,
) -> Decision {
    if now >= times.useful_until_at {
        return Decision::Miss;
    }
    let minute = now.minute();
    if minute <= times.closes_at {
        return Decision::Send;
    }
    match next_opening(minute) {
        Some(opening) if opening.from <= now => Decision::Send,
        Some(opening) if opening.from < times.useful_until_at => Decision::Slide(opening),
        _ => Decision::Miss,
    }
}

/// When `post` may be said, seen at `now`.
pub fn calendar_for(programme: &Programme, post: &Post, now: Timestamp) -> Calendar {
    let correction = matches!(
        post.kind(),
        PostKind::Moved | PostKind::RoomChanged | PostKind::Cancelled
    );
    let network = post
        .network
        .as_ref()
        .filter(|_| post.audience == Audience::Network)
        .and_then(|network| programme.network(network));
    match network {
        _ if correction && is_urgent(programme, post, now) => Calendar::urgent(programme),
        Some(network) => Calendar::of_network(programme, network),
        None => Calendar::of_coordinators(programme),
    }
}

/// A move is as urgent as the earlier of the two dates: people may be on their way to the old one.
fn is_urgent(programme: &Programme, post: &Post, now: Timestamp) -> bool {
    let starts = match &post.content {
        Content::Moved { session, told } => session.starts.min(*told),
        content => match content.session() {
            Some(session) => session.starts,
            None => return false,
        },
    };
    Timestamp::of_local(starts, programme.zone.rules()) <= now.plus(URGENT_WITHIN)
}

#[cfg(test)]
mod tests;
