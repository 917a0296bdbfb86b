//! Replies to prompts: kept once with their prompt and school, changed by their writer in any order, and
//! closed in time.

use proptest::prelude::*;
use skolebud::desk;
use skolebud::inbox::command::{Command, Who};
use skolebud::inbox::{Deed, Event, Original};
use skolebud::programme::{Id, Language};
use skolebud::report::sheet::{self, Wanted};
use skolebud::store::LogLine;

use crate::support::program::{Program, SMALL};
use crate::support::receiver::Reply;
use crate::support::talk::{
    chooses_school, deliver, event, kept, later, place_in_slack, says, told, with_schools,
};

/// After the work between the sessions was given, on 7 September.
const AFTER_WORK: &str = "2018-09-10T10:00";
const WORK: &str = "prove/gruppe-1/samling-1/intermediate-work";

async fn prompted() -> Program {
    let mut program = Program::start(&with_schools(SMALL), &["sandbox"]).await;
    place_in_slack(&mut program);
    program.live_until(AFTER_WORK).await;
    program
}

/// Every message as `respondent prompt: text`, oldest first.
pub(crate) async fn replies(program: &Program) -> Vec<String> {
    let programme = Id::parse("prove").unwrap();
    let replies = program.app.store.replies(&programme).await.unwrap();
    replies
        .into_iter()
        .map(|reply| {
            let prompt = reply.prompt.unwrap_or_default();
            format!("{} {prompt}: {}", reply.respondent, reply.text)
        })
        .collect()
}

/// A message in a thread of Slack's channel.
fn in_thread(program: &Program, id: &str, thread: &str, text: &str) -> Event {
    let deed = Deed::Reply {
        thread: thread.to_owned(),
        text: text.to_owned(),
        to_us: false,
    };
    event(&program.app, &format!("slack:message:C1:{id}"), "U1", deed)
}

/// The message `said` in the thread that gave the work.
async fn original(program: &Program, said: &str) -> Original {
    Original {
        said: format!("slack:message:C1:{said}"),
        thread: Some(work_thread(program).await),
        to_us: false,
    }
}

async fn edit(program: &Program, id: &str, user: &str, said: &str, text: &str) -> Event {
    let (original, text) = (original(program, said).await, text.to_owned());
    event(&program.app, id, user, Deed::Edit { original, text })
}

async fn delete(program: &Program, id: &str, user: &str, said: &str) -> Event {
    let original = original(program, said).await;
    event(&program.app, id, user, Deed::Delete { original })
}

#[tokio::test]
async fn a_reply_is_kept_with_its_prompt_and_asks_for_the_school_once_it_matters() {
    let program = prompted().await;
    let app = &program.app;
    let said = told(app, says(app, "1", "U1", "Vi valgte å lese sammen.")).await;
    insta::assert_snapshot!(said);
    assert_eq!(
        replies(&program).await,
        [format!("slack/T1/U1 {WORK}: Vi valgte å lese sammen.")]
    );
    // Once the school is said, what was written before is the school's.
    told(app, chooses_school(app, "slack:action:1", "U1", "vollen")).await;
    let said = told(app, later(says(app, "2", "U1", "Det gikk fint."), 1)).await;
    assert!(
        !said.contains("Hvilken skole") && !said.contains("enkeltelever"),
        "{said}"
    );
    assert_eq!(
        replies(&program).await,
        [
            format!("school:vollen {WORK}: Vi valgte å lese sammen."),
            format!("school:vollen {WORK}: Det gikk fint."),
        ]
    );
}

#[tokio::test]
async fn two_leaders_of_one_school_reply_together() {
    let program = prompted().await;
    let app = &program.app;
    for user in ["U1", "U2"] {
        let id = format!("slack:action:{user}");
        told(app, chooses_school(app, &id, user, "vollen")).await;
    }
    let first = later(says(app, "1", "U1", "Vi leser."), 1);
    let second = later(says(app, "2", "U2", "Og vi skriver."), 2);
    deliver(app, vec![second, first]).await;
    assert_eq!(
        replies(&program).await,
        [
            format!("school:vollen {WORK}: Vi leser."),
            format!("school:vollen {WORK}: Og vi skriver."),
        ]
    );
}

#[tokio::test]
async fn the_same_event_twice_is_one_message() {
    let program = prompted().await;
    let app = &program.app;
    let twice = vec![
        says(app, "1", "U1", "Vi leser."),
        says(app, "1", "U1", "Vi leser."),
    ];
    let said = deliver(app, twice).await;
    assert_eq!(said[0], said[1]);
    told(app, says(app, "1", "U1", "Vi leser.")).await;
    assert_eq!(replies(&program).await.len(), 1);
}

