//! Opens each question shortly before it is asked, and closes it at its deadline.
//!
//! [`step`] does what is due and says how much that was; [`run`] repeats it.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::clock::Timestamp;
use crate::outbox::Stored;
use crate::plan::{Asking, in_force};
use crate::programme::Id;
use crate::programme::question::{Question, Results};
use crate::report::{Closing, Drawn, conclude, fold, nudge, result};
use crate::seal::Seals;
use crate::store::{Revision, StoreError, StoredQuestion};

/// A question opens so long before its post is sent, so that the first tap finds it open.
const OPEN_AHEAD: Duration = Duration::from_secs(60);
/// So often it is looked whether to remind of open questions.
const NUDGE_EVERY: Duration = Duration::from_secs(30);
/// How long the loop sleeps.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// What the loop remembers between two looks.
#[derive(Debug, Default)]
pub struct Known {
    revisions: Vec<Revision>,
    askings: Vec<Asking>,
    /// Keys of those that were opened, or could not be because they are asked otherwise by now.
    tried: HashSet<String>,
    /// When it was last looked whether to remind of open questions.
    nudged_at: Option<Timestamp>,
}

/// Opens and closes questions until `stop`.
///
/// # Errors
/// When the database fails for good.
pub async fn run(app: App, stop: CancellationToken) -> Result<(), StoreError> {
    destroy_left_keys(&app).await?;
    let mut left = fold::worker::Left::default();
    let mut known = Known::default();
    while !stop.is_cancelled() {
        match fold::worker::step(&app, &mut left).await {
            Ok(()) => {}
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => tracing::error!(%error, "counters could not be folded"),
        }
        match step(&app, &mut known).await {
            Ok(_) => {}
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => tracing::error!(%error, "questions could not be opened or closed"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_AGAIN_AFTER) => {}
            () = stop.cancelled() => {}
        }
    }
    Ok(())
}

/// Destroys the keys of questions that have closed: a process that died right after closing one may
/// have left it.
///
/// # Errors
/// When the database cannot be read, or a key cannot be removed.
pub async fn destroy_left_keys(app: &App) -> Result<(), StoreError> {
    let seals = Seals::beside(&app.settings.database);
    for question in app.store.questions().await? {
        if question.state != "open" {
            seals.destroy_key(question.id)?;
        }
    }
    Ok(())
}

/// Closes what has had its time, lets what is open follow its programme, opens what is about to be
/// asked, reminds of what is open, and says how much of that it was. One that cannot be opened stops no
/// other; it is tried again.
///
/// # Errors
/// When the database or the key of a secret question fails.
pub async fn step(app: &App, known: &mut Known) -> Result<usize, StoreError> {
    let seals = Seals::beside(&app.settings.database);
    let mut done = close_due(app, &seals).await?;
    follow_programmes(app, known, &seals).await?;
    let now = app.clock.now();
    for asking in &known.askings {
        let due = asking.opens_at <= now.plus(OPEN_AHEAD) && now < asking.closes_at;
        if !due || known.tried.contains(&asking.key) {
            continue;
        }
        match app.store.open_question(asking, &seals).await {
            Ok(true) => {
                tracing::info!(question = asking.key, "opened");
                done += 1;
            }
            Ok(false) => {}
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => {
                tracing::error!(question = asking.key, %error, "a question could not be opened");
                continue;
            }
        }
        known.tried.insert(asking.key.clone());
    }
    if known.nudged_at.is_none_or(|last| is_time_again(last, now)) {
        done += nudge::worker::step(app).await?;
        known.nudged_at = Some(now);
    }
    Ok(done)
}

/// Whether it is time to look for reminders again, also when the clock was set back since the last time.
fn is_time_again(last: Timestamp, now: Timestamp) -> bool {
    now < last || now >= last.plus(NUDGE_EVERY)
}

/// Closes what has had its time, the questions of a survey together. One that cannot be closed stops no
/// other; it is tried again.
async fn close_due(app: &App, seals: &Seals) -> Result<usize, StoreError> {
    let due = app.store.questions_to_close(app.clock.now()).await?;
    let mut together: BTreeMap<Together, Vec<StoredQuestion>> = BTreeMap::new();
    for stored in due {
        let key = Together::of(&stored.asking);
        together.entry(key).or_default().push(stored);
    }
    let mut done = 0;
    for questions in together.into_values() {
        match close_together(app, &questions, seals).await {
            Ok(closed) => done += closed,
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => {
                let question = questions.first().map(|stored| stored.asking.key.as_str());
                tracing::error!(question, %error, "a question could not be closed");
            }
        }
    }
    Ok(done)
}

/// What is the same for questions that are told in one post.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Together {
    programme: Id,
    survey: Option<Id>,
    /// One that is in no survey is told alone.
    alone: Option<Id>,
    networks: Vec<Id>,
    occasion: String,
}

impl Together {
    fn of(asking: &Asking) -> Self {
        let Question { id, survey, .. } = &asking.question;
        Self {
            programme: asking.programme.clone(),
            alone: survey.is_none().then(|| id.clone()),
            survey: survey.clone(),
            networks: asking.networks.clone(),
            occasion: asking.occasion().to_owned(),
        }
    }
}

