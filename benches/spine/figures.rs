//! What was measured: the median of several runs, with its unit; as a table or as JSON. What was measured
//! at several sizes stands in tables of its own.

use std::time::{Duration, Instant};

use comfy_table::{CellAlignment, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Everything measured so far, and a line on the terminal that says what is measured now.
pub(crate) struct Figures {
    figures: Vec<Figure>,
    growths: Vec<Growth>,
    progress: ProgressBar,
}

/// What a thing costs beside ever more that is stored.
#[derive(Debug, Serialize)]
pub(crate) struct Growth {
    /// What is done, one of what: `a named vote`.
    pub(crate) one: String,
    /// What is stored: `votes`.
    pub(crate) stored: &'static str,
    pub(crate) sizes: Vec<Size>,
}

/// Medians at one size.
#[derive(Debug, Serialize)]
pub(crate) struct Size {
    pub(crate) stored: usize,
    pub(crate) per_second: f64,
    /// Processor time for one, in microseconds.
    pub(crate) cost: f64,
    /// From starting the program until it is ready, in milliseconds.
    pub(crate) start: f64,
    /// In MiB, as the next.
    pub(crate) resident: f64,
    pub(crate) file: f64,
}

#[derive(Debug, Serialize)]
struct Figure {
    name: String,
    median: f64,
    lowest: f64,
    highest: f64,
    unit: &'static str,
    runs: usize,
}

impl Figures {
    pub(crate) fn new() -> Self {
        let progress = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed}  {msg}") {
            progress.set_style(style);
        }
        progress.enable_steady_tick(Duration::from_millis(100));
        Self {
            figures: Vec::new(),
            growths: Vec::new(),
            progress,
        }
    }

    /// Says on the terminal what is being done.
    pub(crate) fn now(&self, what: impl Into<String>) {
        self.progress.set_message(what.into());
    }

    /// Notes what several runs have measured, and gives the median.
    pub(crate) fn add(
        &mut self,
        name: impl Into<String>,
        mut runs: Vec<f64>,
        unit: &'static str,
    ) -> f64 {
        runs.sort_by(f64::total_cmp);
        let median = median(&runs);
        let figure = Figure {
            name: name.into(),
            median,
            lowest: runs.first().copied().unwrap_or(f64::NAN),
            highest: runs.last().copied().unwrap_or(f64::NAN),
            unit,
            runs: runs.len(),
        };
        self.progress
            .println(format!("{}: {} {unit}", figure.name, written(median)));
        self.figures.push(figure);
        median
    }

    /// Notes what was measured at several sizes.
    pub(crate) fn add_growth(&mut self, growth: Growth) {
        self.progress.println(growth.table());
        self.growths.push(growth);
    }

    pub(crate) fn table(&self) -> String {
        self.progress.finish_and_clear();
        let header = ["measured", "median", "unit", "lowest", "highest", "runs"];
        let rows = self.figures.iter().map(|figure| {
            [
                figure.name.clone(),
                written(figure.median),
                figure.unit.to_owned(),
                written(figure.lowest),
                written(figure.highest),
                figure.runs.to_string(),
            ]
        });
        let figures = table(header, rows, &[1, 3, 4, 5]);
        let growths = self.growths.iter().map(Growth::table);
        std::iter::once(figures)
            .chain(growths)
            .collect::<Vec<_>>()
            .join("\n\n")
    }

    pub(crate) fn json(&self) -> String {
        self.progress.finish_and_clear();
        serde_json::json!({ "figures": self.figures, "growth": self.growths }).to_string()
    }
}

impl Growth {
    fn table(&self) -> String {
        let stored = format!("{} stored", self.stored);
        let header = [
            stored.as_str(),
            "a second",
            "µs of processor for one",
            "to the first",
            "start, ms",
            "resident, MiB",
            "file, MiB",
        ];
        let first = self.sizes.first().map_or(f64::NAN, |size| size.cost);
        let rows = self.sizes.iter().map(|size| {
            [
                size.stored.to_string(),
                written(size.per_second),
                written(size.cost),
                format!("{}×", written(size.cost / first)),
                written(size.start),
                written(size.resident),
                written(size.file),
            ]
        });
        let table = table(header, rows, &[0, 1, 2, 3, 4, 5, 6]);
        format!(" growth: {}\n{table}", self.one)
    }
}

/// A table without lines; the columns `numbers` stand to the right.
fn table<const N: usize>(
    header: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
    numbers: &[usize],
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header);
    table.add_rows(rows);
    for column in numbers {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let lines: Vec<String> = table
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    lines.join("\n")
}

/// The middle of `runs`.
pub(crate) fn median_of(mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    median(&runs)
}

/// The middle of `sorted`.
fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    match (sorted.len() % 2, sorted) {
        (_, []) => f64::NAN,
        (0, _) => f64::midpoint(sorted[middle - 1], sorted[middle]),
        _ => sorted[middle],
    }
}

/// Three digits that count, whatever the size.
fn written(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// Runs from its start.
pub(crate) struct Watch(Instant);

impl Watch {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn millis(&self) -> f64 {
        self.0.elapsed().as_secs_f64() * 1000.0
    }

    /// How many a second, when `count` have been done since the start.
    pub(crate) fn rate(&self, count: usize) -> f64 {
        count as f64 / self.0.elapsed().as_secs_f64()
    }
}
