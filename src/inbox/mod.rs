//! EVENT → VOTE, REPLY OR COMMAND.
//!
//! [`event`] is what comes in, in our own words.

pub mod event;

pub use event::{Answer, Deed, Event, Given, Platform, Sender};
