//! Cron expressions of five fields in Unix meaning, over wall-clock time.

/// A checked cron expression.
#[derive(Clone, Debug)]
pub struct Cron {}

/// Why an expression is not taken, with a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CronError {
    #[error("a cron expression has five fields")]
    Fields,
}
