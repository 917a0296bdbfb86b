use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::programme::question::{Mode, Question, QuestionKind};
use crate::report::result::of_networks;
use crate::report::rules::{Picture, draw};
use crate::report::samples::{id, question};
use crate::report::{Population, Tally};

const PARTS: [&str; 4] = ["a", "b", "c", "vet-ikke"];
const NETWORKS: [&str; 4] = ["gruppe-1", "gruppe-2", "gruppe-3", "gruppe-4"];

/// The counters of one network, or of those in none, as (network, how many chose each of a, b, c and
/// what is set apart), where each chose one.
fn counters(networks: &[(&str, [u64; 4])]) -> Counters {
    let networks = networks.iter();
    networks
        .map(|(network, parts)| ((*network).to_owned(), of_network(parts.iter().sum(), parts)))
        .collect()
}

fn of_network(answered: u64, parts: &[u64]) -> BTreeMap<String, u64> {
    let options = PARTS.iter().zip(parts).filter(|(_, chosen)| **chosen > 0);
    let options = options.map(|(option, chosen)| ((*option).to_owned(), *chosen));
    options.chain([(ANSWERED.to_owned(), answered)]).collect()
}

fn picture(question: &Question, counters: &Counters, published: &[Published]) -> Picture {
    let population = Population {
        asked: Some(60),
        groups: NETWORKS.map(|network| (id(network), Some(15))).into(),
    };
    let tally = Tally::of_counters(question, &population, &of_networks(counters));
    draw(question, &tally, published)
}

/// As "gruppe-1 7: a 4, b 3"; the rest as "rest".
fn told(counters: &Counters) -> Vec<String> {
    let told = counters.iter().map(|(network, of_network)| {
        let name = if network == REST { "rest" } else { network };
        let options = of_network.iter().filter(|(option, _)| *option != ANSWERED);
        let options: Vec<String> = options
            .map(|(it, chosen)| format!("{it} {chosen}"))
            .collect();
        format!("{name} {}: {}", answered(of_network), options.join(", "))
    });
    told.map(|it| it.trim_end_matches([':', ' ']).to_owned())
        .collect()
}

#[rstest]
#[case::shown_beside_each_other(
    &[("gruppe-1", [4, 3, 0, 0]), ("gruppe-2", [3, 3, 3, 0])],
    &["gruppe-1 7: a 4, b 3", "gruppe-2 9: a 3, b 3, c 3"],
)]
#[case::the_only_one_would_be_the_difference(
    &[("gruppe-1", [4, 3, 0, 0]), ("gruppe-2", [3, 3, 3, 0]), ("gruppe-3", [1, 0, 0, 0])],
    &["rest 0: a 5, b 3", "gruppe-1 7", "gruppe-2 9: a 3, b 3, c 3", "gruppe-3 1"],
)]
#[case::with_those_who_are_in_no_network(
    &[("", [0, 0, 3, 1]), ("gruppe-1", [4, 3, 3, 0]), ("gruppe-2", [1, 1, 0, 0])],
    &["rest 4: a 5, b 4, c 6, vet-ikke 1", "gruppe-1 10", "gruppe-2 2"],
)]
#[case::in_which_all_chose_the_same(
    &[("gruppe-1", [4, 3, 3, 0]), ("gruppe-2", [6, 0, 0, 0]), ("gruppe-3", [0, 3, 3, 0])],
    &["rest 0: a 6, b 3, c 3", "gruppe-1 10: a 4, b 3, c 3", "gruppe-2 6", "gruppe-3 6"],
)]
#[case::too_few_in_all(
    &[("gruppe-1", [1, 1, 0, 0]), ("gruppe-2", [1, 1, 0, 0])], &["gruppe-1 2", "gruppe-2 2"],
)]
#[case::nobody(&[], &[])]
fn what_is_kept(#[case] answers: &[(&str, [u64; 4])], #[case] expected: &[&str]) {
    let question = question(QuestionKind::Scale, 3, Mode::Secret);
    let answers = counters(answers);
    let shown = picture(&question, &answers, &[]).published();
    assert_eq!(told(&fold(&answers, Some(&shown))), expected);
}

#[test]
fn where_nothing_was_shown_only_the_whole_is_kept() {
    let answers = counters(&[("gruppe-1", [4, 3, 0, 0]), ("gruppe-2", [3, 3, 3, 0])]);
    let kept = fold(&answers, None);
    assert_eq!(
        told(&kept),
        ["rest 0: a 7, b 6, c 3", "gruppe-1 7", "gruppe-2 9"]
    );
}

