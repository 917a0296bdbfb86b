//! What may be shown after something has been shown.
//!
//! Two states of the same asking can be subtracted, and the difference is what the newcomers answered:
//! it is held to the same rules. Rows of two states must nest, one state's being made of the other's, or
//! their overlaps could be reckoned.
//!
//! Which networks are shown is settled by the first state that shows the whole. One that was hidden then
//! stays so: shown later, it would tell what the hidden ones had answered by the earlier state.

use super::{FEW, HIDDEN_BELOW, Look, Partition, Published, Row, Sheet, Shown, View};
use crate::programme::Id;
use crate::report::tally::Count;

/// What is shown now.
pub(super) enum Settled<'p> {
    Fresh(Look),
    /// What was shown before, as it was.
    Standing(&'p Published),
}

/// A number that is known to lie between these two.
type Bounds = (i64, i64);

/// How a state can be seen: rows and what is known of each.
struct Seen {
    partition: Partition,
    bounds: Vec<Bounds>,
}

/// `fresh` or a coarser look, if it may stand beside all that was shown; else the latest that was.
pub(super) fn settle<'p>(
    sheet: &Sheet<'_>,
    fresh: Look,
    total: &Count,
    published: &'p [Published],
) -> Settled<'p> {
    let told: Vec<&Published> = told(published).collect();
    let Some(latest) = told.last() else {
        return Settled::Fresh(fresh);
    };
    let look = nested(sheet, fresh, total, &told);
    let now = seen(sheet, &sheet.view(&look, total), total.answered);
    let fits = !matches!(look, Look::Nothing(_))
        && told.iter().all(|earlier| {
            let before = seen(sheet, &earlier.view, earlier.answered);
            differ_safely(&before, &now, newcomers(earlier.answered, total.answered))
        });
    if fits {
        Settled::Fresh(look)
    } else {
        Settled::Standing(latest)
    }
}

/// Whether `network` was shown each time that the whole was: else the earlier whole, less what is known
/// of the others by now, is what it and those who were hidden with it had answered then.
pub(super) fn was_always_shown(network: &Id, published: &[Published]) -> bool {
    told(published).all(|earlier| earlier.shows(network.as_str()))
}

/// Whether networks may be shown: those that were shown with each earlier whole, and no others, each and
/// the rest with safe differences.
pub(super) fn groups_fit(
    sheet: &Sheet<'_>,
    partition: &Partition,
    total: &Count,
    groups: &[(&Id, &Count)],
    published: &[Published],
) -> bool {
    told(published).all(|earlier| {
        let whole = exact(sheet, &earlier.view.rows);
        let before: Vec<Seen> = earlier
            .groups
            .iter()
            .map(|(_, _, rows)| exact(sheet, rows))
            .collect();
        let after: Vec<Seen> = groups
            .iter()
            .map(|(_, count)| of_count(partition, count))
            .collect();
        let same = earlier.groups.len() == groups.len()
            && earlier.groups.iter().zip(groups).all(|(a, b)| a.0 == *b.0);
        let counts = earlier.groups.iter().map(|(_, answered, _)| *answered);
        let came: Vec<i64> = counts
            .zip(groups)
            .map(|(before, (_, now))| newcomers(before, now.answered))
            .collect();
        let rest_came = newcomers(earlier.answered, total.answered) - came.iter().sum::<i64>();
        let rest_before = without(whole, &before);
        let rest_after = without(of_count(partition, total), &after);
        same && before
            .iter()
            .zip(&after)
            .zip(came)
            .all(|((before, after), came)| differ_safely(before, after, came))
            && differ_safely(&rest_before, &rest_after, rest_came)
    })
}

/// The earlier states that told more than how many had answered.
fn told(published: &[Published]) -> impl Iterator<Item = &Published> {
    let shows_the_whole = |earlier: &&Published| !earlier.view.rows.is_empty();
    published.iter().filter(shows_the_whole)
}

