//! The dates of the sessions: wrong years, wrong order, weekends, breaks.

use jiff::civil::{Date, Time, Weekday};

use crate::programme::check::span::Span;
use crate::programme::check::{breaks, days_between, named, slips};
use crate::programme::draft::{Draft, DraftNetwork, DraftSession};
use crate::toml_reader::Report;

/// A session that comes this much too early was not just written in the wrong order.
const SLIP_DAYS: i32 = 30;
/// How many sessions of other networks are named as evidence.
const EVIDENCE: usize = 3;

/// A session that has a date.
#[derive(Clone, Copy)]
struct Dated<'d> {
    network: &'d DraftNetwork,
    session: &'d DraftSession,
    date: Date,
    /// It fits the programme and the sessions around it.
    firm: bool,
    /// The date it should have, when it does not fit and another year does.
    right: Option<Date>,
}

pub(super) fn check(draft: &Draft, span: Span, report: &Report<'_>) {
    let mut dated: Vec<Dated<'_>> = draft
        .networks
        .iter()
        .flat_map(|network| judged(network, span))
        .collect();
    for index in 0..dated.len() {
        if !dated[index].firm {
            dated[index].right = meant(dated[index], &dated, span);
        }
    }
    for session in &dated {
        match (session.firm, session.right) {
            (true, _) => report_free_days(session, draft, report),
            (false, Some(right)) => report_slip(session, right, &dated, span, report),
            (false, None) => report_misfit(session, &dated, span, report),
        }
    }
}

/// The dated sessions of `network`, each with whether it fits: inside the span, and part of the
/// longest run of sessions that follow each other.
fn judged(network: &DraftNetwork, span: Span) -> Vec<Dated<'_>> {
    let mut dated: Vec<Dated<'_>> = network
        .sessions
        .iter()
        .filter_map(|session| {
            let date = session.date?;
            Some(Dated {
                network,
                session,
                date,
                firm: span.holds(date),
                right: None,
            })
        })
        .collect();
    let inside: Vec<usize> = (0..dated.len())
        .filter(|index| dated[*index].firm)
        .collect();
    let moments: Vec<(Date, Time)> = inside.iter().map(|index| moment(&dated[*index])).collect();
    let rising = longest_rising(&moments);
    for (place, index) in inside.into_iter().enumerate() {
        dated[index].firm = rising.contains(&place);
    }
    dated
}

fn moment(dated: &Dated<'_>) -> (Date, Time) {
    (dated.date, dated.session.start.unwrap_or(Time::MIN))
}

/// The places of a longest strictly rising part of `moments`; of several the one that ends first.
fn longest_rising(moments: &[(Date, Time)]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (place, moment) in moments.iter().enumerate() {
        let before = (0..place)
            .filter(|earlier| moments[*earlier] < *moment)
            .max_by_key(|earlier| (best[*earlier].0, std::cmp::Reverse(*earlier)));
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let last = (0..best.len()).max_by_key(|place| (best[*place].0, std::cmp::Reverse(*place)));
    let mut places: Vec<usize> = std::iter::successors(last, |place| best[*place].1).collect();
    places.reverse();
    places
}

/// The date that `doubtful` was meant to have, when the same day of another year fits.
fn meant(doubtful: Dated<'_>, all: &[Dated<'_>], span: Span) -> Option<Date> {
    let (before, after) = neighbours(doubtful, all);
    let early = before.map_or(0, |before| days_between(doubtful.date, before.date));
    let late = after.map_or(0, |after| days_between(after.date, doubtful.date));
    if span.holds(doubtful.date) && early.max(late) < SLIP_DAYS {
        return None;
    }
    slips::other_years(doubtful.date, span.years())
        .into_iter()
        .filter(|date| span.holds(*date))
        .filter(|date| before.is_none_or(|before| before.date < *date))
        .filter(|date| after.is_none_or(|after| *date < after.date))
        // The first of the best: several networks nearby, a school day, a swap of digits.
        .rev()
        .max_by_key(|date| {
            let close = all
                .iter()
                .filter(|other| other.firm && is_close(other.date, *date))
                .count();
            (
                close,
                !is_weekend(*date),
                slips::is_swap(doubtful.date, *date),
            )
        })
}

