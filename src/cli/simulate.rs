//! `simulate`: the whole year of a programme file, without database, settings or clock.

use crate::cli::post_table::{Row, print};
use crate::cli::setup::{date, read_programme};
use crate::cli::{Failure, Output, SimulateArguments};
use crate::plan::{Post, year};
use crate::programme::{Audience, Programme};

/// The name of the coordinators' channel where no settings give it one.
pub(super) const COORDINATORS: &str = "coordinators";

/// Prints the year.
pub(super) fn run(arguments: &SimulateArguments, out: &mut Output) -> Result<(), Failure> {
    let from = arguments.from.as_deref().map(date).transpose()?;
    let to = arguments.to.as_deref().map(date).transpose()?;
    let programme = read_programme(&arguments.file, out)?;
    let rows: Vec<Row> = rows(&programme)
        .into_iter()
        .filter(|row| from.is_none_or(|from| from <= row.local.date()))
        .filter(|row| to.is_none_or(|to| row.local.date() <= to))
        .collect();
    print(&rows, arguments.json, out)
}

/// Every post of `programme`, each in the channel of its network.
pub(super) fn rows(programme: &Programme) -> Vec<Row> {
    let mut rows: Vec<Row> = year(programme)
        .iter()
        .map(|post| Row::of(post, channel(post), post.due_at))
        .collect();
    rows.sort();
    rows
}

fn channel(post: &Post) -> &str {
    match (&post.audience, &post.network) {
        (Audience::Network, Some(network)) => network.as_str(),
        _ => COORDINATORS,
    }
}
