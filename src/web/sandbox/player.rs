//! Moves the demo's clock: at a speed, to a date, or to the next post.
//!
//! The clock never jumps over a moment at which something is due. A [`Passage`] walks from one such
//! moment to the next and waits at each until nothing is left to do there, so that every post is sent
//! and every answer given at its own time, however fast the year goes by.

use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior};

use crate::app::App;
use crate::clock::{Clock, Timestamp};
use crate::plan::Calendar;
use crate::programme::Programme;
use crate::report::{nudge, worker as asker};

use super::leaders::Leaders;

/// How often the clock moves while it plays.
const TICK: Duration = Duration::from_millis(100);
/// The most real time one tick counts for, so that a busy machine slows the demo and does not jump.
const LONGEST_TICK: Duration = Duration::from_millis(250);
/// How long, in real time, the outbox may take for what is due at one instant.
const LONGEST_SETTLING: Duration = Duration::from_secs(10);
/// The pause between two looks at the store: the first, and the longest.
const LOOK_AGAIN: (Duration, Duration) = (Duration::from_millis(2), Duration::from_millis(50));

/// The way through the year: moves the clock of `app` from one instant at which something happens to
/// the next, and lets it happen there. The program's loops must be running beside it.
#[derive(Debug)]
pub struct Passage {
    app: App,
    /// Who answers on the way.
    leaders: Option<Leaders>,
    asker: asker::Known,
}

impl Passage {
    /// The way of `app`'s clock, on which `leaders` answer.
    pub fn new(app: &App, leaders: Option<Leaders>) -> Self {
        Self {
            app: app.clone(),
            leaders,
            asker: asker::Known::default(),
        }
    }

    /// Moves the clock on to `target`. Does nothing when that has passed. When it is dropped half-way the
    /// clock stands at some instant on the way and nothing is skipped.
    ///
    /// # Errors
    /// When the store cannot be read, when no one takes in what the leaders do, and when the outbox does
    /// not finish what is due at an instant within ten seconds of real time; the clock then stands at
    /// that instant.
    pub async fn advance_to(&mut self, target: Timestamp) -> anyhow::Result<()> {
        self.settle().await?;
        while self.app.clock.now() < target {
            let next = self.next_stop().await?;
            self.app
                .clock
                .set(next.map_or(target, |next| next.min(target)));
            self.settle().await?;
        }
        Ok(())
    }

    /// Moves the clock on until one more post was said somewhere, or nothing waits any more.
    async fn advance_to_next_post(&mut self) -> anyhow::Result<()> {
        self.settle().await?;
        let said = count_said(&self.app).await?;
        while count_said(&self.app).await? == said {
            // Without a post to come there is nothing to go on to, whatever else happens.
            if self.next_post().await?.is_none() {
                break;
            }
            let Some(next) = self.next_stop().await? else {
                break;
            };
            self.app.clock.set(next);
            self.settle().await?;
        }
        Ok(())
    }

    /// The next instant at which a post is due, a question closes or is reminded of, or a leader does
    /// something.
    async fn next_stop(&self) -> anyhow::Result<Option<Timestamp>> {
        let now = self.app.clock.now();
        let leaders = match &self.leaders {
            Some(leaders) => leaders.next_at().await?,
            None => None,
        };
        let stops = [
            self.next_post().await?,
            self.next_nudge(now).await?,
            leaders,
        ];
        Ok(stops.into_iter().flatten().filter(|at| *at > now).min())
    }

    /// When a network may be reminded next of a question that is open.
    async fn next_nudge(&self, now: Timestamp) -> anyhow::Result<Option<Timestamp>> {
        let open = self.app.store.open_questions(now).await?;
        if open.is_empty() {
            return Ok(None);
        }
        let mut times = Vec::new();
        for programme in self.app.store.programmes_in_force().await? {
            for network in &programme.networks {
                let calendar = Calendar::of_network(&programme, network);
                let here = open.iter().map(|stored| &stored.asking).filter(|asking| {
                    asking.programme == programme.id && asking.networks.contains(&network.id)
                });
                times.extend(here.flat_map(|asking| nudge::times(asking, &calendar)));
            }
        }
        Ok(times.into_iter().filter(|at| *at > now).min())
    }

