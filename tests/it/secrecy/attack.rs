//! What someone would try who has everything but the keys. Each attack gives the option that it believes
//! each person to have chosen; where it finds nothing to go by, it says nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Person → option.
pub(crate) type Guesses = BTreeMap<String, String>;

/// Everything that could be carried away at one moment.
#[derive(Clone, Default)]
pub(crate) struct Loot {
    /// Database, write-ahead log, the program's own log, metrics: by name.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Every row of every table in the order in which it is stored, each cell written out.
    pub(crate) rows: BTreeMap<String, Vec<Vec<String>>>,
}

/// A moment in which these people answered, in this order.
pub(crate) struct Step {
    pub(crate) people: Vec<String>,
    /// The lengths of what they were answered.
    pub(crate) answers: Vec<usize>,
    pub(crate) before: Loot,
    pub(crate) after: Loot,
}

/// How near an option's name must stand to a person's.
const NEAR: usize = 200;
/// How much of what follows an option's name tells it apart: a count, for one.
const BEHIND: usize = 12;

/// An option's name that stands near a person's, anywhere.
pub(crate) fn by_what_stands_near(steps: &[Step], options: &[&str]) -> Guesses {
    let mut guesses = Guesses::new();
    let people = steps.iter().flat_map(|step| &step.people);
    let last = steps.last().map(|step| &step.after);
    for person in people {
        let mut found: HashMap<&str, usize> = HashMap::new();
        for bytes in last.iter().flat_map(|loot| loot.files.values()) {
            for at in places(bytes, person) {
                let around = &bytes[at.saturating_sub(NEAR)..bytes.len().min(at + NEAR)];
                for option in options {
                    *found.entry(option).or_default() += places(around, option).len();
                }
            }
        }
        if let Some(option) = the_one_with_most(&found) {
            guesses.insert(person.clone(), option.to_owned());
        }
    }
    guesses
}

/// Whose count has changed, or who has a new row, when someone answered.
pub(crate) fn by_what_changed(steps: &[Step], options: &[&str]) -> Guesses {
    let mut guesses = Guesses::new();
    for step in steps {
        let mut changes: HashMap<&str, usize> = HashMap::new();
        for option in options {
            let (before, after) = (behind(&step.before, option), behind(&step.after, option));
            let new = after.difference(&before).count();
            changes.insert(option, new);
        }
        if let ([person], Some(option)) = (&step.people[..], the_one_with_most(&changes)) {
            guesses.insert(person.clone(), option.to_owned());
        }
    }
    guesses
}

/// Every trait of a step that is a number: sizes, what grew by how much, where rows went. What each says
/// of the option is learnt from the first half of the people, and the best trait tells the second half.
pub(crate) fn by_sizes_and_order(steps: &[Step], learnt: &Guesses) -> Guesses {
    let single: Vec<(&str, BTreeMap<String, i64>)> = steps
        .iter()
        .filter(|step| step.people.len() == 1)
        .map(|step| (step.people[0].as_str(), traits(step)))
        .collect();
    let (first, second) = single.split_at(single.len() / 2);
    let names: BTreeSet<&String> = single.iter().flat_map(|(_, it)| it.keys()).collect();
    let mut best: Option<(usize, Guesses)> = None;
    for name in names {
        let mut says: HashMap<i64, HashMap<&str, usize>> = HashMap::new();
        for (person, traits) in first {
            if let (Some(value), Some(option)) = (traits.get(name), learnt.get(*person)) {
                *says.entry(*value).or_default().entry(option).or_default() += 1;
            }
        }
        let right: usize = says.values().filter_map(|it| it.values().max()).sum();
        // What is another number each time has only been learnt by heart.
        let right = right.saturating_sub(says.len());
        let guesses: Guesses = second
            .iter()
            .filter_map(|(person, traits)| {
                let option = the_one_with_most(says.get(traits.get(name)?)?)?;
                Some(((*person).to_owned(), option.to_owned()))
            })
            .collect();
        if best.as_ref().is_none_or(|(before, _)| right > *before) {
            best = Some((right, guesses));
        }
    }
    best.map(|(_, guesses)| guesses).unwrap_or_default()
}

fn traits(step: &Step) -> BTreeMap<String, i64> {
    let length = |bytes: &Vec<u8>| i64::try_from(bytes.len()).unwrap();
    let mut traits = BTreeMap::new();
    traits.insert("answer".to_owned(), i64::try_from(step.answers[0]).unwrap());
    for (name, after) in &step.after.files {
        let before = step.before.files.get(name).map_or(0, length);
        traits.insert(format!("{name} grew"), length(after) - before);
        let pages = step
            .before
            .files
            .get(name)
            .into_iter()
            .flat_map(|it| it.chunks(4096));
        let changed = pages
            .zip(after.chunks(4096))
            .filter(|(one, other)| one != other);
        traits.insert(
            format!("{name} changed"),
            i64::try_from(changed.count()).unwrap(),
        );
    }
    for (table, after) in &step.after.rows {
        let before = step.before.rows.get(table);
        let of_person = |row: &Vec<String>| row.iter().any(|it| it.contains(&step.people[0]));
        let at = after
            .iter()
            .position(of_person)
            .map_or(-1, |it| i64::try_from(it).unwrap());
        traits.insert(format!("{table}: place"), at);
        let size = |rows: &Vec<Vec<String>>| {
            let cells = rows
                .iter()
                .flatten()
                .filter(|it| !it.contains(&step.people[0]));
            i64::try_from(cells.map(String::len).sum::<usize>()).unwrap()
        };
        traits.insert(
            format!("{table}: letters"),
            size(after) - before.map_or(0, size),
        );
        let number = |rows: &Vec<Vec<String>>| -> i64 {
            rows.iter()
                .flatten()
                .filter_map(|it| it.parse::<i64>().ok())
                .sum()
        };
        traits.insert(
            format!("{table}: sum"),
            number(after) - before.map_or(0, number),
        );
    }
    traits
}

/// What stands behind each mention of `option`, anywhere.
fn behind(loot: &Loot, option: &str) -> BTreeSet<Vec<u8>> {
    let cells = loot.rows.values().flatten().flatten().map(String::as_bytes);
    let streams = loot.files.values().map(Vec::as_slice).chain(cells);
    let mut found = BTreeSet::new();
    for bytes in streams {
        for at in places(bytes, option) {
            let from = at + option.len();
            found.insert(bytes[from..bytes.len().min(from + BEHIND)].to_vec());
        }
    }
    found
}

/// Where `text` begins in `bytes`.
pub(crate) fn places(bytes: &[u8], text: &str) -> Vec<usize> {
    let first = text.as_bytes()[0];
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == first);
    starts
        .map(|(at, _)| at)
        .filter(|at| bytes[*at..].starts_with(text.as_bytes()))
        .collect()
}

/// Nothing where none has more than the others.
fn the_one_with_most<'o>(found: &HashMap<&'o str, usize>) -> Option<&'o str> {
    let most = *found.values().max().filter(|most| **most > 0)?;
    let mut with_most = found.iter().filter(|(_, count)| **count == most);
    let (option, _) = with_most.next()?;
    with_most.next().is_none().then_some(*option)
}
