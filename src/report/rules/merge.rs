//! Which options are shown together, so that no row has one or two answers.
//!
//! Whoever knows these rules can reckon backwards from what is shown. So a row takes in more than the
//! bare minimum where the minimum would betray its parts; the tests run through all small tables.

use super::{FEW, is_few};

/// Parts of a count that are shown as one row, by their places.
pub(super) type Cell = Vec<usize>;

/// How the parts of a count are put together into rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Partition(pub(super) Vec<Cell>);

/// Which parts there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Options; a part after them is set apart.
    pub(super) options: usize,
    pub(super) rising: bool,
}

impl Partition {
    /// Every part in a row of its own.
    pub(super) fn finest(parts: usize) -> Self {
        Self((0..parts).map(|part| vec![part]).collect())
    }

    /// The finest one of `parts` in which no row has one or two answers, nor all of them.
    pub(super) fn safe(parts: &[u32], shape: Shape) -> Self {
        let merged = if shape.rising {
            merge_steps(parts, shape.options)
        } else {
            merge_others(parts)
        };
        let all: u32 = parts.iter().sum();
        let alike = merged.0.iter().any(|cell| sum(parts, cell) == all);
        if alike {
            Self(vec![(0..parts.len()).collect()])
        } else {
            merged
        }
    }

    /// The finest one that can be made of both by putting rows together.
    pub(super) fn join(&self, other: &Self) -> Self {
        let mut cells = self.0.clone();
        for theirs in &other.0 {
            let (touched, mut kept): (Vec<Cell>, Vec<Cell>) = cells
                .into_iter()
                .partition(|cell| cell.iter().any(|part| theirs.contains(part)));
            let mut one = touched.concat();
            one.sort_unstable();
            kept.push(one);
            cells = kept;
        }
        cells.retain(|cell| !cell.is_empty());
        cells.sort_unstable();
        Self(cells)
    }

    /// Whether all is in one row, so that it says nothing.
    pub(super) fn says_nothing(&self) -> bool {
        self.0.len() < 2
    }

    /// The numbers of the rows.
    pub(super) fn counts(&self, parts: &[u32]) -> Vec<u32> {
        self.0.iter().map(|cell| sum(parts, cell)).collect()
    }
}

pub(super) fn sum(parts: &[u32], cell: &[usize]) -> u32 {
    cell.iter().map(|part| parts[*part]).sum()
}

/// Steps keep their order: from the lowest up, a small one takes in the next, and the highest joins the one
/// below. What is set apart has no neighbour; when it is small it takes in the lowest step, and what is
/// left is still in order. Always the next one and never the smaller: a choice by numbers tells of them.
fn merge_steps(parts: &[u32], options: usize) -> Partition {
    let mut rest: Cell = (options..parts.len()).collect();
    let mut lowest = 0;
    while is_few(sum(parts, &rest)) && lowest < options {
        rest.push(lowest);
        lowest += 1;
    }
    rest.sort_unstable();
    let mut steps: Vec<Cell> = Vec::new();
    for step in lowest..options {
        match steps.last_mut() {
            Some(below) if is_few(sum(parts, below)) => below.push(step),
            _ => steps.push(vec![step]),
        }
    }
    while let Some(highest) = steps.pop_if(|highest| is_few(sum(parts, highest))) {
        match steps.last_mut() {
            Some(below) => below.extend(highest),
            None => rest = [highest, rest].concat(),
        }
    }
    rest.sort_unstable();
    steps.extend(Some(rest).filter(|rest| !rest.is_empty()));
    Partition(steps)
}

/// Answers without order: the small ones, and those that nobody gave, become "other answers". Where that is too
/// little or gives its parts away, the last of the list join them, again without regard to numbers.
fn merge_others(parts: &[u32]) -> Partition {
    if !parts.iter().any(|count| is_few(*count)) {
        return Partition::finest(parts.len());
    }
    let (mut others, mut alone): (Cell, Cell) =
        (0..parts.len()).partition(|part| parts[*part] <= FEW);
    if all_had_two(parts, &(0..parts.len()).collect::<Cell>()) {
        // Showing nothing must not mean that each option had two.
        others.append(&mut alone);
    }
    while gives_away(parts, &others)
        && let Some(last) = alone.pop()
    {
        others.push(last);
    }
    others.sort_unstable();
    let mut cells: Vec<Cell> = alone.into_iter().map(|part| vec![part]).collect();
    cells.push(others);
    Partition(cells)
}

/// Whether `others` has one or two answers, or can only have come of two for each option.
fn gives_away(parts: &[u32], others: &[usize]) -> bool {
    others.len() < 2 || is_few(sum(parts, others)) || all_had_two(parts, others)
}

/// Whether `cell` has twice as many answers as parts.
fn all_had_two(parts: &[u32], cell: &[usize]) -> bool {
    usize::try_from(sum(parts, cell)).is_ok_and(|answers| answers == 2 * cell.len())
}