#[tokio::test]
async fn a_reply_that_arrives_two_days_late_is_judged_by_when_it_was_written() {
    let mut program = prompted().await;
    program.sleep_until("2018-10-31T20:00");
    let written = says(&program.app, "1", "U1", "Vi leser.");
    program.live_until("2018-11-02T20:00").await;
    told(&program.app, written).await;
    assert_eq!(
        replies(&program).await.len(),
        1,
        "it was written before the session"
    );
    let program = prompted().await;
    program.sleep_until("2018-11-01T08:30");
    let said = told(&program.app, says(&program.app, "1", "U1", "Vi leser.")).await;
    assert!(said.starts_with("Tiden for å svare på «"), "{said}");
    assert!(said.contains("Ta det gjerne med til samlingen."), "{said}");
    assert!(replies(&program).await.is_empty());
}

#[tokio::test]
async fn a_thread_under_our_post_replies_to_that_post_and_other_threads_are_none_of_ours() {
    let mut program = Program::start(&with_schools(SMALL), &["sandbox"]).await;
    place_in_slack(&mut program);
    program.live_until("2018-09-06T20:00").await;
    let said = program.app.store.said().await.unwrap();
    let closing = said
        .iter()
        .find(|said| said.post.key.contains("closing"))
        .unwrap();
    let (seconds, millis) = (closing.at.millis() / 1000, closing.at.millis() % 1000);
    let thread = format!("{seconds}.{millis:03}200");
    program.live_until(AFTER_WORK).await;
    let app = &program.app;
    told(
        app,
        in_thread(&program, "1.1", &thread, "Vi tar med oss lesingen."),
    )
    .await;
    let others = format!("{}.000100", seconds + 3_600);
    told(
        app,
        in_thread(&program, "1.2", &others, "Kommer du på kaffe?"),
    )
    .await;
    told(
        app,
        edit(&program, "slack:E1", "U1", "1.2", "Kommer du på te?").await,
    )
    .await;
    assert_eq!(
        replies(&program).await,
        [format!(
            "slack/T1/U1 {}: Vi tar med oss lesingen.",
            closing.post.key
        )]
    );
    let kept = kept(&program).await;
    assert!(!kept.contains("kaffe") && !kept.contains("på te"), "{kept}");
}

#[tokio::test]
async fn a_reply_is_not_lost_to_what_the_coordinators_were_told_at_the_same_moment() {
    let without_room = with_schools(SMALL).replace("place = \"Kunnskapssenteret\"\n", "");
    let sooner = "[[rhythm]]\nid = \"sharing\"\ndays_before = 21\nat = \"09:00\"\n";
    let source = format!("{without_room}\n{sooner}");
    let mut program = Program::start(&source, &["sandbox", "koordinator"]).await;
    place_in_slack(&mut program);
    program.live_until("2018-10-11T09:00").await;
    let log = program.log().await;
    let of = |kind: &str| log.iter().find(|line| line.kind == kind).unwrap();
    let (asked, no_room) = (of("sharing"), of("room_missing"));
    assert_eq!(asked.at, no_room.at);
    let thread = format!("{}.{:03}100", asked.at / 1000, asked.at % 1000);
    told(
        &program.app,
        in_thread(&program, "1.1", &thread, "Vi har prøvd å lese sammen."),
    )
    .await;
    assert_eq!(
        replies(&program).await,
        [format!(
            "slack/T1/U1 {}: Vi har prøvd å lese sammen.",
            asked.key
        )]
    );
}

#[tokio::test]
async fn a_thread_has_its_root_in_its_own_channel_whatever_others_were_told_at_that_moment() {
    let mut program = Program::start(&with_schools(SMALL), &["sandbox", "teams"]).await;
    place_in_slack(&mut program);
    program.live_until("2018-09-06T12:00").await;
    // The team hears the closing question an hour later than Slack's channel.
    program.receiver.will(Reply::wait(429, "3600"));
    program.live_until("2018-09-06T20:00").await;
    let log = program.log().await;
    let told_at = |channel: &str| {
        let of_channel = |line: &&LogLine| {
            let is_sent = line.outcome.as_deref() == Some("sent");
            line.channel == channel && line.kind == "closing" && is_sent
        };
        log.iter().find(of_channel).unwrap().at
    };
    assert!(told_at("teams") - told_at("sandbox") >= 3_600_000);
    for (id, channel, text) in [
        ("1.1", "teams", "Kommer du på kaffe?"),
        ("1.2", "sandbox", "Vi tar med oss lesingen."),
    ] {
        let at = told_at(channel);
        let thread = format!("{}.{:03}100", at / 1000, at % 1000);
        told(&program.app, in_thread(&program, id, &thread, text)).await;
    }
    assert_eq!(
        replies(&program).await,
        ["slack/T1/U1 prove/gruppe-1/samling-1/closing: Vi tar med oss lesingen."]
    );
}

