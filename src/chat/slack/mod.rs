//! Slack incoming webhooks.

pub mod answer;
mod choices;
mod classify;
mod escape;
pub mod parse;
mod render;
mod rows;
mod unescape;
mod verify;

use secrecy::SecretString;
use serde_json::Value;

use crate::chat::{ChannelKind, HostAdvice, Wire, lies_within};
use crate::clock::Timestamp;
use crate::outbox::Outcome;
use crate::words::Message;

pub(super) use render::render;
pub use verify::{SIGNATURE_HEADER, Signature, SigningSecret, TIMESTAMP_HEADER, Verified};

/// The hosts of incoming webhooks: the commercial one and GovSlack's
/// (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
const HOSTS: [&str; 2] = ["hooks.slack.com", "hooks.slack-gov.com"];

pub(super) async fn send(
    wire: &Wire,
    url: &SecretString,
    message: &Message,
    now: Timestamp,
) -> Outcome {
    post(wire, url, &render(message), now).await
}

/// Posts `body` to a webhook, or to the address of a later answer, which lies at the same hosts.
pub(super) async fn post(wire: &Wire, url: &SecretString, body: &Value, now: Timestamp) -> Outcome {
    let posted = wire.post(url, ChannelKind::SlackWebhook, body, now).await;
    match posted {
        Ok(answer) => classify::outcome(&answer),
        Err(failure) => failure.outcome(),
    }
}

pub(super) fn host_advice(host: &str) -> HostAdvice {
    if HOSTS.iter().any(|domain| lies_within(host, domain)) {
        HostAdvice::Accepted
    } else {
        HostAdvice::Unknown
    }
}
