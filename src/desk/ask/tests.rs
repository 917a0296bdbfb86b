use rstest::rstest;

use crate::desk::samples::{
    asked, facts, facts_of, facts_of_leader, id, local, request, request_in,
};
use crate::desk::{Effect, Facts, Outcome, Proposal, Verdict, decide, outcome};
use crate::plan::Asking;
use crate::programme::question::{Mode, QuestionKind, Respondent};

const OWN: &str = "spør «Hvordan gikk det?» svar: bra, sånn passe, ikke ennå --til gruppe-1";

fn proposed(text: &str, facts: &Facts) -> Proposal {
    match outcome(&request(text), facts) {
        Outcome::Do(proposal) => proposal,
        other => panic!("{text}: {other:?}"),
    }
}

fn refused(text: &str, facts: &Facts) -> String {
    match outcome(&request(text), facts) {
        Outcome::No(no) => no.as_plain_text(),
        other => panic!("{text}: {other:?}"),
    }
}

fn opened(proposal: &Proposal) -> &Asking {
    let opened = proposal.effects.iter().find_map(|effect| match effect {
        Effect::Open(asking) => Some(asking),
        _ => None,
    });
    opened.unwrap()
}

#[test]
fn what_is_shown_first_is_the_exact_text() {
    let facts = facts();
    let shown = decide(&request(OWN), &facts);
    assert_eq!(shown.verdict, Verdict::Shown);
    assert!(matches!(shown.effects.as_slice(), [Effect::Keep(_)]));
    insta::assert_snapshot!(shown.answer.as_plain_text());
}

#[test]
fn a_question_of_ones_own_has_sensible_ways() {
    let facts = facts();
    let proposal = proposed(OWN, &facts);
    let asking = opened(&proposal);
    let question = &asking.question;
    assert_eq!(asking.key, "asker-2018/hvordan-gikk-det/2018-10-17");
    assert_eq!(
        (question.kind, question.mode),
        (QuestionKind::Choice, Mode::Secret)
    );
    assert_eq!(asking.networks, [id("gruppe-1")]);
    let keys: Vec<&str> = question.options.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["bra", "sann-passe", "ikke-enna"]);
    assert_eq!(asking.opens_at, facts.now);
    assert_eq!(asking.closes_at, local("2018-10-24T09:00"));
}

#[test]
fn a_deadline_is_at_a_full_hour_so_that_a_draft_can_wait_for_its_sender() {
    let mut facts = facts();
    facts.now = local("2018-10-17T09:10");
    let first = proposed(OWN, &facts);
    facts.now = local("2018-10-17T09:20");
    let later = proposed(OWN, &facts);
    assert_eq!(opened(&first).closes_at, local("2018-10-24T10:00"));
    assert_eq!(first.fingerprint(), later.fingerprint());
}

#[test]
fn in_quiet_time_it_opens_when_that_ends() {
    let mut facts = facts();
    facts.now = local("2018-10-17T22:00");
    let proposal = proposed(OWN, &facts);
    assert_eq!(opened(&proposal).opens_at, local("2018-10-18T07:30"));
    let at = proposal.sayings[0].at.unwrap();
    assert_eq!(at.to_string(), "2018-10-18T07:30:00");
}

#[test]
fn the_same_twice_on_a_day_are_two_askings() {
    let mut facts = facts();
    let mut earlier = asked(1, Mode::Secret, Respondent::Person, &["gruppe-1"]);
    earlier.asking = opened(&proposed(OWN, &facts)).clone();
    earlier.state = "closed".to_owned();
    facts.questions = vec![earlier];
    let key = opened(&proposed(OWN, &facts)).key.clone();
    assert_eq!(key, "asker-2018/hvordan-gikk-det/2018-10-17-2");
}

#[test]
fn without_options_it_is_answered_in_ones_own_words() {
    let facts = facts();
    let proposal = proposed("spør «Hva tar dere med dere?» til gruppe-1", &facts);
    let question = &opened(&proposal).question;
    assert_eq!(
        (question.kind, question.mode),
        (QuestionKind::Text, Mode::Coordinator)
    );
}

#[rstest]
#[case::alike("spør «Går det?» ja, Ja til gruppe-1", "er like")]
#[case::too_many(
    "spør «Når?» 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 til gruppe-1",
    "Mer enn ti"
)]
#[case::unknown("spør fjellklatring til gruppe-1", "fjellklatring")]
fn what_cannot_be_asked_is_told_with_the_reason(#[case] text: &str, #[case] told: &str) {
    let no = refused(text, &facts());
    assert!(no.contains(told), "{no}");
}

#[test]
fn where_nobody_can_answer_nothing_is_asked() {
    let mut facts = facts();
    for route in &mut facts.programmes[0].routes {
        route.takes_answers = route.network.as_ref() == Some(&id("gruppe-2"));
    }
    let no = refused(OWN, &facts);
    assert!(no.contains("ingen kanal for Gruppe 1"), "{no}");
    let proposal = proposed("spør «Går det?» ja, nei til alle", &facts);
    assert_eq!(opened(&proposal).networks, [id("gruppe-2")]);
    assert_eq!(proposal.notes.len(), 3, "{:?}", proposal.notes);
}

#[test]
fn where_all_read_along_only_what_is_not_secret_is_asked() {
    let mut facts = facts();
    for route in &mut facts.programmes[0].routes {
        (route.takes_answers, route.takes_words) = (false, true);
    }
    let no = refused(OWN, &facts);
    assert!(no.contains("ingen kanal for Gruppe 1"), "{no}");
    let proposal = proposed("spør «Hva tar dere med dere?» til gruppe-1", &facts);
    assert_eq!(opened(&proposal).question.mode, Mode::Coordinator);
    assert_eq!(proposal.sayings[0].channels, ["gruppe-1-slack"]);
}

#[test]
fn nothing_is_asked_in_a_network_that_is_paused() {
    let mut facts = facts();
    facts.paused = [(id("asker-2018"), id("gruppe-1"))].into();
    assert!(refused(OWN, &facts).contains("er på pause"));
}

#[test]
fn what_is_open_is_not_asked_twice() {
    let mut facts = facts();
    let mut open = asked(1, Mode::Secret, Respondent::Person, &["gruppe-1"]);
    open.asking = opened(&proposed(OWN, &facts)).clone();
    facts.questions = vec![open];
    assert!(refused(OWN, &facts).contains("alt åpent"));
}

#[test]
fn only_a_coordinator_asks_and_only_in_networks_of_theirs() {
    let leader = decide(&request_in("gruppe-1", OWN), &facts_of_leader());
    assert_eq!(leader.verdict, Verdict::Refused);
    let other = decide(&request(OWN), &facts_of("gruppe-2"));
    assert_eq!(other.verdict, Verdict::Refused);
}
