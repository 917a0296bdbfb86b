use super::*;
use crate::programme::arbitrary::programme;
use crate::programme::question::{Asked, Mode, Question};
use crate::programme::{
    Break, Contact, Country, Id, IntermediateWork, Language, PageRange, QuietHours, RhythmLine,
    When, Zone, read,
};
use jiff::civil::{date, time};
use proptest::prelude::*;
use rstest::rstest;

fn asker() -> Programme {
    let source = include_str!("../../../config/programmes/asker-2018.toml");
    read(source, "asker-2018.toml").unwrap().programme
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

#[rstest]
#[case::id(|p: &mut Programme| p.id = id("x"), "programme / id")]
#[case::title(|p: &mut Programme| p.title.push('!'), "programme / title")]
#[case::language(|p: &mut Programme| p.language = Language::Nynorsk, "programme / language")]
#[case::zone(|p: &mut Programme| p.zone = Zone::named("UTC").unwrap(), "programme / zone")]
#[case::country(|p: &mut Programme| p.country = Country::Sweden, "programme / country")]
#[case::from(|p: &mut Programme| p.from = date(2018, 8, 1), "programme / from")]
#[case::to(|p: &mut Programme| p.to = date(2019, 7, 1), "programme / to")]
#[case::role(|p: &mut Programme| p.contact.as_mut().unwrap().role.push('x'), "contact / role")]
#[case::no_contact(|p: &mut Programme| p.contact = None::<Contact>, "contact")]
#[case::link(
    |p: &mut Programme| p.registration.as_mut().unwrap().link = Some("https://o.example".into()),
    "registration / link"
)]
#[case::closes(
    |p: &mut Programme| p.registration.as_mut().unwrap().closes_days_before = Some(7),
    "registration / days before it closes"
)]
#[case::quiet(
    |p: &mut Programme| p.quiet = QuietHours { friday: (time(8, 0, 0, 0), time(12, 0, 0, 0)), ..p.quiet.clone() },
    "quiet / friday"
)]
#[case::a_break(|p: &mut Programme| p.breaks[0].to = date(2018, 10, 8), "break Høstferie / to")]
#[case::another_break(
    |p: &mut Programme| p.breaks.push(Break { name: "Høstferie".into(), from: date(2019, 1, 2), to: date(2019, 1, 3) }),
    "break Høstferie (2)"
)]
#[case::school_name(|p: &mut Programme| p.schools[0].name.push('x'), "school borgen / name")]
#[case::school_kind(|p: &mut Programme| p.schools[0].kind = None, "school borgen / kind")]
#[case::school_alias(|p: &mut Programme| p.schools[0].aliases.push("B".into()), "school borgen / alias 1")]
#[case::edition(|p: &mut Programme| p.readings[0].edition = None, "reading koherens / edition")]
#[case::author(|p: &mut Programme| p.readings[0].authors.swap(0, 1), "reading koherens / author 1")]
#[case::plan_title(|p: &mut Programme| p.plans[1].title = None, "session samling-2 / title")]
#[case::no_plan(|p: &mut Programme| p.plans.truncate(1), "session samling-2")]
#[case::agenda_time(|p: &mut Programme| p.plans[1].agenda[0].end = time(9, 0, 0, 0), "session samling-2 / agenda 08:30 / end")]
#[case::agenda_title(|p: &mut Programme| p.plans[1].agenda[0].title.push('x'), "session samling-2 / agenda 08:30 / title")]
#[case::agenda_point(|p: &mut Programme| p.plans[1].agenda[0].points.push("x".into()), "session samling-2 / agenda 08:30 / point 4")]
#[case::no_part(|p: &mut Programme| drop(p.plans[1].agenda.remove(3)), "session samling-2 / agenda 11:15")]
#[case::task(|p: &mut Programme| p.plans[1].preparation.tasks[0].push('x'), "session samling-2 / preparation 1")]
#[case::sharing(|p: &mut Programme| p.plans[1].preparation.sharing.truncate(2), "session samling-2 / sharing question 3")]
#[case::pages(
    |p: &mut Programme| p.plans[1].preparation.readings[0].pages = Some(PageRange { first: 38, last: 46 }),
    "session samling-2 / reading koherens / pages"
)]
#[case::figure(
    |p: &mut Programme| p.plans[1].preparation.readings[0].figure_page = None,
    "session samling-2 / reading koherens / page of the figure"
)]
#[case::minutes(
    |p: &mut Programme| p.plans[1].preparation.readings[0].minutes = Some(20),
    "session samling-2 / reading koherens / minutes"
)]
#[case::theme(
    |p: &mut Programme| p.plans[0].work.as_mut().unwrap().themes.truncate(3),
    "session samling-1 / work until the next / theme 4"
)]
#[case::due(
    |p: &mut Programme| p.plans[0].work.as_mut().unwrap().due_days_before_next = Some(2),
    "session samling-1 / work until the next / days before the next that answers are due"
)]
#[case::no_work(|p: &mut Programme| p.plans[0].work = None::<IntermediateWork>, "session samling-1 / work until the next")]
#[case::network_title(|p: &mut Programme| p.networks[0].title.push('x'), "gruppe-1 / title")]
#[case::network_language(|p: &mut Programme| p.networks[0].language = Some(Language::Nynorsk), "gruppe-1 / language")]
#[case::school_leaves(|p: &mut Programme| drop(p.networks[0].schools.remove(0)), "gruppe-1 / school borgen")]
#[case::school_joins(|p: &mut Programme| p.networks[2].schools.push(id("borgen")), "gruppe-3 / school borgen")]
#[case::date(|p: &mut Programme| p.networks[0].sessions[1].date = date(2018, 11, 6), "gruppe-1 / samling-2 / date")]
#[case::start(|p: &mut Programme| p.networks[0].sessions[1].start = time(9, 0, 0, 0), "gruppe-1 / samling-2 / start")]
#[case::end(|p: &mut Programme| p.networks[0].sessions[1].end = time(14, 0, 0, 0), "gruppe-1 / samling-2 / end")]
#[case::place(|p: &mut Programme| p.networks[0].sessions[2].place = Some("Festsalen".into()), "gruppe-1 / samling-3 / place")]
#[case::cancelled(|p: &mut Programme| p.networks[0].sessions[1].cancelled = true, "gruppe-1 / samling-2 / cancelled")]
#[case::no_session(|p: &mut Programme| p.networks[0].sessions.truncate(2), "gruppe-1 / samling-3")]
#[case::line_off(|p: &mut Programme| drop(p.rhythm.remove(0)), "rhythm / room-missing")]
#[case::line_time(
    |p: &mut Programme| p.rhythm[0].when = When::DaysBefore { days: 20, at: time(9, 0, 0, 0) },
    "rhythm / room-missing / when"
)]
#[case::line_kind(
    |p: &mut Programme| p.rhythm[0] = RhythmLine { kind: crate::programme::PostKind::Closing, ..p.rhythm[0].clone() },
    "rhythm / room-missing / kind"
)]
#[case::line_text(|p: &mut Programme| p.rhythm[0].text = Some("x".into()), "rhythm / room-missing / text")]
fn every_change_is_seen_where_it_is(#[case] change: fn(&mut Programme), #[case] place: &str) {
    let before = asker();
    let mut after = before.clone();
    change(&mut after);
    let seen = compare(&before, &after);
    assert_eq!(seen[0].place, place);
    assert_ne!(seen[0].before, seen[0].after);
    // And on the way back it is the same with the sides exchanged.
    let back: Vec<Difference> = compare(&after, &before)
        .into_iter()
        .map(|difference| Difference {
            place: difference.place,
            before: difference.after,
            after: difference.before,
        })
        .collect();
    assert_eq!(back, seen);
}

