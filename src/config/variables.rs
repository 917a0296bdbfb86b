//! The `SKOLEBUD_…` variables.

use std::cell::RefCell;

use crate::config::findings::{Findings, Place, Problem};
use crate::toml_reader::did_you_mean;

const PREFIX: &str = "SKOLEBUD_";

/// The variables whose names begin with `SKOLEBUD_`, and which of them someone has asked for.
pub(super) struct Variables<'v> {
    all: &'v [(String, String)],
    asked: RefCell<Vec<String>>,
}

impl<'v> Variables<'v> {
    pub(super) fn new(all: &'v [(String, String)]) -> Self {
        Self {
            all,
            // The command line asks for this one.
            asked: RefCell::new(vec![format!("{PREFIX}CONFIG")]),
        }
    }

    /// The variable called `SKOLEBUD_` and then `name`: its whole name and its value.
    pub(super) fn get(&self, name: &str) -> Option<(String, &'v str)> {
        let name = format!("{PREFIX}{name}");
        self.asked.borrow_mut().push(name.clone());
        let (_, value) = self.all.iter().find(|(found, _)| *found == name)?;
        Some((name, value))
    }

    /// Warns of variables nobody asked for. No more than that: container platforms set variables
    /// under a service's name by themselves.
    pub(super) fn report_unknown(&self, findings: &Findings<'_>) {
        let asked = self.asked.borrow();
        for (name, _) in self.all {
            if !name.starts_with(PREFIX) || asked.contains(name) {
                continue;
            }
            let known = asked.iter().map(String::as_str);
            let suggestion = did_you_mean(name, known).unwrap_or_else(|| {
                "Unset it, or look up the name in the commented settings file.".to_owned()
            });
            let problem = Problem::warning(
                "unknown_variable",
                "no setting or channel has this variable, so it has no effect",
                &suggestion,
            );
            findings.add(&Place::Variable(name.clone()), problem);
        }
    }
}
