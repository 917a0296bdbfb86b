//! What a page of the sandbox shows, read from settings, store and clock.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::app::App;
use crate::chat::Address;
use crate::clock::Timestamp;
use crate::config::{ConfiguredChannel, Serves};
use crate::inbox::rules::person;
use crate::links::Links;
use crate::plan::Content;
use crate::programme::{Id, Language, Network, Programme};
use crate::store::{SaidPlace, SaidRow, Standing, Waiting};
use crate::words::Message;

use super::Sandbox;
use super::fragments::Under;
use super::player::{Status, last_instant};
use super::talk::Line;
use super::who::Who;

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
    /// Who looks at it.
    pub(super) who: Who,
    /// The language of the channel: that of its network, else of the programme.
    pub(super) spoken: Language,
    /// Oldest first.
    pub(super) said: Vec<SaidRow>,
    /// How the questions among what was said stand for the viewer, by the asking's key.
    pub(super) standings: HashMap<String, Standing>,
    /// What the viewer was answered under the posts, by delivery.
    pub(super) receipts: HashMap<i64, Message>,
    /// What people said beside the posts, oldest first.
    pub(super) lines: Vec<Line>,
    /// The schools that the viewer may speak for, by programme.
    programmes: Vec<Arc<Programme>>,
    /// Where the page before this one ends, if there is one.
    pub(super) older: Option<SaidPlace>,
    /// Whether this page stands before the newest posts.
    pub(super) is_old: bool,
    pub(super) coming: Vec<Waiting>,
    /// A question is open: its result may still be said.
    pub(super) is_asking: bool,
    /// Simulated leaders answer.
    pub(super) simulated: bool,
    /// Where questions are answered on a page, if anywhere.
    pub(super) links: Option<Links>,
    /// Nothing when the clock cannot be moved.
    pub(super) player: Option<Status>,
    /// The first and the last day that can be jumped to.
    pub(super) days: Option<(Date, Date)>,
}

