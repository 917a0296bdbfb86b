//! `check`: every mistake in programme files, with line and suggestion.

use crate::cli::setup::read_file;
use crate::cli::{CheckArguments, Failure, Output};
use crate::findings::{self, Finding, Severity, counted};
use crate::programme;

/// Checks each file; fails when one has an error.
pub(super) fn run(arguments: &CheckArguments, out: &mut Output) -> Result<(), Failure> {
    let mut all: Vec<Finding> = Vec::new();
    for path in &arguments.files {
        let source = read_file(path)?;
        let name = path.display().to_string();
        let (found, good) = match programme::read(&source, &name) {
            Ok(checked) => (checked.findings, Some(checked.programme)),
            Err(found) => (found, None),
        };
        if !arguments.json {
            out.raw(&findings::for_people(&found, &source, out.colour))?;
            if let Some(programme) = good {
                let sessions = programme
                    .networks
                    .iter()
                    .map(|network| network.sessions.len());
                out.line(format!(
                    "{name}: {}, {}, {}; it can be used.",
                    counted(programme.networks.len(), "network"),
                    counted(programme.schools.len(), "school"),
                    counted(sessions.sum(), "session"),
                ))?;
            }
        }
        all.extend(found);
    }
    if arguments.json {
        out.json(&all)?;
    }
    if all
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        return Err(Failure::AlreadySaid);
    }
    Ok(())
}
