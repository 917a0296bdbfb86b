//! `school … @person`: a coordinator says who leads a school.

use crate::desk::find::{choose, plain};
use crate::desk::{Effect, Facts, Known, Outcome, Proposal, Request, confirm, coordinators, find};
use crate::inbox::command::{Command, Who};
use crate::inbox::rules::{Correction, corrected, person_as_shown};
use crate::programme::{Id, Network, School};
use crate::toml_reader::{nearest, shortened};
use crate::words::{Message, Value, say};

/// Notes that `who` leads the school called `name`.
pub(super) fn lead(request: &Request, facts: &Facts, name: &str, who: &Who) -> Outcome {
    match proposal(request, facts, name, who) {
        Ok(proposal) => Outcome::Do(proposal),
        Err(no) => Outcome::No(no),
    }
}

/// The leader of whom it must be known what they have replied and answered.
pub(super) fn needs_filed(request: &Request, facts: &Facts) -> Option<String> {
    match confirm::meant(request, facts)? {
        Command::School { who: Some(who), .. } => coordinators::person(request, facts, &who).ok(),
        _ => None,
    }
}

fn proposal(request: &Request, facts: &Facts, name: &str, who: &Who) -> Result<Proposal, Message> {
    let (known, school) = school(name, request, facts)?;
    let person = coordinators::person(request, facts, who)?;
    let shown = person_as_shown(&person);
    if let Some(elsewhere) = filed_elsewhere(known, school, facts) {
        return Err(not_yours_to_move(request, &shown, elsewhere));
    }
    let values = [
        ("school", Value::Text(&school.name)),
        ("person", Value::Text(&shown)),
    ];
    Ok(Proposal {
        title: say(request.language, "desk-lead", &values),
        done: say(request.language, "desk-led", &values),
        notes: vec![say(request.language, "desk-lead-note", &[])],
        follows: follows(request, facts, (known, school, &person)),
        sayings: Vec::new(),
        effects: vec![Effect::Lead {
            programme: known.programme.id.clone(),
            person,
            school: school.id.clone(),
        }],
    })
}

/// The school of another coordinator's network that the person leads by now, with that network: what
/// the person has replied and answered would be moved out of it.
fn filed_elsewhere<'f>(
    known: &'f Known,
    school: &School,
    facts: &'f Facts,
) -> Option<(&'f School, &'f Network)> {
    let programme = &known.programme;
    let led = facts.filed.leads.get(&programme.id)?;
    if *led == school.id {
        return None;
    }
    let networks = programme.networks.iter();
    let of_led: Vec<&Network> = networks.filter(|it| it.schools.contains(led)).collect();
    let is_mine = |network: &&Network| facts.who.coordinates(&programme.id, &network.id);
    if of_led.iter().any(is_mine) {
        return None;
    }
    let led = programme.schools.iter().find(|known| known.id == *led)?;
    Some((led, of_led.first()?))
}

fn not_yours_to_move(
    request: &Request,
    person: &str,
    (school, network): (&School, &Network),
) -> Message {
    let language = request.language;
    let values = [
        ("person", Value::Text(person)),
        ("school", Value::Text(&school.name)),
        ("network", Value::Text(&network.title)),
    ];
    let title = say(language, "desk-lead-elsewhere", &values);
    let note = say(language, "desk-lead-elsewhere-note", &[]);
    Message::plain(language, title, Some(note))
}

/// What of that which `person` has replied and answered becomes the school's.
fn follows(
    request: &Request,
    facts: &Facts,
    (known, school, person): (&Known, &School, &str),
) -> Vec<String> {
    let programme = &known.programme;
    let right = format!("school:{}", school.id);
    let elsewhere = facts.filed.replies.iter();
    let elsewhere =
        elsewhere.filter(|(of, respondent, _)| *of == programme.id && *respondent != right);
    let networks = programme.networks.iter();
    let networks: Vec<Id> = networks
        .filter(|network| network.schools.contains(&school.id))
        .map(|network| network.id.clone())
        .collect();
    let answers = facts.filed.answers.iter();
    let corrections: Vec<Correction> = answers
        .filter(|answers| answers.asking.programme == programme.id)
        .map(|it| corrected(&it.asking, person, &school.id, &networks, &it.votes))
        .collect();
    let count = |is_such: fn(&Correction) -> bool| {
        let corrections = corrections.iter();
        corrections.filter(|it| is_such(it)).count()
    };
    let shown = person_as_shown(person);
    let told = [
        (
            "desk-lead-replies",
            elsewhere.map(|(.., count)| count).sum(),
        ),
        ("desk-lead-answers", count(Correction::moves)),
        ("desk-lead-gives-way", count(Correction::gives_way)),
    ];
    let told = told.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(key, count)| {
        let values = [
            ("count", Value::Number(count)),
            ("person", Value::Text(&shown)),
            ("school", Value::Text(&school.name)),
        ];
        say(request.language, key, &values)
    })
    .collect()
}

/// The school that `name` means, of the networks that the sender coordinates.
fn school<'f>(
    name: &str,
    request: &Request,
    facts: &'f Facts,
) -> Result<(&'f Known, &'f School), Message> {
    let mut schools: Vec<(&Known, &School)> = Vec::new();
    for place in find::coordinated(facts) {
        let of_place = place.known.programme.schools.iter();
        let of_place = of_place.filter(|school| place.network.schools.contains(&school.id));
        for school in of_place {
            let is_new = schools.iter().all(|(known, other)| {
                known.programme.id != place.known.programme.id || other.id != school.id
            });
            if is_new {
                schools.push((place.known, school));
            }
        }
    }
    let wanted = plain(name);
    let is_called = |school: &School| {
        let mut names = school.aliases.iter().chain([&school.name]);
        plain(school.id.as_str()) == wanted || names.any(|name| plain(name) == wanted)
    };
    let begins = |school: &School| !wanted.is_empty() && plain(&school.name).starts_with(&wanted);
    let called: Vec<_> = schools.iter().filter(|(_, it)| is_called(it)).collect();
    let beginning: Vec<_> = schools.iter().filter(|(_, it)| begins(it)).collect();
    match (called.as_slice(), beginning.as_slice()) {
        ([only], _) | ([], [only]) => Ok(**only),
        _ => {
            let language = request.language;
            let written = shortened(name);
            let title = say(
                language,
                "desk-no-school",
                &[("written", Value::Text(&written))],
            );
            let names = schools.iter().map(|(_, school)| school.name.as_str());
            let hint = match nearest(name, names.clone()) {
                Some(word) => say(
                    language,
                    "mistake-did-you-mean",
                    &[("word", Value::Text(word))],
                ),
                None => say(language, "desk-no-school-note", &[]),
            };
            Err(choose(
                language,
                title,
                names.map(str::to_owned).collect(),
                hint,
            ))
        }
    }
}

#[cfg(test)]
mod tests;
