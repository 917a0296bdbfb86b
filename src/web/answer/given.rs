//! What comes back in the form, and whether it is an answer. Pure.

use crate::inbox::Given;
use crate::inbox::rules::LONGEST_TEXT;
use crate::programme::Id;
use crate::programme::question::{QuestionKind, Respondent};

use super::sheet::Sheet;

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;

/// The form as it was filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    /// The token that the form carried.
    pub(super) form: String,
    pub(super) options: Vec<String>,
    pub(super) text: String,
    pub(super) school: String,
    pub(super) name: String,
    /// No answer, but what the sender said of themselves on the page before.
    pub(super) goes_on: bool,
}

/// An answer, and who gives it by their own word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answered {
    pub(super) given: Given,
    /// Under what the sender is known; nothing when the answer is secret.
    pub(super) user: Option<String>,
    pub(super) school: Option<Id>,
    /// As it was written.
    pub(super) name: Option<String>,
}

/// Something to put right, at its place in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) field: Field,
    /// The key of the sentence that says it.
    pub(super) said: &'static str,
    /// The most characters, and how many there are.
    pub(super) letters: Option<(usize, usize)>,
}

/// A place in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The form as a whole.
    Whole,
    Answer,
    School,
    Name,
}

impl Mistake {
    pub(super) const FOREIGN: Self = Self::at(Field::Whole, "page-form-error-foreign");
    pub(super) const EXPIRED: Self = Self::at(Field::Whole, "page-form-error-expired");
    pub(super) const BUSY: Self = Self::at(Field::Whole, "page-form-error-busy");

    const fn at(field: Field, said: &'static str) -> Self {
        Self {
            field,
            said,
            letters: None,
        }
    }
}

impl Filled {
    /// Reads a form; nothing when it is none of ours: a field that we do not have, or one that comes
    /// twice.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        std::str::from_utf8(body).ok()?;
        let mut filled = Self::default();
        let mut seen: Vec<String> = Vec::new();
        for (name, value) in url::form_urlencoded::parse(body) {
            let value = value.into_owned();
            if name == "choice" {
                filled.options.push(value);
                continue;
            }
            if seen.contains(&name.to_string()) {
                return None;
            }
            match name.as_ref() {
                "form" => filled.form = value,
                "text" => filled.text = value,
                "school" => filled.school = value,
                "name" => filled.name = value,
                "go-on" => filled.goes_on = true,
                _ => return None,
            }
            seen.push(name.into_owned());
        }
        Some(filled)
    }

    /// What the sender said of themselves, without an answer.
    pub(super) fn about_the_sender(&self) -> Self {
        Self {
            school: self.school.clone(),
            name: self.name.clone(),
            ..Self::default()
        }
    }

    /// The same, to be sent with a new token.
    pub(super) fn without_form(&self) -> Self {
        Self {
            form: String::new(),
            ..self.clone()
        }
    }
}

/// The answer in `filled`.
///
/// # Errors
/// Everything that is wrong, in the order of the form.
pub(super) fn check(sheet: &Sheet, filled: &Filled) -> Result<Answered, Vec<Mistake>> {
    let given = given(sheet, filled);
    let school = match sheet.asks_school() {
        true => school(sheet, &filled.school).map(Some),
        false => Ok(None),
    };
    let name = match sheet.asks_name() {
        true => name(&filled.name).map(Some),
        false => Ok(None),
    };
    match (given, school, name) {
        (Ok(given), Ok(school), Ok(name)) => Ok(Answered {
            user: user(sheet, school.as_ref(), name.as_deref()),
            given,
            school,
            name,
        }),
        (given, school, name) => {
            let mistakes = [given.err(), school.err(), name.err()];
            Err(mistakes.into_iter().flatten().collect())
        }
    }
}

