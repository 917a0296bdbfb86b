//! Claiming what is due, settling what came of it, and finding again what a dead process left.

use serde::Serialize;
use sqlx::{FromRow, SqliteConnection};

use crate::clock::Timestamp;
use crate::outbox::claim::{Decision, Times};
use crate::outbox::{Next, Outcome, State};
use crate::plan::{Post, TroubleFacts, Unsaid};
use crate::programme::{Id, PostKind};
use crate::store::{Store, StoreError, from_json, to_json};

/// What is asked of a claim.
#[derive(Clone, Copy, Debug)]
pub struct ClaimRequest {
    pub now: Timestamp,
    /// At most so many deliveries, one for each channel.
    pub most: u32,
}

/// A delivery that is ours to send.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub delivery: i64,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// An earlier attempt may have arrived.
    pub in_doubt: bool,
    pub channel: String,
    pub post: Post,
}

/// What a claim did.
#[derive(Debug, Default)]
pub struct Claim {
    pub claimed: Vec<Claimed>,
    /// How many slid out of quiet time.
    pub slid: usize,
    /// How many came too late.
    pub missed: usize,
    /// Deliveries whose post cannot be read; they are refused, so that the rest goes on.
    pub broken: Vec<(i64, StoreError)>,
}

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

#[derive(FromRow)]
struct Head {
    id: i64,
    channel_id: String,
    due_at: i64,
    closes_at: i64,
    useful_until_at: i64,
    attempts: u32,
    in_doubt: bool,
    body: String,
}

impl Store {
    /// Makes sure that `channels` are known, each with the name of its kind.
    pub async fn register_channels(&self, channels: &[(String, &str)]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO channel (id, kind) SELECT value ->> 0, value ->> 1 FROM json_each($1) WHERE true
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind WHERE kind <> excluded.kind",
        )
        .bind(to_json(&channels)?)
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Claims what is due: at most one delivery for a channel, none for a channel that is held or busy.
    /// `decide` says what to do with each, `pace` how long each channel then rests.
    pub async fn claim(
        &self,
        request: ClaimRequest,
        mut decide: impl FnMut(&Post, Times) -> Decision,
        pace: impl Fn(&str) -> std::time::Duration,
    ) -> Result<Claim, StoreError> {
        let now = request.now;
        let mut transaction = self.begin().await?;
        let mut claim = Claim {
            missed: miss_the_late(&mut transaction, now).await?,
            ..Claim::default()
        };
        let heads = heads(&mut transaction, request).await?;
        let (mut slides, mut misses) = (Vec::new(), Vec::new());
        for head in heads {
            let post: Post = match from_json(&head.body, "post", "body", head.id) {
                Ok(post) => post,
                Err(error) => {
                    claim.broken.push((head.id, error));
                    continue;
                }
            };
            let times = Times {
                due_at: Timestamp::from_millis(head.due_at),
                closes_at: Timestamp::from_millis(head.closes_at),
                useful_until_at: Timestamp::from_millis(head.useful_until_at),
            };
            match decide(&post, times) {
                Decision::Send => claim.claimed.push(Claimed {
                    delivery: head.id,
                    attempt: head.attempts + 1,
                    in_doubt: head.in_doubt,
                    channel: head.channel_id,
                    post,
                }),
                Decision::Slide(opening) => {
                    slides.push((head.id, opening.from.millis(), opening.to.millis()));
                }
                Decision::Miss => misses.push(head.id),
            }
        }
        claim.slid = slides.len();
        claim.missed += misses.len();
        slide(&mut transaction, &slides).await?;
        miss(&mut transaction, &misses, now).await?;
        refuse_the_broken(&mut transaction, &claim.broken, now).await?;
        start_attempts(&mut transaction, &claim.claimed, now, pace).await?;
        transaction.commit().await?;
        Ok(claim)
    }

