//! A session gets another day, time or room, or is not held: what is said of it now, and what moves along.

use jiff::civil::{Date, Time, Weekday};

use crate::clock::Timestamp;
use crate::desk::announce::paused;
use crate::desk::find::{self, Place};
use crate::desk::{Effect, Facts, Known, Outcome, Proposal, Request, Saying};
use crate::outbox::{Reconciliation, State, Stored, Wanted};
use crate::plan::worker::difference;
use crate::plan::{Post, holiday};
use crate::programme::amend::{Change, What, amend};
use crate::programme::{PostKind, Session};
use crate::words::{Message, Value, compose, dates, say};

/// So many posts that move along are told of.
const MOST_TOLD: usize = 8;

/// What is new of a session; what is not said stays.
#[derive(Clone, Copy, Debug)]
pub(super) struct New<'a> {
    pub(super) date: Option<Date>,
    pub(super) start: Option<Time>,
    /// Without it, it lasts as long as before.
    pub(super) end: Option<Time>,
    pub(super) place: Option<&'a str>,
}

/// Gives the session called `name` what is `new`.
pub(super) fn moved(
    request: &Request,
    facts: &Facts,
    network: Option<&str>,
    name: &str,
    new: New<'_>,
) -> Outcome {
    change_of(request, facts, network, name, |desk| desk.moved(new))
}

/// Calls off the session called `name`.
pub(super) fn cancelled(
    request: &Request,
    facts: &Facts,
    network: Option<&str>,
    name: &str,
) -> Outcome {
    change_of(request, facts, network, name, |desk| Ok(desk.cancelled()))
}

fn change_of(
    request: &Request,
    facts: &Facts,
    network: Option<&str>,
    name: &str,
    outcome: impl FnOnce(&Desk<'_>) -> Result<Outcome, Message>,
) -> Outcome {
    let found = find::network(network, request, facts).and_then(|place| {
        let session = find::session(name, place, request, facts)?;
        outcome(&Desk {
            request,
            facts,
            place,
            session,
        })
    });
    found.unwrap_or_else(Outcome::No)
}

/// A session on the desk.
struct Desk<'a> {
    request: &'a Request,
    facts: &'a Facts,
    place: Place<'a>,
    session: &'a Session,
}

