//! A picture as CSV that a Nordic spreadsheet opens as it is: UTF-8 with a mark, semicolons, CRLF.

use csv::{Terminator, WriterBuilder};

use crate::programme::Id;
use crate::report::OwnWords;
use crate::report::rules::{Picture, Response, Row, Shown};
use crate::report::told::{About, label};

/// By this a spreadsheet knows UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";
const COLUMNS: [&str; 9] = [
    "question", "network", "asked", "answered", "rows_of", "keys", "answer", "count", "by",
];

/// One line for each row of the whole and of each network; where rows are hidden, one line without any.
/// Then one for each answer in one's own words.
///
/// # Errors
/// None that writing to memory can have; the CSV writer's are passed on.
pub fn csv(picture: &Picture, about: &About<'_>, own_words: &[OwnWords]) -> csv::Result<String> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let whole = Part {
        network: None,
        response: picture.response(),
        rows_of: picture.rows_of(),
        rows: picture.rows(),
    };
    let networks = picture.groups().iter().map(|group| Part {
        network: Some(group.group()),
        response: group.response(),
        rows_of: group.rows_of(),
        rows: group.rows(),
    });
    for part in std::iter::once(whole).chain(networks) {
        for record in part.records(about) {
            writer.write_record(record.iter().map(|field| guarded(field)))?;
        }
    }
    for own in own_words {
        let record = own_record(own, about);
        writer.write_record(record.iter().map(|field| guarded(field)))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(format!(
        "{BYTE_ORDER_MARK}{}",
        String::from_utf8_lossy(&bytes)
    ))
}

fn own_record(own: &OwnWords, about: &About<'_>) -> [String; 9] {
    let mut record: [String; 9] = Default::default();
    record[0] = about.question.id.to_string();
    record[1] = own.network.as_ref().map(Id::to_string).unwrap_or_default();
    record[6].clone_from(&own.text);
    record[8] = own.by.clone();
    record
}

/// The whole or a network.
struct Part<'p> {
    network: Option<&'p Id>,
    response: Response,
    rows_of: u32,
    rows: &'p [Row],
}

impl Part<'_> {
    fn records(&self, about: &About<'_>) -> Vec<[String; 9]> {
        let record = |keys: String, answer: String, count: String, rows_of: String| {
            [
                about.question.id.to_string(),
                self.network.map(Id::to_string).unwrap_or_default(),
                self.response
                    .asked()
                    .map_or_else(String::new, |asked| asked.to_string()),
                self.response.answered().to_string(),
                rows_of,
                keys,
                answer,
                count,
                String::new(),
            ]
        };
        if self.rows.is_empty() {
            return vec![record(
                String::new(),
                String::new(),
                String::new(),
                String::new(),
            )];
        }
        let rows = self.rows.iter();
        rows.map(|row| {
            record(
                keys(row, about),
                label(row, about),
                count(row.count()),
                self.rows_of.to_string(),
            )
        })
        .collect()
    }
}

fn keys(row: &Row, about: &About<'_>) -> String {
    let aside = about.question.aside.iter().filter(|_| row.aside());
    let keys = row.options().iter().chain(aside.map(|choice| &choice.key));
    keys.map(Id::as_str).collect::<Vec<_>>().join(" ")
}

fn count(shown: Shown) -> String {
    match shown {
        Shown::Exactly(count) => count.to_string(),
        Shown::Few => "few".to_owned(),
        Shown::NearlyAll => "nearly all".to_owned(),
    }
}

/// `field` such that no spreadsheet takes it for a formula.
pub(super) fn guarded(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests;
