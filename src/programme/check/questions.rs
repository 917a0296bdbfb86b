//! Questions: how they may be answered, and in which languages they are asked.

mod asked;
mod surveys;

use std::collections::BTreeSet;

use crate::programme::Language;
use crate::programme::check::names::or_like;
use crate::programme::draft::{Draft, DraftNetwork, Keyed};
use crate::programme::question::{Choice, Localised, Mode, Question, QuestionKind, Results};
use crate::toml_reader::Report;

/// More options than this cannot be taken in at a glance.
const MOST_OPTIONS: usize = 10;
/// The longest label of a button in Slack, in characters.
const LONGEST_LABEL: usize = 75;

pub(super) fn check(draft: &Draft, report: &Report<'_>) {
    check_ids(draft, report);
    for part in &draft.questions {
        check_networks(part, draft, report);
        check_count(part, report);
        check_keys(part, report);
        check_labels(part, report);
        check_mode(part, report);
        check_languages(part, draft, report);
        asked::check(part, draft, report);
    }
    surveys::check(draft, report);
}

fn check_ids(draft: &Draft, report: &Report<'_>) {
    for (index, part) in draft.questions.iter().enumerate() {
        let question = &part.value;
        let earlier = draft.questions[..index]
            .iter()
            .find(|earlier| earlier.value.id == question.id);
        let Some(earlier) = earlier else { continue };
        let line = report.line(&earlier.key);
        let key = format!("{}.id", part.key);
        if are_other_scales(question, &earlier.value) {
            report.error(
                &key,
                "mixed_scales",
                format!(
                    "\"{}\" is a scale of {} steps here, and of {} in line {line}",
                    question.id,
                    question.options.len(),
                    earlier.value.options.len()
                ),
                format!(
                    "Answers on scales of different length cannot be compared: give this one an id \
                     of its own, such as \"{}-{}\".",
                    question.id,
                    question.options.len()
                ),
            );
        } else {
            report.error(
                &key,
                "duplicate_id",
                format!(
                    "there is a question \"{}\" already, in line {line}",
                    question.id
                ),
                "Give one of them another id.".to_owned(),
            );
        }
    }
}

fn are_other_scales(one: &Question, other: &Question) -> bool {
    one.kind == QuestionKind::Scale
        && other.kind == QuestionKind::Scale
        && one.options.len() != other.options.len()
}

fn check_networks(part: &Keyed<Question>, draft: &Draft, report: &Report<'_>) {
    for (index, network) in part.value.networks.iter().enumerate() {
        if draft.networks.iter().any(|known| known.id == *network) {
            continue;
        }
        report.error(
            &format!("{}.networks[{index}]", part.key),
            "unknown_network",
            format!("there is no network \"{network}\""),
            or_like(
                network,
                draft.networks.iter().map(|known| known.id.as_str()),
                "Add it as [[network]], or leave `networks` out to ask them all.",
            ),
        );
    }
}

/// The networks that are asked.
fn networks_of<'d>(
    question: &'d Question,
    draft: &'d Draft,
) -> impl Iterator<Item = &'d DraftNetwork> {
    let all = question.networks.is_empty();
    let networks = draft.networks.iter();
    networks.filter(move |network| all || question.networks.contains(&network.id))
}

/// Whether there are as many options as its kind needs.
fn check_count(part: &Keyed<Question>, report: &Report<'_>) {
    let question = &part.value;
    let count = question.options.len();
    let (code, message, suggestion) = match (question.kind, count) {
        (QuestionKind::Text, 0) if question.aside.is_none() => return,
        (QuestionKind::Text, _) => (
            "options_of_text",
            "a question answered in one's own words has no options".to_owned(),
            "Take `options` and `aside` away, or write kind = \"choice\".",
        ),
        (_, 0) => (
            "no_options",
            "there is nothing to choose from".to_owned(),
            "Add options = [{ key = \"ja\", text = \"Ja\" }, { key = \"nei\", text = \"Nei\" }], or \
             write kind = \"text\".",
        ),
        (_, 1) => (
            "too_few_options",
            "one option is no choice".to_owned(),
            "Add another one. \"Don't know\" belongs in `aside` and does not count.",
        ),
        (_, count) if count > MOST_OPTIONS => (
            "too_many_options",
            format!("{count} options are too many to choose from in a chat"),
            "Keep the ten most useful, or ask in two questions.",
        ),
        _ => return,
    };
    report.error(
        &format!("{}.options", part.key),
        code,
        message,
        suggestion.to_owned(),
    );
}

