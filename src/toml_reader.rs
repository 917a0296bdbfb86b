//! Reads TOML that people wrote: every mistake is collected with its place, none stops the reading.
//!
//! [`read_toml`] parses a file and hands its root to a closure. Each table is read inside a closure of its
//! own; when that returns, the keys it never asked for are reported as unknown. Checks that come later
//! report by dotted key through [`Report`], which knows where each key stands.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::findings::{Finding, Severity, position};
use crate::programme::Id;

/// How alike two words must be for "did you mean".
const ALIKE: f64 = 0.75;

/// Reads `source`, called `file` in findings: gives what `reading` makes of the root table, unless the
/// file is not TOML, and the findings in order of place.
pub(crate) fn read_toml<T>(
    source: &str,
    file: &str,
    reading: impl FnOnce(&Table<'_>) -> T,
) -> (Option<T>, Vec<Finding>) {
    let report = Report::new(source, file);
    let (root, errors) = DeTable::parse_recoverable(source);
    // An impossible date is a value that a reader can refuse; anything else is not TOML.
    let broken = errors.iter().find(|error| {
        !error
            .span()
            .is_some_and(|span| is_unreadable_date(root.get_ref(), &span))
    });
    if let Some(error) = broken {
        report.syntax(error.message(), error.span());
        return (None, report.into_findings());
    }
    report.note_places(String::new(), root.get_ref());
    let read = Table::open(&report, String::new(), 0..0, root.get_ref()).finish(reading);
    (Some(read), report.into_findings())
}

fn is_unreadable_date(table: &DeTable<'_>, span: &Range<usize>) -> bool {
    table
        .iter()
        .any(|(_, value)| is_unreadable_date_value(value, span))
}

fn is_unreadable_date_value(value: &Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    match value.get_ref() {
        DeValue::Datetime(read) => {
            read.date.is_none() && read.time.is_none() && value.span() == *span
        }
        DeValue::Table(table) => is_unreadable_date(table, span),
        DeValue::Array(items) => items
            .iter()
            .any(|item| is_unreadable_date_value(item, span)),
        _ => false,
    }
}

/// Collects what is wrong with one file.
pub(crate) struct Report<'s> {
    source: &'s str,
    file: String,
    places: RefCell<BTreeMap<String, Range<usize>>>,
    found: RefCell<Vec<Finding>>,
}

impl<'s> Report<'s> {
    fn new(source: &'s str, file: &str) -> Self {
        Self {
            source,
            file: file.to_owned(),
            places: RefCell::default(),
            found: RefCell::default(),
        }
    }

    /// The file cannot be used because of what stands at `key`.
    pub(crate) fn error(&self, key: &str, code: &'static str, message: String, suggestion: String) {
        self.add(Severity::Error, key, code, message, suggestion);
    }

    /// The file can be used, but its author should look at `key`.
    pub(crate) fn warning(
        &self,
        key: &str,
        code: &'static str,
        message: String,
        suggestion: String,
    ) {
        self.add(Severity::Warning, key, code, message, suggestion);
    }

    /// The line on which `key`, or the nearest key above it that is there, stands.
    pub(crate) fn line(&self, key: &str) -> usize {
        position(self.source, self.place(key).start).0
    }

    fn add(
        &self,
        severity: Severity,
        key: &str,
        code: &'static str,
        message: String,
        suggestion: String,
    ) {
        self.add_at(self.place(key), severity, key, code, message, suggestion);
    }

    fn add_at(
        &self,
        span: Range<usize>,
        severity: Severity,
        key: &str,
        code: &'static str,
        message: String,
        suggestion: String,
    ) {
        let (line, column) = position(self.source, span.start);
        self.found.borrow_mut().push(Finding {
            severity,
            code,
            file: self.file.clone(),
            line,
            column,
            key: key.to_owned(),
            message,
            suggestion: (!suggestion.is_empty()).then_some(suggestion),
            span,
        });
    }

