//! The engine of coverage-guided fuzzing: libFuzzer, driving the law that `SKOLEBUD_FUZZ` names.
//! `bash tests/fuzz/run` builds it and says how it is used.

#![no_main]

mod laws;

use std::sync::LazyLock;

static LAW: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("SKOLEBUD_FUZZ").unwrap_or_default();
    let target = laws::TARGETS.iter().find(|target| target.name == name);
    let names = laws::TARGETS.map(|target| target.name).join(", ");
    target
        .unwrap_or_else(|| panic!("SKOLEBUD_FUZZ is none of {names}"))
        .law
});

libfuzzer_sys::fuzz_target!(|input: &[u8]| LAW(input));
