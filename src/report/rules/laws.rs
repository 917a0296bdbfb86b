//! Laws of all pictures, tried by an attacker who knows what is shown and how the rules work.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::programme::question::{Mode, QuestionKind};
use crate::report::samples::{question, tally_of};

/// All ways in which `answers` can fall on `parts`.
fn tables(answers: u32, parts: usize) -> Vec<Vec<u32>> {
    if parts == 1 {
        return vec![vec![answers]];
    }
    (0..=answers)
        .flat_map(|first| {
            tables(answers - first, parts - 1)
                .into_iter()
                .map(move |rest| [vec![first], rest].concat())
        })
        .collect()
}

/// For each look of `answers` answers the tables that look like it.
fn lookalikes(question: &Question, answers: u32) -> BTreeMap<String, Vec<Vec<u32>>> {
    let sheet = Sheet::of(question);
    let mut by_look: BTreeMap<String, Vec<Vec<u32>>> = BTreeMap::new();
    for parts in tables(answers, question.options.len() + 1) {
        let count = Count {
            asked: None,
            answered: answers,
            parts: parts.clone(),
        };
        let view = sheet.view(&sheet.look(&count), &count);
        by_look.entry(format!("{view:?}")).or_default().push(parts);
    }
    by_look
}

const KINDS_TRIED: [(QuestionKind, usize, u32); 7] = [
    (QuestionKind::Scale, 2, 22),
    (QuestionKind::Scale, 3, 16),
    (QuestionKind::Bands, 5, 10),
    (QuestionKind::Choice, 2, 22),
    (QuestionKind::Choice, 3, 16),
    (QuestionKind::Choice, 4, 12),
    (QuestionKind::Choice, 5, 10),
];

#[test]
fn whoever_knows_the_rules_cannot_pin_an_option_to_one_or_two() {
    for (kind, options, most) in KINDS_TRIED {
        let question = question(kind, options, Mode::Secret);
        for answers in 1..=most {
            for (look, tables) in lookalikes(&question, answers) {
                for part in 0..=options {
                    let values: BTreeSet<u32> = tables.iter().map(|table| table[part]).collect();
                    let pinned = values.len() == 1 && values.iter().all(|value| is_few(*value));
                    assert!(
                        !pinned,
                        "{kind:?} {options}, part {part}: {tables:?} as {look}"
                    );
                }
            }
        }
    }
}

#[test]
fn unanimity_cannot_be_told_from_near_unanimity() {
    for (kind, options, most) in KINDS_TRIED {
        let question = question(kind, options, Mode::Coordinator);
        for answers in HIDDEN_BELOW..=most {
            for (look, tables) in lookalikes(&question, answers) {
                let alike = |table: &Vec<u32>| table.contains(&answers);
                assert!(!tables.iter().all(alike), "{tables:?} as {look}");
            }
        }
    }
}

fn kind() -> impl Strategy<Value = QuestionKind> {
    prop_oneof![
        Just(QuestionKind::Scale),
        Just(QuestionKind::Bands),
        Just(QuestionKind::Choice),
        Just(QuestionKind::Choices)
    ]
}

fn mode() -> impl Strategy<Value = Mode> {
    prop_oneof![Just(Mode::Secret), Just(Mode::Coordinator)]
}

/// Up to four networks with as many answers to each of four parts.
fn networks() -> impl Strategy<Value = Vec<Vec<u32>>> {
    prop::collection::vec(prop::collection::vec(0u32..14, 4), 1..5)
}

fn picture_of(
    question: &Question,
    networks: &[Vec<u32>],
    published: &[Published],
) -> (Tally, Picture) {
    let parts: Vec<&[u32]> = networks.iter().map(Vec::as_slice).collect();
    let tally = tally_of(question, &parts, None);
    let picture = draw(question, &tally, published);
    (tally, picture)
}

fn numbers(rows: &[Row]) -> Vec<u32> {
    rows.iter().filter_map(Row::exactly).collect()
}

