//! Claims what is due, sends it through `chat/`, settles what came of it, and tells the coordinators
//! what was not said.
//!
//! [`Outbox::step`] does one round and says what it did; [`run`] repeats it. Sends run beside each
//! other, one for a channel, so that one slow channel delays no other; no transaction is open while
//! one is under way.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use tokio::task::{Id as TaskId, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::chat::Channel;
use crate::clock::Timestamp;
use crate::outbox::claim::{calendar_for, decide};
use crate::outbox::state::settle;
use crate::outbox::{Outcome, Wanted, trouble};
use crate::plan::Post;
use crate::programme::{Audience, Id, Programme};
use crate::store::{Claim, ClaimRequest, Claimed, Settlement, StoreError, Unreported};
use crate::words::{self, Message};

/// At most so many requests are under way at once.
const MOST_IN_FLIGHT: u32 = 64;
/// How long the loop sleeps at most: another process (a command) may have changed the database.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// How long a channel rests that the settings don't name.
const PACE_OF_THE_UNKNOWN: Duration = Duration::from_secs(1);
/// How long requests under way may take to end when the program stops.
const STOP_WITHIN: Duration = Duration::from_secs(20);
/// At most so many deliveries go into one round of telling the coordinators.
const MOST_REPORTED: u32 = 500;

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    pub settled: usize,
    pub claimed: usize,
    pub slid: usize,
    pub missed: usize,
    /// How many that were not said the coordinators will be told of.
    pub reported: usize,
}

impl Step {
    /// Whether nothing was left to do.
    pub fn is_idle(self) -> bool {
        self == Self::default()
    }
}

/// The outbox at work.
#[derive(Debug)]
pub struct Outbox {
    app: App,
    in_flight: JoinSet<Outcome>,
    flights: HashMap<TaskId, Claimed>,
    landed: Vec<(Claimed, Outcome)>,
    /// The programmes in force by id, with the revision they were read at: quiet time depends on them.
    programmes: HashMap<Id, (i64, Programme)>,
    /// The channels of the settings by id.
    channels: HashMap<String, Channel>,
    /// Something may have ended that the coordinators must be told of. A process that died before it
    /// told them may have left some.
    may_be_untold: bool,
}

/// Runs the outbox until `stop`, then lets what is under way come to its end.
///
/// # Errors
/// When the database fails for good.
pub async fn run(app: App, stop: CancellationToken) -> Result<(), StoreError> {
    let mut outbox = Outbox::new(app);
    while !stop.is_cancelled() {
        match outbox.step().await {
            Ok(step) if step.is_idle() => outbox.rest(&stop).await,
            Ok(_) => {}
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => {
                tracing::error!(%error, "the outbox could not do its round and tries again");
                tokio::time::sleep(LOOK_AGAIN_AFTER).await;
            }
        }
    }
    outbox.finish().await
}

impl Outbox {
    /// The outbox of `app`, with nothing under way.
    pub fn new(app: App) -> Self {
        let channels = app.settings.channels.iter();
        let channels = channels
            .map(|configured| (configured.channel.id.clone(), configured.channel.clone()))
            .collect();
        Self {
            channels,
            app,
            in_flight: JoinSet::new(),
            flights: HashMap::new(),
            landed: Vec::new(),
            programmes: HashMap::new(),
            may_be_untold: true,
        }
    }

    /// Finds what a dead process left while sending. It may have arrived: its outcome is unknown, and
    /// the rule for that applies.
    pub async fn recover(&mut self) -> Result<usize, StoreError> {
        let left = self.app.store.left_behind().await?;
        let count = left.len();
        if count > 0 {
            tracing::warn!(
                deliveries = count,
                "found deliveries that were being sent when the program stopped"
            );
        }
        let outcome = Outcome::Unknown {
            reason: "stopped_while_sending".to_owned(),
        };
        self.landed
            .extend(left.into_iter().map(|claimed| (claimed, outcome.clone())));
        self.settle_landed().await?;
        Ok(count)
    }

    /// One round: settles what has come back, claims what is due and starts to send it, and tells the
    /// coordinators of what was not said.
    pub async fn step(&mut self) -> Result<Step, StoreError> {
        while let Some(result) = self.in_flight.try_join_next_with_id() {
            self.note_landing(result);
        }
        let settled = self.settle_landed().await?;
        let claim = self.claim().await?;
        for (delivery, error) in &claim.broken {
            tracing::error!(delivery, %error, "a post cannot be read and is refused");
        }
        let mut step = Step {
            settled,
            claimed: claim.claimed.len(),
            slid: claim.slid,
            missed: claim.missed,
            reported: 0,
        };
        for claimed in claim.claimed {
            self.send(claimed);
        }
        self.may_be_untold |= !step.is_idle();
        if self.may_be_untold {
            step.reported = self.report_trouble().await?;
            self.may_be_untold = false;
        }
        Ok(step)
    }

