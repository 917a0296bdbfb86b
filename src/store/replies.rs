//! What people write: the facts for it, and the messages of replies.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use sqlx::SqliteConnection;

use crate::clock::Timestamp;
use crate::inbox::rules::{EarlyChange, Facts, Heard, Reply, Response, answered_by, person};
use crate::inbox::{Deed, Event, Here};
use crate::outbox::LONGEST_REQUEST;
use crate::plan::Post;
use crate::programme::Id;
use crate::store::known::Known;
use crate::store::{Store, StoreError, from_json, read_response, to_json};

/// What was said longer ago is not replied to any more.
const HEARD_FOR: Duration = Duration::from_hours(200 * 24);

/// Whether something was written with `event`, or what was written is changed.
pub(super) fn is_written(event: &Event) -> bool {
    !matches!(event.deed, Deed::Vote { .. })
}

/// The programmes that what is written in `events` may concern: those of the place, else all.
pub(super) async fn programmes(
    connection: &mut SqliteConnection,
    events: &[Event],
    here: &HashMap<String, Here>,
) -> Result<BTreeSet<String>, StoreError> {
    let mut found = BTreeSet::new();
    for event in events.iter().filter(|event| is_written(event)) {
        match here.get(&event.id).map(|here| here.networks.as_slice()) {
            Some([]) | None => {
                let all: Vec<String> = sqlx::query_scalar("SELECT id FROM programme")
                    .fetch_all(&mut *connection)
                    .await?;
                return Ok(all.into_iter().collect());
            }
            Some(networks) => found.extend(networks.iter().map(|(it, _)| it.to_string())),
        }
    }
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct ReplyRow {
    said: String,
    programme_id: String,
    network_id: Option<String>,
    prompt: Option<String>,
    respondent: String,
    person: String,
    text: String,
    said_at: i64,
    changed_at: i64,
}

impl ReplyRow {
    fn into_reply(self) -> Option<(String, Reply)> {
        let reply = Reply {
            programme: Id::parse(&self.programme_id)?,
            network: self.network_id.as_deref().and_then(Id::parse),
            prompt: self.prompt,
            respondent: self.respondent,
            person: self.person,
            text: self.text,
            said_at: Timestamp::from_millis(self.said_at),
            changed_at: Timestamp::from_millis(self.changed_at),
        };
        Some((self.said, reply))
    }
}

#[derive(sqlx::FromRow)]
struct HeardRow {
    attempt: i64,
    body: String,
    delivery: i64,
    channel: String,
    started_at: i64,
    ended_at: i64,
}

/// Reads what the rules need to know about what is written in `events`.
pub(super) async fn read(
    connection: &mut SqliteConnection,
    known: &Known,
    events: &[Event],
    facts: &mut Facts,
) -> Result<(), StoreError> {
    read_heard(connection, known, facts).await?;
    let mut originals = BTreeSet::new();
    let mut changed = BTreeSet::new();
    for event in events {
        match &event.deed {
            Deed::Vote { .. } => {}
            Deed::Say { .. } | Deed::Reply { .. } => {
                originals.insert(event.id.as_str());
            }
            Deed::Edit { original, .. } | Deed::Delete { original } => {
                changed.insert(original.said.as_str());
            }
        }
    }
    let known = read_responses(connection, &changed).await?;
    let answered = known.into_iter().map(|(id, response)| {
        let asking = answered_by(&response).map(str::to_owned);
        (id, asking)
    });
    facts.known.extend(answered);
    let early: Vec<(String, String, Option<String>, String, i64)> = sqlx::query_as(
        "SELECT event, said, person, text, changed_at FROM early_change
         WHERE said IN (SELECT value FROM json_each($1))",
    )
    .bind(to_json(&originals)?)
    .fetch_all(&mut *connection)
    .await?;
    for (event, said, person, text, at) in early {
        let at = Timestamp::from_millis(at);
        let change = EarlyChange {
            event,
            said: said.clone(),
            person,
            text,
            at,
        };
        facts.early.entry(said).or_default().push(change);
    }
    originals.extend(changed);
    let rows: Vec<ReplyRow> = sqlx::query_as(
        "SELECT said, programme_id, network_id, prompt, respondent, person, text, said_at, changed_at
         FROM reply WHERE said IN (SELECT value FROM json_each($1))",
    )
    .bind(to_json(&originals)?)
    .fetch_all(&mut *connection)
    .await?;
    facts
        .replies
        .extend(rows.into_iter().filter_map(ReplyRow::into_reply));
    let people: BTreeSet<String> = events.iter().map(|event| person(&event.sender)).collect();
    let replied: Vec<(String, String)> = sqlx::query_as(
        "SELECT DISTINCT coalesce(prompt, ''), person FROM reply
         WHERE person IN (SELECT value FROM json_each($1))",
    )
    .bind(to_json(&people)?)
    .fetch_all(&mut *connection)
    .await?;
    facts.replied.extend(replied);
    Ok(())
}

/// What was answered to those of these events that were taken in.
async fn read_responses(
    connection: &mut SqliteConnection,
    events: &BTreeSet<&str>,
) -> Result<Vec<(String, Response)>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, answer FROM event WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(to_json(&events)?)
    .fetch_all(connection)
    .await?;
    let responses = rows
        .into_iter()
        .map(|(id, answer)| Ok((id, read_response(&answer)?)));
    responses.collect()
}

