//! What can go wrong with the database, in terms of what to do now.

use sqlx::migrate::MigrateError;

use crate::seal::SealError;

/// A failure of the database. Those for which [`StoreError::is_fatal`] holds end the process: nothing
/// that is acknowledged may be lost, so we don't go on without a place to keep it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full: make room where the database lies, then start again")]
    Full,
    #[error(
        "the database cannot be written: give this user write permission to the file and its folder"
    )]
    ReadOnly,
    #[error(
        "the database cannot be opened: check that its folder exists and that this user may read and write there"
    )]
    CannotOpen,
    #[error(
        "the database is damaged: stop, keep a copy of the file, and restore it from a backup ({0})"
    )]
    Corrupt(String),
    #[error("the file is not a Skolebud database: check the `database` setting")]
    NotADatabase,
    #[error("the disk failed while reading or writing the database ({0}): check the disk")]
    Disk(String),
    #[error(
        "the database was made by a newer Skolebud (schema {0}): start that version, or restore a backup made before the upgrade"
    )]
    Newer(i64),
    #[error(
        "migration {0} differs from the one this database was made with: start the version that made it"
    )]
    Altered(i64),
    #[error("another process holds the database: try again in a moment")]
    Busy,
    /// A row that our own code cannot read.
    #[error("{table}.{column} in row {row} cannot be read ({why})")]
    BrokenCell {
        table: &'static str,
        column: &'static str,
        row: String,
        why: String,
    },
    #[error("a value cannot be written as JSON: {0}")]
    Json(String),
    /// The counters of a secret question.
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error("the database failed: {0}")]
    Other(#[source] sqlx::Error),
    #[error("the schema cannot be brought up to date: {0}")]
    Migration(#[source] MigrateError),
}

impl StoreError {
    /// Whether going on would only fail again, or lose something.
    pub fn is_fatal(&self) -> bool {
        !matches!(
            self,
            Self::Busy | Self::BrokenCell { .. } | Self::Json(_) | Self::Seal(_) | Self::Other(_)
        )
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        // Primary result codes: https://sqlite.org/rescode.html; the low byte of an extended one.
        let primary = error
            .as_database_error()
            .and_then(|error| error.code())
            .and_then(|code| code.parse::<u32>().ok())
            .map(|code| code & 0xff);
        match primary {
            Some(5 | 6) => Self::Busy,
            Some(8) => Self::ReadOnly,
            Some(10) => Self::Disk(error.to_string()),
            Some(11) => Self::Corrupt(error.to_string()),
            Some(13) => Self::Full,
            Some(14) => Self::CannotOpen,
            Some(26) => Self::NotADatabase,
            _ => Self::Other(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer(version),
            MigrateError::VersionMismatch(version) => Self::Altered(version),
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => Self::Migration(other),
        }
    }
}
