//! How a post leads to the page.

use skolebud::chat::ChannelKind::SlackWebhook;
use skolebud::chat::payload;
use skolebud::desk::worker::at_terminal;
use skolebud::inbox::command::Command;
use skolebud::outbox::Stored;
use skolebud::programme::{Language, PostKind};

use crate::support::answering::{PUBLIC, question};
use crate::support::program::{Program, SMALL};

/// What was sent to this channel, by the path of its address.
fn sent_to(program: &Program, channel: &str) -> Vec<serde_json::Value> {
    let received = program.receiver.received();
    let here = received.iter().filter(|it| it.target.contains(channel));
    here.map(|request| request.json()).collect()
}

/// A survey of two, asked in Teams and in Slack, with Slack's door open or shut.
async fn cards(slack_is_open: bool) -> Program {
    let secret = secrecy::SecretString::from("8f742231b10e8888abcd99yyyzzz85a5");
    let more = "survey = \"undersokelse\"";
    let source = format!(
        "{SMALL}{}{}",
        question("forste", "named", "person", "scale", more),
        question("andre", "named", "person", "scale", more)
    );
    let mut program = Program::start_with(&source, &["teams", "slack"], |settings| {
        settings.public_url = Some(PUBLIC.to_owned());
        if slack_is_open {
            settings.doors.slack = skolebud::chat::slack::SigningSecret::new(&secret).ok();
        }
    })
    .await;
    program.live_until("2018-09-10T09:01").await;
    program
}

#[tokio::test]
async fn a_card_that_takes_no_taps_leads_to_the_page_and_shows_the_options_without_numbers() {
    let program = cards(true).await;
    let links = program.app.links.as_ref().unwrap();
    let bodies = sent_to(&program, "teams");
    let body = bodies
        .iter()
        .find(|body| body.to_string().contains("I hvor stor grad"));
    let card = &body.unwrap()["attachments"][0]["content"];
    let buttons = card["actions"].as_array().unwrap();
    assert_eq!(buttons.len(), 1, "{card}");
    assert_eq!(buttons[0]["title"], "Svar her");
    let first = links.address("prove/forste/2018-09-10", "teams");
    assert_eq!(buttons[0]["url"], first.as_str());
    assert!(first.starts_with("https://svar.asker.example/a/"));
    let text = card["body"].to_string();
    assert!(
        text.contains("I liten grad") && !text.contains("\"1.\""),
        "{text}"
    );
}

#[tokio::test]
async fn where_taps_are_taken_the_page_is_mentioned_in_passing() {
    let program = cards(true).await;
    let links = program.app.links.as_ref().unwrap();
    let bodies = sent_to(&program, "slack");
    let body = bodies
        .iter()
        .find(|body| body.to_string().contains("I hvor stor grad"));
    let blocks = body.unwrap()["blocks"].as_array().unwrap();
    let last = blocks.last().unwrap();
    assert_eq!(last["type"], "context", "{last}");
    let first = links.address("prove/forste/2018-09-10", "slack");
    let text = last["elements"][0]["text"].as_str().unwrap();
    assert_eq!(text, format!("<{first}|Eller svar på en nettside>"));
    assert!(
        body.unwrap().to_string().contains("vote:"),
        "the buttons are there"
    );
}

#[tokio::test]
async fn with_slacks_door_shut_the_page_is_the_way_there_too() {
    let program = cards(false).await;
    let bodies = sent_to(&program, "slack");
    let body = bodies
        .iter()
        .find(|body| body.to_string().contains("I hvor stor grad"));
    let text = body.unwrap().to_string();
    assert!(
        !text.contains("vote:") && text.contains("Svar her"),
        "{text}"
    );
}

#[tokio::test]
async fn a_preview_shows_the_link_that_the_channel_gets() {
    let program = cards(false).await;
    let (_, posts) = program.app.store.planned("prove").await.unwrap().unwrap();
    let asks = |stored: &&Stored| stored.post.kind() == PostKind::Question;
    let delivery = &posts.iter().find(asks).unwrap().deliveries[0];
    let command = Command::Preview {
        post: Some(delivery.id.to_string()),
    };
    let shown = at_terminal(&program.app, command, false, Language::Bokmal).await;
    let shown = payload(&shown.unwrap().answer, SlackWebhook).to_string();
    let links = program.app.links.as_ref().unwrap();
    let address = links.address("prove/forste/2018-09-10", &delivery.channel);
    assert!(shown.contains(&address), "{shown}");
}
