//! What people read: it names only what there is, and leaves out nothing that can be set.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory};
use jiff::civil::Date;
use skolebud::cli::Arguments;
use skolebud::inbox::command::{Reading, read};

use crate::source::{Finding, Source, Token};

/// The methods by which a table of a TOML file is asked for a key.
const ASKS: [&str; 5] = ["required", "optional", "list", "table", "tables"];

/// How addresses of package registries begin: a build gets its packages from where its machine is set
/// to get them.
const REGISTRIES: [&str; 4] = ["//registry.", "//index.", "//static.", "//files."];
/// Folders that only one machine has.
const PRIVATE_FOLDERS: [&str; 3] = ["/home/", "/root/", "/Users/"];

/// The keys that reading code asks a TOML file for.
pub(crate) fn keys_asked_for<'s>(sources: impl Iterator<Item = &'s Source>) -> BTreeSet<&'s str> {
    sources
        .flat_map(|source| source.tokens.windows(4))
        .filter(|four| {
            four[0].is_sign('.')
                && four[1].word().is_some_and(|word| ASKS.contains(&word))
                && four[2].is_open('(')
                && !four[3].in_test
        })
        .filter_map(|four| four[3].text())
        .collect()
}

/// The variables that the settings look for by a fixed name.
pub(crate) fn variables_asked_for(settings: &Source) -> BTreeSet<String> {
    settings
        .tokens
        .windows(7)
        .filter(|call| call[0].is_word("over") && call[1].is_open('(') && !call[0].in_test)
        .filter_map(|call| call[2..].iter().find_map(Token::text))
        .map(|name| format!("SKOLEBUD_{name}"))
        .collect()
}

/// The words of several parts, such as `no_room`, by which code tells a person or the log what happened.
pub(crate) fn fixed_words<'s>(sources: impl Iterator<Item = &'s Source>) -> BTreeSet<String> {
    let is_one = |text: &&str| {
        text.split('_').count() > 1
            && text.split('_').all(|part| {
                !part.is_empty() && part.bytes().all(|letter| letter.is_ascii_lowercase())
            })
    };
    sources
        .flat_map(Source::program)
        .filter_map(Token::text)
        .filter(is_one)
        .map(|word| format!("`{word}`"))
        .collect()
}

/// A document that shows keys in TOML shows each of `keys`: `key = …`, `[key]` or `[[a.key]]`, also in a
/// comment.
pub(crate) fn shows_every_key(path: &str, text: &str, keys: &BTreeSet<&str>) -> Vec<Finding> {
    let shown: BTreeSet<&str> = text
        .lines()
        .map(|line| line.trim_start_matches(['#', ' ', '`', '|', '-']))
        .flat_map(|line| {
            let key = line.split_once('=').map(|(key, _)| key.trim());
            let table = line
                .strip_prefix('[')
                .and_then(|line| line.split_once(']'))
                .map(|(table, _)| table.trim_start_matches('['));
            let last = table.and_then(|table| table.rsplit('.').next());
            [key, last]
        })
        .flatten()
        .collect();
    keys.iter()
        .filter(|key| !shown.contains(*key))
        .map(|key| finding(path, 1, format!("the key `{key}` is not shown")))
        .collect()
}

/// A document mentions each of `words`.
pub(crate) fn mentions_each<W: AsRef<str>>(
    path: &str,
    text: &str,
    words: impl IntoIterator<Item = W>,
) -> Vec<Finding> {
    words
        .into_iter()
        .filter(|word| !text.contains(word.as_ref()))
        .map(|word| finding(path, 1, format!("`{}` is not mentioned", word.as_ref())))
        .collect()
}

/// The tables that `migrations` make.
pub(crate) fn tables_made<'s>(migrations: impl Iterator<Item = &'s str>) -> BTreeSet<&'s str> {
    migrations
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("CREATE TABLE "))
        .filter_map(|after| after.split([' ', '(']).next())
        .collect()
}

