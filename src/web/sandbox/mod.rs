//! The sandbox's pages: a chat client that shows what was sent to the sandbox's channels and takes what
//! its viewers answer, and, where the clock can be moved, the controls that move it.
//!
//! Every page works without script: links and forms that answer with a redirect. With script the same
//! fragments arrive as server-sent events and are put in place without a reload.

mod answering;
mod choices;
mod controls;
mod events;
mod fragments;
mod leaders;
mod message;
mod page;
mod player;
mod talk;
mod view;
mod who;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use crate::app::App;
use crate::chat::Address;
use crate::inbox::Inbox;
use crate::programme::Language;
use crate::store::SaidPlace;

use player::Player;
use talk::Talk;
use view::View;
use who::Who;

pub use leaders::Leaders;
pub use player::Passage;

/// What the handlers share.
#[derive(Clone, Debug)]
struct Sandbox {
    app: App,
    inbox: Inbox,
    /// Nothing when the clock is the system's.
    player: Option<Player>,
    seen: Seen,
    talk: Talk,
    /// Simulated leaders answer.
    simulated: bool,
}

/// The sandbox's routes; nothing when the settings have no channel of the sandbox. `leaders` answer while
/// the clock is moved.
pub(super) fn routes(app: &App, inbox: &Inbox, leaders: Option<Leaders>) -> Option<Router> {
    let has_channels = app
        .settings
        .channels
        .iter()
        .any(|configured| matches!(configured.channel.address, Address::Sandbox));
    has_channels.then(|| {
        let sandbox = Sandbox {
            app: app.clone(),
            inbox: inbox.clone(),
            talk: leaders
                .as_ref()
                .map_or_else(Talk::default, |leaders| leaders.talk().clone()),
            simulated: leaders.is_some(),
            player: Player::start(app, leaders),
            seen: Seen::default(),
        };
        let moved = sandbox.player.is_some();
        let mut router = Router::new()
            .route("/", get(show_first_channel))
            .route("/c/{channel}", get(show_channel))
            .route("/events", get(events::stream))
            .route("/who", post(answering::pick))
            .route("/tap", post(answering::tap))
            .route("/say", post(answering::say_in_channel));
        if moved {
            router = router
                .route("/clock/next", post(controls::next))
                .route("/clock/play", post(controls::play))
                .route("/clock/pause", post(controls::pause))
                .route("/clock/jump", post(controls::jump));
        }
        router.with_state(sandbox)
    })
}

/// What every page's address may carry.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// The language of the page, when it was chosen.
    lang: Option<String>,
    /// Show what was said before this: `milliseconds-number`.
    before: Option<String>,
}

impl Asked {
    fn language(&self) -> Option<Language> {
        Language::of_tag(self.lang.as_deref()?)
    }

    fn place(&self) -> Option<SaidPlace> {
        fragments::read_place(self.before.as_deref()?)
    }
}

async fn show_first_channel(
    State(sandbox): State<Sandbox>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let channels = view::channels(&sandbox.app);
    let first = channels.first().ok_or(Failure::NotFound)?;
    let address = fragments::address(&first.channel.id, asked.language());
    Ok(Redirect::to(&address).into_response())
}

async fn show_channel(
    State(sandbox): State<Sandbox>,
    Path(channel): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let who = Who::of_cookie(&headers);
    let view = View::read(&sandbox, &channel, who, asked.language(), asked.place())
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(([(CACHE_CONTROL, "no-store")], page::page(&view)).into_response())
}

/// Why there is no page.
#[derive(Debug)]
enum Failure {
    NotFound,
    /// Something of ours failed; the log says what.
    Ours(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Ours(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => (StatusCode::NOT_FOUND, super::status::not_found()).into_response(),
            Self::Ours(error) => {
                tracing::error!(error = format!("{error:#}"), "a page of the sandbox failed");
                let said = "Skolebud could not read its store; its log says why.\n";
                (StatusCode::INTERNAL_SERVER_ERROR, said).into_response()
            }
        }
    }
}

/// How much of each channel was looked at. Shared by everyone who looks: the sandbox is for trying the
/// product, and knows no one.
#[derive(Clone, Debug, Default)]
struct Seen(Arc<Mutex<HashMap<String, i64>>>);

impl Seen {
    /// Notes that the first `count` things said in `channel` were looked at.
    fn note(&self, channel: &str, count: i64) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(channel.to_owned(), count);
    }

    /// How many of the `count` things said in `channel` no one looked at.
    fn unseen(&self, channel: &str, count: i64) -> i64 {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (count - seen.get(channel).copied().unwrap_or(0)).max(0)
    }
}
