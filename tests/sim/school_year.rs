//! A school year made from the seed: its programme file, and the same facts for the model.

use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday, date, time};

use crate::calendar::DaysOff;
use crate::chance::Chance;

/// The id of the programme.
pub(crate) const PROGRAMME: &str = "prove";
/// The question of the programme: its name and its wording.
pub(crate) const QUESTION: &str = "grad";
pub(crate) const WORDING: &str = "Hvor nyttig?";
/// The channel of the coordinators.
pub(crate) const COORDINATORS: &str = "slack-koordinator";
/// The workspace of everybody in Slack.
pub(crate) const TEAM: &str = "T1";
/// Who coordinates from the start.
pub(crate) const COORDINATOR: &str = "UKOORD";
/// Rooms a session may be held in.
pub(crate) const ROOMS: [&str; 3] = ["Festsalen", "Kunnskapssenteret", "Rådhuset"];
/// Schools, by id and name.
pub(crate) const SCHOOLS: [(&str, &str); 3] = [
    ("borgen", "Borgen"),
    ("vollen", "Vollen"),
    ("torstad", "Torstad"),
];

/// A session as its coordinator last set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) date: Date,
    pub(crate) start: Time,
    pub(crate) end: Time,
    pub(crate) place: Option<String>,
    pub(crate) cancelled: bool,
}

/// A network with its sessions, in order; a session's number is its place, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Network {
    pub(crate) id: String,
    pub(crate) channels: Vec<String>,
    pub(crate) sessions: Vec<Session>,
}

impl Network {
    /// As people read it.
    pub(crate) fn title(&self) -> String {
        format!("Nettverk {}", self.id)
    }
}

/// The year as its file has it.
#[derive(Clone, Debug)]
pub(crate) struct SchoolYear {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) days_off: DaysOff,
    pub(crate) networks: Vec<Network>,
    /// What is to be prepared; the file changes it.
    pub(crate) task: usize,
    /// A line by cron is in the rhythm.
    pub(crate) weekly: bool,
    /// How answers to the question are kept, and whose they are.
    pub(crate) mode: &'static str,
    pub(crate) respondent: &'static str,
}

impl SchoolYear {
    pub(crate) fn of(chance: &mut Chance) -> Self {
        let year: i16 = *chance.pick(&[2018, 2026, 2027]);
        let first = date(year, 8, 17);
        let last = date(year + 1, 6, 18);
        let autumn = date(year, 10, 1);
        let winter = date(year + 1, 2, 15);
        let days_off = DaysOff {
            breaks: [autumn, winter]
                .map(|from| (from, from.checked_add(6.days()).unwrap()))
                .into(),
        };
        let networks = (1..=*chance.pick(&[1, 1, 2, 2, 3]))
            .map(|number| network(number, first, chance))
            .collect();
        Self {
            first,
            last,
            days_off,
            networks,
            task: 0,
            weekly: chance.percent(30),
            mode: *chance.pick(&["secret", "named", "coordinator"]),
            respondent: *chance.pick(&["person", "school"]),
        }
    }

    /// The programme file.
    pub(crate) fn file(&self) -> String {
        let mut file = format!(
            "[programme]\nid = \"{PROGRAMME}\"\ntitle = \"Prøve\"\nlanguage = \"nb\"\n\
             zone = \"Europe/Oslo\"\nfrom = {}\nto = {}\n",
            self.first, self.last
        );
        for (from, to) in &self.days_off.breaks {
            write!(
                file,
                "[[break]]\nname = \"Fri\"\nfrom = {from}\nto = {to}\n"
            )
            .unwrap();
        }
        for (id, name) in SCHOOLS {
            write!(file, "[[school]]\nid = \"{id}\"\nname = \"{name}\"\n").unwrap();
        }
        let most = self.networks.iter().map(|it| it.sessions.len()).max();
        for number in 1..=most.unwrap_or(0) {
            write!(
                file,
                "[[session]]\nid = \"s{number}\"\n[session.preparation]\ntasks = [\"Oppgave {}\"]\n\
                 [session.work]\nquestions = [\"Hva prøvde dere?\"]\n",
                self.task
            )
            .unwrap();
        }
        if self.weekly {
            file.push_str(
                "[[rhythm]]\nid = \"uke\"\nkind = \"prompt\"\ncron = \"0 8 * * MON\"\ntext = \"Ny uke.\"\n",
            );
        }
        write!(
            file,
            "[[question]]\nid = \"{QUESTION}\"\ntext = \"{WORDING}\"\nkind = \"scale\"\nmode = \"{}\"\n\
             respondent = \"{}\"\nafter_session = true\noptions = [{{ key = \"lite\", text = \"Lite\" }}, \
             {{ key = \"noe\", text = \"Noe\" }}, {{ key = \"mye\", text = \"Mye\" }}]\n",
            self.mode, self.respondent
        )
        .unwrap();
        for network in &self.networks {
            write_network(&mut file, network);
        }
        file
    }
}

fn write_network(file: &mut String, network: &Network) {
    let schools: Vec<String> = SCHOOLS.iter().map(|(id, _)| format!("{id:?}")).collect();
    write!(
        file,
        "[[network]]\nid = \"{}\"\ntitle = \"{}\"\nschools = [{}]\n",
        network.id,
        network.title(),
        schools.join(", ")
    )
    .unwrap();
    for session in &network.sessions {
        write!(
            file,
            "[[network.session]]\nid = \"{}\"\ndate = {}\nstart = \"{}\"\nend = \"{}\"\ncancelled = {}\n",
            session.id,
            session.date,
            session.start.strftime("%H:%M"),
            session.end.strftime("%H:%M"),
            session.cancelled,
        )
        .unwrap();
        if let Some(place) = &session.place {
            writeln!(file, "place = {place:?}").unwrap();
        }
    }
}

fn network(number: usize, first: Date, chance: &mut Chance) -> Network {
    let id = format!("n{number}");
    let channels = match chance.below(4) {
        0 => vec![format!("slack-{id}"), format!("teams-{id}")],
        1 => vec![format!("teams-{id}")],
        _ => vec![format!("slack-{id}")],
    };
    let mut day = first.checked_add(chance.between(5, 30).days()).unwrap();
    let mut sessions = Vec::new();
    for number in 1..=chance.between(2, 4) {
        day = weekday_from(day);
        let start = time(*chance.pick(&[8, 9, 12]), 30, 0, 0);
        sessions.push(Session {
            id: format!("s{number}"),
            date: day,
            start,
            end: start.saturating_add(chance.between(2, 5).hours()),
            place: chance
                .percent(70)
                .then(|| (*chance.pick(&ROOMS)).to_owned()),
            cancelled: chance.percent(5),
        });
        day = day.checked_add(chance.between(20, 70).days()).unwrap();
    }
    Network {
        id,
        channels,
        sessions,
    }
}

/// The id that Slack has for the channel called `channel`.
pub(crate) fn place_of(channel: &str) -> String {
    format!("C{}", channel.replace('-', "").to_uppercase())
}

/// The first weekday from `day` on.
pub(crate) fn weekday_from(mut day: Date) -> Date {
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        day = day.tomorrow().unwrap();
    }
    day
}