    fn syntax(&self, message: &str, span: Option<Range<usize>>) {
        let start = self
            .source
            .floor_char_boundary(span.as_ref().map_or(0, |span| span.start));
        let end = self
            .source
            .ceil_char_boundary(span.map_or(0, |span| span.end))
            .max(start);
        self.add_at(
            start..end,
            Severity::Error,
            "",
            "syntax",
            format!("this is not TOML: {message}"),
            "Text, and dates such as 01.11.2018, stand in quotation marks: date = \"01.11.2018\"."
                .to_owned(),
        );
    }

    fn place(&self, key: &str) -> Range<usize> {
        let places = self.places.borrow();
        let mut key = key;
        loop {
            if let Some(span) = places.get(key) {
                return span.clone();
            }
            match key.rfind(['.', '[']) {
                Some(cut) => key = &key[..cut],
                None => return 0..0,
            }
        }
    }

    fn note_places(&self, key: String, table: &DeTable<'_>) {
        for (name, value) in table.iter() {
            self.note_value(join(&key, name.get_ref()), value);
        }
    }

    fn note_value(&self, key: String, value: &Spanned<DeValue<'_>>) {
        self.places.borrow_mut().insert(key.clone(), value.span());
        match value.get_ref() {
            DeValue::Table(table) => self.note_places(key, table),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.note_value(format!("{key}[{index}]"), item);
                }
            }
            _ => {}
        }
    }

    fn into_findings(self) -> Vec<Finding> {
        let mut found = self.found.into_inner();
        found.sort_by(|a, b| (a.span.start, &a.key, a.code).cmp(&(b.span.start, &b.key, b.code)));
        found
    }
}

fn join(key: &str, name: &str) -> String {
    if key.is_empty() {
        name.to_owned()
    } else {
        format!("{key}.{name}")
    }
}

