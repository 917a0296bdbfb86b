//! The lines of a message's part, and the `rich_text` blocks made of them.

use serde_json::{Value, json};

use crate::chat::letters::{cut, utf16, weight};
use crate::words::{AgendaLine, Part, Span, Style, Text};

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    shape: Shape,
    text: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Line,
    Bullet,
    /// A line of a numbered list, with its number.
    Number(usize),
}

impl Row {
    pub(super) fn line(text: Text) -> Self {
        Self {
            shape: Shape::Line,
            text,
        }
    }

    fn bullet(text: Text) -> Self {
        Self {
            shape: Shape::Bullet,
            text,
        }
    }

    fn weight(&self) -> usize {
        self.text
            .0
            .iter()
            .map(|span| weight(&span.text, utf16))
            .sum()
    }
}

/// The lines of `part`.
pub(super) fn rows(part: &Part) -> Vec<Row> {
    match part {
        Part::Paragraph(text) | Part::Note(text) => vec![Row::line(text.clone())],
        Part::Heading(text) => vec![Row::line(Text::default().and(text, Style::Strong))],
        Part::Facts(pairs) => pairs.iter().map(fact).collect(),
        Part::Bullets(items) => items.iter().cloned().map(Row::bullet).collect(),
        Part::Numbered(items) => numbered(items.iter().cloned()),
        Part::Agenda(lines) => lines.iter().flat_map(agenda_line).collect(),
        Part::Choices { options, .. } => {
            let labels = options.iter().map(|(_, label)| Text::plain(label));
            numbered(labels)
        }
    }
}

fn numbered(items: impl Iterator<Item = Text>) -> Vec<Row> {
    let items = items.enumerate();
    let items = items.map(|(index, text)| Row {
        shape: Shape::Number(index + 1),
        text,
    });
    items.collect()
}

fn fact((name, value): &(String, Text)) -> Row {
    let mut text = Text::default();
    if !name.is_empty() {
        text = text.and(format!("{name}: "), Style::Strong);
    }
    text.0.extend(value.0.iter().cloned());
    Row::line(text)
}

fn agenda_line(line: &AgendaLine) -> Vec<Row> {
    let mut head = Text::default();
    if !line.time.is_empty() {
        head = head.and(&line.time, Style::Strong);
    }
    if !line.title.is_empty() {
        let space = if line.time.is_empty() { "" } else { "  " };
        head = head.and(format!("{space}{}", line.title), Style::Plain);
    }
    let head = (!head.0.is_empty()).then(|| Row::line(head));
    let points = line
        .points
        .iter()
        .map(|point| Row::bullet(Text::plain(point)));
    head.into_iter().chain(points).collect()
}

/// `rows` in as many blocks as it takes to hold `most` letters in each.
pub(super) fn rich_text(rows: Vec<Row>, most: usize) -> Vec<Value> {
    let mut blocks: Vec<Vec<Row>> = Vec::new();
    let mut left = 0;
    for row in rows.into_iter().flat_map(|row| split(row, most)) {
        let weight = row.weight() + 1;
        match blocks.last_mut() {
            Some(block) if weight <= left => {
                block.push(row);
                left -= weight;
            }
            _ => {
                blocks.push(vec![row]);
                left = most.saturating_sub(weight);
            }
        }
    }
    blocks.iter().map(|rows| block(rows)).collect()
}

/// `row` in lines of at most `most` letters, cut between words; what follows the first has no bullet
/// of its own.
fn split(row: Row, most: usize) -> Vec<Row> {
    let mut lines: Vec<Row> = vec![Row {
        shape: row.shape,
        text: Text::default(),
    }];
    let mut left = most - 1;
    for Span { text, style } in row.text.0 {
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let end = cut(rest, left, utf16);
            let (piece, after) = rest.split_at(end);
            if !piece.is_empty()
                && let Some(line) = lines.last_mut()
            {
                line.text.0.push(Span {
                    text: piece.to_owned(),
                    style: style.clone(),
                });
                left -= weight(piece, utf16);
            }
            rest = after;
            if !rest.is_empty() {
                lines.push(Row::line(Text::default()));
                left = most - 1;
            }
        }
    }
    lines.retain(|line| !line.text.0.is_empty());
    lines
}

/// One block: neighbouring lines share a section, neighbouring items a list.
fn block(rows: &[Row]) -> Value {
    let runs = rows.chunk_by(|one, next| is_line(one) == is_line(next) && follows(one, next));
    let mut elements: Vec<Value> = Vec::new();
    let mut runs = runs.peekable();
    while let Some(run) = runs.next() {
        elements.push(match run[0].shape {
            Shape::Line => section(run, runs.peek().is_some()),
            Shape::Bullet => list(run, "bullet", 0),
            Shape::Number(first) => list(run, "ordered", first - 1),
        });
    }
    json!({ "type": "rich_text", "elements": elements })
}

fn is_line(row: &Row) -> bool {
    row.shape == Shape::Line
}

fn follows(one: &Row, next: &Row) -> bool {
    match (one.shape, next.shape) {
        (Shape::Number(one), Shape::Number(next)) => next == one + 1,
        (one, next) => one == next,
    }
}

/// Lines of text. A list after it needs the line ended.
fn section(rows: &[Row], list_follows: bool) -> Value {
    let mut elements = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            elements.push(json!({ "type": "text", "text": "\n" }));
        }
        elements.extend(row.text.0.iter().map(element));
    }
    if list_follows {
        elements.push(json!({ "type": "text", "text": "\n" }));
    }
    json!({ "type": "rich_text_section", "elements": elements })
}

fn list(rows: &[Row], style: &str, offset: usize) -> Value {
    let items = rows
        .iter()
        .map(|row| section(std::slice::from_ref(row), false));
    let mut list = json!({
        "type": "rich_text_list",
        "style": style,
        "elements": items.collect::<Vec<_>>(),
    });
    if offset > 0 {
        list["offset"] = json!(offset);
    }
    list
}

fn element(span: &Span) -> Value {
    match &span.style {
        Style::Plain => json!({ "type": "text", "text": span.text }),
        Style::Strong => json!({ "type": "text", "text": span.text, "style": { "bold": true } }),
        Style::Emphasis => {
            json!({ "type": "text", "text": span.text, "style": { "italic": true } })
        }
        Style::Link(url) => json!({ "type": "link", "url": url, "text": span.text }),
    }
}
