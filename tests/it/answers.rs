//! Answers come in: kept once, durable before they are acknowledged, and secret where that is promised.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use skolebud::app::App;
use skolebud::clock::Timestamp;
use skolebud::inbox::rules::ANSWERED;
use skolebud::inbox::worker;
use skolebud::inbox::{Deed, Event, Given, Inbox, Platform, Sender};
use skolebud::plan::Asking;
use skolebud::programme::question::{
    Asked, Choice, Localised, Mode, Question, QuestionKind, Respondent, Results,
};
use skolebud::programme::{Id, Language};
use skolebud::report::{Answered, Conclusion};
use skolebud::seal::Seals;

use crate::support::program::{Program, SMALL};

/// The key of the question that [`ask`] opens.
pub(crate) const KEY: &str = "prove/grad/2018-09-06";

/// A question on a scale of three, with an option beside it.
pub(crate) fn question(mode: Mode, respondent: Respondent) -> Question {
    let nb = |text: &str| Localised(BTreeMap::from([(Language::Bokmal, text.to_owned())]));
    let choice = |key: &str, text: &str| Choice {
        key: Id::parse(key).unwrap(),
        text: nb(text),
    };
    Question {
        id: Id::parse("grad").unwrap(),
        text: nb("I hvor stor grad hjelper nettverket?"),
        about: Vec::new(),
        purpose: None,
        kind: QuestionKind::Scale,
        options: vec![
            choice("liten", "I liten grad"),
            choice("noen", "I noen grad"),
            choice("stor", "I stor grad"),
        ],
        aside: Some(choice("vet-ikke", "Vet ikke")),
        mode,
        respondent,
        networks: Vec::new(),
        asked: Asked::ByCommand,
        open_weekdays: 5,
        results: Results::AtClosing,
        nudges: true,
        survey: None,
        minutes: None,
    }
}

/// Opens a question to the network gruppe-1 at once; its number.
pub(crate) async fn ask(program: &Program, mode: Mode, respondent: Respondent) -> i64 {
    let programme = skolebud::programme::read(SMALL, "test").unwrap().programme;
    let asking = Asking {
        key: KEY.to_owned(),
        programme: programme.id,
        question: question(mode, respondent),
        networks: vec![Id::parse("gruppe-1").unwrap()],
        opens_at: program.app.clock.now(),
        closes_at: program.oslo("2018-09-13T13:00"),
        language: Language::Bokmal,
        zone: programme.zone,
    };
    let seals = seals(&program.app);
    assert!(
        program
            .app
            .store
            .open_question(&asking, &seals)
            .await
            .unwrap()
    );
    program.app.store.questions().await.unwrap()[0].id
}

fn seals(app: &App) -> Seals {
    Seals::beside(&app.settings.database)
}

pub(crate) fn vote(event: &str, user: &str, at: i64, option: &str) -> Event {
    Event {
        id: event.to_owned(),
        at: Timestamp::from_millis(at),
        sender: Sender {
            platform: Platform::Slack,
            tenant: "T1".to_owned(),
            user: user.to_owned(),
            name: None,
            language: None,
            declared_school: None,
        },
        place: None,
        deed: Deed::Vote {
            asking: KEY.to_owned(),
            answer: Given::Options(vec![option.to_owned()]),
        },
    }
}

/// Hands over `events`, all at once, and gives the titles of the answers in their order.
pub(crate) async fn deliver(app: &App, events: Vec<Event>) -> Vec<String> {
    let (inbox, mut queue) = Inbox::with_capacity(events.len());
    let answers: Vec<_> = events
        .into_iter()
        .map(|event| {
            let inbox = inbox.clone();
            tokio::spawn(async move { inbox.deliver(event).await })
        })
        .collect();
    let mut waiting = Vec::new();
    while waiting.len() < answers.len() {
        waiting.push(queue.recv().await.unwrap());
    }
    worker::step(app, waiting).await.unwrap();
    let mut titles = Vec::new();
    for answer in answers {
        titles.push(answer.await.unwrap().unwrap().message.title);
    }
    titles
}

async fn answered(program: &Program, question: i64) -> Answered {
    program.app.store.answered(question).await.unwrap()
}

fn tally(answered: &Answered) -> BTreeMap<String, String> {
    answered
        .votes
        .iter()
        .map(|(respondent, vote)| (respondent.clone(), format!("{:?}", vote.answer)))
        .collect()
}

