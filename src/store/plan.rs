//! Posts and their deliveries, as planning reads and writes them.

use std::collections::HashMap;

use serde::Serialize;
use sqlx::SqliteConnection;

use crate::clock::Timestamp;
use crate::outbox::{Reconciliation, State, Stored, StoredDelivery, Wanted};
use crate::plan::{Opened, Post};
use crate::store::programme::{StoredProgramme, load};
use crate::store::questions::read_opened;
use crate::store::{Store, StoreError, begin, from_json, to_json};

/// Who made a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The rhythm: planning may change it.
    Rhythm,
    /// A coordinator's command: planning leaves it alone.
    Command,
    /// Trouble to be told to the coordinators.
    Trouble,
}

/// Stands behind what a programme is planned for while something is on its way that is not wanted.
pub const ON_ITS_WAY: &str = "+";

impl Origin {
    const fn name(self) -> &'static str {
        match self {
            Self::Rhythm => "rhythm",
            Self::Command => "command",
            Self::Trouble => "trouble",
        }
    }
}

impl Store {
    /// The posts of a programme with their deliveries, and the programme itself, as they are now.
    pub async fn planned(
        &self,
        programme: &str,
    ) -> Result<Option<(StoredProgramme, Vec<Stored>)>, StoreError> {
        let mut connection = self.readers.begin().await?;
        let Some(stored) = load(&mut connection, programme).await? else {
            return Ok(None);
        };
        let posts = stored_posts(&mut connection, programme).await?;
        Ok(Some((stored, posts)))
    }

    /// Lets `work_out` say what to change in the posts of `programme` and changes it, in one
    /// transaction, so that nothing can be sent in between; notes that it is planned for
    /// `planned_for`, and whether that is to be looked at again when what is on its way has come back
    /// ([`ON_ITS_WAY`]). Nothing comes back when there is no such programme.
    pub async fn plan(
        &self,
        programme: &str,
        planned_for: impl FnOnce(&StoredProgramme) -> String,
        work_out: impl FnOnce(&StoredProgramme, &[Opened], &[Stored]) -> Reconciliation,
        now: Timestamp,
    ) -> Result<Option<Reconciliation>, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let Some(stored) = load(&mut transaction, programme).await? else {
            return Ok(None);
        };
        let posts = stored_posts(&mut transaction, programme).await?;
        let opened = read_opened(&mut transaction, programme).await?;
        let changes = work_out(&stored, &opened, &posts);
        write(&mut transaction, &changes, now).await?;
        sqlx::query("UPDATE programme SET planned_for = $2 WHERE id = $1")
            .bind(programme)
            .bind(match changes.look_again {
                true => planned_for(&stored) + ON_ITS_WAY,
                false => planned_for(&stored),
            })
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Some(changes))
    }

    /// Adds posts made by a command or by trouble. Those whose key is known already are left as they
    /// are.
    pub async fn add_posts(&self, posts: &[Wanted], origin: Origin) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        insert_posts(&mut transaction, posts, origin).await?;
        Ok(transaction.commit().await?)
    }
}

#[derive(sqlx::FromRow)]
struct Delivery {
    id: i64,
    post_id: i64,
    channel_id: String,
    state: String,
    settled_at: Option<i64>,
    last_attempt: Option<i64>,
    in_doubt: bool,
    said: Option<String>,
}

