//! Collects what is wrong with one file, by dotted key.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::findings::{Finding, Severity, position};
use crate::toml_reader::join;

/// Collects what is wrong with one file.
pub(crate) struct Report<'s> {
    pub(super) source: &'s str,
    file: String,
    places: RefCell<BTreeMap<String, Range<usize>>>,
    found: RefCell<Vec<Finding>>,
}

impl<'s> Report<'s> {
    pub(super) fn new(source: &'s str, file: &str) -> Self {
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

    pub(super) fn add_at(
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

    pub(super) fn syntax(&self, message: &str, span: Option<Range<usize>>) {
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

    pub(super) fn note_places(&self, key: String, table: &DeTable<'_>) {
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

    pub(super) fn into_findings(self) -> Vec<Finding> {
        let mut found = self.found.into_inner();
        found.sort_by(|a, b| (a.span.start, &a.key, a.code).cmp(&(b.span.start, &b.key, b.code)));
        found
    }
}
