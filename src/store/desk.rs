//! What commands read and write: who coordinates, drafts, pauses, and the record of acts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use sqlx::SqliteConnection;

use crate::clock::Timestamp;
use crate::desk::{Answers, AskedQuestion, Coordinator, Draft, Effect, Verdict};
use crate::inbox::rules::Response;
use crate::plan::{Asking, AskingState};
use crate::programme::{Id, Language};
use crate::seal::Seals;
use crate::store::closing::{note_published, read_published};
use crate::store::known::Known;
use crate::store::plan::insert_posts;
use crate::store::programme::insert_change;
use crate::store::questions::{insert_question, read_answered, read_opened};
use crate::store::{Origin, Store, StoreError, begin, from_json, leads, read_response, to_json};

/// A command that was decided.
#[derive(Debug)]
pub struct Act<'a> {
    /// `platform/tenant/user`, or `terminal`.
    pub person: &'a str,
    /// The command's name.
    pub command: &'a str,
    /// The whole of it as it is written.
    pub written: &'a str,
    pub verdict: Verdict,
    /// The event it came by, and what is said to the same event when it comes again.
    pub event: Option<(&'a str, &'a Response)>,
    pub effects: &'a [Effect],
    pub seals: &'a Seals,
    pub now: Timestamp,
}

/// A line in the record of acts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, sqlx::FromRow)]
pub struct ActLine {
    pub person: String,
    /// The command's name.
    pub command: String,
    /// The whole of it, in English.
    pub written: String,
    /// `done`, `shown` or `refused`.
    pub outcome: String,
    /// Milliseconds UTC.
    pub done_at: i64,
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    code: String,
    person: String,
    place: Option<String>,
    command: String,
    language: String,
    typed_on: String,
    shown: String,
    made_at: i64,
    expires_at: i64,
}

impl Store {
    /// Writes the effects of a command, its line in the record and its event, in one transaction. Does
    /// nothing and says so when a question that it would open is open by now in one of the networks: what
    /// the command was decided on is out of date.
    pub async fn act(&self, act: &Act<'_>) -> Result<bool, StoreError> {
        let mut writer = self.writer().await?;
        let mut transaction = begin(&mut writer).await?;
        for effect in act.effects {
            if let Effect::Open(asking) = effect
                && is_open(&mut transaction, asking, act.now).await?
            {
                return Ok(false);
            }
            write(&mut transaction, effect, act, &self.known).await?;
        }
        sqlx::query(
            "INSERT INTO audit (person, command, written, outcome, done_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(act.person)
        .bind(act.command)
        .bind(act.written)
        .bind(act.verdict.name())
        .bind(act.now.millis())
        .execute(&mut *transaction)
        .await?;
        if let Some((event, response)) = act.event {
            sqlx::query("INSERT INTO event (id, answer, seen_at) VALUES ($1, $2, $3)")
                .bind(event)
                .bind(to_json(response)?)
                .bind(act.now.millis())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// The newest so many acts by command, newest first.
    pub async fn acts(&self, most: u32) -> Result<Vec<ActLine>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT person, command, written, outcome, done_at FROM audit ORDER BY id DESC LIMIT $1",
        )
        .bind(most)
        .fetch_all(&self.readers)
        .await?)
    }

