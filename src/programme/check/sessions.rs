//! Hours and rooms of the sessions.

use crate::programme::draft::{Draft, DraftNetwork, DraftSession};
use crate::toml_reader::Report;

pub(super) fn check(draft: &Draft, report: &Report<'_>) {
    let sessions: Vec<(&DraftNetwork, &DraftSession)> = draft.sessions().collect();
    for (index, (network, session)) in sessions.iter().enumerate() {
        check_hours(network, session, report);
        check_room(network, session, report);
        let other = sessions[..index]
            .iter()
            .find(|(_, other)| share_a_room(session, other));
        if let Some((other_network, other)) = other {
            report_double_booking(network, session, other_network, other, report);
        }
    }
}

fn check_hours(network: &DraftNetwork, session: &DraftSession, report: &Report<'_>) {
    if let (Some(start), Some(end)) = (session.start, session.end)
        && end <= start
    {
        report.error(
            &format!("{}.end", session.key),
            "backwards_session",
            format!(
                "{} of {} ends at {}, and begins at {}",
                session.id,
                network.id,
                end.strftime("%H:%M"),
                start.strftime("%H:%M")
            ),
            "Write the time at which it ends, later on the same day.".to_owned(),
        );
    }
}

fn check_room(network: &DraftNetwork, session: &DraftSession, report: &Report<'_>) {
    if session.place.is_none() && !session.cancelled {
        report.warning(
            &format!("{}.place", session.key),
            "no_room",
            format!("{} of {} has no room yet", session.id, network.id),
            "Add place = \"…\" when it is known. Until then posts say that the room is to come, \
             and the coordinators are reminded."
                .to_owned(),
        );
    }
}

fn share_a_room(a: &DraftSession, b: &DraftSession) -> bool {
    let same_day = a.date.is_some() && a.date == b.date;
    let held = !a.cancelled && !b.cancelled;
    let same_place = match (&a.place, &b.place) {
        (Some(a), Some(b)) => plain(a) == plain(b),
        _ => false,
    };
    same_day
        && held
        && same_place
        && match (a.start.zip(a.end), b.start.zip(b.end)) {
            (Some((a_start, a_end)), Some((b_start, b_end))) => a_start < b_end && b_start < a_end,
            _ => false,
        }
}

/// The letters and digits of a place: "Festsalen, Kulturhuset" is "festsalen kulturhuset".
fn plain(place: &str) -> Vec<String> {
    place
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A warning only: two networks may meet together.
fn report_double_booking(
    network: &DraftNetwork,
    session: &DraftSession,
    other_network: &DraftNetwork,
    other: &DraftSession,
    report: &Report<'_>,
) {
    report.warning(
        &format!("{}.place", session.key),
        "double_booking",
        format!(
            "{} of {} is in the same room at the same time as {} of {}, in line {}",
            session.id,
            network.id,
            other.id,
            other_network.id,
            report.line(&other.key)
        ),
        "Correct the room or the time of one of them, unless they meet together.".to_owned(),
    );
}