    /// When a post is due next, or a question closes, which may be told.
    async fn next_post(&self) -> anyhow::Result<Option<Timestamp>> {
        let claim = self.app.store.next_claim_at().await?;
        let closing = self.app.store.next_closing_at().await?;
        Ok([claim, closing].into_iter().flatten().min())
    }

    /// Lets everything happen that is due at the present instant: questions open, close and are reminded
    /// of, posts are sent, leaders answer.
    async fn settle(&mut self) -> anyhow::Result<()> {
        asker::step(&self.app, &mut self.asker).await?;
        // The asker looks for this now and then only, by its own measure.
        nudge::worker::step(&self.app).await?;
        send_all(&self.app).await?;
        if let Some(leaders) = &self.leaders {
            leaders.act().await?;
            send_all(&self.app).await?;
        }
        Ok(())
    }
}

async fn count_said(app: &App) -> anyhow::Result<i64> {
    let counts = app.store.count_said().await?;
    Ok(counts.values().sum())
}

/// Waits until the planner and the outbox have nothing left to do at the present instant.
async fn send_all(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    let settled = async {
        let (mut pause, longest) = LOOK_AGAIN;
        while app.store.is_unsettled(now).await? {
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(longest);
        }
        anyhow::Ok(())
    };
    match tokio::time::timeout(LONGEST_SETTLING, settled).await {
        Ok(settled) => settled,
        Err(_) => anyhow::bail!(
            "what is due at {now} was not sent within {} seconds; are the planner and the outbox running?",
            LONGEST_SETTLING.as_secs()
        ),
    }
}

/// How fast the demo's time runs against real time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speed {
    Hour,
    Day,
    Week,
}

impl Speed {
    /// Every speed, slowest first.
    pub(super) const ALL: [Self; 3] = [Self::Hour, Self::Day, Self::Week];

    /// The name in forms and in text keys.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
        }
    }

    /// The speed of that name.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speed| speed.name() == name)
    }

    /// How much time of the demo a real second is.
    const fn per_second(self) -> Duration {
        const HOUR: u64 = 60 * 60;
        Duration::from_secs(match self {
            Self::Hour => HOUR,
            Self::Day => 24 * HOUR,
            Self::Week => 7 * 24 * HOUR,
        })
    }

    /// How far the demo's clock moves while `elapsed` of real time passes.
    fn advance(self, elapsed: Duration) -> Duration {
        self.per_second().mul_f64(elapsed.as_secs_f64())
    }
}

/// What the player is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    /// The clock stands still.
    #[default]
    Standing,
    Playing(Speed),
    /// On the way to the next post.
    ToNextPost,
    /// On the way to an instant.
    To(Timestamp),
}

/// What the player is doing, and how the last thing went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) mode: Mode,
    /// It stopped because something due was not sent.
    pub(super) stuck: bool,
    /// Grows with every order, so that a repeated order counts as a new one.
    order: u64,
}

/// The hand on the demo's clock. It lets go when its last clone is dropped.
#[derive(Clone, Debug)]
pub(super) struct Player {
    status: Arc<watch::Sender<Status>>,
}

impl Player {
    /// A player for the clock of `app`, if that can be moved; `leaders` answer as it goes.
    pub(super) fn start(app: &App, leaders: Option<Leaders>) -> Option<Self> {
        matches!(app.clock, Clock::Moved(_)).then(|| {
            let status = Arc::new(watch::Sender::new(Status::default()));
            let (orders, answers) = (status.subscribe(), Arc::downgrade(&status));
            let passage = Passage::new(app, leaders);
            tokio::spawn(play_as_told(passage, orders, answers));
            Self { status }
        })
    }

