use crate::desk::samples::{asked, facts, facts_of, request};
use crate::desk::{Effect, Outcome, Verdict, decide, outcome};
use crate::programme::question::{Mode, Respondent};

const BOTH: &[&str] = &["gruppe-1", "gruppe-2"];

#[test]
fn what_closing_says_is_told_without_a_number_that_the_result_may_hide() {
    let mut facts = facts();
    let mut open = asked(1, Mode::Secret, Respondent::Person, BOTH);
    open.respondents = ["slack/T1/U2".to_owned(), "slack/T1/U3".to_owned()].into();
    facts.questions = vec![open];
    let shown = decide(&request("lukk"), &facts);
    assert_eq!(shown.verdict, Verdict::Shown);
    let text = shown.answer.as_plain_text();
    assert!(
        text.contains("2 har svart.") && text.contains("Færre enn fem har svart."),
        "{text}"
    );
    let Outcome::Do(proposal) = outcome(&request("lukk"), &facts) else {
        panic!("{text}");
    };
    assert!(matches!(
        proposal.effects.as_slice(),
        [Effect::Close { question: 1 }]
    ));
}

#[test]
fn who_coordinates_a_part_of_the_asked_cannot_close_for_all() {
    let mut facts = facts_of("gruppe-1");
    facts.questions = vec![asked(1, Mode::Secret, Respondent::Person, BOTH)];
    assert_eq!(
        decide(&request("lukk lesing-1"), &facts).verdict,
        Verdict::Refused
    );
}

#[test]
fn what_has_closed_is_not_closed_again() {
    let mut facts = facts();
    let mut closed = asked(1, Mode::Secret, Respondent::Person, BOTH);
    closed.state = "closed".to_owned();
    facts.questions = vec![closed];
    assert_eq!(
        decide(&request("lukk lesing-1"), &facts).verdict,
        Verdict::Refused
    );
}
