//! What simulated leaders write: data, in `texts.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::plan::Content;
use crate::programme::Language;

static TEXTS: LazyLock<BTreeMap<Language, Texts>> =
    LazyLock::new(|| toml::from_str(include_str!("texts.toml")).unwrap_or_default());

/// The texts of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    /// At the end of a session: what we take with us, and try first.
    closing: Vec<String>,
    /// What we choose to work on.
    work: Vec<String>,
    /// How it is going.
    touchpoint: Vec<String>,
    /// What we have to share.
    sharing: Vec<String>,
    /// To any question that is answered in one's own words.
    own_words: Vec<String>,
}

/// What can be written in reply to a post that says `content`; nothing to what asks for no reply.
pub(super) fn replies(content: &Content, language: Language) -> &'static [String] {
    let Some(texts) = TEXTS.get(&language) else {
        return &[];
    };
    match content {
        Content::Closing { .. } => &texts.closing,
        Content::IntermediateWork { .. } => &texts.work,
        Content::Touchpoint { .. } => &texts.touchpoint,
        Content::Sharing { .. } => &texts.sharing,
        _ => &[],
    }
}

/// What can be answered in one's own words.
pub(super) fn own_words(language: Language) -> &'static [String] {
    TEXTS
        .get(&language)
        .map_or(&[], |texts| texts.own_words.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_something_to_say_on_every_occasion_and_nothing_twice() {
        for language in Language::ALL {
            let texts = &TEXTS[&language];
            for list in [
                &texts.closing,
                &texts.work,
                &texts.touchpoint,
                &texts.sharing,
                &texts.own_words,
            ] {
                let mut seen = std::collections::BTreeSet::new();
                assert!(list.len() >= 2, "{language:?}");
                for text in list {
                    assert!(seen.insert(text), "{text}");
                    assert!(text.chars().count() < 200, "{text}");
                }
            }
        }
    }
}
