//! A programme as a list of things and their facts.

mod questions;

use jiff::civil::{Date, Time};

use crate::programme::{
    AgendaPart, Id, Network, Programme, ReadingTask, RhythmLine, Session, SessionPlan, When,
};

/// Something that can come, go or change.
pub(super) struct Thing {
    /// Where it is, and what no other thing has: `gruppe-1 / samling-2`.
    pub(super) place: String,
    /// The whole of it in a line.
    pub(super) summary: String,
    /// Its facts by name; a fact that is not there has no entry.
    pub(super) facts: Vec<(String, String)>,
}

/// Everything in `programme`, in the order of a programme file.
pub(super) fn things(programme: &Programme) -> Vec<Thing> {
    let mut things = head(programme);
    for free in &programme.breaks {
        things.push(
            Thing::new(format!("break {}", free.name), span(free.from, free.to))
                .fact("from", free.from)
                .fact("to", free.to),
        );
    }
    for school in &programme.schools {
        things.push(
            Thing::new(format!("school {}", school.id), &school.name)
                .fact("name", &school.name)
                .optional("kind", school.kind.as_ref())
                .numbered("alias", &school.aliases),
        );
    }
    for reading in &programme.readings {
        things.push(
            Thing::new(format!("reading {}", reading.id), &reading.title)
                .fact("title", &reading.title)
                .numbered("author", &reading.authors)
                .optional("edition", reading.edition.as_ref())
                .optional("link", reading.link.as_ref()),
        );
    }
    programme
        .plans
        .iter()
        .for_each(|plan| things.extend(of_plan(plan)));
    for network in &programme.networks {
        things.extend(of_network(network, programme));
    }
    let language = programme.language;
    things.extend(
        programme
            .questions
            .iter()
            .flat_map(|question| questions::of_question(question, language)),
    );
    things.extend(programme.rhythm.iter().map(of_line));
    distinguish(&mut things);
    things
}

fn head(programme: &Programme) -> Vec<Thing> {
    let mut things = vec![
        Thing::new("programme", &programme.title)
            .fact("id", &programme.id)
            .fact("title", &programme.title)
            .fact("language", programme.language.tag())
            .fact("zone", programme.zone.name())
            .fact("country", programme.country.code())
            .fact("from", programme.from)
            .fact("to", programme.to),
    ];
    things.extend(programme.contact.as_ref().map(|contact| {
        Thing::new("contact", &contact.role)
            .fact("role", &contact.role)
            .fact("mailbox", &contact.mailbox)
    }));
    things.extend(programme.registration.as_ref().map(|registration| {
        Thing::new("registration", &registration.system)
            .fact("system", &registration.system)
            .optional("link", registration.link.as_ref())
            .optional("days before it closes", registration.closes_days_before)
    }));
    let quiet = &programme.quiet;
    things.push(
        Thing::new("quiet", "")
            .fact("weekdays", hours(quiet.weekdays))
            .fact("friday", hours(quiet.friday))
            .fact("urgent", hours(quiet.urgent)),
    );
    things
}

fn of_plan(plan: &SessionPlan) -> Vec<Thing> {
    let place = format!("session {}", plan.id);
    let preparation = &plan.preparation;
    let mut things = vec![
        Thing::new(&place, plan.title.as_deref().unwrap_or(plan.id.as_str()))
            .optional("title", plan.title.as_ref())
            .numbered("preparation", &preparation.tasks)
            .numbered("sharing question", &preparation.sharing),
    ];
    things.extend(plan.agenda.iter().map(|part| of_part(&place, part)));
    things.extend(
        preparation
            .readings
            .iter()
            .map(|task| of_task(&place, task)),
    );
    things.extend(plan.work.as_ref().map(|work| {
        let summary = work.task.clone().unwrap_or_else(|| work.themes.join(", "));
        Thing::new(format!("{place} / work until the next"), summary)
            .optional("task", work.task.as_ref())
            .numbered("theme", &work.themes)
            .numbered("question", &work.questions)
            .optional(
                "days before the next that answers are due",
                work.due_days_before_next,
            )
    }));
    things
}

fn of_part(place: &str, part: &AgendaPart) -> Thing {
    let summary = format!("{}–{} {}", clock(part.start), clock(part.end), part.title);
    Thing::new(format!("{place} / agenda {}", clock(part.start)), summary)
        .fact("end", clock(part.end))
        .fact("title", &part.title)
        .numbered("point", &part.points)
}

