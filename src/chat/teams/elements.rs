//! The parts of a message as elements of an Adaptive Card.
//!
//! `TextBlock` and `FactSet` read Markdown, so text from outside goes into `TextRun`s, which don't;
//! only headings, which screen readers find by the style of a `TextBlock`, are escaped instead.

use serde_json::{Value, json};

use crate::words::{AgendaLine, Part, Span, Style, Text};

/// Wide enough for "08.30–09.15", narrow enough for a phone.
const NAME_WIDTH: &str = "110px";
const BULLET_WIDTH: &str = "14px";
const NUMBER_WIDTH: &str = "24px";

/// The elements that show `part`.
pub(super) fn elements(part: &Part) -> Vec<Value> {
    match part {
        Part::Paragraph(text) => paragraph(text, |run| run),
        Part::Note(text) => paragraph(text, small),
        Part::Heading(text) => vec![heading(text, "Medium", "Large")],
        Part::Facts(pairs) => {
            let facts = pairs
                .iter()
                .map(|(name, value)| columns(NAME_WIDTH, bold(name), vec![one_block(value)]));
            close(facts.collect())
        }
        Part::Bullets(items) => close(items.iter().map(bullet).collect()),
        Part::Numbered(items) => numbered(items.iter().cloned()),
        // Nobody would take a tap on a card of ours; the message links to where one can answer.
        Part::Choices { options, .. } => {
            numbered(options.iter().map(|(_, label)| Text::plain(label)))
        }
        Part::Agenda(lines) => close(lines.iter().map(agenda_line).collect()),
    }
}

fn numbered(items: impl Iterator<Item = Text>) -> Vec<Value> {
    let items = items.enumerate().map(|(index, item)| {
        let number = plain_run(&format!("{}.", index + 1));
        columns(NUMBER_WIDTH, number, vec![one_block(&item)])
    });
    close(items.collect())
}

/// A heading that screen readers find.
pub(super) fn heading(text: &str, size: &str, spacing: &str) -> Value {
    json!({
        "type": "TextBlock",
        "style": "heading",
        "size": size,
        "weight": "Bolder",
        "spacing": spacing,
        "wrap": true,
        "text": escape(text),
    })
}

/// A block of runs.
pub(super) fn rich_text(runs: Vec<Value>) -> Value {
    json!({ "type": "RichTextBlock", "inlines": runs })
}

/// A span as a run.
pub(super) fn text_run(span: &Span) -> Value {
    let mut run = json!({ "type": "TextRun", "text": without_macros(&span.text) });
    match &span.style {
        Style::Plain => {}
        Style::Strong => run["weight"] = json!("Bolder"),
        Style::Emphasis => run["italic"] = json!(true),
        Style::Link(url) => {
            run["color"] = json!("Accent");
            run["underline"] = json!(true);
            run["selectAction"] = json!({ "type": "Action.OpenUrl", "url": url });
        }
    }
    run
}

/// A block for each line, since a `TextRun` has no line ends; an empty line makes more room.
fn paragraph(text: &Text, finish: fn(Value) -> Value) -> Vec<Value> {
    let mut blocks: Vec<Value> = Vec::new();
    let mut spacing = "Default";
    for line in lines(text) {
        if line.letters().trim().is_empty() {
            spacing = "Default";
            continue;
        }
        let runs = line.0.iter().map(text_run).map(finish).collect();
        let mut block = rich_text(runs);
        block["spacing"] = json!(spacing);
        blocks.push(block);
        spacing = "None";
    }
    blocks
}

/// The lines of `text`, each with its spans.
fn lines(text: &Text) -> Vec<Text> {
    let mut lines = vec![Text::default()];
    for Span { text, style } in &text.0 {
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Text::default());
            }
            if let Some(line) = lines.last_mut().filter(|_| !piece.is_empty()) {
                line.0.push(Span {
                    text: piece.to_owned(),
                    style: style.clone(),
                });
            }
        }
    }
    lines
}