/// Every sum an attacker can make of the whole minus some of the networks: of each subset of those shown.
fn differences(picture: &Picture) -> Vec<(i64, Vec<i64>)> {
    let signed = |rows: &[Row]| -> Vec<i64> { numbers(rows).into_iter().map(i64::from).collect() };
    let shown: Vec<&GroupPicture> = picture
        .groups()
        .iter()
        .filter(|group| !group.rows().is_empty())
        .collect();
    (0..1u32 << shown.len())
        .map(|subset| {
            let taken = shown
                .iter()
                .enumerate()
                .filter(|(at, _)| subset & (1 << at) != 0);
            let whole = (i64::from(picture.rows_of()), signed(picture.rows()));
            taken.fold(whole, |left, (_, group)| {
                less(&left, group.rows_of(), &signed(group.rows()))
            })
        })
        .collect()
}

/// What is left of so many answers and these rows without `gone`, the rows of `of_group` answers.
fn less((answered, rows): &(i64, Vec<i64>), of_group: u32, gone: &[i64]) -> (i64, Vec<i64>) {
    let rows = rows.iter().zip(gone).map(|(all, gone)| all - gone);
    (answered - i64::from(of_group), rows.collect())
}

fn tells_of_someone(answered: i64, rows: &[i64]) -> bool {
    let small = |count: &i64| [1, 2].contains(&count.abs());
    answered != 0 && (answered < 5 || rows.contains(&answered)) || rows.iter().any(small)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_small_is_shown_nor_had_by_subtracting_networks(
        kind in kind(), mode in mode(), networks in networks(),
    ) {
        let (_, picture) = picture_of(&question(kind, 3, mode), &networks, &[]);
        for group in picture.groups().iter().filter(|group| !group.rows().is_empty()) {
            prop_assert!(group.rows_of() >= HIDDEN_BELOW);
            let rows: Vec<i64> = numbers(group.rows()).into_iter().map(i64::from).collect();
            prop_assert!(!tells_of_someone(i64::from(group.rows_of()), &rows));
        }
        let exclusive = picture.view.exclusive && picture.nearly_all().is_none();
        if exclusive && !picture.rows().is_empty() {
            for (answered, rows) in differences(&picture) {
                prop_assert!(!tells_of_someone(answered, &rows), "{answered} {rows:?} of {picture:?}");
            }
        }
        for row in picture.rows() {
            let alike = row.exactly() == Some(picture.rows_of());
            prop_assert!(!alike && !row.exactly().is_some_and(is_few));
        }
    }

    #[test]
    fn two_states_differ_by_nothing_small(
        kind in kind(), mode in mode(), first in networks(), more in networks(), third in networks(),
        few in any::<bool>(),
    ) {
        let question = question(kind, 3, mode);
        let mut networks = first;
        let mut published: Vec<Published> = Vec::new();
        for came in [vec![], more, third] {
            for (network, came) in networks.iter_mut().zip(&came) {
                for (part, came) in network.iter_mut().zip(came) {
                    *part += if few { came / 7 } else { *came };
                }
            }
            let (_, picture) = picture_of(&question, &networks, &published);
            let now = picture.published();
            for before in published.iter().filter(|before| !before.view.rows.is_empty()) {
                let came = i64::from(now.answered) - i64::from(before.answered);
                if now == *before {
                    continue;
                }
                prop_assert!(came == 0 || came >= 5, "{before:?} {now:?}");
                let pairs = std::iter::once((&before.view.rows, &now.view.rows)).chain(
                    before.groups.iter().flat_map(|(id, _, rows)| {
                        let same = now.groups.iter().filter(move |(mine, ..)| mine == id);
                        same.map(move |(_, _, now)| (rows, now))
                    }),
                );
                for (was, is) in pairs {
                    let rows = newcomers_by_row(&Sheet::of(&question), was, is);
                    let came: i64 = rows.iter().sum();
                    if kind != QuestionKind::Choices {
                        prop_assert!(!tells_of_someone(came, &rows), "{was:?} {is:?}");
                    }
                    prop_assert!(rows.iter().all(|count| ![1, 2].contains(&count.abs())));
                }
                if kind != QuestionKind::Choices && !before.groups.is_empty() && !now.groups.is_empty() {
                    for (came, rows) in rests_apart(&Sheet::of(&question), before, &now) {
                        prop_assert!(!tells_of_someone(came, &rows), "{came} {rows:?}: {before:?} {now:?}");
                    }
                }
            }
            published.push(now);
        }
    }

    #[test]
    fn no_network_is_had_by_subtracting_a_later_one_from_an_earlier_whole(
        kind in kind(), mode in mode(), first in networks(), more in networks(), third in networks(),
        small in prop::collection::vec(any::<bool>(), 4),
        grows in prop::collection::vec(any::<bool>(), 8),
    ) {
        let question = question(kind, 3, mode);
        let mut networks = first;
        for (network, _) in networks.iter_mut().zip(&small).filter(|(_, small)| **small) {
            network.iter_mut().for_each(|part| *part /= 5);
        }
        let mut states = vec![picture_of(&question, &networks, &[])];
        for (round, came) in [more, third].iter().enumerate() {
            for (at, (network, came)) in networks.iter_mut().zip(came).enumerate() {
                if grows[round * 4 + at] {
                    network.iter_mut().zip(came).for_each(|(part, came)| *part += came);
                }
            }
            let published: Vec<Published> =
                states.iter().map(|(_, picture)| picture.published()).collect();
            states.push(picture_of(&question, &networks, &published));
        }
        if kind == QuestionKind::Choices {
            return Ok(());
        }
        let sheet = Sheet::of(&question);
        let counted = |state: &&(Tally, Picture)| {
            let rows = state.1.rows();
            state.1.as_of.is_none() && !rows.is_empty() && rows.iter().all(|row| row.exactly().is_some())
        };
        let states: Vec<&(Tally, Picture)> = states.iter().filter(counted).collect();
        for whole in &states {
            for (later, picture) in &states {
                for (answered, rows) in wholes_less_networks(&sheet, whole, later, picture) {
                    prop_assert!(!tells_of_someone(answered, &rows), "{answered} {rows:?}: {whole:?} {picture:?}");
                }
            }
        }
    }

    #[test]
    fn the_same_answers_give_the_same_picture_again(
        kind in kind(), mode in mode(), networks in networks(),
    ) {
        let question = question(kind, 3, mode);
        let (_, once) = picture_of(&question, &networks, &[]);
        let (_, again) = picture_of(&question, &networks, &[once.published()]);
        prop_assert_eq!(&once, &again);
        let stored = serde_json::to_string(&once.published()).unwrap();
        prop_assert_eq!(once.published(), serde_json::from_str::<Published>(&stored).unwrap());
    }

    #[test]
    fn merging_keeps_the_sum_and_the_order(
        kind in kind(), mode in mode(), networks in networks(),
    ) {
        let question = question(kind, 3, mode);
        let (tally, picture) = picture_of(&question, &networks, &[]);
        let response = picture.response();
        prop_assert!(response.asked().is_none_or(|asked| response.answered() <= asked));
        prop_assert_eq!(response.answered(), tally.total().answered);
        let all_exact = picture.rows().iter().all(|row| row.exactly().is_some());
        if picture.view.exclusive && all_exact && !picture.rows().is_empty() {
            prop_assert_eq!(numbers(picture.rows()).iter().sum::<u32>(), response.answered());
        }
        if picture.view.rising {
            let shown: Vec<&Id> = picture
                .rows()
                .iter()
                .filter(|row| !row.aside())
                .flat_map(Row::options)
                .collect();
            prop_assert!(shown.is_sorted());
        }
    }
}

