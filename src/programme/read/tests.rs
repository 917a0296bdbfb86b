mod mistakes;
mod questions;

use super::*;
use crate::findings::Severity::{Error, Warning};
use crate::programme::{Country, PostKind, When, default_rhythm};
use jiff::civil::{date, time};
use proptest::prelude::*;
use rstest::rstest;

const ASKER: &str = include_str!("../../../config/programmes/asker-2018.toml");
const AS_PUBLISHED: &str = include_str!("../../../tests/data/asker-2018-as-published.toml");

/// Lines 1 to 4 of every file below; what follows begins in line 5.
const HEAD: &str = "[programme]\nid = \"p\"\ntitle = \"P\"\nlanguage = \"nb\"\n";
const NETWORK: &str = r#"
[[network]]
id = "gruppe-9"
title = "Gruppe 9"
[[network.session]]
id = "samling-1"
date = 2018-11-01
start = "08:30"
end = "13:00"
place = "Festsalen"
"#;

fn findings_of(source: &str) -> Vec<Finding> {
    read(source, "p.toml").map_or_else(|findings| findings, |checked| checked.findings)
}

fn programme_of(snippet: &str) -> Programme {
    read(&format!("{HEAD}{snippet}{NETWORK}"), "p.toml")
        .unwrap()
        .programme
}

#[test]
fn a_minimal_file_is_a_whole_programme() {
    let checked = read(&format!("{HEAD}{NETWORK}"), "p.toml").unwrap();
    let programme = checked.programme;
    assert_eq!(checked.findings, []);
    assert_eq!(
        (programme.from, programme.to),
        (date(2018, 11, 1), date(2018, 11, 1))
    );
    assert_eq!(programme.country, Country::Norway);
    assert_eq!(programme.zone.name(), "Europe/Oslo");
    assert_eq!(programme.rhythm, default_rhythm());
}

#[test]
fn the_year_of_asker_is_read_whole() {
    let programme = read(ASKER, "asker-2018.toml").unwrap().programme;
    let sizes: Vec<(usize, usize)> = programme
        .networks
        .iter()
        .map(|network| (network.schools.len(), network.sessions.len()))
        .collect();
    assert_eq!(sizes, [(11, 3), (9, 3), (10, 3)]);
    assert_eq!(programme.schools.len(), 28);
    assert_eq!(programme.plans[1].agenda.len(), 6);
}

#[test]
fn the_year_of_asker_is_only_warned_of_what_its_source_leaves_open() {
    let findings = read(ASKER, "asker-2018.toml").unwrap().findings;
    let told: Vec<(&str, &str)> = findings
        .iter()
        .map(|finding| (finding.code, finding.key.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("no_registration_deadline", "registration"),
            ("no_registration_link", "registration"),
            ("agenda_gap", "session[1].agenda[2].start"),
            ("no_room", "network[0].session[2].place"),
            ("school_in_two_networks", "network[1].schools[7]"),
            ("no_room", "network[1].session[1].place"),
            ("school_in_two_networks", "network[2].schools[9]"),
        ]
    );
}