/// Something in a channel's log.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'v> {
    Post(&'v SaidRow),
    Line(&'v Line),
}

impl Item<'_> {
    /// The day on which it was said, where it was said.
    fn day(&self, view: &View) -> Date {
        match self {
            Self::Post(row) => row.sent_at.local(row.post.zone.rules()).date(),
            Self::Line(line) => line.at.local(&view.zone).date(),
        }
    }

    /// What it is on the page.
    pub(super) fn under(&self) -> Under {
        match self {
            Self::Post(row) => Under::Post(row.delivery),
            Self::Line(line) => Under::Line(line.number),
        }
    }

    /// Whether it can change after it was said.
    pub(super) fn may_change(&self) -> bool {
        match self {
            Self::Post(row) => matches!(row.post.content, Content::Question { .. }),
            Self::Line(_) => true,
        }
    }
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
        who: Option<Who>,
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
        let usual = first.map_or(Language::English, |programme| programme.language);
        let network = network_of(shown, &programmes).cloned();
        let who = who.unwrap_or_else(|| usual_viewer(network.as_ref()));
        let standings = standings(sandbox, &said, &who, now).await?;
        let receipts = said.iter().filter_map(|row| {
            let receipt = sandbox.talk.receipt(&who, row.delivery)?;
            Some((row.delivery, receipt))
        });
        let receipts = receipts.collect();
        let from = said.first().filter(|_| older.is_some());
        let from = from.map_or(Timestamp::from_millis(i64::MIN), |row| row.sent_at);
        let lines = sandbox.talk.lines(channel, &who, from, end.sent_at);
        Ok(Some(Self {
            language: chosen.unwrap_or(usual),
            chosen,
            title: first.map(|programme| programme.title.clone()),
            now: now.local(&zone),
            channels: channels(app).into_iter().map(entry).collect(),
            shown: entry(shown),
            spoken: network
                .as_ref()
                .and_then(|network| network.language)
                .unwrap_or(usual),
            network,
            who,
            said,
            standings,
            receipts,
            lines,
            older,
            is_old: before.is_some(),
            coming: app.store.waiting(COMING_SHOWN).await?,
            is_asking: app.store.next_closing_at().await?.is_some(),
            simulated: sandbox.simulated,
            links: app.links.clone(),
            player: sandbox.player.as_ref().map(|player| player.status()),
            days: days_left(&programmes, now, &zone),
            programmes,
            zone,
        }))
    }

    /// Posts and lines together, oldest first, each with the day of the one before it.
    pub(super) fn log(&self) -> Vec<(Item<'_>, Option<Date>)> {
        let posts = self.said.iter().map(Item::Post);
        let mut items: Vec<Item<'_>> = posts.chain(self.lines.iter().map(Item::Line)).collect();
        // What was said at the same instant stays in order: the posts first.
        items.sort_by_key(|item| match item {
            Item::Post(row) => row.sent_at,
            Item::Line(line) => line.at,
        });
        let days: Vec<Date> = items.iter().map(|item| item.day(self)).collect();
        let before = std::iter::once(None).chain(days.into_iter().map(Some));
        items.into_iter().zip(before).collect()
    }

    /// Whether nothing more will be said.
    pub(super) fn is_over(&self) -> bool {
        self.coming.is_empty() && !self.is_asking
    }

    /// The programmes to which a school belongs.
    pub(super) fn programmes_of(&self, school: &Id) -> impl Iterator<Item = &Id> {
        let programmes = self.programmes.iter();
        programmes
            .filter(move |programme| programme.schools.iter().any(|known| known.id == *school))
            .map(|programme| &programme.id)
    }

    /// What a school is called.
    pub(super) fn school_name<'s>(&'s self, school: &'s Id) -> &'s str {
        let mut schools = self.programmes.iter().flat_map(|it| &it.schools);
        let known = schools.find(|known| known.id == *school);
        known.map_or(school.as_str(), |known| known.name.as_str())
    }

    /// Everyone whom the viewer may be here: the leaders of the channel's schools, or of all schools
    /// where the channel is the coordinators'; a coordinator; and who they are now.
    pub(super) fn everyone(&self) -> Vec<Who> {
        let schools: Vec<&Id> = match &self.network {
            Some(network) => network.schools.iter().collect(),
            None => {
                let schools = self.programmes.iter().flat_map(|it| &it.schools);
                schools.map(|school| &school.id).collect()
            }
        };
        let mut everyone: Vec<Who> = schools.into_iter().cloned().map(Who::Leader).collect();
        everyone.push(Who::Coordinator);
        if !everyone.contains(&self.who) {
            everyone.insert(0, self.who.clone());
        }
        everyone
    }

    /// The name of the channel called `id`.
    pub(super) fn entry(&self, id: &str) -> Option<&Entry> {
        self.channels.iter().find(|entry| entry.id == id)
    }
}

/// Who someone is before they pick: the leader of the channel's first school.
fn usual_viewer(network: Option<&Network>) -> Who {
    let school = network.and_then(|network| network.schools.first());
    school.cloned().map_or(Who::Coordinator, Who::Leader)
}

/// How the questions among `said` stand for `who`, who answers for themselves or for their school.
async fn standings(
    sandbox: &Sandbox,
    said: &[SaidRow],
    who: &Who,
    now: Timestamp,
) -> anyhow::Result<HashMap<String, Standing>> {
    let keys: Vec<&str> = said
        .iter()
        .flat_map(|row| match &row.post.content {
            Content::Question { questions, .. } => questions.as_slice(),
            _ => &[],
        })
        .map(|question| question.key.as_str())
        .collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let person = person(&who.sender(Language::English));
    let school = who.school().map(|school| format!("school:{school}"));
    let respondents: Vec<&str> = [Some(person.as_str()), school.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let store = &sandbox.app.store;
    Ok(store.standings(&keys, &respondents, now).await?)
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
fn title_of(configured: &ConfiguredChannel, programmes: &[Arc<Programme>]) -> Option<String> {
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
    programmes: &'a [Arc<Programme>],
) -> Option<&'a Network> {
    let Serves::Networks(served) = &configured.serves else {
        return None;
    };
    let (programme, network) = served.first()?;
    let programme = programmes.iter().find(|known| known.id == *programme)?;
    programme.network(network)
}

fn days_left(
    programmes: &[Arc<Programme>],
    now: Timestamp,
    zone: &TimeZone,
) -> Option<(Date, Date)> {
    let today = now.local(zone).date();
    let last = last_instant(programmes)?.local(zone).date();
    let tomorrow = today.tomorrow().ok()?;
    (tomorrow <= last).then_some((tomorrow, last))
}
