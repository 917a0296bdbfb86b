//! THE OUTSIDE: all that knows Slack or Teams.
//!
//! A [`Channel`] is where a message goes. [`Chat::send`] renders a [`Message`] for the channel's
//! platform, sends it and says what came of it, in the platform's own words reduced to an
//! [`Outcome`]. [`payload`] shows exactly what would be sent. [`wire`] is the only door to the network.

mod sandbox;
mod slack;
mod teams;
pub mod wire;

use std::time::Duration;

use secrecy::SecretString;

use crate::outbox::Outcome;
use crate::words::Message;

pub use wire::{AllowedHosts, Wire, WireError};

/// A place to post: one Slack channel, one Teams channel, or one of the sandbox.
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its name in the settings, in tables and in logs.
    pub id: String,
    pub address: Address,
}

/// How a channel is reached. Webhook URLs are passwords; `Debug` does not show them.
#[derive(Clone, Debug)]
pub enum Address {
    /// A Slack incoming webhook.
    SlackWebhook(SecretString),
    /// A Teams Workflows webhook ("When a Teams webhook request is received").
    TeamsWorkflow(SecretString),
    /// The built-in chat for trying the product without any account.
    Sandbox,
}

/// The kind of a channel, as settings and tables name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChannelKind {
    SlackWebhook,
    TeamsWorkflow,
    Sandbox,
}

impl ChannelKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::SlackWebhook, Self::TeamsWorkflow, Self::Sandbox];

    /// The name in settings and tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SlackWebhook => "slack-webhook",
            Self::TeamsWorkflow => "teams-workflow",
            Self::Sandbox => "sandbox",
        }
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The shortest time between two posts that the platform asks for.
    /// Slack: about one message a second for a webhook (docs.slack.dev/apis/web-api/rate-limits);
    /// Teams publishes no number for Workflows, so the same is kept.
    pub const fn pace(self) -> Duration {
        match self {
            Self::SlackWebhook | Self::TeamsWorkflow => Duration::from_secs(1),
            Self::Sandbox => Duration::ZERO,
        }
    }
}

impl Address {
    /// The kind of channel it belongs to.
    pub const fn kind(&self) -> ChannelKind {
        match self {
            Self::SlackWebhook(_) => ChannelKind::SlackWebhook,
            Self::TeamsWorkflow(_) => ChannelKind::TeamsWorkflow,
            Self::Sandbox => ChannelKind::Sandbox,
        }
    }
}

/// The outside world, ready to be posted to.
#[derive(Clone, Debug)]
pub struct Chat {
    wire: Wire,
}

impl Chat {
    /// The platforms reached through `wire`.
    pub fn new(wire: Wire) -> Self {
        Self { wire }
    }

    /// Sends `message` to `channel` once and says what came of it. Never fails: what goes wrong is an
    /// [`Outcome`].
    pub async fn send(&self, message: &Message, channel: &Channel) -> Outcome {
        match &channel.address {
            Address::SlackWebhook(url) => slack::send(&self.wire, url, message).await,
            Address::TeamsWorkflow(url) => teams::send(&self.wire, url, message).await,
            Address::Sandbox => sandbox::send(),
        }
    }
}

/// Exactly what would be sent for `message` to a channel of this kind.
pub fn payload(message: &Message, kind: ChannelKind) -> serde_json::Value {
    match kind {
        ChannelKind::SlackWebhook => slack::render(message),
        ChannelKind::TeamsWorkflow => teams::render(message),
        ChannelKind::Sandbox => sandbox::render(message),
    }
}
