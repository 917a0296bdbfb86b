use rstest::rstest;

use super::*;
use crate::programme::Language;
use crate::programme::question::{Mode, QuestionKind};
use crate::report::samples::{about, drawn, own_words, question, three_steps};

#[rstest]
#[case("the_survey", &[[4, 6, 5, 0]])]
#[case("merged", &[[2, 7, 6, 0]])]
#[case("few", &[[1, 1, 1, 0]])]
#[case("hidden", &[[1, 5, 2, 0]])]
#[case("percent", &[[4, 6, 10, 0]])]
#[case("networks", &[[4, 6, 5, 0], [3, 4, 4, 0], [0, 1, 2, 0]])]
fn a_result_is_a_message(#[case] name: &str, #[case] groups: &[[u32; 4]]) {
    let question = three_steps();
    let groups: Vec<&[u32]> = groups.iter().map(<[u32; 4]>::as_slice).collect();
    let picture = drawn(&question, &groups);
    let message = message(&picture, &about(&question, Language::Bokmal));
    insta::assert_snapshot!(
        name,
        format!("[{}]\n{}", message.summary, message.as_plain_text())
    );
}

#[rstest]
fn a_result_is_a_message_in(
    #[values(
        Language::Nynorsk,
        Language::Swedish,
        Language::Danish,
        Language::English
    )]
    language: Language,
) {
    let question = three_steps();
    let picture = drawn(&question, &[&[2, 6, 5, 0], &[3, 4, 4, 0], &[0, 1, 2, 0]]);
    let text = message(&picture, &about(&question, language)).as_plain_text();
    insta::assert_snapshot!(language.tag(), text);
}

#[test]
fn several_choices_show_what_may_be_shown() {
    let question = question(QuestionKind::Choices, 3, Mode::Coordinator);
    let picture = drawn(&question, &[&[9, 3, 1, 0]]);
    let text = message(&picture, &about(&question, Language::Bokmal)).as_plain_text();
    insta::assert_snapshot!(text);
}

#[test]
fn what_people_wrote_is_listed_with_whose_it_is() {
    let said = own_words(&[("Mer tid", "Borgen"), ("Vi deler", "Vollen")]);
    let said: Vec<&OwnWords> = said.iter().collect();
    let message = Message {
        parts: super::own_words(&said, Language::Bokmal),
        ..Message::plain(Language::Bokmal, "Svarene".to_owned(), None)
    };
    assert_eq!(
        message.as_plain_text(),
        "Svarene\nSvar med egne ord\n• Mer tid – Borgen\n• Vi deler – Vollen"
    );
}
