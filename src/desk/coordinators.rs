//! Who coordinates: shown, and changed by those who coordinate themselves.

use crate::desk::find::{self, Place};
use crate::desk::{Coordinator, Effect, Facts, Outcome, Proposal, Request};
use crate::inbox::command::{Coordinators, Networks, Who};
use crate::inbox::rules::person_as_shown;
use crate::programme::Id;
use crate::words::{Message, Part, Text, Value, say};

/// Shows or changes who coordinates.
pub(super) fn coordinators(request: &Request, facts: &Facts, done: &Coordinators) -> Outcome {
    let outcome = match done {
        Coordinators::List => Ok(Outcome::Tell(list(request, facts))),
        Coordinators::Add { who, networks } => add(request, facts, who, networks),
        Coordinators::Remove { who, networks } => remove(request, facts, who, networks),
    };
    outcome.unwrap_or_else(Outcome::No)
}

fn list(request: &Request, facts: &Facts) -> Message {
    let language = request.language;
    let visible = |known: &&Coordinator| covers_any(known, facts);
    let line = |known: &Coordinator, note: &str| {
        let whom = whom(known, facts);
        let person = person_as_shown(&known.person);
        let values = [
            ("person", Value::Text(&person)),
            ("whom", Value::Text(&whom)),
        ];
        Text::plain(say(language, note, &values))
    };
    let in_settings = facts.in_settings.iter().filter(visible);
    let added = facts.coordinators.iter().filter(visible);
    let lines: Vec<Text> = in_settings
        .map(|known| line(known, "desk-coordinator-settled"))
        .chain(added.map(|known| line(known, "desk-coordinator")))
        .collect();
    let note = match lines.is_empty() {
        true => "desk-coordinators-none",
        false => "desk-coordinators-note",
    };
    let mut message = Message::plain(language, say(language, "desk-coordinators", &[]), None);
    if !lines.is_empty() {
        message.parts.push(Part::Bullets(lines));
    }
    let note = Text::plain(say(language, note, &[]));
    message.parts.push(Part::Note(note));
    message
}

fn add(
    request: &Request,
    facts: &Facts,
    who: &Who,
    networks: &Networks,
) -> Result<Outcome, Message> {
    let person = person(request, facts, who)?;
    let places = find::networks(networks, request, facts)?;
    let scopes = scopes(networks, &places, facts);
    let effects = scopes
        .into_iter()
        .map(|(programme, network)| Effect::AddCoordinator {
            programme,
            network,
            person: person.clone(),
        });
    let effects = effects.collect();
    Ok(proposal(
        request,
        "desk-add",
        "desk-added",
        &person,
        &places,
        effects,
    ))
}

fn remove(
    request: &Request,
    facts: &Facts,
    who: &Who,
    networks: &Networks,
) -> Result<Outcome, Message> {
    let language = request.language;
    let person = person(request, facts, who)?;
    let places = find::networks(networks, request, facts)?;
    let scopes = scopes(networks, &places, facts);
    let is_meant = |known: &&Coordinator| {
        let all_of_it = |(programme, network): &(Id, Option<Id>)| {
            known.programme == *programme && (network.is_none() || known.network == *network)
        };
        known.person == person && scopes.iter().any(all_of_it)
    };
    let covers = |known: &Coordinator| places.iter().any(|place| covers(known, *place));
    let removed: Vec<&Coordinator> = facts.coordinators.iter().filter(is_meant).collect();
    let mut settled = facts.in_settings.iter();
    if settled.any(|known| known.person == person && covers(known)) {
        let shown = person_as_shown(&person);
        let title = say(language, "desk-settled", &[("person", Value::Text(&shown))]);
        let note = say(language, "desk-settled-note", &[]);
        return Err(Message::plain(language, title, Some(note)));
    }
    if removed.is_empty() {
        let mut wider = facts.coordinators.iter();
        let is_wider = wider.any(|known| known.person == person && covers(known));
        let note = match is_wider {
            true => "desk-coordinates-all-note",
            false => "desk-no-such-coordinator-note",
        };
        let shown = person_as_shown(&person);
        let values = [("person", Value::Text(&shown))];
        let title = say(language, "desk-no-such-coordinator", &values);
        return Err(Message::plain(
            language,
            title,
            Some(say(language, note, &[])),
        ));
    }
    if person == facts.who.person && leaves_nobody(&removed, facts) {
        return Err(super::told(language, "desk-last", "desk-last-note"));
    }
    let effects = removed.iter().map(|known| Effect::RemoveCoordinator {
        programme: known.programme.clone(),
        network: known.network.clone(),
        person: person.clone(),
    });
    let effects = effects.collect();
    Ok(proposal(
        request,
        "desk-remove",
        "desk-removed",
        &person,
        &places,
        effects,
    ))
}

