//! What lies before a network, for whoever asks: the next session and what to prepare for it.

use super::session::{reading_link, reading_task};
use super::voice::{Voice, items};
use crate::clock::Timestamp;
use crate::plan::{Coming, SessionFacts};
use crate::programme::{Language, Zone};
use crate::words::texts::Value;
use crate::words::{Link, Message, Part, Text};

/// What lies before one network.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// Its title.
    pub network: String,
    pub zone: Zone,
    /// Nothing when the year's sessions are over.
    pub coming: Option<Coming>,
    /// The sessions that are cancelled before that.
    pub cancelled: Vec<SessionFacts>,
}

/// The next session of each network, told in `language` at `now`. There is at least one network.
pub fn ahead(language: Language, networks: &[Ahead], now: Timestamp) -> Message {
    let (mut parts, mut links) = (Vec::new(), Vec::new());
    for ahead in networks {
        let voice = voice(language, &ahead.zone, now);
        if networks.len() > 1 {
            parts.push(Part::Heading(ahead.network.clone()));
        }
        parts.extend(
            ahead
                .cancelled
                .iter()
                .map(|session| cancelled(&voice, session)),
        );
        match &ahead.coming {
            Some(coming) => {
                parts.extend(session(&voice, coming));
                links.extend(links_of(&voice, coming));
            }
            None => parts.push(voice.paragraph("next-none")),
        }
    }
    let (title, summary) = match networks {
        [only] => headline(&voice(language, &only.zone, now), only.coming.as_ref()),
        _ => {
            let title = crate::words::say(language, "next-title", &[]);
            (title.clone(), title)
        }
    };
    Message {
        language,
        title,
        summary,
        parts,
        links,
    }
}

/// What to read and do before the session, told in `language` at `now`; empty when there is nothing.
pub fn to_prepare(language: Language, coming: &Coming, zone: &Zone, now: Timestamp) -> Vec<Text> {
    prepared(&voice(language, zone, now), coming)
}

fn voice(language: Language, zone: &Zone, now: Timestamp) -> Voice {
    Voice {
        language,
        now: now.local(zone.rules()),
    }
}

fn prepared(voice: &Voice, coming: &Coming) -> Vec<Text> {
    let to_read = coming.readings.iter();
    let to_read = to_read.map(|reading| reading_task(voice, reading));
    to_read.chain(items(&coming.tasks)).collect()
}

fn headline(voice: &Voice, coming: Option<&Coming>) -> (String, String) {
    let Some(coming) = coming else {
        return (
            voice.say("next-title-none", &[]),
            voice.say("next-none", &[]),
        );
    };
    let days = (coming.session.starts.date() - voice.now.date()).get_days();
    let days = usize::try_from(days).unwrap_or_default();
    let title = voice.say("next-title-days", &[("days", Value::Number(days))]);
    (title, voice.session_is(&coming.session))
}

fn cancelled(voice: &Voice, session: &SessionFacts) -> Part {
    let date = voice.date(session.starts.date());
    let values = [
        ("number", Value::Number(session.number)),
        ("date", Value::Text(&date)),
    ];
    Part::Paragraph(Text::plain(voice.say("next-cancelled", &values)))
}

fn session(voice: &Voice, coming: &Coming) -> Vec<Part> {
    let registration = coming.registration.as_ref();
    let registration = registration.filter(|registration| voice.is_open(registration));
    let mut facts = voice.session_facts(&coming.session);
    facts.extend(registration.map(|registration| voice.registration_fact(registration)));
    let number = coming.session.number;
    let lead = Part::Paragraph(Text::plain(voice.say_of("next-lead", number)));
    let mut parts = vec![lead, Part::Facts(facts)];
    let prepare = prepared(voice, coming);
    if prepare.is_empty() && coming.sharing.is_empty() {
        parts.push(voice.paragraph("next-nothing-to-prepare"));
    }
    if !prepare.is_empty() {
        parts.push(voice.paragraph("next-prepare"));
        parts.push(Part::Bullets(prepare));
    }
    if !coming.sharing.is_empty() {
        parts.push(voice.paragraph("next-share"));
        parts.push(Part::Bullets(items(&coming.sharing)));
    }
    if let Some(due) = coming.answers_due.and_then(|due| voice.due(due)) {
        let answers = voice.say("work-answers", &[("due", Value::Text(&due))]);
        parts.push(Part::Paragraph(Text::plain(answers)));
    }
    parts
}

fn links_of(voice: &Voice, coming: &Coming) -> Vec<Link> {
    let registration = coming.registration.as_ref();
    let registration = registration.filter(|registration| voice.is_open(registration));
    let register = registration.and_then(|registration| voice.registration_link(registration));
    let readings = coming.readings.iter();
    let readings = readings.filter_map(|reading| reading_link(voice, reading));
    readings.chain(register).collect()
}
