//! Taking in events: their facts are read, the rules applied and the changes written for all that
//! wait, in one transaction.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use serde::Serialize;
use sqlx::SqliteConnection;

use crate::clock::Timestamp;
use crate::inbox::rules::{Counters, Facts, KeptAnswer, OpenQuestion, Response, Vote, person};
use crate::inbox::{Deed, Event};
use crate::programme::Id;
use crate::seal::Seals;
use crate::store::known::Known;
use crate::store::{Store, StoreError, from_json, leads, replies, to_json};

/// A question that closed so lately may still be meant by what people write.
const REMEMBERED: Duration = Duration::from_hours(7 * 24);

impl Store {
    /// Takes in `events`, in order, in one transaction: each that was seen before gets the answer it got
    /// then; `apply` decides about the others. `look` sees each with the facts it was decided on. `here`
    /// are the networks of the places, by event. When this returns, every effect is on the disk.
    pub async fn take_in(
        &self,
        events: &[Event],
        here: HashMap<String, Vec<(Id, Id)>>,
        now: Timestamp,
        seals: &Seals,
        mut apply: impl FnMut(&Event, &mut Facts) -> Response,
        mut look: impl FnMut(&Event, &Facts),
    ) -> Result<Vec<Response>, StoreError> {
        let mut transaction = self.begin().await?;
        let ids = events.iter().map(|event| event.id.as_str());
        let mut seen = seen_events(&mut transaction, ids).await?;
        let known = &self.known;
        let mut facts = read_facts(&mut transaction, events, here, now, seals, known).await?;
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
        note_events(&mut transaction, &new, now).await?;
        let sealed = write_changes(&mut transaction, &facts, seals, known).await?;
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
}

/// The answers are kept already, so that nobody waits for this in vain; the next one makes up for it.
fn forget_older_keys(seals: &Seals, sealed: &[(i64, Vec<u8>)]) {
    for (question, sealed) in sealed {
        if let Err(error) = seals.forget_older(*question, sealed) {
            tracing::warn!(question, %error, "an older key is still there");
        }
    }
}

/// Of these events those that were taken in, each with what was said to it.
pub(super) async fn seen_events(
    connection: &mut SqliteConnection,
    ids: impl Iterator<Item = &str>,
) -> Result<HashMap<String, Response>, StoreError> {
    let ids: Vec<&str> = ids.collect();
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, answer FROM event WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(to_json(&ids)?)
    .fetch_all(&mut *connection)
    .await?;
    rows.into_iter()
        .map(|(id, answer)| {
            let response = from_json(&answer, "event", "answer", &id)?;
            Ok((id, response))
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct QuestionRow {
    id: i64,
    key: String,
    state: String,
    body: String,
    sealed: Option<Vec<u8>>,
}

impl QuestionRow {
    fn into_question(self, seals: &Seals, known: &Known) -> Result<OpenQuestion, StoreError> {
        let counters = match &self.sealed {
            Some(sealed) => {
                let text = seals.open(self.id, sealed)?;
                from_json(&text, "question", "sealed", self.id)?
            }
            None => Counters::new(),
        };
        Ok(OpenQuestion {
            id: self.id,
            asking: known.asking(self.id, &self.body)?,
            open: self.state == "open",
            withdrawn: self.state == "withdrawn",
            ledger: BTreeSet::new(),
            counters,
            votes: HashMap::new(),
        })
    }
}

/// What the rules need to know about `events`: the questions they answer, who leads which school, and
/// what those who answer have answered before.
async fn read_facts(
    connection: &mut SqliteConnection,
    events: &[Event],
    here: HashMap<String, Vec<(Id, Id)>>,
    now: Timestamp,
    seals: &Seals,
    known: &Known,
) -> Result<Facts, StoreError> {
    let mut facts = Facts {
        now,
        here,
        ..Facts::default()
    };
    let written = events.iter().any(replies::is_written);
    let asked: BTreeSet<&str> = events.iter().filter_map(question_key).collect();
    let rows: Vec<QuestionRow> = sqlx::query_as(
        "SELECT id, key, state, body, sealed FROM question
         WHERE key IN (SELECT value FROM json_each($1))
            OR $2 AND (state = 'open' OR closed_at > $3)",
    )
    .bind(to_json(&asked)?)
    .bind(written)
    .bind(now.minus(REMEMBERED).millis())
    .fetch_all(&mut *connection)
    .await?;
    let mut programmes: BTreeSet<String> = events.iter().filter_map(school_programme).collect();
    for row in rows {
        let key = row.key.clone();
        match row.into_question(seals, known) {
            Ok(question) => {
                programmes.insert(question.asking.programme.to_string());
                facts.questions.insert(key, question);
            }
            Err(error) => {
                tracing::error!(question = key, %error, "a question cannot be answered");
                facts.unreadable.insert(key);
            }
        }
    }
    programmes.extend(replies::programmes(connection, events, &facts.here).await?);
    for programme in programmes {
        read_programme(connection, known, &programme, events, &mut facts).await?;
    }
    if written {
        replies::read(connection, known, events, &mut facts).await?;
    }
    read_answers(connection, events, &mut facts).await?;
    Ok(facts)
}

fn question_key(event: &Event) -> Option<&str> {
    match &event.deed {
        Deed::Vote { asking, .. } => Some(asking),
        _ => None,
    }
}

fn school_programme(event: &Event) -> Option<String> {
    let key = question_key(event)?;
    Some(key.strip_prefix(crate::inbox::rules::SCHOOL)?.to_owned())
}

/// The schools and networks of a programme, and who of the senders leads which.
async fn read_programme(
    connection: &mut SqliteConnection,
    known: &Known,
    id: &str,
    events: &[Event],
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let Some(schools) = known.schools(connection, id).await? else {
        return Ok(());
    };
    schools.tell(facts);
    let people: BTreeSet<String> = events.iter().map(|event| person(&event.sender)).collect();
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT person, school_id, said_by FROM leads
         WHERE programme_id = $1 AND person IN (SELECT value FROM json_each($2))",
    )
    .bind(id)
    .bind(to_json(&people)?)
    .fetch_all(&mut *connection)
    .await?;
    for (person, school, said_by) in rows {
        if let Some(school) = Id::parse(&school) {
            let key = (schools.programme().clone(), person);
            if said_by == "coordinator" {
                facts.fixed.insert(key.clone());
            }
            facts.leads.insert(key, school);
        }
    }
    Ok(())
}

/// What those who answer have answered before.
async fn read_answers(
    connection: &mut SqliteConnection,
    events: &[Event],
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let wanted = respondents(events, facts);
    if wanted.is_empty() {
        return Ok(());
    }
    let wanted = to_json(&wanted)?;
    let known: Vec<(i64, String)> = sqlx::query_as(
        "SELECT question_id, respondent FROM ledger
         WHERE (question_id, respondent) IN (SELECT value ->> 0, value ->> 1 FROM json_each($1))",
    )
    .bind(&wanted)
    .fetch_all(&mut *connection)
    .await?;
    let votes: Vec<VoteRow> = sqlx::query_as(
        "SELECT question_id, respondent, answer, network_id, person, given_at, event_id FROM vote
         WHERE (question_id, respondent) IN (SELECT value ->> 0, value ->> 1 FROM json_each($1))",
    )
    .bind(&wanted)
    .fetch_all(&mut *connection)
    .await?;
    let mut by_id: HashMap<i64, &mut OpenQuestion> = facts
        .questions
        .values_mut()
        .map(|question| (question.id, question))
        .collect();
    for (question, respondent) in known {
        if let Some(question) = by_id.get_mut(&question) {
            question.ledger.insert(respondent);
        }
    }
    for row in votes {
        let (respondent, question, vote) = row.into_vote()?;
        if let Some(question) = by_id.get_mut(&question) {
            question.votes.insert(respondent, vote);
        }
    }
    Ok(())
}

/// Everyone who may be the respondent of an answer among `events`, as (question, respondent). What is
/// written may answer any of the questions.
fn respondents(events: &[Event], facts: &Facts) -> BTreeSet<(i64, String)> {
    let mut wanted = BTreeSet::new();
    for event in events {
        let named = question_key(event).and_then(|key| facts.questions.get(key));
        let open = facts.questions.values().filter(|question| question.open);
        let open = open.filter(|_| replies::is_written(event));
        for question in named.into_iter().chain(open) {
            let person = person(&event.sender);
            let leads = (question.asking.programme.clone(), person.clone());
            let schools = event.sender.declared_school.iter();
            for school in schools.chain(facts.leads.get(&leads)) {
                wanted.insert((question.id, format!("school:{school}")));
            }
            wanted.insert((question.id, person));
        }
    }
    wanted
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

async fn note_events(
    connection: &mut SqliteConnection,
    events: &[(&str, String)],
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO event (id, answer, seen_at)
         SELECT value ->> 0, value ->> 1, $2 FROM json_each($1)",
    )
    .bind(to_json(&events)?)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// Writes what the rules have changed; gives what was sealed for it, by question.
async fn write_changes(
    connection: &mut SqliteConnection,
    facts: &Facts,
    seals: &Seals,
    known: &Known,
) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
    let changed = &facts.changed;
    let mut all_sealed = Vec::new();
    for key in &changed.counters {
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
    let ledger: Vec<(i64, &str)> = changed
        .ledger
        .iter()
        .filter_map(|(key, respondent)| Some((facts.questions.get(key)?.id, respondent.as_str())))
        .collect();
    if !ledger.is_empty() {
        sqlx::query(
            "INSERT INTO ledger (question_id, respondent)
             SELECT value ->> 0, value ->> 1 FROM json_each($1)",
        )
        .bind(to_json(&ledger)?)
        .execute(&mut *connection)
        .await?;
    }
    write_votes(connection, facts).await?;
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
    Ok(all_sealed)
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

async fn write_votes(connection: &mut SqliteConnection, facts: &Facts) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for (key, respondent) in &facts.changed.votes {
        let Some(question) = facts.questions.get(key) else {
            continue;
        };
        if let Some(vote) = question.votes.get(respondent) {
            rows.push(WrittenVote::of(question.id, respondent, vote)?);
        }
    }
    keep_votes(connection, &rows).await
}

/// Keeps `votes`, each unless a newer one is there.
pub(super) async fn keep_votes(
    connection: &mut SqliteConnection,
    votes: &[WrittenVote<'_>],
) -> Result<(), StoreError> {
    if votes.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO vote (question_id, respondent, answer, network_id, person, given_at, event_id)
         SELECT value ->> 'question', value ->> 'respondent', value ->> 'answer', value ->> 'network',
                value ->> 'person', value ->> 'given_at', value ->> 'event'
         FROM json_each($1) WHERE true
         ON CONFLICT (question_id, respondent) DO UPDATE SET
            answer = excluded.answer, network_id = excluded.network_id, person = excluded.person,
            given_at = excluded.given_at, event_id = excluded.event_id
         WHERE (excluded.given_at, excluded.event_id) >= (vote.given_at, vote.event_id)",
    )
    .bind(to_json(&votes)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
}
