//! A session with what lies around it in its network.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan};

use crate::programme::{Id, IntermediateWork, Network, Session, SessionPlan};

/// Between two sessions nearer to each other than this, nobody asks half-way how it is going.
const TOUCHPOINT_FROM_DAYS: i64 = 28;

/// A session that will be held.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    pub(super) session: &'a Session,
    /// Which session of its network it is, from 1; cancelled ones are counted.
    pub(super) number: usize,
    pub(super) plan: Option<&'a SessionPlan>,
}

/// A session that will be held, between those held before and after it.
pub(super) struct Around<'a> {
    pub(super) this: Held<'a>,
    pub(super) previous: Option<Held<'a>>,
    pub(super) next: Option<Held<'a>>,
    all: &'a [Held<'a>],
}

/// The sessions of `network` that will be held, in order of time.
pub(super) fn held_sessions<'a>(
    network: &'a Network,
    plans: &HashMap<&'a Id, &'a SessionPlan>,
) -> Vec<Held<'a>> {
    let mut sessions: Vec<&Session> = network.sessions.iter().collect();
    sessions.sort_by_key(|session| (session.starts(), &session.id));
    (1..)
        .zip(sessions)
        .filter(|(_, session)| !session.cancelled)
        .map(|(number, session)| Held {
            session,
            number,
            plan: plans.get(&session.id).copied(),
        })
        .collect()
}

impl<'a> Held<'a> {
    /// The work that begins at this session, where there is any.
    pub(super) fn work(&self) -> Option<&'a IntermediateWork> {
        let work = self.plan?.work.as_ref()?;
        let empty = work.task.is_none() && work.themes.is_empty() && work.questions.is_empty();
        (!empty).then_some(work)
    }
}

impl<'a> Around<'a> {
    /// The session at `place` among `held`, from 0.
    pub(super) fn of(held: &'a [Held<'a>], place: usize) -> Option<Self> {
        Some(Self {
            this: *held.get(place)?,
            previous: place
                .checked_sub(1)
                .and_then(|before| held.get(before))
                .copied(),
            next: held.get(place + 1).copied(),
            all: held,
        })
    }

    /// The work to be shared at this session.
    pub(super) fn work_before(&self) -> Option<&'a IntermediateWork> {
        self.previous?.work()
    }

    /// The day half-way to the next session.
    pub(super) fn half_way(&self) -> Option<Date> {
        let days = self.days_to_next()?;
        self.this.session.date.checked_add((days / 2).days()).ok()
    }

    /// Whether the next session is far enough away to ask half-way how it is going.
    pub(super) fn has_touchpoint(&self) -> bool {
        self.days_to_next()
            .is_some_and(|days| days >= TOUCHPOINT_FROM_DAYS)
    }

    /// The end of the last session that is over at `moment`.
    pub(super) fn last_end_before(&self, moment: DateTime) -> Option<DateTime> {
        let ends = self.all.iter().map(|held| held.session.ends());
        ends.filter(|ends| *ends <= moment).max()
    }

    /// The start of the first session that begins after `moment`.
    pub(super) fn first_start_after(&self, moment: DateTime) -> Option<DateTime> {
        let starts = self.all.iter().map(|held| held.session.starts());
        starts.filter(|starts| *starts > moment).min()
    }

    fn days_to_next(&self) -> Option<i64> {
        let between: SignedDuration = self
            .this
            .session
            .date
            .duration_until(self.next?.session.date);
        Some(between.as_hours() / 24)
    }
}
