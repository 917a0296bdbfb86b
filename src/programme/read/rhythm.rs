//! The rhythm of a programme: the default lines, changed, switched off and added to by the file's own.

use jiff::civil::Time;

use crate::plan::Cron;
use crate::programme::read::values::time;
use crate::programme::rhythm::{default_rhythm, may_be_planned};
use crate::programme::{Id, PostKind, RhythmLine, When};
use crate::toml_reader::{Node, Table, choice, did_you_mean, flag, id, number, text};

/// The ways to say when; a line uses one of them.
const WAYS: [&str; 6] = [
    "days_before",
    "days_after",
    "minutes_after_end",
    "half_way",
    "days_before_registration_closes",
    "cron",
];
const LONGEST_DAYS: i64 = 366;
/// A day in minutes.
const LONGEST_MINUTES: i64 = 24 * 60;

/// The complete rhythm in force.
pub(super) fn rhythm(root: &Table<'_>) -> Vec<RhythmLine> {
    let mut rhythm = default_rhythm();
    let mut seen: Vec<(Id, String)> = Vec::new();
    let own = root.tables("rhythm", |table| Some(own_line(table, &default_rhythm())));
    for (key, id, change) in own {
        let Some(id) = id else { continue };
        if let Some((_, first)) = seen.iter().find(|(earlier, _)| *earlier == id) {
            root.report.error(
                &format!("{key}.id"),
                "duplicate_id",
                format!(
                    "the line \"{id}\" stands in the file twice, first in line {}",
                    root.report.line(first)
                ),
                "Keep one of them, or give this one an id of its own.".to_owned(),
            );
            continue;
        }
        seen.push((id.clone(), key));
        match change {
            Some(Own::Off) => rhythm.retain(|line| line.id != id),
            Some(Own::Line(line)) => match rhythm.iter_mut().find(|line| line.id == id) {
                Some(default) => *default = line,
                None => rhythm.push(line),
            },
            None => {}
        }
    }
    rhythm
}

/// What a `[[rhythm]]` of the file does.
enum Own {
    Off,
    Line(RhythmLine),
}

fn own_line(table: &Table<'_>, defaults: &[RhythmLine]) -> (String, Option<Id>, Option<Own>) {
    let id = table.required("id", "\"reminder\"", id);
    let default = id
        .as_ref()
        .and_then(|id| defaults.iter().find(|line| line.id == *id));
    // Everything is read before anything is decided, so that no known key counts as unknown.
    let off = table.optional("off", flag).unwrap_or(false);
    let kind = match default {
        Some(default) => table.optional("kind", kind).or(Some(default.kind)),
        None if off => table.optional("kind", kind),
        None => table.required("kind", "\"prompt\"", kind),
    };
    let when = when(table, default.map(|line| &line.when), off);
    let words = table.optional("text", text);
    if off {
        check_off(table, id.as_ref(), default.is_some(), defaults);
        return (table.key.clone(), id, Some(Own::Off));
    }
    let words_fit = kind.is_none_or(|kind| check_words(table, kind));
    let line = match (id.clone(), kind, when) {
        (Some(id), Some(kind), Some(when)) if words_fit => Some(Own::Line(RhythmLine {
            id,
            kind,
            when,
            text: words,
        })),
        _ => None,
    };
    (table.key.clone(), id, line)
}

fn kind(node: &Node<'_>) -> Option<PostKind> {
    let kinds = PostKind::ALL
        .into_iter()
        .filter(|kind| may_be_planned(*kind));
    choice(kinds.map(|kind| (kind.name(), kind)).collect())(node)
}

/// `off` is for default lines; anything else can be left out of the file.
fn check_off(table: &Table<'_>, id: Option<&Id>, is_default: bool, defaults: &[RhythmLine]) {
    let Some(id) = id.filter(|_| !is_default) else {
        return;
    };
    let known: Vec<&str> = defaults.iter().map(|line| line.id.as_str()).collect();
    table.report.error(
        &table.key_of("id"),
        "unknown_line",
        format!("there is no default line \"{id}\" to switch off"),
        did_you_mean(id.as_str(), known.iter().copied())
            .unwrap_or_else(|| format!("The default lines are: {}.", known.join(", "))),
    );
}

/// A prompt has words, and nothing else has.
fn check_words(table: &Table<'_>, kind: PostKind) -> bool {
    let (message, suggestion) = match (kind == PostKind::Prompt, table.has("text")) {
        (true, false) => (
            "a prompt needs words".to_owned(),
            "Add text = \"…\" with what should be said.".to_owned(),
        ),
        (false, true) => (
            format!("{kind} has its own words"),
            "Take the text away, or write kind = \"prompt\".".to_owned(),
        ),
        _ => return true,
    };
    let code = if kind == PostKind::Prompt {
        "missing_key"
    } else {
        "bad_value"
    };
    table
        .report
        .error(&table.key_of("text"), code, message, suggestion);
    false
}

