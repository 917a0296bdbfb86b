//! Which channel serves whom, as the settings say.

use crate::chat::{Channel, ChannelKind};
use crate::config::{ConfiguredChannel, ConfiguredCoordinator, Serves, Settings};
use crate::desk::Coordinator;
use crate::inbox::{Event, Platform};
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

    /// The networks, as (programme, network), whose leaders are where `event` was done: a Slack channel
    /// whose place the settings tell, a team with an outgoing webhook, a channel of the built-in chat.
    /// Empty where nobody knows, and in coordinators' channels.
    pub fn networks_at(&self, event: &Event) -> Vec<(Id, Id)> {
        let networks = match event.sender.platform {
            Platform::Teams => {
                let mut parts = event.id.split(':').skip(1);
                let webhook = parts.next().unwrap_or_default();
                let mut webhooks = self.doors.teams.iter();
                webhooks
                    .find(|known| known.id.as_str() == webhook)
                    .map(|known| known.networks.clone())
            }
            Platform::Slack => self.networks_of_channel(|channel| {
                event.place.is_some() && channel.place == event.place
            }),
            Platform::Sandbox => self.networks_of_channel(|channel| {
                event.place.as_deref() == Some(channel.channel.id.as_str())
            }),
            Platform::Page | Platform::Terminal => None,
        };
        networks.unwrap_or_default()
    }

    /// The id of a channel that serves leaders who are where `event` was done.
    pub fn channel_at(&self, event: &Event) -> Option<&str> {
        let here = self.networks_at(event);
        let mut channels = self.channels.iter();
        let channel = channels.find(|configured| match &configured.serves {
            Serves::Networks(networks) => networks.iter().any(|network| here.contains(network)),
            Serves::Coordinators(_) => false,
        });
        channel.map(|configured| configured.channel.id.as_str())
    }

    fn networks_of_channel(
        &self,
        is_meant: impl Fn(&ConfiguredChannel) -> bool,
    ) -> Option<Vec<(Id, Id)>> {
        let channel = self.channels.iter().find(|channel| is_meant(channel))?;
        match &channel.serves {
            Serves::Networks(networks) => Some(networks.clone()),
            Serves::Coordinators(_) => None,
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
        let networks = |configured: &ConfiguredChannel| {
            let channel = configured.channel.id.clone();
            let networks = match &configured.serves {
                Serves::Networks(networks) => networks.clone(),
                Serves::Coordinators(_) => Vec::new(),
            };
            let networks = networks.into_iter();
            networks
                .map(move |(programme, network)| (channel.clone(), programme, network))
                .collect::<Vec<_>>()
        };
        self.channels.iter().flat_map(networks).collect()
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
