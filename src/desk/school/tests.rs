use rstest::rstest;

use crate::desk::samples::{facts, facts_of, facts_of_leader, id, request};
use crate::desk::{Effect, Facts, Verdict, decide};
use crate::programme::School;

#[test]
fn a_coordinator_tells_who_leads_a_school() {
    let facts = facts();
    let school = facts.programmes[0].programme.schools[0].clone();
    let text = format!("skole «{}» <@U9>", school.name);
    let decision = decide(&request(&text), &facts);
    let [
        Effect::Lead {
            person,
            school: led,
            ..
        },
    ] = decision.effects.as_slice()
    else {
        panic!("{}", decision.answer.as_plain_text());
    };
    assert_eq!((person.as_str(), led), ("slack/T1/U9", &school.id));
    assert_eq!(
        decide(&request(&text), &facts_of_leader()).verdict,
        Verdict::Refused
    );
}

#[test]
fn who_names_no_school_is_told_which_there_are() {
    let no = decide(&request("skole Fjellet <@U9>"), &facts());
    assert_eq!(no.verdict, Verdict::Refused);
    assert!(no.answer.as_plain_text().contains("Fjellet"));
}

/// `facts` with a leader, U9, of the first school of `led`, who has written two messages for it; and
/// the words that make the leader lead the last school of the first group.
fn led_in(led: &str, mut facts: Facts) -> (Facts, String) {
    let programme = &facts.programmes[0].programme;
    let school = |group: &str, last: bool| -> School {
        let others = programme
            .networks
            .iter()
            .filter(|it| it.id.as_str() != group);
        let shared: Vec<_> = others.flat_map(|it| &it.schools).collect();
        let network = programme.network(&id(group)).unwrap();
        let mut own: Vec<_> = network
            .schools
            .iter()
            .filter(|it| !shared.contains(it))
            .collect();
        if last {
            own.reverse();
        }
        programme
            .schools
            .iter()
            .find(|it| it.id == *own[0])
            .unwrap()
            .clone()
    };
    let (before, after) = (school(led, false), school("gruppe-1", true));
    facts.filed.leads = [(programme.id.clone(), before.id.clone())].into();
    facts.filed.replies = vec![(programme.id.clone(), format!("school:{}", before.id), 2)];
    (facts, format!("skole «{}» <@U9>", after.name))
}

#[rstest]
#[case::of_the_same_network("gruppe-1", facts_of("gruppe-1"), Verdict::Shown)]
#[case::of_another_coordinators("gruppe-2", facts_of("gruppe-1"), Verdict::Refused)]
#[case::by_who_coordinates_all("gruppe-2", facts(), Verdict::Shown)]
fn a_leader_is_not_taken_out_of_another_coordinators_network(
    #[case] led: &str,
    #[case] facts: Facts,
    #[case] verdict: Verdict,
) {
    let (facts, text) = led_in(led, facts);
    let decision = decide(&request(&text), &facts);
    let told = decision.answer.as_plain_text();
    assert_eq!(decision.verdict, verdict, "{told}");
    let refused = verdict == Verdict::Refused;
    assert_eq!(
        told.contains("Det nettverket koordinerer ikke du."),
        refused
    );
    assert_eq!(decision.effects.is_empty(), refused);
}

#[test]
fn at_the_terminal_every_leader_can_be_moved() {
    let (mut facts, text) = led_in("gruppe-2", facts_of_leader());
    facts.who.at_terminal = true;
    facts.who.person = "terminal".to_owned();
    let text = text.replace("<@U9>", "@slack/T1/U9");
    assert_eq!(decide(&request(&text), &facts).verdict, Verdict::Done);
}

#[test]
fn what_a_leader_wrote_is_moved_when_that_is_confirmed() {
    let (mut facts, text) = led_in("gruppe-1", facts_of("gruppe-1"));
    let shown = decide(&request(&text), &facts);
    let [Effect::Keep(draft)] = shown.effects.as_slice() else {
        panic!("{:?}", shown.answer);
    };
    let told = shown.answer.as_plain_text();
    assert!(
        told.contains("2 meldinger som U9 (slack) har skrevet"),
        "{told}"
    );
    facts.drafts = vec![draft.clone()];
    let confirm = request(&format!("bekreft {}", draft.code));
    let done = decide(&confirm, &facts);
    assert_eq!(done.verdict, Verdict::Done);
    assert!(matches!(
        done.effects.as_slice(),
        [Effect::Lead { .. }, Effect::Forget { .. }]
    ));
    // By now the leader has said another school, of another network.
    let (elsewhere, _) = led_in("gruppe-2", facts);
    assert_eq!(decide(&confirm, &elsewhere).verdict, Verdict::Refused);
}