/// Every option of `part` with its key, the one set apart as the last.
fn options_of(part: &Keyed<Question>) -> Vec<(String, &Choice)> {
    let options = part.value.options.iter().enumerate();
    options
        .map(|(index, option)| (format!("{}.options[{index}]", part.key), option))
        .chain(
            part.value
                .aside
                .iter()
                .map(|aside| (format!("{}.aside", part.key), aside)),
        )
        .collect()
}

fn check_keys(part: &Keyed<Question>, report: &Report<'_>) {
    let options = options_of(part);
    for (index, (key, option)) in options.iter().enumerate() {
        let mut earlier = options[..index].iter();
        if let Some((first, _)) = earlier.find(|(_, earlier)| earlier.key == option.key) {
            report.error(
                &format!("{key}.key"),
                "duplicate_option",
                format!(
                    "there is an option \"{}\" already, in line {}",
                    option.key,
                    report.line(first)
                ),
                "Give one of them another key: answers are counted by it.".to_owned(),
            );
        }
    }
}

fn check_labels(part: &Keyed<Question>, report: &Report<'_>) {
    for (key, option) in options_of(part) {
        let longest = option.text.0.values().map(|text| text.chars().count());
        let length = longest.max().unwrap_or(0);
        if length > LONGEST_LABEL {
            report.warning(
                &format!("{key}.text"),
                "long_option",
                format!("an option of {length} characters does not fit on a button in Slack"),
                format!(
                    "Shorten it to {LONGEST_LABEL} characters; else it ends there in \"…\" on the button."
                ),
            );
        }
    }
}

/// What would break the promise of the mode.
fn check_mode(part: &Keyed<Question>, report: &Report<'_>) {
    let question = &part.value;
    if question.mode != Mode::Secret {
        return;
    }
    if question.results == Results::Live {
        report.error(
            &format!("{}.results", part.key),
            "live_secret",
            "results as they come in give away each new answer, and this question is secret"
                .to_owned(),
            "Write results = \"closing\", or choose another mode.".to_owned(),
        );
    }
    if question.kind == QuestionKind::Text {
        report.error(
            &format!("{}.mode", part.key),
            "secret_text",
            "what people write in their own words gives them away, so it cannot be kept in secret"
                .to_owned(),
            "Leave the comment out of a secret survey, or write mode = \"coordinator\".".to_owned(),
        );
    }
}

/// Everything is there in every language in which it is asked, and in which the question itself is.
fn check_languages(part: &Keyed<Question>, draft: &Draft, report: &Report<'_>) {
    let question = &part.value;
    let asked_in = networks_of(question, draft)
        .filter_map(|network| network.language.or(draft.language))
        .chain(question.text.0.keys().copied());
    let wanted: BTreeSet<Language> = asked_in.collect();
    let lacking: Vec<(String, BTreeSet<Language>)> = texts_of(part)
        .into_iter()
        .filter(|(_, text)| says_words(text))
        .map(|(key, text)| {
            let said = text.0.keys().copied().collect();
            (key, wanted.difference(&said).copied().collect())
        })
        .filter(|(_, lacking): &(_, BTreeSet<_>)| !lacking.is_empty())
        .collect();
    let Some((first, _)) = lacking.first() else {
        return;
    };
    let languages: BTreeSet<Language> = lacking.iter().flat_map(|(_, it)| it).copied().collect();
    let tags: Vec<&str> = languages.into_iter().map(Language::tag).collect();
    let inside = format!("{}.", part.key);
    let keys: Vec<&str> = lacking
        .iter()
        .map(|(key, _)| key.strip_prefix(&inside).unwrap_or(key))
        .collect();
    report.warning(
        first,
        "missing_language",
        format!(
            "\"{}\" is not said in {} everywhere: {}",
            question.id,
            tags.join(", "),
            keys.join(", ")
        ),
        format!(
            "Write each as {{ {} = \"…\" }}; else those readers get it in another language.",
            tags.join(" = \"…\", ")
        ),
    );
}

/// Every text of `part` with its key.
fn texts_of(part: &Keyed<Question>) -> Vec<(String, &Localised)> {
    let Keyed {
        key,
        value: question,
    } = part;
    let about = question.about.iter().enumerate();
    std::iter::once((format!("{key}.text"), &question.text))
        .chain(about.map(|(index, line)| (format!("{key}.about[{index}]"), line)))
        .chain(
            question
                .purpose
                .iter()
                .map(|text| (format!("{key}.purpose"), text)),
        )
        .chain(
            options_of(part)
                .into_iter()
                .map(|(key, option)| (format!("{key}.text"), &option.text)),
        )
        .collect()
}

/// Whether `text` has words to translate: "10–19 %" is the same in every language.
fn says_words(text: &Localised) -> bool {
    text.0
        .values()
        .any(|text| text.chars().any(char::is_alphabetic))
}