fn survey() -> Programme {
    let source = include_str!("../../../config/programmes/asker-ledelse.toml");
    read(source, "asker-ledelse.toml").unwrap().programme
}

#[rstest]
#[case::text(
    |q: &mut Question| drop(q.text.0.remove(&Language::Danish)),
    "question tid-til-pedagogisk-ledelse / text in da"
)]
#[case::about(
    |q: &mut Question| q.about.truncate(4),
    "question tid-til-pedagogisk-ledelse / line 5 about it in nb"
)]
#[case::mode(|q: &mut Question| q.mode = Mode::Named, "question tid-til-pedagogisk-ledelse / mode")]
#[case::asked(|q: &mut Question| q.asked = Asked::ByCommand, "question tid-til-pedagogisk-ledelse / asked")]
#[case::nudges(|q: &mut Question| q.nudges = false, "question tid-til-pedagogisk-ledelse / nudges")]
#[case::option(
    |q: &mut Question| drop(q.options.remove(5)),
    "question tid-til-pedagogisk-ledelse / option 50-eller-mer"
)]
#[case::order(
    |q: &mut Question| q.options.swap(0, 1),
    "question tid-til-pedagogisk-ledelse / option under-10 / place in the order"
)]
#[case::aside(|q: &mut Question| q.aside = None, "question tid-til-pedagogisk-ledelse / option vet-ikke")]
fn a_change_of_a_question_is_seen_where_it_is(
    #[case] change: fn(&mut Question),
    #[case] place: &str,
) {
    let before = survey();
    let mut after = before.clone();
    change(&mut after.questions[0]);
    assert_eq!(compare(&before, &after)[0].place, place);
}

#[test]
fn a_new_session_is_one_line_behind_those_before_it() {
    let before = asker();
    let mut after = before.clone();
    let mut session = after.networks[0].sessions[2].clone();
    session.id = id("samling-4");
    session.date = date(2019, 5, 2);
    session.place = Some("Festsalen".to_owned());
    after.networks[0].sessions.push(session);
    after.networks[1].sessions[0].place = None;
    let seen: Vec<String> = compare(&before, &after)
        .into_iter()
        .map(|difference| {
            format!(
                "{}: {} → {}",
                difference.place,
                difference.before.as_deref().unwrap_or("–"),
                difference.after.as_deref().unwrap_or("–")
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            "gruppe-1 / samling-4: – → 2019-05-02 08:30–13:00, Festsalen",
            "gruppe-2 / samling-1 / place: Scandic Hotell, Asker → –",
        ]
    );
}

proptest! {
    #[test]
    fn nothing_differs_from_itself(programme in programme()) {
        prop_assert_eq!(compare(&programme, &programme), []);
    }

    #[test]
    fn no_difference_means_the_same_programme(one in programme(), mut other in programme()) {
        // The order of networks and rhythm is no difference, so these are made equal.
        other.networks.clone_from(&one.networks);
        other.rhythm.clone_from(&one.rhythm);
        prop_assert_eq!(compare(&one, &other).is_empty(), one == other);
    }
}
