//! How people type what they want: in five languages, with any quotation marks, in capitals and with
//! too many spaces.

use jiff::civil::Date;

use crate::commands::{HELPER, OWN_OPTIONS, Wish};
use crate::run::Run;
use crate::school_year::QUESTION;

/// In the order of the columns below.
const LANGUAGES: usize = 5;
const ANNOUNCE: [&str; LANGUAGES] = ["kunngjør", "kunngjer", "meddela", "meddel", "announce"];
const ASK: [&str; LANGUAGES] = ["spør", "spør", "fråga", "spørg", "ask"];
const TO: [&str; LANGUAGES] = ["til", "til", "till", "til", "to"];
const ALL: [&str; LANGUAGES] = ["alle", "alle", "alla", "alle", "all"];
const MOVE: [&str; LANGUAGES] = ["flytt", "flytt", "flytta", "flyt", "move"];
const ROOM: [&str; LANGUAGES] = ["sted", "stad", "lokal", "lokale", "room"];
const CANCEL: [&str; LANGUAGES] = ["avlys", "avlys", "ställ in", "aflys", "cancel"];
const PAUSE: [&str; LANGUAGES] = ["pause", "stans", "pausa", "pause", "pause"];
const RESUME: [&str; LANGUAGES] = ["fortsett", "hald fram", "fortsätt", "fortsæt", "resume"];
const CLOSE: [&str; LANGUAGES] = ["lukk", "steng", "stäng", "luk", "close"];
const NUDGE: [&str; LANGUAGES] = ["purr", "minn på", "påminn", "påmind", "nudge"];
const ADD: [&str; LANGUAGES] = [
    "koordinatorer legg til",
    "koordinatorar legg til",
    "samordnare lägg till",
    "tovholdere tilføj",
    "coordinators add",
];
const REMOVE: [&str; LANGUAGES] = [
    "koordinatorer fjern",
    "koordinatorar fjern",
    "samordnare ta bort",
    "tovholdere fjern",
    "coordinators remove",
];
pub(crate) const CONFIRM: [&str; LANGUAGES] =
    ["bekreft", "stadfest", "bekräfta", "bekræft", "confirm"];
const MARKS: [(&str, &str); 7] = [
    ("«", "»"),
    ("»", "«"),
    ("\"", "\""),
    ("“", "”"),
    ("”", "”"),
    ("„", "“"),
    ("'", "'"),
];
impl Run {
    /// The wish as someone types it.
    pub(crate) fn typed(&mut self, wish: &Wish) -> String {
        let language = self.chance.below(LANGUAGES);
        let (open, close) = *self.chance.pick(&MARKS);
        let id = |network: &usize| self.model.truth[*network].id.clone();
        let to = |networks: &[usize]| {
            let names = match networks {
                [network] => id(network),
                _ => ALL[language].to_owned(),
            };
            format!("{} {names}", TO[language])
        };
        let typed = match wish {
            Wish::Announce { text, networks } => {
                let to = to(networks);
                format!("{} {open}{text}{close} {to}", ANNOUNCE[language])
            }
            Wish::Ask { own, networks } => {
                let asked = match own {
                    Some(wording) => format!("{open}{wording}{close} {}", OWN_OPTIONS.join(", ")),
                    None => QUESTION.to_owned(),
                };
                format!("{} {asked} {}", ASK[language], to(networks))
            }
            Wish::Change {
                network,
                number,
                session,
            } if session.cancelled => {
                let session = &self.model.truth[*network].sessions[*number].id;
                format!("{} {} {session}", CANCEL[language], id(network))
            }
            Wish::Change {
                network,
                number: _,
                session,
            } => {
                let (start, end) = (
                    session.start.strftime("%H.%M"),
                    session.end.strftime("%H.%M"),
                );
                let place = match &session.place {
                    Some(place) => format!(" {} {open}{place}{close}", ROOM[language]),
                    None => String::new(),
                };
                let date = written(session.date, language);
                format!(
                    "{} {} {} {date} {start}–{end}{place}",
                    MOVE[language],
                    id(network),
                    session.id
                )
            }
            Wish::Pause(network) => format!("{} {}", PAUSE[language], id(network)),
            Wish::Resume(network) => format!("{} {}", RESUME[language], id(network)),
            Wish::Add(network) => format!("{} <@{HELPER}> for {}", ADD[language], id(network)),
            Wish::Remove(network) => {
                format!("{} <@{HELPER}> for {}", REMOVE[language], id(network))
            }
            Wish::Close => format!("{} {QUESTION}", CLOSE[language]),
            Wish::Nudge => format!("{} {QUESTION}", NUDGE[language]),
        };
        match self.chance.below(10) {
            0 => match typed.split_once(' ') {
                Some((name, rest)) => format!("{} {rest}", name.to_uppercase()),
                None => typed,
            },
            1 => format!("  {typed}  "),
            _ => typed,
        }
    }
}

fn written(date: Date, language: usize) -> String {
    match language {
        0 | 1 => format!("{}.{}.{}", date.day(), date.month(), date.year()),
        2 => format!("till {date}"),
        3 => format!("til {date}"),
        _ => format!("to {date}"),
    }
}
