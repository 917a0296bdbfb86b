//! The sandbox's pages over a real socket, beside the real planner and outbox.

use reqwest::header::{CACHE_CONTROL, HeaderMap, LOCATION};
use reqwest::{Method, Response, StatusCode};
use rstest::rstest;
use skolebud::app::App;
use skolebud::clock::Clock;
use tokio_util::sync::CancellationToken;

use crate::support::program::{Program, SMALL};
use crate::support::site::{HOSTILE, Site, client, say, serve};

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn the_first_page_leads_to_the_first_channel_in_the_language_asked_for() {
    let site = Site::start().await;
    let answer = site.get("/").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        header(answer.headers(), LOCATION.as_str()),
        "/c/sandbox-1#latest"
    );
    let answer = site.get("/?lang=en").await;
    let there = header(answer.headers(), LOCATION.as_str());
    assert_eq!(there, "/c/sandbox-1?lang=en#latest");

    let page = site.page("/c/sandbox-1?lang=en").await;
    assert!(page.contains("<html lang=\"en\">"));
    assert!(page.contains("href=\"/c/koordinatorer?lang=en#latest\""));
    assert!(page.contains("name=\"lang\" value=\"en\""));
    assert!(page.contains("Next post"));
    assert!(page.contains("Nothing has been said here yet"));
}

#[tokio::test]
async fn without_script_the_next_post_is_shown_after_a_redirect() {
    let site = Site::start().await;
    let before = site.page("/c/sandbox-1").await;
    assert!(!before.contains("<article"));
    let first = site.program.app.store.waiting(1).await.unwrap()[0].due_at;

    let answer = site
        .post("/clock/next", "channel=koordinatorer&lang=nb")
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let there = header(answer.headers(), "location").to_owned();
    assert_eq!(
        there, "/c/sandbox-1?lang=nb#latest",
        "to where it was said, not to where the button stood"
    );
    let page = site.page(there.trim_end_matches("#latest")).await;
    assert_eq!(page.matches("<article lang=\"nb\"").count(), 1);
    assert!(page.contains("Samling 1 er i morgen"), "{page}");
    assert_eq!(site.now(), first);
    let shown = first.local(&jiff::tz::TimeZone::get("Europe/Oslo").unwrap());
    let shown = format!("datetime=\"{}\"", shown.strftime("%Y-%m-%dT%H:%M"));
    assert_eq!(
        page.matches(&shown).count(),
        2,
        "the clock and the post tell the same time"
    );
}

#[tokio::test]
async fn pressing_next_through_the_year_says_everything_at_its_own_time_and_ends() {
    let site = Site::start().await;
    let planned = site.program.app.store.waiting(1000).await.unwrap();
    for _ in &planned {
        site.post("/clock/next", "channel=sandbox-1").await;
    }
    let said = site.program.app.store.said().await.unwrap();
    let due: Vec<_> = planned.iter().map(|waiting| waiting.due_at).collect();
    let told: Vec<_> = said.iter().map(|said| said.at).collect();
    assert_eq!(told, due);

    let end = site.now();
    site.post("/clock/next", "channel=sandbox-1").await;
    assert_eq!(site.now(), end, "there is nothing to go on to");
    assert!(
        site.page("/c/sandbox-1")
            .await
            .contains("Ingen flere innlegg")
    );
}

#[tokio::test]
async fn a_jump_skips_nothing_on_its_way_and_never_goes_back() {
    let site = Site::start().await;
    let planned = site.program.app.store.waiting(1000).await.unwrap();
    let target = site.program.oslo("2018-11-01T00:00");
    let answer = site
        .post("/clock/jump", "channel=sandbox-1&date=2018-11-01")
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(site.now(), target);
    let due: Vec<_> = planned
        .iter()
        .map(|waiting| waiting.due_at)
        .filter(|due| *due <= target)
        .collect();
    let said = site.program.app.store.said().await.unwrap();
    assert_eq!(said.iter().map(|said| said.at).collect::<Vec<_>>(), due);

    for date in ["2018-09-01", "yesterday", "", "9999-99-99"] {
        let form = format!("channel=sandbox-1&date={date}");
        site.post("/clock/jump", &form).await;
        assert_eq!(site.now(), target, "{date}");
    }
    site.post("/clock/jump", "channel=sandbox-1&date=2030-01-01")
        .await;
    assert_eq!(
        site.now(),
        site.program.oslo("2019-06-21T23:59"),
        "the year has an end"
    );
}

