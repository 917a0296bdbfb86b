//! Teams Workflows webhooks.

use secrecy::SecretString;

use crate::chat::{HostAdvice, Wire, lies_within};
use crate::clock::Timestamp;
use crate::outbox::Outcome;
use crate::words::Message;

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

pub(super) fn render(message: &Message) -> serde_json::Value {
    let _ = message;
    unimplemented!()
}

pub(super) async fn send(
    wire: &Wire,
    url: &SecretString,
    message: &Message,
    now: Timestamp,
) -> Outcome {
    let _ = (wire, url, message, now);
    unimplemented!()
}
