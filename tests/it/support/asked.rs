//! A question in a programme, answered in Slack, with all that it needs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::StatusCode;
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::Sha256;
use skolebud::chat::slack::SigningSecret;
use skolebud::chat::teams::WebhookSecret;
use skolebud::config::{ConfiguredCoordinator, Doors, TeamsWebhook};
use skolebud::inbox::Inbox;
use skolebud::programme::{Id, PostKind};
use skolebud::report::worker::{self, Known};
use skolebud::words::compose;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::support::binary::Place;
use crate::support::program::{Program, SMALL, read};
use crate::support::site::{client, serve_with};

const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
/// The key of the outgoing webhook of Teams.
const TOKEN: &str = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA=";
/// Who coordinates, in Slack.
pub(crate) const COORDINATOR: &str = "UKOORDINATOR";
pub(crate) const KEY: &str = "prove/grad/2018-09-10";

pub(crate) const QUESTION: &str = r#"
[[question]]
id = "grad"
text = "I hvor stor grad hjelper nettverket dere?"
kind = "scale"
mode = "MODE"
respondent = "person"
date = 2018-09-10
at = "09:00"
options = [
    { key = "liten", text = "I liten grad" },
    { key = "noen", text = "I noen grad" },
    { key = "stor", text = "I stor grad" },
]
"#;

/// The program with a question in its programme, Slack's door open and all loops that answers need.
pub(crate) struct Asked {
    pub(crate) program: Program,
    known: Known,
    pub(crate) inbox: Inbox,
    base: String,
    _stop: DropGuard,
}

/// A number that tells one event from others of its time.
fn another() -> usize {
    static SO_FAR: AtomicUsize = AtomicUsize::new(100);
    SO_FAR.fetch_add(1, Ordering::Relaxed)
}

impl Asked {
    /// Asks [`QUESTION`] in this mode, by Slack.
    pub(crate) async fn start(mode: &str) -> Self {
        let source = format!("{SMALL}{}", QUESTION.replace("MODE", mode));
        Self::with(&source, &["slack", "teams"]).await
    }

    /// Runs with the programme in `source` and these channels.
    pub(crate) async fn with(source: &str, channels: &[&str]) -> Self {
        let mut program = Program::start(source, channels).await;
        let mut settings = (*program.app.settings).clone();
        settings.doors = Doors {
            slack: SigningSecret::new(&SecretString::from(SECRET)).ok(),
            teams: vec![TeamsWebhook {
                id: Id::parse("nettverk").unwrap(),
                secret: WebhookSecret::new(&SecretString::from(TOKEN)).unwrap(),
                networks: vec![(Id::parse("prove").unwrap(), Id::parse("gruppe-1").unwrap())],
            }],
        };
        settings.coordinators = vec![ConfiguredCoordinator {
            person: format!("slack/T1/{COORDINATOR}"),
            programmes: vec![Id::parse("prove").unwrap()],
            networks: Vec::new(),
        }];
        program.app.settings = Arc::new(settings);
        program.plan().await;
        let (inbox, waiting) = Inbox::with_capacity(64);
        let stop = CancellationToken::new();
        let app = program.app.clone();
        tokio::spawn(skolebud::inbox::worker::run(
            app.clone(),
            waiting,
            stop.clone(),
        ));
        let base = serve_with(app, &inbox, stop.clone()).await;
        Self {
            program,
            known: Known::default(),
            inbox,
            base,
            _stop: stop.drop_guard(),
        }
    }

    /// Lets time pass until `local`, questions opening and closing on the way.
    pub(crate) async fn live_until(&mut self, local: &str) {
        self.program.live_until(local).await;
        self.step().await;
        self.program.drain().await;
    }

    /// One round of what opens and closes questions.
    pub(crate) async fn step(&mut self) {
        worker::step(&self.program.app, &mut self.known)
            .await
            .unwrap();
    }

    /// Brings in the programme in `source`, and plans it.
    pub(crate) async fn apply(&mut self, source: &str) {
        let app = &self.program.app;
        app.store
            .apply_programme(&read(source), false, app.clock.now())
            .await
            .unwrap();
        self.program.plan().await;
        self.step().await;
    }

