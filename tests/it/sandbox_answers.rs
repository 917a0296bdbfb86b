//! Taking part in the sandbox over a real socket: picking who to be, tapping, changing, writing; and a
//! year with simulated leaders.

use std::collections::BTreeMap;

use reqwest::header::{LOCATION, SET_COOKIE};
use reqwest::{Method, StatusCode};
use rstest::rstest;
use skolebud::inbox::Inbox;
use skolebud::inbox::rules::KeptAnswer;
use skolebud::report::Answered;
use skolebud::report::worker::{self, Known};
use skolebud::web::{Leaders, Passage};
use tokio_util::sync::CancellationToken;

use crate::support::program::{Program, SMALL};
use crate::support::site::{HOSTILE, Site};

const SCHOOLS: &str = r#"
[[school]]
id = "borgen"
name = "Borgen"

[[school]]
id = "vollen"
name = "Vollen"
"#;

const QUESTIONS: &str = r#"
[[question]]
id = "hemmelig"
text = "I hvor stor grad hjelper nettverket dere?"
kind = "scale"
mode = "secret"
respondent = "school"
date = 2018-09-10
at = "09:00"
options = [{ key = "liten", text = "I liten grad" }, { key = "stor", text = "I stor grad" }]

[[question]]
id = "valg"
text = "Hvor langt er dere kommet?"
kind = "choice"
mode = "named"
respondent = "school"
date = 2018-09-10
at = "09:30"
options = [{ key = "start", text = "Vi starter" }, { key = "halvt", text = "Halvveis" }]

[[question]]
id = "flere"
text = "Hva vil dere høre om?"
kind = "choices"
mode = "named"
respondent = "school"
date = 2018-09-10
at = "10:00"
options = [{ key = "a", text = "Vekstkultur" }, { key = "b", text = "Samarbeid" }]

[[question]]
id = "ord"
text = "Hva trenger dere?"
kind = "text"
mode = "coordinator"
respondent = "school"
date = 2018-09-10
at = "10:30"
"#;

/// A network of two schools that has just been asked four questions.
pub(crate) async fn asked() -> Site {
    let source = SMALL
        .replace("[[network]]", &format!("{SCHOOLS}\n[[network]]"))
        .replace(
            "title = \"Gruppe 1\"",
            "title = \"Gruppe 1\"\nschools = [\"borgen\", \"vollen\"]",
        );
    let source = format!("{source}{QUESTIONS}");
    let channels = ["sandbox-1", "koordinatorer", "slack-1"];
    let mut program = Program::start(&source, &channels).await;
    program.live_until("2018-09-10T10:30").await;
    worker::step(&program.app, &mut Known::default())
        .await
        .unwrap();
    Site::of(program).await
}

/// The id of the element that holds the form for the question `key`.
fn under(page: &str, key: &str) -> String {
    let (before, _) = page.split_once(&format!("value=\"{key}\"")).unwrap();
    let (_, id) = before.rsplit_once("name=\"under\" value=\"").unwrap();
    id.split('"').next().unwrap().to_owned()
}

fn key(question: &str) -> String {
    format!("prove/{question}/2018-09-10")
}

impl Site {
    /// The page of the leaders' channel as `who` sees it.
    async fn seen_by(&self, who: &str) -> String {
        let cookie = format!("skolebud-who={who}");
        let answer = self
            .ask(Method::GET, "/c/sandbox-1", "", &[("cookie", &cookie)])
            .await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.unwrap()
    }

    /// Sends a form as `who` and gives the page to which it leads.
    async fn does(&self, who: &str, path: &str, form: &str) -> String {
        let cookie = format!("skolebud-who={who}");
        let headers = [("sec-fetch-site", "same-origin"), ("cookie", &cookie)];
        let answer = self.ask(Method::POST, path, form, &headers).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{form}");
        let there = answer.headers()[LOCATION].to_str().unwrap();
        assert!(there.starts_with("/c/sandbox-1"), "{there}");
        self.seen_by(who).await
    }

    async fn taps(&self, who: &str, question: &str, answer: &str) -> String {
        let key = key(question);
        let page = self.seen_by("coordinator").await;
        let under = under(&page, &key);
        let form = format!("channel=sandbox-1&under={under}&asking={key}&{answer}");
        self.does(who, "/tap", &form).await
    }

    /// What was answered to `question`.
    async fn answered(&self, question: &str) -> Answered {
        let key = key(question);
        let questions = self.program.app.store.questions().await.unwrap();
        let mut questions = questions.iter();
        let id = questions.find(|it| it.asking.key == key).unwrap().id;
        self.program.app.store.answered(id).await.unwrap()
    }

    /// The answers to `question`, by respondent.
    async fn votes(&self, question: &str) -> BTreeMap<String, KeptAnswer> {
        let votes = self.answered(question).await.votes.into_iter();
        votes.map(|(who, vote)| (who, vote.answer)).collect()
    }
}

fn options(keys: &[&str]) -> KeptAnswer {
    KeptAnswer::Options(keys.iter().map(|key| (*key).to_owned()).collect())
}

