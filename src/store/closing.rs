//! How questions end, and what was shown of their results: each in one transaction with what follows
//! from it, so that a death in between leaves neither a result unsaid nor a picture unnoted.

use std::collections::HashSet;

use sqlx::SqliteConnection;

use crate::clock::Timestamp;
use crate::inbox::rules::Counters;
use crate::outbox::{State, Stored};
use crate::report::rules::Published;
use crate::report::{Answered, Closing, Conclusion, fold};
use crate::seal::{SealError, Seals};
use crate::store::plan::{end_deliveries, insert_posts, stored_posts};
use crate::store::questions::{Row, read_answered};
use crate::store::{Origin, Store, StoreError, begin, from_json, to_json};

impl Store {
    /// Closes those of the questions `ids`, all of `programme`, that are open, and writes down what
    /// `conclude` makes of them, given the posts of the programme. What is secret is unsealed, only that
    /// is written which [`fold`] leaves of it, and its key is destroyed; without its key it is closed
    /// without a result. What waits to ask them ends. Tells how many were closed.
    pub async fn close_questions(
        &self,
        programme: &str,
        ids: &[i64],
        seals: &Seals,
        now: Timestamp,
        conclude: impl FnOnce(&[Closing], &[Stored]) -> Conclusion,
    ) -> Result<usize, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let mut closed = Vec::new();
        for id in ids {
            closed.extend(close(&mut transaction, *id, seals, now).await?);
        }
        if closed.is_empty() {
            return Ok(0);
        }
        let posts = stored_posts(&mut transaction, programme).await?;
        let conclusion = conclude(&closed, &posts);
        for (id, published) in &conclusion.published {
            note_published(&mut transaction, *id, published, now).await?;
        }
        for closing in &closed {
            if let Some(counters) = &closing.answered.counters {
                let mut shown = conclusion.published.iter();
                let shown = shown.find(|(id, _)| *id == closing.id);
                let kept = fold(counters, shown.map(|(_, shown)| shown));
                keep_counters(&mut transaction, closing.id, &kept).await?;
            }
        }
        end_asking(&mut transaction, programme, &posts, now).await?;
        insert_posts(&mut transaction, &conclusion.posts, Origin::Command).await?;
        transaction.commit().await?;
        // A process that dies here destroys them at its next start.
        for closing in &closed {
            seals.destroy_key(closing.id)?;
        }
        Ok(closed.len())
    }

    /// Folds what an earlier version kept whole when questions closed, and leaves nothing of it on the
    /// file's pages; of how many questions. The write-ahead log still has it until
    /// [`cut_log`](crate::store::cut_log).
    pub async fn fold_counters(&self) -> Result<usize, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let kept: Vec<(i64, String)> =
            sqlx::query_as("SELECT id, counters FROM question WHERE counters IS NOT NULL")
                .fetch_all(&mut *transaction)
                .await?;
        let mut folded = 0;
        for (id, counters) in kept {
            let counters: Counters = from_json(&counters, "question", "counters", id)?;
            let published = read_published(&mut transaction, id).await?;
            let kept = fold(&counters, published.last());
            if kept != counters {
                keep_counters(&mut transaction, id, &kept).await?;
                folded += 1;
            }
        }
        transaction.commit().await?;
        Ok(folded)
    }

    /// Takes back the open questions `keys` of `programme`: the keys of secret ones are destroyed, and
    /// what waits to ask them ends.
    pub async fn withdraw_questions(
        &self,
        programme: &str,
        keys: &[String],
        seals: &Seals,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if keys.is_empty() {
            return Ok(());
        }
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let ids: Vec<i64> = sqlx::query_scalar(
            "UPDATE question SET state = 'withdrawn', closed_at = $2, sealed = NULL
             WHERE key IN (SELECT value FROM json_each($1)) AND state = 'open' RETURNING id",
        )
        .bind(to_json(&keys)?)
        .bind(now.millis())
        .fetch_all(&mut *transaction)
        .await?;
        let posts = stored_posts(&mut transaction, programme).await?;
        end_asking(&mut transaction, programme, &posts, now).await?;
        transaction.commit().await?;
        for id in ids {
            seals.destroy_key(id)?;
        }
        Ok(())
    }

    /// Lets `draw` make a picture of the question `id`, given what was answered and what was shown of
    /// it before, and notes what is shown now. Nothing comes back when it makes none.
    pub async fn show_result<R>(
        &self,
        id: i64,
        now: Timestamp,
        draw: impl FnOnce(&Answered, &[Published]) -> Option<(Published, R)>,
    ) -> Result<Option<R>, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let answered = read_answered(&mut transaction, id).await?;
        let earlier = read_published(&mut transaction, id).await?;
        let Some((shown, result)) = draw(&answered, &earlier) else {
            return Ok(None);
        };
        if earlier.last() != Some(&shown) {
            note_published(&mut transaction, id, &shown, now).await?;
        }
        transaction.commit().await?;
        Ok(Some(result))
    }
}

