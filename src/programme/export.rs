//! Writes a programme as a file that [`crate::programme::read`] reads back to the same programme.

mod questions;

use jiff::civil::{Date, Time};

use crate::programme::rhythm::default_rhythm;
use crate::programme::{
    IntermediateWork, Network, Preparation, Programme, QuietHours, RhythmLine, SessionPlan, When,
};

/// Lists that would make a longer line are written one item to a line.
const LONGEST_LINE: usize = 96;

/// The programme as TOML. What is as usual (quiet hours, lines of the default rhythm) is left out.
pub fn export(programme: &Programme) -> String {
    let mut file = File::default();
    head(&mut file, programme);
    for free in &programme.breaks {
        file.header("[[break]]");
        file.text("name", &free.name);
        file.date("from", free.from);
        file.date("to", free.to);
    }
    for school in &programme.schools {
        file.header("[[school]]");
        file.text("id", school.id.as_str());
        file.text("name", &school.name);
        file.optional("kind", school.kind.as_deref());
        file.list("aliases", &school.aliases);
    }
    for reading in &programme.readings {
        file.header("[[reading]]");
        file.text("id", reading.id.as_str());
        file.text("title", &reading.title);
        file.list("authors", &reading.authors);
        file.optional("edition", reading.edition.as_deref());
        file.optional("link", reading.link.as_deref());
    }
    for plan in &programme.plans {
        session_plan(&mut file, plan);
    }
    for network in &programme.networks {
        write_network(&mut file, network);
    }
    for question in &programme.questions {
        questions::write(&mut file, question, programme.language);
    }
    rhythm(&mut file, &programme.rhythm);
    file.0
}

fn head(file: &mut File, programme: &Programme) {
    file.header("[programme]");
    file.text("id", programme.id.as_str());
    file.text("title", &programme.title);
    file.text("language", programme.language.tag());
    file.text("zone", programme.zone.name());
    file.text("country", programme.country.code());
    file.date("from", programme.from);
    file.date("to", programme.to);
    if let Some(contact) = &programme.contact {
        file.header("[contact]");
        file.text("role", &contact.role);
        file.text("mailbox", &contact.mailbox);
    }
    if let Some(registration) = &programme.registration {
        file.header("[registration]");
        file.text("system", &registration.system);
        file.optional("link", registration.link.as_deref());
        file.number("closes_days_before", registration.closes_days_before);
    }
    if programme.quiet != QuietHours::default() {
        file.header("[quiet]");
        file.hours("weekdays", programme.quiet.weekdays);
        file.hours("friday", programme.quiet.friday);
        file.hours("urgent", programme.quiet.urgent);
    }
}

fn session_plan(file: &mut File, plan: &SessionPlan) {
    file.header("[[session]]");
    file.text("id", plan.id.as_str());
    file.optional("title", plan.title.as_deref());
    for part in &plan.agenda {
        file.header("[[session.agenda]]");
        file.time("start", part.start);
        file.time("end", part.end);
        file.text("title", &part.title);
        file.list("points", &part.points);
    }
    preparation(file, &plan.preparation);
    if let Some(intermediate) = &plan.work {
        work(file, intermediate);
    }
}

fn preparation(file: &mut File, preparation: &Preparation) {
    if !preparation.tasks.is_empty() || !preparation.sharing.is_empty() {
        file.header("[session.preparation]");
        file.list("tasks", &preparation.tasks);
        file.list("sharing", &preparation.sharing);
    }
    for task in &preparation.readings {
        file.header("[[session.preparation.reading]]");
        file.text("reading", task.reading.as_str());
        if let Some(pages) = task.pages {
            file.text("pages", &format!("{}-{}", pages.first, pages.last));
        }
        file.number("figure_page", task.figure_page);
        file.number("minutes", task.minutes);
    }
}

fn work(file: &mut File, work: &IntermediateWork) {
    file.header("[session.work]");
    file.optional("task", work.task.as_deref());
    file.list("themes", &work.themes);
    file.list("questions", &work.questions);
    file.number("due_days_before_next", work.due_days_before_next);
}

