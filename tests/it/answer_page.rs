//! The answer page over a real socket: what it shows, what it takes, and what it will have nothing to do
//! with.

mod links;
mod mistakes;
mod secret;
mod shut;

use std::collections::BTreeMap;

use reqwest::{Method, StatusCode};
use rstest::rstest;
use sqlx::SqlitePool;

use crate::support::answering::{
    Answering, KINDS, MODES, PUBLIC, RESPONDENTS, Shown, can_be_asked, question, year,
};
use crate::support::program::Program;
use crate::support::site::HOSTILE;

const GRADE: &str = "coordinator-person-scale";
const SECRET: &str = "secret-person-scale";
const WHO: &str = "school=vollen&name=Rektor";

/// How many rows each table has, and the sealed counters.
async fn everything_kept(program: &Program) -> BTreeMap<String, String> {
    let address = format!("sqlite:{}", program.database().display());
    let pool = SqlitePool::connect(&address).await.unwrap();
    let mut kept = BTreeMap::new();
    for table in ["event", "vote", "ledger", "leads", "reply", "audit"] {
        let count: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
                .fetch_one(&pool)
                .await
                .unwrap();
        kept.insert(table.to_owned(), count.to_string());
    }
    let sealed: Vec<Option<Vec<u8>>> =
        sqlx::query_scalar("SELECT sealed FROM question ORDER BY id")
            .fetch_all(&pool)
            .await
            .unwrap();
    kept.insert("sealed".to_owned(), format!("{sealed:?}"));
    pool.close().await;
    kept
}

/// What a leader fills in: an answer of this kind, and who they are where they are asked.
fn fields(shown: &Shown, kind: &str) -> String {
    let answer = match kind {
        "text" => "text=Vi+deler+mer%0D%0Aenn+f%C3%B8r",
        "choices" => "choice=liten&choice=stor",
        _ => "choice=stor",
    };
    let school = match shown.html.contains("name=\"school\"") {
        true => "&school=vollen",
        false => "",
    };
    let name = match shown.html.contains("name=\"name\"") {
        true => "&name=Rektor+p%C3%A5+Vollen",
        false => "",
    };
    format!("{answer}{school}{name}")
}

#[tokio::test]
async fn every_mode_respondent_and_kind_is_answered_and_counted_once() {
    let answering = Answering::start().await;
    for mode in MODES {
        for respondent in RESPONDENTS {
            for kind in KINDS.into_iter().filter(|kind| can_be_asked(mode, kind)) {
                let name = format!("{mode}-{respondent}-{kind}");
                let path = answering.path(&name);
                let shown = answering.get(&path).await;
                assert_eq!(shown.status, StatusCode::OK, "{name}");
                let asks_school = shown.html.contains("name=\"school\"");
                let asks_name = shown.html.contains("name=\"name\"");
                assert_eq!(
                    asks_school,
                    mode != "secret" || respondent == "school",
                    "{name}"
                );
                assert_eq!(
                    asks_name,
                    mode != "secret" && respondent == "person",
                    "{name}"
                );
                assert!(
                    !shown.html.contains("Hvalstad"),
                    "of a network that is not here"
                );

                let form = format!("form={}&{}", shown.token(), fields(&shown, kind));
                let first = answering.post(&path, &form).await;
                assert_eq!(first.status, StatusCode::OK, "{name}: {}", first.html);
                assert!(first.html.contains("Takk, svaret er notert"), "{name}");
                let again = answering.post(&path, &form).await;
                assert_eq!(
                    again.html, first.html,
                    "{name}: the same form, the same answer"
                );

                let answered = answering.answered(&name).await;
                assert_eq!(answered.respondents, 1, "{name}");
                let expected: &[&str] = match (mode, respondent) {
                    ("secret", _) => &[],
                    (_, "person") => &["page//vollen/rektor på vollen"],
                    _ => &["school:vollen"],
                };
                assert_eq!(answering.respondents(&name).await, expected, "{name}");
                let networks = answered
                    .votes
                    .values()
                    .filter_map(|vote| vote.network.as_ref());
                assert!(
                    networks
                        .clone()
                        .all(|network| network.as_str() == "gruppe-1")
                );
                assert_eq!(networks.count(), expected.len(), "{name}");
                let shows_what_is_kept = first.html.contains("Dette er notert");
                assert_eq!(shows_what_is_kept, mode != "secret", "{name}");
            }
        }
    }
}