fn proposal(
    request: &Request,
    title: &str,
    done: &str,
    person: &str,
    places: &[Place<'_>],
    effects: Vec<Effect>,
) -> Outcome {
    let person = person_as_shown(person);
    let titles: Vec<&str> = places.iter().map(|it| it.network.title.as_str()).collect();
    let titles = titles.join(", ");
    let values = [
        ("person", Value::Text(&person)),
        ("whom", Value::Text(&titles)),
    ];
    Outcome::Do(Proposal {
        title: say(request.language, title, &values),
        done: say(request.language, done, &values),
        notes: Vec::new(),
        follows: Vec::new(),
        sayings: Vec::new(),
        effects,
    })
}

/// The person who is mentioned, of the sender's own workspace or tenant. Only at the terminal, which
/// knows no mentions, is the whole `platform/tenant/user` written out.
pub(super) fn person(request: &Request, facts: &Facts, who: &Who) -> Result<String, Message> {
    let own = facts.who.person.rsplit_once('/').map(|(tenant, _)| tenant);
    match (who, own) {
        (Who::Id(user), Some(tenant)) if !user.contains('/') => Ok(format!("{tenant}/{user}")),
        (Who::Named(name), None) if is_person(name) => Ok(name.clone()),
        _ => {
            let key = match facts.who.at_terminal {
                true => "desk-whom-terminal-note",
                false => "desk-whom-note",
            };
            Err(super::told(request.language, "desk-whom", key))
        }
    }
}

fn is_person(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').collect();
    let is_part = |part: &&str| !part.is_empty() && !part.contains(char::is_whitespace);
    parts.len() == 3 && parts.iter().all(is_part)
}

/// What is coordinated: "all" by whoever coordinates the whole of a programme means the whole of it, so
/// that networks which come later are among them.
fn scopes(meant: &Networks, places: &[Place<'_>], facts: &Facts) -> Vec<(Id, Option<Id>)> {
    let scope = |place: &Place<'_>| {
        let programme = place.known.programme.id.clone();
        let whole = *meant == Networks::All && facts.who.coordinates_all_of(&programme);
        let network = (!whole).then(|| place.network.id.clone());
        (programme, network)
    };
    let mut scopes: Vec<(Id, Option<Id>)> = places.iter().map(scope).collect();
    scopes.dedup();
    scopes
}

/// Whether a network that one of `removed` coordinated would be left without any coordinator.
fn leaves_nobody(removed: &[&Coordinator], facts: &Facts) -> bool {
    let affected = find::coordinated(facts);
    let affected = affected.iter().filter(|place| {
        let mut removed = removed.iter();
        removed.any(|known| covers(known, **place))
    });
    let mut left = affected.map(|place| {
        let added = facts.coordinators.iter();
        let mut left = added
            .filter(|known| !removed.contains(known))
            .chain(&facts.in_settings);
        left.any(|known| covers(known, *place))
    });
    left.any(|somebody| !somebody)
}

fn covers(known: &Coordinator, place: Place<'_>) -> bool {
    let network = known.network.as_ref();
    known.programme == place.known.programme.id
        && network.is_none_or(|network| *network == place.network.id)
}

/// Whether `known` coordinates anything that the sender does.
fn covers_any(known: &Coordinator, facts: &Facts) -> bool {
    let places = find::coordinated(facts);
    places.into_iter().any(|place| covers(known, place))
}

/// What `known` coordinates, by title.
fn whom(known: &Coordinator, facts: &Facts) -> String {
    let mut programmes = facts.programmes.iter();
    let programme = programmes.find(|it| it.programme.id == known.programme);
    let title = programme.and_then(|it| match &known.network {
        None => Some(it.programme.title.clone()),
        Some(network) => Some(it.programme.network(network)?.title.clone()),
    });
    title.unwrap_or_else(|| known.programme.to_string())
}

#[cfg(test)]
mod tests;
