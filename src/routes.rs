//! Which channel serves whom, as the settings say.

use crate::chat::{Channel, ChannelKind};
use crate::config::{ConfiguredChannel, ConfiguredCoordinator, Serves, Settings};
use crate::desk::Coordinator;
use crate::inbox::{Event, Here, Platform};
use crate::outbox::Route;
use crate::programme::{Audience, Id};

impl Settings {
    /// The channel called `id`.
    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.channels
            .iter()
            .map(|configured| &configured.channel)
            .find(|channel| channel.id == id)
    }

    /// Whether a tap on an option shown in a channel of this kind reaches us: where Slack's door is open.
    /// The built-in chat shows questions as they would be asked.
    pub fn takes_taps(&self, kind: ChannelKind) -> bool {
        match kind {
            ChannelKind::SlackWebhook => self.doors.slack.is_some(),
            ChannelKind::Sandbox => true,
            ChannelKind::TeamsWorkflow => false,
        }
    }

    /// Whether a question said in a channel of this kind can be answered: by a tap, or on the page that
    /// its link leads to.
    pub fn takes_answers(&self, kind: ChannelKind) -> bool {
        self.takes_taps(kind) || self.public_url.is_some()
    }

    /// Whether those who read the channel called `id` can mention us there, so that everyone sees what
    /// they answer: in a team with an outgoing webhook.
    pub fn hears_mentions(&self, id: &str) -> bool {
        let mut channels = self.channels.iter();
        let channel = channels.find(|configured| configured.channel.id == id);
        channel.is_some_and(|configured| self.hears_mentions_in(configured))
    }

    fn hears_mentions_in(&self, configured: &ConfiguredChannel) -> bool {
        let is_team = configured.channel.address.kind() == ChannelKind::TeamsWorkflow;
        let Serves::Networks(networks) = &configured.serves else {
            return false;
        };
        let mut heard = self
            .doors
            .teams
            .iter()
            .flat_map(|webhook| &webhook.networks);
        is_team && heard.any(|network| networks.contains(network))
    }

    /// Where `event` was done: in a Slack channel whose place the settings tell, in a team with an outgoing
    /// webhook, in a channel of the built-in chat.
    pub fn here(&self, event: &Event) -> Here {
        match event.sender.platform {
            Platform::Teams => self.in_team(event),
            Platform::Slack => self.in_slack(event.place.as_deref()),
            Platform::Sandbox => {
                let is_meant = |it: &&ConfiguredChannel| {
                    event.place.as_deref() == Some(it.channel.id.as_str())
                };
                Here::of(self.channels.iter().filter(is_meant))
            }
            Platform::Page | Platform::Terminal => Here::default(),
        }
    }

    /// The id of a channel that serves leaders who are where `event` was done: that channel itself, else
    /// another one of theirs.
    pub fn channel_at(&self, event: &Event) -> Option<&str> {
        let here = self.here(event);
        let is_here = |it: &&Channel| here.channels.contains(&it.id);
        let theirs = || {
            let theirs = self.channels.iter().filter(|configured| {
                networks_of(configured)
                    .iter()
                    .any(|network| here.networks.contains(network))
            });
            theirs.map(|configured| &configured.channel)
        };
        let channel = theirs().find(is_here).or_else(|| theirs().next());
        channel.map(|channel| channel.id.as_str())
    }

    /// A webhook's letter tells of which team it is, and not in which of its channels it was written.
    fn in_team(&self, event: &Event) -> Here {
        let webhook = event.id.split(':').nth(1).unwrap_or_default();
        let mut webhooks = self.doors.teams.iter();
        let Some(webhook) = webhooks.find(|known| known.id.as_str() == webhook) else {
            return Here::default();
        };
        let in_team = |it: &&ConfiguredChannel| {
            let is_teams = it.channel.address.kind() == ChannelKind::TeamsWorkflow;
            is_teams
                && networks_of(it)
                    .iter()
                    .any(|network| webhook.networks.contains(network))
        };
        Here {
            networks: webhook.networks.clone(),
            ..Here::of(self.channels.iter().filter(in_team))
        }
    }

    /// Where the settings do not know the place it is none of those that they know.
    fn in_slack(&self, place: Option<&str>) -> Here {
        let known = |it: &&ConfiguredChannel| place.is_some() && it.place.as_deref() == place;
        let known = Here::of(self.channels.iter().filter(known));
        if !known.channels.is_empty() {
            return known;
        }
        let unplaced = |it: &&ConfiguredChannel| {
            it.place.is_none() && it.channel.address.kind() == ChannelKind::SlackWebhook
        };
        Here {
            networks: Vec::new(),
            ..Here::of(self.channels.iter().filter(unplaced))
        }
    }

    /// Whom the settings name, once for each programme or network that they coordinate.
    pub fn named_coordinators(&self) -> Vec<Coordinator> {
        let of_one = |named: &ConfiguredCoordinator| {
            let whole = named.programmes.iter().map(|id| (id.clone(), None));
            let single = named.networks.iter().cloned();
            let single = single.map(|(programme, network)| (programme, Some(network)));
            let all = whole.chain(single).map(|(programme, network)| Coordinator {
                programme,
                network,
                person: named.person.clone(),
            });
            all.collect::<Vec<_>>()
        };
        self.coordinators.iter().flat_map(of_one).collect()
    }

    /// Every channel with the name of its kind.
    pub fn channel_kinds(&self) -> Vec<(String, &'static str)> {
        self.channels
            .iter()
            .map(|configured| {
                let channel = &configured.channel;
                (channel.id.clone(), channel.address.kind().name())
            })
            .collect()
    }

    /// The networks that each channel serves, as (channel, programme, network).
    pub fn channel_networks(&self) -> Vec<(String, Id, Id)> {
        let networks = self.channels.iter().flat_map(|configured| {
            let networks = networks_of(configured).iter();
            networks.map(|network| (configured.channel.id.clone(), network.clone()))
        });
        networks
            .map(|(channel, (programme, network))| (channel, programme, network))
            .collect()
    }

    /// Whether a channel is of the built-in chat, whose page shows what was said in it.
    pub fn has_built_in_chat(&self) -> bool {
        self.channels
            .iter()
            .any(|configured| configured.channel.address.kind() == ChannelKind::Sandbox)
    }

    /// The channels that serve `programme`, in order of name.
    pub fn routes(&self, programme: &Id) -> Vec<Route> {
        let mut routes: Vec<Route> = self
            .channels
            .iter()
            .flat_map(|configured| {
                let takes_answers = self.takes_answers(configured.channel.address.kind());
                let takes_words = self.hears_mentions_in(configured);
                routes_of(configured, programme, takes_answers, takes_words)
            })
            .collect();
        routes.sort_by(|one, other| {
            (&one.channel, &one.network).cmp(&(&other.channel, &other.network))
        });
        routes
    }
}