fn write_network(file: &mut File, network: &Network) {
    file.header("[[network]]");
    file.text("id", network.id.as_str());
    file.text("title", &network.title);
    file.optional("language", network.language.map(|language| language.tag()));
    let schools: Vec<String> = network.schools.iter().map(ToString::to_string).collect();
    file.list("schools", &schools);
    for session in &network.sessions {
        file.header("[[network.session]]");
        file.text("id", session.id.as_str());
        file.date("date", session.date);
        file.time("start", session.start);
        file.time("end", session.end);
        file.optional("place", session.place.as_deref());
        if session.cancelled {
            file.line("cancelled", "true");
        }
    }
}

/// What differs from the default rhythm: lines switched off, changed, added.
fn rhythm(file: &mut File, lines: &[RhythmLine]) {
    let defaults = default_rhythm();
    for default in &defaults {
        if !lines.iter().any(|line| line.id == default.id) {
            file.header("[[rhythm]]");
            file.text("id", default.id.as_str());
            file.line("off", "true");
        }
    }
    for line in lines.iter().filter(|line| !defaults.contains(line)) {
        file.header("[[rhythm]]");
        file.text("id", line.id.as_str());
        file.text("kind", line.kind.name());
        when(file, &line.when);
        file.optional("text", line.text.as_deref());
    }
}

fn when(file: &mut File, when: &When) {
    match when {
        When::DaysBefore { days, at } => {
            file.number("days_before", Some(*days));
            file.time("at", *at);
        }
        When::DaysAfter { days, at } => {
            file.number("days_after", Some(*days));
            file.time("at", *at);
        }
        When::AfterEnd { minutes } => file.number("minutes_after_end", Some(*minutes)),
        When::HalfWay { at } => {
            file.line("half_way", "true");
            file.time("at", *at);
        }
        When::DaysBeforeRegistrationCloses { days, at } => {
            file.number("days_before_registration_closes", Some(*days));
            file.time("at", *at);
        }
        When::Cron { expression } => file.text("cron", expression),
    }
}

/// A file being written.
#[derive(Default)]
struct File(String);

impl File {
    fn header(&mut self, header: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(header);
        self.0.push('\n');
    }

    fn line(&mut self, key: &str, value: &str) {
        self.0.push_str(key);
        self.0.push_str(" = ");
        self.0.push_str(value);
        self.0.push('\n');
    }

    fn text(&mut self, key: &str, text: &str) {
        self.line(key, &quoted(text));
    }

    fn optional(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn number<N: ToString>(&mut self, key: &str, number: Option<N>) {
        if let Some(number) = number {
            self.line(key, &number.to_string());
        }
    }

    fn date(&mut self, key: &str, date: Date) {
        self.line(key, &date.to_string());
    }

    fn time(&mut self, key: &str, time: Time) {
        self.text(key, &clock(time));
    }

    fn hours(&mut self, key: &str, (from, to): (Time, Time)) {
        self.list(key, &[clock(from), clock(to)]);
    }

    fn list(&mut self, key: &str, items: &[String]) {
        let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
        self.values(key, &items);
    }

    /// A list of values that are written as TOML already.
    fn values(&mut self, key: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        let short = items.join(", ");
        if key.len() + short.len() <= LONGEST_LINE {
            self.line(key, &format!("[{short}]"));
        } else {
            self.line(key, &format!("[\n    {},\n]", items.join(",\n    ")));
        }
    }
}

/// `text` as TOML writes it, on one line unless it has several.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::arbitrary::programme;
    use crate::programme::read;
    use proptest::prelude::*;

    const ASKER: &str = include_str!("../../config/programmes/asker-2018.toml");

    #[test]
    fn the_year_of_asker_is_written_as_people_would_write_it() {
        let asker = read(ASKER, "asker-2018.toml").unwrap().programme;
        let written = export(&asker);
        insta::assert_snapshot!(written);
        assert_eq!(read(&written, "asker-2018.toml").unwrap().programme, asker);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(programme in programme()) {
            let written = export(&programme);
            let read = read(&written, "p.toml");
            prop_assert!(read.is_ok(), "{:#?}\n{}", read, written);
            prop_assert_eq!(read.unwrap().programme, programme, "{}", written);
        }

        #[test]
        fn writing_twice_gives_the_same_file(programme in programme()) {
            let once = export(&programme);
            prop_assert_eq!(export(&read(&once, "p.toml").unwrap().programme), once);
        }
    }
}
