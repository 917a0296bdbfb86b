//! The language of a page: chosen on it, else what the browser asks for, else that of the question.

use axum::http::header::{ACCEPT_LANGUAGE, HeaderMap};

use crate::programme::Language;
use crate::programme::question::Localised;

/// Someone who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reader {
    pub(super) language: Language,
    /// Where the language was chosen on the page; further links keep it.
    pub(super) chosen: Option<Language>,
}

/// What a request says of its reader's language.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    chosen: Option<Language>,
    accepted: Option<Accepted>,
}

/// A language that a browser asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Accepted {
    Language(Language),
    /// "no": either of the Norwegian ones.
    Norwegian,
}

impl Reader {
    /// What a request with this query and these headers says.
    pub(super) fn of_request(query: Option<&str>, headers: &HeaderMap) -> Asked {
        let query = query.unwrap_or_default().as_bytes();
        let chosen = url::form_urlencoded::parse(query)
            .find(|(name, _)| name == "lang")
            .and_then(|(_, tag)| Language::of_tag(&tag));
        let accepted = headers.get(ACCEPT_LANGUAGE);
        let accepted = accepted.and_then(|header| header.to_str().ok());
        Asked {
            chosen,
            accepted: accepted.and_then(accepted_in),
        }
    }

    /// Where the page of `token` is, in the language that was chosen. Beside this page.
    pub(super) fn address(self, token: &str) -> String {
        match self.chosen {
            Some(language) => in_language(token, language),
            None => token.to_owned(),
        }
    }
}

impl Asked {
    /// The reader, in the language of the question where nothing else is known.
    pub(super) fn otherwise(&self, of_question: Option<Language>) -> Reader {
        let norwegian = of_question
            .filter(|language| matches!(language, Language::Bokmal | Language::Nynorsk))
            .unwrap_or(Language::Bokmal);
        let accepted = self.accepted.map(|accepted| match accepted {
            Accepted::Language(language) => language,
            Accepted::Norwegian => norwegian,
        });
        let language = self.chosen.or(accepted).or(of_question);
        Reader {
            language: language.unwrap_or(Language::English),
            chosen: self.chosen,
        }
    }
}

/// Where the page of `token` is in `language`. Beside this page.
pub(super) fn in_language(token: &str, language: Language) -> String {
    format!("{token}?lang={}", language.tag())
}

/// What a language calls itself; the same in every language.
pub(super) const fn own_name(language: Language) -> &'static str {
    match language {
        Language::Bokmal => "Bokmål",
        Language::Nynorsk => "Nynorsk",
        Language::Swedish => "Svenska",
        Language::Danish => "Dansk",
        Language::English => "English",
    }
}

/// The best of the languages in an `Accept-Language` header that we speak.
fn accepted_in(header: &str) -> Option<Accepted> {
    let mut wanted: Vec<(f32, Accepted)> = header
        .split(',')
        .filter_map(|part| {
            let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
            let weight = weight.trim().strip_prefix("q=")?.parse::<f32>().ok()?;
            (weight > 0.0).then_some((weight, accepted(tag.trim())?))
        })
        .collect();
    // Stable: of equal weight the first.
    wanted.sort_by(|one, other| other.0.total_cmp(&one.0));
    wanted.first().map(|(_, accepted)| *accepted)
}

fn accepted(tag: &str) -> Option<Accepted> {
    let language = tag.split('-').next()?.to_ascii_lowercase();
    match language.as_str() {
        "no" => Some(Accepted::Norwegian),
        tag => Language::of_tag(tag).map(Accepted::Language),
    }
}

/// `text` for a reader of `language`, with the language it is in where that is another one.
pub(super) fn localised(
    text: &Localised,
    language: Language,
    otherwise: Language,
) -> (Option<&'static str>, &str) {
    let found = [language, otherwise]
        .into_iter()
        .chain(text.0.keys().copied())
        .find(|language| text.0.contains_key(language));
    let foreign = found.filter(|found| *found != language);
    let words = text.in_language(language, otherwise);
    (foreign.map(Language::tag), words)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rstest::rstest;

    use super::*;
    use Language::{Bokmal, Danish, English, Nynorsk, Swedish};

    #[rstest]
    #[case::chosen(Some("lang=da"), "sv", Some(Bokmal), Danish)]
    #[case::chosen_badly(Some("lang=fr"), "sv", Some(Bokmal), Swedish)]
    #[case::by_the_browser(None, "sv-SE,sv;q=0.9,en;q=0.5", Some(Bokmal), Swedish)]
    #[case::by_weight(None, "en;q=0.5, da;q=0.9", Some(Bokmal), Danish)]
    #[case::with_a_region(None, "nn-NO", Some(Bokmal), Nynorsk)]
    #[case::in_capitals(None, "NB-no", Some(English), Bokmal)]
    #[case::any_norwegian(None, "no", Some(Nynorsk), Nynorsk)]
    #[case::norwegian_elsewhere(None, "no", Some(Danish), Bokmal)]
    #[case::refused(None, "sv;q=0, da;q=0.1", Some(Bokmal), Danish)]
    #[case::strange(None, "fr, de;q=x, *", Some(Nynorsk), Nynorsk)]
    #[case::nothing(None, "", None, English)]
    fn the_language_is_chosen_asked_for_or_the_questions(
        #[case] query: Option<&str>,
        #[case] accepted: &str,
        #[case] of_question: Option<Language>,
        #[case] language: Language,
    ) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, accepted.parse().unwrap());
        let asked = Reader::of_request(query, &headers);
        assert_eq!(asked.otherwise(of_question).language, language);
    }

    #[rstest]
    #[case(Bokmal, None, "ja")]
    #[case(Swedish, Some("nb"), "ja")]
    #[case(English, None, "yes")]
    fn a_text_in_another_language_says_so(
        #[case] language: Language,
        #[case] marked: Option<&str>,
        #[case] words: &str,
    ) {
        let text = [(Bokmal, "ja".to_owned()), (English, "yes".to_owned())];
        let text = Localised(BTreeMap::from(text));
        assert_eq!(localised(&text, language, Bokmal), (marked, words));
    }
}
