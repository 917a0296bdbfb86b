use jiff::civil::{Date, date, time};
use rstest::rstest;

use crate::clock::Timestamp;
use crate::plan::examples::{holidays, id, line, network, programme, session, written};
use crate::plan::{Content, Post, year};
use crate::programme::{
    Audience, Country, Language, PostKind, Programme, RhythmLine, When, Zone, read,
};

fn local(post: &Post, at: Timestamp) -> String {
    written(at.local(post.zone.rules()))
}

/// One line for each post: when on the wall, until when of use, what, and its key.
fn listed(posts: &[Post]) -> String {
    let line = |post: &Post| {
        let (due, until) = (local(post, post.due_at), local(post, post.useful_until_at));
        let kind = post.kind();
        format!("{due}  until {until}  {kind:<18}{}\n", post.key)
    };
    posts.iter().map(line).collect()
}

/// When the posts of `programme` with `kind` are due on the wall, with their keys behind the network.
fn due(programme: &Programme, kind: PostKind) -> Vec<String> {
    let posts = year(programme);
    let ours = posts.iter().filter(|post| post.kind() == kind);
    let behind_network = |post: &Post| post.key.splitn(3, '/').nth(2).unwrap().to_owned();
    ours.map(|post| format!("{} {}", local(post, post.due_at), behind_network(post)))
        .collect()
}

/// A programme of one network with sessions on `dates` and nothing but `lines`.
fn with_lines(dates: &[Date], lines: Vec<RhythmLine>) -> Programme {
    let mut programme = programme(vec![network("a", dates)]);
    programme.rhythm = lines;
    programme
}

fn cron(expression: &str) -> When {
    When::Cron {
        expression: expression.into(),
    }
}

#[test]
fn the_year_of_asker() {
    let source = include_str!("../../../config/programmes/asker-2018.toml");
    let programme = read(source, "asker-2018.toml").unwrap().programme;
    insta::assert_snapshot!(listed(&year(&programme)));
}

#[test]
fn a_session_meets_the_whole_default_rhythm() {
    let mut programme = programme(vec![network("a", &[date(2026, 10, 15), date(2026, 12, 3)])]);
    programme.networks[0].sessions[1].place = None;
    insta::assert_snapshot!(listed(&year(&programme)));
}

/// The session three weeks before is not theirs to be left in peace in.
#[test]
fn coordinators_hear_of_a_missing_room_also_while_their_network_meets() {
    let mut programme = programme(vec![network("a", &[date(2026, 10, 15), date(2026, 11, 5)])]);
    programme.networks[0].sessions[1].place = None;
    assert_eq!(
        due(&programme, PostKind::RoomMissing),
        ["Thu 2026-10-15 09:00 s2/room-missing"]
    );
}

