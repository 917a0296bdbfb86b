use std::time::Duration;

use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::plan::askings;
use crate::programme::read;

/// One network with a session on 2018-11-01, and a question to its schools on 2018-10-22 at 09:00,
/// with these further lines about the question.
fn programme(question: &str) -> Programme {
    let source = format!(
        r#"
[programme]
id = "prove"
title = "Prøve"
language = "nb"
zone = "Europe/Oslo"
from = 2018-08-20
to = 2019-06-21

[[break]]
name = "Høstferie"
from = 2018-10-01
to = 2018-10-05

[[school]]
id = "vollen"
name = "Vollen"

[[school]]
id = "hurum"
name = "Hurum"

[[network]]
id = "gruppe-1"
title = "Gruppe 1"
schools = ["vollen", "hurum"]

[[network.session]]
id = "samling-1"
date = 2018-11-01
start = "08:30"
end = "13:00"

[[question]]
id = "grad"
text = "Hvor mye?"
kind = "choice"
options = [{{ key = "ja", text = "Ja" }}, {{ key = "nei", text = "Nei" }}]
{question}
"#
    );
    read(&source, "test.toml").unwrap().programme
}

fn on(day: &str, at: &str, weekdays: u16) -> Programme {
    programme(&format!(
        "date = {day}\nat = \"{at}\"\nopen_weekdays = {weekdays}"
    ))
}

fn calendar(programme: &Programme) -> Calendar {
    Calendar::of_network(programme, &programme.networks[0])
}

fn oslo(programme: &Programme, local: DateTime) -> Timestamp {
    Timestamp::of_local(local, programme.zone.rules())
}

#[rstest]
#[case::a_week("2018-10-22", "09:00", 5, &["2018-10-25T09:00", "2018-10-26T07:30"])]
#[case::half_way_is_in_the_weekend("2018-10-22", "09:00", 9, &["2018-10-29T07:30", "2018-11-01T07:30"])]
#[case::half_way_and_the_last_morning_are_one_day("2018-10-22", "09:00", 2, &["2018-10-23T07:30"])]
#[case::until_the_next_day("2018-10-22", "13:00", 1, &[])]
#[case::over_a_break("2018-09-27", "09:00", 5, &["2018-09-28T07:30", "2018-10-08T07:30"])]
fn it_reminds_half_way_and_on_the_last_morning(
    #[case] day: &str,
    #[case] at: &str,
    #[case] weekdays: u16,
    #[case] expected: &[&str],
) {
    let programme = on(day, at, weekdays);
    let asking = &askings(&programme)[0];
    let zone = programme.zone.rules();
    let times: Vec<String> = times(asking, &calendar(&programme))
        .into_iter()
        .map(|at| at.local(zone).strftime("%Y-%m-%dT%H:%M").to_string())
        .collect();
    assert_eq!(times, expected);
}

const ASKED: Date = date(2018, 10, 22);

#[rstest]
#[case::usual(24, 1, &[], &[], Ok(()))]
#[case::nobody_has_answered(24, 0, &[], &[], Ok(()))]
#[case::on_the_day_it_was_asked(22, 1, &[], &[], Err(WhyNot::AskedThatDay))]
#[case::all_have_answered(24, 2, &[], &[], Err(WhyNot::AllHaveAnswered))]
#[case::a_second_time(25, 1, &[24], &[24], Ok(()))]
#[case::a_third_time(26, 1, &[24, 25], &[24, 25], Err(WhyNot::Enough))]
#[case::twice_a_day(24, 1, &[24], &[24], Err(WhyNot::NudgedThatDay))]
#[case::after_another_question_that_day(24, 1, &[], &[24], Err(WhyNot::NudgedThatDay))]
#[case::when_it_has_closed(29, 1, &[], &[], Err(WhyNot::TooLate))]
fn it_reminds_within_limits(
    #[case] day: i8,
    #[case] answered: u32,
    #[case] nudged_on: &[i8],
    #[case] taken: &[i8],
    #[case] expected: Result<(), WhyNot>,
) {
    let programme = on("2018-10-22", "09:00", 5);
    let asking = &askings(&programme)[0];
    let days = |days: &[i8]| days.iter().map(|day| date(2018, 10, *day)).collect();
    let open = OpenHere {
        asking,
        answered,
        asked: asked(asking, &programme),
        asked_on: Some(ASKED),
        nudged_on: days(nudged_on),
    };
    let at = oslo(&programme, date(2018, 10, day).at(9, 0, 0, 0));
    assert_eq!(allowed(&open, at, &days(taken)), expected);
}

#[test]
fn where_it_was_not_asked_it_does_not_remind() {
    let programme = on("2018-10-22", "09:00", 5);
    let open = OpenHere {
        asking: &askings(&programme)[0],
        answered: 0,
        asked: None,
        asked_on: None,
        nudged_on: BTreeSet::new(),
    };
    let at = oslo(&programme, date(2018, 10, 24).at(9, 0, 0, 0));
    assert_eq!(allowed(&open, at, &BTreeSet::new()), Err(WhyNot::NotAsked));
}

#[test]
fn how_many_leaders_are_asked_nobody_knows() {
    let lines = "date = 2018-10-22\nat = \"09:00\"\nrespondent = \"person\"";
    let programme = programme(lines);
    assert_eq!(asked(&askings(&programme)[0], &programme), None);
}

proptest! {
    #[test]
    fn whenever_it_looks_it_keeps_the_limits(
        start in 0_i32..200,
        hour in 7_i8..17,
        weekdays in 1_u16..12,
        looks in proptest::collection::vec(1_u64..9, 1..80),
    ) {
        let first = date(2018, 8, 27).saturating_add(jiff::Span::new().days(start));
        let programme = on(&first.to_string(), &format!("{hour:02}:00"), weekdays);
        let Some(asking) = askings(&programme).into_iter().next() else {
            return Ok(());
        };
        let calendar = calendar(&programme);
        let zone = programme.zone.rules();
        let asked_on = asking.opens_at.local(zone).date();
        let mut nudged_on = BTreeSet::new();
        let mut now = asking.opens_at;
        for hours in looks {
            now = now.plus(Duration::from_secs(hours * 60 * 60));
            let open = OpenHere {
                asking: &asking,
                answered: 0,
                asked: None,
                asked_on: Some(asked_on),
                nudged_on: nudged_on.clone(),
            };
            if !is_time(&asking, &calendar, now) || allowed(&open, now, &nudged_on).is_err() {
                continue;
            }
            let post = post(&programme, &programme.networks[0], &[open], now).unwrap();
            prop_assert_eq!(post.due_at, now);
            prop_assert!(post.due_at < asking.closes_at && post.due_at <= post.closes_at);
            let day = now.local(zone).date();
            prop_assert!(day > asked_on);
            prop_assert!(nudged_on.insert(day), "twice on {}", day);
        }
        prop_assert!(nudged_on.len() <= MOST_NUDGES);
    }
}
