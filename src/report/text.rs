//! A picture as a message for the chat.

use crate::plan::ResultFacts;
use crate::report::rules::Picture;
use crate::report::told::{About, ToldNetwork, tell};
use crate::words::{self, Message};

/// The message that tells the result.
pub fn message(picture: &Picture, about: &About<'_>) -> Message {
    words::results(about.language, &[facts(picture, about)])
}

/// The result as a post carries it.
pub fn facts(picture: &Picture, about: &About<'_>) -> ResultFacts {
    let told = tell(picture, about);
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
