//! Slack's answer → what came of the post.
//!
//! Slack names its errors in words but publishes no table of words and statuses, so the word decides
//! and the status only where there is no word we know.

use crate::chat::answer::{Answer, by_status, refused, unknown};
use crate::outbox::Outcome;

/// The errors for which a person must change something
/// (docs.slack.dev/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks, and
/// docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
const REFUSALS: [&str; 15] = [
    "action_prohibited",
    "channel_is_archived",
    "channel_not_found",
    "invalid_blocks",
    "invalid_payload",
    "invalid_token",
    "no_active_hooks",
    "no_service",
    "no_service_id",
    "no_team",
    "no_text",
    "posting_to_general_channel_denied",
    "team_disabled",
    "too_many_attachments",
    "user_not_found",
];
/// Something failed inside Slack, and it does not say whether before or after posting.
const IN_DOUBT: &str = "rollup_error";

pub(super) fn outcome(answer: &Answer) -> Outcome {
    let word = answer.body.as_deref().map(str::trim);
    if let Some(refusal) = REFUSALS.iter().find(|refusal| word == Ok(**refusal)) {
        return refused(refusal);
    }
    match (answer.status, word) {
        (_, Ok(IN_DOUBT)) => unknown(IN_DOUBT),
        (200, Ok("ok")) => Outcome::Sent,
        (200, Err(broken)) => unknown(broken),
        _ => by_status(answer),
    }
}
