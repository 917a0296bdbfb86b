//! One run: a school year lived through with the faults of its seed, and then in peace until all has
//! come to rest.

use std::net::Ipv4Addr;
use std::path::PathBuf;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use skolebud::chat::Chat;
use skolebud::clock::{Clock, Timestamp};
use skolebud::plan;
use skolebud::report;

use crate::answers::Answers;
use crate::chance::Chance;
use crate::faults::Faults;
use crate::gate::Gate;
use crate::model::Model;
use crate::platform::Platform;
use crate::program::Program;
use crate::replies::Replies;
use crate::school_year::SchoolYear;
use crate::trace::Trace;

/// Where runs take place, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The address of the platforms, in this machine.
    pub(crate) host: Ipv4Addr,
    pub(crate) doors: Doors,
    pub(crate) gate: Gate,
    /// Where the files lie: in memory. Nobody else uses it, so that it can be filled.
    pub(crate) disk: PathBuf,
}

/// The ways to the platforms; runs share them, because to make one takes long.
#[derive(Clone, Debug)]
pub(crate) struct Doors {
    /// Waits longer than any machine takes.
    pub(crate) patient: Chat,
    /// Waits for seconds only: for answers that come too late.
    pub(crate) hasty: Chat,
}

/// What went wrong, in a sentence.
pub(crate) type Checked = Result<(), String>;

pub(crate) const HOUR: i64 = 60 * 60 * 1000;
/// So many turns a year has at most.
const MOST_TURNS: usize = 160;

/// A run under way.
pub(crate) struct Run {
    pub(crate) chance: Chance,
    pub(crate) faults: Faults,
    pub(crate) model: Model,
    pub(crate) answers: Answers,
    pub(crate) trace: Trace,
    pub(crate) platform: Platform,
    /// Nothing only while the process is down.
    pub(crate) program: Option<Program>,
    pub(crate) gate: Gate,
    /// No fault any more.
    pub(crate) at_peace: bool,
    pub(crate) peace_from: i64,
    pub(crate) doors: Doors,
    /// The last answer of this round comes too late.
    pub(crate) hasty: bool,
    /// Requests that the program has sent and not settled yet.
    pub(crate) in_flight: usize,
    /// How long the trace was when all was checked last.
    pub(crate) checked: usize,
    /// Announcements made so far.
    pub(crate) announced: usize,
    /// What came from the platforms so far.
    pub(crate) letters: usize,
    pub(crate) replies: Replies,
    /// Whatever is written fails.
    pub(crate) disk_is_full: bool,
    /// And the program has said so.
    pub(crate) said_full: bool,
}

/// Lives through the year of `seed`; what happened comes back with what was wrong, if anything.
pub(crate) async fn run(seed: u64, place: Place) -> (Trace, Checked) {
    let Place {
        host,
        doors,
        gate,
        disk,
    } = place;
    let mut chance = Chance::from_seed(seed);
    let mut trace = Trace::of(seed);
    let faults = Faults::of(&mut chance);
    trace.note(&format!("{faults:?}"));
    let year = SchoolYear::of(&mut chance);
    trace.note(&year.file());
    let platform = Platform::start(host).await;
    let clock = Clock::standing_at(Timestamp::from_millis(0));
    let chat = doors.patient.clone();
    let program = Program::open(&year, &platform, chat, clock, &disk, seed).await;
    let mut run = Run {
        chance,
        faults,
        model: Model::of(year),
        answers: Answers::default(),
        trace,
        platform,
        program: Some(program),
        gate,
        at_peace: false,
        peace_from: 0,
        doors,
        hasty: false,
        in_flight: 0,
        checked: 0,
        announced: 0,
        letters: 0,
        replies: Replies::default(),
        disk_is_full: false,
        said_full: false,
    };
    let checked = run.whole_year().await;
    run.platform.shut().await;
    (run.trace, checked)
}

impl Run {
    async fn whole_year(&mut self) -> Checked {
        let first = self.model.year.first.at(8, 0, 0, 0);
        self.set_clock(instant(first));
        self.apply_file(false).await?;
        self.live().await?;
        let end = instant(self.model.year.last.at(23, 0, 0, 0));
        let end = self.peace_begins(end);
        for _ in 0..MOST_TURNS {
            if self.now() >= end {
                break;
            }
            self.turn(end).await?;
        }
        self.come_to_rest(end).await
    }

    /// Faults end with the year, or some days before one of its sessions, which is talked of then.
    fn peace_begins(&mut self, end: i64) -> i64 {
        if self.chance.percent(40) {
            return end;
        }
        let network = self.chance.below(self.model.truth.len());
        let sessions = &self.model.truth[network].sessions;
        let session = &sessions[self.chance.below(sessions.len())];
        let starts = instant(session.date.to_datetime(session.start));
        (starts - self.chance.between(4, 13) * 24 * HOUR).clamp(self.now(), end)
    }

