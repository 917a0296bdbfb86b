use jiff::civil::{Date, DateTime, date, datetime, time};
use jiff::{Span, ToSpan};
use proptest::prelude::*;
use rstest::rstest;

use super::{Calendar, Slide};
use crate::clock::Timestamp;
use crate::plan::examples::{holidays, network, programme, written};
use crate::programme::{Country, Programme, Zone};

/// A network that meets on Thursday 5 November 2026, 08:30–13:00, in a year with an autumn break.
fn autumn() -> Programme {
    let mut programme = programme(vec![network("a", &[date(2026, 11, 5)])]);
    programme.breaks = vec![holidays(date(2026, 9, 28), date(2026, 10, 2))];
    programme
}

fn placed(calendar: &Calendar, local: DateTime, slide: Slide) -> String {
    let landed = calendar.place(local, slide);
    let shown = |instant: Timestamp| written(instant.local(&calendar.zone));
    landed.map_or_else(String::new, |(due, closes)| {
        format!("{} – {}", shown(due), &shown(closes)[15..])
    })
}

#[rstest]
#[case::an_open_hour_stands(
    "2026-11-03T08:00",
    "Tue 2026-11-03 08:00 – 16:00",
    "Tue 2026-11-03 08:00 – 16:00"
)]
#[case::first_open_minute(
    "2026-11-03T07:30",
    "Tue 2026-11-03 07:30 – 16:00",
    "Tue 2026-11-03 07:30 – 16:00"
)]
#[case::last_open_minute(
    "2026-11-03T16:00",
    "Tue 2026-11-03 16:00 – 16:00",
    "Tue 2026-11-03 16:00 – 16:00"
)]
#[case::early_morning(
    "2026-11-03T06:00",
    "Tue 2026-11-03 07:30 – 16:00",
    "Mon 2026-11-02 07:30 – 16:00"
)]
#[case::evening(
    "2026-11-03T19:00",
    "Wed 2026-11-04 07:30 – 16:00",
    "Tue 2026-11-03 16:00 – 16:00"
)]
#[case::friday_afternoon(
    "2026-11-06T15:00",
    "Mon 2026-11-09 07:30 – 16:00",
    "Fri 2026-11-06 14:00 – 14:00"
)]
#[case::saturday(
    "2026-11-07T12:00",
    "Mon 2026-11-09 07:30 – 16:00",
    "Fri 2026-11-06 12:00 – 14:00"
)]
#[case::sunday_afternoon_is_clipped_to_friday(
    "2026-11-08T15:30",
    "Mon 2026-11-09 07:30 – 16:00",
    "Fri 2026-11-06 14:00 – 14:00"
)]
#[case::before_a_session(
    "2026-11-05T08:00",
    "Thu 2026-11-05 08:00 – 08:29",
    "Thu 2026-11-05 08:00 – 08:29"
)]
#[case::as_a_session_starts(
    "2026-11-05T08:30",
    "Thu 2026-11-05 13:01 – 16:00",
    "Thu 2026-11-05 08:29 – 08:29"
)]
#[case::during_a_session(
    "2026-11-05T10:00",
    "Thu 2026-11-05 13:01 – 16:00",
    "Thu 2026-11-05 08:29 – 08:29"
)]
#[case::as_a_session_ends(
    "2026-11-05T13:00",
    "Thu 2026-11-05 13:01 – 16:00",
    "Thu 2026-11-05 08:29 – 08:29"
)]
#[case::in_a_break(
    "2026-09-30T09:00",
    "Mon 2026-10-05 07:30 – 16:00",
    "Fri 2026-09-25 09:00 – 14:00"
)]
#[case::on_christmas_eve(
    "2026-12-24T09:00",
    "Mon 2026-12-28 07:30 – 16:00",
    "Wed 2026-12-23 09:00 – 16:00"
)]
#[case::over_easter(
    "2027-03-25T12:00",
    "Tue 2027-03-30 07:30 – 16:00",
    "Wed 2027-03-24 12:00 – 16:00"
)]
fn a_post_slides_out_of_quiet_time(
    #[case] meant: DateTime,
    #[case] forward: &str,
    #[case] back: &str,
) {
    let programme = autumn();
    let calendar = Calendar::of_network(&programme, &programme.networks[0]);
    assert_eq!(placed(&calendar, meant, Slide::Forward), forward);
    assert_eq!(placed(&calendar, meant, Slide::Back), back);
}

