//! Programmes and what coordinators have changed in them by command.

use std::sync::Arc;

use serde::Serialize;

use crate::clock::Timestamp;
use crate::programme::amend::{Change, amend};
use crate::programme::{Id, Programme};
use crate::store::{Store, StoreError, begin, from_json, to_json};

/// A programme in the database.
#[derive(Clone, Debug)]
pub struct StoredProgramme {
    /// As its file was last applied.
    pub from_file: Programme,
    /// What was changed by command since, oldest first.
    pub changes: Vec<Change>,
    /// Grows with every change of either.
    pub revision: i64,
    /// For what its posts are planned; see [`crate::plan::worker`].
    pub planned_for: Option<String>,
}

impl StoredProgramme {
    /// The programme in force: the file with the changes laid over it.
    pub fn in_force(&self) -> Programme {
        amend(self.from_file.clone(), &self.changes).0
    }
}

/// A programme's id with what tells whether its posts are planned.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Revision {
    pub id: String,
    pub revision: i64,
    pub planned_for: Option<String>,
}

/// A change as it was made, for people to read.
#[derive(Clone, Debug, Serialize)]
pub struct MadeChange {
    pub change: Change,
    pub made_by: String,
    pub made_at: Timestamp,
}

impl Store {
    /// The revision of every programme, by id.
    pub async fn programme_revisions(&self) -> Result<Vec<Revision>, StoreError> {
        Ok(
            sqlx::query_as("SELECT id, revision, planned_for FROM programme ORDER BY id")
                .fetch_all(&self.readers)
                .await?,
        )
    }

    /// The programmes with what was changed by command, in order of id. Read anew only where they have
    /// changed.
    pub async fn programmes_in_force(&self) -> Result<Vec<Arc<Programme>>, StoreError> {
        let mut connection = self.readers.begin().await?;
        let revisions: Vec<(String, i64)> =
            sqlx::query_as("SELECT id, revision FROM programme ORDER BY id")
                .fetch_all(&mut *connection)
                .await?;
        let mut programmes = Vec::new();
        for (id, revision) in revisions {
            let schools = self.known.schools(&mut connection, &id, Some(revision));
            programmes.extend(schools.await?.map(|schools| schools.in_force()));
        }
        Ok(programmes)
    }

    /// The programme called `id`, if there is one.
    pub async fn programme(&self, id: &Id) -> Result<Option<StoredProgramme>, StoreError> {
        let mut connection = self.readers.begin().await?;
        load(&mut connection, id.as_str()).await
    }

    /// Writes `programme` as its file has it, keeping what was changed by command unless
    /// `drop_changes`.
    pub async fn apply_programme(
        &self,
        programme: &Programme,
        drop_changes: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let document = to_json(programme)?;
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        sqlx::query(
            "INSERT INTO programme (id, document, revision, applied_at) VALUES ($1, $2, 1, $3)
             ON CONFLICT (id) DO UPDATE SET
                document = excluded.document, revision = revision + 1, applied_at = excluded.applied_at",
        )
        .bind(programme.id.as_str())
        .bind(document)
        .bind(now.millis())
        .execute(&mut *transaction)
        .await?;
        if drop_changes {
            sqlx::query("DELETE FROM change WHERE programme_id = $1")
                .bind(programme.id.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Notes a change that a coordinator made by command.
    pub async fn add_change(
        &self,
        programme: &Id,
        change: &Change,
        made_by: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        insert_change(&mut transaction, programme, change, made_by, now).await?;
        Ok(transaction.commit().await?)
    }

    /// What was changed by command in `programme`, oldest first, with who and when.
    pub async fn changes_made(&self, programme: &Id) -> Result<Vec<MadeChange>, StoreError> {
        let rows: Vec<(i64, String, String, i64)> = sqlx::query_as(
            "SELECT id, what, made_by, made_at FROM change WHERE programme_id = $1 ORDER BY id",
        )
        .bind(programme.as_str())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(id, what, made_by, made_at)| {
                Ok(MadeChange {
                    change: from_json(&what, "change", "what", id)?,
                    made_by,
                    made_at: Timestamp::from_millis(made_at),
                })
            })
            .collect()
    }
}

/// Notes a change, and that the programme is another since.
pub(super) async fn insert_change(
    connection: &mut sqlx::SqliteConnection,
    programme: &Id,
    change: &Change,
    made_by: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO change (programme_id, what, made_by, made_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(programme.as_str())
    .bind(to_json(change)?)
    .bind(made_by)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE programme SET revision = revision + 1 WHERE id = $1")
        .bind(programme.as_str())
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// The programme called `id`, read on `connection`.
pub(super) async fn load(
    connection: &mut sqlx::SqliteConnection,
    id: &str,
) -> Result<Option<StoredProgramme>, StoreError> {
    let row: Option<(String, i64, Option<String>)> =
        sqlx::query_as("SELECT document, revision, planned_for FROM programme WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut *connection)
            .await?;
    let Some((document, revision, planned_for)) = row else {
        return Ok(None);
    };
    let changes: Vec<(i64, String)> =
        sqlx::query_as("SELECT id, what FROM change WHERE programme_id = $1 ORDER BY id")
            .bind(id)
            .fetch_all(&mut *connection)
            .await?;
    Ok(Some(StoredProgramme {
        from_file: from_json(&document, "programme", "document", id)?,
        changes: changes
            .into_iter()
            .map(|(id, what)| from_json(&what, "change", "what", id))
            .collect::<Result<_, _>>()?,
        revision,
        planned_for,
    }))
}