    /// Those who were told of a session that lies days ahead are told that it is moved.
    async fn move_what_was_told(&mut self) -> Checked {
        for network in 0..self.model.truth.len() {
            let sessions = self.model.truth[network].sessions.clone();
            for (place, session) in sessions.iter().enumerate() {
                let starts = instant(session.date.to_datetime(session.start));
                if !session.cancelled && starts > self.now() + 96 * HOUR {
                    self.move_half_an_hour(network, place).await?;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Some time goes by or somebody does something, and the program lives with it.
    async fn turn(&mut self, end: i64) -> Checked {
        if self.chance.percent(30) && self.something_is_open().await? {
            match self.chance.percent(50) {
                true => self.write_answer().await?,
                false => self.answer().await?,
            }
            return self.live().await;
        }
        match self.chance.below(100) {
            0..50 => self.go_to_next(end).await?,
            50..62 => {
                let hours = self.chance.between(1, 200);
                self.set_clock((self.now() + hours * HOUR).min(end));
            }
            62..67 if self.faults.downtime => {
                self.crash().await?;
                let hours = self.chance.between(12, 500);
                self.note(&format!("down for {hours} hours"));
                self.set_clock((self.now() + hours * HOUR).min(end));
            }
            67..70 if self.faults.clock_back => {
                let minutes = self.chance.between(1, 2_000);
                self.note(&format!("the clock goes back {minutes} minutes"));
                self.model.set_back(minutes * 60_000);
                self.set_clock(self.now() - minutes * 60_000);
            }
            70..73 if self.faults.crashes => self.crash().await?,
            73 if self.faults.locked => self.locked_out().await?,
            74 if self.faults.full => self.fill_the_disk().await?,
            75..85 => self.coordinate().await?,
            85..90 => self.reply().await?,
            90..92 => self.write_answer().await?,
            _ => self.answer().await?,
        }
        self.live().await
    }

    /// To the next moment at which the program has something to do, or to the end.
    async fn go_to_next(&mut self, end: i64) -> Checked {
        let next = self.next_moment().await?;
        let next = next.unwrap_or(end).clamp(self.now(), end);
        self.set_clock(next);
        Ok(())
    }

    async fn something_is_open(&self) -> Result<bool, String> {
        let store = &self.program().app.store;
        let now = self.program().app.clock.now();
        let open = store.open_questions(now).await.map_err(said)?;
        Ok(!open.is_empty())
    }

    async fn next_moment(&mut self) -> Result<Option<i64>, String> {
        let now = self.now();
        let store = &self.program().app.store;
        let claim = store.next_claim_at().await.map_err(said)?;
        let questions = store.questions().await.map_err(said)?;
        let closing = questions
            .iter()
            .filter(|question| question.state == "open")
            .map(|question| question.asking.closes_at);
        Ok(claim
            .into_iter()
            .chain(closing)
            .map(|at| at.millis().max(now))
            .min())
    }

    /// No fault any more: the program goes on until nothing is left to do.
    async fn come_to_rest(&mut self, end: i64) -> Checked {
        self.at_peace = true;
        self.note("peace");
        self.peace_from = self.now();
        self.repeat_unheard().await?;
        self.resume_all().await?;
        self.live().await?;
        self.move_what_was_told().await?;
        self.live().await?;
        let mut still = 0;
        while let Some(next) = self.next_moment().await? {
            self.set_clock(next);
            self.live().await?;
            still += 1;
            if still > 1_000 {
                return Err("does not come to rest".to_owned());
            }
        }
        self.set_clock(self.now().max(end) + 60 * 24 * HOUR);
        self.live().await?;
        self.check_rest().await
    }

    /// The program does all it can do now.
    pub(crate) async fn live(&mut self) -> Checked {
        self.plan().await?;
        self.ask().await?;
        self.deliver().await?;
        self.check_counts().await
    }

    /// Plans until nothing changes.
    pub(crate) async fn plan(&mut self) -> Checked {
        loop {
            let done = self.risk(async |program| plan::worker::step(&program.app).await);
            let changes = match done.await? {
                Some(Some((_, changes))) => changes,
                Some(None) => break,
                None => continue,
            };
            let line = format!(
                "planned: {} new, {} changed, {} ended, {} revived",
                changes.insert.len(),
                changes.update.len(),
                changes.end.len(),
                changes.revive.len()
            );
            self.note(&line);
        }
        self.model.planned = self.model.truth.clone();
        Ok(())
    }

    async fn ask(&mut self) -> Checked {
        loop {
            let done = self
                .risk(async |program| report::worker::step(&program.app, &mut program.known).await);
            if let Some(done) = done.await? {
                if done > 0 {
                    self.note(&format!("questions opened or closed: {done}"));
                }
                return Ok(());
            }
        }
    }

    /// A fault that is on happens in so many of a hundred cases.
    pub(crate) fn faulty(&mut self, on: bool, percent: usize) -> bool {
        on && !self.at_peace && self.chance.percent(percent)
    }

    pub(crate) fn program(&self) -> &Program {
        self.program.as_ref().unwrap()
    }

    pub(crate) fn program_mut(&mut self) -> &mut Program {
        self.program.as_mut().unwrap()
    }

    pub(crate) fn now(&self) -> i64 {
        self.program().app.clock.now().millis()
    }

    pub(crate) fn set_clock(&mut self, now: i64) {
        self.program().app.clock.set(Timestamp::from_millis(now));
    }

    /// A line in the trace, with the time on the wall.
    pub(crate) fn note(&mut self, line: &str) {
        let at = self.model.local(self.now());
        self.trace.note(&format!("{at} {line}"));
    }
}

/// The instant at which the clock in Oslo shows `local`.
pub(crate) fn instant(local: DateTime) -> i64 {
    let zone = TimeZone::get("Europe/Oslo").unwrap();
    zone.to_timestamp(local).unwrap().as_millisecond()
}

/// An error in words.
pub(crate) fn said(error: impl std::fmt::Display) -> String {
    format!("the program failed: {error}")
}
