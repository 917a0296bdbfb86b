//! The first and last day of a programme.

use jiff::civil::Date;

use crate::programme::check::{days_between, slips};
use crate::programme::draft::Draft;
use crate::toml_reader::Report;

/// The longest programme: two years and the summers around them.
const LONGEST_DAYS: i32 = 1100;
/// Where the file tells no first or last day, a date further than this from the others is in doubt.
const FARTHEST_DAYS: i32 = 548;

/// The days in which the dates of a programme must lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// As the file tells them, when it tells both and they can be right.
    pub(super) told: Option<(Date, Date)>,
    /// The date in the middle of all sessions' dates.
    pub(super) middle: Option<Date>,
}

impl Span {
    /// Whether `date` can belong to the programme.
    pub(super) fn holds(&self, date: Date) -> bool {
        match (self.told, self.middle) {
            (Some((from, to)), _) => (from..=to).contains(&date),
            (None, Some(middle)) => days_between(middle, date).abs() <= FARTHEST_DAYS,
            (None, None) => true,
        }
    }

    /// The years a date can have been meant to have.
    pub(super) fn years(&self) -> impl Iterator<Item = i16> {
        match (self.told, self.middle) {
            (Some((from, to)), _) => Some(from.year()..=to.year()),
            (None, Some(middle)) => Some(middle.year() - 1..=middle.year() + 1),
            (None, None) => None,
        }
        .into_iter()
        .flatten()
    }

    /// What a date outside lies outside of.
    pub(super) fn described(&self) -> String {
        match self.told {
            Some((from, to)) => format!("lies outside the programme, {from} to {to}"),
            None => "lies far from the other sessions".to_owned(),
        }
    }
}

/// The span of `draft`, after a look at it.
pub(super) fn check(draft: &Draft, report: &Report<'_>) -> Span {
    let mut dates: Vec<Date> = draft
        .sessions()
        .filter_map(|(_, session)| session.date)
        .collect();
    dates.sort_unstable();
    let middle = dates.get(dates.len().saturating_sub(1) / 2).copied();
    let both = draft.from.zip(draft.to);
    let told = both.filter(|(from, to)| is_plausible(*from, *to));
    if let (Some((from, to)), None) = (both, told) {
        report_implausible(from, to, middle, report);
    }
    Span { told, middle }
}

fn is_plausible(from: Date, to: Date) -> bool {
    (0..=LONGEST_DAYS).contains(&days_between(from, to))
}

fn report_implausible(from: Date, to: Date, middle: Option<Date>, report: &Report<'_>) {
    let far = |date: Date| middle.map_or(0, |middle| days_between(middle, date).abs());
    let holds_middle = |from: Date, to: Date| {
        is_plausible(from, to) && middle.is_none_or(|middle| (from..=to).contains(&middle))
    };
    // The one that is further from the sessions is the wrong one.
    let (key, wrong, right) = if far(from) > far(to) {
        let years = to.year() - 2..=to.year();
        let right = slips::other_years(from, years)
            .into_iter()
            .rfind(|from| holds_middle(*from, to));
        ("programme.from", from, right)
    } else {
        let years = from.year()..=from.year() + 2;
        let right = slips::other_years(to, years)
            .into_iter()
            .find(|to| holds_middle(from, *to));
        ("programme.to", to, right)
    };
    let (code, message) = if to < from {
        (
            "backwards_programme",
            format!("the programme ends on {to}, before it begins on {from}"),
        )
    } else {
        (
            "year_slip",
            format!("the programme lasts more than three years, from {from} to {to}"),
        )
    };
    let suggestion = match right {
        Some(right) => format!("Write {right}: {}.", slips::why(wrong, right)),
        None => "Correct `from` or `to`.".to_owned(),
    };
    report.error(key, code, message, suggestion);
}
