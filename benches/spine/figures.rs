//! What was measured: the median of several runs, with its unit; as a table or as JSON.

use std::time::{Duration, Instant};

use comfy_table::{CellAlignment, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Everything measured so far, and a line on the terminal that says what is measured now.
pub(crate) struct Figures {
    figures: Vec<Figure>,
    progress: ProgressBar,
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

    pub(crate) fn table(&self) -> String {
        self.progress.finish_and_clear();
        let mut table = Table::new();
        table
            .load_style(presets::NOTHING)
            .set_header(["measured", "median", "unit", "lowest", "highest", "runs"]);
        for figure in &self.figures {
            table.add_row([
                figure.name.clone(),
                written(figure.median),
                figure.unit.to_owned(),
                written(figure.lowest),
                written(figure.highest),
                figure.runs.to_string(),
            ]);
        }
        for column in [1, 3, 4, 5] {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let lines: Vec<String> = table
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        lines.join("\n")
    }

    pub(crate) fn json(&self) -> String {
        self.progress.finish_and_clear();
        serde_json::json!(self.figures).to_string()
    }
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
