//! POST → DELIVERY: each post becomes one delivery for each channel, and each delivery is at every
//! moment in exactly one named state.
//!
//! [`reconcile`] compares the posts that should be said with those in the database; [`corrections`]
//! finds who must be told that a session moved; [`state`] is the state machine, [`claim`] decides
//! what to do with a delivery that is due, and [`Hold`] how long a channel rests. All of them are pure.
//! [`worker`] claims what is due, sends it through `chat/` and settles what came of it.

pub mod claim;
mod corrections;
mod hold;
mod reconcile;
pub mod state;
pub mod trouble;
pub mod worker;

pub use corrections::corrections;
pub use hold::Hold;
pub use reconcile::{PostUpdate, Reconciliation, Route, Stored, StoredDelivery, Wanted, reconcile};
pub use state::{LONGEST_REQUEST, Next, Outcome, State};

#[cfg(test)]
mod laws;