#[test]
fn sessions_close_neither_the_coordinators_hours_nor_their_own_closing_question() {
    let programme = autumn();
    let network = &programme.networks[0];
    let meant = datetime(2026, 11, 5, 13, 0, 0, 0);
    let stands = "Thu 2026-11-05 13:00 – 16:00";
    let coordinators = Calendar::of_coordinators(&programme);
    assert_eq!(placed(&coordinators, meant, Slide::Forward), stands);
    let during = Calendar::of_network(&programme, network).through(&network.sessions[0]);
    assert_eq!(placed(&during, meant, Slide::Forward), stands);
}

#[test]
fn a_cancelled_session_closes_nothing() {
    let mut programme = autumn();
    programme.networks[0].sessions[0].cancelled = true;
    let calendar = Calendar::of_network(&programme, &programme.networks[0]);
    let meant = datetime(2026, 11, 5, 10, 0, 0, 0);
    assert_eq!(
        placed(&calendar, meant, Slide::Back),
        "Thu 2026-11-05 10:00 – 16:00"
    );
}

#[rstest]
#[case::on_christmas_day("2026-12-25T05:00", "Fri 2026-12-25 06:30 – 20:00")]
#[case::on_a_sunday("2026-11-08T19:59", "Sun 2026-11-08 19:59 – 20:00")]
#[case::at_night("2026-11-08T20:01", "Mon 2026-11-09 06:30 – 20:00")]
#[case::during_a_session("2026-11-05T10:00", "Thu 2026-11-05 10:00 – 20:00")]
fn what_is_urgent_may_pass_on_any_day(#[case] meant: DateTime, #[case] lands: &str) {
    let calendar = Calendar::urgent(&autumn());
    assert_eq!(placed(&calendar, meant, Slide::Forward), lands);
}

#[rstest]
#[case::oslo_autumn(
    "Europe/Oslo",
    "2026-10-25T08:00",
    "Mon 2026-10-26 07:30 – 16:00",
    "2026-10-26T06:30:00Z"
)]
#[case::stockholm_easter(
    "Europe/Stockholm",
    "2027-03-28T02:30",
    "Tue 2027-03-30 07:30 – 16:00",
    "2027-03-30T05:30:00Z"
)]
#[case::copenhagen_autumn(
    "Europe/Copenhagen",
    "2027-10-31T02:30",
    "Mon 2027-11-01 07:30 – 16:00",
    "2027-11-01T06:30:00Z"
)]
#[case::lord_howe_spring(
    "Australia/Lord_Howe",
    "2026-10-04T02:15",
    "Mon 2026-10-05 07:30 – 16:00",
    "2026-10-04T20:30:00Z"
)]
#[case::kathmandu(
    "Asia/Kathmandu",
    "2026-10-24T08:00",
    "Mon 2026-10-26 07:30 – 16:00",
    "2026-10-26T01:45:00Z"
)]
fn monday_after_a_clock_change_opens_at_half_past_seven_on_the_wall(
    #[case] zone: &str,
    #[case] meant: DateTime,
    #[case] lands: &str,
    #[case] instant: &str,
) {
    let mut programme = programme(Vec::new());
    programme.zone = Zone::named(zone).unwrap();
    let calendar = Calendar::of_coordinators(&programme);
    assert_eq!(placed(&calendar, meant, Slide::Forward), lands);
    let (due, _) = calendar.place(meant, Slide::Forward).unwrap();
    assert_eq!(due.to_string(), instant);
}

#[test]
fn hours_in_the_night_of_a_clock_change_open_with_the_first_minute_that_exists() {
    let mut programme = programme(Vec::new());
    programme.quiet.urgent = (time(2, 30, 0, 0), time(4, 0, 0, 0));
    let calendar = Calendar::urgent(&programme);
    let spring = calendar.place(datetime(2027, 3, 28, 0, 0, 0, 0), Slide::Forward);
    assert_eq!(spring.unwrap().0.to_string(), "2027-03-28T01:00:00Z");
    let autumn = calendar.place(datetime(2027, 10, 31, 0, 0, 0, 0), Slide::Forward);
    assert_eq!(autumn.unwrap().0.to_string(), "2027-10-31T00:30:00Z");
}

