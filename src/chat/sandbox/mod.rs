//! The built-in chat for trying the product without any account. It takes everything; its page shows
//! what the store says was sent.

use crate::outbox::Outcome;
use crate::words::Message;

pub(super) fn send() -> Outcome {
    Outcome::Sent
}

pub(super) fn render(message: &Message) -> serde_json::Value {
    serde_json::json!({ "message": message, "text": message.as_plain_text() })
}
