//! A question's whole way: from the programme file into Slack, tapped there, counted, closed and shown.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use reqwest::StatusCode;
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::Sha256;
use skolebud::chat::slack::SigningSecret;
use skolebud::config::Doors;
use skolebud::inbox::Inbox;
use skolebud::report::worker::{self, Known};
use tokio_util::sync::CancellationToken;

use crate::support::binary::{Place, complaint};
use crate::support::program::{Program, SMALL};
use crate::support::site::{client, serve_with};

const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
const KEY: &str = "prove/grad/2018-09-10";

const QUESTION: &str = r#"
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
struct Asked {
    program: Program,
    known: Known,
    base: String,
    stop: CancellationToken,
}

impl Asked {
    async fn start(mode: &str) -> Self {
        let source = format!("{SMALL}{}", QUESTION.replace("MODE", mode));
        let mut program = Program::start(&source, &["slack", "teams"]).await;
        let mut settings = (*program.app.settings).clone();
        settings.doors = Doors {
            slack: SigningSecret::new(&SecretString::from(SECRET)).ok(),
            teams: Vec::new(),
        };
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
            base,
            stop,
        }
    }

    /// Lets time pass until `local`, questions opening and closing on the way.
    async fn live_until(&mut self, local: &str) {
        self.program.live_until(local).await;
        worker::step(&self.program.app, &mut self.known)
            .await
            .unwrap();
    }

    /// What the buttons of the question carry, as Slack got them.
    fn buttons(&self) -> Vec<String> {
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

    async fn tap(&self, user: &str, value: &str) -> StatusCode {
        let payload = json!({
            "type": "block_actions",
            "user": { "id": user, "team_id": "T1" },
            "team": { "id": "T1" },
            "channel": { "id": "C1" },
            "container": { "type": "message", "message_ts": "1.0", "channel_id": "C1" },
            "actions": [{
                "type": "button", "block_id": "ask:1", "action_id": "vote:1", "value": value,
                "action_ts": format!("{}.000100", self.program.app.clock.now().millis() / 1000),
            }],
        });
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("payload", &payload.to_string())
            .finish();
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
            .post(format!("{}/slack/interactivity", self.base))
            .header("X-Slack-Request-Timestamp", seconds)
            .header("X-Slack-Signature", format!("v0={hex}"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(form)
            .send()
            .await
            .unwrap()
            .status()
    }

    /// What a command prints, run beside the program on the same database.
    fn command(&self, arguments: &[&str]) -> std::process::Output {
        Place::with(&self.program.receiver)
            .command(arguments)
            .env("SKOLEBUD_DATABASE", self.program.database())
            .output()
            .unwrap()
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

#[tokio::test]
async fn a_secret_question_is_asked_tapped_counted_and_shown_under_the_small_group_rules() {
    let mut asked = Asked::start("secret").await;
    asked.live_until("2018-09-10T08:59:30").await;
    asked.live_until("2018-09-10T09:00").await;
    let buttons = asked.buttons();
    assert_eq!(
        buttons.len(),
        3,
        "one for each option, in Slack alone: {buttons:?}"
    );
    for user in 0..7 {
        let value = if user < 4 { &buttons[2] } else { &buttons[1] };
        assert_eq!(asked.tap(&format!("U{user}"), value).await, StatusCode::OK);
    }
    // Once more by one who has answered: final.
    asked.tap("U0", &buttons[0]).await;
    let open = asked.command(&["results", KEY]);
    assert_eq!(open.status.code(), Some(1));
    assert!(
        complaint(&open).contains("still open"),
        "{}",
        complaint(&open)
    );

    asked.live_until("2018-09-17T09:00").await;
    let listed = asked.command(&["questions"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        listed.contains(KEY) && listed.contains("closed"),
        "{listed}"
    );
    let shown = asked.command(&["results", KEY]);
    assert!(shown.status.success(), "{}", complaint(&shown));
    insta::assert_snapshot!(String::from_utf8(shown.stdout).unwrap());
}

#[tokio::test]
async fn with_fewer_than_five_answers_only_their_number_is_shown() {
    let mut asked = Asked::start("secret").await;
    asked.live_until("2018-09-10T08:59:30").await;
    asked.live_until("2018-09-10T09:00").await;
    let buttons = asked.buttons();
    for user in 0..4 {
        asked.tap(&format!("U{user}"), &buttons[2]).await;
    }
    asked.live_until("2018-09-17T09:00").await;
    let shown = asked.command(&["results", KEY]);
    insta::assert_snapshot!(String::from_utf8(shown.stdout).unwrap());
}

#[tokio::test]
async fn without_slacks_door_nothing_is_asked_that_could_not_be_answered() {
    let source = format!("{SMALL}{}", QUESTION.replace("MODE", "named"));
    let program = Program::start(&source, &["slack", "teams"]).await;
    let deliveries = program.deliveries().await;
    assert!(
        deliveries.iter().all(|line| !line.contains("question")),
        "{deliveries:?}"
    );
}
