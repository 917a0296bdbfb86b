//! `close`: a question closes now, and its result is said as at its deadline.

use std::collections::BTreeSet;

use crate::desk::{AskedQuestion, Effect, Facts, Outcome, Proposal, Request, find, told};
use crate::plan::Content;
use crate::programme::Audience;
use crate::programme::question::Results;
use crate::report::rules::HIDDEN_BELOW;
use crate::words::{Value, say};

/// Closes the question that is `meant`. What will be said is told without any number that the result
/// may hide.
pub(super) fn close(request: &Request, facts: &Facts, meant: Option<&str>) -> Outcome {
    let language = request.language;
    let is_open = |asked: &AskedQuestion| asked.is_open(facts.now);
    let asked = match find::question(meant, request, facts, is_open) {
        Ok(asked) => asked,
        Err(no) => return Outcome::No(no),
    };
    let asking = &asked.asking;
    let mut networks = asking.networks.iter();
    if !networks.all(|network| facts.who.coordinates(&asking.programme, network)) {
        return Outcome::No(told(
            language,
            "desk-close-not-all",
            "desk-close-not-all-note",
        ));
    }
    let text = asking.question.text.in_language(language, asking.language);
    let text = [("text", Value::Text(text))];
    let answered = asked.respondents.len();
    let mut notes = vec![say(
        language,
        "desk-answered",
        &[("count", Value::Number(answered))],
    )];
    if answered > 0 && u32::try_from(answered).is_ok_and(|answered| answered < HIDDEN_BELOW) {
        notes.push(say(language, "desk-close-few", &[]));
    }
    Outcome::Do(Proposal {
        title: say(language, "desk-close", &text),
        done: say(language, "desk-closed", &text),
        notes,
        follows: vec![what_is_said(asked, request, facts)],
        sayings: Vec::new(),
        effects: vec![Effect::Close { question: asked.id }],
    })
}

/// Where the result will be said.
fn what_is_said(asked: &AskedQuestion, request: &Request, facts: &Facts) -> String {
    let language = request.language;
    let channels = channels(asked, facts);
    if asked.respondents.is_empty() || channels.is_empty() {
        return say(language, "desk-close-nothing-said", &[]);
    }
    if asked.asking.question.results == Results::ToCoordinators {
        return say(language, "desk-close-to-coordinators", &[]);
    }
    let channels: Vec<&str> = channels.into_iter().collect();
    let channels = channels.join(", ");
    let values = [("channels", Value::Text(&channels))];
    say(language, "desk-close-result", &values)
}

/// The channels in which it was asked.
fn channels<'f>(asked: &AskedQuestion, facts: &'f Facts) -> BTreeSet<&'f str> {
    let posts = facts.programmes.iter().flat_map(|known| &known.posts);
    let asks = |content: &Content| match content {
        Content::Question { questions, .. } => {
            questions.iter().any(|it| it.key == asked.asking.key)
        }
        _ => false,
    };
    posts
        .filter(|stored| stored.post.audience == Audience::Network && asks(&stored.post.content))
        .flat_map(|stored| &stored.deliveries)
        .filter(|delivery| delivery.was_heard())
        .map(|delivery| delivery.channel.as_str())
        .collect()
}

#[cfg(test)]
mod tests;
