use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rstest::rstest;

use super::*;

/// The keys of a file and the values each of its texts asks for.
fn texts_of(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in source_of(language).lines() {
        let starts_text = line.starts_with(|letter: char| letter.is_ascii_lowercase());
        if let Some((name, _)) = line.split_once(" = ").filter(|_| starts_text) {
            name.clone_into(&mut key);
            assert!(
                texts.insert(key.clone(), BTreeSet::new()).is_none(),
                "{}.ftl says {key} twice",
                language.tag()
            );
        }
        let values = line.split('$').skip(1).map(|after| {
            let ends = |letter: char| !letter.is_ascii_alphanumeric() && letter != '-';
            after.split(ends).next().unwrap_or_default().to_owned()
        });
        if !line.starts_with('#') {
            texts.entry(key.clone()).or_default().extend(values);
        }
    }
    texts.remove("");
    texts
}

#[rstest]
fn every_file_can_be_read_to_its_end(
    #[values(
        Language::Bokmal,
        Language::Nynorsk,
        Language::Swedish,
        Language::Danish,
        Language::English
    )]
    language: Language,
) {
    let resource = FluentResource::try_new(source_of(language).to_owned());
    assert!(resource.is_ok(), "{:?}", resource.err().map(|(_, why)| why));
    for key in texts_of(language).keys() {
        assert!(bundle_of(language).has_message(key), "{key} cannot be read");
    }
}

#[rstest]
#[case::danish(Language::Danish, &["koordinator", "koordinerer", "samling"])]
#[case::swedish(Language::Swedish, &["koordinator", "samling"])]
fn each_language_has_its_own_word_for_one_thing(
    #[case] language: Language,
    #[case] foreign: &[&str],
) {
    for line in source_of(language).lines() {
        let said = line
            .split_once(" = ")
            .map_or(line, |(_, said)| said)
            .to_lowercase();
        let said = said.split(|letter: char| !letter.is_alphabetic());
        for word in said {
            let found = foreign.iter().any(|foreign| word.starts_with(foreign));
            assert!(!found || line.starts_with('#'), "{line}");
        }
    }
}

#[rstest]
fn every_language_has_the_same_texts_with_the_same_values(
    #[values(
        Language::Nynorsk,
        Language::Swedish,
        Language::Danish,
        Language::English
    )]
    language: Language,
) {
    let bokmal = texts_of(Language::Bokmal);
    assert!(bokmal.len() > 100, "only {} texts found", bokmal.len());
    let other = texts_of(language);
    for (key, values) in &bokmal {
        assert_eq!(
            other.get(key),
            Some(values),
            "{key} in {}.ftl and in nb.ftl ask for different values",
            language.tag()
        );
    }
    for key in other.keys() {
        assert!(
            bokmal.contains_key(key),
            "{key} is in {}.ftl and not in nb.ftl",
            language.tag()
        );
    }
}

/// What stands between quotation marks in the code under `folder`, tests left out.
fn quoted_under(folder: &str) -> BTreeSet<String> {
    let mut quoted = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is = |name: &str| path.file_name().is_some_and(|file| file == name);
            if path.is_dir() && !is("tests") {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") && !is("tests.rs") {
                let code = std::fs::read_to_string(path).unwrap();
                quoted.extend(code.split('"').map(str::to_owned));
            }
        }
    }
    quoted
}

/// Whether `quoted` is `key`, or a format such as `page-speed-{}` that makes it.
fn makes(quoted: &str, key: &str) -> bool {
    match (quoted.find('{'), quoted.rfind('}')) {
        (Some(from), Some(to)) if from > 0 && from < to => {
            key.starts_with(&quoted[..from]) && key.ends_with(&quoted[to + 1..])
        }
        _ => quoted == key,
    }
}

#[test]
fn every_text_is_said_somewhere() {
    let quoted = quoted_under("src");
    let unsaid: Vec<String> = texts_of(Language::Bokmal)
        .into_keys()
        .filter(|key| !quoted.iter().any(|quoted| makes(quoted, key)))
        .collect();
    assert_eq!(unsaid, Vec::<String>::new());
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let texts = texts_of(Language::Bokmal);
    let is_key = |quoted: &String| {
        let mut letters = quoted.chars();
        quoted.contains('-')
            && letters.all(|letter| letter.is_ascii_lowercase() || "-{}".contains(letter))
    };
    let by_words = quoted_under("src/words").into_iter().filter(is_key);
    let elsewhere = [
        ("src/web", "page-"),
        ("src/report", "result-"),
        ("src/inbox", "mistake-"),
    ];
    let by_others = elsewhere.into_iter().flat_map(|(folder, begins)| {
        let quoted = quoted_under(folder).into_iter();
        quoted.filter(move |quoted| quoted.starts_with(begins) && is_key(quoted))
    });
    let asked: BTreeSet<String> = by_words.chain(by_others).collect();
    assert!(asked.len() > 80, "only {} found", asked.len());
    let missing: Vec<&String> = asked
        .iter()
        .filter(|quoted| !texts.keys().any(|key| makes(quoted, key)))
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
#[should_panic(expected = "there is no text nothing-of-the-kind in nn.ftl")]
fn a_missing_text_stops_a_test() {
    say(Language::Nynorsk, "nothing-of-the-kind", &[]);
}

#[test]
#[should_panic(expected = "the text moved-title in sv.ftl cannot be filled in")]
fn a_missing_value_stops_a_test() {
    say(Language::Swedish, "moved-title", &[]);
}

#[test]
fn a_flaw_tells_the_key_and_no_value() {
    let values = [("old", Value::Text("a private matter"))];
    let flaw = fill(Language::Danish, "moved-to-other-day", &values).unwrap_err();
    let told = flaw.to_string();
    assert!(told.contains("moved-to-other-day"), "{told}");
    assert!(!told.contains("private"), "{told}");
}

#[test]
fn the_next_best_is_english_and_then_the_key() {
    let number = [("number", Value::Number(2))];
    assert_eq!(next_best("moved-title", &number), "Session 2 has moved");
    assert_eq!(
        next_best("nothing-of-the-kind", &number),
        "nothing-of-the-kind"
    );
}

#[rstest]
#[case(Language::Bokmal, 1, "Sett av om lag ett minutt.")]
#[case(Language::Bokmal, 0, "Sett av om lag 0 minutter.")]
#[case(Language::Nynorsk, 1, "Set av om lag eitt minutt.")]
#[case(Language::Nynorsk, 30, "Set av om lag 30 minutt.")]
#[case(Language::Swedish, 1, "Avsätt ungefär en minut.")]
#[case(Language::Swedish, 30, "Avsätt ungefär 30 minuter.")]
#[case(Language::Danish, 1, "Sæt cirka et minut af.")]
#[case(Language::Danish, 30, "Sæt cirka 30 minutter af.")]
#[case(Language::English, 1, "Set aside about one minute.")]
#[case(Language::English, 1200, "Set aside about 1200 minutes.")]
fn one_and_many_are_told_apart(
    #[case] language: Language,
    #[case] minutes: usize,
    #[case] expected: &str,
) {
    let minutes = [("minutes", Value::Number(minutes))];
    assert_eq!(say(language, "reading-minutes", &minutes), expected);
}

#[test]
fn what_is_filled_in_stands_untouched() {
    let place = "{ $when } <b>*Rom* & \u{2068}{\"x\"}";
    let values = [
        ("number", Value::Number(2)),
        ("when", Value::Text("nå")),
        ("place", Value::Text(place)),
    ];
    assert_eq!(
        say(Language::Bokmal, "session-is", &values),
        format!("Samling 2 er nå, {place}.")
    );
}
