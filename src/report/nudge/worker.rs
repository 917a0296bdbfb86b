//! Reminds networks of open questions when it is time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::app::App;
use crate::clock::Timestamp;
use crate::outbox::{Stored, Wanted};
use crate::plan::{Asking, Calendar};
use crate::programme::{Id, Network, PostKind, Programme};
use crate::report::nudge::{OpenHere, allowed, asked, is_time, post};
use crate::store::{StoreError, StoredQuestion};

/// Reminds of every question that is due for it; tells how many networks were reminded.
///
/// # Errors
/// When the database fails.
pub async fn step(app: &App) -> Result<usize, StoreError> {
    let now = app.clock.now();
    let mut by_programme: BTreeMap<Id, Vec<StoredQuestion>> = BTreeMap::new();
    for open in app.store.open_questions(now).await? {
        let programme = open.asking.programme.clone();
        by_programme.entry(programme).or_default().push(open);
    }
    let mut done = 0;
    for (id, open) in by_programme {
        let Some(programme) = app.store.programme(&id).await? else {
            continue;
        };
        let programme = programme.in_force();
        for network in &programme.networks {
            let calendar = Calendar::of_network(&programme, network);
            let due: Vec<&StoredQuestion> = open
                .iter()
                .filter(|open| open.asking.question.nudges)
                .filter(|open| open.asking.networks.contains(&network.id))
                .filter(|open| is_time(&open.asking, &calendar, now))
                .collect();
            if !due.is_empty() && remind(app, &programme, network, &due, now).await? {
                done += 1;
            }
        }
    }
    Ok(done)
}

/// Reminds `network` of those of `due` of which it may be; tells whether there was one.
async fn remind(
    app: &App,
    programme: &Programme,
    network: &Network,
    due: &[&StoredQuestion],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let place = (programme.id.clone(), network.id.clone());
    let nudges = app.store.nudges_of(&programme.id, &network.id).await?;
    let today = now.local(programme.zone.rules()).date();
    let taken: BTreeSet<Date> = nudges.values().flatten().copied().collect();
    if taken.contains(&today) || app.store.paused().await?.contains(&place) {
        return Ok(false);
    }
    let Some((_, posts)) = app.store.planned(programme.id.as_str()).await? else {
        return Ok(false);
    };
    let mut ids = Vec::new();
    let mut questions = Vec::new();
    let mut channels = BTreeSet::new();
    for open in due {
        let said = said_here(&open.asking, network, &posts);
        let answered = app.store.answered(open.id).await?.respondents;
        let here = OpenHere {
            asking: &open.asking,
            answered: u32::try_from(answered).unwrap_or(u32::MAX),
            asked: asked(&open.asking, programme),
            asked_on: said.values().max().copied(),
            nudged_on: nudges.get(&open.id).cloned().unwrap_or_default(),
        };
        if allowed(&here, now, &taken).is_ok() {
            ids.push(open.id);
            questions.push(here);
            channels.extend(said.into_keys());
        }
    }
    let Some(post) = post(programme, network, &questions, now) else {
        return Ok(false);
    };
    let mut wanted = Wanted::everywhere(post, &app.settings.routes(&programme.id));
    wanted
        .channels
        .retain(|channel| channels.contains(channel.as_str()));
    if wanted.channels.is_empty() {
        return Ok(false);
    }
    let reminded = app.store.nudge(&wanted, &ids, &network.id, today).await?;
    if reminded {
        tracing::info!(network = %network.id, questions = ids.len(), "reminds of open questions");
        app.changed.notify_one();
    }
    Ok(reminded)
}

/// The channels of `network` in which it was asked, each with the last local day.
fn said_here<'p>(
    asking: &Asking,
    network: &Network,
    posts: &'p [Stored],
) -> BTreeMap<&'p str, Date> {
    let mut said = BTreeMap::new();
    let asks = |stored: &&Stored| {
        stored.post.kind() == PostKind::Question
            && stored.post.network.as_ref() == Some(&network.id)
            && stored.post.content.asks().contains(&asking.key.as_str())
    };
    for stored in posts.iter().filter(asks) {
        for delivery in stored.deliveries.iter().filter(|it| it.was_heard()) {
            let at = delivery.settled_at.unwrap_or(stored.post.due_at);
            let day = at.local(asking.zone.rules()).date();
            let last = said.entry(delivery.channel.as_str()).or_insert(day);
            *last = day.max(*last);
        }
    }
    said
}
