//! `announce`: a coordinator's own words, to networks or to all.

use crate::app::App;
use crate::cli::desk::{self, Given};
use crate::cli::setup::{date, time};
use crate::cli::{AnnounceArguments, Failure, Output};
use crate::desk::Proposal;
use crate::inbox::command::{Command, Networks, When};

/// Announces, or shows what would be said.
pub(super) async fn run(
    arguments: &AnnounceArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let networks = match arguments.all {
        true => Networks::All,
        false => Networks::Named(arguments.networks.clone()),
    };
    let given = Given {
        command: Command::Announce {
            text: arguments.text.clone(),
            networks,
            at: arguments.at.as_deref().map(when).transpose()?,
        },
        dry_run: arguments.dry_run,
        yes: arguments.yes,
    };
    desk::run(&given, app, out, show).await
}

fn when(text: &str) -> Result<When, Failure> {
    let (day, hour) = text.trim().rsplit_once([' ', 'T']).ok_or_else(|| {
        Failure::Usage(format!(
            "write the time like \"2018-10-01 08:00\", not “{text}”"
        ))
    })?;
    Ok(When {
        date: Some(date(day)?),
        time: Some(time(hour)?),
    })
}

fn show(proposal: &Proposal, out: &mut Output) -> Result<(), Failure> {
    for note in &proposal.notes {
        out.line(note)?;
    }
    for saying in &proposal.sayings {
        let when = saying.at.map_or_else(
            || "now".to_owned(),
            |at| at.strftime("%a %Y-%m-%d %H:%M").to_string(),
        );
        out.line(format!("{when}  in {}", saying.channels.join(", ")))?;
        for line in saying.message.as_plain_text().lines() {
            out.line(format!("  {line}"))?;
        }
    }
    Ok(())
}
