//! A coordinator's own question: what it is called, how it is answered, who answers and who sees it.

use std::collections::BTreeSet;

use crate::programme::question::{
    Asked, Choice, Localised, Question, QuestionKind, Respondent, Results, usual_mode,
};
use crate::programme::{Id, Programme};
use crate::words::commands::folded;

/// So many weekdays it is open.
const OPEN_WEEKDAYS: u16 = 5;
/// More options are too many to choose from in a chat.
const MOST_OPTIONS: usize = 10;
/// A longer label does not fit on a button.
const LONGEST_LABEL: usize = 75;
/// Room for a name that can be typed.
const LONGEST_NAME: usize = 32;

/// The question `text` with `options`, or the key of the sentence that says what is wrong with it.
pub(super) fn question(
    text: &str,
    options: &[String],
    programme: &Programme,
) -> Result<Question, &'static str> {
    if options.len() > MOST_OPTIONS {
        return Err("desk-ask-too-many-options");
    }
    if options
        .iter()
        .any(|option| option.chars().count() > LONGEST_LABEL)
    {
        return Err("desk-ask-long-option");
    }
    let alike: BTreeSet<String> = options.iter().map(|option| folded(option)).collect();
    if alike.len() < options.len() {
        return Err("desk-ask-options-alike");
    }
    let kind = match options {
        [] => QuestionKind::Text,
        _ => QuestionKind::Choice,
    };
    let ids = programme
        .questions
        .iter()
        .map(|question| question.id.clone());
    let id = name(text, "eget", &ids.collect()).ok_or("desk-ask-no-time")?;
    let in_programme = |text: &str| Localised([(programme.language, text.to_owned())].into());
    Ok(Question {
        id,
        text: in_programme(text),
        about: Vec::new(),
        purpose: None,
        kind,
        options: choices(options, in_programme),
        aside: None,
        mode: usual_mode(kind),
        respondent: usual_respondent(programme),
        networks: Vec::new(),
        asked: Asked::ByCommand,
        open_weekdays: OPEN_WEEKDAYS,
        results: Results::AtClosing,
        nudges: true,
        survey: None,
        minutes: None,
    })
}

fn choices(options: &[String], localised: impl Fn(&str) -> Localised) -> Vec<Choice> {
    let mut keys = BTreeSet::new();
    let choices = options.iter().filter_map(|option| {
        let key = name(option, "svar", &keys)?;
        keys.insert(key.clone());
        Some(Choice {
            key,
            text: localised(option),
        })
    });
    choices.collect()
}

/// Who answers in this programme: schools where they always do, else each person.
fn usual_respondent(programme: &Programme) -> Respondent {
    let mut questions = programme.questions.iter();
    let always_schools = questions.all(|question| question.respondent == Respondent::School);
    match always_schools && !programme.questions.is_empty() {
        true => Respondent::School,
        false => Respondent::Person,
    }
}

/// A name made of the words of `text`, else `otherwise`; none of `taken`.
fn name(text: &str, otherwise: &str, taken: &BTreeSet<Id>) -> Option<Id> {
    let mut name = String::new();
    for word in folded(text).split(|letter: char| !letter.is_ascii_alphanumeric()) {
        if word.is_empty() || name.len() + word.len() >= LONGEST_NAME {
            continue;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    if name.is_empty() {
        otherwise.clone_into(&mut name);
    }
    let numbered = (2..100).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find_map(|name| Id::parse(&name).filter(|id| !taken.contains(id)))
}
