//! The database as a file: copying it while it is used, leaving nothing in its write-ahead log, and looking
//! at one without changing it.

use std::path::Path;
use std::time::Duration;

use futures_util::TryStreamExt;
use serde::de::DeserializeOwned;
use sqlx::query::QueryAs;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, Sqlite};

use crate::clock::Timestamp;
use crate::inbox::rules::{Counters, KeptAnswer, Response};
use crate::plan::{Asking, Post};
use crate::programme::Programme;
use crate::programme::amend::Change;
use crate::report::rules::Published;
use crate::store::StoreError;

/// Of one kind no more cells are named that cannot be read.
const MOST_BROKEN: usize = 20;

/// The schema that this program makes.
fn own_schema() -> i64 {
    sqlx::migrate!()
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or_default()
}

/// What a database file shows to one who only looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examination {
    /// What SQLite finds wrong with the file; nothing when it is whole.
    pub damage: Vec<String>,
    /// The file's schema, and the one that this program makes.
    pub schema: i64,
    pub own_schema: i64,
    /// Rows that our own code could not read, as `table.column row`.
    pub broken: Vec<String>,
    /// Deliveries that are being sent.
    pub sending: i64,
    /// Open questions whose deadline has passed, by key.
    pub overdue: Vec<String>,
    /// Open questions that are secret, by number.
    pub sealed: Vec<i64>,
    /// Channels for which something waits.
    pub awaited: Vec<String>,
    /// Programmes that were never planned.
    pub unplanned: Vec<String>,
    /// The latest moment that the file knows of.
    pub latest: Option<Timestamp>,
}

/// Writes a whole, compact copy of `database` to `target`, which must not be there yet. The database
/// may be in use.
///
/// # Errors
/// When either file cannot be used.
pub async fn copy(database: &Path, target: &Path) -> Result<(), StoreError> {
    let mut connection = look_at(database).await?;
    let target = target.to_string_lossy();
    sqlx::query("VACUUM INTO $1")
        .bind(target.as_ref())
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}

/// Moves what the write-ahead log of `database` holds into the file and cuts the log to nothing; tells
/// whether that could be done. Whoever reads or writes at that moment is in the way and is not waited for,
/// since all who want to write would wait with us.
///
/// # Errors
/// When the database cannot be used.
pub async fn cut_log(database: &Path) -> Result<bool, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .busy_timeout(Duration::ZERO);
    let mut connection = options.connect().await?;
    // Whether somebody was in the way, and how much there was and was moved (sqlite.org/pragma.html).
    let (in_the_way, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(&mut connection)
        .await?;
    connection.close().await?;
    Ok(in_the_way == 0)
}

/// Looks at the file at `path`; nothing in it is changed.
///
/// # Errors
/// When it cannot be opened, or is no database of ours.
pub async fn examine(path: &Path, now: Timestamp) -> Result<Examination, StoreError> {
    let mut connection = look_at(path).await?;
    let examination = look_through(&mut connection, now).await?;
    connection.close().await?;
    Ok(examination)
}

async fn look_at(path: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    Ok(options.connect().await?)
}

async fn look_through(
    connection: &mut SqliteConnection,
    now: Timestamp,
) -> Result<Examination, StoreError> {
    let mut found = Examination {
        damage: damage(connection).await?,
        own_schema: own_schema(),
        ..Examination::default()
    };
    if !found.damage.is_empty() {
        return Ok(found);
    }
    found.schema = schema(connection).await?;
    if found.schema != found.own_schema {
        return Ok(found);
    }
    found.broken = broken(connection).await?;
    found.sending = sqlx::query_scalar("SELECT count(*) FROM delivery WHERE state = 'sending'")
        .fetch_one(&mut *connection)
        .await?;
    found.overdue = sqlx::query_scalar(
        "SELECT key FROM question WHERE state = 'open' AND closes_at < $1 ORDER BY key",
    )
    .bind(now.millis())
    .fetch_all(&mut *connection)
    .await?;
    found.sealed = sqlx::query_scalar(
        "SELECT id FROM question WHERE state = 'open' AND mode = 'secret' ORDER BY id",
    )
    .fetch_all(&mut *connection)
    .await?;
    found.awaited = sqlx::query_scalar(
        "SELECT DISTINCT channel_id FROM delivery WHERE state = 'waiting' ORDER BY channel_id",
    )
    .fetch_all(&mut *connection)
    .await?;
    found.unplanned =
        sqlx::query_scalar("SELECT id FROM programme WHERE planned_for IS NULL ORDER BY id")
            .fetch_all(&mut *connection)
            .await?;
    found.latest = latest(connection).await?;
    Ok(found)
}

