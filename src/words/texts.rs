//! Finds a sentence by its key and fills it in.
//!
//! The five files are built into the program. A key or a value that is missing is our own mistake:
//! it stops a program built with debug assertions, as the tests are; a released one says the next
//! best thing and leaves a line in the log.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};

use crate::programme::Language;

type Bundle = FluentBundle<FluentResource>;

static BOKMAL: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Bokmal));
static NYNORSK: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Nynorsk));
static SWEDISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Swedish));
static DANISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Danish));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));

/// Something to fill into a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Text(&'a str),
    Number(usize),
}

/// The sentence `key` in `language` with `values` filled in.
pub fn say(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> String {
    fill(language, key, values).unwrap_or_else(|flaw| {
        debug_assert!(false, "{flaw}");
        tracing::error!(%flaw, "a text has a flaw; the next best is said");
        next_best(key, values)
    })
}

/// What is said for a text with a flaw: the English one, else the key.
fn next_best(key: &str, values: &[(&str, Value<'_>)]) -> String {
    fill(Language::English, key, values).unwrap_or_else(|_| key.to_owned())
}

/// What is wrong with a text. Names keys, never values.
#[derive(Debug, PartialEq, thiserror::Error)]
enum Flaw {
    #[error("there is no text {key} in {}.ftl", language.tag())]
    NoSuchText { language: Language, key: String },
    #[error("the text {key} in {}.ftl cannot be filled in: {errors:?}", language.tag())]
    NotFilledIn {
        language: Language,
        key: String,
        errors: Vec<FluentError>,
    },
}

fn fill(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> Result<String, Flaw> {
    let bundle = bundle_of(language);
    let pattern = bundle
        .get_message(key)
        .and_then(|message| message.value())
        .ok_or_else(|| Flaw::NoSuchText {
            language,
            key: key.to_owned(),
        })?;
    let values: FluentArgs<'_> = values
        .iter()
        .map(|(name, value)| (*name, FluentValue::from(value)))
        .collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
    if errors.is_empty() {
        Ok(text.into_owned())
    } else {
        Err(Flaw::NotFilledIn {
            language,
            key: key.to_owned(),
            errors,
        })
    }
}

impl<'a> From<&Value<'a>> for FluentValue<'a> {
    fn from(value: &Value<'a>) -> Self {
        match *value {
            Value::Text(text) => Self::from(text),
            Value::Number(number) => Self::from(number),
        }
    }
}

fn bundle_of(language: Language) -> &'static Bundle {
    match language {
        Language::Bokmal => &BOKMAL,
        Language::Nynorsk => &NYNORSK,
        Language::Swedish => &SWEDISH,
        Language::Danish => &DANISH,
        Language::English => &ENGLISH,
    }
}

const fn source_of(language: Language) -> &'static str {
    match language {
        Language::Bokmal => include_str!("nb.ftl"),
        Language::Nynorsk => include_str!("nn.ftl"),
        Language::Swedish => include_str!("sv.ftl"),
        Language::Danish => include_str!("da.ftl"),
        Language::English => include_str!("en.ftl"),
    }
}

fn bundle(language: Language) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // Isolating marks around values are for mixed directions of writing; in chat they are litter.
    bundle.set_use_isolating(false);
    // What cannot be read is left out here, and found missing by the tests.
    let resource = FluentResource::try_new(source_of(language).to_owned())
        .unwrap_or_else(|(readable, _)| readable);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests;
