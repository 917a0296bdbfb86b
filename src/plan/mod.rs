//! WHAT IS SAID WHEN: rhythm + calendar → posts.
//!
//! [`year`] works out every post of a programme; [`Calendar`] knows when posting is welcome. Both are
//! pure. [`worker`] keeps the stored posts true.

mod asking;
mod calendar;
mod cron;
#[cfg(test)]
mod examples;
mod holidays;
mod opened;
mod post;
mod year;

pub mod worker;

pub use asking::{Asking, askings, by_command};
pub use calendar::{Calendar, Opening, Slide};
pub use cron::{Cron, CronError};
pub use holidays::holiday;
pub use opened::{AskingState, InForce, Note, Opened, in_force};
pub use post::{
    AskingFacts, Bring, Content, NudgeFacts, Post, ReadingFacts, RegistrationFacts, ResultFacts,
    ResultLine, SessionFacts, TROUBLES_LISTED, Told, TroubleFacts, Unsaid,
};
pub use year::{Coming, cancelled, coming, posts_asking, year, year_asking};