async fn damage(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let mut lines: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(20)")
        .fetch_all(&mut *connection)
        .await?;
    lines.retain(|line| line != "ok");
    let orphans: Vec<(String, Option<i64>, String)> =
        sqlx::query_as("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 20")
            .fetch_all(&mut *connection)
            .await?;
    lines.extend(orphans.into_iter().map(|(table, row, parent)| {
        let row = row.map_or_else(|| "without number".to_owned(), |row| row.to_string());
        format!("row {row} of {table} belongs to nothing in {parent}")
    }));
    Ok(lines)
}

/// The number of the newest migration in the file.
async fn schema(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let has_list: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '_sqlx_migrations'",
    )
    .fetch_one(&mut *connection)
    .await?;
    if has_list == 0 {
        return Err(StoreError::NotADatabase);
    }
    Ok(
        sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM _sqlx_migrations")
            .fetch_one(&mut *connection)
            .await?,
    )
}

/// Cells that our own code cannot read. Events are told by their time: their ids have people in them.
async fn broken(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let programmes = sqlx::query_as("SELECT id, document FROM programme");
    let changes = sqlx::query_as("SELECT id || '', what FROM change");
    let posts = sqlx::query_as("SELECT id || '', body FROM post");
    let said = sqlx::query_as("SELECT id || '', said FROM delivery WHERE said IS NOT NULL");
    let questions = sqlx::query_as("SELECT id || '', body FROM question");
    let counters =
        sqlx::query_as("SELECT id || '', counters FROM question WHERE counters IS NOT NULL");
    let published = sqlx::query_as("SELECT question_id || '', body FROM published");
    let votes = sqlx::query_as("SELECT question_id || '', answer FROM vote");
    let events = sqlx::query_as("SELECT 'seen_at ' || seen_at, answer FROM event");
    let on = connection;
    let found = [
        unreadable::<Programme>(on, "programme.document", programmes).await?,
        unreadable::<Change>(on, "change.what", changes).await?,
        unreadable::<Post>(on, "post.body", posts).await?,
        unreadable::<Post>(on, "delivery.said", said).await?,
        unreadable::<Asking>(on, "question.body", questions).await?,
        unreadable::<Counters>(on, "question.counters", counters).await?,
        unreadable::<Published>(on, "published.body", published).await?,
        unreadable::<KeptAnswer>(on, "vote.answer", votes).await?,
        unreadable::<Response>(on, "event.answer", events).await?,
    ];
    Ok(found.concat())
}

/// Rows with what names each and a text.
type Texts = QueryAs<'static, Sqlite, (String, String), SqliteArguments>;

/// Those of `texts` in which no `T` can be read, as `cell` and the row's name.
async fn unreadable<T: DeserializeOwned>(
    connection: &mut SqliteConnection,
    cell: &str,
    texts: Texts,
) -> Result<Vec<String>, StoreError> {
    let mut rows = texts.fetch(connection);
    let mut found = Vec::new();
    while let Some((row, text)) = rows.try_next().await? {
        if found.len() < MOST_BROKEN && serde_json::from_str::<T>(&text).is_err() {
            found.push(format!("{cell} {row}"));
        }
    }
    Ok(found)
}

async fn latest(connection: &mut SqliteConnection) -> Result<Option<Timestamp>, StoreError> {
    let latest: Option<i64> = sqlx::query_scalar(
        "SELECT max(at) FROM (
            SELECT max(started_at) AS at FROM attempt
            UNION ALL SELECT max(seen_at) FROM event
            UNION ALL SELECT max(applied_at) FROM programme
            UNION ALL SELECT max(closed_at) FROM question)",
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok(latest.map(Timestamp::from_millis))
}
