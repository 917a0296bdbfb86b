//! Questions: opening them, and what was answered. What ends them is in `closing.rs`.

use serde::Serialize;
use sqlx::SqliteConnection;

use crate::clock::Timestamp;
use crate::inbox::rules::Counters;
use crate::plan::{Asking, AskingState, Opened, in_force};
use crate::programme::Id;
use crate::programme::question::{Asked, Mode};
use crate::report::Answered;
use crate::seal::Seals;
use crate::store::answers::read_votes;
use crate::store::known::Known;
use crate::store::{Store, StoreError, begin, from_json, to_json};

/// A question in the database.
#[derive(Clone, Debug)]
pub struct StoredQuestion {
    pub id: i64,
    pub asking: Asking,
    /// `open`, `closed` or `withdrawn`.
    pub state: String,
    pub closed_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: i64,
    state: String,
    closed_at: Option<i64>,
    body: String,
}

impl Row {
    pub(super) fn into_question(self) -> Result<StoredQuestion, StoreError> {
        Ok(StoredQuestion {
            asking: from_json(&self.body, "question", "body", self.id)?,
            id: self.id,
            state: self.state,
            closed_at: self.closed_at.map(Timestamp::from_millis),
        })
    }
}

impl Store {
    /// Opens `asking`, unless it was opened before, or its programme does not ask just so any more: it may
    /// have been moved, or been asked by command, at this very moment. Tells whether it was opened.
    pub async fn open_question(&self, asking: &Asking, seals: &Seals) -> Result<bool, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let by_command = asking.question.asked == Asked::ByCommand;
        if !by_command && !is_coming(&mut transaction, &self.known, asking).await? {
            return Ok(false);
        }
        let new = insert_question(&mut transaction, asking, seals).await?;
        transaction.commit().await?;
        Ok(new)
    }

    /// The open questions whose time has passed at `now`.
    pub async fn questions_to_close(
        &self,
        now: Timestamp,
    ) -> Result<Vec<StoredQuestion>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, state, closed_at, body FROM question
             WHERE state = 'open' AND closes_at <= $1 ORDER BY closes_at, id",
        )
        .bind(now.millis())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(Row::into_question).collect()
    }

    /// What can be answered at `now`, the first to close first.
    pub async fn open_questions(&self, now: Timestamp) -> Result<Vec<StoredQuestion>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, state, closed_at, body FROM question
             WHERE state = 'open' AND opens_at <= $1 AND closes_at > $1 ORDER BY closes_at, id",
        )
        .bind(now.millis())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(Row::into_question).collect()
    }

    /// The question called `key`, if it was opened.
    pub async fn question(&self, key: &str) -> Result<Option<StoredQuestion>, StoreError> {
        let row: Option<Row> =
            sqlx::query_as("SELECT id, state, closed_at, body FROM question WHERE key = $1")
                .bind(key)
                .fetch_optional(&self.readers)
                .await?;
        row.map(Row::into_question).transpose()
    }

    /// Every question that was opened, newest first.
    pub async fn questions(&self) -> Result<Vec<StoredQuestion>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, state, closed_at, body FROM question ORDER BY opens_at DESC, id DESC",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(Row::into_question).collect()
    }

    /// What was opened of `programme`, in order of key.
    pub async fn opened(&self, programme: &Id) -> Result<Vec<Opened>, StoreError> {
        let mut connection = self.readers.begin().await?;
        read_opened(&mut connection, programme.as_str()).await
    }

    /// Lets open questions follow their programme: those `mended` get their body and their deadline.
    /// Whose time is up stays as it was.
    pub async fn mend_questions(
        &self,
        mended: &[Asking],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        #[derive(Serialize)]
        struct Mended<'a> {
            key: &'a str,
            closes_at: i64,
            body: String,
        }
        if mended.is_empty() {
            return Ok(());
        }
        let rows = mended
            .iter()
            .map(|asking| {
                Ok(Mended {
                    key: &asking.key,
                    closes_at: asking.closes_at.millis(),
                    body: to_json(asking)?,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        sqlx::query(
            "UPDATE question SET closes_at = value ->> 'closes_at', body = value ->> 'body'
             FROM json_each($1)
             WHERE question.key = value ->> 'key' AND state = 'open' AND question.closes_at > $2",
        )
        .bind(to_json(&rows)?)
        .bind(now.millis())
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// What was answered to question `id`.
    pub async fn answered(&self, id: i64) -> Result<Answered, StoreError> {
        let mut connection = self.readers.begin().await?;
        read_answered(&mut connection, id).await
    }
}

/// Whether its programme, as it is in force now, is about to ask `asking`.
async fn is_coming(
    connection: &mut SqliteConnection,
    known: &Known,
    asking: &Asking,
) -> Result<bool, StoreError> {
    let id = asking.programme.as_str();
    let Some(schools) = known.schools(connection, id, None).await? else {
        return Ok(false);
    };
    let opened = read_opened(connection, id).await?;
    Ok(in_force(&schools.in_force(), &opened)
        .coming
        .contains(asking))
}

/// Opens `asking`, unless it was opened before; tells whether it was new.
pub(super) async fn insert_question(
    connection: &mut SqliteConnection,
    asking: &Asking,
    seals: &Seals,
) -> Result<bool, StoreError> {
    let secret = asking.question.mode == Mode::Secret;
    let new: Option<i64> = sqlx::query_scalar(
        "INSERT INTO question (key, programme_id, mode, state, opens_at, closes_at, body)
         VALUES ($1, $2, $3, 'open', $4, $5, $6) ON CONFLICT (key) DO NOTHING RETURNING id",
    )
    .bind(&asking.key)
    .bind(asking.programme.as_str())
    .bind(match asking.question.mode {
        Mode::Secret => "secret",
        Mode::Coordinator => "coordinator",
        Mode::Named => "named",
    })
    .bind(asking.opens_at.millis())
    .bind(asking.closes_at.millis())
    .bind(to_json(asking)?)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(id) = new else {
        return Ok(false);
    };
    if secret {
        // The key is on the disk before anything is sealed with it.
        seals.make_key(id)?;
        let sealed = seals.seal(id, &to_json(&Counters::new())?)?;
        sqlx::query("UPDATE question SET sealed = $2 WHERE id = $1")
            .bind(id)
            .bind(sealed)
            .execute(&mut *connection)
            .await?;
    }
    Ok(true)
}

/// What was answered to question `id`, read on `connection`.
pub(super) async fn read_answered(
    connection: &mut SqliteConnection,
    id: i64,
) -> Result<Answered, StoreError> {
    let counters: Option<String> =
        sqlx::query_scalar("SELECT counters FROM question WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut *connection)
            .await?
            .flatten();
    let noted: i64 = sqlx::query_scalar("SELECT count(*) FROM ledger WHERE question_id = $1")
        .bind(id)
        .fetch_one(&mut *connection)
        .await?;
    let votes = read_votes(connection, id).await?;
    Ok(Answered {
        respondents: usize::try_from(noted).unwrap_or(0) + votes.len(),
        counters: counters
            .map(|counters| from_json(&counters, "question", "counters", id))
            .transpose()?,
        votes,
    })
}

/// What was opened of `programme`, in order of key.
pub(super) async fn read_opened(
    connection: &mut SqliteConnection,
    programme: &str,
) -> Result<Vec<Opened>, StoreError> {
    let rows: Vec<(i64, String, String)> =
        sqlx::query_as("SELECT id, state, body FROM question WHERE programme_id = $1 ORDER BY key")
            .bind(programme)
            .fetch_all(&mut *connection)
            .await?;
    rows.into_iter()
        .map(|(id, state, body)| {
            Ok(Opened {
                asking: from_json(&body, "question", "body", id)?,
                state: AskingState::of_name(&state),
            })
        })
        .collect()
}
