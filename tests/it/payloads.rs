//! Whatever a message says, both platforms take what is made of it, and nothing in it does harm.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use skolebud::chat::ChannelKind::{SlackWebhook, TeamsWorkflow};
use skolebud::chat::payload;
use skolebud::clock::Timestamp;
use skolebud::plan::Content;
use skolebud::programme::{Language, PostKind, Zone};
use skolebud::words::{Message, Part, Text, compose};

use crate::support::contents::{SAID, every_kind};
use crate::support::messages::{HOSTILE, any, short, usual};
use crate::support::tools::{node_accepts, python_accepts};

/// How many messages the makers' validators see.
const SAMPLES: usize = 150;

#[test]
fn slacks_own_models_accept_every_payload() {
    let lines: Vec<String> = samples()
        .iter()
        .map(|message| payload(message, SlackWebhook).to_string())
        .collect();
    python_accepts("check_blocks.py", &lines);
}

#[test]
fn the_makers_of_cards_accept_every_payload() {
    let lines: Vec<String> = samples()
        .iter()
        .map(|message| payload(message, TeamsWorkflow).to_string())
        .collect();
    python_accepts("check_cards.py", &lines);
    node_accepts("check_cards.cjs", &lines);
}

#[test]
fn a_usual_message_in_slack() {
    insta::assert_json_snapshot!(payload(&usual(), SlackWebhook));
}

#[test]
fn a_usual_message_in_teams() {
    insta::assert_json_snapshot!(payload(&usual(), TeamsWorkflow));
}

proptest! {
    #![proptest_config(Config { cases: 64, max_shrink_iters: 1_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn slacks_limits_are_kept(message in any()) {
        let payload = payload(&message, SlackWebhook);
        let text = payload["text"].as_str().unwrap();
        prop_assert!((1..=4_000).contains(&units(text)));
        prop_assert!(!text.contains('<'), "raw markup in text");
        let blocks = payload["blocks"].as_array().map_or(&[][..], Vec::as_slice);
        prop_assert!(blocks.len() <= 50);
        for block in blocks {
            let most = if block["type"] == "header" { 150 } else { 3_000 };
            let letters: usize = match block["type"].as_str().unwrap() {
                "actions" => 0,
                _ => texts(block).iter().map(|text| units(text)).sum(),
            };
            prop_assert!(letters <= most, "{} letters in {}", letters, block["type"]);
        }
        for marked_up in objects(&payload).iter().filter(|object| object["type"] == "mrkdwn") {
            let text = marked_up["text"].as_str().unwrap();
            let tails = text.split('<').skip(1);
            for tail in tails {
                prop_assert!(tail.starts_with("http") || tail.starts_with("mailto:"), "{}", tail);
            }
        }
    }

    #[test]
    fn a_card_is_never_too_big(message in any()) {
        prop_assert!(payload(&message, TeamsWorkflow).to_string().len() <= 20_000);
    }

    #[test]
    fn links_lead_to_the_web_or_to_mail(message in any()) {
        for kind in [SlackWebhook, TeamsWorkflow] {
            let payload = payload(&message, kind);
            for url in objects(&payload).iter().filter_map(|object| object.get("url")) {
                let url = url.as_str().unwrap();
                let is_safe = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
                prop_assert!(is_safe && !url.contains("@evil") && !url.contains(['<', '>', '|']), "{}", url);
            }
        }
    }

    #[test]
    fn a_short_message_is_shown_whole(message in short()) {
        for kind in [SlackWebhook, TeamsWorkflow] {
            let payload = payload(&message, kind);
            let shown = texts(&payload).join(" ");
            for words in said(&serde_json::to_value(&message).unwrap()) {
                prop_assert!(shown.contains(&words), "{:?} is missing in {}", words, payload);
            }
            prop_assert!(!shown.contains('…'), "something was cut");
        }
    }
}

#[test]
fn a_message_cut_short_says_where_the_rest_is() {
    let mut message = usual();
    let much = Text::plain("Blåbær og bringebær. ".repeat(2_000));
    message.parts.insert(0, Part::Paragraph(much));
    for kind in [SlackWebhook, TeamsWorkflow] {
        let payload = payload(&message, kind);
        let ends_with_link = objects(&payload).windows(2).any(|pair| {
            let says_more = pair[0]["text"]
                .as_str()
                .is_some_and(|text| text.trim() == "…" || text == " ");
            says_more
                && pair[1]
                    .to_string()
                    .contains("https://asker.example/samling-2")
        });
        assert!(ends_with_link, "{payload}");
    }
}

#[test]
fn an_empty_message_still_says_who_speaks() {
    let message = Message {
        title: String::new(),
        summary: "\u{0}".to_owned(),
        parts: Vec::new(),
        links: Vec::new(),
        ..usual()
    };
    assert_eq!(payload(&message, SlackWebhook)["text"], "Skolebud");
    let card = &payload(&message, TeamsWorkflow)["attachments"][0]["content"];
    assert_eq!(card["fallbackText"], "Skolebud");
}

#[test]
fn the_samples_are_of_every_kind() {
    let kinds: BTreeSet<&str> = every_kind("x")
        .iter()
        .map(|content| content.kind().name())
        .collect();
    assert_eq!(kinds.len(), PostKind::ALL.len());
}

/// The same messages every time: a usual one, a post of every kind in every language with the
/// longest and the worst that can be written, and any others.
fn samples() -> Vec<Message> {
    let mut runner = TestRunner::deterministic();
    let strategy = any();
    let others = (0..SAMPLES).map(|_| strategy.new_tree(&mut runner).unwrap().current());
    let worst = HOSTILE.concat();
    let composed = ["", "Lærende ledelse", &worst, &worst.repeat(200)];
    let composed = composed.into_iter().flat_map(composed_of);
    std::iter::once(usual())
        .chain(composed)
        .chain(others)
        .collect()
}

/// A post of every kind in every language, all its words `text`.
fn composed_of(text: &str) -> Vec<Message> {
    let zone = Zone::named("Europe/Oslo").unwrap();
    let now = Timestamp::of_local(SAID, zone.rules());
    let say =
        |content: Content| Language::ALL.map(|language| compose(&content, language, &zone, now));
    every_kind(text).into_iter().flat_map(say).collect()
}

/// What is under `text` or `title` anywhere in `payload`, as far as it is text.
fn texts(payload: &Value) -> Vec<String> {
    let objects = objects(payload);
    let texts = objects
        .iter()
        .flat_map(|object| [object.get("text"), object.get("title")]);
    texts
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// Every text of a message, as it is written to JSON, that must be seen.
fn said(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            let seen = fields.iter().filter(|(name, _)| {
                !["language", "summary", "style", "url", "choices"].contains(&name.as_str())
            });
            let choices = fields
                .get("choices")
                .and_then(|it| it["options"].as_array());
            let labels = choices.into_iter().flatten().map(|option| &option[1]);
            seen.flat_map(|(_, value)| said(value))
                .chain(labels.flat_map(said))
                .collect()
        }
        Value::Array(items) => items.iter().flat_map(said).collect(),
        Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// Every object in `value`, from the outside in and in order.
fn objects(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(fields) => std::iter::once(value)
            .chain(fields.values().flat_map(objects))
            .collect(),
        Value::Array(items) => items.iter().flat_map(objects).collect(),
        _ => Vec::new(),
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
