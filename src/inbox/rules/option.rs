//! What someone wrote → the options of a question: by number, by their words or by a part of them.

use crate::inbox::rules::plain;
use crate::programme::question::{Choice, Question, QuestionKind};
use crate::toml_reader::nearest;

/// Words that may stand beside a number.
const BESIDE: [&str; 15] = [
    "nr",
    "no",
    "nummer",
    "number",
    "alternativ",
    "option",
    "mulighed",
    "valg",
    "val",
    "svar",
    "og",
    "och",
    "and",
    "den",
    "takk",
];
/// A text may have so many words more than an option and still be meant as it.
const WORDS_AROUND: usize = 3;

/// How a text fits a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// Keys of options.
    Chosen(Vec<String>),
    /// It is about the options, and does not say which.
    Unclear,
    Not,
}

/// How `text` fits `question`.
pub(super) fn fit(question: &Question, text: &str) -> Fit {
    let options: Vec<&Choice> = question.options.iter().chain(&question.aside).collect();
    if options.is_empty() {
        return Fit::Not;
    }
    let whole = one(&options, text);
    if question.kind != QuestionKind::Choices {
        return match whole {
            Fit::Chosen(keys) if keys.len() > 1 => Fit::Unclear,
            whole => whole,
        };
    }
    let pieces: Vec<Fit> = text
        .split([',', ';', '+', '\n'])
        .filter(|piece| !plain(piece).is_empty())
        .map(|piece| one(&options, piece))
        .collect();
    let mut chosen = Vec::new();
    for piece in &pieces {
        match piece {
            Fit::Chosen(keys) => chosen.extend(keys.iter().cloned()),
            _ => return whole,
        }
    }
    if chosen.is_empty() {
        whole
    } else {
        Fit::Chosen(chosen)
    }
}

