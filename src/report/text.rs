//! A picture as a message for the chat.

use crate::report::rules::Picture;
use crate::report::told::{About, Line, Told, ToldNetwork, tell};
use crate::words::{Message, Part, Style, Text};

/// How long the bar of all answers is.
const WHOLE_BAR: u32 = 15;

/// The message that tells the result.
pub fn message(picture: &Picture, about: &About<'_>) -> Message {
    let told = tell(picture, about);
    let summary = match &told.sentence {
        Some(sentence) => format!("{} {sentence}", told.response),
        None => told.response.clone(),
    };
    Message {
        language: about.language,
        title: told.title.clone(),
        summary,
        parts: parts(&told, about),
        links: Vec::new(),
    }
}

fn parts(told: &Told, about: &About<'_>) -> Vec<Part> {
    let mut lead = Text::plain("").and(told.response.clone(), Style::Plain);
    if let Some(sentence) = &told.sentence {
        lead = lead.and(format!(" {sentence}"), Style::Strong);
    }
    lead.0.retain(|span| !span.text.is_empty());
    let mut parts = vec![
        Part::Paragraph(Text::default().and(told.question.clone(), Style::Emphasis)),
        Part::Paragraph(lead),
    ];
    if !told.lines.is_empty() {
        parts.push(Part::Facts(told.lines.iter().map(fact).collect()));
    }
    if !told.networks.is_empty() {
        parts.push(Part::Heading(about.say("result-networks", &[])));
        parts.push(Part::Facts(told.networks.iter().map(network).collect()));
    }
    parts.push(Part::Note(Text::plain(told.method.join(" "))));
    parts
}

/// The number comes before the bar: who listens gets it first.
fn fact(line: &Line) -> (String, Text) {
    let value = match line.share.map(bar) {
        Some(bar) if !bar.is_empty() => format!("{} {bar}", line.value),
        _ => line.value.clone(),
    };
    (line.label.clone(), Text::plain(value))
}

fn bar(share: u32) -> String {
    let length = (share * WHOLE_BAR).div_ceil(1000).min(WHOLE_BAR);
    (0..length).map(|_| '▇').collect()
}

fn network(network: &ToldNetwork) -> (String, Text) {
    let rows: Vec<String> = network
        .lines
        .iter()
        .map(|line| format!("{}: {}", line.label, line.value))
        .collect();
    let value = if rows.is_empty() {
        network.response.clone()
    } else {
        format!("{} {}", network.response, rows.join(" · "))
    };
    (network.name.clone(), Text::plain(value))
}

#[cfg(test)]
mod tests;
