//! Questions: what is taken for granted, and one row for each check.

use super::*;
use crate::programme::Language;
use crate::programme::question::{Asked, Mode, Question, QuestionKind, Respondent, Results};

const OPTIONS: &str = "options=[{key='ja',text='Ja'},{key='nei',text='Nei'}]";

fn question_of(snippet: &str) -> Question {
    programme_of(&format!("[[question]]\nid='q'\ntext='Q?'\n{snippet}\n"))
        .questions
        .remove(0)
}

#[test]
fn a_short_question_is_a_whole_one() {
    let question = question_of(&format!("kind='choice'\n{OPTIONS}\nafter_session=true"));
    assert_eq!(question.mode, Mode::Secret);
    assert_eq!(question.respondent, Respondent::School);
    assert_eq!(question.results, Results::AtClosing);
    assert_eq!(question.open_weekdays, 5);
    assert_eq!(question.networks, []);
    assert_eq!(
        question
            .text
            .in_language(Language::Bokmal, Language::Danish),
        "Q?"
    );
    assert_eq!(
        question.asked,
        Asked::AfterSession {
            session: None,
            minutes: 0
        }
    );
}

#[test]
fn words_of_ones_own_are_for_the_coordinators() {
    let question = question_of("kind='text'\nby_command=true");
    assert_eq!(
        (question.kind, question.mode),
        (QuestionKind::Text, Mode::Coordinator)
    );
}

#[rstest]
#[case(
    "after_session='samling-1'\nminutes_after_end=-15",
    Asked::AfterSession { session: crate::programme::Id::parse("samling-1"), minutes: -15 }
)]
#[case("date=2018-11-01\nat='kl. 9.30'", Asked::On { date: date(2018, 11, 1), at: time(9, 30, 0, 0) })]
#[case("date='1. november 2018'\nat=09:30", Asked::On { date: date(2018, 11, 1), at: time(9, 30, 0, 0) })]
#[case("yearly='11-01'\nat='09:30'", Asked::Yearly { month: 11, day: 1, at: time(9, 30, 0, 0) })]
#[case("by_command=true", Asked::ByCommand)]
fn a_question_is_asked_in_one_of_four_ways(#[case] when: &str, #[case] asked: Asked) {
    assert_eq!(question_of(&format!("kind='text'\n{when}")).asked, asked);
}

#[test]
fn a_programme_stored_before_there_were_questions_has_none() {
    let programme = programme_of("");
    let mut stored = serde_json::to_value(&programme).unwrap();
    stored.as_object_mut().unwrap().remove("questions");
    assert_eq!(
        serde_json::from_value::<Programme>(stored).unwrap(),
        programme
    );
}

#[test]
fn the_survey_of_asker_is_read_whole_and_without_a_remark() {
    let source = include_str!("../../../../config/programmes/asker-ledelse.toml");
    let checked = read(source, "asker-ledelse.toml").unwrap();
    assert_eq!(checked.findings, []);
    let programme = checked.programme;
    assert_eq!(programme.networks[0].schools.len(), 23);
    let asked: Vec<(&str, QuestionKind, usize, Mode, usize)> = programme
        .questions
        .iter()
        .map(|question| {
            (
                question.id.as_str(),
                question.kind,
                question.options.len(),
                question.mode,
                question.about.len(),
            )
        })
        .collect();
    assert_eq!(
        asked,
        [
            (
                "tid-til-pedagogisk-ledelse",
                QuestionKind::Bands,
                6,
                Mode::Secret,
                5
            ),
            ("nytte-av-nettverk", QuestionKind::Scale, 3, Mode::Secret, 0),
        ]
    );
}

