//! Keeps the stored posts true: whenever a programme, what was changed in it, or the channels have
//! changed, works out what should be said and writes the difference.
//!
//! [`step`] plans one programme and says what changed; [`run`] repeats it.

use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::clock::Timestamp;
use crate::outbox::{Reconciliation, Route, Stored, Wanted, corrections, reconcile};
use crate::plan::year;
use crate::programme::{Id, Programme};
use crate::store::StoreError;

/// How long the loop sleeps: a command in another process may have changed a programme.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// Changes with the rules of planning, so that an upgrade plans anew.
const RULES: &str = "1";

/// Everything that should be said for `programme` from `now` on, with its channels: the year by its
/// rhythm, and the corrections owed for what was said before.
pub fn wanted(
    programme: &Programme,
    stored: &[Stored],
    routes: &[Route],
    now: Timestamp,
) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = year(programme)
        .into_iter()
        .map(|post| Wanted::everywhere(post, routes))
        .collect();
    wanted.extend(corrections(programme, stored, routes, now));
    wanted
}

/// What planning `programme` would change; for dry runs.
pub fn difference(
    programme: &Programme,
    stored: &[Stored],
    routes: &[Route],
    now: Timestamp,
) -> Reconciliation {
    reconcile(stored, &wanted(programme, stored, routes, now), now)
}

/// Plans the first programme whose posts are not what they should be. Nothing comes back when all are.
///
/// # Errors
/// When the database fails.
pub async fn step(app: &App) -> Result<Option<(Id, Reconciliation)>, StoreError> {
    for row in app.store.programme_revisions().await? {
        let Some(id) = Id::parse(&row.id) else {
            tracing::error!(
                programme = row.id,
                "a programme has an id that is none; it is left out"
            );
            continue;
        };
        let routes = app.settings.routes(&id);
        if row.planned_for.as_deref() != Some(fingerprint(row.revision, &routes).as_str()) {
            let changes = plan(app, &id, &routes).await?;
            return Ok(Some((id, changes)));
        }
    }
    Ok(None)
}

/// Plans until the run is stopped.
///
/// # Errors
/// When the database fails for good.
pub async fn run(app: App, stop: CancellationToken) -> Result<(), StoreError> {
    while !stop.is_cancelled() {
        match step(&app).await {
            Ok(Some(_)) => continue,
            Ok(None) => {}
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => tracing::error!(%error, "planning failed and is tried again"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_AGAIN_AFTER) => {}
            () = stop.cancelled() => {}
        }
    }
    Ok(())
}

async fn plan(app: &App, id: &Id, routes: &[Route]) -> Result<Reconciliation, StoreError> {
    let now = app.clock.now();
    let changes = app
        .store
        .plan(
            id.as_str(),
            |stored| fingerprint(stored.revision, routes),
            |stored, posts| difference(&stored.in_force(), posts, routes, now),
            now,
        )
        .await?
        .unwrap_or_default();
    tracing::info!(
        programme = %id,
        new = changes.insert.len(),
        changed = changes.update.len(),
        ended = changes.end.len(),
        "planned"
    );
    app.changed.notify_one();
    Ok(changes)
}

/// What posts are planned for: a revision of the programme, its channels and our rules.
fn fingerprint(revision: i64, routes: &[Route]) -> String {
    let mut hash = Sha256::new();
    for route in routes {
        hash.update(format!("{route:?}\n"));
    }
    let digest = hash.finalize();
    let short = u64::from_be_bytes(digest[..8].try_into().unwrap_or_default());
    format!("{revision}/{short:016x}/{RULES}")
}
