use jiff::civil::{DateTime, date, datetime};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use rstest::rstest;

use super::{Cron, CronError};
use crate::clock::Timestamp;

/// The first `count` slots after `from`.
fn slots(expression: &str, from: DateTime, count: usize) -> Vec<String> {
    let cron = Cron::parse(expression).unwrap();
    cron.slots(from, DateTime::MAX)
        .take(count)
        .map(|slot| slot.strftime("%a %F %H:%M").to_string())
        .collect()
}

#[rstest]
#[case::daily("0 8 * * *", &["Mon 2026-11-02 08:00", "Tue 2026-11-03 08:00"])]
#[case::monday_is_1("0 8 * * 1", &["Mon 2026-11-02 08:00", "Mon 2026-11-09 08:00"])]
#[case::sunday_is_0("0 8 * * 0", &["Sun 2026-11-08 08:00"])]
#[case::sunday_is_7_as_well("0 8 * * 7", &["Sun 2026-11-08 08:00"])]
#[case::saturday_is_6("0 8 * * 6", &["Sat 2026-11-07 08:00"])]
#[case::school_days("0 8 * * 1-5", &[
    "Mon 2026-11-02 08:00", "Tue 2026-11-03 08:00", "Wed 2026-11-04 08:00", "Thu 2026-11-05 08:00",
    "Fri 2026-11-06 08:00", "Mon 2026-11-09 08:00",
])]
#[case::school_days_by_name("0 8 * * mon-Fri", &["Mon 2026-11-02 08:00"])]
#[case::into_sunday("0 8 * * FRI-SUN", &["Fri 2026-11-06 08:00", "Sat 2026-11-07 08:00", "Sun 2026-11-08 08:00"])]
#[case::every_other_weekday_from_sunday("0 8 * * */2", &["Tue 2026-11-03 08:00", "Thu 2026-11-05 08:00", "Sat 2026-11-07 08:00", "Sun 2026-11-08 08:00"])]
#[case::whole_week("0 8 1 * 0-7", &["Tue 2026-12-01 08:00"])]
#[case::first_of_the_month("30 9 1 * *", &["Tue 2026-12-01 09:30"])]
#[case::thirty_first("0 8 31 * *", &["Thu 2026-12-31 08:00", "Sun 2027-01-31 08:00", "Wed 2027-03-31 08:00"])]
#[case::months_by_name("0 8 1 jan,AUG *", &["Fri 2027-01-01 08:00", "Sun 2027-08-01 08:00"])]
#[case::leap_day("0 8 29 2 *", &["Tue 2028-02-29 08:00", "Sun 2032-02-29 08:00"])]
#[case::hourly("15 * * * *", &["Sun 2026-11-01 13:15", "Sun 2026-11-01 14:15"])]
#[case::hours_by_step("0 8-16/4 * * *", &["Sun 2026-11-01 16:00", "Mon 2026-11-02 08:00", "Mon 2026-11-02 12:00"])]
#[case::blanks_between("  0   8 * *\t2 ", &["Tue 2026-11-03 08:00"])]
fn five_fields_mean_what_they_mean_in_unix(#[case] expression: &str, #[case] first: &[&str]) {
    let noon_of_a_sunday = datetime(2026, 11, 1, 12, 15, 0, 0);
    assert_eq!(slots(expression, noon_of_a_sunday, first.len()), first);
}

#[test]
fn what_is_not_taken_is_told_with_a_way_out() {
    let wrong = [
        "",
        "0 8 * *",
        "0 0 8 * * *",
        "@weekly",
        "@fortnightly",
        "0,30 8 * * *",
        "* 8 * * *",
        "*/10 * * * *",
        "0 8 1 * MON",
        "0 8 30 2 *",
        "0 8 31 4,6,9,11 *",
        "60 8 * * *",
        "0 24 * * *",
        "0 8 * * 8",
        "0 8 99999999999999999999 * *",
        "0 8 * * Mandag",
        "0 8 * * FRI-MON",
        "0 16-8 * * *",
        "0 8 L * *",
        "0 8 * * FRI#2",
        "0 8 ? * MON",
        "0 8 */0 * *",
        "0 8/2 * * *",
        "*/60 8 * * *",
        "0 8,, * * *",
        "0 8- * * *",
        "0 -8 * * *",
    ];
    let told: Vec<String> = wrong
        .into_iter()
        .map(|expression| {
            format!(
                "{expression}\n    {}\n",
                Cron::parse(expression).unwrap_err()
            )
        })
        .collect();
    insta::assert_snapshot!(told.concat());
}

