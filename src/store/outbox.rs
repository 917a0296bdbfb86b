//! Settling what came of an attempt, finding again what a dead process left, and what the
//! coordinators must be told.

use serde::Serialize;
use sqlx::SqliteConnection;

use crate::clock::Timestamp;
use crate::outbox::{Next, Outcome, State, Wanted};
use crate::plan::{Post, TroubleFacts, Unsaid};
use crate::programme::{Id, PostKind};
use crate::store::claim::{Claimed, Head, see_holds};
use crate::store::plan::{ON_ITS_WAY, Origin, insert_posts};
use crate::store::{Store, StoreError, begin, from_json, to_json};

/// How an attempt ended.
#[derive(Clone, Debug)]
pub struct Settlement {
    pub delivery: i64,
    pub attempt: u32,
    pub channel: String,
    pub outcome: Outcome,
    pub next: Next,
}

/// A delivery the coordinators have not been told of.
#[derive(Clone, Debug)]
pub struct Unreported {
    pub programme: Id,
    /// It was itself for the coordinators, in this channel.
    pub to_coordinators: bool,
    pub facts: TroubleFacts,
}

impl Store {
    /// Ends what waits and was due before `now`, because it may have been said by the database that this
    /// one replaces; says how much it was. What is in doubt ends so, too.
    pub async fn miss_what_was_due(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let ended = sqlx::query(
            "UPDATE delivery SET state = 'unknown', settled_at = $1, claimed_at = NULL,
                    reason = 'restored_from_a_backup'
             WHERE (state = 'waiting' AND due_at <= $1) OR state = 'sending'",
        )
        .bind(now.millis())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        transaction.commit().await?;
        Ok(ended)
    }

    /// Makes sure that `channels` are known, each with the name of its kind, and the networks that each
    /// `serves`, as (channel, programme, network).
    pub async fn register_channels(
        &self,
        channels: &[(String, &str)],
        serves: &[(String, Id, Id)],
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        sqlx::query(
            "INSERT INTO channel (id, kind) SELECT value ->> 0, value ->> 1 FROM json_each($1) WHERE true
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind WHERE kind <> excluded.kind",
        )
        .bind(to_json(&channels)?)
        .execute(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM serves")
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO serves (channel_id, programme_id, network_id)
             SELECT DISTINCT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1)",
        )
        .bind(to_json(&serves)?)
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Writes down how attempts ended and what follows.
    pub async fn settle(&self, settled: &[Settlement], now: Timestamp) -> Result<(), StoreError> {
        if settled.is_empty() {
            return Ok(());
        }
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        end_attempts(&mut transaction, settled, now).await?;
        move_deliveries(&mut transaction, settled, now).await?;
        hold_channels(&mut transaction, settled, now).await?;
        plan_what_came_back(&mut transaction, settled).await?;
        Ok(transaction.commit().await?)
    }

    /// The deliveries that a process left behind while sending, with the attempt it was at.
    pub async fn left_behind(&self) -> Result<Vec<Claimed>, StoreError> {
        let rows: Vec<Head> = sqlx::query_as(
            "SELECT delivery.id, channel_id, delivery.due_at, closes_at, useful_until_at, attempts,
                    in_doubt, body
             FROM delivery JOIN post ON post.id = post_id WHERE state = 'sending' ORDER BY delivery.id",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Claimed {
                    delivery: row.id,
                    attempt: row.attempts,
                    in_doubt: row.in_doubt,
                    channel: row.channel_id,
                    post: from_json(&row.body, "post", "body", row.id)?,
                })
            })
            .collect()
    }

    /// What was not said and not yet told to the coordinators, oldest first, at most `most`.
    pub async fn unreported(&self, most: u32) -> Result<Vec<Unreported>, StoreError> {
        let rows: Vec<(i64, String, String, Option<String>, String)> = sqlx::query_as(
            // With a sign, so that the limit is not planned for: see `claim`.
            "SELECT delivery.id, channel_id, state, reason, coalesce(said, body)
             FROM delivery JOIN post ON post.id = post_id
             WHERE state IN ('refused', 'unknown', 'missed') AND reported_at IS NULL
             ORDER BY delivery.id LIMIT +$1",
        )
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(id, channel, state, reason, body)| {
                let post: Post = from_json(&body, "post", "body", id)?;
                Ok(Unreported {
                    programme: post.programme.clone(),
                    to_coordinators: post.kind() == PostKind::Trouble,
                    facts: TroubleFacts {
                        delivery: id,
                        unsaid: match state.as_str() {
                            "refused" => Unsaid::Refused,
                            "missed" => Unsaid::Missed,
                            _ => Unsaid::Unknown,
                        },
                        kind: post.kind(),
                        channel,
                        session: post.content.session().cloned(),
                        reason,
                    },
                })
            })
            .collect()
    }

    /// Plans the `posts` that tell the coordinators of `deliveries`, and notes that they have been told,
    /// or cannot be: both or neither, so that nothing is told twice.
    pub async fn report(
        &self,
        posts: &[Wanted],
        deliveries: &[i64],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        insert_posts(&mut transaction, posts, Origin::Trouble).await?;
        sqlx::query(
            "UPDATE delivery SET reported_at = $2
             WHERE id IN (SELECT value FROM json_each($1)) AND state IN ('refused', 'unknown', 'missed')",
        )
        .bind(to_json(&deliveries)?)
        .bind(now.millis())
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Lets a delivery that was refused, missed or is in doubt be tried again from `now` until
    /// `useful_until`; in quiet time it slides as ever. What nobody wants said any more ends with the next
    /// planning, which this asks for. Nothing happens to one in any other state; tells whether it did.
    pub async fn retry(
        &self,
        delivery: i64,
        now: Timestamp,
        useful_until: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let done = sqlx::query(
            "UPDATE delivery SET state = 'waiting', due_at = $2,
                useful_until_at = max(useful_until_at, $3), settled_at = NULL, reason = NULL,
                reported_at = NULL, in_doubt = 0
             WHERE id = $1 AND state IN ('refused', 'unknown', 'missed')",
        )
        .bind(delivery)
        .bind(now.millis())
        .bind(useful_until.millis())
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "UPDATE programme SET planned_for = NULL
             WHERE id = (SELECT programme_id FROM delivery JOIN post ON post.id = post_id
                         WHERE delivery.id = $1)",
        )
        .bind(delivery)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(done.rows_affected() == 1)
    }
}

