use jiff::civil::date;

use crate::desk::samples::{asked, facts_of_leader, id, local, request, request_in};
use crate::desk::{Facts, Request, decide};
use crate::plan::Content;
use crate::programme::question::{Mode, Respondent};
use crate::words::{Message, Part};

const HERE: &str = "gruppe-1";

fn answer(request: &Request, facts: &Facts) -> Message {
    decide(request, facts).answer
}

fn told(facts: &Facts) -> String {
    answer(&request_in(HERE, "mine"), facts).as_plain_text()
}

/// What can be tapped.
fn asks(message: &Message) -> Vec<&str> {
    let parts = message.parts.iter();
    parts
        .filter_map(|part| match part {
            Part::Choices { asking, .. } => Some(asking.as_str()),
            _ => None,
        })
        .collect()
}

/// A leader of the first school of the group, whose reply to the work was given.
fn leader() -> Facts {
    let mut facts = facts_of_leader();
    let school = facts.programmes[0].programme.networks[0].schools[0].clone();
    let respondent = format!("school:{school}");
    facts.who.person = "slack/T1/U9".to_owned();
    facts.who.leads = [(id("asker-2018"), school)].into();
    let posts = facts.programmes[0].posts.iter();
    facts.replied = posts
        .map(|stored| (stored.post.key.clone(), respondent.clone()))
        .collect();
    facts
}

#[test]
fn where_nothing_waits_that_is_said() {
    let mut facts = leader();
    facts.now = local("2018-09-27T09:00");
    assert_eq!(
        told(&facts),
        "Ingenting venter på deg\nDu er à jour. Skriv «neste» for å se når neste samling er."
    );
}

#[test]
fn the_only_open_question_can_be_answered_at_once() {
    let mut facts = leader();
    facts.questions = vec![asked(1, Mode::Secret, Respondent::Person, &[HERE])];
    let answer = answer(&request_in(HERE, "mine"), &facts);
    assert_eq!(asks(&answer), ["asker-2018/lesing-1/2018-10-15"]);
    insta::assert_snapshot!(answer.as_plain_text());
}

#[test]
fn several_open_questions_are_listed_with_their_deadlines() {
    let mut facts = leader();
    facts.questions = vec![
        asked(1, Mode::Secret, Respondent::Person, &[HERE]),
        asked(2, Mode::Named, Respondent::School, &[HERE, "gruppe-2"]),
        asked(3, Mode::Named, Respondent::School, &["gruppe-2"]),
    ];
    let answer = answer(&request_in(HERE, "mine"), &facts);
    assert!(asks(&answer).is_empty());
    let text = answer.as_plain_text();
    assert!(
        text.contains("Har dere lest side 1? Frist onsdag 24. oktober kl. 12.00."),
        "{text}"
    );
    assert!(
        text.contains("side 2?") && !text.contains("side 3?"),
        "{text}"
    );
}

#[test]
fn what_the_person_or_somebody_of_the_school_has_answered_does_not_wait() {
    let mut facts = leader();
    let school = facts.who.leads[&id("asker-2018")].clone();
    let mut by_person = asked(1, Mode::Secret, Respondent::Person, &[HERE]);
    by_person.respondents = [facts.who.person.clone()].into();
    let mut by_school = asked(2, Mode::Named, Respondent::School, &[HERE]);
    by_school.respondents = [format!("school:{school}")].into();
    let mut closed = asked(3, Mode::Named, Respondent::School, &[HERE]);
    closed.state = "closed".to_owned();
    let mut later = asked(4, Mode::Named, Respondent::School, &[HERE]);
    later.asking.opens_at = local("2018-10-18T07:30");
    facts.questions = vec![by_person, by_school, closed, later];
    assert!(!told(&facts).contains("Har dere lest"), "{}", told(&facts));
}

#[test]
fn a_reply_that_is_asked_for_waits_until_the_school_has_given_it() {
    let mut facts = leader();
    for stored in &mut facts.programmes[0].posts {
        if let Content::IntermediateWork { answers_due, .. } = &mut stored.post.content {
            *answers_due = Some(date(2018, 10, 30).at(12, 0, 0, 0));
        }
    }
    let given = std::mem::take(&mut facts.replied);
    assert!(
        told(&facts).contains("Skolen din har ikke svart på"),
        "{}",
        told(&facts)
    );
    facts.replied = given;
    assert!(
        !told(&facts).contains("Skolen din har ikke svart på"),
        "{}",
        told(&facts)
    );
}

#[test]
fn before_a_session_it_is_time_to_prepare() {
    let mut facts = leader();
    facts.now = local("2018-10-25T09:00");
    insta::assert_snapshot!(told(&facts));
}

#[test]
fn whose_school_is_not_known_is_asked_for_it_below_the_rest() {
    let mut facts = leader();
    facts.who.leads.clear();
    facts.questions = vec![asked(1, Mode::Secret, Respondent::Person, &[HERE])];
    let there = answer(&request_in(HERE, "mine"), &facts);
    assert_eq!(
        asks(&there),
        ["asker-2018/lesing-1/2018-10-15", "school/asker-2018"]
    );
    let elsewhere = answer(&request("mine"), &facts);
    assert_eq!(asks(&elsewhere), ["school/asker-2018"]);
}
