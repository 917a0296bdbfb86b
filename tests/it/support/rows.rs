//! How much lies in a database.

use std::collections::BTreeMap;
use std::path::Path;

/// The number of rows of every table.
pub(crate) async fn rows_of(database: &Path) -> BTreeMap<String, i64> {
    let url = format!("sqlite:{}", database.display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'")
            .fetch_all(&pool)
            .await
            .unwrap();
    let mut rows = BTreeMap::new();
    for table in tables {
        let count = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let count: i64 = sqlx::query_scalar(count).fetch_one(&pool).await.unwrap();
        rows.insert(table, count);
    }
    pool.close().await;
    rows
}
