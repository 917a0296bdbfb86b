//! What a line of the rhythm says about a session.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, time};

use crate::clock::Timestamp;
use crate::plan::{Bring, Content, ReadingFacts, RegistrationFacts, SessionFacts};
use crate::programme::{IntermediateWork, Network, PostKind, Preparation, ReadingTask, RhythmLine};

use super::Known;
use super::around::{Around, Held};
use super::coming::Coming;
use super::slots::registration_closes;

/// When in the day answers are due.
const ANSWERS_DUE: Time = time(12, 0, 0, 0);

/// What `line` says about the session when it is said at `due_at`, or nothing when there is nothing to
/// say: no reading, no work, no close of registration, a room that is known.
pub(super) fn content(
    line: &RhythmLine,
    around: &Around<'_>,
    known: &Known<'_>,
    network: &Network,
    due_at: Timestamp,
) -> Option<Content> {
    let said = Said {
        around,
        known,
        network,
        due_at,
    };
    match line.kind {
        PostKind::Preparation => said.preparation(),
        PostKind::Sharing => said.sharing(),
        PostKind::Reminder => Some(said.reminder()),
        PostKind::Closing => Some(Content::Closing {
            session: said.session(),
        }),
        PostKind::IntermediateWork => said.intermediate_work(),
        PostKind::Touchpoint => said.touchpoint(),
        PostKind::Registration => Some(Content::Registration {
            session: said.session(),
            registration: said.registration().filter(|it| it.closes.is_some())?,
        }),
        PostKind::RoomMissing => {
            let missing = around.this.session.place.is_none();
            missing.then(|| Content::RoomMissing {
                session: said.session(),
                network: network.id.clone(),
            })
        }
        PostKind::Prompt => Some(Content::Prompt {
            session: Some(said.session()),
            text: line.text.clone()?,
        }),
        // These are said when something happens or is asked, not by the rhythm.
        PostKind::Question
        | PostKind::Nudge
        | PostKind::Result
        | PostKind::Announcement
        | PostKind::Moved
        | PostKind::RoomChanged
        | PostKind::Cancelled
        | PostKind::Trouble
        | PostKind::Hello => None,
    }
}

/// What lies before the session for those who ask at `now`.
pub(super) fn coming(
    around: &Around<'_>,
    known: &Known<'_>,
    network: &Network,
    now: Timestamp,
) -> Coming {
    let said = Said {
        around,
        known,
        network,
        due_at: now,
    };
    let preparation = said.own_preparation();
    let readings = preparation.map(|it| it.readings.iter());
    let work = around.work_before();
    Coming {
        session: said.session(),
        tasks: preparation.map(|it| it.tasks.clone()).unwrap_or_default(),
        readings: readings
            .into_iter()
            .flatten()
            .filter_map(|task| said.reading(task))
            .collect(),
        sharing: said.to_share().map(<[_]>::to_vec).unwrap_or_default(),
        answers_due: work.and_then(|work| said.answers_due(work, around.this)),
        registration: said.registration(),
    }
}

/// Everything a post may speak of.
struct Said<'a> {
    around: &'a Around<'a>,
    known: &'a Known<'a>,
    network: &'a Network,
    due_at: Timestamp,
}

impl Said<'_> {
    fn preparation(&self) -> Option<Content> {
        let preparation = self.own_preparation()?;
        if preparation.tasks.is_empty() && preparation.readings.is_empty() {
            return None;
        }
        let readings = preparation.readings.iter();
        Some(Content::Preparation {
            session: self.session(),
            tasks: preparation.tasks.clone(),
            readings: readings.filter_map(|task| self.reading(task)).collect(),
            registration: self.registration(),
            contact: self.known.programme.contact.clone(),
        })
    }

    fn sharing(&self) -> Option<Content> {
        let work = self.around.work_before();
        Some(Content::Sharing {
            session: self.session(),
            themes: work.map(|work| work.themes.clone()).unwrap_or_default(),
            questions: self.to_share()?.to_vec(),
            answers_due: work.and_then(|work| self.answers_due(work, self.around.this)),
        })
    }

    /// The session's own questions to share on, or else those of the work that was done for it.
    fn to_share(&self) -> Option<&[String]> {
        let own = self.own_preparation().map(|it| it.sharing.as_slice());
        match (own, self.around.work_before()) {
            (Some(own), _) if !own.is_empty() => Some(own),
            (_, Some(work)) if !work.questions.is_empty() => Some(&work.questions),
            _ => None,
        }
    }

    fn reminder(&self) -> Content {
        let prepares = self.own_preparation().is_some_and(|it| {
            !(it.tasks.is_empty() && it.readings.is_empty() && it.sharing.is_empty())
        });
        let plan = self.around.this.plan;
        Content::Reminder {
            session: self.session(),
            agenda: plan.map(|plan| plan.agenda.clone()).unwrap_or_default(),
            bring: match self.around.work_before() {
                Some(_) => Some(Bring::Work),
                None => prepares.then_some(Bring::Preparation),
            },
            contact: self.known.programme.contact.clone(),
        }
    }

    fn intermediate_work(&self) -> Option<Content> {
        let work = self.around.this.work()?;
        let next = self.around.next;
        Some(Content::IntermediateWork {
            session: self.session(),
            next: next.map(|next| self.facts_of(next)),
            task: work.task.clone(),
            themes: work.themes.clone(),
            questions: work.questions.clone(),
            answers_due: next.and_then(|next| self.answers_due(work, next)),
        })
    }

    fn touchpoint(&self) -> Option<Content> {
        let work = self.around.this.work()?;
        let next = self.around.next.filter(|_| self.around.has_touchpoint())?;
        Some(Content::Touchpoint {
            session: self.session(),
            next: self.facts_of(next),
            questions: work.questions.clone(),
        })
    }

    fn own_preparation(&self) -> Option<&Preparation> {
        self.around.this.plan.map(|plan| &plan.preparation)
    }

    fn session(&self) -> SessionFacts {
        self.facts_of(self.around.this)
    }

    fn facts_of(&self, held: Held<'_>) -> SessionFacts {
        let title = held.plan.and_then(|plan| plan.title.as_deref());
        SessionFacts::of(held.session, held.number, &self.network.title, title)
    }

    fn reading(&self, task: &ReadingTask) -> Option<ReadingFacts> {
        let reading = self.known.readings.get(&task.reading)?;
        Some(ReadingFacts {
            title: reading.title.clone(),
            authors: reading.authors.clone(),
            edition: reading.edition.clone(),
            link: reading.link.clone(),
            pages: task.pages,
            figure_page: task.figure_page,
            minutes: task.minutes,
        })
    }

    fn registration(&self) -> Option<RegistrationFacts> {
        let registration = self.known.programme.registration.as_ref()?;
        Some(RegistrationFacts {
            system: registration.system.clone(),
            link: registration.link.clone(),
            closes: self.registration_closes(),
        })
    }

    fn registration_closes(&self) -> Option<Date> {
        registration_closes(self.known.programme, self.around.this.session.date)
    }

    /// When answers to `work` are due before `next`; nothing when that is over before this is said.
    fn answers_due(&self, work: &IntermediateWork, next: Held<'_>) -> Option<DateTime> {
        let days = i64::from(work.due_days_before_next?);
        let day = next.session.date.checked_sub(days.days()).ok()?;
        let due = day.to_datetime(ANSWERS_DUE);
        let zone = self.known.programme.zone.rules();
        (Timestamp::of_local(due, zone) > self.due_at).then_some(due)
    }
}
