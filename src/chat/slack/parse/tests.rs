//! Recorded shapes, and what may differ from them.

use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::chat::slack::verify::tests::signed;
use crate::inbox::{Deed, Event, Given, Original, Platform, Sender};

const COMMAND: &str = include_str!("../../../../tests/data/slack/command.form");
const BUTTON: &str = include_str!("../../../../tests/data/slack/button.json");
const TICKED: &str = include_str!("../../../../tests/data/slack/ticked.json");
const REPLY: &str = include_str!("../../../../tests/data/slack/reply.json");
const EDIT: &str = include_str!("../../../../tests/data/slack/edit.json");
const DELETE: &str = include_str!("../../../../tests/data/slack/delete.json");
const MENTION: &str = include_str!("../../../../tests/data/slack/mention.json");
const URL_VERIFICATION: &str = include_str!("../../../../tests/data/slack/url_verification.json");

fn form_of(payload: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("payload", payload)
        .finish()
}

fn read_event(body: &str) -> Result<Received, Broken> {
    event(signed(body.as_bytes()))
}

fn read_tap(payload: &str) -> Result<Received, Broken> {
    interaction(signed(form_of(payload).as_bytes()))
}

fn read_command(body: &str) -> Result<Received, Broken> {
    command(signed(body.as_bytes()))
}

