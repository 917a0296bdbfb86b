//! A body that Slack has signed → an event of ours.
//!
//! Of Slack's JSON only what we use is read, and everything in it may be absent, null or new. What a
//! message must have and lacks makes it [`Broken`]; what is not for us is [`Received::Ignored`].

mod action;
mod command;
mod message;

use percent_encoding::percent_decode;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::form_urlencoded;

use crate::chat::received::{Broken, Received};
use crate::chat::slack::Verified;
use crate::clock::Timestamp;

/// A slash command: a form (docs.slack.dev/interactivity/implementing-slash-commands).
///
/// # Errors
/// When it is no such form.
pub fn command(signed: Verified<'_>) -> Result<Received, Broken> {
    command::read(&Form::read(signed.body())?, signed.sent_at())
}

/// A tap in a message: a form with JSON in its field `payload`
/// (docs.slack.dev/interactivity/handling-user-interaction).
///
/// # Errors
/// When it is no such form or the JSON lacks who did what.
pub fn interaction(signed: Verified<'_>) -> Result<Received, Broken> {
    let form = Form::read(signed.body())?;
    let payload = form.get("payload").ok_or(Broken("no_payload"))?;
    action::read(json(payload.as_bytes())?)
}

/// An event: JSON (docs.slack.dev/apis/events-api).
///
/// # Errors
/// When it is not JSON, or lacks who did what.
pub fn event(signed: Verified<'_>) -> Result<Received, Broken> {
    let outer: Outer = json(signed.body())?;
    match outer.kind.as_deref() {
        Some("url_verification") => {
            let challenge = outer.challenge.ok_or(Broken("no_challenge"))?;
            Ok(Received::Challenge(challenge))
        }
        Some("event_callback") => message::read(outer),
        _ => Ok(Received::Ignored("unknown_type")),
    }
}

/// What stands around every event.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Outer {
    #[serde(rename = "type")]
    kind: Option<String>,
    challenge: Option<String>,
    team_id: Option<String>,
    event_id: Option<String>,
    authorizations: Option<Vec<Authorization>>,
    event: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Authorization {
    user_id: Option<String>,
    is_bot: Option<bool>,
}

impl Outer {
    /// The user that we are in this workspace.
    fn us(&self) -> Option<&str> {
        let mut authorizations = self.authorizations.iter().flatten();
        let bot = authorizations.find(|it| it.is_bot == Some(true));
        bot.and_then(|bot| bot.user_id.as_deref())
    }
}

/// The fields of a form; of two with one name the first.
struct Form(Vec<(String, String)>);

impl Form {
    fn read(body: &[u8]) -> Result<Self, Broken> {
        let fields: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
        // Decoding puts this letter in place of what is not UTF-8; it may also have been sent.
        let is_odd = |text: &str| text.contains(char::REPLACEMENT_CHARACTER);
        let odd = fields
            .iter()
            .any(|(name, value)| is_odd(name) || is_odd(value));
        if odd && percent_decode(body).decode_utf8().is_err() {
            return Err(Broken("not_utf8"));
        }
        Ok(Self(fields))
    }

    /// The field called `name`, unless it is empty.
    fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(found, _)| found == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }
}

fn json<T: DeserializeOwned>(text: &[u8]) -> Result<T, Broken> {
    let text = std::str::from_utf8(text).map_err(|_| Broken("not_utf8"))?;
    serde_json::from_str(text).map_err(|error| match error.is_data() {
        true => Broken("odd_shape"),
        false => Broken("not_json"),
    })
}

/// The instant of a `ts`: seconds, a full stop and digits that tell messages of one second apart.
fn time(ts: &str) -> Option<Timestamp> {
    let (seconds, fraction) = ts.split_once('.').unwrap_or((ts, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if seconds.is_empty() || !is_number(seconds) || !is_number(fraction) {
        return None;
    }
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    let millis = format!("{seconds}{thousandths}").parse().ok()?;
    Some(Timestamp::from_millis(millis))
}

#[cfg(test)]
mod tests;
