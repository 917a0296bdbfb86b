//! ANSWERS → PICTURE: what the answers to a question say, and how it may be told.
//!
//! ```text
//! votes or counters ──▶ Tally ──rules──▶ Picture ──▶ message, table, figure, CSV, JSON
//! ```
//!
//! A [`Tally`] knows every number and is shown to no one. [`rules::draw`] makes a [`Picture`] of it, in
//! which the numbers that could point at somebody are gone; whatever shows a result takes a picture. Answers
//! in one's own words ([`OwnWords`]) go to coordinators only, beside it.

mod closing;
pub mod csv;
pub mod figure;
pub mod fold;
pub mod nudge;
mod own_words;
mod result;
pub mod rules;
pub mod sheet;
mod tally;
pub mod terminal;
pub mod text;
mod told;
pub mod worker;

pub use closing::{Closing, Conclusion, conclude};
pub use fold::fold;
pub use own_words::OwnWords;
pub use result::{Answered, Drawn, result};
pub use rules::Picture;
pub use tally::{Counters, Population, Tally, Vote};
pub use told::{About, Line, Told, ToldNetwork, label, tell};

#[cfg(test)]
mod samples;
