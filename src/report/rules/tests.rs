use rstest::rstest;

use super::*;
use crate::programme::question::{Mode, QuestionKind};
use crate::report::samples::{id, question, tally_of, three_steps};

/// The rows of a picture as "a+b 4, c 5, (aside) 3"; "–" when there are none.
fn told(picture: &Picture) -> String {
    as_text(picture.rows())
}

fn as_text(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let mut names: Vec<&str> = row.options().iter().map(Id::as_str).collect();
        names.extend(row.aside().then_some("aside"));
        let count = match row.count() {
            Shown::Exactly(count) => count.to_string(),
            Shown::Few => "few".to_owned(),
            Shown::NearlyAll => "nearly all".to_owned(),
        };
        format!("{} {count}", names.join("+"))
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    if rows.is_empty() {
        "–".to_owned()
    } else {
        rows.join(", ")
    }
}

#[rstest]
#[case::four_answers_are_only_counted(Mode::Secret, &[2, 1, 1, 0], "–")]
#[case::also_with_names(Mode::Named, &[2, 1, 1, 0], "–")]
#[case::five_are_shown(Mode::Secret, &[5, 4, 6, 0], "a 5, b 4, c 6, aside 0")]
#[case::a_small_step_joins_the_next(Mode::Secret, &[2, 7, 6, 0], "a+b 9, c 6, aside 0")]
#[case::a_small_step_in_the_middle(Mode::Secret, &[6, 1, 8, 0], "a 6, b+c 9, aside 0")]
#[case::the_highest_joins_the_one_below(Mode::Secret, &[4, 8, 2, 0], "a 4, b+c 10, aside 0")]
#[case::two_small_ones_are_one(Mode::Secret, &[2, 1, 9, 0], "a+b 3, c 9, aside 0")]
#[case::until_one_is_left(Mode::Secret, &[1, 5, 2, 0], "–")]
#[case::none_is_no_small_number(Mode::Secret, &[0, 7, 6, 0], "a 0, b 7, c 6, aside 0")]
#[case::aside_is_beside_the_order(Mode::Secret, &[4, 5, 6, 3], "a 4, b 5, c 6, aside 3")]
#[case::a_small_aside_takes_the_lowest(Mode::Secret, &[4, 5, 6, 1], "b 5, c 6, a+aside 5")]
#[case::names_hide_nothing(Mode::Named, &[2, 7, 1, 1], "a 2, b 7, c 1, aside 1")]
#[case::all_alike(Mode::Secret, &[0, 0, 15, 0], "c nearly all")]
#[case::all_but_one(Mode::Secret, &[0, 1, 14, 0], "c nearly all")]
#[case::all_but_two(Mode::Secret, &[1, 0, 13, 1], "c nearly all")]
#[case::three_others_are_some(Mode::Secret, &[0, 3, 12, 0], "a 0, b 3, c 12, aside 0")]
#[case::of_nine_two_others_are_many(Mode::Secret, &[0, 2, 7, 0], "–")]
#[case::of_nine_one_is_not(Mode::Secret, &[0, 1, 8, 0], "c nearly all")]
#[case::all_alike_with_names(Mode::Named, &[0, 0, 15, 0], "a 0, b 0, c 15, aside 0")]
#[case::coordinators_results_too(Mode::Coordinator, &[2, 7, 6, 0], "a+b 9, c 6, aside 0")]
fn steps(#[case] mode: Mode, #[case] parts: &[u32], #[case] expected: &str) {
    let question = question(QuestionKind::Scale, 3, mode);
    let picture = draw(&question, &tally_of(&question, &[parts], None), &[]);
    assert_eq!(told(&picture), expected);
    assert_eq!(picture.response().answered(), parts.iter().sum::<u32>());
}

