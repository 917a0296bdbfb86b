//! Every command and option. The words a coordinator types are the same here and in chat.
//!
//! To add a command: a variant of [`Command`] here, a file beside the others, a line in [`run`].

mod announce;
mod audit;
mod backup;
mod channels;
mod check;
mod demo;
mod desk;
mod doctor;
mod health;
mod missing;
mod output;
mod plan;
mod post_table;
mod preview;
mod questions;
mod replies;
mod serve;
mod session;
mod setup;
mod simulate;
mod status;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use output::{Failure, Output};
use setup::{runtime, with_app};

/// Skolebud keeps a learning network of school leaders going between its gatherings.
///
/// It knows the year's programme and says the right thing in Slack and Microsoft Teams at the right
/// time: the session is coming, read these pages, this is the work between sessions.
///
/// To see it at work with nothing to set up:  skolebud demo
#[derive(Debug, Parser)]
#[command(
    name = "skolebud",
    version,
    styles = STYLES,
    max_term_width = 100,
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage or settings.\n\
                  A programme is a TOML file; config/programmes/ has real ones to start from."
)]
pub struct Arguments {
    /// The settings file [default: skolebud.toml in this folder, if there is one]
    #[arg(long, global = true, env = "SKOLEBUD_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub colour: Colour,

    #[command(subcommand)]
    pub command: Command,
}

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Blue.on_default().bold())
    .usage(AnsiColor::Blue.on_default().bold())
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::Green.on_default());

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Watch a real school year unfold in the browser; needs nothing at all
    Demo(DemoArguments),
    /// Run the worker: plan, post, and serve HTTP until stopped
    Serve,
    /// Ask the running worker whether it lives; exit code 1 if it does not answer
    Health,
    /// Check programme files and tell every mistake, with line and suggestion
    Check(CheckArguments),
    /// Show the whole year of a programme file: what would be said where and when
    Simulate(SimulateArguments),
    /// Show, compare, apply or export the programme in the database
    #[command(subcommand)]
    Plan(PlanCommand),
    /// Show the exact JSON that Slack or Teams would get for a planned post
    Preview(PreviewArguments),
    /// Say something to networks in your own words, now or at a time
    Announce(AnnounceArguments),
    /// Move a session, or give it a room; tells those who were told otherwise
    Move(MoveArguments),
    /// Cancel a session; tells those who were told of it
    Cancel(CancelArguments),
    /// Try again to send what was refused, missed or in doubt
    Retry(RetryArguments),
    /// Send a test post to a channel and tell what came of it
    Hello(HelloArguments),
    /// How things stand: channels, what is due next, what was not said
    Status(JsonArguments),
    /// The questions that were asked, and how many have answered
    Questions(JsonArguments),
    /// What came of a question that has closed, under the rules for small groups
    Results(ResultsArguments),
    /// The sharing sheet: what the schools have replied to each prompt, and which have not
    Replies(RepliesArguments),
    /// Who has not answered yet; schools by name only where answers have names
    Missing(MissingArguments),
    /// The send log: every attempt and what came back
    Log(LogArguments),
    /// Who did what by command, and what came of it
    Audit(AuditArguments),
    /// Write a whole copy of the database, also while the worker runs
    Backup(BackupArguments),
    /// Put a backup in the place of the database, which is kept beside it
    Restore(RestoreArguments),
    /// Look whether the database and what lies beside it are in order; changes nothing
    Doctor(JsonArguments),
    /// A command as in chat, in any of its languages: `skolebud avlys samling-2 --nettverk gruppe-1`
    #[command(external_subcommand)]
    Typed(Vec<String>),
}

