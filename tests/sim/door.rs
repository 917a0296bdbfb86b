//! What people do in Slack and Teams, as the platforms tell of it at the doors: with their bodies and
//! their signatures, genuine and forged.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use skolebud::inbox::Event;
use url::form_urlencoded::Serializer;

use crate::program::{SECRET, TOKEN};
use crate::run::{Checked, Run, said};
use crate::school_year::TEAM;

/// Another app's secret.
const WRONG_SECRET: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
/// Slack's own letters are not taken when they are older, in milliseconds.
const STALE: i64 = 300_000;

/// Through which door something comes.
#[derive(Clone, Debug)]
enum Door {
    Command,
    Tap,
    Event,
    /// The outgoing webhook of this name.
    Teams(String),
}

/// What a platform sends us.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    door: Door,
    body: String,
}

/// A message in a thread, as Slack tells of it.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) place: String,
    pub(crate) user: String,
    pub(crate) ts: String,
    pub(crate) thread: String,
    pub(crate) text: String,
}

impl Letter {
    /// A slash command; `number` tells it apart from every other.
    pub(crate) fn command(user: &str, place: &str, text: &str, number: usize) -> Self {
        let mut form = Serializer::new(String::new());
        form.append_pair("team_id", TEAM)
            .append_pair("channel_id", place)
            .append_pair("user_id", user)
            .append_pair("command", "/skolebud")
            .append_pair("text", text)
            .append_pair("trigger_id", &format!("13345224609.{number}"));
        Self {
            door: Door::Command,
            body: form.finish(),
        }
    }

    /// Someone mentions us in a Teams channel.
    pub(crate) fn in_teams(webhook: &str, user: &str, text: &str, number: usize) -> Self {
        let body = json!({
            "type": "message",
            "id": format!("1732200{number:06}"),
            "from": { "id": format!("29:{user}"), "aadObjectId": user },
            "conversation": { "id": format!("19:{webhook}@thread.tacv2"), "tenantId": TEAM },
            "text": format!("<at>Skolebud</at> {text}"),
        });
        Self {
            door: Door::Teams(webhook.to_owned()),
            body: body.to_string(),
        }
    }

    /// A tap on what carries `value`, done at the instant that Slack writes `ts`.
    pub(crate) fn tap(user: &str, value: &str, ts: &str) -> Self {
        let payload = json!({
            "type": "block_actions",
            "user": { "id": user, "team_id": TEAM },
            "team": { "id": TEAM },
            "actions": [{ "type": "button", "action_id": "vote:0", "value": value, "action_ts": ts }],
        });
        let mut form = Serializer::new(String::new());
        form.append_pair("payload", &payload.to_string());
        Self {
            door: Door::Tap,
            body: form.finish(),
        }
    }

    /// Someone replies in a thread.
    pub(crate) fn reply(said: &Said) -> Self {
        Self::event(&said.ts, said.message(&said.text))
    }

    /// Someone changes what was said, at the instant that Slack writes `ts`.
    pub(crate) fn edit(said: &Said, text: &str, ts: &str) -> Self {
        let event = json!({
            "type": "message", "subtype": "message_changed", "channel": said.place,
            "channel_type": "channel", "ts": ts, "event_ts": ts,
            "message": said.message(text), "previous_message": said.message(&said.text),
        });
        Self::event(ts, event)
    }

    /// Someone takes back what was said.
    pub(crate) fn delete(said: &Said, ts: &str) -> Self {
        let event = json!({
            "type": "message", "subtype": "message_deleted", "channel": said.place,
            "channel_type": "channel", "ts": ts, "event_ts": ts, "deleted_ts": said.ts,
            "previous_message": said.message(&said.text),
        });
        Self::event(ts, event)
    }

    fn event(id: &str, event: Value) -> Self {
        let body = json!({
            "type": "event_callback", "team_id": TEAM, "event_id": format!("Ev{id}"),
            "authorizations": [{ "user_id": "USKOLEBUD", "is_bot": true }], "event": event,
        });
        Self {
            door: Door::Event,
            body: body.to_string(),
        }
    }

