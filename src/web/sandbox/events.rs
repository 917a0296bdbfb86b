//! What changes on a page, sent as it happens (server-sent events).

use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::clock::{Clock, Timestamp};
use crate::programme::Language;
use crate::words::{Value, say};

use super::fragments::Under;
use super::player::Status;
use super::view::{Item, View};
use super::who::Who;
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
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let known = view::channels(&sandbox.app)
        .into_iter()
        .any(|configured| configured.channel.id == wanted.channel);
    if !known {
        return Err(Failure::NotFound);
    }
    let viewer = Viewer::new(sandbox, wanted, Who::of_cookie(&headers));
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
    who: Option<Who>,
    language: Option<Language>,
    clock: Option<watch::Receiver<Timestamp>>,
    player: Option<watch::Receiver<Status>>,
    shown: Parts,
    /// What the page shows of each post and line that can change; of others nothing but that it has them.
    posts: HashMap<Under, Option<String>>,
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

/// A post or line to be put at the end of the list, or in the place of what it was before.
#[derive(Debug, Serialize)]
struct NewPost {
    /// The id of its element: the page may have it already.
    id: String,
    html: String,
    /// It was sent before and has changed since.
    again: bool,
    /// What a screen reader is told.
    announcement: String,
}

impl Viewer {
    fn new(sandbox: Sandbox, wanted: Wanted, who: Option<Who>) -> Self {
        let clock = match &sandbox.app.clock {
            Clock::System => None,
            Clock::Moved(time) => Some(time.subscribe()),
        };
        Self {
            player: sandbox.player.as_ref().map(|player| player.watch()),
            clock,
            who,
            channel: wanted.channel,
            language: wanted.lang.as_deref().and_then(Language::of_tag),
            shown: Parts::default(),
            posts: HashMap::new(),
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
            let who = self.who.clone();
            let read = View::read(&self.sandbox, &self.channel, who, self.language, None);
            let view = read
                .await?
                .ok_or_else(|| anyhow::anyhow!("the channel is gone"))?;
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

    /// Posts and lines that the page has not, or has otherwise.
    fn new_posts(&mut self, view: &View) -> Vec<NewPost> {
        let mut posts = Vec::new();
        for (item, previous) in view.log() {
            let under = item.under();
            let known = self.posts.get(&under);
            if known.is_some() && !item.may_change() {
                continue;
            }
            let html = fragments::item(view, item, previous).into_string();
            if known.is_some_and(|known| known.as_ref() == Some(&html)) {
                continue;
            }
            posts.push(NewPost {
                id: under.id(),
                html: html.clone(),
                again: known.is_some(),
                announcement: announcement(view, item),
            });
            self.posts.insert(under, item.may_change().then_some(html));
        }
        posts
    }
}

fn announcement(view: &View, item: Item<'_>) -> String {
    match item {
        Item::Post(row) => {
            let title = fragments::message_of(view, row).title;
            let title = [("title", Value::Text(title.as_str()))];
            say(view.language, "page-new-post", &title)
        }
        Item::Line(line) => {
            let who = fragments::author(view, &line.author);
            let values = [
                ("who", Value::Text(&who)),
                ("text", Value::Text(&line.text)),
            ];
            say(view.language, "page-new-line", &values)
        }
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