fn of_task(place: &str, task: &ReadingTask) -> Thing {
    let pages = task.pages.map(|pages| match pages.first == pages.last {
        true => pages.first.to_string(),
        false => format!("{}–{}", pages.first, pages.last),
    });
    let summary = pages.clone().unwrap_or_else(|| task.reading.to_string());
    Thing::new(format!("{place} / reading {}", task.reading), summary)
        .optional("pages", pages)
        .optional("page of the figure", task.figure_page)
        .optional("minutes", task.minutes)
}

fn of_network(network: &Network, programme: &Programme) -> Vec<Thing> {
    let mut things = vec![
        Thing::new(&network.id, &network.title)
            .fact("title", &network.title)
            .optional("language", network.language.map(|language| language.tag())),
    ];
    things.extend(network.schools.iter().map(|school| {
        Thing::new(
            format!("{} / school {school}", network.id),
            name_of(school, programme),
        )
    }));
    things.extend(
        network
            .sessions
            .iter()
            .map(|session| of_session(&network.id, session)),
    );
    things
}

fn name_of(school: &Id, programme: &Programme) -> String {
    let known = programme.schools.iter().find(|known| known.id == *school);
    known.map_or_else(|| school.to_string(), |known| known.name.clone())
}

fn of_session(network: &Id, session: &Session) -> Thing {
    let summary = format!(
        "{} {}–{}{}{}",
        session.date,
        clock(session.start),
        clock(session.end),
        session
            .place
            .as_ref()
            .map(|place| format!(", {place}"))
            .unwrap_or_default(),
        if session.cancelled { ", cancelled" } else { "" },
    );
    Thing::new(format!("{network} / {}", session.id), summary)
        .fact("date", session.date)
        .fact("start", clock(session.start))
        .fact("end", clock(session.end))
        .optional("place", session.place.as_ref())
        .optional("cancelled", session.cancelled.then_some("yes"))
}

fn of_line(line: &RhythmLine) -> Thing {
    let when = when(&line.when);
    Thing::new(
        format!("rhythm / {}", line.id),
        format!("{}, {when}", line.kind),
    )
    .fact("kind", line.kind)
    .fact("when", when)
    .optional("text", line.text.as_ref())
}

fn when(when: &When) -> String {
    let days = |days: u16| match days {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    match when {
        When::DaysBefore { days: count, at } => {
            format!("{} before the session at {}", days(*count), clock(*at))
        }
        When::DaysAfter { days: count, at } => {
            format!("{} after the session at {}", days(*count), clock(*at))
        }
        When::AfterEnd { minutes } => format!("{minutes} minutes after the session's end"),
        When::HalfWay { at } => format!("half-way to the next session at {}", clock(*at)),
        When::DaysBeforeRegistrationCloses { days: count, at } => {
            format!(
                "{} before registration closes at {}",
                days(*count),
                clock(*at)
            )
        }
        When::Cron { expression } => format!("cron {expression}"),
    }
}

fn span(from: Date, to: Date) -> String {
    format!("{from} to {to}")
}

fn hours((from, to): (Time, Time)) -> String {
    format!("{}–{}", clock(from), clock(to))
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// Gives every thing a place of its own: two breaks may have one name.
fn distinguish(things: &mut [Thing]) {
    let mut seen = std::collections::HashMap::<String, usize>::new();
    for thing in things {
        let count = seen.entry(thing.place.clone()).or_default();
        *count += 1;
        if *count > 1 {
            thing.place = format!("{} ({count})", thing.place);
        }
    }
}

impl Thing {
    fn new(place: impl ToString, summary: impl ToString) -> Self {
        Self {
            place: place.to_string(),
            summary: summary.to_string(),
            facts: Vec::new(),
        }
    }

    fn fact(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.push((name.to_owned(), value.to_string()));
        self
    }

    fn optional(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.fact(name, value),
            None => self,
        }
    }

    fn numbered(self, name: &str, values: &[String]) -> Self {
        values
            .iter()
            .enumerate()
            .fold(self, |thing, (index, value)| {
                thing.fact(&format!("{name} {}", index + 1), value)
            })
    }
}
