//! Programmes for property tests: any that a file can give, as far as chance finds them.

mod questions;

use jiff::ToSpan;
use jiff::civil::{Date, Time, date, time};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::programme::{
    AgendaPart, Break, Contact, Country, Id, IntermediateWork, Language, Network, PageRange,
    PostKind, Preparation, Programme, QuietHours, Reading, ReadingTask, Registration, RhythmLine,
    School, Session, SessionPlan, When, Zone, default_rhythm,
};

const FROM: Date = date(2018, 8, 20);
const TO: Date = date(2019, 6, 21);
/// How many of each thing there are at most.
const MOST: usize = 4;

/// Any programme that can be read without an error.
pub(super) fn programme() -> impl Strategy<Value = Programme> {
    let head = (
        text(),
        language(),
        select(Country::ALL.to_vec()),
        select(vec!["Europe/Oslo", "Europe/Stockholm", "America/New_York"]),
        option::of(text()),
        option::of((text(), option::of(link()), option::of(0..=366_u16))),
        quiet(),
    );
    let parts = (
        vec(holiday_break(), 0..MOST),
        vec((text(), option::of(text()), vec(text(), 0..3)), 1..=MOST),
        vec(
            (
                text(),
                vec(text(), 0..3),
                option::of(text()),
                option::of(link()),
            ),
            1..=MOST,
        ),
        vec(plan(), 0..MOST),
        vec(network(), 1..MOST),
        questions::questions(),
        rhythm(),
    );
    (head, parts).prop_map(|(head, parts)| {
        let (title, language, country, zone, role, registration, quiet) = head;
        let (breaks, schools, readings, plans, networks, questions, rhythm) = parts;
        let mut programme = Programme {
            id: id("programme", 0),
            title,
            language,
            zone: Zone::named(zone).unwrap(),
            country,
            from: FROM,
            to: TO,
            contact: role.map(|role| Contact {
                role,
                mailbox: "leder@kommune.example".to_owned(),
            }),
            registration: registration.map(|(system, link, closes_days_before)| Registration {
                system,
                link,
                closes_days_before,
            }),
            quiet,
            breaks,
            schools: numbered(schools, |index, (name, kind, aliases)| School {
                id: id("skole", index),
                name,
                kind,
                aliases,
            }),
            readings: numbered(readings, |index, (title, authors, edition, link)| Reading {
                id: id("bok", index),
                title,
                authors,
                edition,
                link,
            }),
            plans,
            networks,
            questions,
            rhythm,
        };
        give_ids(&mut programme);
        questions::give_ids(&mut programme);
        programme
    })
}

/// Sets the ids that must differ from each other or be there.
fn give_ids(programme: &mut Programme) {
    for (index, plan) in programme.plans.iter_mut().enumerate() {
        plan.id = id("samling", index);
        let known = programme.readings.len();
        for (index, task) in plan.preparation.readings.iter_mut().enumerate() {
            task.reading = id("bok", index % known);
        }
    }
    for (index, network) in programme.networks.iter_mut().enumerate() {
        network.id = id("gruppe", index);
        network
            .schools
            .retain(|school| programme.schools.iter().any(|known| known.id == *school));
    }
}

fn numbered<A, B>(parts: Vec<A>, make: impl Fn(usize, A) -> B) -> Vec<B> {
    let parts = parts.into_iter().enumerate();
    parts.map(|(index, part)| make(index, part)).collect()
}

fn id(kind: &str, index: usize) -> Id {
    Id::parse(&format!("{kind}-{index}")).unwrap()
}

/// Text as a file gives it: something, and no space around it.
fn text() -> impl Strategy<Value = String> {
    "[a-zæøå\"'\\\\#=\\[\\] \n\t\u{7}–«😀.]{1,24}".prop_filter_map("empty", |text| {
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    })
}

fn link() -> impl Strategy<Value = String> {
    "[a-z]{1,8}".prop_map(|path| format!("https://sted.example/{path}?a=1&b=2"))
}

fn language() -> impl Strategy<Value = Language> {
    select(Language::ALL.to_vec())
}

fn clock(hours: std::ops::Range<i8>) -> impl Strategy<Value = Time> {
    (hours, 0..60_i8).prop_map(|(hour, minute)| time(hour, minute, 0, 0))
}

fn quiet() -> impl Strategy<Value = QuietHours> {
    let hours = || (clock(6..10), clock(12..20));
    prop_oneof![
        Just(QuietHours::default()),
        (hours(), hours(), hours()).prop_map(|(weekdays, friday, urgent)| QuietHours {
            weekdays,
            friday,
            urgent,
        }),
    ]
}

