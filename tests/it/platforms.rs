//! What becomes of a post when the platform answers well, badly, strangely or not at all.

use std::time::Duration;

use rstest::rstest;
use secrecy::SecretString;
use skolebud::chat::{Address, AllowedHosts, Channel, ChannelKind, Chat, Limits, Wire};
use skolebud::clock::Timestamp;
use skolebud::outbox::Outcome;
use skolebud::programme::Language;
use skolebud::words::{Message, Part, Text};

use crate::support::receiver::{Receiver, Reply};
use ChannelKind::{SlackWebhook, TeamsWorkflow};

/// Short, so that a platform that never answers does not hold the tests up.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(5),
    total: Duration::from_secs(2),
};
/// 2026-10-21T07:28:00Z.
const NOW: Timestamp = Timestamp::from_millis(1_792_567_680_000);

#[tokio::test]
#[rstest]
#[case::slack_takes_it(SlackWebhook, Reply::Fine, sent())]
#[case::slack_says_something_else(
    SlackWebhook,
    Reply::of(200, "<html>"),
    unknown("unexpected_answer")
)]
#[case::slack_says_nothing(SlackWebhook, Reply::of(200, ""), unknown("unexpected_answer"))]
#[case::slack_says_created(SlackWebhook, Reply::of(201, "ok"), unknown("unexpected_answer"))]
#[case::slack_in_doubt(SlackWebhook, Reply::of(500, "rollup_error"), unknown("rollup_error"))]
#[case::slack_says_it_packed(SlackWebhook, Reply::Http(200, packed(), "ok".to_owned()), sent())]
#[case::slack_says_something_deep(
    SlackWebhook,
    Reply::of(200, &"[".repeat(15_000)),
    unknown("unexpected_answer")
)]
#[case::slack_says_many_numbers(
    SlackWebhook,
    Reply::of(400, &format!("{{\"a\":{}}}", "9".repeat(15_000))),
    refused("http_400")
)]
#[case::slack_begins_without_end(
    SlackWebhook,
    Reply::Http(200, vec![("X", "a".repeat(1 << 20))], "ok".to_owned()),
    unknown("broken_answer")
)]
#[case::slack_names_too_much(
    SlackWebhook,
    Reply::Http(200, vec![("X", "a".to_owned()); 500], "ok".to_owned()),
    unknown("broken_answer")
)]
#[case::slack_never_ends(SlackWebhook, Reply::Endless(200), unknown("body_too_large"))]
#[case::slack_refuses_without_end(SlackWebhook, Reply::Endless(403), refused("http_403"))]
#[case::slack_breaks_off(SlackWebhook, Reply::BreakOff(200), unknown("broken_answer"))]
#[case::slack_refuses_and_breaks_off(SlackWebhook, Reply::BreakOff(404), refused("http_404"))]
#[case::slack_unknown_word(SlackWebhook, Reply::of(400, "some_new_word"), refused("http_400"))]
#[case::teams_takes_it(TeamsWorkflow, Reply::Fine, sent())]
#[case::teams_says_ok(TeamsWorkflow, Reply::of(200, "{}"), sent())]
#[case::teams_takes_it_and_never_ends(TeamsWorkflow, Reply::Endless(202), sent())]
#[case::teams_takes_it_and_breaks_off(TeamsWorkflow, Reply::BreakOff(202), sent())]
#[case::teams_flow_is_off(TeamsWorkflow, Reply::of(400, "{}"), refused("http_400"))]
#[case::teams_caller_is_unknown(TeamsWorkflow, Reply::of(401, ""), refused("http_401"))]
#[case::teams_flow_is_gone(TeamsWorkflow, Reply::of(404, ""), refused("http_404"))]
async fn the_platforms_own_answers(
    #[case] kind: ChannelKind,
    #[case] reply: Reply,
    #[case] expected: Outcome,
) {
    let receiver = Receiver::start();
    receiver.will(reply);
    assert_eq!(post(&receiver, kind).await, expected);
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test]
#[rstest]
#[case("action_prohibited", 403)]
#[case("channel_is_archived", 410)]
#[case("channel_not_found", 404)]
#[case("invalid_blocks", 400)]
#[case("invalid_payload", 400)]
#[case("invalid_token", 403)]
#[case("no_active_hooks", 404)]
#[case("no_service", 404)]
#[case("no_service_id", 404)]
#[case("no_team", 404)]
#[case("no_text", 400)]
#[case("posting_to_general_channel_denied", 403)]
#[case("team_disabled", 403)]
#[case("too_many_attachments", 400)]
#[case("user_not_found", 400)]
async fn slacks_word_decides_whatever_the_status(#[case] word: &'static str, #[case] usual: u16) {
    let receiver = Receiver::start();
    for status in [usual, 500, 200] {
        receiver.will(Reply::of(status, word));
        assert_eq!(
            post(&receiver, SlackWebhook).await,
            refused(word),
            "{status}"
        );
    }
}

