//! One run: a school year lived through with the faults of its seed, and then in peace until all has
//! come to rest.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use skolebud::chat::Chat;
use skolebud::clock::{Clock, Timestamp};
use skolebud::outbox::worker::{Outbox, Step};
use skolebud::plan;
use skolebud::programme;
use skolebud::report;
use skolebud::store::StoreError;

use crate::answers::Answers;
use crate::chance::Chance;
use crate::faults::Faults;
use crate::model::{Fate, Model};
use crate::platform::{Platform, Reply, Request};
use crate::program::Program;
use crate::school_year::SchoolYear;
use crate::trace::Trace;

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

const HOUR: i64 = 60 * 60 * 1000;
/// So many turns a year has at most.
const MOST_TURNS: usize = 160;
/// How long something that must happen may take on a machine at its busiest.
const PATIENCE: Duration = Duration::from_secs(100);

/// A run under way.
pub(crate) struct Run {
    pub(crate) chance: Chance,
    pub(crate) faults: Faults,
    pub(crate) model: Model,
    pub(crate) answers: Answers,
    pub(crate) trace: Trace,
    pub(crate) platform: Platform,
    /// Nothing only while the process is down.
    program: Option<Program>,
    /// No fault any more.
    pub(crate) at_peace: bool,
    peace_from: i64,
    doors: Doors,
    /// The last answer of this round comes too late.
    hasty: bool,
    /// Requests that the program has sent and not settled yet.
    in_flight: usize,
    /// How long the trace was when all was checked last.
    checked: usize,
    /// Announcements made so far.
    pub(crate) announced: usize,
}