fn holiday_break() -> impl Strategy<Value = Break> {
    (text(), 0..280_i32, 0..20_i32).prop_map(|(name, start, length)| Break {
        name,
        from: FROM + start.days(),
        to: FROM + (start + length).days(),
    })
}

fn plan() -> impl Strategy<Value = SessionPlan> {
    let task = (
        option::of((1..500_u32, 0..50_u32)),
        option::of(1..500_u32),
        option::of(1..200_u32),
    );
    let work = (
        option::of(text()),
        vec(text(), 0..3),
        vec(text(), 0..3),
        option::of(0..30_u16),
    );
    (
        option::of(text()),
        vec((text(), vec(text(), 0..3)), 0..6),
        (vec(text(), 0..3), vec(task, 0..3), vec(text(), 0..3)),
        option::of(work),
    )
        .prop_map(
            |(title, agenda, (tasks, readings, sharing), work)| SessionPlan {
                id: id("samling", 0),
                title,
                // An hour each, from nine on.
                agenda: numbered(agenda, |index, (title, points)| {
                    let hour = 9 + i8::try_from(index).unwrap();
                    AgendaPart {
                        start: time(hour, 0, 0, 0),
                        end: time(hour + 1, 0, 0, 0),
                        title,
                        points,
                    }
                }),
                preparation: Preparation {
                    tasks,
                    readings: numbered(readings, |index, (pages, figure_page, minutes)| {
                        ReadingTask {
                            reading: id("bok", index),
                            pages: pages.map(|(first, more)| PageRange {
                                first,
                                last: first + more,
                            }),
                            figure_page,
                            minutes,
                        }
                    }),
                    sharing,
                },
                work: work.map(|(task, themes, questions, due_days_before_next)| {
                    IntermediateWork {
                        task,
                        themes,
                        questions,
                        due_days_before_next,
                    }
                }),
            },
        )
}

fn network() -> impl Strategy<Value = Network> {
    let session = (
        0..5_i32,
        clock(7..9),
        clock(15..17),
        option::of(text()),
        any::<bool>(),
    );
    let schools: Vec<Id> = (0..MOST).map(|index| id("skole", index)).collect();
    (
        text(),
        option::of(language()),
        subsequence(schools, 0..=MOST).prop_shuffle(),
        vec(session, 1..6),
    )
        .prop_map(|(title, language, schools, sessions)| Network {
            id: id("gruppe", 0),
            title,
            language,
            schools,
            // One every four weeks, on some weekday.
            sessions: numbered(
                sessions,
                |index, (weekday, start, end, place, cancelled)| Session {
                    id: id("samling", index),
                    date: FROM + (28 * i32::try_from(index).unwrap() + weekday).days(),
                    start,
                    end,
                    place,
                    cancelled,
                },
            ),
        })
}

/// Default lines kept, left out or changed, and others behind them.
fn rhythm() -> impl Strategy<Value = Vec<RhythmLine>> {
    let defaults = default_rhythm();
    let count = defaults.len();
    (
        vec(option::weighted(0.8, option::weighted(0.3, when())), count),
        vec((when(), text()), 0..3),
    )
        .prop_map(move |(changes, added)| {
            let kept = defaults.iter().zip(changes).filter_map(|(line, change)| {
                let mut line = line.clone();
                if let Some(when) = change? {
                    line.when = when;
                }
                Some(line)
            });
            kept.chain(numbered(added, |index, (when, text)| RhythmLine {
                id: id("ord", index),
                kind: PostKind::Prompt,
                when,
                text: Some(text),
            }))
            .collect()
        })
}

fn when() -> impl Strategy<Value = When> {
    let at = || clock(0..24);
    prop_oneof![
        (0..=366_u16, at()).prop_map(|(days, at)| When::DaysBefore { days, at }),
        (0..=366_u16, at()).prop_map(|(days, at)| When::DaysAfter { days, at }),
        (-1440..=1440_i16).prop_map(|minutes| When::AfterEnd { minutes }),
        at().prop_map(|at| When::HalfWay { at }),
        (0..=366_u16, at()).prop_map(|(days, at)| When::DaysBeforeRegistrationCloses { days, at }),
        (0..60_u8, 0..24_u8).prop_map(|(minute, hour)| When::Cron {
            expression: format!("{minute} {hour} * * MON"),
        }),
    ]
}
