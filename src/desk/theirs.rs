//! Whose networks are meant when somebody asks of their own, without naming any.

use crate::desk::find::{Place, all, coordinated, here};
use crate::desk::{Facts, Known, Request};
use crate::inbox::rules::SCHOOL;
use crate::programme::{Id, Language};
use crate::words::{Message, Part, Text, say};

/// What is known of the networks of whoever asks.
pub(super) enum Theirs<'f> {
    /// Never none.
    Networks(Vec<Place<'f>>),
    /// Their school would tell.
    SchoolWanted,
    /// There is no network at all.
    None,
}

/// The networks of the place; else of the school that the sender leads; else those that the sender
/// coordinates; else the only one there is. Where no school could tell, every network.
pub(super) fn networks<'f>(request: &Request, facts: &'f Facts) -> Theirs<'f> {
    let all = all(facts);
    if all.is_empty() {
        return Theirs::None;
    }
    let here = here(request, facts);
    let of_school: Vec<Place<'f>> = all
        .iter()
        .filter(|place| {
            let school = school_of(facts, &place.known.programme.id);
            school.is_some_and(|school| place.network.schools.contains(school))
        })
        .copied()
        .collect();
    let known = [here, of_school, coordinated(facts)];
    if let Some(known) = known.into_iter().find(|places| !places.is_empty()) {
        return Theirs::Networks(known);
    }
    let schools_would_tell = with_schools(facts).next().is_some();
    if all.len() > 1 && schools_would_tell {
        return Theirs::SchoolWanted;
    }
    Theirs::Networks(all)
}

/// The school that the sender leads in `programme`.
pub(super) fn school_of<'f>(facts: &'f Facts, programme: &Id) -> Option<&'f Id> {
    facts.who.leads.get(programme)
}

/// Asks which school the sender leads, in every programme that has schools.
pub(super) fn which_school(language: Language, facts: &Facts) -> Message {
    let title = say(language, "answer-which-school", &[]);
    let mut message = Message::plain(language, title, None);
    message.parts = schools_to_choose(language, with_schools(facts).collect());
    message
}

/// The schools of `programmes`, to be chosen from.
pub(super) fn schools_to_choose(language: Language, programmes: Vec<&Known>) -> Vec<Part> {
    let note = say(language, "desk-which-school-note", &[]);
    let mut parts = vec![Part::Paragraph(Text::plain(note))];
    for known in &programmes {
        let programme = &known.programme;
        if programmes.len() > 1 {
            parts.push(Part::Heading(programme.title.clone()));
        }
        let schools = programme.schools.iter();
        parts.push(Part::Choices {
            asking: format!("{SCHOOL}{}", programme.id),
            many: false,
            options: schools
                .map(|school| (school.id.to_string(), school.name.clone()))
                .collect(),
        });
    }
    parts
}

fn with_schools(facts: &Facts) -> impl Iterator<Item = &Known> {
    let programmes = facts.programmes.iter();
    programmes.filter(|known| !known.programme.schools.is_empty())
}
