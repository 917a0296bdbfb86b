//! Keeps the tree tidy: the rules of the design, looked up in the sources themselves.
//!
//! Each rule is a function from a file to what is wrong with it, and has examples of its own. It needs
//! nothing but the tree. To add a rule: a function beside the others with a bad example that it
//! catches, and a test here that applies it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of this crate is a test, its helpers too"
)]

mod dependencies;
mod documents;
mod doors;
mod form;
mod layers;
mod secrets;
mod source;
mod statements;

use std::collections::BTreeSet;
use std::fmt::Write;

use rstest::rstest;

use source::{Finding, ROOT, Source, file, files, sources, tests};

/// These files spell out what others may not say.
const RULES: &str = "tests/tidy/";

#[rstest]
#[case::knows_only_what_is_below(layers::knows_only_what_is_below)]
#[case::does_not_climb(layers::does_not_climb)]
#[case::names_crates_at_their_doors(doors::names_crates_at_their_doors)]
#[case::writes_sql_in_the_store(doors::writes_sql_in_the_store)]
#[case::reads_the_clock_in_one_place(doors::reads_the_clock_in_one_place)]
#[case::waits_only_at_the_edge(doors::waits_only_at_the_edge)]
#[case::names_platforms_outside_only(doors::names_platforms_outside_only)]
#[case::has_short_functions(form::has_short_functions)]
#[case::binds_what_it_asks_for(statements::binds_what_it_asks_for)]
#[case::compares_secrets_in_constant_time(secrets::compares_secrets_in_constant_time)]
fn every_file_of_the_program(#[case] rule: fn(&Source) -> Vec<Finding>) {
    let with_tests = source::modules(sources(), &["src/lib.rs", "src/main.rs"]);
    let of_program = sources()
        .iter()
        .filter(|source| with_tests.get(source.path.as_str()) == Some(&false));
    nothing_is_found(of_program.flat_map(rule));
}

#[rstest]
#[case::opens_with_a_sentence(form::opens_with_a_sentence)]
#[case::is_short(form::is_short)]
#[case::is_finished(form::is_finished)]
fn every_file(#[case] rule: fn(&Source) -> Vec<Finding>) {
    let all = sources().iter().chain(tests());
    let others = all.filter(|source| !source.path.starts_with(RULES));
    nothing_is_found(others.flat_map(rule));
}

#[test]
fn the_rules_keep_the_rules_of_form() {
    let rules = || tests().iter().filter(|it| it.path.starts_with(RULES));
    nothing_is_found(rules().flat_map(form::opens_with_a_sentence));
    nothing_is_found(rules().flat_map(form::is_short));
    nothing_is_found(rules().flat_map(form::has_short_functions));
}

#[test]
fn every_file_is_reached() {
    nothing_is_found(form::is_reached(sources(), &["src/lib.rs", "src/main.rs"]));
    let roots: Vec<&str> = tests()
        .iter()
        .map(|test| test.path.as_str())
        .filter(|path| path.matches('/').count() == 1 || path.ends_with("/main.rs"))
        .chain(["tests/fuzz/engine.rs"])
        .collect();
    nothing_is_found(form::is_reached(tests(), &roots));
}

#[test]
fn every_migration_has_its_order_and_its_reason() {
    let migrations = files()
        .iter()
        .filter(|(path, _)| path.starts_with("migrations/"))
        .map(|(path, text)| (path.as_str(), text.as_str()));
    nothing_is_found(statements::migrations_are_in_order(migrations));
}

#[test]
fn the_settings_file_shows_every_key_and_variable() {
    let (path, text) = ("config/skolebud.toml", file("config/skolebud.toml"));
    let readers = sources()
        .iter()
        .filter(|it| it.path == "src/config.rs" || it.path.starts_with("src/config/"));
    let keys = documents::keys_asked_for(readers.filter(|it| !it.path.ends_with("tests.rs")));
    assert!(
        keys.contains("database") && keys.contains("url_file"),
        "{keys:?}"
    );
    nothing_is_found(documents::shows_every_key(path, text, &keys));
    let settings = sources().iter().find(|it| it.path == "src/config.rs");
    let variables = documents::variables_asked_for(settings.unwrap());
    assert!(variables.contains("SKOLEBUD_DATABASE"), "{variables:?}");
    nothing_is_found(documents::mentions_each(path, text, &variables));
    let guide = "docs/install.md";
    nothing_is_found(documents::mentions_each(guide, file(guide), &variables));
}

#[test]
fn the_guide_to_programme_files_shows_every_key_and_line() {
    let (path, text) = ("docs/programme.md", file("docs/programme.md"));
    let readers = sources()
        .iter()
        .filter(|it| it.path.starts_with("src/programme/read"));
    let keys = documents::keys_asked_for(readers);
    assert!(keys.contains("due_days_before_next"), "{keys:?}");
    nothing_is_found(documents::shows_every_key(path, text, &keys));
    let lines = skolebud::programme::default_rhythm();
    let lines = lines.iter().map(|line| format!("`{}`", line.id));
    nothing_is_found(documents::mentions_each(path, text, lines));
}

#[test]
fn the_guide_to_states_explains_every_state() {
    let (path, text) = ("docs/states.md", file("docs/states.md"));
    let states = skolebud::outbox::State::ALL.map(|state| format!("`{}`", state.name()));
    nothing_is_found(documents::mentions_each(path, text, states));
}

