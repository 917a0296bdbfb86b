//! Questions, as a programme file has them. What is as usual is left out.

use super::{File, quoted};
use crate::programme::Language;
use crate::programme::question::{
    Asked, Choice, Localised, Question, Respondent, Results, usual_mode,
};

pub(super) fn write(file: &mut File, question: &Question, language: Language) {
    file.header("[[question]]");
    file.text("id", question.id.as_str());
    file.line("text", &localised(&question.text, language));
    let about = question.about.iter();
    let about: Vec<String> = about.map(|line| localised(line, language)).collect();
    file.values("about", &about);
    if let Some(purpose) = &question.purpose {
        file.line("purpose", &localised(purpose, language));
    }
    file.text("kind", question.kind.name());
    let options = question.options.iter();
    let options: Vec<String> = options.map(|option| choice(option, language)).collect();
    file.values("options", &options);
    if let Some(aside) = &question.aside {
        file.line("aside", &choice(aside, language));
    }
    if question.mode != usual_mode(question.kind) {
        file.text("mode", question.mode.name());
    }
    if question.respondent != Respondent::School {
        file.text("respondent", question.respondent.name());
    }
    let networks: Vec<String> = question.networks.iter().map(ToString::to_string).collect();
    file.list("networks", &networks);
    asked(file, &question.asked);
    file.number("open_weekdays", Some(question.open_weekdays));
    if question.results != Results::AtClosing {
        file.text("results", question.results.name());
    }
    if !question.nudges {
        file.line("nudges", "false");
    }
    file.optional("survey", question.survey.as_ref().map(|id| id.as_str()));
    file.number("minutes", question.minutes);
}

fn asked(file: &mut File, asked: &Asked) {
    match asked {
        Asked::AfterSession { session, minutes } => {
            match session {
                Some(session) => file.text("after_session", session.as_str()),
                None => file.line("after_session", "true"),
            }
            if *minutes != 0 {
                file.number("minutes_after_end", Some(*minutes));
            }
        }
        Asked::On { date, at } => {
            file.date("date", *date);
            file.time("at", *at);
        }
        Asked::Yearly { month, day, at } => {
            file.text("yearly", &format!("{month:02}-{day:02}"));
            file.time("at", *at);
        }
        Asked::ByCommand => file.line("by_command", "true"),
    }
}

fn choice(choice: &Choice, language: Language) -> String {
    let text = localised(&choice.text, language);
    format!("{{ key = {}, text = {text} }}", quoted(choice.key.as_str()))
}

/// A text in the programme's language alone stands alone, others by their languages.
fn localised(text: &Localised, language: Language) -> String {
    match (text.0.len(), text.0.get(&language)) {
        (1, Some(text)) => quoted(text),
        _ => {
            let texts = text.0.iter();
            let texts: Vec<String> = texts
                .map(|(language, text)| format!("{} = {}", language.tag(), quoted(text)))
                .collect();
            format!("{{ {} }}", texts.join(", "))
        }
    }
}
