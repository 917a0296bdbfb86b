use rstest::rstest;

use super::*;
use crate::clock::Timestamp;
use crate::inbox::rules::KeptAnswer;
use crate::inbox::rules::samples::question;
use crate::programme::question::QuestionKind;
use crate::programme::{Language, Zone};

const PERSON: &str = "slack/T1/U1";

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn asking(respondent: Respondent) -> Asking {
    let mut asked = question(QuestionKind::Scale);
    asked.respondent = respondent;
    Asking {
        key: "prove/grad/2018-08-27".to_owned(),
        programme: id("prove"),
        question: asked,
        networks: vec![id("gruppe-1"), id("gruppe-2")],
        opens_at: Timestamp::default(),
        closes_at: Timestamp::default(),
        language: Language::Bokmal,
        zone: Zone::named("Europe/Oslo").unwrap(),
    }
}

/// An answer by `person` at `at`, in the first group.
fn vote(person: &str, at: i64) -> Vote {
    Vote {
        answer: KeptAnswer::Options(vec![format!("{person} {at}")]),
        network: Some(id("gruppe-1")),
        person: Some(person.to_owned()),
        given_at: Timestamp::from_millis(at),
        event: format!("e{at}"),
    }
}

/// What is kept of `votes`, when [`PERSON`] leads Torstad in the second group: as "respondent network at".
fn after(respondent: Respondent, votes: &[(&str, Vote)]) -> Vec<String> {
    let mut votes: HashMap<String, Vote> = votes
        .iter()
        .map(|(respondent, vote)| ((*respondent).to_owned(), vote.clone()))
        .collect();
    let asking = asking(respondent);
    let correction = corrected(&asking, PERSON, &id("torstad"), &[id("gruppe-2")], &votes);
    for gone in &correction.gone {
        votes.remove(gone);
    }
    votes.extend(correction.kept);
    let again = corrected(&asking, PERSON, &id("torstad"), &[id("gruppe-2")], &votes);
    assert_eq!(again, Correction::default(), "twice is as once");
    let told = votes.iter().map(|(respondent, vote)| {
        let network = vote.network.as_ref().map_or("-", Id::as_str);
        format!("{respondent} {network} {}", vote.given_at.millis())
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

#[rstest]
#[case::to_the_right_school(
    &[("school:vollen", vote(PERSON, 1))],
    &["school:torstad gruppe-2 1"],
)]
#[case::over_an_older_answer_of_it(
    &[("school:vollen", vote(PERSON, 3)), ("school:torstad", vote("slack/T1/U2", 2))],
    &["school:torstad gruppe-2 3"],
)]
#[case::and_gives_way_to_a_newer_one(
    &[("school:vollen", vote(PERSON, 1)), ("school:torstad", vote("slack/T1/U2", 2))],
    &["school:torstad gruppe-1 2"],
)]
#[case::the_newest_of_two(
    &[("school:vollen", vote(PERSON, 3)), ("school:hvalstad", vote(PERSON, 4))],
    &["school:torstad gruppe-2 4"],
)]
#[case::and_leaves_what_others_answered(
    &[("school:vollen", vote("slack/T1/U2", 1)), ("school:torstad", vote(PERSON, 2))],
    &["school:torstad gruppe-1 2", "school:vollen gruppe-1 1"],
)]
fn an_answer_for_the_wrong_school_moves(#[case] votes: &[(&str, Vote)], #[case] expected: &[&str]) {
    assert_eq!(after(Respondent::School, votes), expected);
}

#[test]
fn a_persons_own_answer_counts_in_the_network_of_the_right_school() {
    let votes = [
        (PERSON, vote(PERSON, 1)),
        ("slack/T1/U2", vote("slack/T1/U2", 2)),
    ];
    assert_eq!(
        after(Respondent::Person, &votes),
        ["slack/T1/U1 gruppe-2 1", "slack/T1/U2 gruppe-1 2"]
    );
}
