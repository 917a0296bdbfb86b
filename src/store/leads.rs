//! Who leads which school, and what moves when that is corrected: in one transaction with it.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use crate::desk::{Filed, OpenAnswers};
use crate::inbox::rules::{Correction, corrected};
use crate::programme::Id;
use crate::store::answers::{WrittenVote, keep_votes, read_votes};
use crate::store::known::Known;
use crate::store::{Store, StoreError, from_json, to_json};

impl Store {
    /// Which school `person` leads, by programme.
    pub async fn leads(&self, person: &str) -> Result<BTreeMap<Id, Id>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        read_leads(&mut connection, person).await
    }

    /// What `person` leads, has replied, and answered to questions that are open and not secret.
    pub async fn filed(&self, person: &str) -> Result<Filed, StoreError> {
        let mut connection = self.readers.begin().await?;
        let replies: Vec<(String, String, i64)> = sqlx::query_as(
            "SELECT programme_id, respondent, count(*) FROM reply
             WHERE person = $1 AND text <> '' GROUP BY programme_id, respondent",
        )
        .bind(person)
        .fetch_all(&mut *connection)
        .await?;
        let replies = replies
            .into_iter()
            .filter_map(|(programme, respondent, count)| {
                let count = usize::try_from(count).unwrap_or_default();
                Some((Id::parse(&programme)?, respondent, count))
            });
        let answers = open_answers(&mut connection, person).await?;
        Ok(Filed {
            leads: read_leads(&mut connection, person).await?,
            replies: replies.collect(),
            answers: answers.into_values().collect(),
        })
    }
}

async fn read_leads(
    connection: &mut SqliteConnection,
    person: &str,
) -> Result<BTreeMap<Id, Id>, StoreError> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT programme_id, school_id FROM leads WHERE person = $1")
            .bind(person)
            .fetch_all(connection)
            .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(programme, school)| Some((Id::parse(&programme)?, Id::parse(&school)?)))
        .collect())
}

/// A coordinator says that someone leads a school, as (programme, person, school).
pub(super) async fn fix(
    connection: &mut SqliteConnection,
    known: &Known,
    (programme, person, school): (&Id, &str, &Id),
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO leads (programme_id, person, school_id, said_by) VALUES ($1, $2, $3, 'coordinator')
         ON CONFLICT (programme_id, person) DO UPDATE SET
            school_id = excluded.school_id, said_by = excluded.said_by",
    )
    .bind(programme.as_str())
    .bind(person)
    .bind(school.as_str())
    .execute(&mut *connection)
    .await?;
    let lead = (programme.as_str(), person, school.as_str());
    move_filed(connection, known, &[lead]).await
}

/// What those who lead a school by `leads`, as (programme, person, school), have replied becomes the
/// school's, and what they have answered for others where the question is still open.
pub(super) async fn move_filed(
    connection: &mut SqliteConnection,
    known: &Known,
    leads: &[(&str, &str, &str)],
) -> Result<(), StoreError> {
    if leads.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE reply SET respondent = 'school:' || (lead.value ->> 2) FROM json_each($1) AS lead
         WHERE reply.person = lead.value ->> 1 AND programme_id = lead.value ->> 0",
    )
    .bind(to_json(&leads)?)
    .execute(&mut *connection)
    .await?;
    for (programme, person, school) in leads {
        let schools = known.schools(connection, programme, None).await?;
        let (Some(schools), Some(school)) = (schools, Id::parse(school)) else {
            continue;
        };
        let networks = schools.networks_of(&school);
        for (id, OpenAnswers { asking, votes }) in open_answers(connection, person).await? {
            if asking.programme == *schools.programme() {
                let correction = corrected(&asking, person, &school, networks, &votes);
                write(connection, id, &correction).await?;
            }
        }
    }
    Ok(())
}

/// All answers to the questions that are open and not secret and that `person` has answered, by the
/// questions' numbers.
async fn open_answers(
    connection: &mut SqliteConnection,
    person: &str,
) -> Result<BTreeMap<i64, OpenAnswers>, StoreError> {
    let questions: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, body FROM question
         WHERE state = 'open' AND mode <> 'secret' AND EXISTS (
            SELECT 1 FROM vote WHERE question_id = question.id AND person = $1
         )",
    )
    .bind(person)
    .fetch_all(&mut *connection)
    .await?;
    let mut answers = BTreeMap::new();
    for (id, body) in questions {
        let votes = read_votes(connection, id).await?;
        let asking = from_json(&body, "question", "body", id)?;
        answers.insert(id, OpenAnswers { asking, votes });
    }
    Ok(answers)
}

async fn write(
    connection: &mut SqliteConnection,
    question: i64,
    correction: &Correction,
) -> Result<(), StoreError> {
    if !correction.gone.is_empty() {
        sqlx::query(
            "DELETE FROM vote
             WHERE question_id = $1 AND respondent IN (SELECT value FROM json_each($2))",
        )
        .bind(question)
        .bind(to_json(&correction.gone)?)
        .execute(&mut *connection)
        .await?;
    }
    if let Some((respondent, vote)) = &correction.kept {
        let vote = WrittenVote::of(question, respondent, vote)?;
        keep_votes(connection, &[vote]).await?;
    }
    Ok(())
}
