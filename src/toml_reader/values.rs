//! Readers of single values.

use toml::de::DeValue;

use crate::programme::Id;
use crate::toml_reader::{Node, did_you_mean, shortened};

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
