//! The answer page over a real socket: what it shows, what it takes, and what it will have nothing to do
//! with.

use std::collections::BTreeMap;

use reqwest::{Method, StatusCode};
use rstest::rstest;
use skolebud::chat::ChannelKind::SlackWebhook;
use skolebud::chat::payload;
use skolebud::desk::worker::at_terminal;
use skolebud::inbox::Inbox;
use skolebud::inbox::command::Command;
use skolebud::inbox::rules::ANSWERED;
use skolebud::outbox::Stored;
use skolebud::programme::{Language, PostKind};
use sqlx::SqlitePool;
use tokio_util::sync::CancellationToken;

use crate::support::answering::{
    Answering, CHANNEL, CLOSES, KINDS, MODES, OPENS, PUBLIC, RESPONDENTS, Shown, question, year,
};
use crate::support::program::{Program, SMALL};
use crate::support::site::{HOSTILE, client, serve_with};

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
            for kind in KINDS {
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
async fn secret_answers_are_counted_at_closing_and_nothing_ties_them_to_a_form() {
    let mut answering = Answering::start().await;
    let path = answering.path(SECRET);
    let mut forms = Vec::new();
    for option in ["stor", "stor", "liten"] {
        let token = answering.get(&path).await.token();
        let form = format!("form={token}&choice={option}");
        assert_eq!(answering.post(&path, &form).await.status, StatusCode::OK);
        forms.push(token);
    }
    let address = format!("sqlite:{}", answering.program.database().display());
    let pool = SqlitePool::connect(&address).await.unwrap();
    let events: Vec<String> = sqlx::query_scalar("SELECT id FROM event")
        .fetch_all(&pool)
        .await
        .unwrap();
    let ledger: Vec<String> = sqlx::query_scalar("SELECT respondent FROM ledger")
        .fetch_all(&pool)
        .await
        .unwrap();
    pool.close().await;
    assert_eq!((events.len(), ledger.len()), (3, 3));
    for event in &events {
        let nonce = event.strip_prefix("page:").unwrap();
        assert!(ledger.iter().all(|respondent| !respondent.contains(nonce)));
    }
    answering.live_until(CLOSES).await;
    let counters = answering.answered(SECRET).await.counters.unwrap();
    let counted: u64 = counters.values().filter_map(|of| of.get(ANSWERED)).sum();
    assert_eq!(counted, 3);
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
async fn a_second_secret_answer_from_the_same_browser_does_not_count() {
    let answering = Answering::start().await;
    let path = answering.path(SECRET);
    let token = answering.get(&path).await.token();
    let form = format!("form={token}&choice=stor");
    let first = answering.post(&path, &form).await;
    let cookie = first.header("set-cookie").to_owned();
    for part in [
        "; HttpOnly",
        "; SameSite=Lax",
        "; Secure",
        "; Path=/a",
        "; Max-Age=",
    ] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    let own = cookie.split(';').next().unwrap();
    let seconds: u64 = cookie
        .split("Max-Age=")
        .nth(1)
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!(
        (7 * 86_400..14 * 86_400).contains(&seconds),
        "some days after the deadline: {seconds}"
    );

    // Once more with a new form, in another of the browser's windows.
    let token = answering.get(&path).await.token();
    let again = format!("form={token}&choice=liten");
    let second = answering.post_with(&path, &again, &[("cookie", own)]).await;
    assert!(
        second
            .html
            .contains("Du har alt svart. Et hemmelig svar kan ikke endres."),
        "{}",
        second.html
    );
    // And the very same form with another answer in it.
    let changed = form.replace("stor", "liten");
    let second = answering
        .post_with(&path, &changed, &[("cookie", own)])
        .await;
    assert!(second.html.contains("Du har alt svart."), "{}", second.html);
    assert_eq!(answering.answered(SECRET).await.respondents, 1);

    let seen = answering
        .ask(Method::GET, &path, "", &[("cookie", own)])
        .await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.html.contains("Du har alt svart") && !seen.html.contains("<form"));
    // The cookie is of one question and tells nothing to another.
    let other = answering.path("secret-person-choice");
    let other = answering
        .ask(Method::GET, &other, "", &[("cookie", own)])
        .await;
    assert!(other.html.contains("<form"));
    // What looks like a cookie of ours and is none is no browser.
    let forged = format!("{}=rektor", own.split('=').next().unwrap());
    let forged = answering
        .ask(Method::GET, &path, "", &[("cookie", &forged)])
        .await;
    assert!(forged.html.contains("<form"));
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

#[rstest]
#[case::nothing_chosen(GRADE, WHO, "Velg ett av svarene.", "#choice-1")]
#[case::no_such_option(
    GRADE,
    "choice=svaer&school=vollen&name=Rektor",
    "finnes ikke i spørsmålet",
    "#choice-1"
)]
#[case::two_for_one(
    GRADE,
    "choice=stor&choice=liten&school=vollen&name=Rektor",
    "Velg ett av svarene.",
    "#choice-1"
)]
#[case::none_of_several("named-person-choices", WHO, "Velg minst ett", "#choice-1")]
#[case::no_words(
    "named-person-text",
    "text=+%0A&school=vollen&name=Rektor",
    "Skriv et svar.",
    "#text"
)]
#[case::no_school(GRADE, "choice=stor&name=Rektor", "Velg skolen du leder.", "#school")]
#[case::a_school_of_another_network(
    GRADE,
    "choice=stor&school=hvalstad&name=Rektor",
    "Velg skolen du leder.",
    "#school"
)]
#[case::no_name(
    GRADE,
    "choice=stor&school=vollen&name=+",
    "Skriv navnet ditt.",
    "#name"
)]
#[case::no_school_in_secret(
    "secret-school-scale",
    "choice=stor",
    "Velg skolen du leder.",
    "#school"
)]
#[tokio::test]
async fn what_is_no_answer_comes_back_with_what_is_wrong_at_its_place(
    #[case] name: &str,
    #[case] fields: &str,
    #[case] said: &str,
    #[case] place: &str,
) {
    let answering = Answering::start().await;
    let before = everything_kept(&answering.program).await;
    let shown = answering.answer(&answering.path(name), fields).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = &shown.html;
    assert!(html.contains("<title>Feil: "), "{html}");
    assert!(html.contains("autofocus"), "{html}");
    let link = format!("href=\"{place}\"");
    let (_, linked) = html.split_once(&link).unwrap();
    assert!(
        linked.split_once("</a>").unwrap().0.contains(said),
        "{html}"
    );
    assert_eq!(
        html.matches(said).count(),
        2,
        "above and at its place: {html}"
    );
    assert!(html.contains(&format!("id=\"{}\"", &place[1..])), "{html}");
    assert_eq!(everything_kept(&answering.program).await, before);
}

