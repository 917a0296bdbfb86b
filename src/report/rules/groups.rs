//! Which networks may be seen beside the whole.
//!
//! Every network has the rows of the whole, so all that can be reckoned are sums of what is shown and of
//! the rest: the hidden ones together. The rest is therefore held to the same rules as what is shown, and
//! as long as it breaks them, the next smallest network is hidden, too. Those that an earlier state hid
//! belong to the rest for good ([`rounds`]).

use super::{Look, Partition, Published, Row, Sheet, rounds};
use crate::programme::Id;
use crate::report::Tally;
use crate::report::tally::Count;

/// The networks that may be shown, each with its number of answers and its rows.
pub(super) fn shown(
    sheet: &Sheet<'_>,
    look: &Look,
    tally: &Tally,
    published: &[Published],
) -> Vec<(Id, u32, Vec<Row>)> {
    let partition = match look {
        Look::Rows(partition) => partition.clone(),
        // Marks do not add up, so a rest is no protection; with names there is nothing to protect.
        Look::Marks if sheet.named => Partition::finest(sheet.keys.len()),
        Look::Marks | Look::Nothing(_) | Look::NearlyAll(_) => return Vec::new(),
    };
    let earlier = if sheet.named { &[] } else { published };
    let groups = beside_the_whole(sheet, &partition, tally, earlier);
    if !rounds::groups_fit(sheet, &partition, tally.total(), &groups, earlier) {
        return Vec::new();
    }
    groups
        .into_iter()
        .map(|(id, count)| (id.clone(), count.answered, sheet.rows(&partition, count)))
        .collect()
}

fn beside_the_whole<'t>(
    sheet: &Sheet<'_>,
    partition: &Partition,
    tally: &'t Tally,
    published: &[Published],
) -> Vec<(&'t Id, &'t Count)> {
    let may_be_known =
        |count: &Count| sheet.may_be_known(&partition.counts(&count.parts), count.answered);
    let mut shown: Vec<(&Id, &Count)> = tally
        .groups()
        .iter()
        .map(|(id, count)| (id, count))
        .filter(|(_, count)| count.answered > 0 && count.is_whole() && may_be_known(count))
        .filter(|(id, _)| rounds::was_always_shown(id, published))
        .collect();
    while !may_be_known(&rest(tally.total(), &shown)) {
        let Some(smallest) = (0..shown.len()).min_by_key(|at| shown[*at].1.answered) else {
            break;
        };
        shown.remove(smallest);
    }
    shown
}

/// What `total` has besides the groups.
fn rest(total: &Count, groups: &[(&Id, &Count)]) -> Count {
    let mut rest = total.clone();
    for (_, group) in groups {
        rest.answered = rest.answered.saturating_sub(group.answered);
        for (left, gone) in rest.parts.iter_mut().zip(&group.parts) {
            *left = left.saturating_sub(*gone);
        }
    }
    rest
}