/// `[[question]]`, id and text stand in lines 5 to 7; what is given begins in line 8.
#[rstest]
// When.
#[case::no_way("kind='text'", "asked_time", 5, "question[0]", Error)]
#[case::two_ways(
    "kind='text'\nby_command=true\nafter_session=true",
    "asked_time",
    5,
    "question[0]",
    Error
)]
#[case::no_time(
    "kind='text'\nyearly='11-01'",
    "missing_key",
    5,
    "question[0].at",
    Error
)]
#[case::time_of_nothing(
    "kind='text'\nby_command=true\nat='09:00'",
    "asked_time",
    10,
    "question[0].at",
    Error
)]
#[case::minutes_of_nothing(
    "kind='text'\nby_command=true\nminutes_after_end=5",
    "asked_time",
    10,
    "question[0].minutes_after_end",
    Error
)]
#[case::says_nothing(
    "kind='text'\nby_command=false",
    "bad_value",
    9,
    "question[0].by_command",
    Error
)]
#[case::after_no_session(
    "kind='text'\nafter_session=false",
    "bad_value",
    9,
    "question[0].after_session",
    Error
)]
#[case::neither_yes_nor_session(
    "kind='text'\nafter_session=1",
    "wrong_type",
    9,
    "question[0].after_session",
    Error
)]
#[case::no_such_day(
    "kind='text'\nyearly='02-29'\nat='09:00'",
    "impossible_date",
    9,
    "question[0].yearly",
    Error
)]
#[case::day_first(
    "kind='text'\nyearly='27.11.'\nat='09:00'",
    "impossible_date",
    9,
    "question[0].yearly",
    Error
)]
#[case::unknown_session(
    "kind='text'\nafter_session='samling-7'",
    "unknown_session",
    9,
    "question[0].after_session",
    Error
)]
#[case::outside(
    "kind='text'\ndate=2018-11-02\nat='09:00'",
    "outside_programme",
    9,
    "question[0].date",
    Error
)]
#[case::never(
    "kind='text'\nyearly='12-01'\nat='09:00'",
    "never_asked",
    9,
    "question[0].yearly",
    Warning
)]
// To whom.
#[case::unknown_network(
    "kind='text'\nby_command=true\nnetworks=['gruppe-8']",
    "unknown_network",
    10,
    "question[0].networks[0]",
    Error
)]
#[case::live_secret(
    "kind='choice'\noptions=[{key='ja',text='Ja'},{key='nei',text='Nei'}]\nby_command=true\nresults='live'",
    "live_secret",
    11,
    "question[0].results",
    Error
)]
#[case::secret_text(
    "kind='text'\nby_command=true\nmode='secret'",
    "secret_text",
    10,
    "question[0].mode",
    Error
)]
#[case::unknown_mode(
    "kind='text'\nby_command=true\nmode='anonym'",
    "bad_value",
    10,
    "question[0].mode",
    Error
)]
// Options.
#[case::no_options(
    "kind='choice'\nby_command=true",
    "no_options",
    5,
    "question[0].options",
    Error
)]
#[case::one_option(
    "kind='choice'\nby_command=true\noptions=[{key='ja',text='Ja'}]",
    "too_few_options",
    10,
    "question[0].options",
    Error
)]
#[case::options_of_text(
    "kind='text'\nby_command=true\noptions=[{key='ja',text='Ja'}]",
    "options_of_text",
    10,
    "question[0].options",
    Error
)]
#[case::aside_of_text(
    "kind='text'\nby_command=true\naside={key='ja',text='Ja'}",
    "options_of_text",
    5,
    "question[0].options",
    Error
)]
#[case::same_key(
    "kind='choice'\nby_command=true\noptions=[{key='ja',text='Ja'},{key='ja',text='Nei'}]",
    "duplicate_option",
    10,
    "question[0].options[1].key",
    Error
)]
#[case::same_key_aside(
    "kind='choice'\nby_command=true\noptions=[{key='ja',text='Ja'},{key='nei',text='Nei'}]\naside={key='ja',text='Vet ikke'}",
    "duplicate_option",
    11,
    "question[0].aside.key",
    Error
)]
#[case::comma_in_key(
    "kind='choice'\nby_command=true\noptions=[{key='ja,nei',text='Ja'},{key='nei',text='Nei'}]",
    "bad_value",
    10,
    "question[0].options[0].key",
    Error
)]
#[case::option_without_text(
    "kind='choice'\nby_command=true\noptions=[{key='ja'},{key='nei',text='Nei'}]",
    "missing_key",
    10,
    "question[0].options[0].text",
    Error
)]
// Languages.
#[case::one_language_missing(
    "kind='choice'\nby_command=true\noptions=[{key='ja',text={nb='Ja',nn='Ja'}},{key='nei',text='Nei'}]\nabout=[{nn='Om'}]",
    "missing_language",
    11,
    "question[0].about[0]",
    Warning
)]
#[case::unknown_language(
    "kind='text'\nby_command=true\npurpose={nb='Derfor',no='Derfor'}",
    "unknown_key",
    10,
    "question[0].purpose.no",
    Error
)]
#[case::empty_table(
    "kind='text'\nby_command=true\npurpose={}",
    "bad_value",
    10,
    "question[0].purpose",
    Error
)]
#[case::no_text(
    "kind='text'\nby_command=true\npurpose=1",
    "wrong_type",
    10,
    "question[0].purpose",
    Error
)]
fn a_mistake_in_a_question_is_found_where_it_stands(
    #[case] snippet: &str,
    #[case] code: &str,
    #[case] line: usize,
    #[case] key: &str,
    #[case] severity: Severity,
) {
    assert_found(
        &format!("{HEAD}[[question]]\nid='q'\ntext='Q?'\n{snippet}\n{NETWORK}"),
        &[(code, line, key, severity)],
    );
}

