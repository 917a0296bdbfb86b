//! A question asked on one occasion: with its own opening, closing and tally.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::programme::question::Question;
use crate::programme::{Id, Language, Zone};

/// One asking of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asking {
    /// Stable and unique in the database: `programme/question/2018-11-27`, or
    /// `programme/question/network/session` for one that is asked after a session.
    pub key: String,
    pub programme: Id,
    pub question: Question,
    /// Who is asked; never empty.
    pub networks: Vec<Id>,
    pub opens_at: Timestamp,
    pub closes_at: Timestamp,
    pub language: Language,
    pub zone: Zone,
}