#[tokio::test]
async fn an_open_answer_can_be_changed_until_closing() {
    let program = Program::start(SMALL, &["sandbox"]).await;
    let question = ask(&program, Mode::Named, Respondent::Person).await;
    let said = deliver(&program.app, vec![vote("e1", "U1", 1, "liten")]).await;
    assert_eq!(said, ["Takk, svaret er notert"]);
    let said = deliver(&program.app, vec![vote("e2", "U1", 2, "stor")]).await;
    assert_eq!(said, ["Takk, svaret er endret"]);
    program.sleep_until("2018-09-13T13:00");
    let said = deliver(&program.app, vec![vote("e3", "U1", 3, "noen")]).await;
    assert_eq!(
        said,
        ["Spørsmålet er stengt. Svar kan ikke lenger gis eller endres."]
    );
    let tally = tally(&answered(&program, question).await);
    assert_eq!(tally["slack/T1/U1"], r#"Options(["stor"])"#);
}

#[tokio::test]
async fn the_same_event_twice_has_one_effect_and_the_same_answer() {
    let program = Program::start(SMALL, &["sandbox"]).await;
    let question = ask(&program, Mode::Secret, Respondent::Person).await;
    let twice = vec![vote("e1", "U1", 1, "stor"), vote("e1", "U1", 1, "stor")];
    let first = deliver(&program.app, twice).await;
    let again = deliver(&program.app, vec![vote("e1", "U1", 1, "stor")]).await;
    assert_eq!(first, ["Takk, svaret er notert", "Takk, svaret er notert"]);
    assert_eq!(again, ["Takk, svaret er notert"]);
    assert_eq!(answered(&program, question).await.respondents, 1);
}

#[tokio::test]
async fn a_secret_answer_is_final_and_counted_at_closing() {
    let program = Program::start(SMALL, &["sandbox"]).await;
    let question = ask(&program, Mode::Secret, Respondent::Person).await;
    let votes = (0..7).map(|user| {
        let option = if user < 4 { "stor" } else { "liten" };
        vote(&format!("e{user}"), &format!("U{user}"), user, option)
    });
    deliver(&program.app, votes.collect()).await;
    let said = deliver(&program.app, vec![vote("again", "U1", 9, "liten")]).await;
    assert_eq!(
        said,
        ["Du har alt svart. Et hemmelig svar kan ikke endres."]
    );
    assert_eq!(
        answered(&program, question).await.counters,
        None,
        "sealed while open"
    );
    let seals = seals(&program.app);
    let now = program.app.clock.now();
    program
        .app
        .store
        .close_questions("prove", &[question], &seals, now, |_, _| {
            Conclusion::default()
        })
        .await
        .unwrap();
    let counters = answered(&program, question).await.counters.unwrap();
    assert_eq!(counters["gruppe-1"][ANSWERED], 7);
    // No picture was shown by network, so that only the whole is kept.
    assert_eq!(counters[""]["stor"], 4);
    assert_eq!(counters[""]["liten"], 3);
}

#[tokio::test]
async fn what_is_no_option_is_not_counted() {
    let program = Program::start(SMALL, &["sandbox"]).await;
    let question = ask(&program, Mode::Named, Respondent::Person).await;
    let mut unknown = vote("e2", "U2", 2, "stor");
    unknown.deed = Deed::Vote {
        asking: "prove/other/1".to_owned(),
        answer: Given::Options(vec!["stor".to_owned()]),
    };
    let mut two = vote("e3", "U3", 3, "stor");
    two.deed = Deed::Vote {
        asking: KEY.to_owned(),
        answer: Given::Options(vec!["stor".to_owned(), "liten".to_owned()]),
    };
    let said = deliver(
        &program.app,
        vec![vote("e1", "U1", 1, "svær"), unknown, two],
    )
    .await;
    let not_understood = "Det svaret kjenner vi ikke igjen. Velg et av alternativene i spørsmålet.";
    assert_eq!(said[0], not_understood);
    assert_eq!(said[2], not_understood);
    assert_eq!(answered(&program, question).await.respondents, 0);
}

/// Everything that lies in the folder of the database, as one would carry it away, without the keys.
fn loot(database: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = database.parent().unwrap();
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn copies_of_the_file_between_two_secret_answers_tell_who_and_never_what() {
    let program = Program::start(SMALL, &["sandbox"]).await;
    let question = ask(&program, Mode::Secret, Respondent::Person).await;
    let before = loot(&program.database());
    deliver(&program.app, vec![vote("e1", "U1", 1, "stor")]).await;
    let after = loot(&program.database());
    let mut other = loot(&program.database());
    deliver(&program.app, vec![vote("e2", "U2", 2, "stor")]).await;
    other.extend(loot(&program.database()));
    // The wording of the options lies in the question; what was chosen would show as a count or a row.
    for (name, bytes) in &other {
        assert!(!contains(bytes, r#""stor":1"#), "{name}");
        assert!(!contains(bytes, r#""stor":2"#), "{name}");
    }
    assert_ne!(before, after);
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", program.database().display()))
        .await
        .unwrap();
    let votes: i64 = sqlx::query_scalar("SELECT count(*) FROM vote")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(votes, 0, "no row holds a secret answer");
    let sealed: Vec<u8> = sqlx::query_scalar("SELECT sealed FROM question WHERE id = $1")
        .bind(question)
        .fetch_one(&pool)
        .await
        .unwrap();
    pool.close().await;
    assert_eq!(
        sealed.len() % 4096,
        36,
        "padded, with a number, a nonce and a tag: its length tells nothing"
    );
    let seals = seals(&program.app);
    let now = program.app.clock.now();
    program
        .app
        .store
        .close_questions("prove", &[question], &seals, now, |_, _| {
            Conclusion::default()
        })
        .await
        .unwrap();
    assert!(
        seals.open(question, &sealed).is_err(),
        "after closing no copy can be opened"
    );
}

#[tokio::test]
async fn a_key_left_by_a_process_that_died_while_closing_is_destroyed_at_the_next_start() {
    let program = Program::start(SMALL, &["sandbox"]).await;
    let question = ask(&program, Mode::Secret, Respondent::Person).await;
    let seals = seals(&program.app);
    let now = program.app.clock.now();
    program
        .app
        .store
        .close_questions("prove", &[question], &seals, now, |_, _| {
            Conclusion::default()
        })
        .await
        .unwrap();
    seals.make_key(question).unwrap();
    let sealed = seals.seal(question, "{}").unwrap();
    skolebud::report::worker::destroy_left_keys(&program.app)
        .await
        .unwrap();
    assert!(seals.open(question, &sealed).is_err());
}

#[tokio::test]
async fn a_lost_key_is_told_and_stops_no_other_question() {
    let program = Program::start(SMALL, &["sandbox"]).await;
    let question = ask(&program, Mode::Secret, Respondent::Person).await;
    let seals = seals(&program.app);
    seals.destroy_key(question).unwrap();
    let said = deliver(&program.app, vec![vote("e1", "U1", 1, "stor")]).await;
    assert_eq!(
        said,
        [
            "Something is wrong on our side, and your answer was not noted. Please try again in a while."
        ]
    );
    let now = program.app.clock.now();
    program
        .app
        .store
        .close_questions("prove", &[question], &seals, now, |_, _| {
            Conclusion::default()
        })
        .await
        .unwrap();
    assert_eq!(answered(&program, question).await.counters, None);
}

#[tokio::test]
async fn a_school_that_is_said_in_one_batch_with_an_answer_keeps_the_newest_of_its_leaders() {
    let network = "title = \"Gruppe 1\"\n";
    let with_school = SMALL.replace(network, &format!("{network}schools = [\"skolen\"]\n"));
    let school = "[[school]]\nid = \"skolen\"\nname = \"Skolen\"\n";
    let program = Program::start(&format!("{with_school}\n{school}"), &["sandbox"]).await;
    let question = ask(&program, Mode::Named, Respondent::School).await;
    let choose = |event: &str, user: &str| {
        let mut choice = vote(event, user, 1, "skolen");
        choice.deed = Deed::Vote {
            asking: "school/prove".to_owned(),
            answer: Given::Options(vec!["skolen".to_owned()]),
        };
        choice
    };
    deliver(
        &program.app,
        vec![choose("e1", "U1"), vote("e2", "U1", 9, "stor")],
    )
    .await;
    // Another leader of the school, whose answer was given before and comes later.
    let batch = vec![choose("e3", "U2"), vote("e4", "U2", 5, "liten")];
    let titles = deliver(&program.app, batch).await;
    assert_eq!(titles[1], "Et nyere svar står alt; dette endret ikke noe.");
    assert_eq!(
        tally(&answered(&program, question).await)
            .into_iter()
            .collect::<Vec<_>>(),
        [("school:skolen".to_owned(), "Options([\"stor\"])".to_owned())]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_arrival_gives_the_same_tally(
        votes in prop::collection::vec((0..4_u8, 0..6_i64, 0..3_usize), 1..12),
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..30),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let events: Vec<Event> = votes
            .iter()
            .enumerate()
            .map(|(index, (user, at, option))| {
                let option = ["liten", "noen", "stor"][*option];
                vote(&format!("e{index:02}"), &format!("U{user}"), *at, option)
            })
            .collect();
        runtime.block_on(async {
            let straight = Program::start(SMALL, &["sandbox"]).await;
            let question = ask(&straight, Mode::Named, Respondent::Person).await;
            deliver(&straight.app, events.clone()).await;
            let shuffled = Program::start(SMALL, &["sandbox"]).await;
            let other = ask(&shuffled, Mode::Named, Respondent::Person).await;
            // Some twice, some late, in any order and in batches of three; in the end each at least once.
            let mut arriving: Vec<Event> = order.iter().map(|index| index.get(&events).clone()).collect();
            arriving.extend(events.iter().rev().cloned());
            for batch in arriving.chunks(3) {
                deliver(&shuffled.app, batch.to_vec()).await;
            }
            assert_eq!(
                tally(&answered(&straight, question).await),
                tally(&answered(&shuffled, other).await)
            );
        });
    }
}
