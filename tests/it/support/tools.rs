//! The programs beside Rust that `tests/run` installs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Gives `lines` to the Python script of that name and expects it to find nothing wrong.
pub(crate) fn python_accepts(script: &str, lines: &[String]) {
    accepts(&tools().join(".venv/bin/python"), script, lines);
}

/// Gives `lines` to the Node script of that name and expects it to find nothing wrong.
pub(crate) fn node_accepts(script: &str, lines: &[String]) {
    accepts(Path::new("node"), script, lines);
}

fn accepts(program: &Path, script: &str, lines: &[String]) {
    let hint = "is missing: run `bash tests/run` once, which installs it";
    let spawned = Command::new(program)
        .arg(tools().join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    assert!(spawned.is_ok(), "{} {hint}", program.display());
    let mut child = spawned.unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = lines.join("\n") + "\n";
    // A script that ends at the first mistake closes its end; what it says is told below.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    let lacks_a_module =
        complained.contains("Cannot find module") || complained.contains("No module named");
    assert!(!lacks_a_module, "a module of {script} {hint}\n{complained}");
    assert!(output.status.success(), "{script}: {complained}");
    // A script that reads nothing would find nothing wrong either.
    assert_eq!(said.trim(), format!("{} payloads accepted", lines.len()));
}

fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools")
}
