//! The whole program against a server that plays Slack and Teams: what happens to each delivery.

use std::time::Duration;

use rstest::rstest;
use skolebud::outbox::state::{FIRST_WAIT, LONGEST_RETRY_AFTER, WAIT_IN_DOUBT};

use crate::support::program::{Program, SMALL, read};
use crate::support::receiver::Reply;

/// The moment at which the first reminder is due.
const REMINDER: &str = "2018-09-05T12:00";

#[rstest]
#[case::slack_ok("slack", Reply::of(200, "ok"), "sent", "sent -")]
#[case::teams_takes_it("teams", Reply::of(202, ""), "sent", "sent -")]
#[case::slack_says_something_else(
    "slack",
    Reply::of(200, "not ok"),
    "waiting",
    "unknown unexpected_answer"
)]
#[case::rate_limited("slack", Reply::of(429, ""), "waiting", "try_later http_429")]
#[case::rate_limited_with_a_time("slack", Reply::wait(429, "120"), "waiting", "try_later http_429")]
#[case::rollup_error(
    "slack",
    Reply::of(500, "rollup_error"),
    "waiting",
    "unknown rollup_error"
)]
#[case::server_error("slack", Reply::of(500, ""), "waiting", "try_later http_500")]
#[case::unavailable("teams", Reply::of(503, ""), "waiting", "try_later http_503")]
#[case::bad_gateway("slack", Reply::of(502, ""), "waiting", "unknown http_502")]
#[case::gateway_timeout("teams", Reply::of(504, ""), "waiting", "unknown http_504")]
#[case::redirect("slack", Reply::Http(302, vec![("Location", "/services/other".to_owned())], String::new()), "refused", "refused redirected")]
#[case::flow_is_gone("teams", Reply::of(404, ""), "refused", "refused http_404")]
#[case::wrong_caller("teams", Reply::of(401, ""), "refused", "refused http_401")]
#[case::no_answer_in_time("slack", Reply::Silence, "waiting", "unknown timeout")]
#[case::reset_after_reading("slack", Reply::ResetAfterReading, "waiting", "unknown reset")]
#[case::endless_body("slack", Reply::Endless(503), "waiting", "try_later http_503")]
#[case::nonsense(
    "slack",
    Reply::Raw("220 mail.asker.example ESMTP\r\n\r\n"),
    "waiting",
    "unknown broken_answer"
)]
#[case::closed_without_answer("teams", Reply::Raw(""), "waiting", "unknown closed_without_answer")]
#[case::reset_at_once("teams", Reply::ResetAtOnce, "waiting", "unknown reset")]
#[tokio::test]
async fn an_answer_leads_to_a_state(
    #[case] channel: &str,
    #[case] reply: Reply,
    #[case] state: &str,
    #[case] logged: &str,
) {
    let mut program = Program::start(SMALL, &[channel]).await;
    program.receiver.will(reply);
    program.app.clock.set(program.oslo(REMINDER));
    program.drain().await;
    assert_eq!(
        program.log_lines().await,
        [format!("{channel} reminder 1 {logged}")]
    );
    let deliveries = program.deliveries().await;
    assert_eq!(deliveries[0], format!("{channel} reminder {state}"));
}

#[rstest]
#[case("invalid_payload", 400)]
#[case("no_text", 400)]
#[case("too_many_attachments", 400)]
#[case("invalid_blocks", 400)]
#[case("user_not_found", 400)]
#[case("invalid_token", 403)]
#[case("action_prohibited", 403)]
#[case("posting_to_general_channel_denied", 403)]
#[case("channel_not_found", 404)]
#[case("no_service", 404)]
#[case("no_service_id", 404)]
#[case("no_active_hooks", 404)]
#[case("no_team", 404)]
#[case("team_disabled", 403)]
#[case("channel_is_archived", 410)]
#[tokio::test]
async fn slacks_refusals_are_kept_by_name_and_told_to_the_coordinators(
    #[case] word: &'static str,
    #[case] status: u16,
) {
    let mut program = Program::start(SMALL, &["slack", "koordinator"]).await;
    program.receiver.will(Reply::of(status, word));
    program.live_until("2018-09-05T16:00").await;
    let lines = program.log_lines().await;
    assert_eq!(lines[0], format!("slack reminder 1 refused {word}"));
    assert_eq!(lines[1], "koordinator trouble 1 sent -");
    assert_eq!(lines.len(), 2, "nothing is tried again: {lines:?}");
    assert_eq!(program.receiver.received().len(), 1);
}

#[tokio::test]
async fn a_server_error_is_tried_again_until_it_works() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    for _ in 0..3 {
        program.receiver.will(Reply::of(500, ""));
    }
    program.live_until("2018-09-05T12:30").await;
    let lines = program.log().await;
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[3].outcome.as_deref(), Some("sent"));
    // Each wait is at least half of twice the one before.
    for (index, pair) in lines.windows(2).enumerate() {
        let waited = Duration::from_millis(u64::try_from(pair[1].at - pair[0].at).unwrap());
        let whole = FIRST_WAIT * (1 << index);
        assert!(waited >= whole / 2, "attempt {index} waited {waited:?}");
        assert!(waited <= whole, "attempt {index} waited {waited:?}");
    }
}

