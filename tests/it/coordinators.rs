//! Coordinators give commands in chat: shown first, said once, by nobody else, and kept in the record.

use std::sync::Arc;

use base64::Engine;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::SecretString;
use serde_json::Value;
use sha2::Sha256;
use skolebud::chat::slack::SigningSecret;
use skolebud::chat::teams::WebhookSecret;
use skolebud::config::{ConfiguredCoordinator, Doors, TeamsWebhook};
use skolebud::inbox::{Inbox, worker};
use skolebud::programme::Id;
use tokio_util::sync::CancellationToken;
use url::form_urlencoded::Serializer;

use crate::support::program::{Program, SMALL};
use crate::support::site::{client, serve_with};

const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
const TOKEN: &str = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA=";
const TEXT: &str = "Husk å lese side 38–45 & ta med «boka»";

/// A program with doors, in which `U0KOORD` of `T0ASKER01` coordinates.
struct House {
    program: Program,
    address: String,
    stop: CancellationToken,
}

impl House {
    async fn open() -> Self {
        let mut program = Program::start(SMALL, &["slack-1"]).await;
        let mut settings = (*program.app.settings).clone();
        settings.doors = Doors {
            slack: SigningSecret::new(&SecretString::from(SECRET)).ok(),
            teams: vec![TeamsWebhook {
                id: id("nettverk"),
                secret: WebhookSecret::new(&SecretString::from(TOKEN)).unwrap(),
                networks: vec![(id("prove"), id("gruppe-1"))],
            }],
        };
        let coordinator = |person: &str| ConfiguredCoordinator {
            person: person.to_owned(),
            programmes: vec![id("prove")],
            networks: Vec::new(),
        };
        settings.coordinators = vec![
            coordinator("slack/T0ASKER01/U0KOORD"),
            coordinator("slack/T0ASKER01/U0ANNEN"),
            coordinator("teams/T-1/koordinator"),
        ];
        program.app.settings = Arc::new(settings);
        let (inbox, waiting) = Inbox::with_capacity(8);
        let stop = CancellationToken::new();
        tokio::spawn(worker::run(program.app.clone(), waiting, stop.clone()));
        let address = serve_with(program.app.clone(), &inbox, stop.clone()).await;
        // A weekday on which posting is open.
        program.live_until("2018-08-28T10:00").await;
        Self {
            program,
            address,
            stop,
        }
    }

    /// A slash command by `user`; what is said to it.
    async fn command(&self, user: &str, trigger: &str, text: &str) -> Value {
        let form = Serializer::new(String::new())
            .append_pair("command", "/skolebud")
            .append_pair("team_id", "T0ASKER01")
            .append_pair("channel_id", "C0GRUPPE1")
            .append_pair("user_id", user)
            .append_pair("trigger_id", trigger)
            .append_pair("text", &text.replace('&', "&amp;"))
            .finish();
        let answer = self.slack("/slack/commands", form).await;
        serde_json::from_str(&answer).unwrap()
    }

    /// A tap by `user` on a button with `value`.
    async fn tap(&self, user: &str, value: &str) {
        let payload = serde_json::json!({
            "type": "block_actions",
            "user": { "id": user, "team_id": "T0ASKER01" },
            "team": { "id": "T0ASKER01" },
            "channel": { "id": "C0GRUPPE1" },
            "actions": [{
                "action_id": "vote:0", "block_id": "ask:0:x", "type": "button",
                "value": value, "action_ts": "1535443200.000100",
            }],
        });
        let form = Serializer::new(String::new())
            .append_pair("payload", &payload.to_string())
            .finish();
        self.slack("/slack/interactivity", form).await;
    }

    async fn slack(&self, path: &str, body: String) -> String {
        let seconds = (self.program.app.clock.now().millis() / 1_000).to_string();
        let tag = hmac(SECRET.as_bytes(), format!("v0:{seconds}:{body}").as_bytes());
        let digits: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
        let response = client()
            .post(format!("{}{path}", self.address))
            .header("X-Slack-Request-Timestamp", seconds)
            .header("X-Slack-Signature", format!("v0={digits}"))
            .body(body)
            .send()
            .await
            .unwrap();
        assert!(response.status().is_success(), "{}", response.status());
        response.text().await.unwrap()
    }