#[tokio::test]
async fn all_that_was_filled_in_stays_when_something_is_wrong() {
    let answering = Answering::start().await;
    let path = answering.path("named-person-choices");
    let fields = "choice=liten&choice=stor&school=torstad&name=";
    let html = answering.answer(&path, fields).await.html;
    assert_eq!(html.matches(" checked").count(), 2, "{html}");
    assert!(html.contains("value=\"torstad\" selected"), "{html}");
    let path = answering.path("named-person-text");
    let fields = "text=Linje+1%0D%0A%3Cb%3E&school=&name=Rektor+%22x%22";
    let html = answering.answer(&path, fields).await.html;
    assert!(html.contains("Linje 1\r\n&lt;b&gt;</textarea>"), "{html}");
    assert!(html.contains("value=\"Rektor &quot;x&quot;\""), "{html}");
    // Put right, with the token that the form kept.
    let long = "a".repeat(4_001);
    let shown = answering.answer(&path, &format!("text={long}&{WHO}")).await;
    assert!(
        shown
            .html
            .contains("Det kan ha 4000 tegn, og nå har det 4001."),
        "{}",
        shown.html
    );
    let put_right = format!("form={}&text={}&{WHO}", shown.token(), &long[1..]);
    assert_eq!(
        answering.post(&path, &put_right).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_form_that_is_not_of_this_page_is_refused_and_left_empty() {
    let answering = Answering::start().await;
    let before = everything_kept(&answering.program).await;
    let path = answering.path(GRADE);
    let other = answering
        .get(&answering.path("coordinator-person-choice"))
        .await
        .token();
    let own = answering.get(&path).await.token();
    let mut forged = own.clone();
    forged.replace_range(0..1, if own.starts_with('A') { "B" } else { "A" });
    let token_of_link = path.strip_prefix("/a/").unwrap();
    for token in ["", "x", &other, &forged, token_of_link] {
        let form = format!("form={token}&choice=stor&{WHO}");
        let shown = answering.post(&path, &form).await;
        assert_eq!(shown.status, StatusCode::FORBIDDEN, "{token}");
        assert!(shown.html.contains("Skjemaet hørte ikke til denne siden"));
        assert!(!shown.html.contains(" checked") && !shown.html.contains("value=\"Rektor\""));
        assert_ne!(shown.token(), token, "a new one");
    }
    let without = answering.post(&path, &format!("choice=stor&{WHO}")).await;
    assert_eq!(without.status, StatusCode::FORBIDDEN);
    for strange in ["form=a&form=b", "form=a&admin=1", "\u{fffd}=%ff"] {
        let shown = answering.post(&path, strange).await;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{strange}");
    }
    assert_eq!(everything_kept(&answering.program).await, before);
}

#[tokio::test]
async fn a_form_open_for_more_than_a_day_comes_back_once_with_all_that_was_filled_in() {
    let answering = Answering::start().await;
    let path = answering.path(GRADE);
    let old = answering.get(&path).await.token();
    answering.program.sleep_until("2018-09-11T09:02");
    let form = format!("form={old}&choice=stor&{WHO}");
    let shown = answering.post(&path, &form).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown.html.contains("mer enn et døgn"), "{}", shown.html);
    assert!(
        shown.html.contains("value=\"stor\" checked"),
        "{}",
        shown.html
    );
    assert!(answering.respondents(GRADE).await.is_empty());
    let form = format!("form={}&choice=stor&{WHO}", shown.token());
    assert_eq!(answering.post(&path, &form).await.status, StatusCode::OK);
    assert_eq!(answering.respondents(GRADE).await.len(), 1);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let answering = Answering::start().await;
    let path = answering.path(GRADE);
    let token = answering.get(&path).await.token();
    let form = format!("form={token}&choice=stor&{WHO}");
    let foreign: [&[(&str, &str)]; 3] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://elsewhere.example")],
    ];
    for headers in foreign {
        let shown = answering.ask(Method::POST, &path, &form, headers).await;
        assert_eq!(shown.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    assert!(answering.respondents(GRADE).await.is_empty());
}

#[tokio::test]
async fn a_body_larger_than_any_form_is_refused() {
    let answering = Answering::start().await;
    let path = answering.path("named-person-text");
    let form = format!("text={}", "a".repeat(17 * 1024));
    let shown = answering.post(&path, &form).await;
    assert_eq!(shown.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_link_that_we_did_not_give_out_says_what_to_do() {
    let answering = Answering::start().await;
    let path = answering.path(GRADE);
    let links = answering.program.app.links.clone().unwrap();
    let unknown = format!(
        "/a/{}",
        links.token("prove/there-is-none/2018-09-10", CHANNEL)
    );
    let no_programme = format!("/a/{}", links.token("ukjent/x/1", CHANNEL));
    let cut = path[..path.len() - 1].to_owned();
    for path in [
        "/a/x".to_owned(),
        cut,
        unknown,
        no_programme,
        "/a/%00%ff".to_owned(),
    ] {
        for method in [Method::GET, Method::POST] {
            let headers = [("sec-fetch-site", "same-origin"), ("accept-language", "sv")];
            let shown = answering.ask(method, &path, "choice=stor", &headers).await;
            assert_eq!(shown.status, StatusCode::NOT_FOUND, "{path}");
            assert!(shown.html.contains("<html lang=\"sv\">"), "{}", shown.html);
            assert!(
                shown.html.contains("Den här länken fungerar inte"),
                "{}",
                shown.html
            );
            assert_eq!(shown.header("cache-control"), "no-store");
        }
    }
}

#[tokio::test]
async fn before_its_time_the_page_says_when_and_afterwards_that_it_is_over() {
    let mut answering = Answering::of(&year(), PUBLIC, |_| {}).await;
    let path = answering.path(GRADE);
    for local in ["2018-09-03T12:00", "2018-09-10T08:59:30"] {
        answering.live_until(local).await;
        let early = answering.get(&path).await;
        assert_eq!(early.status, StatusCode::OK);
        assert!(
            early.html.contains("Spørsmålet er ikke åpnet ennå"),
            "{}",
            early.html
        );
        assert!(
            early.html.contains("10. september kl. 09.00"),
            "{}",
            early.html
        );
        let posted = answering.post(&path, &format!("choice=stor&{WHO}")).await;
        assert!(posted.html.contains("Spørsmålet er ikke åpnet ennå"));
    }
    answering.live_until(OPENS).await;
    let token = answering.get(&path).await.token();
    answering.live_until(CLOSES).await;
    let closed = answering.get(&path).await;
    assert_eq!(closed.status, StatusCode::GONE);
    assert!(
        closed
            .html
            .contains("Fristen var i dag, mandag 17. september kl. 09.00."),
        "{}",
        closed.html
    );
    let form = format!("form={token}&choice=stor&{WHO}");
    let posted = answering.post(&path, &form).await;
    assert_eq!(posted.status, StatusCode::GONE);
    assert_eq!(answering.answered(GRADE).await.respondents, 0);
}

#[tokio::test]
async fn a_question_that_was_withdrawn_says_so() {
    let answering = Answering::start().await;
    let address = format!("sqlite:{}", answering.program.database().display());
    let pool = SqlitePool::connect(&address).await.unwrap();
    sqlx::query("UPDATE question SET state = 'withdrawn', closed_at = 1 WHERE key LIKE '%/coordinator-person-scale/%'")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let shown = answering.get(&answering.path(GRADE)).await;
    assert_eq!(shown.status, StatusCode::GONE);
    assert!(
        shown.html.contains("Spørsmålet er trukket tilbake"),
        "{}",
        shown.html
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
async fn when_too_much_waits_the_form_comes_back_to_be_sent_once_more() {
    let answering = Answering::start().await;
    let path = answering.path(GRADE);
    // The same pages, with an inbox that nobody empties.
    let (inbox, _) = Inbox::with_capacity(1);
    let stop = CancellationToken::new();
    let busy = serve_with(answering.program.app.clone(), &inbox, stop.clone()).await;
    let token = answering.get(&path).await.token();
    let form = format!("form={token}&choice=stor&{WHO}");
    let answer = client()
        .post(format!("{busy}{path}"))
        .header("sec-fetch-site", "same-origin")
        .body(form.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["retry-after"], "5");
    let html = answer.text().await.unwrap();
    assert!(
        html.contains("value=\"stor\" checked") && html.contains(&token),
        "{html}"
    );
    stop.cancel();
    assert_eq!(answering.post(&path, &form).await.status, StatusCode::OK);
    assert_eq!(answering.respondents(GRADE).await.len(), 1);
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
        assert_eq!(shown.header("referrer-policy"), "no-referrer");
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

#[tokio::test]
async fn without_a_public_address_there_are_no_links_and_no_pages() {
    let program = Program::start(SMALL, &["teams"]).await;
    assert!(program.app.links.is_none());
    assert!(
        !program
            .database()
            .with_file_name("skolebud.db.links")
            .exists()
    );
    let (inbox, _) = Inbox::with_capacity(1);
    let stop = CancellationToken::new();
    let base = serve_with(program.app.clone(), &inbox, stop.clone()).await;
    let answer = client().get(format!("{base}/a/x")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    stop.cancel();
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

/// What was sent to this channel, by the path of its address.
fn sent_to(program: &Program, channel: &str) -> Vec<serde_json::Value> {
    let received = program.receiver.received();
    let here = received.iter().filter(|it| it.target.contains(channel));
    here.map(|request| request.json()).collect()
}

/// A survey of two, asked in Teams and in Slack, with Slack's door open or shut.
async fn cards(slack_is_open: bool) -> Program {
    let secret = secrecy::SecretString::from("8f742231b10e8888abcd99yyyzzz85a5");
    let more = "survey = \"undersokelse\"";
    let source = format!(
        "{SMALL}{}{}",
        question("forste", "named", "person", "scale", more),
        question("andre", "named", "person", "scale", more)
    );
    let mut program = Program::start_with(&source, &["teams", "slack"], |settings| {
        settings.public_url = Some(PUBLIC.to_owned());
        if slack_is_open {
            settings.doors.slack = skolebud::chat::slack::SigningSecret::new(&secret).ok();
        }
    })
    .await;
    program.live_until("2018-09-10T09:01").await;
    program
}

#[tokio::test]
async fn a_card_that_takes_no_taps_leads_to_the_page_and_shows_the_options_without_numbers() {
    let program = cards(true).await;
    let links = program.app.links.as_ref().unwrap();
    let bodies = sent_to(&program, "teams");
    let body = bodies
        .iter()
        .find(|body| body.to_string().contains("I hvor stor grad"));
    let card = &body.unwrap()["attachments"][0]["content"];
    let buttons = card["actions"].as_array().unwrap();
    assert_eq!(buttons.len(), 1, "{card}");
    assert_eq!(buttons[0]["title"], "Svar her");
    let first = links.address("prove/forste/2018-09-10", "teams");
    assert_eq!(buttons[0]["url"], first.as_str());
    assert!(first.starts_with("https://svar.asker.example/a/"));
    let text = card["body"].to_string();
    assert!(
        text.contains("I liten grad") && !text.contains("\"1.\""),
        "{text}"
    );
}

#[tokio::test]
async fn where_taps_are_taken_the_page_is_mentioned_in_passing() {
    let program = cards(true).await;
    let links = program.app.links.as_ref().unwrap();
    let bodies = sent_to(&program, "slack");
    let body = bodies
        .iter()
        .find(|body| body.to_string().contains("I hvor stor grad"));
    let blocks = body.unwrap()["blocks"].as_array().unwrap();
    let last = blocks.last().unwrap();
    assert_eq!(last["type"], "context", "{last}");
    let first = links.address("prove/forste/2018-09-10", "slack");
    let text = last["elements"][0]["text"].as_str().unwrap();
    assert_eq!(text, format!("<{first}|Eller svar på en nettside>"));
    assert!(
        body.unwrap().to_string().contains("vote:"),
        "the buttons are there"
    );
}

#[tokio::test]
async fn with_slacks_door_shut_the_page_is_the_way_there_too() {
    let program = cards(false).await;
    let bodies = sent_to(&program, "slack");
    let body = bodies
        .iter()
        .find(|body| body.to_string().contains("I hvor stor grad"));
    let text = body.unwrap().to_string();
    assert!(
        !text.contains("vote:") && text.contains("Svar her"),
        "{text}"
    );
}

#[tokio::test]
async fn a_preview_shows_the_link_that_the_channel_gets() {
    let program = cards(false).await;
    let (_, posts) = program.app.store.planned("prove").await.unwrap().unwrap();
    let asks = |stored: &&Stored| stored.post.kind() == PostKind::Question;
    let delivery = &posts.iter().find(asks).unwrap().deliveries[0];
    let command = Command::Preview {
        post: Some(delivery.id.to_string()),
    };
    let shown = at_terminal(&program.app, command, false, Language::Bokmal).await;
    let shown = payload(&shown.unwrap().answer, SlackWebhook).to_string();
    let links = program.app.links.as_ref().unwrap();
    let address = links.address("prove/forste/2018-09-10", &delivery.channel);
    assert!(shown.contains(&address), "{shown}");
}
