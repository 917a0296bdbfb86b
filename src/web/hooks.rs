//! The doors at which Slack and Teams knock.
//!
//! A body is read up to a bound, its signature is verified, it is parsed, and the event is handed to the
//! inbox; the answer goes back in the same response. Of a request that is not the platform's nothing is
//! left but a count of the reason.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::post;
use secrecy::SecretString;

use super::metrics;
use super::receipts::{Receipts, Whose};
use crate::app::App;
use crate::chat::slack::{self, Signature, SigningSecret};
use crate::chat::{Broken, Received, Unverified, teams};
use crate::config::TeamsWebhook;
use crate::inbox::{Answer, Busy, Event, Inbox};

/// The largest body that is read, in bytes; the platforms' are far smaller.
const LARGEST_BODY: usize = 256 * 1024;
/// Slack waits for three seconds, Teams for five.
const LONGEST: Duration = Duration::from_millis(2_500);

/// What every door needs.
#[derive(Clone)]
struct Doorway {
    app: App,
    inbox: Inbox,
}

struct SlackDoor {
    doorway: Doorway,
    secret: SigningSecret,
    receipts: Receipts,
}

struct TeamsDoor {
    doorway: Doorway,
    webhooks: Vec<TeamsWebhook>,
}

/// Why a request came to nothing.
enum Turned {
    Unverified(Unverified),
    Broken(Broken),
    TooLarge,
    NoSuchDoor,
    Busy,
}

/// The doors that the settings open.
pub(super) fn routes(app: &App, inbox: &Inbox) -> Router {
    let doorway = Doorway {
        app: app.clone(),
        inbox: inbox.clone(),
    };
    let doors = &app.settings.doors;
    let mut router = Router::new();
    if let Some(secret) = doors.slack.clone() {
        let slack = Router::new()
            .route("/slack/commands", post(slack_command))
            .route("/slack/interactivity", post(slack_interaction))
            .route("/slack/events", post(slack_event));
        let doorway = doorway.clone();
        let receipts = Receipts::through(app.clone());
        router = router.merge(slack.with_state(Arc::new(SlackDoor {
            doorway,
            secret,
            receipts,
        })));
    }
    if !doors.teams.is_empty() {
        let webhooks = doors.teams.clone();
        let teams = Router::new().route("/teams/outgoing/{webhook}", post(teams_outgoing));
        router = router.merge(teams.with_state(Arc::new(TeamsDoor { doorway, webhooks })));
    }
    router
}

async fn slack_command(
    State(door): State<Arc<SlackDoor>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Turned> {
    let received = door.read(&headers, body, slack::parse::command).await?;
    door.doorway
        .respond(received, |answer, _| {
            Json(slack::answer::to_command(answer)).into_response()
        })
        .await
}

/// Slack takes no message in the response to a tap: the answer follows by the tap's own address. What
/// was tapped is kept by then; if the answer is lost on the way, only the receipt is.
async fn slack_interaction(
    State(door): State<Arc<SlackDoor>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Turned> {
    let received = door.read(&headers, body, slack::parse::interaction).await?;
    let whose = match &received {
        Received::Event { event, .. } => Some(Whose::of(event)),
        _ => None,
    };
    door.doorway
        .respond(received, |answer, later| {
            if let Some((whose, url)) = whose.zip(later) {
                let body = slack::answer::to_tap(answer);
                door.receipts.send(whose, url, body);
            }
            StatusCode::OK.into_response()
        })
        .await
}

/// Slack reads nothing of the response to an event.
async fn slack_event(
    State(door): State<Arc<SlackDoor>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Turned> {
    let received = door.read(&headers, body, slack::parse::event).await?;
    door.doorway
        .respond(received, |_, _| StatusCode::OK.into_response())
        .await
}

async fn teams_outgoing(
    State(door): State<Arc<TeamsDoor>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Turned> {
    let mut webhooks = door.webhooks.iter();
    let webhook = webhooks.find(|webhook| webhook.id.as_str() == id);
    let webhook = webhook.ok_or(Turned::NoSuchDoor)?;
    let body = whole(body).await?;
    let signature = only(&headers, teams::SIGNATURE_HEADER);
    let signed = webhook.secret.verify(signature, &body)?;
    let now = door.doorway.app.clock.now();
    let received = teams::parse::activity(webhook.id.as_str(), signed, now)?;
    door.doorway
        .respond(received, |answer, _| {
            Json(teams::answer::activity(answer)).into_response()
        })
        .await
}

impl SlackDoor {
    async fn read(
        &self,
        headers: &HeaderMap,
        body: Body,
        parse: fn(slack::Verified<'_>) -> Result<Received, Broken>,
    ) -> Result<Received, Turned> {
        let body = whole(body).await?;
        let signature = Signature {
            timestamp: only(headers, slack::TIMESTAMP_HEADER),
            signature: only(headers, slack::SIGNATURE_HEADER),
        };
        let now = self.doorway.app.clock.now();
        let signed = self.secret.verify(signature, &body, now)?;
        Ok(parse(signed)?)
    }
}

impl Doorway {
    /// Hands over an event and writes its answer by `write`; acknowledges everything else.
    async fn respond(
        &self,
        received: Received,
        write: impl FnOnce(&Answer, Option<SecretString>) -> Response,
    ) -> Result<Response, Turned> {
        match received {
            Received::Event { event, later } => {
                let answer = self.deliver(*event).await?;
                Ok(write(&answer, later))
            }
            Received::Challenge(challenge) => Ok(challenge.into_response()),
            Received::Ignored(why) => {
                metrics::count_knock(why);
                Ok(StatusCode::OK.into_response())
            }
        }
    }

    /// The platform gives up soon, and so do we; the event may still take effect then, once.
    async fn deliver(&self, event: Event) -> Result<Answer, Turned> {
        let answered = tokio::time::timeout(LONGEST, self.inbox.deliver(event)).await;
        Ok(answered.map_err(|_| Busy).flatten()?)
    }
}

/// The body, unless it is too large or takes too long.
async fn whole(body: Body) -> Result<Bytes, Turned> {
    let read = tokio::time::timeout(LONGEST, to_bytes(body, LARGEST_BODY)).await;
    match read {
        Ok(Ok(body)) => Ok(body),
        _ => Err(Turned::TooLarge),
    }
}

/// The value of a header that stands there once.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h [u8]> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then(|| value.as_bytes())
}

impl From<Unverified> for Turned {
    fn from(why: Unverified) -> Self {
        Self::Unverified(why)
    }
}

impl From<Broken> for Turned {
    fn from(why: Broken) -> Self {
        Self::Broken(why)
    }
}

impl From<Busy> for Turned {
    fn from(_: Busy) -> Self {
        Self::Busy
    }
}

impl IntoResponse for Turned {
    fn into_response(self) -> Response {
        let (status, why) = match self {
            Self::Unverified(why) => (StatusCode::UNAUTHORIZED, why.name()),
            Self::Broken(Broken(what)) => (StatusCode::BAD_REQUEST, what),
            Self::TooLarge => (StatusCode::BAD_REQUEST, "unreadable_body"),
            Self::NoSuchDoor => (StatusCode::NOT_FOUND, "no_such_door"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        };
        metrics::count_knock(why);
        tracing::debug!(why, "a request at a door came to nothing");
        status.into_response()
    }
}
