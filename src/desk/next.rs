//! `next`: when the next session is, and what to prepare for it.

use crate::desk::theirs::{Theirs, networks, which_school};
use crate::desk::{Facts, Outcome, Request, told};
use crate::plan::{cancelled, coming};
use crate::words::{Ahead, ahead};

/// The next session of each of the sender's networks.
pub(super) fn next(request: &Request, facts: &Facts) -> Outcome {
    let language = request.language;
    let places = match networks(request, facts) {
        Theirs::Networks(places) => places,
        Theirs::SchoolWanted => return Outcome::Tell(which_school(language, facts)),
        Theirs::None => {
            return Outcome::No(told(language, "desk-no-programme", "desk-no-programme-note"));
        }
    };
    let networks: Vec<Ahead> = places
        .iter()
        .map(|place| {
            let (programme, network) = (&place.known.programme, &place.network.id);
            Ahead {
                network: place.network.title.clone(),
                zone: programme.zone.clone(),
                coming: coming(programme, network, facts.now),
                cancelled: cancelled(programme, network, facts.now),
            }
        })
        .collect();
    Outcome::Tell(ahead(language, &networks, facts.now))
}
