//! `audit`: who did what by command, and what came of it.

use crate::app::App;
use crate::cli::{AuditArguments, Failure, Output};
use crate::clock::Timestamp;

/// Prints the newest acts.
pub(super) async fn run(
    arguments: &AuditArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let acts = app.store.acts(arguments.lines).await?;
    if arguments.json {
        return out.json(&acts);
    }
    if acts.is_empty() {
        return out.line("Nobody has given a command yet.");
    }
    out.table(
        &["Time (UTC)", "Who", "Outcome", "Command"],
        acts.into_iter().map(|act| {
            let at = Timestamp::from_millis(act.done_at).to_string();
            vec![at, act.person, act.outcome, act.written]
        }),
    )
}
