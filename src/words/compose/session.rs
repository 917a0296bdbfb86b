//! Before a session: preparation, sharing, registration and the reminder.

use jiff::civil::DateTime;

use super::voice::{Voice, button, items};
use crate::plan::{Bring, ReadingFacts, RegistrationFacts, SessionFacts};
use crate::programme::{AgendaPart, Contact};
use crate::words::dates;
use crate::words::texts::Value;
use crate::words::{AgendaLine, Link, Message, Part, Style, Text};

/// What to read and do before the session.
pub(super) fn preparation(
    voice: &Voice,
    session: &SessionFacts,
    tasks: &[String],
    readings: &[ReadingFacts],
    registration: Option<&RegistrationFacts>,
    contact: Option<&Contact>,
) -> Message {
    let registration = registration.filter(|registration| voice.is_open(registration));
    let to_read = readings.iter().map(|reading| reading_task(voice, reading));
    let mut facts = voice.session_facts(session);
    facts.extend(registration.map(|registration| voice.registration_fact(registration)));
    facts.extend(contact.map(|contact| voice.contact_fact(contact)));
    let is = voice.session_is(session);
    let mut message = voice.message(
        voice.say_of("preparation-title", session.number),
        voice.say("preparation-summary", &[("session", Value::Text(&is))]),
        vec![
            Part::Paragraph(Text::plain(
                voice.say_of("preparation-lead", session.number),
            )),
            Part::Bullets(to_read.chain(items(tasks)).collect()),
            Part::Facts(facts),
        ],
    );
    message.links = readings
        .iter()
        .filter_map(|reading| reading_link(voice, reading))
        .chain(registration.and_then(|registration| voice.registration_link(registration)))
        .collect();
    message
}

/// What to be ready to share.
pub(super) fn sharing(
    voice: &Voice,
    session: &SessionFacts,
    themes: &[String],
    questions: &[String],
    answers_due: Option<DateTime>,
) -> Message {
    let lead = voice.say_of("sharing-lead", session.number);
    let mut parts = vec![
        Part::Paragraph(Text::plain(lead)),
        Part::Numbered(items(questions)),
    ];
    if !themes.is_empty() {
        parts.push(Part::Heading(voice.say("sharing-themes", &[])));
        parts.push(Part::Bullets(items(themes)));
    }
    if let Some(due) = answers_due.and_then(|due| voice.due(due)) {
        let invitation = voice.say("answer-in-thread-by", &[("due", Value::Text(&due))]);
        parts.push(Part::Paragraph(Text::plain(invitation)));
        parts.push(voice.not_about_people());
    }
    parts.push(Part::Facts(voice.session_facts(session)));
    let is = voice.session_is(session);
    voice.message(
        voice.say_of("sharing-title", session.number),
        voice.say("sharing-summary", &[("session", Value::Text(&is))]),
        parts,
    )
}

/// The session is tomorrow, or whenever it is.
pub(super) fn reminder(
    voice: &Voice,
    session: &SessionFacts,
    agenda: &[AgendaPart],
    bring: Option<Bring>,
    contact: Option<&Contact>,
) -> Message {
    let bring = bring.map(|bring| match bring {
        Bring::Work => voice.say("reminder-bring-work", &[]),
        Bring::Preparation => voice.say("reminder-bring-preparation", &[]),
    });
    let followed_by_bring = |sentence: String| match &bring {
        Some(bring) => format!("{sentence} {bring}"),
        None => sentence,
    };
    let lead = voice.say_of("reminder-lead", session.number);
    let mut facts = voice.session_facts(session);
    facts.extend(contact.map(|contact| voice.contact_fact(contact)));
    let mut parts = vec![
        Part::Paragraph(Text::plain(followed_by_bring(lead))),
        Part::Facts(facts),
    ];
    if !agenda.is_empty() {
        parts.push(Part::Heading(voice.say("agenda", &[])));
        parts.push(Part::Agenda(agenda_lines(voice, agenda)));
    }
    let is = voice.session_is(session);
    let summary = voice.say("reminder-summary", &[("session", Value::Text(&is))]);
    voice.message(
        reminder_title(voice, session),
        followed_by_bring(summary),
        parts,
    )
}