/// The nearest firm sessions before and after `of` in the file's order of its network.
fn neighbours<'a, 'd>(
    of: Dated<'_>,
    all: &'a [Dated<'d>],
) -> (Option<&'a Dated<'d>>, Option<&'a Dated<'d>>) {
    let same: Vec<&Dated<'_>> = all
        .iter()
        .filter(|other| other.network.key == of.network.key)
        .collect();
    let place = same
        .iter()
        .position(|other| other.session.key == of.session.key);
    let (before, after) = same.split_at(place.unwrap_or(0));
    (
        before.iter().rev().find(|other| other.firm).copied(),
        after.iter().find(|other| other.firm).copied(),
    )
}

fn is_close(a: Date, b: Date) -> bool {
    days_between(a, b).abs() <= slips::CLOSE_DAYS
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn report_slip(
    session: &Dated<'_>,
    right: Date,
    all: &[Dated<'_>],
    span: Span,
    report: &Report<'_>,
) {
    let evidence = evidence(session, right, all);
    report.error(
        &format!("{}.date", session.session.key),
        "year_slip",
        format!(
            "{} of {} on {} {}",
            session.session.id,
            session.network.id,
            named(session.date),
            misfit(session, all, span)
        ),
        format!(
            "Write {}: {}.{evidence}",
            named(right),
            slips::why(session.date, right)
        ),
    );
}

fn report_misfit(session: &Dated<'_>, all: &[Dated<'_>], span: Span, report: &Report<'_>) {
    let (code, suggestion) = if span.holds(session.date) {
        (
            "out_of_order",
            "Correct the date, or put the sessions of the network in the order in which they are \
             held.",
        )
    } else {
        (
            "outside_programme",
            "Correct the date, or `from` and `to` of the programme.",
        )
    };
    report.error(
        &format!("{}.date", session.session.key),
        code,
        format!(
            "{} of {} on {} {}",
            session.session.id,
            session.network.id,
            named(session.date),
            misfit(session, all, span)
        ),
        suggestion.to_owned(),
    );
}

/// In what a session does not fit.
fn misfit(session: &Dated<'_>, all: &[Dated<'_>], span: Span) -> String {
    let (before, after) = neighbours(*session, all);
    let mut reasons = Vec::new();
    if !span.holds(session.date) {
        reasons.push(span.described());
    }
    if let Some(before) = before.filter(|before| moment(session) <= moment(before)) {
        reasons.push(format!(
            "does not come after {} on {}",
            before.session.id, before.date
        ));
    }
    if let Some(after) = after.filter(|after| moment(after) <= moment(session)) {
        reasons.push(format!(
            "does not come before {} on {}",
            after.session.id, after.date
        ));
    }
    reasons.join(" and ")
}

/// The sessions of other networks close to `right`, as a sentence.
fn evidence(session: &Dated<'_>, right: Date, all: &[Dated<'_>]) -> String {
    let mut close: Vec<(i32, String)> = all
        .iter()
        .filter(|other| other.network.key != session.network.key)
        .filter_map(|other| {
            let (date, remark) = match (other.firm, other.right) {
                (true, _) => (other.date, ""),
                (false, corrected) => (corrected?, " once corrected"),
            };
            is_close(date, right).then(|| {
                (
                    days_between(date, right).abs(),
                    format!("{} meets on {date}{remark}", other.network.id),
                )
            })
        })
        .collect();
    close.sort();
    let close: Vec<String> = close
        .into_iter()
        .take(EVIDENCE)
        .map(|(_, text)| text)
        .collect();
    match close.is_empty() {
        true => String::new(),
        false => format!(" Close to it, {}.", close.join(" and ")),
    }
}

/// Weekends and breaks.
fn report_free_days(session: &Dated<'_>, draft: &Draft, report: &Report<'_>) {
    let key = format!("{}.date", session.session.key);
    let what = format!("{} of {}", session.session.id, session.network.id);
    if is_weekend(session.date) {
        report.error(
            &key,
            "weekend",
            format!("{what} is on {}", named(session.date)),
            "Correct the date: sessions are held from Monday to Friday.".to_owned(),
        );
    }
    let inside = draft
        .breaks
        .iter()
        .map(|part| &part.value)
        .filter(|free| breaks::is_plausible(free.from, free.to))
        .find(|free| (free.from..=free.to).contains(&session.date));
    if let Some(free) = inside.filter(|_| !session.session.cancelled) {
        report.warning(
            &key,
            "in_break",
            format!(
                "{what} on {} is in \"{}\", {} to {}",
                session.date, free.name, free.from, free.to
            ),
            "Check both dates. Nothing is posted in a break.".to_owned(),
        );
    }
}