#[derive(Debug, Args)]
pub struct DemoArguments {
    /// Run the whole year at once and print what was said, without a browser
    #[arg(long)]
    pub headless: bool,
    /// With --headless: print JSON
    #[arg(long, requires = "headless")]
    pub json: bool,
    /// The port to serve at; if it is taken, the next free one
    #[arg(long, default_value_t = 8080, conflicts_with = "headless")]
    pub port: u16,
    /// Another programme than the Asker networks of 2018–19
    #[arg(long, value_name = "FILE")]
    pub programme: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Programme files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct SimulateArguments {
    /// A programme file
    pub file: PathBuf,
    /// From this day, such as 2018-10-01
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// To this day, itself included
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// The planned posts and where each of them stands
    Show {
        /// The programme; needed when there are several
        programme: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// What applying a file would change; changes nothing
    Diff {
        /// A programme file
        file: PathBuf,
        /// As if changes made by command were given up
        #[arg(long)]
        discard_changes: bool,
    },
    /// Bring a programme file into the database, keeping what was changed by command
    Apply {
        /// A programme file
        file: PathBuf,
        /// Give up what was changed by command (moved, cancelled, rooms)
        #[arg(long)]
        discard_changes: bool,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
    },
    /// Write the programme in force, changes by command included, as a file
    Export {
        /// The programme; needed when there are several
        programme: Option<String>,
        /// Where to write it [default: standard output]
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub struct PreviewArguments {
    /// The post: its key, or the number of one of its deliveries
    pub post: String,
    /// The platform
    #[arg(long = "for", value_name = "KIND", default_value = "slack-webhook")]
    pub platform: Platform,
    /// Look in this programme file instead of the database
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// A platform for which a post can be previewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Platform {
    SlackWebhook,
    TeamsWorkflow,
    /// Plain text, as a screen reader has it
    Text,
}

#[derive(Debug, Args)]
pub struct AnnounceArguments {
    /// What to say; a blank line starts a new paragraph
    pub text: String,
    /// The networks, such as gruppe-1 or asker-2018/gruppe-1
    #[arg(
        long = "to",
        value_name = "NETWORK",
        value_delimiter = ',',
        required_unless_present = "all"
    )]
    pub networks: Vec<String>,
    /// Every network
    #[arg(long, conflicts_with = "networks")]
    pub all: bool,
    /// When, such as "2018-10-01 08:00" [default: now, or when quiet time ends]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Only show what would be said, where and when
    #[arg(long)]
    pub dry_run: bool,
    /// Do it without asking first
    #[arg(long, short)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct MoveArguments {
    /// The network, such as gruppe-1 or asker-2018/gruppe-1
    pub network: String,
    /// The session, such as samling-2
    pub session: String,
    /// The new date, such as 2018-11-06
    pub date: Option<String>,
    /// The new start, such as 08:30
    #[arg(long, value_name = "TIME")]
    pub start: Option<String>,
    /// The new end [default: as long as before]
    #[arg(long, value_name = "TIME")]
    pub end: Option<String>,
    /// The room
    #[arg(long)]
    pub place: Option<String>,
    /// Only show what would change and be said
    #[arg(long)]
    pub dry_run: bool,
    /// Do it without asking first
    #[arg(long, short)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct CancelArguments {
    /// The network, such as gruppe-1 or asker-2018/gruppe-1
    pub network: String,
    /// The session, such as samling-2
    pub session: String,
    /// Only show what would change and be said
    #[arg(long)]
    pub dry_run: bool,
    /// Do it without asking first
    #[arg(long, short)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct RetryArguments {
    /// The number of the delivery, as `skolebud log` and the coordinators' channel show it
    pub delivery: i64,
    /// Only show what would be said again
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct HelloArguments {
    /// The channel, as the settings call it
    pub channel: String,
    /// Only show what would be sent
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct JsonArguments {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ResultsArguments {
    /// The question, as `skolebud questions` shows it
    pub question: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Print CSV for a Nordic spreadsheet
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}

#[derive(Debug, Args)]
pub struct RepliesArguments {
    /// Only this network
    #[arg(long)]
    pub network: Option<String>,
    /// Only what is shared at this session
    #[arg(long)]
    pub session: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Print CSV for a Nordic spreadsheet
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}

#[derive(Debug, Args)]
pub struct MissingArguments {
    /// The question: its name, some of its words, or its key [default: all that is open]
    pub question: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct LogArguments {
    /// Only this channel
    #[arg(long)]
    pub channel: Option<String>,
    /// Only this delivery
    #[arg(long, value_name = "NUMBER")]
    pub delivery: Option<i64>,
    /// Only what did not succeed
    #[arg(long)]
    pub trouble: bool,
    /// The newest so many lines
    #[arg(long, short = 'n', default_value_t = 50)]
    pub lines: u32,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct BackupArguments {
    /// Where to write it; nothing may be there yet
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct RestoreArguments {
    /// A backup
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct AuditArguments {
    /// The newest so many lines
    #[arg(long, short = 'n', default_value_t = 50)]
    pub lines: u32,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Does what `arguments` ask and says how it went.
pub fn run(arguments: Arguments) -> ExitCode {
    let mut out = Output::new(arguments.colour);
    let result = dispatch(&arguments, &mut out);
    out.finish(result)
}

fn dispatch(arguments: &Arguments, out: &mut Output) -> Result<(), Failure> {
    let config = arguments.config.as_deref();
    match &arguments.command {
        Command::Check(arguments) => check::run(arguments, out),
        Command::Simulate(arguments) => simulate::run(arguments, out),
        Command::Health => health::run(config, out),
        Command::Preview(arguments) => preview::run(arguments, config, out),
        Command::Demo(arguments) => runtime()?.block_on(demo::run(arguments, out)),
        Command::Serve => runtime()?.block_on(serve::run(config, out)),
        Command::Backup(arguments) => runtime()?.block_on(backup::back_up(arguments, config, out)),
        Command::Restore(arguments) => runtime()?.block_on(backup::restore(arguments, config, out)),
        Command::Doctor(arguments) => runtime()?.block_on(doctor::run(arguments, config, out)),
        Command::Hello(arguments) => runtime()?.block_on(channels::hello(arguments, config, out)),
        Command::Plan(command) => with_app(config, out, async |app, out| {
            plan::run(command, app, out).await
        }),
        Command::Announce(arguments) => with_app(config, out, async |app, out| {
            announce::run(arguments, app, out).await
        }),
        Command::Move(arguments) => with_app(config, out, async |app, out| {
            session::move_session(arguments, app, out).await
        }),
        Command::Cancel(arguments) => with_app(config, out, async |app, out| {
            session::cancel_session(arguments, app, out).await
        }),
        Command::Retry(arguments) => with_app(config, out, async |app, out| {
            status::retry(arguments, app, out).await
        }),
        Command::Status(arguments) => with_app(config, out, async |app, out| {
            status::show(arguments, app, out).await
        }),
        Command::Questions(arguments) => with_app(config, out, async |app, out| {
            questions::list(arguments.json, app, out).await
        }),
        Command::Results(arguments) => with_app(config, out, async |app, out| {
            questions::results(arguments, app, out).await
        }),
        Command::Replies(arguments) => with_app(config, out, async |app, out| {
            replies::show(arguments, app, out).await
        }),
        Command::Audit(arguments) => with_app(config, out, async |app, out| {
            audit::run(arguments, app, out).await
        }),
        Command::Typed(words) => {
            let typed = desk::Typed::read(words)?;
            with_app(config, out, async |app, out| typed.run(app, out).await)
        }
        Command::Missing(arguments) => with_app(config, out, async |app, out| {
            missing::run(arguments, app, out).await
        }),
        Command::Log(arguments) => with_app(config, out, async |app, out| {
            status::log(arguments, app, out).await
        }),
    }
}
