//! Questions: what is asked, how it may be answered, and when.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use toml::de::DeValue;

use crate::programme::draft::Keyed;
use crate::programme::question::{
    Asked, Choice, Localised, Mode, Question, QuestionKind, Respondent, Results, usual_mode,
};
use crate::programme::read::parts::keyed;
use crate::programme::read::values::{date, time};
use crate::programme::{Id, Language};
use crate::toml_reader::{Node, Table, choice, flag, id, number, shortened, text};

/// The ways to say when a question is asked; it uses one of them.
const WAYS: [&str; 4] = ["after_session", "date", "yearly", "by_command"];
/// How many weekdays a question stays open where nothing is said.
const USUAL_WEEKDAYS: u16 = 5;
/// Twelve weeks: longer than that nobody remembers that it is open.
const MOST_WEEKDAYS: i64 = 60;
/// A day in minutes.
const LONGEST_MINUTES: i64 = 24 * 60;

/// One `[[question]]` in a programme whose language is `language`.
pub(super) fn question(table: &Table<'_>, language: Option<Language>) -> Option<Keyed<Question>> {
    let said = |node: &Node<'_>| localised(node, language);
    let id = table.required("id", "\"tid-til-ledelse\"", id);
    let text = table.required("text", "\"Hva tar du med deg?\"", said);
    let kind = table.required("kind", "\"choice\"", kind);
    let about = table.list("about", said);
    let purpose = table.optional("purpose", said);
    let options = table.tables("options", |option| Some(option_of(option, language)));
    let aside = table.table("aside", |option| option_of(option, language));
    let mode = table.optional("mode", mode);
    let respondent = table.optional("respondent", respondent);
    let networks = table.list("networks", crate::toml_reader::id);
    let asked = asked(table);
    let open_weekdays = table.optional("open_weekdays", number(1, MOST_WEEKDAYS));
    let results = table.optional("results", results);
    let nudges = table.optional("nudges", flag);
    let survey = table.optional("survey", crate::toml_reader::id);
    let minutes = table.optional("minutes", number(1, 120));
    let kind = kind?;
    let question = Question {
        id: id?,
        text: text?,
        about,
        purpose,
        kind,
        options: options.into_iter().collect::<Option<_>>()?,
        aside: match aside {
            Some(aside) => Some(aside?),
            None => None,
        },
        mode: mode.unwrap_or(usual_mode(kind)),
        respondent: respondent.unwrap_or(Respondent::School),
        networks,
        asked: asked?,
        open_weekdays: open_weekdays.unwrap_or(USUAL_WEEKDAYS),
        results: results.unwrap_or(Results::AtClosing),
        nudges: nudges.unwrap_or(true),
        survey,
        minutes,
    };
    Some(keyed(table, question))
}

/// A text alone, which is in the programme's language, or a table of texts by language tag.
fn localised(node: &Node<'_>, language: Option<Language>) -> Option<Localised> {
    if let DeValue::String(_) = node.value {
        // Without a language the file is refused anyway.
        let language = language.unwrap_or(Language::Bokmal);
        return Some(Localised(BTreeMap::from([(language, text(node)?)])));
    }
    let Some(texts) = node.table(|table| {
        Language::ALL
            .into_iter()
            .filter_map(|language| Some((language, table.optional(language.tag(), text)?)))
            .collect::<BTreeMap<_, _>>()
    }) else {
        node.wrong_type("text, or texts by language: { nb = \"…\", nn = \"…\" }");
        return None;
    };
    if texts.is_empty() {
        node.error(
            "bad_value",
            "this says nothing in any language".to_owned(),
            "Write it as text, or by language: { nb = \"…\", nn = \"…\" }.".to_owned(),
        );
        return None;
    }
    Some(Localised(texts))
}

fn option_of(table: &Table<'_>, language: Option<Language>) -> Option<Choice> {
    let key = table.required("key", "\"ja\"", id);
    let text = table.required("text", "\"Ja\"", |node| localised(node, language));
    Some(Choice {
        key: key?,
        text: text?,
    })
}

fn kind(node: &Node<'_>) -> Option<QuestionKind> {
    choice(QuestionKind::ALL.map(|kind| (kind.name(), kind)).to_vec())(node)
}

fn mode(node: &Node<'_>) -> Option<Mode> {
    choice(Mode::ALL.map(|mode| (mode.name(), mode)).to_vec())(node)
}

