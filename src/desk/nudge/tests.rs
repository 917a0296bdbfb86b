use jiff::civil::date;

use crate::desk::samples::{asked, facts, facts_of, id, local, request};
use crate::desk::{Effect, Facts, Outcome, Proposal, Verdict, decide, outcome};
use crate::programme::question::{Mode, Respondent};

fn open() -> Facts {
    let mut facts = facts();
    let networks = ["gruppe-1", "gruppe-2"];
    facts.questions = vec![asked(1, Mode::Secret, Respondent::School, &networks)];
    facts
}

fn proposed(facts: &Facts) -> Proposal {
    match outcome(&request("purr lesing-1"), facts) {
        Outcome::Do(proposal) => proposal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_nudge_tells_how_many_and_never_who() {
    let mut facts = open();
    let school = facts.programmes[0].programme.networks[0].schools[0].clone();
    facts.questions[0].respondents = [format!("school:{school}")].into();
    let shown = decide(&request("purr lesing-1"), &facts);
    assert_eq!(shown.verdict, Verdict::Shown);
    insta::assert_snapshot!(shown.answer.as_plain_text());
    let days = proposed(&facts)
        .effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Nudged { network, day, .. } => Some((network, day)),
            _ => None,
        });
    let today = date(2018, 10, 17);
    assert_eq!(
        days.collect::<Vec<_>>(),
        [(id("gruppe-1"), today), (id("gruppe-2"), today)]
    );
}

#[test]
fn it_is_said_at_most_twice_and_once_a_day() {
    let mut facts = open();
    let nudged =
        |network, days: &[jiff::civil::Date]| ((1, id(network)), days.iter().copied().collect());
    let today = date(2018, 10, 17);
    facts.nudges = [nudged("gruppe-1", &[today])].into();
    let networks: Vec<_> = proposed(&facts)
        .sayings
        .iter()
        .map(|it| it.channels.clone())
        .collect();
    assert_eq!(networks, [["gruppe-2-slack"]]);
    facts.nudges.extend([nudged("gruppe-2", &[today])]);
    let no = decide(&request("purr lesing-1"), &facts)
        .answer
        .as_plain_text();
    assert!(no.contains("i dag"), "{no}");
    let earlier = [date(2018, 10, 15), date(2018, 10, 16)];
    facts.nudges = [nudged("gruppe-1", &earlier), nudged("gruppe-2", &earlier)].into();
    let no = decide(&request("purr lesing-1"), &facts)
        .answer
        .as_plain_text();
    assert!(no.contains("to ganger"), "{no}");
}

#[test]
fn what_cannot_be_of_use_is_not_said() {
    let mut late = open();
    late.now = local("2018-10-24T11:59");
    late.questions[0].asking.closes_at = local("2018-10-24T18:00");
    late.now = local("2018-10-24T17:00");
    assert_eq!(
        decide(&request("purr lesing-1"), &late).verdict,
        Verdict::Refused
    );
    let mut paused = open();
    paused.who = facts_of("gruppe-1").who;
    paused.paused = [(id("asker-2018"), id("gruppe-1"))].into();
    assert_eq!(
        decide(&request("purr lesing-1"), &paused).verdict,
        Verdict::Refused
    );
}

#[test]
fn a_network_is_reminded_of_one_question_a_day() {
    let mut facts = open();
    let other = asked(2, Mode::Secret, Respondent::School, &["gruppe-1"]);
    facts.questions.push(other);
    let today = date(2018, 10, 17);
    facts.nudges = [((2, id("gruppe-1")), [today].into())].into();
    let networks: Vec<_> = proposed(&facts)
        .sayings
        .iter()
        .map(|it| it.channels.clone())
        .collect();
    assert_eq!(networks, [["gruppe-2-slack"]]);
}