    /// The plain texts of all that Slack got in `channel`, newest last.
    pub(crate) async fn said(&self, channel: &str, kind: PostKind) -> Vec<String> {
        let said = self.program.app.store.said().await.unwrap();
        said.into_iter()
            .filter(|said| said.channel == channel && said.post.kind() == kind)
            .map(|said| {
                let post = &said.post;
                let message = compose(&post.content, post.language, &post.zone, said.at);
                message.as_plain_text()
            })
            .collect()
    }

    /// What the buttons of the question carry, as Slack got them.
    pub(crate) fn buttons(&self) -> Vec<String> {
        let received = self.program.receiver.received();
        let bodies: Vec<Value> = received.iter().map(|request| request.json()).collect();
        bodies
            .iter()
            .filter_map(|body| body["blocks"].as_array())
            .flatten()
            .filter(|block| block["type"] == "actions")
            .filter_map(|block| block["elements"].as_array())
            .flatten()
            .filter_map(|element| element["value"].as_str().map(str::to_owned))
            .collect()
    }

    /// What `user` is answered to a slash command.
    pub(crate) async fn slash(&self, user: &str, text: &str) -> Value {
        let now = self.program.app.clock.now().millis();
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("team_id", "T1")
            .append_pair("channel_id", "C1")
            .append_pair("user_id", user)
            .append_pair("command", "/skolebud")
            .append_pair("text", text)
            .append_pair("response_url", "https://hooks.slack.com/commands/T1/1/x")
            .append_pair("trigger_id", &format!("{now}.{}", another()))
            .finish();
        let answer = self.knock("/slack/commands", form).await;
        assert_eq!(answer.status(), StatusCode::OK);
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    /// What is answered in Teams to someone who mentions us there.
    pub(crate) async fn mention(&self, text: &str) -> Value {
        let mut activity: Value =
            serde_json::from_str(include_str!("../../data/teams/command.json")).unwrap();
        activity["text"] = json!(format!("<at>Skolebud</at> {text}"));
        activity["id"] = json!(format!(
            "{}{}",
            self.program.app.clock.now().millis(),
            another()
        ));
        let body = activity.to_string();
        let key = STANDARD.decode(TOKEN).unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(body.as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        let answer = client()
            .post(format!("{}/teams/outgoing/nettverk", self.base))
            .header("Authorization", format!("HMAC {signature}"))
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    pub(crate) async fn tap(&self, user: &str, value: &str) -> StatusCode {
        let payload = json!({
            "type": "block_actions",
            "user": { "id": user, "team_id": "T1" },
            "team": { "id": "T1" },
            "channel": { "id": "C1" },
            "container": { "type": "message", "message_ts": "1.0", "channel_id": "C1" },
            "actions": [{
                "type": "button", "block_id": "ask:1", "action_id": "vote:1", "value": value,
                "action_ts": format!("{}.{:06}", self.program.app.clock.now().millis() / 1000, another()),
            }],
        });
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("payload", &payload.to_string())
            .finish();
        self.knock("/slack/interactivity", form).await.status()
    }

    /// Sends `form` as Slack does.
    async fn knock(&self, path: &str, form: String) -> reqwest::Response {
        let seconds = (self.program.app.clock.now().millis() / 1000).to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
        mac.update(format!("v0:{seconds}:{form}").as_bytes());
        let hex: String = mac
            .finalize()
            .into_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        client()
            .post(format!("{}{path}", self.base))
            .header("X-Slack-Request-Timestamp", seconds)
            .header("X-Slack-Signature", format!("v0={hex}"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(form)
            .send()
            .await
            .unwrap()
    }

    /// What a command prints, run beside the program on the same database.
    pub(crate) fn command(&self, arguments: &[&str]) -> std::process::Output {
        Place::with(&self.program.receiver)
            .command(arguments)
            .env("SKOLEBUD_DATABASE", self.program.database())
            .output()
            .unwrap()
    }
}