#[rstest]
#[case("README.md", 1)]
#[case("docs/programme.md", 2)]
fn the_programmes_in_documents_can_be_used(#[case] path: &str, #[case] at_least: usize) {
    let blocks = file(path).split("```toml\n").skip(1);
    let programmes: Vec<&str> = blocks
        .filter_map(|block| block.split("```").next())
        .filter(|block| block.contains("[programme]"))
        .collect();
    assert!(programmes.len() >= at_least);
    for programme in programmes {
        let read = skolebud::programme::read(programme, path);
        assert!(read.is_ok(), "{path}: {programme}\n{read:?}");
    }
}

#[test]
fn every_finding_about_a_programme_is_explained() {
    let (path, text) = ("docs/programme.md", file("docs/programme.md"));
    let checks = sources()
        .iter()
        .filter(|it| it.path.starts_with("src/programme/check") && !it.path.ends_with("tests.rs"));
    let codes = documents::fixed_words(checks);
    assert!(codes.contains("`year_slip`"), "{codes:?}");
    nothing_is_found(documents::mentions_each(path, text, codes));
}

#[test]
fn every_reason_in_the_send_log_is_explained() {
    const TELLERS: [&str; 4] = [
        "src/chat/answer.rs",
        "src/chat/slack/classify.rs",
        "src/chat/wire.rs",
        "src/outbox/worker.rs",
    ];
    let tellers = sources()
        .iter()
        .filter(|it| TELLERS.contains(&it.path.as_str()));
    let mut reasons = documents::fixed_words(tellers);
    // Names of metrics stand among them.
    reasons.retain(|reason| !reason.starts_with("`skolebud_"));
    assert!(reasons.contains("`channel_is_archived`"), "{reasons:?}");
    let text = [file("docs/states.md"), file("docs/slack.md")].concat();
    nothing_is_found(documents::mentions_each("docs/states.md", &text, reasons));
}

#[test]
fn documents_name_only_what_is_there() {
    let exists = |path: &str| std::path::Path::new(ROOT).join(path).exists();
    let written = || files().iter().filter(|(path, _)| path.ends_with(".md"));
    assert!(written().count() > 5);
    nothing_is_found(written().flat_map(|(path, text)| documents::names_real_commands(path, text)));
    nothing_is_found(
        written().flat_map(|(path, text)| documents::links_lead_somewhere(path, text, exists)),
    );
    nothing_is_found(documents::copies_what_is_there(
        "Dockerfile",
        file("Dockerfile"),
        exists,
    ));
}

#[test]
fn nothing_belongs_to_one_machine() {
    let ours = files().iter().filter(|(path, _)| !path.starts_with(RULES));
    nothing_is_found(
        ours.flat_map(|(path, text)| documents::belongs_to_no_machine(path, text, ROOT)),
    );
}

#[test]
fn the_cron_crate_stays_where_its_clock_changes_were_tried() {
    let manifest: toml::Table = file("Cargo.toml").parse().unwrap();
    assert_eq!(manifest["dependencies"]["cron"].as_str(), Some("=0.17.0"));
}

#[test]
fn there_is_one_crypto_library() {
    assert_eq!(dependencies::banned(&dependencies::packages()), [""; 0]);
}

#[test]
fn every_dependency_has_a_licence_that_we_may_use() {
    let packages = dependencies::packages();
    assert!(packages.len() > 100);
    assert_eq!(dependencies::with_another_licence(&packages), [""; 0]);
}

#[test]
fn every_dependency_comes_from_the_registry() {
    assert_eq!(
        dependencies::from_elsewhere(&dependencies::packages()),
        [""; 0]
    );
}

#[test]
fn every_threat_names_tests_that_there_are() {
    let path = "docs/security.md";
    let modules = source::modules(sources(), &["src/lib.rs", "src/main.rs"]);
    let is_test = |source: &Source| modules.get(source.path.as_str()) != Some(&false);
    let all = sources().iter().chain(tests());
    let tests: BTreeSet<&str> = all
        .flat_map(|source| documents::tests_in(source, is_test(source)))
        .collect();
    assert!(tests.contains("a_redirect_is_not_followed"));
    nothing_is_found(documents::names_real_tests(path, file(path), &tests));
}

#[test]
fn the_page_on_privacy_tells_of_every_table() {
    let migrations = files()
        .iter()
        .filter(|(path, _)| path.starts_with("migrations/"));
    let tables = documents::tables_made(migrations.map(|(_, text)| text.as_str()));
    assert!(tables.contains("vote") && tables.len() > 15, "{tables:?}");
    let path = "docs/privacy.md";
    nothing_is_found(documents::tells_what_is_stored(path, file(path), &tables));
}

#[tokio::test]
async fn sqlite_is_one_without_the_corruption_of_write_ahead_logs() {
    use sqlx::{Connection, SqliteConnection};
    let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    let version: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let numbers: Vec<u32> = version
        .split('.')
        .map(|part| part.parse().unwrap())
        .collect();
    assert!(
        numbers >= vec![3, 51, 3],
        "SQLite {version}; 3.51.3 is the first without it"
    );
}

/// Fails with every finding, one a line.
fn nothing_is_found(found: impl IntoIterator<Item = Finding>) {
    let mut found: Vec<Finding> = found.into_iter().collect();
    found.sort();
    let mut lines = String::new();
    for Finding {
        path,
        line,
        message,
    } in &found
    {
        writeln!(lines, "{path}:{line}: {message}").unwrap();
    }
    assert!(found.is_empty(), "\n{lines}");
}
