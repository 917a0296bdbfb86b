//! The agendas of the sessions.

use jiff::civil::Time;

use crate::programme::AgendaPart;
use crate::programme::draft::{Draft, DraftPlan, Keyed};
use crate::toml_reader::Report;

pub(super) fn check(draft: &Draft, report: &Report<'_>) {
    for plan in &draft.plans {
        let mut parts: Vec<&Keyed<AgendaPart>> = Vec::new();
        for part in &plan.agenda {
            if part.value.end <= part.value.start {
                report_backwards(part, report);
            } else {
                parts.push(part);
            }
        }
        parts.sort_by_key(|part| part.value.start);
        check_sequence(&parts, report);
        for part in parts {
            check_hours(part, plan, draft, report);
        }
    }
}

fn report_backwards(part: &Keyed<AgendaPart>, report: &Report<'_>) {
    report.error(
        &format!("{}.end", part.key),
        "backwards_agenda",
        format!(
            "\"{}\" ends before it begins, {}",
            part.value.title,
            hours(&part.value)
        ),
        "Write the time at which it ends.".to_owned(),
    );
}

/// Overlaps and gaps, in order of time.
fn check_sequence(parts: &[&Keyed<AgendaPart>], report: &Report<'_>) {
    let mut latest: Option<&Keyed<AgendaPart>> = None;
    for part in parts {
        if let Some(before) = latest {
            let key = format!("{}.start", part.key);
            if part.value.start < before.value.end {
                report.error(
                    &key,
                    "overlapping_agenda",
                    format!(
                        "\"{}\" begins at {}, before \"{}\" ends at {}",
                        part.value.title,
                        clock(part.value.start),
                        before.value.title,
                        clock(before.value.end)
                    ),
                    "Correct one of the two times.".to_owned(),
                );
            } else if before.value.end < part.value.start {
                report.warning(
                    &key,
                    "agenda_gap",
                    format!(
                        "the agenda says nothing from {} to {}",
                        clock(before.value.end),
                        clock(part.value.start)
                    ),
                    "If it is a break, all is well; otherwise add what happens then.".to_owned(),
                );
            }
        }
        if latest.is_none_or(|before| before.value.end < part.value.end) {
            latest = Some(part);
        }
    }
}

fn check_hours(part: &Keyed<AgendaPart>, plan: &DraftPlan, draft: &Draft, report: &Report<'_>) {
    let outside: Vec<String> = draft
        .sessions()
        .filter(|(_, session)| session.id == plan.id && !session.cancelled)
        .filter_map(|(network, session)| {
            let (start, end) = session.start.zip(session.end)?;
            let fits = start <= part.value.start && part.value.end <= end;
            (start < end && !fits)
                .then(|| format!("{} ({}–{})", network.id, clock(start), clock(end)))
        })
        .collect();
    if outside.is_empty() {
        return;
    }
    report.error(
        &format!("{}.start", part.key),
        "agenda_outside_session",
        format!(
            "\"{}\", {}, lies outside the session's hours in {}",
            part.value.title,
            hours(&part.value),
            outside.join(", ")
        ),
        "Correct the part's times or the session's. A network with other hours needs a session with \
         an id and an agenda of its own."
            .to_owned(),
    );
}

fn hours(part: &AgendaPart) -> String {
    format!("{}–{}", clock(part.start), clock(part.end))
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}