#[test]
fn a_calendar_that_never_opens_is_searched_for_a_bounded_time() {
    let mut programme = autumn();
    programme.quiet.weekdays = (time(16, 0, 0, 0), time(7, 0, 0, 0));
    programme.quiet.friday = programme.quiet.weekdays;
    let calendar = Calendar::of_coordinators(&programme);
    let meant = datetime(2026, 11, 3, 8, 0, 0, 0);
    assert_eq!(calendar.place(meant, Slide::Forward), None);
    assert_eq!(calendar.place(meant, Slide::Back), None);
}

#[test]
fn the_ends_of_the_calendar_are_safe() {
    let calendar = Calendar::urgent(&autumn());
    for local in [DateTime::MIN, DateTime::MAX] {
        for slide in [Slide::Forward, Slide::Back] {
            let _ = calendar.place(local, slide);
        }
    }
    for millis in [i64::MIN, i64::MAX] {
        let _ = calendar.next_opening(Timestamp::from_millis(millis));
    }
}

fn calendars() -> impl Strategy<Value = Calendar> {
    let zones = prop::sample::select(vec![
        "Europe/Oslo",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "America/St_Johns",
        "America/Havana",
    ]);
    let countries = prop::sample::select(vec![Country::Norway, Country::Sweden, Country::Denmark]);
    let dates = || (0..700_i64).prop_map(|days| date(2026, 1, 1).saturating_add(days.days()));
    let breaks = prop::collection::vec((dates(), 0..30_i64), 0..4);
    let sessions = prop::collection::vec(dates(), 0..4);
    (zones, countries, breaks, sessions, 0..3_u8).prop_map(
        |(zone, country, breaks, sessions, whose)| {
            let mut programme = programme(vec![network("a", &sessions)]);
            programme.zone = Zone::named(zone).unwrap();
            programme.country = country;
            let until = |from: Date, days: i64| holidays(from, from.saturating_add(days.days()));
            programme.breaks = breaks
                .into_iter()
                .map(|(from, days)| until(from, days))
                .collect();
            match whose {
                0 => Calendar::of_coordinators(&programme),
                1 => Calendar::urgent(&programme),
                _ => Calendar::of_network(&programme, &programme.networks[0]),
            }
        },
    )
}

fn minutes() -> impl Strategy<Value = DateTime> {
    (0..1_000_000_i64).prop_map(|minutes| {
        date(2026, 1, 1)
            .at(0, 0, 0, 0)
            .saturating_add(Span::new().minutes(minutes))
    })
}

proptest! {
    #[test]
    fn a_post_lands_in_an_opening_on_the_side_to_which_it_slides(
        calendar in calendars(), meant in minutes(),
    ) {
        let slot = Timestamp::of_local(meant, &calendar.zone);
        let (forward, forward_closes) = calendar.place(meant, Slide::Forward).unwrap();
        let (back, back_closes) = calendar.place(meant, Slide::Back).unwrap();
        prop_assert!(back <= slot && slot <= forward);
        prop_assert!(back <= back_closes && forward <= forward_closes);
        for (due, closes) in [(forward, forward_closes), (back, back_closes)] {
            let opening = calendar.next_opening(due).unwrap();
            prop_assert!(opening.from <= due && opening.to == closes);
        }
        prop_assert_eq!(back == slot, forward == slot);
    }

    #[test]
    fn no_opening_is_skipped_on_the_way_forward(calendar in calendars(), meant in minutes(), within in 0.0..1.0) {
        let slot = Timestamp::of_local(meant, &calendar.zone);
        let (due, _) = calendar.place(meant, Slide::Forward).unwrap();
        let between = slot.plus(due.since(slot).mul_f64(within));
        prop_assert_eq!(calendar.next_opening(between), calendar.next_opening(due));
    }

    #[test]
    fn sliding_back_passes_over_no_open_day(calendar in calendars(), meant in minutes()) {
        let (back, _) = calendar.place(meant, Slide::Back).unwrap();
        let landed = back.local(&calendar.zone).date();
        for day in landed.series(1.day()).skip(1).take_while(|day| *day < meant.date()) {
            prop_assert!(calendar.openings(day).is_empty());
        }
    }

    #[test]
    fn openings_follow_each_other_without_touching(calendar in calendars(), meant in minutes()) {
        let mut instant = Timestamp::of_local(meant, &calendar.zone);
        for _ in 0..5 {
            let opening = calendar.next_opening(instant).unwrap();
            prop_assert!(opening.from <= opening.to && instant <= opening.to);
            instant = opening.to.plus(std::time::Duration::from_millis(1));
            prop_assert!(calendar.next_opening(instant).unwrap().from > opening.to);
        }
    }
}
