//! Takes in all that is waiting in one transaction, and answers each when it is on the disk: a commit
//! is shared by all who wait, so that it is durable and fast at once. [`Inbox`] is the way in.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::desk;
use crate::inbox::rules::{Response, apply, language_of};
use crate::inbox::{Answer, Deed, Event, responses};
use crate::seal::Seals;
use crate::store::StoreError;

/// At most so many events share a transaction.
const MOST_TOGETHER: usize = 256;

/// Events are known for so long: platforms send one again for hours, and signatures end after minutes.
const KNOWN_FOR: Duration = Duration::from_hours(14 * 24);
/// How often drafts and old events are forgotten, and how many events at a time, so that nobody waits for it.
const FORGET_EVERY: Duration = Duration::from_secs(60);
const FORGET_AT_MOST: u32 = 500;

/// Hands events to the worker. Clones share the queue.
#[derive(Clone, Debug)]
pub struct Inbox {
    queue: mpsc::Sender<Waiting>,
}

/// An event whose sender waits for the answer.
#[derive(Debug)]
pub struct Waiting {
    pub event: Event,
    pub answer: oneshot::Sender<Answer>,
}

/// The queue is full, or the program is stopping: try again later. Nothing has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too much is waiting to be taken in")]
pub struct Busy;

impl Inbox {
    /// A way in for which at most `capacity` events wait, and the queue for the worker.
    pub fn with_capacity(capacity: usize) -> (Self, mpsc::Receiver<Waiting>) {
        let (queue, waiting) = mpsc::channel(capacity);
        (Self { queue }, waiting)
    }

    /// Hands over `event` and waits until it has taken effect, on the disk.
    ///
    /// # Errors
    /// [`Busy`] at once when the queue is full; later, when the event could not be taken in.
    pub async fn deliver(&self, event: Event) -> Result<Answer, Busy> {
        let (answer, answered) = oneshot::channel();
        self.queue
            .try_send(Waiting { event, answer })
            .map_err(|_| Busy)?;
        answered.await.map_err(|_| Busy)
    }
}

/// Takes in events until `stop`, and then those that still wait.
///
/// # Errors
/// When the database fails for good.
pub async fn run(
    app: App,
    mut queue: mpsc::Receiver<Waiting>,
    stop: CancellationToken,
) -> Result<(), StoreError> {
    let mut waiting = Vec::with_capacity(MOST_TOGETHER);
    let mut forgetting = tokio::time::interval(FORGET_EVERY);
    forgetting.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let taken = tokio::select! {
            taken = queue.recv_many(&mut waiting, MOST_TOGETHER) => taken,
            () = stop.cancelled(), if !queue.is_closed() => {
                // What is in the queue still gets its answer; nothing new comes in.
                queue.close();
                continue;
            }
            _ = forgetting.tick() => {
                match forget(&app).await {
                    Err(error) if error.is_fatal() => return Err(error),
                    Err(error) => tracing::error!(%error, "old events could not be forgotten"),
                    Ok(_) => {}
                }
                continue;
            }
        };
        if taken == 0 {
            return Ok(());
        }
        // Who is at the door by now comes along: what a commit costs is shared by all.
        tokio::task::yield_now().await;
        while waiting.len() < MOST_TOGETHER
            && let Ok(next) = queue.try_recv()
        {
            waiting.push(next);
        }
        match step(&app, std::mem::take(&mut waiting)).await {
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => tracing::error!(%error, "events could not be taken in"),
            Ok(()) => {}
        }
    }
}

/// Takes in `waiting`: commands one by one, answers and replies together.
///
/// # Errors
/// When the database fails; whoever gets no answer may try again.
pub async fn step(app: &App, waiting: Vec<Waiting>) -> Result<(), StoreError> {
    let mut others = Vec::with_capacity(waiting.len());
    for waiting in waiting {
        if !may_be_command(&waiting.event) {
            others.push(waiting);
            continue;
        }
        match desk::worker::answer(app, &waiting.event).await {
            Ok(None) => others.push(waiting),
            // The sender may have gone away; the effect stands.
            Ok(Some(answer)) => drop(waiting.answer.send(answer)),
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => tracing::error!(%error, "a command could not be done"),
        }
    }
    take_in_all(app, others).await
}

/// Forgets drafts that have expired and some of the events that are too old to come again; how many it
/// were.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App) -> Result<u64, StoreError> {
    let now = app.clock.now();
    let drafts = app.store.forget_drafts(now).await?;
    let before = now.minus(KNOWN_FOR);
    Ok(drafts + app.store.forget_events(before, FORGET_AT_MOST).await?)
}

/// Taps on the options of questions are many, and never commands.
fn may_be_command(event: &Event) -> bool {
    match &event.deed {
        Deed::Vote { asking, .. } => asking.starts_with(desk::worker::CONFIRM),
        Deed::Say { .. } | Deed::Reply { .. } => true,
        Deed::Edit { .. } | Deed::Delete { .. } => false,
    }
}

/// Takes in answers and replies. When the transaction fails, each is tried alone, so that one bad event
/// fails alone; whoever gets no answer may try again.
async fn take_in_all(app: &App, waiting: Vec<Waiting>) -> Result<(), StoreError> {
    if waiting.is_empty() {
        return Ok(());
    }
    let (events, answers): (Vec<Event>, Vec<_>) = waiting
        .into_iter()
        .map(|waiting| (waiting.event, waiting.answer))
        .unzip();
    let outcomes = match take_in(app, &events).await {
        Ok(outcomes) => outcomes.into_iter().map(Some).collect(),
        Err(error) if error.is_fatal() || events.len() == 1 => return Err(error),
        Err(error) => {
            tracing::warn!(%error, events = events.len(), "taking each event in alone");
            let mut outcomes = Vec::new();
            for event in &events {
                let alone = take_in(app, std::slice::from_ref(event)).await;
                outcomes.push(alone.ok().and_then(|mut outcome| outcome.pop()));
            }
            outcomes
        }
    };
    for (answer, outcome) in answers.into_iter().zip(outcomes) {
        if let Some(outcome) = outcome {
            // The sender may have gone away; the effect stands.
            let _ = answer.send(outcome);
        }
    }
    Ok(())
}

async fn take_in(app: &App, events: &[Event]) -> Result<Vec<Answer>, StoreError> {
    let mut languages = Vec::with_capacity(events.len());
    let seals = Seals::beside(&app.settings.database);
    let here = events
        .iter()
        .map(|event| (event.id.clone(), app.settings.here(event)));
    let responses = app
        .store
        .take_in(
            events,
            here.collect(),
            app.clock.now(),
            &seals,
            apply,
            |event, facts| languages.push(language_of(event, facts)),
        )
        .await?;
    let answers = responses.iter().zip(events).zip(languages);
    Ok(answers
        .map(|((response, event), language)| {
            let page = page_for(app, response, event);
            responses::answer(response, event, language, page)
        })
        .collect())
}

/// Where what cannot be answered in the open is answered instead, if there are answer pages.
fn page_for(app: &App, response: &Response, event: &Event) -> Option<String> {
    let Response::InTheOpen { asking, .. } = response else {
        return None;
    };
    let channel = app.settings.channel_at(event)?;
    Some(app.links.as_ref()?.address(asking, channel))
}
