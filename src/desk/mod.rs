//! COMMAND → WHAT IT DOES, AND WHAT IS SAID OF IT: the same from Slack, Teams, the built-in chat and
//! the terminal.
//!
//! ```text
//! Request + Facts ──decide──▶ Decision { answer, effects } ──worker──▶ store, in one transaction
//! ```
//!
//! [`decide`] is pure. A command that only looks gives an answer; one that acts gives a [`Proposal`],
//! which is shown first where it speaks to many or moves what somebody wrote, and done when its exact
//! text is confirmed. To add a command: a file here with one function from request and facts to an
//! [`Outcome`], a line in [`outcome`].

mod announce;
mod ask;
mod close;
mod confirm;
mod coordinators;
mod effect;
mod facts;
mod find;
mod mine;
mod missing;
mod next;
mod nudge;
mod pause;
mod preview;
mod prompts;
mod proposal;
mod results;
#[cfg(test)]
mod samples;
mod school;
mod sessions;
mod status;
mod theirs;
pub mod worker;

use jiff::civil::Date;

use crate::inbox::command::Command;
use crate::programme::{Id, Language};
use crate::words::{Message, help, help_about, say};

pub use effect::{Effect, Verdict};
pub use facts::{
    Answers, AskedQuestion, Coordinator, Draft, Facts, Filed, Known, OpenAnswers, Who,
};
pub use missing::Missing;
pub use proposal::{Proposal, Saying};

/// A command as somebody gave it.
#[derive(Clone, Debug)]
pub struct Request {
    pub command: Command,
    /// Only show what it would do.
    pub dry_run: bool,
    /// The draft that is meant is thrown away instead of said.
    pub discard: bool,
    /// Nobody but the sender sees the answer.
    pub private: bool,
    /// To answer in.
    pub language: Language,
    /// The platform's id of the place where it was given.
    pub place: Option<String>,
    /// The networks of that place.
    pub here: Vec<(Id, Id)>,
    /// The local day on which it was typed.
    pub today: Date,
}

/// What comes of a request.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It only looks.
    Tell(Message),
    /// It shows what counts as shown.
    Reveal { answer: Message, effect: Effect },
    /// It acts.
    Do(Proposal),
    /// It cannot be done, and this says why and what to do.
    No(Message),
}

/// What is done and said.
#[derive(Clone, Debug)]
pub struct Decision {
    pub answer: Message,
    pub effects: Vec<Effect>,
    pub verdict: Verdict,
}

/// Decides what comes of `request`.
pub fn decide(request: &Request, facts: &Facts) -> Decision {
    let may = facts.who.coordinates_anything() || results::are_for_everyone(request, facts);
    if request.command.needs_coordinator() && !may {
        return Decision::refused(no_coordinator(request.language));
    }
    if let Command::Confirm { code } = &request.command {
        return confirm::decide(request, code, facts);
    }
    match outcome(request, facts) {
        Outcome::Tell(answer) => Decision::shown(answer),
        Outcome::Reveal { answer, effect } => Decision {
            effects: vec![effect],
            ..Decision::shown(answer)
        },
        Outcome::No(answer) => Decision::refused(answer),
        Outcome::Do(proposal) if request.dry_run => {
            Decision::shown(proposal.as_dry_run(request.language, request.today))
        }
        Outcome::Do(proposal)
            if proposal.is_shown_first(&request.command) && !facts.who.at_terminal =>
        {
            confirm::ask(request, &proposal, facts)
        }
        Outcome::Do(proposal) => Decision::done(proposal, request.language),
    }
}

/// What the command comes to, before it is confirmed.
fn outcome(request: &Request, facts: &Facts) -> Outcome {
    let language = request.language;
    match &request.command {
        Command::Help { about: Some(name) } => Outcome::Tell(help_about(language, *name)),
        Command::Next => next::next(request, facts),
        Command::Mine => mine::mine(request, facts),
        Command::Announce { text, networks, at } => {
            announce::announce(request, facts, text, networks, *at)
        }
        Command::Move {
            network,
            session,
            date,
            start,
            end,
            place,
        } => {
            let new = sessions::New {
                date: *date,
                start: *start,
                end: *end,
                place: place.as_deref(),
            };
            sessions::moved(request, facts, network.as_deref(), session, new)
        }
        Command::Cancel { network, session } => {
            sessions::cancelled(request, facts, network.as_deref(), session)
        }
        Command::Preview { post } => preview::preview(request, facts, post.as_deref()),
        Command::Status => status::status(request, facts),
        Command::Coordinators(done) => coordinators::coordinators(request, facts, done),
        Command::Ask { asked, networks } => ask::ask(request, facts, asked, networks),
        Command::Close { question } => close::close(request, facts, question.as_deref()),
        Command::Results { question } => results::results(request, facts, question.as_deref()),
        Command::Nudge { question } => nudge::nudge(request, facts, question.as_deref()),
        Command::School {
            name,
            who: Some(who),
        } => school::lead(request, facts, name, who),
        Command::Missing { question } => missing::missing(request, facts, question.as_deref()),
        Command::Pause { networks } => pause::pause(request, facts, networks),
        Command::Resume { networks } => pause::resume(request, facts, networks),
        _ => Outcome::Tell(help(language, facts.who.coordinates_anything())),
    }
}

/// A friendly no.
fn no_coordinator(language: Language) -> Message {
    told(language, "desk-no-coordinator", "desk-no-coordinator-note")
}

/// A message of a title and one sentence.
fn told(language: Language, title: &str, note: &str) -> Message {
    Message::plain(
        language,
        say(language, title, &[]),
        Some(say(language, note, &[])),
    )
}

impl Decision {
    fn shown(answer: Message) -> Self {
        Self {
            answer,
            effects: Vec::new(),
            verdict: Verdict::Shown,
        }
    }

    fn refused(answer: Message) -> Self {
        Self {
            answer,
            effects: Vec::new(),
            verdict: Verdict::Refused,
        }
    }

    fn done(proposal: Proposal, language: Language) -> Self {
        Self {
            answer: proposal.as_done(language),
            effects: proposal.effects,
            verdict: Verdict::Done,
        }
    }
}

#[cfg(test)]
mod laws;
