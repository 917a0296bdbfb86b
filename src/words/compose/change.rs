//! What people were told is no longer so: moved, another room, cancelled.

use jiff::civil::DateTime;

use super::voice::Voice;
use crate::plan::SessionFacts;
use crate::words::dates;
use crate::words::texts::Value;
use crate::words::{Message, Part, Text};

/// The session has a new date or time; people were told that it would start at `told`.
pub(super) fn moved(voice: &Voice, session: &SessionFacts, told: DateTime) -> Message {
    let moved = what_moved(voice, session, told);
    let room = match &session.place {
        Some(place) => voice.say("moved-room", &[("place", Value::Text(place))]),
        None => voice.say("moved-room-unknown", &[]),
    };
    let summary = voice.say(
        "moved-summary",
        &[("moved", Value::Text(&moved)), ("room", Value::Text(&room))],
    );
    let mut facts = vec![
        voice.fact("fact-new-time", voice.when(session)),
        voice.fact("fact-where", voice.place(session)),
    ];
    facts.push(voice.network_fact(session));
    voice.message(
        voice.say_of("moved-title", session.number),
        summary,
        vec![
            Part::Paragraph(Text::plain(moved)),
            Part::Facts(facts),
            voice.paragraph("moved-lead"),
        ],
    )
}

/// From when to when, as one would say it: another day, another time that day, or another end.
fn what_moved(voice: &Voice, session: &SessionFacts, told: DateTime) -> String {
    let number = ("number", Value::Number(session.number));
    let date = voice.date(session.starts.date());
    let times = dates::clock_span(voice.language, session.starts.time(), session.ends.time());
    if told.date() != session.starts.date() {
        let old = voice.date(told.date());
        let values = [
            number,
            ("old", Value::Text(&old)),
            ("new", Value::Text(&date)),
        ];
        voice.say("moved-to-other-day", &values)
    } else if told.time() != session.starts.time() {
        let old = dates::clock(voice.language, told.time());
        let values = [
            number,
            ("old", Value::Text(&old)),
            ("new", Value::Text(&times)),
            ("date", Value::Text(&date)),
        ];
        voice.say("moved-on-same-day", &values)
    } else {
        let values = [
            number,
            ("date", Value::Text(&date)),
            ("new", Value::Text(&times)),
        ];
        voice.say("moved-end", &values)
    }
}

/// The session has another room than `told`.
pub(super) fn room_changed(voice: &Voice, session: &SessionFacts, told: &str) -> Message {
    let date = voice.date(session.starts.date());
    let mut values = vec![
        ("number", Value::Number(session.number)),
        ("date", Value::Text(&date)),
        ("old", Value::Text(told)),
    ];
    let changed = match &session.place {
        Some(place) => {
            values.push(("new", Value::Text(place)));
            voice.say("room-changed", &values)
        }
        None => voice.say("room-changed-unknown", &values),
    };
    let same_time = voice.say("room-changed-same-time", &[]);
    voice.message(
        voice.say_of("room-changed-title", session.number),
        changed.clone(),
        vec![
            Part::Paragraph(Text::plain(format!("{changed} {same_time}"))),
            Part::Facts(voice.session_facts(session)),
        ],
    )
}

/// The session will not be held.
pub(super) fn cancelled(voice: &Voice, session: &SessionFacts) -> Message {
    let date = voice.date(session.starts.date());
    let summary = voice.say(
        "cancelled-summary",
        &[
            ("number", Value::Number(session.number)),
            ("date", Value::Text(&date)),
        ],
    );
    let facts = vec![
        voice.fact("fact-concerns", voice.when(session)),
        voice.network_fact(session),
    ];
    voice.message(
        voice.say_of("cancelled-title", session.number),
        summary,
        vec![voice.paragraph("cancelled-lead"), Part::Facts(facts)],
    )
}
