//! How posts go out in a run: what each request is answered, and what may break on the way.

use std::time::{Duration, Instant};

use skolebud::outbox::worker::{Outbox, Step};
use skolebud::store::{LogQuery, StoreError};

use crate::model::Fate;
use crate::platform::{Reply, Request};
use crate::run::{Checked, Run, said};

/// How long something that must happen may take on a machine at its busiest.
const PATIENCE: Duration = Duration::from_secs(100);
/// What stands in the send log of an attempt whose end nobody wrote down.
const LEFT: &str = "stopped_while_sending";

/// What came of waiting for an answer to land.
enum Landing {
    /// So many were settled.
    Settled(usize),
    /// The process died over it.
    Died,
}

impl Run {
    /// Sends all that can be sent now. Every request is held until all have arrived, and then answered
    /// one after the other.
    pub(crate) async fn deliver(&mut self) -> Checked {
        let cut = self.faulty(self.faults.refused, 10);
        if cut {
            self.note("no connection");
            self.platform.shut().await;
        }
        self.hasty = self.faulty(self.faults.late_answer, 8);
        if self.hasty {
            self.note("the program waits for seconds only");
            self.go_through_door(true);
        }
        let result = self.send_all(cut).await;
        if cut {
            self.platform.open().await;
        }
        if std::mem::take(&mut self.hasty) {
            self.go_through_door(false);
        }
        result
    }

    async fn send_all(&mut self, cut: bool) -> Checked {
        loop {
            // Without a connection, when an attempt has failed depends on the machine.
            let step = match cut {
                true => self.plain_step().await?,
                false => match self.step().await? {
                    Some(step) => step,
                    // What was under way is nobody's any more.
                    None => continue,
                },
            };
            if step.slid + step.missed > 0 {
                self.note(&format!("{} slid, {} missed", step.slid, step.missed));
            }
            if step.claimed + step.slid + step.missed + step.reported > 0 {
                continue;
            }
            if cut && self.in_flight > 0 {
                self.something_ends(alive()).await;
            } else if self.in_flight == 0 || !self.answer_requests().await? {
                return Ok(());
            }
        }
    }

    /// From now on, posts go through the door for the hasty, or the one for the patient. Nothing may be
    /// under way.
    fn go_through_door(&mut self, hasty: bool) {
        let doors = self.doors.clone();
        let program = self.program_mut();
        program.app.chat = if hasty { doors.hasty } else { doors.patient };
        program.outbox = Outbox::new(program.app.clone());
    }