    /// Whether anything that waits is due or too late, in whatever channel: whether a claim may find
    /// something.
    pub async fn something_is_due(&self, now: Timestamp) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM delivery WHERE state = 'waiting' AND due_at <= $1)
                 OR EXISTS (SELECT 1 FROM delivery WHERE state = 'waiting' AND useful_until_at <= $1)",
        )
        .bind(now.millis())
        .fetch_one(&self.readers)
        .await?)
    }

    /// When something can be claimed next, if anything waits at all.
    pub async fn next_claim_at(&self) -> Result<Option<Timestamp>, StoreError> {
        // Where the channel of what is due first will be free then, nothing can come before it; only
        // else are all the channels looked at.
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT coalesce(
                (
                    SELECT due_at
                    FROM (
                        SELECT channel_id, due_at FROM delivery
                        WHERE state = 'waiting' ORDER BY due_at, id LIMIT 1
                    ) AS first JOIN channel ON channel.id = channel_id
                    WHERE channel.next_at <= due_at AND NOT EXISTS (
                        SELECT 1 FROM delivery WHERE channel_id = channel.id AND state = 'sending'
                    )
                ),
                (
                    SELECT min(max(delivery.due_at, channel.next_at))
                    FROM channel JOIN delivery ON delivery.id = (
                        SELECT id FROM delivery
                        WHERE channel_id = channel.id AND state = 'waiting'
                        ORDER BY due_at, id LIMIT 1
                    )
                    WHERE NOT EXISTS (
                        SELECT 1 FROM delivery WHERE channel_id = channel.id AND state = 'sending'
                    )
                )
             )",
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(next.map(Timestamp::from_millis))
    }

    /// Writes down how attempts ended and what follows.
    pub async fn settle(&self, settled: &[Settlement], now: Timestamp) -> Result<(), StoreError> {
        if settled.is_empty() {
            return Ok(());
        }
        let mut transaction = self.begin().await?;
        end_attempts(&mut transaction, settled, now).await?;
        move_deliveries(&mut transaction, settled, now).await?;
        hold_channels(&mut transaction, settled).await?;
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
            "SELECT delivery.id, channel_id, state, reason, coalesce(said, body)
             FROM delivery JOIN post ON post.id = post_id
             WHERE state IN ('refused', 'unknown', 'missed') AND reported_at IS NULL
             ORDER BY delivery.id LIMIT $1",
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

    /// Notes that the coordinators have been told of `deliveries`, or cannot be.
    pub async fn mark_reported(
        &self,
        deliveries: &[i64],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE delivery SET reported_at = $2
             WHERE id IN (SELECT value FROM json_each($1)) AND state IN ('refused', 'unknown', 'missed')",
        )
        .bind(to_json(&deliveries)?)
        .bind(now.millis())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Lets a delivery that was refused, missed or is in doubt be tried again from `now` until
    /// `useful_until`; in quiet time it slides as ever. Nothing happens to one in any other state; tells whether it did.
    pub async fn retry(
        &self,
        delivery: i64,
        now: Timestamp,
        useful_until: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE delivery SET state = 'waiting', due_at = $2,
                useful_until_at = max(useful_until_at, $3), settled_at = NULL, reason = NULL,
                reported_at = NULL, in_doubt = 0
             WHERE id = $1 AND state IN ('refused', 'unknown', 'missed')",
        )
        .bind(delivery)
        .bind(now.millis())
        .bind(useful_until.millis())
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}

/// What comes too late is missed; where an attempt may have arrived, nobody can know.
async fn miss_the_late(
    connection: &mut SqliteConnection,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let done = sqlx::query(
        "UPDATE delivery SET state = iif(in_doubt, 'unknown', 'missed'), settled_at = $1,
            reason = coalesce(reason, 'too_late')
         WHERE state = 'waiting' AND useful_until_at <= $1",
    )
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(usize::try_from(done.rows_affected()).unwrap_or(usize::MAX))
}

