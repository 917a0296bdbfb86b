//! The send log: every attempt and what came back. It holds no texts and no addresses.

use serde::Serialize;
use sqlx::FromRow;

use crate::store::{Store, StoreError};

/// Which part of the send log to read.
#[derive(Clone, Debug, Default)]
pub struct LogQuery {
    pub channel: Option<String>,
    pub delivery: Option<i64>,
    /// Only what did not succeed.
    pub only_trouble: bool,
    /// The newest so many lines.
    pub most: u32,
}

/// One attempt, or a delivery that ended without any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct LogLine {
    /// Milliseconds UTC.
    pub at: i64,
    pub delivery: i64,
    pub channel: String,
    pub kind: String,
    pub key: String,
    /// From 1; 0 for a delivery that ended without an attempt.
    pub attempt: i64,
    /// `sent`, `try_later`, `refused`, `unknown`, `missed`, or nothing while it is on its way.
    pub outcome: Option<String>,
    pub reason: Option<String>,
    /// Where the delivery stands now.
    pub state: String,
}

impl Store {
    /// The send log, newest first.
    pub async fn read_log(&self, query: &LogQuery) -> Result<Vec<LogLine>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT * FROM (
                SELECT started_at AS at, delivery.id AS delivery, channel_id AS channel, post.kind,
                    post.key, attempt.number AS attempt, outcome, attempt.reason, state
                FROM attempt
                JOIN delivery ON delivery.id = delivery_id
                JOIN post ON post.id = post_id
                UNION ALL
                SELECT settled_at, delivery.id, channel_id, post.kind, post.key, 0, state, reason, state
                FROM delivery JOIN post ON post.id = post_id
                WHERE state = 'missed'
             )
             WHERE ($1 IS NULL OR channel = $1) AND ($2 IS NULL OR delivery = $2)
               AND (NOT $3 OR outcome IS NOT 'sent')
             ORDER BY at DESC, delivery DESC, attempt DESC LIMIT $4",
        )
        .bind(&query.channel)
        .bind(query.delivery)
        .bind(query.only_trouble)
        .bind(query.most)
        .fetch_all(&self.readers)
        .await?)
    }
}
