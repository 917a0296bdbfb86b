//! Between which moments a post is of use, and where in the calendar it therefore lands.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Span, ToSpan};

use crate::clock::Timestamp;
use crate::plan::{Calendar, Slide};
use crate::programme::{PostKind, Programme};

use super::around::Around;
use super::slots::registration_closes;

/// A reminder earlier than this before its session reminds of nothing.
const REMINDER_AT_MOST_DAYS_BEFORE: i64 = 14;
/// Sooner than this after a session nobody is half-way.
const TOUCHPOINT_AT_LEAST_DAYS_AFTER: i64 = 7;
/// When the preparation for the next session usually takes over from the touchpoint.
const PREPARATION_DAYS_BEFORE: i64 = 14;
/// How long work between sessions may still be announced when no next session is known.
const WORK_WITHOUT_NEXT_DAYS: i64 = 21;
/// How long a prompt stays of use.
const PROMPT_DAYS: i64 = 7;

/// Where a post lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Landing {
    pub(super) due_at: Timestamp,
    pub(super) closes_at: Timestamp,
    pub(super) useful_until_at: Timestamp,
}

/// Where a post of `kind` meant for `slot` lands: a reminder slides back out of quiet time, everything
/// else forward; the other way where that would make it useless. What belongs to the time after a
/// session does not slide back over it. Nothing when no moment at all would be of use.
pub(super) fn land(
    kind: PostKind,
    slot: DateTime,
    around: &Around<'_>,
    programme: &Programme,
    calendar: &Calendar,
) -> Option<Landing> {
    let zone = programme.zone.rules();
    let window = Window {
        kind,
        slot,
        around,
        programme,
    };
    let earliest = window.earliest();
    let not_too_early = |landing: &Landing| {
        earliest.is_none_or(|it| landing.due_at >= Timestamp::of_local(it, zone))
    };
    let forward = window.useful(calendar.place(slot, Slide::Forward));
    let back = window
        .useful(calendar.place(slot, Slide::Back))
        .filter(not_too_early);
    // Where quiet time begins right after a session, what is left of that day.
    let at_once = || window.useful(calendar.place(earliest?, Slide::Forward));
    if kind != PostKind::Reminder {
        return forward.or(back).or_else(at_once);
    }
    let day = |landing: &Landing| landing.due_at.local(zone).date();
    let soon_enough = |landing: &Landing| day(landing) >= window.earliest_reminder();
    // Later on the very day it is meant for is better than the day before.
    let same_day = forward.filter(|landing| day(landing) == slot.date());
    same_day
        .or_else(|| back.filter(soon_enough))
        .or(forward)
        .or(back)
        .or_else(at_once)
}

/// What says when a post is of use.
struct Window<'a> {
    kind: PostKind,
    /// The wall-clock minute for which it is meant.
    slot: DateTime,
    around: &'a Around<'a>,
    programme: &'a Programme,
}

impl Window<'_> {
    /// The landing at `due_at`, if that is of use.
    fn useful(&self, place: Option<(Timestamp, Timestamp)>) -> Option<Landing> {
        let (due_at, closes_at) = place?;
        let zone = self.programme.zone.rules();
        let useful_until_at = self
            .last_useful(due_at.local(zone))
            .into_iter()
            .flatten()
            .map(|until| Timestamp::of_local(until, zone))
            .find(|until| *until > due_at)?;
        Some(Landing {
            due_at,
            closes_at,
            useful_until_at,
        })
    }

    /// The last moments at which the post is of use when it is due at `due`, the usual one first and
    /// then one that will do.
    ///
    /// | kind | usually | will do |
    /// |---|---|---|
    /// | preparation | the evening before the session | |
    /// | sharing, reminder, room missing | the session's start | |
    /// | closing | the end of the second weekday after the session | 7 days after it |
    /// | work between sessions | half-way to the next session; without one, 21 days | |
    /// | touchpoint | 14 days before the next session | its start |
    /// | registration | the end of the last day to register | |
    /// | prompt | 7 days after it is due, or the next session's start | |
    ///
    /// A line meant for a later minute than its kind usually is means that minute: then it is of use
    /// until the next session's start, at most for 7 days.
    fn last_useful(&self, due: DateTime) -> [Option<DateTime>; 2] {
        let usual = match self.kind {
            PostKind::Preparation => [Some(self.session_date_midnight()), None],
            PostKind::Sharing | PostKind::Reminder | PostKind::RoomMissing => {
                [Some(self.around.this.session.starts()), None]
            }
            PostKind::Closing => [self.second_weekday_after(), self.a_week_after()],
            PostKind::IntermediateWork => [self.work_begun(), None],
            PostKind::Touchpoint => self.before_next(),
            PostKind::Registration => [self.registration_closed(), None],
            _ => [None, None],
        };
        if usual.iter().flatten().any(|until| *until > self.slot) {
            usual
        } else {
            [self.some_days_after(due), None]
        }
    }

    /// The earliest moment to which the post may slide.
    fn earliest(&self) -> Option<DateTime> {
        let session = self.around.this.session;
        match self.kind {
            PostKind::Closing => Some(session.starts()),
            PostKind::Touchpoint => session
                .ends()
                .checked_add(TOUCHPOINT_AT_LEAST_DAYS_AFTER.days())
                .ok(),
            _ => self.around.last_end_before(self.slot),
        }
    }

    fn earliest_reminder(&self) -> Date {
        let date = self.around.this.session.date;
        date.saturating_sub(REMINDER_AT_MOST_DAYS_BEFORE.days())
    }

    fn session_date_midnight(&self) -> DateTime {
        let session = self.around.this.session;
        session.date.to_datetime(Time::midnight())
    }

    fn second_weekday_after(&self) -> Option<DateTime> {
        let day = self.around.this.session.ends().date();
        let second = day
            .series(1.day())
            .skip(1)
            .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
            .nth(1)?;
        end_of(second)
    }

    fn a_week_after(&self) -> Option<DateTime> {
        later(self.around.this.session.ends(), 7.days())
    }

    fn work_begun(&self) -> Option<DateTime> {
        match self.around.next {
            Some(_) if self.around.has_touchpoint() => {
                Some(self.around.half_way()?.to_datetime(Time::midnight()))
            }
            Some(next) => Some(next.session.starts()),
            None => later(
                self.around.this.session.ends(),
                WORK_WITHOUT_NEXT_DAYS.days(),
            ),
        }
    }

    fn before_next(&self) -> [Option<DateTime>; 2] {
        let Some(next) = self.around.next else {
            return [None, None];
        };
        let starts = next.session.starts();
        [
            later(starts, (-PREPARATION_DAYS_BEFORE).days()),
            Some(starts),
        ]
    }

    fn registration_closed(&self) -> Option<DateTime> {
        end_of(registration_closes(
            self.programme,
            self.around.this.session.date,
        )?)
    }

    fn some_days_after(&self, due: DateTime) -> Option<DateTime> {
        let last = later(due, PROMPT_DAYS.days())?;
        let next_start = self.around.first_start_after(self.slot);
        Some(next_start.map_or(last, |starts| starts.min(last)))
    }
}

/// Midnight at the end of `day`.
fn end_of(day: Date) -> Option<DateTime> {
    Some(day.tomorrow().ok()?.to_datetime(Time::midnight()))
}

fn later(moment: DateTime, by: Span) -> Option<DateTime> {
    moment.checked_add(by).ok()
}
