//! Session plans, and networks with their sessions.

use crate::programme::draft::{DraftNetwork, DraftPlan, DraftPreparation, DraftSession, Keyed};
use crate::programme::read::parts::keyed;
use crate::programme::read::values::{date, language, pages, time};
use crate::programme::{AgendaPart, Id, IntermediateWork, ReadingTask};
use crate::toml_reader::{Node, Table, flag, id, number, text, text_or_empty};

/// The highest page number and number of minutes that can be meant.
const LARGEST_NUMBER: i64 = 9_999;

pub(super) fn plan(table: &Table<'_>) -> Option<DraftPlan> {
    let id = table.required("id", "\"samling-2\"", id);
    let title = table.optional("title", text);
    let agenda = table.tables("agenda", agenda_part);
    let preparation = table.table("preparation", preparation).unwrap_or_default();
    let work = table.table("work", work);
    Some(DraftPlan {
        key: table.key.clone(),
        id: id?,
        title,
        agenda,
        preparation,
        work,
    })
}

fn preparation(table: &Table<'_>) -> DraftPreparation {
    DraftPreparation {
        tasks: table.list("tasks", text),
        readings: table.tables("reading", reading_task),
        sharing: table.list("sharing", text),
    }
}

fn agenda_part(table: &Table<'_>) -> Option<Keyed<AgendaPart>> {
    let start = table.required("start", "\"08:30\"", time);
    let end = table.required("end", "\"09:15\"", time);
    let title = table.required("title", "\"Erfaringsdeling\"", text);
    let points = table.list("points", text);
    Some(keyed(
        table,
        AgendaPart {
            start: start?,
            end: end?,
            title: title.unwrap_or_default(),
            points,
        },
    ))
}

fn reading_task(table: &Table<'_>) -> Option<Keyed<ReadingTask>> {
    let reading = table.required("reading", "\"koherens\"", id);
    let pages = table.optional("pages", pages);
    let figure_page = table.optional("figure_page", number(1, LARGEST_NUMBER));
    let minutes = table.optional("minutes", number(1, LARGEST_NUMBER));
    Some(keyed(
        table,
        ReadingTask {
            reading: reading?,
            pages,
            figure_page,
            minutes,
        },
    ))
}

fn work(table: &Table<'_>) -> IntermediateWork {
    IntermediateWork {
        task: table.optional("task", text),
        themes: table.list("themes", text),
        questions: table.list("questions", text),
        due_days_before_next: table.optional("due_days_before_next", number(0, 366)),
    }
}

pub(super) fn network(table: &Table<'_>) -> Option<DraftNetwork> {
    let id = table.required("id", "\"gruppe-1\"", id);
    Some(DraftNetwork {
        key: table.key.clone(),
        title: table
            .required("title", "\"Gruppe 1\"", text)
            .unwrap_or_default(),
        language: table.optional("language", language),
        schools: table.list("schools", school_of_network),
        sessions: table.tables("session", session),
        id: id?,
    })
}

fn school_of_network(node: &Node<'_>) -> Option<Keyed<Id>> {
    Some(Keyed {
        key: node.key.clone(),
        value: id(node)?,
    })
}

fn session(table: &Table<'_>) -> Option<DraftSession> {
    let id = table.required("id", "\"samling-1\"", id);
    Some(DraftSession {
        key: table.key.clone(),
        date: table.required("date", "2018-11-01", date),
        start: table.required("start", "\"08:30\"", time),
        end: table.required("end", "\"13:00\"", time),
        place: table
            .optional("place", text_or_empty)
            .filter(|place| !place.is_empty()),
        cancelled: table.optional("cancelled", flag).unwrap_or(false),
        id: id?,
    })
}
