//! What the words of a command mean: which networks, which session, which question, which post.
//!
//! Only what the sender coordinates is found here; what a leader may see has its own ways. Whoever
//! names something that is not there is told what there is, and what may have been meant.

mod posts;
mod questions;
mod sessions;

use crate::desk::{Facts, Known, Request};
use crate::inbox::command::Networks;
use crate::programme::{Language, Network};
use crate::toml_reader::{nearest, shortened};
use crate::words::commands::folded;
use crate::words::{Message, Part, Text, Value, say};

pub(super) use posts::post;
pub(super) use questions::{is_live_for, question, question_to_look_at};
pub(super) use sessions::{session, session_name};

/// So many things are listed to choose from.
const MOST_LISTED: usize = 12;

/// A network with its programme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'f> {
    pub(super) known: &'f Known,
    pub(super) network: &'f Network,
}

impl Place<'_> {
    /// The language in which the network is spoken to.
    pub(super) fn language(&self) -> Language {
        let own = self.network.language;
        own.unwrap_or(self.known.programme.language)
    }

    /// `programme/network`, as people name it where that is needed.
    pub(super) fn full_name(&self) -> String {
        format!("{}/{}", self.known.programme.id, self.network.id)
    }

    fn is(&self, other: &Self) -> bool {
        self.known.programme.id == other.known.programme.id && self.network.id == other.network.id
    }
}

/// Every network that the sender coordinates, in the order of the programmes.
pub(super) fn coordinated(facts: &Facts) -> Vec<Place<'_>> {
    let mut places = all(facts);
    places.retain(|place| is_coordinated(*place, facts));
    places
}

/// The networks of the place where the command was typed, whoever coordinates them.
pub(super) fn here<'f>(request: &Request, facts: &'f Facts) -> Vec<Place<'f>> {
    let mut places = all(facts);
    places.retain(|place| {
        let name = (&place.known.programme.id, &place.network.id);
        request.here.iter().any(|(of, id)| (of, id) == name)
    });
    places
}

/// The networks that are `meant`, of those that the sender coordinates; never none.
pub(super) fn networks<'f>(
    meant: &Networks,
    request: &Request,
    facts: &'f Facts,
) -> Result<Vec<Place<'f>>, Message> {
    match meant {
        Networks::Here => implied(request, facts),
        Networks::All => match coordinated(facts) {
            none if none.is_empty() => Err(no_networks(request.language)),
            all => Ok(all),
        },
        Networks::Named(names) => {
            let mut found: Vec<Place<'f>> = Vec::new();
            for name in names {
                let place = named(name, request, facts)?;
                if !found.iter().any(|known| known.is(&place)) {
                    found.push(place);
                }
            }
            Ok(found)
        }
    }
}

/// The one network that is meant, of those that the sender coordinates.
pub(super) fn network<'f>(
    meant: Option<&str>,
    request: &Request,
    facts: &'f Facts,
) -> Result<Place<'f>, Message> {
    match meant {
        Some(name) => named(name, request, facts),
        None => match implied(request, facts)?.as_slice() {
            [only] => Ok(*only),
            several => Err(which_network(request.language, several)),
        },
    }
}

/// The networks of the place, else the sender's only one.
fn implied<'f>(request: &Request, facts: &'f Facts) -> Result<Vec<Place<'f>>, Message> {
    let here = here(request, facts);
    if let Some(first) = here.first().copied() {
        let mut mine = here;
        mine.retain(|place| is_coordinated(*place, facts));
        return match mine.is_empty() {
            true => Err(not_yours(request.language, first)),
            false => Ok(mine),
        };
    }
    match coordinated(facts).as_slice() {
        [] => Err(no_networks(request.language)),
        [only] => Ok(vec![*only]),
        several => Err(which_network(request.language, several)),
    }
}

fn named<'f>(name: &str, request: &Request, facts: &'f Facts) -> Result<Place<'f>, Message> {
    let mine = coordinated(facts);
    let mut found = matching(name, &mine);
    if found.len() > 1 {
        // Of two with one name, that of the programme which is spoken of here.
        let here = here(request, facts);
        let of_here = |place: &Place<'_>| {
            let mut here = here.iter();
            here.any(|here| here.known.programme.id == place.known.programme.id)
        };
        if found.iter().filter(|place| of_here(place)).count() == 1 {
            found.retain(of_here);
        }
    }
    match found.as_slice() {
        [only] => Ok(*only),
        [] => match matching(name, &all(facts)).first() {
            Some(other) => Err(not_yours(request.language, *other)),
            None => Err(unknown_network(request.language, name, &mine)),
        },
        several => Err(which_network(request.language, several)),
    }
}

