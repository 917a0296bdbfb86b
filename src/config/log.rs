//! How the program logs: in which form, and of what.

use tracing_subscriber::filter::Targets;

use crate::config::findings::{Findings, Problem};
use crate::config::variables::Variables;
use crate::config::{checked, over};
use crate::toml_reader::{Node, Table, choice, did_you_mean};

pub use tracing::level_filters::LevelFilter;

const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

/// How the program logs.
#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    pub format: LogFormat,
    /// Of what it tells, by the part of the program: `info`, `info,skolebud=debug`.
    pub filter: Targets,
}

/// The form of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

impl Log {
    /// Log lines as text, of this level and of what is more severe.
    pub fn of_level(level: LevelFilter) -> Self {
        Self {
            format: LogFormat::Text,
            filter: Targets::new().with_default(level),
        }
    }
}

/// What `[log]` and the variables say.
pub(super) fn read(root: &Table<'_>, variables: &Variables<'_>, findings: &Findings<'_>) -> Log {
    let (format, filter) = root
        .table("log", |log| {
            (
                log.optional("format", log_format),
                log.optional("filter", |node| checked(node, to_filter)),
            )
        })
        .unwrap_or_default();
    let format = over(variables, findings, "LOG_FORMAT", format, to_log_format);
    let filter = over(variables, findings, "LOG_FILTER", filter, to_filter);
    let usual = Log::of_level(LevelFilter::INFO);
    Log {
        format: format.unwrap_or(usual.format),
        filter: filter.unwrap_or(usual.filter),
    }
}

fn log_format(node: &Node<'_>) -> Option<LogFormat> {
    choice(vec![("text", LogFormat::Text), ("json", LogFormat::Json)])(node)
}

fn to_log_format(value: &str) -> Result<LogFormat, Problem> {
    match value {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(Problem::error(
            "bad_value",
            "this is not a format of log lines",
            "Choose text or json.",
        )),
    }
}

/// Read here and not by the filters' own readers: `EnvFilter` panics at some texts (`\u{b}º=`), and
/// both take a misspelt level for a part of the program, and then tell of nothing else.
fn to_filter(value: &str) -> Result<Targets, Problem> {
    value
        .split(',')
        .try_fold(Targets::new(), |filter, part| match part.split_once('=') {
            Some((target, level)) if !target.trim().is_empty() => {
                Ok(filter.with_target(target.trim(), to_level(level)?))
            }
            Some(_) => Err(no_filter(None)),
            None => Ok(filter.with_default(to_level(part)?)),
        })
}

fn to_level(written: &str) -> Result<LevelFilter, Problem> {
    let written = written.trim();
    // An empty text would be read as `error`.
    let level = written.parse().ok().filter(|_| !written.is_empty());
    level.ok_or_else(|| no_filter(did_you_mean(written, LEVELS)))
}

fn no_filter(meant: Option<String>) -> Problem {
    let usual = "Write a level, or parts with levels too: \"info\", \"info,skolebud=debug\".";
    Problem::error(
        "bad_value",
        "this is not a log filter",
        meant.as_deref().unwrap_or(usual),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::level("info", Some("info"))]
    #[case::shouted("WARN", Some("warn"))]
    #[case::nothing("off", Some("off"))]
    #[case::part("warn,skolebud=debug", Some("skolebud=debug,warn"))]
    #[case::spaces(" warn , skolebud::web = trace ", Some("skolebud::web=trace,warn"))]
    #[case::part_alone("skolebud=debug", Some("skolebud=debug"))]
    #[case::empty("", None)]
    #[case::empty_part("info,", None)]
    #[case::misspelt("waring", None)]
    #[case::no_level("skolebud", None)]
    #[case::empty_level("skolebud=", None)]
    #[case::no_part("=info", None)]
    #[case::twice("a=b=info", None)]
    fn a_filter_is_read_or_refused(#[case] written: &str, #[case] read: Option<&str>) {
        let filter = to_filter(written).ok();
        assert_eq!(
            filter
                .map(|filter| filter.to_string().to_lowercase())
                .as_deref(),
            read
        );
    }

    #[test]
    fn who_misspells_a_level_hears_which_was_meant() {
        let told = format!("{:?}", to_filter("skolebud=waring"));
        assert!(told.contains("Did you mean \\\"warn\\\"?"), "{told}");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(written in "([ \u{b}a-zº¹=,:\\[\\]{}]|[a-z]{1,5}=(info|off|4)|.){0,12}") {
            let _ = to_filter(&written);
        }
    }
}
