//! What a command prints, and how it ends.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};
use serde::Serialize;

use crate::app::AppError;
use crate::cli::Colour;
use crate::store::StoreError;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// It was asked wrongly, or the settings are wrong: exit code 2.
    Usage(String),
    /// It could not be done: exit code 1.
    Failed(String),
    /// It could not be done, and why is printed already: exit code 1.
    AlreadySaid,
    /// The reader went away (`skolebud log | head`): not our failure.
    ReaderGone,
}

impl Failure {
    /// It could not be done, because of `why`.
    pub fn because(why: impl Display) -> Self {
        Self::Failed(why.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ReaderGone
        } else {
            Self::Failed(format!("cannot write the output: {error}"))
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::because(error)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::because(error)
    }
}

/// Standard output, and how it looks.
#[derive(Debug)]
pub struct Output {
    stdout: io::Stdout,
    /// Whether colour may be used on standard output.
    pub colour: bool,
    /// Whether colour may be used on standard error.
    pub colour_of_errors: bool,
}

impl Output {
    /// Standard output with colour as asked.
    pub fn new(colour: Colour) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let decide = |terminal: bool| match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !plain,
        };
        Self {
            stdout: io::stdout(),
            colour: decide(io::stdout().is_terminal()),
            colour_of_errors: decide(io::stderr().is_terminal()),
        }
    }

    /// Prints one line.
    pub fn line(&mut self, text: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.stdout, "{text}")?)
    }

    /// Prints `text` as it is.
    pub fn raw(&mut self, text: &str) -> Result<(), Failure> {
        Ok(write!(self.stdout, "{text}")?)
    }

    /// Prints `value` as indented JSON.
    pub fn json<T: Serialize>(&mut self, value: &T) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(Failure::because)?;
        self.line(text)
    }

    /// Prints rows under a heading, columns aligned; on a terminal they wrap to its width.
    pub fn table(
        &mut self,
        heading: &[&str],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Result<(), Failure> {
        let mut table = Table::new();
        table.load_style(NOTHING);
        if let Some((_, columns)) = console::Term::stdout().size_checked() {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(columns);
        }
        table.set_header(heading.to_vec());
        table.add_rows(rows);
        for line in table.lines() {
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    /// Says something to the person at the terminal that does not belong to the output proper.
    pub fn note(&self, text: impl Display) {
        // A closed standard error leaves no one to tell.
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Ends: prints what went wrong, if anything, and gives the exit code.
    pub fn finish(&mut self, result: Result<(), Failure>) -> ExitCode {
        let result = result.and_then(|()| Ok(self.stdout.flush()?));
        match result {
            Ok(()) | Err(Failure::ReaderGone) => ExitCode::SUCCESS,
            Err(Failure::AlreadySaid) => ExitCode::from(1),
            Err(Failure::Failed(why)) => {
                self.note(format!("skolebud: {why}"));
                ExitCode::from(1)
            }
            Err(Failure::Usage(why)) => {
                self.note(format!("skolebud: {why}"));
                ExitCode::from(2)
            }
        }
    }
}
