//! `missing`: who has not answered yet. Names of schools only where answers have names, and only where
//! nobody else reads along; else how many.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use serde::Serialize;

use crate::desk::find::{self, Place};
use crate::desk::prompts::prompts;
use crate::desk::{AskedQuestion, Facts, Outcome, Request, told};
use crate::inbox::command::Command;
use crate::programme::question::{Mode, Respondent};
use crate::programme::{Id, School};
use crate::words::{Message, Part, Style, Text, Value, compose, dates, say};

/// What is missing of one thing that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The key of the question, or of the post that asked for a reply.
    pub asked_by: String,
    /// What was asked, in words.
    pub text: String,
    /// Until when it can be answered, on the wall clock there.
    pub due: DateTime,
    pub answered: usize,
    /// Nothing where nobody knows how many are asked.
    pub of: Option<usize>,
    /// The schools that have not answered; nothing where they may not be named.
    pub schools: Option<Vec<String>>,
}

/// What is missing of the question that is `meant`, or of all that is open.
pub(super) fn missing(request: &Request, facts: &Facts, meant: Option<&str>) -> Outcome {
    let language = request.language;
    let missing = match find_missing(request, facts, meant) {
        Ok(missing) => missing,
        Err(no) => return Outcome::No(no),
    };
    if missing.is_empty() {
        let answer = told(language, "desk-missing-none", "desk-missing-none-note");
        return Outcome::Tell(answer);
    }
    let mut parts: Vec<Part> = Vec::new();
    for one in &missing {
        parts.push(Part::Paragraph(
            Text::default().and(one.text.clone(), Style::Strong),
        ));
        parts.push(Part::Paragraph(Text::plain(sentence(one, request))));
    }
    if !request.private {
        let note = say(language, "desk-missing-names-elsewhere", &[]);
        parts.push(Part::Note(Text::plain(note)));
    }
    let title = say(language, "desk-missing", &[]);
    Outcome::Tell(Message {
        language,
        summary: title.clone(),
        title,
        parts,
        links: Vec::new(),
    })
}

/// What a `missing` command finds.
pub(super) fn of_command(request: &Request, facts: &Facts) -> Result<Vec<Missing>, Message> {
    match &request.command {
        Command::Missing { question } => find_missing(request, facts, question.as_deref()),
        _ => Ok(Vec::new()),
    }
}

fn find_missing(
    request: &Request,
    facts: &Facts,
    meant: Option<&str>,
) -> Result<Vec<Missing>, Message> {
    if let Some(name) = meant {
        let was_asked = |asked: &AskedQuestion| asked.state != "withdrawn";
        let asked = find::question(Some(name), request, facts, was_asked)?;
        return Ok(vec![of_question(asked, request, facts)]);
    }
    let mut places = find::coordinated(facts);
    if !request.here.is_empty() {
        places = find::networks(&crate::inbox::command::Networks::Here, request, facts)?;
    }
    let open = facts.questions.iter().filter(|asked| {
        asked.is_open(facts.now) && places.iter().any(|place| is_asked(asked, *place))
    });
    let mut missing: Vec<Missing> = open
        .map(|asked| of_question(asked, request, facts))
        .collect();
    for place in &places {
        missing.extend(of_prompts(*place, request, facts));
    }
    Ok(missing)
}

/// What is missing of the networks that the sender coordinates; of persons nobody knows how many there are.
fn of_question(asked: &AskedQuestion, request: &Request, facts: &Facts) -> Missing {
    let asking = &asked.asking;
    let question = &asking.question;
    let places = find::coordinated(facts).into_iter();
    let places: Vec<Place<'_>> = places.filter(|place| is_asked(asked, *place)).collect();
    let schools = schools(&places);
    let text = question.text.in_language(request.language, asking.language);
    let missing = Missing {
        asked_by: asking.key.clone(),
        text: text.to_owned(),
        due: asking.closes_at.local(asking.zone.rules()),
        answered: asked.respondents.len(),
        of: None,
        schools: None,
    };
    if question.respondent == Respondent::Person || schools.is_empty() {
        return missing;
    }
    let has_answered = |school: &&School| {
        let respondent = format!("school:{}", school.id);
        asked.respondents.contains(&respondent)
    };
    let named = question.mode != Mode::Secret && request.private;
    counted(missing, &schools, has_answered, named)
}

/// What is missing of the replies that are asked for in the network.
fn of_prompts(place: Place<'_>, request: &Request, facts: &Facts) -> Vec<Missing> {
    let schools = schools(&[place]);
    if schools.is_empty() {
        return Vec::new();
    }
    let prompts = prompts(place, facts).into_iter().map(|prompt| {
        let post = prompt.post;
        let said = compose(&post.content, request.language, &post.zone, facts.now);
        let missing = Missing {
            asked_by: post.key.clone(),
            text: format!("{} ({})", said.title, place.network.title),
            due: prompt.due,
            answered: 0,
            of: None,
            schools: None,
        };
        let has_replied =
            |school: &&School| prompt.has_reply_of(&format!("school:{}", school.id), facts);
        counted(missing, &schools, has_replied, request.private)
    });
    prompts.collect()
}

fn counted(
    missing: Missing,
    schools: &[&School],
    has_answered: impl Fn(&&School) -> bool,
    named: bool,
) -> Missing {
    let left = schools.iter().filter(|school| !has_answered(school));
    let left: Vec<String> = left.map(|school| school.name.clone()).collect();
    Missing {
        answered: schools.len() - left.len(),
        of: Some(schools.len()),
        schools: named.then_some(left),
        ..missing
    }
}

/// The schools of `places`, each once, in the order of the networks.
fn schools<'f>(places: &[Place<'f>]) -> Vec<&'f School> {
    let mut seen: BTreeSet<(&Id, &Id)> = BTreeSet::new();
    let mut schools = Vec::new();
    for place in places {
        let programme = &place.known.programme;
        for id in &place.network.schools {
            let mut known = programme.schools.iter();
            let school = known.find(|school| school.id == *id);
            schools.extend(school.filter(|_| seen.insert((&programme.id, id))));
        }
    }
    schools
}

fn is_asked(asked: &AskedQuestion, place: Place<'_>) -> bool {
    asked.asking.programme == place.known.programme.id
        && asked.asking.networks.contains(&place.network.id)
}

/// "8 av 11 skoler har svart. Frist onsdag 24. oktober kl. 12.00. Mangler: …"
fn sentence(missing: &Missing, request: &Request) -> String {
    let language = request.language;
    let count = ("count", Value::Number(missing.answered));
    let answered = match missing.of {
        Some(of) => say(
            language,
            "desk-answered-of",
            &[count, ("of", Value::Number(of))],
        ),
        None => say(language, "desk-answered", &[count]),
    };
    let due = dates::moment(language, missing.due, request.today);
    let due = say(language, "desk-missing-due", &[("due", Value::Text(&due))]);
    let names = missing.schools.as_ref().filter(|names| !names.is_empty());
    let names = names.map(|names| {
        let names = names.join(", ");
        say(
            language,
            "desk-missing-names",
            &[("names", Value::Text(&names))],
        )
    });
    let sentences = [Some(answered), Some(due), names];
    sentences
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
