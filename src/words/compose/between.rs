//! After a session and on the way to the next: closing, work between sessions, touchpoint.

use jiff::civil::DateTime;

use super::voice::{Voice, items};
use crate::plan::SessionFacts;
use crate::words::texts::Value;
use crate::words::{Message, Part, Text};

/// A minute's reflection at the end of the session.
pub(super) fn closing(voice: &Voice, session: &SessionFacts) -> Message {
    let lead = if voice.now < session.ends {
        "closing-lead-before-end"
    } else {
        "closing-lead"
    };
    let questions = [
        voice.say("closing-what-you-take", &[]),
        voice.say("closing-first-step", &[]),
    ];
    voice.message(
        voice.say("closing-title", &[]),
        voice.say_of("closing-summary", session.number),
        vec![
            Part::Paragraph(Text::plain(voice.say_of(lead, session.number))),
            Part::Numbered(items(&questions)),
            voice.paragraph("answer-in-thread"),
            voice.not_about_people(),
            Part::Facts(vec![voice.network_fact(session)]),
        ],
    )
}

/// The work from this session to the next.
pub(super) fn intermediate_work(
    voice: &Voice,
    session: &SessionFacts,
    next: Option<&SessionFacts>,
    work: &Work<'_>,
) -> Message {
    let mut parts = vec![Part::Paragraph(Text::plain(
        voice.say_of("work-lead", session.number),
    ))];
    parts.extend(work.parts(voice));
    if let Some(due) = work.answers_due.and_then(|due| voice.due(due)) {
        let answers = voice.say("work-answers", &[("due", Value::Text(&due))]);
        parts.push(Part::Paragraph(Text::plain(answers)));
        parts.push(voice.not_about_people());
    } else if let Some(next) = next {
        let shared = voice.say_of("work-share", next.number);
        parts.push(Part::Paragraph(Text::plain(shared)));
    }
    let mut facts = Vec::new();
    if let Some(next) = next {
        facts.extend(next_session_facts(voice, next));
    }
    facts.push(voice.network_fact(session));
    parts.push(Part::Facts(facts));

    let (title, summary) = match next {
        Some(next) => {
            let when = voice.when(next);
            let number = ("number", Value::Number(next.number));
            (
                voice.say_of("work-title", next.number),
                voice.say("work-summary", &[number, ("when", Value::Text(&when))]),
            )
        }
        None => (
            voice.say_of("work-title-last", session.number),
            voice.say_of("work-summary-last", session.number),
        ),
    };
    voice.message(title, summary, parts)
}

/// What the work between two sessions is.
pub(super) struct Work<'a> {
    pub(super) task: Option<&'a str>,
    pub(super) themes: &'a [String],
    pub(super) questions: &'a [String],
    pub(super) answers_due: Option<DateTime>,
}

impl Work<'_> {
    fn parts(&self, voice: &Voice) -> Vec<Part> {
        let mut parts = Vec::new();
        parts.extend(self.task.map(|task| Part::Paragraph(Text::plain(task))));
        if let [_, others @ ..] = self.themes {
            let heading = if others.is_empty() {
                "work-one-theme"
            } else {
                "work-themes"
            };
            parts.push(Part::Heading(voice.say(heading, &[])));
            parts.push(Part::Bullets(items(self.themes)));
        }
        if !self.questions.is_empty() {
            parts.push(Part::Heading(voice.say("work-questions", &[])));
            parts.push(Part::Numbered(items(self.questions)));
        }
        parts
    }
}

/// Half-way: how is it going?
pub(super) fn touchpoint(voice: &Voice, next: &SessionFacts, questions: &[String]) -> Message {
    let mut parts = vec![
        voice.paragraph("touchpoint-lead"),
        voice.paragraph("answer-in-thread"),
        voice.not_about_people(),
    ];
    if !questions.is_empty() {
        parts.push(Part::Heading(voice.say("touchpoint-questions", &[])));
        parts.push(Part::Numbered(items(questions)));
    }
    let mut facts = next_session_facts(voice, next);
    facts.push(voice.network_fact(next));
    parts.push(Part::Facts(facts));
    voice.message(
        voice.say_of("touchpoint-title", next.number),
        voice.say_of("touchpoint-summary", next.number),
        parts,
    )
}

fn next_session_facts(voice: &Voice, next: &SessionFacts) -> Vec<(String, Text)> {
    let when = voice.when(next);
    let number = ("number", Value::Number(next.number));
    let which = voice.say("next-session", &[number, ("when", Value::Text(&when))]);
    vec![
        voice.fact("fact-next", which),
        voice.fact("fact-where", voice.place(next)),
    ]
}
