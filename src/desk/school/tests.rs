use crate::desk::samples::{facts, facts_of_leader, request};
use crate::desk::{Effect, Verdict, decide};

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
