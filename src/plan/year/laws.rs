//! What holds of every year, whatever its programme.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date, time};
use proptest::prelude::*;
use proptest::sample::select;

use crate::clock::Timestamp;
use crate::plan::examples::{holidays, id, line, network, programme};
use crate::plan::{Calendar, Post, Slide, year};
use crate::programme::{
    Audience, Country, Network, PostKind, Programme, RhythmLine, Session, When, Zone,
    default_rhythm,
};

const ZONES: [&str; 6] = [
    "Europe/Oslo",
    "Europe/Stockholm",
    "Europe/Copenhagen",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/St_Johns",
];
const KINDS: [PostKind; 9] = [
    PostKind::Preparation,
    PostKind::Sharing,
    PostKind::Reminder,
    PostKind::Closing,
    PostKind::IntermediateWork,
    PostKind::Touchpoint,
    PostKind::Registration,
    PostKind::RoomMissing,
    PostKind::Prompt,
];
const CRONS: [&str; 6] = [
    "0 8 * * MON",
    "30 2 * * SUN",
    "0 22 * * *",
    "15 12 1 * *",
    "0 */3 * * FRI",
    "30 7 * * 1-5",
];

fn days() -> impl Strategy<Value = Date> {
    (0..600_i64).prop_map(|days| date(2026, 8, 1).saturating_add(days.days()))
}

fn times() -> impl Strategy<Value = Time> {
    (0..24_i8, select(vec![0_i8, 15, 30, 59])).prop_map(|(hour, minute)| time(hour, minute, 0, 0))
}

fn whens() -> impl Strategy<Value = When> {
    prop_oneof![
        (0..40_u16, times()).prop_map(|(days, at)| When::DaysBefore { days, at }),
        (0..40_u16, times()).prop_map(|(days, at)| When::DaysAfter { days, at }),
        (-120..240_i16).prop_map(|minutes| When::AfterEnd { minutes }),
        times().prop_map(|at| When::HalfWay { at }),
        (0..10_u16, times()).prop_map(|(days, at)| When::DaysBeforeRegistrationCloses { days, at }),
        select(CRONS.to_vec()).prop_map(|expression| When::Cron {
            expression: expression.into()
        }),
    ]
}

fn rhythms() -> impl Strategy<Value = Vec<RhythmLine>> {
    prop::collection::vec((select(KINDS.to_vec()), whens()), 0..5).prop_map(|own| {
        let own = (0..).zip(own);
        let own = own.map(|(number, (kind, when))| line(&format!("own-{number}"), kind, when));
        default_rhythm().into_iter().chain(own).collect()
    })
}

fn sessions() -> impl Strategy<Value = Vec<Session>> {
    let session = (7..18_i8, 1..6_i8, any::<bool>(), prop::bool::weighted(0.2));
    prop::collection::btree_map(days(), session, 0..5).prop_map(|sessions| {
        let numbered = (1..).zip(sessions);
        numbered
            .map(
                |(number, (day, (hour, hours, placed, cancelled)))| Session {
                    start: time(hour, 30, 0, 0),
                    end: time(hour + hours, 0, 0, 0),
                    place: placed.then(|| "Festsalen".into()),
                    cancelled,
                    ..crate::plan::examples::session(number, day)
                },
            )
            .collect()
    })
}

pub(in crate::plan) fn programmes() -> impl Strategy<Value = Programme> {
    let countries = vec![Country::Norway, Country::Sweden, Country::Denmark];
    (
        select(ZONES.to_vec()),
        select(countries),
        prop::collection::vec(sessions(), 1..4),
        prop::collection::vec((days(), 0..60_i64), 0..5),
        (6..11_i8, 11..18_i8, 11..18_i8),
        rhythms(),
        prop::collection::vec((any::<bool>(), any::<bool>()), 5),
    )
        .prop_map(|(zone, country, networks, breaks, hours, rhythm, plans)| {
            let networks = (1..).zip(networks);
            let networks = networks.map(|(number, sessions)| Network {
                sessions,
                ..network(&format!("n{number}"), &[])
            });
            let mut programme = programme(networks.collect());
            programme.zone = Zone::named(zone).unwrap();
            programme.country = country;
            programme.rhythm = rhythm;
            let days_off = breaks.into_iter();
            programme.breaks = days_off
                .map(|(from, days)| holidays(from, from.saturating_add(days.days())))
                .collect();
            let (opens, closes, friday_closes) = hours;
            programme.quiet.weekdays = (time(opens, 0, 0, 0), time(closes, 0, 0, 0));
            programme.quiet.friday = (time(opens, 0, 0, 0), time(friday_closes, 0, 0, 0));
            for (plan, (prepares, works)) in programme.plans.iter_mut().zip(plans) {
                if !prepares {
                    plan.preparation = Default::default();
                }
                if !works {
                    plan.work = None;
                }
            }
            programme
        })
}

