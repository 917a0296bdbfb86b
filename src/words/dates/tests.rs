use jiff::civil::{date, time};
use rstest::rstest;

use super::*;

/// A day on which no date of the tables is near.
const FAR_IN_2018: Date = date(2018, 1, 1);

#[rstest]
#[case(Language::Bokmal, "mandag tirsdag onsdag torsdag fredag lørdag søndag")]
#[case(
    Language::Nynorsk,
    "måndag tysdag onsdag torsdag fredag laurdag sundag"
)]
#[case(
    Language::Swedish,
    "måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen"
)]
#[case(Language::Danish, "mandag tirsdag onsdag torsdag fredag lørdag søndag")]
#[case(
    Language::English,
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)]
fn every_weekday_has_its_name(#[case] language: Language, #[case] names: &str) {
    let written: Vec<String> = (5..=11)
        .map(|day| super::date(language, date(2018, 11, day), FAR_IN_2018))
        .filter_map(|date| date.split(' ').next().map(str::to_owned))
        .collect();
    assert_eq!(written.join(" "), names);
}

#[rstest]
#[case(
    Language::Bokmal,
    "januar februar mars april mai juni juli august september oktober november desember"
)]
#[case(
    Language::Nynorsk,
    "januar februar mars april mai juni juli august september oktober november desember"
)]
#[case(
    Language::Swedish,
    "januari februari mars april maj juni juli augusti september oktober november december"
)]
#[case(
    Language::Danish,
    "januar februar marts april maj juni juli august september oktober november december"
)]
#[case(
    Language::English,
    "January February March April May June July August September October November December"
)]
fn every_month_has_its_name(#[case] language: Language, #[case] names: &str) {
    let written: Vec<String> = (1..=12)
        .map(|month| super::date(language, date(2018, month, 20), FAR_IN_2018))
        .filter_map(|date| date.split(' ').next_back().map(str::to_owned))
        .collect();
    assert_eq!(written.join(" "), names);
}

#[rstest]
#[case(Language::Bokmal, "torsdag 1. november", "onsdag 20. mars 2019")]
#[case(Language::Nynorsk, "torsdag 1. november", "onsdag 20. mars 2019")]
#[case(
    Language::Swedish,
    "torsdagen den 1 november",
    "onsdagen den 20 mars 2019"
)]
#[case(
    Language::Danish,
    "torsdag den 1. november",
    "onsdag den 20. marts 2019"
)]
#[case(Language::English, "Thursday 1 November", "Wednesday 20 March 2019")]
fn a_date_shows_its_year_only_where_it_is_not_the_readers(
    #[case] language: Language,
    #[case] this_year: &str,
    #[case] next_year: &str,
) {
    let today = date(2018, 10, 1);
    assert_eq!(super::date(language, date(2018, 11, 1), today), this_year);
    assert_eq!(super::date(language, date(2019, 3, 20), today), next_year);
    let later = date(2019, 1, 1);
    assert!(super::date(language, date(2018, 11, 1), later).ends_with(" 2018"));
    assert!(!super::date(language, date(2019, 3, 20), later).contains("2019"));
}

#[rstest]
#[case(Language::Bokmal, "i dag, ", "i morgen, ")]
#[case(Language::Nynorsk, "i dag, ", "i morgon, ")]
#[case(Language::Swedish, "i dag, ", "i morgon, ")]
#[case(Language::Danish, "i dag, ", "i morgen, ")]
#[case(Language::English, "today, ", "tomorrow, ")]
fn a_near_day_is_named_in_addition_to_its_date(
    #[case] language: Language,
    #[case] this_day: &str,
    #[case] next_day: &str,
) {
    let session = date(2018, 11, 1);
    let said_on = |today| day(language, session, today);
    assert!(said_on(date(2018, 11, 1)).starts_with(this_day));
    assert!(said_on(date(2018, 10, 31)).starts_with(next_day));
    let bare = super::date(language, session, session);
    assert!(said_on(date(2018, 11, 1)).ends_with(&bare));
    assert_eq!(said_on(date(2018, 10, 30)), bare);
    assert_eq!(said_on(date(2018, 11, 2)), bare);
}

#[test]
fn new_years_day_is_tomorrow_and_in_another_year() {
    assert_eq!(
        day(Language::Bokmal, date(2019, 1, 1), date(2018, 12, 31)),
        "i morgen, tirsdag 1. januar 2019"
    );
}

#[rstest]
#[case(Language::Bokmal, "08.30", "kl. 08.30", "kl. 08.30–13.00")]
#[case(Language::Nynorsk, "08.30", "kl. 08.30", "kl. 08.30–13.00")]
#[case(Language::Swedish, "08.30", "kl. 08.30", "kl. 08.30–13.00")]
#[case(Language::Danish, "8.30", "kl. 8.30", "kl. 8.30-13.00")]
#[case(Language::English, "08:30", "08:30", "08:30–13:00")]
fn times_are_written_as_the_language_does(
    #[case] language: Language,
    #[case] in_a_column: &str,
    #[case] in_a_sentence: &str,
    #[case] from_to: &str,
) {
    let (start, end) = (time(8, 30, 0, 0), time(13, 0, 0, 0));
    assert_eq!(super::time(language, start), in_a_column);
    assert_eq!(clock(language, start), in_a_sentence);
    assert_eq!(clock_span(language, start, end), from_to);
    assert!(from_to.ends_with(&span(language, start, end)));
}

#[rstest]
#[case(Language::Bokmal, "torsdag 1. november kl. 08.30–13.00")]
#[case(Language::Nynorsk, "torsdag 1. november kl. 08.30–13.00")]
#[case(Language::Swedish, "torsdagen den 1 november kl. 08.30–13.00")]
#[case(Language::Danish, "torsdag den 1. november kl. 8.30-13.00")]
#[case(Language::English, "Thursday 1 November, 08:30–13:00")]
fn a_period_is_a_day_with_its_times(#[case] language: Language, #[case] expected: &str) {
    let day = date(2018, 11, 1);
    let (starts, ends) = (day.at(8, 30, 0, 0), day.at(13, 0, 0, 0));
    assert_eq!(period(language, starts, ends, FAR_IN_2018), expected);
}

#[test]
fn a_period_over_two_days_names_both() {
    let (starts, ends) = (
        date(2018, 11, 1).at(12, 0, 0, 0),
        date(2018, 11, 2).at(13, 0, 0, 0),
    );
    assert_eq!(
        period(Language::Bokmal, starts, ends, date(2018, 10, 31)),
        "i morgen, torsdag 1. november kl. 12.00 – fredag 2. november kl. 13.00"
    );
}
