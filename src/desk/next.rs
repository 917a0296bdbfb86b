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
            return Outcome::No(told(
                language,
                "desk-no-programme",
                "desk-no-programme-note",
            ));
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

#[cfg(test)]
mod tests {
    use crate::desk::samples::{facts_of_leader, id, local, request, request_in};
    use crate::desk::{Facts, Request, decide};

    fn told(request: &Request, facts: &Facts) -> String {
        decide(request, facts).answer.as_plain_text()
    }

    #[test]
    fn the_next_session_is_told_with_what_to_prepare() {
        let facts = facts_of_leader();
        insta::assert_snapshot!(told(&request_in("gruppe-1", "neste"), &facts));
    }

    #[test]
    fn away_from_a_channel_the_school_tells_the_networks() {
        let mut facts = facts_of_leader();
        let school = facts.programmes[0].programme.networks[1].schools[0].clone();
        facts.who.leads = [(id("asker-2018"), school)].into();
        let told = told(&request("neste"), &facts);
        assert!(told.contains("Nettverk: Gruppe 2"), "{told}");
    }

    #[test]
    fn whose_school_is_not_known_is_asked_for_it() {
        let facts = facts_of_leader();
        let told = told(&request("neste"), &facts);
        assert!(told.starts_with("Hvilken skole leder du?"), "{told}");
        assert!(told.contains("28. "), "{told}");
    }

    #[test]
    fn where_nothing_could_tell_every_network_is_told() {
        let mut facts = facts_of_leader();
        facts.programmes[0].programme.schools.clear();
        let told = told(&request("neste"), &facts);
        assert!(told.starts_with("Neste samlinger\n"), "{told}");
        for group in ["Gruppe 1", "Gruppe 2", "Gruppe 3"] {
            assert!(told.contains(group), "{told}");
        }
    }

    #[test]
    fn a_cancelled_session_is_told_and_the_one_after_it_is_next() {
        let mut facts = facts_of_leader();
        facts.programmes[0].programme.networks[0].sessions[1].cancelled = true;
        let told = told(&request_in("gruppe-1", "neste"), &facts);
        assert!(told.contains("er avlyst"), "{told}");
        assert!(told.contains("samling 3"), "{told}");
    }

    #[test]
    fn after_the_last_session_we_say_thank_you() {
        let mut facts = facts_of_leader();
        facts.now = local("2019-06-01T09:00");
        insta::assert_snapshot!(told(&request_in("gruppe-1", "neste"), &facts));
    }

    #[test]
    fn without_a_programme_that_is_said() {
        let mut facts = facts_of_leader();
        facts.programmes.clear();
        let told = told(&request("neste"), &facts);
        assert!(
            told.starts_with("Det er ikke lagt inn noe program"),
            "{told}"
        );
    }
}