/// What a post's key says it is of: its network, its session and its line.
fn origin<'p>(programme: &'p Programme, post: &Post) -> (&'p Network, &'p Session, &'p RhythmLine) {
    let parts: Vec<&str> = post.key.split('/').collect();
    let network = programme.network(&id(parts[1])).unwrap();
    let mut sessions = network.sessions.iter();
    let session = sessions.find(|it| it.id.as_str() == parts[2]).unwrap();
    let mut lines = programme.rhythm.iter();
    (
        network,
        session,
        lines.find(|it| it.id.as_str() == parts[3]).unwrap(),
    )
}

fn calendar_of(programme: &Programme, post: &Post) -> Calendar {
    let (network, session, line) = origin(programme, post);
    match (post.audience, line.kind) {
        (Audience::Coordinators, _) => Calendar::of_coordinators(programme),
        (_, PostKind::Closing) => Calendar::of_network(programme, network).through(session),
        _ => Calendar::of_network(programme, network),
    }
}

fn held(network: &Network) -> impl Iterator<Item = &Session> {
    network.sessions.iter().filter(|session| !session.cancelled)
}

/// For which minute a post was meant, reckoned anew from its line and key.
fn slot_of(programme: &Programme, post: &Post) -> DateTime {
    let (network, session, line) = origin(programme, post);
    match &line.when {
        When::DaysBefore { days, at } => (session.date - i64::from(*days).days()).to_datetime(*at),
        When::DaysAfter { days, at } => (session.date + i64::from(*days).days()).to_datetime(*at),
        When::AfterEnd { minutes } => session.ends() + i64::from(*minutes).minutes(),
        When::HalfWay { at } => {
            let next = held(network).find(|it| it.date > session.date).unwrap();
            let whole = session.date.duration_until(next.date).as_hours() / 24;
            (session.date + (whole / 2).days()).to_datetime(*at)
        }
        When::DaysBeforeRegistrationCloses { days, at } => {
            (session.date - (7 + i64::from(*days)).days()).to_datetime(*at)
        }
        When::Cron { .. } => post.key.rsplit('/').next().unwrap().parse().unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_post_lies_in_an_opening_and_is_of_use_when_it_is_due(programme in programmes()) {
        for post in year(&programme) {
            prop_assert!(post.due_at <= post.closes_at, "{post:?}");
            prop_assert!(post.due_at < post.useful_until_at, "{post:?}");
            let opening = calendar_of(&programme, &post).next_opening(post.due_at).unwrap();
            prop_assert!(opening.from <= post.due_at, "{post:?}");
            prop_assert_eq!(opening.to, post.closes_at);
        }
    }

    #[test]
    fn while_a_session_goes_on_its_network_hears_nothing_but_its_closing(programme in programmes()) {
        for post in year(&programme) {
            let (network, own, _) = origin(&programme, &post);
            let at = post.due_at.local(programme.zone.rules());
            let during = held(network).find(|it| it.starts() <= at && at <= it.ends());
            let Some(during) = during.filter(|_| post.audience == Audience::Network) else {
                continue;
            };
            prop_assert_eq!(post.kind(), PostKind::Closing);
            prop_assert_eq!(&during.id, &own.id);
        }
    }

    #[test]
    fn keys_are_unique_and_posts_are_in_order_of_time_and_key(programme in programmes()) {
        let posts = year(&programme);
        let keys: BTreeSet<&str> = posts.iter().map(|post| post.key.as_str()).collect();
        prop_assert_eq!(keys.len(), posts.len());
        prop_assert!(posts.is_sorted_by_key(|post| (post.due_at, post.key.clone())));
    }

    #[test]
    fn planning_again_gives_the_same_whatever_the_order_in_the_file(programme in programmes()) {
        let posts = year(&programme);
        prop_assert_eq!(&year(&programme), &posts);
        let mut shuffled = programme;
        shuffled.networks.reverse();
        shuffled.rhythm.reverse();
        shuffled.breaks.reverse();
        for network in &mut shuffled.networks {
            network.sessions.reverse();
        }
        prop_assert_eq!(year(&shuffled), posts);
    }

    #[test]
    fn no_post_comes_before_its_minute_unless_later_would_be_too_late(programme in programmes()) {
        let zone = programme.zone.rules();
        for post in year(&programme) {
            let slot = slot_of(&programme, &post);
            let meant = Timestamp::of_local(slot, zone);
            if meant <= post.due_at || post.kind() == PostKind::Reminder {
                continue;
            }
            let later = calendar_of(&programme, &post).place(slot, Slide::Forward);
            prop_assert!(later.is_none_or(|(later, _)| later >= post.useful_until_at), "{post:?}");
        }
    }

    #[test]
    fn a_post_that_comes_early_passes_over_no_open_day(programme in programmes()) {
        let zone = programme.zone.rules();
        for post in year(&programme) {
            let slot = slot_of(&programme, &post);
            let landed = post.due_at.local(zone).date();
            if landed >= slot.date() {
                continue;
            }
            let next_day = Timestamp::of_local(landed.tomorrow().unwrap().into(), zone);
            let next = calendar_of(&programme, &post).next_opening(next_day).unwrap();
            prop_assert!(next.from.local(zone).date() >= slot.date(), "{post:?}");
        }
    }

    #[test]
    fn a_reminder_comes_after_its_minute_only_that_day_or_when_before_is_too_early(
        programme in programmes(),
    ) {
        let zone = programme.zone.rules();
        let posts = year(&programme);
        for post in posts.iter().filter(|post| post.kind() == PostKind::Reminder) {
            let (_, session, _) = origin(&programme, post);
            let slot = slot_of(&programme, post);
            let landed = post.due_at.local(zone);
            if landed <= slot || landed.date() == slot.date() || slot >= session.starts() {
                continue;
            }
            let (back, _) = calendar_of(&programme, post).place(slot, Slide::Back).unwrap();
            let back = back.local(zone);
            let (network, ..) = origin(&programme, post);
            let over_a_session = held(network).any(|it| back < it.ends() && it.ends() <= slot);
            prop_assert!(over_a_session || back.date() < session.date - 14.days(), "{post:?}");
        }
    }

    /// Wherever an opening lies between the session before and its start, a session is reminded of;
    /// and wherever one lies within two days of its end, its closing question is asked.
    #[test]
    fn nothing_is_lost_while_there_is_a_moment_for_it(programme in programmes()) {
        let zone = programme.zone.rules();
        let posts = year(&programme);
        let keys: BTreeSet<&str> = posts.iter().map(|post| post.key.as_str()).collect();
        for network in &programme.networks {
            for session in held(network) {
                let calendar = Calendar::of_network(&programme, network);
                let name = format!("prog/{}/{}", network.id, session.id);
                let before = held(network).filter(|it| it.date < session.date).last();
                let since = before.map_or(session.starts() - 300.days(), Session::ends);
                let starts = Timestamp::of_local(session.starts(), zone);
                let opening = calendar.next_opening(Timestamp::of_local(since, zone)).unwrap();
                if opening.from < starts {
                    let key = format!("{name}/reminder/{}", session.date);
                    prop_assert!(keys.contains(key.as_str()), "{key}");
                }
                let ends = Timestamp::of_local(session.ends(), zone);
                let closing = calendar.through(session).next_opening(ends).unwrap();
                if closing.from < Timestamp::of_local(session.ends() + 2.days(), zone) {
                    let key = format!("{name}/closing");
                    prop_assert!(keys.contains(key.as_str()), "{key}");
                }
            }
        }
    }

    #[test]
    fn a_changed_line_changes_no_other_lines_posts(
        programme in programmes(), which in any::<prop::sample::Index>(), when in whens(),
    ) {
        let mut changed = programme.clone();
        let place = which.index(changed.rhythm.len());
        changed.rhythm[place].when = when;
        let line = programme.rhythm[place].id.to_string();
        let others = |programme: &Programme| -> Vec<Post> {
            let mut posts = year(programme);
            posts.retain(|post| post.key.split('/').nth(3) != Some(line.as_str()));
            posts
        };
        prop_assert_eq!(others(&programme), others(&changed));
    }

    #[test]
    fn a_line_by_cron_is_said_between_two_sessions_and_what_slid_is_said_alone_on_its_day(
        programme in programmes(),
    ) {
        let zone = programme.zone.rules();
        let posts = year(&programme);
        let mut said = BTreeMap::new();
        for post in &posts {
            let (network, session, line) = origin(&programme, post);
            if !matches!(line.when, When::Cron { .. }) {
                continue;
            }
            let slot = slot_of(&programme, post);
            let next = held(network).find(|it| it.date > session.date).unwrap();
            prop_assert!(session.ends() < slot && slot < next.starts());
            let slid = post.due_at != Timestamp::of_local(slot, zone);
            let day = post.due_at.local(zone).date();
            let of_day: &mut Vec<_> = said.entry((&network.id, &session.id, &line.id, day)).or_default();
            of_day.push((slid, &post.key));
        }
        for of_day in said.values() {
            prop_assert!(of_day.len() == 1 || of_day.iter().all(|(slid, _)| !slid), "{of_day:?}");
        }
    }
}
