//! Where there is nothing to answer, the page says why.

use reqwest::{Method, StatusCode};
use skolebud::inbox::Inbox;
use sqlx::SqlitePool;
use tokio_util::sync::CancellationToken;

use super::{GRADE, WHO};
use crate::support::answering::{Answering, CHANNEL, CLOSES, OPENS, PUBLIC, year};
use crate::support::program::{Program, SMALL};
use crate::support::site::{client, serve_with};

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
