//! The programs beside our own that `tests/run` installs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// How to mend it where one is missing.
const HINT: &str = "is missing: run `bash tests/run` once, which installs it";

/// Gives `lines` to the Python script of that name and expects it to find nothing wrong.
pub(crate) fn python_accepts(script: &str, lines: &[String]) {
    accepts(&tools().join(".venv/bin/python"), script, lines);
}

/// Gives `lines` to the Node script of that name and expects it to find nothing wrong.
pub(crate) fn node_accepts(script: &str, lines: &[String]) {
    accepts(Path::new("node"), script, lines);
}

/// What the types of slack-morphism make of `lines`, each a payload and what it is
/// (tests/tools/slack_types); each must be known to them.
pub(crate) fn slack_types_read(lines: &[Value]) -> Vec<Value> {
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    let program = tools().join("slack_types/target/debug/slack_types");
    let output = run(&mut Command::new(program), &lines);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "slack_types: {complained}");
    let said = String::from_utf8(output.stdout).unwrap();
    let read: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(read.len(), lines.len());
    read
}

fn accepts(program: &Path, script: &str, lines: &[String]) {
    let output = run(Command::new(program).arg(tools().join(script)), lines);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    let lacks_a_module =
        complained.contains("Cannot find module") || complained.contains("No module named");
    assert!(!lacks_a_module, "a module of {script} {HINT}\n{complained}");
    assert!(output.status.success(), "{script}: {complained}");
    // A script that reads nothing would find nothing wrong either.
    assert_eq!(said.trim(), format!("{} payloads accepted", lines.len()));
}

/// What the program says to `lines` on its standard input.
fn run(program: &mut Command, lines: &[String]) -> Output {
    let spawned = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let name = program.get_program().to_string_lossy();
    assert!(spawned.is_ok(), "{name} {HINT}");
    let mut child = spawned.unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = lines.join("\n") + "\n";
    // A program that ends at the first mistake closes its end; what it says is told by the caller.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output
}

/// The binary of Litestream.
pub(crate) fn litestream() -> PathBuf {
    let binary = tools().join(".venv/bin/litestream");
    assert!(binary.exists(), "Litestream {HINT}");
    binary
}

fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools")
}