#[test]
fn the_years_as_published_are_refused_with_the_right_ones() {
    let findings = read(AS_PUBLISHED, "asker.toml").unwrap_err();
    let errors: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.severity == Error)
        .collect();
    let told: Vec<String> = errors
        .iter()
        .map(|finding| {
            format!(
                "{} {}:{} {}\n{}\n{}",
                finding.code,
                finding.line,
                finding.column,
                finding.key,
                finding.message,
                finding.suggestion.as_deref().unwrap_or_default()
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n\n"));
    let warned: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.severity == Warning)
        .map(|finding| finding.code)
        .collect();
    assert_eq!(
        warned,
        [
            "personal_mailbox",
            "no_registration_deadline",
            "no_registration_link",
            "reading_without_edition",
            "no_room",
            "no_room",
        ]
    );
    assert!(!format!("{findings:?}").contains("etternavn"));
}

#[test]
fn both_years_are_found_without_a_first_and_last_day() {
    let source = AS_PUBLISHED.replace("from = ", "# ").replace("to = ", "# ");
    let suggested: Vec<String> = findings_of(&source)
        .into_iter()
        .filter(|finding| finding.code == "year_slip")
        .map(|finding| finding.suggestion.unwrap_or_default())
        .map(|suggestion| suggestion.chars().take(16).collect())
        .collect();
    assert_eq!(suggested, ["Write 2019-03-20", "Write 2019-03-18"]);
}

const SCHOOLS: &str = "[[school]]\nid='borgen'\nname='Borgen'\n";
/// A network whose first session is told by the case.
const OPEN: &str = "[[network]]\nid='a'\ntitle='A'\n";
const SESSION: &str = "[[network.session]]\nid='samling-1'\ndate=2018-11-08\nstart='08:30'\nend='13:00'\nplace='Borgen'\n";

#[rstest]
#[case::unknown_school(
    "schools=['borgn']\n",
    "",
    "unknown_school",
    11,
    "network[0].schools[0]",
    Error
)]
#[case::school_twice(
    "schools=['borgen','borgen']\n",
    "",
    "duplicate_school",
    11,
    "network[0].schools[1]",
    Error
)]
#[case::out_of_order(
    "",
    "[[network.session]]\nid='samling-2'\ndate=2018-11-07\nstart='08:30'\nend='13:00'\nplace='B'\n",
    "out_of_order",
    19,
    "network[0].session[1].date",
    Error
)]
#[case::year_slip(
    "",
    "[[network.session]]\nid='samling-2'\ndate=2081-12-06\nstart='08:30'\nend='13:00'\nplace='B'\n",
    "year_slip",
    19,
    "network[0].session[1].date",
    Error
)]
#[case::year_before(
    "",
    "[[network.session]]\nid='samling-2'\ndate=2018-03-20\nstart='08:30'\nend='13:00'\nplace='B'\n",
    "year_slip",
    19,
    "network[0].session[1].date",
    Error
)]
#[case::duplicate_session(
    "",
    "[[network.session]]\nid='samling-1'\ndate=2018-12-06\nstart='08:30'\nend='13:00'\nplace='B'\n",
    "duplicate_id",
    18,
    "network[0].session[1].id",
    Error
)]
fn a_mistake_in_a_network_is_found_where_it_stands(
    #[case] keys: &str,
    #[case] sessions: &str,
    #[case] code: &str,
    #[case] line: usize,
    #[case] key: &str,
    #[case] severity: Severity,
) {
    let source = format!("{HEAD}{SCHOOLS}{OPEN}{keys}{SESSION}{sessions}{NETWORK}");
    let findings = findings_of(&source);
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
    assert_eq!(found, [(code, line, key, severity)], "{findings:#?}");
}

#[test]
fn a_file_without_networks_says_so() {
    let findings = findings_of(HEAD);
    assert_eq!(
        (findings[0].code, findings[0].key.as_str()),
        ("missing_key", "network")
    );
}

#[test]
fn english_does_not_tell_the_country() {
    let source = format!("{HEAD}{NETWORK}").replace("\"nb\"", "\"en\"");
    let findings = findings_of(&source);
    assert_eq!(
        (findings[0].code, findings[0].key.as_str()),
        ("missing_key", "programme.country")
    );
}

