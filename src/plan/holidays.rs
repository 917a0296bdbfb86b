//! Public holidays of Norway, Sweden and Denmark, computed.
//!
//! Also the days that are off in practice though no law says so: 24 and 31 December everywhere,
//! midsummer's eve in Sweden. School breaks differ from municipality to municipality and belong to
//! the programme, as do days off by local agreement (1 May and Constitution Day in Denmark).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use crate::programme::Country;

/// What `date` is kept as in `country`, in English, or nothing on an ordinary day. Sundays as such
/// are no holidays here.
pub fn holiday(country: Country, date: Date) -> Option<&'static str> {
    everywhere(date).or_else(|| match country {
        Country::Norway => norway(date),
        Country::Sweden => sweden(date),
        Country::Denmark => denmark(date),
    })
}

fn everywhere(date: Date) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => return Some("New Year's Day"),
        (12, 24) => return Some("Christmas Eve"),
        (12, 25) => return Some("Christmas Day"),
        (12, 26) => return Some("Boxing Day"),
        (12, 31) => return Some("New Year's Eve"),
        _ => {}
    }
    match days_after_easter(date)? {
        -2 => Some("Good Friday"),
        0 => Some("Easter Sunday"),
        1 => Some("Easter Monday"),
        39 => Some("Ascension Day"),
        49 => Some("Whit Sunday"),
        _ => None,
    }
}

fn norway(date: Date) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (5, 1) => return Some("Labour Day"),
        (5, 17) => return Some("Constitution Day"),
        _ => {}
    }
    match days_after_easter(date)? {
        -3 => Some("Maundy Thursday"),
        50 => Some("Whit Monday"),
        _ => None,
    }
}

fn sweden(date: Date) -> Option<&'static str> {
    match (date.month(), date.day(), date.weekday()) {
        (1, 6, _) => Some("Epiphany"),
        (5, 1, _) => Some("Labour Day"),
        (6, 6, _) => Some("National Day"),
        (6, 19..=25, Weekday::Friday) => Some("Midsummer's Eve"),
        (6, 20..=26, Weekday::Saturday) => Some("Midsummer's Day"),
        (10, 31, Weekday::Saturday) | (11, 1..=6, Weekday::Saturday) => Some("All Saints' Day"),
        _ => None,
    }
}

fn denmark(date: Date) -> Option<&'static str> {
    match days_after_easter(date)? {
        -3 => Some("Maundy Thursday"),
        // Store bededag was abolished from 2024 on.
        26 if date.year() <= 2023 => Some("General Prayer Day"),
        50 => Some("Whit Monday"),
        _ => None,
    }
}

/// How many days after that year's Easter Sunday `date` is; negative for before it.
fn days_after_easter(date: Date) -> Option<i64> {
    let easter = easter_sunday(date.year())?;
    Some(easter.duration_until(date).as_hours() / 24)
}

