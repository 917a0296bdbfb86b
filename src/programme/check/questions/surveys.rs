//! Surveys: several questions in one post, so they are asked alike, and few.

use crate::programme::Id;
use crate::programme::draft::{Draft, Keyed};
use crate::programme::question::Question;
use crate::toml_reader::Report;

/// More questions than this at once are not answered well.
const MOST_QUESTIONS: usize = 3;

pub(super) fn check(draft: &Draft, report: &Report<'_>) {
    let mut seen: Vec<(&Id, Vec<&Keyed<Question>>)> = Vec::new();
    for part in &draft.questions {
        let Some(survey) = &part.value.survey else {
            continue;
        };
        check_name(part, survey, draft, report);
        match seen.iter_mut().find(|(known, _)| *known == survey) {
            Some((_, questions)) => {
                check_alike(part, questions[0], survey, report);
                questions.push(part);
                check_length(part, questions.len(), survey, report);
            }
            None => seen.push((survey, vec![part])),
        }
    }
}

/// A survey is known by its id as a question is.
fn check_name(part: &Keyed<Question>, survey: &Id, draft: &Draft, report: &Report<'_>) {
    let mut questions = draft.questions.iter();
    if let Some(other) = questions.find(|other| other.value.id == *survey) {
        report.error(
            &format!("{}.survey", part.key),
            "duplicate_id",
            format!(
                "\"{survey}\" is a question already, in line {}",
                report.line(&other.key)
            ),
            "Give the survey an id of its own.".to_owned(),
        );
    }
}

fn check_alike(part: &Keyed<Question>, first: &Keyed<Question>, survey: &Id, report: &Report<'_>) {
    let (one, other) = (&part.value, &first.value);
    let differs = [
        ("networks", one.networks != other.networks),
        ("the time at which it is asked", one.asked != other.asked),
        ("open_weekdays", one.open_weekdays != other.open_weekdays),
    ];
    for (what, _) in differs.into_iter().filter(|(_, differs)| *differs) {
        report.error(
            &format!("{}.survey", part.key),
            "mixed_survey",
            format!(
                "{what} is not as in \"{}\", line {}, of the same survey",
                other.id,
                report.line(&first.key)
            ),
            format!("Questions of \"{survey}\" are asked in one post: let them agree."),
        );
    }
}

fn check_length(part: &Keyed<Question>, count: usize, survey: &Id, report: &Report<'_>) {
    if count == MOST_QUESTIONS + 1 {
        report.warning(
            &format!("{}.survey", part.key),
            "long_survey",
            format!("\"{survey}\" has more than {MOST_QUESTIONS} questions"),
            "Ask less: short surveys are answered by more, and with more care.".to_owned(),
        );
    }
}
