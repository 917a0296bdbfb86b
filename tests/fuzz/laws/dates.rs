//! Dates, times and pages as people write them.

use jiff::civil::{Date, date};
use skolebud::programme::{Language, written};
use skolebud::words::dates;

const TODAY: Date = date(2018, 10, 1);

/// A few words.
pub(crate) fn words(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Ok(read) = written::date(&text) {
        assert_eq!(written::date(&read.to_string()), Ok(read));
        for language in Language::ALL {
            let said = dates::date(language, read, TODAY);
            let back = written::date_from(&said, TODAY);
            // It may be without its year: then it is the first such day from today on.
            assert!(back == Ok(read) || read < TODAY, "{said}");
        }
    }
    for today in [Date::MIN, TODAY, Date::MAX] {
        if let (Ok(read), Err(_)) = (written::date_from(&text, today), written::date(&text)) {
            assert!(read >= today, "a day without a year is to come");
        }
    }
    if let Some(read) = written::time(&text) {
        for language in Language::ALL {
            assert_eq!(written::time(&dates::clock(language, read)), Some(read));
        }
    }
    if let Some(pages) = written::pages(&text) {
        let again = written::pages(&format!("{}-{}", pages.first, pages.last));
        assert_eq!(again, Some(pages));
    }
}
