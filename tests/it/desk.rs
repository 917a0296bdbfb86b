//! Commands from chat, from the signed request to what is said: leaders ask, coordinators act.

use rstest::rstest;
use serde_json::Value;
use skolebud::config::Serves;
use skolebud::desk::worker::at_terminal;
use skolebud::inbox::Deed;
use skolebud::inbox::command::{Reading, read};
use skolebud::outbox::State;
use skolebud::programme::{Id, Language, PostKind};

use crate::support::asked::{Asked, COORDINATOR};
use crate::support::program::{Program, SMALL};
use crate::support::talk::{event, told};

/// Who leads a school and coordinates nothing.
const COORDINATORS_COLLEAGUE: &str = "U1";

const SCHOOLS: &str = r#"
[[school]]
id = "vollen"
name = "Vollen"
[[school]]
id = "blabaerlia"
name = "Blåbærlia"
"#;

/// A network of two schools, in the middle of a Monday morning.
async fn monday() -> Asked {
    let network = "title = \"Gruppe 1\"\nschools = [\"vollen\", \"blabaerlia\"]";
    let source = SMALL.replace("title = \"Gruppe 1\"", network);
    let mut asked = Asked::with(&format!("{source}{SCHOOLS}"), &["slack", "koordinator"]).await;
    asked.live_until("2018-09-10T10:00").await;
    asked
}

/// The code of the draft that `answer` shows.
fn code(answer: &Value) -> String {
    let text = answer.to_string();
    let (_, after) = text.split_once("bekreft ").unwrap();
    after.chars().take(4).collect()
}

/// Gives a command that speaks to many, and confirms it by button.
async fn confirmed(asked: &Asked, text: &str) -> Value {
    let shown = asked.slash(COORDINATOR, text).await;
    let code = code(&shown);
    asked.tap(COORDINATOR, &format!("confirm/{code}|yes")).await;
    shown
}

#[tokio::test]
async fn a_leader_asks_what_comes_next_and_what_waits() {
    let asked = monday().await;
    let next = asked.slash("U1", "neste").await;
    assert_eq!(next["response_type"], "ephemeral");
    assert!(next.to_string().contains("torsdag 1. november"), "{next}");
    let mine = asked.slash("U1", "mine").await.to_string();
    assert!(mine.contains("Ingenting venter"), "{mine}");
    assert!(mine.contains("school/prove|vollen"), "{mine}");
}

#[tokio::test]
async fn in_teams_they_ask_by_mention() {
    let asked = monday().await;
    let next = asked.mention("neste").await.to_string();
    assert!(next.contains("torsdag 1. november"), "{next}");
    let mine = asked.mention("mine").await.to_string();
    assert!(mine.contains("Ingenting ventar"), "{mine}");
}

#[tokio::test]
async fn a_question_goes_from_command_to_result() {
    let mut asked = monday().await;
    let shown = confirmed(
        &asked,
        "spør «Hvordan gikk det?» svar: bra, sånn passe til gruppe-1",
    )
    .await;
    assert!(shown.to_string().contains("Hemmelig svar"), "{shown}");
    asked.program.drain().await;
    let said = asked.said("slack", PostKind::Question).await;
    assert_eq!(said.len(), 1);
    let buttons = asked.buttons();
    assert_eq!(buttons.len(), 2, "{buttons:?}");
    for user in 0..6 {
        asked
            .tap(&format!("U{user}"), &buttons[usize::from(user > 2)])
            .await;
    }
    let open = asked.slash(COORDINATOR, "resultat").await.to_string();
    assert!(
        open.contains("6 har svart.") && !open.contains("▇"),
        "{open}"
    );
    confirmed(&asked, "lukk").await;
    // The channel rests for a second after each post.
    asked.live_until("2018-09-10T10:01").await;
    let result = asked.said("slack", PostKind::Result).await;
    assert_eq!(result.len(), 1);
    assert!(result[0].contains("bra: 3"), "{}", result[0]);
    let closed = asked.slash(COORDINATOR, "resultat").await.to_string();
    assert!(closed.contains("▇"), "{closed}");
    let leader = asked.slash("U1", "resultat").await.to_string();
    assert!(!leader.contains("▇"), "{leader}");
}

#[tokio::test]
async fn a_discarded_draft_says_nothing() {
    let mut asked = monday().await;
    let shown = asked.slash(COORDINATOR, "spør «Går det?» ja, nei").await;
    let code = code(&shown);
    asked.tap(COORDINATOR, &format!("confirm/{code}|no")).await;
    asked.tap(COORDINATOR, &format!("confirm/{code}|yes")).await;
    asked.program.drain().await;
    assert!(asked.said("slack", PostKind::Question).await.is_empty());
}

