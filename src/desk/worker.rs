//! Brings a command together with its facts, and writes what comes of it: in one transaction, once for
//! each event, with a line in the record of acts.

use std::sync::Arc;

use jiff::civil::Date;

use crate::app::App;
use crate::desk::{
    Decision, Facts, Filed, Known, Missing, Outcome, Proposal, Request, Who, decide, missing,
    outcome, preview, results, school,
};
use crate::inbox::command::{Command, Reading, read};
use crate::inbox::rules::{Response, person};
use crate::inbox::{Answer, Deed, Event, Given};
use crate::outbox::worker::message_for;
use crate::programme::{Id, Language, Programme};
use crate::store::{Act, StoreError};
use crate::words::commands::{Keyword, meaning};
use crate::words::{Message, Value, say};

/// The prefix of a vote that confirms a draft: `confirm/CODE`.
pub const CONFIRM: &str = "confirm/";
/// The longest text in a thread, in words, that is a mistyped command and no sentence.
const WORDS_OF_A_COMMAND: usize = 3;
/// Who acts at the terminal.
const TERMINAL: &str = "terminal";

/// Answers `event` if it is a command for the desk; what else it is, the rules for answers and replies
/// say.
///
/// # Errors
/// When the database fails; nothing has happened then.
pub async fn answer(app: &App, event: &Event) -> Result<Option<Answer>, StoreError> {
    let here = app.settings.here(event).networks;
    let in_force = app.store.programmes_in_force().await?;
    let today = today(app, &in_force, &here);
    let Some((command, dry_run, discard)) = command_in(event, today) else {
        let language = language(event, &in_force, &here);
        return mistyped(app, event, language, today).await;
    };
    let person = person(&event.sender);
    let who = who(app, &person).await?;
    let in_thread = matches!(event.deed, Deed::Reply { .. });
    if in_thread && command.needs_coordinator() && !who.coordinates_anything() {
        // "Lukk dørene før dere går" is what a leader writes, and no command.
        return Ok(None);
    }
    if let Some(Response::Said { message, public }) = app.store.response(&event.id).await? {
        return Ok(Some(Answer { message, public }));
    }
    let request = Request {
        language: language(event, &in_force, &here),
        place: event.place.clone(),
        today,
        private: event.sender.platform.answers_privately(),
        command,
        dry_run,
        discard,
        here,
    };
    let facts = facts(app, &request, who).await?;
    let decision = decide_and_write(app, &request, facts, Some(&event.id)).await?;
    Ok(Some(Answer {
        message: decision.answer,
        public: false,
    }))
}

/// What a coordinator is told who mistyped a command: it is never taken for a reply to a prompt. In a
/// thread a sentence may begin with what is nearly the word of a command; there a few words alone are one.
async fn mistyped(
    app: &App,
    event: &Event,
    language: Language,
    today: Date,
) -> Result<Option<Answer>, StoreError> {
    let (text, in_thread) = match &event.deed {
        Deed::Say { text } => (text, false),
        Deed::Reply { text, .. } => (text, true),
        _ => return Ok(None),
    };
    let is_short = || text.split_whitespace().count() <= WORDS_OF_A_COMMAND;
    let message = match read(text, today) {
        Reading::Mistake(mistake) if mistake.command.needs_coordinator() => {
            Message::plain(language, mistake.told(language), None)
        }
        Reading::NotACommand {
            did_you_mean: Some(word),
            ..
        } if names_coordinators_command(word) && (!in_thread || is_short()) => {
            let word = [("word", Value::Text(word))];
            let note = say(language, "mistake-did-you-mean", &word);
            Message::plain(language, say(language, "answer-nothing", &[]), Some(note))
        }
        _ => return Ok(None),
    };
    let who = who(app, &person(&event.sender)).await?;
    Ok(who.coordinates_anything().then_some(Answer {
        message,
        public: false,
    }))
}

fn names_coordinators_command(word: &str) -> bool {
    matches!(meaning(word), Some(Keyword::Command(name)) if name.needs_coordinator())
}

