//! What the sandbox's pages read, and what whoever moves the clock has to wait for.

use std::collections::HashMap;

use crate::clock::Timestamp;
use crate::inbox::rules::KeptAnswer;
use crate::plan::Post;
use crate::store::{Store, StoreError, from_json, to_json};

/// Something that was said in a channel.
#[derive(Clone, Debug)]
pub struct SaidRow {
    pub delivery: i64,
    pub sent_at: Timestamp,
    pub post: Post,
}

/// A place among what was said in a channel: ordered by time, then by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SaidPlace {
    pub sent_at: Timestamp,
    pub delivery: i64,
}

impl SaidPlace {
    /// After everything.
    pub const END: Self = Self {
        sent_at: Timestamp::from_millis(i64::MAX),
        delivery: i64::MAX,
    };
}

impl SaidRow {
    /// Its place among what was said in its channel.
    pub fn place(&self) -> SaidPlace {
        SaidPlace {
            sent_at: self.sent_at,
            delivery: self.delivery,
        }
    }
}

/// How a question stands for someone who looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// It can be answered now.
    pub open: bool,
    /// How many have answered.
    pub answered: usize,
    /// Secret: that they have answered.
    pub noted: bool,
    /// Not secret: what they have answered.
    pub given: Option<KeptAnswer>,
}

impl Store {
    /// How the questions `keys` stand at `now` for someone who is one of `respondents`.
    pub async fn standings(
        &self,
        keys: &[&str],
        respondents: &[&str],
        now: Timestamp,
    ) -> Result<HashMap<String, Standing>, StoreError> {
        let rows: Vec<(i64, String, bool, i64, bool, Option<String>)> = sqlx::query_as(
            "SELECT id, key, state = 'open' AND closes_at > $3,
                    (SELECT count(*) FROM ledger WHERE ledger.question_id = question.id)
                        + (SELECT count(*) FROM vote WHERE vote.question_id = question.id),
                    EXISTS (
                        SELECT 1 FROM ledger WHERE ledger.question_id = question.id
                            AND respondent IN (SELECT value FROM json_each($2))
                    ),
                    (
                        SELECT answer FROM vote WHERE vote.question_id = question.id
                            AND respondent IN (SELECT value FROM json_each($2))
                        ORDER BY given_at DESC LIMIT 1
                    )
             FROM question WHERE key IN (SELECT value FROM json_each($1))",
        )
        .bind(to_json(&keys)?)
        .bind(to_json(&respondents)?)
        .bind(now.millis())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(id, key, open, answered, noted, answer)| {
                let given = answer
                    .map(|answer| from_json(&answer, "vote", "answer", id))
                    .transpose()?;
                let standing = Standing {
                    open,
                    answered: usize::try_from(answered).unwrap_or(0),
                    noted,
                    given,
                };
                Ok((key, standing))
            })
            .collect()
    }

    /// The newest `most` things said in `channel` before `before`, oldest first, as they were said.
    pub async fn said_in_channel(
        &self,
        channel: &str,
        before: SaidPlace,
        most: u32,
    ) -> Result<Vec<SaidRow>, StoreError> {
        let rows: Vec<(i64, i64, String)> = sqlx::query_as(
            "SELECT delivery.id, settled_at, coalesce(said, body)
             FROM delivery JOIN post ON post.id = post_id
             WHERE channel_id = $1 AND state = 'sent' AND (settled_at, delivery.id) < ($2, $3)
             ORDER BY settled_at DESC, delivery.id DESC LIMIT $4",
        )
        .bind(channel)
        .bind(before.sent_at.millis())
        .bind(before.delivery)
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .rev()
            .map(|(delivery, sent_at, body)| {
                Ok(SaidRow {
                    delivery,
                    sent_at: Timestamp::from_millis(sent_at),
                    post: from_json(&body, "post", "body", delivery)?,
                })
            })
            .collect()
    }

    /// How many things were said in each channel; a channel in which nothing was said is absent.
    pub async fn count_said(&self) -> Result<HashMap<String, i64>, StoreError> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT channel_id, count(*) FROM delivery WHERE state = 'sent' GROUP BY channel_id",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().collect())
    }

    /// Whether something is still to be done at `now`: a programme has to be planned, a delivery is on
    /// its way, or one may be sent at once. One statement, so that nothing moves between two looks.
    pub async fn is_unsettled(&self, now: Timestamp) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT EXISTS (
                    SELECT 1 FROM programme
                    WHERE planned_for IS NULL OR planned_for NOT LIKE revision || '/%'
                 )
                 OR EXISTS (SELECT 1 FROM delivery WHERE state = 'sending')
                 OR EXISTS (
                    SELECT 1 FROM delivery JOIN channel ON channel.id = channel_id
                    WHERE state = 'waiting' AND due_at <= $1 AND next_at <= $1
                 )",
        )
        .bind(now.millis())
        .fetch_one(&self.readers)
        .await?)
    }

    /// When the next open question closes.
    pub async fn next_closing_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let closing: Option<i64> =
            sqlx::query_scalar("SELECT min(closes_at) FROM question WHERE state = 'open'")
                .fetch_one(&self.readers)
                .await?;
        Ok(closing.map(Timestamp::from_millis))
    }
}