impl Desk<'_> {
    fn moved(&self, new: New<'_>) -> Result<Outcome, Message> {
        let before = self.session;
        let start = new.start.unwrap_or(before.start);
        let lasts = before.end.duration_since(before.start);
        let after = Session {
            date: new.date.unwrap_or(before.date),
            start,
            end: new.end.unwrap_or_else(|| start.saturating_add(lasts)),
            place: new.place.map(str::to_owned).or(before.place.clone()),
            cancelled: false,
            ..before.clone()
        };
        if after.end <= after.start {
            let title = self.say("mistake-ends-before-it-starts", &[]);
            return Err(Message::plain(self.request.language, title, None));
        }
        if after == *before {
            return Ok(self.nothing_changes("desk-so-already", before));
        }
        let same_time = after.starts() == before.starts() && after.ends() == before.ends();
        let (title, done) = match same_time && !before.cancelled {
            true => ("desk-room", "desk-roomed"),
            false => ("desk-move", "desk-moved"),
        };
        let mut notes = Vec::new();
        if before.cancelled {
            notes.push(self.say("desk-held-after-all", &[]));
        }
        if !same_time {
            notes.extend(self.warnings(&after));
        }
        let what = What::Moved {
            date: after.date,
            start: after.start,
            end: after.end,
            place: new.place.map(str::to_owned),
        };
        Ok(self.propose([title, done], &after, notes, what))
    }

    fn cancelled(&self) -> Outcome {
        if self.session.cancelled {
            return self.nothing_changes("desk-cancelled-already", self.session);
        }
        let words = ["desk-cancel", "desk-cancelled"];
        self.propose(words, self.session, Vec::new(), What::Cancelled)
    }

    /// The change with all that it brings about.
    fn propose(
        &self,
        [title, done]: [&str; 2],
        after: &Session,
        mut notes: Vec<String>,
        what: What,
    ) -> Outcome {
        let known = self.place.known;
        let change = Change {
            network: self.place.network.id.clone(),
            session: self.session.id.clone(),
            what,
        };
        let mut changes = known.changes.clone();
        changes.push(change.clone());
        let (amended, _) = amend(known.from_file.clone(), &changes);
        let opened = self.facts.opened(&amended.id);
        let difference = difference(
            &amended,
            &opened,
            &known.posts,
            &known.routes,
            self.facts.now,
        );
        let (mut now, along) = planned(known, &difference)
            .into_iter()
            .partition::<Vec<Wanted>, _>(|wanted| is_correction(&wanted.post));
        now.sort_by_key(|wanted| wanted.post.due_at);
        if now.is_empty() {
            notes.push(self.say("desk-nobody-was-told", &[]));
        }
        notes.extend(paused(self.request.language, self.place, self.facts));
        Outcome::Do(Proposal {
            title: self.of_session(title, after),
            done: self.of_session(done, after),
            notes,
            follows: self.brought_about(&along, &difference),
            sayings: now
                .iter()
                .map(|wanted| Saying::of(wanted, self.facts.now))
                .collect(),
            effects: vec![Effect::Amend {
                programme: known.programme.id.clone(),
                change,
            }],
        })
    }

    /// One line for each post that moves along, and for each that is not said any more.
    fn brought_about(&self, along: &[Wanted], difference: &Reconciliation) -> Vec<String> {
        let known = self.place.known;
        let mut along: Vec<&Post> = along.iter().map(|wanted| &wanted.post).collect();
        along.sort_by_key(|post| post.due_at);
        let not_said = known.posts.iter().filter(|stored| {
            let mut ended = difference.end.iter();
            ended.any(|(id, state)| *state == State::Cancelled && has_delivery(stored, *id))
        });
        let mut lines: Vec<String> = along
            .into_iter()
            .map(|post| self.of_post("desk-along", post))
            .chain(not_said.map(|stored| self.of_post("desk-not-said", &stored.post)))
            .collect();
        let more = lines.len().saturating_sub(MOST_TOLD);
        lines.truncate(MOST_TOLD);
        if more > 0 {
            let count = [("count", Value::Number(more))];
            lines.push(self.say("desk-more", &count));
        }
        lines
    }

    /// What should be thought of before a session is held as `after`.
    fn warnings(&self, after: &Session) -> Vec<String> {
        let programme = &self.place.known.programme;
        let day = after.date;
        let date = dates::date(self.request.language, day, self.request.today);
        let date = ("date", Value::Text(&date));
        let mut warnings = Vec::new();
        if Timestamp::of_local(after.starts(), programme.zone.rules()) < self.facts.now {
            warnings.push(self.say("desk-warn-past", std::slice::from_ref(&date)));
        }
        if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            warnings.push(self.say("desk-warn-weekend", std::slice::from_ref(&date)));
        }
        if holiday(programme.country, day).is_some() {
            warnings.push(self.say("desk-warn-holiday", std::slice::from_ref(&date)));
        }
        for pause in &programme.breaks {
            if (pause.from..=pause.to).contains(&day) {
                let name = ("name", Value::Text(&pause.name));
                warnings.push(self.say("desk-warn-break", &[date.clone(), name]));
            }
        }
        if !(programme.from..=programme.to).contains(&day) {
            warnings.push(self.say("desk-warn-outside", std::slice::from_ref(&date)));
        }
        for other in &self.place.network.sessions {
            if other.id != after.id && !other.cancelled && other.date == day {
                let name = find::session_name(self.request.language, self.place, other);
                let name = ("session", Value::Text(&name));
                warnings.push(self.say("desk-warn-clash", &[date.clone(), name]));
            }
        }
        warnings
    }

    fn nothing_changes(&self, key: &str, session: &Session) -> Outcome {
        let title = self.of_session(key, session);
        Outcome::Tell(Message::plain(self.request.language, title, None))
    }

    /// A sentence about the session, held as `session` says.
    fn of_session(&self, key: &str, session: &Session) -> String {
        let language = self.request.language;
        let name = find::session_name(language, self.place, self.session);
        let today = self.request.today;
        let mut when = dates::period(language, session.starts(), session.ends(), today);
        let place = session.place.as_deref().unwrap_or_default();
        if session.place != self.session.place && !place.is_empty() {
            when = format!("{when}, {place}");
        }
        let values = [
            ("session", Value::Text(&name)),
            ("network", Value::Text(&self.place.network.title)),
            ("when", Value::Text(&when)),
        ];
        self.say(key, &values)
    }

    /// A line about `post` with its title and its time.
    fn of_post(&self, key: &str, post: &Post) -> String {
        let title = compose(&post.content, post.language, &post.zone, post.due_at).title;
        let due = post.due_at.local(post.zone.rules());
        let when = dates::moment(self.request.language, due, self.request.today);
        let values = [("what", Value::Text(&title)), ("when", Value::Text(&when))];
        self.say(key, &values)
    }

    fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        say(self.request.language, key, values)
    }
}

/// Every post of which something else waits to be said once `difference` is written, with the channels
/// that will hear it.
fn planned(known: &Known, difference: &Reconciliation) -> Vec<Wanted> {
    let mut planned = difference.insert.clone();
    for stored in &known.posts {
        let update = difference
            .update
            .iter()
            .find(|update| update.id == stored.id);
        let ends = |id: i64| difference.end.iter().any(|(ended, _)| *ended == id);
        let waits = |state, id| match state {
            State::Waiting => update.is_some() && !ends(id),
            _ => difference.revive.contains(&id),
        };
        let deliveries = stored.deliveries.iter();
        let again = deliveries.filter(|delivery| waits(delivery.state, delivery.id));
        let added = difference
            .deliver
            .iter()
            .filter(|(post, _)| *post == stored.id);
        let channels: Vec<String> = again
            .map(|delivery| delivery.channel.clone())
            .chain(added.map(|(_, channel)| channel.clone()))
            .collect();
        if !channels.is_empty() {
            let post = update.map_or(&stored.post, |update| &update.post).clone();
            planned.push(Wanted { post, channels });
        }
    }
    planned.retain(|wanted| !wanted.channels.is_empty());
    planned
}

fn has_delivery(stored: &Stored, id: i64) -> bool {
    stored.deliveries.iter().any(|delivery| delivery.id == id)
}

fn is_correction(post: &Post) -> bool {
    matches!(
        post.kind(),
        PostKind::Moved | PostKind::RoomChanged | PostKind::Cancelled
    )
}

#[cfg(test)]
mod tests;
