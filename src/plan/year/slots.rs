//! For which wall-clock minutes a line of the rhythm is meant.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::plan::Cron;
use crate::programme::{Programme, When};

use super::around::Around;

/// The wall-clock minutes for which a line due `when` is meant around a session, in order. None when
/// it hangs on something that is not there: a next session, a close of registration.
pub(super) fn slots(
    when: &When,
    cron: Option<&Cron>,
    around: &Around<'_>,
    programme: &Programme,
) -> Vec<DateTime> {
    let session = around.this.session;
    let days_from = |day: Date, days: i64| day.checked_add(days.days()).ok();
    let one = match when {
        When::DaysBefore { days, at } => {
            days_from(session.date, -i64::from(*days)).map(|day| day.to_datetime(*at))
        }
        When::DaysAfter { days, at } => {
            days_from(session.date, i64::from(*days)).map(|day| day.to_datetime(*at))
        }
        When::AfterEnd { minutes } => session
            .ends()
            .checked_add(i64::from(*minutes).minutes())
            .ok(),
        When::HalfWay { at } => around.half_way().map(|day| day.to_datetime(*at)),
        When::DaysBeforeRegistrationCloses { days, at } => {
            registration_closes(programme, session.date)
                .and_then(|closes| days_from(closes, -i64::from(*days)))
                .map(|day| day.to_datetime(*at))
        }
        When::Cron { .. } => return cron.map_or_else(Vec::new, |cron| between(cron, around)),
    };
    one.into_iter().collect()
}

/// The last day to register for a session on `date`.
pub(super) fn registration_closes(programme: &Programme, date: Date) -> Option<Date> {
    let days = programme.registration.as_ref()?.closes_days_before?;
    date.checked_sub(i64::from(days).days()).ok()
}

/// The slots after the session and before the next one. After the last session there are none.
fn between(cron: &Cron, around: &Around<'_>) -> Vec<DateTime> {
    let Some(next) = around.next else {
        return Vec::new();
    };
    let (from, to) = (around.this.session.ends(), next.session.starts());
    cron.slots(from, to).filter(|slot| *slot < to).collect()
}
