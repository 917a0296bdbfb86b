//! Coordinators: they edit the file, move, cancel and announce, and now and then mistype.

use jiff::ToSpan;
use jiff::civil::Date;
use skolebud::programme::amend::{Change, What};
use skolebud::programme::{self, Id};

use crate::run::{Checked, Run, instant};
use crate::school_year::{PROGRAMME, ROOMS, Session, weekday_from};

impl Run {
    /// Someone who coordinates does something: in chat, at the terminal or in the file.
    pub(crate) async fn coordinate(&mut self) -> Checked {
        match self.chance.below(10) {
            0..6 => self.type_command().await,
            6 => self.change_a_session().await,
            7 => self.mistype_at_terminal().await,
            _ => self.edit_the_file().await,
        }
    }

    async fn change_a_session(&mut self) -> Checked {
        let network = self.chance.below(self.model.truth.len());
        let Some((number, session)) = self.another_session(network) else {
            return Ok(());
        };
        let what = match session.cancelled {
            true => What::Cancelled,
            false => What::Moved {
                date: session.date,
                start: session.start,
                end: session.end,
                place: session.place.clone(),
            },
        };
        let id = self.model.truth[network].id.clone();
        self.note(&format!("{id} {}: {what:?}", session.id));
        self.change(&id, &session.id, what).await?;
        self.model.truth[network].sessions[number] = session;
        Ok(())
    }

    /// The session begins and ends half an hour later.
    pub(crate) async fn move_half_an_hour(&mut self, network: usize, number: usize) -> Checked {
        let id = self.model.truth[network].id.clone();
        let session = &mut self.model.truth[network].sessions[number];
        session.start = session.start.saturating_add(30.minutes());
        session.end = session.end.saturating_add(30.minutes());
        let (name, what) = (
            session.id.clone(),
            What::Moved {
                date: session.date,
                start: session.start,
                end: session.end,
                place: None,
            },
        );
        self.note(&format!("{id} {name}: {what:?}"));
        self.change(&id, &name, what).await
    }

    /// A session as it could be instead, with its place in the network.
    pub(crate) fn another_session(&mut self, network: usize) -> Option<(usize, Session)> {
        let number = self.chance.below(self.model.truth[network].sessions.len());
        let now = self.now();
        let session = self.model.truth[network].sessions[number].clone();
        let begun = instant(session.date.to_datetime(session.start)) <= now;
        if begun && !self.chance.percent(5) {
            return None;
        }
        let mut changed = session;
        changed.cancelled = self.chance.percent(25);
        if changed.cancelled {
            return Some((number, changed));
        }
        if self.chance.percent(70) {
            changed.date = self.another_date(network, number);
        }
        if self.chance.percent(30) {
            changed.start = changed.start.saturating_add(30.minutes());
        }
        if self.chance.percent(40) {
            changed.place = Some((*self.chance.pick(&ROOMS)).to_owned());
        }
        Some((number, changed))
    }

    /// A weekday between the sessions around it, so that they keep their order.
    fn another_date(&mut self, network: usize, number: usize) -> Date {
        let sessions = &self.model.truth[network].sessions;
        let (from, to) = bounds(sessions, number);
        let session = &sessions[number];
        let in_file = self.model.year.networks[network].sessions[number].date;
        // Back to where it was, so that the same dates come and go.
        let back = self.chance.percent(35);
        let days = self.chance.between(-20, 40);
        let wanted = if back {
            in_file
        } else {
            session.date.saturating_add(days.days())
        };
        let today = self.model.local(self.now()).date();
        let earliest = from.max(today.saturating_add(1.day()));
        let day = weekday_from(wanted.max(earliest));
        if day < to {
            day
        } else {
            self.model.truth[network].sessions[number].date
        }
    }

    async fn change(&mut self, network: &str, session: &str, what: What) -> Checked {
        let change = Change {
            network: Id::parse(network).unwrap(),
            session: Id::parse(session).unwrap(),
            what,
        };
        let programme = Id::parse(PROGRAMME).unwrap();
        // Whoever sees the process die does it once more.
        loop {
            let change = change.clone();
            let done = self.risk(async |program| {
                let now = program.app.clock.now();
                let store = program.app.store.clone();
                store.add_change(&programme, &change, "sim", now).await
            });
            if done.await?.is_some() {
                return Ok(());
            }
        }
    }

    /// A session that nobody has: nothing comes of it.
    async fn mistype_at_terminal(&mut self) -> Checked {
        self.note("a change of a session that is not there");
        self.change("n1", "s99", What::Cancelled).await
    }

    /// Another task to prepare, a line more or less, and at times all changes by command given up.
    async fn edit_the_file(&mut self) -> Checked {
        if self.chance.percent(50) {
            self.model.year.task += 1;
        }
        if self.chance.percent(20) {
            self.model.year.weekly = !self.model.year.weekly;
        }
        let afresh = self.chance.percent(20);
        self.note(&format!("a new file, afresh: {afresh}"));
        self.apply_file(afresh).await
    }

    /// Brings the file in; `afresh` gives up what was changed by command.
    pub(crate) async fn apply_file(&mut self, afresh: bool) -> Checked {
        let file = self.model.year.file();
        let read = programme::read(&file, "sim.toml");
        let read =
            read.map_err(|findings| format!("the file has mistakes: {findings:?}\n{file}"))?;
        loop {
            let done = self.risk(async |program| {
                let now = program.app.clock.now();
                let store = program.app.store.clone();
                store.apply_programme(&read.programme, afresh, now).await
            });
            if done.await?.is_some() {
                break;
            }
        }
        if afresh {
            self.model.truth = self.model.year.networks.clone();
        }
        Ok(())
    }
}

/// Between which days session `number` may lie.
fn bounds(sessions: &[Session], number: usize) -> (Date, Date) {
    let before = number
        .checked_sub(1)
        .map(|it| sessions[it].date.saturating_add(1.day()));
    let after = sessions.get(number + 1).map(|it| it.date);
    let first = sessions[0].date.saturating_sub(60.days());
    let last = sessions[sessions.len() - 1].date.saturating_add(40.days());
    (before.unwrap_or(first), after.unwrap_or(last))
}