/// The table of what is stored has each of `tables` in its second column, and no others.
pub(crate) fn tells_what_is_stored(
    path: &str,
    text: &str,
    tables: &BTreeSet<&str>,
) -> Vec<Finding> {
    let lines = text.lines().enumerate();
    let table = lines.skip_while(|(_, line)| !line.starts_with("| what | where |"));
    let rows = table.skip(2).take_while(|(_, line)| line.starts_with('|'));
    let places = rows.filter_map(|(index, row)| Some((index, row.split('|').nth(2)?.trim())));
    let places = places.filter(|(_, place)| place.starts_with("table"));
    let named: Vec<(usize, &str)> = places
        .flat_map(|(index, place)| {
            let names = place.split('`').skip(1).step_by(2);
            names.map(move |name| (index + 1, name))
        })
        .collect();
    let untold = tables
        .iter()
        .filter(|table| !named.iter().any(|(_, name)| name == *table));
    let untold =
        untold.map(|table| finding(path, 1, format!("the table `{table}` is not told of")));
    let unknown = named.iter().filter(|(_, name)| !tables.contains(name));
    let unknown =
        unknown.map(|(line, name)| finding(path, *line, format!("there is no table `{name}`")));
    untold.chain(unknown).collect()
}

/// The functions in `source` that only tests have: all of them where it `is_test` as a whole.
pub(crate) fn tests_in(source: &Source, is_test: bool) -> impl Iterator<Item = &str> {
    source
        .tokens
        .windows(2)
        .filter(move |two| two[0].is_word("fn") && (is_test || two[0].in_test))
        .filter_map(|two| two[1].word())
}

/// In the table of threats each row names a test, and each that is named is one of `tests`.
pub(crate) fn names_real_tests(path: &str, text: &str, tests: &BTreeSet<&str>) -> Vec<Finding> {
    let lines = text.lines().enumerate();
    let table = lines.skip_while(|(_, line)| !line.starts_with("| threat "));
    let rows = table.skip(2).take_while(|(_, line)| line.starts_with('|'));
    let mut found = Vec::new();
    let mut count = 0;
    for (index, row) in rows {
        count += 1;
        let cell = row
            .trim_end()
            .strip_suffix('|')
            .and_then(|row| row.rsplit('|').next());
        let named: Vec<&str> = cell
            .unwrap_or_default()
            .split('`')
            .skip(1)
            .step_by(2)
            .collect();
        if named.is_empty() {
            found.push(finding(path, index + 1, "no test shows it".to_owned()));
        }
        let missing = named.into_iter().filter(|name| !tests.contains(name));
        found.extend(
            missing.map(|name| finding(path, index + 1, format!("there is no test `{name}`"))),
        );
    }
    if count == 0 {
        found.push(finding(path, 1, "there is no table of threats".to_owned()));
    }
    found
}

/// A document names only commands and long options that there are, where it writes
/// `skolebud command --option` in code.
pub(crate) fn names_real_commands(path: &str, text: &str) -> Vec<Finding> {
    let program = Arguments::command();
    pieces_of_code(text)
        .filter_map(|(line, code)| {
            let said = arguments(code)?;
            let wrong = wrong_word(&program, &said).filter(|_| !is_in_words(&said))?;
            let message = format!("`skolebud {}`: there is no `{wrong}`", said.join(" "));
            Some(finding(path, line, message))
        })
        .collect()
}

/// What is given to `skolebud`, if that is run here: it may also be a user, a volume or a file.
fn arguments(code: &str) -> Option<Vec<&str>> {
    const TAKE_A_NAME: [&str; 2] = ["chown", "create"];
    let words: Vec<&str> = code.split_whitespace().collect();
    let (program, before) = words.iter().enumerate().rev().find_map(|(at, word)| {
        let is_program = *word == "skolebud" || word.ends_with("/bin/skolebud");
        let before = at.checked_sub(1).map(|before| words[before]);
        is_program.then_some((at, before.unwrap_or_default()))
    })?;
    let is_a_name = before.starts_with('-') || TAKE_A_NAME.contains(&before);
    (!is_a_name).then(|| words[program + 1..].to_vec())
}

/// Whether it is a command in words as in chat, where the command line has none of that name.
fn is_in_words(said: &[&str]) -> bool {
    let reading = read(&said.join(" "), Date::ZERO);
    let is_known = |name: &&str| Arguments::command().find_subcommand(name).is_some();
    !said.first().is_some_and(is_known) && !matches!(reading, Reading::NotACommand { .. })
}

