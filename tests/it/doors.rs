//! Slack and Teams knock: only they get in, and nothing of others stays.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use reqwest::StatusCode;
use rstest::rstest;
use secrecy::SecretString;
use sha2::Sha256;
use skolebud::chat::slack::SigningSecret;
use skolebud::chat::teams::WebhookSecret;
use skolebud::config::{Doors, TeamsWebhook};
use skolebud::inbox::{Answer, Deed, Inbox};
use skolebud::programme::{Id, Language};
use skolebud::words::Message;
use tokio_util::sync::CancellationToken;

use crate::support::program::{Program, SMALL};
use crate::support::site::{client, serve_with};
use crate::support::tools::python_accepts;

const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
const COMMAND: &str = include_str!("../data/slack/command.form");
const EVENT: &str = include_str!("../data/slack/url_verification.json");
const ACTIVITY: &str = include_str!("../data/teams/command.json");
const SHORT: &str = r#"{"text":"hi"}"#;
const TOKEN: &str = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA=";

/// A program with doors, whose inbox says back what is said to it, or takes nothing.
struct House {
    program: Program,
    address: String,
    stop: CancellationToken,
}

impl House {
    async fn open(doors: Doors, answers: bool) -> Self {
        let program = Program::start(SMALL, &["sandbox-1"]).await;
        let mut app = program.app.clone();
        let mut settings = (*app.settings).clone();
        settings.doors = doors;
        app.settings = Arc::new(settings);
        let (inbox, mut waiting) = Inbox::with_capacity(1);
        let stop = CancellationToken::new();
        let address = serve_with(app, &inbox, stop.clone()).await;
        if answers {
            tokio::spawn(async move {
                while let Some(next) = waiting.recv().await {
                    let _ = next.answer.send(echo(&next.event.deed));
                }
            });
        }
        Self {
            program,
            address,
            stop,
        }
    }

    async fn slack(&self, path: &str, body: Vec<u8>, signature: &str) -> (StatusCode, String) {
        let seconds = self.program.app.clock.now().millis() / 1_000;
        let signature = match signature {
            "right" => sign(&seconds.to_string(), &body),
            other => other.to_owned(),
        };
        let response = client()
            .post(format!("{}{path}", self.address))
            .header("X-Slack-Request-Timestamp", seconds.to_string())
            .header("X-Slack-Signature", signature)
            .body(body)
            .send()
            .await
            .unwrap();
        (response.status(), response.text().await.unwrap())
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

fn echo(deed: &Deed) -> Answer {
    Answer {
        message: Message {
            language: Language::Bokmal,
            title: match deed {
                Deed::Say { text } => text.clone(),
                _ => "something else".to_owned(),
            },
            summary: String::new(),
            parts: vec![],
            links: vec![],
        },
        public: false,
    }
}

fn doors() -> Doors {
    Doors {
        slack: SigningSecret::new(&SecretString::from(SECRET)).ok(),
        teams: vec![TeamsWebhook {
            id: Id::parse("nettverk").unwrap(),
            secret: WebhookSecret::new(&SecretString::from(TOKEN)).unwrap(),
            networks: vec![],
        }],
    }
}

fn sign(timestamp: &str, body: &[u8]) -> String {
    let mut hash = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    hash.update(format!("v0:{timestamp}:").as_bytes());
    hash.update(body);
    let tag = hash.finalize().into_bytes();
    let digits: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v0={digits}")
}

#[tokio::test]
async fn a_signed_command_gets_its_answer_in_the_response() {
    let house = House::open(doors(), true).await;
    let body = COMMAND.as_bytes().to_vec();
    let (status, answer) = house.slack("/slack/commands", body, "right").await;
    assert_eq!(status, StatusCode::OK);
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["response_type"], "ephemeral");
    assert_eq!(
        answer["blocks"][0]["text"]["text"],
        "neste & svar <@U0REKTOR2|rektor>"
    );
}

#[tokio::test]
async fn a_challenge_is_given_back() {
    let house = House::open(doors(), true).await;
    let body = EVENT.as_bytes().to_vec();
    let (status, answer) = house.slack("/slack/events", body, "right").await;
    assert_eq!(status, StatusCode::OK);
    assert!(EVENT.contains(&answer) && answer.len() > 20);
}

#[rstest]
#[case::other_signature(COMMAND.as_bytes().to_vec(), "v0=00", StatusCode::UNAUTHORIZED)]
#[case::unsigned(COMMAND.as_bytes().to_vec(), "", StatusCode::UNAUTHORIZED)]
#[case::empty(vec![], "right", StatusCode::BAD_REQUEST)]
#[case::not_letters(vec![0xFF; 64], "right", StatusCode::BAD_REQUEST)]
#[case::huge(vec![b'a'; 300 * 1024], "right", StatusCode::BAD_REQUEST)]
#[case::large(vec![b'a'; 200 * 1024], "right", StatusCode::BAD_REQUEST)]
#[tokio::test]
async fn others_are_turned_away(
    #[case] body: Vec<u8>,
    #[case] signature: &str,
    #[case] status: StatusCode,
) {
    let house = House::open(doors(), true).await;
    for path in ["/slack/commands", "/slack/interactivity", "/slack/events"] {
        let answer = house.slack(path, body.clone(), signature).await;
        assert_eq!(answer, (status, String::new()));
    }
}

#[tokio::test]
async fn an_inbox_that_takes_nothing_says_so_at_once() {
    let house = House::open(doors(), false).await;
    let body = COMMAND.as_bytes().to_vec();
    let (status, _) = house.slack("/slack/commands", body, "right").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn teams_gets_in_by_its_own_token_alone() {
    let house = House::open(doors(), true).await;
    let knock = async |path: &str, body: &'static str, signature: &'static str| {
        let request = client().post(format!("{}{path}", house.address));
        let request = request.header("Authorization", signature).body(body);
        request.send().await.unwrap().status()
    };
    let right = "HMAC NkCMMk3c2Z97wQnNQRGS7eFUvcEhU7jjs204z8HgXnA=";
    let door = "/teams/outgoing/nettverk";
    // Verified, and nothing for us.
    assert_eq!(knock(door, SHORT, right).await, StatusCode::OK);
    assert_eq!(knock(door, ACTIVITY, right).await, StatusCode::UNAUTHORIZED);
    let other = "/teams/outgoing/annet";
    assert_eq!(knock(other, SHORT, right).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_secrets_there_are_no_doors() {
    let house = House::open(Doors::default(), true).await;
    let body = COMMAND.as_bytes().to_vec();
    let (status, _) = house.slack("/slack/commands", body, "right").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[test]
fn we_sign_as_slacks_own_library_does() {
    let bodies = ["", "a=b", COMMAND, "{\"text\":\"blåbær & <bær>\"}", "\n"];
    let lines: Vec<String> = bodies
        .iter()
        .enumerate()
        .map(|(index, body)| {
            let timestamp = (1_543_313_000 + index).to_string();
            let signature = sign(&timestamp, body.as_bytes());
            serde_json::json!({
                "secret": SECRET, "timestamp": timestamp, "body": body, "signature": signature,
            })
            .to_string()
        })
        .collect();
    python_accepts("sign_slack.py", &lines);
}