/// Closes `questions`, one or those of one survey, with the posts that tell what came of them.
async fn close_together(
    app: &App,
    questions: &[StoredQuestion],
    seals: &Seals,
) -> Result<usize, StoreError> {
    let Some(first) = questions.first() else {
        return Ok(0);
    };
    let id = &first.asking.programme;
    let Some(programme) = app.store.programme(id).await? else {
        return Ok(0);
    };
    let programme = programme.in_force();
    let routes = app.settings.routes(id);
    let now = app.clock.now();
    let ids: Vec<i64> = questions.iter().map(|stored| stored.id).collect();
    let say =
        |closed: &[Closing], posts: &[Stored]| conclude(closed, &programme, posts, &routes, now);
    let closed = app
        .store
        .close_questions(id.as_str(), &ids, seals, now, say)
        .await?;
    for stored in questions {
        tracing::info!(question = stored.asking.key, "closed");
    }
    app.changed.notify_one();
    Ok(closed)
}

/// Why there is no picture of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPicture {
    /// No question of that key was ever asked.
    NotAsked,
    /// Its results come when it closes: else a result with one new answer would reveal that one.
    StillOpen {
        closes_at: Timestamp,
    },
    /// Its answers cannot be counted: the key of the secret question was lost before it closed.
    KeyLost,
    Withdrawn,
}

/// The picture of the question `key`, drawn as it may be seen after all that was shown before. What
/// comes back counts as shown. Who may see it, the question's `results` say.
///
/// # Errors
/// When the database fails.
pub async fn picture(app: &App, key: &str) -> Result<Result<Drawn, NoPicture>, StoreError> {
    let Some(stored) = app.store.question(key).await? else {
        return Ok(Err(NoPicture::NotAsked));
    };
    let asking = &stored.asking;
    let is_open = stored.state == "open";
    if is_open && asking.question.results != Results::Live {
        let closes_at = asking.closes_at;
        return Ok(Err(NoPicture::StillOpen { closes_at }));
    }
    if stored.state == "withdrawn" {
        return Ok(Err(NoPicture::Withdrawn));
    }
    let Some(programme) = app.store.programme(&asking.programme).await? else {
        return Ok(Err(NoPicture::NotAsked));
    };
    let programme = programme.in_force();
    let drawn = app
        .store
        .show_result(stored.id, app.clock.now(), |answered, published| {
            let drawn = result(asking, stored.closed_at, answered, &programme, published)?;
            Some((drawn.picture.published(), drawn))
        })
        .await?;
    Ok(drawn.ok_or(NoPicture::KeyLost))
}

/// Where a programme has changed: lets what is open of it follow, and notes what is to be opened.
async fn follow_programmes(app: &App, known: &mut Known, seals: &Seals) -> Result<(), StoreError> {
    let revisions = app.store.programme_revisions().await?;
    let same = |row: &Revision| {
        let mut before = known.revisions.iter();
        before.any(|before| (&before.id, before.revision) == (&row.id, row.revision))
    };
    if revisions.len() == known.revisions.len() && revisions.iter().all(same) {
        return Ok(());
    }
    let mut coming = Vec::new();
    for row in &revisions {
        let Some(id) = Id::parse(&row.id) else {
            continue;
        };
        match follow(app, &id, seals).await {
            Ok(askings) => coming.extend(askings),
            Err(error) if error.is_fatal() => return Err(error),
            // One programme that cannot be read stops no other.
            Err(error) => tracing::error!(programme = %id, %error, "its questions cannot be read"),
        }
    }
    known.askings = coming;
    known.tried.clear();
    known.revisions = revisions;
    Ok(())
}

/// Lets what is open of the programme `id` follow it; gives what is to be opened.
async fn follow(app: &App, id: &Id, seals: &Seals) -> Result<Vec<Asking>, StoreError> {
    let Some(programme) = app.store.programme(id).await? else {
        return Ok(Vec::new());
    };
    let opened = app.store.opened(id).await?;
    let in_force = in_force(&programme.in_force(), &opened);
    for note in &in_force.notes {
        tracing::warn!("{note}");
    }
    let changed = |asking: &Asking| !opened.iter().any(|opened| opened.asking == *asking);
    let mended: Vec<Asking> = in_force.open.into_iter().filter(changed).collect();
    for asking in &mended {
        tracing::info!(question = asking.key, "follows its programme");
    }
    let now = app.clock.now();
    app.store.mend_questions(&mended, now).await?;
    let withdrawn = &in_force.withdrawn;
    let withdraw = app
        .store
        .withdraw_questions(id.as_str(), withdrawn, seals, now);
    withdraw.await?;
    Ok(in_force.coming)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::just_looked(0, false)]
    #[case::a_moment_before(29_999, false)]
    #[case::half_a_minute_on(30_000, true)]
    #[case::the_clock_was_set_back(-1, true)]
    #[case::by_an_hour(-3_600_000, true)]
    fn reminders_are_looked_for_again(#[case] later: i64, #[case] expected: bool) {
        let last = Timestamp::from_millis(10_000_000);
        let now = Timestamp::from_millis(10_000_000 + later);
        assert_eq!(is_time_again(last, now), expected);
    }
}
