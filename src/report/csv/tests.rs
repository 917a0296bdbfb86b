use rstest::rstest;

use super::*;
use crate::programme::Language;
use crate::programme::question::{Mode, QuestionKind};
use crate::report::samples::{about, bokmal, drawn, own_words, question, three_steps};

#[test]
fn a_spreadsheet_opens_it_as_it_is() {
    let question = three_steps();
    let picture = drawn(&question, &[&[4, 6, 5, 0], &[0, 1, 2, 0]]);
    let csv = csv(&picture, &about(&question, Language::Bokmal), &[]).unwrap();
    assert!(csv.starts_with("\u{feff}question;network;"));
    assert_eq!(csv.matches('\n').count(), csv.matches("\r\n").count());
    insta::assert_snapshot!(csv.replace('\r', ""));
}

#[test]
fn an_option_is_no_formula() {
    let mut question = three_steps();
    question.options[0].text = bokmal("=1+1;\"x\"\n");
    let csv = csv(
        &drawn(&question, &[&[4, 6, 5, 0]]),
        &about(&question, Language::Bokmal),
        &[],
    )
    .unwrap();
    assert!(csv.contains(r#";"'=1+1;""x""";4"#), "{csv}");
}

#[test]
fn answers_in_ones_own_words_are_lines_of_their_own() {
    let question = question(QuestionKind::Text, 0, Mode::Named);
    let own = own_words(&[("=Vi deler", "Borgen"), ("Mer tid", "Vollen")]);
    let picture = drawn(&question, &[&[0]]);
    let csv = csv(&picture, &about(&question, Language::Bokmal), &own).unwrap();
    assert!(
        csv.contains("hjelper;gruppe-1;;;;;'=Vi deler;;Borgen\r\n"),
        "{csv}"
    );
    assert!(
        csv.ends_with("hjelper;gruppe-1;;;;;Mer tid;;Vollen\r\n"),
        "{csv}"
    );
}

#[rstest]
#[case("=1", "'=1")]
#[case("+1", "'+1")]
#[case("-1", "'-1")]
#[case("@a", "'@a")]
#[case("\t=1", "'\t=1")]
#[case("1-2", "1-2")]
#[case("", "")]
fn fields_are_guarded(#[case] field: &str, #[case] expected: &str) {
    assert_eq!(guarded(field), expected);
}
