//! A database with a question that is open, its settings with Slack's door, and votes given long ago.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use skolebud::clock::{Clock, Timestamp};
use skolebud::plan::Asking;
use skolebud::programme::question::{
    Asked, Choice, Localised, Mode, Question, QuestionKind, Respondent, Results,
};
use skolebud::programme::{self, Id, Language, Programme};
use skolebud::seal::Seals;
use skolebud::store::Store;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, SqliteConnection};

const ASKER: &str = include_str!("../../config/programmes/asker-2018.toml");
/// The signing secret of Slack's door.
pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";
/// The key of the question.
pub(crate) const KEY: &str = "asker-2018/grad/2018-09-06";
/// The keys of its options.
pub(crate) const OPTIONS: [&str; 3] = ["liten", "noen", "stor"];
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

pub(crate) struct House {
    pub(crate) database: PathBuf,
    pub(crate) settings: PathBuf,
    /// The question's number in the database.
    pub(crate) question: i64,
}

impl House {
    /// The programme of Asker with a question to one of its groups, and `stored` votes to it.
    pub(crate) async fn make(
        folder: &Path,
        name: &str,
        mode: Mode,
        stored: usize,
    ) -> anyhow::Result<Self> {
        let database = folder.join(format!("{name}.db"));
        let settings = folder.join(format!("{name}.toml"));
        let secret_file = folder.join("signing-secret");
        std::fs::write(&secret_file, SECRET)?;
        std::fs::write(
            &settings,
            format!("database = {database:?}\n[slack]\nsigning_secret_file = {secret_file:?}\n"),
        )?;
        let programme = programme::read(ASKER, "asker-2018.toml")
            .map_err(|_| anyhow::anyhow!("the programme of Asker cannot be read"))?
            .programme;
        let now = Clock::System.now();
        let store = Store::open(&database).await?;
        store.apply_programme(&programme, false, now).await?;
        let asking = asking(programme, mode, now)?;
        let seals = Seals::beside(&database);
        store.open_question(&asking, &seals).await?;
        let questions = store.questions().await?;
        let question = questions.first().context("the question is not there")?.id;
        store.close().await;
        let house = Self {
            database,
            settings,
            question,
        };
        house.fill(mode, stored).await?;
        Ok(house)
    }

    /// The database, with the settings that the worker has for it.
    pub(crate) async fn connect(&self) -> anyhow::Result<SqliteConnection> {
        Ok(SqliteConnectOptions::new()
            .filename(&self.database)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .connect()
            .await?)
    }

    async fn fill(&self, mode: Mode, stored: usize) -> anyhow::Result<()> {
        let mut connection = self.connect().await?;
        let count = i64::try_from(stored)?;
        // Whose they are is spread over all that there can be, and never the same twice: drawn by chance, two
        // of a million would be one person in every third run.
        let of_mode = if mode == Mode::Secret {
            "INSERT INTO ledger (question_id, respondent)
             SELECT $2, 'slack/T1/' || user
             FROM (SELECT printf('U%010X', at * 0x9E3779B97F & 0xFFFFFFFFFF) AS user FROM number WHERE at <= $1)"
        } else {
            "INSERT INTO vote (question_id, respondent, answer, network_id, person, given_at, event_id)
             SELECT $2, 'slack/T1/' || user, '{\"options\":[\"noen\"]}', 'gruppe-1', 'slack/T1/' || user,
                    1000000 + at, 'slack:action:' || at || '.000100:' || user
             FROM (SELECT at, printf('U%010X', at * 0x9E3779B97F & 0xFFFFFFFFFF) AS user
                   FROM number WHERE at <= $1)"
        };
        let events = "INSERT INTO event (id, answer, seen_at)
             SELECT 'slack:action:1000' || printf('%06d', at) || '.000100:U' || hex(randomblob(5)),
                    '{\"said\":\"thanks\",\"changed\":false,\"can_change\":true}', 1000000 + at
             FROM number WHERE at <= $1 AND $2 > 0";
        sqlx::query("CREATE TEMP TABLE number (at INTEGER PRIMARY KEY)")
            .execute(&mut connection)
            .await?;
        sqlx::query(
            "WITH RECURSIVE up (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM up WHERE at < $1)
             INSERT INTO number SELECT at FROM up",
        )
        .bind(count)
        .execute(&mut connection)
        .await?;
        for statement in [of_mode, events] {
            sqlx::query(statement)
                .bind(count)
                .bind(self.question)
                .execute(&mut connection)
                .await?;
        }
        sqlx::Connection::close(connection).await?;
        Ok(())
    }

    /// Fails unless exactly `count` have answered.
    pub(crate) async fn has_answers(&self, count: usize) -> anyhow::Result<()> {
        let store = Store::open(&self.database).await?;
        let answered = store.answered(self.question).await?.respondents;
        store.close().await;
        anyhow::ensure!(answered == count, "{answered} of {count} votes are there");
        Ok(())
    }
}

fn asking(programme: Programme, mode: Mode, now: Timestamp) -> anyhow::Result<Asking> {
    let network = programme.networks.first().context("no network")?.id.clone();
    Ok(Asking {
        key: KEY.to_owned(),
        question: question(mode)?,
        networks: vec![network],
        opens_at: now,
        closes_at: now.plus(A_DAY),
        language: Language::Bokmal,
        zone: programme.zone,
        programme: programme.id,
    })
}

fn question(mode: Mode) -> anyhow::Result<Question> {
    let nb = |text: &str| Localised(BTreeMap::from([(Language::Bokmal, text.to_owned())]));
    let choice = |key: &str| {
        Ok(Choice {
            key: Id::parse(key).context("no id")?,
            text: nb(&format!("I {key} grad")),
        })
    };
    Ok(Question {
        id: Id::parse("grad").context("no id")?,
        text: nb("I hvor stor grad hjelper nettverket dere?"),
        about: Vec::new(),
        purpose: None,
        kind: QuestionKind::Scale,
        options: OPTIONS
            .into_iter()
            .map(choice)
            .collect::<anyhow::Result<_>>()?,
        aside: None,
        mode,
        respondent: Respondent::Person,
        networks: Vec::new(),
        asked: Asked::ByCommand,
        open_weekdays: 5,
        results: Results::AtClosing,
        nudges: true,
        survey: None,
        minutes: None,
    })
}
