//! What to do with a delivery whose time has come: send it, let it slide out of quiet time, or give
//! it up as missed. Pure.

use crate::clock::Timestamp;
use crate::plan::Opening;

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
/// an instant.
pub fn decide(
    times: Times,
    now: Timestamp,
    next_opening: impl FnOnce(Timestamp) -> Option<Opening>,
) -> Decision {
    if now >= times.useful_until_at {
        return Decision::Miss;
    }
    if now <= times.closes_at {
        return Decision::Send;
    }
    match next_opening(now) {
        Some(opening) if opening.from <= now => Decision::Send,
        Some(opening) if opening.from < times.useful_until_at => Decision::Slide(opening),
        _ => Decision::Miss,
    }
}