/// The first thing that is due for each channel that may be used now.
async fn heads(
    connection: &mut SqliteConnection,
    request: ClaimRequest,
) -> Result<Vec<Head>, StoreError> {
    Ok(sqlx::query_as(
        // Chosen first and read then, so that only what is claimed is read whole.
        "WITH head AS MATERIALIZED (
            SELECT delivery.id AS head_id
            FROM channel JOIN delivery ON delivery.id = (
                SELECT id FROM delivery
                WHERE channel_id = channel.id AND state = 'waiting' AND due_at <= $1
                ORDER BY due_at, id LIMIT 1
            )
            WHERE channel.next_at <= $1 AND NOT EXISTS (
                SELECT 1 FROM delivery WHERE channel_id = channel.id AND state = 'sending'
            )
            ORDER BY delivery.due_at, delivery.id LIMIT $2
         )
         SELECT delivery.id, channel_id, delivery.due_at, closes_at, useful_until_at, attempts,
                in_doubt, body
         FROM head JOIN delivery ON delivery.id = head_id JOIN post ON post.id = post_id
         ORDER BY delivery.due_at, delivery.id",
    )
    .bind(request.now.millis())
    .bind(request.most)
    .fetch_all(&mut *connection)
    .await?)
}

async fn slide(
    connection: &mut SqliteConnection,
    slides: &[(i64, i64, i64)],
) -> Result<(), StoreError> {
    if slides.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE delivery SET due_at = value ->> 1, closes_at = value ->> 2
         FROM json_each($1) WHERE delivery.id = value ->> 0",
    )
    .bind(to_json(&slides)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn miss(
    connection: &mut SqliteConnection,
    deliveries: &[i64],
    now: Timestamp,
) -> Result<(), StoreError> {
    if deliveries.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE delivery SET state = iif(in_doubt, 'unknown', 'missed'), settled_at = $2,
            reason = coalesce(reason, 'too_late')
         WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(to_json(&deliveries)?)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn refuse_the_broken(
    connection: &mut SqliteConnection,
    broken: &[(i64, StoreError)],
    now: Timestamp,
) -> Result<(), StoreError> {
    if broken.is_empty() {
        return Ok(());
    }
    let deliveries: Vec<i64> = broken.iter().map(|(id, _)| *id).collect();
    // Reported at once, to the log alone: what it was about cannot be read.
    sqlx::query(
        "UPDATE delivery SET state = 'refused', settled_at = $2, reported_at = $2,
            reason = 'unreadable_row'
         WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(to_json(&deliveries)?)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn start_attempts(
    connection: &mut SqliteConnection,
    claimed: &[Claimed],
    now: Timestamp,
    pace: impl Fn(&str) -> std::time::Duration,
) -> Result<(), StoreError> {
    if claimed.is_empty() {
        return Ok(());
    }
    let rows: Vec<(i64, u32, &str, i64)> = claimed
        .iter()
        .map(|claimed| {
            let rests_until = now.plus(pace(&claimed.channel)).millis();
            (
                claimed.delivery,
                claimed.attempt,
                claimed.channel.as_str(),
                rests_until,
            )
        })
        .collect();
    let rows = to_json(&rows)?;
    sqlx::query(
        "UPDATE delivery SET state = 'sending', claimed_at = $2, attempts = value ->> 1, said = NULL,
            reason = NULL
         FROM json_each($1) WHERE delivery.id = value ->> 0",
    )
    .bind(&rows)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO attempt (delivery_id, number, started_at)
         SELECT value ->> 0, value ->> 1, $2 FROM json_each($1)",
    )
    .bind(&rows)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE channel SET next_at = max(next_at, value ->> 3)
         FROM json_each($1) WHERE channel.id = value ->> 2",
    )
    .bind(&rows)
    .execute(&mut *connection)
    .await?;
    Ok(())
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
    // The attempt's number makes sure that it is still ours to settle.
    sqlx::query(
        "UPDATE delivery SET state = value ->> 'state', claimed_at = NULL,
            due_at = coalesce(value ->> 'due_at', due_at), settled_at = value ->> 'settled_at',
            reason = value ->> 'reason', in_doubt = max(in_doubt, value ->> 'in_doubt')
         FROM json_each($1)
         WHERE delivery.id = value ->> 'delivery' AND attempts = value ->> 'attempt' AND state = 'sending'",
    )
    .bind(to_json(&rows)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn hold_channels(
    connection: &mut SqliteConnection,
    settled: &[Settlement],
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
    sqlx::query(
        "UPDATE channel SET next_at = max(next_at, value ->> 1)
         FROM json_each($1) WHERE channel.id = value ->> 0",
    )
    .bind(to_json(&holds)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
}