#[rstest]
#[case::large_ones_stand_alone(&[5, 4, 6, 0, 3], "a 5, b 4, c 6, d 0, aside 3")]
#[case::small_ones_are_others(&[5, 2, 6, 1, 3], "a 5, c 6, aside 3, b+d 3")]
#[case::with_those_nobody_chose(&[5, 2, 6, 1, 0], "a 5, c 6, b+d+aside 3")]
#[case::one_small_takes_the_last_of_the_list(&[5, 1, 6, 4, 4], "a 5, c 6, d 4, b+aside 5")]
#[case::and_one_more_where_they_could_be_two_each(&[5, 1, 6, 4, 3], "a 5, c 6, b+d+aside 8")]
#[case::two_each_would_be_known(&[5, 2, 6, 2, 3], "a 5, c 6, b+d+aside 7")]
fn answers_without_order(#[case] parts: &[u32], #[case] expected: &str) {
    let question = question(QuestionKind::Choice, 4, Mode::Secret);
    let picture = draw(&question, &tally_of(&question, &[parts], None), &[]);
    assert_eq!(told(&picture), expected);
}

#[rstest]
#[case(Mode::Secret, &[11, 7, 2, 0], "a nearly all, b 7, c few, aside few")]
#[case(Mode::Secret, &[9, 12, 3, 1], "a 9, b nearly all, c 3, aside few")]
#[case(Mode::Named, &[11, 7, 2, 0], "a 11, b 7, c 2, aside 0")]
fn several_answers_each_stand_for_themselves(
    #[case] mode: Mode,
    #[case] parts: &[u32],
    #[case] expected: &str,
) {
    let question = question(QuestionKind::Choices, 3, mode);
    let picture = draw(&question, &tally_of(&question, &[parts], Some(12)), &[]);
    assert_eq!(told(&picture), expected);
}

#[rstest]
#[case::all_are_large(&[[4, 5, 3, 0], [3, 6, 5, 0]], &["a 4, b 5, c 3, aside 0", "a 3, b 6, c 5, aside 0"])]
#[case::the_hidden_one_would_be_the_difference(
    &[[4, 5, 3, 0], [3, 6, 5, 0], [1, 2, 1, 0]], &["–", "a 3, b 6, c 5, aside 0", "–"],
)]
#[case::the_hidden_two_are_many_together(
    &[[4, 5, 3, 0], [2, 2, 0, 0], [1, 1, 3, 0]], &["a 4, b 5, c 3, aside 0", "–", "–"],
)]
#[case::the_rest_is_too_small_until_all_are_hidden(
    &[[4, 5, 3, 0], [0, 2, 0, 0]], &["–", "–"],
)]
#[case::nobody_answered_there(&[[4, 5, 3, 0], [0, 0, 0, 0], [3, 3, 3, 0]],
    &["a 4, b 5, c 3, aside 0", "–", "a 3, b 3, c 3, aside 0"])]
fn networks_beside_the_whole(#[case] networks: &[[u32; 4]], #[case] expected: &[&str]) {
    let question = question(QuestionKind::Scale, 3, Mode::Secret);
    let picture = draw(
        &question,
        &tally_of(
            &question,
            &networks
                .iter()
                .map(<[u32; 4]>::as_slice)
                .collect::<Vec<_>>(),
            None,
        ),
        &[],
    );
    let groups: Vec<String> = picture
        .groups()
        .iter()
        .map(|group| as_text(group.rows()))
        .collect();
    assert_eq!(groups, expected);
    for (group, parts) in picture.groups().iter().zip(networks) {
        assert_eq!(group.response().answered(), parts.iter().sum::<u32>());
    }
    let hidden = expected
        .iter()
        .zip(networks)
        .any(|(told, parts)| *told == "–" && parts[1] > 0);
    assert_eq!(picture.applied().contains(&Applied::GroupHidden), hidden);
}

