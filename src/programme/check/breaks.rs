//! Breaks: published school calendars have slips of the year too.

use jiff::civil::Date;

use crate::programme::Break;
use crate::programme::check::span::Span;
use crate::programme::check::{days_between, slips};
use crate::programme::draft::{Draft, Keyed};
use crate::toml_reader::Report;

/// The longest break: a summer.
const LONGEST_DAYS: i32 = 100;

pub(super) fn check(draft: &Draft, span: Span, report: &Report<'_>) {
    for part in &draft.breaks {
        let free = &part.value;
        if !is_plausible(free.from, free.to) {
            report_implausible(part, span, report);
        } else if !touches(span, free.from, free.to) {
            report_outside(part, draft, span, report);
        }
    }
}

/// Whether a break can last from the one day to the other.
pub(super) fn is_plausible(from: Date, to: Date) -> bool {
    (0..=LONGEST_DAYS).contains(&days_between(from, to))
}

fn touches(span: Span, from: Date, to: Date) -> bool {
    match span.told {
        Some((first, last)) => from <= last && first <= to,
        None => span.holds(from) || span.holds(to),
    }
}

fn report_implausible(part: &Keyed<Break>, span: Span, report: &Report<'_>) {
    let Break { name, from, to } = &part.value;
    let fits = |from: Date, to: Date| is_plausible(from, to) && touches(span, from, to);
    let years = |date: Date| date.year() - 1..=date.year() + 1;
    let other_to = slips::other_years(*to, years(*from))
        .into_iter()
        .find(|to| fits(*from, *to))
        .map(|right| ("to", *to, right));
    let other_from = slips::other_years(*from, years(*to))
        .into_iter()
        .find(|from| fits(*from, *to))
        .map(|right| ("from", *from, right));
    // The one that is further from the sessions is the likelier slip.
    let far = |date: Date| {
        span.middle
            .map_or(0, |middle| days_between(middle, date).abs())
    };
    let found = if far(*from) > far(*to) {
        other_from.or(other_to)
    } else {
        other_to.or(other_from)
    };
    let (code, message) = if to < from {
        (
            "backwards_break",
            format!("\"{name}\" ends on {to}, before it begins on {from}"),
        )
    } else {
        (
            "year_slip",
            format!("\"{name}\" lasts more than {LONGEST_DAYS} days, from {from} to {to}"),
        )
    };
    let suggestion = match found {
        Some((which, wrong, right)) => {
            format!("Write {which} = {right}: {}.", slips::why(wrong, right))
        }
        None => "Correct `from` or `to`.".to_owned(),
    };
    let which = found.map_or("to", |(which, ..)| which);
    report.error(&format!("{}.{which}", part.key), code, message, suggestion);
}

/// A break outside the programme does no harm, unless it was meant to lie in it.
fn report_outside(part: &Keyed<Break>, draft: &Draft, span: Span, report: &Report<'_>) {
    let Break { name, from, to } = &part.value;
    let key = format!("{}.from", part.key);
    let message = format!("\"{name}\", {from} to {to}, {}", span.described());
    match shifted(&part.value, draft, span) {
        Some((right_from, right_to)) => report.error(
            &key,
            "year_slip",
            message,
            format!(
                "Write {right_from} to {right_to}: {}.",
                slips::why(*from, right_from)
            ),
        ),
        None => report.warning(
            &key,
            "outside_programme",
            message,
            "Check the dates; if they are right, the break can stay or go.".to_owned(),
        ),
    }
}

/// The same break in a year in which it lies in the programme and meets no other break.
fn shifted(free: &Break, draft: &Draft, span: Span) -> Option<(Date, Date)> {
    slips::other_years(free.from, span.years())
        .into_iter()
        .filter_map(|from| Some((from, same_length(free, from)?)))
        .find(|(from, to)| {
            let inside = span.holds(*from) && span.holds(*to);
            let taken = |other: &Break| other.from <= *to && *from <= other.to;
            inside && !draft.breaks.iter().any(|other| taken(&other.value))
        })
}

/// The end of `free` when it begins on `from` instead: the same day of the month.
fn same_length(free: &Break, from: Date) -> Option<Date> {
    let year = from.year() + (free.to.year() - free.from.year());
    Date::new(year, free.to.month(), free.to.day()).ok()
}