/// The first word of a command line that names nothing.
fn wrong_word<'t>(program: &Command, said: &[&'t str]) -> Option<&'t str> {
    let mut command = program;
    for &word in said {
        if let Some(option) = word.strip_prefix("--") {
            let name = option.split('=').next().unwrap_or(option);
            let known = ["help", "version"].contains(&name)
                || command
                    .get_arguments()
                    .chain(program.get_arguments())
                    .any(|it| it.get_long() == Some(name));
            if !known {
                return Some(word);
            }
        } else if command.has_subcommands() {
            match command.find_subcommand(word) {
                Some(below) => command = below,
                None => {
                    return word
                        .starts_with(|it: char| it.is_ascii_lowercase())
                        .then_some(word);
                }
            }
        }
    }
    None
}

/// Lines of code blocks and pieces between backticks, each with its line.
fn pieces_of_code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_block = false;
    text.lines().enumerate().flat_map(move |(index, line)| {
        let pieces: Vec<&str> = if line.trim_start().starts_with("```") {
            in_block = !in_block;
            Vec::new()
        } else if in_block {
            vec![line.split(" #").next().unwrap_or(line).trim()]
        } else {
            line.split('`').skip(1).step_by(2).collect()
        };
        pieces.into_iter().map(move |piece| (index + 1, piece))
    })
}

/// Links between documents lead somewhere. Pictures are made after everything else and not looked for.
pub(crate) fn links_lead_somewhere(
    path: &str,
    text: &str,
    exists: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for (at, _) in line.match_indices("](") {
            let is_picture = line[..at]
                .rfind('[')
                .is_some_and(|open| line[..open].ends_with('!'));
            let target = line[at + 2..].split([')', '#']).next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || is_picture {
                continue;
            }
            if !exists(&joined(folder, target)) {
                found.push(finding(path, index + 1, format!("`{target}` is not there")));
            }
        }
    }
    found
}

fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// What a Dockerfile copies from the tree is there.
pub(crate) fn copies_what_is_there(
    path: &str,
    text: &str,
    exists: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    text.lines()
        .enumerate()
        .filter_map(|(index, line)| Some((index, line.strip_prefix("COPY ")?)))
        .filter(|(_, line)| !line.contains("--from="))
        .flat_map(|(index, line)| {
            let words: Vec<&str> = line
                .split_whitespace()
                .filter(|word| !word.starts_with("--"))
                .collect();
            let sources = words.len().saturating_sub(1);
            words
                .into_iter()
                .take(sources)
                .map(move |word| (index, word))
        })
        .filter(|(_, word)| !exists(word.trim_end_matches('/')))
        .map(|(index, word)| finding(path, index + 1, format!("`{word}` is not in the tree")))
        .collect()
}

/// Nothing names a folder of one machine or the host of a package registry.
pub(crate) fn belongs_to_no_machine(path: &str, text: &str, root: &str) -> Vec<Finding> {
    // A short root such as /src may stand in a file for another reason.
    let root = Some(root).filter(|root| root.matches('/').count() > 2);
    let words = REGISTRIES
        .iter()
        .chain(&PRIVATE_FOLDERS)
        .copied()
        .chain(root);
    let words: Vec<&str> = words.collect();
    text.lines()
        .enumerate()
        .filter_map(|(index, line)| {
            let word = words.iter().find(|word| line.contains(**word))?;
            Some(finding(
                path,
                index + 1,
                format!("`{word}` belongs to one machine"),
            ))
        })
        .collect()
}

