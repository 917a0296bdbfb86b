//! Reminders of open questions.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::outbox::Wanted;
use crate::programme::Id;
use crate::store::plan::insert_posts;
use crate::store::{Origin, Store, StoreError, begin, to_json};

impl Store {
    /// The local days on which `network` of `programme` was reminded of a question, by the question.
    pub async fn nudges_of(
        &self,
        programme: &Id,
        network: &Id,
    ) -> Result<BTreeMap<i64, BTreeSet<Date>>, StoreError> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT question_id, day FROM nudge JOIN question ON question.id = question_id
             WHERE programme_id = $1 AND network_id = $2",
        )
        .bind(programme.as_str())
        .bind(network.as_str())
        .fetch_all(&self.readers)
        .await?;
        let mut days: BTreeMap<i64, BTreeSet<Date>> = BTreeMap::new();
        for (question, day) in rows {
            if let Ok(day) = day.parse() {
                days.entry(question).or_default().insert(day);
            }
        }
        Ok(days)
    }

    /// Says `post`, which reminds `network` on `day` of the `questions`, and notes that; not when the
    /// network was reminded on that day. Tells whether it is said.
    pub async fn nudge(
        &self,
        post: &Wanted,
        questions: &[i64],
        network: &Id,
        day: Date,
    ) -> Result<bool, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let taken: bool = sqlx::query_scalar(
            "SELECT EXISTS (
                SELECT 1 FROM nudge JOIN question ON question.id = question_id
                WHERE programme_id = $1 AND network_id = $2 AND day = $3)",
        )
        .bind(post.post.programme.as_str())
        .bind(network.as_str())
        .bind(day.to_string())
        .fetch_one(&mut *transaction)
        .await?;
        if taken {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO nudge (question_id, network_id, day)
             SELECT value, $2, $3 FROM json_each($1)",
        )
        .bind(to_json(&questions)?)
        .bind(network.as_str())
        .bind(day.to_string())
        .execute(&mut *transaction)
        .await?;
        insert_posts(
            &mut transaction,
            std::slice::from_ref(post),
            Origin::Command,
        )
        .await?;
        transaction.commit().await?;
        Ok(true)
    }
}