fn small(mut run: Value) -> Value {
    run["size"] = json!("Small");
    run["isSubtle"] = json!(true);
    run
}

/// `text` in one block, its lines joined.
fn one_block(text: &Text) -> Value {
    let runs = text.0.iter().map(|span| {
        text_run(&Span {
            text: span.text.replace('\n', " "),
            style: span.style.clone(),
        })
    });
    rich_text(runs.collect())
}

fn bullet(text: &Text) -> Value {
    columns(BULLET_WIDTH, plain_run("•"), vec![one_block(text)])
}

fn agenda_line(line: &AgendaLine) -> Value {
    let mut items = Vec::new();
    if !line.title.is_empty() {
        items.push(rich_text(vec![plain_run(&line.title)]));
    }
    let points = line.points.iter().map(Text::plain);
    items.extend(points.map(|point| bullet(&point)));
    columns(NAME_WIDTH, bold(&line.time), close(items))
}

/// Two columns: a narrow one for a name, a time or a bullet, and one for the rest.
fn columns(width: &str, run: Value, items: Vec<Value>) -> Value {
    let is_named = run["text"] != "";
    let name: Vec<Value> = is_named.then(|| rich_text(vec![run])).into_iter().collect();
    json!({
        "type": "ColumnSet",
        "columns": [
            { "type": "Column", "width": width, "items": name },
            { "type": "Column", "width": "stretch", "spacing": "Small", "items": items },
        ],
    })
}

/// Rows that belong together, with little room between them.
fn close(mut rows: Vec<Value>) -> Vec<Value> {
    for row in rows.iter_mut().skip(1) {
        row["spacing"] = json!("Small");
    }
    rows
}

fn bold(text: &str) -> Value {
    text_run(&Span {
        text: text.to_owned(),
        style: Style::Strong,
    })
}

fn plain_run(text: &str) -> Value {
    text_run(&Span {
        text: text.to_owned(),
        style: Style::Plain,
    })
}

/// `text` so that Markdown shows it unchanged: a backslash before what could begin emphasis, code or
/// a link anywhere, and before what makes a list, heading or quotation at the beginning.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, letter) in text.char_indices() {
        let is_special = matches!(letter, '\\' | '*' | '_' | '[' | ']' | '`' | '~' | '<');
        let begins_block = (at == 0 && matches!(letter, '#' | '-' | '+' | '>'))
            || (at > 0 && at == digits && matches!(letter, '.' | ')'));
        if is_special || begins_block {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    without_macros(&escaped)
}

/// `text` without the beginning of a date macro, `{{DATE(…)}}`, which cards read everywhere.
fn without_macros(text: &str) -> String {
    // Twice: of three in a row the last two would be left together.
    let apart = text.replace("{{", "{\u{200B}{");
    apart.replace("{{", "{\u{200B}{")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::escape;

    #[rstest]
    #[case("Samling 2 er i morgen", "Samling 2 er i morgen")]
    #[case("[klikk](https://x)", "\\[klikk\\](https://x)")]
    #[case("**viktig** _a_ `b`", "\\*\\*viktig\\*\\* \\_a\\_ \\`b\\`")]
    #[case("# 1", "\\# 1")]
    #[case("- a - b", "\\- a - b")]
    #[case("2. samling", "2\\. samling")]
    #[case("Kl. 10.00", "Kl. 10.00")]
    #[case("<b>", "\\<b>")]
    #[case(
        "{{DATE(2026-11-24T13:00:00Z)}}",
        "{\u{200B}{DATE(2026-11-24T13:00:00Z)}}"
    )]
    #[case("{{{DATE(x)}}}", "{\u{200B}{\u{200B}{DATE(x)}}}")]
    #[case("{{{{{", "{\u{200B}{\u{200B}{\u{200B}{\u{200B}{")]
    fn headings_show_markdown_as_letters(#[case] text: &str, #[case] escaped: &str) {
        assert_eq!(escape(text), escaped);
    }
}
