//! Votes each in a transaction of its own: what a vote writes, and nothing else. No HTTP, no signature,
//! no rules; only the counters of a secret question are read, because they must be.

use skolebud::inbox::rules::Counters;
use skolebud::programme::question::Mode;
use skolebud::seal::Seals;
use sqlx::{Connection as _, SqliteConnection};

use crate::figures::Watch;
use crate::house::House;

/// How many of `count` are on the disk in a second.
pub(crate) async fn rate(house: &House, mode: Mode, count: usize) -> anyhow::Result<f64> {
    let mut connection = house.connect().await?;
    let seals = Seals::beside(&house.database);
    let watch = Watch::start();
    for _ in 0..count {
        let user = format!("U{:010X}", fastrand::u64(..1 << 40));
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        if mode == Mode::Secret {
            count_one(&mut transaction, house.question, &seals, &user).await?;
        } else {
            keep_one(&mut transaction, house.question, &user).await?;
        }
        sqlx::query("INSERT INTO event (id, answer, seen_at) VALUES ($1, $2, 1)")
            .bind(format!("slack:action:1700000000.000100:{user}"))
            .bind(r#"{"said":"thanks","changed":false,"can_change":true}"#)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
    }
    let rate = watch.rate(count);
    connection.close().await?;
    Ok(rate)
}

async fn keep_one(
    connection: &mut SqliteConnection,
    question: i64,
    user: &str,
) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO vote (question_id, respondent, answer, network_id, person, given_at, event_id)
         VALUES ($1, $2, '{\"options\":[\"noen\"]}', 'gruppe-1', $2, 1, $3)",
    )
    .bind(question)
    .bind(format!("slack/T1/{user}"))
    .bind(format!("slack:action:1700000000.000100:{user}"))
    .execute(connection)
    .await?;
    Ok(())
}

async fn count_one(
    connection: &mut SqliteConnection,
    question: i64,
    seals: &Seals,
    user: &str,
) -> anyhow::Result<()> {
    let sealed: Vec<u8> = sqlx::query_scalar("SELECT sealed FROM question WHERE id = $1")
        .bind(question)
        .fetch_one(&mut *connection)
        .await?;
    let mut counters: Counters = serde_json::from_str(&seals.open(question, &sealed)?)?;
    let of_group = counters.entry("gruppe-1".to_owned()).or_default();
    *of_group.entry("noen".to_owned()).or_default() += 1;
    let sealed = seals.seal(question, &serde_json::to_string(&counters)?)?;
    sqlx::query("UPDATE question SET sealed = $2 WHERE id = $1")
        .bind(question)
        .bind(sealed)
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO ledger (question_id, respondent) VALUES ($1, $2)")
        .bind(question)
        .bind(format!("slack/T1/{user}"))
        .execute(connection)
        .await?;
    Ok(())
}
