//! `announce`: a coordinator's own words, to networks or to all.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::app::App;
use crate::cli::post_table::Row;
use crate::cli::setup::{self, date, time};
use crate::cli::{AnnounceArguments, Failure, Output};
use crate::clock::Timestamp;
use crate::outbox::{Route, Wanted};
use crate::plan::{Calendar, Content, Post, Slide};
use crate::programme::{Audience, Id, Language, Programme};
use crate::store::Origin;

/// How long an announcement is of use.
const USEFUL_FOR: Duration = Duration::from_secs(3 * 24 * 60 * 60);
/// The longest text we take, in characters; platforms shorten far below it.
const LONGEST: usize = 10_000;

/// Announces, or shows what would be said.
pub(super) async fn run(
    arguments: &AnnounceArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let text = arguments.text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(Failure::Usage(format!(
            "an announcement has from 1 to {LONGEST} characters"
        )));
    }
    let mut posts = Vec::new();
    for (programme, networks) in audience(app, arguments).await? {
        posts.extend(announcements(app, &programme, &networks, text, arguments)?);
    }
    show(&posts, out)?;
    if arguments.dry_run {
        return out.line("\nNothing was said: this was a dry run.");
    }
    app.store.add_posts(&posts, Origin::Command).await?;
    out.line("\nPlanned. A running `skolebud serve` says it when it is due.")
}

/// The programmes spoken to, each with its networks.
async fn audience(
    app: &App,
    arguments: &AnnounceArguments,
) -> Result<Vec<(Programme, Vec<Id>)>, Failure> {
    let mut audience: BTreeMap<Id, (Programme, BTreeSet<Id>)> = BTreeMap::new();
    let mut add = |programme: Programme, network: Id| {
        audience
            .entry(programme.id.clone())
            .or_insert_with(|| (programme, BTreeSet::new()))
            .1
            .insert(network);
    };
    if arguments.all {
        for row in app.store.programme_revisions().await? {
            let programme = setup::one_programme(app, Some(&row.id)).await?.in_force();
            for network in &programme.networks {
                add(programme.clone(), network.id.clone());
            }
        }
    }
    for name in &arguments.networks {
        let (stored, network) = setup::network(app, name).await?;
        add(stored.in_force(), network);
    }
    if audience.is_empty() {
        return Err(Failure::Usage(
            "there is no programme yet; bring one in with `skolebud plan apply FILE`".to_owned(),
        ));
    }
    Ok(audience
        .into_values()
        .map(|(programme, networks)| (programme, networks.into_iter().collect()))
        .collect())
}

/// One post for each language, in every channel of the networks; a channel that serves two of them
/// hears it once.
fn announcements(
    app: &App,
    programme: &Programme,
    networks: &[Id],
    text: &str,
    arguments: &AnnounceArguments,
) -> Result<Vec<Wanted>, Failure> {
    let (due_at, closes_at) = when(app, programme, arguments.at.as_deref())?;
    let routes = app.settings.routes(&programme.id);
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut by_language: BTreeMap<Language, BTreeSet<String>> = BTreeMap::new();
    for id in networks {
        let language = programme
            .network(id)
            .and_then(|network| network.language)
            .unwrap_or(programme.language);
        for channel in channels_of(&routes, id) {
            if taken.insert(channel.clone()) {
                by_language.entry(language).or_default().insert(channel);
            }
        }
    }
    if by_language.is_empty() {
        return Err(Failure::Usage(format!(
            "no channel serves {}; name one in the settings first",
            networks
                .iter()
                .map(Id::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        )));
    }
    // Two announcements in one millisecond are two: chance makes their keys differ.
    let (now, chance) = (app.clock.now(), app.entropy.fraction());
    Ok(by_language
        .into_iter()
        .map(|(language, channels)| Wanted {
            post: Post {
                key: format!(
                    "{}/announcement/{}-{:06.0}/{}",
                    programme.id,
                    now.millis(),
                    chance * 1e6,
                    language.tag()
                ),
                programme: programme.id.clone(),
                network: (networks.len() == 1).then(|| networks[0].clone()),
                audience: Audience::Network,
                language,
                zone: programme.zone.clone(),
                due_at,
                closes_at,
                useful_until_at: due_at.plus(USEFUL_FOR),
                content: Content::Announcement {
                    text: text.to_owned(),
                },
            },
            channels: channels.into_iter().collect(),
        })
        .collect())
}

fn channels_of(routes: &[Route], network: &Id) -> Vec<String> {
    routes
        .iter()
        .filter(|route| route.network.as_ref() == Some(network))
        .map(|route| route.channel.clone())
        .collect()
}

/// When it is said: at the time asked for, or now; in quiet time, when that ends.
fn when(
    app: &App,
    programme: &Programme,
    at: Option<&str>,
) -> Result<(Timestamp, Timestamp), Failure> {
    let zone = programme.zone.rules();
    let now = app.clock.now();
    let local = match at {
        None => now.local(zone),
        Some(text) => {
            let (day, hour) = text.trim().rsplit_once([' ', 'T']).ok_or_else(|| {
                Failure::Usage(format!(
                    "write the time like \"2018-10-01 08:00\", not “{text}”"
                ))
            })?;
            date(day)?.to_datetime(time(hour)?)
        }
    };
    if Timestamp::of_local(local, zone) < now && at.is_some() {
        return Err(Failure::Usage(format!("{local} has passed already")));
    }
    Calendar::of_coordinators(programme)
        .place(local, Slide::Forward)
        .map(|(due, closes)| (due.max(now), closes))
        .ok_or_else(|| Failure::because("the calendar has no opening within a year"))
}

fn show(posts: &[Wanted], out: &mut Output) -> Result<(), Failure> {
    for Wanted { post, channels } in posts {
        let row = Row::of(post, &channels.join(", "), post.due_at);
        out.line(format!(
            "{}  in {}",
            row.local.strftime("%a %Y-%m-%d %H:%M"),
            row.channel
        ))?;
        for line in row.text.lines() {
            out.line(format!("  {line}"))?;
        }
    }
    Ok(())
}
