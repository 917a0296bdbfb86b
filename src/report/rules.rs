//! The one place that protects small groups: a tally becomes a picture here and nowhere else.
//!
//! What holds for every picture, and for all pictures of one asking together:
//!
//! 1. Fewer than [`HIDDEN_BELOW`] answers, in all or in a network: only the response count.
//! 2. No row has one or two answers: neighbouring steps are merged, other answers become "other answers".
//! 3. What all or nearly all answered is said in words, without a number.
//! 4. Nothing can be had by subtraction. Networks are shown with the rows of the whole or not at all, and
//!    what the hidden ones have together keeps rules 1 to 3, too.
//! 5. A later state is shown only when what came since keeps rules 1 to 3, too; else the earlier one stands.
//!    A network that an earlier state of the whole hid stays hidden in all later ones.
//!
//! An answer with names tells everyone who asked for what; there only rule 1 is kept, and so much of rule
//! 4 as it needs. A part of the asked is only ever shown as a network of a picture: a tally of its own
//! for some of them would get around rule 4.

mod groups;
mod merge;
mod picture;
mod rounds;

pub use picture::{
    Applied, GroupPicture, Highlight, Picture, Published, Response, Row, Shown, View,
};

use std::collections::BTreeSet;

use crate::programme::Id;
use crate::programme::question::{Mode, Question, QuestionKind};
use crate::report::Tally;
use crate::report::tally::Count;
use merge::{Partition, Shape};

/// Of fewer answers than these only the number is shown.
pub const HIDDEN_BELOW: u32 = 5;
/// So many answers, or one less, are too few for a row.
pub const FEW: u32 = 2;
/// From so many answers there are percentages.
pub const PERCENT_FROM: u32 = 20;
/// From so many answers two others still mean "nearly all"; below, one.
const NEARLY_FROM: u32 = 10;

/// The picture of `tally`, when `published` is what has been shown of the same asking, oldest first.
pub fn draw(question: &Question, tally: &Tally, published: &[Published]) -> Picture {
    let sheet = Sheet::of(question);
    let total = tally.total();
    let fresh = sheet.look(total);
    let mut applied = BTreeSet::from_iter(fresh.why());
    let settled = if sheet.named {
        rounds::Settled::Fresh(fresh)
    } else {
        rounds::settle(&sheet, fresh, total, published)
    };
    let (view, shown_groups, as_of) = match settled {
        rounds::Settled::Fresh(look) => {
            applied.extend(look.why());
            let shown = groups::shown(&sheet, &look, tally, published);
            (sheet.view(&look, total), shown, None)
        }
        rounds::Settled::Standing(earlier) => {
            let same = earlier.answered == total.answered;
            applied = BTreeSet::from([Applied::TooFewNew]);
            let as_of = Some(earlier.answered).filter(|_| !same);
            (earlier.view.clone(), earlier.groups.clone(), as_of)
        }
    };
    let groups: Vec<GroupPicture> = tally
        .groups()
        .iter()
        .map(|(id, count)| group_picture(id, count, &shown_groups))
        .collect();
    let hides = |group: &GroupPicture| group.rows.is_empty() && group.response.answered > 0;
    // A network alone is the whole.
    if !view.rows.is_empty() && groups.len() > 1 && groups.iter().any(hides) {
        applied.insert(Applied::GroupHidden);
    }
    Picture {
        response: response(total),
        view,
        groups,
        as_of,
        applied,
    }
}

fn group_picture(id: &Id, count: &Count, shown: &[(Id, u32, Vec<Row>)]) -> GroupPicture {
    let (rows_of, rows) = shown
        .iter()
        .find(|(shown, ..)| shown == id)
        .map(|(_, answered, rows)| (*answered, rows.clone()))
        .unwrap_or_default();
    GroupPicture {
        group: id.clone(),
        response: response(count),
        rows_of,
        rows,
    }
}

const fn response(count: &Count) -> Response {
    Response {
        answered: count.answered,
        asked: count.asked,
    }
}

/// Whether so many answers point at somebody.
const fn is_few(answers: u32) -> bool {
    1 <= answers && answers <= FEW
}

/// What the rules need to know of a question.
struct Sheet<'q> {
    /// The options and then the one set apart.
    keys: Vec<&'q Id>,
    shape: Shape,
    /// Whether answers may be seen with names: then neither rows nor unanimity are hidden.
    named: bool,
    kind: QuestionKind,
}

/// How a count may be seen.
enum Look {
    Nothing(Option<Applied>),
    /// Nearly all chose this part.
    NearlyAll(usize),
    Rows(Partition),
    /// Each option for itself: respondents chose several.
    Marks,
}

