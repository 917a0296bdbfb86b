//! Posts that fall due whatever the hour, so that the binary can run by the real clock.

use std::path::Path;
use std::time::Duration;

use skolebud::clock::Timestamp;
use skolebud::outbox::Wanted;
use skolebud::plan::{Content, Post};
use skolebud::programme::{Audience, Id};
use skolebud::store::{Origin, Store};

use crate::support::program::{SMALL, read};

/// Something for the small programme's network, to be said from `due_at` on for so long.
pub(crate) fn post(content: Content, due_at: Timestamp, of_use: Duration) -> Post {
    let programme = read(SMALL);
    let text = match &content {
        Content::Prompt { text, .. } | Content::Announcement { text } => text.as_str(),
        _ => "",
    };
    Post {
        key: format!("prove/{}/{}/{text}", content.kind(), due_at.millis()),
        programme: programme.id.clone(),
        network: Id::parse("gruppe-1"),
        audience: Audience::Network,
        language: programme.language,
        zone: programme.zone.clone(),
        due_at,
        closes_at: due_at.plus(of_use),
        useful_until_at: due_at.plus(of_use),
        content,
    }
}

/// Plans an announcement in the small programme's channel.
pub(crate) async fn add_post(database: &Path, text: &str, due_at: Timestamp, of_use: Duration) {
    let content = Content::Announcement {
        text: text.to_owned(),
    };
    let post = post(content, due_at, of_use);
    let channels = vec!["gruppe-1-slack".to_owned()];
    let store = Store::open(database).await.unwrap();
    store
        .add_posts(&[Wanted { post, channels }], Origin::Command)
        .await
        .unwrap();
    store.close().await;
}
