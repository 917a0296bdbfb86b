//! A picture as an SVG bar chart that can be read without seeing it.
//!
//! Pages are made in `web/`, but a figure also goes into files, so it is written here, by hand: a few kinds
//! of elements, every outside text escaped. Bars have no colour of their own; label and number stand at each.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;

use crate::report::rules::Picture;
use crate::report::told::{About, Line, Told, tell};

const WIDTH: u32 = 640;
const ROW_HEIGHT: u32 = 48;
/// The bar of all answers; the number has the rest of the width.
const WHOLE_BAR: u32 = 480;
/// Letters of a label that fit on its line.
const LABEL_LETTERS: usize = 72;

/// The figure, or nothing where the picture shows no rows. `id` is not used by anything else on the page.
pub fn svg(picture: &Picture, about: &About<'_>, id: &str) -> Option<String> {
    let told = tell(picture, about);
    if told.lines.is_empty() {
        return None;
    }
    let height = told.lines.iter().fold(0, |height, _| height + ROW_HEIGHT);
    let (id, language) = (escaped(id), about.language.tag());
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\"{language}\" \
         aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"16\" fill=\"currentColor\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
        escaped(&told.question),
        escaped(&in_words(&told)),
    );
    let mut top = 0;
    for line in &told.lines {
        // Writing to a string does not fail.
        let _ = write!(svg, "{}", row(line, top));
        top += ROW_HEIGHT;
    }
    svg.push_str("</svg>\n");
    Some(svg)
}

fn row(line: &Line, top: u32) -> String {
    let bar = line.share.unwrap_or_default().min(1000) * WHOLE_BAR / 1000;
    let rect = format!(
        "<rect x=\"0\" y=\"{}\" width=\"{bar}\" height=\"18\"/>\n",
        top + 22
    );
    format!(
        "<text x=\"0\" y=\"{}\">{}</text>\n{}<text x=\"{}\" y=\"{}\" font-weight=\"bold\">{}</text>\n",
        top + 16,
        escaped(&shortened(&line.label)),
        if bar > 0 { rect.as_str() } else { "" },
        if bar > 0 { bar + 8 } else { 0 },
        top + 37,
        escaped(&line.value),
    )
}

/// What the figure shows, for those who listen.
fn in_words(told: &Told) -> String {
    let rows: Vec<String> = told
        .lines
        .iter()
        .map(|line| format!("{}: {}", line.label, line.value))
        .collect();
    format!("{} {}.", told.response, rows.join("; "))
}

fn shortened(label: &str) -> String {
    let letters: Vec<&str> = label.graphemes(true).collect();
    if letters.len() <= LABEL_LETTERS {
        return label.to_owned();
    }
    format!("{}…", letters[..LABEL_LETTERS - 1].concat())
}

/// `text` as it may stand in an element or an attribute of XML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML has no way to write these.
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