#[tokio::test]
async fn opening_a_link_stores_nothing_and_answers_nothing() {
    let answering = Answering::start().await;
    let before = everything_kept(&answering.program).await;
    for name in [GRADE, SECRET, "named-school-text"] {
        let path = answering.path(name);
        for method in [Method::GET, Method::HEAD, Method::GET] {
            let shown = answering.ask(method, &path, "", &[]).await;
            assert_eq!(shown.status, StatusCode::OK);
            assert_eq!(shown.header("set-cookie"), "");
        }
        // A preview that follows what it finds.
        answering
            .get(&format!("{path}?lang=en&choice=stor&go-on=1"))
            .await;
    }
    assert_eq!(everything_kept(&answering.program).await, before);
}

#[tokio::test]
async fn the_same_person_changes_the_answer_and_another_adds_one() {
    let answering = Answering::start().await;
    let path = answering.path(GRADE);
    answering
        .answer(&path, "choice=liten&school=vollen&name=Rektor+Vollen")
        .await;
    answering.program.sleep_until("2018-09-10T10:00");
    let changed = answering
        .answer(&path, "choice=stor&school=vollen&name=++rektor+VOLLEN")
        .await;
    assert!(
        changed.html.contains("Takk, svaret er endret"),
        "{}",
        changed.html
    );
    assert!(changed.html.contains("I stor grad") && !changed.html.contains("I liten grad"));
    answering
        .answer(&path, "choice=noen&school=torstad&name=Rektor+Vollen")
        .await;
    assert_eq!(
        answering.respondents(GRADE).await,
        ["page//torstad/rektor vollen", "page//vollen/rektor vollen"]
    );
    let votes = answering.answered(GRADE).await.votes;
    let kept = format!("{:?}", votes["page//vollen/rektor vollen"].answer);
    assert_eq!(kept, r#"Options(["stor"])"#);
}

#[tokio::test]
async fn another_answer_in_a_form_sent_before_is_the_new_answer() {
    let answering = Answering::start().await;
    let path = answering.path("named-school-choice");
    let token = answering.get(&path).await.token();
    for option in ["liten", "stor"] {
        answering
            .program
            .app
            .clock
            .advance(std::time::Duration::from_secs(1));
        let form = format!("form={token}&choice={option}&school=vollen");
        answering.post(&path, &form).await;
    }
    let votes = answering.answered("named-school-choice").await.votes;
    assert_eq!(
        format!("{:?}", votes["school:vollen"].answer),
        r#"Options(["stor"])"#
    );
}

#[tokio::test]
async fn each_question_of_a_survey_leads_to_the_next_and_nobody_says_twice_who_they_are() {
    let answering = Answering::start().await;
    let (first, second) = (
        answering.path("undersokelse-1"),
        answering.path("undersokelse-2"),
    );
    let shown = answering.get(&first).await;
    assert!(shown.html.contains("Spørsmål 1 av 2"), "{}", shown.html);
    let thanks = answering
        .answer(&first, &format!("choice=stor&{WHO}"))
        .await;
    let next = second.strip_prefix("/a/").unwrap();
    assert!(
        thanks.html.contains(&format!("action=\"{next}\"")),
        "{}",
        thanks.html
    );
    assert!(
        !thanks.html.contains(&format!("{next}?")),
        "nothing of the sender in the address"
    );
    let before = everything_kept(&answering.program).await;
    let shown = answering.post(&second, &format!("go-on=1&{WHO}")).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.html.contains("Spørsmål 2 av 2"), "{}", shown.html);
    assert!(
        shown.html.contains("value=\"vollen\" selected") && shown.html.contains("value=\"Rektor\"")
    );
    assert_eq!(everything_kept(&answering.program).await, before);
    let last = answering
        .post(
            &second,
            &format!("form={}&choice=liten&{WHO}", shown.token()),
        )
        .await;
    assert!(
        last.html.contains("Det var det siste spørsmålet."),
        "{}",
        last.html
    );
    assert!(!last.html.contains("Neste spørsmål"));
}

