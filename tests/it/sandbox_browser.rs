//! The sandbox's page in a real browser.

use crate::sandbox_answers::asked;
use crate::support::site::{HOSTILE, Site, say};
use crate::support::tools::node_accepts;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_follows_the_clock_without_a_reload_and_keeps_no_one_out() {
    let site = Site::start().await;
    say(&site.program.app, HOSTILE).await;
    let address = format!("{}/c/sandbox-1", site.base);
    let check = move || node_accepts("check_sandbox.cjs", &[address]);
    tokio::task::spawn_blocking(check).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_answered_and_words_written_by_keyboard_by_phone_and_without_script() {
    let site = asked().await;
    let line = format!("taking part at {}/c/sandbox-1", site.base);
    let check = move || node_accepts("check_sandbox.cjs", &[line]);
    tokio::task::spawn_blocking(check).await.unwrap();
}
