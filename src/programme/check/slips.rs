//! Which date was meant when the year is wrong.

use jiff::civil::Date;

/// Sessions of the networks of one programme lie this close together when they belong together.
pub(super) const CLOSE_DAYS: i32 = 14;

/// The same day in other years: first those whose year comes from two neighbouring digits that have
/// changed places, then the years of `years`.
pub(super) fn other_years(date: Date, years: impl Iterator<Item = i16>) -> Vec<Date> {
    let mut found: Vec<Date> = Vec::new();
    // A slip of a year or two is a slip; a range of centuries would be another mistake.
    let years = years.take(10);
    for year in swapped(date.year()).into_iter().chain(years) {
        let other = Date::new(year, date.month(), date.day()).ok();
        found.extend(other.filter(|other| *other != date && !found.contains(other)));
    }
    found
}

/// Why `right` is likely to have been meant where `wrong` is written.
pub(super) fn why(wrong: Date, right: Date) -> &'static str {
    if swapped(wrong.year()).contains(&right.year()) {
        "two digits of the year have changed places"
    } else {
        "the year is another"
    }
}

/// Whether two neighbouring digits of `wrong`'s year have changed places in `right`'s.
pub(super) fn is_swap(wrong: Date, right: Date) -> bool {
    swapped(wrong.year()).contains(&right.year())
}

fn swapped(year: i16) -> Vec<i16> {
    let digits: Vec<char> = year.to_string().chars().collect();
    (1..digits.len())
        .filter_map(|place| {
            let mut digits = digits.clone();
            digits.swap(place - 1, place);
            digits.iter().collect::<String>().parse().ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_swapped_year_is_offered_first() {
        let offered = other_years(date(2109, 3, 20), 2018..=2019);
        assert_eq!(
            offered,
            [
                date(1209, 3, 20),
                date(2019, 3, 20),
                date(2190, 3, 20),
                date(2018, 3, 20)
            ]
        );
    }

    #[test]
    fn a_leap_day_is_offered_only_in_leap_years() {
        let offered = other_years(date(2020, 2, 29), 2015..=2024);
        assert!(offered.contains(&date(2016, 2, 29)));
        assert!(!offered.iter().any(|date| date.year() == 2019));
    }
}
