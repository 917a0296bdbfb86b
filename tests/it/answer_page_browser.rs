//! The answer page in a real browser, without script: by keyboard alone, in five languages, on a desk and
//! on a phone, by day and by night.

use crate::support::answering::{Answering, year};
use crate::support::tools::node_accepts;

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_page_keeps_no_one_out() {
    // A browser keeps a cookie that is for encrypted pages only from this one.
    let mut answering = Answering::of(&year(), "http://localhost", |_| {}).await;
    answering.live_until("2018-09-10T08:59:30").await;
    answering.live_until("2018-09-10T09:01").await;
    let names = [
        "undersokelse-1",
        "named-person-text",
        "named-school-choices",
        "secret-person-scale",
        "coordinator-person-choice",
        "secret-school-bands",
    ];
    let lines: Vec<String> = names
        .iter()
        .map(|name| format!("{}{}", answering.base, answering.path(name)))
        .collect();
    let check = move || node_accepts("check_answer_page.cjs", &lines);
    tokio::task::spawn_blocking(check).await.unwrap();
    assert_eq!(
        answering.respondents("undersokelse-1").await,
        ["page//vollen/rektor"]
    );
    assert_eq!(answering.respondents("undersokelse-2").await.len(), 1);
    assert_eq!(
        answering.answered("secret-person-scale").await.respondents,
        1
    );
}
