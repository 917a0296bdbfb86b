//! Answers that leaders write: by number, by the words of an option, and never in the open where they
//! are secret.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use rstest::rstest;
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::Sha256;
use skolebud::chat::teams::WebhookSecret;
use skolebud::config::{Doors, TeamsWebhook};
use skolebud::desk;
use skolebud::inbox::command::{Command, Networks, Who};
use skolebud::inbox::{Deed, Event, Inbox, Original};
use skolebud::programme::{Id, Language, PostKind};
use tokio_util::sync::CancellationToken;

use crate::support::program::{Program, SMALL};
use crate::support::site::{client, serve_with};
use crate::support::talk::{
    chooses_school, deliver, event, kept, later, live_until, place_in_slack, says, told,
    with_schools,
};

const TOKEN: &str = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA=";
const OPEN: &str = "2018-08-27T09:00";

/// Two questions, in an order other than that of their names, before there is anything to reply to.
const QUESTIONS: &str = r#"
[[question]]
id = "nytte"
text = "I hvor stor grad hjelper nettverket dere?"
kind = "scale"
mode = "MODE"
respondent = "RESPONDENT"
date = 2018-08-27
at = "09:00"
options = [
    { key = "liten", text = "I liten grad" },
    { key = "noen", text = "I noen grad" },
    { key = "stor", text = "I stor grad" },
]

[[question]]
id = "former"
text = "Hva har dere prøvd?"
kind = "choices"
mode = "MODE"
respondent = "RESPONDENT"
date = 2018-08-27
at = "09:00"
options = [
    { key = "besok", text = "Skolebesøk" },
    { key = "moter", text = "Korte møter" },
    { key = "tekst", text = "Felles lesing" },
]
"#;

/// A question after each session.
const AFTER_EACH: &str = r#"
[[question]]
id = "grad"
text = "I hvor stor grad var samlingen nyttig?"
kind = "scale"
mode = "named"
respondent = "person"
after_session = true
options = [
    { key = "liten", text = "I liten grad" },
    { key = "noen", text = "I noen grad" },
]
"#;

async fn asked(mode: &str, respondent: &str) -> Program {
    let questions = QUESTIONS
        .replace("MODE", mode)
        .replace("RESPONDENT", respondent);
    let source = with_schools(&format!("{SMALL}{questions}"));
    let mut program = Program::start(&source, &["sandbox"]).await;
    place_in_slack(&mut program);
    program.plan().await;
    program.sleep_until("2018-08-27T08:59:30");
    live_until(&mut program, OPEN).await;
    program
}

/// The answers by question and respondent.
async fn votes(program: &Program) -> BTreeMap<String, String> {
    let mut votes = BTreeMap::new();
    for question in program.app.store.questions().await.unwrap() {
        let answered = program.app.store.answered(question.id).await.unwrap();
        for (respondent, vote) in answered.votes {
            let name = question.asking.question.id.clone();
            votes.insert(format!("{name} {respondent}"), format!("{:?}", vote.answer));
        }
    }
    votes
}

async fn noted(program: &Program) -> usize {
    let mut noted = 0;
    for question in program.app.store.questions().await.unwrap() {
        noted += program
            .app
            .store
            .answered(question.id)
            .await
            .unwrap()
            .respondents;
    }
    noted
}

#[rstest]
#[case("3")]
#[case("svar 3")]
#[case("I stor grad")]
#[case("«stor grad»")]
#[case("svar nytte 3")]
#[tokio::test]
async fn a_number_or_words_answer_the_first_question_and_show_the_next(#[case] text: &str) {
    let program = asked("named", "person").await;
    let said = told(&program.app, says(&program.app, "1", "U1", text)).await;
    assert_eq!(
        said,
        "Takk. Svaret ditt «I stor grad» er notert.\n\
         Spørsmålet var: «I hvor stor grad hjelper nettverket dere?»\n\
         Du kan endre svaret til spørsmålet stenger.\n\
         Neste spørsmål\n\
         Hva har dere prøvd?\n\
         1. Skolebesøk\n\
         2. Korte møter\n\
         3. Felles lesing\n\
         Svar med et nummer, for eksempel: svar 2"
    );
    let expected = BTreeMap::from([(
        "nytte slack/T1/U1".to_owned(),
        r#"Options(["stor"])"#.to_owned(),
    )]);
    assert_eq!(votes(&program).await, expected);
}

