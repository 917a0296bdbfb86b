//! What a page of the sandbox shows, read from settings, store and clock.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::app::App;
use crate::chat::Address;
use crate::clock::Timestamp;
use crate::config::{ConfiguredChannel, Serves};
use crate::programme::{Language, Network, Programme};
use crate::store::{SaidPlace, SaidRow, Waiting};

use super::Sandbox;
use super::player::{Status, last_instant};

/// How many posts a page shows; older ones are a link away.
const POSTS_SHOWN: u32 = 60;
/// How many coming posts a page names.
const COMING_SHOWN: u32 = 3;

/// Everything a page shows.
#[derive(Debug)]
pub(super) struct View {
    /// The language of the page; posts have their own.
    pub(super) language: Language,
    /// The language that was asked for by hand, kept in every link.
    pub(super) chosen: Option<Language>,
    pub(super) title: Option<String>,
    /// The clock as the programme's zone shows it.
    pub(super) now: DateTime,
    pub(super) zone: TimeZone,
    pub(super) channels: Vec<Entry>,
    /// The channel that is shown.
    pub(super) shown: Entry,
    pub(super) network: Option<Network>,
    /// Oldest first.
    pub(super) said: Vec<SaidRow>,
    /// Where the page before this one ends, if there is one.
    pub(super) older: Option<SaidPlace>,
    /// Whether this page stands before the newest posts.
    pub(super) is_old: bool,
    pub(super) coming: Vec<Waiting>,
    /// Nothing when the clock cannot be moved.
    pub(super) player: Option<Status>,
    /// The first and the last day that can be jumped to.
    pub(super) days: Option<(Date, Date)>,
}

/// A channel in the list.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    /// The network's name; nothing for the coordinators.
    pub(super) network: Option<String>,
    pub(super) unseen: i64,
}

impl View {
    /// What the page of `channel` shows; nothing when the sandbox has no such channel.
    pub(super) async fn read(
        sandbox: &Sandbox,
        channel: &str,
        chosen: Option<Language>,
        before: Option<SaidPlace>,
    ) -> anyhow::Result<Option<Self>> {
        let app = &sandbox.app;
        let Some(shown) = channels(app)
            .into_iter()
            .find(|configured| configured.channel.id == channel)
        else {
            return Ok(None);
        };
        let programmes = app.store.programmes_in_force().await?;
        let end = before.unwrap_or(SaidPlace::END);
        let mut said = app
            .store
            .said_in_channel(channel, end, POSTS_SHOWN + 1)
            .await?;
        let older = leave_the_oldest(&mut said);
        let counts = app.store.count_said().await?;
        let count = |id: &str| counts.get(id).copied().unwrap_or(0);
        if before.is_none() {
            sandbox.seen.note(channel, count(channel));
        }
        let entry = |configured: &ConfiguredChannel| {
            let id = configured.channel.id.clone();
            let unseen = sandbox.seen.unseen(&id, count(&id));
            Entry {
                network: title_of(configured, &programmes),
                id,
                unseen,
            }
        };
        let now = app.clock.now();
        let first = programmes.first();
        let zone = first.map_or(TimeZone::UTC, |programme| programme.zone.rules().clone());
        let spoken = first.map_or(Language::English, |programme| programme.language);
        Ok(Some(Self {
            language: chosen.unwrap_or(spoken),
            chosen,
            title: first.map(|programme| programme.title.clone()),
            now: now.local(&zone),
            channels: channels(app).into_iter().map(entry).collect(),
            shown: entry(shown),
            network: network_of(shown, &programmes).cloned(),
            said,
            older,
            is_old: before.is_some(),
            coming: app.store.waiting(COMING_SHOWN).await?,
            player: sandbox.player.as_ref().map(|player| player.status()),
            days: days_left(&programmes, now, &zone),
            zone,
        }))
    }

    /// Whether nothing more will be said.
    pub(super) fn is_over(&self) -> bool {
        self.coming.is_empty()
    }

    /// The name of the channel called `id`.
    pub(super) fn entry(&self, id: &str) -> Option<&Entry> {
        self.channels.iter().find(|entry| entry.id == id)
    }
}

/// The sandbox's channels, in the order of the settings: the leaders' first.
pub(super) fn channels(app: &App) -> Vec<&ConfiguredChannel> {
    let mut channels: Vec<&ConfiguredChannel> = app
        .settings
        .channels
        .iter()
        .filter(|configured| matches!(configured.channel.address, Address::Sandbox))
        .collect();
    channels.sort_by_key(|configured| matches!(configured.serves, Serves::Coordinators(_)));
    channels
}

/// Takes away the row too many, which tells that there are older ones.
fn leave_the_oldest(said: &mut Vec<SaidRow>) -> Option<SaidPlace> {
    let too_many = said.len() > usize::try_from(POSTS_SHOWN).unwrap_or(usize::MAX);
    if too_many {
        said.remove(0);
    }
    too_many.then(|| said.first().map(SaidRow::place)).flatten()
}

/// The name a channel has in the list: that of its networks.
fn title_of(configured: &ConfiguredChannel, programmes: &[Programme]) -> Option<String> {
    match &configured.serves {
        Serves::Coordinators(_) => None,
        Serves::Networks(served) => {
            let titles: Vec<&str> = served
                .iter()
                .filter_map(|(programme, network)| {
                    let programme = programmes.iter().find(|known| known.id == *programme)?;
                    Some(programme.network(network)?.title.as_str())
                })
                .collect();
            let known = !titles.is_empty();
            Some(if known {
                titles.join(", ")
            } else {
                configured.channel.id.clone()
            })
        }
    }
}

/// The network whose sessions stand beside the posts: the channel's first.
fn network_of<'a>(
    configured: &ConfiguredChannel,
    programmes: &'a [Programme],
) -> Option<&'a Network> {
    let Serves::Networks(served) = &configured.serves else {
        return None;
    };
    let (programme, network) = served.first()?;
    let programme = programmes.iter().find(|known| known.id == *programme)?;
    programme.network(network)
}

fn days_left(programmes: &[Programme], now: Timestamp, zone: &TimeZone) -> Option<(Date, Date)> {
    let today = now.local(zone).date();
    let last = last_instant(programmes)?.local(zone).date();
    let tomorrow = today.tomorrow().ok()?;
    (tomorrow <= last).then_some((tomorrow, last))
}
