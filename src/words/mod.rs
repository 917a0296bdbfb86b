//! Every sentence we say to people, in bokmål, nynorsk, Swedish, Danish and English; dates and times
//! as people write them.
//!
//! The sentences stand in `nb.ftl`, `nn.ftl`, `sv.ftl`, `da.ftl` and `en.ftl`, under the same keys.
//! [`compose`] makes a [`Message`] of a post's facts; [`say`] gives one sentence.

pub mod commands;
mod compose;
pub mod dates;
mod help;
mod message;
mod texts;

pub use compose::{Ahead, ahead, answer_by_mention, compose, lead_to_page, results, to_prepare};
pub use help::{example, help, help_about};
pub use message::{AgendaLine, Link, Message, Part, Span, Style, Text};
pub use texts::{Value, say};
