//! Programmes for the tests of planning.

use jiff::civil::{Date, DateTime, date, time};

use crate::programme::{
    Break, Country, Id, IntermediateWork, Language, Network, PostKind, Preparation, Programme,
    QuietHours, Registration, RhythmLine, Session, SessionPlan, When, Zone, default_rhythm,
};

/// A short name.
pub(super) fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// The school year 2026–2027 in a Norwegian municipality with the default rhythm, in which every
/// session has tasks, questions to share and work after it.
pub(super) fn programme(networks: Vec<Network>) -> Programme {
    let mut plans: Vec<SessionPlan> = networks
        .iter()
        .flat_map(|network| &network.sessions)
        .map(|session| plan(session.id.as_str()))
        .collect();
    plans.sort_by(|one, other| one.id.cmp(&other.id));
    plans.dedup_by(|one, other| one.id == other.id);
    Programme {
        id: id("prog"),
        title: "Nettverk".into(),
        language: Language::Bokmal,
        zone: Zone::named("Europe/Oslo").unwrap(),
        country: Country::Norway,
        from: date(2026, 8, 17),
        to: date(2027, 6, 18),
        contact: None,
        registration: Some(Registration {
            system: "Obisoft".into(),
            link: None,
            closes_days_before: Some(7),
        }),
        quiet: QuietHours::default(),
        breaks: Vec::new(),
        schools: Vec::new(),
        readings: Vec::new(),
        plans,
        networks,
        questions: Vec::new(),
        rhythm: default_rhythm(),
    }
}

/// A session plan with everything that makes posts.
pub(super) fn plan(session: &str) -> SessionPlan {
    SessionPlan {
        id: id(session),
        title: None,
        agenda: Vec::new(),
        preparation: Preparation {
            tasks: vec!["Les".into()],
            readings: Vec::new(),
            sharing: vec!["Hva valgte dere?".into()],
        },
        work: Some(IntermediateWork {
            task: Some("Prøv ut".into()),
            themes: Vec::new(),
            questions: vec!["Hvordan går det?".into()],
            due_days_before_next: Some(2),
        }),
    }
}

/// A network with sessions `s1`, `s2` … on these dates, 08:30–13:00 in a known room.
pub(super) fn network(name: &str, dates: &[Date]) -> Network {
    Network {
        id: id(name),
        title: name.to_owned(),
        language: None,
        schools: Vec::new(),
        sessions: (1..)
            .zip(dates)
            .map(|(number, date)| session(number, *date))
            .collect(),
    }
}

/// Session `s{number}` on `date`, 08:30–13:00 in a known room.
pub(super) fn session(number: usize, date: Date) -> Session {
    Session {
        id: id(&format!("s{number}")),
        date,
        start: time(8, 30, 0, 0),
        end: time(13, 0, 0, 0),
        place: Some("Festsalen".into()),
        cancelled: false,
    }
}

/// A break from the first to the last day.
pub(super) fn holidays(from: Date, to: Date) -> Break {
    Break {
        name: "Ferie".into(),
        from,
        to,
    }
}

/// A line of the rhythm; a prompt has words.
pub(super) fn line(name: &str, kind: PostKind, when: When) -> RhythmLine {
    RhythmLine {
        id: id(name),
        kind,
        when,
        text: (kind == PostKind::Prompt).then(|| "Husk".into()),
    }
}

/// `moment` as people write it: `Thu 2018-11-01 08:30`.
pub(super) fn written(moment: DateTime) -> String {
    moment.strftime("%a %F %H:%M").to_string()
}