/// Those of `places` that `name` may stand for: by id or title, else by the number at its end.
fn matching<'f>(name: &str, places: &[Place<'f>]) -> Vec<Place<'f>> {
    let name = plain(name);
    let by = |fits: &dyn Fn(&Place<'f>) -> bool| -> Vec<Place<'f>> {
        places.iter().filter(|place| fits(place)).copied().collect()
    };
    let by_name = by(&|place| {
        let id = plain(place.network.id.as_str());
        name == id || name == plain(&place.network.title) || name == plain(&place.full_name())
    });
    if !by_name.is_empty() || !is_number(&name) {
        return by_name;
    }
    by(&|place| {
        number_at_end(place.network.id.as_str()) == Some(&name)
            || number_at_end(&place.network.title) == Some(&name)
    })
}

/// Every network, whoever coordinates it.
pub(super) fn all(facts: &Facts) -> Vec<Place<'_>> {
    let places = facts.programmes.iter().flat_map(|known| {
        let networks = known.programme.networks.iter();
        networks.map(move |network| Place { known, network })
    });
    places.collect()
}

fn is_coordinated(place: Place<'_>, facts: &Facts) -> bool {
    let programme = &place.known.programme.id;
    facts.who.coordinates(programme, &place.network.id)
}

/// `text` for comparing names: letters, digits and slashes alone.
pub(super) fn plain(text: &str) -> String {
    let mut plain = folded(text);
    plain.retain(|letter| letter.is_alphanumeric() || letter == '/');
    plain
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "1" of "gruppe-1".
fn number_at_end(text: &str) -> Option<&str> {
    let number = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    is_number(number).then_some(number)
}

fn which_network(language: Language, places: &[Place<'_>]) -> Message {
    let hint = say(language, "desk-which-network-note", &[]);
    choose(
        language,
        say(language, "desk-which-network", &[]),
        listed(places),
        hint,
    )
}

fn unknown_network(language: Language, name: &str, mine: &[Place<'_>]) -> Message {
    let written = shortened(name);
    let title = say(
        language,
        "desk-no-network",
        &[("written", Value::Text(&written))],
    );
    let ids = mine.iter().map(|place| place.network.id.as_str());
    let hint = meant_instead(language, name, ids)
        .unwrap_or_else(|| say(language, "desk-which-network-note", &[]));
    choose(language, title, listed(mine), hint)
}

/// A friendly no: another coordinates it.
fn not_yours(language: Language, place: Place<'_>) -> Message {
    let network = [("network", Value::Text(&place.network.title))];
    let note = say(language, "desk-not-yours-note", &[]);
    Message::plain(
        language,
        say(language, "desk-not-yours", &network),
        Some(note),
    )
}

/// That there is nothing to coordinate.
pub(super) fn no_networks(language: Language) -> Message {
    super::told(language, "desk-no-networks", "desk-no-networks-note")
}

/// "gruppe-1 (Gruppe 1)", with the programme where its id alone is not enough.
fn listed(places: &[Place<'_>]) -> Vec<String> {
    let has_namesake = |place: &Place<'_>| {
        let mut others = places.iter();
        others.any(|other| other.network.id == place.network.id && !other.is(place))
    };
    let line = |place: &Place<'_>| {
        let id = match has_namesake(place) {
            true => place.full_name(),
            false => place.network.id.to_string(),
        };
        match plain(&place.network.title) == plain(&id) {
            true => id,
            false => format!("{id} ({})", place.network.title),
        }
    };
    places.iter().map(line).collect()
}

/// "Mente du «gruppe-1»?"
fn meant_instead<'k>(
    language: Language,
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    let word = nearest(written, known)?;
    let word = [("word", Value::Text(word))];
    Some(say(language, "mistake-did-you-mean", &word))
}

/// Something to choose from: what is unclear, what there is, and what to do.
pub(super) fn choose(
    language: Language,
    title: String,
    items: Vec<String>,
    hint: String,
) -> Message {
    let mut message = Message::plain(language, title, Some(hint));
    let items = items.iter().take(MOST_LISTED).map(Text::plain);
    message.parts.insert(0, Part::Bullets(items.collect()));
    message
}

#[cfg(test)]
mod tests;
