use crate::programme::Language;
use crate::programme::question::{Mode, QuestionKind};
use crate::report::samples::{about, drawn, own_words, question, three_steps};

use super::*;

#[test]
fn columns_are_aligned_and_bars_are_as_long_as_the_share() {
    let question = three_steps();
    let picture = drawn(&question, &[&[4, 6, 5, 0], &[3, 4, 4, 0], &[0, 1, 2, 0]]);
    let table = table(&picture, &about(&question, Language::Bokmal), &[]);
    insta::assert_snapshot!(table);
}

#[test]
fn what_people_wrote_stands_before_how_it_came_about() {
    let question = question(QuestionKind::Text, 0, Mode::Named);
    let picture = drawn(&question, &[&[0]]);
    let own = own_words(&[("Mer tid.\nOg ro.", "Vollen"), ("Vi deler", "Borgen")]);
    let table = table(&picture, &about(&question, Language::Bokmal), &own);
    let listed =
        "\nSvar med egne ord\n  – Mer tid.\n    Og ro. (Vollen)\n  – Vi deler (Borgen)\n\n";
    assert!(table.contains(listed), "{table}");
}

#[test]
fn a_bar_is_empty_at_none_and_whole_at_all() {
    assert_eq!(bar(0), "");
    assert_eq!(bar(1000), "█".repeat(30));
    assert_eq!(bar(500), "█".repeat(15));
    assert_eq!(bar(510), format!("{}▎", "█".repeat(15)));
}
