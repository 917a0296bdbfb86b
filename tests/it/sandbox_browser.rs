//! The sandbox's page in a real browser.

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
