//! What was seen → what it means and what to do; pure.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Serialize;

use crate::clock::Timestamp;
use crate::store::Examination;

/// A clock that is so far behind the file was set back.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(60);

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    pub(super) level: Level,
    pub(super) what: String,
    pub(super) then: String,
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Level {
    /// Something is wrong.
    Mend,
    /// Something may be wrong.
    Look,
    /// All is well, and good to know.
    Know,
}

/// What is seen beside the database.
#[derive(Clone, Debug, Default)]
pub(super) struct Outside {
    /// Whether a worker has the database.
    pub(super) runs: bool,
    /// The secret questions of which a key lies here.
    pub(super) keys: BTreeSet<i64>,
    /// Files that users other than owner and group may read.
    pub(super) readable_by_others: Vec<String>,
    /// The channels of the settings.
    pub(super) channels: BTreeSet<String>,
}

impl Finding {
    /// The database cannot be looked at.
    pub(super) fn of_error(why: &str) -> Self {
        mend(
            why.to_owned(),
            "See docs/backup.md; `skolebud restore FILE` brings a backup back.",
        )
    }
}

/// What to tell of `seen` and what lies `outside` it.
pub(super) fn judge(seen: &Examination, outside: &Outside, now: Timestamp) -> Vec<Finding> {
    let mut found: Vec<Finding> = seen
        .damage
        .iter()
        .map(|damage| {
            mend(
                format!("the file is damaged: {damage}"),
                "Stop the worker, keep a copy of the file, and `skolebud restore` the newest backup.",
            )
        })
        .collect();
    found.extend(schema(seen));
    found.extend(seen.broken.iter().map(|cell| {
        mend(
            format!("{cell} cannot be read"),
            "It is left out of everything. Report it; `skolebud plan apply` or a backup brings it back.",
        )
    }));
    found.extend(states(seen, outside));
    found.extend(keys(seen, outside));
    found.extend(outside.readable_by_others.iter().map(|path| {
        mend(
            format!("{path} can be read by every user of this machine"),
            "Take that away: chmod o-rwx.",
        )
    }));
    found.extend(clock(seen, now));
    found
}

fn schema(seen: &Examination) -> Option<Finding> {
    if !seen.damage.is_empty() {
        return None;
    }
    let what = format!(
        "the file has schema {}, this program makes {}",
        seen.schema, seen.own_schema
    );
    if seen.schema > seen.own_schema {
        return Some(mend(what, "Start the newer version that made it."));
    }
    (seen.schema < seen.own_schema)
        .then(|| know(what, "Make a backup; the next start brings it up to date."))
}

fn states(seen: &Examination, outside: &Outside) -> Vec<Finding> {
    let mut found = Vec::new();
    if seen.sending > 0 && !outside.runs {
        found.push(know(
            format!(
                "{} posts were being sent when the worker ended",
                seen.sending
            ),
            "The next start settles them; see docs/states.md on what is in doubt.",
        ));
    }
    for key in &seen.overdue {
        let then = if outside.runs {
            "The worker should have closed it: look in its log."
        } else {
            "The next start closes it."
        };
        let level = if outside.runs {
            Level::Mend
        } else {
            Level::Know
        };
        found.push(Finding {
            level,
            what: format!("question {key} is open past its deadline"),
            then: then.to_owned(),
        });
    }
    let unknown = seen
        .awaited
        .iter()
        .filter(|channel| !outside.channels.contains(*channel));
    found.extend(unknown.map(|channel| {
        look(
            format!("something waits for channel {channel}, which the settings do not have"),
            "Add the channel to the settings again, or let the next planning end what waits.",
        )
    }));
    if !outside.runs {
        found.extend(seen.unplanned.iter().map(|programme| {
            know(
                format!("programme {programme} is not planned yet"),
                "The next start plans it.",
            )
        }));
    }
    found
}

fn keys(seen: &Examination, outside: &Outside) -> Vec<Finding> {
    let sealed: BTreeSet<i64> = seen.sealed.iter().copied().collect();
    let missing = sealed.difference(&outside.keys).map(|question| {
        mend(
            format!("the key of secret question {question} is missing"),
            "Put the folder .seals back; without it the answers so far cannot be counted.",
        )
    });
    let left = outside.keys.difference(&sealed).map(|question| {
        look(
            format!("the key of question {question} was left behind"),
            "The next start destroys it.",
        )
    });
    missing.chain(left).collect()
}

fn clock(seen: &Examination, now: Timestamp) -> Option<Finding> {
    let latest = seen
        .latest
        .filter(|latest| *latest > now.plus(CLOCK_TOLERANCE))?;
    Some(mend(
        format!("the file knows of {latest}, and this machine's clock says {now}"),
        "Set the clock right before you start the worker.",
    ))
}

fn mend(what: String, then: &str) -> Finding {
    finding(Level::Mend, what, then)
}

fn look(what: String, then: &str) -> Finding {
    finding(Level::Look, what, then)
}

fn know(what: String, then: &str) -> Finding {
    finding(Level::Know, what, then)
}

fn finding(level: Level, what: String, then: &str) -> Finding {
    Finding {
        level,
        what,
        then: then.to_owned(),
    }
}

#[cfg(test)]
mod tests;
