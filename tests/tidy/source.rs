//! The tree as the rules see it: files, the tokens of Rust files, and the modules they make up.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// The folder of `Cargo.toml`.
pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Folders at the top that a build or a person's tools make.
const NOT_OURS: [&str; 3] = ["target", ".git", "node_modules"];

/// A place where a rule does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// Path from the root, with `/`.
    pub(crate) path: String,
    /// From 1.
    pub(crate) line: usize,
    /// What is wrong and what to do.
    pub(crate) message: String,
}

/// A Rust file.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Path from the root, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
}

/// A token; comments, documentation among them, are none.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// From 1.
    pub(crate) line: usize,
    /// How many brackets are open around it.
    pub(crate) depth: usize,
    /// Whether it stands in an item that only tests have.
    pub(crate) in_test: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word(String),
    /// A literal as it is written, with its quotation marks.
    Literal(String),
    Sign(char),
    Open(char),
    Close(char),
}

impl Token {
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub(crate) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub(crate) fn is_open(&self, bracket: char) -> bool {
        self.kind == Kind::Open(bracket)
    }

    /// What stands between the quotation marks, for a literal that is text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Literal(written) => {
                let (_, inner) = written.split_once('"')?;
                Some(inner.rsplit_once('"')?.0)
            }
            _ => None,
        }
    }
}

impl Source {
    /// `text` as the file at `path`.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let stream: TokenStream = text
            .parse()
            .unwrap_or_else(|error| panic!("{path} is not Rust: {error}"));
        let mut tokens = Vec::new();
        flatten(stream, 0, &mut tokens);
        mark_tests(&mut tokens);
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            tokens,
        }
    }

    /// What `rule` finds at a line of this file.
    pub(crate) fn finding(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            message: message.into(),
        }
    }

    /// The tokens that the program itself is made of.
    pub(crate) fn program(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| !token.in_test)
    }

    /// The module's name and those above it, from the crate's root on: `["outbox", "worker"]`.
    pub(crate) fn module(&self) -> Vec<&str> {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let inner = inner.strip_suffix(".rs").unwrap_or(inner);
        let mut names: Vec<&str> = inner.split('/').collect();
        if names.last() == Some(&"mod") {
            names.pop();
        }
        names
    }
}

fn flatten(stream: TokenStream, depth: usize, tokens: &mut Vec<Token>) {
    let line = |span: Span| span.start().line;
    for tree in stream {
        let kind = match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::None => (' ', ' '),
                };
                let token = |kind, span| Token {
                    kind,
                    line: line(span),
                    depth,
                    in_test: false,
                };
                if is_documentation(&group.stream()) {
                    // The # before it, and the ! of an inner one.
                    while tokens
                        .last()
                        .is_some_and(|it| it.is_sign('!') || it.is_sign('#'))
                    {
                        tokens.pop();
                    }
                    continue;
                }
                tokens.push(token(Kind::Open(open), group.span_open()));
                flatten(group.stream(), depth + 1, tokens);
                tokens.push(token(Kind::Close(close), group.span_close()));
                continue;
            }
            TokenTree::Ident(ref word) => Kind::Word(word.to_string()),
            TokenTree::Literal(ref literal) => Kind::Literal(literal.to_string()),
            TokenTree::Punct(ref sign) => Kind::Sign(sign.as_char()),
        };
        tokens.push(Token {
            kind,
            line: line(tree.span()),
            depth,
            in_test: false,
        });
    }
}

/// A comment that documents becomes `doc = "…"` in brackets.
fn is_documentation(stream: &TokenStream) -> bool {
    let mut trees = stream.clone().into_iter();
    matches!(trees.next(), Some(TokenTree::Ident(word)) if word == "doc")
        && matches!(trees.next(), Some(TokenTree::Punct(sign)) if sign.as_char() == '=')
}

/// Marks each `#[cfg(test)]` and the item behind it.
fn mark_tests(tokens: &mut [Token]) {
    for start in 0..tokens.len() {
        if is_test_only(&tokens[start..]) {
            let end = end_of_item(tokens, start);
            for token in &mut tokens[start..=end] {
                token.in_test = true;
            }
        }
    }
}

