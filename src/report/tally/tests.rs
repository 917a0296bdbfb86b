use rstest::rstest;

use super::*;
use crate::programme::question::Mode;
use crate::report::samples::{id, question};

fn population(asked: Option<u32>) -> Population {
    Population {
        asked,
        groups: vec![(id("gruppe-1"), Some(11)), (id("gruppe-2"), None)],
    }
}

fn vote(group: Option<&str>, keys: &[&str]) -> Vote {
    Vote {
        group: group.map(id),
        answer: Given::Options(keys.iter().map(|key| (*key).to_owned()).collect()),
    }
}

#[test]
fn votes_are_counted_in_all_and_in_their_network() {
    let question = question(QuestionKind::Scale, 3, Mode::Coordinator);
    let votes = [
        vote(Some("gruppe-1"), &["a"]),
        vote(Some("gruppe-2"), &["c"]),
        vote(None, &["c"]),
        vote(Some("gruppe-1"), &["vet-ikke"]),
        vote(Some("gruppe-1"), &["no-such-key"]),
        vote(Some("gruppe-1"), &["b", "c"]),
    ];
    let tally = Tally::of_votes(&question, &population(Some(23)), &votes);
    assert_eq!(tally.total().parts, [1, 1, 2, 1]);
    assert_eq!(tally.total().answered, 5);
    assert_eq!(tally.total().asked, Some(23));
    let groups: Vec<&[u32]> = tally
        .groups()
        .iter()
        .map(|(_, count)| count.parts.as_slice())
        .collect();
    assert_eq!(groups, [[1, 1, 0, 1], [0, 0, 1, 0]]);
}

#[rstest]
#[case::each_option_once(&["a", "b", "a"], &[1, 1, 0, 0])]
#[case::what_is_set_apart_only_alone(&["a", "vet-ikke"], &[1, 0, 0, 0])]
#[case::alone(&["vet-ikke"], &[0, 0, 0, 1])]
fn several_may_be_chosen(#[case] keys: &[&str], #[case] parts: &[u32]) {
    let question = question(QuestionKind::Choices, 3, Mode::Secret);
    let tally = Tally::of_votes(&question, &population(None), &[vote(None, keys)]);
    assert_eq!(tally.total().parts, parts);
    assert_eq!(tally.total().answered, 1);
}

#[test]
fn answers_in_ones_own_words_are_counted() {
    let question = question(QuestionKind::Text, 0, Mode::Coordinator);
    let text = |text: &str| Vote {
        group: None,
        answer: Given::Text(text.to_owned()),
    };
    let tally = Tally::of_votes(&question, &population(None), &[text("to"), text("én")]);
    assert_eq!(tally.total().answered, 2);
}

#[test]
fn votes_and_counters_give_the_same_tally() {
    let question = question(QuestionKind::Scale, 3, Mode::Secret);
    let votes = [
        vote(Some("gruppe-1"), &["a"]),
        vote(Some("gruppe-2"), &["c"]),
        vote(Some("gruppe-2"), &["vet-ikke"]),
    ];
    let counters = |group: &str, options: &[&str]| Counters {
        group: Some(id(group)),
        answered: u32::try_from(options.len()).unwrap(),
        options: options.iter().map(|key| (id(key), 1)).collect(),
    };
    let of_counters = Tally::of_counters(
        &question,
        &population(Some(3)),
        &[
            counters("gruppe-1", &["a"]),
            counters("gruppe-2", &["c", "vet-ikke"]),
        ],
    );
    assert_eq!(
        Tally::of_votes(&question, &population(Some(3)), &votes),
        of_counters
    );
}

#[test]
fn more_answers_than_asked_means_that_nobody_knows_how_many_are_asked() {
    let question = question(QuestionKind::Scale, 3, Mode::Secret);
    let votes = [vote(None, &["a"]), vote(None, &["b"])];
    let tally = Tally::of_votes(&question, &population(Some(1)), &votes);
    assert_eq!(tally.total().asked, None);
}