#[tokio::test]
async fn what_is_too_long_is_said_to_be() {
    let program = prompted().await;
    let app = &program.app;
    let text = "å".repeat(4_001);
    let said = told(app, says(app, "1", "U1", &text)).await;
    assert!(
        said.starts_with("Teksten er for lang. Vi kan ta vare på 4000 tegn"),
        "{said}"
    );
    assert!(replies(&program).await.is_empty());
}

#[tokio::test]
async fn where_nothing_waits_the_way_to_help_is_shown() {
    let mut program = Program::start(&with_schools(SMALL), &["sandbox"]).await;
    place_in_slack(&mut program);
    let said = told(&program.app, says(&program.app, "1", "U1", "nexte")).await;
    insta::assert_snapshot!(said);
    assert!(replies(&program).await.is_empty());
}

#[tokio::test]
async fn only_the_writer_changes_a_message_and_anyone_may_have_taken_it_back() {
    let program = prompted().await;
    let thread = work_thread(&program).await;
    let app = &program.app;
    told(app, in_thread(&program, "1.1", &thread, "Vi leser.")).await;
    told(
        app,
        later(edit(&program, "slack:E1", "U2", "1.1", "Tull").await, 1),
    )
    .await;
    told(
        app,
        later(delete(&program, "slack:E2", "U2", "1.1").await, 2),
    )
    .await;
    assert_eq!(
        replies(&program).await,
        [format!("slack/T1/U1 {WORK}: Vi leser.")]
    );
    told(app, later(delete(&program, "slack:E3", "", "1.1").await, 3)).await;
    assert!(replies(&program).await.is_empty());
    let kept = kept(&program).await;
    assert!(!kept.contains("leser") && !kept.contains("Tull"), "{kept}");
}

/// Slack's id of the post that gave the work.
async fn work_thread(program: &Program) -> String {
    let said = program.app.store.said().await.unwrap();
    let work = said.iter().find(|said| said.post.key == WORK).unwrap();
    format!(
        "{}.{:03}200",
        work.at.millis() / 1000,
        work.at.millis() % 1000
    )
}

#[tokio::test]
async fn an_edit_may_come_before_its_original() {
    let program = prompted().await;
    let thread = work_thread(&program).await;
    let app = &program.app;
    told(
        app,
        later(
            edit(&program, "slack:E1", "U1", "1.1", "Vi leser sammen.").await,
            5,
        ),
    )
    .await;
    assert!(replies(&program).await.is_empty());
    told(app, in_thread(&program, "1.1", &thread, "Vi leser.")).await;
    assert_eq!(
        replies(&program).await,
        [format!("slack/T1/U1 {WORK}: Vi leser sammen.")]
    );
}

#[tokio::test]
async fn old_events_are_forgotten_and_replies_stay() {
    let mut program = prompted().await;
    told(&program.app, says(&program.app, "1", "U1", "Vi leser.")).await;
    told(
        &program.app,
        edit(&program, "slack:E1", "U1", "9.9", "Uten opphav").await,
    )
    .await;
    skolebud::inbox::worker::forget(&program.app).await.unwrap();
    assert!(kept(&program).await.contains("slack:command:1 {"));
    program.live_until("2018-09-24T10:01").await;
    skolebud::inbox::worker::forget(&program.app).await.unwrap();
    let kept = kept(&program).await;
    assert_eq!(kept.lines().count(), 1, "{kept}");
    assert!(kept.contains("Vi leser."), "{kept}");
    // The platform sends it once more, after all that time.
    let mut again = says(&program.app, "1", "U1", "Vi leser.");
    again.at = program.oslo(AFTER_WORK);
    told(&program.app, again).await;
    assert_eq!(replies(&program).await.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_messages_edits_and_deletions_ends_alike(
        changes in prop::collection::vec((0..3_usize, 0..4_u8, 0..9_i64), 1..12),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let straight = prompted().await;
            let events = conversation(&straight, &changes).await;
            deliver(&straight.app, events.clone()).await;
            let shuffled = prompted().await;
            let mut arriving: Vec<Event> = order.iter().map(|index| index.get(&events).clone()).collect();
            arriving.extend(events.iter().rev().cloned());
            for batch in arriving.chunks(3) {
                deliver(&shuffled.app, batch.to_vec()).await;
            }
            assert_eq!(replies(&straight).await, replies(&shuffled).await);
        });
    }
}

