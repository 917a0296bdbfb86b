//! What is wrong with a file someone wrote: where, what, and what to do now. Shared by programme files
//! and the settings file, so that both tell all mistakes at once in the same form.

use std::ops::Range;

use serde::Serialize;

/// One mistake, or one thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub severity: Severity,
    /// A fixed word for scripts: `unknown_key`, `year_slip`.
    pub code: &'static str,
    pub file: String,
    /// From 1; 0 for what stands in no file, such as a variable.
    pub line: usize,
    /// In characters, from 1; 0 for what stands in no file.
    pub column: usize,
    /// The dotted path: `network[0].session[2].date`.
    pub key: String,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do now.
    pub suggestion: Option<String>,
    /// Where in the file, in bytes; empty where nothing of the file may be shown.
    #[serde(skip)]
    pub span: Range<usize>,
}

/// Whether a finding stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file can be used.
    Warning,
    /// The file cannot be used.
    Error,
}

/// Line and column, both from 1, of the byte at `offset` in `source`.
pub(crate) fn position(source: &str, offset: usize) -> (usize, usize) {
    let before = &source[..source.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}
