//! `status`, `log` and `retry`: how things stand, what happened, and trying again.

use std::time::Duration;

use serde::Serialize;

use crate::app::App;
use crate::cli::post_table::Row;
use crate::cli::{Failure, JsonArguments, LogArguments, Output, RetryArguments};
use crate::clock::Timestamp;
use crate::plan::Post;
use crate::store::{ChannelStatus, LogQuery};

/// How many coming posts the status shows.
const COMING: u32 = 5;
/// How long a delivery that is tried again stays of use, where its own time has passed.
const RETRIED_USEFUL_FOR: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Serialize)]
struct Status {
    programmes: Vec<String>,
    channels: Vec<ChannelStatus>,
    next: Vec<Row>,
}

/// `status`.
pub(super) async fn show(
    arguments: &JsonArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let status = Status {
        programmes: app
            .store
            .programme_revisions()
            .await?
            .into_iter()
            .map(|row| row.id)
            .collect(),
        channels: app.store.channel_statuses().await?,
        next: app
            .store
            .waiting(COMING)
            .await?
            .iter()
            .map(|waiting| Row::of(&waiting.post, &waiting.channel, waiting.due_at))
            .collect(),
    };
    if arguments.json {
        return out.json(&status);
    }
    print_status(&status, app, out)
}

fn print_status(status: &Status, app: &App, out: &mut Output) -> Result<(), Failure> {
    if status.programmes.is_empty() {
        return out
            .line("There is no programme yet; bring one in with `skolebud plan apply FILE`.");
    }
    out.line(format!("Programmes: {}\n", status.programmes.join(", ")))?;
    let now = app.clock.now();
    out.table(
        &[
            "Channel",
            "Kind",
            "Sent",
            "Waiting",
            "Not said",
            "Held until (UTC)",
        ],
        status.channels.iter().map(|channel| {
            let held = Timestamp::from_millis(channel.held_until_at);
            vec![
                channel.channel.clone(),
                channel.kind.clone(),
                channel.sent.to_string(),
                channel.waiting.to_string(),
                channel.unsaid.to_string(),
                if held > now {
                    held.to_string()
                } else {
                    "–".to_owned()
                },
            ]
        }),
    )?;
    out.line("")?;
    if status.next.is_empty() {
        return out.line("Nothing is waiting to be said.");
    }
    out.line("Next:")?;
    out.table(
        &["Local time", "Channel", "Kind", "First line"],
        status.next.iter().map(|row| {
            vec![
                row.local.strftime("%a %Y-%m-%d %H:%M").to_string(),
                row.channel.clone(),
                row.kind.to_owned(),
                row.first_line.clone(),
            ]
        }),
    )
}

/// `log`.
pub(super) async fn log(
    arguments: &LogArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let lines = app
        .store
        .read_log(&LogQuery {
            channel: arguments.channel.clone(),
            delivery: arguments.delivery,
            only_trouble: arguments.trouble,
            most: arguments.lines,
        })
        .await?;
    if arguments.json {
        return out.json(&lines);
    }
    if lines.is_empty() {
        return out.line("The log has nothing of that kind.");
    }
    out.table(
        &[
            "Time (UTC)",
            "No",
            "Channel",
            "Kind",
            "Attempt",
            "Outcome",
            "Reason",
            "State",
        ],
        lines.into_iter().map(|line| {
            vec![
                Timestamp::from_millis(line.at).to_string(),
                line.delivery.to_string(),
                line.channel,
                line.kind,
                if line.attempt == 0 {
                    "–".to_owned()
                } else {
                    line.attempt.to_string()
                },
                line.outcome.unwrap_or_else(|| "on its way".to_owned()),
                line.reason.unwrap_or_else(|| "–".to_owned()),
                line.state,
            ]
        }),
    )
}

/// `retry`.
pub(super) async fn retry(
    arguments: &RetryArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let number = arguments.delivery;
    let Some(post) = app.store.post_of_delivery(number).await? else {
        return Err(Failure::Usage(format!(
            "there is no delivery {number}; see `skolebud log --trouble`"
        )));
    };
    let now = app.clock.now();
    show_again(&post, now, out)?;
    if arguments.dry_run {
        return out.line("\nNothing was changed: this was a dry run.");
    }
    if app
        .store
        .retry(number, now, now.plus(RETRIED_USEFUL_FOR))
        .await?
    {
        out.line("\nIt waits to be sent. A running `skolebud serve` sends it.")
    } else {
        Err(Failure::because(format!(
            "delivery {number} is neither refused, missed nor in doubt; nothing was changed"
        )))
    }
}

fn show_again(post: &Post, now: Timestamp, out: &mut Output) -> Result<(), Failure> {
    out.line(Row::of(post, "", now).text)
}
