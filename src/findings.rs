//! What is wrong with a file someone wrote: where, what, and what to do now. Shared by programme files
//! and the settings file, so that both tell all mistakes at once in the same form.

use std::ops::Range;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource,
    SourceCode,
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

/// `findings` for people: each with the place in `source`, what is wrong and what to do, and a line
/// that counts them.
pub fn for_people(findings: &[Finding], source: &str, colour: bool) -> String {
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(REPORT_WIDTH);
    let mut text = String::new();
    for finding in findings {
        let report = finding.report(source);
        // Writing to a String cannot fail.
        let _ = handler.render_report(&mut text, report.as_ref());
        text.push('\n');
    }
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        text.push_str(&format!(
            "{}, {}\n",
            counted(errors, "error"),
            counted(warnings, "warning")
        ));
    }
    text
}

/// Columns of a report.
const REPORT_WIDTH: usize = 100;

fn counted(count: usize, thing: &str) -> String {
    match count {
        1 => format!("1 {thing}"),
        count => format!("{count} {thing}s"),
    }
}

impl Finding {
    fn report(&self, source: &str) -> Box<dyn Diagnostic> {
        let mut report = MietteDiagnostic::new(self.message.clone())
            .with_code(self.code)
            .with_severity(match self.severity {
                Severity::Warning => miette::Severity::Warning,
                Severity::Error => miette::Severity::Error,
            });
        if let Some(suggestion) = &self.suggestion {
            report = report.with_help(suggestion.clone());
        }
        if self.line == 0 || self.span.end > source.len() {
            return Box::new(Placed {
                report,
                place: None,
            });
        }
        let label = LabeledSpan::new_with_span(Some(self.key.clone()), self.span.clone());
        Box::new(Placed {
            report: report.with_label(label),
            place: Some(NamedSource::new(&self.file, source.to_owned())),
        })
    }
}

/// A report with the text it speaks of.
#[derive(Debug)]
struct Placed {
    report: MietteDiagnostic,
    place: Option<NamedSource<String>>,
}

impl std::fmt::Display for Placed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.report, out)
    }
}

impl std::error::Error for Placed {}

impl Diagnostic for Placed {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.report.code()
    }

    fn severity(&self) -> Option<miette::Severity> {
        self.report.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.report.help()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.report.labels()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place.as_ref().map(|place| place as &dyn SourceCode)
    }
}

/// Line and column, both from 1, of the byte at `offset` in `source`.
pub(crate) fn position(source: &str, offset: usize) -> (usize, usize) {
    let before = &source[..source.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}
