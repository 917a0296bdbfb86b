//! The disk fails while answers pour in, or has failed before: the program ends, or does not start, with
//! one clear sentence, and nothing that was acknowledged is lost.

#![expect(clippy::disallowed_methods, reason = "the cases are drawn from a seed")]

use std::collections::BTreeMap;
use std::os::unix::fs::FileExt;
use std::path::Path;

use fastrand::Rng;
use rstest::rstest;
use tempfile::TempDir;

use crate::support::binary::{Place, Serving, complaint};
use crate::support::crowd::{Book, CONNECTIONS, Happening, pour, wait_for};
use crate::support::kept::Kept;
use crate::support::machine::run_on_a_machine_that_fails;
use crate::support::polls::{NAMED, place_with_polls};
use crate::support::receiver::Receiver;
use crate::support::rows::rows_of;

const SEED: u64 = 20_181_102;
/// Deeds of a crowd at a time, and how often at most.
const SOME: usize = 50;
const MANY_ROUNDS: usize = 40;

/// What stands in the log beside what is information.
fn trouble(log: &str) -> Vec<&str> {
    log.lines()
        .filter(|line| !line.contains(" INFO "))
        .collect()
}

/// The book is right about what is kept in `database`.
fn all_is_kept(database: &Path, secret: i64, book: &Book) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let kept = Kept::read(database).await;
        kept.check(book);
        kept.check_counters(database, secret, book).await;
    });
}

/// Lets a crowd knock until the worker has ended of itself; its exit code and its log. Once some knocks were
/// acknowledged, `then` happens.
fn knock_until_the_end(
    mut serving: Serving,
    book: &mut Book,
    then: impl FnOnce(),
) -> (Option<i32>, String) {
    let mut rng = Rng::with_seed(SEED);
    let mut then = Some(then);
    for round in 0..MANY_ROUNDS {
        let deeds = book.taps(NAMED, round, SOME, &mut rng);
        let (told, load) = pour(serving.address(), book, deeds, CONNECTIONS);
        let first = wait_for(&told, Happening::Acknowledged, SOME / 2);
        book.note(first);
        if let Some(then) = then.take_if(|_| book.count() > 0) {
            then();
        }
        for thread in load {
            thread.join().unwrap();
        }
        book.note(told.try_iter());
        if serving.has_ended() {
            break;
        }
    }
    assert!(serving.has_ended(), "it goes on with a disk that fails");
    assert!(book.count() > 0 && book.count() < book.deeds.len());
    serving.end()
}

/// A disk with room for a few dozen commits.
#[test]
fn a_disk_that_runs_full_ends_the_worker_in_one_sentence_and_loses_nothing() {
    let platforms = Receiver::start();
    let (place, secret) = place_with_polls(&platforms);
    let script = "mount -t tmpfs -o size=2m tmpfs /mnt && cp -r skolebud.db* /mnt/ \
                  && SKOLEBUD_DATABASE=/mnt/skolebud.db \"$0\" serve; code=$?; \
                  mkdir roomy && cp -rp /mnt/* roomy/; exit $code";
    let mut book = Book::default();
    let serving = Serving::start(place.in_own_mounts(script));
    let (code, log) = knock_until_the_end(serving, &mut book, || ());
    assert_eq!(code, Some(1), "{log}");
    let [sentence] = trouble(&log)[..] else {
        panic!("{log}")
    };
    assert!(
        sentence.contains("the disk is full: make room"),
        "{sentence}"
    );
    let database = place.path().join("roomy/skolebud.db");
    let doctor = place
        .command(&["doctor"])
        .env("SKOLEBUD_DATABASE", &database)
        .output();
    let doctor = doctor.unwrap();
    assert!(
        doctor.status.success(),
        "{}",
        String::from_utf8_lossy(&doctor.stdout)
    );
    all_is_kept(&database, secret, &book);
}