#[tokio::test]
async fn people_are_reminded_twice_and_then_no_more() {
    let mut asked = monday().await;
    confirmed(&asked, "spør «Går det?» ja, nei").await;
    for day in ["2018-09-11T10:00", "2018-09-12T10:00"] {
        asked.live_until(day).await;
        confirmed(&asked, "purr").await;
        let again = asked.slash(COORDINATOR, "purr").await.to_string();
        assert!(again.contains("Ingen påminnelse sendes nå"), "{again}");
    }
    asked.live_until("2018-09-13T10:00").await;
    let no = asked.slash(COORDINATOR, "purr").await.to_string();
    assert!(no.contains("to ganger"), "{no}");
    assert_eq!(asked.said("slack", PostKind::Nudge).await.len(), 2);
}

#[tokio::test]
async fn a_pause_holds_what_is_due_and_resuming_says_what_is_still_of_use() {
    let mut asked = monday().await;
    let before = asked.said("slack", PostKind::Reminder).await.len();
    let paused = asked.slash(COORDINATOR, "pause gruppe-1").await.to_string();
    assert!(paused.contains("satt på pause"), "{paused}");
    asked.live_until("2018-10-31T12:00").await;
    assert_eq!(asked.said("slack", PostKind::Reminder).await.len(), before);
    assert!(asked.said("slack", PostKind::Preparation).await.is_empty());
    asked.slash(COORDINATOR, "fortsett gruppe-1").await;
    asked.live_until("2018-10-31T13:00").await;
    assert_eq!(
        asked.said("slack", PostKind::Reminder).await.len(),
        before + 1
    );
    // What was over by then is missed, and nobody is bothered with it.
    let (_, posts) = asked
        .program
        .app
        .store
        .planned("prove")
        .await
        .unwrap()
        .unwrap();
    let missed = posts.iter().flat_map(|stored| &stored.deliveries);
    let missed = missed.filter(|delivery| delivery.state == State::Missed);
    assert!(missed.count() > 0);
    assert!(
        asked
            .said("koordinator", PostKind::Trouble)
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn a_coordinator_who_mistypes_a_command_is_told_so_and_has_replied_to_no_prompt() {
    let asked = monday().await;
    for (typed, hint) in [
        ("flytt samling 2", "Prøv slik: flytt"),
        ("kunngjør", "Prøv slik: kunngjør"),
        ("flyttt samling 2 til 6. november", "Mente du «flytt»?"),
    ] {
        let told = asked.slash(COORDINATOR, typed).await.to_string();
        assert!(told.contains(hint), "{told}");
    }
    let store = &asked.program.app.store;
    let programme = skolebud::programme::Id::parse("prove").unwrap();
    assert_eq!(store.replies(&programme).await.unwrap(), []);
}

#[rstest]
#[case::mistake(COORDINATOR, "flytt samling 2", Err("Prøv slik: flytt"))]
#[case::nearly_a_word(COORDINATOR, "flyttt samling 2", Err("Mente du «flytt»?"))]
#[case::nearly_a_word_in_a_sentence(COORDINATOR, "Flyttt alt er, men bøkene er lest.", Ok(()))]
#[case::a_sentence(COORDINATOR, "Vi leser sammen.", Ok(()))]
#[case::of_a_leader(COORDINATORS_COLLEAGUE, "flytt samling 2", Ok(()))]
#[case::of_a_leader_who_says_more(COORDINATORS_COLLEAGUE, "Lukk dørene før dere går", Ok(()))]
#[tokio::test]
async fn a_command_that_a_coordinator_mistypes_in_a_thread_is_no_reply(
    #[case] user: &str,
    #[case] text: &str,
    #[case] expected: Result<(), &str>,
) {
    let asked = monday().await;
    let app = &asked.program.app;
    let said = app.store.said().await.unwrap();
    let mut said = said.iter();
    let work = said.find(|it| it.post.kind() == PostKind::IntermediateWork);
    let at = work.unwrap().at.millis();
    let deed = Deed::Reply {
        thread: format!("{}.{:03}200", at / 1000, at % 1000),
        text: text.to_owned(),
        to_us: true,
    };
    let told = told(app, event(app, "slack:message:C1:1.1", user, deed)).await;
    let programme = Id::parse("prove").unwrap();
    let replies = app.store.replies(&programme).await.unwrap();
    match expected {
        Ok(()) => assert_eq!(replies[0].text, text, "{told}"),
        Err(hint) => {
            assert!(told.contains(hint), "{told}");
            assert_eq!(replies, []);
        }
    }
}

#[tokio::test]
async fn a_coordinator_says_who_leads_a_school_and_sees_what_is_missing() {
    let asked = monday().await;
    let led = asked
        .slash(COORDINATOR, "skole Vollen <@U7|rektor>")
        .await
        .to_string();
    assert!(led.contains("notert som leder for Vollen"), "{led}");
    let leads = asked.program.app.store.leads("slack/T1/U7").await.unwrap();
    assert_eq!(leads.len(), 1);
    let missing = asked.slash(COORDINATOR, "mangler").await.to_string();
    assert!(missing.contains("Ingenting mangler"), "{missing}");
    let leader = asked.slash("U1", "mangler").await.to_string();
    assert!(leader.contains("koordinatoren som gjør"), "{leader}");
}

#[tokio::test]
async fn what_a_leader_wrote_is_moved_by_who_coordinates_both_networks_and_once_it_is_confirmed() {
    let network = |id: &str, school: &str| {
        format!("id = \"{id}\"\ntitle = \"G\"\nschools = [\"{school}\"]\n")
    };
    let first = "id = \"gruppe-1\"\ntitle = \"Gruppe 1\"\n";
    let source = SMALL.replace(first, &network("gruppe-1", "vollen"));
    let second = network("gruppe-2", "blabaerlia");
    let source = format!("{source}[[network]]\n{second}{SCHOOLS}");
    let mut asked = Asked::with(&source, &["slack", "koordinator"]).await;
    asked.live_until("2018-09-10T10:00").await;
    asked
        .slash(COORDINATOR, "koordinatorer legg til <@UANNEN> for gruppe-2")
        .await;
    asked.tap("U7", "school/prove|vollen").await;
    asked.slash("U7", "Vi valgte å lese sammen.").await;
    let filed = async || {
        let programme = Id::parse("prove").unwrap();
        let mut replies = asked.program.app.store.replies(&programme).await.unwrap();
        replies.remove(0).respondent
    };
    assert_eq!(filed().await, "school:vollen");
    let command = "skole Blåbærlia <@U7|rektor>";
    let no = asked.slash("UANNEN", command).await.to_string();
    assert!(no.contains("Det nettverket koordinerer ikke du."), "{no}");
    let shown = asked.slash(COORDINATOR, command).await;
    assert!(
        shown
            .to_string()
            .contains("Én melding som U7 (slack) har skrevet"),
        "{shown}"
    );
    assert_eq!(filed().await, "school:vollen");
    asked
        .tap(COORDINATOR, &format!("confirm/{}|yes", code(&shown)))
        .await;
    assert_eq!(filed().await, "school:blabaerlia");
}

const OWN_WORDS: &str = r#"
[[question]]
id = "ord"
text = "Hva vil dere ha mer av?"
kind = "text"
mode = "named"
respondent = "school"
date = 2018-09-10
at = "09:00"
"#;

#[tokio::test]
async fn what_people_wrote_is_read_by_coordinators_and_said_in_no_channel() {
    let network = "title = \"Gruppe 1\"\nschools = [\"vollen\", \"blabaerlia\"]";
    let source = SMALL.replace("title = \"Gruppe 1\"", network);
    let source = format!("{source}{SCHOOLS}{OWN_WORDS}");
    let mut asked = Asked::with(&source, &["slack", "koordinator"]).await;
    asked.live_until("2018-09-10T08:59:30").await;
    asked.live_until("2018-09-10T10:00").await;
    asked.tap("U1", "school/prove|vollen").await;
    asked.slash("U1", "svar Mer tid til å dele").await;
    confirmed(&asked, "lukk").await;
    asked.live_until("2018-09-10T10:05").await;
    for channel in ["slack", "koordinator"] {
        let said = asked.said(channel, PostKind::Result).await;
        assert!(!said.concat().contains("Mer tid"), "{said:?}");
    }
    assert_eq!(asked.said("slack", PostKind::Result).await.len(), 1);
    let told = asked.slash(COORDINATOR, "resultater").await.to_string();
    assert!(told.contains("Mer tid til å dele – Vollen"), "{told}");
    let leader = asked.slash("U1", "resultater").await.to_string();
    assert!(!leader.contains("Mer tid"), "{leader}");
    let key = "prove/ord/2018-09-10";
    let printed = |option: &[&str]| {
        let output = asked.command(&[&["results", key], option].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(printed(&[]).contains("  – Mer tid til å dele (Vollen)\n"));
    assert!(printed(&["--csv"]).contains(";Mer tid til å dele;;Vollen\r\n"));
    let json: Value = serde_json::from_str(&printed(&["--json"])).unwrap();
    assert_eq!(json["own_words"][0]["text"], "Mer tid til å dele");
    assert_eq!(json["own_words"][0]["by"], "Vollen");
    assert_eq!(json["response"]["answered"], 1);
}

/// How many drafts lie in the database, whoever's they are and however old.
async fn drafts(asked: &Asked) -> i64 {
    let file = format!("sqlite:{}", asked.program.database().display());
    let pool = sqlx::SqlitePool::connect(&file).await.unwrap();
    let count = sqlx::query_scalar("SELECT count(*) FROM draft");
    let count = count.fetch_one(&pool).await.unwrap();
    pool.close().await;
    count
}

#[tokio::test]
async fn a_draft_that_nobody_confirmed_is_forgotten_when_its_time_is_over() {
    let mut asked = monday().await;
    asked
        .slash(COORDINATOR, "kunngjør «Husk boka» til gruppe-1")
        .await;
    for (local, left) in [("2018-09-10T10:14", 1), ("2018-09-10T10:16", 0)] {
        asked.live_until(local).await;
        skolebud::inbox::worker::forget(&asked.program.app)
            .await
            .unwrap();
        assert_eq!(drafts(&asked).await, left, "{local}");
    }
}

#[tokio::test]
async fn a_draft_that_has_expired_goes_when_another_is_kept() {
    let mut asked = monday().await;
    asked
        .slash(COORDINATOR, "koordinatorer legg til <@UANNEN> for gruppe-1")
        .await;
    asked
        .slash("UANNEN", "kunngjør «Husk boka» til gruppe-1")
        .await;
    asked.live_until("2018-09-10T10:16").await;
    asked
        .slash(COORDINATOR, "kunngjør «Og blyant» til gruppe-1")
        .await;
    assert_eq!(drafts(&asked).await, 1);
}

/// Does what is typed at the terminal, and sends what follows.
async fn typed(program: &mut Program, text: &str) {
    let today = jiff::civil::date(2018, 8, 20);
    let command = match read(text, today) {
        Reading::Command { command, .. } => Some(command),
        _ => None,
    };
    let command = command.unwrap();
    let done = at_terminal(&program.app, command, false, Language::Bokmal).await;
    done.unwrap();
    program.drain().await;
}

#[tokio::test]
async fn what_is_said_to_several_networks_is_held_where_all_of_them_are_paused() {
    let channels = ["sandbox-1", "sandbox-2", "sandbox-both"];
    let second = "[[network]]\nid = \"gruppe-2\"\ntitle = \"Gruppe 2\"\n";
    let source = format!("{SMALL}\n{second}");
    let mut program = Program::start_with(&source, &channels, |settings| {
        let network = |name: &str| (Id::parse("prove").unwrap(), Id::parse(name).unwrap());
        let (one, other) = (network("gruppe-1"), network("gruppe-2"));
        settings.channels[1].serves = Serves::Networks(vec![other.clone()]);
        settings.channels[2].serves = Serves::Networks(vec![one, other]);
    })
    .await;
    let heard = async |program: &Program| {
        let mut heard = Vec::new();
        for channel in channels {
            let said = program.said(channel).await;
            heard.push(said.iter().filter(|it| it.contains("announcement")).count());
        }
        heard
    };
    program.live_until("2018-08-20T10:00").await;
    typed(&mut program, "pause gruppe-1").await;
    typed(&mut program, "kunngjør «Husk boka» til alle").await;
    assert_eq!(heard(&program).await, [0, 1, 1]);
    typed(&mut program, "pause gruppe-2").await;
    typed(&mut program, "kunngjør «Og blyant» til alle").await;
    assert_eq!(heard(&program).await, [0, 1, 1]);
    assert_eq!(
        program.app.store.next_claim_at().await.unwrap(),
        None,
        "nobody is woken for what is held"
    );
    typed(&mut program, "fortsett gruppe-1").await;
    program.live_until("2018-08-20T10:05").await;
    assert_eq!(heard(&program).await, [2, 1, 2]);
}
