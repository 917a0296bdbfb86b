//! Replies to prompts: to which prompt, until when, and how a message changes in whatever order its
//! changes arrive.

use std::sync::Arc;
use std::time::Duration;

use crate::clock::Timestamp;
use crate::inbox::rules::said::{kept_words, tells_a_secret};
use crate::inbox::rules::school::{school_of, which_school};
use crate::inbox::rules::{
    Facts, LONGEST_TEXT, Response, Until, language_of, person, scope as scope_of,
};
use crate::inbox::{Event, Original};
use crate::plan::Content;
use crate::programme::{Id, Zone};
use crate::words::compose;

/// A thread's first message is ours when it was written so long before or after we sent one.
const ATTEMPT_TOLERANCE: Duration = Duration::from_secs(10);
/// For so long after its time a prompt is said to be closed; later nobody means it.
const REMEMBERED: Duration = Duration::from_hours(7 * 24);

/// Something that was said in a network's channel.
#[derive(Clone, Debug)]
pub struct Heard {
    /// In which channel.
    pub channel: String,
    /// The post's key.
    pub key: String,
    pub programme: Id,
    /// Nothing for an announcement to several networks.
    pub network: Option<Id>,
    pub zone: Zone,
    pub content: Content,
    pub useful_until_at: Timestamp,
    /// Between when the attempt that said it, or may have, was written by the platform.
    pub began_at: Timestamp,
    pub ended_at: Timestamp,
}

/// One message of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub programme: Id,
    /// Nothing while it is not known in which network its writer is.
    pub network: Option<Id>,
    /// The key of the post that asked for it; known with the network.
    pub prompt: Option<String>,
    /// `school:ID`, else the person.
    pub respondent: String,
    /// `platform/tenant/user`.
    pub person: String,
    /// Empty once it is taken back.
    pub text: String,
    pub said_at: Timestamp,
    /// When its newest version was written.
    pub changed_at: Timestamp,
}

/// A change of a message: of one that is there, or that is still to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlyChange {
    /// The event that told of the change.
    pub event: String,
    /// The event that said what is changed.
    pub said: String,
    /// Nothing where the platform does not say who took a message back.
    pub person: Option<String>,
    /// Empty when it was taken back.
    pub text: String,
    pub at: Timestamp,
}

/// To what a text may reply.
pub(super) enum Prompt {
    Waits(Arc<Heard>),
    /// Its time has passed.
    Late(Arc<Heard>),
    /// Several networks of this programme wait, and nobody knows in which the sender is.
    SomeNetwork(Id),
    None,
}

/// What stands at the beginning of a thread.
pub(super) enum Root {
    Ours(Arc<Heard>),
    Others,
    /// The platform does not tell.
    Unknown,
}

impl Heard {
    /// Whether it was said to one of these networks.
    fn is_for(&self, scope: &[(Id, Id)]) -> bool {
        scope.iter().any(|(programme, network)| {
            *programme == self.programme && self.network.as_ref().is_none_or(|it| it == network)
        })
    }
}

impl Reply {
    /// Lays `change` over the message; whether that changed anything. The newest wins, and of one
    /// time the greater, so that every order ends alike; what is taken back may come late.
    fn take(&mut self, change: &EarlyChange, due: Option<Timestamp>) -> bool {
        let by_another = change.person.as_ref().is_some_and(|it| *it != self.person);
        let is_late = due.is_some_and(|due| change.at >= due) && !change.text.is_empty();
        let known = (self.changed_at, self.text.is_empty(), &self.text);
        let is_newer = (change.at, change.text.is_empty(), &change.text) > known;
        if by_another || is_late || !is_newer {
            return false;
        }
        self.text.clone_from(&change.text);
        self.changed_at = change.at;
        true
    }
}

/// Whether `content` asks those who read it for something.
pub fn prompts(content: &Content) -> bool {
    match content {
        Content::Preparation { tasks, .. } => !tasks.is_empty(),
        Content::Sharing { .. }
        | Content::IntermediateWork { .. }
        | Content::Touchpoint { .. }
        | Content::Prompt { .. }
        | Content::Closing { .. } => true,
        _ => false,
    }
}

