//! POST → DELIVERY: each post becomes one delivery for each channel, and each delivery is at every
//! moment in exactly one named state.
//!
//! [`state`] is the state machine, [`pace`] how fast a channel may be used; both are pure. [`worker`]
//! claims what is due, sends it through `chat/` and settles what came of it.

pub mod pace;
pub mod state;
pub mod worker;

pub use state::{Outcome, State};
