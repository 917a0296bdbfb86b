use rstest::rstest;

use super::*;
use crate::desk::samples::{COORDINATOR, facts, facts_of, id, request, request_in};
use crate::desk::{Verdict, decide};

fn coordinator(network: Option<&str>, person: &str) -> Coordinator {
    Coordinator {
        programme: id("asker-2018"),
        network: network.map(id),
        person: person.to_owned(),
    }
}

/// The facts for someone who was added for the first group alone, and another for all.
fn with_two() -> Facts {
    let mut facts = facts_of("gruppe-1");
    facts.coordinators = vec![
        coordinator(Some("gruppe-1"), COORDINATOR),
        coordinator(None, "slack/T1/U2"),
    ];
    facts.in_settings = vec![coordinator(Some("gruppe-1"), "slack/T1/U3")];
    facts
}

#[test]
fn a_mentioned_person_is_added_in_the_senders_own_workspace() {
    let decision = decide(
        &request_in("gruppe-1", "koordinatorer legg til <@U9|kollega>"),
        &facts(),
    );
    assert_eq!(decision.verdict, Verdict::Done);
    assert_eq!(
        decision.answer.title,
        "U9 (slack) er nå koordinator for Gruppe 1: Ungdomsskolene"
    );
    assert!(matches!(
        decision.effects.as_slice(),
        [Effect::AddCoordinator { network: Some(network), person, .. }]
            if person == "slack/T1/U9" && network.as_str() == "gruppe-1"
    ));
}

#[rstest]
#[case::whole_programme(facts(), 1, None)]
#[case::own_network(facts_of("gruppe-2"), 1, Some("gruppe-2"))]
fn all_means_all_that_the_sender_coordinates(
    #[case] facts: Facts,
    #[case] many: usize,
    #[case] expected: Option<&str>,
) {
    let decision = decide(&request("koordinatorer legg til <@U9> for alle"), &facts);
    let added: Vec<Option<&str>> = decision
        .effects
        .iter()
        .map(|effect| match effect {
            Effect::AddCoordinator { network, .. } => network.as_ref().map(Id::as_str),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(added, vec![expected; many]);
}

#[test]
fn who_is_only_named_cannot_be_added() {
    let decision = decide(
        &request("koordinatorer legg til kollega for gruppe-1"),
        &facts(),
    );
    assert_eq!(
        (decision.verdict, decision.effects.len()),
        (Verdict::Refused, 0)
    );
    assert!(
        decision.answer.as_plain_text().contains("med @"),
        "{:?}",
        decision.answer
    );
}

#[test]
fn the_terminal_writes_the_person_out() {
    let mut facts = facts();
    facts.who.person = "terminal".to_owned();
    facts.who.at_terminal = true;
    let decision = decide(
        &request("koordinatorer legg til «slack/T1/U9» for gruppe-1"),
        &facts,
    );
    assert_eq!(decision.verdict, Verdict::Done, "{:?}", decision.answer);
}

#[rstest]
#[case::the_last_leaves_nobody(
    "koordinatorer fjern <@U1> for gruppe-1",
    "Du er den siste koordinatoren"
)]
#[case::of_the_settings(
    "koordinatorer fjern <@U3> for gruppe-1",
    "U3 (slack) står i innstillingene"
)]
#[case::unknown(
    "koordinatorer fjern <@U8> for gruppe-1",
    "U8 (slack) kan ikke fjernes der"
)]
#[case::of_more(
    "koordinatorer fjern <@U2> for gruppe-1",
    "U2 (slack) kan ikke fjernes der"
)]
fn some_cannot_be_removed(#[case] text: &str, #[case] told: &str) {
    let mut facts = with_two();
    if told.contains("siste") {
        facts.coordinators.truncate(1);
        facts.in_settings.clear();
    }
    let decision = decide(&request(text), &facts);
    assert_eq!(
        (decision.verdict, decision.answer.title.as_str()),
        (Verdict::Refused, told)
    );
}

#[test]
fn who_is_not_the_last_may_go() {
    let decision = decide(
        &request("koordinatorer fjern <@U1> for gruppe-1"),
        &with_two(),
    );
    assert_eq!(decision.verdict, Verdict::Done, "{:?}", decision.answer);
    assert!(matches!(
        decision.effects.as_slice(),
        [Effect::RemoveCoordinator { .. }]
    ));
}

#[test]
fn the_list_tells_who_coordinates_what() {
    let decision = decide(&request("koordinatorer"), &with_two());
    insta::assert_snapshot!(decision.answer.as_plain_text());
    let mut elsewhere = with_two();
    elsewhere.who.networks = [(id("asker-2018"), id("gruppe-2"))].into();
    let list = decide(&request("koordinatorer"), &elsewhere)
        .answer
        .as_plain_text();
    assert!(list.contains("U2") && !list.contains("U3"), "{list}");
}
