//! A recorded shape, and what may differ from it.

use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::chat::teams::verify::tests::signed;

const COMMAND: &str = include_str!("../../../../tests/data/teams/command.json");
const NOW: Timestamp = Timestamp::from_millis(1_543_312_900_000);

fn read(body: &str) -> Result<Received, Broken> {
    activity("nettverk", signed(body.as_bytes()), NOW)
}

/// The event, which must be one.
fn some(body: &str) -> Event {
    let event = match read(body) {
        Ok(Received::Event { event, .. }) => Ok(*event),
        other => Err(other),
    };
    event.unwrap()
}

/// In a word what came of it: `event`, or why it is none.
fn word(received: Result<Received, Broken>) -> &'static str {
    match received {
        Ok(Received::Event { .. }) => "event",
        Ok(Received::Challenge(_)) => "challenge",
        Ok(Received::Ignored(why)) => why,
        Err(Broken(what)) => what,
    }
}

/// The recorded activity with one value replaced.
fn with(pointer: &str, new: Value) -> String {
    let mut activity: Value = serde_json::from_str(COMMAND).unwrap();
    *activity.pointer_mut(pointer).unwrap() = new;
    activity.to_string()
}

#[test]
fn a_mention_is_said_to_us() {
    let expected = Event {
        id: "teams:nettverk:1543312842318".to_owned(),
        at: Timestamp::from_millis(1_543_312_842_318),
        sender: Sender {
            platform: Platform::Teams,
            tenant: "0b1c2d3e-0000-4000-8000-00000000aaaa".to_owned(),
            user: "0b1c2d3e-0000-4000-8000-000000000001".to_owned(),
            name: Some("Rektor, Blåbærlia skole".to_owned()),
            language: Some(Language::Nynorsk),
            declared_school: None,
        },
        place: Some("19:gruppe1@thread.tacv2".to_owned()),
        deed: Deed::Say {
            text: "svar \"prøvd éin gong\"".to_owned(),
        },
    };
    assert_eq!(some(COMMAND), expected);
}

#[test]
fn a_mention_in_a_thread_is_a_reply() {
    let id = json!("19:gruppe1@thread.tacv2;messageid=1543312800000");
    let reply = some(&with("/conversation/id", id.clone()));
    let expected = Deed::Reply {
        thread: "1543312800000".to_owned(),
        text: "svar \"prøvd éin gong\"".to_owned(),
        to_us: true,
    };
    assert_eq!(reply.deed, expected);
    let mut bare: Value = serde_json::from_str(COMMAND).unwrap();
    bare["conversation"]["id"] = id;
    bare["text"] = json!("<at>Skolebud</at>");
    let text = String::new();
    assert_eq!(some(&bare.to_string()).deed, Deed::Say { text });
}

#[test]
fn two_webhooks_never_share_an_event() {
    let other = activity("annet", signed(COMMAND.as_bytes()), NOW);
    assert!(
        matches!(other, Ok(Received::Event { event, .. }) if event.id == "teams:annet:1543312842318")
    );
}

#[rstest]
#[case::without_time("/timestamp", json!(null), NOW.millis())]
#[case::odd_time("/timestamp", json!("i går"), NOW.millis())]
#[case::offset("/timestamp", json!("2018-11-27T11:00:42.318+01:00"), 1_543_312_842_318)]
fn it_was_written_when_it_says_or_now(#[case] pointer: &str, #[case] new: Value, #[case] at: i64) {
    assert_eq!(some(&with(pointer, new)).at.millis(), at);
}

#[rstest]
#[case("nb-NO", Some(Language::Bokmal))]
#[case("no", Some(Language::Bokmal))]
#[case("nn_NO", Some(Language::Nynorsk))]
#[case("sv-SE", Some(Language::Swedish))]
#[case("DA-dk", Some(Language::Danish))]
#[case("en-GB", Some(Language::English))]
#[case("fi-FI", None)]
#[case("", None)]
fn the_language_is_that_of_the_program(#[case] locale: &str, #[case] language: Option<Language>) {
    assert_eq!(
        some(&with("/locale", json!(locale))).sender.language,
        language
    );
}

#[rstest]
#[case::user("/from/aadObjectId", json!(null), "event")]
#[case::channel("/channelData", json!({"tenant": {"id": "t"}}), "event")]
#[case::data("/channelData", json!(null), "event")]
#[case::nothing_said("/text", json!(null), "event")]
#[case::bare_conversation("/conversation", json!(null), "event")]
#[case::new_type("/type", json!("messageReaction"), "unknown_type")]
#[case::no_type("/type", json!(null), "unknown_type")]
#[case::no_id("/id", json!(null), "no_id")]
#[case::empty_id("/id", json!(""), "no_id")]
#[case::nobody("/from", json!(null), "no_user")]
#[case::nobody_known("/from", json!({"name": "Rektor"}), "no_user")]
#[case::odd_text("/text", json!(1), "odd_shape")]
fn an_activity_is_read_as_far_as_it_must_be(
    #[case] pointer: &str,
    #[case] new: Value,
    #[case] said: &str,
) {
    assert_eq!(word(read(&with(pointer, new))), said);
}

#[rstest]
#[case(
    "{\"type\":\"message\",\"id\":\"1\",\"from\":{\"id\":\"u\"}}",
    "no_tenant"
)]
#[case("", "not_json")]
#[case("{", "not_json")]
#[case("null", "odd_shape")]
#[case("{}", "unknown_type")]
fn a_broken_activity_is_told_as_such(#[case] body: &str, #[case] said: &str) {
    assert_eq!(word(read(body)), said);
}

#[test]
fn the_bytes_must_be_letters() {
    assert_eq!(
        word(activity("nettverk", signed(b"{\"type\":\"\xC3\"}"), NOW)),
        "not_utf8"
    );
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(bytes: Vec<u8>) {
        let _ = activity("nettverk", signed(&bytes), NOW);
    }

    #[test]
    fn no_damage_to_what_was_recorded_makes_it_panic(
        at in 0..COMMAND.len(), bytes in proptest::collection::vec(any::<u8>(), 0..6), cut in 0..6_usize,
    ) {
        let mut damaged = COMMAND.as_bytes().to_vec();
        let end = damaged.len().min(at + cut);
        damaged.splice(at..end, bytes);
        let _ = activity("nettverk", signed(&damaged), NOW);
    }
}
