//! `plan show|diff|apply|export`: the database is the truth, files are a way in and out.

use std::path::Path;

use serde::Serialize;

use crate::app::App;
use crate::cli::post_table::Row;
use crate::cli::setup::{self, read_programme};
use crate::cli::{Failure, Output, PlanCommand};
use crate::findings::counted;
use crate::outbox::{Reconciliation, State, Stored};
use crate::plan::worker::{difference, step};
use crate::plan::{self, Post};
use crate::programme::compare::compare;
use crate::programme::{Programme, export};
use crate::store::StoredProgramme;

/// Does what `command` asks.
pub(super) async fn run(command: &PlanCommand, app: &App, out: &mut Output) -> Result<(), Failure> {
    match command {
        PlanCommand::Show { programme, json } => show(app, programme.as_deref(), *json, out).await,
        PlanCommand::Diff {
            file,
            discard_changes,
        } => apply(app, file, *discard_changes, true, out).await,
        PlanCommand::Apply {
            file,
            discard_changes,
            dry_run,
        } => apply(app, file, *discard_changes, *dry_run, out).await,
        PlanCommand::Export { programme, output } => {
            let stored = setup::one_programme(app, programme.as_deref()).await?;
            let text = export(&stored.in_force());
            match output {
                None => out.raw(&text),
                Some(path) => std::fs::write(path, text).map_err(|error| {
                    Failure::because(format!("cannot write {}: {error}", path.display()))
                }),
            }
        }
    }
}

#[derive(Serialize)]
struct PlannedRow {
    #[serde(flatten)]
    row: Row,
    state: Option<State>,
    delivery: Option<i64>,
}

async fn show(
    app: &App,
    programme: Option<&str>,
    json: bool,
    out: &mut Output,
) -> Result<(), Failure> {
    let stored = setup::one_programme(app, programme).await?;
    let id = &stored.from_file.id;
    let posts = app
        .store
        .planned(id.as_str())
        .await?
        .map(|(_, posts)| posts)
        .unwrap_or_default();
    let mut rows: Vec<PlannedRow> = posts.iter().flat_map(planned_rows).collect();
    rows.sort_by(|one, other| one.row.cmp(&other.row));
    if json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.line("Nothing is left to say: no session of it is still to come.");
    }
    out.table(
        &["Local time", "Channel", "Kind", "State", "No", "First line"],
        rows.iter().map(|planned| {
            vec![
                planned.row.local.strftime("%a %Y-%m-%d %H:%M").to_string(),
                planned.row.channel.clone(),
                planned.row.kind.to_owned(),
                planned.state.map_or("no channel", State::name).to_owned(),
                planned
                    .delivery
                    .map_or_else(String::new, |number| number.to_string()),
                planned.row.first_line.clone(),
            ]
        }),
    )
}

fn planned_rows(stored: &Stored) -> Vec<PlannedRow> {
    let row = |channel: &str| Row::of(&stored.post, channel, stored.post.due_at);
    if stored.deliveries.is_empty() {
        return vec![PlannedRow {
            row: row("–"),
            state: None,
            delivery: None,
        }];
    }
    stored
        .deliveries
        .iter()
        .map(|delivery| PlannedRow {
            row: row(&delivery.channel),
            state: Some(delivery.state),
            delivery: Some(delivery.id),
        })
        .collect()
}

async fn apply(
    app: &App,
    file: &Path,
    discard_changes: bool,
    dry_run: bool,
    out: &mut Output,
) -> Result<(), Failure> {
    let programme = read_programme(file, out)?;
    let now = app.clock.now();
    let (before, posts) = match app.store.planned(programme.id.as_str()).await? {
        Some((stored, posts)) => (Some(stored), posts),
        None => (None, Vec::new()),
    };
    let after = StoredProgramme {
        from_file: programme.clone(),
        changes: match &before {
            Some(before) if !discard_changes => before.changes.clone(),
            _ => Vec::new(),
        },
        revision: 0,
        planned_for: None,
    };
    let in_force = after.in_force();
    let routes = app.settings.routes(&programme.id);
    let opened = app.store.opened(&programme.id).await?;
    let changes = difference(&in_force, &opened, &posts, &routes, now);
    match &before {
        Some(before) => print_changes(&before.in_force(), &in_force, &changes, &posts, out)?,
        None => out.line(format!(
            "{} is new: {}, {} to come.",
            programme.id,
            counted(programme.networks.len(), "network"),
            counted(changes.insert.len(), "post"),
        ))?,
    }
    say_what_is_kept(&after, out)?;
    for note in plan::in_force(&in_force, &opened).notes {
        out.note(format!("warning: {note}"));
    }
    warn_of_missing_channels(&in_force, app, out);
    if dry_run {
        return out.line("\nNothing was changed: this was a dry run.");
    }
    app.store
        .apply_programme(&programme, discard_changes, now)
        .await?;
    while step(app).await?.is_some() {}
    out.line("\nApplied. A running `skolebud serve` says it from here.")
}

