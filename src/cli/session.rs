//! `move` and `cancel`: what a coordinator changes in the year, and what is said because of it.

use crate::app::App;
use crate::cli::desk::{self, Given};
use crate::cli::plan::print_changes;
use crate::cli::setup::{date, time};
use crate::cli::{CancelArguments, Failure, MoveArguments, Output};
use crate::desk::{Effect, Proposal};
use crate::inbox::command::Command;
use crate::outbox::Stored;
use crate::plan::Opened;
use crate::plan::worker::difference;
use crate::store::StoredProgramme;

/// `move`.
pub(super) async fn move_session(
    arguments: &MoveArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let given = [
        &arguments.date,
        &arguments.start,
        &arguments.end,
        &arguments.place,
    ];
    if given.iter().all(|given| given.is_none()) {
        return Err(Failure::Usage(
            "say what changes: a date, --start, --end or --place".to_owned(),
        ));
    }
    let given = Given {
        command: Command::Move {
            network: Some(arguments.network.clone()),
            session: arguments.session.clone(),
            date: arguments.date.as_deref().map(date).transpose()?,
            start: arguments.start.as_deref().map(time).transpose()?,
            end: arguments.end.as_deref().map(time).transpose()?,
            place: arguments.place.clone(),
        },
        dry_run: arguments.dry_run,
        yes: arguments.yes,
    };
    make(&given, app, out).await
}

/// `cancel`.
pub(super) async fn cancel_session(
    arguments: &CancelArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let given = Given {
        command: Command::Cancel {
            network: Some(arguments.network.clone()),
            session: arguments.session.clone(),
        },
        dry_run: arguments.dry_run,
        yes: arguments.yes,
    };
    make(&given, app, out).await
}

async fn make(given: &Given, app: &App, out: &mut Output) -> Result<(), Failure> {
    let mut planned = Vec::new();
    for row in app.store.programme_revisions().await? {
        if let Some((stored, posts)) = app.store.planned(&row.id).await? {
            planned.push(Planned {
                opened: app.store.opened(&stored.from_file.id).await?,
                stored,
                posts,
            });
        }
    }
    desk::run(given, app, out, |proposal, out| {
        show(proposal, &planned, app, out)
    })
    .await
}

/// A programme as it stands.
struct Planned {
    stored: StoredProgramme,
    opened: Vec<Opened>,
    posts: Vec<Stored>,
}

/// What changes in the programme and in what is said, as tables.
fn show(
    proposal: &Proposal,
    planned: &[Planned],
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    for effect in &proposal.effects {
        let Effect::Amend { programme, change } = effect else {
            continue;
        };
        let mut planned = planned.iter();
        let Some(before) = planned.find(|it| it.stored.from_file.id == *programme) else {
            continue;
        };
        let mut after = before.stored.clone();
        after.changes.push(change.clone());
        let after = after.in_force();
        let Planned { opened, posts, .. } = before;
        let routes = app.settings.routes(programme);
        let difference = difference(&after, opened, posts, &routes, app.clock.now());
        print_changes(&before.stored.in_force(), &after, &difference, posts, out)?;
    }
    for saying in &proposal.sayings {
        out.line("")?;
        for line in saying.message.as_plain_text().lines() {
            out.line(format!("  {line}"))?;
        }
    }
    Ok(())
}
