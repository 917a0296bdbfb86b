//! Questions and their options as things.

use super::{Thing, clock};
use crate::programme::Language;
use crate::programme::question::{Asked, Choice, Localised, Question};

/// The question and each of its options.
pub(super) fn of_question(question: &Question, language: Language) -> Vec<Thing> {
    let place = format!("question {}", question.id);
    let summary = question.text.in_language(language, language);
    let mut networks: Vec<String> = question.networks.iter().map(ToString::to_string).collect();
    networks.sort_unstable();
    let networks = (!networks.is_empty()).then(|| networks.join(", "));
    let mut thing = Thing::new(&place, summary).fact("kind", question.kind.name());
    thing = texts(thing, "text", &question.text);
    for (number, line) in (1..).zip(&question.about) {
        thing = texts(thing, &format!("line {number} about it"), line);
    }
    if let Some(purpose) = &question.purpose {
        thing = texts(thing, "purpose", purpose);
    }
    let thing = thing
        .fact("mode", question.mode.name())
        .fact("respondent", question.respondent.name())
        .optional("networks", networks)
        .fact("asked", asked(&question.asked))
        .fact("weekdays it is open", question.open_weekdays)
        .fact("results", question.results.name())
        .fact("nudges", if question.nudges { "yes" } else { "no" })
        .optional("survey", question.survey.as_ref())
        .optional("minutes", question.minutes);
    let options = (1..).zip(&question.options);
    std::iter::once(thing)
        .chain(options.map(|(number, option)| {
            of_option(&place, option, language).fact("place in the order", number)
        }))
        .chain(
            question
                .aside
                .as_ref()
                .map(|aside| of_option(&place, aside, language).fact("set apart", "yes")),
        )
        .collect()
}

fn of_option(place: &str, option: &Choice, language: Language) -> Thing {
    let summary = option.text.in_language(language, language);
    let thing = Thing::new(format!("{place} / option {}", option.key), summary);
    texts(thing, "text", &option.text)
}

/// A fact for each language of `text`.
fn texts(thing: Thing, name: &str, text: &Localised) -> Thing {
    text.0.iter().fold(thing, |thing, (language, text)| {
        thing.fact(&format!("{name} in {}", language.tag()), text)
    })
}

fn asked(asked: &Asked) -> String {
    match asked {
        Asked::AfterSession { session, minutes } => {
            let session = session
                .as_ref()
                .map_or_else(|| "each session".to_owned(), ToString::to_string);
            format!("{minutes} minutes after the end of {session}")
        }
        Asked::On { date, at } => format!("{date} at {}", clock(*at)),
        Asked::Yearly { month, day, at } => {
            format!("every year on {month:02}-{day:02} at {}", clock(*at))
        }
        Asked::ByCommand => "by command".to_owned(),
    }
}
