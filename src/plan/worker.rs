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
use crate::plan::{Asking, Opened, in_force, year_asking};
use crate::programme::question::Asked;
use crate::programme::{Id, Programme};
use crate::store::{ON_ITS_WAY, Revision, StoreError};

/// How long the loop sleeps: a command in another process may have changed a programme.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// Changes with the rules of planning, so that an upgrade plans anew.
const RULES: &str = "3";

/// Everything that should be said for `programme` from `now` on, with its channels: the year by its
/// rhythm and its questions, given what was `opened` of them, and the corrections owed for what was said
/// before.
pub fn wanted(
    programme: &Programme,
    opened: &[Opened],
    stored: &[Stored],
    routes: &[Route],
    now: Timestamp,
) -> Vec<Wanted> {
    let in_force = in_force(programme, opened);
    // What a coordinator asked by command was said by that command.
    let by_file = in_force.open.into_iter();
    let by_file = by_file.filter(|asking| asking.question.asked != Asked::ByCommand);
    let asked: Vec<Asking> = by_file.chain(in_force.coming).collect();
    let mut wanted: Vec<Wanted> = year_asking(programme, &asked)
        .into_iter()
        .map(|post| Wanted::everywhere(post, routes))
        .collect();
    wanted.extend(corrections(programme, stored, routes, now));
    wanted
}

/// What planning `programme` would change; for dry runs.
pub fn difference(
    programme: &Programme,
    opened: &[Opened],
    stored: &[Stored],
    routes: &[Route],
    now: Timestamp,
) -> Reconciliation {
    let wanted = wanted(programme, opened, stored, routes, now);
    reconcile(stored, &wanted, now)
}

/// Plans the first programme whose posts are not what they should be. Nothing comes back when all are.
///
/// # Errors
/// When the database fails.
pub async fn step(app: &App) -> Result<Option<(Id, Reconciliation)>, StoreError> {
    let mut rows = app.store.programme_revisions().await?;
    // Another revision is seen at a glance; where it is the same, the channels must be compared.
    rows.sort_by_key(has_same_revision);
    for row in rows {
        let Some(id) = Id::parse(&row.id) else {
            tracing::error!(
                programme = row.id,
                "a programme has an id that is none; it is left out"
            );
            continue;
        };
        let routes = app.settings.routes(&id);
        let planned_for = row.planned_for.as_deref();
        let planned_for = planned_for.map(|it| it.strip_suffix(ON_ITS_WAY).unwrap_or(it));
        if planned_for != Some(fingerprint(row.revision, &routes).as_str()) {
            match plan(app, &id, &routes).await {
                Ok(changes) => return Ok(Some((id, changes))),
                // One programme that cannot be read stops no other.
                Err(error @ StoreError::BrokenCell { .. }) => {
                    tracing::error!(programme = %id, %error, "a programme cannot be planned");
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok(None)
}

/// Plans until the run is stopped.
///
/// # Errors
/// When the database fails for good.
pub async fn run(app: App, stop: CancellationToken) -> Result<(), StoreError> {
    let mut planned = Vec::new();
    while !stop.is_cancelled() {
        match step_if_changed(&app, &mut planned).await {
            Ok(true) => continue,
            Ok(false) => {}
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

/// [`step`], unless the programmes are still as they were when all of them were `planned`; tells
/// whether there was anything to do.
async fn step_if_changed(app: &App, planned: &mut Vec<Revision>) -> Result<bool, StoreError> {
    let rows = app.store.programme_revisions().await?;
    if rows == *planned {
        return Ok(false);
    }
    let done = step(app).await?.is_some();
    if !done {
        *planned = rows;
    }
    Ok(done)
}

async fn plan(app: &App, id: &Id, routes: &[Route]) -> Result<Reconciliation, StoreError> {
    let now = app.clock.now();
    let changes = app
        .store
        .plan(
            id.as_str(),
            |stored| fingerprint(stored.revision, routes),
            |stored, opened, posts| difference(&stored.in_force(), opened, posts, routes, now),
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

/// Whether a programme is planned for its present revision, whatever its channels were.
fn has_same_revision(row: &Revision) -> bool {
    let planned_for = row.planned_for.as_deref().unwrap_or_default();
    let revision = planned_for.split('/').next().unwrap_or_default();
    revision.parse() == Ok(row.revision)
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use jiff::civil::date;

    use super::*;
    use crate::clock::Clock;
    use crate::config::{Doors, LevelFilter, Log, Settings};
    use crate::entropy::Entropy;
    use crate::plan::examples::{network, programme};

    #[tokio::test]
    async fn a_programme_that_changes_when_all_was_planned_is_planned_again_and_then_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            database: folder.path().join("plan.db"),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            log: Log::of_level(LevelFilter::OFF),
            channels: Vec::new(),
            allowed_hosts: Vec::new(),
            doors: Doors::default(),
            public_url: None,
            coordinators: Vec::new(),
        };
        let clock = Clock::standing_at(Timestamp::default());
        let app = App::open(settings, clock, Entropy::from_seed(0))
            .await
            .unwrap();
        let programme = programme(vec![network("n", &[date(2026, 11, 3)])]);
        let mut planned = Vec::new();
        let mut done = Vec::new();
        for _ in 0..2 {
            app.store
                .apply_programme(&programme, false, app.clock.now())
                .await
                .unwrap();
            for _ in 0..3 {
                done.push(step_if_changed(&app, &mut planned).await.unwrap());
            }
        }
        assert_eq!(done, [true, false, false, true, false, false]);
    }
}
