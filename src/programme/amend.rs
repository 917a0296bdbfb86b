//! What coordinators change by command is kept beside the programme's file, and laid over it: so a
//! new version of the file does not undo it unasked.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::programme::{Id, Programme, Session};

/// One change made by command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub network: Id,
    pub session: Id,
    #[serde(flatten)]
    pub what: What,
}

/// What was changed of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum What {
    /// It is held at another time, and in another place where one is given.
    Moved {
        date: Date,
        start: Time,
        end: Time,
        place: Option<String>,
    },
    /// It will not be held.
    Cancelled,
}

/// `programme` with `changes` laid over it, oldest first, and those among them that no longer find
/// their session. A move brings a cancelled session back.
pub fn amend(mut programme: Programme, changes: &[Change]) -> (Programme, Vec<Change>) {
    let mut lost = Vec::new();
    for change in changes {
        match session_mut(&mut programme, change) {
            Some(session) => change.what.apply_to(session),
            None => lost.push(change.clone()),
        }
    }
    for network in &mut programme.networks {
        network.sessions.sort_by_key(Session::starts);
    }
    (programme, lost)
}

fn session_mut<'a>(programme: &'a mut Programme, change: &Change) -> Option<&'a mut Session> {
    programme
        .networks
        .iter_mut()
        .find(|network| network.id == change.network)?
        .sessions
        .iter_mut()
        .find(|session| session.id == change.session)
}

impl What {
    fn apply_to(&self, session: &mut Session) {
        match self {
            Self::Moved {
                date,
                start,
                end,
                place,
            } => {
                session.date = *date;
                session.start = *start;
                session.end = *end;
                session.cancelled = false;
                if place.is_some() {
                    session.place.clone_from(place);
                }
            }
            Self::Cancelled => session.cancelled = true,
        }
    }
}