    pub(super) fn status(&self) -> Status {
        *self.status.borrow()
    }

    pub(super) fn watch(&self) -> watch::Receiver<Status> {
        self.status.subscribe()
    }

    /// Does `mode` from now on, instead of what it was doing.
    pub(super) fn order(&self, mode: Mode) {
        self.status.send_modify(|status| {
            *status = Status {
                mode,
                stuck: false,
                order: status.order + 1,
            };
        });
    }

    /// Does `mode` and waits until it is done, or `patience` is over.
    pub(super) async fn order_and_wait(&self, mode: Mode, patience: Duration) {
        let mut status = self.watch();
        self.order(mode);
        let done = status.wait_for(|status| status.mode != mode);
        // Either way the viewer is shown how far the clock has come.
        let _ = tokio::time::timeout(patience, done).await;
    }
}

/// Follows the orders until no one is left to give any.
async fn play_as_told(
    mut passage: Passage,
    mut orders: watch::Receiver<Status>,
    answers: Weak<watch::Sender<Status>>,
) {
    loop {
        let order = *orders.borrow_and_update();
        let ended = tokio::select! {
            changed = orders.changed() => match changed {
                Ok(()) => continue,
                Err(_) => return,
            },
            ended = follow(&mut passage, order.mode) => ended,
        };
        if let Err(error) = &ended {
            tracing::warn!(%error, "the demo's clock is stuck");
        }
        let Some(answers) = answers.upgrade() else {
            return;
        };
        answers.send_if_modified(|status| {
            let current = status.order == order.order;
            if current {
                status.mode = Mode::Standing;
                status.stuck = ended.is_err();
            }
            current
        });
    }
}

async fn follow(passage: &mut Passage, mode: Mode) -> anyhow::Result<()> {
    match mode {
        Mode::Standing => std::future::pending().await,
        Mode::Playing(speed) => play(passage, speed).await,
        Mode::ToNextPost => passage.advance_to_next_post().await,
        Mode::To(target) => passage.advance_to(target).await,
    }
}

async fn play(passage: &mut Passage, speed: Speed) -> anyhow::Result<()> {
    let app = passage.app.clone();
    let programmes = app.store.programmes_in_force().await?;
    let end = last_instant(&programmes).unwrap_or_else(|| app.clock.now());
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut last = Instant::now();
    while app.clock.now() < end {
        let tick = ticks.tick().await;
        let elapsed = tick.saturating_duration_since(last).min(LONGEST_TICK);
        last = tick;
        let target = app.clock.now().plus(speed.advance(elapsed));
        passage.advance_to(target.min(end)).await?;
    }
    Ok(())
}

/// The end of the last day of the last of `programmes`.
pub(super) fn last_instant(programmes: &[Arc<Programme>]) -> Option<Timestamp> {
    programmes
        .iter()
        .map(|programme| {
            let last = programme.to.at(23, 59, 0, 0);
            Timestamp::of_local(last, programme.zone.rules())
        })
        .max()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Speed::Hour, 1000, 60 * 60 * 1000)]
    #[case(Speed::Day, 100, 24 * 60 * 60 * 100)]
    #[case(Speed::Week, 250, 7 * 24 * 60 * 60 * 250)]
    #[case(Speed::Week, 0, 0)]
    fn the_clock_moves_with_real_time(
        #[case] speed: Speed,
        #[case] elapsed: u64,
        #[case] moved: u64,
    ) {
        let elapsed = Duration::from_millis(elapsed);
        assert_eq!(speed.advance(elapsed), Duration::from_millis(moved));
    }

    #[test]
    fn every_speed_is_found_by_its_name() {
        for speed in Speed::ALL {
            assert_eq!(Speed::of_name(speed.name()), Some(speed));
        }
        assert_eq!(Speed::of_name("year"), None);
    }
}
