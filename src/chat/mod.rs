//! THE OUTSIDE: all that knows Slack or Teams.
//!
//! A [`Channel`] is where a message goes. [`Chat::send`] renders a [`Message`] for the channel's
//! platform, sends it and says what came of it, in the platform's own words reduced to an
//! [`Outcome`]. [`payload`] shows exactly what would be sent. [`wire`] is the only door to the network.

mod answer;
mod entities;
mod inward;
mod letters;
mod received;
mod sandbox;
mod signed;
pub mod slack;
pub mod teams;
mod tidy;
pub mod wire;

use std::time::Duration;

use secrecy::SecretString;

use crate::clock::Timestamp;
use crate::outbox::Outcome;
use crate::words::Message;

pub use received::{Broken, Received};
pub use signed::{BadSecret, Unverified};
pub use wire::{AllowedHosts, Limits, Wire, WireError};

/// Our name, where the platform shows another sender or a message says nothing else.
const SENDER: &str = "Skolebud";

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

    /// What we know about posting to `host` for a channel of this kind; for checking settings.
    /// `host` is a name without port.
    pub fn host_advice(self, host: &str) -> HostAdvice {
        let host = host.to_ascii_lowercase();
        match self {
            Self::SlackWebhook => slack::host_advice(&host),
            Self::TeamsWorkflow => teams::host_advice(&host),
            Self::Sandbox => HostAdvice::Unknown,
        }
    }

    /// Whether `host` (a name without port) is one of the platform's own, so that a webhook URL for
    /// a channel of this kind may point there.
    pub fn accepts_host(self, host: &str) -> bool {
        matches!(
            self.host_advice(host),
            HostAdvice::Accepted | HostAdvice::Old
        )
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

/// What we know about a host that a webhook URL points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostAdvice {
    /// The platform's own.
    Accepted,
    /// The platform's own, but announced to stop: accept it and warn.
    Old,
    /// The platform has turned it off: nothing sent there arrives.
    Retired,
    /// Not the platform's: nothing may be sent there unless the settings allow it on purpose.
    Unknown,
}

/// Whether `host` is `domain` or lies below it, compared label by label: `xhooks.slack.com` does not
/// lie below `hooks.slack.com`.
fn lies_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|front| front.is_empty() || front.ends_with('.'))
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
    /// [`Outcome`]. A platform may answer "not before this date"; `now` tells how long that is.
    pub async fn send(&self, message: &Message, channel: &Channel, now: Timestamp) -> Outcome {
        match &channel.address {
            Address::SlackWebhook(url) => slack::send(&self.wire, url, message, now).await,
            Address::TeamsWorkflow(url) => teams::send(&self.wire, url, message, now).await,
            Address::Sandbox => sandbox::send(),
        }
    }

    /// Posts `body`, made by [`slack::answer`], to the address that a tap in Slack came with. It only
    /// tells the person what is kept already, so that nothing depends on its arrival.
    pub async fn answer_tap(
        &self,
        url: &SecretString,
        body: &serde_json::Value,
        now: Timestamp,
    ) -> Outcome {
        slack::post(&self.wire, url, body, now).await
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::ChannelKind::{self, Sandbox, SlackWebhook, TeamsWorkflow};
    use super::HostAdvice::{self, Accepted, Old, Retired, Unknown};

    #[rstest]
    #[case(SlackWebhook, "hooks.slack.com", Accepted)]
    #[case(SlackWebhook, "HOOKS.slack.com", Accepted)]
    #[case(SlackWebhook, "hooks.slack-gov.com", Accepted)]
    #[case(SlackWebhook, "xhooks.slack.com", Unknown)]
    #[case(SlackWebhook, "slack.com", Unknown)]
    #[case(SlackWebhook, "evil-hooks.slack.com.attacker.net", Unknown)]
    #[case(SlackWebhook, "", Unknown)]
    #[case(TeamsWorkflow, "abc.12.environment.api.powerplatform.com", Accepted)]
    #[case(TeamsWorkflow, "xapi.powerplatform.com", Unknown)]
    #[case(TeamsWorkflow, "api.powerplatform.com.attacker.net", Unknown)]
    #[case(TeamsWorkflow, "prod-07.norwayeast.logic.azure.com", Old)]
    #[case(TeamsWorkflow, "asker.webhook.office.com", Retired)]
    #[case(TeamsWorkflow, "outlook.office.com", Retired)]
    #[case(TeamsWorkflow, "hooks.slack.com", Unknown)]
    #[case(Sandbox, "hooks.slack.com", Unknown)]
    fn hosts_are_compared_label_by_label(
        #[case] kind: ChannelKind,
        #[case] host: &str,
        #[case] advice: HostAdvice,
    ) {
        assert_eq!(kind.host_advice(host), advice);
        assert_eq!(kind.accepts_host(host), matches!(advice, Accepted | Old));
    }
}
