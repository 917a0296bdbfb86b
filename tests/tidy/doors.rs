//! What belongs to one place: crates to their doors, SQL to the store, the clock and chance to theirs,
//! the platforms to `chat/`.
//!
//! Each list says why; a sound exception gets a line there with its reason.

use crate::layers::MIDDLE;
use crate::source::{Finding, Source, Token};

/// A crate that only these places may name, and why.
const CRATES: &[(&str, &[&str], &str)] = &[
    ("sqlx", &["src/store/"], "store/ is the one door to SQL"),
    (
        "reqwest",
        &["src/chat/wire.rs"],
        "chat/wire.rs is the only door to the network",
    ),
    ("axum", &["src/web/"], "web/ is the one door for HTTP in"),
    ("maud", &["src/web/"], "pages are made in web/"),
    (
        "tower_http",
        &["src/web/"],
        "web/ is the one door for HTTP in",
    ),
    (
        "clap",
        &["src/cli.rs", "src/cli/", "src/main.rs"],
        "commands and options are the terminal's",
    ),
    (
        "getrandom",
        &["src/entropy.rs"],
        "chance is passed in: take an Entropy",
    ),
    (
        "fastrand",
        &["src/entropy.rs"],
        "chance is passed in: take an Entropy",
    ),
    (
        "chrono",
        &["src/plan/cron.rs", "src/plan/cron/"],
        "jiff is our time; chrono only feeds the cron crate",
    ),
];

/// Where the platforms may be named in code, and why. Everywhere else a channel is just a channel.
const PLATFORMS_NAMED_IN: &[(&str, &str)] = &[
    ("src/chat/", "all that knows a platform"),
    (
        "src/inbox/event.rs",
        "an event says which platform's people and ids it speaks of",
    ),
    (
        "src/inbox/event.rs",
        "an event says where it came from: equal user ids of two platforms are two people",
    ),
    (
        "src/config/",
        "settings name a channel's kind and check its address",
    ),
    (
        "src/routes.rs",
        "a channel that left the settings keeps the pace of a real platform",
    ),
    (
        "src/inbox/event.rs",
        "an event says where it came from, and its sender is one person of that platform",
    ),
    ("src/web/hooks", "each platform knocks at a door of its own"),
    ("src/cli.rs", "`preview --for` takes a platform's name"),
    (
        "src/cli/preview.rs",
        "`preview --for` takes a platform's name",
    ),
    ("src/cli/demo.rs", "the demo speaks in the built-in chat"),
    ("src/web/mod.rs", "the router mounts the built-in chat"),
    (
        "src/store/mod.rs",
        "one file of statements is for the pages of the built-in chat",
    ),
    ("src/web/sandbox", "the pages of the built-in chat"),
];
const PLATFORMS: [&str; 3] = ["slack", "teams", "sandbox"];

/// Crates that belong to one door are named there only.
pub(crate) fn names_crates_at_their_doors(source: &Source) -> Vec<Finding> {
    source
        .program()
        .filter_map(|token| {
            let word = token.word()?;
            let (_, places, reason) = CRATES.iter().find(|(name, ..)| *name == word)?;
            let allowed = places.iter().any(|place| source.path.starts_with(place));
            (!allowed).then(|| {
                source.finding(token.line, format!("`{word}` has no place here: {reason}"))
            })
        })
        .collect()
}

/// SQL is written in `store/`.
pub(crate) fn writes_sql_in_the_store(source: &Source) -> Vec<Finding> {
    const VERBS: [&str; 8] = [
        "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "PRAGMA ", "WITH ", "VACUUM ",
    ];
    if source.path.starts_with("src/store/") {
        return Vec::new();
    }
    source
        .program()
        .filter(|token| {
            token
                .text()
                .is_some_and(|text| VERBS.iter().any(|verb| text.trim_start().starts_with(verb)))
        })
        .map(|token| source.finding(token.line, "SQL belongs in store/"))
        .collect()
}