fn given(sheet: &Sheet, filled: &Filled) -> Result<Given, Mistake> {
    let question = &sheet.asking.question;
    let wrong = |said| Err(Mistake::at(Field::Answer, said));
    if question.kind == QuestionKind::Text {
        let text = legible(&filled.text);
        let letters = text.chars().count();
        return match letters {
            0 => wrong("page-form-error-text"),
            1..=LONGEST_TEXT => Ok(Given::Text(text)),
            _ => Err(Mistake {
                letters: Some((LONGEST_TEXT, letters)),
                ..Mistake::at(Field::Answer, "page-form-error-text-long")
            }),
        };
    }
    let known = |key: &String| {
        let mut options = question.options.iter().chain(&question.aside);
        options.any(|option| option.key.as_str() == key)
    };
    let several = question.kind == QuestionKind::Choices;
    match filled.options.as_slice() {
        chosen if !chosen.iter().all(known) => wrong("page-form-error-unknown"),
        [] if several => wrong("page-form-error-choose-several"),
        chosen if several => Ok(Given::Options(chosen.to_vec())),
        [one] => Ok(Given::Options(vec![one.clone()])),
        _ => wrong("page-form-error-choose-one"),
    }
}

fn school(sheet: &Sheet, written: &str) -> Result<Id, Mistake> {
    let mut schools = sheet.schools();
    let school = schools.find(|school| school.id.as_str() == written);
    let wrong = Mistake::at(Field::School, "page-form-error-school");
    school.map(|school| school.id.clone()).ok_or(wrong)
}

/// Words with single spaces between them.
fn name(written: &str) -> Result<String, Mistake> {
    let written = legible(written);
    let words: Vec<&str> = written.split_whitespace().collect();
    let name = words.join(" ");
    match name.chars().count() {
        0 => Err(Mistake::at(Field::Name, "page-form-error-name")),
        1..=LONGEST_NAME => Ok(name),
        letters => Err(Mistake {
            letters: Some((LONGEST_NAME, letters)),
            ..Mistake::at(Field::Name, "page-form-error-name-long")
        }),
    }
}

/// The same whenever the same person writes the same name, with capitals or without.
fn user(sheet: &Sheet, school: Option<&Id>, name: Option<&str>) -> Option<String> {
    let school = school.map_or("", Id::as_str);
    match (name, sheet.asking.question.respondent) {
        (Some(name), _) => Some(format!("{school}/{}", name.to_lowercase())),
        (None, Respondent::School) => Some(school.to_owned()),
        (None, Respondent::Person) => None,
    }
}

/// `text` with line ends of one kind and without characters that no one writes.
fn legible(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.replace('\t', " ");
    let legible = |letter: &char| !letter.is_control() || *letter == '\n';
    text.trim().chars().filter(legible).collect::<String>()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::empty(b"", true)]
    #[case::whole(b"form=x&choice=a&choice=b&school=s&name=n&text=t", true)]
    #[case::twice(b"form=x&form=y", false)]
    #[case::a_school_twice(b"school=a&school=b", false)]
    #[case::a_strange_field(b"form=x&admin=1", false)]
    #[case::no_text(b"form=\xff", false)]
    fn only_our_own_form_is_read(#[case] body: &[u8], #[case] read: bool) {
        assert_eq!(Filled::read(body).is_some(), read);
    }

    #[rstest]
    #[case("  Rektor   ved\tVollen ", Ok("Rektor ved Vollen"))]
    #[case(" \u{0} ", Err("page-form-error-name"))]
    #[case("", Err("page-form-error-name"))]
    fn a_name_is_words_with_single_spaces(#[case] written: &str, #[case] read: Result<&str, &str>) {
        let name = name(written);
        let name = name.as_deref().map_err(|mistake| mistake.said);
        assert_eq!(name, read);
    }

    #[test]
    fn a_name_has_an_end() {
        assert!(name(&"å".repeat(LONGEST_NAME)).is_ok());
        let mistake = name(&"å".repeat(LONGEST_NAME + 1)).unwrap_err();
        assert_eq!(mistake.letters, Some((LONGEST_NAME, LONGEST_NAME + 1)));
    }

    proptest! {
        #[test]
        fn no_body_makes_it_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
            Filled::read(&body);
        }

        #[test]
        fn nothing_illegible_is_kept(text in any::<String>()) {
            let text = legible(&text);
            prop_assert!(text.chars().all(|letter| letter == '\n' || !letter.is_control()));
        }
    }
}
