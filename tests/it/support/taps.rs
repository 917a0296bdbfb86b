//! Taps on the buttons of a question, as Slack sends and signs them.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

const TAP: &str = include_str!("../../data/slack/button.json");

/// The signing secret of the Slack app in tests.
pub(crate) const SIGNING_SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";

/// What someone taps, and when by Slack's clock: the same again is the same event.
#[derive(Clone, Debug)]
pub(crate) struct Tap {
    pub(crate) asking: String,
    pub(crate) option: String,
    pub(crate) user: String,
    /// As Slack writes it: `1543312842.318754`.
    pub(crate) at: String,
    pub(crate) response_url: Option<String>,
}

impl Tap {
    /// The body of the request.
    pub(crate) fn form(&self) -> String {
        let mut payload: Value = serde_json::from_str(TAP).unwrap();
        payload["user"]["id"] = self.user.as_str().into();
        payload["response_url"] = self.response_url.clone().into();
        let action = &mut payload["actions"][0];
        action["value"] = format!("{}|{}", self.asking, self.option).into();
        action["action_ts"] = self.at.as_str().into();
        url::form_urlencoded::Serializer::new(String::new())
            .append_pair("payload", &payload.to_string())
            .finish()
    }

    /// The whole request, signed at `seconds` since 1970.
    pub(crate) fn request(&self, seconds: i64) -> Vec<u8> {
        signed_request("/slack/interactivity", self.form().as_bytes(), seconds)
    }

    /// The id of the event, and the respondent.
    pub(crate) fn event_and_respondent(&self) -> (String, String) {
        (
            format!("slack:action:{}:{}", self.at, self.user),
            format!("slack/T0ASKER01/{}", self.user),
        )
    }
}

/// A whole request to one of Slack's doors, signed at `seconds` since 1970.
pub(crate) fn signed_request(path: &str, body: &[u8], seconds: i64) -> Vec<u8> {
    let signature = signature(&seconds.to_string(), body);
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\
         x-slack-request-timestamp: {seconds}\r\nx-slack-signature: {signature}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// Slack's signature over `body`, sent at `timestamp`.
pub(crate) fn signature(timestamp: &str, body: &[u8]) -> String {
    let mut hash = Hmac::<Sha256>::new_from_slice(SIGNING_SECRET.as_bytes()).unwrap();
    hash.update(format!("v0:{timestamp}:").as_bytes());
    hash.update(body);
    let tag = hash.finalize().into_bytes();
    let digits: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v0={digits}")
}
