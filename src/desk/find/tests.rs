use rstest::rstest;

use super::*;
use crate::desk::samples::{facts, facts_of, request, request_in};

/// What was found, or what was said instead.
fn names(found: Result<Vec<Place<'_>>, Message>) -> String {
    match found {
        Ok(places) => {
            let names = places.iter().map(|place| place.network.id.as_str());
            names.collect::<Vec<_>>().join(" ")
        }
        Err(message) => message.as_plain_text(),
    }
}

#[rstest]
#[case("gruppe-1", "gruppe-1")]
#[case("Gruppe 1", "gruppe-1")]
#[case("GRUPPE1", "gruppe-1")]
#[case("1", "gruppe-1")]
#[case("asker-2018/gruppe-3", "gruppe-3")]
fn a_network_is_found_by_however_it_is_named(#[case] name: &str, #[case] network: &str) {
    let meant = Networks::Named(vec![name.to_owned()]);
    assert_eq!(
        names(networks(&meant, &request("status"), &facts())),
        network
    );
}

#[test]
fn a_network_named_twice_is_meant_once() {
    let meant = Networks::Named(vec![
        "1".to_owned(),
        "gruppe-2".to_owned(),
        "gruppe-1".to_owned(),
    ]);
    let facts = facts();
    assert_eq!(
        names(networks(&meant, &request("status"), &facts)),
        "gruppe-1 gruppe-2"
    );
}

#[rstest]
#[case::slip("grupe-1", "Mente du «gruppe-1»?")]
#[case::nothing_like_it("fjellet", "gruppe-2")]
fn who_names_no_network_is_told_which_there_are(#[case] name: &str, #[case] told: &str) {
    let facts = facts();
    let no = network(Some(name), &request("status"), &facts).unwrap_err();
    let no = no.as_plain_text();
    assert!(no.contains(name) && no.contains(told), "{no}");
}

#[test]
fn here_means_the_place_and_else_the_only_network() {
    let everything = facts();
    let here = network(None, &request_in("gruppe-2", "status"), &everything).unwrap();
    assert_eq!(here.full_name(), "asker-2018/gruppe-2");
    let one = facts_of("gruppe-3");
    assert_eq!(
        network(None, &request("status"), &one).unwrap().full_name(),
        "asker-2018/gruppe-3"
    );
    let which = network(None, &request("status"), &everything).unwrap_err();
    insta::assert_snapshot!(which.as_plain_text());
}

#[rstest]
#[case::named(Networks::Named(vec!["gruppe-2".to_owned()]))]
#[case::there(Networks::Here)]
fn a_network_of_another_coordinator_is_never_found(#[case] meant: Networks) {
    let facts = facts_of("gruppe-1");
    let no = names(networks(&meant, &request_in("gruppe-2", "status"), &facts));
    assert!(no.starts_with("Du koordinerer ikke"), "{no}");
    assert_eq!(
        names(networks(&Networks::All, &request("status"), &facts)),
        "gruppe-1"
    );
}

#[rstest]
#[case("samling-2", "samling-2")]
#[case("Samling 2", "samling-2")]
#[case("2. samling", "samling-2")]
#[case("3", "samling-3")]
#[case("neste", "samling-2")]
#[case("neste samling", "samling-2")]
#[case("1.11.", "samling-2")]
#[case("1. november 2018", "samling-2")]
fn a_session_is_found_by_however_it_is_named(#[case] name: &str, #[case] expected: &str) {
    let facts = facts();
    let request = request("status");
    let place = network(Some("1"), &request, &facts).unwrap();
    assert_eq!(
        session(name, place, &request, &facts).unwrap().id.as_str(),
        expected
    );
}

#[test]
fn who_names_no_session_is_told_which_there_are() {
    let facts = facts();
    let request = request("status");
    let place = network(Some("1"), &request, &facts).unwrap();
    let no = session("samling-9", place, &request, &facts).unwrap_err();
    insta::assert_snapshot!(no.as_plain_text());
    assert!(session("0", place, &request, &facts).is_err());
}

#[test]
fn a_post_is_found_by_number_or_key_and_else_the_next_one() {
    let facts = facts();
    let request = request("status");
    let next = post(None, &request, &facts).unwrap();
    let number = next.deliveries[0].id.to_string();
    for name in [number.as_str(), next.post.key.as_str()] {
        assert_eq!(post(Some(name), &request, &facts).unwrap().id, next.id);
    }
    let mut waiting = facts.programmes[0]
        .posts
        .iter()
        .filter(|stored| stored.post.due_at > facts.now);
    assert!(waiting.all(|other| other.post.due_at >= next.post.due_at));
    let theirs = facts_of("gruppe-1");
    assert!(post(Some("gruppe-2/samling-2/preparation"), &request, &facts).is_ok());
    assert!(post(Some("gruppe-2/samling-2/preparation"), &request, &theirs).is_err());
    assert!(post(Some("4711"), &request, &facts).is_err());
}

#[test]
fn without_any_question_that_is_said() {
    let facts = facts();
    let no = question(Some("lesing"), &request("status"), &facts, |_| true).unwrap_err();
    assert_eq!(no.title, "Det er ikke noe spørsmål å vise");
}