fn partition(sheet: &Sheet<'_>, rows: &[Row]) -> Partition {
    Partition(rows.iter().map(|row| sheet.cell(row)).collect())
}

/// What `rows` tell of each cell of `both`, in one of which each of them lies.
fn in_cells(sheet: &Sheet<'_>, both: &Partition, rows: &[Row]) -> Vec<i64> {
    let within = |row: &&Row, cell: &[usize]| {
        let parts = sheet.cell(row);
        parts.iter().all(|part| cell.contains(part))
    };
    let sum = |cell: &Vec<usize>| {
        let inside = rows.iter().filter(|row| within(row, cell));
        inside.filter_map(Row::exactly).map(i64::from).sum()
    };
    both.0.iter().map(sum).collect()
}

/// How what is left of the whole without some of the networks has changed from `before` to `now`, which
/// show the same networks: for each choice of them how many came, and how many to each cell.
fn rests_apart(sheet: &Sheet<'_>, before: &Published, now: &Published) -> Vec<(i64, Vec<i64>)> {
    let both = partition(sheet, &before.view.rows).join(&partition(sheet, &now.view.rows));
    let without = |state: &Published, subset: u32| -> (i64, Vec<i64>) {
        let all = (
            i64::from(state.answered),
            in_cells(sheet, &both, &state.view.rows),
        );
        let groups = state.groups.iter().enumerate();
        let taken = groups.filter(|(at, _)| subset & (1 << at) != 0);
        taken.fold(all, |left, (_, (_, of_group, gone))| {
            less(&left, *of_group, &in_cells(sheet, &both, gone))
        })
    };
    (0..1u32 << now.groups.len())
        .map(|subset| {
            let ((was, rows_were), (is, rows)) = (without(before, subset), without(now, subset));
            let rows = rows.iter().zip(rows_were).map(|(is, was)| is - was);
            (is - was, rows.collect())
        })
        .collect()
}

