//! Which session is meant: by its number, its name, its date, or as the next one.

use crate::desk::find::{Place, choose, is_number, meant_instead, plain};
use crate::desk::{Facts, Request};
use crate::programme::{Language, Session, written};
use crate::toml_reader::shortened;
use crate::words::commands::{Keyword, Name, meaning};
use crate::words::{Message, Value, dates, say};

/// The session that `name` means in `place`: "2", "samling 2", "samling-2", "neste", a date, its title.
pub(in crate::desk) fn session<'f>(
    name: &str,
    place: Place<'f>,
    request: &Request,
    facts: &Facts,
) -> Result<&'f Session, Message> {
    let sessions = &place.network.sessions;
    let by_id = sessions.iter().find(|session| session.id.as_str() == name);
    let found = by_id
        .or_else(|| match number(name) {
            Some(number) => sessions.get(number.checked_sub(1)?),
            None => None,
        })
        .or_else(|| {
            let name = plain(name);
            let title = |session: &Session| {
                let plan = place.known.programme.plan(&session.id)?;
                plan.title.as_deref().map(plain)
            };
            let mut sessions = sessions.iter();
            sessions.find(|session| {
                plain(session.id.as_str()) == name || title(session).as_ref() == Some(&name)
            })
        })
        .or_else(|| is_next(name).then(|| next(place, facts)).flatten())
        .or_else(|| {
            let date = written::date_from(name, request.today).ok()?;
            sessions.iter().find(|session| session.date == date)
        });
    found.ok_or_else(|| unknown_session(name, place, request))
}

/// "Samling 2".
pub(in crate::desk) fn session_name(
    language: Language,
    place: Place<'_>,
    session: &Session,
) -> String {
    let mut sessions = place.network.sessions.iter();
    let at = sessions.position(|known| known.id == session.id);
    let number = at.map_or(0, |at| at + 1);
    say(
        language,
        "desk-session",
        &[("number", Value::Number(number))],
    )
}

/// The first session of `place` that has not ended.
fn next<'f>(place: Place<'f>, facts: &Facts) -> Option<&'f Session> {
    let now = facts.now.local(place.known.programme.zone.rules());
    let mut sessions = place.network.sessions.iter();
    sessions.find(|session| !session.cancelled && session.ends() > now)
}

/// The number in "2", "samling 2", "2. samling".
fn number(name: &str) -> Option<usize> {
    let words = name.split([' ', '-', '.']).filter(|word| !word.is_empty());
    let mut others = words
        .filter(|word| meaning(word) != Some(Keyword::Session))
        .collect::<Vec<_>>();
    let number = others.pop()?;
    (others.is_empty() && is_number(number))
        .then(|| number.parse().ok())
        .flatten()
}

/// "neste", "neste samling".
fn is_next(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.next().and_then(meaning) == Some(Keyword::Command(Name::Next))
        && words.all(|word| meaning(word) == Some(Keyword::Session))
}

fn unknown_session(name: &str, place: Place<'_>, request: &Request) -> Message {
    let language = request.language;
    let written = shortened(name);
    let values = [
        ("written", Value::Text(&written)),
        ("network", Value::Text(&place.network.title)),
    ];
    let line = |session: &Session| {
        let date = dates::date(language, session.date, request.today);
        format!("{}: {date}", session_name(language, place, session))
    };
    let ids = place.network.sessions.iter().map(|it| it.id.as_str());
    choose(
        language,
        say(language, "desk-unknown-session", &values),
        place.network.sessions.iter().map(line).collect(),
        meant_instead(language, name, ids)
            .unwrap_or_else(|| say(language, "desk-unknown-session-note", &[])),
    )
}
