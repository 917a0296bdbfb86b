//! The worker as IT runs it: starting, stopping, dying, and saying in one sentence what is wrong.

use std::time::Duration;

use skolebud::clock::Clock;
use skolebud::store::{LogQuery, Store};

use crate::support::binary::{Place, Serving, complaint};
use crate::support::posts::add_post;
use crate::support::receiver::{Receiver, Reply};

/// Plans a post that is due now whatever the hour, so that the real clock can be used.
async fn plan_a_post_due_now(place: &Place) {
    let (now, hour) = (Clock::System.now(), Duration::from_secs(3_600));
    add_post(&place.database(), "Husk å melde dere på.", now, hour).await;
}

async fn attempts(place: &Place) -> Vec<String> {
    let store = Store::open(&place.database()).await.unwrap();
    let query = LogQuery {
        most: 100,
        channel: Some("gruppe-1-slack".to_owned()),
        ..LogQuery::default()
    };
    let mut lines = store.read_log(&query).await.unwrap();
    lines.retain(|line| line.kind == "announcement");
    lines.reverse();
    store.close().await;
    lines
        .into_iter()
        .map(|line| {
            format!(
                "{} {} {}",
                line.attempt,
                line.outcome.as_deref().unwrap_or("-"),
                line.reason.as_deref().unwrap_or("-")
            )
        })
        .collect()
}

#[tokio::test]
async fn a_killed_worker_settles_what_it_was_sending_before_it_is_ready_again() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    place.succeed(&["plan", "apply", "prove.toml"]);
    plan_a_post_due_now(&place).await;
    receiver.will(Reply::Silence);
    let serving = place.serve();
    receiver.has_received(1).await;
    serving.kill();
    assert_eq!(attempts(&place).await, ["1 - -"], "on its way when it died");

    let serving = place.serve();
    assert!(
        attempts(&place).await[0].starts_with("1 unknown stopped_while_sending"),
        "settled before anything new is sent"
    );
    // In doubt it waits half a minute before the one repetition; not in this test.
    let (code, _) = serving.stop();
    assert_eq!(code, Some(0));
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test]
async fn serve_says_what_is_due_and_stops_in_order_on_sigterm() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    place.succeed(&["plan", "apply", "prove.toml"]);
    plan_a_post_due_now(&place).await;
    let serving = place.serve();
    assert!(
        serving
            .said
            .contains("ready; next: announcement in gruppe-1-slack"),
        "{}",
        serving.said
    );
    let received = receiver.has_received(1).await;
    assert!(
        received[0].json()["text"]
            .as_str()
            .unwrap()
            .contains("Husk å melde dere på.")
    );
    let (code, log) = serving.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("stopped"), "{log}");
    assert_eq!(attempts(&place).await, ["1 sent -"]);
    for secret in ["XSECRETX", "YSECRETY", "/services/", "sig=", "Husk å melde"] {
        assert!(!log.contains(secret), "{secret} stands in the log: {log}");
    }
}

#[tokio::test]
async fn a_second_worker_on_the_same_database_is_refused() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    let _first = place.serve();
    let second = place.run(&["serve"]);
    assert_eq!(second.status.code(), Some(1));
    assert!(
        complaint(&second).contains("in use by another Skolebud"),
        "{}",
        complaint(&second)
    );
}

#[test]
fn health_answers_while_the_worker_lives_and_fails_when_it_does_not() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    // A free port, given up at once: the worker must know it beforehand, as in a container.
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    place.listen_at(port);
    let serving = place.serve();
    assert_eq!(place.succeed(&["health"]), "It lives.\n");
    serving.kill();
    let dead = place.run(&["health"]);
    assert_eq!(dead.status.code(), Some(1));
    assert!(complaint(&dead).contains("is `skolebud serve` running?"));
}

#[test]
fn commands_work_beside_a_running_worker() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    let _serving: Serving = place.serve();
    place.succeed(&["plan", "apply", "prove.toml"]);
    assert!(place.succeed(&["status"]).contains("prove"));
}

#[test]
fn a_newer_database_is_refused_in_one_sentence() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    place.succeed(&["status"]);
    sqlite(
        &place,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'from the future', 1, x'00', 0)",
    );
    let output = place.run(&["serve"]);
    assert_eq!(output.status.code(), Some(1));
    let complaint = complaint(&output);
    assert!(
        complaint.contains("was made by a newer Skolebud"),
        "{complaint}"
    );
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
}

#[test]
fn a_damaged_database_is_refused_in_one_sentence() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    place.succeed(&["plan", "apply", "prove.toml"]);
    let log = place.path().join("skolebud.db-wal");
    assert!(!log.exists(), "a command folds the write-ahead log in");
    let mut bytes = std::fs::read(place.database()).unwrap();
    for page in bytes.chunks_mut(4096).skip(1) {
        page.fill(0xa5);
    }
    std::fs::write(place.database(), bytes).unwrap();
    let output = place.run(&["serve"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        complaint(&output).contains("damaged"),
        "{}",
        complaint(&output)
    );
    assert_eq!(complaint(&output).lines().count(), 1);
}

#[test]
fn a_file_that_is_no_database_is_refused_in_one_sentence() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    place.write("skolebud.db", &"This is not a database. ".repeat(400));
    let output = place.run(&["serve"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        complaint(&output).contains("not a Skolebud database"),
        "{}",
        complaint(&output)
    );
}

#[test]
fn a_missing_folder_is_named() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    let output = place
        .command(&["serve"])
        .env("SKOLEBUD_DATABASE", "nowhere/skolebud.db")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        complaint(&output).contains("nowhere/skolebud.db"),
        "{}",
        complaint(&output)
    );
}

/// Root may write anywhere, so the folder is made read-only by mounting it so, in a mount namespace of
/// its own.
#[test]
fn a_read_only_folder_is_told_in_one_sentence() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    place.succeed(&["plan", "apply", "prove.toml"]);
    let output = in_own_mounts(
        &place,
        "mount --bind . . && mount -o remount,ro,bind . && cd \"$PWD\"",
    );
    assert_eq!(output.status.code(), Some(1));
    let complaint = complaint(&output);
    assert!(
        complaint.contains("cannot write the lock file") || complaint.contains("write permission"),
        "{complaint}"
    );
}

#[test]
fn a_full_disk_is_told_in_one_sentence() {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    let output = in_own_mounts(
        &place,
        "cp skolebud.toml prove.toml /mnt/ 2>/dev/null; mount -t tmpfs -o size=64k tmpfs /mnt \
         && export SKOLEBUD_DATABASE=/mnt/skolebud.db",
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(
        complaint(&output).contains("disk is full"),
        "{}",
        complaint(&output)
    );
    assert_eq!(
        complaint(&output).lines().count(),
        1,
        "{}",
        complaint(&output)
    );
}

/// Runs `serve` after `prepare`, with mounts that nobody else sees and that end with it.
fn in_own_mounts(place: &Place, prepare: &str) -> std::process::Output {
    let script = format!("{prepare} && exec \"$0\" serve");
    place.in_own_mounts(&script).output().unwrap()
}

/// Runs one statement with the database's own library.
fn sqlite(place: &Place, statement: &str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite:{}", place.database().display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()))
            .execute(&pool)
            .await
            .unwrap();
        pool.close().await;
    });
}