    /// Answers the requests under way; false when the process was dropped meanwhile.
    async fn answer_requests(&mut self) -> Result<bool, String> {
        let count = self.in_flight;
        if !self.platform.have_come(count, PATIENCE).await {
            return Err(format!("{count} requests are under way and do not arrive"));
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
            // What comes of the last answer may be on its way already; then this one is not alone.
            while !self.plain_step().await?.is_idle() {}
            let request = requests.swap_remove(self.chance.below(requests.len()));
            let last = requests.is_empty() && self.in_flight == 1;
            if !self.answer_request(request, last).await? {
                self.leave_behind(requests);
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The process died while these were under way: some have arrived.
    fn leave_behind(&mut self, requests: Vec<Request>) {
        for request in requests {
            let there = self.chance.percent(50);
            self.settle(&request.channel, &request.text, Fate::InDoubt { there });
        }
    }

    /// Answers one request and lets the program settle it; false when the process died in between.
    async fn answer_request(&mut self, request: Request, last: bool) -> Result<bool, String> {
        let (reply, fate) = self.decide(&request, last);
        let (channel, text) = (request.channel.clone(), request.text.clone());
        let rest = match reply {
            Some(Reply::Http(_, Some(seconds), _)) => Some(seconds),
            _ => None,
        };
        let cut = self.faulty(self.faults.crashes, 5);
        let cut = if cut {
            Some(self.cut_of_landing().await?)
        } else {
            None
        };
        let left = match cut {
            Some(_) => self.left_behind_in(&channel).await?,
            None => 0,
        };
        let locked = self.faulty(self.faults.locked, 10);
        let lock = if locked {
            Some(self.lock().await?)
        } else {
            None
        };
        let before = alive();
        match reply {
            None if fate == Fate::Told => request.accept().await,
            None => self.platform.silent.push(request),
            Some(reply) => request.answer(&reply).await,
        }
        if let Some(lock) = lock {
            self.cannot_settle(before).await?;
            lock.release().await?;
        }
        if self.faulty(self.faults.crashes, 4) {
            self.settle(&channel, &text, doubted(fate));
            self.note("dies before that is written down");
            self.crash().await?;
            return Ok(false);
        }
        let landing = self.land(before, cut).await?;
        self.platform.silent.clear();
        match landing {
            Landing::Settled(1) => {
                self.settle(&channel, &text, fate);
                if let Some(seconds) = rest {
                    let now = self.now();
                    self.model.wants_rest(&channel, now, seconds);
                }
                Ok(true)
            }
            Landing::Settled(many) => Err(format!("one answer settled {many} deliveries")),
            Landing::Died => {
                let known = self.left_behind_in(&channel).await? == left;
                let fate = if known { fate } else { doubted(fate) };
                self.settle(&channel, &text, fate);
                Ok(false)
            }
        }
    }

    /// How many attempts in `channel` have an end that nobody wrote down.
    async fn left_behind_in(&self, channel: &str) -> Result<usize, String> {
        let query = LogQuery {
            channel: Some(channel.to_owned()),
            most: 10_000,
            ..LogQuery::default()
        };
        let lines = self.program().app.store.read_log(&query).await;
        let lines = lines.map_err(said)?.into_iter();
        Ok(lines
            .filter(|line| line.attempt > 0 && line.reason.as_deref() == Some(LEFT))
            .count())
    }

    /// One round of the outbox; nothing when the process died in it.
    async fn step(&mut self) -> Result<Option<Step>, String> {
        let step = self
            .risk(async |program| program.outbox.step().await)
            .await?;
        Ok(step.inspect(|step| self.in_flight = self.in_flight + step.claimed - step.settled))
    }

    /// One round of the outbox in which nothing breaks.
    async fn plain_step(&mut self) -> Result<Step, String> {
        let step = self.program_mut().outbox.step().await.map_err(said)?;
        self.in_flight = self.in_flight + step.claimed - step.settled;
        Ok(step)
    }

    /// At which statement a round is stopped that has something to settle. One that has not, and has
    /// fewer, comes to its end: how many of those there are depends on the machine.
    async fn cut_of_landing(&mut self) -> Result<usize, String> {
        let gate = self.gate.clone();
        let step = self.program_mut().outbox.step();
        let (step, statements) = gate.count(step).await;
        let step = step.ok_or("a round stopped at no gate")?;
        match step.map_err(said)?.is_idle() {
            true => Ok(statements + self.chance.below(8) + 1),
            false => Err("a round was not idle, and nothing has happened".to_owned()),
        }
    }

    /// While another process holds the write lock, nothing can be settled.
    async fn cannot_settle(&mut self, before: usize) -> Checked {
        self.something_ends(before).await;
        match self.program_mut().outbox.step().await {
            Err(StoreError::Busy) => Ok(()),
            Ok(step) if step.is_idle() => Ok(()),
            other => Err(format!("the lock was held, and yet: {other:?}")),
        }
    }

    /// Lets what is on its way back come to its end, and settles it, or is stopped at the statement
    /// `cut`.
    async fn land(&mut self, before: usize, cut: Option<usize>) -> Result<Landing, String> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            self.something_ends(before).await;
            let step = match cut {
                Some(statement) => {
                    let gate = self.gate.clone();
                    let stopped = gate.stop_at(statement, self.program_mut().outbox.step());
                    match stopped.await {
                        Some(step) => step.map_err(said)?,
                        None => {
                            self.note(&format!("stopped at statement {statement} of settling"));
                            self.crash().await?;
                            return Ok(Landing::Died);
                        }
                    }
                }
                None => self.program_mut().outbox.step().await.map_err(said)?,
            };
            self.in_flight = self.in_flight + step.claimed - step.settled;
            if step.settled > 0 {
                return Ok(Landing::Settled(step.settled));
            }
        }
        Err("an answer was given, and nothing is settled".to_owned())
    }

    /// Waits until there are fewer tasks than `before`, which an answer that has come back brings about,
    /// or for a moment: an answer that comes too late is waited for in peace.
    async fn something_ends(&self, before: usize) {
        for _ in 0..200 {
            if alive() < before {
                return;
            }
            tokio::task::yield_now().await;
        }
        for milliseconds in [1, 2, 4, 8, 16, 32] {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            if alive() < before {
                return;
            }
        }
    }

    fn settle(&mut self, channel: &str, text: &str, fate: Fate) {
        self.note(&format!("{channel} → {fate:?}"));
        self.model.note(channel, text, fate);
        match fate {
            Fate::Told => self.remember_prompt(channel, text, false),
            Fate::InDoubt { there: true } => self.remember_prompt(channel, text, true),
            Fate::InDoubt { there: false } | Fate::Later | Fate::Refused => {}
        }
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
}

/// How many tasks there are on this thread.
fn alive() -> usize {
    tokio::runtime::Handle::current()
        .metrics()
        .num_alive_tasks()
}

/// What the program knows of an outcome that it did not live to write down.
const fn doubted(fate: Fate) -> Fate {
    match fate {
        Fate::Told => Fate::InDoubt { there: true },
        Fate::Later | Fate::Refused => Fate::InDoubt { there: false },
        Fate::InDoubt { .. } => fate,
    }
}