#[tokio::test]
async fn playing_moves_the_clock_until_it_is_paused() {
    let site = Site::start().await;
    let start = site.now();
    let mut clock = match &site.program.app.clock {
        Clock::Moved(time) => time.subscribe(),
        Clock::System => panic!("the test's clock can be moved"),
    };
    site.post("/clock/play", "channel=sandbox-1&speed=week")
        .await;
    assert!(
        site.page("/c/sandbox-1")
            .await
            .contains("http-equiv=\"refresh\"")
    );
    clock.wait_for(|now| *now > start).await.unwrap();
    site.post("/clock/pause", "channel=sandbox-1").await;
    let page = site.page("/c/sandbox-1").await;
    assert!(!page.contains("http-equiv=\"refresh\""));
    assert!(page.contains("id=\"play-week\""));
}

#[rstest]
#[case::said_by_the_browser(&[("sec-fetch-site", "cross-site")])]
#[case::from_a_sister_site(&[("sec-fetch-site", "same-site")])]
#[case::from_an_old_browser(&[("origin", "https://evil.example")])]
#[tokio::test]
async fn forms_on_other_sites_cannot_move_the_clock(#[case] headers: &[(&str, &str)]) {
    let site = Site::start().await;
    let before = site.now();
    for path in ["/clock/next", "/clock/play", "/clock/jump"] {
        let form = "channel=sandbox-1&date=2018-12-01&speed=week";
        let answer = site.ask(Method::POST, path, form, headers).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(site.now(), before);
}

#[rstest]
#[case("/c/no-such-channel")]
#[case("/c/..%2F..%2Fetc%2Fpasswd")]
#[case("/c/%3Cscript%3E")]
#[case("/c/sandbox-1%00")]
#[case("/c/sandbox-1'%20OR%201=1")]
#[case("/c/")]
#[case("/events?channel=no-such-channel")]
#[case("/nowhere")]
#[tokio::test]
async fn an_address_that_leads_nowhere_is_not_found(#[case] path: &str) {
    let site = Site::start().await;
    let answer = site.get(path).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert!(!answer.text().await.unwrap().contains("<script>"));
}

#[rstest]
#[case("//evil.example")]
#[case("https://evil.example")]
#[case("no-such-channel")]
#[tokio::test]
async fn a_form_leads_to_no_foreign_place(#[case] channel: &str) {
    let site = Site::start().await;
    let answer = site
        .post("/clock/pause", &format!("channel={channel}"))
        .await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert!(answer.headers().get(LOCATION).is_none());
}

#[rstest]
#[case(Method::GET, "/c/sandbox-1", StatusCode::OK)]
#[case(Method::GET, "/style.css", StatusCode::OK)]
#[case(Method::GET, "/health/live", StatusCode::OK)]
#[case(Method::GET, "/nowhere", StatusCode::NOT_FOUND)]
#[case(Method::GET, "/clock/next", StatusCode::METHOD_NOT_ALLOWED)]
#[case(Method::POST, "/c/sandbox-1", StatusCode::METHOD_NOT_ALLOWED)]
#[tokio::test]
async fn every_answer_tells_the_browser_what_it_may_do(
    #[case] method: Method,
    #[case] path: &str,
    #[case] status: StatusCode,
) {
    let site = Site::start().await;
    let answer = site.ask(method, path, "", &[]).await;
    assert_eq!(answer.status(), status);
    let policy = header(answer.headers(), "content-security-policy");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(
        header(answer.headers(), "x-content-type-options"),
        "nosniff"
    );
    assert_eq!(header(answer.headers(), "referrer-policy"), "same-origin");
}

#[tokio::test]
async fn pages_are_not_kept_by_caches_and_hold_no_inline_script_or_style() {
    let site = Site::start().await;
    site.post("/clock/next", "channel=sandbox-1").await;
    let answer = site.get("/c/sandbox-1").await;
    assert_eq!(header(answer.headers(), CACHE_CONTROL.as_str()), "no-store");
    let page = answer.text().await.unwrap();
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains("<script src=\"/script.js\" defer></script>"));
    for inline in [" style=", " onclick=", "<style"] {
        assert!(!page.contains(inline), "{inline}");
    }
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused() {
    let site = Site::start().await;
    let form = format!("channel={}", "a".repeat(20_000));
    let answer = site.post("/clock/next", &form).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn hostile_text_stays_text_on_the_page_and_in_events() {
    let site = Site::start().await;
    say(&site.program.app, HOSTILE).await;
    site.post("/clock/next", "channel=sandbox-1").await;
    let page = site.page("/c/sandbox-1").await;
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!page.contains("<script>") && !page.contains("<img src=x"));

    let mut events = Events::open(&site, "/events?channel=sandbox-1").await;
    let event = events.next().await;
    let html = event["posts"][0]["html"].as_str().unwrap();
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"));
}

#[tokio::test]
async fn events_tell_of_a_post_and_of_the_time() {
    let site = Site::start().await;
    let mut events = Events::open(&site, "/events?channel=sandbox-1&lang=en").await;
    let first = events.next().await;
    assert_eq!(first["posts"].as_array().unwrap().len(), 0);
    for part in ["channels", "clock", "transport", "coming"] {
        assert!(first["parts"][part].is_string(), "{part} in {first}");
    }
    site.post("/clock/next", "channel=sandbox-1").await;
    let mut posts = Vec::new();
    let mut clocks = 0;
    while posts.is_empty() || clocks == 0 {
        let change = events.next().await;
        posts.extend(change["posts"].as_array().unwrap().iter().cloned());
        clocks += usize::from(change["parts"]["clock"].is_string());
    }
    assert_eq!(posts.len(), 1);
    let announced = posts[0]["announcement"].as_str().unwrap();
    assert!(announced.starts_with("New post: "), "{announced}");
}

#[tokio::test]
async fn what_no_one_has_looked_at_is_counted() {
    let site = Site::start().await;
    site.post("/clock/next", "channel=sandbox-1").await;
    let page = site.page("/c/koordinatorer?lang=en").await;
    assert!(page.contains("one new post"), "{page}");
    site.page("/c/sandbox-1").await;
    let page = site.page("/c/koordinatorer?lang=en").await;
    assert!(!page.contains("one new post"), "{page}");
}

#[tokio::test]
async fn the_systems_clock_has_no_controls() {
    let program = Program::start(SMALL, &["sandbox-1"]).await;
    let app = App {
        clock: Clock::System,
        ..program.app.clone()
    };
    let stop = CancellationToken::new();
    let base = serve(app, stop.clone()).await;
    let answer = client()
        .get(format!("{base}/c/sandbox-1"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(!answer.text().await.unwrap().contains("/clock/"));
    let answer = client()
        .post(format!("{base}/clock/next"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    stop.cancel();
}

#[tokio::test]
async fn without_a_sandbox_there_is_a_page_that_says_it_runs() {
    let site = Site::of(Program::start(SMALL, &["slack-1"]).await).await;
    let waiting = site.program.app.store.count_waiting().await.unwrap();
    let page = site.page("/").await;
    assert!(page.contains(&format!("{waiting} deliveries wait")));
    for private in ["slack-1", "Gruppe", "Prøve", "hooks"] {
        assert!(!page.contains(private), "{private}");
    }
    let answer = site.post("/clock/next", "channel=slack-1").await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert_eq!(site.get("/c/slack-1").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn health_and_metrics_tell_how_it_stands_and_name_no_one() {
    let site = Site::start().await;
    assert_eq!(site.page("/health/live").await, "alive\n");
    assert_eq!(site.page("/health/ready").await, "ready\n");
    let waiting = site.program.app.store.count_waiting().await.unwrap();
    let metrics = site.page("/metrics").await;
    assert!(
        metrics.contains("# TYPE skolebud_deliveries gauge"),
        "{metrics}"
    );
    assert!(metrics.contains("skolebud_delivery_lag_seconds"));
    assert!(
        metrics.contains("skolebud_http_requests_total{route=\"/health/live\",status=\"200\"}")
    );
    assert!(waiting > 0);
    for private in ["sandbox-1", "gruppe-1", "Gruppe", "prove"] {
        assert!(!metrics.contains(private), "{private}");
    }

    site.program.app.store.close().await;
    assert_eq!(
        site.get("/health/live").await.status(),
        StatusCode::OK,
        "the process lives"
    );
    for path in ["/health/ready", "/metrics"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.text().await.unwrap().contains("the store"));
    }
}

/// A stream of events as a browser reads it.
struct Events {
    stream: Response,
    unread: String,
}

impl Events {
    async fn open(site: &Site, path: &str) -> Self {
        let stream = site.get(path).await;
        assert_eq!(
            header(stream.headers(), "content-type"),
            "text/event-stream"
        );
        let unread = String::new();
        Self { stream, unread }
    }

    /// The next event; comments, which only keep the connection open, are passed over.
    async fn next(&mut self) -> serde_json::Value {
        loop {
            while let Some((event, rest)) = self.unread.split_once("\n\n") {
                let data = event.strip_prefix("data: ").map(str::to_owned);
                self.unread = rest.to_owned();
                if let Some(data) = data {
                    return serde_json::from_str(&data).unwrap();
                }
            }
            let chunk = self.stream.chunk().await.unwrap().unwrap();
            self.unread.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }
}
