//! What lies before a network: its next session with what to prepare, and what was cancelled on the way.

use crate::clock::Timestamp;
use crate::plan::{ReadingFacts, RegistrationFacts, SessionFacts};
use crate::programme::{Id, Programme, Session};

use super::Known;
use super::around::{Around, held_sessions};
use super::content;

use jiff::civil::DateTime;

/// A session that comes, and what to prepare for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    pub session: SessionFacts,
    pub tasks: Vec<String>,
    pub readings: Vec<ReadingFacts>,
    /// The questions to be ready to share on.
    pub sharing: Vec<String>,
    /// Until when written answers on the work before it are taken, if they are asked for and that is
    /// not over.
    pub answers_due: Option<DateTime>,
    pub registration: Option<RegistrationFacts>,
}

/// The next session of `network` that is not over at `now`, if there is one more.
pub fn coming(programme: &Programme, network: &Id, now: Timestamp) -> Option<Coming> {
    let known = Known::of(programme);
    let network = programme.network(network)?;
    let held = held_sessions(network, &known.plans);
    let today = now.local(programme.zone.rules());
    let next = held.iter().position(|held| today < held.session.ends())?;
    let around = Around::of(&held, next)?;
    Some(content::coming(&around, &known, network, now))
}

/// The cancelled sessions of `network` from `now` on, up to the next that will be held.
pub fn cancelled(programme: &Programme, network: &Id, now: Timestamp) -> Vec<SessionFacts> {
    let Some(network) = programme.network(network) else {
        return Vec::new();
    };
    let today = now.local(programme.zone.rules());
    let mut sessions: Vec<&Session> = network.sessions.iter().collect();
    sessions.sort_by_key(|session| (session.starts(), &session.id));
    (1..)
        .zip(sessions)
        .filter(|(_, session)| today < session.ends())
        .take_while(|(_, session)| session.cancelled)
        .map(|(number, session)| {
            let plan = programme.plan(&session.id);
            let title = plan.and_then(|plan| plan.title.as_deref());
            SessionFacts::of(session, number, &network.title, title)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::plan::examples::{network, programme};

    fn at(programme: &Programme, local: &str) -> Timestamp {
        Timestamp::of_local(local.parse().unwrap(), programme.zone.rules())
    }

    fn days() -> (Programme, Id) {
        let days = [date(2026, 9, 3), date(2026, 11, 3), date(2027, 2, 4)];
        let programme = programme(vec![network("n", &days)]);
        (programme, Id::parse("n").unwrap())
    }

    #[test]
    fn a_session_is_the_next_until_it_is_over() {
        let (programme, id) = days();
        let number = |local| {
            let now = at(&programme, local);
            coming(&programme, &id, now).map(|coming| coming.session.number)
        };
        assert_eq!(number("2026-08-20T08:00"), Some(1));
        assert_eq!(number("2026-09-03T09:00"), Some(1));
        assert_eq!(number("2026-09-03T18:00"), Some(2));
        assert_eq!(number("2027-02-05T08:00"), None);
    }

    #[test]
    fn a_cancelled_session_is_passed_over_and_told() {
        let (mut programme, id) = days();
        programme.networks[0].sessions[1].cancelled = true;
        let now = at(&programme, "2026-10-01T08:00");
        let next = coming(&programme, &id, now).unwrap();
        assert_eq!(next.session.number, 3);
        let numbers: Vec<usize> = cancelled(&programme, &id, now)
            .iter()
            .map(|session| session.number)
            .collect();
        assert_eq!(numbers, [2]);
        assert_eq!(
            cancelled(&programme, &id, at(&programme, "2026-12-01T08:00")),
            []
        );
    }
}
