//! `move` and `cancel`: what a coordinator changes in the year, and what is said because of it.

use crate::app::App;
use crate::cli::plan::print_changes;
use crate::cli::setup::{self, date, time};
use crate::cli::{CancelArguments, Failure, MoveArguments, Output};
use crate::plan::worker::difference;
use crate::programme::amend::{Change, What};
use crate::programme::{Id, Session};
use crate::store::StoredProgramme;

/// Who is noted as having made a change.
const MADE_BY: &str = "terminal";

/// `move`.
pub(super) async fn move_session(
    arguments: &MoveArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let (stored, network) = setup::network(app, &arguments.network).await?;
    let session = session(&stored, &network, &arguments.session)?;
    let what = moved(arguments, &session)?;
    make(
        app,
        &stored,
        change(network, session, what),
        arguments.dry_run,
        out,
    )
    .await
}

/// `cancel`.
pub(super) async fn cancel_session(
    arguments: &CancelArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let (stored, network) = setup::network(app, &arguments.network).await?;
    let session = session(&stored, &network, &arguments.session)?;
    if session.cancelled {
        return out.line("It is cancelled already; nothing changes.");
    }
    let change = change(network, session, What::Cancelled);
    make(app, &stored, change, arguments.dry_run, out).await
}

fn session(stored: &StoredProgramme, network: &Id, name: &str) -> Result<Session, Failure> {
    let programme = stored.in_force();
    let sessions = programme
        .network(network)
        .map(|network| network.sessions.clone())
        .unwrap_or_default();
    let names: Vec<&str> = sessions.iter().map(|session| session.id.as_str()).collect();
    let unknown = format!(
        "{network} has no session {name}; it has {}",
        names.join(", ")
    );
    sessions
        .iter()
        .find(|session| session.id.as_str() == name)
        .cloned()
        .ok_or(Failure::Usage(unknown))
}

/// The session's new time and place: what is not said stays, and it lasts as long as before.
fn moved(arguments: &MoveArguments, session: &Session) -> Result<What, Failure> {
    if [
        &arguments.date,
        &arguments.start,
        &arguments.end,
        &arguments.place,
    ]
    .iter()
    .all(|given| given.is_none())
    {
        return Err(Failure::Usage(
            "say what changes: a date, --start, --end or --place".to_owned(),
        ));
    }
    let or_stays = |text: &Option<String>, stays| match text {
        Some(text) => time(text),
        None => Ok(stays),
    };
    let date = match &arguments.date {
        Some(text) => date(text)?,
        None => session.date,
    };
    let start = or_stays(&arguments.start, session.start)?;
    let lasts = session.start.until(session.end).map_err(Failure::because)?;
    let end = or_stays(&arguments.end, start.saturating_add(lasts))?;
    if end <= start {
        return Err(Failure::Usage(format!(
            "it would end at {} but start at {}",
            end.strftime("%H:%M"),
            start.strftime("%H:%M")
        )));
    }
    Ok(What::Moved {
        date,
        start,
        end,
        place: arguments.place.clone(),
    })
}

fn change(network: Id, session: Session, what: What) -> Change {
    Change {
        network,
        session: session.id,
        what,
    }
}

/// Shows what `change` would do, and does it unless it is a dry run.
async fn make(
    app: &App,
    stored: &StoredProgramme,
    change: Change,
    dry_run: bool,
    out: &mut Output,
) -> Result<(), Failure> {
    let id = &stored.from_file.id;
    let mut changed = stored.clone();
    changed.changes.push(change.clone());
    let now = app.clock.now();
    let Some((_, posts)) = app.store.planned(id.as_str()).await? else {
        return Err(Failure::because(format!(
            "the programme {id} has just been removed"
        )));
    };
    let opened = app.store.opened(id).await?;
    let difference = difference(
        &changed.in_force(),
        &opened,
        &posts,
        &app.settings.routes(id),
        now,
    );
    print_changes(
        &stored.in_force(),
        &changed.in_force(),
        &difference,
        &posts,
        out,
    )?;
    if dry_run {
        return out.line("\nNothing was changed: this was a dry run.");
    }
    app.store.add_change(id, &change, MADE_BY, now).await?;
    while crate::plan::worker::step(app).await?.is_some() {}
    out.line("\nDone. A running `skolebud serve` says it from here.")
}