#[tokio::test]
async fn every_page_keeps_to_itself() {
    let answering = Answering::start().await;
    let path = answering.path(GRADE);
    let unknown = answering.get("/a/x").await;
    let form = answering.get(&path).await;
    let wrong = answering.answer(&path, "").await;
    let thanks = answering.answer(&path, &format!("choice=stor&{WHO}")).await;
    for shown in [unknown, form, wrong, thanks] {
        let policy = shown.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(shown.header("cache-control"), "no-store");
        assert_eq!(shown.header("referrer-policy"), "same-origin");
        assert_eq!(shown.header("x-content-type-options"), "nosniff");
        assert!(!shown.html.contains("<script") && !shown.html.contains("style="));
        assert!(
            !shown.html.contains("http"),
            "nothing from elsewhere: {}",
            shown.html
        );
    }
    for file in ["/a/style.css", "/a/mark.svg"] {
        assert_eq!(answering.get(file).await.status, StatusCode::OK);
    }
}

#[rstest]
#[case::chosen("?lang=da", "en", "da")]
#[case::asked_for("", "en-GB,en;q=0.9", "en")]
#[case::either_norwegian("", "no", "nb")]
#[case::none_of_ours("", "fr", "nb")]
#[tokio::test]
async fn the_page_speaks_the_readers_language_and_marks_what_is_in_another(
    #[case] query: &str,
    #[case] accepted: &str,
    #[case] language: &str,
) {
    let answering = Answering::start().await;
    let path = format!("{}{query}", answering.path(GRADE));
    let headers = [("accept-language", accepted)];
    let html = answering.ask(Method::GET, &path, "", &headers).await.html;
    assert!(
        html.contains(&format!("<html lang=\"{language}\">")),
        "{html}"
    );
    let marked = html.contains("<span lang=\"nb\">I stor grad</span>");
    assert_eq!(marked, language != "nb", "{html}");
    assert_eq!(
        html.contains("I hvor stor grad"),
        language != "en",
        "{html}"
    );
    // A form sent in a language chosen on the page comes back in it.
    let action = format!("action=\"{}\"", path.strip_prefix("/a/").unwrap());
    assert!(html.contains(&action), "{html}");
}

#[tokio::test]
async fn nothing_that_someone_wrote_becomes_markup() {
    let hostile = format!("{HOSTILE:?}");
    let asked = question("fiendtlig", "named", "person", "text", "")
        .replace("\"Felles planlegging\"", &hostile)
        .replace("\"Svarene brukes når neste år skal planlegges.\"", &hostile);
    let year = format!("{}{asked}", year()).replace("\"Vollen\"", &hostile);
    let mut answering = Answering::of(&year, PUBLIC, |_| {}).await;
    answering.live_until("2018-09-10T08:59:30").await;
    answering.live_until("2018-09-10T09:01").await;
    let path = answering.path("fiendtlig");
    let written = url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect::<String>();
    let shown = answering.get(&path).await;
    let form = format!(
        "form={}&text={written}&name={written}&school=vollen",
        shown.token()
    );
    let thanks = answering.post(&path, &form).await;
    assert_eq!(thanks.status, StatusCode::OK, "{}", thanks.html);
    for html in [shown.html, thanks.html] {
        assert!(html.contains("&lt;script&gt;"), "{html}");
        assert!(
            !html.contains("<script") && !html.contains("<img src=x"),
            "{html}"
        );
    }
}

/// The form as it is shown, with what chance made taken out.
#[rstest]
#[case("nb")]
#[case("nn")]
#[case("sv")]
#[case("da")]
#[case("en")]
#[tokio::test]
async fn the_page_reads_well_in(#[case] language: &str) {
    let answering = Answering::start().await;
    let names = [
        SECRET,
        "named-person-choices",
        "coordinator-school-text",
        "coordinator-person-choice",
        "secret-school-bands",
    ];
    let mut pages = Vec::new();
    for name in names {
        let path = answering.path(name);
        let here = format!("{path}?lang={language}");
        let form = answering.get(&here).await;
        let wrong = answering.answer(&here, "").await;
        let fields = fields(&form, name.rsplit('-').next().unwrap());
        let thanks = answering.answer(&here, &fields).await;
        for shown in [form, wrong, thanks] {
            let html = match shown.html.contains("name=\"form\"") {
                true => shown.html.replace(&shown.token(), "FORM"),
                false => shown.html,
            };
            pages.push(html.replace(path.strip_prefix("/a/").unwrap(), "LINK"));
        }
    }
    let lines = pages.join("\n\n").replace("><", ">\n<");
    insta::assert_snapshot!(format!("answer_page_{language}"), lines);
}