#[tokio::test]
async fn the_second_number_answers_the_second_question() {
    let program = asked("named", "person").await;
    told(&program.app, says(&program.app, "1", "U1", "2")).await;
    told(
        &program.app,
        later(says(&program.app, "2", "U1", "1, 3"), 1),
    )
    .await;
    let votes = votes(&program).await;
    assert_eq!(votes["nytte slack/T1/U1"], r#"Options(["noen"])"#);
    assert_eq!(
        votes["former slack/T1/U1"],
        r#"Options(["besok", "tekst"])"#
    );
    // Nothing is left: which of the two is to be changed?
    let said = told(&program.app, later(says(&program.app, "3", "U1", "1"), 2)).await;
    assert!(said.starts_with("Du har svart på alle."), "{said}");
    assert!(said.contains("svar nytte 2"), "{said}");
    let said = told(
        &program.app,
        later(says(&program.app, "4", "U1", "svar former 2"), 3),
    )
    .await;
    assert!(
        said.starts_with("Takk. Svaret ditt er endret til «Korte møter»."),
        "{said}"
    );
}

/// "Svar grad 3", where two questions of that name are open: one for each of two sessions.
#[tokio::test]
async fn of_two_questions_with_one_name_that_is_answered_which_waits() {
    let source = with_schools(&format!("{SMALL}{AFTER_EACH}")).replace("2018-11-01", "2018-09-07");
    let mut program = Program::start(&source, &["sandbox"]).await;
    place_in_slack(&mut program);
    program.plan().await;
    program.sleep_until("2018-09-06T07:00:00");
    live_until(&mut program, "2018-09-07T14:00").await;
    let app = &program.app;
    told(app, says(app, "1", "U1", "svar grad 1")).await;
    told(app, later(says(app, "2", "U1", "svar grad 2"), 1)).await;
    // Both are answered: the first is changed.
    told(app, later(says(app, "3", "U1", "svar grad 2"), 2)).await;
    let mut answers = Vec::new();
    for question in app.store.questions().await.unwrap() {
        for (_, vote) in app.store.answered(question.id).await.unwrap().votes {
            answers.push((question.asking.key.clone(), format!("{:?}", vote.answer)));
        }
    }
    answers.sort();
    let noen = r#"Options(["noen"])"#.to_owned();
    assert_eq!(
        answers,
        [
            ("prove/grad/gruppe-1/samling-1".to_owned(), noen.clone()),
            ("prove/grad/gruppe-1/samling-2".to_owned(), noen),
        ]
    );
}

#[tokio::test]
async fn words_of_one_question_answer_that_one() {
    let program = asked("named", "person").await;
    told(&program.app, says(&program.app, "1", "U1", "korte moter")).await;
    assert_eq!(
        votes(&program).await.keys().collect::<Vec<_>>(),
        ["former slack/T1/U1"]
    );
}

#[rstest]
#[case("grad")]
#[case("7")]
#[case("svar i stor gradd")]
#[case("hei på deg")]
#[tokio::test]
async fn what_is_not_clear_is_asked_back_with_the_options(#[case] text: &str) {
    let program = asked("named", "person").await;
    let said = told(&program.app, says(&program.app, "1", "U1", text)).await;
    assert!(said.starts_with("Hvilket svar mener du?"), "{said}");
    assert!(
        said.contains("1. I liten grad\n2. I noen grad\n3. I stor grad"),
        "{said}"
    );
    assert!(votes(&program).await.is_empty());
}

#[tokio::test]
async fn after_closing_a_written_answer_is_not_kept() {
    let mut program = asked("named", "person").await;
    live_until(&mut program, "2018-09-03T09:00").await;
    for (id, text) in [("1", "2"), ("2", "I stor grad"), ("3", "svar 2")] {
        let said = told(&program.app, says(&program.app, id, "U1", text)).await;
        assert_eq!(
            said,
            "Spørsmålet er stengt. Svar kan ikke lenger gis eller endres."
        );
    }
    assert_eq!(noted(&program).await, 0);
}

#[tokio::test]
async fn a_secret_answer_in_private_is_counted_and_nowhere_repeated() {
    let program = asked("secret", "person").await;
    let said = told(&program.app, says(&program.app, "1", "U1", "I stor grad")).await;
    assert!(said.starts_with("Takk, svaret er notert"), "{said}");
    assert!(said.contains("Svaret er hemmelig"), "{said}");
    assert_eq!(noted(&program).await, 1);
    let kept = kept(&program).await;
    assert!(
        !kept.contains("I stor grad") && !kept.contains("stor\""),
        "{kept}"
    );
}

#[rstest]
#[case::number("3")]
#[case::words("I stor grad")]
#[case::explicit("svar 3")]
#[case::named("svar nytte 3")]
#[case::nearly("jeg sier i stor grad")]
#[tokio::test]
async fn a_secret_question_takes_no_answer_in_the_open_and_keeps_none_of_it(#[case] text: &str) {
    let program = asked("secret", "person").await;
    let text = text.to_owned();
    let mention = event(
        &program.app,
        "slack:message:C1:1.1",
        "U1",
        Deed::Say { text },
    );
    let said = told(&program.app, mention).await;
    let refused = "Dette spørsmålet kan ikke besvares her, der alle leser med.";
    assert!(said.starts_with(refused), "{said}");
    assert_eq!(noted(&program).await, 0);
    let kept = kept(&program).await;
    assert!(!kept.contains("stor grad\""), "{kept}");
}

/// The message `said`, which was said to us.
fn to_us(said: &str) -> Original {
    Original {
        said: said.to_owned(),
        thread: None,
        to_us: true,
    }
}

#[tokio::test]
async fn an_edit_never_keeps_what_may_be_a_secret_answer() {
    let program = asked("secret", "person").await;
    let edit = Deed::Edit {
        original: to_us("slack:message:D1:1.1"),
        text: "i stor grad".to_owned(),
    };
    told(&program.app, event(&program.app, "slack:E1", "U1", edit)).await;
    let kept = kept(&program).await;
    assert!(!kept.contains("stor grad"), "{kept}");
}

#[tokio::test]
async fn a_school_has_one_answer_whoever_of_its_leaders_writes_it() {
    let program = asked("named", "school").await;
    let app = &program.app;
    let said = told(app, says(app, "1", "U1", "3")).await;
    assert!(said.starts_with("Hvilken skole leder du?"), "{said}");
    assert!(
        said.contains("1. Vollen skole\n2. Hvalstad skole"),
        "{said}"
    );
    told(app, says(app, "2", "U1", "skole volen")).await;
    told(app, says(app, "3", "U1", "skole Vollen")).await;
    told(app, chooses_school(app, "slack:action:1", "U2", "vollen")).await;
    told(app, later(says(app, "4", "U1", "3"), 1)).await;
    // The other leader finds it answered, and improves it by name.
    told(app, later(says(app, "5", "U2", "svar nytte 1"), 2)).await;
    let expected = BTreeMap::from([(
        "nytte school:vollen".to_owned(),
        r#"Options(["liten"])"#.to_owned(),
    )]);
    assert_eq!(votes(&program).await, expected);
}

#[rstest]
#[case("skole volen", "Mente du Vollen skole?")]
#[case("skole", "")]
#[case("skole Nesbru", "Den skolen kjenner vi ikke igjen.")]
#[tokio::test]
async fn an_unknown_school_is_asked_for(#[case] text: &str, #[case] told_of_it: &str) {
    let program = asked("named", "school").await;
    let said = told(&program.app, says(&program.app, "1", "U1", text)).await;
    assert!(said.contains(told_of_it), "{said}");
    assert!(!said.contains("Vi har notert"), "{said}");
}

#[tokio::test]
async fn a_school_that_a_coordinator_has_said_stays() {
    let program = asked("named", "school").await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", program.database().display()))
        .await
        .unwrap();
    sqlx::query("INSERT INTO leads VALUES ('prove', 'slack/T1/U1', 'vollen', 'coordinator')")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let said = told(
        &program.app,
        says(&program.app, "1", "U1", "skole hvalstad"),
    )
    .await;
    assert!(
        said.starts_with("Koordinatoren har notert at du leder Vollen skole."),
        "{said}"
    );
    told(&program.app, says(&program.app, "2", "U1", "3")).await;
    assert_eq!(
        votes(&program).await.keys().collect::<Vec<_>>(),
        ["nytte school:vollen"]
    );
}

#[tokio::test]
async fn a_school_declared_with_an_answer_is_that_answers_alone() {
    let program = asked("named", "school").await;
    let app = &program.app;
    let mut declared = says(app, "1", "U1", "3");
    declared.sender.declared_school = Id::parse("hvalstad");
    told(app, declared).await;
    assert_eq!(
        votes(&program).await.keys().collect::<Vec<_>>(),
        ["nytte school:hvalstad"]
    );
    let said = told(app, says(app, "2", "U1", "3")).await;
    assert!(said.starts_with("Hvilken skole leder du?"), "{said}");
}

#[tokio::test]
async fn answers_from_two_channels_at_once_end_with_the_newest() {
    let program = asked("named", "school").await;
    let app = &program.app;
    told(app, chooses_school(app, "slack:action:1", "U1", "vollen")).await;
    let mut by_page: Event = later(says(app, "b", "U9", "1"), 5);
    by_page.sender.declared_school = Id::parse("vollen");
    let both = vec![later(says(app, "a", "U1", "svar nytte 3"), 9), by_page];
    deliver(app, both).await;
    assert_eq!(
        votes(&program).await["nytte school:vollen"],
        r#"Options(["stor"])"#
    );
}

/// Gives the team of gruppe-1 an outgoing webhook.
fn listen_to_team(program: &mut Program) {
    let mut settings = (*program.app.settings).clone();
    settings.doors = Doors {
        slack: None,
        teams: vec![TeamsWebhook {
            id: Id::parse("gruppe").unwrap(),
            secret: WebhookSecret::new(&SecretString::from(TOKEN)).unwrap(),
            networks: vec![(Id::parse("prove").unwrap(), Id::parse("gruppe-1").unwrap())],
        }],
    };
    program.app.settings = Arc::new(settings);
}

/// What Teams sends when someone mentions us in the channel.
fn mention(id: &str, user: &str, text: &str) -> String {
    json!({
        "type": "message",
        "id": id,
        "timestamp": "2018-08-27T07:05:00Z",
        "from": { "id": "29:1", "name": "Rektor", "aadObjectId": user },
        "conversation": { "id": format!("19:g@thread.tacv2;messageid={id}"), "tenantId": "t" },
        "locale": "nb-NO",
        "text": format!("<at>Skolebud</at>&nbsp;{text}\n"),
        "channelData": { "tenant": { "id": "t" }, "teamsChannelId": "19:g@thread.tacv2" },
    })
    .to_string()
}

#[tokio::test]
async fn a_number_in_teams_is_answered_in_the_same_response() {
    let mut program = asked("named", "person").await;
    listen_to_team(&mut program);
    let (inbox, waiting) = Inbox::with_capacity(8);
    let stop = CancellationToken::new();
    let app = program.app.clone();
    tokio::spawn(skolebud::inbox::worker::run(
        app.clone(),
        waiting,
        stop.clone(),
    ));
    let base = serve_with(app, &inbox, stop.clone()).await;
    let knock = async |body: String| {
        let mut mac = Hmac::<Sha256>::new_from_slice(&STANDARD.decode(TOKEN).unwrap()).unwrap();
        mac.update(body.as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        let request = client().post(format!("{base}/teams/outgoing/gruppe"));
        let request = request.header("Authorization", format!("HMAC {signature}"));
        let answer = request.body(body).send().await.unwrap();
        serde_json::from_str::<Value>(&answer.text().await.unwrap()).unwrap()
    };
    let first = knock(mention("1536563100000", "U1", "2")).await;
    let card = first["attachments"][0]["content"].to_string();
    assert!(
        card.contains("Svaret ditt «I noen grad» er notert."),
        "{card}"
    );
    assert!(card.contains("Hva har dere prøvd?"), "{card}");
    // Teams sends it again when it thinks that nobody answered.
    let again = knock(mention("1536563100000", "U1", "2")).await;
    assert_eq!(first, again);
    stop.cancel();
    assert_eq!(
        votes(&program).await,
        BTreeMap::from([(
            "nytte teams/t/U1".to_owned(),
            r#"Options(["noen"])"#.to_owned()
        )])
    );
}

#[rstest]
#[case("named", true)]
#[case("secret", false)]
#[tokio::test]
async fn a_team_that_can_mention_us_is_asked_what_may_be_answered_in_the_open(
    #[case] mode: &str,
    #[case] is_asked: bool,
) {
    let questions = QUESTIONS
        .replace("MODE", mode)
        .replace("RESPONDENT", "person");
    let mut program = Program::start(&format!("{SMALL}{questions}"), &["teams"]).await;
    listen_to_team(&mut program);
    // Settings are read at start.
    let mut program = program.crash_and_restart().await;
    program.plan().await;
    live_until(&mut program, OPEN).await;
    let received = program.receiver.received();
    let bodies: Vec<String> = received.iter().map(|it| it.json().to_string()).collect();
    let asked = bodies
        .iter()
        .any(|body| body.contains("Kort spørsmål til dere"));
    assert_eq!(asked, is_asked, "{bodies:?}");
    let warned = bodies
        .iter()
        .any(|body| body.contains("Alle i kanalen ser det du skriver."));
    assert_eq!(warned, is_asked);
}

#[tokio::test]
async fn an_edited_message_changes_the_answer_that_it_gave() {
    let program = asked("named", "person").await;
    let app = &program.app;
    told(app, says(app, "1", "U1", "2")).await;
    let edited = |id: &str, said: &str, text: &str| {
        let original = to_us(&format!("slack:command:{said}"));
        let text = text.to_owned();
        event(app, id, "U1", Deed::Edit { original, text })
    };
    let unclear = later(edited("e1", "1", "Vi er ikke enige"), 1);
    deliver(app, vec![unclear]).await;
    assert_eq!(
        votes(&program).await["nytte slack/T1/U1"],
        r#"Options(["noen"])"#
    );
    deliver(app, vec![later(edited("e2", "1", "svar nytte 3"), 2)]).await;
    // One that comes before its message, in a batch of its own.
    deliver(app, vec![later(edited("e3", "2", "1, 2"), 4)]).await;
    deliver(app, vec![later(says(app, "2", "U1", "3"), 3)]).await;
    let deed = Deed::Delete {
        original: to_us("slack:command:1"),
    };
    deliver(app, vec![later(event(app, "e4", "U1", deed), 5)]).await;
    let votes = votes(&program).await;
    assert_eq!(votes["nytte slack/T1/U1"], r#"Options(["stor"])"#);
    assert_eq!(
        votes["former slack/T1/U1"],
        r#"Options(["besok", "moter"])"#
    );
}

#[tokio::test]
async fn in_the_thread_of_a_reminder_is_answered_what_it_reminds_of() {
    let mut program = asked("named", "person").await;
    let nudge = 'days: {
        for hour in 1..96 {
            let at = jiff::civil::date(2018, 8, 27).at(9, 0, 0, 0);
            let at = at.checked_add(jiff::Span::new().hours(hour)).unwrap();
            live_until(&mut program, &at.to_string()).await;
            program.drain().await;
            let said = program.app.store.said().await.unwrap();
            let mut said = said.into_iter();
            if let Some(nudge) = said.find(|it| it.post.kind() == PostKind::Nudge) {
                break 'days nudge;
            }
        }
        unreachable!("there is a reminder");
    };
    let at = nudge.at.millis();
    let deed = Deed::Reply {
        thread: format!("{}.{:03}200", at / 1000, at % 1000),
        text: "I stor grad".to_owned(),
        to_us: false,
    };
    let answer = event(&program.app, "slack:message:C1:1.1", "U1", deed);
    told(&program.app, answer).await;
    let votes = votes(&program).await;
    assert_eq!(votes["nytte slack/T1/U1"], r#"Options(["stor"])"#);
}

/// Talk between people about what was announced is none of ours, even where it is a number.
#[rstest]
#[case::called_an_answer("svar nytte 3", true)]
#[case::talk("3", false)]
#[tokio::test]
async fn under_what_asks_nothing_is_answered_what_is_called_an_answer(
    #[case] text: &str,
    #[case] answers: bool,
) {
    let mut program = asked("named", "person").await;
    live_until(&mut program, "2018-08-27T09:01").await;
    let announce = Command::Announce {
        text: "Husk boka".to_owned(),
        networks: Networks::All,
        at: None,
    };
    let told_many = desk::worker::at_terminal(&program.app, announce, false, Language::Bokmal);
    told_many.await.unwrap();
    live_until(&mut program, "2018-08-27T09:05").await;
    let mut said = program.app.store.said().await.unwrap().into_iter();
    let announced = said.find(|it| it.post.kind() == PostKind::Announcement);
    let at = announced.unwrap().at.millis();
    let deed = Deed::Reply {
        thread: format!("{}.{:03}200", at / 1000, at % 1000),
        text: text.to_owned(),
        to_us: false,
    };
    told(
        &program.app,
        event(&program.app, "slack:message:C1:1.1", "U1", deed),
    )
    .await;
    assert_eq!(!votes(&program).await.is_empty(), answers);
}

/// Takes in that `U1` edits the message of the slash command `said`.
async fn edits(program: &Program, id: &str, said: &str, text: &str) {
    let app = &program.app;
    let original = to_us(&format!("slack:command:{said}"));
    let text = text.to_owned();
    told(app, event(app, id, "U1", Deed::Edit { original, text })).await;
}

#[rstest]
#[case("named", 1)]
// A secret answer is final, so that nobody need know which message gave it.
#[case("secret", 0)]
#[tokio::test]
async fn what_answered_an_open_question_is_not_forgotten_while_it_can_be_edited(
    #[case] mode: &str,
    #[case] remembered: usize,
) {
    let source = QUESTIONS
        .replace("MODE", mode)
        .replace("RESPONDENT", "person")
        .replace("at = \"09:00\"", "at = \"09:00\"\nopen_weekdays = 30");
    let mut program =
        Program::start(&with_schools(&format!("{SMALL}{source}")), &["sandbox"]).await;
    place_in_slack(&mut program);
    program.plan().await;
    program.sleep_until("2018-08-27T08:59:30");
    live_until(&mut program, OPEN).await;
    told(&program.app, says(&program.app, "1", "U1", "2")).await;
    told(&program.app, says(&program.app, "2", "U2", "hjelp")).await;
    live_until(&mut program, "2018-09-11T10:00").await;
    let events = async |program: &Program| {
        let kept = kept(program).await;
        let of_message = |line: &&str| line.starts_with("slack:command:1 {\"said\"");
        kept.lines().filter(of_message).count()
    };
    // What stays does not keep the rest from being forgotten, however few at a time.
    let old = program.app.clock.now();
    assert_eq!(events(&program).await, 1);
    while program.app.store.forget_events(old, 1).await.unwrap() > 0 {}
    assert_eq!(events(&program).await, remembered);
    assert!(!kept(&program).await.contains("slack:command:2 "));
    if remembered == 0 {
        return;
    }
    edits(&program, "slack:E1", "1", "3").await;
    let answer = r#"Options(["stor"])"#;
    assert_eq!(votes(&program).await["nytte slack/T1/U1"], answer);
    live_until(&mut program, "2018-10-15T10:00").await;
    skolebud::inbox::worker::forget(&program.app).await.unwrap();
    assert_eq!(events(&program).await, 0, "it has closed");
}

/// The coordinator says at the terminal that U1 leads Hvalstad.
async fn corrects(program: &Program, dry_run: bool) -> String {
    let command = Command::School {
        name: "Hvalstad skole".to_owned(),
        who: Some(Who::Named("slack/T1/U1".to_owned())),
    };
    let language = Language::Bokmal;
    let decision = desk::worker::at_terminal(&program.app, command, dry_run, language).await;
    decision.unwrap().answer.as_plain_text()
}

#[tokio::test]
async fn what_was_answered_for_the_wrong_school_moves_with_its_leader() {
    let program = asked("named", "school").await;
    let app = &program.app;
    deliver(app, vec![chooses_school(app, "s1", "U1", "vollen")]).await;
    deliver(app, vec![chooses_school(app, "s2", "U2", "hvalstad")]).await;
    told(app, later(says(app, "1", "U1", "3"), 1)).await;
    told(app, later(says(app, "2", "U1", "svar former 1"), 2)).await;
    told(app, later(says(app, "3", "U2", "svar former 2"), 3)).await;
    let before = votes(&program).await;
    let shown = corrects(&program, true).await;
    assert_eq!(votes(&program).await, before, "only shown");
    let said = corrects(&program, false).await;
    for said in [shown, said] {
        assert!(
            said.contains("Ett svar på et åpent spørsmål flyttes til Hvalstad skole."),
            "{said}"
        );
        assert!(
            said.contains("På ett åpent spørsmål har Hvalstad skole selv svart senere"),
            "{said}"
        );
    }
    let expected = [
        ("former school:hvalstad", r#"Options(["moter"])"#),
        ("nytte school:hvalstad", r#"Options(["stor"])"#),
    ];
    let expected = expected.map(|(who, what)| (who.to_owned(), what.to_owned()));
    assert_eq!(votes(&program).await, BTreeMap::from(expected));
    let acts = app.store.acts(9).await.unwrap();
    assert_eq!((acts.len(), acts[0].outcome.as_str()), (2, "done"));
}

#[tokio::test]
async fn a_leader_who_says_another_school_takes_the_answers_along() {
    let program = asked("coordinator", "school").await;
    let app = &program.app;
    deliver(app, vec![chooses_school(app, "s1", "U1", "vollen")]).await;
    told(app, later(says(app, "1", "U1", "3"), 1)).await;
    deliver(app, vec![chooses_school(app, "s2", "U1", "hvalstad")]).await;
    assert_eq!(
        votes(&program).await.keys().collect::<Vec<_>>(),
        ["nytte school:hvalstad"]
    );
}

#[tokio::test]
async fn a_secret_answer_stays_with_the_school_it_was_given_for() {
    let program = asked("secret", "school").await;
    let app = &program.app;
    deliver(app, vec![chooses_school(app, "s1", "U1", "vollen")]).await;
    told(app, says(app, "1", "U1", "3")).await;
    let said = corrects(&program, false).await;
    assert!(said.contains("Hemmelige svar"), "{said}");
    let answered = app.store.asked_questions().await.unwrap();
    let respondents: Vec<&String> = answered.iter().flat_map(|it| &it.respondents).collect();
    assert_eq!(respondents, ["school:vollen"]);
}