/// The numbers that `text` consists of, if it has nothing else.
pub(super) fn numbers(text: &str) -> Option<Vec<usize>> {
    let plain = plain(text);
    let words = plain.split(' ').filter(|word| !BESIDE.contains(word));
    let numbers: Option<Vec<usize>> = words.map(|word| word.parse().ok()).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

fn one(options: &[&Choice], text: &str) -> Fit {
    let written = plain(text);
    let by_label = labelled(options, |label| label == written);
    let by_number = numbers(text).map(|numbers| numbered(options, &numbers));
    match (by_label.as_slice(), by_number) {
        ([only], None) => return Fit::Chosen(vec![only.clone()]),
        // "2" may be the second option, or the one that is called 2.
        ([only], Some(by_number)) => {
            let same = by_number.is_none_or(|keys| keys == [only.clone()]);
            return match same {
                true => Fit::Chosen(vec![only.clone()]),
                false => Fit::Unclear,
            };
        }
        (_, Some(Some(keys))) => return Fit::Chosen(keys),
        (_, Some(None)) => return Fit::Unclear,
        (_, None) => {}
    }
    let words: Vec<&str> = written.split(' ').collect();
    if written.chars().count() >= 2 {
        let part = labelled(options, |label| has_run(label, &words));
        match part.as_slice() {
            [] => {}
            [only] => return Fit::Chosen(vec![only.clone()]),
            _ => return Fit::Unclear,
        }
    }
    if is_nearly_an_option(options, &written, words.len()) {
        return Fit::Unclear;
    }
    Fit::Not
}

/// The options under these numbers, from 1; nothing when there is no such.
fn numbered(options: &[&Choice], numbers: &[usize]) -> Option<Vec<String>> {
    let keys = numbers.iter().map(|number| {
        let option = options.get(number.checked_sub(1)?)?;
        Some(option.key.to_string())
    });
    keys.collect()
}

/// The options of which a label, in any language, is such.
fn labelled(options: &[&Choice], is_such: impl Fn(&str) -> bool) -> Vec<String> {
    let options = options.iter();
    options
        .filter(|option| labels(option).any(|label| is_such(&label)))
        .map(|option| option.key.to_string())
        .collect()
}

fn labels(option: &Choice) -> impl Iterator<Item = String> {
    let key = std::iter::once(option.key.as_str());
    let labels = option.text.0.values().map(String::as_str);
    labels.chain(key).map(plain)
}

/// Whether `words` stand in `label` one after the other.
fn has_run(label: &str, words: &[&str]) -> bool {
    let label: Vec<&str> = label.split(' ').collect();
    label.windows(words.len()).any(|run| run == words)
}

/// A slip of the finger, or an option with a few words around it: too near to be taken for something
/// else, and not near enough to be counted.
fn is_nearly_an_option(options: &[&Choice], written: &str, words: usize) -> bool {
    let labels: Vec<String> = options.iter().flat_map(|option| labels(option)).collect();
    let around = labels.iter().any(|label| {
        let run: Vec<&str> = label.split(' ').collect();
        run.len() > 1 && words <= run.len() + WORDS_AROUND && has_run(written, &run)
    });
    let known = labels.iter().filter(|label| label.len() > 3);
    around || nearest(written, known.map(String::as_str)).is_some()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::inbox::rules::samples::question;

    #[rstest]
    #[case::number("2", &["noen"])]
    #[case::full_stop("2.", &["noen"])]
    #[case::words_beside("Nr. 2", &["noen"])]
    #[case::set_apart("4", &["vet-ikke"])]
    #[case::label("I stor grad", &["stor"])]
    #[case::quoted("«i STOR grad».", &["stor"])]
    #[case::part("stor grad", &["stor"])]
    #[case::one_word("stor", &["stor"])]
    #[case::other_language("I hög grad", &["stor"])]
    #[case::without_marks("i hog grad", &["stor"])]
    #[case::key("vet-ikke", &["vet-ikke"])]
    fn a_text_chooses(#[case] text: &str, #[case] keys: &[&str]) {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(fit(&question(QuestionKind::Scale), text), Fit::Chosen(keys));
    }

    #[rstest]
    #[case::part_of_several("grad")]
    #[case::too_high("5")]
    #[case::zero("0")]
    #[case::two_of_one("1 og 2")]
    #[case::slip("I stor gradd")]
    #[case::words_around("jeg mener i stor grad")]
    fn a_text_asks_for_more(#[case] text: &str) {
        assert_eq!(fit(&question(QuestionKind::Scale), text), Fit::Unclear);
    }

    #[rstest]
    #[case("Vi har prøvd det i hele kollegiet, og i stor grad har det fungert godt.")]
    #[case("takk")]
    #[case("")]
    #[case("…")]
    fn a_text_is_about_something_else(#[case] text: &str) {
        assert_eq!(fit(&question(QuestionKind::Scale), text), Fit::Not);
    }

    #[rstest]
    #[case("1, 3", &["liten", "stor"])]
    #[case("1 og 3", &["liten", "stor"])]
    #[case("stor grad; vet ikke", &["stor", "vet-ikke"])]
    #[case("2", &["noen"])]
    fn several_may_be_chosen(#[case] text: &str, #[case] keys: &[&str]) {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(
            fit(&question(QuestionKind::Choices), text),
            Fit::Chosen(keys)
        );
    }

    #[test]
    fn a_number_that_is_also_the_name_of_another_option_is_unclear() {
        let mut bands = question(QuestionKind::Bands);
        for (option, label) in bands.options.iter_mut().zip(["0", "1", "2 eller flere"]) {
            for text in option.text.0.values_mut() {
                label.clone_into(text);
            }
        }
        assert_eq!(fit(&bands, "1"), Fit::Unclear);
        assert_eq!(fit(&bands, "0"), Fit::Chosen(vec!["liten".to_owned()]));
    }

    #[test]
    fn free_text_has_no_options() {
        let mut text = question(QuestionKind::Text);
        text.options.clear();
        text.aside = None;
        assert_eq!(fit(&text, "2"), Fit::Not);
    }
}