/// When the line is due: as written, and where nothing is written as `default` says.
fn when(table: &Table<'_>, default: Option<&When>, off: bool) -> Option<When> {
    let written: Vec<&'static str> = WAYS.into_iter().filter(|way| table.has(way)).collect();
    let at = At {
        written: table.has("at"),
        time: table.optional("at", time),
        default: default.and_then(time_of),
    };
    match (written.as_slice(), default) {
        ([way], _) => one_way(table, way, &at),
        ([], Some(default)) if at.written => with_time(table, default.clone(), &at),
        ([], Some(default)) => Some(default.clone()),
        ([], None) if off => None,
        (ways, _) => {
            let message = match ways.len() {
                0 => "the line does not say when".to_owned(),
                _ => format!(
                    "the line says when in {} ways: {}",
                    ways.len(),
                    ways.join(", ")
                ),
            };
            table.report.error(
                &table.key,
                "rhythm_time",
                message,
                format!("Keep exactly one of: {}.", WAYS.join(", ")),
            );
            None
        }
    }
}

/// The time of day of a line, as far as it is told.
struct At {
    written: bool,
    time: Option<Time>,
    default: Option<Time>,
}

fn one_way(table: &Table<'_>, way: &'static str, at: &At) -> Option<When> {
    let when = match way {
        "days_before" => When::DaysBefore {
            days: table.optional(way, number(0, LONGEST_DAYS))?,
            at: time_for(table, at)?,
        },
        "days_after" => When::DaysAfter {
            days: table.optional(way, number(0, LONGEST_DAYS))?,
            at: time_for(table, at)?,
        },
        "half_way" => When::HalfWay {
            at: table
                .optional(way, only_true)
                .and_then(|()| time_for(table, at))?,
        },
        "days_before_registration_closes" => When::DaysBeforeRegistrationCloses {
            days: table.optional(way, number(0, LONGEST_DAYS))?,
            at: time_for(table, at)?,
        },
        "minutes_after_end" => When::AfterEnd {
            minutes: table.optional(way, number(-LONGEST_MINUTES, LONGEST_MINUTES))?,
        },
        _ => When::Cron {
            expression: table.optional(way, cron)?,
        },
    };
    with_time(table, when, at)
}

/// `when` with the time that is written, if it can have one.
fn with_time(table: &Table<'_>, when: When, at: &At) -> Option<When> {
    match (when, at.written) {
        (When::AfterEnd { .. } | When::Cron { .. }, true) => {
            table.report.error(
                &table.key_of("at"),
                "rhythm_time",
                "this line already says at what time".to_owned(),
                "Take `at` away.".to_owned(),
            );
            None
        }
        (when, false) => Some(when),
        (When::DaysBefore { days, .. }, true) => at.time.map(|at| When::DaysBefore { days, at }),
        (When::DaysAfter { days, .. }, true) => at.time.map(|at| When::DaysAfter { days, at }),
        (When::HalfWay { .. }, true) => at.time.map(|at| When::HalfWay { at }),
        (When::DaysBeforeRegistrationCloses { days, .. }, true) => at
            .time
            .map(|at| When::DaysBeforeRegistrationCloses { days, at }),
    }
}

fn time_for(table: &Table<'_>, at: &At) -> Option<Time> {
    if at.written {
        return at.time;
    }
    if at.default.is_none() {
        table.report.error(
            &table.key_of("at"),
            "missing_key",
            "`at` is missing".to_owned(),
            "Add at = \"08:00\", the time of day.".to_owned(),
        );
    }
    at.default
}

fn time_of(when: &When) -> Option<Time> {
    match when {
        When::DaysBefore { at, .. }
        | When::DaysAfter { at, .. }
        | When::HalfWay { at }
        | When::DaysBeforeRegistrationCloses { at, .. } => Some(*at),
        When::AfterEnd { .. } | When::Cron { .. } => None,
    }
}

fn only_true(node: &Node<'_>) -> Option<()> {
    let yes = flag(node)?;
    if !yes {
        node.error(
            "bad_value",
            "half_way = false says nothing".to_owned(),
            "Write half_way = true, or choose another way to say when.".to_owned(),
        );
    }
    yes.then_some(())
}

fn cron(node: &Node<'_>) -> Option<String> {
    let expression = text(node)?;
    if let Err(why) = Cron::parse(&expression) {
        // What is wrong stands before the semicolon, what to write behind it.
        let why = why.to_string();
        let (message, suggestion) = why.split_once("; ").unwrap_or((&why, ""));
        node.error("bad_cron", message.to_owned(), capitalized(suggestion));
        return None;
    }
    Some(expression)
}

fn capitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}