fn say_what_is_kept(after: &StoredProgramme, out: &mut Output) -> Result<(), Failure> {
    let kept = after.changes.len();
    if kept == 0 {
        return Ok(());
    }
    let lost = crate::programme::amend::amend(after.from_file.clone(), &after.changes).1;
    out.line(format!(
        "\nKept: {} made by command (--discard-changes gives it all up).",
        counted(kept - lost.len(), "change")
    ))?;
    for change in lost {
        out.line(format!(
            "No longer of effect: the file has no {} in {}.",
            change.session, change.network
        ))?;
    }
    Ok(())
}

fn warn_of_missing_channels(programme: &Programme, app: &App, out: &Output) {
    let routes = app.settings.routes(&programme.id);
    for network in &programme.networks {
        if !routes
            .iter()
            .any(|route| route.network.as_ref() == Some(&network.id))
        {
            out.note(format!(
                "warning: no channel serves {}/{}; nothing is said to it until the settings name one",
                programme.id, network.id
            ));
        }
    }
}

/// Prints what differs between two programmes, and what that changes in what is said.
pub(super) fn print_changes(
    before: &Programme,
    after: &Programme,
    changes: &Reconciliation,
    stored: &[Stored],
    out: &mut Output,
) -> Result<(), Failure> {
    let differences = compare(before, after);
    if differences.is_empty() {
        out.line("The programme stays as it is.")?;
    } else {
        out.table(
            &["Where", "Before", "After"],
            differences.into_iter().map(|difference| {
                let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
                vec![
                    difference.place,
                    or_none(difference.before),
                    or_none(difference.after),
                ]
            }),
        )?;
    }
    let rows = post_changes(changes, stored);
    if rows.is_empty() {
        return out.line("\nNothing changes in what is said.");
    }
    out.line("")?;
    out.table(
        &["Change", "Local time", "Channel", "Kind", "First line"],
        rows,
    )
}

fn post_changes(changes: &Reconciliation, stored: &[Stored]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for wanted in &changes.insert {
        for channel in &wanted.channels {
            rows.push(row("new", &wanted.post, channel));
        }
        if wanted.channels.is_empty() {
            rows.push(row("new", &wanted.post, "–"));
        }
    }
    for update in &changes.update {
        let channels = stored
            .iter()
            .filter(|stored| stored.id == update.id)
            .flat_map(|stored| &stored.deliveries)
            .filter(|delivery| delivery.state == State::Waiting);
        let word = if update.moved { "moved" } else { "changed" };
        rows.extend(channels.map(|delivery| row(word, &update.post, &delivery.channel)));
    }
    for (delivery, state) in &changes.end {
        let ended = stored.iter().find_map(|stored| {
            let delivery = stored
                .deliveries
                .iter()
                .find(|known| known.id == *delivery)?;
            Some(row(state.name(), &stored.post, &delivery.channel))
        });
        rows.extend(ended);
    }
    rows.sort_by(|one, other| one[1..].cmp(&other[1..]));
    rows
}

fn row(change: &str, post: &Post, channel: &str) -> Vec<String> {
    let row = Row::of(post, channel, post.due_at);
    vec![
        change.to_owned(),
        row.local.strftime("%Y-%m-%d %H:%M %a").to_string(),
        row.channel,
        row.kind.to_owned(),
        row.first_line,
    ]
}
