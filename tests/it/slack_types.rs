//! What Slack sends is read alike by us and by slack-morphism, a client of other people's; and what we
//! send holds nothing that its types do not know.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rstest::rstest;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use skolebud::chat::ChannelKind::SlackWebhook;
use skolebud::chat::slack::{Signature, SigningSecret, Verified, answer, parse};
use skolebud::chat::{Received, payload};
use skolebud::clock::Timestamp;
use skolebud::inbox::{Answer, Deed, Event, Given};
use skolebud::plan::Content;
use skolebud::programme::{Language, Zone};
use skolebud::words::{Message, compose, help};

use crate::support::contents::{SAID, every_kind};
use crate::support::messages::{any, usual};
use crate::support::taps::{SIGNING_SECRET, signature};
use crate::support::tools::slack_types_read;

const COMMAND: &str = include_str!("../data/slack/command.form");
const BUTTON: &str = include_str!("../data/slack/button.json");
const TICKED: &str = include_str!("../data/slack/ticked.json");
const REPLY: &str = include_str!("../data/slack/reply.json");
const EDIT: &str = include_str!("../data/slack/edit.json");
const DELETE: &str = include_str!("../data/slack/delete.json");
const MENTION: &str = include_str!("../data/slack/mention.json");
const URL_VERIFICATION: &str = include_str!("../data/slack/url_verification.json");

/// When the payloads were sent, in seconds since 1970.
const SENT_AT: i64 = 1_543_313_400;
/// How many messages of any shape their types see, beside one of every kind.
const SAMPLES: usize = 100;

#[rstest]
#[case::command("command", COMMAND)]
#[case::tap("interaction", BUTTON)]
#[case::ticked("interaction", TICKED)]
#[case::reply("event", REPLY)]
#[case::edit("event", EDIT)]
#[case::delete("event", DELETE)]
#[case::mention("event", MENTION)]
#[case::challenge("event", URL_VERIFICATION)]
fn what_slack_sends_is_read_alike_by_others(#[case] kind: &str, #[case] recorded: &str) {
    let line = json!({ "as": kind, "text": recorded });
    let read = slack_types_read(&[line]).remove(0);
    let theirs = match kind {
        "command" => theirs::command(&read),
        "interaction" => theirs::tap(&read),
        _ => theirs::event(&read),
    };
    assert_eq!(ours::read(kind, recorded), theirs);
}

#[test]
fn what_we_post_to_slack_holds_nothing_unknown_to_others() {
    assert_kept_whole(
        messages().iter().map(|it| payload(it, SlackWebhook)),
        "post",
    );
}

#[test]
fn what_we_answer_in_slack_holds_nothing_unknown_to_others() {
    let answers = || {
        let answer = |message: Message, public| Answer { message, public };
        let messages = messages()
            .into_iter()
            .zip([true, false].into_iter().cycle());
        messages.map(move |(message, public)| answer(message, public))
    };
    assert_kept_whole(
        answers().map(|it| answer::to_command(&it)),
        "answer to a command",
    );
    assert_kept_whole(answers().map(|it| answer::to_tap(&it)), "post");
    assert_kept_whole(answers().map(|it| answer::replacement(&it.message)), "post");
}

/// Every payload must come back as it is from the types: what they do not know they leave out.
fn assert_kept_whole(payloads: impl Iterator<Item = Value>, kind: &str) {
    let payloads: Vec<Value> = payloads.map(without_what_is_not_modelled).collect();
    let lines: Vec<Value> = payloads
        .iter()
        .map(|it| json!({ "as": kind, "text": it.to_string() }))
        .collect();
    for (sent, read) in payloads.iter().zip(slack_types_read(&lines)) {
        assert_eq!(*sent, without_what_is_not_modelled(read));
    }
}

/// Of what Slack documents for webhooks their types have no unfurling, and for a `response_url` not who
/// sees the answer.
fn without_what_is_not_modelled(mut payload: Value) -> Value {
    let fields = payload.as_object_mut().unwrap();
    fields.remove("unfurl_links");
    fields.remove("unfurl_media");
    if fields.contains_key("replace_original") {
        fields.remove("response_type");
    }
    payload
}

/// The same every time: the usual one, a post of every kind, the help in every language, and any.
fn messages() -> Vec<Message> {
    let zone = Zone::named("Europe/Oslo").unwrap();
    let now = Timestamp::of_local(SAID, zone.rules());
    let said = |content: &Content| compose(content, Language::Bokmal, &zone, now);
    let mut runner = TestRunner::deterministic();
    let strategy = any();
    let mut others = || strategy.new_tree(&mut runner).unwrap().current();
    let mut messages = vec![usual()];
    messages.extend(every_kind("Lærende <ledelse> & deling").iter().map(said));
    messages.extend(Language::ALL.map(|language| help(language, true)));
    messages.extend((0..SAMPLES).map(|_| others()));
    messages
}

/// What we make of a payload, in words that both can say.
mod ours {
    use super::*;