#[tokio::test]
#[rstest]
#[case(Reply::of(429, "slow down"), later("http_429", None))]
#[case(Reply::wait(429, "30"), later("http_429", Some(30)))]
#[case(
    Reply::wait(429, "Wed, 21 Oct 2026 07:30:00 GMT"),
    later("http_429", Some(120))
)]
#[case(Reply::wait(429, "presently"), later("http_429", None))]
#[case(
    Reply::wait(429, "18446744073709551615"),
    later("http_429", Some(u64::MAX))
)]
#[case(Reply::of(500, ""), later("http_500", None))]
#[case(Reply::of(503, ""), later("http_503", None))]
#[case(Reply::wait(503, "5"), later("http_503", Some(5)))]
#[case(Reply::Endless(503), later("http_503", None))]
#[case(Reply::of(502, "<html>"), unknown("http_502"))]
#[case(Reply::of(504, ""), unknown("http_504"))]
#[case(Reply::of(599, ""), unknown("http_599"))]
#[case(Reply::of(408, ""), unknown("http_408"))]
#[case(Reply::of(413, ""), refused("http_413"))]
#[case(Reply::of(418, ""), refused("http_418"))]
#[case(Reply::of(304, ""), refused("redirected"))]
#[case(Reply::Silence, unknown("timeout"))]
#[case(Reply::ResetAtOnce, unknown("reset"))]
#[case(Reply::ResetAfterReading, unknown("reset"))]
#[case(Reply::Raw(""), unknown("closed_without_answer"))]
#[case(Reply::Raw("HTTP/1.1 20"), unknown("closed_without_answer"))]
#[case(
    Reply::Raw("220 mail.asker.example ESMTP\r\n\r\n"),
    unknown("broken_answer")
)]
async fn both_platforms_share_what_http_says(#[case] reply: Reply, #[case] expected: Outcome) {
    let receiver = Receiver::start();
    for kind in [SlackWebhook, TeamsWorkflow] {
        receiver.will(reply.clone());
        assert_eq!(post(&receiver, kind).await, expected, "{kind:?}");
    }
}

#[tokio::test]
#[rstest]
#[case(301)]
#[case(302)]
#[case(307)]
#[case(308)]
async fn a_redirect_is_not_followed(#[case] status: u16) {
    let (receiver, elsewhere) = (Receiver::start(), Receiver::start());
    let location = vec![("Location", elsewhere.slack_url("other"))];
    receiver.will(Reply::Http(status, location, String::new()));
    assert_eq!(post(&receiver, SlackWebhook).await, refused("redirected"));
    assert_eq!(receiver.has_received(1).await.len(), 1);
    assert!(elsewhere.received().is_empty());
}

