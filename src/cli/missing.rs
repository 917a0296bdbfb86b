//! `missing`: who has not answered yet.

use crate::app::App;
use crate::cli::{Failure, MissingArguments, Output};
use crate::desk::worker::missing_at_terminal;

/// Shows what is missing, or of one question.
pub(super) async fn run(
    arguments: &MissingArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let found = missing_at_terminal(app, arguments.question.clone()).await?;
    let missing = found.map_err(|no| Failure::Usage(no.as_plain_text()))?;
    if arguments.json {
        return out.json(&missing);
    }
    if missing.is_empty() {
        return out.line("Nothing is missing: no question is open, and no reply is asked for.");
    }
    out.table(
        &["Asked by", "Answered", "Until", "Missing"],
        missing.into_iter().map(|one| {
            let answered = match one.of {
                Some(of) => format!("{} of {of}", one.answered),
                None => one.answered.to_string(),
            };
            let names = one
                .schools
                .map_or_else(|| "-".to_owned(), |names| names.join(", "));
            vec![
                one.asked_by,
                answered,
                one.due.strftime("%Y-%m-%d %H:%M").to_string(),
                names,
            ]
        }),
    )
}