#[test]
fn a_suggestion_for_a_range_that_runs_backwards_is_itself_taken() {
    let told = Cron::parse("0 8 * * 5-1").unwrap_err().to_string();
    let (_, suggestion) = told.rsplit_once("write ").unwrap();
    assert_eq!(
        slots(
            &format!("0 8 * * {suggestion}"),
            date(2026, 11, 1).at(12, 0, 0, 0),
            4
        ),
        slots(
            "0 8 * * FRI,SAT,SUN,MON",
            date(2026, 11, 1).at(12, 0, 0, 0),
            4
        ),
    );
}

#[test]
fn a_slot_on_the_lower_bound_is_out_and_on_the_upper_bound_in() {
    let cron = Cron::parse("0 8 * * *").unwrap();
    let (from, to) = (
        date(2026, 11, 2).at(8, 0, 0, 0),
        date(2026, 11, 4).at(8, 0, 0, 0),
    );
    let found: Vec<DateTime> = cron.slots(from, to).collect();
    assert_eq!(found, [date(2026, 11, 3).at(8, 0, 0, 0), to]);
    assert_eq!(cron.slots(to, from).count(), 0);
}

#[test]
fn an_expression_is_shown_as_it_was_written() {
    let cron = Cron::parse(" 0 8  * * mon ").unwrap();
    assert_eq!(
        (cron.as_str(), cron.to_string()),
        ("0 8 * * mon", "0 8 * * mon".to_owned())
    );
}

/// What comes of `expression` in `zone` after the instant `after`: the first `count` instants.
fn instants(expression: &str, zone: &str, after: &str, count: usize) -> Vec<String> {
    let zone = TimeZone::get(zone).unwrap();
    let after = Timestamp::from_millis(after.parse::<jiff::Timestamp>().unwrap().as_millisecond());
    let cron = Cron::parse(expression).unwrap();
    let mut instants: Vec<Timestamp> = cron
        .slots(after.local(&zone), DateTime::MAX)
        .map(|slot| Timestamp::of_local(slot, &zone))
        .filter(|instant| *instant > after)
        .take(count + 1)
        .collect();
    instants.dedup();
    instants.truncate(count);
    instants.iter().map(Timestamp::to_string).collect()
}

#[rstest]
#[case::a_skipped_slot_fires_when_the_gap_ends(
    "30 2 * * *", "2027-03-27T12:00:00Z", &["2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"])]
#[case::a_doubled_slot_fires_once_and_first(
    "30 2 * * *", "2027-10-30T12:00:00Z", &["2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"])]
#[case::asked_in_the_second_pass_it_is_tomorrow(
    "30 2 * * *", "2027-10-31T01:15:00Z", &["2027-11-01T01:30:00Z"])]
#[case::eight_stays_eight_in_spring(
    "0 8 * * *", "2027-03-27T12:00:00Z", &["2027-03-28T06:00:00Z"])]
#[case::eight_stays_eight_in_autumn(
    "0 8 * * *", "2027-10-30T12:00:00Z", &["2027-10-31T07:00:00Z"])]
#[case::hourly_over_the_gap(
    "0 * * * *", "2027-03-27T23:30:00Z",
    &["2027-03-28T00:00:00Z", "2027-03-28T01:00:00Z", "2027-03-28T02:00:00Z"])]
#[case::hourly_over_the_fold_leaves_out_the_second_pass(
    "0 * * * *", "2027-10-30T23:30:00Z",
    &["2027-10-31T00:00:00Z", "2027-10-31T02:00:00Z", "2027-10-31T03:00:00Z"])]
fn the_night_of_the_clock_change_in_oslo(
    #[case] expression: &str,
    #[case] after: &str,
    #[case] expected: &[&str],
) {
    assert_eq!(
        instants(expression, "Europe/Oslo", after, expected.len()),
        expected
    );
}

#[rstest]
#[case("Europe/Stockholm", "2027-03-27T12:00:00Z", "2027-03-28T01:00:00Z")]
#[case("Europe/Copenhagen", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
#[case("America/New_York", "2027-03-13T12:00:00Z", "2027-03-14T07:00:00Z")]
#[case("America/St_Johns", "2027-11-06T12:00:00Z", "2027-11-07T06:00:00Z")]
#[case::half_an_hour("Australia/Lord_Howe", "2026-10-03T12:00:00Z", "2026-10-03T15:30:00Z")]
#[case::no_change("Asia/Kathmandu", "2027-03-27T12:00:00Z", "2027-03-27T20:45:00Z")]
fn half_past_two_in_other_zones(#[case] zone: &str, #[case] after: &str, #[case] first: &str) {
    assert_eq!(instants("30 2 * * *", zone, after, 1), [first]);
}

