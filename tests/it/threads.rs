//! Which post of ours stands at the beginning of a thread, if one does: what was said for sure, what may
//! have been said, and what asks for nothing. And what of other people's talk is kept: nothing.

use rstest::rstest;
use skolebud::desk::worker::at_terminal;
use skolebud::inbox::command::{Reading, read};
use skolebud::inbox::{Deed, Event, Original};
use skolebud::programme::{Id, Language};
use skolebud::report::sheet::{self, Wanted};

use crate::replies::replies;
use crate::support::program::{Program, SMALL};
use crate::support::receiver::Reply;
use crate::support::talk::{event, kept, place_in_slack, says, told, with_schools};

const CLOSING: &str = "prove/gruppe-1/samling-1/closing";
const EVENING: &str = "2018-09-06T20:00";

/// An hour before the first session ends, and the closing question is asked in Slack.
async fn before_closing() -> Program {
    let second = "[[network]]\nid = \"gruppe-2\"\ntitle = \"Gruppe 2\"\n";
    let source = format!("{}\n{second}", with_schools(SMALL));
    let mut program = Program::start_with(&source, &["slack"], |settings| {
        let network = |name: &str| (Id::parse("prove").unwrap(), Id::parse(name).unwrap());
        let both = vec![network("gruppe-1"), network("gruppe-2")];
        settings.channels[0].serves = skolebud::config::Serves::Networks(both);
    })
    .await;
    place_in_slack(&mut program);
    program.live_until("2018-09-06T12:00").await;
    program
}

/// When posts of this kind were tried, and what came of it.
async fn attempts(program: &Program, kind: &str) -> Vec<(i64, String)> {
    let log = program.log().await.into_iter();
    log.filter(|line| line.kind == kind)
        .map(|line| (line.at, line.outcome.unwrap_or_default()))
        .collect()
}

/// Slack's id of what was written at `at`.
fn written_at(at: i64) -> String {
    format!("{}.{:03}200", at / 1000, at % 1000)
}

/// A message in the thread under what was written at `root`.
fn under(program: &Program, root: i64, id: &str, text: &str, to_us: bool) -> Event {
    let deed = Deed::Reply {
        thread: written_at(root),
        text: text.to_owned(),
        to_us,
    };
    event(&program.app, &format!("slack:message:C1:{id}"), "U1", deed)
}

#[tokio::test]
async fn a_reply_to_a_post_in_doubt_is_kept_with_those_to_its_repetition() {
    let mut program = before_closing().await;
    program.receiver.will(Reply::of(502, ""));
    program.live_until(EVENING).await;
    let attempts = attempts(&program, "closing").await;
    let outcomes: Vec<&str> = attempts.iter().map(|(_, outcome)| &**outcome).collect();
    assert_eq!(outcomes, ["unknown", "sent"]);
    for (number, (at, _)) in attempts.iter().enumerate() {
        let text = format!("Del {number} fra oss.");
        let reply = under(&program, *at, &format!("1.{number}"), &text, false);
        told(&program.app, reply).await;
    }
    assert_eq!(
        replies(&program).await,
        [
            format!("slack/T1/U1 {CLOSING}: Del 0 fra oss."),
            format!("slack/T1/U1 {CLOSING}: Del 1 fra oss."),
        ]
    );
}

#[tokio::test]
async fn a_reply_to_a_post_that_is_still_under_way_is_kept() {
    let mut program = before_closing().await;
    let due = program.app.store.next_claim_at().await.unwrap().unwrap();
    program.app.clock.set(due);
    program.receiver.will(Reply::Silence);
    let before = program.receiver.received().len();
    program.step().await;
    program.receiver.has_received(before + 1).await;
    let reply = under(
        &program,
        due.millis(),
        "1.0",
        "Vi tar med oss lesingen.",
        false,
    );
    told(&program.app, reply).await;
    let kept = format!("slack/T1/U1 {CLOSING}: Vi tar med oss lesingen.");
    assert_eq!(replies(&program).await, [kept]);
}

#[tokio::test]
async fn what_stays_in_doubt_is_replied_to_and_has_its_sheet() {
    let mut program = before_closing().await;
    program.receiver.will(Reply::of(502, ""));
    program.receiver.will(Reply::ResetAfterReading);
    program.live_until(EVENING).await;
    assert_eq!(program.states().await["unknown"], 1);
    let said = told(
        &program.app,
        says(&program.app, "1", "U1", "Vi tar med oss lesingen."),
    )
    .await;
    assert!(said.starts_with("Takk! Det dere skrev"), "{said}");
    let (first, _) = attempts(&program, "closing").await.remove(0);
    let store = &program.app.store;
    let said = store.said().await.unwrap();
    let said: Vec<_> = said.into_iter().map(|said| (said.at, said.post)).collect();
    let (at, _) = said.iter().find(|(_, post)| post.key == CLOSING).unwrap();
    assert_eq!(at.millis(), first);
    let programme = Id::parse("prove").unwrap();
    let stored = store.programme(&programme).await.unwrap().unwrap();
    let replies = store.replies(&programme).await.unwrap();
    let sheets = sheet::sheets(&stored.in_force(), &said, &replies, &Wanted::default());
    let sheet = sheets.iter().find(|sheet| sheet.prompt == CLOSING).unwrap();
    assert_eq!(
        sheet.replies[0].messages[0].text,
        "Vi tar med oss lesingen."
    );
}

