//! How things stand: counts for the status command, the health page and the metrics.

use serde::Serialize;
use sqlx::FromRow;

use crate::clock::Timestamp;
use crate::plan::Post;
use crate::store::{Store, StoreError, from_json};

/// How a channel stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct ChannelStatus {
    pub channel: String,
    pub kind: String,
    pub waiting: i64,
    pub sent: i64,
    /// Refused, missed or unknown.
    pub unsaid: i64,
    pub last_sent_at: Option<i64>,
    pub next_due_at: Option<i64>,
    /// Nothing goes to it before this, in milliseconds UTC.
    pub held_until_at: i64,
}

/// A delivery that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub delivery: i64,
    pub channel: String,
    pub due_at: Timestamp,
    pub post: Post,
}

/// A post that was said.
#[derive(Clone, Debug)]
pub struct Said {
    pub channel: String,
    pub at: Timestamp,
    pub post: Post,
}

impl Store {
    /// How each channel stands, by name.
    pub async fn channel_statuses(&self) -> Result<Vec<ChannelStatus>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT channel.id AS channel, channel.kind,
                count(*) FILTER (WHERE state = 'waiting') AS waiting,
                count(*) FILTER (WHERE state = 'sent') AS sent,
                count(*) FILTER (WHERE state IN ('refused', 'unknown', 'missed')) AS unsaid,
                max(settled_at) FILTER (WHERE state = 'sent') AS last_sent_at,
                min(due_at) FILTER (WHERE state = 'waiting') AS next_due_at,
                channel.next_at AS held_until_at
             FROM channel LEFT JOIN delivery ON delivery.channel_id = channel.id
             GROUP BY channel.id ORDER BY channel.id",
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// What is due next, soonest first, at most `most`.
    pub async fn waiting(&self, most: u32) -> Result<Vec<Waiting>, StoreError> {
        let rows: Vec<(i64, String, i64, String)> = sqlx::query_as(
            "SELECT delivery.id, channel_id, delivery.due_at, body
             FROM delivery JOIN post ON post.id = post_id
             WHERE state = 'waiting' ORDER BY delivery.due_at, delivery.id LIMIT $1",
        )
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(delivery, channel, due_at, body)| {
                Ok(Waiting {
                    delivery,
                    channel,
                    due_at: Timestamp::from_millis(due_at),
                    post: from_json(&body, "post", "body", delivery)?,
                })
            })
            .collect()
    }

    /// How many deliveries wait.
    pub async fn count_waiting(&self) -> Result<u64, StoreError> {
        let count: i64 =
            sqlx::query_scalar("SELECT count(*) FROM delivery WHERE state = 'waiting'")
                .fetch_one(&self.readers)
                .await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Everything that was said, for sure or perhaps, oldest first: what is in doubt counts from when it
    /// was first tried.
    pub async fn said(&self) -> Result<Vec<Said>, StoreError> {
        let rows: Vec<(i64, String, i64, String)> = sqlx::query_as(
            "SELECT delivery.id, channel_id,
                CASE state WHEN 'sent' THEN settled_at ELSE doubted_at END AS at,
                coalesce(said, body)
             FROM delivery JOIN post ON post.id = post_id
                LEFT JOIN (SELECT delivery_id, min(started_at) AS doubted_at FROM attempt
                           WHERE outcome = 'unknown' GROUP BY delivery_id)
                ON delivery_id = delivery.id
             WHERE state = 'sent' OR doubted_at IS NOT NULL ORDER BY at, delivery.id",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(delivery, channel, at, body)| {
                Ok(Said {
                    channel,
                    at: Timestamp::from_millis(at),
                    post: from_json(&body, "post", "body", delivery)?,
                })
            })
            .collect()
    }

    /// The post of a delivery as it was said, or as it would be.
    pub async fn post_of_delivery(&self, delivery: i64) -> Result<Option<Post>, StoreError> {
        let body: Option<String> = sqlx::query_scalar(
            "SELECT coalesce(said, body) FROM delivery JOIN post ON post.id = post_id
             WHERE delivery.id = $1",
        )
        .bind(delivery)
        .fetch_optional(&self.readers)
        .await?;
        body.map(|body| from_json(&body, "post", "body", delivery))
            .transpose()
    }

    /// The post under `key`.
    pub async fn post_by_key(&self, key: &str) -> Result<Option<Post>, StoreError> {
        let body: Option<String> = sqlx::query_scalar("SELECT body FROM post WHERE key = $1")
            .bind(key)
            .fetch_optional(&self.readers)
            .await?;
        body.map(|body| from_json(&body, "post", "body", key))
            .transpose()
    }
}
