//! Reading what the rules need to know about events that wait: the questions they answer, who leads
//! which school, what those who answer have answered before, and which events came before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use serde::Serialize;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow as _, Row as _, SqliteConnection};

use crate::clock::Timestamp;
use crate::inbox::rules::{Counters, Facts, OpenQuestion, Response, SCHOOL, person};
use crate::inbox::{Deed, Event, Given, Here};
use crate::programme::Id;
use crate::seal::Seals;
use crate::store::answers::VoteRow;
use crate::store::known::Known;
use crate::store::{StoreError, from_json, read_response, replies, to_json};

/// A question that closed so lately may still be meant by what people write.
const REMEMBERED: Duration = Duration::from_hours(7 * 24);

/// What is known before a batch of events is decided.
pub(super) struct Before {
    /// What was answered to those of the events that came before, by their ids.
    pub(super) seen: HashMap<String, Response>,
    pub(super) facts: Facts,
}

/// What a batch asks for, of one event.
#[derive(Serialize)]
struct Asking<'a> {
    event: &'a str,
    /// The key of the question that it answers.
    question: Option<&'a str>,
    person: String,
    /// Schools that the person may answer for besides the one that they are known to lead.
    schools: Vec<&'a str>,
    /// What is written may answer any open question.
    written: bool,
}

/// Reads what is known before `events`. `here` is where they were done, by event.
pub(super) async fn read(
    connection: &mut SqliteConnection,
    events: &[Event],
    here: HashMap<String, Here>,
    now: Timestamp,
    seals: &Seals,
    known: &Known,
) -> Result<Before, StoreError> {
    let mut before = Before {
        seen: HashMap::new(),
        facts: Facts {
            now,
            here,
            ..Facts::default()
        },
    };
    // By programme; nothing where its revision is not known yet.
    let mut revisions: BTreeMap<String, Option<i64>> = BTreeMap::new();
    let mut keys = HashMap::new();
    for row in read_rows(connection, events, now).await? {
        match row.try_get("what")? {
            "event" => take_event(&mut before.seen, EventRow::from_row(&row)?)?,
            "question" => {
                let row = QuestionRow::from_row(&row)?;
                keys.insert(row.id, row.key.clone());
                revisions.insert(row.programme_id.clone(), Some(row.revision));
                take_question(&mut before.facts, row, seals, known);
            }
            "leads" => take_lead(&mut before.facts, LeadsRow::from_row(&row)?),
            "vote" => take_vote(&mut before.facts, &keys, VoteRow::from_row(&row)?)?,
            "ledger" => take_entry(&mut before.facts, &keys, EntryRow::from_row(&row)?),
            _ => {}
        }
    }
    let facts = &mut before.facts;
    for programme in other_programmes(connection, events, facts).await? {
        revisions.entry(programme).or_default();
    }
    for (programme, revision) in revisions {
        if let Some(schools) = known.schools(connection, &programme, revision).await? {
            schools.tell(facts);
        }
    }
    if events.iter().any(replies::is_written) {
        replies::read(connection, known, events, facts).await?;
    }
    Ok(before)
}

/// All that most events need, in one go: each further statement would cost a hop to SQLite's thread.
/// The first column says what a row is.
async fn read_rows(
    connection: &mut SqliteConnection,
    events: &[Event],
    now: Timestamp,
) -> Result<Vec<SqliteRow>, StoreError> {
    let written = events.iter().any(replies::is_written);
    let rows = sqlx::query(
        "SELECT 'event' AS what, id, answer FROM event
         WHERE id IN (SELECT value ->> 'event' FROM json_each($1));

         SELECT 'question' AS what, question.id, key, state, body, sealed, programme_id, revision
         FROM question JOIN programme ON programme.id = programme_id
         WHERE question.id IN (
            SELECT id FROM question WHERE key IN (SELECT value ->> 'question' FROM json_each($1))
            UNION SELECT id FROM question WHERE $2 AND state = 'open'
            UNION SELECT id FROM question WHERE $2 AND closed_at > $3);

         SELECT 'leads' AS what, programme_id, person, school_id, said_by FROM leads
         WHERE person IN (SELECT value ->> 'person' FROM json_each($1));

         WITH taken (question, person, schools, written) AS (
            SELECT value ->> 'question', value ->> 'person', value -> 'schools', value ->> 'written'
            FROM json_each($1)),
         asked (question_id, programme_id, person, schools) AS (
            SELECT id, programme_id, person, schools
            FROM taken CROSS JOIN question ON question.key = taken.question
            UNION ALL SELECT id, programme_id, person, schools
            FROM taken CROSS JOIN question ON taken.written AND question.state = 'open'),
         wanted (question_id, respondent) AS (
            SELECT question_id, person FROM asked
            UNION SELECT question_id, 'school:' || value FROM asked CROSS JOIN json_each(schools)
            UNION SELECT question_id, 'school:' || school_id FROM asked JOIN leads USING (programme_id, person))
         SELECT 'vote' AS what, question_id, respondent, answer, network_id, person, given_at, event_id
         FROM wanted CROSS JOIN vote USING (question_id, respondent)
         UNION ALL SELECT 'ledger', question_id, respondent, NULL, NULL, NULL, NULL, NULL
         FROM wanted CROSS JOIN ledger USING (question_id, respondent)",
    )
    .bind(to_json(&askings(events))?)
    .bind(written)
    .bind(now.minus(REMEMBERED).millis())
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

fn askings(events: &[Event]) -> Vec<Asking<'_>> {
    let chosen: Vec<(String, &str)> = events.iter().filter_map(chosen_school).collect();
    events.iter().map(|event| asking(event, &chosen)).collect()
}

