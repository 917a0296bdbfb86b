//! Which school someone leads: said by a tap or by name, and kept unless a coordinator has said it.

use crate::inbox::rules::{Facts, Response, person, plain, scope};
use crate::inbox::{Event, Given};
use crate::programme::{Id, School};
use crate::toml_reader::nearest;

/// The prefix of a vote that says which school someone leads: `school/PROGRAMME`.
pub const SCHOOL: &str = "school/";

/// The school for which `event` speaks in `programme`: the one it names itself, else the one that its
/// sender leads.
pub(super) fn school_of(event: &Event, programme: &Id, facts: &Facts) -> Option<Id> {
    let of_programme = facts.programmes.get(programme);
    let is_there = |school: &&Id| {
        of_programme.is_some_and(|it| it.schools.iter().any(|known| known.id == **school))
    };
    let declared = event.sender.declared_school.as_ref().filter(is_there);
    let leads = (programme.clone(), person(&event.sender));
    declared.or_else(|| facts.leads.get(&leads)).cloned()
}

/// The schools of `networks` to choose from, as id and name, in the programme's order.
pub(super) fn which_school(
    programme: &Id,
    networks: &[Id],
    facts: &Facts,
) -> Vec<(String, String)> {
    let schools = schools(programme, networks, facts).into_iter();
    schools
        .map(|school| (school.id.to_string(), school.name.clone()))
        .collect()
}

/// The sender chose one of the schools that were shown.
pub(super) fn choose(
    event: &Event,
    programme: &str,
    answer: &Given,
    facts: &mut Facts,
) -> Response {
    let (Some(programme), Given::Options(chosen)) = (Id::parse(programme), answer) else {
        return Response::NotUnderstood;
    };
    let known = facts.programmes.get(&programme);
    let school = known.and_then(|known| {
        let [chosen] = chosen.as_slice() else {
            return None;
        };
        let mut schools = known.schools.iter();
        schools.find(|school| school.id.as_str() == chosen).cloned()
    });
    match school {
        Some(school) => keep(event, programme, school, facts),
        None => Response::NotUnderstood,
    }
}

/// The sender said a school by name.
pub(super) fn by_name(event: &Event, name: &str, facts: &mut Facts) -> Response {
    let scope = scope(event, facts);
    let Some((programme, _)) = scope.first().cloned() else {
        return Response::Nothing;
    };
    let networks: Vec<Id> = scope
        .into_iter()
        .filter(|(of, _)| *of == programme)
        .map(|(_, network)| network)
        .collect();
    // A leader may be in another place than their own network's.
    let here = schools(&programme, &networks, facts);
    let all = || facts.programmes.get(&programme).map(|it| it.schools.iter());
    let everywhere: Vec<&School> = all().into_iter().flatten().collect();
    let found = match named(name, &here) {
        Named::None => named(name, &everywhere),
        found => found,
    };
    match found {
        Named::One(school) => {
            let school = school.clone();
            keep(event, programme, school, facts)
        }
        Named::None => Response::NoSuchSchool {
            did_you_mean: like(name, &everywhere),
            schools: which_school(&programme, &networks, facts),
            programme,
        },
        Named::Several(schools) => Response::NoSuchSchool {
            did_you_mean: None,
            schools: schools
                .iter()
                .map(|school| (school.id.to_string(), school.name.clone()))
                .collect(),
            programme,
        },
    }
}

fn schools<'f>(programme: &Id, networks: &[Id], facts: &'f Facts) -> Vec<&'f School> {
    let of_programme = facts.programmes.get(programme);
    let all = of_programme.into_iter().flat_map(|it| it.schools.iter());
    let is_here = |school: &&School| {
        let of = (programme.clone(), school.id.clone());
        let of = facts.networks_of.get(&of);
        of.is_some_and(|of| of.iter().any(|network| networks.contains(network)))
    };
    all.filter(is_here).collect()
}

fn keep(event: &Event, programme: Id, school: School, facts: &mut Facts) -> Response {
    let key = (programme, person(&event.sender));
    if facts.fixed.contains(&key) && facts.leads.get(&key) != Some(&school.id) {
        return Response::SchoolFixed {
            school: fixed_name(&key, facts),
        };
    }
    facts.leads.insert(key.clone(), school.id);
    facts.changed.leads.insert(key);
    Response::SchoolKept {
        school: school.name,
    }
}

fn fixed_name(key: &(Id, String), facts: &Facts) -> String {
    let known = facts.programmes.get(&key.0).zip(facts.leads.get(key));
    known
        .and_then(|(programme, led)| programme.schools.iter().find(|school| school.id == *led))
        .map(|school| school.name.clone())
        .unwrap_or_default()
}

enum Named<'s> {
    None,
    One(&'s School),
    Several(Vec<&'s School>),
}

/// The school called `name`, else the ones that have all its words in their names.
fn named<'s>(name: &str, schools: &[&'s School]) -> Named<'s> {
    let wanted = plain(name);
    let is_called = |school: &&&School| names(school).any(|known| plain(known) == wanted);
    if let Some(school) = schools.iter().find(is_called) {
        return Named::One(school);
    }
    let words: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    let has_words = |known: &str| {
        let known = plain(known);
        let known: Vec<&str> = known.split(' ').collect();
        !words.is_empty() && words.iter().all(|word| known.contains(word))
    };
    let alike: Vec<&School> = schools
        .iter()
        .copied()
        .filter(|school| names(school).any(has_words))
        .collect();
    match alike.as_slice() {
        [] => Named::None,
        [only] => Named::One(only),
        _ => Named::Several(alike),
    }
}

fn like(name: &str, schools: &[&School]) -> Option<String> {
    let wanted = plain(name);
    let all: Vec<(String, &School)> = schools
        .iter()
        .flat_map(|school| {
            names(school).flat_map(|known| {
                let known = plain(known);
                // "Volen" is more like "Vollen" than "Vollen skole".
                let first = known.split(' ').next().unwrap_or_default().to_owned();
                [(known, *school), (first, *school)]
            })
        })
        .collect();
    let meant = nearest(&wanted, all.iter().map(|(known, _)| known.as_str()))?;
    let found = all.iter().find(|(known, _)| known == meant);
    found.map(|(_, school)| school.name.clone())
}

fn names(school: &School) -> impl Iterator<Item = &str> {
    let others = school.aliases.iter().map(String::as_str);
    [school.name.as_str(), school.id.as_str()]
        .into_iter()
        .chain(others)
}
