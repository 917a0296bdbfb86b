//! `results`: what has come of a question, as far as the rules for small groups let it be seen.

use crate::desk::{AskedQuestion, Effect, Facts, Outcome, Request, find, told};
use crate::inbox::command::Command;
use crate::programme::Id;
use crate::programme::question::Results;
use crate::report::{Drawn, OwnWords, result, text};
use crate::words::{Message, Part, Text, Value, dates, say};

/// Whether there is a question whose results the sender may see without coordinating anything.
pub(super) fn are_for_everyone(request: &Request, facts: &Facts) -> bool {
    matches!(request.command, Command::Results { .. })
        && facts
            .questions
            .iter()
            .any(|asked| find::is_live_for(asked, request, facts))
}

/// The question whose answers must be among the facts for `request` to be decided.
pub(super) fn needs_answers(request: &Request, facts: &Facts) -> Option<i64> {
    let Command::Results { question } = &request.command else {
        return None;
    };
    let asked = find::question_to_look_at(question.as_deref(), request, facts, was_asked).ok()?;
    Some(asked.id)
}

/// Shows the result of the question that is `meant`, and notes what was shown.
pub(super) fn results(request: &Request, facts: &Facts, meant: Option<&str>) -> Outcome {
    let language = request.language;
    let asked = match find::question_to_look_at(meant, request, facts, was_asked) {
        Ok(asked) => asked,
        Err(no) => return Outcome::No(no),
    };
    let asking = &asked.asking;
    let question = &asking.question;
    if asked.state == "open" && question.results != Results::Live {
        return Outcome::Tell(still_open(asked, request));
    }
    if question.results == Results::ToCoordinators && !request.private {
        let answer = told(
            language,
            "desk-results-elsewhere",
            "desk-results-elsewhere-note",
        );
        return Outcome::No(answer);
    }
    let mut programmes = facts.programmes.iter();
    let known = programmes.find(|known| known.programme.id == asking.programme);
    let drawn = facts
        .answers
        .get(&asked.id)
        .zip(known)
        .and_then(|(answers, known)| {
            let (programme, published) = (&known.programme, &answers.published);
            result(
                asking,
                asked.closed_at,
                &answers.answered,
                programme,
                published,
            )
        });
    let Some(drawn) = drawn else {
        return Outcome::No(told(
            language,
            "desk-results-none",
            "desk-results-none-note",
        ));
    };
    let mut answer = text::message(&drawn.picture, &drawn.about(language, request.today));
    answer.parts.extend(own_words(&drawn, request, facts));
    Outcome::Reveal {
        answer,
        effect: Effect::Publish {
            question: asked.id,
            shown: Box::new(drawn.picture.published()),
        },
    }
}

/// What was answered in one's own words in the networks that the sender coordinates, where nobody else
/// reads along.
fn own_words(drawn: &Drawn, request: &Request, facts: &Facts) -> Vec<Part> {
    let asking = &drawn.asking;
    let is_mine = |network: &Id| facts.who.coordinates(&asking.programme, network);
    let may_see = |own: &&OwnWords| match &own.network {
        Some(network) => is_mine(network),
        None => asking.networks.iter().all(is_mine),
    };
    let own: Vec<&OwnWords> = drawn.own_words.iter().filter(may_see).collect();
    if own.is_empty() {
        return Vec::new();
    }
    if !request.private {
        let elsewhere = say(request.language, "desk-results-own-words-elsewhere", &[]);
        return vec![Part::Note(Text::plain(elsewhere))];
    }
    text::own_words(&own, request.language)
}

fn was_asked(asked: &AskedQuestion) -> bool {
    asked.state != "withdrawn"
}

/// How many have answered, and when the result comes.
fn still_open(asked: &AskedQuestion, request: &Request) -> Message {
    let language = request.language;
    let asking = &asked.asking;
    let text = asking.question.text.in_language(language, asking.language);
    let closes = asking.closes_at.local(asking.zone.rules());
    let due = dates::moment(language, closes, request.today);
    let answered = [("count", Value::Number(asked.respondents.len()))];
    let answered = say(language, "desk-answered", &answered);
    let comes = say(
        language,
        "desk-results-later",
        &[("due", Value::Text(&due))],
    );
    Message::plain(
        language,
        text.to_owned(),
        Some(format!("{answered} {comes}")),
    )
}

#[cfg(test)]
mod tests;
