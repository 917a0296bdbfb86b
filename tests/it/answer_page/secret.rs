//! Secret answers on the page: counted, and tied to nobody.

use reqwest::{Method, StatusCode};
use skolebud::inbox::rules::ANSWERED;
use sqlx::SqlitePool;

use super::SECRET;
use crate::support::answering::{Answering, CLOSES};

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