/// Does `command`, given at the server's terminal.
///
/// # Errors
/// When the database fails; nothing has happened then.
pub async fn at_terminal(
    app: &App,
    command: Command,
    dry_run: bool,
    language: Language,
) -> Result<Decision, StoreError> {
    let (request, facts) = terminal(app, command, dry_run, language).await?;
    decide_and_write(app, &request, facts, None).await
}

/// What `command`, given at the server's terminal, would come to. Nothing is written.
///
/// # Errors
/// When the database fails.
pub async fn outcome_at_terminal(
    app: &App,
    command: Command,
    language: Language,
) -> Result<Outcome, StoreError> {
    let (request, facts) = terminal(app, command, false, language).await?;
    Ok(outcome(&request, &facts))
}

/// Does `command`, given at the server's terminal, if it still comes to what was `shown`; else nothing
/// is done.
///
/// # Errors
/// When the database fails; nothing has happened then.
pub async fn as_shown(
    app: &App,
    command: Command,
    language: Language,
    shown: &Proposal,
) -> Result<Option<Decision>, StoreError> {
    let (request, facts) = terminal(app, command, false, language).await?;
    match outcome(&request, &facts) {
        Outcome::Do(proposal) if proposal.fingerprint() == shown.fingerprint() => {
            decide_and_write(app, &request, facts, None).await.map(Some)
        }
        _ => Ok(None),
    }
}

/// The local day in the first programme.
///
/// # Errors
/// When the database fails.
pub async fn local_day(app: &App) -> Result<Date, StoreError> {
    Ok(today(app, &app.store.programmes_in_force().await?, &[]))
}

/// What is missing of `question`, or of all that is open; else what its sender is told.
///
/// # Errors
/// When the database fails.
pub async fn missing_at_terminal(
    app: &App,
    question: Option<String>,
) -> Result<Result<Vec<Missing>, Message>, StoreError> {
    let command = Command::Missing { question };
    let (request, facts) = terminal(app, command, false, Language::English).await?;
    Ok(missing::of_command(&request, &facts))
}

async fn terminal(
    app: &App,
    command: Command,
    dry_run: bool,
    language: Language,
) -> Result<(Request, Facts), StoreError> {
    let request = Request {
        language,
        place: None,
        today: local_day(app).await?,
        command,
        dry_run,
        discard: false,
        private: true,
        here: Vec::new(),
    };
    let who = Who {
        person: TERMINAL.to_owned(),
        at_terminal: true,
        ..Who::default()
    };
    let facts = facts(app, &request, who).await?;
    Ok((request, facts))
}

async fn facts(app: &App, request: &Request, who: Who) -> Result<Facts, StoreError> {
    let now = app.clock.now();
    let mut facts = Facts {
        now,
        chance: app.entropy.fraction().to_bits(),
        programmes: programmes(app).await?,
        questions: app.store.asked_questions().await?,
        answers: [].into(),
        nudges: app.store.nudges().await?,
        previewed: None,
        replied: app.store.replied().await?,
        coordinators: app.store.coordinators().await?,
        in_settings: app.settings.named_coordinators(),
        paused: app.store.paused().await?,
        drafts: app.store.drafts(&who.person, now).await?,
        filed: Filed::default(),
        who,
    };
    if let Some(leader) = school::needs_filed(request, &facts) {
        facts.filed = app.store.filed(&leader).await?;
    }
    if let Some(question) = results::needs_answers(request, &facts) {
        let answers = app.store.answers(question).await?;
        facts.answers.insert(question, answers);
    }
    facts.previewed = previewed(app, request, &facts);
    Ok(facts)
}

/// With the links and words that only the channel knows of.
fn previewed(app: &App, request: &Request, facts: &Facts) -> Option<Message> {
    let (post, channel) = preview::wanted(request, facts)?;
    let channel = app.settings.channel(channel)?;
    Some(message_for(app, post, channel, post.due_at))
}