/// Lives through the year of `seed`; what happened comes back with what was wrong, if anything.
pub(crate) async fn run(seed: u64, host: Ipv4Addr, doors: Doors) -> (Trace, Checked) {
    let mut chance = Chance::from_seed(seed);
    let mut trace = Trace::of(seed);
    let faults = Faults::of(&mut chance);
    trace.note(&format!("{faults:?}"));
    let year = SchoolYear::of(&mut chance);
    trace.note(&year.file());
    let platform = Platform::start(host).await;
    let clock = Clock::standing_at(Timestamp::from_millis(0));
    let program = Program::open(&year, &platform, doors.patient.clone(), clock, seed).await;
    let mut run = Run {
        chance,
        faults,
        model: Model::of(year),
        answers: Answers::default(),
        trace,
        platform,
        program: Some(program),
        at_peace: false,
        peace_from: 0,
        doors,
        hasty: false,
        in_flight: 0,
        checked: 0,
        announced: 0,
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

    /// Faults may end at any time of the year.
    fn peace_begins(&mut self, end: i64) -> i64 {
        if self.chance.percent(50) {
            return end;
        }
        let begin = self.now();
        begin + (end - begin) / 100 * self.chance.between(20, 90)
    }

    /// Some time goes by or somebody does something, and the program lives with it.
    async fn turn(&mut self, end: i64) -> Checked {
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
                self.set_clock(self.now() - minutes * 60_000);
            }
            70..73 if self.faults.crashes => self.crash().await?,
            73..75 if self.faults.locked => self.locked_out().await?,
            75..86 => self.coordinate().await?,
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
        self.live().await?;
        let mut still = 0;
        while let Some(next) = self.next_moment().await? {
            self.set_clock(next);
            self.live().await?;
            still += 1;
            if still > 2_000 {
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
        while let Some((_, changes)) = plan::worker::step(&self.program().app)
            .await
            .map_err(said)?
        {
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
        let Some(program) = &mut self.program else {
            return Ok(());
        };
        let done = report::worker::step(&program.app, &mut program.known)
            .await
            .map_err(said)?;
        if done > 0 {
            self.note(&format!("questions opened or closed: {done}"));
        }
        Ok(())
    }

    /// Sends all that can be sent now. Every request is held until all have arrived, and then answered
    /// one after the other.
    async fn deliver(&mut self) -> Checked {
        let cut = self.faulty(self.faults.refused, 10);
        if cut {
            self.note("no connection");
            self.platform.shut().await;
        }
        self.hasty = self.faulty(self.faults.late_answer, 8);
        if self.hasty {
            self.note("the program waits for seconds only");
            self.go_through(self.doors.hasty.clone());
        }
        let result = loop {
            let step = self.step().await?;
            if step.slid + step.missed > 0 {
                self.note(&format!("{} slid, {} missed", step.slid, step.missed));
            }
            if !step.is_idle() {
                continue;
            }
            if self.in_flight == 0 {
                break Ok(());
            }
            if cut {
                let count = self.land().await?;
                self.note(&format!("{count} not sent"));
                continue;
            }
            match self.answer_requests().await {
                Ok(true) => {}
                Ok(false) => break Ok(()),
                Err(wrong) => break Err(wrong),
            }
        };
        if cut {
            self.platform.open().await;
        }
        if std::mem::take(&mut self.hasty) {
            self.go_through(self.doors.patient.clone());
        }
        result
    }

    /// From now on, posts go through this door. Nothing may be under way.
    fn go_through(&mut self, chat: Chat) {
        let program = self.program_mut();
        program.app.chat = chat;
        program.outbox = Outbox::new(program.app.clone());
    }

    /// Answers the requests under way; false when the process was dropped meanwhile.
    async fn answer_requests(&mut self) -> Result<bool, String> {
        let count = self.in_flight;
        let begun = Instant::now();
        while self.platform.held() < count {
            if begun.elapsed() > PATIENCE {
                return Err(format!("{count} requests are under way and do not arrive"));
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let mut requests = self.platform.take();
        for request in &requests {
            let now = self.now();
            let shown: String = request.text.chars().take(70).collect();
            self.note(&format!("{}: {shown:?}", request.channel));
            self.model.hear(&request.channel, &request.text, now)?;
        }
        while !requests.is_empty() {
            if self.faulty(self.faults.crashes, 8) {
                self.leave_behind(requests);
                self.crash().await?;
                return Ok(false);
            }
            let request = requests.swap_remove(self.chance.below(requests.len()));
            // What comes of the last answer may be on its way already; then this one is not alone.
            while !self.step().await?.is_idle() {}
            let last = requests.is_empty() && self.in_flight == 1;
            if !self.answer_request(request, last).await? {
                self.leave_behind(requests);
                self.crash().await?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The process dies while these are under way: some have arrived.
    fn leave_behind(&mut self, requests: Vec<Request>) {
        for request in requests {
            let there = self.chance.percent(50);
            self.settle(&request, Fate::InDoubt { there });
        }
    }

    /// Answers one request and lets the program settle it; false when the process dies in between.
    async fn answer_request(&mut self, request: Request, last: bool) -> Result<bool, String> {
        let (reply, fate) = self.decide(&request, last);
        let dies = self.faulty(self.faults.crashes, 4);
        if let (false, Some(Reply::Http(_, Some(seconds), _))) = (dies, &reply) {
            let now = self.now();
            self.model.wants_rest(&request.channel, now, *seconds);
        }
        self.settle(&request, if dies { doubted(fate) } else { fate });
        match reply {
            None if fate == Fate::Told => request.accept().await,
            None => self.platform.silent.push(request),
            Some(reply) => request.answer(&reply).await,
        }
        if dies {
            self.note("dies before that is written down");
            return Ok(false);
        }
        let settled = self.land().await?;
        self.platform.silent.clear();
        if settled == 1 {
            Ok(true)
        } else {
            Err(format!("one answer settled {settled} deliveries"))
        }
    }

    /// One round of the outbox.
    async fn step(&mut self) -> Result<Step, String> {
        let step = self.program_mut().outbox.step().await.map_err(said)?;
        self.in_flight = self.in_flight + step.claimed - step.settled;
        Ok(step)
    }

    /// Lets what is on its way back come to its end, and settles it.
    async fn land(&mut self) -> Result<usize, String> {
        let begun = Instant::now();
        let mut looks = 0;
        while begun.elapsed() < PATIENCE {
            let step = self.step().await?;
            if step.settled > 0 {
                return Ok(step.settled);
            }
            looks += 1;
            if looks > 20 {
                tokio::time::sleep(Duration::from_millis(2)).await;
            } else {
                tokio::task::yield_now().await;
            }
        }
        Err("an answer was given, and nothing is settled".to_owned())
    }

    fn settle(&mut self, request: &Request, fate: Fate) {
        self.note(&format!("{} → {fate:?}", request.channel));
        self.model.note(&request.channel, &request.text, fate);
    }

    /// What becomes of a request, and what is answered; without a reply it is taken, or nobody ever
    /// answers. While one waits for that in vain, no other may: so it is the `last` of a hasty round.
    fn decide(&mut self, request: &Request, last: bool) -> (Option<Reply>, Fate) {
        let fine = (None, Fate::Told);
        if self.hasty && last {
            return (None, Fate::InDoubt { there: true });
        }
        if self.at_peace || !self.chance.percent(self.faults.percent) {
            return fine;
        }
        let there = self.chance.percent(50);
        let in_doubt = Fate::InDoubt { there };
        let slack = request.channel.starts_with("slack");
        match self.chance.below(8) {
            0 if self.faults.lost_request => (Some(Reply::Reset), Fate::InDoubt { there: false }),
            1 if self.faults.lost_answer => (Some(Reply::Reset), Fate::InDoubt { there: true }),
            2 if self.faults.try_later => {
                let seconds = *self.chance.pick(&[1, 30, 3_000, 40_000]);
                (Some(Reply::Http(429, Some(seconds), "")), Fate::Later)
            }
            3 if self.faults.try_later => {
                let status = *self.chance.pick(&[500, 503, 429]);
                (Some(Reply::Http(status, None, "")), Fate::Later)
            }
            4 if self.faults.doubtful => {
                let status = *self.chance.pick(&[502, 504]);
                (Some(Reply::Http(status, None, "")), in_doubt)
            }
            5 if self.faults.doubtful && slack => (
                Some(Reply::Http(200, None, "<html>velkommen</html>")),
                in_doubt,
            ),
            6 if self.faults.refusals && self.chance.percent(30) => {
                (Some(Reply::Http(404, None, "no_service")), Fate::Refused)
            }
            _ => fine,
        }
    }

    /// The process is dropped and opened again, now and then with the whole machine.
    pub(crate) async fn crash(&mut self) -> Checked {
        let power = self.chance.percent(40);
        self.note(if power {
            "power is lost"
        } else {
            "the process dies"
        });
        let Some(program) = self.program.take() else {
            return Ok(());
        };
        let mut program = program.drop_and_open(power).await;
        report::worker::destroy_left_keys(&program.app)
            .await
            .map_err(said)?;
        let found = program.outbox.recover().await.map_err(said)?;
        self.program = Some(program);
        self.note(&format!("opened again; {found} were being sent"));
        // A request that was still on its way when the process died is nobody's any more.
        drop(self.platform.take());
        self.in_flight = 0;
        Ok(())
    }

    /// Another process holds the write lock: every step says so, and has done nothing.
    async fn locked_out(&mut self) -> Checked {
        self.note("another process holds the write lock");
        let path = format!("sqlite:{}", self.program().database().display());
        let pool = sqlx::SqlitePool::connect(&path).await.map_err(said)?;
        let lock = pool.begin_with("BEGIN IMMEDIATE").await.map_err(said)?;
        let app = self.program().app.clone();
        let year = self.model.year.clone();
        let file = programme::read(&year.file(), "sim.toml").map_err(|_| "unreadable")?;
        let result = app
            .store
            .apply_programme(&file.programme, false, app.clock.now())
            .await;
        lock.rollback().await.map_err(said)?;
        pool.close().await;
        match result {
            Err(StoreError::Busy) => Ok(()),
            other => Err(format!("the lock was held, and yet: {other:?}")),
        }
    }

    /// After every step: the program's own record agrees with what the platforms know.
    async fn check_counts(&mut self) -> Checked {
        if std::mem::replace(&mut self.checked, self.trace.length()) == self.trace.length() {
            return Ok(());
        }
        let statuses = self
            .program()
            .app
            .store
            .channel_statuses()
            .await
            .map_err(said)?;
        for status in statuses {
            let told = self.model.told.get(&status.channel).copied().unwrap_or(0);
            if i64::try_from(told) != Ok(status.sent) {
                return Err(format!(
                    "{} was told {told} posts, and {} are on record as sent",
                    status.channel, status.sent
                ));
            }
        }
        let by_state = self
            .program()
            .app
            .store
            .count_deliveries_by_state()
            .await
            .map_err(said)?;
        match by_state.get(&skolebud::outbox::State::Sending) {
            None => Ok(()),
            Some(count) => Err(format!("{count} are being sent, and nothing is under way")),
        }
    }

    /// In the end nothing waits, nothing is untold, and everyone knows the date that holds.
    async fn check_rest(&mut self) -> Checked {
        let store = self.program().app.store.clone();
        let waiting = store.count_waiting().await.map_err(said)?;
        let unreported = store.unreported(100).await.map_err(said)?;
        if waiting > 0 || !unreported.is_empty() {
            return Err(format!(
                "in the end {waiting} wait and {} are untold",
                unreported.len()
            ));
        }
        self.apply_file(false).await?;
        if let Some((_, changes)) = plan::worker::step(&self.program().app)
            .await
            .map_err(said)?
            && !changes.is_empty()
        {
            return Err(format!("planning again changes {changes:?}"));
        }
        self.everyone_knows()?;
        self.check_answers().await?;
        let path = format!("sqlite:{}", self.program().database().display());
        let pool = sqlx::SqlitePool::connect(&path).await.map_err(said)?;
        let sound: String = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_one(&pool)
            .await
            .map_err(said)?;
        pool.close().await;
        if sound == "ok" { Ok(()) } else { Err(sound) }
    }

    /// Whoever was told of a session that lay days ahead when peace came knows what holds of it, unless
    /// the platform would not have the correction.
    fn everyone_knows(&self) -> Checked {
        for network in &self.model.truth {
            for (channel, (index, session)) in network.channels.iter().flat_map(|channel| {
                (network.sessions.iter().enumerate()).map(move |it| (channel, it))
            }) {
                let number = index + 1;
                let ahead =
                    instant(session.date.to_datetime(session.start)) > self.peace_from + 72 * HOUR;
                let right = self.model.last_told_is_right(channel, number, session);
                if ahead && right == Some(false) && !self.model.correction_failed(channel, number) {
                    return Err(format!(
                        "{channel} was told something else than {session:?} last"
                    ));
                }
            }
        }
        Ok(())
    }

    /// A fault that is on happens in so many of a hundred cases.
    pub(crate) fn faulty(&mut self, on: bool, percent: usize) -> bool {
        on && !self.at_peace && self.chance.percent(percent)
    }

    pub(crate) fn program(&self) -> &Program {
        self.program.as_ref().unwrap()
    }

    fn program_mut(&mut self) -> &mut Program {
        self.program.as_mut().unwrap()
    }

    pub(crate) fn now(&self) -> i64 {
        self.program().app.clock.now().millis()
    }

    fn set_clock(&mut self, now: i64) {
        self.program().app.clock.set(Timestamp::from_millis(now));
    }

    /// A line in the trace, with the time on the wall.
    pub(crate) fn note(&mut self, line: &str) {
        let at = self.model.local(self.now());
        self.trace.note(&format!("{at} {line}"));
    }
}

/// What the program knows of an outcome that it did not live to write down.
const fn doubted(fate: Fate) -> Fate {
    match fate {
        Fate::Told => Fate::InDoubt { there: true },
        Fate::Later | Fate::Refused => Fate::InDoubt { there: false },
        Fate::InDoubt { .. } => fate,
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