    /// What was said to the event called `id`, if it was seen.
    pub async fn response(&self, id: &str) -> Result<Option<Response>, StoreError> {
        let answer: Option<String> = sqlx::query_scalar("SELECT answer FROM event WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.readers)
            .await?;
        answer.as_deref().map(read_response).transpose()
    }

    /// Everyone whom a command made a coordinator.
    pub async fn coordinators(&self) -> Result<Vec<Coordinator>, StoreError> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT programme_id, network_id, person FROM coordinator
             ORDER BY programme_id, network_id, person",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows
            .into_iter()
            .filter_map(|(programme, network, person)| {
                Some(Coordinator {
                    programme: Id::parse(&programme)?,
                    network: Id::parse(&network),
                    person,
                })
            })
            .collect())
    }

    /// Who has replied to which post, by `school:ID` or person; what was taken back does not count.
    pub async fn replied(&self) -> Result<BTreeSet<(String, String)>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT DISTINCT prompt, respondent FROM reply WHERE prompt IS NOT NULL AND text <> ''",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().collect())
    }

    /// What was answered to the question `id`, and what was shown of that.
    pub async fn answers(&self, id: i64) -> Result<Answers, StoreError> {
        let mut connection = self.readers.begin().await?;
        Ok(Answers {
            answered: read_answered(&mut connection, id).await?,
            published: read_published(&mut connection, id).await?,
        })
    }

    /// The local days on which people were reminded of a question, by question and network.
    pub async fn nudges(&self) -> Result<BTreeMap<(i64, Id), BTreeSet<Date>>, StoreError> {
        let rows: Vec<(i64, String, String)> =
            sqlx::query_as("SELECT question_id, network_id, day FROM nudge")
                .fetch_all(&self.readers)
                .await?;
        let mut nudges: BTreeMap<(i64, Id), BTreeSet<Date>> = BTreeMap::new();
        for (question, network, day) in rows {
            if let (Some(network), Ok(day)) = (Id::parse(&network), day.parse()) {
                nudges.entry((question, network)).or_default().insert(day);
            }
        }
        Ok(nudges)
    }

    /// Networks to which nothing is said for now.
    pub async fn paused(&self) -> Result<BTreeSet<(Id, Id)>, StoreError> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT programme_id, network_id FROM pause")
                .fetch_all(&self.readers)
                .await?;
        Ok(rows
            .into_iter()
            .filter_map(|(programme, network)| Some((Id::parse(&programme)?, Id::parse(&network)?)))
            .collect())
    }

    /// The drafts of `person` that have not expired.
    pub async fn drafts(&self, person: &str, now: Timestamp) -> Result<Vec<Draft>, StoreError> {
        let rows: Vec<DraftRow> = sqlx::query_as(
            "SELECT code, person, place, command, language, typed_on, shown, made_at, expires_at
             FROM draft WHERE person = $1 AND expires_at > $2 ORDER BY made_at, code",
        )
        .bind(person)
        .bind(now.millis())
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().filter_map(DraftRow::into_draft).collect())
    }

    /// Forgets the drafts that nobody confirmed in time; how many it were.
    pub async fn forget_drafts(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut writer = self.writer().await?;
        forget_expired(&mut writer, now).await
    }

    /// Every question that was opened, newest first, with who has answered.
    pub async fn asked_questions(&self) -> Result<Vec<AskedQuestion>, StoreError> {
        let mut connection = self.readers.begin().await?;
        let rows: Vec<(i64, String, Option<i64>, String)> = sqlx::query_as(
            "SELECT id, state, closed_at, body FROM question ORDER BY opens_at DESC, id DESC",
        )
        .fetch_all(&mut *connection)
        .await?;
        let answered: Vec<(i64, String)> = sqlx::query_as(
            "SELECT question_id, respondent FROM ledger
             UNION ALL SELECT question_id, respondent FROM vote",
        )
        .fetch_all(&mut *connection)
        .await?;
        let mut respondents: HashMap<i64, BTreeSet<String>> = HashMap::new();
        for (question, respondent) in answered {
            respondents.entry(question).or_default().insert(respondent);
        }
        rows.into_iter()
            .map(|(id, state, closed_at, body)| {
                Ok(AskedQuestion {
                    asking: from_json(&body, "question", "body", id)?,
                    respondents: respondents.remove(&id).unwrap_or_default(),
                    closed_at: closed_at.map(Timestamp::from_millis),
                    id,
                    state,
                })
            })
            .collect()
    }
}

impl DraftRow {
    /// Nothing for a row that is no draft of ours; its sender types the command again.
    fn into_draft(self) -> Option<Draft> {
        Some(Draft {
            language: Language::of_tag(&self.language)?,
            typed_on: self.typed_on.parse().ok()?,
            code: self.code,
            person: self.person,
            place: self.place,
            command: self.command,
            shown: self.shown,
            made_at: Timestamp::from_millis(self.made_at),
            expires_at: Timestamp::from_millis(self.expires_at),
        })
    }
}

async fn write(
    connection: &mut SqliteConnection,
    effect: &Effect,
    act: &Act<'_>,
    known: &Known,
) -> Result<(), StoreError> {
    match effect {
        Effect::Say(posts) => insert_posts(connection, posts, Origin::Command).await,
        Effect::Amend { programme, change } => {
            insert_change(connection, programme, change, act.person, act.now).await
        }
        Effect::Open(asking) => open(connection, asking, act.seals).await,
        Effect::Close { question } => close_now(connection, *question, act.now).await,
        Effect::Pause { programme, network } => pause(connection, programme, network, act).await,
        Effect::Resume { programme, network } => resume(connection, programme, network).await,
        Effect::AddCoordinator {
            programme,
            network,
            person,
        } => add_coordinator(connection, (programme, network.as_ref(), person), act).await,
        Effect::RemoveCoordinator {
            programme,
            network,
            person,
        } => remove_coordinator(connection, (programme, network.as_ref(), person)).await,
        Effect::Lead {
            programme,
            person,
            school,
        } => leads::fix(connection, known, (programme, person, school)).await,
        Effect::Nudged {
            question,
            network,
            day,
        } => nudged(connection, *question, network, &day.to_string()).await,
        Effect::Publish { question, shown } => {
            note_published(connection, *question, shown, act.now).await
        }
        Effect::Keep(draft) => keep(connection, draft, act.now).await,
        Effect::Forget { code } => forget(connection, code, act.now).await,
    }
}

