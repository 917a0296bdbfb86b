//! What changes on a page, sent as it happens (server-sent events).

use std::collections::HashSet;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::clock::{Clock, Timestamp};
use crate::programme::Language;
use crate::words::{Value, say};

use super::player::Status;
use super::view::View;
use super::{Failure, Sandbox, fragments, view};

/// The shortest time between two events: more often no one can see.
const SHORTEST_PAUSE: Duration = Duration::from_millis(80);
/// How often the store is read when neither clock nor player says that something happened.
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// Whose events are wanted.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    channel: String,
    lang: Option<String>,
}

/// `GET /events?channel=…`: first everything the page shows, then whatever changes.
pub(super) async fn stream(
    State(sandbox): State<Sandbox>,
    Query(wanted): Query<Wanted>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let known = view::channels(&sandbox.app)
        .into_iter()
        .any(|configured| configured.channel.id == wanted.channel);
    if !known {
        return Err(Failure::NotFound);
    }
    let viewer = Viewer::new(sandbox, wanted);
    let events = futures_util::stream::unfold(viewer, |mut viewer| async {
        match viewer.next().await {
            Ok(event) => Some((Ok(event), viewer)),
            Err(error) => {
                // The browser asks again by itself.
                tracing::debug!(error = format!("{error:#}"), "a stream of events broke off");
                None
            }
        }
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}

/// Someone who looks at a page, and what they have been sent.
struct Viewer {
    sandbox: Sandbox,
    channel: String,
    language: Option<Language>,
    clock: Option<watch::Receiver<Timestamp>>,
    player: Option<watch::Receiver<Status>>,
    shown: Parts,
    posts: HashSet<i64>,
    is_new: bool,
}

/// The parts of a page that are replaced whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Parts {
    #[serde(skip_serializing_if = "Option::is_none")]
    channels: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transport: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coming: Option<String>,
}

/// One event.
#[derive(Debug, Serialize)]
struct Change {
    parts: Parts,
    posts: Vec<NewPost>,
}

/// A post to be put at the end of the list.
#[derive(Debug, Serialize)]
struct NewPost {
    /// The id of its element: the page may have it already.
    id: String,
    html: String,
    /// What a screen reader is told.
    announcement: String,
}

impl Viewer {
    fn new(sandbox: Sandbox, wanted: Wanted) -> Self {
        let clock = match &sandbox.app.clock {
            Clock::System => None,
            Clock::Moved(time) => Some(time.subscribe()),
        };
        Self {
            player: sandbox.player.as_ref().map(|player| player.watch()),
            clock,
            channel: wanted.channel,
            language: wanted.lang.as_deref().and_then(Language::of_tag),
            shown: Parts::default(),
            posts: HashSet::new(),
            is_new: true,
            sandbox,
        }
    }

    /// The next change, however long it takes to come.
    async fn next(&mut self) -> anyhow::Result<Event> {
        loop {
            if !std::mem::take(&mut self.is_new) {
                self.wait().await;
            }
            let read = View::read(&self.sandbox, &self.channel, self.language, None).await?;
            let view = read.ok_or_else(|| anyhow::anyhow!("the channel is gone"))?;
            let change = self.change(&view);
            if change.parts != Parts::default() || !change.posts.is_empty() {
                return Ok(Event::default().json_data(change)?);
            }
        }
    }

    async fn wait(&mut self) {
        tokio::time::sleep(SHORTEST_PAUSE).await;
        tokio::select! {
            () = changed(self.clock.as_mut()) => (),
            () = changed(self.player.as_mut()) => (),
            () = tokio::time::sleep(LONGEST_PAUSE) => (),
        }
    }

    /// What `view` shows that this viewer has not been sent.
    fn change(&mut self, view: &View) -> Change {
        let now = Parts {
            channels: Some(fragments::channels(view).into_string()),
            clock: Some(fragments::clock(view).into_string()),
            transport: Some(fragments::transport(view).into_string()),
            coming: Some(fragments::coming(view).into_string()),
        };
        let shown = std::mem::replace(&mut self.shown, now.clone());
        let parts = Parts {
            channels: now
                .channels
                .filter(|_| self.shown.channels != shown.channels),
            clock: now.clock.filter(|_| self.shown.clock != shown.clock),
            transport: now
                .transport
                .filter(|_| self.shown.transport != shown.transport),
            coming: now.coming.filter(|_| self.shown.coming != shown.coming),
        };
        Change {
            parts,
            posts: self.new_posts(view),
        }
    }

    fn new_posts(&mut self, view: &View) -> Vec<NewPost> {
        let mut previous = None;
        let mut posts = Vec::new();
        for row in &view.said {
            if self.posts.insert(row.delivery) {
                let title = fragments::message_of(row).title;
                posts.push(NewPost {
                    id: format!("post-{}", row.delivery),
                    html: fragments::post(view, row, previous).into_string(),
                    announcement: say(
                        view.language,
                        "page-new-post",
                        &[("title", Value::Text(&title))],
                    ),
                });
            }
            previous = Some(fragments::day_of(row));
        }
        posts
    }
}

/// Waits for `watched` to change; for ever if there is nothing to watch.
async fn changed<T>(watched: Option<&mut watch::Receiver<T>>) {
    let alive = match watched {
        Some(watched) => watched.changed().await.is_ok(),
        None => false,
    };
    if !alive {
        std::future::pending::<()>().await;
    }
}