/// The latest prompt of `scope` that waits for the sender, else one whose time passed lately.
pub(super) fn waiting(event: &Event, scope: &[(Id, Id)], facts: &Facts) -> Prompt {
    let scope = narrowed(event, scope, facts);
    let prompts: Vec<&Arc<Heard>> = facts
        .heard
        .iter()
        .rev()
        .filter(|heard| prompts(&heard.content) && heard.began_at <= event.at)
        .filter(|heard| heard.is_for(&scope))
        .collect();
    let mut waiting = prompts.iter().filter(|heard| event.at < due(heard, facts));
    if let Some(latest) = waiting.next() {
        let knows = school_of(event, &latest.programme, facts).is_some();
        let elsewhere = waiting.any(|other| other.network != latest.network);
        return match elsewhere && !knows {
            true => Prompt::SomeNetwork(latest.programme.clone()),
            false => Prompt::Waits(Arc::clone(latest)),
        };
    }
    prompts
        .into_iter()
        .find(|heard| event.at < due(heard, facts).plus(REMEMBERED))
        .map_or(Prompt::None, |late| Prompt::Late(Arc::clone(late)))
}

/// Whether `heard` still waits.
pub(super) fn at(heard: Arc<Heard>, event: &Event, facts: &Facts) -> Prompt {
    match event.at < due(&heard, facts) {
        true => Prompt::Waits(heard),
        false => Prompt::Late(heard),
    }
}

/// What stands at the beginning of the thread that the platform calls `thread`: its ids are times,
/// and a webhook tells us none.
pub(super) fn root(event: &Event, thread: &str, scope: &[(Id, Id)], facts: &Facts) -> Root {
    let ours = time(thread).and_then(|time| {
        let here = facts.here.get(&event.id)?;
        let of_here = facts
            .heard
            .iter()
            .filter(|heard| here.channels.contains(&heard.channel) && heard.is_for(scope));
        said_at(of_here, time)
    });
    match ours {
        Some(heard) => Root::Ours(Arc::clone(heard)),
        None if event.overhears() => Root::Others,
        None => Root::Unknown,
    }
}

/// What of `heard` was written at `time`: what was under way then, else what was nearest to it. The
/// platform's clock may differ from ours, and posts follow each other within seconds.
fn said_at<'f>(
    heard: impl Iterator<Item = &'f Arc<Heard>>,
    time: Timestamp,
) -> Option<&'f Arc<Heard>> {
    let apart = |heard: &Heard| heard.began_at.since(time).max(time.since(heard.ended_at));
    heard
        .filter(|heard| apart(heard) <= ATTEMPT_TOLERANCE)
        .min_by_key(|heard| {
            let from_begin = heard.began_at.millis().abs_diff(time.millis());
            (apart(heard), from_begin)
        })
}

/// Keeps `text` as a reply to `prompt`.
pub(super) fn keep(
    event: &Event,
    text: &str,
    prompt: Prompt,
    scope: &[(Id, Id)],
    facts: &mut Facts,
) -> Response {
    let (programme, heard) = match prompt {
        Prompt::None => return Response::Nothing,
        Prompt::Late(heard) => {
            return Response::ReplyLate {
                prompt: title(event, &heard, facts),
            };
        }
        Prompt::SomeNetwork(programme) => (programme, None),
        Prompt::Waits(heard) => (heard.programme.clone(), Some(heard)),
    };
    if text.chars().count() > LONGEST_TEXT {
        return Response::TooLong { most: LONGEST_TEXT };
    }
    let person = person(&event.sender);
    let school = school_of(event, &programme, facts);
    let networks: Vec<Id> = match &heard {
        Some(heard) => heard.network.iter().cloned().collect(),
        None => scope.iter().map(|(_, network)| network.clone()).collect(),
    };
    let schools = match &school {
        Some(_) => Vec::new(),
        None => which_school(&programme, &networks, facts),
    };
    let key = heard.as_ref().map(|heard| heard.key.clone());
    let replied = (key.clone().unwrap_or_default(), person.clone());
    let response = Response::ReplyKept {
        prompt: heard.as_ref().map(|heard| {
            let local = |at: Timestamp| at.local(heard.zone.rules());
            let until = Until {
                at: local(due(heard, facts)),
                today: local(facts.now).date(),
            };
            (title(event, heard, facts), until)
        }),
        first: facts.replied.insert(replied),
        which_school: (!schools.is_empty()).then(|| (programme.clone(), schools)),
    };
    if facts.replies.contains_key(&event.id) {
        // Told again, after the event was forgotten.
        return response;
    }
    let mut reply = Reply {
        programme,
        network: heard.as_ref().and_then(|heard| heard.network.clone()),
        prompt: key,
        respondent: school.map_or_else(|| person.clone(), |school| format!("school:{school}")),
        person,
        text: text.to_owned(),
        said_at: event.at,
        changed_at: event.at,
    };
    let due = heard.as_ref().map(|heard| due(heard, facts));
    for change in facts.early.get(&event.id).into_iter().flatten() {
        reply.take(change, due);
    }
    facts.replies.insert(event.id.clone(), reply);
    facts.changed.replies.insert(event.id.clone());
    response
}