/// Three messages, and changes of them by their writer, by another, and by nobody.
async fn conversation(program: &Program, changes: &[(usize, u8, i64)]) -> Vec<Event> {
    let thread = work_thread(program).await;
    let mut events: Vec<Event> = (0..3)
        .map(|number| {
            let id = format!("1.{number}");
            let text = format!("Melding {number} fra oss");
            later(in_thread(program, &id, &thread, &text), number)
        })
        .collect();
    for (index, (message, what, at)) in changes.iter().enumerate() {
        let id = format!("slack:E{index}");
        let said = format!("1.{message}");
        let text = format!("Endret slik {index}");
        let change = match what {
            0 | 1 => edit(program, &id, "U1", &said, &text).await,
            2 => edit(program, &id, "U2", &said, &text).await,
            _ => delete(program, &id, "", &said).await,
        };
        events.push(later(change, 10 + at));
    }
    events
}

#[tokio::test]
async fn the_sharing_sheet_shows_what_schools_replied_and_who_has_not() {
    let mut program = prompted().await;
    let app = &program.app;
    told(app, chooses_school(app, "slack:action:1", "U1", "vollen")).await;
    told(
        app,
        later(says(app, "1", "U1", "Vi leser sammen,\nto og to."), 1),
    )
    .await;
    told(app, later(says(app, "2", "U2", "=Vi vet ikke ennå"), 2)).await;
    let sheets = async |wanted: &Wanted, program: &Program| {
        let programme = Id::parse("prove").unwrap();
        let stored = program
            .app
            .store
            .programme(&programme)
            .await
            .unwrap()
            .unwrap();
        let replies = program.app.store.replies(&programme).await.unwrap();
        let said = program.app.store.said().await.unwrap();
        let said: Vec<_> = said.into_iter().map(|said| (said.at, said.post)).collect();
        sheet::sheets(&stored.in_force(), &said, &replies, wanted)
    };
    let wanted = Wanted {
        network: Id::parse("gruppe-1"),
        session: Id::parse("samling-2"),
    };
    let shown = sheets(&wanted, &program).await;
    insta::assert_snapshot!(sheet::text(&shown));
    insta::assert_snapshot!(sheet::csv(&shown).unwrap());
    program.live_until("2018-09-11T10:00").await;
    let elsewhere = Wanted {
        session: Id::parse("samling-9"),
        ..wanted
    };
    assert_eq!(sheets(&elsewhere, &program).await, []);
}

#[tokio::test]
async fn what_was_filed_under_the_wrong_school_moves_with_its_writer() {
    let program = prompted().await;
    let app = &program.app;
    for user in ["U1", "U2"] {
        let id = format!("slack:action:{user}");
        told(app, chooses_school(app, &id, user, "vollen")).await;
    }
    told(app, later(says(app, "1", "U1", "Vi leser."), 1)).await;
    told(app, later(says(app, "2", "U2", "Og vi skriver."), 2)).await;
    let command = Command::School {
        name: "Hvalstad skole".to_owned(),
        who: Some(Who::Named("slack/T1/U1".to_owned())),
    };
    let decision = desk::worker::at_terminal(app, command, false, Language::Bokmal).await;
    let said = decision.unwrap().answer.as_plain_text();
    assert!(
        said.contains("Én melding som U1 (slack) har skrevet, flyttes til Hvalstad skole."),
        "{said}"
    );
    assert_eq!(
        replies(&program).await,
        [
            format!("school:hvalstad {WORK}: Vi leser."),
            format!("school:vollen {WORK}: Og vi skriver."),
        ]
    );
    // The writer says it, too, and what is improved stays where it is.
    told(
        app,
        chooses_school(app, "slack:action:U2b", "U2", "hvalstad"),
    )
    .await;
    assert!(replies(&program).await[1].starts_with("school:hvalstad "));
}

#[tokio::test]
async fn a_later_prompt_is_heard_by_a_process_that_knows_the_earlier() {
    let mut program = prompted().await;
    told(&program.app, says(&program.app, "1", "U1", "Vi leser.")).await;
    program.live_until("2018-10-19T10:00").await;
    told(&program.app, says(&program.app, "2", "U1", "Vi er klare.")).await;
    let replies = replies(&program).await;
    assert!(replies[0].contains(WORK), "{replies:?}");
    assert!(
        replies[1].contains("prove/gruppe-1/samling-2/preparation"),
        "{replies:?}"
    );
}
