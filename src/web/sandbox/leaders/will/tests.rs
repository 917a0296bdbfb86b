use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::plan::{Content, askings, year};
use crate::programme::{self, Programme, Zone};

fn asker() -> Programme {
    let source = include_str!("../../../../../config/programmes/asker-2018.toml");
    programme::read(source, "asker-2018.toml")
        .unwrap()
        .programme
}

fn everyone(programme: &Programme) -> Vec<&Id> {
    programme.schools.iter().map(|school| &school.id).collect()
}

fn oslo() -> TimeZone {
    Zone::named("Europe/Oslo").unwrap().rules().clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever the seed: what leaders do is in time, in working time, and the same again.
    #[test]
    fn answers_come_in_working_time_before_the_question_closes(seed: u64) {
        let programme = asker();
        let schools = everyone(&programme);
        for asking in askings(&programme) {
            let doings = answers(&asking, &schools, seed);
            prop_assert_eq!(&answers(&asking, &schools, seed), &doings);
            for doing in &doings {
                prop_assert!(asking.opens_at <= doing.at && doing.at < asking.closes_at);
                let local = doing.at.local(asking.zone.rules());
                prop_assert!(!matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday));
                prop_assert!((AWAKE.0..AWAKE.1).contains(&local.time()), "{}", local);
            }
            let names: BTreeSet<&str> = doings.iter().map(|doing| doing.name.as_str()).collect();
            prop_assert_eq!(names.len(), doings.len());
        }
    }

    /// Whatever the seed: replies follow their prompt soon, and none is said twice in a channel at once.
    #[test]
    fn replies_follow_their_prompt_soon(seed: u64) {
        let programme = asker();
        let schools = everyone(&programme);
        for post in year(&programme) {
            let doings = replies(&post, post.due_at, &schools, seed);
            let texts: BTreeSet<String> = doings.iter().map(|it| format!("{:?}", it.deed)).collect();
            prop_assert_eq!(texts.len(), doings.len());
            for doing in doings {
                let after = doing.at.since(post.due_at);
                prop_assert!(REPLY_WITHIN.0 <= after && after <= REPLY_WITHIN.1);
            }
        }
    }
}

#[test]
fn a_secret_answer_is_given_once_and_others_are_sometimes_changed() {
    let programme = asker();
    let schools = everyone(&programme);
    let mut changes = 0;
    for asking in askings(&programme) {
        let mut times: BTreeMap<Id, usize> = BTreeMap::new();
        for doing in answers(&asking, &schools, 0) {
            *times.entry(doing.school).or_default() += 1;
        }
        assert!((15..schools.len()).contains(&times.len()), "some forget");
        let twice = times.values().filter(|times| **times == 2).count();
        match asking.question.mode {
            Mode::Secret => assert_eq!(twice, 0),
            _ => changes += twice,
        }
    }
    assert!(changes > 0);
}

#[test]
fn only_prompts_are_replied_to() {
    let programme = asker();
    let schools = everyone(&programme);
    let mut replied = 0;
    for post in year(&programme) {
        let doings = replies(&post, post.due_at, &schools, 0);
        let prompts = matches!(
            post.content,
            Content::Closing { .. }
                | Content::IntermediateWork { .. }
                | Content::Touchpoint { .. }
                | Content::Sharing { .. }
        );
        assert!(prompts || doings.is_empty(), "{}", post.key);
        replied += doings.len();
    }
    assert!(replied > 50, "{replied}");
}

#[rstest]
#[case::at_work("2018-09-06T13:45", "2018-09-06T13:45")]
#[case::early("2018-09-06T05:10", "2018-09-06T07:10")]
#[case::in_the_evening("2018-09-06T17:00", "2018-09-07T07:00")]
#[case::at_night("2018-09-06T23:59", "2018-09-07T07:59")]
#[case::on_friday_evening("2018-09-07T19:30", "2018-09-10T07:30")]
#[case::on_sunday("2018-09-09T06:15", "2018-09-10T07:15")]
fn leaders_wait_for_the_next_working_morning(#[case] at: &str, #[case] looks: &str) {
    let instant = |local: &str| Timestamp::of_local(local.parse().unwrap(), &oslo());
    assert_eq!(awake(instant(at), &oslo()), instant(looks));
}
