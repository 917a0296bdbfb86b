//! Backup, restore and the doctor, as IT uses them.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use skolebud::clock::{Clock, Timestamp};
use skolebud::outbox::{State, Wanted};
use skolebud::plan::{Content, Post};
use skolebud::programme::{Audience, Id};
use skolebud::store::{Origin, Store};
use sqlx::SqlitePool;

use crate::support::binary::{Place, complaint};
use crate::support::machine::run_on_a_machine_that_fails;
use crate::support::program::{SMALL, read};
use crate::support::receiver::Receiver;

fn place() -> (Receiver, Place) {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    place.succeed(&["plan", "apply", "prove.toml"]);
    (receiver, place)
}

async fn plan_post(database: &Path, key: &str, due_at: Timestamp) {
    let store = Store::open(database).await.unwrap();
    let programme = read(SMALL);
    let later = Timestamp::from_millis(due_at.millis() + 86_400_000);
    let post = Post {
        key: key.to_owned(),
        programme: programme.id.clone(),
        network: Id::parse("gruppe-1"),
        audience: Audience::Network,
        language: programme.language,
        zone: programme.zone.clone(),
        due_at,
        closes_at: later,
        useful_until_at: later,
        content: Content::Announcement {
            text: "Husk å melde dere på.".to_owned(),
        },
    };
    let channels = vec!["gruppe-1-slack".to_owned()];
    store
        .add_posts(&[Wanted { post, channels }], Origin::Command)
        .await
        .unwrap();
    store.close().await;
}

async fn has_post(database: &Path, key: &str) -> bool {
    let store = Store::open(database).await.unwrap();
    let found = store.post_by_key(key).await.unwrap().is_some();
    store.close().await;
    found
}