/// Easter Sunday of `year` in the Gregorian calendar: the Sunday after the first church full moon on
/// or after 21 March.
///
/// The moon's age follows from the year's place in the cycle of 19 years, corrected for the leap days
/// that centuries leave out and for the drift of the cycle itself.
fn easter_sunday(year: i16) -> Option<Date> {
    let (years, century) = (i64::from(year), i64::from(year).div_euclid(100));
    let golden = years.rem_euclid(19);
    let leap_days_left_out = century - century.div_euclid(4);
    let moon_drift = (8 * century + 13).div_euclid(25);
    let raw = (19 * golden + leap_days_left_out - moon_drift + 15).rem_euclid(30);
    // The last two places of the month are pulled in, so that no two years of a cycle share one.
    let full_moon = raw - i64::from(raw == 29 || (raw == 28 && golden > 10));
    let full_moon = date(year, 3, 21).checked_add(full_moon.days()).ok()?;
    full_moon.nth_weekday(1, Weekday::Sunday).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use Country::{Denmark, Norway, Sweden};

    #[rstest]
    #[case(date(1818, 3, 22))]
    #[case(date(1943, 4, 25))]
    #[case(date(1954, 4, 18))]
    #[case(date(1981, 4, 19))]
    #[case(date(2000, 4, 23))]
    #[case(date(2008, 3, 23))]
    #[case(date(2011, 4, 24))]
    #[case(date(2016, 3, 27))]
    #[case(date(2018, 4, 1))]
    #[case(date(2019, 4, 21))]
    #[case(date(2023, 4, 9))]
    #[case(date(2024, 3, 31))]
    #[case(date(2025, 4, 20))]
    #[case(date(2026, 4, 5))]
    #[case(date(2027, 3, 28))]
    #[case(date(2028, 4, 16))]
    #[case(date(2038, 4, 25))]
    #[case(date(2049, 4, 18))]
    #[case(date(2076, 4, 19))]
    fn easter_falls_where_it_is_known_to_fall(#[case] easter: Date) {
        assert_eq!(easter_sunday(easter.year()), Some(easter));
    }

    #[rstest]
    #[case::christmas_eve(date(2026, 12, 24), "no se dk")]
    #[case::christmas_day(date(2026, 12, 25), "no se dk")]
    #[case::boxing_day(date(2026, 12, 26), "no se dk")]
    #[case::between_christmas_and_new_year(date(2026, 12, 28), "")]
    #[case::new_years_eve(date(2026, 12, 31), "no se dk")]
    #[case::new_year(date(2027, 1, 1), "no se dk")]
    #[case::epiphany(date(2027, 1, 6), "se")]
    #[case::wednesday_before_easter(date(2027, 3, 24), "")]
    #[case::maundy_thursday(date(2027, 3, 25), "no dk")]
    #[case::good_friday(date(2027, 3, 26), "no se dk")]
    #[case::easter(date(2027, 3, 28), "no se dk")]
    #[case::easter_monday(date(2027, 3, 29), "no se dk")]
    #[case::labour_day(date(2027, 5, 1), "no se")]
    #[case::ascension(date(2027, 5, 6), "no se dk")]
    #[case::day_after_ascension(date(2027, 5, 7), "")]
    #[case::pentecost(date(2027, 5, 16), "no se dk")]
    #[case::whit_monday_and_17_may(date(2027, 5, 17), "no dk")]
    #[case::whit_monday(date(2026, 5, 25), "no dk")]
    #[case::seventeenth_of_may(date(2026, 5, 17), "no")]
    #[case::danish_constitution_day(date(2026, 6, 5), "")]
    #[case::swedish_national_day(date(2027, 6, 6), "se")]
    #[case::midsummers_eve(date(2027, 6, 25), "se")]
    #[case::midsummer(date(2027, 6, 26), "se")]
    #[case::earliest_midsummers_eve(date(2026, 6, 19), "se")]
    #[case::friday_before_midsummer(date(2027, 6, 18), "")]
    #[case::all_saints_in_october(date(2026, 10, 31), "se")]
    #[case::all_saints_in_november(date(2027, 11, 6), "se")]
    #[case::prayer_day_while_it_was(date(2023, 5, 5), "dk")]
    #[case::prayer_day_no_more(date(2024, 4, 26), "")]
    #[case::an_ordinary_thursday(date(2018, 11, 1), "")]
    fn each_country_keeps_its_own_days(#[case] day: Date, #[case] kept_in: &str) {
        let kept: Vec<&str> = [(Norway, "no"), (Sweden, "se"), (Denmark, "dk")]
            .into_iter()
            .filter(|(country, _)| holiday(*country, day).is_some())
            .map(|(_, tag)| tag)
            .collect();
        assert_eq!(kept.join(" "), kept_in);
    }

    proptest! {
        #[test]
        fn easter_is_a_sunday_from_22_march_to_25_april(year in 1583_i16..=9999) {
            let easter = easter_sunday(year).unwrap();
            prop_assert_eq!(easter.weekday(), Weekday::Sunday);
            prop_assert!(date(year, 3, 22) <= easter && easter <= date(year, 4, 25));
        }

        /// An independent way to the same day: Oudin's arithmetic.
        #[test]
        fn easter_agrees_with_another_reckoning(year in 1583_i64..=9999) {
            let (century, golden) = (year / 100, year % 19);
            let skew = (century - 17) / 25;
            let moon = (century - century / 4 - (century - skew) / 3 + 19 * golden + 15) % 30;
            let moon = moon - moon / 28 * (1 - moon / 28 * (29 / (moon + 1)) * ((21 - golden) / 11));
            let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
            let month = 3 + (moon - weekday + 40) / 44;
            let day = moon - weekday + 28 - 31 * (month / 4);
            let other = Date::new(
                i16::try_from(year).unwrap(),
                i8::try_from(month).unwrap(),
                i8::try_from(day).unwrap(),
            )
            .unwrap();
            prop_assert_eq!(easter_sunday(other.year()), Some(other));
        }

        #[test]
        fn every_country_has_its_number_of_holidays(year in 2024_i16..=2100) {
            let count = |country| {
                date(year, 1, 1)
                    .series(1.day())
                    .take_while(|day| day.year() == year)
                    .filter(|day| holiday(country, *day).is_some())
                    .count()
            };
            // 1 May, 17 May and 6 June may fall together with Ascension or Whitsun.
            prop_assert!((12..=14).contains(&count(Norway)));
            prop_assert!((15..=16).contains(&count(Sweden)));
            prop_assert_eq!(count(Denmark), 12);
        }

        #[test]
        fn any_date_at_all_is_safe(days in -4_371_587_i32..=2_932_896) {
            let day = date(1970, 1, 1).saturating_add(i64::from(days).days());
            for country in [Norway, Sweden, Denmark] {
                let _ = holiday(country, day);
            }
        }
    }
}
