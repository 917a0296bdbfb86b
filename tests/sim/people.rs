//! Coordinators: they edit the file, move, cancel and announce, and now and then mistype.

use jiff::ToSpan;
use jiff::civil::Date;
use skolebud::clock::Timestamp;
use skolebud::outbox::Wanted;
use skolebud::plan::{Calendar, Content, Post, Slide};
use skolebud::programme::amend::{Change, What};
use skolebud::programme::{self, Audience, Id};
use skolebud::store::Origin;

use crate::run::{Checked, Run, instant, said};
use crate::school_year::{PROGRAMME, ROOMS, Session, weekday_from};

const DAY: i64 = 24 * 60 * 60 * 1000;

impl Run {
    /// Someone who coordinates does something.
    pub(crate) async fn coordinate(&mut self) -> Checked {
        match self.chance.below(10) {
            0..5 => self.change_a_session().await,
            5..7 => self.announce().await,
            7 => self.mistype().await,
            _ => self.edit_the_file().await,
        }
    }

    async fn change_a_session(&mut self) -> Checked {
        let network = self.chance.below(self.model.truth.len());
        let number = self.chance.below(self.model.truth[network].sessions.len());
        let now = self.now();
        let session = self.model.truth[network].sessions[number].clone();
        let begun = instant(session.date.to_datetime(session.start)) <= now;
        if begun && !self.chance.percent(5) {
            return Ok(());
        }
        let mut changed = session.clone();
        let what = if self.chance.percent(25) {
            changed.cancelled = true;
            What::Cancelled
        } else {
            changed.cancelled = false;
            if self.chance.percent(70) {
                changed.date = self.another_date(network, number);
            }
            if self.chance.percent(30) {
                changed.start = changed.start.saturating_add(30.minutes());
            }
            let place = self
                .chance
                .percent(40)
                .then(|| (*self.chance.pick(&ROOMS)).to_owned());
            if place.is_some() {
                changed.place.clone_from(&place);
            }
            What::Moved {
                date: changed.date,
                start: changed.start,
                end: changed.end,
                place,
            }
        };
        self.note(&format!(
            "{} {}: {what:?}",
            self.model.truth[network].id, session.id
        ));
        let id = self.model.truth[network].id.clone();
        self.change(&id, &session.id, what).await?;
        self.model.truth[network].sessions[number] = changed;
        Ok(())
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
        let app = &self.program().app;
        app.store
            .add_change(&programme, &change, "sim", app.clock.now())
            .await
            .map_err(said)
    }

    /// A session that nobody has: nothing comes of it.
    async fn mistype(&mut self) -> Checked {
        self.note("a change of a session that is not there");
        self.change("n1", "s99", What::Cancelled).await
    }

    async fn announce(&mut self) -> Checked {
        self.announced += 1;
        let network = self.model.truth[self.chance.below(self.model.truth.len())].clone();
        let text = format!("Beskjed nummer {}.", self.announced);
        self.note(&format!("{} is told: {text}", network.id));
        let file =
            programme::read(&self.model.year.file(), "sim.toml").map_err(|_| "unreadable")?;
        let programme = file.programme;
        let now = Timestamp::from_millis(self.now());
        let (due_at, closes_at) = Calendar::of_coordinators(&programme)
            .place(now.local(programme.zone.rules()), Slide::Forward)
            .ok_or("no opening")?;
        let due_at = due_at.max(now);
        let post = Post {
            key: format!("{PROGRAMME}/announcement/{}", self.announced),
            programme: programme.id.clone(),
            network: Id::parse(&network.id),
            audience: Audience::Network,
            language: programme.language,
            zone: programme.zone.clone(),
            due_at,
            closes_at,
            useful_until_at: Timestamp::from_millis(due_at.millis() + 3 * DAY),
            content: Content::Announcement { text },
        };
        let wanted = Wanted {
            post,
            channels: network.channels,
        };
        self.program()
            .app
            .store
            .add_posts(&[wanted], Origin::Command)
            .await
            .map_err(said)
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
        let app = &self.program().app;
        app.store
            .apply_programme(&read.programme, afresh, app.clock.now())
            .await
            .map_err(said)?;
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