fn respondent(node: &Node<'_>) -> Option<Respondent> {
    choice(
        Respondent::ALL
            .map(|respondent| (respondent.name(), respondent))
            .to_vec(),
    )(node)
}

fn results(node: &Node<'_>) -> Option<Results> {
    choice(
        Results::ALL
            .map(|results| (results.name(), results))
            .to_vec(),
    )(node)
}

/// When it is asked: in exactly one way.
fn asked(table: &Table<'_>) -> Option<Asked> {
    let written: Vec<&'static str> = WAYS.into_iter().filter(|way| table.has(way)).collect();
    // Everything is read before anything is decided, so that no known key counts as unknown.
    let session = table.optional("after_session", session);
    let minutes = table.optional(
        "minutes_after_end",
        number(-LONGEST_MINUTES, LONGEST_MINUTES),
    );
    let date = table.optional("date", date);
    let yearly = table.optional("yearly", day_of_the_year);
    let by_command = table.optional("by_command", only_true);
    let at = table.optional("at", time);
    let [way] = written.as_slice() else {
        let message = match written.as_slice() {
            [] => "the question does not say when it is asked".to_owned(),
            ways => format!("the question says in {} ways when it is asked", ways.len()),
        };
        table.report.error(
            &table.key,
            "asked_time",
            message,
            format!("Keep exactly one of: {}.", WAYS.join(", ")),
        );
        return None;
    };
    let fits = fits(table, "at", matches!(*way, "date" | "yearly"))
        && fits(table, "minutes_after_end", *way == "after_session");
    if !fits {
        return None;
    }
    Some(match *way {
        "after_session" => Asked::AfterSession {
            session: session?,
            minutes: match table.has("minutes_after_end") {
                true => minutes?,
                false => 0,
            },
        },
        "date" => Asked::On {
            date: date?,
            at: time_of_day(table, at)?,
        },
        "yearly" => {
            let (month, day) = yearly?;
            Asked::Yearly {
                month,
                day,
                at: time_of_day(table, at)?,
            }
        }
        _ => by_command.map(|()| Asked::ByCommand)?,
    })
}

/// Whether `key` is not there although nothing asks for it.
fn fits(table: &Table<'_>, key: &'static str, wanted: bool) -> bool {
    let superfluous = table.has(key) && !wanted;
    if superfluous {
        table.report.error(
            &table.key_of(key),
            "asked_time",
            format!("`{key}` says nothing here"),
            "`at` belongs to date and yearly, minutes_after_end to after_session: take it away."
                .to_owned(),
        );
    }
    !superfluous
}

fn time_of_day(table: &Table<'_>, at: Option<Time>) -> Option<Time> {
    if !table.has("at") {
        table.report.error(
            &table.key_of("at"),
            "missing_key",
            "`at` is missing".to_owned(),
            "Add at = \"09:00\", the time of day.".to_owned(),
        );
    }
    at
}

/// `true` for each session, or the id of one.
#[expect(
    clippy::option_option,
    reason = "the outer one is whether it could be read, the inner one which session"
)]
fn session(node: &Node<'_>) -> Option<Option<Id>> {
    match node.value {
        DeValue::Boolean(_) => only_true(node).map(|()| None),
        DeValue::String(_) => id(node).map(Some),
        _ => {
            node.wrong_type("true, or the id of a session");
            None
        }
    }
}

fn only_true(node: &Node<'_>) -> Option<()> {
    let yes = flag(node)?;
    if !yes {
        node.error(
            "bad_value",
            "false says nothing here".to_owned(),
            "Write true, or choose another way to say when.".to_owned(),
        );
    }
    yes.then_some(())
}

/// Month and day of `"11-27"`: a day that every year has.
fn day_of_the_year(node: &Node<'_>) -> Option<(i8, i8)> {
    /// No leap year.
    const ORDINARY: i16 = 2018;
    let written = text(node)?;
    let day = written
        .split_once('-')
        .filter(|(month, day)| month.len() == 2 && day.len() == 2)
        .and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)))
        .filter(|(month, day)| Date::new(ORDINARY, *month, *day).is_ok());
    if day.is_none() {
        node.error(
            "impossible_date",
            format!("\"{}\" is no day of every year", shortened(&written)),
            "Write month and day: \"11-27\".".to_owned(),
        );
    }
    day
}