#[test]
fn a_daily_slot_in_the_night_fires_once_a_day_from_2020_to_2040() {
    for zone in [
        "Europe/Oslo",
        "Africa/Cairo",
        "Asia/Beirut",
        "America/Nuuk",
        "Australia/Lord_Howe",
    ] {
        let zone = TimeZone::get(zone).unwrap();
        let (from, to) = (
            date(2020, 1, 1).at(0, 0, 0, 0),
            date(2040, 1, 1).at(0, 0, 0, 0),
        );
        let fired: Vec<Timestamp> = Cron::parse("30 0 * * *")
            .unwrap()
            .slots(from, to)
            .map(|slot| Timestamp::of_local(slot, &zone))
            .collect();
        assert_eq!(fired.len(), 7305);
        assert!(fired.is_sorted_by(|one, next| one < next));
        let days: std::collections::BTreeSet<_> =
            fired.iter().map(|at| at.local(&zone).date()).collect();
        assert_eq!(days.len(), 7305);
    }
}

fn expressions() -> impl Strategy<Value = String> {
    let hour = prop_oneof![
        Just("*".to_owned()),
        (0..24_u8).prop_map(|it| it.to_string()),
        (0..6_u8, 18..24_u8, 1..6_u8).prop_map(|(a, b, step)| format!("{a}-{b}/{step}"))
    ];
    let days = prop_oneof![
        Just("* * *".to_owned()),
        (1..29_u8).prop_map(|day| format!("{day} * *")),
        (1..13_u8).prop_map(|month| format!("* {month} *")),
        (0..8_u8).prop_map(|weekday| format!("* * {weekday}")),
        Just("* * MON-FRI".to_owned()),
    ];
    (0..60_u8, hour, days).prop_map(|(minute, hour, days)| format!("{minute} {hour} {days}"))
}

fn moments() -> impl Strategy<Value = DateTime> {
    (-200_000..200_000_i64).prop_map(|quarters| {
        date(2027, 1, 1)
            .at(0, 0, 0, 0)
            .saturating_add(jiff::Span::new().minutes(15 * quarters))
    })
}

proptest! {
    #[test]
    fn slots_rise_strictly_and_stay_inside_their_bounds(
        expression in expressions(), from in moments(), days in 0..60_i64,
    ) {
        let cron = Cron::parse(&expression).unwrap();
        let to = from.saturating_add(jiff::Span::new().days(days));
        let found: Vec<DateTime> = cron.slots(from, to).collect();
        prop_assert!(found.is_sorted_by(|one, next| one < next));
        prop_assert!(found.iter().all(|slot| from < *slot && *slot <= to));
    }

    #[test]
    fn two_neighbouring_stretches_give_each_slot_once(
        expression in expressions(), from in moments(), (first, second) in (0..30_i64, 0..30_i64),
    ) {
        let cron = Cron::parse(&expression).unwrap();
        let middle = from.saturating_add(jiff::Span::new().days(first));
        let to = middle.saturating_add(jiff::Span::new().days(second));
        let whole: Vec<DateTime> = cron.slots(from, to).collect();
        let parts: Vec<DateTime> = cron.slots(from, middle).chain(cron.slots(middle, to)).collect();
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn no_text_makes_parsing_fall_over(text in ".{0,40}") {
        let _ = Cron::parse(&text);
    }

    #[test]
    fn nothing_that_looks_like_cron_makes_parsing_fall_over(text in "[-0-9*/,A-Z@# ]{0,24}") {
        if let Err(error) = Cron::parse(&text) {
            prop_assert!(error.to_string().len() > 20);
        }
    }
}

#[test]
fn bounds_at_the_ends_of_the_calendar_are_safe() {
    let cron = Cron::parse("0 8 1 1 *").unwrap();
    assert_eq!(cron.slots(DateTime::MIN, DateTime::MAX).count(), 131);
    assert_eq!(cron.slots(DateTime::MAX, DateTime::MAX).count(), 0);
    assert_eq!(Cron::parse("0 8 31 2 *").unwrap_err(), CronError::Never);
}
