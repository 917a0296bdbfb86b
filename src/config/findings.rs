//! Findings in the settings stand in the file or in a variable.

use std::cell::RefCell;

use crate::findings::{Finding, Severity};
use crate::toml_reader::Report;

/// What is wrong, before it is known where it stands.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    severity: Severity,
    code: &'static str,
    message: String,
    suggestion: String,
}

/// Where a value was written.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// Under this dotted key of the file.
    Key(String),
    /// In this variable.
    Variable(String),
}

/// Collects the findings of the file and of the variables.
pub(super) struct Findings<'r> {
    report: &'r Report<'r>,
    of_variables: RefCell<Vec<Finding>>,
}

impl Problem {
    pub(super) fn error(code: &'static str, message: &str, suggestion: &str) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.to_owned(),
            suggestion: suggestion.to_owned(),
        }
    }

    pub(super) fn warning(code: &'static str, message: &str, suggestion: &str) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message, suggestion)
        }
    }

    /// Reports it under `key`.
    pub(super) fn report(self, report: &Report<'_>, key: &str) {
        match self.severity {
            Severity::Error => report.error(key, self.code, self.message, self.suggestion),
            Severity::Warning => report.warning(key, self.code, self.message, self.suggestion),
        }
    }

    /// The finding about the whole of `file`.
    pub(super) fn in_file(self, file: &str) -> Finding {
        self.nowhere(file.to_owned(), String::new())
    }

    fn nowhere(self, file: String, key: String) -> Finding {
        Finding {
            severity: self.severity,
            code: self.code,
            file,
            line: 0,
            column: 0,
            key,
            message: self.message,
            suggestion: Some(self.suggestion),
            span: 0..0,
        }
    }
}

impl<'r> Findings<'r> {
    pub(super) fn new(report: &'r Report<'r>) -> Self {
        Self {
            report,
            of_variables: RefCell::default(),
        }
    }

    pub(super) fn add(&self, place: &Place, problem: Problem) {
        match place {
            Place::Key(key) => problem.report(self.report, key),
            Place::Variable(name) => self
                .of_variables
                .borrow_mut()
                .push(problem.nowhere("environment".to_owned(), name.clone())),
        }
    }

    /// The findings in variables, by name.
    pub(super) fn of_variables(self) -> Vec<Finding> {
        let mut findings = self.of_variables.into_inner();
        findings.sort_by(|a, b| (&a.key, a.code).cmp(&(&b.key, b.code)));
        findings
    }
}
