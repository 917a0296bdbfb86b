//! What stands in the form of a slash command.

use secrecy::SecretString;

use crate::chat::received::{Broken, Received};
use crate::chat::slack::parse::Form;
use crate::chat::slack::unescape::unescape_command;
use crate::clock::Timestamp;
use crate::inbox::{Deed, Event, Platform, Sender};

/// A command has no time of its own; it was typed when it was sent.
pub(super) fn read(form: &Form, sent_at: Timestamp) -> Result<Received, Broken> {
    if form.get("ssl_check").is_some() {
        // Slack looks whether our certificate is good.
        return Ok(Received::Ignored("certificate_check"));
    }
    let owned = |name| form.get(name).map(str::to_owned);
    let trigger = form.get("trigger_id").ok_or(Broken("no_trigger_id"))?;
    let team = owned("team_id").or_else(|| owned("enterprise_id"));
    let event = Event {
        id: format!("slack:command:{trigger}"),
        at: sent_at,
        sender: Sender {
            platform: Platform::Slack,
            tenant: team.ok_or(Broken("no_team"))?,
            user: owned("user_id").ok_or(Broken("no_user"))?,
            name: owned("user_name"),
            language: None,
            declared_school: None,
        },
        place: owned("channel_id"),
        deed: Deed::Say {
            text: unescape_command(form.get("text").unwrap_or_default(), None),
        },
    };
    Ok(Received::Event {
        event: Box::new(event),
        later: owned("response_url").map(SecretString::from),
    })
}