/// From one moment on nothing can be written.
#[rstest]
#[case::is_full(28, "the disk is full: make room")]
#[case::is_at_its_quota(122, "the disk failed while reading or writing")]
#[case::has_become_read_only(30, "the disk failed while reading or writing")]
#[case::is_broken(5, "the disk failed while reading or writing")]
fn a_disk_that_fails_ends_the_worker_in_one_sentence_and_loses_nothing(
    #[case] error: i32,
    #[case] said: &str,
) {
    let platforms = Receiver::start();
    let (mut place, secret) = place_with_polls(&platforms);
    let folder = TempDir::new().unwrap();
    let fails = folder.path().join("fails");
    run_on_a_machine_that_fails(&mut place, folder.path());
    place.set("DISK_FAILS", fails.to_str().unwrap());
    let mut book = Book::default();
    let fail = || std::fs::write(&fails, error.to_string()).unwrap();
    let (code, log) = knock_until_the_end(place.serve(), &mut book, fail);
    assert_eq!(code, Some(1), "{log}");
    let [sentence] = trouble(&log)[..] else {
        panic!("{log}")
    };
    assert!(sentence.contains(said), "{sentence}");
    std::fs::remove_file(&fails).unwrap();
    place.succeed(&["doctor"]);
    assert_eq!(place.serve().stop().0, Some(0));
    all_is_kept(&place.database(), secret, &book);
}

/// The first page of every table and index, by name.
fn pages(database: &Path) -> BTreeMap<String, u64> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite:{}", database.display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        let pages: Vec<(String, i64)> =
            sqlx::query_as("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")
                .fetch_all(&pool)
                .await
                .unwrap();
        pool.close().await;
        let pages = pages.into_iter();
        pages
            .map(|(name, page)| (name, page.try_into().unwrap()))
            .collect()
    })
}

/// Overwrites a page on the disk.
fn damage(database: &Path, page: u64, byte: u8) {
    let file = std::fs::File::options().write(true).open(database).unwrap();
    file.write_all_at(&[byte; 4096], (page - 1) * 4096).unwrap();
}

/// A command that may only succeed or fail in one sentence about the damage.
fn ends_well(place: &Place, arguments: &[&str], what: &str) -> bool {
    let output = place.run(arguments);
    let complaint = complaint(&output);
    if output.status.success() {
        return true;
    }
    assert_eq!(output.status.code(), Some(1), "{what}: {complaint}");
    assert_eq!(complaint.lines().count(), 1, "{what}: {complaint}");
    assert!(
        complaint.contains("the database is damaged"),
        "{what}: {complaint}"
    );
    false
}

/// Whatever page is overwritten: the doctor finds it, nobody makes a backup of it, and a worker that meets it
/// says so and ends.
#[rstest]
#[case::with_nothing(0)]
#[case::with_rubbish(0xa5)]
fn a_page_that_was_overwritten_is_told_in_one_sentence(#[case] byte: u8) {
    let platforms = Receiver::start();
    let (place, _) = place_with_polls(&platforms);
    let whole = std::fs::read(place.database()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let rows = runtime.block_on(rows_of(&place.database()));
    for (name, page) in pages(&place.database()) {
        std::fs::write(place.database(), &whole).unwrap();
        damage(&place.database(), page, byte);
        let doctor = place.run(&["doctor"]);
        let said = String::from_utf8(doctor.stdout).unwrap();
        assert_eq!(doctor.status.code(), Some(1), "{name}: {said}");
        assert!(said.contains("damaged"), "{name}: {said}");
        // An index is made anew in the copy; what it leads to is all there.
        let copy = place.path().join("copy.db");
        let made = ends_well(&place, &["backup", "copy.db"], &name);
        assert_eq!(made, copy.exists(), "{name}");
        if made {
            assert_eq!(runtime.block_on(rows_of(&copy)), rows, "{name}");
            std::fs::remove_file(copy).unwrap();
        }
        ends_well(&place, &["status"], &name);
    }
}

/// The page with the answers, or the one that finds what is due, goes bad under a running worker: it
/// goes on with what it knows, or says so and ends; what it acknowledges is kept.
#[rstest]
#[case("vote")]
#[case("event")]
#[case("delivery_head")]
fn a_page_that_goes_bad_under_a_running_worker_is_no_silent_loss(#[case] name: &str) {
    let platforms = Receiver::start();
    let (place, _) = place_with_polls(&platforms);
    let page = pages(&place.database())[name];
    let mut rng = Rng::with_seed(SEED);
    let mut book = Book::default();
    let deeds = book.taps(NAMED, 0, SOME, &mut rng);
    let serving = place.serve();
    damage(&place.database(), page, 0xa5);
    let (told, load) = pour(serving.address(), &book, deeds, CONNECTIONS);
    for thread in load {
        thread.join().unwrap();
    }
    book.note(told.try_iter());
    let (code, log) = serving.stop();
    assert!(!log.contains("panicked"), "{log}");
    if code == Some(1) {
        let [sentence] = trouble(&log)[..] else {
            panic!("{log}")
        };
        assert!(sentence.contains("the database is damaged"), "{sentence}");
        assert_eq!(book.count(), 0, "acknowledged by one that could not read");
    }
}
