//! Checks a programme as a whole: what each part cannot see alone.

mod agenda;
mod breaks;
mod dates;
mod names;
mod notes;
mod questions;
mod sessions;
mod slips;
mod span;

use jiff::civil::Date;

use crate::programme::draft::Draft;
use crate::toml_reader::Report;

/// Reports everything in `draft` that does not fit together. Public holidays are not looked at here:
/// the calendar knows them when it plans.
pub(super) fn check(draft: &Draft, report: &Report<'_>) {
    names::check(draft, report);
    let span = span::check(draft, report);
    dates::check(draft, span, report);
    breaks::check(draft, span, report);
    sessions::check(draft, report);
    agenda::check(draft, report);
    questions::check(draft, report);
    notes::check(draft, report);
}

/// Days from `earlier` to `later`; negative when they are the other way round.
fn days_between(earlier: Date, later: Date) -> i32 {
    (later - earlier).get_days()
}

/// A day as findings name it: `2018-03-18 (Sunday)`.
fn named(date: Date) -> String {
    format!("{date} ({:?})", date.weekday())
}