#[tokio::test]
async fn retry_after_holds_its_whole_channel_and_no_other() {
    let mut program = Program::start(SMALL, &["slack-a", "slack-b"]).await;
    // The receiver does not know which comes first; both of the first channel's are held by its own.
    program.receiver.will(Reply::wait(429, "7200"));
    program.app.clock.set(program.oslo(REMINDER));
    program.drain().await;
    let lines = program.log().await;
    let held = lines
        .iter()
        .find(|line| line.outcome.as_deref() == Some("try_later"))
        .unwrap();
    let other = lines
        .iter()
        .find(|line| line.channel != held.channel)
        .unwrap();
    assert_eq!(other.outcome.as_deref(), Some("sent"));
    program.live_until("2018-09-05T13:59").await;
    assert_eq!(program.log().await.len(), 2, "held for two hours");
    program.live_until("2018-09-05T14:00").await;
    let lines = program.log().await;
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[2].channel, held.channel);
    assert_eq!(lines[2].outcome.as_deref(), Some("sent"));
}

#[tokio::test]
async fn an_absurd_retry_after_holds_no_longer_than_a_day() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    program.receiver.will(Reply::wait(429, "99999999"));
    program.app.clock.set(program.oslo(REMINDER));
    program.drain().await;
    let next = program.app.store.next_claim_at().await.unwrap().unwrap();
    assert_eq!(next, program.oslo(REMINDER).plus(LONGEST_RETRY_AFTER));
}

#[tokio::test]
async fn what_may_have_arrived_is_sent_once_more_and_never_a_third_time() {
    let mut program = Program::start(SMALL, &["slack", "koordinator"]).await;
    program.receiver.will(Reply::of(502, ""));
    program.receiver.will(Reply::of(504, ""));
    program.live_until("2018-09-06T08:00").await;
    assert_eq!(
        program.log_lines().await,
        [
            "slack reminder 1 unknown http_502",
            "slack reminder 2 unknown http_504",
            "koordinator trouble 1 sent -",
        ]
    );
    let lines = program.log().await;
    let waited = Duration::from_millis(u64::try_from(lines[1].at - lines[0].at).unwrap());
    assert_eq!(waited, WAIT_IN_DOUBT);
    assert_eq!(program.receiver.received().len(), 2);
}

#[tokio::test]
async fn a_slow_channel_delays_no_other() {
    let mut program = Program::start(SMALL, &["slack-a", "slack-b", "teams-c"]).await;
    program.receiver.will(Reply::Silence);
    program.app.clock.set(program.oslo(REMINDER));
    program.step().await;
    // All three requests are under way at once, though one of them is never answered.
    let received = program.receiver.has_received(3).await;
    assert_eq!(received.len(), 3);
}

#[tokio::test]
async fn two_posts_for_one_channel_go_one_after_the_other_at_its_pace() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    // After downtime the preparation and the sharing wait together.
    program.sleep_until("2018-10-29T08:00");
    program.step().await;
    program.receiver.has_received(1).await;
    program.drain().await;
    assert_eq!(program.receiver.received().len(), 1);
    let next = program.app.store.next_claim_at().await.unwrap().unwrap();
    assert_eq!(next.since(program.app.clock.now()), Duration::from_secs(1));
}

#[tokio::test]
async fn after_downtime_only_what_is_still_of_use_is_said_and_the_rest_is_told_once() {
    let mut program = Program::start(SMALL, &["sandbox", "koordinator"]).await;
    program.sleep_until("2018-10-31T07:00");
    program.live_until("2018-10-31T11:00").await;
    assert_eq!(
        program.said("sandbox").await,
        [
            "2018-10-31 07:30 preparation: Samling 2 er i morgen, torsdag 1. november kl. 08.30–13.00, Kunnskapssenteret. Her er det dere kan forberede.",
            "2018-10-31 07:30 sharing: Samling 2 er i morgen, torsdag 1. november kl. 08.30–13.00, Kunnskapssenteret. Vær klare til å dele erfaringer.",
        ]
    );
    assert_eq!(program.states().await.get("missed"), Some(&4));
    assert_eq!(
        program.said("koordinator").await,
        [
            "2018-10-31 07:30 trouble: 4 innlegg kom ikke fram som de skulle: Påminnelse, samling 1 (Gruppe 1) til sandbox"
        ]
    );
}

#[tokio::test]
async fn nothing_is_sent_in_quiet_time_even_when_it_is_late() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    program.receiver.will(Reply::wait(429, "18000"));
    // Held from 12.00 to 17.00, when posting has closed at 16.00.
    program.live_until("2018-09-06T07:29").await;
    assert_eq!(program.receiver.received().len(), 1);
    program.live_until("2018-09-06T07:30").await;
    assert_eq!(
        program.said("slack").await,
        [
            "2018-09-06 07:30 reminder: Påminnelse: Samling 1 er i dag, torsdag 6. september kl. 08.30–13.00, Festsalen."
        ]
    );
}

