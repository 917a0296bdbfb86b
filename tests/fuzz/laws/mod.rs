//! What must hold for every input, however hostile: one law for each parser that reads from outside. A law
//! takes any bytes and panics where it is broken.

mod answers;
mod backup;
mod command;
mod dates;
mod links;
mod page;
mod programme;
mod settings;
mod signed;
mod slack;
mod teams;

/// A parser and its law.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    /// Its name, and that of its folder in the corpus.
    pub(crate) name: &'static str,
    pub(crate) law: fn(&[u8]),
    /// Files of the tree, from its root, that are fit inputs as they are.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the engine is given their folders")
    )]
    pub(crate) seeds: &'static [&'static str],
}

/// Every target.
pub(crate) const TARGETS: [Target; 13] = [
    Target {
        name: "signature",
        law: signed::signature,
        seeds: &[],
    },
    Target {
        name: "slack_form",
        law: slack::form,
        seeds: &["tests/data/slack/command.form"],
    },
    Target {
        name: "slack_tap",
        law: slack::tap,
        seeds: &[
            "tests/data/slack/button.json",
            "tests/data/slack/ticked.json",
        ],
    },
    Target {
        name: "slack_event",
        law: slack::event,
        seeds: &[
            "tests/data/slack/reply.json",
            "tests/data/slack/edit.json",
            "tests/data/slack/delete.json",
            "tests/data/slack/mention.json",
            "tests/data/slack/url_verification.json",
        ],
    },
    Target {
        name: "teams_activity",
        law: teams::activity,
        seeds: &["tests/data/teams/command.json"],
    },
    Target {
        name: "command",
        law: command::command,
        seeds: &[],
    },
    Target {
        name: "dates",
        law: dates::words,
        seeds: &[],
    },
    Target {
        name: "programme",
        law: programme::file,
        seeds: &[
            "config/programmes/asker-2018.toml",
            "config/programmes/asker-ledelse.toml",
            "tests/data/asker-2018-as-published.toml",
        ],
    },
    Target {
        name: "settings",
        law: settings::file,
        seeds: &["config/skolebud.toml"],
    },
    Target {
        name: "link",
        law: links::token,
        seeds: &[],
    },
    Target {
        name: "page_form",
        law: page::form,
        seeds: &[],
    },
    Target {
        name: "platform_answer",
        law: answers::of_platforms,
        seeds: &[],
    },
    Target {
        name: "backup",
        law: backup::file,
        seeds: &[],
    },
];

/// The input up to the first `\0`, and what follows it: for laws that take two texts.
fn two(input: &[u8]) -> (&[u8], &[u8]) {
    match input.iter().position(|byte| *byte == 0) {
        Some(at) => (&input[..at], &input[at + 1..]),
        None => (input, &[]),
    }
}

/// Whether `word` is one of the fixed words that logs and metrics may show.
fn is_fixed_word(word: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=40).contains(&word.len()) && word.bytes().all(fits)
}
