//! What a loss of power leaves, at any instant, opens again and holds every acknowledged answer.
//!
//! A library loaded into the program (tests/tools/machine.c) keeps each file as it was when the program
//! last made sure that it is on the disk. What was written later may be there or not, sector by sector;
//! so an image is drawn from both: the least, the most, and mixtures. Not covered are disks that say that
//! something is written when it is not, sectors that are half written, and files that lose their
//! names.

#![expect(clippy::disallowed_methods, reason = "the cases are drawn from a seed")]

use std::collections::VecDeque;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use tempfile::TempDir;

use crate::support::binary::Place;
use crate::support::crowd::{Book, CONNECTIONS, Happening, pour, wait_for};
use crate::support::kept::Kept;
use crate::support::machine::run_on_a_machine_that_fails;
use crate::support::polls::{SECRET, place_with_polls};
use crate::support::receiver::Receiver;

const ROUNDS: usize = 8;
const SEED: u64 = 20_190_621;
/// What a disk writes at once, in bytes.
const SECTOR: usize = 512;
/// More sealings than may lie between a key on the disk and what it opens.
const MANY_SEALINGS: usize = 1_100;
const DATABASE: &str = "skolebud.db";

/// A machine that can lose its power.
struct Machine {
    place: Place,
    secret: i64,
    platforms: Receiver,
    /// What is on the disk for certain.
    keeps: TempDir,
    _library: TempDir,
}

/// What is drawn for each sector that was written and not made sure of.
#[derive(Clone, Copy, Debug)]
enum Unsure {
    Lost,
    Written,
    Either,
}

impl Machine {
    fn start() -> Self {
        let platforms = Receiver::start();
        let (library, keeps) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let (mut place, secret) = place_with_polls(&platforms);
        // Made before the library looked on.
        for path in files(place.path()) {
            let name = path.strip_prefix(place.path()).unwrap().to_str().unwrap();
            std::fs::copy(&path, keeps.path().join(name.replace('/', "+"))).unwrap();
        }
        run_on_a_machine_that_fails(&mut place, library.path());
        place.set("POWER_CUT_KEEPS", keeps.path().to_str().unwrap());
        Self {
            place,
            secret,
            platforms,
            keeps,
            _library: library,
        }
    }

    /// Lets the crowd do `deeds` over so many connections until the power fails, when so many have come so
    /// far.
    fn live_until_cut(
        &self,
        book: &mut Book,
        deeds: VecDeque<usize>,
        connections: usize,
        cut: (Happening, usize),
    ) {
        let serving = self.place.serve();
        let (told, load) = pour(serving.address(), book, deeds, connections);
        book.note(wait_for(&told, cut.0, cut.1));
        serving.kill();
        for thread in load {
            thread.join().unwrap();
        }
        book.note(told.try_iter());
    }

    /// What the power leaves, in a folder of its own.
    fn image(&self, unsure: Unsure, rng: &mut Rng) -> Place {
        let image = Place::with(&self.platforms);
        let mut count = 0;
        for path in files(self.place.path()) {
            let name = path.strip_prefix(self.place.path()).unwrap();
            let kept = name.to_str().unwrap().replace('/', "+");
            let kept = std::fs::read(self.keeps.path().join(kept));
            // The index of the write-ahead log is made anew, and settings are none of the program's.
            if !name.to_str().unwrap().starts_with(DATABASE) || name.ends_with("skolebud.db-shm") {
                continue;
            }
            count += 1;
            let written = std::fs::read(&path).unwrap();
            let bytes = drawn(&kept.unwrap_or_default(), &written, unsure, rng);
            let to = image.path().join(name);
            if let Some(folder) = to.parent().filter(|folder| !folder.exists()) {
                std::fs::create_dir(folder).unwrap();
                std::fs::set_permissions(folder, PermissionsExt::from_mode(0o700)).unwrap();
            }
            std::fs::write(&to, bytes).unwrap();
            std::fs::set_permissions(&to, PermissionsExt::from_mode(0o600)).unwrap();
        }
        assert!(count >= 3, "the database, its log and a key at least");
        image
    }

    /// Whatever the power left, the program goes on with it, finds it in good health, and has every
    /// acknowledged answer.
    fn every_image_holds(&self, book: &Book, rng: &mut Rng) {
        for unsure in [
            Unsure::Lost,
            Unsure::Written,
            Unsure::Either,
            Unsure::Either,
        ] {
            let image = self.image(unsure, rng);
            image.succeed(&["status"]);
            let doctor = image.run(&["doctor"]);
            let said = String::from_utf8(doctor.stdout).unwrap();
            assert!(doctor.status.success(), "{unsure:?}: {said}");
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let kept = Kept::read(&image.database()).await;
                kept.check(book);
                kept.check_counters(&image.database(), self.secret, book)
                    .await;
            });
        }
    }
}

/// The files in `folder` and in the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .collect()
}

/// A file of which `kept` is on the disk for certain, and `written` was written.
fn drawn(kept: &[u8], written: &[u8], unsure: Unsure, rng: &mut Rng) -> Vec<u8> {
    let mut pick = || match unsure {
        Unsure::Lost => false,
        Unsure::Written => true,
        Unsure::Either => rng.bool(),
    };
    let length = if pick() { written.len() } else { kept.len() };
    let mut bytes = Vec::with_capacity(length);
    for at in (0..length).step_by(SECTOR) {
        let end = (at + SECTOR).min(length);
        let source = if pick() { written } else { kept };
        let known = &source[at.min(source.len())..end.min(source.len())];
        bytes.extend_from_slice(known);
        // A file can be longer than what was written to the disk of it.
        bytes.resize(end, 0);
    }
    bytes
}

#[test]
fn a_power_cut_at_any_instant_leaves_every_acknowledged_answer() {
    let machine = Machine::start();
    let mut rng = Rng::with_seed(SEED);
    let mut book = Book::default();
    for round in 0..ROUNDS {
        let deeds = book.round(round, &mut rng);
        let left = 1 + rng.usize(..deeds.len() - CONNECTIONS);
        let cut = (Happening::any(&mut rng), left);
        machine.live_until_cut(&mut book, deeds, CONNECTIONS, cut);
        machine.every_image_holds(&book, &mut rng);
    }
    assert!(book.count() > 10 * ROUNDS, "{}", book.count());
}

/// The key of a secret question moves on with every commit, and is not made sure of each time.
#[test]
fn a_power_cut_after_many_secret_answers_leaves_a_key_that_opens_them() {
    let machine = Machine::start();
    let mut rng = Rng::with_seed(SEED);
    let mut book = Book::default();
    let deeds = book.taps(SECRET, 0, MANY_SEALINGS, &mut rng);
    let cut = (Happening::Acknowledged, MANY_SEALINGS);
    machine.live_until_cut(&mut book, deeds, 1, cut);
    assert_eq!(book.count(), MANY_SEALINGS);
    machine.every_image_holds(&book, &mut rng);
}
