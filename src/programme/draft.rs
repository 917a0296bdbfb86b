//! A programme as far as its file could be read: parts may be missing (that is reported already), and
//! each part knows the key it stands under. What [`crate::programme::check`] looks at.

use jiff::civil::{Date, Time};

use crate::programme::question::Question;
use crate::programme::{
    AgendaPart, Break, Contact, Country, Id, IntermediateWork, Language, Network, Preparation,
    Programme, QuietHours, Reading, ReadingTask, Registration, RhythmLine, School, Session,
    SessionPlan, Zone,
};

/// Something and the dotted key it stands under.
#[derive(Clone, Debug)]
pub(super) struct Keyed<T> {
    pub(super) key: String,
    pub(super) value: T,
}

/// A programme as far as it could be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) id: Option<Id>,
    pub(super) title: Option<String>,
    pub(super) language: Option<Language>,
    pub(super) zone: Option<Zone>,
    pub(super) country: Option<Country>,
    /// As written; without it the programme begins with its first session.
    pub(super) from: Option<Date>,
    /// As written; without it the programme ends with its last session.
    pub(super) to: Option<Date>,
    pub(super) contact: Option<Contact>,
    pub(super) registration: Option<Registration>,
    pub(super) quiet: QuietHours,
    pub(super) breaks: Vec<Keyed<Break>>,
    pub(super) schools: Vec<Keyed<School>>,
    pub(super) readings: Vec<Keyed<Reading>>,
    pub(super) plans: Vec<DraftPlan>,
    pub(super) networks: Vec<DraftNetwork>,
    pub(super) questions: Vec<Keyed<Question>>,
    pub(super) rhythm: Vec<RhythmLine>,
}

/// A session plan as far as it could be read.
#[derive(Clone, Debug)]
pub(super) struct DraftPlan {
    pub(super) key: String,
    pub(super) id: Id,
    pub(super) title: Option<String>,
    pub(super) agenda: Vec<Keyed<AgendaPart>>,
    pub(super) preparation: DraftPreparation,
    pub(super) work: Option<IntermediateWork>,
}

/// A preparation as far as it could be read.
#[derive(Clone, Debug, Default)]
pub(super) struct DraftPreparation {
    pub(super) tasks: Vec<String>,
    pub(super) readings: Vec<Keyed<ReadingTask>>,
    pub(super) sharing: Vec<String>,
}

/// A network as far as it could be read.
#[derive(Clone, Debug)]
pub(super) struct DraftNetwork {
    pub(super) key: String,
    pub(super) id: Id,
    pub(super) title: String,
    pub(super) language: Option<Language>,
    pub(super) schools: Vec<Keyed<Id>>,
    /// In the order of the file.
    pub(super) sessions: Vec<DraftSession>,
}

/// A session as far as it could be read.
#[derive(Clone, Debug)]
pub(super) struct DraftSession {
    pub(super) key: String,
    pub(super) id: Id,
    pub(super) date: Option<Date>,
    pub(super) start: Option<Time>,
    pub(super) end: Option<Time>,
    pub(super) place: Option<String>,
    pub(super) cancelled: bool,
}

impl Draft {
    /// Every session with its network, in the order of the file.
    pub(super) fn sessions(&self) -> impl Iterator<Item = (&DraftNetwork, &DraftSession)> {
        self.networks.iter().flat_map(|network| {
            network
                .sessions
                .iter()
                .map(move |session| (network, session))
        })
    }

    /// The programme, when nothing it needs is missing.
    pub(super) fn into_programme(self) -> Option<Programme> {
        let dates = || self.sessions().filter_map(|(_, session)| session.date);
        let from = self.from.or_else(|| dates().min());
        let to = self.to.or_else(|| dates().max());
        Some(Programme {
            id: self.id?,
            title: self.title?,
            language: self.language?,
            zone: self.zone?,
            country: self.country?,
            from: from?,
            to: to?,
            contact: self.contact,
            registration: self.registration,
            quiet: self.quiet,
            breaks: values(self.breaks),
            schools: values(self.schools),
            readings: values(self.readings),
            plans: self.plans.into_iter().map(DraftPlan::into_plan).collect(),
            networks: self
                .networks
                .into_iter()
                .map(DraftNetwork::into_network)
                .collect::<Option<_>>()?,
            questions: values(self.questions),
            rhythm: self.rhythm,
        })
    }
}

impl DraftPlan {
    fn into_plan(self) -> SessionPlan {
        let mut agenda = values(self.agenda);
        agenda.sort_by_key(|part| part.start);
        SessionPlan {
            id: self.id,
            title: self.title,
            agenda,
            preparation: Preparation {
                tasks: self.preparation.tasks,
                readings: values(self.preparation.readings),
                sharing: self.preparation.sharing,
            },
            work: self.work,
        }
    }
}

impl DraftNetwork {
    fn into_network(self) -> Option<Network> {
        let sessions: Option<Vec<Session>> = self
            .sessions
            .into_iter()
            .map(DraftSession::into_session)
            .collect();
        let mut sessions = sessions?;
        sessions.sort_by_key(Session::starts);
        Some(Network {
            id: self.id,
            title: self.title,
            language: self.language,
            schools: values(self.schools),
            sessions,
        })
    }
}

impl DraftSession {
    fn into_session(self) -> Option<Session> {
        Some(Session {
            id: self.id,
            date: self.date?,
            start: self.start?,
            end: self.end?,
            place: self.place,
            cancelled: self.cancelled,
        })
    }
}

fn values<T>(keyed: Vec<Keyed<T>>) -> Vec<T> {
    keyed.into_iter().map(|part| part.value).collect()
}