    pub(super) fn read(kind: &str, recorded: &str) -> Value {
        let form;
        let body = match kind {
            "interaction" => {
                form = url::form_urlencoded::Serializer::new(String::new())
                    .append_pair("payload", recorded)
                    .finish();
                form.as_str()
            }
            _ => recorded,
        };
        let received = match kind {
            "command" => parse::command(signed(body)),
            "interaction" => parse::interaction(signed(body)),
            _ => parse::event(signed(body)),
        };
        match received.unwrap() {
            Received::Challenge(challenge) => json!({ "challenge": challenge }),
            Received::Event { event, later } => {
                let mut said = event_of(&event);
                let later = later.map(|url| url.expose_secret().to_owned());
                said["later"] = json!(later);
                said
            }
            Received::Ignored(why) => json!({ "ignored": why }),
        }
    }

    fn event_of(event: &Event) -> Value {
        let deed = match &event.deed {
            Deed::Vote { asking, answer } => {
                let options = match answer {
                    Given::Options(options) => json!(options),
                    Given::Text(text) => json!(text),
                };
                json!({ "votes on": asking, "options": options })
            }
            Deed::Say { text } => json!({ "says": text }),
            Deed::Reply { thread, text, .. } => json!({ "replies in": thread, "text": text }),
            Deed::Edit { original, text } => {
                json!({ "edits": last_part(&original.said), "text": text })
            }
            Deed::Delete { original } => json!({ "deletes": last_part(&original.said) }),
        };
        let at = match event.id.starts_with("slack:command:") {
            // A command has no time of its own.
            true => None,
            false => Some(event.at.millis()),
        };
        json!({
            "tenant": event.sender.tenant,
            "user": event.sender.user,
            "place": event.place,
            "at": at,
            "deed": deed,
        })
    }

    fn last_part(id: &str) -> &str {
        id.rsplit(':').next().unwrap()
    }

    fn signed(body: &str) -> Verified<'_> {
        let secret = SigningSecret::new(&SecretString::from(SIGNING_SECRET)).unwrap();
        let timestamp = SENT_AT.to_string();
        let tag = signature(&timestamp, body.as_bytes());
        let signature = Signature {
            timestamp: Some(timestamp.as_bytes()),
            signature: Some(tag.as_bytes()),
        };
        let now = Timestamp::from_millis(SENT_AT * 1_000);
        secret.verify(signature, body.as_bytes(), now).unwrap()
    }
}

/// What slack-morphism makes of it, in the same words.
mod theirs {
    use super::*;

    pub(super) fn command(read: &Value) -> Value {
        json!({
            "tenant": read["team_id"],
            "user": read["user_id"],
            "place": read["channel_id"],
            "at": null,
            "deed": { "says": unescaped(&read["text"]) },
            "later": read["response_url"],
        })
    }

    pub(super) fn tap(read: &Value) -> Value {
        assert_eq!(read["type"], "block_actions");
        let action = &read["actions"][0];
        let value = action["value"].as_str().unwrap();
        let (asking, options) = match value.split_once('|') {
            Some((asking, option)) => (asking, vec![json!(option)]),
            None => (value, ticked(&read["state"]["values"], action)),
        };
        json!({
            "tenant": read["team"]["id"],
            "user": read["user"]["id"],
            "place": read["channel"]["id"],
            "at": millis(&action["action_ts"]),
            "deed": { "votes on": asking, "options": options },
            "later": read["response_url"],
        })
    }

    /// What is ticked in the block of the button.
    fn ticked(state: &Value, button: &Value) -> Vec<Value> {
        let block = state[button["block_id"].as_str().unwrap()].as_object();
        let elements = block.unwrap().values();
        let options = elements.flat_map(|it| it["selected_options"].as_array().unwrap());
        options.map(|option| option["value"].clone()).collect()
    }

    pub(super) fn event(read: &Value) -> Value {
        if read["type"] == "url_verification" {
            return json!({ "challenge": read["challenge"] });
        }
        let event = &read["event"];
        let (user, deed) = deed(event);
        json!({
            "tenant": read["team_id"],
            "user": user,
            "place": event["channel"],
            "at": millis(&event["ts"]),
            "deed": deed,
            "later": null,
        })
    }

    /// Who did what.
    fn deed(event: &Value) -> (&Value, Value) {
        let kind = (event["type"].as_str(), event["subtype"].as_str());
        match kind {
            (Some("app_mention"), None) => {
                let text = unescaped(&event["text"]);
                let (_mention, text) = text.split_once("> ").unwrap();
                (&event["user"], json!({ "says": text }))
            }
            (Some("message"), None) => {
                let text = unescaped(&event["text"]);
                let deed = json!({ "replies in": event["thread_ts"], "text": text });
                (&event["user"], deed)
            }
            (Some("message"), Some("message_changed")) => {
                let message = &event["message"];
                let text = unescaped(&message["text"]);
                let deed = json!({ "edits": message["ts"], "text": text });
                (&message["user"], deed)
            }
            (Some("message"), Some("message_deleted")) => {
                let deed = json!({ "deletes": event["deleted_ts"] });
                (&event["previous_message"]["user"], deed)
            }
            other => unreachable!("{other:?}"),
        }
    }

    /// Slack escapes three letters (docs.slack.dev/messaging/formatting-message-text).
    fn unescaped(text: &Value) -> String {
        let text = text.as_str().unwrap().replace("&lt;", "<");
        text.replace("&gt;", ">").replace("&amp;", "&")
    }

    /// Of a `ts`: seconds, a full stop and six digits.
    fn millis(ts: &Value) -> i64 {
        let (seconds, fraction) = ts.as_str().unwrap().split_once('.').unwrap();
        format!("{seconds}{}", &fraction[..3]).parse().unwrap()
    }
}
