//! Who may know whom. Arrows point down and never back: the edge knows the doors, the doors know the
//! middle, the middle knows time.
//!
//! A new module gets a line in [`LAYERS`]; a sound exception a line in [`EXCEPTIONS`], with its reason.

use crate::source::{Finding, Kind, Source, Token};

/// Each module at the top and the ones it may name.
const LAYERS: &[(&str, &[&str])] = &[
    // The edge: async, loops.
    ("main", &["cli"]),
    (
        "cli",
        &[
            "app",
            "chat",
            "clock",
            "config",
            "desk",
            "entropy",
            "findings",
            "inbox",
            "outbox",
            "plan",
            "programme",
            "report",
            "store",
            "toml_reader",
            "web",
            "words",
        ],
    ),
    (
        "app",
        &[
            "chat", "clock", "config", "entropy", "inbox", "links", "outbox", "plan", "report",
            "store",
        ],
    ),
    (
        "web",
        &[
            "app",
            "chat",
            "clock",
            "config",
            "entropy",
            "inbox",
            "links",
            "outbox",
            "plan",
            "programme",
            "report",
            "store",
            "words",
        ],
    ),
    // The settings, and which channel serves whom by them.
    ("config", &["chat", "findings", "programme", "toml_reader"]),
    (
        "routes",
        &["chat", "config", "desk", "inbox", "outbox", "programme"],
    ),
    // The two doors: SQL and the network.
    (
        "store",
        &[
            "clock",
            "desk",
            "inbox",
            "outbox",
            "plan",
            "programme",
            "report",
            "seal",
        ],
    ),
    ("chat", &["clock", "inbox", "outbox", "programme", "words"]),
    ("seal", &[]),
    ("links", &["clock"]),
    // The middle: plain functions and types.
    (
        "report",
        &["clock", "inbox", "outbox", "plan", "programme", "words"],
    ),
    (
        "desk",
        &[
            "clock",
            "inbox",
            "outbox",
            "plan",
            "programme",
            "report",
            "toml_reader",
            "words",
        ],
    ),
    (
        "inbox",
        &[
            "clock",
            "outbox",
            "plan",
            "programme",
            "toml_reader",
            "words",
        ],
    ),
    ("words", &["clock", "plan", "programme"]),
    ("outbox", &["clock", "plan", "programme"]),
    ("plan", &["clock", "programme"]),
    ("programme", &["clock", "findings", "toml_reader"]),
    ("toml_reader", &["findings"]),
    ("findings", &[]),
    ("clock", &[]),
    ("entropy", &[]),
];

/// What the workers of the middle may name besides: they bring it together with the doors.
const WORKERS_MAY: &[&str] = &[
    "app", "chat", "desk", "store", "seal", "words", "outbox", "plan",
];

/// A path that a file or folder may name although its layer may not, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "src/programme/read/rhythm.rs",
        "plan::Cron",
        "a cron expression is checked while its file is read, so that the mistake is told with its line",
    ),
    (
        "src/toml_reader",
        "programme::Id",
        "every TOML file we read names things by ids",
    ),
];

/// Modules of the middle, where only a `worker.rs` is async.
pub(crate) const MIDDLE: &[&str] = &[
    "programme",
    "plan",
    "outbox",
    "inbox",
    "report",
    "desk",
    "words",
    "config",
    "routes",
    "toml_reader",
    "findings",
    "entropy",
];

/// Modules name only what stands below them.
pub(crate) fn knows_only_what_is_below(source: &Source) -> Vec<Finding> {
    let module = source.module();
    let Some(top) = module.first().filter(|top| **top != "lib") else {
        return Vec::new();
    };
    let Some((_, below)) = LAYERS.iter().find(|(name, _)| name == top) else {
        let message = format!("`{top}` is in no layer: add it to LAYERS in tests/tidy/layers.rs");
        return vec![source.finding(1, message)];
    };
    let is_worker = MIDDLE.contains(top) && module.last() == Some(&"worker");
    let root = if *top == "main" { "skolebud" } else { "crate" };
    paths_from(root, &source.tokens)
        .into_iter()
        .filter(|(_, token)| !token.in_test)
        .filter(|(path, _)| {
            let target = path.first().map_or("", String::as_str);
            let written = path.join("::");
            let excepted = EXCEPTIONS.iter().any(|(place, allowed, _)| {
                source.path.starts_with(place) && written.starts_with(allowed)
            });
            let allowed = target == *top
                || below.contains(&target)
                || is_worker && WORKERS_MAY.contains(&target);
            !allowed && !excepted
        })
        .map(|(path, token)| {
            let written = path.join("::");
            source.finding(token.line, format!("`{top}` may not know `{written}`"))
        })
        .collect()
}

/// Nobody climbs out of a module by `super`: the rule above would not see it.
pub(crate) fn does_not_climb(source: &Source) -> Vec<Finding> {
    let at_top = source.module().len() == 1;
    source
        .tokens
        .windows(4)
        .filter(|four| four[0].is_word("super") && !four[0].in_test)
        .filter(|four| at_top || four[3].is_word("super"))
        .map(|four| source.finding(four[0].line, "name it from the crate's root: `crate::…`"))
        .collect()
}