#[tokio::test]
async fn nothing_arrived_where_no_one_listens() {
    let host = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().to_string()
    };
    let address = Address::SlackWebhook(format!("http://{host}/services/x").into());
    let outcome = chat(&host).send(&message(), &channel(address), NOW).await;
    assert_eq!(outcome, later("connection_refused", None));
}

#[tokio::test]
#[rstest]
#[case(
    Reply::SpeakFirst("220 mail.asker.example ESMTP\r\n"),
    later("tls", None)
)]
#[case(Reply::SpeakFirst(""), later("tls", None))]
#[case(Reply::Silence, later("connect_timeout", None))]
async fn nothing_arrived_where_no_tls_is_spoken(#[case] reply: Reply, #[case] expected: Outcome) {
    let receiver = Receiver::start();
    receiver.will(reply);
    let limits = Limits {
        connect: Duration::from_secs(1),
        total: Duration::from_secs(60),
    };
    let url = receiver.slack_url("x").replace("http:", "https:");
    let address = Address::SlackWebhook(url.into());
    let chat = chat_within(&receiver.host(), limits);
    let outcome = chat.send(&message(), &channel(address), NOW).await;
    assert_eq!(outcome, expected);
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn nothing_is_sent_to_a_host_that_is_not_allowed() {
    let receiver = Receiver::start();
    let address = Address::SlackWebhook(receiver.slack_url("x").into());
    let outcome = chat("127.0.0.1:1")
        .send(&message(), &channel(address), NOW)
        .await;
    assert_eq!(outcome, refused("host_not_allowed"));
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn the_request_is_json_to_the_exact_address() {
    let receiver = Receiver::start();
    post(&receiver, TeamsWorkflow).await;
    let request = receiver.received().remove(0);
    assert_eq!(request.method, "POST");
    assert!(receiver.teams_url("x").ends_with(&request.target));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("host"), Some(receiver.host().as_str()));
    assert_eq!(
        request.json(),
        skolebud::chat::payload(&message(), TeamsWorkflow)
    );
}

async fn post(receiver: &Receiver, kind: ChannelKind) -> Outcome {
    let address = match kind {
        SlackWebhook => Address::SlackWebhook(SecretString::from(receiver.slack_url("x"))),
        TeamsWorkflow => Address::TeamsWorkflow(SecretString::from(receiver.teams_url("x"))),
        ChannelKind::Sandbox => Address::Sandbox,
    };
    chat(&receiver.host())
        .send(&message(), &channel(address), NOW)
        .await
}

fn chat(allowed: &str) -> Chat {
    chat_within(allowed, LIMITS)
}

fn chat_within(allowed: &str, limits: Limits) -> Chat {
    let also = vec![allowed.to_owned()];
    Chat::new(Wire::open_within(AllowedHosts { also }, limits).unwrap())
}

fn channel(address: Address) -> Channel {
    Channel {
        id: "gruppe-1".to_owned(),
        address,
    }
}

fn message() -> Message {
    Message {
        language: Language::Bokmal,
        title: "Samling 2 er i morgen".to_owned(),
        summary: "Samling 2 er i morgen kl. 08.30".to_owned(),
        parts: vec![Part::Paragraph(Text::plain("Velkommen!"))],
        links: Vec::new(),
    }
}

/// What a client that unpacks would unpack: nobody asked for it, and packed bytes can be a bomb.
fn packed() -> Vec<(&'static str, String)> {
    vec![("Content-Encoding", "gzip".to_owned())]
}

fn sent() -> Outcome {
    Outcome::Sent
}

fn later(reason: &str, seconds: Option<u64>) -> Outcome {
    Outcome::TryLater {
        after: seconds.map(Duration::from_secs),
        reason: reason.to_owned(),
    }
}

fn refused(reason: &str) -> Outcome {
    Outcome::Refused {
        reason: reason.to_owned(),
    }
}

fn unknown(reason: &str) -> Outcome {
    Outcome::Unknown {
        reason: reason.to_owned(),
    }
}