#[rstest]
#[case::oslo_autumn(
    "Europe/Oslo",
    Country::Norway,
    date(2026, 10, 26),
    "2026-10-23T10:00:00Z",
    "2026-10-26T12:00:00Z"
)]
#[case::stockholm_autumn(
    "Europe/Stockholm",
    Country::Sweden,
    date(2026, 10, 26),
    "2026-10-23T10:00:00Z",
    "2026-10-26T12:00:00Z"
)]
#[case::copenhagen_autumn(
    "Europe/Copenhagen",
    Country::Denmark,
    date(2027, 11, 1),
    "2027-10-29T10:00:00Z",
    "2027-11-01T12:00:00Z"
)]
#[case::oslo_autumn_2027(
    "Europe/Oslo",
    Country::Norway,
    date(2027, 11, 1),
    "2027-10-29T10:00:00Z",
    "2027-11-01T12:00:00Z"
)]
#[case::stockholm_spring_is_easter(
    "Europe/Stockholm",
    Country::Sweden,
    date(2027, 3, 30),
    "2027-03-25T11:00:00Z",
    "2027-03-30T11:00:00Z"
)]
#[case::oslo_spring_is_easter(
    "Europe/Oslo",
    Country::Norway,
    date(2027, 3, 30),
    "2027-03-24T11:00:00Z",
    "2027-03-30T11:00:00Z"
)]
#[case::copenhagen_spring_is_easter(
    "Europe/Copenhagen",
    Country::Denmark,
    date(2027, 3, 30),
    "2027-03-24T11:00:00Z",
    "2027-03-30T11:00:00Z"
)]
#[case::half_an_hour(
    "Australia/Lord_Howe",
    Country::Sweden,
    date(2026, 10, 5),
    "2026-10-02T01:30:00Z",
    "2026-10-05T02:00:00Z"
)]
#[case::no_whole_hours(
    "Asia/Kathmandu",
    Country::Sweden,
    date(2026, 10, 26),
    "2026-10-23T06:15:00Z",
    "2026-10-26T07:15:00Z"
)]
fn over_a_clock_change_the_reminder_stays_at_noon_and_the_closing_at_one(
    #[case] zone: &str,
    #[case] country: Country,
    #[case] day: Date,
    #[case] reminded: &str,
    #[case] closed: &str,
) {
    let mut programme = programme(vec![network("a", &[day])]);
    programme.zone = Zone::named(zone).unwrap();
    programme.country = country;
    let posts = year(&programme);
    let due = |kind| {
        posts
            .iter()
            .find(|it| it.kind() == kind)
            .unwrap()
            .due_at
            .to_string()
    };
    assert_eq!(due(PostKind::Reminder), reminded);
    assert_eq!(due(PostKind::Closing), closed);
}

#[rstest]
#[case("Europe/Oslo", [date(2026, 10, 22), date(2026, 10, 29)], "2026-10-26T06:30:00Z", "2026-10-25T02:30")]
#[case("Europe/Stockholm", [date(2027, 3, 24), date(2027, 4, 1)], "2027-03-30T05:30:00Z", "2027-03-28T02:30")]
#[case("Europe/Copenhagen", [date(2027, 10, 28), date(2027, 11, 4)], "2027-11-01T06:30:00Z", "2027-10-31T02:30")]
#[case("Australia/Lord_Howe", [date(2026, 10, 1), date(2026, 10, 8)], "2026-10-04T20:30:00Z", "2026-10-04T02:30")]
fn a_cron_slot_in_the_night_of_a_clock_change_is_said_once_on_the_next_open_morning(
    #[case] zone: &str,
    #[case] dates: [Date; 2],
    #[case] instant: &str,
    #[case] slot: &str,
) {
    let weekly = line("weekly", PostKind::Prompt, cron("30 2 * * SUN"));
    let mut programme = with_lines(&dates, vec![weekly]);
    programme.zone = Zone::named(zone).unwrap();
    programme.country = Country::Sweden;
    let said: Vec<(String, String)> = year(&programme)
        .into_iter()
        .map(|post| (post.due_at.to_string(), post.key))
        .collect();
    assert_eq!(
        said,
        [(instant.to_owned(), format!("prog/a/s1/weekly/{slot}"))]
    );
}

#[test]
fn cron_slots_lie_between_the_session_and_the_next_and_do_not_pile_up() {
    let dates = [date(2026, 12, 17), date(2027, 1, 12)];
    let daily = line("daily", PostKind::Prompt, cron("0 22 * * *"));
    let weekly = line("weekly", PostKind::Prompt, cron("0 8 * * MON"));
    let mut programme = with_lines(&dates, vec![daily, weekly]);
    programme.breaks = vec![holidays(date(2026, 12, 19), date(2027, 1, 3))];
    assert_eq!(
        due(&programme, PostKind::Prompt),
        [
            "Fri 2026-12-18 07:30 s1/daily/2026-12-17T22:00",
            // Everything from before Christmas on, once; the weekly line has its own Monday.
            "Mon 2027-01-04 07:30 s1/daily/2027-01-03T22:00",
            "Mon 2027-01-04 08:00 s1/weekly/2027-01-04T08:00",
            "Tue 2027-01-05 07:30 s1/daily/2027-01-04T22:00",
            "Wed 2027-01-06 07:30 s1/daily/2027-01-05T22:00",
            "Thu 2027-01-07 07:30 s1/daily/2027-01-06T22:00",
            "Fri 2027-01-08 07:30 s1/daily/2027-01-07T22:00",
            "Mon 2027-01-11 07:30 s1/daily/2027-01-10T22:00",
            "Mon 2027-01-11 08:00 s1/weekly/2027-01-11T08:00",
            "Tue 2027-01-12 07:30 s1/daily/2027-01-11T22:00",
        ]
    );
}

