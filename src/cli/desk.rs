//! Commands that the desk decides, given at the terminal: with options, or in words as in chat.

use std::io::{IsTerminal, stdin};

use clap::CommandFactory;
use jiff::civil::Date;

use crate::app::App;
use crate::cli::setup::language;
use crate::cli::{Arguments, Failure, Output};
use crate::desk::worker::{as_shown, at_terminal, local_day, outcome_at_terminal};
use crate::desk::{Outcome, Proposal, Verdict};
use crate::inbox::command::{Command, Reading, read};
use crate::plan::worker::step;
use crate::programme::Language;
use crate::toml_reader::nearest;
use crate::words::{Value, say};

/// Words that say yes beforehand.
const YES: [&str; 3] = ["--yes", "--ja", "-y"];
/// Words that say yes when asked.
const YES_TYPED: [&str; 4] = ["y", "yes", "j", "ja"];

/// A command with what goes with it at the terminal.
pub(super) struct Given {
    pub(super) command: Command,
    /// Only show what it would do.
    pub(super) dry_run: bool,
    /// Do it without asking.
    pub(super) yes: bool,
}

/// Shows by `show` what a command of the command line would do, and does it. Who sits at the terminal
/// is asked first; a script that gives such a command means it.
pub(super) async fn run(
    given: &Given,
    app: &App,
    out: &mut Output,
    show: impl FnOnce(&Proposal, &mut Output) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let language = Language::English;
    let command = || given.command.clone();
    match outcome_at_terminal(app, command(), language).await? {
        Outcome::No(no) => {
            at_terminal(app, command(), given.dry_run, language).await?;
            Err(Failure::Usage(no.as_plain_text()))
        }
        Outcome::Tell(answer) | Outcome::Reveal { answer, .. } => out.line(answer.as_plain_text()),
        Outcome::Do(proposal) => {
            show(&proposal, out)?;
            if given.dry_run {
                at_terminal(app, command(), true, language).await?;
                return out.line("\nNothing was said or changed: this was a dry run.");
            }
            if !given.yes && stdin().is_terminal() && !agreed(language, out)? {
                return out.line("Nothing was said or changed.");
            }
            carry_out(&given.command, &proposal, language, app).await?;
            out.line("\nDone. A running `skolebud serve` says it from here.")
        }
    }
}

/// A command in words as in chat: `skolebud avlys samling-2 --nettverk gruppe-1`.
pub(super) struct Typed {
    text: String,
    yes: bool,
    language: Language,
}

impl Typed {
    /// The command in `words`; nothing is opened for what is none.
    pub(super) fn read(words: &[String]) -> Result<Self, Failure> {
        let (yes, words): (Vec<&String>, Vec<&String>) =
            words.iter().partition(|word| YES.contains(&word.as_str()));
        let language = language();
        // The first is the command itself, even where the shell keeps its two words together.
        let mut text = words
            .first()
            .map_or_else(String::new, |word| (*word).clone());
        for word in words.iter().skip(1) {
            text = format!("{text} {}", as_typed(word));
        }
        // Whether it is a command does not depend on the day.
        if let Reading::NotACommand { did_you_mean, .. } = read(&text, Date::ZERO) {
            let first = words.first().map_or("", |word| word.as_str());
            return Err(Failure::Usage(unknown(language, first, did_you_mean)));
        }
        Ok(Self {
            text,
            yes: !yes.is_empty(),
            language,
        })
    }

    /// Does it, and says what comes of it. What is to be confirmed is shown and asked about first.
    pub(super) async fn run(&self, app: &App, out: &mut Output) -> Result<(), Failure> {
        let language = self.language;
        let today = local_day(app).await?;
        let (command, dry_run) = match read(&self.text, today) {
            Reading::Command { command, dry_run } => (command, dry_run),
            Reading::Mistake(mistake) => return Err(Failure::Usage(mistake.told(language))),
            Reading::NotACommand { text, did_you_mean } => {
                return Err(Failure::Usage(unknown(language, &text, did_you_mean)));
            }
        };
        if !dry_run
            && let Outcome::Do(proposal) =
                outcome_at_terminal(app, command.clone(), language).await?
            && proposal.is_shown_first(&command)
        {
            return self.confirmed((&command, &proposal), today, app, out).await;
        }
        let decision = at_terminal(app, command, dry_run, language).await?;
        let answer = decision.answer.as_plain_text();
        match decision.verdict {
            Verdict::Refused => Err(Failure::Usage(answer)),
            Verdict::Done | Verdict::Shown => out.line(answer),
        }
    }