fn assert_found(source: &str, expected: &[(&str, usize, &str, Severity)]) {
    let findings = findings_of(source);
    let found: Vec<(&str, usize, &str, Severity)> = findings
        .iter()
        .map(|finding| {
            (
                finding.code,
                finding.line,
                finding.key.as_str(),
                finding.severity,
            )
        })
        .collect();
    assert_eq!(found, expected, "{findings:#?}");
}

/// A scale of so many steps, called `id`; seven lines.
fn scale(id: &str, steps: usize, more: &str) -> String {
    let steps: Vec<String> = (0..steps)
        .map(|step| format!("{{key='s{step}',text='{step}'}}"))
        .collect();
    format!(
        "[[question]]\nid='{id}'\ntext='Q?'\nkind='scale'\noptions=[{}]\nby_command=true\n{more}\n",
        steps.join(",")
    )
}

#[rstest]
#[case::same_id(
    scale("q", 3, "") + &scale("q", 3, ""),
    "duplicate_id", 13, "question[1].id", Error
)]
#[case::three_steps_and_five(
    scale("q", 3, "") + &scale("q", 5, ""),
    "mixed_scales", 13, "question[1].id", Error
)]
#[case::ten_options(
    scale("q", 11, ""),
    "too_many_options",
    9,
    "question[0].options",
    Error
)]
#[case::named_as_a_question(
    scale("q", 3, "survey='q'"),
    "duplicate_id",
    11,
    "question[0].survey",
    Error
)]
#[case::other_time(
    scale("a", 3, "survey='u'") + &scale("b", 3, "survey='u'").replace("by_command=", "after_session="),
    "mixed_survey", 18, "question[1].survey", Error
)]
#[case::other_networks(
    scale("a", 3, "survey='u'") + &scale("b", 3, "networks=['gruppe-9']\nsurvey='u'"),
    "mixed_survey", 19, "question[1].survey", Error
)]
#[case::other_deadline(
    scale("a", 3, "survey='u'") + &scale("b", 3, "open_weekdays=3\nsurvey='u'"),
    "mixed_survey", 19, "question[1].survey", Error
)]
#[case::four_at_once(
    ["a", "b", "c", "d", "e"].map(|id| scale(id, 3, "survey='u'")).concat(),
    "long_survey", 32, "question[3].survey", Warning
)]
#[case::long_label(
    scale("a", 3, "").replace("'2'", &format!("'{}'", "å".repeat(76))),
    "long_option", 9, "question[0].options[2].text", Warning
)]
#[case::over_a_break(
    "[[break]]\nname='B'\nfrom=2018-11-08\nto=2018-11-09\n".to_owned()
        + &scale("a", 3, "").replace("by_command=", "after_session="),
    "open_over_break", 9, "question[0].open_weekdays", Warning
)]
#[case::past_the_end(
    "from=2018-11-01\nto=2018-11-07\n".to_owned()
        + &scale("a", 3, "").replace("by_command=", "after_session="),
    "closes_after_programme", 7, "question[0].open_weekdays", Warning
)]
fn questions_are_looked_at_together_and_in_the_calendar(
    #[case] snippet: String,
    #[case] code: &str,
    #[case] line: usize,
    #[case] key: &str,
    #[case] severity: Severity,
) {
    assert_found(
        &format!("{HEAD}{snippet}{NETWORK}"),
        &[(code, line, key, severity)],
    );
}

#[rstest]
#[case::a_label_that_fits(scale("a", 3, "").replace("'2'", &format!("'{}'", "å".repeat(75))))]
#[case::ten_options(scale("a", 10, ""))]
#[case::three_at_once(["a", "b", "c"].map(|id| scale(id, 3, "survey='u'")).concat())]
#[case::closed_the_day_before_a_break(
    "[[break]]\nname='B'\nfrom=2018-11-09\nto=2018-11-09\n".to_owned()
        + &scale("a", 3, "").replace("by_command=", "after_session=")
)]
#[case::closed_on_the_last_day(
    "from=2018-11-01\nto=2018-11-08\n".to_owned()
        + &scale("a", 3, "").replace("by_command=", "after_session=")
)]
#[case::numbers_in_two_languages(
    scale("a", 3, "").replace("text='Q?'", "text={nb='Hvor mange?',nn='Kor mange?'}")
)]
fn what_is_just_right_is_not_remarked_on(#[case] snippet: String) {
    assert_found(&format!("{HEAD}{snippet}{NETWORK}"), &[]);
}

#[test]
fn a_question_is_told_in_which_languages_it_is_lacking() {
    let source = format!(
        "{HEAD}{}{NETWORK}",
        scale("a", 3, "aside={key='v',text='Vet ikke'}")
    )
    .replace(
        "title = \"Gruppe 9\"",
        "title = \"Gruppe 9\"\nlanguage = \"nn\"",
    );
    let findings = findings_of(&source);
    assert_eq!(
        findings[0].message,
        "\"a\" is not said in nn everywhere: text, aside.text"
    );
}