#[test]
fn a_cron_slot_that_slides_back_past_others_is_not_said_beside_them() {
    let dates = [date(2027, 6, 18), date(2027, 7, 6)];
    let fridays = line("fridays", PostKind::Reminder, cron("0 10,20 * * FRI"));
    let mut programme = with_lines(&dates, vec![fridays]);
    programme.networks[0].sessions[0].end = time(9, 0, 0, 0);
    programme.breaks = vec![holidays(date(2027, 6, 19), date(2027, 6, 25))];
    assert_eq!(
        due(&programme, PostKind::Reminder),
        [
            // On the session's day at ten, and nothing more, though three others can only slide onto it.
            "Fri 2027-06-18 10:00 s1/fridays/2027-06-18/2027-06-18T10:00",
            "Fri 2027-07-02 10:00 s1/fridays/2027-06-18/2027-07-02T10:00",
        ]
    );
}

#[rstest]
#[case::a_monday_reminder_slides_back_to_friday(date(2026, 11, 9), None, "Fri 2026-11-06 12:00")]
#[case::after_a_week_off_to_the_last_day_before(
    date(2026, 10, 5), Some((date(2026, 9, 28), date(2026, 10, 2))), "Fri 2026-09-25 12:00")]
#[case::after_the_summer_to_the_very_morning(
    date(2026, 8, 17), Some((date(2026, 6, 20), date(2026, 8, 16))), "Mon 2026-08-17 07:30")]
#[case::after_the_summer_and_before_any_opening_to_the_last_day_of_june(
    date(2026, 8, 15), Some((date(2026, 6, 20), date(2026, 8, 16))), "Fri 2026-06-19 12:00")]
fn the_reminder(#[case] day: Date, #[case] off: Option<(Date, Date)>, #[case] reminded: &str) {
    let mut programme = programme(vec![network("a", &[day])]);
    programme.breaks = off
        .map(|(from, to)| holidays(from, to))
        .into_iter()
        .collect();
    let key = format!("{reminded} s1/reminder/{day}");
    assert_eq!(due(&programme, PostKind::Reminder), [key]);
}

#[test]
fn a_reminder_meant_for_the_morning_of_the_session_waits_for_the_hours_to_open() {
    let when = When::DaysBefore {
        days: 0,
        at: time(7, 0, 0, 0),
    };
    let lines = vec![line("morning", PostKind::Reminder, when)];
    let programme = with_lines(&[date(2026, 11, 5)], lines);
    let key = "Thu 2026-11-05 07:30 s1/morning/2026-11-05";
    assert_eq!(due(&programme, PostKind::Reminder), [key]);
}

