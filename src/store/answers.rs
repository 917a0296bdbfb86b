//! Taking in events: their facts are read (`facts.rs`), the rules applied and the changes written for all
//! that wait, in one transaction.

use std::collections::HashMap;

use serde::Serialize;
use sqlx::SqliteConnection;

use crate::clock::Timestamp;
use crate::inbox::rules::{Facts, KeptAnswer, Response, Vote};
use crate::inbox::{Event, Here};
use crate::programme::Id;
use crate::seal::Seals;
use crate::store::facts::{self, Before};
use crate::store::known::Known;
use crate::store::{Store, StoreError, begin, from_json, leads, replies, to_json};

impl Store {
    /// Takes in `events`, in order, in one transaction: each that was seen before gets the answer it got
    /// then; `apply` decides about the others. `look` sees each with the facts it was decided on. `here` is
    /// where they were done, by event. When this returns, every effect is on the disk.
    pub async fn take_in(
        &self,
        events: &[Event],
        here: HashMap<String, Here>,
        now: Timestamp,
        seals: &Seals,
        mut apply: impl FnMut(&Event, &mut Facts) -> Response,
        mut look: impl FnMut(&Event, &Facts),
    ) -> Result<Vec<Response>, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        let known = &self.known;
        let before = facts::read(&mut transaction, events, here, now, seals, known).await?;
        let Before {
            mut seen,
            mut facts,
        } = before;
        let mut responses = Vec::with_capacity(events.len());
        let mut new = Vec::new();
        for event in events {
            let response = match seen.get(&event.id) {
                Some(known) => known.clone(),
                None => {
                    let response = apply(event, &mut facts);
                    seen.insert(event.id.clone(), response.clone());
                    new.push((event.id.as_str(), to_json(&response)?));
                    response
                }
            };
            look(event, &facts);
            responses.push(response);
        }
        let sealed = write(&mut transaction, &new, &facts, seals, known).await?;
        transaction.commit().await?;
        forget_older_keys(seals, &sealed);
        Ok(responses)
    }

    /// Whether `respondent` has answered the secret question `id`.
    pub async fn has_answered(&self, id: i64, respondent: &str) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM ledger WHERE question_id = $1 AND respondent = $2)",
        )
        .bind(id)
        .bind(respondent)
        .fetch_one(&self.readers)
        .await?)
    }

    /// What `respondent` has answered to question `id`; nothing of a secret one.
    pub async fn vote(&self, id: i64, respondent: &str) -> Result<Option<Vote>, StoreError> {
        let row: Option<VoteRow> = sqlx::query_as(
            "SELECT question_id, respondent, answer, network_id, person, given_at, event_id
             FROM vote WHERE question_id = $1 AND respondent = $2",
        )
        .bind(id)
        .bind(respondent)
        .fetch_optional(&self.readers)
        .await?;
        let vote = row.map(VoteRow::into_vote).transpose()?;
        Ok(vote.map(|(_, _, vote)| vote))
    }
}

/// The answers are kept already, so that nobody waits for this in vain; the next one makes up for it.
fn forget_older_keys(seals: &Seals, sealed: &[(i64, Vec<u8>)]) {
    for (question, sealed) in sealed {
        if let Err(error) = seals.forget_older(*question, sealed) {
            tracing::warn!(question, %error, "an older key is still there");
        }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct VoteRow {
    question_id: i64,
    respondent: String,
    answer: String,
    network_id: Option<String>,
    person: Option<String>,
    given_at: i64,
    event_id: String,
}

impl VoteRow {
    /// The respondent, the question and the vote.
    pub(super) fn into_vote(self) -> Result<(String, i64, Vote), StoreError> {
        let answer: KeptAnswer = from_json(&self.answer, "vote", "answer", self.question_id)?;
        let vote = Vote {
            answer,
            network: self.network_id.as_deref().and_then(Id::parse),
            person: self.person,
            given_at: Timestamp::from_millis(self.given_at),
            event: self.event_id,
        };
        Ok((self.respondent, self.question_id, vote))
    }
}

/// The answers to `question`, by respondent; none for one that is secret.
pub(super) async fn read_votes(
    connection: &mut SqliteConnection,
    question: i64,
) -> Result<HashMap<String, Vote>, StoreError> {
    let rows: Vec<VoteRow> = sqlx::query_as(
        "SELECT question_id, respondent, answer, network_id, person, given_at, event_id
         FROM vote WHERE question_id = $1",
    )
    .bind(question)
    .fetch_all(connection)
    .await?;
    let votes = rows.into_iter().map(|row| {
        let (respondent, _, vote) = row.into_vote()?;
        Ok((respondent, vote))
    });
    votes.collect()
}

/// Writes what is new and what the rules have changed; gives what was sealed for it, by question.
async fn write(
    connection: &mut SqliteConnection,
    events: &[(&str, String)],
    facts: &Facts,
    seals: &Seals,
    known: &Known,
) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
    let sealed = write_counters(connection, facts, seals).await?;
    let changed = &facts.changed;
    let ledger: Vec<(i64, &str)> = changed
        .ledger
        .iter()
        .filter_map(|(key, respondent)| Some((facts.questions.get(key)?.id, respondent.as_str())))
        .collect();
    let new = New {
        events,
        ledger: &ledger,
        votes: &votes(facts)?,
        at: facts.now,
    };
    write_new(connection, &new).await?;
    let leads: Vec<(&str, &str, &str)> = changed
        .leads
        .iter()
        .filter_map(|key| {
            Some((
                key.0.as_str(),
                key.1.as_str(),
                facts.leads.get(key)?.as_str(),
            ))
        })
        .collect();
    if !leads.is_empty() {
        sqlx::query(
            "INSERT INTO leads (programme_id, person, school_id, said_by)
             SELECT value ->> 0, value ->> 1, value ->> 2, 'leader' FROM json_each($1) WHERE true
             ON CONFLICT (programme_id, person) DO UPDATE SET school_id = excluded.school_id
             WHERE said_by = 'leader'",
        )
        .bind(to_json(&leads)?)
        .execute(&mut *connection)
        .await?;
    }
    replies::write(connection, facts).await?;
    leads::move_filed(connection, known, &leads).await?;
    Ok(sealed)
}

async fn write_counters(
    connection: &mut SqliteConnection,
    facts: &Facts,
    seals: &Seals,
) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
    let mut all_sealed = Vec::new();
    for key in &facts.changed.counters {
        if let Some(question) = facts.questions.get(key) {
            let sealed = seals.seal(question.id, &to_json(&question.counters)?)?;
            sqlx::query("UPDATE question SET sealed = $2 WHERE id = $1")
                .bind(question.id)
                .bind(&sealed)
                .execute(&mut *connection)
                .await?;
            all_sealed.push((question.id, sealed));
        }
    }
    Ok(all_sealed)
}