/// What was said of late to the leaders of the programmes at hand, for sure or perhaps: what is in doubt or
/// under way may well stand in the channel. What their coordinators were told at the same moment is no
/// root of the leaders' threads.
async fn read_heard(
    connection: &mut SqliteConnection,
    known: &Known,
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let programmes: Vec<&str> = facts.programmes.keys().map(Id::as_str).collect();
    let oldest = facts.now.minus(HEARD_FOR);
    let attempts: Vec<(i64, bool)> = sqlx::query_as(
        "SELECT attempt.id, outcome IS NULL
         FROM post JOIN delivery ON delivery.post_id = post.id
            JOIN attempt ON attempt.delivery_id = delivery.id
         WHERE post.programme_id IN (SELECT value FROM json_each($1)) AND post.due_at > $2
            AND post.body ->> 'audience' = 'network' AND (outcome IS NULL OR outcome IN ('sent', 'unknown'))
         ORDER BY attempt.started_at, attempt.id",
    )
    .bind(to_json(&programmes)?)
    .bind(oldest.millis())
    .fetch_all(&mut *connection)
    .await?;
    let mut heard: HashMap<i64, Arc<Heard>> = attempts
        .iter()
        .filter_map(|(id, _)| Some((*id, known.heard(*id)?)))
        .collect();
    let is_new = |id: &i64| !heard.contains_key(id);
    let new: Vec<i64> = attempts.iter().map(|(id, _)| *id).filter(is_new).collect();
    if !new.is_empty() {
        let new = read_said(connection, &new, facts.now).await?;
        let under_way: HashSet<i64> = attempts
            .iter()
            .filter_map(|(id, under_way)| under_way.then_some(*id))
            .collect();
        let ended = new.iter().filter(|(id, _)| !under_way.contains(id));
        known.remember_heard(ended.cloned(), oldest);
        heard.extend(new);
    }
    let heard = attempts.iter().filter_map(|(id, _)| heard.remove(id));
    facts.heard.extend(heard);
    Ok(())
}

/// What the `attempts` with these numbers said: it stays as it was said, whatever becomes of the post.
async fn read_said(
    connection: &mut SqliteConnection,
    attempts: &[i64],
    now: Timestamp,
) -> Result<Vec<(i64, Arc<Heard>)>, StoreError> {
    // What a process left behind when it died is found again at the next start, hours later perhaps.
    let longest = i64::try_from(LONGEST_REQUEST.as_millis()).unwrap_or(i64::MAX);
    let rows: Vec<HeardRow> = sqlx::query_as(
        "SELECT attempt.id AS attempt, coalesce(said, body) AS body, delivery.id AS delivery,
            delivery.channel_id AS channel, attempt.started_at,
            CASE outcome WHEN 'sent' THEN attempt.ended_at
                ELSE min(coalesce(attempt.ended_at, $3), attempt.started_at + $2) END AS ended_at
         FROM attempt JOIN delivery ON delivery.id = attempt.delivery_id
            JOIN post ON post.id = delivery.post_id
         WHERE attempt.id IN (SELECT value FROM json_each($1))",
    )
    .bind(to_json(&attempts)?)
    .bind(longest)
    .bind(now.millis())
    .fetch_all(&mut *connection)
    .await?;
    let mut said = Vec::with_capacity(rows.len());
    for row in rows {
        let post: Post = from_json(&row.body, "delivery", "said", row.delivery)?;
        let heard = Heard {
            channel: row.channel,
            key: post.key,
            programme: post.programme,
            network: post.network,
            zone: post.zone,
            content: post.content,
            useful_until_at: post.useful_until_at,
            began_at: Timestamp::from_millis(row.started_at),
            ended_at: Timestamp::from_millis(row.ended_at),
        };
        said.push((row.attempt, Arc::new(heard)));
    }
    Ok(said)
}

