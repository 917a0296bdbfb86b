use rstest::rstest;

use super::name_of;
use crate::programme::{Programme, read};

fn asker() -> Programme {
    let source = include_str!("../../../config/programmes/asker-2018.toml");
    read(source, "test.toml").unwrap().programme
}

#[rstest]
#[case::a_school("school:vollen", "Vollen")]
#[case::one_that_is_gone("school:nedlagt", "nedlagt")]
#[case::of_slack("slack/T1/U9", "U9 (slack)")]
#[case::of_the_answer_page("page//vollen/rektor", "rektor (Vollen)")]
#[case::with_a_name_that_has_everything("page//vollen/kari / ola", "kari / ola (Vollen)")]
fn whose_answer_it_is(#[case] respondent: &str, #[case] name: &str) {
    assert_eq!(name_of(respondent, &asker()), name);
}
