//! What differs between two programmes, in terms a coordinator knows.

use serde::Serialize;

use crate::programme::Programme;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Where: `gruppe-1 / samling-2 / date`.
    pub place: String,
    /// What it was; nothing for what is new.
    pub before: Option<String>,
    /// What it becomes; nothing for what is gone.
    pub after: Option<String>,
}

/// Every difference on the way from `before` to `after`.
pub fn compare(before: &Programme, after: &Programme) -> Vec<Difference> {
    let _ = (before, after);
    unimplemented!()
}
