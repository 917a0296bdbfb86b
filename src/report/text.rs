//! A picture as a message for the chat.

use crate::plan::ResultFacts;
use crate::programme::Language;
use crate::report::OwnWords;
use crate::report::rules::Picture;
use crate::report::told::{About, Told, ToldNetwork, tell};
use crate::words::{self, Message, Part, Style, Text};

/// The message that tells the result.
pub fn message(picture: &Picture, about: &About<'_>) -> Message {
    let told = tell(picture, about);
    Message {
        title: told.title.clone(),
        ..words::results(about.language, &[facts_of(told)])
    }
}

/// Answers in one's `own` words under a result, for a coordinator.
pub fn own_words(own: &[&OwnWords], language: Language) -> Vec<Part> {
    let item = |own: &&OwnWords| {
        let by = format!(" – {}", own.by);
        Text::plain(&own.text).and(by, Style::Emphasis)
    };
    vec![
        Part::Heading(words::say(language, "result-own-words", &[])),
        Part::Bullets(own.iter().map(item).collect()),
    ]
}

/// The result as a post carries it.
pub fn facts(picture: &Picture, about: &About<'_>) -> ResultFacts {
    facts_of(tell(picture, about))
}

fn facts_of(told: Told) -> ResultFacts {
    ResultFacts {
        networks: told.networks.iter().map(network).collect(),
        question: told.question,
        response: told.response,
        sentence: told.sentence,
        lines: told.lines,
        method: told.method,
    }
}

fn network(network: &ToldNetwork) -> (String, String) {
    let rows: Vec<String> = network
        .lines
        .iter()
        .map(|line| format!("{}: {}", line.label, line.value))
        .collect();
    let told = if rows.is_empty() {
        network.response.clone()
    } else {
        format!("{} {}", network.response, rows.join(" · "))
    };
    (network.name.clone(), told)
}

#[cfg(test)]
mod tests;