    /// Repeats [`Self::step`] until nothing is under way and nothing can be claimed at this instant.
    pub async fn drain(&mut self) -> Result<Step, StoreError> {
        let mut total = Step::default();
        loop {
            let step = self.step().await?;
            total.settled += step.settled;
            total.claimed += step.claimed;
            total.slid += step.slid;
            total.missed += step.missed;
            total.reported += step.reported;
            if let Some(result) = self.in_flight.join_next_with_id().await {
                self.note_landing(result);
            } else if step.is_idle() {
                return Ok(total);
            }
        }
    }

    async fn claim(&mut self) -> Result<Claim, StoreError> {
        let free = MOST_IN_FLIGHT.saturating_sub(u32::try_from(self.flights.len()).unwrap_or(0));
        if free == 0 {
            return Ok(Claim::default());
        }
        let now = self.app.clock.now();
        // Most looks find nothing; they need no lock, no programmes and no look at every channel.
        if !self.app.store.something_is_due(now).await? {
            return Ok(Claim::default());
        }
        self.refresh_programmes().await?;
        let (programmes, channels) = (&self.programmes, &self.channels);
        self.app
            .store
            .claim(
                ClaimRequest { now, most: free },
                |post, times| {
                    decide(times, now, |instant| {
                        let (_, programme) = programmes.get(&post.programme)?;
                        calendar_for(programme, post, now).next_opening(instant)
                    })
                },
                |channel| pace(channels.get(channel)),
            )
            .await
    }

