//! What becomes of questions that were opened when their programme changes.
//!
//! A question that is open stays open: its texts and its deadline follow the programme, and what people
//! have answered to stays as it was. It is withdrawn when there is nothing left to ask.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::plan::{Asking, askings};
use crate::programme::question::{Asked, Choice, Question};
use crate::programme::{Id, Programme};

/// An asking that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub asking: Asking,
    pub state: AskingState,
}

/// Where an asking that was opened stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskingState {
    Open,
    Closed,
    /// Taken back before it closed.
    Withdrawn,
}

impl AskingState {
    /// The state called `name` in the database.
    pub fn of_name(name: &str) -> Self {
        match name {
            "open" => Self::Open,
            "closed" => Self::Closed,
            _ => Self::Withdrawn,
        }
    }
}

/// What is asked by a programme, given what was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InForce {
    /// What is open and stays open, as it is from now on.
    pub open: Vec<Asking>,
    /// What has not been opened, in order of opening and key.
    pub coming: Vec<Asking>,
    /// The keys of what is open and withdrawn.
    pub withdrawn: Vec<String>,
    /// What a person should know.
    pub notes: Vec<Note>,
}

/// Something about an open question that a change of its programme does not do, or does for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// This has changed in the programme, and stays as it was for this asking.
    Kept {
        key: String,
        what: Vec<&'static str>,
    },
    Withdrawn {
        key: String,
    },
    /// Not asked: it is open under another key, or was at that time.
    NotAskedAgain {
        key: String,
        asked_as: String,
    },
    /// Not asked: it was withdrawn under this very key.
    WasWithdrawn {
        key: String,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kept { key, what } => write!(
                out,
                "{key} is open: its {} stay as they were, because people have been asked so. To ask \
                 otherwise, close it and ask under another id",
                what.join(", ")
            ),
            Self::Withdrawn { key } => write!(
                out,
                "{key} is open and no longer in the programme: it is withdrawn, its answers are not told \
                 and whoever still answers hears so. To keep it, leave it in the programme until it closes"
            ),
            Self::NotAskedAgain { key, asked_as } => write!(
                out,
                "{key} is not asked: the question is asked already as {asked_as}, until its deadline. To \
                 ask it twice, let it begin after that"
            ),
            Self::WasWithdrawn { key } => write!(
                out,
                "{key} is not asked: it was withdrawn. To ask it all the same, give it another date or id"
            ),
        }
    }
}

/// What `programme` asks, when `opened` is what was opened of it.
pub fn in_force(programme: &Programme, opened: &[Opened]) -> InForce {
    let from_file: BTreeMap<String, Asking> = askings(programme)
        .into_iter()
        .map(|asking| (asking.key.clone(), asking))
        .collect();
    let mut in_force = InForce::default();
    let mut asked: Vec<(Asking, AskingState)> = Vec::new();
    for Opened { asking, state } in opened {
        match state {
            AskingState::Open if is_gone(asking, programme) => {
                let key = asking.key.clone();
                in_force.notes.push(Note::Withdrawn { key });
                in_force.withdrawn.push(asking.key.clone());
            }
            AskingState::Open => {
                let (mended, kept) = mend(asking, programme, from_file.get(&asking.key), opened);
                let key = asking.key.clone();
                let note = (!kept.is_empty()).then_some(Note::Kept { key, what: kept });
                in_force.notes.extend(note);
                asked.push((mended.clone(), *state));
                in_force.open.push(mended);
            }
            AskingState::Closed => asked.push((asking.clone(), *state)),
            AskingState::Withdrawn => {}
        }
    }
    let states: HashMap<&str, AskingState> = opened
        .iter()
        .map(|opened| (opened.asking.key.as_str(), opened.state))
        .collect();
    for (key, mut asking) in from_file {
        match states.get(key.as_str()) {
            Some(AskingState::Open | AskingState::Closed) => continue,
            Some(AskingState::Withdrawn) => {
                in_force.notes.push(Note::WasWithdrawn { key });
                continue;
            }
            None => {}
        }
        let again = |(earlier, _): &&(Asking, AskingState)| is_same_again(earlier, &asking);
        let again: Vec<_> = asked.iter().filter(again).collect();
        asking.networks.retain(|network| {
            !again
                .iter()
                .any(|(earlier, _)| earlier.networks.contains(network))
        });
        if !asking.networks.is_empty() {
            in_force.coming.push(asking);
        } else if let Some((earlier, AskingState::Open)) = again.first() {
            // Where it has closed it is old news.
            in_force.notes.push(Note::NotAskedAgain {
                key,
                asked_as: earlier.key.clone(),
            });
        }
    }
    in_force
        .coming
        .sort_by_cached_key(|asking| (asking.opens_at, asking.key.clone()));
    in_force
}

