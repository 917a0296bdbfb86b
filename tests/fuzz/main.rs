//! Hostile input: every law of `laws/` holds for every input that was ever of interest.
//!
//! The corpus is small and kept in the tree: inputs as they really come, the smallest of those by which
//! libFuzzer found its way deeper, and each that broke a law once. `bash tests/fuzz/run` looks for more.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of this crate is a test, its helpers too"
)]

mod laws;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::Builder;

use laws::TARGETS;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// In bytes, all files together: it is read by people, too.
const LARGEST_CORPUS: u64 = 300_000;

#[test]
fn every_input_of_the_corpus_keeps_its_law() {
    for target in TARGETS {
        let own = Path::new(ROOT).join("tests/fuzz/corpus").join(target.name);
        let seeds = target.seeds.iter().map(|seed| Path::new(ROOT).join(seed));
        let inputs: Vec<PathBuf> = inside(&own).into_iter().chain(seeds).collect();
        assert!(!inputs.is_empty(), "{} has no input", target.name);
        for path in inputs {
            let input = fs::read(&path).unwrap();
            // A panic names its thread, and so the input that broke the law.
            let thread = Builder::new().name(path.display().to_string());
            let kept = thread.spawn(move || (target.law)(&input)).unwrap().join();
            assert!(kept.is_ok(), "{} breaks its law", path.display());
        }
    }
}

#[test]
fn the_corpus_is_small_and_belongs_to_targets() {
    let corpus = Path::new(ROOT).join("tests/fuzz/corpus");
    let folders = inside(&corpus).into_iter();
    let folders: BTreeSet<_> = folders
        .map(|it| it.file_name().unwrap().to_owned())
        .collect();
    let known: BTreeSet<_> = TARGETS.iter().map(|target| target.name.into()).collect();
    assert_eq!(folders, known);
    let files = TARGETS
        .iter()
        .flat_map(|target| inside(&corpus.join(target.name)));
    let size: u64 = files.map(|file| file.metadata().unwrap().len()).sum();
    assert!(size <= LARGEST_CORPUS, "{size} bytes");
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