    async fn confirmed(
        &self,
        (command, proposal): (&Command, &Proposal),
        today: Date,
        app: &App,
        out: &mut Output,
    ) -> Result<(), Failure> {
        let language = self.language;
        out.line(proposal.as_shown(language, today).as_plain_text())?;
        if !self.yes {
            if !stdin().is_terminal() {
                let why = say(language, "terminal-yes-needed", &[]);
                return Err(Failure::Usage(why));
            }
            if !agreed(language, out)? {
                return out.line(say(language, "desk-discarded-note", &[]));
            }
        }
        let done = carry_out(command, proposal, language, app).await?;
        out.line(format!("\n{done}"))
    }
}

/// Does what was shown, and plans what follows from it.
async fn carry_out(
    command: &Command,
    shown: &Proposal,
    language: Language,
    app: &App,
) -> Result<String, Failure> {
    let Some(decision) = as_shown(app, command.clone(), language, shown).await? else {
        return Err(Failure::because(say(language, "terminal-otherwise", &[])));
    };
    while step(app).await?.is_some() {}
    Ok(decision.answer.as_plain_text())
}

/// Asks, and reads a line.
fn agreed(language: Language, out: &mut Output) -> Result<bool, Failure> {
    out.line(format!("\n{}", say(language, "terminal-ask", &[])))?;
    let mut answer = String::new();
    stdin().read_line(&mut answer).map_err(Failure::because)?;
    let answer = answer.trim().to_lowercase();
    Ok(YES_TYPED.contains(&answer.as_str()))
}

/// An argument as it stands in a command: the shell has taken the quotation marks away.
fn as_typed(word: &str) -> String {
    if !word.contains(char::is_whitespace) {
        return word.to_owned();
    }
    let marks = [('"', '"'), ('«', '»'), ('“', '”')];
    let mut free = marks
        .into_iter()
        .filter(|(open, close)| !word.contains([*open, *close]));
    let (open, close) = free.next().unwrap_or(('"', '"'));
    format!("{open}{word}{close}")
}

/// What `first` may have meant: one of the command line's own words, or of those in chat.
fn unknown(language: Language, first: &str, in_chat: Option<&'static str>) -> String {
    let own = Arguments::command();
    let own = own.get_subcommands().map(clap::Command::get_name);
    let meant = nearest(first, own).or(in_chat).map(str::to_owned);
    let written = [("written", Value::Text(first))];
    let mut told = vec![say(language, "mistake-not-understood", &written)];
    if let Some(word) = &meant {
        let word = [("word", Value::Text(word))];
        told.push(say(language, "mistake-did-you-mean", &word));
    }
    told.push(say(language, "terminal-help", &[]));
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("gruppe-1", "gruppe-1")]
    #[case("Husk boka", "\"Husk boka\"")]
    #[case("Husk \"boka\" nå", "«Husk \"boka\" nå»")]
    #[case("", "")]
    fn what_the_shell_took_away_is_put_back(#[case] word: &str, #[case] typed: &str) {
        assert_eq!(as_typed(word), typed);
    }

    #[rstest]
    #[case("statsu", None, "“status”")]
    #[case("avlis", Some("avlys"), "“avlys”")]
    fn a_slip_is_told_with_what_was_meant(
        #[case] first: &str,
        #[case] in_chat: Option<&'static str>,
        #[case] meant: &str,
    ) {
        let told = unknown(Language::English, first, in_chat);
        assert!(told.contains(first) && told.contains(meant), "{told}");
    }
}
