//! The forms that move the demo's clock. Each answers with a redirect to the page it came from.

use std::time::Duration;

use axum::Form;
use axum::extract::State;
use axum::response::Redirect;
use jiff::civil::Date;
use serde::Deserialize;

use crate::clock::Timestamp;
use crate::programme::Language;

use super::player::{Mode, Player, Speed, last_instant};
use super::{Failure, Sandbox, fragments, view};

/// How long a form waits for the clock to arrive before it shows how far it has come.
const PATIENCE: Duration = Duration::from_secs(5);

/// What every form carries.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    /// The channel to come back to.
    channel: String,
    lang: Option<String>,
    /// For playing.
    speed: Option<String>,
    /// For jumping: `2018-12-06`.
    date: Option<String>,
}

/// `POST /clock/next`: the clock goes to the next post, and the viewer to where it was said.
pub(super) async fn next(
    State(sandbox): State<Sandbox>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let before = sandbox.app.store.count_said().await?;
    player(&sandbox)?
        .order_and_wait(Mode::ToNextPost, PATIENCE)
        .await;
    let after = sandbox.app.store.count_said().await?;
    let news: Vec<&str> = view::channels(&sandbox.app)
        .into_iter()
        .map(|configured| configured.channel.id.as_str())
        .filter(|id| after.get(*id) > before.get(*id))
        .collect();
    let here = sent.channel.as_str();
    let there = if news.contains(&here) {
        here
    } else {
        news.first().copied().unwrap_or(here)
    };
    back(&sandbox, there, &sent)
}

/// `POST /clock/play`: the clock runs at a speed.
pub(super) async fn play(
    State(sandbox): State<Sandbox>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let speed = sent.speed.as_deref().and_then(Speed::of_name);
    player(&sandbox)?.order(Mode::Playing(speed.unwrap_or(Speed::Day)));
    back(&sandbox, &sent.channel, &sent)
}

/// `POST /clock/pause`: the clock stands still.
pub(super) async fn pause(
    State(sandbox): State<Sandbox>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    player(&sandbox)?.order(Mode::Standing);
    back(&sandbox, &sent.channel, &sent)
}

/// `POST /clock/jump`: the clock goes to the start of a day, past everything said on the way. What is
/// no date, or has passed, moves nothing.
pub(super) async fn jump(
    State(sandbox): State<Sandbox>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let date: Option<Date> = sent.date.as_deref().and_then(|date| date.parse().ok());
    if let Some(target) = target(&sandbox, date).await? {
        player(&sandbox)?
            .order_and_wait(Mode::To(target), PATIENCE)
            .await;
    }
    back(&sandbox, &sent.channel, &sent)
}

async fn target(sandbox: &Sandbox, date: Option<Date>) -> anyhow::Result<Option<Timestamp>> {
    let programmes = sandbox.app.store.programmes_in_force().await?;
    let (Some(date), Some(programme), Some(end)) =
        (date, programmes.first(), last_instant(&programmes))
    else {
        return Ok(None);
    };
    let midnight = date.at(0, 0, 0, 0);
    let start = Timestamp::of_local(midnight, programme.zone.rules());
    Ok(Some(start.min(end)))
}

fn player(sandbox: &Sandbox) -> Result<&Player, Failure> {
    sandbox.player.as_ref().ok_or(Failure::NotFound)
}

/// To the newest post of `channel`, which must be one of ours: a form leads nowhere else.
fn back(sandbox: &Sandbox, channel: &str, sent: &Sent) -> Result<Redirect, Failure> {
    let known = view::channels(&sandbox.app)
        .into_iter()
        .any(|configured| configured.channel.id == channel);
    if !known {
        return Err(Failure::NotFound);
    }
    let language = sent.lang.as_deref().and_then(Language::of_tag);
    Ok(Redirect::to(&fragments::address(channel, language)))
}
