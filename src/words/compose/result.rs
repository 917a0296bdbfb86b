//! What came of questions. Its sentences were worded when the result was drawn; here they are only put
//! together.

use crate::plan::{ResultFacts, ResultLine};
use crate::programme::Language;
use crate::words::{Message, Part, Style, Text, say};

/// How long the bar of all answers is.
const WHOLE_BAR: u32 = 15;

/// The message that tells `results`, which are worded in `language`.
pub fn results(language: Language, results: &[ResultFacts]) -> Message {
    let summaries: Vec<String> = results.iter().map(summary).collect();
    Message {
        language,
        title: say(language, "result-title", &[]),
        summary: summaries.join(" "),
        parts: results
            .iter()
            .flat_map(|result| parts(language, result))
            .collect(),
        links: Vec::new(),
    }
}

fn summary(result: &ResultFacts) -> String {
    match &result.sentence {
        Some(sentence) => format!("{} {sentence}", result.response),
        None => result.response.clone(),
    }
}

fn parts(language: Language, result: &ResultFacts) -> Vec<Part> {
    let mut lead = Text::default();
    if !result.response.is_empty() {
        lead = lead.and(result.response.clone(), Style::Plain);
    }
    if let Some(sentence) = &result.sentence {
        lead = lead.and(format!(" {sentence}"), Style::Strong);
    }
    let mut parts = vec![
        Part::Paragraph(Text::default().and(result.question.clone(), Style::Emphasis)),
        Part::Paragraph(lead),
    ];
    if !result.lines.is_empty() {
        parts.push(Part::Facts(result.lines.iter().map(fact).collect()));
    }
    if !result.networks.is_empty() {
        parts.push(Part::Heading(say(language, "result-networks", &[])));
        let networks = result.networks.iter();
        let networks = networks.map(|(name, told)| (name.clone(), Text::plain(told)));
        parts.push(Part::Facts(networks.collect()));
    }
    if !result.method.is_empty() {
        parts.push(Part::Note(Text::plain(result.method.join(" "))));
    }
    parts
}

/// The number comes before the bar: who listens gets it first.
fn fact(line: &ResultLine) -> (String, Text) {
    let value = match line.share.map(bar) {
        Some(bar) if !bar.is_empty() => format!("{} {bar}", line.value),
        _ => line.value.clone(),
    };
    (line.label.clone(), Text::plain(value))
}

fn bar(share: u32) -> String {
    let length = (share.min(1000) * WHOLE_BAR).div_ceil(1000);
    (0..length).map(|_| '▇').collect()
}
