//! What people were told is no longer so: moved, another room, cancelled.

use jiff::civil::DateTime;

use super::voice::Voice;
use crate::plan::SessionFacts;
use crate::words::dates;
use crate::words::texts::Value;
use crate::words::{Message, Part, Text};

/// The session has a new date or time; people were told that it would start at `told`.
pub(super) fn moved(voice: &Voice, session: &SessionFacts, told: DateTime) -> Message {
    let how = Move::of(session, told);
    let moved = how.in_words(voice, session, told);
    let room = match &session.place {
        Some(place) => voice.say("moved-room", &[("place", Value::Text(place))]),
        None => voice.say("moved-room-unknown", &[]),
    };
    let (title, summary, time) = match how {
        Move::OtherDay => ("moved-title", "moved-summary", "fact-new-time"),
        Move::SameDay => (
            "moved-title-same-day",
            "moved-summary-same-day",
            "fact-new-time",
        ),
        Move::Held => ("moved-title-held", "moved-summary-held", "fact-when"),
    };
    let summary = voice.say(
        summary,
        &[("moved", Value::Text(&moved)), ("room", Value::Text(&room))],
    );
    let facts = vec![
        voice.fact(time, voice.when(session)),
        voice.fact("fact-where", voice.place(session)),
        voice.network_fact(session),
    ];
    voice.message(
        voice.say_of(title, session.number),
        summary,
        vec![
            Part::Paragraph(Text::plain(moved)),
            Part::Facts(facts),
            voice.paragraph("moved-lead"),
        ],
    )
}

/// How a session moved from what people were told.
#[derive(Clone, Copy)]
enum Move {
    OtherDay,
    /// To start at another time that day.
    SameDay,
    /// It starts as told: it ends at another time, or it was cancelled and is held after all.
    Held,
}

impl Move {
    fn of(session: &SessionFacts, told: DateTime) -> Self {
        if told.date() != session.starts.date() {
            Self::OtherDay
        } else if told.time() != session.starts.time() {
            Self::SameDay
        } else {
            Self::Held
        }
    }

    /// From when to when, as one would say it.
    fn in_words(self, voice: &Voice, session: &SessionFacts, told: DateTime) -> String {
        let number = ("number", Value::Number(session.number));
        let date = voice.date(session.starts.date());
        let date = Value::Text(&date);
        let times = voice.times(session);
        let times = Value::Text(&times);
        match self {
            Self::OtherDay => {
                let old = voice.date(told.date());
                let values = [number, ("old", Value::Text(&old)), ("new", date)];
                voice.say("moved-to-other-day", &values)
            }
            Self::SameDay => {
                let old = dates::clock(voice.language, told.time());
                let old = ("old", Value::Text(&old));
                let values = [number, old, ("new", times), ("date", date)];
                voice.say("moved-on-same-day", &values)
            }
            Self::Held => {
                let values = [number, ("date", date), ("new", times)];
                voice.say("moved-held", &values)
            }
        }
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
