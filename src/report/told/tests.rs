use rstest::rstest;

use super::*;
use crate::programme::question::Choice;
use crate::report::rules::draw;
use crate::report::samples::{about, bokmal, drawn, id, question, tally_of, three_steps};

fn with_texts(kind: QuestionKind, texts: &[&str]) -> Question {
    let mut question = question(kind, 0, Mode::Secret);
    let keys = ["a", "b", "c", "d", "e", "f"];
    question.options = texts
        .iter()
        .zip(keys)
        .map(|(text, key)| Choice {
            key: id(key),
            text: bokmal(text),
        })
        .collect();
    question
}

const GRAD: [&str; 3] = ["I liten grad", "I noen grad", "I stor grad"];
const PERCENT: [&str; 3] = ["Under 10 %", "10–19 %", "20–29 %"];
const WORDS: [&str; 3] = ["Aldri", "Av og til", "Ofte"];

#[rstest]
#[case::what_is_common_is_said_once(&GRAD, &[2, 7, 6, 0], "I liten eller noen grad: 9")]
#[case::not_more_than_is_common(&PERCENT, &[2, 7, 6, 0], "Under 10 eller 10–19 %: 9")]
#[case::nothing_is_common(&WORDS, &[2, 7, 6, 0], "Aldri eller Av og til: 9")]
#[case::the_same_step_twice(&["Ja", "Ja", "Nei"], &[2, 7, 6, 0], "Ja eller Ja: 9")]
#[case::a_step_within_the_other(&["Enig", "Helt enig", "Ja"], &[2, 7, 6, 0], "Enig eller Helt enig: 9")]
#[case::a_step_without_words(&["", "Ofte", "Ja"], &[2, 7, 6, 0], "eller Ofte: 9")]
#[case::a_lonely_step(&GRAD, &[4, 7, 6, 0], "I liten grad: 4")]
fn steps_that_are_one_row_have_one_name(
    #[case] texts: &[&str],
    #[case] parts: &[u32],
    #[case] expected: &str,
) {
    let question = with_texts(QuestionKind::Scale, texts);
    let told = tell(
        &drawn(&question, &[parts]),
        &about(&question, Language::Bokmal),
    );
    let line = &told.lines[0];
    assert_eq!(format!("{}: {}", line.label, line.value), expected);
}

#[rstest]
#[case(QuestionKind::Scale, &[4, 5, 6, 1], "I liten grad / Vet ikke: 5")]
#[case(QuestionKind::Choice, &[6, 5, 2, 1], "Andre svar (I stor grad, Vet ikke): 3")]
fn what_is_put_together_out_of_order_says_so(
    #[case] kind: QuestionKind,
    #[case] parts: &[u32],
    #[case] expected: &str,
) {
    let question = with_texts(kind, &GRAD);
    let told = tell(
        &drawn(&question, &[parts]),
        &about(&question, Language::Bokmal),
    );
    let last = told.lines.last().unwrap();
    assert_eq!(format!("{}: {}", last.label, last.value), expected);
}

#[rstest]
#[case(QuestionKind::Scale, &[4, 6, 5, 0], Some("11 av 15 svarte «I noen eller stor grad»."))]
#[case(QuestionKind::Bands, &[4, 6, 5, 0], Some("Svaret i midten er «I noen grad»."))]
#[case(QuestionKind::Choice, &[4, 6, 5, 0], Some("6 av 15 svarte «I noen grad»."))]
#[case(QuestionKind::Choice, &[6, 6, 3, 0], None)]
#[case(QuestionKind::Scale, &[0, 0, 15, 0], Some("Nesten alle svarte «I stor grad»."))]
#[case(QuestionKind::Scale, &[1, 2, 1, 0], None)]
fn the_result_is_one_sentence(
    #[case] kind: QuestionKind,
    #[case] parts: &[u32],
    #[case] expected: Option<&str>,
) {
    let question = with_texts(kind, &GRAD);
    let told = tell(
        &drawn(&question, &[parts]),
        &about(&question, Language::Bokmal),
    );
    assert_eq!(told.sentence.as_deref(), expected);
}

#[rstest]
#[case::one_that_nearly_all_chose(&[12, 7, 3, 0], Some("Nesten alle svarte «I liten grad»."))]
#[case::two_that_nearly_all_chose(&[12, 11, 3, 0], None)]
#[case::most(&[9, 7, 3, 0], Some("9 av 12 svarte «I liten grad»."))]
fn of_several_choices_the_most_chosen_is_named(
    #[case] parts: &[u32],
    #[case] expected: Option<&str>,
) {
    let question = with_texts(QuestionKind::Choices, &GRAD);
    let tally = tally_of(&question, &[parts], Some(12));
    let picture = draw(&question, &tally, &[]);
    let told = tell(&picture, &about(&question, Language::Bokmal));
    assert_eq!(told.sentence.as_deref(), expected);
}

#[rstest]
#[case(
    Language::Bokmal,
    "15 av 23 har svart.",
    "Nesten alle svarte «I stor grad»."
)]
#[case(
    Language::Nynorsk,
    "15 av 23 har svart.",
    "Nesten alle svarte «I stor grad»."
)]
#[case(
    Language::Swedish,
    "15 av 23 har svarat.",
    "Nästan alla svarade ”I stor grad”."
)]
#[case(
    Language::Danish,
    "15 af 23 har svaret.",
    "Næsten alle svarede »I stor grad«."
)]
#[case(
    Language::English,
    "15 of 23 have answered.",
    "Nearly all answered “I stor grad”."
)]
fn it_is_told_in_five_languages(
    #[case] language: Language,
    #[case] response: &str,
    #[case] sentence: &str,
) {
    let question = three_steps();
    let told = tell(
        &drawn(&question, &[&[0, 1, 14, 0]]),
        &about(&question, language),
    );
    assert_eq!(told.response, response);
    assert_eq!(told.sentence.as_deref(), Some(sentence));
}

#[test]
fn while_it_is_open_nothing_sounds_as_if_it_were_over() {
    let question = three_steps();
    let picture = drawn(&question, &[&[4, 6, 5, 0]]);
    for language in Language::ALL {
        let over = about(&question, language);
        let open = About {
            is_over: false,
            ..over
        };
        let (over, open) = (tell(&picture, &over), tell(&picture, &open));
        assert_ne!(open.title, over.title);
        assert_ne!(open.sentence, over.sentence);
        assert_ne!(open.method[0], over.method[0]);
        assert_eq!(open.lines, over.lines);
    }
    let open = About {
        is_over: false,
        ..about(&question, Language::Bokmal)
    };
    let open = tell(&picture, &open);
    assert_eq!(open.title, "Slik er svarene så langt");
    assert!(open.method[0].starts_with("Kan besvares fra"));
}