/// Every path that begins at `root`, groups taken apart, with the token at which it ends.
fn paths_from<'s>(root: &str, tokens: &'s [Token]) -> Vec<(Vec<String>, &'s Token)> {
    let mut paths = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.is_word(root) && is_separator(tokens, at + 1) {
            read_path(tokens, at + 3, Vec::new(), &mut paths);
        }
    }
    paths
}

fn is_separator(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is_sign(':'))
        && tokens.get(at + 1).is_some_and(|token| token.is_sign(':'))
}

fn read_path<'s>(
    tokens: &'s [Token],
    mut at: usize,
    mut path: Vec<String>,
    paths: &mut Vec<(Vec<String>, &'s Token)>,
) {
    while let Some(token) = tokens.get(at) {
        match &token.kind {
            Kind::Word(word) => {
                path.push(word.clone());
                if !is_separator(tokens, at + 1) {
                    paths.push((path, token));
                    return;
                }
                at += 3;
            }
            Kind::Open('{') => {
                for start in starts_of_parts(tokens, at) {
                    read_path(tokens, start, path.clone(), paths);
                }
                return;
            }
            _ => {
                paths.push((path, token));
                return;
            }
        }
    }
}

/// Where the parts of the group that opens at `open` begin.
fn starts_of_parts(tokens: &[Token], open: usize) -> Vec<usize> {
    let depth = tokens[open].depth;
    let close = (open + 1..tokens.len())
        .find(|&at| tokens[at].depth == depth)
        .unwrap_or(tokens.len());
    (open + 1..close)
        .filter(|&at| {
            let before = &tokens[at - 1];
            tokens[at].depth == depth + 1
                && (at == open + 1 || (before.is_sign(',') && before.depth == depth + 1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    type Rule = fn(&Source) -> Vec<Finding>;

    #[rstest]
    #[case::the_middle_knows_no_door(
        knows_only_what_is_below,
        "src/plan/year.rs",
        "use crate::store::Store;"
    )]
    #[case::a_group_hides_nothing(
        knows_only_what_is_below,
        "src/outbox/state.rs",
        "use crate::{clock::Clock, app::{App}};"
    )]
    #[case::nor_does_a_path_in_an_expression(
        knows_only_what_is_below,
        "src/words/mod.rs",
        "fn f() { crate::chat::payload(); }"
    )]
    #[case::nor_a_macro(
        knows_only_what_is_below,
        "src/plan/year.rs",
        "fn f() { g!(crate::outbox::State) }"
    )]
    #[case::a_door_knows_no_edge(
        knows_only_what_is_below,
        "src/store/plan.rs",
        "use crate::app::App;"
    )]
    #[case::an_exception_is_for_one_thing(
        knows_only_what_is_below,
        "src/programme/read/rhythm.rs",
        "use crate::plan::year;"
    )]
    #[case::and_for_one_file(
        knows_only_what_is_below,
        "src/programme/model.rs",
        "use crate::plan::Cron;"
    )]
    #[case::main_knows_the_commands_only(
        knows_only_what_is_below,
        "src/main.rs",
        "use skolebud::store::Store;"
    )]
    #[case::a_new_module_has_its_place(knows_only_what_is_below, "src/gossip.rs", "fn f() {}")]
    #[case::two_steps_up(does_not_climb, "src/plan/year/slots.rs", "use super::super::x;")]
    #[case::out_of_the_top(does_not_climb, "src/clock.rs", "use super::store;")]
    fn a_bad_example_is_caught(#[case] rule: Rule, #[case] path: &str, #[case] text: &str) {
        assert_eq!(rule(&Source::new(path, text)).len(), 1);
    }

    #[rstest]
    #[case::below(
        knows_only_what_is_below,
        "src/plan/year.rs",
        "use crate::{clock::Clock, programme::*};"
    )]
    #[case::its_own(
        knows_only_what_is_below,
        "src/plan/year.rs",
        "use crate::plan::{Post, year};"
    )]
    #[case::a_worker(
        knows_only_what_is_below,
        "src/plan/worker.rs",
        "use crate::store::Store;"
    )]
    #[case::the_exception(
        knows_only_what_is_below,
        "src/programme/read/rhythm.rs",
        "use crate::plan::Cron;"
    )]
    #[case::a_test(
        knows_only_what_is_below,
        "src/plan/year.rs",
        "#[cfg(test)] mod tests { use crate::store::Store; }"
    )]
    #[case::a_comment(
        knows_only_what_is_below,
        "src/plan/year.rs",
        "/// Not [`crate::store::Store`].\nfn f() {}"
    )]
    #[case::one_step_up(does_not_climb, "src/plan/year/slots.rs", "use super::around::Around;")]
    fn a_good_example_is_let_through(#[case] rule: Rule, #[case] path: &str, #[case] text: &str) {
        assert_eq!(rule(&Source::new(path, text)), []);
    }
}