/// The clock of the system is read in `clock.rs`. The demo's player measures beside it how long a tick
/// took, which is how far it then moves the demo's own clock.
pub(crate) fn reads_the_clock_in_one_place(source: &Source) -> Vec<Finding> {
    if ["src/clock.rs", "src/web/sandbox/player.rs"].contains(&source.path.as_str()) {
        return Vec::new();
    }
    let program: Vec<&Token> = source.program().collect();
    program
        .windows(4)
        .filter(|four| {
            let clock = [
                "Timestamp",
                "Zoned",
                "SystemTime",
                "Instant",
                "Utc",
                "Local",
            ];
            four[0].word().is_some_and(|word| clock.contains(&word))
                && four[1].is_sign(':')
                && four[2].is_sign(':')
                && four[3].is_word("now")
        })
        .map(|four| source.finding(four[0].line, "time is passed in: take a Clock"))
        .collect()
}

/// In the middle only workers wait.
pub(crate) fn waits_only_at_the_edge(source: &Source) -> Vec<Finding> {
    let module = source.module();
    let top = module.first().copied().unwrap_or_default();
    if !MIDDLE.contains(&top) || module.last() == Some(&"worker") {
        return Vec::new();
    }
    source
        .program()
        .filter(|token| token.is_word("async") || token.is_word("await"))
        .map(|token| source.finding(token.line, "in the middle only worker.rs is async"))
        .collect()
}

/// The platforms are named only where one must know which it is.
pub(crate) fn names_platforms_outside_only(source: &Source) -> Vec<Finding> {
    let allowed = PLATFORMS_NAMED_IN
        .iter()
        .any(|(place, _)| source.path.starts_with(place));
    // config.rs and the files of config/ are one module.
    if allowed || source.path == "src/config.rs" {
        return Vec::new();
    }
    source
        .program()
        .filter_map(|token| {
            let word = token.word()?;
            let lower = word.to_lowercase();
            PLATFORMS
                .iter()
                .any(|platform| lower.contains(platform))
                .then(|| {
                    source.finding(
                        token.line,
                        format!("`{word}` names a platform outside chat/"),
                    )
                })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    type Rule = fn(&Source) -> Vec<Finding>;

    #[rstest]
    #[case::sqlx(names_crates_at_their_doors, "src/outbox/worker.rs", "use sqlx::Row;")]
    #[case::reqwest(
        names_crates_at_their_doors,
        "src/chat/slack/mod.rs",
        "type C = reqwest::Client;"
    )]
    #[case::axum(names_crates_at_their_doors, "src/cli/serve.rs", "use axum::Router;")]
    #[case::randomness(
        names_crates_at_their_doors,
        "src/outbox/state.rs",
        "fn f() { fastrand::u8(..); }"
    )]
    #[case::a_query(
        writes_sql_in_the_store,
        "src/app.rs",
        r#"const Q: &str = "SELECT 1";"#
    )]
    #[case::a_raw_query(
        writes_sql_in_the_store,
        "src/app.rs",
        "const Q: &str = r#\"\n  DELETE FROM post\"#;"
    )]
    #[case::the_clock(
        reads_the_clock_in_one_place,
        "src/chat/wire.rs",
        "fn f() { std::time::Instant::now(); }"
    )]
    #[case::waiting(waits_only_at_the_edge, "src/plan/year.rs", "async fn f() {}")]
    #[case::a_platform(
        names_platforms_outside_only,
        "src/outbox/state.rs",
        "enum Kind { SlackWebhook }"
    )]
    fn a_bad_example_is_caught(#[case] rule: Rule, #[case] path: &str, #[case] text: &str) {
        assert_eq!(rule(&Source::new(path, text)).len(), 1);
    }

    #[rstest]
    #[case::sql_at_home(
        writes_sql_in_the_store,
        "src/store/log.rs",
        r#"const Q: &str = "SELECT 1";"#
    )]
    #[case::a_word_for_people(
        writes_sql_in_the_store,
        "src/cli.rs",
        r#"const Q: &str = "Selecting";"#
    )]
    #[case::our_own_clock(
        reads_the_clock_in_one_place,
        "src/cli/plan.rs",
        "fn f() { clock.now(); }"
    )]
    #[case::a_platform_in_a_text(
        names_platforms_outside_only,
        "src/outbox/state.rs",
        r#"const A: &str = "Slack";"#
    )]
    fn a_good_example_is_let_through(#[case] rule: Rule, #[case] path: &str, #[case] text: &str) {
        assert_eq!(rule(&Source::new(path, text)), []);
    }
}