#[rstest]
#[case::one_more(&[4, 5, 4, 0], false)]
#[case::two_more(&[5, 5, 4, 0], false)]
#[case::five_alike(&[4, 10, 3, 0], false)]
#[case::five_with_a_single(&[5, 9, 3, 0], false)]
#[case::six_of_two_kinds(&[7, 8, 3, 0], true)]
#[case::one_changed_their_mind(&[3, 6, 3, 0], false)]
#[case::nothing_new(&[4, 5, 3, 0], true)]
fn a_later_state_must_not_give_the_newcomers_away(#[case] later: &[u32], #[case] shown: bool) {
    let question = question(QuestionKind::Scale, 3, Mode::Coordinator);
    let earlier = draw(&question, &tally_of(&question, &[&[4, 5, 3, 0]], None), &[]).published();
    let tally = tally_of(&question, &[later], None);
    let picture = draw(&question, &tally, std::slice::from_ref(&earlier));
    let fresh = draw(&question, &tally, &[]);
    assert_eq!(picture.rows() == fresh.rows(), shown);
    assert_eq!(picture.applied().contains(&Applied::TooFewNew), !shown);
    assert_eq!(picture.response().answered(), later.iter().sum::<u32>());
    if !shown {
        assert_eq!(picture.rows_of(), 12);
        assert_eq!(picture.published().view, earlier.view);
    }
}

#[rstest]
#[case::each_grew_enough(&[[8, 9, 3, 0], [7, 10, 5, 0]], &["a 8, b 9, c 3, aside 0", "a 7, b 10, c 5, aside 0"])]
#[case::one_grew_by_one(&[[5, 5, 3, 0], [7, 10, 5, 0]], &["–", "–"])]
#[case::another_would_come_into_view(
    &[[8, 9, 3, 0], [7, 10, 5, 0], [4, 4, 4, 0]], &["a 8, b 9, c 3, aside 0", "a 7, b 10, c 5, aside 0", "–"],
)]
#[case::the_others_are_too_few_to_be_known(&[[8, 9, 3, 0], [7, 10, 5, 0], [2, 2, 0, 0]], &["–", "–", "–"])]
fn networks_of_a_later_state_must_not_give_the_newcomers_away(
    #[case] later: &[[u32; 4]],
    #[case] expected: &[&str],
) {
    let question = question(QuestionKind::Scale, 3, Mode::Secret);
    let first: [&[u32]; 2] = [&[4, 5, 3, 0], &[3, 6, 5, 0]];
    let earlier = draw(&question, &tally_of(&question, &first, None), &[]);
    assert!(
        earlier
            .groups()
            .iter()
            .all(|group| !group.rows().is_empty())
    );
    let later: Vec<&[u32]> = later.iter().map(<[u32; 4]>::as_slice).collect();
    let picture = draw(
        &question,
        &tally_of(&question, &later, None),
        &[earlier.published()],
    );
    let groups: Vec<String> = picture
        .groups()
        .iter()
        .map(|group| as_text(group.rows()))
        .collect();
    assert_eq!(groups, expected);
    assert_eq!(picture.rows_of(), picture.response().answered());
}

#[rstest]
#[case::it_has_grown(&[[4, 5, 3, 0], [5, 6, 4, 0]])]
#[case::both_have_grown(&[[8, 9, 6, 0], [5, 6, 4, 0]])]
fn a_network_that_was_hidden_beside_the_whole_stays_hidden(#[case] later: &[[u32; 4]]) {
    let question = question(QuestionKind::Scale, 3, Mode::Coordinator);
    let first: [&[u32]; 2] = [&[4, 5, 3, 0], &[1, 2, 1, 0]];
    let earlier = draw(&question, &tally_of(&question, &first, None), &[]);
    assert_eq!(told(&earlier), "a 5, b 7, c 4, aside 0");
    let later: Vec<&[u32]> = later.iter().map(<[u32; 4]>::as_slice).collect();
    let tally = tally_of(&question, &later, None);
    let picture = draw(&question, &tally, &[earlier.published()]);
    assert_eq!(picture.rows_of(), picture.response().answered());
    let shown = |picture: &Picture| {
        let mut groups = picture.groups().iter();
        groups.any(|group| !group.rows().is_empty())
    };
    assert!(!shown(&picture));
    // Else "a 5" less the four of the first network is the one of the second.
    assert!(shown(&draw(&question, &tally, &[])));
    assert!(picture.applied().contains(&Applied::GroupHidden));
}

