//! A message that answered a question and is edited answers it again, at the time of the edit. Taking
//! the message back leaves the answer: like a tap, an answer can be changed, and not be taken back.
//!
//! Which question a message answered is known from what was said to it, also when a newer answer was
//! there already: so every order of arrival ends alike. The one exception is an edit that arrives before
//! its message and might give away a secret answer to another question; it is not kept so long.

use crate::inbox::rules::said::{give, is_called, kept_words};
use crate::inbox::rules::{Facts, OpenQuestion, Response, option, person, scope};
use crate::inbox::{Deed, Event, Original};
use crate::programme::question::{Mode, QuestionKind};

/// The key of the question that the message with this response answered.
pub fn answered_by(response: &Response) -> Option<&str> {
    match response {
        Response::Written { asking, .. } | Response::OlderThanKept { asking } => {
            // Not noted by earlier versions.
            Some(asking.as_str()).filter(|asking| !asking.is_empty())
        }
        _ => None,
    }
}

/// Takes `text`, which now stands in the message `said`, as the answer to the question that the message
/// answered. Nothing where it answered none, or a secret one, which is final; what is no answer changes
/// nothing.
pub(super) fn edit(event: &Event, said: &str, text: &str, facts: &mut Facts) -> Option<Response> {
    let key = facts.known.get(said)?.clone()?;
    let question = facts.questions.get(&key)?;
    if question.asking.question.mode == Mode::Secret {
        return None;
    }
    let text = without_name(question, kept_words(event, text));
    let scope = scope(event, facts);
    Some(give(event, &key, &text, &scope, facts))
}

/// Lays over the answer of the message `event`, which has come now, what was written in it since.
pub(super) fn catch_up(event: &Event, facts: &mut Facts) -> Option<Response> {
    let writer = Some(person(&event.sender));
    let changes = facts.early.get(&event.id)?.clone();
    let original = Original {
        said: event.id.clone(),
        thread: None,
        to_us: true,
    };
    let edits = changes
        .into_iter()
        .filter(|change| change.person == writer && !change.text.is_empty());
    let taken = edits.filter_map(|change| {
        let edited = Event {
            id: change.event,
            at: change.at,
            deed: Deed::Edit {
                original: original.clone(),
                text: change.text.clone(),
            },
            ..event.clone()
        };
        edit(&edited, &event.id, &change.text, facts)
    });
    let kept = |response: &Response| matches!(response, Response::Written { .. });
    taken.filter(kept).last()
}

/// `svar nytte 2` names the question before the answer.
fn without_name(question: &OpenQuestion, text: String) -> String {
    let asked = &question.asking.question;
    let is_answer =
        asked.kind == QuestionKind::Text || option::fit(asked, &text) != option::Fit::Not;
    match text.split_once(char::is_whitespace) {
        Some((name, rest)) if !is_answer && is_called(question, name) => rest.trim().to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests;