#[derive(Serialize)]
struct WrittenReply<'a> {
    said: &'a str,
    programme: &'a str,
    network: Option<&'a str>,
    prompt: Option<&'a str>,
    respondent: &'a str,
    person: &'a str,
    text: &'a str,
    said_at: i64,
    changed_at: i64,
}

/// Writes what the rules have changed of replies.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    facts: &Facts,
) -> Result<(), StoreError> {
    write_replies(connection, facts).await?;
    write_early(connection, facts).await
}

async fn write_replies(connection: &mut SqliteConnection, facts: &Facts) -> Result<(), StoreError> {
    let changed = facts.changed.replies.iter();
    let rows: Vec<WrittenReply<'_>> = changed
        .filter_map(|said| {
            let reply = facts.replies.get(said)?;
            Some(WrittenReply {
                said,
                programme: reply.programme.as_str(),
                network: reply.network.as_ref().map(Id::as_str),
                prompt: reply.prompt.as_deref(),
                respondent: &reply.respondent,
                person: &reply.person,
                text: &reply.text,
                said_at: reply.said_at.millis(),
                changed_at: reply.changed_at.millis(),
            })
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO reply
            (said, programme_id, network_id, prompt, respondent, person, text, said_at, changed_at)
         SELECT value ->> 'said', value ->> 'programme', value ->> 'network', value ->> 'prompt',
                value ->> 'respondent', value ->> 'person', value ->> 'text', value ->> 'said_at',
                value ->> 'changed_at'
         FROM json_each($1) WHERE true
         ON CONFLICT (said) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at",
    )
    .bind(to_json(&rows)?)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

async fn write_early(connection: &mut SqliteConnection, facts: &Facts) -> Result<(), StoreError> {
    let settled = &facts.changed.settled;
    let rows: Vec<(&str, &str, Option<&str>, &str, i64)> = facts
        .changed
        .early
        .iter()
        .filter(|change| !settled.contains(&change.said))
        .map(|change| {
            let person = change.person.as_deref();
            let at = change.at.millis();
            (
                change.event.as_str(),
                change.said.as_str(),
                person,
                change.text.as_str(),
                at,
            )
        })
        .collect();
    if !rows.is_empty() {
        sqlx::query(
            "INSERT INTO early_change (event, said, person, text, changed_at)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
             FROM json_each($1) WHERE true ON CONFLICT (event) DO NOTHING",
        )
        .bind(to_json(&rows)?)
        .execute(&mut *connection)
        .await?;
    }
    if !settled.is_empty() {
        sqlx::query("DELETE FROM early_change WHERE said IN (SELECT value FROM json_each($1))")
            .bind(to_json(settled)?)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

impl Store {
    /// The messages of replies in `programme` that have not been taken back, oldest first.
    pub async fn replies(&self, programme: &Id) -> Result<Vec<Reply>, StoreError> {
        let rows: Vec<ReplyRow> = sqlx::query_as(
            "SELECT said, programme_id, network_id, prompt, respondent, person, text, said_at, changed_at
             FROM reply WHERE programme_id = $1 AND text <> '' ORDER BY said_at, said",
        )
        .bind(programme.as_str())
        .fetch_all(&self.readers)
        .await?;
        let replies = rows.into_iter().filter_map(ReplyRow::into_reply);
        Ok(replies.map(|(_, reply)| reply).collect())
    }

    /// Forgets at most `most` events that were taken in before `before`, and changes of what never came;
    /// how many it were. What answered a question that is open stays: edited, it answers it anew, unless
    /// the answer is secret and thus final.
    pub async fn forget_events(&self, before: Timestamp, most: u32) -> Result<u64, StoreError> {
        let mut writer = self.writer().await?;
        let events = sqlx::query(
            "DELETE FROM event WHERE id IN (
                SELECT id FROM event
                WHERE seen_at < $1 AND NOT coalesce(
                    json_valid(answer) AND answer ->> 'said' IN ('written', 'older_than_kept')
                    AND answer ->> 'asking' IN (
                        SELECT key FROM question WHERE state = 'open' AND mode <> 'secret'), FALSE)
                LIMIT $2)",
        )
        .bind(before.millis())
        .bind(most)
        .execute(&mut *writer)
        .await?;
        let early = sqlx::query(
            "DELETE FROM early_change
             WHERE event IN (SELECT event FROM early_change WHERE changed_at < $1 LIMIT $2)",
        )
        .bind(before.millis())
        .bind(most)
        .execute(&mut *writer)
        .await?;
        Ok(events.rows_affected() + early.rows_affected())
    }
}
