use std::collections::BTreeSet;

use jiff::civil::{Date, date, time};
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::plan::examples::{holidays, id, network, programme, written};
use crate::plan::year::laws::programmes;
use crate::plan::{Content, year};
use crate::programme::PostKind;
use crate::programme::read;

/// A question with its times, and everything else as in the survey of Asker.
fn question(name: &str, asked: Asked, open_weekdays: u16) -> Question {
    Question {
        id: id(name),
        networks: Vec::new(),
        asked,
        open_weekdays,
        survey: None,
        ..asker().questions.remove(0)
    }
}

fn asker() -> Programme {
    let source = include_str!("../../../config/programmes/asker-ledelse.toml");
    read(source, "asker-ledelse.toml").unwrap().programme
}

fn shown(asking: &Asking) -> String {
    let at = |moment: Timestamp| written(moment.local(asking.zone.rules()));
    format!(
        "{}: {} – {}",
        asking.key,
        at(asking.opens_at),
        at(asking.closes_at)
    )
}

fn all_shown(programme: &Programme) -> Vec<String> {
    askings(programme).iter().map(shown).collect()
}

#[test]
fn the_survey_of_asker_is_asked_in_two_years() {
    assert_eq!(
        all_shown(&asker()),
        [
            "asker-ledelse/nytte-av-nettverk/2018-11-06: Tue 2018-11-06 09:00 – Tue 2018-11-13 09:00",
            "asker-ledelse/tid-til-pedagogisk-ledelse/2018-11-06: Tue 2018-11-06 09:00 – Tue 2018-11-13 09:00",
            "asker-ledelse/nytte-av-nettverk/2019-11-06: Wed 2019-11-06 09:00 – Wed 2019-11-13 09:00",
            "asker-ledelse/tid-til-pedagogisk-ledelse/2019-11-06: Wed 2019-11-06 09:00 – Wed 2019-11-13 09:00",
        ]
    );
}

#[test]
fn a_survey_is_one_post_with_its_questions_in_the_order_of_the_file() {
    let posts = year(&asker());
    let said: Vec<(&str, Vec<&str>)> = posts
        .iter()
        .map(|post| match &post.content {
            Content::Question { questions, .. } => {
                let keys = questions.iter().map(|question| question.key.as_str());
                (post.key.as_str(), keys.collect())
            }
            other => panic!("no question: {other:?}"),
        })
        .collect();
    assert_eq!(
        said,
        [
            (
                "asker-ledelse/rektorene/questions/pedagogisk-ledelse/2018-11-06",
                vec![
                    "asker-ledelse/tid-til-pedagogisk-ledelse/2018-11-06",
                    "asker-ledelse/nytte-av-nettverk/2018-11-06",
                ]
            ),
            (
                "asker-ledelse/rektorene/questions/pedagogisk-ledelse/2019-11-06",
                vec![
                    "asker-ledelse/tid-til-pedagogisk-ledelse/2019-11-06",
                    "asker-ledelse/nytte-av-nettverk/2019-11-06",
                ]
            ),
        ]
    );
}

#[rstest]
#[case::a_usual_day(date(2026, 11, 3), 9, 5, "Tue 2026-11-03 09:00 – Tue 2026-11-10 09:00")]
#[case::one_weekday_over_a_weekend(
    date(2026, 11, 6),
    9,
    1,
    "Fri 2026-11-06 09:00 – Mon 2026-11-09 09:00"
)]
#[case::a_saturday_opens_on_monday(
    date(2026, 11, 7),
    9,
    5,
    "Mon 2026-11-09 07:30 – Mon 2026-11-16 07:30"
)]
#[case::closing_slides_over_a_break(
    date(2026, 9, 23),
    9,
    5,
    "Wed 2026-09-23 09:00 – Mon 2026-10-05 09:00"
)]
#[case::closing_slides_over_holidays(
    date(2027, 3, 18),
    9,
    5,
    "Thu 2027-03-18 09:00 – Tue 2027-03-30 09:00"
)]
#[case::closing_slides_over_a_short_friday(
    date(2026, 10, 29),
    15,
    1,
    "Thu 2026-10-29 15:00 – Mon 2026-11-02 15:00"
)]
#[case::not_during_a_session(
    date(2026, 11, 5),
    9,
    5,
    "Thu 2026-11-05 13:01 – Thu 2026-11-12 13:01"
)]
fn a_question_opens_and_closes_when_posting_is_welcome(
    #[case] day: Date,
    #[case] hour: i8,
    #[case] weekdays: u16,
    #[case] expected: &str,
) {
    let mut programme = programme(vec![network("a", &[date(2026, 11, 5)])]);
    programme.breaks = vec![holidays(date(2026, 9, 28), date(2026, 10, 2))];
    let at = time(hour, 0, 0, 0);
    programme.questions = vec![question("q", Asked::On { date: day, at }, weekdays)];
    assert_eq!(all_shown(&programme), [format!("prog/q/{day}: {expected}")]);
}