#[tokio::test]
async fn what_is_meant_for_the_last_minute_is_said_in_it_though_the_clock_is_looked_at_later() {
    let ends_as_posting_closes = SMALL.replacen("end = \"13:00\"", "end = \"16:00\"", 1);
    let mut program = Program::start(&ends_as_posting_closes, &["sandbox"]).await;
    program.live_until("2018-09-06T15:59").await;
    program.sleep_until("2018-09-06T16:00:00.003");
    program.drain().await;
    assert_eq!(
        program.said("sandbox").await.last().map(String::as_str),
        Some("2018-09-06 16:00 closing: Samling 1: Hva tar dere med dere? Svar gjerne i tråden.")
    );
}

#[tokio::test]
async fn planning_again_changes_nothing() {
    let mut program = Program::start(SMALL, &["slack", "koordinator"]).await;
    let before = program.deliveries().await;
    let programme = skolebud::programme::Id::parse("prove").unwrap();
    let stored = program
        .app
        .store
        .programme(&programme)
        .await
        .unwrap()
        .unwrap();
    program
        .app
        .store
        .apply_programme(&stored.from_file, false, program.app.clock.now())
        .await
        .unwrap();
    let (_, changes) = skolebud::plan::worker::step(&program.app)
        .await
        .unwrap()
        .unwrap();
    assert!(changes.is_empty(), "{changes:?}");
    assert_eq!(program.deliveries().await, before);
    program.plan().await;
}

#[tokio::test]
async fn a_process_that_dies_while_sending_finds_its_delivery_again() {
    let mut program = Program::start(SMALL, &["slack", "koordinator"]).await;
    program.receiver.will(Reply::Silence);
    program.app.clock.set(program.oslo(REMINDER));
    program.step().await;
    program.receiver.has_received(1).await;
    let mut program = program.crash_and_restart().await;
    assert_eq!(
        program.log_lines().await,
        ["slack reminder 1 unknown stopped_while_sending"]
    );
    program.live_until("2018-09-05T12:01").await;
    assert_eq!(
        program.log_lines().await,
        [
            "slack reminder 1 unknown stopped_while_sending",
            "slack reminder 2 sent -",
        ]
    );
}

#[tokio::test]
async fn what_waits_for_a_channel_that_left_the_settings_is_cancelled() {
    let mut program = Program::start(SMALL, &["slack", "koordinator"]).await;
    let mut settings = (*program.app.settings).clone();
    settings
        .channels
        .retain(|configured| configured.channel.id != "slack");
    program.app.settings = std::sync::Arc::new(settings);
    program.plan().await;
    let states = program.states().await;
    assert_eq!(states.get("waiting"), None, "{states:?}");
    assert!(states["cancelled"] > 0);
}

#[tokio::test]
async fn one_unreadable_row_stops_no_other() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    let connection = sqlx::SqlitePool::connect(&format!("sqlite:{}", program.database().display()))
        .await
        .unwrap();
    sqlx::query("UPDATE post SET body = '{}' WHERE kind = 'reminder' AND key LIKE '%samling-1%'")
        .execute(&connection)
        .await
        .unwrap();
    connection.close().await;
    program.live_until("2018-09-06T13:00").await;
    assert_eq!(
        program.log_lines().await,
        ["slack closing 1 sent -"],
        "the closing question is said though the reminder cannot be read"
    );
    assert_eq!(program.states().await.get("refused"), Some(&1));
}

#[tokio::test]
async fn one_unreadable_programme_stops_no_other() {
    let mut program = Program::start(SMALL, &["slack"]).await;
    let url = format!("sqlite:{}", program.database().display());
    let connection = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query(
        "INSERT INTO programme (id, document, revision, applied_at) VALUES ('aaa', '{}', 1, 0)",
    )
    .execute(&connection)
    .await
    .unwrap();
    connection.close().await;
    let mut stored = read(SMALL);
    stored.title = "Endret".to_owned();
    let now = program.app.clock.now();
    program
        .app
        .store
        .apply_programme(&stored, false, now)
        .await
        .unwrap();
    let (planned, _) = skolebud::plan::worker::step(&program.app)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(planned.as_str(), "prove");
    program.live_until("2018-09-05T12:00").await;
    assert_eq!(program.log_lines().await, ["slack reminder 1 sent -"]);
}

#[tokio::test]
async fn what_a_dying_process_left_untold_is_told_at_the_next_start() {
    let mut program = Program::start(SMALL, &["slack", "koordinator"]).await;
    program.receiver.will(Reply::of(502, ""));
    program.receiver.will(Reply::Silence);
    program.app.clock.set(program.oslo(REMINDER));
    program.drain().await;
    program
        .app
        .clock
        .advance(WAIT_IN_DOUBT + Duration::from_secs(1));
    program.step().await;
    program.receiver.has_received(2).await;
    let mut program = program.crash_and_restart().await;
    program.drain().await;
    assert_eq!(
        program.log_lines().await,
        [
            "slack reminder 1 unknown http_502",
            "slack reminder 2 unknown stopped_while_sending",
            "koordinator trouble 1 sent -",
        ]
    );
}
