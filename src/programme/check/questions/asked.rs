//! When questions are asked: within the programme, of a session that is there, and not over a break.
//!
//! The days are reckoned without the calendar: it lets a question that would close on a day off stay
//! open for longer, and the warnings hold all the more.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::networks_of;
use crate::programme::Break;
use crate::programme::check::named;
use crate::programme::check::names::or_like;
use crate::programme::draft::{Draft, Keyed};
use crate::programme::question::{Asked, Question};
use crate::toml_reader::Report;

pub(super) fn check(part: &Keyed<Question>, draft: &Draft, report: &Report<'_>) {
    let question = &part.value;
    match &question.asked {
        Asked::AfterSession {
            session: Some(session),
            ..
        } => {
            let mut sessions = networks_of(question, draft).flat_map(|network| &network.sessions);
            if !sessions.any(|held| held.id == *session) {
                report.error(
                    &format!("{}.after_session", part.key),
                    "unknown_session",
                    format!("no network that is asked has a session \"{session}\""),
                    or_like(
                        session,
                        networks_of(question, draft)
                            .flat_map(|network| &network.sessions)
                            .map(|held| held.id.as_str()),
                        "Write the id of a [[network.session]], or true for every session.",
                    ),
                );
            }
        }
        Asked::On { date, .. } => check_date(part, *date, draft, report),
        Asked::Yearly { .. } if days_asked(question, draft).is_empty() => report.warning(
            &format!("{}.yearly", part.key),
            "never_asked",
            "this day does not come while the programme lasts, so the question is never asked"
                .to_owned(),
            "Write a day between `from` and `to` of [programme].".to_owned(),
        ),
        _ => {}
    }
    check_open(part, draft, report);
}

fn check_date(part: &Keyed<Question>, date: Date, draft: &Draft, report: &Report<'_>) {
    let Some((from, to)) = bounds(draft) else {
        return;
    };
    if !(from..=to).contains(&date) {
        report.error(
            &format!("{}.date", part.key),
            "outside_programme",
            format!("{} lies outside the programme, {from} to {to}", named(date)),
            "Correct the date, or `from` or `to` under [programme].".to_owned(),
        );
    }
}

/// Tells the first time that a break, or the end of the programme, comes while the question is open.
fn check_open(part: &Keyed<Question>, draft: &Draft, report: &Report<'_>) {
    let key = format!("{}.open_weekdays", part.key);
    let open: Vec<(Date, Date)> = days_asked(&part.value, draft)
        .into_iter()
        .filter_map(|opens| Some((opens, closes(opens, part.value.open_weekdays)?)))
        .collect();
    let over = open.iter().find_map(|(opens, closes)| {
        let mut breaks = draft.breaks.iter().map(|free| &free.value);
        let met = breaks.find(|free| free.from <= *closes && *opens <= free.to)?;
        Some((opens, closes, met))
    });
    if let Some((opens, closes, Break { name, from, to })) = over {
        report.warning(
            &key,
            "open_over_break",
            format!(
                "the question is open from {} to {}, and \"{name}\" lasts from {from} to {to}",
                named(*opens),
                named(*closes)
            ),
            "Ask earlier or later, or change open_weekdays: few answer on days off, and nothing is \
             closed on them."
                .to_owned(),
        );
    }
    let after = draft
        .to
        .and_then(|to| Some((open.iter().find(|(_, closes)| *closes > to)?, to)));
    if let Some(((opens, closes), to)) = after {
        report.warning(
            &key,
            "closes_after_programme",
            format!(
                "the question opens on {} and closes on {}, after the programme ends on {to}",
                named(*opens),
                named(*closes)
            ),
            "Ask earlier, shorten open_weekdays, or let the programme end later.".to_owned(),
        );
    }
}

/// The days on which it is asked, as far as they are written.
fn days_asked(question: &Question, draft: &Draft) -> Vec<Date> {
    match &question.asked {
        Asked::AfterSession { session, .. } => networks_of(question, draft)
            .flat_map(|network| &network.sessions)
            .filter(|held| !held.cancelled && session.as_ref().is_none_or(|it| *it == held.id))
            .filter_map(|held| held.date)
            .collect(),
        Asked::On { date, .. } => vec![*date],
        Asked::Yearly { month, day, .. } => {
            let Some((from, to)) = bounds(draft) else {
                return Vec::new();
            };
            (from.year()..=to.year())
                .filter_map(|year| Date::new(year, *month, *day).ok())
                .filter(|date| (from..=to).contains(date))
                .collect()
        }
        Asked::ByCommand => Vec::new(),
    }
}

/// The first and the last day of the programme.
fn bounds(draft: &Draft) -> Option<(Date, Date)> {
    let dates = || draft.sessions().filter_map(|(_, session)| session.date);
    let from = draft.from.or_else(|| dates().min())?;
    let to = draft.to.or_else(|| dates().max())?;
    Some((from, to))
}

/// The day so many weekdays after `opens`.
fn closes(opens: Date, weekdays: u16) -> Option<Date> {
    opens
        .series(1.day())
        .skip(1)
        .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
        .nth(usize::from(weekdays).checked_sub(1)?)
}
