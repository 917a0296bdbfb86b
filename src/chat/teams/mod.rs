//! Teams Workflows webhooks ("When a Teams webhook request is received").

pub mod answer;
mod elements;
pub mod parse;
mod plain;
mod render;
mod verify;

use secrecy::SecretString;

use crate::chat::answer::{Answer, by_status};
use crate::chat::{ChannelKind, HostAdvice, Wire, lies_within};
use crate::clock::Timestamp;
use crate::outbox::Outcome;
use crate::words::Message;

pub(super) use render::render;
pub use verify::{SIGNATURE_HEADER, Verified, WebhookSecret};

/// Where the trigger "When a Teams webhook request is received" listens.
const HOSTS: [&str; 1] = ["api.powerplatform.com"];
/// Where it listened until Microsoft moved the URLs in 2025.
const OLD_HOSTS: [&str; 1] = ["logic.azure.com"];
/// Office 365 connectors, which Microsoft has turned off.
const RETIRED_HOSTS: [&str; 3] = [
    "webhook.office.com",
    "outlook.office.com",
    "outlook.office365.com",
];

pub(super) async fn send(
    wire: &Wire,
    url: &SecretString,
    message: &Message,
    now: Timestamp,
) -> Outcome {
    let posted = wire
        .post(url, ChannelKind::TeamsWorkflow, &render(message), now)
        .await;
    match posted {
        Ok(answer) => outcome(&answer),
        Err(failure) => failure.outcome(),
    }
}

/// The Workflow's answer → what came of the post. Success means "handed over": what fails later
/// inside the flow only its owner can see.
fn outcome(answer: &Answer) -> Outcome {
    match answer.status {
        200..=299 => Outcome::Sent,
        _ => by_status(answer),
    }
}

pub(super) fn host_advice(host: &str) -> HostAdvice {
    let is_one_of = |domains: &[&str]| domains.iter().any(|domain| lies_within(host, domain));
    if is_one_of(&HOSTS) {
        HostAdvice::Accepted
    } else if is_one_of(&OLD_HOSTS) {
        HostAdvice::Old
    } else if is_one_of(&RETIRED_HOSTS) {
        HostAdvice::Retired
    } else {
        HostAdvice::Unknown
    }
}