async fn end_attempts(
    connection: &mut SqliteConnection,
    settled: &[Settlement],
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows: Vec<(i64, u32, &str, Option<&str>)> = settled
        .iter()
        .map(|settled| {
            (
                settled.delivery,
                settled.attempt,
                settled.outcome.name(),
                settled.outcome.reason(),
            )
        })
        .collect();
    sqlx::query(
        "UPDATE attempt SET ended_at = $2, outcome = value ->> 2, reason = value ->> 3
         FROM json_each($1)
         WHERE delivery_id = value ->> 0 AND number = value ->> 1 AND ended_at IS NULL",
    )
    .bind(to_json(&rows)?)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn move_deliveries(
    connection: &mut SqliteConnection,
    settled: &[Settlement],
    now: Timestamp,
) -> Result<(), StoreError> {
    #[derive(Serialize)]
    struct Row<'a> {
        delivery: i64,
        attempt: u32,
        state: &'static str,
        due_at: Option<i64>,
        settled_at: Option<i64>,
        reason: Option<&'a str>,
        in_doubt: bool,
    }
    let rows: Vec<Row<'_>> = settled
        .iter()
        .map(|settled| Row {
            delivery: settled.delivery,
            attempt: settled.attempt,
            state: settled.next.state.name(),
            due_at: settled.next.due_at.map(Timestamp::millis),
            settled_at: (settled.next.state != State::Waiting).then_some(now.millis()),
            reason: settled.outcome.reason(),
            in_doubt: matches!(settled.outcome, Outcome::Unknown { .. }),
        })
        .collect();
    // The attempt's number makes sure that it is still ours to settle. Its post may have moved meanwhile.
    sqlx::query(
        "UPDATE delivery SET state = value ->> 'state', claimed_at = NULL,
            due_at = coalesce(max(value ->> 'due_at', post.due_at), delivery.due_at),
            settled_at = value ->> 'settled_at', reason = value ->> 'reason',
            in_doubt = max(in_doubt, value ->> 'in_doubt')
         FROM json_each($1), post
         WHERE delivery.id = value ->> 'delivery' AND attempts = value ->> 'attempt' AND state = 'sending'
           AND post.id = delivery.post_id",
    )
    .bind(to_json(&rows)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// What was on its way while its programme was planned, and waits again, may not be wanted.
async fn plan_what_came_back(
    connection: &mut SqliteConnection,
    settled: &[Settlement],
) -> Result<(), StoreError> {
    let back = settled.iter().filter(|it| it.next.state == State::Waiting);
    let back: Vec<i64> = back.map(|settled| settled.delivery).collect();
    if back.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE programme SET planned_for = NULL
         WHERE substr(planned_for, -1) = $2
           AND id IN (SELECT programme_id FROM delivery JOIN post ON post.id = post_id
                      WHERE delivery.id IN (SELECT value FROM json_each($1)))",
    )
    .bind(to_json(&back)?)
    .bind(ON_ITS_WAY)
    .execute(connection)
    .await?;
    Ok(())
}

async fn hold_channels(
    connection: &mut SqliteConnection,
    settled: &[Settlement],
    now: Timestamp,
) -> Result<(), StoreError> {
    let holds: Vec<(&str, i64)> = settled
        .iter()
        .filter_map(|settled| {
            let until = settled.next.channel_held_until?;
            Some((settled.channel.as_str(), until.millis()))
        })
        .collect();
    if holds.is_empty() {
        return Ok(());
    }
    see_holds(connection, now).await?;
    sqlx::query(
        "UPDATE channel SET next_at = max(next_at, value ->> 1), held_at = $2
         FROM json_each($1) WHERE channel.id = value ->> 0",
    )
    .bind(to_json(&holds)?)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(())
}