#[test]
fn after_a_session_each_network_is_asked_by_itself() {
    let days = [date(2026, 11, 5), date(2027, 3, 4)];
    let mut programme = programme(vec![network("a", &days), network("b", &days[..1])]);
    programme.networks[0].sessions[1].cancelled = true;
    let asked = |session, minutes| Asked::AfterSession { session, minutes };
    programme.questions = vec![
        question("alle", asked(None, 0), 5),
        question("en", asked(Some(id("s2")), 0), 5),
        question("underveis", asked(Some(id("s1")), -15), 1),
    ];
    assert_eq!(
        all_shown(&programme),
        [
            "prog/underveis/a/s1: Thu 2026-11-05 12:45 – Fri 2026-11-06 12:45",
            "prog/underveis/b/s1: Thu 2026-11-05 12:45 – Fri 2026-11-06 12:45",
            "prog/alle/a/s1: Thu 2026-11-05 13:00 – Thu 2026-11-12 13:00",
            "prog/alle/b/s1: Thu 2026-11-05 13:00 – Thu 2026-11-12 13:00",
        ]
    );
}

#[test]
fn by_command_and_without_networks_nothing_is_asked() {
    let mut programme = programme(vec![network("a", &[])]);
    programme.questions = vec![question("q", Asked::ByCommand, 5)];
    assert_eq!(askings(&programme), []);
    programme.questions[0].asked = Asked::Yearly {
        month: 11,
        day: 3,
        at: time(9, 0, 0, 0),
    };
    assert_eq!(askings(&programme).len(), 1);
    programme.networks.clear();
    assert_eq!(askings(&programme), []);
}

fn asked() -> impl Strategy<Value = Asked> {
    let at = || (0..24_i8, 0..60_i8).prop_map(|(hour, minute)| time(hour, minute, 0, 0));
    prop_oneof![
        (any::<bool>(), -200..400_i16).prop_map(|(one, minutes)| Asked::AfterSession {
            session: one.then(|| id("s1")),
            minutes,
        }),
        (0..600_i64, at()).prop_map(|(days, at)| Asked::On {
            date: date(2026, 8, 1).saturating_add(days.days()),
            at,
        }),
        (1..=12_i8, 1..=28_i8, at()).prop_map(|(month, day, at)| Asked::Yearly { month, day, at }),
    ]
}

fn asking_programmes() -> impl Strategy<Value = Programme> {
    let questions = prop::collection::vec((asked(), 1..15_u16, any::<bool>()), 1..5);
    (programmes(), questions).prop_map(|(mut programme, questions)| {
        let numbered = (1..).zip(questions);
        programme.questions = numbered
            .map(|(number, (asked, weekdays, one))| Question {
                networks: if one { vec![id("n1")] } else { Vec::new() },
                ..question(&format!("q{number}"), asked, weekdays)
            })
            .collect();
        programme
    })
}

/// Whether posting to all who are asked is welcome at `moment`.
fn is_open(programme: &Programme, asking: &Asking, moment: Timestamp) -> bool {
    let asked = programme.networks.iter();
    let asked: Vec<&Network> = asked
        .filter(|it| asking.networks.contains(&it.id))
        .collect();
    let own = asking.session();
    let calendar = Calendar::of_networks(programme, &asked);
    let own = own.and_then(|own| asked[0].sessions.iter().find(|it| it.id == own));
    let calendar = own.map_or(calendar.clone(), |own| calendar.through(own));
    calendar
        .next_opening(moment)
        .is_some_and(|opening| opening.from <= moment)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_question_closes_after_it_opens_and_both_in_an_opening(
        programme in asking_programmes(),
    ) {
        for asking in askings(&programme) {
            prop_assert!(asking.opens_at < asking.closes_at, "{}", shown(&asking));
            prop_assert!(is_open(&programme, &asking, asking.opens_at), "{}", shown(&asking));
            prop_assert!(is_open(&programme, &asking, asking.closes_at), "{}", shown(&asking));
        }
    }

    #[test]
    fn it_is_open_for_at_least_its_weekdays(programme in asking_programmes()) {
        for asking in askings(&programme) {
            let day = |moment: Timestamp| moment.local(programme.zone.rules()).date();
            let weekdays = day(asking.opens_at)
                .series(1.day())
                .skip(1)
                .take_while(|it| *it <= day(asking.closes_at))
                .filter(|it| !matches!(it.weekday(), Weekday::Saturday | Weekday::Sunday))
                .count();
            prop_assert!(
                weekdays >= usize::from(asking.question.open_weekdays),
                "{}",
                shown(&asking)
            );
        }
    }

    #[test]
    fn keys_are_unique_and_planning_again_gives_the_same(programme in asking_programmes()) {
        let all = askings(&programme);
        let keys: BTreeSet<&str> = all.iter().map(|asking| asking.key.as_str()).collect();
        prop_assert_eq!(keys.len(), all.len());
        prop_assert_eq!(&askings(&programme), &all);
        let mut shuffled = programme;
        shuffled.questions.reverse();
        shuffled.breaks.reverse();
        prop_assert_eq!(askings(&shuffled), all);
    }

    #[test]
    fn every_asking_is_posted_once_in_each_of_its_networks(programme in asking_programmes()) {
        let posts = year(&programme);
        let keys: BTreeSet<&str> = posts.iter().map(|post| post.key.as_str()).collect();
        prop_assert_eq!(keys.len(), posts.len());
        let wanted: usize = askings(&programme).iter().map(|it| it.networks.len()).sum();
        let asked: Vec<_> = posts.iter().filter(|it| it.kind() == PostKind::Question).collect();
        prop_assert_eq!(asked.len(), wanted);
        for post in asked {
            prop_assert!(post.due_at <= post.closes_at && post.due_at < post.useful_until_at);
        }
    }
}
