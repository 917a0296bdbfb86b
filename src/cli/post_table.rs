//! A year as a table: local time, channel, kind, first line. The same for what would be said
//! (`simulate`) and for what was (`demo --headless`).

use jiff::civil::DateTime;
use serde::Serialize;

use crate::cli::{Failure, Output};
use crate::clock::Timestamp;
use crate::findings::counted;
use crate::plan::Post;
use crate::words;

/// Stands for the link to the page on which a question is answered: each channel has its own.
const PAGE: &str = "https://…/a/…";

/// One post in one channel.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Row {
    /// The wall clock of the programme's zone.
    pub(super) local: DateTime,
    pub(super) channel: String,
    pub(super) key: String,
    pub(super) kind: &'static str,
    pub(super) first_line: String,
    /// The whole message as plain text.
    pub(super) text: String,
}

impl Row {
    /// `post` as it is said in `channel` at `at`.
    pub(super) fn of(post: &Post, channel: &str, at: Timestamp) -> Self {
        let message = words::compose(&post.content, post.language, &post.zone, at);
        let message = words::lead_to_page(message, &post.content, true, |_| PAGE.to_owned());
        Self {
            local: at.local(post.zone.rules()),
            channel: channel.to_owned(),
            key: post.key.clone(),
            kind: post.kind().name(),
            text: message.as_plain_text(),
            first_line: message.summary,
        }
    }
}

/// Prints `rows` as a table or as JSON.
pub(super) fn print(rows: &[Row], json: bool, out: &mut Output) -> Result<(), Failure> {
    if json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.line("Nothing is said in that time.");
    }
    out.table(
        &["Local time", "Channel", "Kind", "First line"],
        rows.iter().map(|row| {
            vec![
                row.local.strftime("%a %Y-%m-%d %H:%M").to_string(),
                row.channel.clone(),
                row.kind.to_owned(),
                row.first_line.clone(),
            ]
        }),
    )?;
    out.line(format!("\n{}", counted(rows.len(), "post")))
}