/// `look` with rows merged until they nest with those of every earlier state.
fn nested(sheet: &Sheet<'_>, look: Look, total: &Count, told: &[&Published]) -> Look {
    let Look::Rows(mut partition) = look else {
        return look;
    };
    let earlier: Vec<Partition> = told
        .iter()
        .map(|earlier| seen(sheet, &earlier.view, 0).partition)
        .collect();
    let clash = |partition: &Partition| {
        earlier
            .iter()
            .map(|earlier| (earlier, earlier.join(partition)))
            .find(|(earlier, join)| join != *earlier && !same_cells(join, partition))
            .map(|(_, join)| join)
    };
    while let Some(join) = clash(&partition) {
        partition = join;
    }
    let known = partition.counts(&total.parts);
    if partition.says_nothing() || !sheet.may_be_known(&known, total.answered) {
        return Look::Nothing(None);
    }
    Look::Rows(partition)
}

fn same_cells(sorted: &Partition, other: &Partition) -> bool {
    let mut cells = other.0.clone();
    cells.sort_unstable();
    sorted.0 == cells
}

/// Whether nothing is learnt about single people from two states, `came` answers apart.
fn differ_safely(before: &Seen, now: &Seen, came: i64) -> bool {
    if came != 0 && came < i64::from(HIDDEN_BELOW) {
        return false;
    }
    let join = before.partition.join(&now.partition);
    join.0.iter().all(|cell| {
        let (was, is) = (before.of(cell), now.of(cell));
        let (least, most) = (is.0 - was.1, is.1 - was.0);
        let exact = was.0 == was.1 && is.0 == is.1;
        let unchanged = exact && least == 0;
        let as_vague = !exact && was.1 - was.0 == is.1 - is.0;
        unchanged || as_vague || least > i64::from(FEW) && most < came
    })
}

fn newcomers(before: u32, now: u32) -> i64 {
    i64::from(now) - i64::from(before)
}

/// What a view of so many answers tells.
fn seen(sheet: &Sheet<'_>, view: &View, answered: u32) -> Seen {
    let (all, few) = (i64::from(answered), i64::from(FEW));
    let bounds = |row: &Row| match row.count {
        Shown::Exactly(count) => (i64::from(count), i64::from(count)),
        Shown::Few => (0, few),
        Shown::NearlyAll => (all - few, all),
    };
    let mut cells: Vec<Vec<usize>> = view.rows.iter().map(|row| sheet.cell(row)).collect();
    let mut bounds: Vec<Bounds> = view.rows.iter().map(bounds).collect();
    let told: Vec<usize> = cells.concat();
    let untold: Vec<usize> = (0..sheet.keys.len())
        .filter(|part| !told.contains(part))
        .collect();
    if !untold.is_empty() {
        cells.push(untold);
        bounds.push((0, few));
    }
    Seen {
        partition: Partition(cells),
        bounds,
    }
    .sorted()
}

fn exact(sheet: &Sheet<'_>, rows: &[Row]) -> Seen {
    let view = View {
        rows: rows.to_vec(),
        ..View::default()
    };
    seen(sheet, &view, 0)
}

fn of_count(partition: &Partition, count: &Count) -> Seen {
    let numbers = partition.counts(&count.parts).into_iter().map(i64::from);
    Seen {
        partition: partition.clone(),
        bounds: numbers.map(|number| (number, number)).collect(),
    }
    .sorted()
}

/// What is left of `whole` besides `groups`, which have the same rows.
fn without(mut whole: Seen, groups: &[Seen]) -> Seen {
    for group in groups {
        for (left, gone) in whole.bounds.iter_mut().zip(&group.bounds) {
            *left = (left.0 - gone.1, left.1 - gone.0);
        }
    }
    whole
}

impl Seen {
    fn sorted(self) -> Self {
        let mut both: Vec<(Vec<usize>, Bounds)> =
            self.partition.0.into_iter().zip(self.bounds).collect();
        both.sort_unstable();
        let (cells, bounds) = both.into_iter().unzip();
        Self {
            partition: Partition(cells),
            bounds,
        }
    }

    /// What is known of the rows within `cell` together.
    fn of(&self, cell: &[usize]) -> Bounds {
        let inside = self.partition.0.iter().zip(&self.bounds);
        inside
            .filter(|(mine, _)| mine.iter().all(|part| cell.contains(part)))
            .fold((0, 0), |all, (_, one)| (all.0 + one.0, all.1 + one.1))
    }
}
