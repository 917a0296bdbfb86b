//! The form of files: opened by a sentence, small, finished, and reached by someone.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Finding, Kind, Source, modules};

const LONGEST_FILE: usize = 700;
/// Tables of cases are read line by line, so a file of tests may have more of them.
const LONGEST_TESTS: usize = 1000;
/// In lines of code; clippy counts so, too, but leaves out functions that macros make.
const LONGEST_FUNCTION: usize = 80;

/// Words that say that something is not finished.
const UNFINISHED: [&str; 3] = ["TODO", "FIXME", "XXX"];
/// Macros that only stand in code that is being written.
const LEFT_OVER: [&str; 3] = ["dbg", "todo", "unimplemented"];

/// A file says first what it is for. One called `tests.rs` says it by its name.
pub(crate) fn opens_with_a_sentence(source: &Source) -> Vec<Finding> {
    if source.text.starts_with("//! ") || source.path.ends_with("/tests.rs") {
        return Vec::new();
    }
    vec![source.finding(1, "open the file with `//!` and what it is for")]
}

/// Files stay readable at a sitting.
pub(crate) fn is_short(source: &Source) -> Vec<Finding> {
    let of_tests = source.path.starts_with("tests/") || source.path.ends_with("/tests.rs");
    let most = if of_tests {
        LONGEST_TESTS
    } else {
        LONGEST_FILE
    };
    let lines = source.text.lines().count();
    if lines <= most {
        return Vec::new();
    }
    let message = format!("{lines} lines are too many: split the file ({most} at most)");
    vec![source.finding(most, message)]
}

/// Functions do one thing.
pub(crate) fn has_short_functions(source: &Source) -> Vec<Finding> {
    let tokens = &source.tokens;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        // `fn` without a name is a type.
        let Some(name) = tokens.get(at + 1).and_then(|next| next.word()) else {
            continue;
        };
        if !token.is_word("fn") {
            continue;
        }
        let body = (at..tokens.len()).find(|&it| {
            tokens[it].depth == token.depth && (tokens[it].is_open('{') || tokens[it].is_sign(';'))
        });
        let Some(open) = body.filter(|&it| tokens[it].is_open('{')) else {
            continue;
        };
        let inside = tokens[open + 1..]
            .iter()
            .take_while(|it| it.depth > token.depth)
            .map(|it| it.line);
        let lines = inside.collect::<BTreeSet<usize>>().len();
        if lines > LONGEST_FUNCTION {
            let message =
                format!("`{name}` has {lines} lines: split it ({LONGEST_FUNCTION} at most)");
            found.push(source.finding(token.line, message));
        }
    }
    found
}

/// Nothing is left for later, and no lint is silenced without saying why.
pub(crate) fn is_finished(source: &Source) -> Vec<Finding> {
    let words = source.text.lines().enumerate().flat_map(|(index, line)| {
        UNFINISHED
            .iter()
            .filter(move |word| has_word(line, word))
            .map(move |word| source.finding(index + 1, format!("`{word}`: do it, or leave it out")))
    });
    let tokens = &source.tokens;
    let marks = tokens.windows(2).filter_map(|two| match two {
        [open, word] if open.kind == Kind::Open('[') && word.is_word("allow") => {
            Some(source.finding(word.line, "write `expect` with a reason instead of `allow`"))
        }
        [word, sign] if sign.is_sign('!') => {
            let name = word.word().filter(|name| LEFT_OVER.contains(name))?;
            Some(source.finding(word.line, format!("take the `{name}!` away")))
        }
        _ => None,
    });
    words.chain(marks).collect()
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|letter: char| !letter.is_alphanumeric())
        .any(|found| found == word)
}

/// Every file belongs to the program.
pub(crate) fn is_reached(sources: &[Source], roots: &[&str]) -> Vec<Finding> {
    let reached: BTreeMap<&str, bool> = modules(sources, roots);
    sources
        .iter()
        .filter(|source| !reached.contains_key(source.path.as_str()))
        .map(|source| source.finding(1, "no `mod` leads here: name the file or delete it"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    type Rule = fn(&Source) -> Vec<Finding>;

    fn long(head: &str, lines: usize, tail: &str) -> String {
        format!("{head}{}{tail}", "\nf();".repeat(lines))
    }

    fn empty(lines: usize) -> String {
        "\n".repeat(lines)
    }

    #[rstest]
    #[case::no_opening(opens_with_a_sentence, "use std::fmt;".to_owned())]
    #[case::an_empty_opening(opens_with_a_sentence, "//!\nuse std::fmt;".to_owned())]
    #[case::a_long_file(is_short, empty(LONGEST_FILE + 1))]
    #[case::a_long_function(has_short_functions, long("fn f() {", LONGEST_FUNCTION + 1, "}"))]
    #[case::a_long_method(
        has_short_functions,
        long("impl A { fn f() {", LONGEST_FUNCTION + 1, "} }")
    )]
    #[case::a_silenced_lint(is_finished, "#[allow(dead_code)]\nfn f() {}".to_owned())]
    #[case::a_silenced_file(is_finished, "#![allow(dead_code)]\nfn f() {}".to_owned())]
    #[case::something_left_for_later(is_finished, "// TODO later".to_owned())]
    #[case::in_documentation(is_finished, "/// FIXME: wrong\nfn f() {}".to_owned())]
    #[case::a_trace(is_finished, "fn f() { dbg!(1); }".to_owned())]
    #[case::a_gap(is_finished, "fn f() { unimplemented!() }".to_owned())]
    fn a_bad_example_is_caught(#[case] rule: Rule, #[case] text: String) {
        assert_eq!(rule(&Source::new("src/plan/year.rs", &text)).len(), 1);
    }

    #[rstest]
    #[case::as_long_as_it_may_be(has_short_functions, long("fn f() {", LONGEST_FUNCTION, "}"))]
    #[case::a_type(has_short_functions, empty(LONGEST_FUNCTION))]
    #[case::a_promise(has_short_functions, long("trait T { fn f();", LONGEST_FUNCTION + 1, "}"))]
    #[case::with_a_reason(is_finished, "#[expect(dead_code, reason = \"x\")]\nfn f() {}".to_owned())]
    #[case::part_of_a_word(is_finished, "// XXXL".to_owned())]
    fn a_good_example_is_let_through(#[case] rule: Rule, #[case] text: String) {
        assert_eq!(rule(&Source::new("src/plan/year.rs", &text)), []);
    }

    #[test]
    fn a_file_without_a_way_to_it_is_caught() {
        let sources = [
            Source::new("src/lib.rs", "mod plan; #[cfg(test)] mod examples;"),
            Source::new("src/plan/mod.rs", "mod year;"),
            Source::new("src/plan/year.rs", "mod slots;"),
            Source::new("src/plan/year/slots.rs", ""),
            Source::new("src/examples.rs", ""),
            Source::new("src/plan/slots.rs", ""),
        ];
        let found = is_reached(&sources, &["src/lib.rs"]);
        let paths: Vec<&str> = found.iter().map(|finding| finding.path.as_str()).collect();
        assert_eq!(paths, ["src/plan/slots.rs"]);
        assert_eq!(
            modules(&sources, &["src/lib.rs"]).get("src/examples.rs"),
            Some(&true)
        );
    }
}