/// A kind, and how many chose what in some networks and in none.
fn answers() -> impl Strategy<Value = (QuestionKind, Counters)> {
    let kind = prop_oneof![
        Just(QuestionKind::Scale),
        Just(QuestionKind::Bands),
        Just(QuestionKind::Choice),
        Just(QuestionKind::Choices)
    ];
    let parts = prop_oneof![
        prop::collection::vec(0u64..9, 4),
        prop::collection::vec(0u64..3, 4),
        (0usize..4, 0u64..9).prop_map(|(part, answers)| {
            let mut parts = vec![0; 4];
            parts[part] = answers;
            parts
        }),
    ];
    (kind, prop::collection::vec(parts, 1..6)).prop_map(|(kind, networks)| {
        let names = NETWORKS.into_iter().chain([REST]);
        let of_networks = names.zip(&networks).map(|(name, parts)| {
            let (most, all) = (parts.iter().max().copied(), parts.iter().sum());
            let answered = match kind {
                QuestionKind::Choices => most.unwrap_or_default().max(all / 2),
                _ => all,
            };
            (name.to_owned(), of_network(answered, parts))
        });
        (kind, of_networks.collect())
    })
}

/// What is kept of the options: the answers of so many, by option.
fn groups(kept: &Counters) -> Vec<(u64, Vec<u64>)> {
    let chosen = |of: &BTreeMap<String, u64>| -> Vec<u64> {
        let options = of.iter().filter(|(option, _)| *option != ANSWERED);
        options.map(|(_, chosen)| *chosen).collect()
    };
    let apart = kept
        .iter()
        .filter(|(network, of)| *network != REST && of.len() > 1);
    let mut groups: Vec<(u64, Vec<u64>)> =
        apart.map(|(_, of)| (answered(of), chosen(of))).collect();
    let all: u64 = kept.values().map(answered).sum();
    let rest = all - groups.iter().map(|(answered, _)| answered).sum::<u64>();
    groups.extend(kept.get(REST).map(|of| (rest, chosen(of))));
    groups.retain(|(_, chosen)| !chosen.is_empty());
    groups
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn pictures_are_the_same_before_and_after((kind, answers) in answers()) {
        let question = question(kind, 3, Mode::Secret);
        let before = picture(&question, &answers, &[]);
        let shown = before.published();
        let kept = fold(&answers, Some(&shown));
        prop_assert_eq!(&picture(&question, &kept, &[]), &before);
        prop_assert_eq!(&picture(&question, &kept, &[shown]), &before);
    }

    #[test]
    fn nobody_is_in_a_small_group_or_one_that_agrees(
        (kind, answers) in answers(), (_, others) in answers(), wrong in any::<bool>(),
    ) {
        let question = question(kind, 3, Mode::Secret);
        // Also where what was shown was of something else.
        let shown = picture(&question, if wrong { &others } else { &answers }, &[]).published();
        for kept in [fold(&answers, Some(&shown)), fold(&answers, None)] {
            let groups = groups(&kept);
            for (answered, chosen) in &groups {
                prop_assert!(*answered >= u64::from(HIDDEN_BELOW), "{:?}", kept);
                let alike = groups.len() > 1 && chosen.contains(answered);
                prop_assert!(wrong || !alike, "{:?}", kept);
            }
        }
    }

    #[test]
    fn folding_keeps_the_sums_and_ends_at_once((kind, answers) in answers()) {
        let question = question(kind, 3, Mode::Secret);
        let shown = picture(&question, &answers, &[]).published();
        let kept = fold(&answers, Some(&shown));
        prop_assert_eq!(&fold(&kept, Some(&shown)), &kept);
        for (network, of_network) in &answers {
            prop_assert_eq!(answered(&kept[network]), answered(of_network));
        }
        let sum = |counters: &Counters, option: &str| -> u64 {
            counters.values().filter_map(|of| of.get(option)).sum()
        };
        let few = sum(&answers, ANSWERED) < u64::from(HIDDEN_BELOW);
        for option in PARTS {
            let expected = if few { 0 } else { sum(&answers, option) };
            prop_assert_eq!(sum(&kept, option), expected);
        }
    }
}