#[tokio::test]
async fn a_viewer_picks_who_to_be_and_stays_it() {
    let site = asked().await;
    let page = site.page("/c/sandbox-1").await;
    for offered in [
        "<option value=\"leader-borgen\" selected>Leder ved Borgen",
        "<option value=\"leader-vollen\">Leder ved Vollen",
        "<option value=\"coordinator\">Koordinator",
    ] {
        assert!(page.contains(offered), "{offered}");
    }
    let answer = site
        .post("/who", "channel=sandbox-1&who=leader-vollen")
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
    assert_eq!(
        cookie,
        "skolebud-who=leader-vollen; Path=/; HttpOnly; SameSite=Strict"
    );
    let page = site.seen_by("leader-vollen").await;
    assert!(page.contains("<option value=\"leader-vollen\" selected>"));
    let answer = site.post("/who", "channel=sandbox-1&who=root").await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_answer_is_taken_by_a_tap_shown_to_its_giver_and_can_be_changed() {
    let site = asked().await;
    let page = site.taps("leader-vollen", "valg", "option=start").await;
    assert!(page.contains("Takk, svaret er notert"), "{page}");
    assert!(page.contains("Bare du ser dette"));
    assert!(page.contains("Leder ved Vollen har svart og kan endre svaret"));
    let other = site.seen_by("leader-borgen").await;
    assert!(!other.contains("Bare du ser dette"), "nobody else sees it");
    assert!(!other.contains("har svart og kan endre svaret"));
    assert!(other.contains("Én har svart"));

    // Once more while the clock stands still: the later one counts.
    let page = site.taps("leader-vollen", "valg", "option=halvt").await;
    assert!(page.contains("Takk, svaret er endret"), "{page}");
    let expected = BTreeMap::from([("school:vollen".to_owned(), options(&["halvt"]))]);
    assert_eq!(site.votes("valg").await, expected);
}

#[tokio::test]
async fn a_secret_answer_is_final_and_not_shown_again() {
    let site = asked().await;
    let page = site.taps("leader-vollen", "hemmelig", "option=stor").await;
    assert!(
        page.contains("Leder ved Vollen har svart</strong>"),
        "{page}"
    );
    assert!(
        !page.contains("svaret ditt"),
        "what was answered is nowhere"
    );
    assert!(
        !page.contains(&format!("value=\"{}\"", key("hemmelig"))),
        "there is nothing more to tap"
    );
    let page = site.taps("leader-vollen", "hemmelig", "option=liten").await;
    assert!(page.contains("Du har alt svart"), "{page}");
}

#[tokio::test]
async fn several_options_and_words_of_ones_own_are_sent_by_forms() {
    let site = asked().await;
    let page = site
        .taps("leader-vollen", "flere", "option=b&option=a")
        .await;
    assert!(page.contains("value=\"a\" checked"), "{page}");
    let page = site.taps("leader-vollen", "flere", "").await;
    assert!(page.contains("Det svaret kjenner vi ikke igjen"), "{page}");
    let expected = BTreeMap::from([("school:vollen".to_owned(), options(&["a", "b"]))]);
    assert_eq!(site.votes("flere").await, expected);

    let text = url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect::<String>();
    let page = site
        .taps("leader-vollen", "ord", &format!("text={text}"))
        .await;
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    assert!(!page.contains("<script>"));
    let expected = KeptAnswer::Text(HOSTILE.to_owned());
    assert_eq!(site.votes("ord").await["school:vollen"], expected);
}

#[tokio::test]
async fn a_command_stays_between_its_sender_and_us_and_a_reply_is_for_all() {
    let site = asked().await;
    let page = site
        .does("leader-vollen", "/say", "channel=sandbox-1&text=hjelp")
        .await;
    assert!(page.contains("<p lang=\"nb\">hjelp</p>"), "{page}");
    assert!(page.contains("Dette kan du skrive til meg"), "{page}");
    let reply = "channel=sandbox-1&text=Vi+har+begynt+med+vekstkultur.";
    let page = site.does("leader-vollen", "/say", reply).await;
    assert!(page.contains("Vi har begynt med vekstkultur."));
    let other = site.seen_by("leader-borgen").await;
    assert!(!other.contains("<p lang=\"nb\">hjelp</p>"));
    assert!(other.contains("<p lang=\"nb\">Vi har begynt med vekstkultur.</p>"));
    assert!(
        !other.contains("Bare du ser dette"),
        "the answer is its writer's"
    );
    let before = other.matches("class=\"post line\"").count();
    site.does("leader-vollen", "/say", "channel=sandbox-1&text=+++")
        .await;
    let after = site.seen_by("leader-borgen").await;
    assert_eq!(after.matches("class=\"post line\"").count(), before);
}

#[rstest]
#[case::said_by_the_browser(&[("sec-fetch-site", "cross-site")])]
#[case::from_a_sister_site(&[("sec-fetch-site", "same-site")])]
#[case::from_an_old_browser(&[("origin", "https://evil.example")])]
#[tokio::test]
async fn forms_on_other_sites_answer_nothing(#[case] headers: &[(&str, &str)]) {
    let site = asked().await;
    let key = key("valg");
    let under = under(&site.page("/c/sandbox-1").await, &key);
    for (path, form) in [
        ("/who", "who=coordinator".to_owned()),
        ("/tap", format!("under={under}&asking={key}&option=start")),
        ("/say", "text=Hei".to_owned()),
    ] {
        let form = format!("channel=sandbox-1&{form}");
        let answer = site.ask(Method::POST, path, &form, headers).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
        assert!(answer.headers().get(SET_COOKIE).is_none());
    }
    assert!(site.votes("valg").await.is_empty());
    assert!(!site.page("/c/sandbox-1").await.contains("post line"));
}

#[rstest]
#[case::no_channel_of_the_sandbox("/say", "channel=slack-1&text=Hei")]
#[case::no_channel("/say", "text=Hei")]
#[case::nor_a_tap("/tap", "channel=slack-1&under=post-1&asking=a&option=b")]
#[case::under_nothing("/tap", "channel=sandbox-1&under=body&asking=a&option=b")]
#[case::nobody("/who", "channel=sandbox-1&who=")]
#[tokio::test]
async fn only_the_sandboxs_own_channels_take_part(#[case] path: &str, #[case] form: &str) {
    let site = asked().await;
    let answer = site.post(path, form).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_text_that_is_too_large_is_refused() {
    let site = asked().await;
    let form = format!("channel=sandbox-1&text={}", "a".repeat(20_000));
    let answer = site.post("/say", &form).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

/// What there is to see after some time with simulated leaders, when the clock is moved to each of
/// `stops` on the way.
async fn lived(stops: &[&str]) -> Vec<String> {
    let source = include_str!("../../config/programmes/asker-2018.toml");
    let source = source.replace("id = \"asker-2018\"", "id = \"prove\"");
    let program = Program::start(&source, &["sandbox-1", "koordinatorer"]).await;
    let app = program.app.clone();
    let stop = CancellationToken::new();
    let (inbox, waiting) = Inbox::with_capacity(64);
    let pages = stop.clone().cancelled_owned();
    let loops = tokio::spawn(app.clone().run(waiting, pages, stop.clone()));
    let mut passage = Passage::new(&app, Some(Leaders::new(&app, &inbox, 7)));
    for local in stops {
        passage.advance_to(program.oslo(local)).await.unwrap();
    }
    let mut seen = program.said("sandbox-1").await;
    for question in app.store.questions().await.unwrap() {
        let answered = app.store.answered(question.id).await.unwrap();
        let votes: BTreeMap<_, _> = answered.votes.iter().collect();
        let key = question.asking.key;
        seen.push(format!(
            "{key} {} {} {:?} {votes:?}",
            question.state, answered.respondents, answered.counters
        ));
    }
    stop.cancel();
    loops.await.unwrap().unwrap();
    seen
}

#[tokio::test]
async fn one_jump_and_many_small_ones_come_to_the_same() {
    let end = "2018-11-02T12:00";
    let days = (3..=13).map(|day| format!("2018-09-{day:02}"));
    let days = days.chain((22..=31).map(|day| format!("2018-10-{day:02}")));
    let times = ["06:59", "07:47", "10:31", "13:46", "18:00"];
    let small: Vec<String> = days
        .flat_map(|day| times.map(|time| format!("{day}T{time}")))
        .collect();
    let mut small: Vec<&str> = small.iter().map(String::as_str).collect();
    small.push(end);
    let jumped = lived(&[end]).await;
    assert_eq!(lived(&small).await, jumped);
    for kind in ["nudge", "result"] {
        let said = jumped
            .iter()
            .filter(|it| it.contains(&format!(" {kind}: ")));
        assert!(said.count() > 1, "{kind}: {jumped:?}");
    }
    let secret = jumped.iter().find(|it| it.contains("samling-1 closed"));
    assert!(secret.is_some_and(|it| !it.contains(" 0 ")), "{jumped:?}");
    assert!(
        jumped.iter().any(|it| it.contains("2018-10-24 closed")),
        "{jumped:?}"
    );
}

#[tokio::test]
async fn a_question_leads_to_a_page_that_opens_and_answers() {
    let source =
        format!("{SMALL}{QUESTIONS}").replace("respondent = \"school\"", "respondent = \"person\"");
    let mut program = Program::start_with(&source, &["sandbox-1"], |settings| {
        settings.public_url = Some("http://localhost".to_owned());
    })
    .await;
    program.live_until("2018-09-10T09:01").await;
    worker::step(&program.app, &mut Known::default())
        .await
        .unwrap();
    let site = Site::of(program).await;
    let chat = site.seen_by("coordinator").await;
    let (_, link) = chat.split_once("href=\"http://localhost/a/").unwrap();
    let path = format!("/a/{}", link.split('"').next().unwrap());
    let page = site.page(&path).await;
    let (_, token) = page.split_once("name=\"form\" value=\"").unwrap();
    let token = token.split('"').next().unwrap();
    let headers = [("sec-fetch-site", "same-origin")];
    let form = format!("form={token}&choice=stor");
    let answer = site.ask(Method::POST, &path, &form, &headers).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(site.answered("hemmelig").await.respondents, 1);
}