impl Here {
    fn of<'c>(channels: impl Iterator<Item = &'c ConfiguredChannel>) -> Self {
        let mut here = Self::default();
        for configured in channels {
            here.channels.push(configured.channel.id.clone());
            for network in networks_of(configured) {
                if !here.networks.contains(network) {
                    here.networks.push(network.clone());
                }
            }
        }
        here
    }
}

/// The networks whose leaders read a channel; none in a coordinators' channel.
fn networks_of(configured: &ConfiguredChannel) -> &[(Id, Id)] {
    match &configured.serves {
        Serves::Networks(networks) => networks,
        Serves::Coordinators(_) => &[],
    }
}

fn routes_of(
    configured: &ConfiguredChannel,
    programme: &Id,
    takes_answers: bool,
    takes_words: bool,
) -> Vec<Route> {
    let channel = &configured.channel.id;
    match &configured.serves {
        Serves::Networks(networks) => networks
            .iter()
            .filter(|(of, _)| of == programme)
            .map(|(_, network)| Route {
                channel: channel.clone(),
                audience: Audience::Network,
                network: Some(network.clone()),
                takes_answers,
                takes_words,
            })
            .collect(),
        Serves::Coordinators(programmes) if programmes.contains(programme) => vec![Route {
            channel: channel.clone(),
            audience: Audience::Coordinators,
            network: None,
            takes_answers,
            takes_words,
        }],
        Serves::Coordinators(_) => Vec::new(),
    }
}
