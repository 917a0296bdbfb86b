//! The whole program, broken on purpose: school years lived through in a second each,
//! with simulated people and platforms, time that jumps, and faults. A seed decides everything; the same
//! seed gives the same run, byte for byte.
//!
//! ```text
//! cargo test --test sim                         # as in CI
//! SIM_SEEDS=123 cargo test --test sim           # one seed, with its whole story if it fails
//! SIM_SEEDS=1000..20000 cargo test --test sim   # more
//! ```

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod answers;
mod calendar;
mod chance;
mod checks;
mod commands;
mod crash;
mod deliver;
mod door;
mod faults;
mod gate;
mod model;
mod people;
mod platform;
mod program;
mod reading;
mod replies;
mod results;
mod run;
mod school_year;
mod spelling;
mod trace;
mod written;

use std::io::Write;
use std::net::Ipv4Addr;
use std::num::NonZero;
use std::ops::Range;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use skolebud::chat::{AllowedHosts, Chat, Limits, Wire};

use crate::gate::Gate;
use crate::run::{Checked, Doors, Place};
use crate::trace::Trace;

/// The seeds of every test run.
const SEEDS: Range<u64> = 0..1000;
/// Says where the disks are.
const DISKS: &str = "SIM_DISKS";
/// Some wait while others work.
const THREADS: u8 = 12;
/// How many lines of a failed run are shown.
const TAIL: usize = 40;
/// Longer than any machine takes to answer itself.
const PATIENT: Duration = Duration::from_secs(90);
/// What a late answer costs; a busy machine must not look like one.
const HASTY: Duration = Duration::from_secs(4);

#[test]
fn school_years_keep_every_promise_whatever_breaks() {
    on_disks_of_our_own("school_years_keep_every_promise_whatever_breaks", || {
        let seeds = asked_for().unwrap_or(SEEDS);
        let failures = live_through(&seeds);
        assert!(
            failures.is_empty(),
            "{} of {} school years broke a promise:\n{}\n\nThe first:\n{}",
            failures.len(),
            seeds.end - seeds.start,
            heads(&failures),
            failures[0]
        );
    });
}

#[test]
fn the_same_seed_gives_the_same_run_byte_for_byte() {
    on_disks_of_our_own("the_same_seed_gives_the_same_run_byte_for_byte", || {
        let place = place(1);
        for seed in asked_for().map_or_else(|| vec![3, 17, 42], Iterator::collect) {
            let (first, _) = live(&place, seed);
            let (again, _) = live(&place, seed);
            assert_eq!(first.whole(), again.whole(), "seed {seed}");
            assert_eq!(first.fingerprint(), again.fingerprint());
        }
    });
}

/// The stories of the years that broke a promise.
fn live_through(seeds: &Range<u64>) -> Vec<String> {
    let next = AtomicU64::new(seeds.start);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for thread in 1..=THREADS {
            let (next, failures) = (&next, &failures);
            scope.spawn(move || {
                stay_on_one_core(thread);
                let place = place(thread);
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if !seeds.contains(&seed) {
                        return;
                    }
                    let (trace, checked) = live(&place, seed);
                    if let Err(wrong) = checked {
                        failures.lock().unwrap().push(story(seed, &trace, &wrong));
                    }
                    tell_progress(seeds, seed);
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    failures
}

/// Does `work`, for the test called `name`, in a process that sees a small disk in memory for each
/// thread: what is lost with the process is ours to say there, and it can be filled.
fn on_disks_of_our_own(name: &str, work: impl FnOnce()) {
    if std::env::var_os(DISKS).is_some() {
        return work();
    }
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "for thread in $(seq {THREADS}); do mkdir \"$0/$thread\" \
         && mount -t tmpfs -o size=48m tmpfs \"$0/$thread\" || exit 1; done; \
         exec \"$1\" --exact {name} --nocapture"
    );
    let child = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", &script])
        .arg(folder.path())
        .arg(std::env::current_exe().unwrap())
        .env(DISKS, folder.path())
        .stdout(Stdio::null())
        .spawn();
    let output = child.unwrap().wait_with_output().unwrap();
    assert!(output.status.success(), "see above");
}

/// Keeps this thread, number `thread`, and those that it starts on one core. It and SQLite's worker wait for
/// each other at every statement, and waking one on another core takes a fifth of all the time. Where that
/// cannot be, it takes the longer.
fn stay_on_one_core(thread: u8) {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let core = usize::from(thread) % cores;
    let own = std::fs::read_link("/proc/thread-self").unwrap();
    let pinned = Command::new("taskset")
        .args(["--cpu-list", "--pid", &core.to_string()])
        .arg(own.file_name().unwrap())
        .output();
    drop(pinned);
}

/// Where thread number `thread` has its runs.
fn place(thread: u8) -> Place {
    let host = Ipv4Addr::new(127, 77, 0, thread);
    let allowed = AllowedHosts {
        also: vec![host.to_string()],
    };
    let door = |total| {
        let connect = total;
        let limits = Limits { connect, total };
        Chat::new(Wire::open_within(allowed.clone(), limits).unwrap())
    };
    Place {
        host,
        doors: Doors {
            patient: door(PATIENT),
            hasty: door(HASTY),
        },
        gate: Gate::here(),
        disk: PathBuf::from(std::env::var_os(DISKS).unwrap()).join(thread.to_string()),
    }
}

/// Lives through the year of `seed`.
fn live(place: &Place, seed: u64) -> (Trace, Checked) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(run::run(seed, place.clone()))
}

/// The first line of each story, shortened.
fn heads(stories: &[String]) -> String {
    let heads = stories.iter().map(|story| {
        let head = story.lines().next().unwrap_or_default();
        head.chars().take(300).collect::<String>()
    });
    heads.collect::<Vec<_>>().join("\n")
}

/// What to read about a run that failed.
fn story(seed: u64, trace: &Trace, wrong: &str) -> String {
    let lines = match std::env::var("SIM_SEEDS") {
        Ok(one) if one.parse() == Ok(seed) => trace.whole(),
        _ => trace.tail(TAIL),
    };
    format!(
        "seed {seed:6}: {wrong}\n{lines}\nAgain: SIM_SEEDS={seed} cargo test --test sim school_years"
    )
}

/// The seeds asked for: `SIM_SEEDS=123` or `SIM_SEEDS=0..5000`.
fn asked_for() -> Option<Range<u64>> {
    let asked = std::env::var("SIM_SEEDS").ok()?;
    let number = |text: &str| text.trim().parse::<u64>().unwrap();
    Some(match asked.split_once("..") {
        Some((first, end)) => number(first)..number(end),
        None => number(&asked)..number(&asked) + 1,
    })
}

/// A line for every hundred years, past the test harness, so that a long run is seen to go on.
fn tell_progress(seeds: &Range<u64>, seed: u64) {
    let done = seed - seeds.start + 1;
    if done.is_multiple_of(100) {
        let _ = writeln!(std::io::stderr(), "sim: {done} school years");
    }
}