impl Look {
    fn why(&self) -> Option<Applied> {
        match self {
            Self::Nothing(why) => *why,
            Self::NearlyAll(_) => Some(Applied::NearlyAll),
            Self::Rows(partition) => {
                let merged = partition.0.iter().any(|cell| cell.len() > 1);
                merged.then_some(Applied::Merged)
            }
            Self::Marks => None,
        }
    }
}

impl<'q> Sheet<'q> {
    fn of(question: &'q Question) -> Self {
        let options = question.options.iter().map(|choice| &choice.key);
        let aside = question.aside.iter().map(|choice| &choice.key);
        Self {
            keys: options.chain(aside).collect(),
            shape: Shape {
                options: question.options.len(),
                rising: matches!(question.kind, QuestionKind::Scale | QuestionKind::Bands),
            },
            named: question.mode == Mode::Named,
            kind: question.kind,
        }
    }

    /// How `count` may be seen, were it the only thing ever shown.
    fn look(&self, count: &Count) -> Look {
        if self.kind == QuestionKind::Text {
            return Look::Nothing(None);
        }
        if count.answered < HIDDEN_BELOW || !count.is_whole() {
            return Look::Nothing(Some(Applied::TooFewAnswers));
        }
        if self.kind == QuestionKind::Choices {
            return Look::Marks;
        }
        if self.named {
            return Look::Rows(Partition::finest(count.parts.len()));
        }
        if let Some(part) = nearly_all(count) {
            return Look::NearlyAll(part);
        }
        let partition = Partition::safe(&count.parts, self.shape);
        if partition.says_nothing() {
            Look::Nothing(Some(Applied::Merged))
        } else {
            Look::Rows(partition)
        }
    }

    fn view(&self, look: &Look, count: &Count) -> View {
        let rows = match look {
            Look::Nothing(_) => Vec::new(),
            Look::NearlyAll(part) => vec![self.row(&[*part], Shown::NearlyAll)],
            Look::Rows(partition) => self.rows(partition, count),
            Look::Marks => (0..self.keys.len())
                .map(|part| self.row(&[part], self.mark(count.parts[part], count.answered)))
                .collect(),
        };
        View {
            rows,
            rising: self.shape.rising,
            exclusive: self.kind != QuestionKind::Choices,
        }
    }

    fn rows(&self, partition: &Partition, count: &Count) -> Vec<Row> {
        let counts = partition.counts(&count.parts);
        let cells = partition.0.iter().zip(counts);
        cells
            .map(|(cell, count)| self.row(cell, Shown::Exactly(count)))
            .collect()
    }

    fn row(&self, cell: &[usize], count: Shown) -> Row {
        let is_option = |part: &&usize| **part < self.shape.options;
        Row {
            options: cell
                .iter()
                .filter(is_option)
                .map(|part| self.keys[*part].clone())
                .collect(),
            aside: cell.iter().any(|part| *part >= self.shape.options),
            count,
        }
    }

    /// The parts that a row was made of.
    fn cell(&self, row: &Row) -> Vec<usize> {
        let aside = row.aside.then_some(self.shape.options);
        let options = &self.keys[..self.shape.options];
        let place = |key| options.iter().position(|mine| *mine == key);
        row.options.iter().filter_map(place).chain(aside).collect()
    }

    /// How many chose an option, of several that one may choose.
    fn mark(&self, chose: u32, answered: u32) -> Shown {
        if self.named {
            Shown::Exactly(chose)
        } else if chose <= FEW {
            Shown::Few
        } else if answered.saturating_sub(chose) <= still_nearly_all(answered) {
            Shown::NearlyAll
        } else {
            Shown::Exactly(chose)
        }
    }

    /// Whether `counts`, the rows of `answered` answers, may be known.
    fn may_be_known(&self, counts: &[u32], answered: u32) -> bool {
        let not_alike = !counts.contains(&answered) && !counts.iter().any(|count| is_few(*count));
        answered == 0 || answered >= HIDDEN_BELOW && (self.named || not_alike)
    }
}

/// The part that all chose, or so nearly all that the two cannot be told apart.
fn nearly_all(count: &Count) -> Option<usize> {
    let others = |chose: &u32| count.answered.saturating_sub(*chose);
    count
        .parts
        .iter()
        .position(|chose| others(chose) <= still_nearly_all(count.answered))
}

/// How many may have answered otherwise when nearly all of `answered` answered alike.
const fn still_nearly_all(answered: u32) -> u32 {
    if answered < NEARLY_FROM { 1 } else { 2 }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
