//! WHAT IS SAID WHEN: rhythm + calendar → posts.
//!
//! [`year`] works out every post of a programme; [`Calendar`] knows when posting is welcome;
//! [`reconcile`] compares what should be said with what is stored and says what to change. All three
//! are pure. [`worker`] keeps the stored posts true.

mod calendar;
mod cron;
mod holidays;
mod post;
mod reconcile;
mod year;

pub mod worker;

pub use calendar::{Calendar, Opening, Slide};
pub use cron::{Cron, CronError};
pub use post::{
    Content, Post, ReadingFacts, RegistrationFacts, SessionFacts, TROUBLES_LISTED, Told,
    TroubleFacts, Unsaid,
};
pub use reconcile::{Reconciliation, Stored, reconcile};
pub use year::year;
