//! A picture as a table for the terminal: columns aligned, bars of block characters, no colour.

use std::iter;

use console::{Alignment, measure_text_width, pad_str};

use crate::report::OwnWords;
use crate::report::rules::Picture;
use crate::report::told::{About, Line, tell};

/// How many columns the bar of all answers takes.
const WHOLE_BAR: u32 = 30;
/// Columns that a label may take before it is cut.
const WIDEST_LABEL: usize = 48;
/// A column's last part, in eighths.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// The result in lines, the last one ended, too.
pub fn table(picture: &Picture, about: &About<'_>, own_words: &[OwnWords]) -> String {
    let told = tell(picture, about);
    let mut lines = vec![told.question, told.response];
    lines.extend(told.sentence);
    if !told.lines.is_empty() {
        lines.push(String::new());
        lines.extend(rows(&told.lines));
    }
    for network in &told.networks {
        lines.push(String::new());
        lines.push(format!("{}: {}", network.name, network.response));
        lines.extend(rows(&network.lines));
    }
    if !own_words.is_empty() {
        lines.push(String::new());
        lines.push(about.say("result-own-words", &[]));
        lines.extend(own_words.iter().map(own_line));
    }
    lines.push(String::new());
    lines.extend(told.method);
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// "  – Vi deler mer enn før. (Vollen)": further lines of it stand under its first.
fn own_line(own: &OwnWords) -> String {
    let text = own.text.replace('\n', "\n    ");
    format!("  – {text} ({})", own.by)
}

fn rows(lines: &[Line]) -> Vec<String> {
    let widest = |of: fn(&Line) -> &str| {
        let widths = lines.iter().map(|line| measure_text_width(of(line)));
        widths.max().unwrap_or_default()
    };
    let labels = widest(|line| &line.label).min(WIDEST_LABEL);
    let values = widest(|line| &line.value);
    lines
        .iter()
        .map(|line| {
            let label = pad_str(&line.label, labels, Alignment::Left, Some("…"));
            let value = pad_str(&line.value, values, Alignment::Right, None);
            let bar = line.share.map(bar).unwrap_or_default();
            format!("  {label}  {value}  {bar}").trim_end().to_owned()
        })
        .collect()
}

fn bar(share: u32) -> String {
    let eighths = share.min(1000) * WHOLE_BAR * 8 / 1000;
    let rest = usize::try_from(eighths % 8).unwrap_or_default();
    iter::repeat_n("█", usize::try_from(eighths / 8).unwrap_or_default())
        .chain(iter::once(EIGHTHS[rest]))
        .collect()
}

#[cfg(test)]
mod tests;