    /// Reads the programmes that have changed since the last round.
    async fn refresh_programmes(&mut self) -> Result<(), StoreError> {
        for row in self.app.store.programme_revisions().await? {
            let Some(id) = Id::parse(&row.id) else {
                continue;
            };
            let known = self.programmes.get(&id).map(|(revision, _)| *revision);
            if known == Some(row.revision) {
                continue;
            }
            match self.app.store.programme(&id).await {
                Ok(Some(stored)) => {
                    let in_force = stored.in_force();
                    self.programmes.insert(id, (stored.revision, in_force));
                }
                Ok(None) => {}
                // What is due now is sent without it; only quiet time cannot be told.
                Err(error @ StoreError::BrokenCell { .. }) => {
                    tracing::error!(programme = %id, %error, "a programme cannot be read");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn send(&mut self, claimed: Claimed) {
        let Some(channel) = self.channels.get(&claimed.channel).cloned() else {
            let outcome = Outcome::Refused {
                reason: "channel_not_in_settings".to_owned(),
            };
            self.landed.push((claimed, outcome));
            return;
        };
        let flight = fly(self.app.clone(), channel, claimed.clone());
        let handle = self.in_flight.spawn(flight);
        self.flights.insert(handle.id(), claimed);
    }

    fn note_landing(&mut self, result: Result<(TaskId, Outcome), tokio::task::JoinError>) {
        let (id, outcome) = match result {
            Ok((id, outcome)) => (id, outcome),
            Err(error) => (
                error.id(),
                Outcome::Unknown {
                    reason: "program_error_while_sending".to_owned(),
                },
            ),
        };
        if let Some(claimed) = self.flights.remove(&id) {
            self.landed.push((claimed, outcome));
        }
    }

    async fn settle_landed(&mut self) -> Result<usize, StoreError> {
        if self.landed.is_empty() {
            return Ok(0);
        }
        let now = self.app.clock.now();
        let settled: Vec<Settlement> = self
            .landed
            .iter()
            .map(|(claimed, outcome)| Settlement {
                delivery: claimed.delivery,
                attempt: claimed.attempt,
                channel: claimed.channel.clone(),
                outcome: outcome.clone(),
                next: settle(
                    outcome,
                    claimed.attempt,
                    claimed.in_doubt,
                    now,
                    self.app.entropy.fraction(),
                ),
            })
            .collect();
        self.app.store.settle(&settled, now).await?;
        self.landed.clear();
        for settlement in &settled {
            log_settlement(settlement);
        }
        Ok(settled.len())
    }

    /// Tells the coordinators, in their own channel, what was refused, missed or is in doubt; says how
    /// many deliveries that were.
    async fn report_trouble(&mut self) -> Result<usize, StoreError> {
        let unreported = self.app.store.unreported(MOST_REPORTED).await?;
        if unreported.is_empty() {
            return Ok(0);
        }
        self.refresh_programmes().await?;
        let now = self.app.clock.now();
        let deliveries: Vec<i64> = unreported.iter().map(|one| one.facts.delivery).collect();
        let mut by_programme: BTreeMap<Id, Vec<Unreported>> = BTreeMap::new();
        for one in unreported.into_iter().filter(|one| !one.to_coordinators) {
            by_programme
                .entry(one.programme.clone())
                .or_default()
                .push(one);
        }
        let mut posts = Vec::new();
        for (programme, troubles) in by_programme {
            posts.extend(self.post_of_trouble(&programme, &troubles, now));
        }
        self.app.store.report(&posts, &deliveries, now).await?;
        Ok(deliveries.len())
    }

    fn post_of_trouble(
        &self,
        programme: &Id,
        troubles: &[Unreported],
        now: Timestamp,
    ) -> Option<Wanted> {
        let (_, in_force) = self.programmes.get(programme)?;
        let facts: Vec<_> = troubles.iter().map(|one| one.facts.clone()).collect();
        let post = trouble::tell(in_force, &facts, now)?;
        // Not through a channel that is itself in trouble.
        let channels: Vec<String> = self
            .app
            .settings
            .routes(programme)
            .into_iter()
            .filter(|route| route.audience == Audience::Coordinators)
            .map(|route| route.channel)
            .filter(|channel| facts.iter().all(|trouble| trouble.channel != *channel))
            .collect();
        if channels.is_empty() {
            tracing::warn!(
                %programme,
                deliveries = facts.len(),
                "there is no coordinators' channel to tell that posts were not said; see `skolebud log --trouble`"
            );
        }
        Some(Wanted { post, channels })
    }

    /// Waits until there is something to do: an answer comes back, something falls due, someone has
    /// changed something, or the program stops.
    async fn rest(&mut self, stop: &CancellationToken) {
        let due = match self.app.store.next_claim_at().await {
            Ok(due) => due,
            Err(error) => {
                tracing::warn!(%error, "cannot see what is due next");
                None
            }
        };
        let clock = self.app.clock.clone();
        let falls_due = async move {
            match due {
                Some(due) => clock.sleep_until(due).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            Some(result) = self.in_flight.join_next_with_id() => self.note_landing(result),
            () = falls_due => {}
            () = self.app.changed.notified() => {}
            () = tokio::time::sleep(LOOK_AGAIN_AFTER) => {}
            () = stop.cancelled() => {}
        }
    }

    /// Takes nothing new and lets what is under way end; after a bound leaves it to be found again at
    /// the next start.
    async fn finish(mut self) -> Result<(), StoreError> {
        let all_landed = async {
            while let Some(result) = self.in_flight.join_next_with_id().await {
                self.note_landing(result);
            }
        };
        if tokio::time::timeout(STOP_WITHIN, all_landed).await.is_err() {
            tracing::warn!(
                deliveries = self.flights.len(),
                "stopped while sending; the next start settles what is left"
            );
        }
        self.settle_landed().await.map(|_| ())
    }
}

/// How long a channel rests after each post.
fn pace(channel: Option<&Channel>) -> Duration {
    channel.map_or(PACE_OF_THE_UNKNOWN, |channel| channel.address.kind().pace())
}

/// Composes the message, so that its "tomorrow" is true now, and sends it.
async fn fly(app: App, channel: Channel, claimed: Claimed) -> Outcome {
    let now = app.clock.now();
    let message = message_for(&app, &claimed.post, &channel, now);
    app.chat.send(&message, &channel, now).await
}

/// What `channel` is told of `post` at `now`: with a link to the answer page, where there are any, and how
/// it is answered in writing, where we hear of that.
pub fn message_for(app: &App, post: &Post, channel: &Channel, now: Timestamp) -> Message {
    let mut message = words::compose(&post.content, post.language, &post.zone, now);
    if app.settings.hears_mentions(&channel.id) {
        message = words::answer_by_mention(message, &post.content);
    }
    match &app.links {
        None => message,
        Some(links) => {
            let takes_taps = app.settings.takes_taps(channel.address.kind());
            words::lead_to_page(message, &post.content, takes_taps, |asking| {
                links.address(asking, &channel.id)
            })
        }
    }
}

fn log_settlement(settlement: &Settlement) {
    let Settlement {
        delivery,
        attempt,
        channel,
        outcome,
        next,
    } = settlement;
    let reason = outcome.reason().unwrap_or_default();
    match outcome {
        Outcome::Sent => tracing::info!(delivery, %channel, attempt, "said"),
        Outcome::TryLater { .. } => {
            tracing::info!(delivery, %channel, attempt, reason, "not now, will try again");
        }
        Outcome::Refused { .. } => {
            tracing::error!(delivery, %channel, attempt, reason, "refused; a person must change something");
        }
        Outcome::Unknown { .. } => {
            tracing::warn!(delivery, %channel, attempt, reason, state = %next.state, "it may have arrived");
        }
    }
    metrics::counter!("skolebud_attempts_total", "outcome" => outcome.name()).increment(1);
}