/// Whether these tokens begin with `#[cfg(test)]`.
pub(crate) fn is_test_only(tokens: &[Token]) -> bool {
    tokens.len() > 6
        && tokens[0].is_sign('#')
        && tokens[1].is_open('[')
        && tokens[2].is_word("cfg")
        && tokens[3].is_open('(')
        && tokens[4].is_word("test")
        && tokens[5].kind == Kind::Close(')')
}

/// The last token of the item that begins, with its attributes, at `start`.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let depth = tokens[start].depth;
    (start..tokens.len())
        .find(|&at| {
            let token = &tokens[at];
            token.depth == depth && (token.is_sign(';') || token.kind == Kind::Close('}'))
        })
        .unwrap_or(tokens.len() - 1)
}

/// Every Rust file below `src`.
pub(crate) fn sources() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| rust_files("src/"));
    &SOURCES
}

/// Every Rust file below `tests`.
pub(crate) fn tests() -> &'static [Source] {
    static TESTS: LazyLock<Vec<Source>> = LazyLock::new(|| rust_files("tests/"));
    &TESTS
}

fn rust_files(below: &str) -> Vec<Source> {
    files()
        .iter()
        .filter(|(path, _)| path.starts_with(below) && path.ends_with(".rs"))
        .map(|(path, text)| Source::new(path, text))
        .collect()
}

/// Every text file of the tree with its path from the root.
pub(crate) fn files() -> &'static BTreeMap<String, String> {
    static FILES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let mut files = BTreeMap::new();
        read_folder(Path::new(ROOT), &mut files);
        files
    });
    &FILES
}

/// The text of the file at `path` from the root.
pub(crate) fn file(path: &str) -> &'static str {
    files()
        .get(path)
        .unwrap_or_else(|| panic!("there is no text file {path}"))
}

fn read_folder(folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, name) = (entry.path(), entry.file_name());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() && !NOT_OURS.iter().any(|not_ours| name == *not_ours) && name != ".venv" {
            read_folder(&path, files);
        } else if kind.is_file()
            && let Ok(text) = fs::read_to_string(&path)
        {
            let inner = path.strip_prefix(ROOT).unwrap();
            files.insert(inner.to_string_lossy().replace('\\', "/"), text);
        }
    }
}

/// Every file reached by `mod` from a root file, with whether only tests have it.
pub(crate) fn modules<'s>(sources: &'s [Source], roots: &[&str]) -> BTreeMap<&'s str, bool> {
    let by_path: BTreeMap<&str, &Source> = sources
        .iter()
        .map(|source| (source.path.as_str(), source))
        .collect();
    let mut reached = BTreeMap::new();
    let mut open: Vec<(&Source, bool)> = roots
        .iter()
        .filter_map(|root| Some((*by_path.get(root)?, false)))
        .collect();
    while let Some((source, in_test)) = open.pop() {
        reached.insert(source.path.as_str(), in_test);
        for (name, below_in_test) in children(source) {
            let folder = folder_of_children(&source.path);
            let found = [
                format!("{folder}{name}.rs"),
                format!("{folder}{name}/mod.rs"),
            ]
            .iter()
            .find_map(|path| by_path.get(path.as_str()).copied());
            open.extend(found.map(|child| (child, in_test || below_in_test)));
        }
    }
    reached
}

/// The modules that a file names with `mod name;`.
fn children(source: &Source) -> Vec<(&str, bool)> {
    source
        .tokens
        .windows(3)
        .filter(|three| three[0].is_word("mod") && three[2].is_sign(';'))
        .filter_map(|three| Some((three[1].word()?, three[1].in_test)))
        .collect()
}

fn folder_of_children(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name {
        "lib.rs" | "main.rs" | "mod.rs" => format!("{folder}/"),
        _ => format!("{folder}/{}/", name.trim_end_matches(".rs")),
    }
}