async fn close(
    connection: &mut SqliteConnection,
    id: i64,
    seals: &Seals,
    now: Timestamp,
) -> Result<Option<Closing>, StoreError> {
    let row: Option<(Option<Vec<u8>>,)> =
        sqlx::query_as("SELECT sealed FROM question WHERE id = $1 AND state = 'open'")
            .bind(id)
            .fetch_optional(&mut *connection)
            .await?;
    let Some((sealed,)) = row else {
        return Ok(None);
    };
    let counters: Option<Counters> = match sealed.map(|sealed| seals.open(id, &sealed)) {
        None => None,
        Some(Ok(counters)) => Some(from_json(&counters, "question", "sealed", id)?),
        Some(Err(error @ (SealError::KeyMissing { .. } | SealError::WrongKey { .. }))) => {
            tracing::error!(question = id, %error, "closed without a result");
            None
        }
        Some(Err(error)) => return Err(error.into()),
    };
    let row: Row = sqlx::query_as(
        "UPDATE question SET state = 'closed', closed_at = $2, sealed = NULL
         WHERE id = $1 RETURNING id, state, closed_at, body",
    )
    .bind(id)
    .bind(now.millis())
    .fetch_one(&mut *connection)
    .await?;
    Ok(Some(Closing {
        id,
        asking: row.into_question()?.asking,
        closed_at: now,
        answered: Answered {
            counters,
            ..read_answered(connection, id).await?
        },
        published: read_published(connection, id).await?,
    }))
}

/// Keeps `counters`, folded, for the closed question `id`.
async fn keep_counters(
    connection: &mut SqliteConnection,
    id: i64,
    counters: &Counters,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE question SET counters = $2 WHERE id = $1")
        .bind(id)
        .bind(to_json(counters)?)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

pub(super) async fn read_published(
    connection: &mut SqliteConnection,
    question: i64,
) -> Result<Vec<Published>, StoreError> {
    let bodies: Vec<String> = sqlx::query_scalar(
        "SELECT body FROM published WHERE question_id = $1 ORDER BY published_at",
    )
    .bind(question)
    .fetch_all(&mut *connection)
    .await?;
    bodies
        .iter()
        .map(|body| from_json(body, "published", "body", question))
        .collect()
}

pub(super) async fn note_published(
    connection: &mut SqliteConnection,
    question: i64,
    published: &Published,
    now: Timestamp,
) -> Result<(), StoreError> {
    // Two pictures of one millisecond are two, in their order.
    sqlx::query(
        "INSERT INTO published (question_id, body, published_at)
         SELECT $1, $2, max($3, coalesce(max(published_at) + 1, $3)) FROM published
         WHERE question_id = $1",
    )
    .bind(question)
    .bind(to_json(published)?)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// Ends what waits among `posts`, those of `programme`, to ask questions of which none is open any
/// more. What would come too late anyway is left to be missed, so that the coordinators hear of it.
async fn end_asking(
    connection: &mut SqliteConnection,
    programme: &str,
    posts: &[Stored],
    now: Timestamp,
) -> Result<(), StoreError> {
    let over: Vec<String> =
        sqlx::query_scalar("SELECT key FROM question WHERE programme_id = $1 AND state <> 'open'")
            .bind(programme)
            .fetch_all(&mut *connection)
            .await?;
    let over: HashSet<&str> = over.iter().map(String::as_str).collect();
    let is_over = |stored: &&Stored| {
        let asks = stored.post.content.asks();
        !asks.is_empty() && asks.iter().all(|key| over.contains(key))
    };
    let ends: Vec<(i64, State)> = posts
        .iter()
        .filter(is_over)
        .filter(|stored| stored.post.useful_until_at > now)
        .flat_map(|stored| &stored.deliveries)
        .filter(|delivery| delivery.state == State::Waiting)
        .map(|delivery| (delivery.id, State::Cancelled))
        .collect();
    end_deliveries(connection, &ends, now).await
}
