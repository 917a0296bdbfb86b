//! A question for tests.

use std::collections::BTreeMap;

use crate::programme::question::{
    Asked, Choice, Localised, Mode, Question, QuestionKind, Respondent, Results,
};
use crate::programme::{Id, Language};

/// Three steps and "don't know", in two languages.
pub(super) fn question(kind: QuestionKind) -> Question {
    let both = |nb: &str, sv: &str| {
        Localised(BTreeMap::from([
            (Language::Bokmal, nb.to_owned()),
            (Language::Swedish, sv.to_owned()),
        ]))
    };
    let choice = |key: &str, nb: &str, sv: &str| Choice {
        key: Id::parse(key).unwrap(),
        text: both(nb, sv),
    };
    Question {
        id: Id::parse("grad").unwrap(),
        text: both(
            "I hvor stor grad hjelper nettverket?",
            "Hur mycket hjälper nätverket?",
        ),
        about: Vec::new(),
        purpose: None,
        kind,
        options: vec![
            choice("liten", "I liten grad", "I liten grad"),
            choice("noen", "I noen grad", "I någon grad"),
            choice("stor", "I stor grad", "I hög grad"),
        ],
        aside: Some(choice("vet-ikke", "Vet ikke", "Vet inte")),
        mode: Mode::Secret,
        respondent: Respondent::Person,
        networks: Vec::new(),
        asked: Asked::ByCommand,
        open_weekdays: 5,
        results: Results::AtClosing,
        nudges: true,
        survey: None,
        minutes: None,
    }
}