/// Whether there is nothing left to ask: the question, its session or its networks are gone. What a
/// coordinator asked by command needs no place in the programme.
fn is_gone(asking: &Asking, programme: &Programme) -> bool {
    let by_command = asking.question.asked == Asked::ByCommand;
    let mut questions = programme.questions.iter();
    let known = questions.any(|question| question.id == asking.question.id);
    let mut networks = asking
        .networks
        .iter()
        .filter_map(|id| programme.network(id));
    let held = match asking.session() {
        Some(session) => networks.any(|network| {
            let mut sessions = network.sessions.iter();
            sessions.any(|held| held.id == session && !held.cancelled)
        }),
        None => networks.next().is_some(),
    };
    !(held && (known || by_command))
}

/// `asking` with what may change while it is open, and what the programme has otherwise but may not. Where
/// the programme asks the same in further networks, those are asked, too, but for those in which another
/// of `opened` asks it.
fn mend(
    asking: &Asking,
    programme: &Programme,
    same: Option<&Asking>,
    opened: &[Opened],
) -> (Asking, Vec<&'static str>) {
    let mut mended = asking.clone();
    if let Some(same) = same {
        mended.closes_at = same.closes_at;
        let asked_elsewhere = |network: &Id| {
            let mut others = opened.iter().filter(|other| {
                other.asking.key != same.key && other.state != AskingState::Withdrawn
            });
            others.any(|other| {
                other.asking.networks.contains(network) && is_same_again(&other.asking, same)
            })
        };
        let new = same.networks.iter();
        let new =
            new.filter(|network| !asking.networks.contains(network) && !asked_elsewhere(network));
        mended.networks.extend(new.cloned());
    }
    let mut questions = programme.questions.iter();
    let Some(now) = questions.find(|question| question.id == asking.question.id) else {
        return (mended, Vec::new());
    };
    let asked = &asking.question;
    let differences = [
        ("kind", asked.kind != now.kind),
        ("options", keys(asked) != keys(now)),
        ("mode", asked.mode != now.mode),
        ("respondent", asked.respondent != now.respondent),
        ("results", asked.results != now.results),
    ];
    let kept = differences.into_iter().filter(|(_, differs)| *differs);
    let question = &mut mended.question;
    question.text.clone_from(&now.text);
    question.about.clone_from(&now.about);
    question.purpose.clone_from(&now.purpose);
    question.minutes = now.minutes;
    for option in question.options.iter_mut().chain(&mut question.aside) {
        let mut options = choices(now);
        if let Some(now) = options.find(|now| now.key == option.key) {
            option.text.clone_from(&now.text);
        }
    }
    (mended, kept.map(|(what, _)| what).collect())
}

fn choices(question: &Question) -> impl Iterator<Item = &Choice> {
    question.options.iter().chain(&question.aside)
}

/// The keys of what can be chosen, in order, the one set apart for itself.
fn keys(question: &Question) -> (Vec<&Id>, Option<&Id>) {
    let options = question.options.iter().map(|option| &option.key);
    let aside = question.aside.as_ref().map(|option| &option.key);
    (options.collect(), aside)
}

/// Whether `new` would ask the question of `earlier` before that has closed, and not after another session,
/// so that whoever is asked by `earlier` need not be asked by it.
fn is_same_again(earlier: &Asking, new: &Asking) -> bool {
    let after_another = new.session().is_some() && new.session() != earlier.session();
    earlier.question.id == new.question.id
        && !after_another
        && new.opens_at < earlier.closes_at
        && earlier.opens_at < new.closes_at
}

#[cfg(test)]
mod tests;
