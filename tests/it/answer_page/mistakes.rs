//! Forms that come back: with what is wrong at its place and all that was filled in, or left empty where
//! somebody else may have filled them in.

use reqwest::{Method, StatusCode};
use rstest::rstest;
use skolebud::inbox::Inbox;
use tokio_util::sync::CancellationToken;

use super::{GRADE, WHO, everything_kept};
use crate::support::answering::Answering;
use crate::support::site::{client, serve_with};

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
