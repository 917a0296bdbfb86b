use std::collections::{BTreeMap, BTreeSet};

use rstest::rstest;

use super::*;

#[test]
fn no_word_means_two_things_in_any_language() {
    let mut meanings: BTreeMap<String, BTreeSet<Keyword>> = BTreeMap::new();
    for (keyword, word) in all_words() {
        meanings.entry(folded(word)).or_default().insert(keyword);
    }
    assert!(meanings.len() > 100, "only {} words", meanings.len());
    meanings.retain(|_, keywords| keywords.len() > 1);
    assert_eq!(meanings, BTreeMap::new());
}

#[test]
fn every_command_has_a_word_in_every_language() {
    for name in Name::ALL {
        for language in Language::ALL {
            let word = word(language, Keyword::Command(name));
            assert_ne!(word, "", "{name:?} in {language:?}");
            assert_eq!(meaning(word), Some(Keyword::Command(name)));
        }
    }
}

#[test]
fn every_row_has_words_for_every_language_and_one_row() {
    let mut keywords = BTreeSet::new();
    for (keyword, words) in WORDS {
        assert!(keywords.insert(*keyword), "{keyword:?} has two rows");
        assert!(words.iter().all(|words| !words.is_empty()), "{keyword:?}");
    }
}

#[test]
fn no_word_is_longer_than_two() {
    for (_, word) in all_words() {
        assert!(folded(word).split(' ').count() <= 2, "{word}");
    }
}

#[rstest]
#[case("FLYTT", Name::Move)]
#[case("Hjælp", Name::Help)]
#[case("hjaelp", Name::Help)]
#[case("hjalp", Name::Help)]
#[case("kunngjor", Name::Announce)]
#[case("kunngjoer", Name::Announce)]
#[case("stall in", Name::Cancel)]
#[case("påminn", Name::Nudge)]
#[case("pa\u{30a}minn", Name::Nudge)]
#[case("paaminn", Name::Nudge)]
fn nordic_letters_are_known_as_they_can_be_typed(#[case] typed: &str, #[case] name: Name) {
    assert_eq!(meaning(typed), Some(Keyword::Command(name)));
}

#[test]
fn a_word_of_no_language_means_nothing() {
    assert_eq!(meaning("brumaire"), None);
    assert_eq!(meaning(""), None);
}