/// A process that died while it sent is found hours later: the message may be there since then, and what
/// people said to each other meanwhile stands under none of ours.
#[tokio::test]
async fn what_a_dead_process_was_sending_was_written_while_a_request_may_last() {
    let mut program = before_closing().await;
    let before = program.receiver.received().len();
    let due = program.app.store.next_claim_at().await.unwrap().unwrap();
    program.app.clock.set(due);
    program.receiver.will(Reply::Silence);
    program.step().await;
    program.receiver.has_received(before + 1).await;
    program.sleep_until("2018-09-06T16:00");
    let program = program.crash_and_restart().await;
    let began = due.millis();
    let coffee = under(
        &program,
        began + 3_600_000,
        "1.1",
        "Kommer du på kaffe?",
        false,
    );
    told(&program.app, coffee).await;
    let reply = under(
        &program,
        began + 14_000,
        "1.2",
        "Vi tar med oss lesingen.",
        false,
    );
    told(&program.app, reply).await;
    assert_eq!(
        replies(&program).await,
        [format!("slack/T1/U1 {CLOSING}: Vi tar med oss lesingen.")]
    );
}

/// A second after the closing question, in the same channel, something is announced to two networks.
async fn announced() -> Program {
    let mut program = before_closing().await;
    program.live_until("2018-09-06T13:00").await;
    let today = jiff::civil::date(2018, 9, 6);
    let Reading::Command { command, .. } = read("kunngjør «Husk boka» til alle", today) else {
        unreachable!("a command");
    };
    let done = at_terminal(&program.app, command, false, Language::Bokmal).await;
    done.unwrap();
    program.live_until("2018-09-06T13:05").await;
    let (closing, announcement) = (
        attempts(&program, "closing").await[0].0,
        attempts(&program, "announcement").await[0].0,
    );
    assert_eq!(announcement - closing, 1_000);
    program
}

/// No question is called by its first word.
#[tokio::test]
async fn under_a_prompt_what_is_called_an_answer_is_a_reply_unless_it_names_a_question() {
    let mut program = before_closing().await;
    program.live_until(EVENING).await;
    let root = attempts(&program, "closing").await[0].0;
    let text = "svar Vi tar med oss lesingen.";
    told(&program.app, under(&program, root, "1.1", text, false)).await;
    let kept = format!("slack/T1/U1 {CLOSING}: Vi tar med oss lesingen.");
    assert_eq!(replies(&program).await, [kept]);
}

#[rstest]
#[case::talk(false, "Takk for beskjeden!", false)]
#[case::to_us(true, "Vi tar med oss lesingen.", true)]
#[tokio::test]
async fn under_what_was_announced_to_several_networks_is_kept_what_is_said_to_us(
    #[case] to_us: bool,
    #[case] text: &str,
    #[case] is_kept: bool,
) {
    let program = announced().await;
    let root = attempts(&program, "announcement").await[0].0;
    told(&program.app, under(&program, root, "1.1", text, to_us)).await;
    let expected = is_kept.then(|| format!("slack/T1/U1 {CLOSING}: {text}"));
    assert_eq!(replies(&program).await, Vec::from_iter(expected));
}

#[rstest]
#[case::talk(false, false)]
#[case::to_us(true, true)]
#[tokio::test]
async fn in_other_peoples_threads_is_kept_what_is_said_to_us(
    #[case] to_us: bool,
    #[case] is_kept: bool,
) {
    let mut program = before_closing().await;
    program.live_until(EVENING).await;
    let noon = program.oslo("2018-09-06T12:00").millis();
    let reply = under(&program, noon, "1.1", "Vi tar med oss lesingen.", to_us);
    told(&program.app, reply).await;
    assert_eq!(!replies(&program).await.is_empty(), is_kept);
}

/// What a message that is changed before it has come stands under.
#[derive(Clone, Copy, Debug)]
enum Root {
    Ours,
    Others,
    None,
}

#[rstest]
#[case::in_our_thread(Root::Ours, false, true)]
#[case::in_our_thread_to_us(Root::Ours, true, true)]
#[case::in_others_thread(Root::Others, false, false)]
#[case::in_others_thread_to_us(Root::Others, true, true)]
#[case::in_the_channel(Root::None, false, false)]
#[case::in_private_or_with_a_mention(Root::None, true, true)]
#[tokio::test]
async fn a_change_of_what_has_not_come_is_kept_where_it_may_be_ours(
    #[case] root: Root,
    #[case] to_us: bool,
    #[case] is_kept: bool,
) {
    let mut program = before_closing().await;
    program.live_until(EVENING).await;
    let closing = attempts(&program, "closing").await[0].0;
    let thread = match root {
        Root::Ours => Some(written_at(closing)),
        Root::Others => Some(written_at(closing - 3_600_000)),
        Root::None => None,
    };
    let original = |id: &str| Original {
        said: format!("slack:message:C1:{id}"),
        thread: thread.clone(),
        to_us,
    };
    let app = &program.app;
    let edit = Deed::Edit {
        original: original("1.1"),
        text: "Kommer du på te?".to_owned(),
    };
    let delete = Deed::Delete {
        original: original("1.2"),
    };
    told(app, event(app, "slack:E1", "U1", edit)).await;
    told(app, event(app, "slack:E2", "U1", delete)).await;
    let kept = kept(&program).await;
    assert_eq!(kept.contains("Kommer du på te?"), is_kept, "{kept}");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", program.database().display()))
        .await
        .unwrap();
    let of_person = "SELECT count(*) FROM early_change WHERE person = 'slack/T1/U1'";
    let changes: i64 = sqlx::query_scalar(of_person)
        .fetch_one(&pool)
        .await
        .unwrap();
    pool.close().await;
    assert_eq!(changes, if is_kept { 2 } else { 0 });
}