#[rstest]
#[case("zone = 'Oslo'\n", "Did you mean \"Europe/Oslo\"?")]
#[case("zone = 'Europa/Stockholm'\n", "Did you mean \"Europe/Stockholm\"?")]
#[case("tittel = 'x'\n", "Did you mean \"title\"?")]
#[case("[[rhythm]]\nid='remindr'\noff=true\n", "Did you mean \"reminder\"?")]
#[case("[[session]]\nid='Samling 1'\n", "\"samling-1\".")]
#[case(
    "from = 2018-08-20\nto = 2109-06-21\n",
    "Write 2019-06-21: two digits of the year"
)]
#[case(
    "[[break]]\nname='B'\nfrom=2018-12-20\nto=2018-01-02\n",
    "Write to = 2019-01-02"
)]
#[case(
    "[[break]]\nname='B'\nfrom=2017-12-20\nto=2019-01-02\n",
    "Write from = 2018-12-20"
)]
#[case(
    "from=2018-08-20\nto=2019-06-21\n[[break]]\nname='B'\nfrom=2018-02-18\nto=2018-02-22\n",
    "Write 2019-02-18 to 2019-02-22"
)]
fn a_suggestion_says_what_was_meant(#[case] snippet: &str, #[case] part: &str) {
    let findings = findings_of(&format!("{HEAD}{snippet}{NETWORK}"));
    let suggestion = findings[0].suggestion.as_deref().unwrap_or_default();
    assert!(suggestion.contains(part), "{suggestion}");
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_file() {
    let source = "[programme]\nid='P p'\nlanguage='no'\nfrom=2019-02-30\n[[network]]\nid='a'\ntitle='A'\n\
                  [[network.session]]\nid='s'\ndate=2018-11-03\nstart='8:3'\nend='13:00'\n";
    let codes: Vec<&str> = findings_of(source)
        .iter()
        .map(|finding| finding.code)
        .collect();
    assert_eq!(
        codes,
        [
            "missing_key",
            "bad_value",
            "bad_value",
            "impossible_date",
            "no_room",
            "weekend",
            "impossible_time"
        ]
    );
}

#[test]
fn a_default_line_is_changed_by_what_is_written_alone() {
    let rhythm = programme_of("[[rhythm]]\nid='reminder'\nat='13:15'\n").rhythm;
    let reminder = rhythm
        .iter()
        .find(|line| line.kind == PostKind::Reminder)
        .unwrap();
    assert_eq!(
        reminder.when,
        When::DaysBefore {
            days: 1,
            at: time(13, 15, 0, 0)
        }
    );
    let rhythm = programme_of("[[rhythm]]\nid='reminder'\ndays_before=2\n").rhythm;
    let reminder = rhythm
        .iter()
        .find(|line| line.kind == PostKind::Reminder)
        .unwrap();
    assert_eq!(
        reminder.when,
        When::DaysBefore {
            days: 2,
            at: time(12, 0, 0, 0)
        }
    );
    assert_eq!(rhythm.len(), default_rhythm().len());
}

#[test]
fn a_default_line_is_switched_off_and_others_are_added() {
    let rhythm = programme_of(
        "[[rhythm]]\nid='touchpoint'\noff=true\n\
         [[rhythm]]\nid='fredagsord'\nkind='prompt'\ncron='0 9 * * FRI'\ntext='God helg!'\n",
    )
    .rhythm;
    assert!(rhythm.iter().all(|line| line.kind != PostKind::Touchpoint));
    let last = rhythm.last().unwrap();
    assert_eq!(last.text.as_deref(), Some("God helg!"));
    assert_eq!(rhythm.len(), default_rhythm().len());
}

#[rstest]
#[case("start = 08:30")]
#[case("start = 08:30:00")]
#[case("start = 8.30")]
#[case("start = \"8.30\"")]
#[case("start = \"kl. 08.30\"")]
fn a_time_may_be_written_in_many_ways(#[case] line: &str) {
    let source = format!("{HEAD}{NETWORK}").replace("start = \"08:30\"", line);
    let programme = read(&source, "p.toml").unwrap().programme;
    assert_eq!(programme.networks[0].sessions[0].start, time(8, 30, 0, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_text_makes_the_reader_panic(source in ".*") {
        let _ = read(&source, "p.toml");
    }

    #[test]
    fn no_toml_of_known_words_makes_the_reader_panic(
        words in proptest::collection::vec(
            prop_oneof![
                Just("[programme]\n"), Just("[[network]]\n"), Just("[[network.session]]\n"),
                Just("[[session]]\n"), Just("[[session.agenda]]\n"), Just("[[rhythm]]\n"),
                Just("[[break]]\n"), Just("id = 'a'\n"), Just("title = 'A'\n"),
                Just("date = 2018-11-01\n"), Just("date = 9999-12-31\n"), Just("date = 0000-01-01\n"),
                Just("from = 0001-01-01\n"), Just("to = 9999-12-31\n"), Just("from = 2018-02-29\n"),
                Just("start = 08:30\n"), Just("end = '13.00'\n"), Just("cron = '* * * * *'\n"),
                Just("[[question]]\n"), Just("kind = 'choice'\n"), Just("yearly = '11-27'\n"),
                Just("after_session = true\n"), Just("text = { nb = 'T' }\n"), Just("survey = 'a'\n"),
                Just("options = [{ key = 'a', text = 'A' }, { key = 'b' }]\n"), Just("open_weekdays = 60\n"),
                Just("off = true\n"), Just("at = 1\n"), Just("days_before = 70000\n"),
            ],
            0..40,
        )
    ) {
        let _ = read(&words.concat(), "p.toml");
    }

    /// A valid file with a piece taken out and another put in.
    #[test]
    fn no_damaged_file_makes_the_reader_panic(
        cut in 0..ASKER.len(),
        length in 0..200_usize,
        put in "[\\[\\]=\"'a-z0-9.:æ\n -]{0,12}",
    ) {
        let start = ASKER.floor_char_boundary(cut);
        let end = ASKER.floor_char_boundary((start + length).min(ASKER.len()));
        let damaged = format!("{}{put}{}", &ASKER[..start], &ASKER[end..]);
        if let Err(findings) = read(&damaged, "p.toml") {
            prop_assert!(findings.iter().any(|finding| finding.severity == Error));
        }
    }
}