#[tokio::test]
async fn a_backup_made_while_the_worker_runs_is_whole_private_and_can_be_restored() {
    let (_receiver, place) = place();
    let later = Timestamp::from_millis(Clock::System.now().millis() + 3_600_000);
    plan_post(&place.database(), "prove/announcement/before", later).await;
    let serving = place.serve();
    let said = place.succeed(&["backup", "copy.db"]);
    assert!(said.contains("copy.db holds everything"), "{said}");
    plan_post(&place.database(), "prove/announcement/after", later).await;

    let copy = place.path().join("copy.db");
    let mode = std::fs::metadata(&copy).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let refused = place.run(&["restore", "copy.db"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(complaint(&refused).contains("is in use by another Skolebud"));
    assert_eq!(serving.stop().0, Some(0));

    let said = place.succeed(&["restore", "copy.db"]);
    assert!(said.contains("is restored"), "{said}");
    assert!(has_post(&place.database(), "prove/announcement/before").await);
    assert!(!has_post(&place.database(), "prove/announcement/after").await);
    let kept = std::fs::read_dir(place.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            let name = path.to_string_lossy();
            name.contains("before-restore") && !name.ends_with("-wal") && !name.ends_with("-shm")
        })
        .expect("the old database is kept");
    assert!(has_post(&kept, "prove/announcement/after").await);
    assert_eq!(place.serve().stop().0, Some(0));
}

#[tokio::test]
async fn what_was_due_since_the_backup_is_not_said_again_by_itself() {
    let (receiver, place) = place();
    let now = Clock::System.now();
    plan_post(&place.database(), "prove/announcement/due", now).await;
    place.succeed(&["backup", "copy.db"]);
    let serving = place.serve();
    receiver.has_received(1).await;
    assert_eq!(serving.stop().0, Some(0));

    let said = place.succeed(&["restore", "copy.db"]);
    assert!(said.contains("1 posts were due between"), "{said}");
    let store = Store::open(&place.database()).await.unwrap();
    let counts = store.count_deliveries_by_state().await.unwrap();
    assert_eq!(counts.get(&State::Unknown), Some(&1));
    store.close().await;
    let log = place.serve().stop().1;
    assert!(log.contains("ready"), "{log}");
    let again = receiver
        .received()
        .iter()
        .filter(|request| request.target.contains("XSECRETX"))
        .count();
    assert_eq!(again, 1, "said once, before the backup was restored");
}

#[test]
fn a_backup_overwrites_nothing() {
    let (_receiver, place) = place();
    place.write("copy.db", "something of somebody's");
    let output = place.run(&["backup", "copy.db"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("is there already"));
    let kept = std::fs::read_to_string(place.path().join("copy.db")).unwrap();
    assert_eq!(kept, "something of somebody's");
}

#[test]
fn an_interrupted_backup_does_not_stand_in_the_way_of_the_next() {
    let (_receiver, place) = place();
    place.write("copy.db.unfinished", "half of it");
    place.succeed(&["backup", "copy.db"]);
    assert!(!place.path().join("copy.db.unfinished").exists());
}

#[test]
fn what_is_no_backup_is_refused_and_the_database_stays() {
    let (_receiver, place) = place();
    let before = std::fs::read(place.database()).unwrap();
    place.write("text.db", &"This is not a database. ".repeat(400));
    for (file, code, why) in [
        ("text.db", 1, "not a Skolebud database"),
        ("nowhere.db", 2, "there is no file nowhere.db"),
    ] {
        let output = place.run(&["restore", file]);
        assert_eq!(output.status.code(), Some(code));
        assert!(complaint(&output).contains(why), "{}", complaint(&output));
    }
    assert_eq!(std::fs::read(place.database()).unwrap(), before);
}

/// The old one has something in its file and something in its log that the backup does not have.
#[test]
fn a_restore_that_dies_at_any_moment_leaves_the_old_or_the_new_whole() {
    let (_receiver, mut place) = place();
    let library = tempfile::TempDir::new().unwrap();
    run_on_a_machine_that_fails(&mut place, library.path());
    place.succeed(&["announce", "I kopien.", "--to", "gruppe-1"]);
    place.succeed(&["backup", "copy.db"]);
    place.succeed(&["announce", "I filen.", "--to", "gruppe-1"]);
    let serving = place.serve();
    place.succeed(&["announce", "I loggen.", "--to", "gruppe-1"]);
    serving.kill();
    let parts = ["skolebud.db", "skolebud.db-wal"].map(|name| place.path().join(name));
    let old = parts.each_ref().map(|path| std::fs::read(path).unwrap());
    let mut deaths = 0;
    loop {
        for (path, bytes) in parts.iter().zip(&old) {
            std::fs::write(path, bytes).unwrap();
        }
        let mut restore = place.command(&["restore", "copy.db"]);
        let restored = restore.env("DIES_AT", (deaths + 1).to_string()).output();
        let plan = place.succeed(&["plan", "show", "prove"]);
        let has = ["I kopien.", "I filen.", "I loggen."].map(|text| plan.contains(text));
        if restored.unwrap().status.success() {
            assert_eq!(has, [true, false, false], "{plan}");
            break;
        }
        deaths += 1;
        assert!(
            [[true; 3], [true, false, false]].contains(&has),
            "death {deaths}: {plan}"
        );
    }
    assert!(
        deaths >= 3,
        "the old name, the new one, and the log: {deaths}"
    );
}

#[test]
fn a_copy_of_all_the_files_at_one_instant_can_be_restored() {
    let (_receiver, place) = place();
    let serving = place.serve();
    place.succeed(&["announce", "Husk boka.", "--to", "gruppe-1"]);
    // What a snapshot of the disk holds, or what a tool that follows the write-ahead log puts together.
    for suffix in ["", "-wal"] {
        let from = place.path().join(format!("skolebud.db{suffix}"));
        let to = place.path().join(format!("image.db{suffix}"));
        std::fs::copy(from, to).unwrap();
    }
    serving.kill();
    let said = place.succeed(&["restore", "image.db"]);
    assert!(said.contains("is restored"), "{said}");
    let plan = place.succeed(&["plan", "show", "prove"]);
    assert!(plan.contains("Husk boka."), "{plan}");
}

#[test]
fn the_doctor_finds_a_fresh_database_in_good_health() {
    let (_receiver, place) = place();
    let said = place.succeed(&["doctor"]);
    assert!(
        said.contains("in good health") || said.lines().all(|line| !line.starts_with("mend")),
        "{said}"
    );
    assert!(
        said.contains("good health") || said.contains("is not planned yet"),
        "{said}"
    );
}

#[test]
fn the_doctor_tells_what_to_mend_and_fails() {
    let (_receiver, place) = place();
    let database = place.database();
    std::fs::set_permissions(&database, std::fs::Permissions::from_mode(0o644)).unwrap();
    let output = place.run(&["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("can be read by every user"), "{said}");

    let mut bytes = std::fs::read(&database).unwrap();
    for page in bytes.chunks_mut(4096).skip(8) {
        page.fill(0xa5);
    }
    std::fs::write(&database, bytes).unwrap();
    let output = place.run(&["doctor", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found[0]["level"], "mend");
    assert!(
        found[0]["what"].as_str().unwrap().contains("damaged"),
        "{found}"
    );
}

/// All of it is JSON, and none of it ours.
const BROKEN: &str = "
    INSERT INTO change (programme_id, what, made_by, made_at) VALUES ('prove', '{}', 'terminal', 0);
    UPDATE post SET body = '{}' WHERE id = 1;
    UPDATE delivery SET said = '{}' WHERE id = 1;
    INSERT INTO question (id, key, programme_id, mode, state, opens_at, closes_at, closed_at, body, counters)
        VALUES (1, 'prove/q', 'prove', 'secret', 'closed', 0, 0, 0, '{}', '[]');
    INSERT INTO published (question_id, body, published_at) VALUES (1, '{}', 0);
    INSERT INTO vote (question_id, respondent, answer, given_at, event_id) VALUES (1, 'a', '{}', 0, 'e');
    INSERT INTO event (id, answer, seen_at) VALUES ('slack/T1/U-SOMEBODY/1', '{}', 7);
    UPDATE programme SET document = '{}';
";

#[tokio::test]
async fn the_doctor_names_every_cell_that_cannot_be_read_and_nobody_in_it() {
    let (_receiver, place) = place();
    place.succeed(&["announce", "Husk boka.", "--to", "gruppe-1"]);
    let url = format!("sqlite:{}", place.database().display());
    let pool = SqlitePool::connect(&url).await.unwrap();
    sqlx::raw_sql(BROKEN).execute(&pool).await.unwrap();
    pool.close().await;
    let output = place.run(&["doctor", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let told = found
        .iter()
        .map(|finding| finding["what"].as_str().unwrap());
    let cells: Vec<&str> = told
        .filter_map(|what| what.strip_suffix(" cannot be read"))
        .collect();
    assert_eq!(
        cells,
        [
            "programme.document prove",
            "change.what 1",
            "post.body 1",
            "delivery.said 1",
            "question.body 1",
            "question.counters 1",
            "published.body 1",
            "vote.answer 1",
            "event.answer seen_at 7",
        ]
    );
    let store = Store::open(&place.database()).await.unwrap();
    let error = store.response("slack/T1/U-SOMEBODY/1").await.unwrap_err();
    assert!(!error.to_string().contains("SOMEBODY"), "{error}");
    store.close().await;
}

#[test]
fn the_database_is_made_for_its_owner_alone() {
    let (_receiver, place) = place();
    let mode = std::fs::metadata(place.database())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}
