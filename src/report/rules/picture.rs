//! What may be shown. Fields are private and only the rules fill them: a number that must not be
//! shown is not in here, so no one who shows a picture can leak it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::programme::Id;

/// The result of one asking of a question, fit to be shown to everyone.
///
/// It can be written, as JSON too, and not be read back: nothing else than the rules makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    pub(super) response: Response,
    pub(super) view: View,
    pub(super) groups: Vec<GroupPicture>,
    /// The rows are those of an earlier state, of so many answers.
    pub(super) as_of: Option<u32>,
    pub(super) applied: BTreeSet<Applied>,
}

/// One network's part of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupPicture {
    pub(super) group: Id,
    pub(super) response: Response,
    pub(super) rows_of: u32,
    pub(super) rows: Vec<Row>,
}

/// How many have answered, and of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    pub(super) answered: u32,
    pub(super) asked: Option<u32>,
}

/// What the answers say.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct View {
    /// In the order of the options, what is set apart last. None: only the response count is shown.
    pub(super) rows: Vec<Row>,
    /// Whether the rows that do not hold the option set apart are steps in rising order.
    pub(super) rising: bool,
    /// Whether a respondent is in one row only.
    pub(super) exclusive: bool,
}

/// One or several options and how many chose them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Keys of options, in the question's order.
    pub(super) options: Vec<Id>,
    /// Whether the option set apart is in here.
    pub(super) aside: bool,
    pub(super) count: Shown,
}

/// How many, as far as it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    Exactly(u32),
    /// Two or fewer, perhaps none.
    Few,
    /// All, or all but one or two.
    NearlyAll,
}

/// A rule that changed what is shown; said in the method note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Applied {
    /// Fewer than five answers.
    TooFewAnswers,
    /// A category with one or two answers was merged or left out.
    Merged,
    /// All or nearly all answered alike.
    NearlyAll,
    /// A network is hidden because it is small or its answers could be told apart.
    GroupHidden,
    /// Too little has changed since what was shown before, so that still stands.
    TooFewNew,
}

/// What has been shown of an asking: kept by whoever shows it, and given to the rules the next time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub(super) answered: u32,
    pub(super) view: View,
    pub(super) groups: Vec<(Id, u32, Vec<Row>)>,
}

/// The part of an ordered answer worth a sentence: "11 av 15 svarte i noen eller stor grad".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight<'p> {
    /// Rows side by side.
    pub rows: &'p [Row],
    pub count: u32,
}

impl Picture {
    pub const fn response(&self) -> Response {
        self.response
    }

    /// The rows of the whole. None: only the response count may be shown.
    pub fn rows(&self) -> &[Row] {
        &self.view.rows
    }

    /// The networks, in the population's order.
    pub fn groups(&self) -> &[GroupPicture] {
        &self.groups
    }

    /// How many answers the rows are of: fewer than have answered when too few came since they were shown.
    pub fn rows_of(&self) -> u32 {
        self.as_of.unwrap_or(self.response.answered)
    }

    /// Which rules changed what is shown.
    pub const fn applied(&self) -> &BTreeSet<Applied> {
        &self.applied
    }

    /// What is to be kept, once this has been shown.
    pub fn published(&self) -> Published {
        Published {
            answered: self.rows_of(),
            view: self.view.clone(),
            groups: self
                .groups
                .iter()
                .filter(|group| !group.rows.is_empty())
                .map(|group| (group.group.clone(), group.rows_of, group.rows.clone()))
                .collect(),
        }
    }

    /// Whole percent of the answers; nothing below twenty answers. Made of a number that is shown, so
    /// it tells nothing more.
    pub fn percent(&self, row: &Row) -> Option<u32> {
        let Shown::Exactly(count) = row.count else {
            return None;
        };
        let of = self.rows_of();
        (of >= super::PERCENT_FROM).then(|| (count * 200 + of) / (of * 2))
    }

    /// The row that nearly all chose, when there is one such.
    pub fn nearly_all(&self) -> Option<&Row> {
        let mut rows = self
            .rows()
            .iter()
            .filter(|row| row.count == Shown::NearlyAll);
        rows.next().filter(|_| rows.next().is_none())
    }

    /// The row in which the answer in the middle lies; only for ordered answers, and where one row has it.
    pub fn median(&self) -> Option<&Row> {
        let steps = self.steps()?;
        let all: u32 = steps.iter().filter_map(Row::exactly).sum();
        let row_at = |place: u32| {
            let mut before = 0;
            steps.iter().find(|row| {
                before += row.exactly().unwrap_or_default();
                place < before
            })
        };
        let (low, high) = (row_at(all.checked_sub(1)? / 2)?, row_at(all / 2)?);
        (low == high).then_some(low)
    }

    /// The shortest run of steps from the top, else from the bottom, that more than half chose; of
    /// answers without order the one that most chose.
    pub fn highlight(&self) -> Option<Highlight<'_>> {
        let Some(steps) = self.steps() else {
            return self.most_chosen();
        };
        let of = self.rows_of();
        let sum = |rows: &[Row]| rows.iter().filter_map(Row::exactly).sum::<u32>();
        (1..steps.len())
            .flat_map(|length| [&steps[steps.len() - length..], &steps[..length]])
            .map(|rows| Highlight {
                rows,
                count: sum(rows),
            })
            .find(|run| run.count * 2 > of)
    }

    fn most_chosen(&self) -> Option<Highlight<'_>> {
        if self.rows().iter().any(|row| row.count == Shown::NearlyAll) {
            return None;
        }
        let count = self.rows().iter().filter_map(Row::exactly).max()?;
        let mut most = self
            .rows()
            .iter()
            .filter(|row| row.exactly() == Some(count));
        let row = most.next()?;
        let alone = most.next().is_none() && row.options.len() == 1;
        (count > 0 && alone && !self.view.rising).then(|| Highlight {
            rows: std::slice::from_ref(row),
            count,
        })
    }

    /// The rows in rising order, when every step is in them.
    fn steps(&self) -> Option<&[Row]> {
        let rows = self.rows();
        let steps = rows.iter().take_while(|row| !row.aside).count();
        let rest_is_aside = rows[steps..].iter().all(|row| row.options.is_empty());
        let counted = rows.iter().all(|row| row.exactly().is_some());
        (self.view.rising && rest_is_aside && counted && steps > 0).then(|| &rows[..steps])
    }
}

impl Published {
    /// Whether rows of `network` were shown.
    pub fn shows(&self, network: &str) -> bool {
        let mut groups = self.groups.iter();
        groups.any(|(shown, ..)| shown.as_str() == network)
    }
}

impl GroupPicture {
    pub const fn group(&self) -> &Id {
        &self.group
    }

    pub const fn response(&self) -> Response {
        self.response
    }

    /// None: only the response count may be shown.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many answers the rows are of.
    pub const fn rows_of(&self) -> u32 {
        self.rows_of
    }
}

impl Response {
    pub const fn answered(self) -> u32 {
        self.answered
    }

    /// Nothing when nobody knows how many are asked.
    pub const fn asked(self) -> Option<u32> {
        self.asked
    }
}

impl Row {
    /// Keys of options, in the question's order.
    pub fn options(&self) -> &[Id] {
        &self.options
    }

    /// Whether the option set apart is in here.
    pub const fn aside(&self) -> bool {
        self.aside
    }

    pub const fn count(&self) -> Shown {
        self.count
    }

    /// The number, where there is one.
    pub const fn exactly(&self) -> Option<u32> {
        match self.count {
            Shown::Exactly(count) => Some(count),
            Shown::Few | Shown::NearlyAll => None,
        }
    }
}