/// The event, which must be one.
fn some(received: Result<Received, Broken>) -> Event {
    let event = match received {
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

/// `recorded` with the value at each pointer replaced, or taken away by null.
fn with(recorded: &str, changes: &[(&str, Value)]) -> String {
    let mut value: Value = serde_json::from_str(recorded).unwrap();
    for (pointer, new) in changes {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = value.pointer_mut(parent).unwrap();
        match parent {
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = new.clone(),
            _ => parent[key] = new.clone(),
        }
    }
    value.to_string()
}

fn rektor() -> Sender {
    Sender {
        platform: Platform::Slack,
        tenant: "T0ASKER01".to_owned(),
        user: "U0REKTOR1".to_owned(),
        name: None,
        language: None,
        declared_school: None,
    }
}

fn place() -> Option<String> {
    Some("C0GRUPPE1".to_owned())
}

#[test]
fn a_slash_command_is_said_to_us() {
    let received = read_command(COMMAND).unwrap();
    let Received::Event { event, later } = received else {
        unreachable!("{received:?}")
    };
    assert!(!format!("{later:?}").contains("hemmelig"));
    let url = later.unwrap();
    let url = secrecy::ExposeSecret::expose_secret(&url).to_owned();
    assert_eq!(
        url,
        "https://hooks.slack.com/commands/T0ASKER01/7012345678901/hemmelig"
    );
    let expected = Event {
        id: "slack:command:7012345678902.7012345678903.0123456789abcdef0123456789abcdef".to_owned(),
        at: Timestamp::from_millis(1_531_420_618_000),
        sender: Sender {
            name: Some("rektor.blabaerlia".to_owned()),
            ..rektor()
        },
        place: place(),
        deed: Deed::Say {
            text: "neste & svar <@U0REKTOR2|rektor>".to_owned(),
        },
    };
    assert_eq!(*event, expected);
}

#[rstest]
#[case::nothing_said("trigger_id=1&team_id=T&user_id=U&text=", "event")]
#[case::nothing_else("trigger_id=1&team_id=T&user_id=U", "event")]
#[case::enterprise("trigger_id=1&enterprise_id=E&user_id=U&team_id=", "event")]
#[case::certificate("ssl_check=1&token=x", "certificate_check")]
#[case::no_trigger("team_id=T&user_id=U", "no_trigger_id")]
#[case::no_user("trigger_id=1&team_id=T", "no_user")]
#[case::no_team("trigger_id=1&user_id=U", "no_team")]
#[case::empty("", "no_trigger_id")]
#[case::json("{\"trigger_id\":1}", "no_trigger_id")]
#[case::not_utf8("trigger_id=1&team_id=T&user_id=U&text=%FF", "not_utf8")]
fn a_command_must_say_who_and_where(#[case] body: &str, #[case] said: &str) {
    assert_eq!(word(read_command(body)), said);
}

#[test]
fn a_tap_on_a_button_is_a_vote() {
    let expected = Event {
        id: "slack:action:1543312842.318754:U0REKTOR1".to_owned(),
        at: Timestamp::from_millis(1_543_312_842_318),
        sender: Sender {
            name: Some("rektor.blabaerlia".to_owned()),
            ..rektor()
        },
        place: place(),
        deed: Deed::Vote {
            asking: "asker-2018/fremdrift/2018-11-27".to_owned(),
            answer: Given::Options(vec!["provd".to_owned()]),
        },
    };
    assert_eq!(some(read_tap(BUTTON)), expected);
}

#[test]
fn what_is_ticked_is_a_vote_when_it_is_sent() {
    let expected = Deed::Vote {
        asking: "asker-2018/stotte/2018-11-27".to_owned(),
        answer: Given::Options(["tid", "kolleger", "annet"].map(str::to_owned).to_vec()),
    };
    assert_eq!(some(read_tap(TICKED)).deed, expected);
    let none = with(TICKED, &[("/state", Value::Null)]);
    let expected = Deed::Vote {
        asking: "asker-2018/stotte/2018-11-27".to_owned(),
        answer: Given::Options(vec![]),
    };
    assert_eq!(some(read_tap(&none)).deed, expected);
}

#[rstest]
#[case::radio(json!({"selected_option": {"value": "p/q/d|a"}}), Some(&["a"][..]))]
#[case::boxes(json!({"selected_options": [{"value": "p/q/d|a"}, {"value": "p/q/d|b"}]}), Some(&["a", "b"][..]))]
#[case::taken_back(json!({"selected_option": null}), None)]
#[case::none_ticked(json!({"selected_options": []}), None)]
fn every_element_for_choices_is_read(#[case] element: Value, #[case] options: Option<&[&str]>) {
    let mut action = element;
    action["action_id"] = json!("vote:0");
    action["action_ts"] = json!("1543312842.318754");
    let tap = with(BUTTON, &[("/actions/0", action)]);
    match options {
        Some(options) => {
            let options = options.iter().map(|key| (*key).to_owned()).collect();
            let expected = Deed::Vote {
                asking: "p/q/d".to_owned(),
                answer: Given::Options(options),
            };
            assert_eq!(some(read_tap(&tap)).deed, expected);
        }
        None => assert_eq!(word(read_tap(&tap)), "nothing_chosen"),
    }
}

#[rstest]
#[case::as_recorded("/token", json!(null), "event")]
#[case::unknown("/type", json!("block_suggestion"), "unknown_type")]
#[case::modal("/type", json!("view_submission"), "unknown_type")]
#[case::no_type("/type", json!(null), "unknown_type")]
#[case::link("/actions/0/action_id", json!("link-0"), "link")]
#[case::tick("/actions/0/action_id", json!("tick:0"), "not_sent_yet")]
#[case::another_app("/actions/0/action_id", json!("xyz"), "not_ours")]
#[case::no_action_id("/actions/0/action_id", json!(null), "not_ours")]
#[case::no_actions("/actions", json!([]), "no_action")]
#[case::null_actions("/actions", json!(null), "no_action")]
#[case::bad_value("/actions/0/value", json!("x"), "odd_value")]
#[case::no_key("/actions/0/value", json!("x|"), "odd_value")]
#[case::no_asking("/actions/0/value", json!("|x"), "odd_value")]
#[case::no_time("/actions/0/action_ts", json!(null), "no_time")]
#[case::odd_time("/actions/0/action_ts", json!("x"), "odd_time")]
#[case::no_user("/user", json!(null), "no_user")]
#[case::no_channel("/channel", json!(null), "event")]
#[case::nowhere("/container", json!({"type": "view"}), "event")]
#[case::of_an_organisation("/team", json!(null), "event")]
#[case::wrong_shape("/user", json!("U0REKTOR1"), "odd_shape")]
#[case::new_state("/state", json!({"values": {"b": {"a": {"type": "new", "selected_options": null}}}}), "event")]
fn a_tap_is_read_as_far_as_it_must_be(
    #[case] pointer: &str,
    #[case] new: Value,
    #[case] said: &str,
) {
    assert_eq!(word(read_tap(&with(BUTTON, &[(pointer, new)]))), said);
}

#[rstest]
#[case::no_payload("a=b", "no_payload")]
#[case::empty("", "no_payload")]
#[case::empty_payload("payload=", "no_payload")]
#[case::not_json("payload=%7B", "not_json")]
#[case::not_utf8("payload=%7B%22%C3%22%7D", "not_utf8")]
#[case::a_list("payload=1", "odd_shape")]
fn a_broken_tap_is_told_as_such(#[case] body: &str, #[case] said: &str) {
    assert_eq!(word(interaction(signed(body.as_bytes()))), said);
}

#[test]
fn a_reply_in_a_thread_is_read() {
    let expected = Event {
        id: "slack:message:C0GRUPPE1:1543313000.000400".to_owned(),
        at: Timestamp::from_millis(1_543_313_000_000),
        sender: rektor(),
        place: place(),
        deed: Deed::Reply {
            thread: "1543312800.000200".to_owned(),
            text: "Vi har prøvd lærende møter på 5.& 6. trinn <3".to_owned(),
            to_us: false,
        },
    };
    assert_eq!(some(read_event(REPLY)), expected);
}

#[test]
fn an_edit_and_a_deletion_name_what_was_said() {
    let original = Original {
        said: some(read_event(REPLY)).id,
        thread: Some("1543312800.000200".to_owned()),
        to_us: false,
    };
    let edit = some(read_event(EDIT));
    assert_eq!(edit.id, "slack:Ev0EDIT001");
    assert_eq!(edit.at, Timestamp::from_millis(1_543_313_100_000));
    assert_eq!(
        edit.deed,
        Deed::Edit {
            original: original.clone(),
            text: "Vi har prøvd lærende møter på hele skolen".to_owned(),
        }
    );
    let deletion = some(read_event(DELETE));
    assert_eq!(deletion.id, "slack:Ev0DELETE1");
    assert_eq!(deletion.sender, rektor());
    let deleted = Deed::Delete { original };
    assert_eq!(deletion.deed, deleted);
    let tombstone = with(EDIT, &[("/event/message/subtype", json!("tombstone"))]);
    assert_eq!(some(read_event(&tombstone)).deed, deleted);
}

#[test]
fn a_mention_that_comes_twice_is_one_event() {
    let mention = some(read_event(MENTION));
    assert_eq!(mention.id, "slack:message:C0GRUPPE1:1543313300.000700");
    let text = "neste samling?".to_owned();
    assert_eq!(mention.deed, Deed::Say { text });
    let as_message = with(
        MENTION,
        &[
            ("/event/type", json!("message")),
            ("/event/channel_type", json!("channel")),
            ("/event_id", json!("Ev0OTHER01")),
        ],
    );
    assert_eq!(some(read_event(&as_message)), mention);
    let in_thread = ("/event/thread_ts", json!("1543312800.000200"));
    let as_message = with(&as_message, std::slice::from_ref(&in_thread));
    let mention = with(MENTION, &[in_thread]);
    assert_eq!(some(read_event(&as_message)), some(read_event(&mention)));
}

#[rstest]
#[case::talk("Kommer du på kaffe?", "channel", false)]
#[case::mention("Vi leser, <@U0SKOLEBUD>", "channel", true)]
#[case::mention_of_another("Vi leser, <@U0REKTOR2>", "channel", false)]
#[case::in_private("Vi leser", "im", true)]
fn what_is_said_to_us_in_a_thread_is_told_from_talk(
    #[case] text: &str,
    #[case] channel_type: &str,
    #[case] expected: bool,
) {
    let kind = ("/event/channel_type", json!(channel_type));
    let reply = some(read_event(&with(
        REPLY,
        &[("/event/text", json!(text)), kind.clone()],
    )));
    assert!(matches!(reply.deed, Deed::Reply { to_us, .. } if to_us == expected));
    for of in ["/event/message/text", "/event/previous_message/text"] {
        let edit = some(read_event(&with(EDIT, &[(of, json!(text)), kind.clone()])));
        assert!(matches!(edit.deed, Deed::Edit { original, .. } if original.to_us == expected));
    }
    let of = "/event/previous_message/text";
    let deletion = some(read_event(&with(DELETE, &[(of, json!(text)), kind])));
    assert!(matches!(deletion.deed, Deed::Delete { original } if original.to_us == expected));
}

#[test]
fn a_deletion_of_which_slack_does_not_tell_what_it_was_may_be_of_something_said_to_us() {
    let unknown = with(DELETE, &[("/event/previous_message", Value::Null)]);
    let deed = some(read_event(&unknown)).deed;
    assert!(matches!(deed, Deed::Delete { original } if original.to_us));
}

#[test]
fn a_mention_is_stripped_even_if_nobody_says_who_we_are() {
    let unknown = with(MENTION, &[("/authorizations", Value::Null)]);
    assert_eq!(some(read_event(&unknown)), some(read_event(MENTION)));
}

#[test]
fn the_same_event_sent_again_has_the_same_id() {
    for recorded in [REPLY, EDIT, DELETE, MENTION] {
        let again = with(recorded, &[("/event_context", json!("again"))]);
        assert_eq!(some(read_event(&again)), some(read_event(recorded)));
    }
}

#[test]
fn a_challenge_is_given_back() {
    let received = read_event(URL_VERIFICATION).unwrap();
    let challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P";
    assert!(matches!(received, Received::Challenge(given) if given == challenge));
}

#[rstest]
#[case::root("/event/thread_ts", json!(null), "not_to_us")]
#[case::root_of_a_thread("/event/thread_ts", json!("1543313000.000400"), "not_to_us")]
#[case::also_in_channel("/event/subtype", json!("thread_broadcast"), "event")]
#[case::with_file("/event/subtype", json!("file_share"), "event")]
#[case::file_alone("/event/text", json!(""), "no_text")]
#[case::me("/event/subtype", json!("me_message"), "event")]
#[case::bot("/event/bot_id", json!("B0OTHER"), "bot")]
#[case::bot_message("/event/subtype", json!("bot_message"), "bot")]
#[case::ourselves("/event/user", json!("U0SKOLEBUD"), "bot")]
#[case::joined("/event/subtype", json!("channel_join"), "unknown_subtype")]
#[case::new_subtype("/event/subtype", json!("from_the_future"), "unknown_subtype")]
#[case::other_event("/event/type", json!("reaction_added"), "unknown_event")]
#[case::no_event("/event", json!(null), "unknown_event")]
#[case::text_event("/event", json!("x"), "unknown_event")]
#[case::limited("/type", json!("app_rate_limited"), "unknown_type")]
#[case::no_user("/event/user", json!(null), "no_user")]
#[case::no_channel("/event/channel", json!(null), "no_channel")]
#[case::odd_channel("/event/channel", json!({"id": "C0GRUPPE1"}), "odd_event")]
#[case::no_ts("/event/ts", json!(null), "no_time")]
#[case::odd_ts("/event/ts", json!("1.2.3"), "odd_time")]
#[case::no_team("/team_id", json!(null), "no_team")]
#[case::no_authorizations("/authorizations", json!(null), "event")]
fn messages_are_sorted(#[case] pointer: &str, #[case] new: Value, #[case] said: &str) {
    assert_eq!(word(read_event(&with(REPLY, &[(pointer, new)]))), said);
}

#[rstest]
#[case::preview(EDIT, "/event/message/text", json!("Vi har prøvd lærende møter på 5. trinn"), "unchanged")]
#[case::our_own(EDIT, "/event/message/bot_id", json!("B0SKOLEBUD"), "bot")]
#[case::nothing_new(EDIT, "/event/message", json!(null), "no_message")]
#[case::nothing_old(EDIT, "/event/previous_message", json!(null), "event")]
#[case::no_id(EDIT, "/event_id", json!(null), "no_event_id")]
#[case::our_own_deleted(DELETE, "/event/previous_message/bot_id", json!("B0SKOLEBUD"), "bot")]
#[case::nothing_known(DELETE, "/event/previous_message", json!(null), "event")]
#[case::others_talk(DELETE, "/event/previous_message/thread_ts", json!(null), "not_to_us")]
#[case::no_time(DELETE, "/event/deleted_ts", json!(null), "event")]
fn changes_are_sorted(
    #[case] recorded: &str,
    #[case] pointer: &str,
    #[case] new: Value,
    #[case] said: &str,
) {
    assert_eq!(word(read_event(&with(recorded, &[(pointer, new)]))), said);
}

#[test]
fn talk_of_others_stays_theirs_when_it_is_edited() {
    let root = [
        ("/event/message/thread_ts", Value::Null),
        ("/event/previous_message/thread_ts", Value::Null),
    ];
    let edit = with(EDIT, &root);
    assert_eq!(word(read_event(&edit)), "not_to_us");
    let mention = ("/event/message/text", json!("<@U0SKOLEBUD> neste"));
    assert_eq!(word(read_event(&with(&edit, &[mention]))), "event");
}

#[rstest]
#[case("im", "neste", Some("neste"))]
#[case("app_home", "neste", Some("neste"))]
#[case("im", "", None)]
#[case("channel", "<@U0SKOLEBUD>", Some(""))]
#[case("group", "neste", None)]
fn in_private_everything_is_said_to_us(
    #[case] kind: &str,
    #[case] text: &str,
    #[case] said: Option<&str>,
) {
    let message = with(
        REPLY,
        &[
            ("/event/thread_ts", Value::Null),
            ("/event/channel_type", json!(kind)),
            ("/event/text", json!(text)),
        ],
    );
    let heard = match read_event(&message) {
        Ok(Received::Event { event, .. }) => Some(event.deed),
        _ => None,
    };
    let said = said.map(|text| Deed::Say {
        text: text.to_owned(),
    });
    assert_eq!(heard, said);
}

#[rstest]
#[case("", "not_json")]
#[case("{", "not_json")]
#[case("payload=x", "not_json")]
#[case("null", "odd_shape")]
#[case("1", "odd_shape")]
#[case("{}", "unknown_type")]
#[case("{\"type\":\"url_verification\"}", "no_challenge")]
#[case("{\"type\":1}", "odd_shape")]
fn a_broken_event_is_told_as_such(#[case] body: &str, #[case] said: &str) {
    assert_eq!(word(read_event(body)), said);
}

#[test]
fn bytes_that_are_no_letters_and_depths_without_end_are_broken() {
    assert_eq!(word(event(signed(b"{\"type\":\"\xFF\"}"))), "not_utf8");
    assert_eq!(word(command(signed(b"trigger_id=\xFF"))), "not_utf8");
    let deep = "[".repeat(200_000);
    assert_eq!(word(read_event(&format!("{{\"event\":{deep}"))), "not_json");
    let long = with(REPLY, &[("/event/text", json!("å".repeat(100_000)))]);
    assert_eq!(word(read_event(&long)), "event");
}

#[rstest]
#[case("1543313000.000400", Some(1_543_313_000_000))]
#[case("1543313000.318754", Some(1_543_313_000_318))]
#[case("1543313000.3", Some(1_543_313_000_300))]
#[case("1543313000", Some(1_543_313_000_000))]
#[case("0.0", Some(0))]
#[case(".5", None)]
#[case("-1.5", None)]
#[case("1e9", None)]
#[case("99999999999999999999.0", None)]
#[case("", None)]
fn a_ts_is_seconds_and_more(#[case] ts: &str, #[case] millis: Option<i64>) {
    assert_eq!(time(ts), millis.map(Timestamp::from_millis));
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(bytes: Vec<u8>) {
        let _ = event(signed(&bytes));
        let _ = interaction(signed(&bytes));
        let _ = command(signed(&bytes));
    }

    #[test]
    fn no_damage_to_what_was_recorded_makes_it_panic(
        which in 0..7_usize, at: usize, bytes in proptest::collection::vec(any::<u8>(), 0..6), cut in 0..6_usize,
    ) {
        let recorded = [COMMAND, BUTTON, TICKED, REPLY, EDIT, DELETE, MENTION][which];
        let mut damaged = recorded.as_bytes().to_vec();
        let start = at % damaged.len();
        let end = damaged.len().min(start + cut);
        damaged.splice(start..end, bytes);
        let _ = event(signed(&damaged));
        let _ = command(signed(&damaged));
        let form: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("payload", &String::from_utf8_lossy(&damaged))
            .finish();
        let _ = interaction(signed(form.as_bytes()));
    }

    #[test]
    fn any_value_anywhere_is_survived(which in 1..7_usize, place in 0..1_000_usize, kind in 0..6_usize) {
        let recorded = [COMMAND, BUTTON, TICKED, REPLY, EDIT, DELETE, MENTION][which];
        let mut value: Value = serde_json::from_str(recorded).unwrap();
        let pointers = pointers(&value, "");
        let new = [json!(null), json!(true), json!(1), json!("x"), json!([]), json!({})][kind].clone();
        *value.pointer_mut(&pointers[place % pointers.len()]).unwrap() = new;
        let _ = read_event(&value.to_string());
        let _ = read_tap(&value.to_string());
    }
}

/// Where every value inside `value` stands.
fn pointers(value: &Value, at: &str) -> Vec<String> {
    let inner: Vec<String> = match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, inner)| {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(inner, &format!("{at}/{key}"))
            })
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, inner)| pointers(inner, &format!("{at}/{index}")))
            .collect(),
        _ => Vec::new(),
    };
    std::iter::once(at.to_owned()).chain(inner).collect()
}
