//! A machine that fails: the library tests/tools/machine.c, loaded into the binary.

use std::path::Path;
use std::process::Command;

use crate::support::binary::Place;

/// Lets the binary of `place` run on a machine that fails as the library in `folder`, made here, knows to.
pub(crate) fn run_on_a_machine_that_fails(place: &mut Place, folder: &Path) {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/machine.c");
    let library = folder.join("machine.so");
    let compiler = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", source, "-ldl", "-o"])
        .arg(&library)
        .output()
        .unwrap();
    assert!(compiler.status.success(), "{compiler:?}");
    let of_place = std::fs::canonicalize(place.path()).unwrap();
    place.set("LD_PRELOAD", library.to_str().unwrap());
    place.set("MACHINE_FOLDER", of_place.to_str().unwrap());
}