/// Someone changed the message `original`, or took it back.
pub(super) fn change(
    event: &Event,
    original: &Original,
    text: Option<&str>,
    facts: &mut Facts,
) -> Response {
    let said = original.said.as_str();
    let text = text.map_or_else(String::new, |text| kept_words(event, text));
    if text.chars().count() > LONGEST_TEXT {
        return Response::TooLong { most: LONGEST_TEXT };
    }
    let scope = scope_of(event, facts);
    let gives_away = tells_a_secret(&text, &scope, facts);
    let user = &event.sender.user;
    let change = EarlyChange {
        event: event.id.clone(),
        said: said.to_owned(),
        person: (!user.is_empty()).then(|| person(&event.sender)),
        text: if gives_away { String::new() } else { text },
        at: event.at,
    };
    let due = facts.replies.get(said).and_then(|reply| {
        let prompt = reply.prompt.as_ref()?;
        let heard = facts.heard.iter().find(|heard| heard.key == *prompt);
        // What is too old to be heard of is over.
        Some(heard.map_or(Timestamp::default(), |heard| due(heard, facts)))
    });
    if let Some(reply) = facts.replies.get_mut(said) {
        if reply.take(&change, due) {
            facts.changed.replies.insert(said.to_owned());
        }
    } else if !facts.known.contains_key(said) && may_be_ours(event, original, &scope, facts) {
        facts.changed.early.push(change.clone());
        facts.early.entry(said.to_owned()).or_default().push(change);
    }
    Response::Nothing
}

/// Whether `original`, which has not come yet, may be ours to keep. What people say to each other is not,
/// nor is a change of it.
fn may_be_ours(event: &Event, original: &Original, scope: &[(Id, Id)], facts: &Facts) -> bool {
    let is_ours = |thread: &String| matches!(root(event, thread, scope, facts), Root::Ours(_));
    original.to_us || original.thread.as_ref().is_some_and(is_ours)
}

/// Until when a reply can be given and improved: the day written answers are due, else the start of the
/// network's next session, else the prompt's own end.
fn due(heard: &Heard, facts: &Facts) -> Timestamp {
    let rules = heard.zone.rules();
    let written = match &heard.content {
        Content::Sharing { answers_due, .. } | Content::IntermediateWork { answers_due, .. } => {
            *answers_due
        }
        _ => None,
    };
    let next = || {
        let place = (heard.programme.clone(), heard.network.clone()?);
        let (_, network) = facts.network(&place)?;
        let sessions = network.sessions.iter().filter(|session| !session.cancelled);
        let starts = sessions.map(|session| Timestamp::of_local(session.starts(), rules));
        starts.filter(|starts| *starts > heard.began_at).min()
    };
    written
        .map(|due| Timestamp::of_local(due, rules))
        .or_else(next)
        .unwrap_or(heard.useful_until_at)
}

fn title(event: &Event, heard: &Heard, facts: &Facts) -> String {
    let language = language_of(event, facts);
    compose(&heard.content, language, &heard.zone, facts.now).title
}

/// Of several networks in one place those of the sender's school, where it is known.
fn narrowed(event: &Event, scope: &[(Id, Id)], facts: &Facts) -> Vec<(Id, Id)> {
    let is_own = |(programme, network): &&(Id, Id)| {
        let school = school_of(event, programme, facts);
        let of = school.and_then(|school| facts.networks_of.get(&(programme.clone(), school)));
        of.is_some_and(|of| of.contains(network))
    };
    let own: Vec<(Id, Id)> = scope.iter().filter(is_own).cloned().collect();
    if own.is_empty() { scope.to_vec() } else { own }
}

/// The instant of a platform's message id: seconds with a fraction, or milliseconds.
fn time(thread: &str) -> Option<Timestamp> {
    let millis = match thread.split_once('.') {
        Some((seconds, fraction)) => {
            let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
            format!("{seconds}{thousandths}")
        }
        None => thread.to_owned(),
    };
    millis.parse().ok().map(Timestamp::from_millis)
}

#[cfg(test)]
mod tests;
