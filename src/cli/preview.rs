//! `preview`: the exact JSON that Slack or Teams would get.

use std::path::Path;

use crate::chat::{self, ChannelKind};
use crate::cli::setup::{self, read_programme};
use crate::cli::{Failure, Output, Platform, PreviewArguments};
use crate::plan::{Post, year};
use crate::words;

/// Prints the post's payload.
pub(super) async fn run(
    arguments: &PreviewArguments,
    config: Option<&Path>,
    out: &mut Output,
) -> Result<(), Failure> {
    let post = find(arguments, config, out).await?;
    let message = words::compose(&post.content, post.language, &post.zone, post.due_at);
    match arguments.platform {
        Platform::Text => out.line(message.as_plain_text()),
        Platform::SlackWebhook => out.json(&chat::payload(&message, ChannelKind::SlackWebhook)),
        Platform::TeamsWorkflow => out.json(&chat::payload(&message, ChannelKind::TeamsWorkflow)),
    }
}

async fn find(
    arguments: &PreviewArguments,
    config: Option<&Path>,
    out: &mut Output,
) -> Result<Post, Failure> {
    let wanted = arguments.post.as_str();
    if let Some(file) = &arguments.file {
        let posts = year(&read_programme(file, out)?);
        let near = posts
            .iter()
            .map(|post| post.key.as_str())
            .max_by(|one, other| {
                let alike = |key| strsim::jaro_winkler(key, wanted);
                alike(one).total_cmp(&alike(other))
            });
        let hint = near.map_or_else(String::new, |key| format!("; did you mean {key}?"));
        return posts
            .iter()
            .find(|post| post.key == wanted)
            .cloned()
            .ok_or_else(|| Failure::Usage(format!("the file gives no post {wanted}{hint}")));
    }
    let app = setup::open(config, out).await?;
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