/// What any batch may write.
#[derive(Default)]
struct New<'a> {
    /// Events, each with what was said to it.
    events: &'a [(&'a str, String)],
    /// Who has answered which secret question.
    ledger: &'a [(i64, &'a str)],
    votes: &'a [WrittenVote<'a>],
    /// When the events were seen.
    at: Timestamp,
}

/// Writes it all in one go: each further statement would cost a hop to SQLite's thread. A vote is kept
/// unless a newer one is there.
async fn write_new(connection: &mut SqliteConnection, new: &New<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO event (id, answer, seen_at)
         SELECT value ->> 0, value ->> 1, $4 FROM json_each($1);

         INSERT INTO ledger (question_id, respondent)
         SELECT value ->> 0, value ->> 1 FROM json_each($2);

         INSERT INTO vote (question_id, respondent, answer, network_id, person, given_at, event_id)
         SELECT value ->> 'question', value ->> 'respondent', value ->> 'answer', value ->> 'network',
                value ->> 'person', value ->> 'given_at', value ->> 'event'
         FROM json_each($3) WHERE true
         ON CONFLICT (question_id, respondent) DO UPDATE SET
            answer = excluded.answer, network_id = excluded.network_id, person = excluded.person,
            given_at = excluded.given_at, event_id = excluded.event_id
         WHERE (excluded.given_at, excluded.event_id) >= (vote.given_at, vote.event_id)",
    )
    .bind(to_json(&new.events)?)
    .bind(to_json(&new.ledger)?)
    .bind(to_json(&new.votes)?)
    .bind(new.at.millis())
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps `votes`, each unless a newer one is there.
pub(super) async fn keep_votes(
    connection: &mut SqliteConnection,
    votes: &[WrittenVote<'_>],
) -> Result<(), StoreError> {
    let new = New {
        votes,
        ..New::default()
    };
    write_new(connection, &new).await
}

#[derive(Serialize)]
pub(super) struct WrittenVote<'a> {
    question: i64,
    respondent: &'a str,
    answer: String,
    network: Option<&'a str>,
    person: Option<&'a str>,
    given_at: i64,
    event: &'a str,
}

impl<'a> WrittenVote<'a> {
    /// The answer `vote` of `respondent` to the question with this number.
    pub(super) fn of(
        question: i64,
        respondent: &'a str,
        vote: &'a Vote,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            question,
            respondent,
            answer: to_json(&vote.answer)?,
            network: vote.network.as_ref().map(Id::as_str),
            person: vote.person.as_deref(),
            given_at: vote.given_at.millis(),
            event: &vote.event,
        })
    }
}

fn votes(facts: &Facts) -> Result<Vec<WrittenVote<'_>>, StoreError> {
    let changed = facts.changed.votes.iter();
    let of = changed.filter_map(|(key, respondent)| {
        let question = facts.questions.get(key)?;
        let vote = question.votes.get(respondent)?;
        Some(WrittenVote::of(question.id, respondent, vote))
    });
    of.collect()
}
