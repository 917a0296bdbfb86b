//! A database of each earlier schema, with data, is brought up to date without losing a row. To add a
//! migration: add a file of data for the schema that was the newest until then.

use std::collections::BTreeMap;
use std::path::Path;

use skolebud::clock::Timestamp;
use skolebud::programme::Id;
use skolebud::store::{Store, examine};
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, SqlitePool};

static ALL: Migrator = sqlx::migrate!();

/// What each schema added, as rows.
const DATA: &[&str] = &[
    include_str!("../data/upgrades/0001.sql"),
    include_str!("../data/upgrades/0002.sql"),
    include_str!("../data/upgrades/0003.sql"),
    include_str!("../data/upgrades/0004.sql"),
    include_str!("../data/upgrades/0005.sql"),
];

/// A file of schema `version` with the data of all schemas up to it; how many rows each table has.
async fn make(path: &Path, version: usize) -> BTreeMap<String, i64> {
    let url = format!("sqlite:{}?mode=rwc", path.display());
    let pool = SqlitePool::connect(&url).await.unwrap();
    let migrations = ALL.iter().take(version).cloned().collect();
    Migrator::with_migrations(migrations)
        .run(&pool)
        .await
        .unwrap();
    for rows in &DATA[..version] {
        sqlx::raw_sql(*rows).execute(&pool).await.unwrap();
    }
    let counts = counts(&pool).await;
    pool.close().await;
    counts
}

async fn counts(pool: &SqlitePool) -> BTreeMap<String, i64> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema
         WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let mut counts = BTreeMap::new();
    for table in tables {
        let count = format!("SELECT count(*) FROM \"{table}\"");
        let count = sqlx::query_scalar(AssertSqlSafe(count))
            .fetch_one(pool)
            .await
            .unwrap();
        counts.insert(table, count);
    }
    counts
}

#[tokio::test]
async fn every_earlier_schema_is_brought_up_to_date_with_every_row() {
    for version in 1..=DATA.len() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let before = make(&path, version).await;
        assert!(before.values().all(|count| *count > 0), "{before:?}");

        let store = Store::open(&path).await.unwrap();
        let prove = Id::parse("prove").unwrap();
        let (programme, posts) = store.planned(prove.as_str()).await.unwrap().unwrap();
        assert_eq!(programme.changes.len(), 1);
        assert_eq!(
            programme.in_force().networks[0].sessions[0]
                .place
                .as_deref(),
            Some("Biblioteket")
        );
        assert_eq!(posts.len(), 8, "schema {version}");
        let questions = store.questions().await.unwrap();
        assert_eq!(questions.len(), if version < 2 { 0 } else { 3 });
        for question in &questions {
            let answered = store.answered(question.id).await.unwrap();
            assert_eq!(answered.respondents, 1, "{}", question.asking.key);
        }
        store.close().await;

        let url = format!("sqlite:{}", path.display());
        let pool = SqlitePool::connect(&url).await.unwrap();
        let after = counts(&pool).await;
        pool.close().await;
        for (table, count) in before {
            assert_eq!(
                after.get(&table),
                Some(&count),
                "{table} of schema {version}"
            );
        }
        let found = examine(&path, Timestamp::default()).await.unwrap();
        assert_eq!(found.damage, Vec::<String>::new(), "schema {version}");
        assert_eq!(found.broken, Vec::<String>::new(), "schema {version}");
        assert_eq!(found.schema, found.own_schema);
    }
}

#[test]
fn every_schema_but_the_newest_has_its_data_here() {
    assert_eq!(DATA.len() + 1, ALL.iter().count());
}