fn finding(path: &str, line: usize, message: String) -> Finding {
    Finding {
        path: path.to_owned(),
        line,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const READER: &str = r#"
        fn f(table: &Table) {
            table.required("id", "\"a\"", id);
            table.optional("pages", pages).or(table.list("points", text));
            root.tables("network.session", session);
            other.insert("no key");
        }
        #[cfg(test)] mod tests { fn g() { table.optional("in a test", text); } }
    "#;

    #[test]
    fn keys_are_found_where_they_are_asked_for() {
        let source = Source::new("src/a.rs", READER);
        let keys = keys_asked_for([&source].into_iter());
        assert_eq!(
            keys,
            BTreeSet::from(["id", "network.session", "pages", "points"])
        );
    }

    #[test]
    fn fixed_words_are_found() {
        let text = r#"fn f() { g("no_room", "room", "No_room", "no__room", "no room") }"#;
        let source = Source::new("src/a.rs", text);
        let words = fixed_words([&source].into_iter());
        assert_eq!(words, BTreeSet::from(["`no_room`".to_owned()]));
    }

    #[test]
    fn variables_are_found_where_they_are_asked_for() {
        let source = Source::new("src/a.rs", r#"fn f() { over(v, f, "LISTEN", a, b); }"#);
        assert_eq!(
            variables_asked_for(&source),
            BTreeSet::from(["SKOLEBUD_LISTEN".to_owned()])
        );
    }

    #[rstest]
    #[case("id = 1\n[log]\n[[network.session]]", 0)]
    #[case("# id = 1\n# [log]\n# [[session]]", 0)]
    #[case("The id and the [log] of a session.", 3)]
    fn a_key_is_shown_as_it_is_written(#[case] text: &str, #[case] missing: usize) {
        let keys = BTreeSet::from(["id", "log", "session"]);
        assert_eq!(shows_every_key("a.md", text, &keys).len(), missing);
    }

    #[rstest]
    #[case("```\nskolebud dance\n```", 1)]
    #[case("Write `skolebud plan aply FILE`.", 1)]
    #[case("Write `skolebud log --thorough`.", 1)]
    #[case(
        "Write `skolebud avlys samling-2 --nettverk gruppe-1` or `skolebud neste`.",
        0
    )]
    #[case(
        "Write `skolebud log --trouble -n 5`, or `skolebud --config FILE serve`.",
        0
    )]
    #[case("Write `skolebud move gruppe-1 samling-2 --place \"Rom 3\"`.", 0)]
    #[case("Write `sudo -u skolebud A=b skolebud dance`.", 1)]
    #[case("Write `docker exec skolebud skolebud dance`.", 1)]
    #[case(
        "skolebud dances; `chown skolebud file`, `sudo -u skolebud ls`, `cp a skolebud.db`",
        0
    )]
    fn only_commands_that_there_are_may_be_named(#[case] text: &str, #[case] wrong: usize) {
        assert_eq!(names_real_commands("a.md", text).len(), wrong);
    }

    #[rstest]
    #[case("| threat | a | b |\n|---|---|---|\n| x | y | `known`, `known` |", 0)]
    #[case("| threat | a | b |\n|---|---|---|\n| x | y | `known`, `unknown` |", 1)]
    #[case("| threat | a | b |\n|---|---|---|\n| x | `known` | |", 1)]
    #[case("no table", 1)]
    fn threats_are_followed_to_their_tests(#[case] text: &str, #[case] found: usize) {
        let tests = BTreeSet::from(["known"]);
        assert_eq!(names_real_tests("a.md", text, &tests).len(), found);
    }

    #[rstest]
    #[case("| vote, ballot | tables `vote`, `ballot` | yes |", 0)]
    #[case("| vote | table `vote` | see `ballot` |", 1)]
    #[case(
        "| vote | table `vote` | yes |\n\n| ballot | table `ballot` | yes |",
        1
    )]
    #[case("| all | tables `vote`, `ballot`, `urn` | yes |", 1)]
    fn what_is_stored_is_told_of(#[case] rows: &str, #[case] found: usize) {
        let tables = tables_made(["CREATE TABLE vote (\nCREATE TABLE ballot("].into_iter());
        let text = format!("# Title\n\n| what | where | personal? |\n|---|---|---|\n{rows}\n");
        assert_eq!(tells_what_is_stored("a.md", &text, &tables).len(), found);
    }

    #[rstest]
    #[case("[x](install.md) [y](../README.md#start) [z](https://example.org)", 0)]
    #[case("[x](nowhere.md)", 1)]
    #[case("![a picture](later.png)", 0)]
    fn links_are_followed(#[case] text: &str, #[case] broken: usize) {
        let exists = |path: &str| ["docs/install.md", "README.md"].contains(&path);
        assert_eq!(
            links_lead_somewhere("docs/a.md", text, exists).len(),
            broken
        );
    }

    #[test]
    fn copies_are_followed() {
        let text = "COPY Cargo.toml nowhere/ ./\nCOPY --from=build /a /b\nCOPY --chown=1:1 src src";
        let found = copies_what_is_there("Dockerfile", text, |path| {
            ["Cargo.toml", "src"].contains(&path)
        });
        assert_eq!(found.len(), 1);
    }

    #[rstest]
    #[case("see /home/someone/notes", 1)]
    #[case("from ftp://registry.example/simple", 1)]
    #[case("built in /a/b/c/d", 1)]
    #[case("kept in /var/lib/skolebud", 0)]
    fn machines_are_not_named(#[case] text: &str, #[case] found: usize) {
        assert_eq!(belongs_to_no_machine("a.md", text, "/a/b/c").len(), found);
    }
}