    /// What somebody says to us in Teams; the answer.
    async fn teams(&self, user: &str, activity: &str, text: &str) -> String {
        let body = serde_json::json!({
            "type": "message",
            "id": activity,
            "from": { "aadObjectId": user },
            "conversation": { "id": "19:x@thread.tacv2", "tenantId": "T-1" },
            "locale": "nb-NO",
            "text": format!("<at>Skolebud</at>&nbsp;{text}"),
        })
        .to_string();
        let engine = base64::engine::general_purpose::STANDARD;
        let tag = engine.encode(hmac(&engine.decode(TOKEN).unwrap(), body.as_bytes()));
        let request = client().post(format!("{}/teams/outgoing/nettverk", self.address));
        let request = request.header("Authorization", format!("HMAC {tag}"));
        request
            .body(body)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    }

    /// Texts of announcements that arrived since the last drain, as one payload each.
    async fn said(&mut self) -> Vec<String> {
        self.program.drain().await;
        let received = self.program.receiver.received();
        let bodies = received.iter().map(|request| request.json().to_string());
        bodies
            .filter(|body| body.contains("Beskjed fra koordinator"))
            .collect()
    }

    /// The record of acts, oldest first.
    async fn acts(&self) -> Vec<String> {
        let mut acts = self.program.app.store.acts(100).await.unwrap();
        acts.reverse();
        let acts = acts.into_iter();
        acts.map(|act| format!("{} {} {}", act.person, act.command, act.outcome))
            .collect()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn hmac(key: &[u8], body: &[u8]) -> Vec<u8> {
    let mut hash = Hmac::<Sha256>::new_from_slice(key).unwrap();
    hash.update(body);
    hash.finalize().into_bytes().to_vec()
}

fn announce(text: &str) -> String {
    format!("kunngjør til gruppe-1: {text}")
}

/// The values of the buttons in an answer, and the code in them.
fn buttons(answer: &Value) -> (Vec<String>, String) {
    let blocks = answer["blocks"].as_array().unwrap();
    let elements = blocks
        .iter()
        .filter_map(|block| block["elements"].as_array());
    let values = elements
        .flatten()
        .filter_map(|element| element["value"].as_str());
    let values: Vec<String> = values.map(str::to_owned).collect();
    let first = values.first().cloned().unwrap_or_default();
    let code = first
        .split(['/', '|'])
        .nth(1)
        .unwrap_or_default()
        .to_owned();
    (values, code)
}

#[tokio::test]
async fn what_is_shown_and_tapped_is_said_once_word_for_word() {
    let mut house = House::open().await;
    let shown = house.command("U0KOORD", "t1", &announce(TEXT)).await;
    assert_eq!(shown["response_type"], "ephemeral");
    let escaped = TEXT.replace('&', "&amp;");
    assert!(shown.to_string().contains(&escaped), "{shown}");
    assert_eq!(
        house.said().await.len(),
        0,
        "nothing is said before it is confirmed"
    );
    let (values, code) = buttons(&shown);
    assert_eq!(
        values,
        [format!("confirm/{code}|yes"), format!("confirm/{code}|no")]
    );
    house.tap("U0KOORD", &values[0]).await;
    let said = house.said().await;
    assert_eq!(said.len(), 1);
    assert!(said[0].contains(&escaped), "{}", said[0]);
    // The same tap again, and the code typed: the draft is gone.
    house.tap("U0KOORD", &values[0]).await;
    let again = house
        .command("U0KOORD", "t2", &format!("bekreft {code}"))
        .await;
    assert!(
        again.to_string().contains("Det er ingenting å bekrefte"),
        "{again}"
    );
    assert_eq!(house.said().await.len(), 1);
    let acts = house.acts().await;
    assert_eq!(
        acts,
        [
            "slack/T0ASKER01/U0KOORD announce shown",
            "slack/T0ASKER01/U0KOORD confirm done",
            "slack/T0ASKER01/U0KOORD confirm refused",
        ]
    );
}

#[tokio::test]
async fn the_same_event_twice_gets_the_same_answer_and_has_one_effect() {
    let house = House::open().await;
    let first = house.command("U0KOORD", "t1", &announce(TEXT)).await;
    let second = house.command("U0KOORD", "t1", &announce(TEXT)).await;
    assert_eq!(first, second);
    assert_eq!(house.acts().await.len(), 1);
}

#[tokio::test]
async fn a_code_is_its_senders_own() {
    let mut house = House::open().await;
    let shown = house.command("U0KOORD", "t1", &announce(TEXT)).await;
    let (_, code) = buttons(&shown);
    let other = house
        .command("U0ANNEN", "t2", &format!("bekreft {code}"))
        .await;
    assert!(
        other.to_string().contains("Det er ingenting å bekrefte"),
        "{other}"
    );
    assert!(house.said().await.is_empty());
    house
        .command("U0KOORD", "t3", &format!("bekreft {}", code.to_lowercase()))
        .await;
    assert_eq!(house.said().await.len(), 1);
}

#[tokio::test]
async fn a_draft_can_be_thrown_away_and_expires() {
    let mut house = House::open().await;
    let (values, code) = buttons(&house.command("U0KOORD", "t1", &announce(TEXT)).await);
    house.tap("U0KOORD", &values[1]).await;
    house
        .command("U0KOORD", "t2", &format!("bekreft {code}"))
        .await;
    let (_, late) = buttons(&house.command("U0KOORD", "t3", &announce(TEXT)).await);
    house.program.sleep_until("2018-08-28T10:15");
    let answer = house
        .command("U0KOORD", "t4", &format!("bekreft {late}"))
        .await;
    assert!(
        answer.to_string().contains("Det er ingenting å bekrefte"),
        "{answer}"
    );
    assert!(house.said().await.is_empty());
}

#[tokio::test]
async fn what_would_be_said_otherwise_by_now_is_shown_anew() {
    let mut house = House::open().await;
    house.program.sleep_until("2018-08-28T15:55");
    let (_, code) = buttons(&house.command("U0KOORD", "t1", &announce(TEXT)).await);
    house.program.sleep_until("2018-08-28T16:05");
    let anew = house
        .command("U0KOORD", "t2", &format!("bekreft {code}"))
        .await;
    let (_, new) = buttons(&anew);
    assert!(anew.to_string().contains("29. august"), "{anew}");
    assert_ne!(new, code);
    assert!(house.said().await.is_empty());
}

#[tokio::test]
async fn a_leader_is_told_whom_to_ask_and_a_dry_run_changes_nothing() {
    let mut house = House::open().await;
    let before = house.program.deliveries().await;
    let no = house.command("U0REKTOR1", "t1", "avlys samling 2").await;
    assert!(
        no.to_string().contains("Det er det koordinatoren som gjør"),
        "{no}"
    );
    let dry = house
        .command("U0KOORD", "t2", "prøve avlys samling 2")
        .await;
    assert!(dry.to_string().contains("Dette er bare en prøve"), "{dry}");
    house.program.plan().await;
    assert_eq!(house.program.deliveries().await, before);
    assert_eq!(
        house.acts().await,
        [
            "slack/T0ASKER01/U0REKTOR1 cancel refused",
            "slack/T0ASKER01/U0KOORD cancel shown"
        ]
    );
}

#[tokio::test]
async fn a_session_is_moved_from_teams_by_the_same_words() {
    let mut house = House::open().await;
    let shown = house
        .teams("koordinator", "1", "flytt samling 2 til 6.11.")
        .await;
    assert!(shown.contains("tirsdag 6. november"), "{shown}");
    let at = shown.find("bekreft ").unwrap() + "bekreft ".len();
    let code = &shown[at..at + 4];
    let done = house
        .teams("koordinator", "2", &format!("bekreft {code}"))
        .await;
    assert!(done.contains("er flyttet til"), "{done}");
    house.program.plan().await;
    let stored = house
        .program
        .app
        .store
        .programme(&id("prove"))
        .await
        .unwrap()
        .unwrap();
    let programme = stored.in_force();
    assert_eq!(
        programme.networks[0].sessions[1].date.to_string(),
        "2018-11-06"
    );
    let leader = house
        .teams("rektor", "3", "flytt samling 2 til 7.11.")
        .await;
    assert!(
        leader.contains("Det er det koordinatoren som gjør"),
        "{leader}"
    );
}

#[tokio::test]
async fn a_coordinator_added_by_mention_may_act_at_once_and_be_removed() {
    let house = House::open().await;
    let added = house
        .command(
            "U0KOORD",
            "t1",
            "koordinatorer legg til <@U0NY|ny> for gruppe-1",
        )
        .await;
    assert!(
        added.to_string().contains("U0NY (slack) er nå koordinator"),
        "{added}"
    );
    let shown = house.command("U0NY", "t2", &announce(TEXT)).await;
    assert_eq!(buttons(&shown).0.len(), 2, "{shown}");
    let removed = house
        .command(
            "U0KOORD",
            "t3",
            "koordinatorer fjern <@U0NY|ny> for gruppe-1",
        )
        .await;
    assert!(
        removed.to_string().contains("ikke lenger koordinator"),
        "{removed}"
    );
    let no = house.command("U0NY", "t4", &announce(TEXT)).await;
    assert!(
        no.to_string().contains("Det er det koordinatoren som gjør"),
        "{no}"
    );
}
