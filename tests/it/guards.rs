//! Every route stands behind the same guards: what a browser may do with a page, who may send a form.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reqwest::{Method, Response, StatusCode};
use rstest::rstest;

use crate::support::answering::{Answering, PUBLIC};
use crate::support::house::doors;
use crate::support::program::{Program, SMALL};
use crate::support::site::Site;

/// Every route: how it is asked for, an address of it, and whether its requests are signed by a platform.
const ROUTES: &[(&str, &str, &str, bool)] = &[
    ("GET", "/", "/", false),
    ("GET", "/c/{channel}", "/c/sandbox-1", false),
    ("GET", "/events", "/events", false),
    ("POST", "/who", "/who", false),
    ("POST", "/tap", "/tap", false),
    ("POST", "/say", "/say", false),
    ("POST", "/clock/next", "/clock/next", false),
    ("POST", "/clock/play", "/clock/play", false),
    ("POST", "/clock/pause", "/clock/pause", false),
    ("POST", "/clock/jump", "/clock/jump", false),
    ("GET", "/style.css", "/style.css", false),
    ("GET", "/script.js", "/script.js", false),
    ("GET", "/mark.svg", "/mark.svg", false),
    ("GET", "/health/live", "/health/live", false),
    ("GET", "/health/ready", "/health/ready", false),
    ("GET", "/metrics", "/metrics", false),
    ("GET", "/a/style.css", "/a/style.css", false),
    ("GET", "/a/mark.svg", "/a/mark.svg", false),
    ("GET", "/a/{token}", "/a/x", false),
    ("POST", "/a/{token}", "/a/x", false),
    ("POST", "/slack/commands", "/slack/commands", true),
    ("POST", "/slack/interactivity", "/slack/interactivity", true),
    ("POST", "/slack/events", "/slack/events", true),
    (
        "POST",
        "/teams/outgoing/{webhook}",
        "/teams/outgoing/nettverk",
        true,
    ),
];

/// Everything at once: the built-in chat with its clock, both doors and answer pages.
async fn open() -> Site {
    let program = Program::start_with(SMALL, &["sandbox-1", "koordinatorer"], |settings| {
        settings.doors = doors();
        settings.public_url = Some(PUBLIC.to_owned());
    })
    .await;
    Site::of(program).await
}

async fn ask(site: &Site, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    site.ask(method, path, "x=1", headers).await
}

#[test]
fn every_route_is_in_the_table() {
    let mut routes = BTreeSet::new();
    find_routes(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/web")),
        &mut routes,
    );
    let known = ROUTES.iter().map(|(_, route, _, _)| (*route).to_owned());
    assert_eq!(routes, known.collect::<BTreeSet<_>>());
}

/// What stands in `.route("…"` in the sources below `folder`, outside tests.
fn find_routes(folder: &Path, routes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find_routes(&path, routes);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let program = source.split("#[cfg(test)]").next().unwrap();
            let written = program.split(".route(\"").skip(1);
            routes.extend(written.map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
}

#[tokio::test]
async fn every_route_answers_with_strict_headers_errors_too() {
    let site = open().await;
    let mut asked: Vec<(&str, &str)> = ROUTES.iter().map(|it| (it.0, it.2)).collect();
    // Errors, and what no route is for.
    asked.extend([
        ("GET", "/nowhere"),
        ("DELETE", "/"),
        ("PUT", "/a/x"),
        ("GET", "/slack/events"),
        ("GET", "/c/%ff"),
        ("GET", "/a/%ff"),
        ("POST", "/nowhere"),
        ("TRACE", "/metrics"),
    ]);
    for (method, path) in asked {
        for site_of_form in ["same-origin", "cross-site"] {
            let answer = ask(&site, method, path, &[("sec-fetch-site", site_of_form)]).await;
            is_strict(&answer, &format!("{method} {path} {site_of_form}"));
        }
    }
    let large = "x".repeat(100 * 1024);
    let own = [("sec-fetch-site", "same-origin")];
    let answer = site.ask(Method::POST, "/say", &large, &own).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    is_strict(&answer, "too large");
}

fn is_strict(answer: &Response, what: &str) {
    let header = |name: &str| {
        let mut values = answer.headers().get_all(name).iter();
        let value = values.next().map_or("", |value| value.to_str().unwrap());
        assert!(values.next().is_none(), "{what}: {name} stands twice");
        value
    };
    let policy = header("content-security-policy");
    for part in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{what}: {policy}");
    }
    for lax in ["unsafe", "http:", "https:", "data:", "*"] {
        assert!(!policy.contains(lax), "{what}: {policy}");
    }
    assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(header("referrer-policy"), "same-origin", "{what}");
    assert_eq!(
        header("cross-origin-resource-policy"),
        "same-origin",
        "{what}"
    );
    assert!(header("permissions-policy").contains("camera=()"), "{what}");
    // Nobody is told what we are made of, and no other site may read.
    for name in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert_eq!(header(name), "", "{what}: {name}");
    }
}

#[rstest]
#[case::said_by_the_browser(&[("sec-fetch-site", "cross-site")])]
#[case::a_sister(&[("sec-fetch-site", "same-site")])]
#[case::another_origin(&[("origin", "https://elsewhere.example")])]
#[case::no_origin(&[("origin", "null")])]
#[tokio::test]
async fn no_form_of_another_site_is_taken_anywhere(#[case] headers: &[(&str, &str)]) {
    let site = open().await;
    for (_, route, path, _) in ROUTES.iter().filter(|it| it.0 == "POST" && !it.3) {
        let answer = ask(&site, "POST", path, headers).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{route}");
    }
}

#[tokio::test]
async fn nothing_unsigned_comes_through_a_door() {
    let site = open().await;
    for (_, route, path, _) in ROUTES.iter().filter(|it| it.3) {
        let answer = ask(&site, "POST", path, &[("sec-fetch-site", "same-origin")]).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{route}");
    }
}

#[tokio::test]
async fn cookies_are_for_us_alone() {
    let site = open().await;
    let answer = site.post("/who", "channel=sandbox-1&who=coordinator").await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    for flag in ["HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    let answering = Answering::start().await;
    let shown = answering
        .answer(&answering.path("secret-person-choice"), "choice=liten")
        .await;
    let cookie = shown.header("set-cookie");
    for flag in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/a"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
}