/// Every case is a session on `day` that ends at `ends`, before the days off, and the next one in the
/// middle of September.
#[rstest]
#[case::stands(PostKind::Closing, "2026-11-05", (13, 0), "Thu 2026-11-05 13:00")]
#[case::late_on_thursday(PostKind::Closing, "2026-11-05", (17, 0), "Fri 2026-11-06 07:30")]
#[case::late_on_friday(PostKind::Closing, "2026-11-06", (15, 0), "Mon 2026-11-09 07:30")]
#[case::before_the_summer(PostKind::Closing, "2027-06-18", (15, 0), "Fri 2027-06-18 14:00")]
#[case::work_on_a_school_day(PostKind::IntermediateWork, "2026-11-04", (13, 0), "Thu 2026-11-05 09:00")]
#[case::work_over_a_weekend(PostKind::IntermediateWork, "2026-11-06", (13, 0), "Mon 2026-11-09 07:30")]
#[case::work_over_the_summer_is_given_at_once(PostKind::IntermediateWork, "2027-06-18", (13, 0), "Fri 2027-06-18 13:01")]
#[case::touchpoint_never_in_the_summer(PostKind::Touchpoint, "2027-06-18", (13, 0), "Mon 2027-08-16 07:30")]
fn what_follows_a_session(
    #[case] kind: PostKind,
    #[case] day: Date,
    #[case] (hour, minute): (i8, i8),
    #[case] lands: &str,
) {
    let mut programme = programme(vec![network("a", &[day, date(2027, 9, 9)])]);
    programme.networks[0].sessions[0].end = time(hour, minute, 0, 0);
    programme.breaks = vec![holidays(date(2027, 6, 19), date(2027, 8, 15))];
    let first = due(&programme, kind).into_iter().next().unwrap();
    assert!(first.starts_with(lands), "{first}");
}

#[test]
fn preparation_that_would_come_on_the_morning_of_the_session_is_said_before_the_break() {
    let mut programme = programme(vec![network("a", &[date(2027, 1, 4)])]);
    programme.breaks = vec![holidays(date(2026, 12, 19), date(2027, 1, 3))];
    let key = "Fri 2026-12-18 08:00 s1/preparation";
    assert_eq!(due(&programme, PostKind::Preparation), [key]);
}

#[test]
fn a_cancelled_session_keeps_its_number_and_is_passed_over() {
    let dates = [date(2026, 9, 10), date(2026, 11, 5), date(2027, 3, 11)];
    let mut programme = programme(vec![network("a", &dates)]);
    programme.networks[0].sessions[1].cancelled = true;
    let posts = year(&programme);
    assert!(posts.iter().all(|post| !post.key.contains("/s2/")));
    let work = posts
        .iter()
        .find(|post| post.kind() == PostKind::IntermediateWork)
        .unwrap();
    let Content::IntermediateWork {
        session,
        next,
        answers_due,
        ..
    } = &work.content
    else {
        panic!("{work:?}");
    };
    let next = next.as_ref().unwrap();
    assert_eq!((session.number, next.number), (1, 3));
    assert_eq!(*answers_due, Some(date(2027, 3, 9).at(12, 0, 0, 0)));
}

#[test]
fn a_moved_session_is_reminded_of_under_a_new_key_and_everything_else_keeps_its_own() {
    let keys = |day| -> Vec<String> {
        let programme = programme(vec![network("a", &[day])]);
        year(&programme).into_iter().map(|post| post.key).collect()
    };
    let (before, after) = (keys(date(2026, 11, 5)), keys(date(2026, 11, 10)));
    let moved: Vec<&String> = after.iter().filter(|key| !before.contains(key)).collect();
    assert_eq!(moved, ["prog/a/s1/reminder/2026-11-10"]);
    assert_eq!(before.len(), after.len());
}

