//! Opens each question shortly before it is asked, and closes it at its deadline.
//!
//! [`step`] does what is due and says how much that was; [`run`] repeats it.

use std::collections::HashSet;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::plan::{Asking, askings};
use crate::programme::Id;
use crate::seal::Seals;
use crate::store::{Revision, StoreError};

/// A question opens so long before its post is sent, so that the first tap finds it open.
const OPEN_AHEAD: Duration = Duration::from_secs(60);
/// How long the loop sleeps.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// What the loop remembers between two looks.
#[derive(Debug, Default)]
pub struct Known {
    revisions: Vec<Revision>,
    askings: Vec<Asking>,
    /// Keys of those that are open, or were.
    opened: HashSet<String>,
}

/// Opens and closes questions until `stop`.
///
/// # Errors
/// When the database fails for good.
pub async fn run(app: App, stop: CancellationToken) -> Result<(), StoreError> {
    destroy_left_keys(&app).await?;
    let mut known = Known::default();
    while !stop.is_cancelled() {
        match step(&app, &mut known).await {
            Ok(_) => {}
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => tracing::error!(%error, "questions could not be opened or closed"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_AGAIN_AFTER) => {}
            () = stop.cancelled() => {}
        }
    }
    Ok(())
}

/// Destroys the keys of questions that have closed: a process that died right after closing one may
/// have left it.
///
/// # Errors
/// When the database cannot be read, or a key cannot be removed.
pub async fn destroy_left_keys(app: &App) -> Result<(), StoreError> {
    let seals = Seals::beside(&app.settings.database);
    for question in app.store.questions().await? {
        if question.state != "open" {
            seals.destroy_key(question.id)?;
        }
    }
    Ok(())
}

/// Opens what is about to be asked, closes what has had its time, and says how many it was.
///
/// # Errors
/// When the database or the key of a secret question fails.
pub async fn step(app: &App, known: &mut Known) -> Result<usize, StoreError> {
    read_askings(app, known).await?;
    let now = app.clock.now();
    let seals = Seals::beside(&app.settings.database);
    let mut done = 0;
    for asking in &known.askings {
        let due = asking.opens_at <= now.plus(OPEN_AHEAD) && now < asking.closes_at;
        if !due || known.opened.contains(&asking.key) {
            continue;
        }
        if app.store.open_question(asking, &seals).await? {
            tracing::info!(question = asking.key, "opened");
            done += 1;
        }
        known.opened.insert(asking.key.clone());
    }
    for question in app.store.questions_to_close(now).await? {
        app.store.close_question(question.id, &seals, now).await?;
        tracing::info!(question = question.asking.key, "closed");
        done += 1;
    }
    Ok(done)
}

async fn read_askings(app: &App, known: &mut Known) -> Result<(), StoreError> {
    let revisions = app.store.programme_revisions().await?;
    if revisions == known.revisions {
        return Ok(());
    }
    known.askings.clear();
    for row in &revisions {
        let Some(id) = Id::parse(&row.id) else {
            continue;
        };
        if let Some(stored) = app.store.programme(&id).await? {
            known.askings.extend(askings(&stored.in_force()));
        }
    }
    known.revisions = revisions;
    Ok(())
}