/// Where to register, and until when.
pub(super) fn registration(
    voice: &Voice,
    session: &SessionFacts,
    registration: &RegistrationFacts,
) -> Message {
    let number = ("number", Value::Number(session.number));
    let system = ("system", Value::Text(&registration.system));
    let (summary, lead) = match registration.closes {
        Some(closes) => {
            let day = voice.day(closes);
            let day = ("day", Value::Text(&day));
            (
                voice.say(
                    "registration-summary-by",
                    &[number, system.clone(), day.clone()],
                ),
                voice.say("registration-lead-by", &[system, day]),
            )
        }
        None => (
            voice.say("registration-summary", &[number, system.clone()]),
            voice.say("registration-lead", &[system]),
        ),
    };
    let mut message = voice.message(
        voice.say_of("registration-title", session.number),
        summary,
        vec![
            Part::Paragraph(Text::plain(lead)),
            Part::Facts(voice.session_facts(session)),
        ],
    );
    message.links.extend(voice.registration_link(registration));
    message
}

fn reminder_title(voice: &Voice, session: &SessionFacts) -> String {
    let number = ("number", Value::Number(session.number));
    let date = session.starts.date();
    match voice.near(date) {
        Some(near) => voice.say(
            "reminder-title-near",
            &[number, ("near", Value::Text(near))],
        ),
        None => {
            let date = voice.date(date);
            voice.say("reminder-title", &[number, ("date", Value::Text(&date))])
        }
    }
}

/// "Les side 38–45 i *Koherens i skoleutvikling* (Fullan & Quinn, norsk utgave). Sett av om lag 30
/// minutter."
pub(super) fn reading_task(voice: &Voice, reading: &ReadingFacts) -> Text {
    let source = source(reading);
    let pages = reading.pages.map(|pages| {
        let number = |page: u32| page.to_string();
        if pages.first == pages.last {
            let page = number(pages.first);
            voice.say("reading-page", &[("page", Value::Text(&page))])
        } else {
            let (first, last) = (number(pages.first), number(pages.last));
            let values = [("first", Value::Text(&first)), ("last", Value::Text(&last))];
            voice.say("reading-page-range", &values)
        }
    });
    let figure = reading.figure_page.map(|page| page.to_string());
    let key = match (&pages, &figure) {
        (None, None) => "reading-whole",
        (Some(_), None) => "reading-pages",
        (None, Some(_)) => "reading-figure",
        (Some(_), Some(_)) => "reading-pages-and-figure",
    };
    let mut values = vec![("source", Value::Text(&source))];
    values.extend(pages.as_deref().map(|pages| ("pages", Value::Text(pages))));
    values.extend(figure.as_deref().map(|page| ("figure", Value::Text(page))));
    let task = voice.say_styled(key, &values, ("title", &reading.title, Style::Emphasis));
    match reading
        .minutes
        .and_then(|minutes| usize::try_from(minutes).ok())
    {
        Some(minutes) => {
            let minutes = voice.say("reading-minutes", &[("minutes", Value::Number(minutes))]);
            task.and(format!(" {minutes}"), Style::Plain)
        }
        None => task,
    }
}

/// " (Fullan & Quinn, norsk utgave)", or nothing.
fn source(reading: &ReadingFacts) -> String {
    let authors = match reading.authors.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [others @ .., last] => Some(format!("{} & {last}", others.join(", "))),
    };
    let known: Vec<String> = authors.into_iter().chain(reading.edition.clone()).collect();
    if known.is_empty() {
        String::new()
    } else {
        format!(" ({})", known.join(", "))
    }
}

pub(super) fn reading_link(voice: &Voice, reading: &ReadingFacts) -> Option<Link> {
    let label = voice.say("link-reading", &[("title", Value::Text(&reading.title))]);
    button(label, reading.link.as_deref()?)
}

fn agenda_lines(voice: &Voice, agenda: &[AgendaPart]) -> Vec<AgendaLine> {
    agenda
        .iter()
        .map(|part| AgendaLine {
            time: dates::span(voice.language, part.start, part.end),
            title: part.title.clone(),
            points: part.points.clone(),
        })
        .collect()
}
