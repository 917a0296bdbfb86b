//! Claiming what is due: which delivery is next for each channel, and what becomes of it.

use sqlx::{FromRow, SqliteConnection};

use crate::clock::Timestamp;
use crate::outbox::Hold;
use crate::outbox::claim::{Decision, Times};
use crate::plan::Post;
use crate::store::{Store, StoreError, begin, from_json, to_json};

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

/// A delivery with its post, as it is read.
#[derive(FromRow)]
pub(super) struct Head {
    pub(super) id: i64,
    pub(super) channel_id: String,
    pub(super) due_at: i64,
    pub(super) closes_at: i64,
    pub(super) useful_until_at: i64,
    pub(super) attempts: u32,
    pub(super) in_doubt: bool,
    pub(super) body: String,
}

impl Store {
    /// Claims what is due: at most one delivery for a channel, none for a channel that is held or busy.
    /// `decide` says what to do with each, `pace` how long each channel then rests.
    pub async fn claim(
        &self,
        request: ClaimRequest,
        mut decide: impl FnMut(&Post, Times) -> Decision,
        pace: impl Fn(&str) -> std::time::Duration,
    ) -> Result<Claim, StoreError> {
        let now = request.now;
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let mut claim = Claim {
            missed: miss_the_paused(&mut transaction, now).await?
                + miss_the_late(&mut transaction, now).await?,
            ..Claim::default()
        };
        see_holds(&mut transaction, now).await?;
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

    /// Whether a claim would find something: what is due in a channel that is not busy and rests no
    /// longer, or what waits and comes too late.
    pub async fn something_is_due(&self, now: Timestamp) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(
            // Mostly nothing is due, and no channel is looked at. Where the clock was set back, the claim
            // sees how long a channel rests.
            "SELECT EXISTS (SELECT 1 FROM delivery WHERE state = 'waiting' AND useful_until_at <= $1)
                 OR EXISTS (
                    SELECT 1 FROM delivery WHERE state = 'waiting' AND due_at <= $1
                      AND NOT EXISTS (SELECT 1 FROM held WHERE delivery_id = delivery.id)
                 )
                 AND EXISTS (
                    SELECT 1 FROM channel
                    WHERE (next_at <= $1 OR held_at > $1)
                      AND EXISTS (
                        SELECT 1 FROM delivery
                        WHERE channel_id = channel.id AND state = 'waiting' AND due_at <= $1
                          AND NOT EXISTS (SELECT 1 FROM held WHERE delivery_id = delivery.id)
                      )
                      AND NOT EXISTS (
                        SELECT 1 FROM delivery WHERE channel_id = channel.id AND state = 'sending'
                      )
                 )",
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
                        WHERE state = 'waiting'
                          AND NOT EXISTS (SELECT 1 FROM held WHERE delivery_id = delivery.id)
                        ORDER BY due_at, id LIMIT 1
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
                          AND NOT EXISTS (SELECT 1 FROM held WHERE delivery_id = delivery.id)
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
}

/// What comes too late because a pause holds it is missed without a word to the coordinators, who
/// wanted it so.
async fn miss_the_paused(
    connection: &mut SqliteConnection,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let done = sqlx::query(
        "UPDATE delivery SET state = 'missed', settled_at = $1, reported_at = $1,
            reason = 'network_paused'
         WHERE state = 'waiting' AND useful_until_at <= $1 AND in_doubt = 0 AND EXISTS (SELECT 1 FROM held WHERE delivery_id = delivery.id)",
    )
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(usize::try_from(done.rows_affected()).unwrap_or(usize::MAX))
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
        // Chosen first and read then, so that only what is claimed is read whole. A limit that is a
        // parameter alone, without the sign, is planned for: SQLite would prepare the statement anew
        // each time it is bound.
        "WITH head AS MATERIALIZED (
            SELECT delivery.id AS head_id
            FROM channel JOIN delivery ON delivery.id = (
                SELECT id FROM delivery
                WHERE channel_id = channel.id AND state = 'waiting' AND due_at <= $1
                  AND NOT EXISTS (SELECT 1 FROM held WHERE delivery_id = delivery.id)
                ORDER BY due_at, id LIMIT 1
            )
            WHERE channel.next_at <= $1 AND NOT EXISTS (
                SELECT 1 FROM delivery WHERE channel_id = channel.id AND state = 'sending'
            )
            ORDER BY delivery.due_at, delivery.id LIMIT +$2
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

/// Brings the holds up to date that began later than `now`: the clock was set back.
pub(super) async fn see_holds(
    connection: &mut SqliteConnection,
    now: Timestamp,
) -> Result<(), StoreError> {
    let ahead: Vec<(String, i64, i64)> =
        sqlx::query_as("SELECT id, held_at, next_at FROM channel WHERE held_at > $1")
            .bind(now.millis())
            .fetch_all(&mut *connection)
            .await?;
    if ahead.is_empty() {
        return Ok(());
    }
    let seen: Vec<(String, i64, i64)> = ahead
        .into_iter()
        .map(|(channel, since, until)| {
            let hold = Hold {
                since: Timestamp::from_millis(since),
                until: Timestamp::from_millis(until),
            };
            let seen = hold.seen_at(now);
            (channel, seen.since.millis(), seen.until.millis())
        })
        .collect();
    sqlx::query(
        "UPDATE channel SET held_at = value ->> 1, next_at = value ->> 2
         FROM json_each($1) WHERE channel.id = value ->> 0",
    )
    .bind(to_json(&seen)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
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
        "UPDATE channel SET next_at = max(next_at, value ->> 3), held_at = $2
         FROM json_each($1) WHERE channel.id = value ->> 2",
    )
    .bind(&rows)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(())
}