/// Decides and writes; where the facts are out of date when it comes to writing, once more on new ones.
async fn decide_and_write(
    app: &App,
    request: &Request,
    mut facts: Facts,
    event: Option<&str>,
) -> Result<Decision, StoreError> {
    loop {
        let decision = decide(request, &facts);
        let response = Response::Said {
            message: decision.answer.clone(),
            public: false,
        };
        let act = Act {
            person: &facts.who.person,
            command: request.command.name().key(),
            written: &request.command.written(Language::English, request.dry_run),
            verdict: decision.verdict,
            event: event.map(|id| (id, &response)),
            effects: &decision.effects,
            seals: &crate::seal::Seals::beside(&app.settings.database),
            now: facts.now,
        };
        if app.store.act(&act).await? {
            if !decision.effects.is_empty() {
                app.changed.notify_one();
            }
            return Ok(decision);
        }
        facts = self::facts(app, request, facts.who).await?;
    }
}

/// The command in `event`: whether it is a dry run, and whether a draft is thrown away.
fn command_in(event: &Event, today: Date) -> Option<(Command, bool, bool)> {
    match &event.deed {
        Deed::Vote { asking, answer } => {
            let code = asking.strip_prefix(CONFIRM)?.to_owned();
            let Given::Options(chosen) = answer else {
                return None;
            };
            let discard = chosen.iter().all(|key| key != "yes");
            Some((Command::Confirm { code }, false, discard))
        }
        Deed::Say { text } | Deed::Reply { text, .. } => match read(text, today) {
            Reading::Command { command, dry_run } => match command {
                Command::Answer { .. } | Command::School { who: None, .. } => None,
                command => Some((command, dry_run, false)),
            },
            Reading::NotACommand { .. } | Reading::Mistake(_) => None,
        },
        Deed::Edit { .. } | Deed::Delete { .. } => None,
    }
}

/// Who `person` is, by the settings and by what was added by command.
async fn who(app: &App, person: &str) -> Result<Who, StoreError> {
    let mut who = Who {
        person: person.to_owned(),
        leads: app.store.leads(person).await?,
        ..Who::default()
    };
    let added = app.store.coordinators().await?;
    for known in app.settings.named_coordinators().into_iter().chain(added) {
        if known.person == person {
            match known.network {
                None => drop(who.programmes.insert(known.programme)),
                Some(network) => drop(who.networks.insert((known.programme, network))),
            }
        }
    }
    Ok(who)
}

async fn programmes(app: &App) -> Result<Vec<Known>, StoreError> {
    let mut known = Vec::new();
    for row in app.store.programme_revisions().await? {
        let Some(id) = Id::parse(&row.id) else {
            continue;
        };
        let Some((stored, posts)) = app.store.planned(id.as_str()).await? else {
            continue;
        };
        known.push(Known {
            programme: stored.in_force(),
            from_file: stored.from_file,
            changes: stored.changes,
            routes: app.settings.routes(&id),
            posts,
        });
    }
    Ok(known)
}

/// The local day: where the sender is, or in the first programme.
fn today(app: &App, programmes: &[Arc<Programme>], here: &[(Id, Id)]) -> Date {
    let of_place = here
        .first()
        .and_then(|(id, _)| programmes.iter().find(|programme| programme.id == *id));
    let now = app.clock.now();
    of_place.or(programmes.first()).map_or_else(
        || now.local(&jiff::tz::TimeZone::UTC).date(),
        |programme| now.local(programme.zone.rules()).date(),
    )
}

/// The sender's language, else that of the place, else the first programme's.
fn language(event: &Event, programmes: &[Arc<Programme>], here: &[(Id, Id)]) -> Language {
    let of_place = || {
        let (id, network) = here.first()?;
        let mut programmes = programmes.iter();
        let programme = programmes.find(|programme| programme.id == *id)?;
        let network = programme.network(network)?;
        Some(network.language.unwrap_or(programme.language))
    };
    let first = || programmes.first().map(|programme| programme.language);
    event
        .sender
        .language
        .or_else(of_place)
        .or_else(first)
        .unwrap_or(Language::English)
}
