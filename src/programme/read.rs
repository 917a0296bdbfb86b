//! Reads a programme file: TOML → [`Programme`], or every mistake in it.
//!
//! First every part is read by itself into a draft, then [`check`] looks at the draft as a whole, so
//! that one round shows all there is to correct.

mod parts;
mod questions;
mod rhythm;
mod sessions;
mod values;

use crate::findings::{Finding, Severity};
use crate::programme::draft::Draft;
use crate::programme::{Programme, check};
use crate::toml_reader::{Table, read_toml};

/// A programme that can be used, and what its author should look at.
#[derive(Clone, Debug)]
pub struct Checked {
    pub programme: Programme,
    /// Warnings only.
    pub findings: Vec<Finding>,
}

/// The programme in `source`; `file` is the name used in findings.
///
/// # Errors
/// Every finding, warnings among them, when at least one is an error.
pub fn read(source: &str, file: &str) -> Result<Checked, Vec<Finding>> {
    let (draft, findings) = read_toml(source, file, |root| {
        let draft = draft(root);
        check::check(&draft, root.report);
        draft
    });
    let usable = findings
        .iter()
        .all(|finding| finding.severity == Severity::Warning);
    match draft.filter(|_| usable).and_then(Draft::into_programme) {
        Some(programme) => Ok(Checked {
            programme,
            findings,
        }),
        None => Err(findings),
    }
}

fn draft(root: &Table<'_>) -> Draft {
    let mut draft = Draft::default();
    if root.has("programme") {
        root.table("programme", |table| parts::head(table, &mut draft));
    } else {
        root.report.error(
            "programme",
            "missing_key",
            "there is no [programme]".to_owned(),
            "Begin the file with [programme] and its id, title and language.".to_owned(),
        );
    }
    draft.contact = root.table("contact", parts::contact).flatten();
    draft.registration = root.table("registration", parts::registration).flatten();
    draft.quiet = root.table("quiet", parts::quiet).unwrap_or_default();
    draft.breaks = root.tables("break", parts::holiday_break);
    draft.schools = root.tables("school", parts::school);
    draft.readings = root.tables("reading", parts::reading);
    draft.plans = root.tables("session", sessions::plan);
    draft.networks = root.tables("network", sessions::network);
    let language = draft.language;
    draft.questions = root.tables("question", |table| questions::question(table, language));
    draft.rhythm = rhythm::rhythm(root);
    draft
}

#[cfg(test)]
mod tests;