/// Every post of `programme` with its deliveries, in order of time.
pub(super) async fn stored_posts(
    connection: &mut SqliteConnection,
    programme: &str,
) -> Result<Vec<Stored>, StoreError> {
    let posts: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT id, body, origin FROM post WHERE programme_id = $1 ORDER BY due_at, id",
    )
    .bind(programme)
    .fetch_all(&mut *connection)
    .await?;
    let deliveries: Vec<Delivery> = sqlx::query_as(
        "SELECT delivery.id, post_id, channel_id, state, settled_at, in_doubt, said,
                (SELECT max(id) FROM attempt WHERE delivery_id = delivery.id) AS last_attempt
         FROM delivery JOIN post ON post.id = post_id
         WHERE programme_id = $1 ORDER BY delivery.id",
    )
    .bind(programme)
    .fetch_all(&mut *connection)
    .await?;
    let mut by_post: HashMap<i64, Vec<StoredDelivery>> = HashMap::new();
    for row in deliveries {
        let said = row.said.as_deref();
        by_post
            .entry(row.post_id)
            .or_default()
            .push(StoredDelivery {
                id: row.id,
                state: state_of(&row.state, row.id)?,
                settled_at: row.settled_at.map(Timestamp::from_millis),
                last_attempt: row.last_attempt,
                in_doubt: row.in_doubt,
                said: said
                    .map(|said| from_json(said, "delivery", "said", row.id))
                    .transpose()?,
                channel: row.channel_id,
            });
    }
    posts
        .into_iter()
        .map(|(id, body, origin)| {
            Ok(Stored {
                id,
                post: from_json(&body, "post", "body", id)?,
                by_rhythm: origin == Origin::Rhythm.name(),
                deliveries: by_post.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}

/// The state called `name`, in row `id` of `delivery`.
pub(super) fn state_of(name: &str, id: i64) -> Result<State, StoreError> {
    State::of_name(name).ok_or_else(|| StoreError::BrokenCell {
        table: "delivery",
        column: "state",
        row: id.to_string(),
        why: "no such state".to_owned(),
    })
}

async fn write(
    connection: &mut SqliteConnection,
    changes: &Reconciliation,
    now: Timestamp,
) -> Result<(), StoreError> {
    // The unwanted end first: a post may take over the channel of one that is replaced.
    end_deliveries(connection, &changes.end, now).await?;
    update_posts(connection, changes).await?;
    revive_deliveries(connection, &changes.revive).await?;
    insert_posts(connection, &changes.insert, Origin::Rhythm).await?;
    add_deliveries(connection, &changes.deliver).await
}

#[derive(Serialize)]
struct PostRow<'a> {
    key: &'a str,
    programme: &'a str,
    network: Option<&'a str>,
    kind: &'static str,
    due_at: i64,
    body: String,
}

#[derive(Serialize)]
struct DeliveryRow<'a> {
    key: &'a str,
    channel: &'a str,
    due_at: i64,
    closes_at: i64,
    useful_until_at: i64,
}

/// Adds posts with their deliveries; those whose key is known already are left as they are.
pub(super) async fn insert_posts(
    connection: &mut SqliteConnection,
    wanted: &[Wanted],
    origin: Origin,
) -> Result<(), StoreError> {
    if wanted.is_empty() {
        return Ok(());
    }
    let posts = wanted
        .iter()
        .map(|Wanted { post, .. }| post_row(post))
        .collect::<Result<Vec<_>, _>>()?;
    let deliveries: Vec<DeliveryRow<'_>> = wanted
        .iter()
        .flat_map(|Wanted { post, channels }| {
            channels.iter().map(|channel| DeliveryRow {
                key: &post.key,
                channel,
                due_at: post.due_at.millis(),
                closes_at: post.closes_at.millis(),
                useful_until_at: post.useful_until_at.millis(),
            })
        })
        .collect();
    // The WHERE keeps SQLite from reading ON CONFLICT as a join condition.
    sqlx::query(
        "INSERT INTO post (key, programme_id, network_id, kind, due_at, body, origin)
         SELECT value ->> 'key', value ->> 'programme', value ->> 'network', value ->> 'kind',
                value ->> 'due_at', value ->> 'body', $2
         FROM json_each($1) WHERE true
         ON CONFLICT (key) DO NOTHING",
    )
    .bind(to_json(&posts)?)
    .bind(origin.name())
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO delivery (post_id, channel_id, state, due_at, closes_at, useful_until_at)
         SELECT post.id, value ->> 'channel', 'waiting', value ->> 'due_at', value ->> 'closes_at',
                value ->> 'useful_until_at'
         FROM json_each($1) JOIN post ON post.key = value ->> 'key'
         ON CONFLICT (post_id, channel_id) DO NOTHING",
    )
    .bind(to_json(&deliveries)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

fn post_row(post: &Post) -> Result<PostRow<'_>, StoreError> {
    Ok(PostRow {
        key: &post.key,
        programme: post.programme.as_str(),
        network: post.network.as_ref().map(crate::programme::Id::as_str),
        kind: post.kind().name(),
        due_at: post.due_at.millis(),
        body: to_json(post)?,
    })
}

async fn update_posts(
    connection: &mut SqliteConnection,
    changes: &Reconciliation,
) -> Result<(), StoreError> {
    if changes.update.is_empty() {
        return Ok(());
    }
    #[derive(Serialize)]
    struct Row {
        id: i64,
        due_at: i64,
        closes_at: i64,
        useful_until_at: i64,
        body: String,
        moved: bool,
    }
    let rows = changes
        .update
        .iter()
        .map(|update| {
            Ok(Row {
                id: update.id,
                due_at: update.post.due_at.millis(),
                closes_at: update.post.closes_at.millis(),
                useful_until_at: update.post.useful_until_at.millis(),
                body: to_json(&update.post)?,
                moved: update.moved,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let rows = to_json(&rows)?;
    // What was said stays on record as it was said.
    sqlx::query(
        "UPDATE delivery SET said = post.body
         FROM json_each($1) JOIN post ON post.id = value ->> 'id'
         WHERE delivery.post_id = post.id AND said IS NULL
           AND (state IN ('sending', 'sent', 'unknown') OR in_doubt = 1)",
    )
    .bind(&rows)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE post SET due_at = value ->> 'due_at', body = value ->> 'body'
         FROM json_each($1) WHERE post.id = value ->> 'id'",
    )
    .bind(&rows)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE delivery SET due_at = iif(state = 'sending', due_at, value ->> 'due_at'),
                closes_at = value ->> 'closes_at', useful_until_at = value ->> 'useful_until_at'
         FROM json_each($1)
         WHERE delivery.post_id = value ->> 'id' AND value ->> 'moved'
           AND state IN ('waiting', 'sending', 'cancelled', 'replaced', 'missed', 'refused')",
    )
    .bind(&rows)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

pub(super) async fn end_deliveries(
    connection: &mut SqliteConnection,
    ends: &[(i64, State)],
    now: Timestamp,
) -> Result<(), StoreError> {
    if ends.is_empty() {
        return Ok(());
    }
    let rows: Vec<(i64, &str)> = ends.iter().map(|(id, state)| (*id, state.name())).collect();
    sqlx::query(
        "UPDATE delivery SET state = value ->> 1, settled_at = $2
         FROM json_each($1) WHERE delivery.id = value ->> 0 AND state = 'waiting'",
    )
    .bind(to_json(&rows)?)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn revive_deliveries(
    connection: &mut SqliteConnection,
    deliveries: &[i64],
) -> Result<(), StoreError> {
    if deliveries.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE delivery SET state = 'waiting', settled_at = NULL, reason = NULL, reported_at = NULL
         WHERE id IN (SELECT value FROM json_each($1))
           AND state IN ('cancelled', 'replaced', 'missed', 'refused')",
    )
    .bind(to_json(&deliveries)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn add_deliveries(
    connection: &mut SqliteConnection,
    deliveries: &[(i64, String)],
) -> Result<(), StoreError> {
    if deliveries.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO delivery (post_id, channel_id, state, due_at, closes_at, useful_until_at)
         SELECT post.id, value ->> 1, 'waiting', post.due_at, post.body ->> 'closes_at',
                post.body ->> 'useful_until_at'
         FROM json_each($1) JOIN post ON post.id = value ->> 0
         ON CONFLICT (post_id, channel_id) DO NOTHING",
    )
    .bind(to_json(&deliveries)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
}