#[test]
fn where_only_the_number_was_shown_networks_may_still_come_into_view() {
    let question = question(QuestionKind::Scale, 3, Mode::Coordinator);
    let first: [&[u32]; 2] = [&[1, 1, 0, 0], &[1, 1, 0, 0]];
    let earlier = draw(&question, &tally_of(&question, &first, None), &[]);
    assert!(earlier.rows().is_empty());
    let later: [&[u32]; 2] = [&[4, 5, 3, 0], &[5, 6, 4, 0]];
    let tally = tally_of(&question, &later, None);
    let picture = draw(&question, &tally, &[earlier.published()]);
    assert_eq!(picture, draw(&question, &tally, &[]));
    assert!(
        picture
            .groups()
            .iter()
            .all(|group| !group.rows().is_empty())
    );
}

#[test]
fn rows_of_a_later_state_nest_with_those_of_the_earlier() {
    let question = question(QuestionKind::Scale, 3, Mode::Secret);
    let draw_one = |parts: &[u32], published: &[Published]| {
        draw(&question, &tally_of(&question, &[parts], None), published)
    };
    let earlier = draw_one(&[2, 5, 4, 0], &[]);
    assert_eq!(told(&earlier), "a+b 7, c 4, aside 0");
    let finer = draw_one(&[5, 6, 7, 0], &[earlier.published()]);
    assert_eq!(told(&finer), "a 5, b 6, c 7, aside 0");
}

#[test]
fn with_names_every_state_is_shown() {
    let question = question(QuestionKind::Choice, 3, Mode::Named);
    let earlier = draw(&question, &tally_of(&question, &[&[4, 5, 3, 0]], None), &[]).published();
    let picture = draw(
        &question,
        &tally_of(&question, &[&[4, 5, 4, 0]], None),
        &[earlier],
    );
    assert_eq!(told(&picture), "a 4, b 5, c 4, aside 0");
}

#[rstest]
#[case::from_the_top(&[4, 6, 5, 0], Some(("noen+stor", 11)), Some("noen"))]
#[case::one_step_is_enough(&[3, 4, 8, 0], Some(("stor", 8)), Some("stor"))]
#[case::from_the_bottom(&[9, 3, 4, 0], Some(("liten", 9)), Some("liten"))]
#[case::no_step_holds_the_middle(&[4, 4, 8, 0], Some(("noen+stor", 12)), None)]
#[case::aside_is_no_step(&[3, 4, 5, 3], Some(("noen+stor", 9)), Some("noen"))]
#[case::a_step_is_missing(&[4, 6, 5, 1], None, None)]
fn the_middle_of_ordered_answers(
    #[case] parts: &[u32],
    #[case] highlight: Option<(&str, u32)>,
    #[case] median: Option<&str>,
) {
    let question = three_steps();
    let picture = draw(&question, &tally_of(&question, &[parts], None), &[]);
    let found = picture.highlight().map(|found| {
        let keys: Vec<String> = found
            .rows
            .iter()
            .flat_map(|row| row.options().iter().map(Id::to_string))
            .collect();
        (keys.join("+"), found.count)
    });
    let found = found.as_ref().map(|(keys, count)| (keys.as_str(), *count));
    assert_eq!(found, highlight);
    let middle = picture.median().map(|row| row.options().to_vec());
    assert_eq!(middle, median.map(|key| vec![id(key)]));
}

#[rstest]
#[case(&[4, 6, 9, 0], [None, None, None, None])]
#[case(&[4, 6, 10, 0], [Some(20), Some(30), Some(50), Some(0)])]
#[case(&[7, 7, 7, 0], [Some(33), Some(33), Some(33), Some(0)])]
fn percentages_begin_at_twenty_answers(#[case] parts: &[u32], #[case] expected: [Option<u32>; 4]) {
    let question = three_steps();
    let picture = draw(&question, &tally_of(&question, &[parts], None), &[]);
    let percent: Vec<Option<u32>> = picture
        .rows()
        .iter()
        .map(|row| picture.percent(row))
        .collect();
    assert_eq!(percent, expected);
}

#[test]
fn a_picture_has_no_mean() {
    let picture = draw(
        &three_steps(),
        &tally_of(&three_steps(), &[&[4, 6, 5, 0]], None),
        &[],
    );
    let json = serde_json::to_string_pretty(&picture).unwrap();
    insta::assert_snapshot!(json);
}
