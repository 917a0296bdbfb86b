//! What differs between two programmes, in terms a coordinator knows.
//!
//! A programme is taken apart into things (a session, a school, an agenda part), each with its facts.
//! A thing on one side only is one difference; of a thing on both sides, every fact that differs is one.
//! The order in which a file lists things that have no order is no difference.

mod things;

use serde::Serialize;

use crate::programme::Programme;
use things::{Thing, things};

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

/// Every difference on the way from `before` to `after`, in the order of a programme file; what is new
/// comes after what stands before it in the new one.
pub fn compare(before: &Programme, after: &Programme) -> Vec<Difference> {
    let (before, after) = (things(before), things(after));
    merged(&before, &after, |thing| &thing.place)
        .into_iter()
        .flat_map(|(before, after)| match (before, after) {
            (Some(before), Some(after)) => changed(before, after),
            _ => vec![Difference {
                place: before
                    .or(after)
                    .map_or_else(String::new, |thing| thing.place.clone()),
                before: before.map(|thing| thing.summary.clone()),
                after: after.map(|thing| thing.summary.clone()),
            }],
        })
        .collect()
}

fn changed(before: &Thing, after: &Thing) -> Vec<Difference> {
    merged(&before.facts, &after.facts, |(name, _)| name)
        .into_iter()
        .map(|(old, new)| {
            let name = old.or(new).map_or("", |(name, _)| name);
            Difference {
                place: format!("{} / {name}", before.place),
                before: old.map(|(_, value)| value.clone()),
                after: new.map(|(_, value)| value.clone()),
            }
        })
        .filter(|difference| difference.before != difference.after)
        .collect()
}

/// The parts of both lists in pairs of equal name: those of `before` in their order, and each new one
/// behind the one it follows in `after`.
fn merged<'a, T>(
    before: &'a [T],
    after: &'a [T],
    name: impl Fn(&T) -> &String,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut pairs: Vec<(Option<&T>, Option<&T>)> =
        before.iter().map(|part| (Some(part), None)).collect();
    let mut next = 0;
    for part in after {
        let same = pairs
            .iter()
            .position(|(old, new)| new.is_none() && old.is_some_and(|old| name(old) == name(part)));
        match same {
            Some(place) => {
                pairs[place].1 = Some(part);
                next = place + 1;
            }
            None => {
                pairs.insert(next, (None, Some(part)));
                next += 1;
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
