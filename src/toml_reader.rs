//! Reads TOML that people wrote: every mistake is collected with its place, none stops the reading.
//!
//! [`read_toml`] parses a file and hands its root to a closure. Each table is read inside a closure of its
//! own; when that returns, the keys it never asked for are reported as unknown. Checks that come later
//! report by dotted key through [`Report`], which knows where each key stands.

mod likeness;
mod report;
mod values;

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::findings::{Finding, Severity};

pub(crate) use likeness::{did_you_mean, nearest, shortened};
pub(crate) use report::Report;
pub(crate) use values::{choice, flag, id, number, text, text_or_empty};

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

    /// What `reading` makes of the value, if it is a table.
    pub(crate) fn table<T>(&self, reading: impl FnOnce(&Table<'d>) -> T) -> Option<T> {
        let DeValue::Table(entries) = self.value else {
            return None;
        };
        let table = Table::open(self.report, self.key.clone(), self.span.clone(), entries);
        Some(table.finish(reading))
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

fn join(key: &str, name: &str) -> String {
    if key.is_empty() {
        name.to_owned()
    } else {
        format!("{key}.{name}")
    }
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