/// What is said of a session with nothing in its plan, the second of two.
#[rstest]
#[case::nothing_at_all(|_: &mut Programme| (), "closing closing reminder reminder")]
#[case::tasks(|p: &mut Programme| p.plans[1].preparation.tasks = vec!["Les".into()], "closing closing preparation reminder reminder")]
#[case::questions_to_share(|p: &mut Programme| p.plans[1].preparation.sharing = vec!["Hva?".into()], "closing closing reminder reminder sharing")]
#[case::work_before(|p: &mut Programme| p.plans[0] = crate::plan::examples::plan("s1"), "closing closing intermediate_work preparation reminder reminder sharing sharing touchpoint")]
#[case::empty_work(|p: &mut Programme| p.plans[0].work = Some(Default::default()), "closing closing reminder reminder")]
#[case::no_room(|p: &mut Programme| p.networks[0].sessions[1].place = None, "closing closing reminder reminder room_missing")]
#[case::too_near_for_a_touchpoint(|p: &mut Programme| {
    p.plans[0] = crate::plan::examples::plan("s1");
    p.plans[0].preparation = Default::default();
    p.networks[0].sessions[1].date = date(2026, 10, 28);
}, "closing closing intermediate_work reminder reminder sharing")]
#[case::registration_that_closes(|p: &mut Programme| {
    p.registration.as_mut().unwrap().closes_days_before = Some(5);
}, "closing closing registration registration reminder reminder")]
#[case::a_prompt_without_words(|p: &mut Programme| {
    let mut wordless = line("x", PostKind::Prompt, When::AfterEnd { minutes: 60 });
    wordless.text = None;
    p.rhythm = vec![wordless];
}, "")]
fn a_post_is_only_made_where_it_has_something_to_say(
    #[case] change: fn(&mut Programme),
    #[case] kinds: &str,
) {
    let mut programme = programme(vec![network("a", &[date(2026, 10, 1), date(2026, 11, 19)])]);
    for plan in &mut programme.plans {
        plan.preparation = Default::default();
        plan.work = None;
    }
    programme.registration.as_mut().unwrap().closes_days_before = None;
    change(&mut programme);
    let mut said: Vec<&str> = year(&programme)
        .iter()
        .map(|post| post.kind().name())
        .collect();
    said.sort_unstable();
    assert_eq!(said.join(" "), kinds);
}

#[test]
fn a_deadline_that_is_over_when_the_post_is_said_is_left_out() {
    let mut programme = programme(vec![network("a", &[date(2026, 10, 1), date(2026, 11, 19)])]);
    let due = |days: u16, programme: &mut Programme| {
        programme.plans[0]
            .work
            .as_mut()
            .unwrap()
            .due_days_before_next = Some(days);
        let posts = year(programme);
        posts.into_iter().find_map(|post| match post.content {
            Content::Sharing {
                session,
                answers_due,
                ..
            } if session.number == 2 => Some(answers_due),
            _ => None,
        })
    };
    assert_eq!(
        due(2, &mut programme),
        Some(Some(date(2026, 11, 17).at(12, 0, 0, 0)))
    );
    assert_eq!(due(9, &mut programme), Some(None));
}

#[test]
fn a_network_speaks_its_own_language_and_coordinators_hear_the_programmes() {
    let mut programme = programme(vec![network("a", &[date(2026, 11, 5)])]);
    programme.networks[0].language = Some(Language::Nynorsk);
    programme.networks[0].sessions[0].place = None;
    for post in year(&programme) {
        let expected = match post.kind() {
            PostKind::RoomMissing => (Audience::Coordinators, Language::Bokmal),
            _ => (Audience::Network, Language::Nynorsk),
        };
        assert_eq!((post.audience, post.language), expected);
        assert_eq!(post.network, Some(id("a")));
    }
}

#[test]
fn sessions_in_any_order_and_at_the_ends_of_the_calendar_are_safe() {
    let mut programme = programme(vec![network("a", &[date(2027, 3, 11), date(2026, 9, 10)])]);
    let ordered = {
        let mut ordered = programme.clone();
        ordered.networks[0].sessions.reverse();
        year(&ordered)
    };
    assert_eq!(year(&programme), ordered);
    let outermost = [Date::MIN, Date::MAX];
    programme.networks[0].sessions = (7..)
        .zip(outermost)
        .map(|(n, day)| session(n, day))
        .collect();
    let _ = year(&programme);
}

#[test]
fn three_hundred_networks_each_get_their_year() {
    let dates = [date(2026, 9, 10), date(2026, 11, 5), date(2027, 3, 11)];
    let networks = (0..300)
        .map(|number| network(&format!("n{number}"), &dates))
        .collect();
    let posts = year(&programme(networks));
    // Registration, preparation, sharing, reminder and closing for each session, work after each, and
    // two touchpoints.
    assert_eq!(posts.len(), 300 * (3 * 6 + 2));
}
