//! Ids: each stands for one thing, and what they refer to is there.

use crate::programme::Id;
use crate::programme::draft::{Draft, DraftNetwork};
use crate::programme::question::Asked;
use crate::toml_reader::{Report, did_you_mean};

pub(super) fn check(draft: &Draft, report: &Report<'_>) {
    check_present(draft, report);
    check_unique(
        "school",
        draft.schools.iter().map(|part| (&part.key, &part.value.id)),
        report,
    );
    check_unique(
        "reading",
        draft
            .readings
            .iter()
            .map(|part| (&part.key, &part.value.id)),
        report,
    );
    check_unique(
        "session",
        draft.plans.iter().map(|plan| (&plan.key, &plan.id)),
        report,
    );
    check_unique(
        "network",
        draft.networks.iter().map(|part| (&part.key, &part.id)),
        report,
    );
    for network in &draft.networks {
        let sessions = network
            .sessions
            .iter()
            .map(|session| (&session.key, &session.id));
        check_unique("session of this network", sessions, report);
        check_schools(network, draft, report);
    }
    check_shared_schools(draft, report);
    check_readings(draft, report);
    check_plans(draft, report);
}

/// A programme needs a network, and a network sessions; without any date there must be `from` and `to`.
fn check_present(draft: &Draft, report: &Report<'_>) {
    if draft.networks.is_empty() {
        report.error(
            "network",
            "missing_key",
            "the programme has no network".to_owned(),
            "Add [[network]] with id and title, and [[network.session]] below it.".to_owned(),
        );
        return;
    }
    for network in &draft.networks {
        if network.sessions.is_empty() && !is_asked(network, draft) {
            report.warning(
                &network.key,
                "no_sessions",
                format!(
                    "{} has no sessions, so nothing will be posted to it",
                    network.id
                ),
                "Add [[network.session]] with id, date, start and end below it.".to_owned(),
            );
        }
    }
    let dated = draft.sessions().next().is_some();
    if !dated && (draft.from.is_none() || draft.to.is_none()) {
        report.error(
            "programme",
            "missing_key",
            "there are no sessions that tell when the programme begins and ends".to_owned(),
            "Add a session, or `from` and `to` under [programme].".to_owned(),
        );
    }
}

/// Whether a question comes to `network` although it has no sessions.
fn is_asked(network: &DraftNetwork, draft: &Draft) -> bool {
    let mut questions = draft.questions.iter().map(|part| &part.value);
    questions.any(|question| {
        let to_it = question.networks.is_empty() || question.networks.contains(&network.id);
        to_it && !matches!(question.asked, Asked::AfterSession { .. })
    })
}

fn check_unique<'d>(
    what: &str,
    ids: impl Iterator<Item = (&'d String, &'d Id)>,
    report: &Report<'_>,
) {
    let mut seen: Vec<(&String, &Id)> = Vec::new();
    for (key, id) in ids {
        match seen.iter().find(|(_, earlier)| *earlier == id) {
            Some((first, _)) => report.error(
                &format!("{key}.id"),
                "duplicate_id",
                format!(
                    "there is a {what} \"{id}\" already, in line {}",
                    report.line(first)
                ),
                "Give one of them another id.".to_owned(),
            ),
            None => seen.push((key, id)),
        }
    }
}

fn check_schools(network: &DraftNetwork, draft: &Draft, report: &Report<'_>) {
    for (index, school) in network.schools.iter().enumerate() {
        let id = &school.value;
        if !draft.schools.iter().any(|known| known.value.id == *id) {
            report.error(
                &school.key,
                "unknown_school",
                format!("there is no school \"{id}\""),
                or_like(
                    id,
                    draft.schools.iter().map(|known| known.value.id.as_str()),
                    "Add it as [[school]] with id and name.",
                ),
            );
        } else if network.schools[..index]
            .iter()
            .any(|earlier| earlier.value == *id)
        {
            report.error(
                &school.key,
                "duplicate_school",
                format!("\"{id}\" is in {} already", network.id),
                "Take it out once.".to_owned(),
            );
        }
    }
}

/// A warning only: combined schools do belong to two networks.
fn check_shared_schools(draft: &Draft, report: &Report<'_>) {
    for (index, network) in draft.networks.iter().enumerate() {
        for school in &network.schools {
            let earlier = draft.networks[..index].iter().find(|other| {
                other
                    .schools
                    .iter()
                    .any(|known| known.value == school.value)
            });
            if let Some(earlier) = earlier {
                report.warning(
                    &school.key,
                    "school_in_two_networks",
                    format!(
                        "\"{}\" is in {} and in {}",
                        school.value, earlier.id, network.id
                    ),
                    "If the school has leaders in both, all is well; otherwise take it out of one."
                        .to_owned(),
                );
            }
        }
    }
}

fn check_readings(draft: &Draft, report: &Report<'_>) {
    for task in draft
        .plans
        .iter()
        .flat_map(|plan| &plan.preparation.readings)
    {
        let id = &task.value.reading;
        if !draft.readings.iter().any(|known| known.value.id == *id) {
            report.error(
                &format!("{}.reading", task.key),
                "unknown_reading",
                format!("there is no reading \"{id}\""),
                or_like(
                    id,
                    draft.readings.iter().map(|known| known.value.id.as_str()),
                    "Add it as [[reading]] with id, title and edition.",
                ),
            );
        }
    }
}

/// A plan that no network holds is never posted; it may be there for later.
fn check_plans(draft: &Draft, report: &Report<'_>) {
    for plan in &draft.plans {
        if !draft.sessions().any(|(_, session)| session.id == plan.id) {
            report.warning(
                &format!("{}.id", plan.key),
                "unknown_plan",
                format!(
                    "no network holds a session \"{}\", so nothing of it is posted",
                    plan.id
                ),
                or_like(
                    &plan.id,
                    draft.sessions().map(|(_, session)| session.id.as_str()),
                    "Give it the id of a [[network.session]].",
                ),
            );
        }
    }
}

pub(super) fn or_like<'k>(
    id: &Id,
    known: impl Iterator<Item = &'k str>,
    otherwise: &str,
) -> String {
    did_you_mean(id.as_str(), known).unwrap_or_else(|| otherwise.to_owned())
}