/// Every difference between the whole of one state and some of the networks that it hid and `picture`, of
/// another state, shows with as many answers: theirs are the same answers then, as everyone can tell.
fn wholes_less_networks(
    sheet: &Sheet<'_>,
    (tally, whole): &(Tally, Picture),
    other: &Tally,
    picture: &Picture,
) -> Vec<(i64, Vec<i64>)> {
    let both = partition(sheet, whole.rows()).join(&partition(sheet, picture.rows()));
    let in_cells = |rows: &[Row]| in_cells(sheet, &both, rows);
    let counts = tally.groups().iter().zip(other.groups());
    let pictures = whole.groups().iter().zip(picture.groups());
    let unchanged: Vec<&GroupPicture> = counts
        .zip(pictures)
        .filter(|((then, now), _)| then.1.answered == now.1.answered)
        .map(|(_, pictures)| pictures)
        .filter(|(hidden, shown)| hidden.rows().is_empty() && !shown.rows().is_empty())
        .map(|(_, shown)| shown)
        .collect();
    (1..1u32 << unchanged.len())
        .map(|subset| {
            let taken = unchanged.iter().enumerate();
            let taken = taken.filter(|(at, _)| subset & (1 << at) != 0);
            let all = (i64::from(whole.rows_of()), in_cells(whole.rows()));
            taken.fold(all, |left, (_, group)| {
                less(&left, group.rows_of(), &in_cells(group.rows()))
            })
        })
        .collect()
}

/// How the rows that two states share differ: `is` minus `was`, where both are exact.
fn newcomers_by_row(sheet: &Sheet<'_>, was: &[Row], is: &[Row]) -> Vec<i64> {
    let both = partition(sheet, was).join(&partition(sheet, is));
    let within = |rows: &[Row], cell: &[usize]| -> Option<i64> {
        let inside = rows
            .iter()
            .filter(|row| sheet.cell(row).iter().all(|part| cell.contains(part)));
        inside.map(|row| row.exactly().map(i64::from)).sum()
    };
    both.0
        .iter()
        .filter_map(|cell| Some(within(is, cell)? - within(was, cell)?))
        .collect()
}
