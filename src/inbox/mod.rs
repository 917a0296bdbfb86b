//! EVENT → VOTE, REPLY OR COMMAND.
//!
//! [`event`] is what comes in, in our own words; [`command`] reads what people type to us; [`rules`]
//! what it does, pure; [`responses`] what is said to it. [`Inbox`] is the way in and [`worker`] applies
//! what waits, in one transaction.

pub mod command;
pub mod event;
mod responses;
pub mod rules;
pub mod worker;

pub use event::{Answer, Deed, Event, Given, Here, Original, Platform, Sender};
pub use worker::{Busy, Inbox, Waiting};
