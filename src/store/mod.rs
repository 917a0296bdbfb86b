//! ALL SQL. One write connection, a few read-only ones; WAL with `synchronous = FULL`, so that what is
//! committed survives the loss of power.
//!
//! One function a statement, verb-object, in the file of the part it serves. A batch is one statement
//! over `json_each`, because each statement costs a hop to SQLite's thread. To add a query: write it
//! where its part is, and let a test run it on the real schema.

mod answers;
mod claim;
mod closing;
mod desk;
mod error;
mod facts;
mod file;
mod health;
mod known;
mod leads;
mod log;
mod nudges;
mod outbox;
mod plan;
mod programme;
mod questions;
mod replies;
mod sandbox;
mod status;

use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _, Sqlite, Transaction};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};

use crate::inbox::rules::Response;
use known::Known;

pub use claim::{Claim, ClaimRequest, Claimed};
pub use desk::Act;
pub use error::StoreError;
pub use file::{Examination, copy, cut_log, examine};
pub use log::{LogLine, LogQuery};
pub use outbox::{Settlement, Unreported};
pub use plan::{ON_ITS_WAY, Origin};
pub use programme::{Revision, StoredProgramme};
pub use questions::StoredQuestion;
pub use sandbox::{SaidPlace, SaidRow, Standing};
pub use status::{ChannelStatus, Said, Waiting};

/// Read-only connections; two cores seldom use more.
const READERS: u32 = 2;
/// How long a statement waits for another process's write lock.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// The write-ahead log is cut back to this many bytes after a checkpoint.
const JOURNAL_SIZE_LIMIT: &str = "67108864";
/// The write-ahead log is folded into the file when it has so many pages of 4 KiB: pages that change
/// again and again are then written once. Whoever's commit it falls on waits some milliseconds. Litestream,
/// where it runs, does it itself from 1000 pages on, and has to copy the whole file if we are first.
const CHECKPOINT_PAGES: &str = "4000";
/// What the writing connection keeps of the file in memory, in KiB: SQLite takes numbers above zero for
/// pages (sqlite.org/pragma.html#pragma_cache_size).
const CACHE_KIB: &str = "-8192";

/// The database. Clones share it.
#[derive(Clone, Debug)]
pub struct Store {
    /// The one connection that writes; nothing once it is closed. No pool: that would ask SQLite's thread
    /// before and after each use whether the connection is well, and answers would wait for it.
    writer: Arc<Mutex<Option<SqliteConnection>>>,
    readers: SqlitePool,
    known: Known,
}

impl Store {
    /// Opens the database at `path`, making it if it is not there, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError`] in terms of what to do: a missing folder, a read-only file, a full disk, a file
    /// that is damaged or belongs to a newer version.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_within(path, BUSY_TIMEOUT).await
    }

    /// As [`Self::open`]; a statement waits `patience` for another process's write lock.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_within(path: &Path, patience: Duration) -> Result<Self, StoreError> {
        make_private(path);
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(patience)
            // What is deleted or changed leaves no letters behind on free pages.
            .pragma("secure_delete", "ON")
            .pragma("journal_size_limit", JOURNAL_SIZE_LIMIT)
            // What a statement may have to take back lies in memory, not in a file of its own each time.
            .pragma("temp_store", "MEMORY");
        let mut writer = options
            .clone()
            .create_if_missing(true)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
            .pragma("cache_size", CACHE_KIB)
            .connect()
            .await?;
        sqlx::migrate!().run(&mut writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self {
            writer: Arc::new(Mutex::new(Some(writer))),
            readers,
            known: Known::default(),
        })
    }

    /// Closes every connection, so that the write-ahead log is folded into the file.
    pub async fn close(&self) {
        self.readers.close().await;
        if let Some(writer) = self.writer.lock().await.take()
            && let Err(error) = writer.close().await
        {
            tracing::warn!(%error, "the database did not close in order");
        }
    }

    /// The connection that writes. Whoever comes first has it first.
    async fn writer(&self) -> Result<MappedMutexGuard<'_, SqliteConnection>, StoreError> {
        let writer = self.writer.lock().await;
        MutexGuard::try_map(writer, Option::as_mut).map_err(|_| sqlx::Error::PoolClosed.into())
    }
}

/// A transaction that holds the write lock from its first statement on: read-then-write can neither
/// fail half-way nor see another's changes in between.
async fn begin(writer: &mut SqliteConnection) -> Result<Transaction<'_, Sqlite>, StoreError> {
    Ok(writer.begin_with("BEGIN IMMEDIATE").await?)
}

/// Makes the file for its owner alone, if it is not there; the files that SQLite makes beside it get the
/// same permissions. Why it cannot be made, opening it tells.
fn make_private(path: &Path) {
    let made = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    drop(made);
}

/// Our own values as JSON, which cannot fail for them.
fn to_json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Json(error.to_string()))
}

/// What was answered to an event. Its id has a person in it and stands in no error.
fn read_response(answer: &str) -> Result<Response, StoreError> {
    from_json(answer, "event", "answer", "of somebody")
}

/// A column's JSON as our own value; `table`, `column` and `row` name the place if it is broken.
fn from_json<T: serde::de::DeserializeOwned>(
    text: &str,
    table: &'static str,
    column: &'static str,
    row: impl ToString,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::BrokenCell {
        table,
        column,
        row: row.to_string(),
        // The category, never the text: a post may hold what people wrote.
        why: format!("{:?} at column {}", error.classify(), error.column()),
    })
}