/// A table being read.
pub(crate) struct Table<'d> {
    pub(crate) key: String,
    pub(crate) report: &'d Report<'d>,
    span: Range<usize>,
    entries: &'d DeTable<'d>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'d> Table<'d> {
    fn open(
        report: &'d Report<'d>,
        key: String,
        span: Range<usize>,
        entries: &'d DeTable<'d>,
    ) -> Self {
        Self {
            key,
            report,
            span,
            entries,
            asked: RefCell::default(),
        }
    }

    /// What `reading` makes of the value called `name`, if there is one.
    pub(crate) fn optional<T>(
        &self,
        name: &'static str,
        reading: impl FnOnce(&Node<'_>) -> Option<T>,
    ) -> Option<T> {
        self.node(name).and_then(|node| reading(&node))
    }

    /// Like [`Table::optional`], but a missing value is an error; `example` shows what to write.
    pub(crate) fn required<T>(
        &self,
        name: &'static str,
        example: &str,
        reading: impl FnOnce(&Node<'_>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(name);
        if node.is_none() {
            self.report.add_at(
                self.span.clone(),
                Severity::Error,
                &self.key_of(name),
                "missing_key",
                format!("`{name}` is missing"),
                format!("Add {name} = {example}."),
            );
        }
        node.and_then(|node| reading(&node))
    }

    /// What `reading` makes of each item of the list called `name`; without items when it is absent.
    pub(crate) fn list<T>(
        &self,
        name: &'static str,
        reading: impl Fn(&Node<'_>) -> Option<T>,
    ) -> Vec<T> {
        let items = self.node(name).and_then(|node| node.items());
        items
            .unwrap_or_default()
            .iter()
            .filter_map(reading)
            .collect()
    }

    /// What `reading` makes of the table called `name`, if there is one.
    pub(crate) fn table<T>(
        &self,
        name: &'static str,
        reading: impl FnOnce(&Table<'_>) -> T,
    ) -> Option<T> {
        let header = format!("[{}]", self.header_of(name));
        Some(self.node(name)?.into_table(&header)?.finish(reading))
    }

    /// What `reading` makes of each of the tables called `name`, as `[[name]]` writes them.
    pub(crate) fn tables<T>(
        &self,
        name: &'static str,
        reading: impl Fn(&Table<'_>) -> Option<T>,
    ) -> Vec<T> {
        let header = format!("[[{}]]", self.header_of(name));
        let Some(node) = self.node(name) else {
            return Vec::new();
        };
        let DeValue::Array(items) = node.value else {
            node.wrong_type(&format!("written as {header}"));
            return Vec::new();
        };
        items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| node.item(index, item).into_table(&header))
            .filter_map(|table| table.finish(&reading))
            .collect()
    }

    /// Whether there is a value called `name`.
    pub(crate) fn has(&self, name: &'static str) -> bool {
        self.node(name).is_some()
    }

    /// The dotted key of `name` in this table.
    pub(crate) fn key_of(&self, name: &str) -> String {
        join(&self.key, name)
    }

    /// The key without positions, as table headers write it: `network.session`.
    fn header_of(&self, name: &str) -> String {
        let mut header = String::new();
        let mut inside = false;
        for letter in self.key_of(name).chars() {
            match letter {
                '[' => inside = true,
                ']' => inside = false,
                _ if inside => {}
                _ => header.push(letter),
            }
        }
        header
    }

    fn node(&self, name: &'static str) -> Option<Node<'d>> {
        self.asked.borrow_mut().push(name);
        let value = self.entries.get(name)?;
        Some(Node {
            key: self.key_of(name),
            report: self.report,
            span: value.span(),
            value: value.get_ref(),
        })
    }

    fn finish<T>(self, reading: impl FnOnce(&Self) -> T) -> T {
        let read = reading(&self);
        let asked = self.asked.borrow();
        for (name, _) in self.entries.iter() {
            let written: &str = name.get_ref();
            if !asked.contains(&written) {
                self.report.add_at(
                    name.span(),
                    Severity::Error,
                    &self.key_of(&shortened(written)),
                    "unknown_key",
                    format!("there is no key `{}` here", shortened(written)),
                    did_you_mean(written, asked.iter().copied())
                        .unwrap_or_else(|| format!("Known here: {}.", listed(&asked))),
                );
            }
        }
        drop(asked);
        read
    }
}

/// A value being read.
pub(crate) struct Node<'d> {
    pub(crate) key: String,
    pub(crate) report: &'d Report<'d>,
    pub(crate) value: &'d DeValue<'d>,
    span: Range<usize>,
}

impl<'d> Node<'d> {
    /// Reports the value as wrong.
    pub(crate) fn error(&self, code: &'static str, message: String, suggestion: String) {
        self.report.error(&self.key, code, message, suggestion);
    }

    /// Reports that the value is not `wanted`, such as "text in quotation marks".
    pub(crate) fn wrong_type(&self, wanted: &str) {
        self.error(
            "wrong_type",
            format!("this is {}, and should be {wanted}", type_name(self.value)),
            String::new(),
        );
    }

    /// The value as it stands in the file.
    pub(crate) fn written(&self) -> &str {
        self.report
            .source
            .get(self.span.clone())
            .unwrap_or_default()
    }

    fn item(&self, index: usize, item: &'d Spanned<DeValue<'d>>) -> Self {
        Self {
            key: format!("{}[{index}]", self.key),
            report: self.report,
            span: item.span(),
            value: item.get_ref(),
        }
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Option<Vec<Self>> {
        let DeValue::Array(items) = self.value else {
            self.wrong_type("a list: [\"one\", \"two\"]");
            return None;
        };
        let items = items.iter().enumerate();
        Some(items.map(|(index, item)| self.item(index, item)).collect())
    }

    fn into_table(self, header: &str) -> Option<Table<'d>> {
        let DeValue::Table(entries) = self.value else {
            self.wrong_type(&format!("a table: {header}"));
            return None;
        };
        Some(Table::open(self.report, self.key, self.span, entries))
    }
}

/// Text, without the space around it, that says something.
pub(crate) fn text(node: &Node<'_>) -> Option<String> {
    let text = text_or_empty(node)?;
    if text.is_empty() {
        node.error(
            "bad_value",
            "this is empty".to_owned(),
            "Write it, or leave the line out.".to_owned(),
        );
        return None;
    }
    Some(text)
}

/// Text, without the space around it.
pub(crate) fn text_or_empty(node: &Node<'_>) -> Option<String> {
    match node.value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        _ => {
            node.wrong_type("text in quotation marks");
            None
        }
    }
}

/// A short name that stays the same for good.
pub(crate) fn id(node: &Node<'_>) -> Option<Id> {
    let written = text(node)?;
    let id = Id::parse(&written);
    if id.is_none() {
        node.error(
            "bad_value",
            format!("\"{}\" cannot be an id", shortened(&written)),
            format!(
                "Write lower-case letters a–z, digits and hyphens, at most 64: \"{}\".",
                as_id(&written)
            ),
        );
    }
    id
}

/// An id that looks like `text`.
fn as_id(text: &str) -> String {
    let mut id = String::new();
    for letter in text.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => id.push(letter),
            'æ' | 'ä' => id.push_str("ae"),
            'ø' | 'ö' => id.push('o'),
            'å' => id.push('a'),
            _ if id.ends_with('-') || id.is_empty() => {}
            _ => id.push('-'),
        }
    }
    id.truncate(64);
    let id = id.trim_end_matches('-');
    if id.is_empty() { "gruppe-1" } else { id }.to_owned()
}

/// `true` or `false`.
pub(crate) fn flag(node: &Node<'_>) -> Option<bool> {
    match node.value {
        DeValue::Boolean(flag) => Some(*flag),
        _ => {
            node.wrong_type("true or false");
            None
        }
    }
}

/// A whole number from `least` to `most`.
pub(crate) fn number<N: TryFrom<i64>>(least: i64, most: i64) -> impl Fn(&Node<'_>) -> Option<N> {
    move |node| {
        let DeValue::Integer(written) = node.value else {
            node.wrong_type("a whole number");
            return None;
        };
        let number = i64::from_str_radix(written.as_str(), written.radix()).ok();
        let fits = number
            .filter(|number| (least..=most).contains(number))
            .and_then(|number| N::try_from(number).ok());
        if fits.is_none() {
            node.error(
                "bad_value",
                format!("{} is out of range", shortened(written.as_str())),
                format!("Write a whole number from {least} to {most}."),
            );
        }
        fits
    }
}

/// One of `choices`, each a word and what it stands for.
pub(crate) fn choice<T: Clone>(choices: Vec<(&'static str, T)>) -> impl Fn(&Node<'_>) -> Option<T> {
    move |node| {
        let written = text(node)?;
        let found = choices.iter().find(|(word, _)| *word == written);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            node.error(
                "bad_value",
                format!("\"{}\" is not a choice here", shortened(&written)),
                did_you_mean(&written, words.iter().copied())
                    .unwrap_or_else(|| format!("Choose one of: {}.", words.join(", "))),
            );
        }
        found.map(|(_, value)| value.clone())
    }
}

/// "Did you mean …?" for the one of `known` that is most like `written`.
pub(crate) fn did_you_mean<'k>(
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    nearest(written, known).map(|word| format!("Did you mean \"{word}\"?"))
}

/// The one of `known` that is most like `written`, if any is.
pub(crate) fn nearest<'k>(
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|word| (likeness(&written, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        // The first of the best, so that the answer does not depend on anything else.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, word)| word)
}

fn likeness(a: &str, b: &str) -> f64 {
    // Long inputs can be no slip of the finger, and comparing them costs their product.
    if a.len().max(b.len()) > 128 {
        return 0.0;
    }
    strsim::jaro_winkler(a, b).min(strsim::normalized_damerau_levenshtein(a, b) + 0.2)
}

/// `text`, cut where it would make a message unreadable. A web address is not repeated at all: a
/// webhook's is a password, and may stand in the wrong place.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    if text.contains("://") || text.contains("hooks.slack") {
        return Cow::Borrowed("(a web address)");
    }
    if text.chars().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let mut start: String = text.chars().take(LONGEST).collect();
    start.push('…');
    Cow::Owned(start)
}

fn listed(words: &[&str]) -> String {
    let mut words = words.to_vec();
    words.sort_unstable();
    words.dedup();
    words.join(", ")
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
