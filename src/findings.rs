//! What is wrong with a file someone wrote: where, what, and what to do now. Shared by programme files
//! and the settings file, so that both tell all mistakes at once in the same form.

use std::ops::Range;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report,
};
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

/// Columns of a report.
const REPORT_WIDTH: usize = 100;

/// `findings` for people: each with the place in `source`, what is wrong and what to do, and a line
/// that counts them. For scripts a [`Finding`] serializes.
pub fn for_people(findings: &[Finding], source: &str, colour: bool) -> String {
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(REPORT_WIDTH);
    let shown = without_names(source);
    let mut text = String::new();
    for finding in findings {
        // Writing to a String cannot fail.
        let _ = handler.render_report(&mut text, finding.report(&shown).as_ref());
        text.push('\n');
    }
    if !findings.is_empty() {
        text.push_str(&summary(findings));
        text.push('\n');
    }
    text
}

/// How many there are: "2 errors, 1 warning".
fn summary(findings: &[Finding]) -> String {
    let count = |severity, thing| {
        let found = findings
            .iter()
            .filter(|finding| finding.severity == severity);
        counted(found.count(), thing)
    };
    format!(
        "{}, {}",
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning")
    )
}

/// "1 error", "2 errors".
pub(crate) fn counted(count: usize, thing: &str) -> String {
    match count {
        1 => format!("1 {thing}"),
        count => format!("{count} {thing}s"),
    }
}

/// `source` with stars for what stands before the @ of an e-mail address, byte for byte: it may be a
/// person's name, and what is shown may end in a log.
fn without_names(source: &str) -> String {
    let mut shown = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('@') {
        let (before, after) = rest.split_at(at);
        let name = before
            .rfind(|letter: char| !(letter.is_alphanumeric() || "._-+%".contains(letter)))
            .map_or(0, |place| before.ceil_char_boundary(place + 1));
        shown.push_str(&before[..name]);
        shown.push_str(&"*".repeat(before.len() - name));
        shown.push('@');
        rest = &after[1..];
    }
    shown.push_str(rest);
    shown
}

impl Finding {
    fn report(&self, source: &str) -> Report {
        let severity = match self.severity {
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        };
        let has_place = !self.span.is_empty() && self.span.end <= source.len();
        let message = if has_place {
            self.message.clone()
        } else {
            format!("{}: {}", self.place(), self.message)
        };
        let mut report = MietteDiagnostic::new(message)
            .with_code(self.code)
            .with_severity(severity);
        if let Some(suggestion) = &self.suggestion {
            report = report.with_help(suggestion.clone());
        }
        if !has_place {
            return Report::new(report);
        }
        let label = LabeledSpan::new_with_span(Some(self.key.clone()), self.span.clone());
        Report::new(report.with_label(label))
            .with_source_code(NamedSource::new(&self.file, source.to_owned()))
    }

    /// The place in words: `skolebud.toml:3:1, channel[0].id`.
    fn place(&self) -> String {
        let mut place = self.file.clone();
        if self.line > 0 {
            place.push_str(&format!(":{}:{}", self.line, self.column));
        }
        if !self.key.is_empty() {
            place.push_str(", ");
            place.push_str(&self.key);
        }
        place
    }
}

/// Line and column, both from 1, of the byte at `offset` in `source`.
pub(crate) fn position(source: &str, offset: usize) -> (usize, usize) {
    let before = &source[..source.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme;
    use proptest::prelude::*;

    const AS_PUBLISHED: &str = include_str!("../tests/data/asker-2018-as-published.toml");

    #[test]
    fn people_see_the_place_the_mistake_and_what_to_do() {
        let findings = programme::read(AS_PUBLISHED, "asker-2018.toml").unwrap_err();
        insta::assert_snapshot!(for_people(&findings, AS_PUBLISHED, false));
    }

    #[test]
    fn nobodys_name_is_shown() {
        let findings = programme::read(AS_PUBLISHED, "asker-2018.toml").unwrap_err();
        let text = for_people(&findings, AS_PUBLISHED, true);
        assert!(text.contains("@asker.kommune.example"));
        assert!(!text.contains("etternavn"));
    }

    #[test]
    fn there_is_colour_only_when_told_so() {
        let findings = programme::read(AS_PUBLISHED, "asker-2018.toml").unwrap_err();
        assert!(for_people(&findings, AS_PUBLISHED, true).contains('\u{1b}'));
        assert!(!for_people(&findings, AS_PUBLISHED, false).contains('\u{1b}'));
    }

    #[test]
    fn nothing_of_a_file_is_shown_for_a_finding_without_a_span() {
        let finding = Finding {
            severity: Severity::Error,
            code: "secret_in_file",
            file: "skolebud.toml".to_owned(),
            line: 1,
            column: 7,
            key: "channel[0].url".to_owned(),
            message: "a password".to_owned(),
            suggestion: None,
            span: 0..0,
        };
        let text = for_people(&[finding], "url = 'sesam'", false);
        assert!(!text.contains("sesam"));
        assert!(
            text.contains("skolebud.toml:1:7, channel[0].url: a password"),
            "{text}"
        );
        assert!(text.ends_with("1 error, 0 warnings\n"));
    }

    #[test]
    fn nothing_is_said_of_no_findings() {
        assert_eq!(for_people(&[], "", false), "");
    }

    proptest! {
        #[test]
        fn hiding_names_moves_nothing(source in ".*") {
            prop_assert_eq!(without_names(&source).len(), source.len());
        }

        #[test]
        fn every_file_can_be_shown(source in "(.|\n|@|\\[|=){0,60}") {
            if let Err(findings) = programme::read(&source, "p.toml") {
                let shown = for_people(&findings, &source, false);
                prop_assert!(shown.contains("error"));
            }
        }
    }
}