/// Whether the question of `asking` can be answered at `now` in one of its networks.
async fn is_open(
    connection: &mut SqliteConnection,
    asking: &Asking,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let opened = read_opened(connection, asking.programme.as_str()).await?;
    Ok(opened.iter().any(|opened| {
        let other = &opened.asking;
        opened.state == AskingState::Open && now < other.closes_at && other.asks_same(asking)
    }))
}

/// What the file would ask in the same networks before this one closes is not asked again: its posts there
/// are planned away.
async fn open(
    connection: &mut SqliteConnection,
    asking: &Asking,
    seals: &Seals,
) -> Result<(), StoreError> {
    insert_question(connection, asking, seals).await?;
    look_again(connection, asking.programme.as_str()).await
}

/// The deadline is now, in the column and in the asking itself; what the file asks before the old one is to
/// come again.
async fn close_now(
    connection: &mut SqliteConnection,
    question: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE question SET closes_at = $2, body = json_set(body, '$.closes_at', $2)
         WHERE id = $1 AND state = 'open' AND closes_at > $2",
    )
    .bind(question)
    .bind(now.millis())
    .execute(&mut *connection)
    .await?;
    let programme: Option<String> =
        sqlx::query_scalar("SELECT programme_id FROM question WHERE id = $1")
            .bind(question)
            .fetch_optional(&mut *connection)
            .await?;
    match programme {
        Some(programme) => look_again(connection, &programme).await,
        None => Ok(()),
    }
}

/// Lets planning and what opens questions look at `programme` anew: what was opened of it is not what it was.
async fn look_again(connection: &mut SqliteConnection, programme: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE programme SET revision = revision + 1 WHERE id = $1")
        .bind(programme)
        .execute(connection)
        .await?;
    Ok(())
}

async fn pause(
    connection: &mut SqliteConnection,
    programme: &Id,
    network: &Id,
    act: &Act<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO pause (programme_id, network_id, paused_by, paused_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (programme_id, network_id) DO NOTHING",
    )
    .bind(programme.as_str())
    .bind(network.as_str())
    .bind(act.person)
    .bind(act.now.millis())
    .execute(connection)
    .await?;
    Ok(())
}

async fn resume(
    connection: &mut SqliteConnection,
    programme: &Id,
    network: &Id,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM pause WHERE programme_id = $1 AND network_id = $2")
        .bind(programme.as_str())
        .bind(network.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

async fn add_coordinator(
    connection: &mut SqliteConnection,
    (programme, network, person): (&Id, Option<&Id>, &str),
    act: &Act<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO coordinator (programme_id, network_id, person, added_by, added_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (programme_id, network_id, person) DO NOTHING",
    )
    .bind(programme.as_str())
    .bind(network.map_or("", Id::as_str))
    .bind(person)
    .bind(act.person)
    .bind(act.now.millis())
    .execute(connection)
    .await?;
    Ok(())
}

async fn remove_coordinator(
    connection: &mut SqliteConnection,
    (programme, network, person): (&Id, Option<&Id>, &str),
) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM coordinator WHERE programme_id = $1 AND network_id = $2 AND person = $3",
    )
    .bind(programme.as_str())
    .bind(network.map_or("", Id::as_str))
    .bind(person)
    .execute(connection)
    .await?;
    Ok(())
}

async fn nudged(
    connection: &mut SqliteConnection,
    question: i64,
    network: &Id,
    day: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO nudge (question_id, network_id, day) VALUES ($1, $2, $3)
         ON CONFLICT (question_id, network_id, day) DO NOTHING",
    )
    .bind(question)
    .bind(network.as_str())
    .bind(day)
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps the draft; those of everybody that have expired go.
async fn keep(
    connection: &mut SqliteConnection,
    draft: &Draft,
    now: Timestamp,
) -> Result<(), StoreError> {
    forget_expired(connection, now).await?;
    sqlx::query(
        "INSERT INTO draft (code, person, place, command, language, typed_on, shown, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (code) DO UPDATE SET
            person = excluded.person, place = excluded.place, command = excluded.command,
            language = excluded.language, typed_on = excluded.typed_on, shown = excluded.shown,
            made_at = excluded.made_at, expires_at = excluded.expires_at",
    )
    .bind(&draft.code)
    .bind(&draft.person)
    .bind(&draft.place)
    .bind(&draft.command)
    .bind(draft.language.tag())
    .bind(draft.typed_on.to_string())
    .bind(&draft.shown)
    .bind(draft.made_at.millis())
    .bind(draft.expires_at.millis())
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes the draft, and those of everybody that have expired.
async fn forget(
    connection: &mut SqliteConnection,
    code: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM draft WHERE code = $1")
        .bind(code)
        .execute(&mut *connection)
        .await?;
    forget_expired(connection, now).await?;
    Ok(())
}

/// Removes the drafts that have expired; how many it were.
async fn forget_expired(
    connection: &mut SqliteConnection,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let gone = sqlx::query("DELETE FROM draft WHERE expires_at <= $1")
        .bind(now.millis())
        .execute(connection)
        .await?;
    Ok(gone.rows_affected())
}