/// `chosen` are the schools that people choose in the same batch.
fn asking<'a>(event: &'a Event, chosen: &[(String, &'a str)]) -> Asking<'a> {
    let person = person(&event.sender);
    let declared = event.sender.declared_school.iter().map(Id::as_str);
    let chosen = chosen.iter().filter(|(who, _)| *who == person);
    let schools = declared.chain(chosen.map(|(_, school)| *school)).collect();
    Asking {
        event: &event.id,
        question: question_key(event),
        person,
        schools,
        written: replies::is_written(event),
    }
}

/// Who says with `event` which school they lead: what they answer later in the batch is for that school.
fn chosen_school(event: &Event) -> Option<(String, &str)> {
    let Deed::Vote {
        asking,
        answer: Given::Options(options),
    } = &event.deed
    else {
        return None;
    };
    let is_school = asking.starts_with(SCHOOL);
    let school = options.first().filter(|_| is_school)?;
    Some((person(&event.sender), school))
}

fn question_key(event: &Event) -> Option<&str> {
    match &event.deed {
        Deed::Vote { asking, .. } => Some(asking),
        _ => None,
    }
}

/// Programmes that `events` concern whether or not a question does.
async fn other_programmes(
    connection: &mut SqliteConnection,
    events: &[Event],
    facts: &Facts,
) -> Result<BTreeSet<String>, StoreError> {
    let mut programmes = replies::programmes(connection, events, &facts.here).await?;
    let of_schools = events.iter().filter_map(question_key);
    let of_schools = of_schools.filter_map(|key| key.strip_prefix(SCHOOL));
    programmes.extend(of_schools.map(str::to_owned));
    Ok(programmes)
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: String,
    answer: String,
}

fn take_event(seen: &mut HashMap<String, Response>, row: EventRow) -> Result<(), StoreError> {
    seen.insert(row.id, read_response(&row.answer)?);
    Ok(())
}

#[derive(sqlx::FromRow)]
struct QuestionRow {
    id: i64,
    key: String,
    state: String,
    body: String,
    sealed: Option<Vec<u8>>,
    programme_id: String,
    /// The programme's.
    revision: i64,
}

fn take_question(facts: &mut Facts, row: QuestionRow, seals: &Seals, known: &Known) {
    let key = row.key.clone();
    match row.into_question(seals, known) {
        Ok(question) => {
            facts.questions.insert(key, question);
        }
        Err(error) => {
            tracing::error!(question = key, %error, "a question cannot be answered");
            facts.unreadable.insert(key);
        }
    }
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

#[derive(sqlx::FromRow)]
struct LeadsRow {
    programme_id: String,
    person: String,
    school_id: String,
    said_by: String,
}

fn take_lead(facts: &mut Facts, row: LeadsRow) {
    let (Some(programme), Some(school)) = (Id::parse(&row.programme_id), Id::parse(&row.school_id))
    else {
        return;
    };
    let key = (programme, row.person);
    if row.said_by == "coordinator" {
        facts.fixed.insert(key.clone());
    }
    facts.leads.insert(key, school);
}

fn take_vote(
    facts: &mut Facts,
    keys: &HashMap<i64, String>,
    row: VoteRow,
) -> Result<(), StoreError> {
    let (respondent, question, vote) = row.into_vote()?;
    if let Some(question) = question_of(facts, keys, question) {
        question.votes.insert(respondent, vote);
    }
    Ok(())
}

/// An entry of the ledger.
#[derive(sqlx::FromRow)]
struct EntryRow {
    question_id: i64,
    respondent: String,
}

fn take_entry(facts: &mut Facts, keys: &HashMap<i64, String>, row: EntryRow) {
    if let Some(question) = question_of(facts, keys, row.question_id) {
        question.ledger.insert(row.respondent);
    }
}

fn question_of<'f>(
    facts: &'f mut Facts,
    keys: &HashMap<i64, String>,
    id: i64,
) -> Option<&'f mut OpenQuestion> {
    facts.questions.get_mut(keys.get(&id)?)
}
