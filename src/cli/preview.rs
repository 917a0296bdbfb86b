//! `preview`: the exact JSON that Slack or Teams would get.

use std::path::Path;

use crate::app::App;
use crate::chat::{self, ChannelKind};
use crate::cli::setup::{read_programme, with_app};
use crate::cli::{Failure, Output, Platform, PreviewArguments};
use crate::outbox::worker::message_for;
use crate::plan::{Post, year};
use crate::words::{self, Message};

/// Prints the post's payload.
pub(super) fn run(
    arguments: &PreviewArguments,
    config: Option<&Path>,
    out: &mut Output,
) -> Result<(), Failure> {
    match &arguments.file {
        Some(file) => {
            let post = find_in_file(&arguments.post, file, out)?;
            let message = words::compose(&post.content, post.language, &post.zone, post.due_at);
            print(&message, arguments.platform, out)
        }
        None => with_app(config, out, async |app, out| {
            let post = find_in_database(&arguments.post, app).await?;
            print(
                &message_of(&post, arguments.platform, app),
                arguments.platform,
                out,
            )
        }),
    }
}

/// What the first channel of the platform is told of `post`; in no channel there is no link to answer.
fn message_of(post: &Post, platform: Platform, app: &App) -> Message {
    let routes = app.settings.routes(&post.programme);
    let channels = routes.iter().filter(|route| route.carries(post));
    let channel = channels
        .filter_map(|route| app.settings.channel(&route.channel))
        .find(|channel| {
            platform
                .kind()
                .is_none_or(|kind| channel.address.kind() == kind)
        });
    match channel {
        Some(channel) => message_for(app, post, channel, post.due_at),
        None => words::compose(&post.content, post.language, &post.zone, post.due_at),
    }
}

fn print(message: &Message, platform: Platform, out: &mut Output) -> Result<(), Failure> {
    match platform.kind() {
        None => out.line(message.as_plain_text()),
        Some(kind) => out.json(&chat::payload(message, kind)),
    }
}

impl Platform {
    /// The kind of channel it means; nothing for plain text.
    const fn kind(self) -> Option<ChannelKind> {
        match self {
            Self::Text => None,
            Self::SlackWebhook => Some(ChannelKind::SlackWebhook),
            Self::TeamsWorkflow => Some(ChannelKind::TeamsWorkflow),
        }
    }
}

fn find_in_file(wanted: &str, file: &Path, out: &Output) -> Result<Post, Failure> {
    let posts = year(&read_programme(file, out)?);
    let alike = |post: &&Post| strsim::jaro_winkler(&post.key, wanted);
    let near = posts
        .iter()
        .max_by(|one, other| alike(one).total_cmp(&alike(other)));
    let hint = near.map_or_else(String::new, |post| format!("; did you mean {}?", post.key));
    posts
        .iter()
        .find(|post| post.key == wanted)
        .cloned()
        .ok_or_else(|| Failure::Usage(format!("the file gives no post {wanted}{hint}")))
}

async fn find_in_database(wanted: &str, app: &App) -> Result<Post, Failure> {
    let found = match wanted.parse::<i64>() {
        Ok(delivery) => app.store.post_of_delivery(delivery).await?,
        Err(_) => app.store.post_by_key(wanted).await?,
    };
    found.ok_or_else(|| {
        Failure::Usage(format!(
            "there is no post {wanted}; `skolebud plan show --json` lists them with their keys and numbers"
        ))
    })
}