    fn path(&self) -> String {
        match &self.door {
            Door::Command => "/slack/commands".to_owned(),
            Door::Tap => "/slack/interactivity".to_owned(),
            Door::Event => "/slack/events".to_owned(),
            Door::Teams(webhook) => format!("/teams/outgoing/{webhook}"),
        }
    }
}

impl Said {
    fn message(&self, text: &str) -> Value {
        json!({
            "type": "message", "channel": self.place, "channel_type": "channel", "user": self.user,
            "text": text, "ts": self.ts, "thread_ts": self.thread,
        })
    }
}

impl Run {
    /// The event in `letter`, which its platform signs and sends now.
    pub(crate) async fn opened(&mut self, letter: &Letter) -> Result<Event, String> {
        let body = letter.body.as_bytes();
        let request = Request::post(letter.path());
        let request = match &letter.door {
            Door::Teams(_) => request.header("authorization", of_teams(TOKEN, body)),
            _ => {
                let (timestamp, signature) = of_slack(SECRET, self.now(), body);
                request
                    .header("x-slack-request-timestamp", timestamp)
                    .header("x-slack-signature", signature)
            }
        };
        let request = request.body(Body::from(letter.body.clone()));
        let opened = self.program_mut().door.knock(request.map_err(said)?).await;
        opened.map_err(|status| format!("{letter:?} was answered {status}"))
    }

    /// Somebody else sends `letter`, or someone sends it once more: it is turned away at the door.
    pub(crate) async fn forge(&mut self, mut letter: Letter) -> Checked {
        let now = self.now();
        let path = letter.path();
        let kind = self.chance.below(4);
        self.note(&format!("forged, in way {kind}: {path}"));
        let mut request = Request::post(&path);
        if let Door::Teams(_) = letter.door {
            let key = if kind == 0 {
                STANDARD.encode(WRONG_SECRET)
            } else {
                TOKEN.to_owned()
            };
            if kind != 1 {
                request = request.header("authorization", of_teams(&key, letter.body.as_bytes()));
            }
            if kind > 1 {
                letter.body.push(' ');
            }
        } else {
            let secret = if kind == 0 { WRONG_SECRET } else { SECRET };
            let sent = match kind {
                1 => now - STALE - self.chance.between(1_000, 900_000),
                _ => now,
            };
            let (timestamp, signature) = of_slack(secret, sent, letter.body.as_bytes());
            request = request.header("x-slack-request-timestamp", timestamp);
            if kind != 2 {
                request = request.header("x-slack-signature", signature);
            }
            if kind == 3 {
                letter.body.push('1');
            }
        }
        let request = request.body(Body::from(letter.body)).map_err(said)?;
        match self.program_mut().door.knock(request).await {
            Err(StatusCode::UNAUTHORIZED) => Ok(()),
            other => Err(format!("a forged request at {path} came to {other:?}")),
        }
    }
}

/// Slack's headers: the time of sending and the signature.
fn of_slack(secret: &str, sent: i64, body: &[u8]) -> (String, String) {
    let timestamp = (sent / 1000).to_string();
    let tag = tag(
        secret.as_bytes(),
        &[b"v0:", timestamp.as_bytes(), b":", body],
    );
    let digits: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
    (timestamp, format!("v0={digits}"))
}

fn of_teams(token: &str, body: &[u8]) -> String {
    let tag = tag(&STANDARD.decode(token).unwrap(), &[body]);
    format!("HMAC {}", STANDARD.encode(tag))
}

fn tag(key: &[u8], pieces: &[&[u8]]) -> Vec<u8> {
    let mut hash = Hmac::<Sha256>::new_from_slice(key).unwrap();
    pieces.iter().for_each(|piece| hash.update(piece));
    hash.finalize().into_bytes().to_vec()
}
