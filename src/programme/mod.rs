//! WHAT THE YEAR IS: a programme and its networks, schools and sessions, with what to prepare for each
//! and what to work on between them.
//!
//! Plain types, no clock, no database. [`read`] makes a [`Programme`] of a TOML file or tells every
//! mistake in it; [`export`] writes one back; [`compare`] says what differs between two; [`amend`]
//! applies what coordinators have changed by command.

pub mod amend;
#[cfg(test)]
mod arbitrary;
mod check;
pub mod compare;
mod draft;
mod export;
mod model;
pub mod question;
mod read;
mod rhythm;
pub mod written;

pub use export::export;
pub use model::{
    AgendaPart, Audience, Break, Contact, Country, Id, IntermediateWork, Language, Network,
    PageRange, PostKind, Preparation, Programme, QuietHours, Reading, ReadingTask, Registration,
    RhythmLine, School, Session, SessionPlan, When, Zone,
};
pub use read::{Checked, read};
pub use rhythm::default_rhythm;
