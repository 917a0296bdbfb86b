//! Where secrets come from: a variable, or a file that a variable or the settings name.

use std::path::PathBuf;

use secrecy::SecretString;

use crate::config::findings::{Findings, Place, Problem};
use crate::config::read_file;
use crate::config::variables::Variables;
use crate::programme::Id;

/// A secret as it was found.
pub(super) enum Written {
    /// Here.
    Secret(Place, SecretString),
    /// Nowhere.
    Nowhere,
    /// It could not be read; that is reported.
    Unreadable,
}

impl Written {
    /// Looks in the variable `SKOLEBUD_name`, in the file that `SKOLEBUD_name_FILE` names, and in the one
    /// that the settings name under `key`; the first that is there counts.
    pub(super) fn find(
        name: &str,
        key: String,
        file: Option<PathBuf>,
        variables: &Variables<'_>,
        findings: &Findings<'_>,
    ) -> Self {
        let (here, path) = (variables.get(name), variables.get(&format!("{name}_FILE")));
        let (place, path) = match (here, path, file) {
            (Some((here, _)), Some((path, _)), _) => {
                let problem = Problem::error(
                    "two_secrets",
                    &format!("{here} and {path} are both set"),
                    "Unset one of them.",
                );
                findings.add(&Place::Variable(here), problem);
                return Self::Unreadable;
            }
            (Some((name, secret)), None, _) => {
                return Self::Secret(Place::Variable(name), trimmed(secret));
            }
            (None, Some((name, path)), _) => (Place::Variable(name), PathBuf::from(path)),
            (None, None, Some(path)) => (Place::Key(key), path),
            (None, None, None) => return Self::Nowhere,
        };
        match read_file(&path) {
            Ok(text) => Self::Secret(place, trimmed(&text)),
            Err(problem) => {
                findings.add(&place, problem);
                Self::Unreadable
            }
        }
    }
}

/// The part of a variable's name that `id` makes up. Ids have no underscores, so that two never share a
/// variable.
pub(super) fn in_capitals(id: &Id) -> String {
    id.as_str().to_ascii_uppercase().replace('-', "_")
}

fn trimmed(text: &str) -> SecretString {
    SecretString::from(text.trim().to_owned())
}
