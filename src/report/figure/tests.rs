use super::*;
use crate::programme::Language;
use crate::report::samples::{about, bokmal, drawn, three_steps};

#[test]
fn the_figure_says_in_words_what_it_shows() {
    let question = three_steps();
    let picture = drawn(&question, &[&[4, 6, 5, 0]]);
    insta::assert_snapshot!(svg(&picture, &about(&question, Language::Bokmal), "f").unwrap());
}

#[test]
fn where_no_rows_are_shown_there_is_no_figure() {
    let question = three_steps();
    let picture = drawn(&question, &[&[1, 1, 1, 0]]);
    assert_eq!(
        svg(&picture, &about(&question, Language::Bokmal), "f"),
        None
    );
}

#[test]
fn outside_text_stays_text() {
    let mut question = three_steps();
    question.text = bokmal("</title><script>&\"");
    question.options[0].text = bokmal(&format!("<b>{}", "æ".repeat(100)));
    let picture = drawn(&question, &[&[4, 6, 5, 0]]);
    let svg = svg(&picture, &about(&question, Language::Bokmal), "a\"b").unwrap();
    assert!(!svg.contains("<script>") && !svg.contains("<b>"), "{svg}");
    assert!(svg.contains("&lt;/title&gt;&lt;script&gt;&amp;&quot;"));
    assert!(svg.contains("a&quot;b-title"));
    assert!(svg.contains('…'));
}
