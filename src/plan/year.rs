//! The year's posts.
//!
//! For each session that will be held, and each line of the rhythm: [`slots`] says for which minute
//! the line is meant, [`content`] what it says, [`window`] between which moments that is of use and
//! where in the calendar it lands.

mod around;
mod coming;
mod content;
mod questions;
mod slots;
mod window;

use std::collections::{HashMap, HashSet};

use jiff::civil::{Date, DateTime};

use crate::clock::Timestamp;
use crate::plan::{Asking, Calendar, Cron, Post, askings};
use crate::programme::{
    Audience, Id, Network, PostKind, Programme, Reading, RhythmLine, SessionPlan, When,
};

use around::{Around, held_sessions};
use window::Landing;

pub use coming::{Coming, cancelled, coming};

/// Every post of `programme` by its rhythm and its questions, in order of time and key.
pub fn year(programme: &Programme) -> Vec<Post> {
    year_asking(programme, &askings(programme))
}

/// Every post of `programme` by its rhythm, and those that ask `asked`, in order of time and key.
pub fn year_asking(programme: &Programme, asked: &[Asking]) -> Vec<Post> {
    let known = Known::of(programme);
    let mut posts: Vec<Post> = programme
        .networks
        .iter()
        .flat_map(|network| posts_of(&known, network))
        .chain(questions::posts_asking(&known, asked))
        .collect();
    // A post is large: sorted by keys kept beside, each moves once.
    posts.sort_by_cached_key(|post| (post.due_at, post.key.clone()));
    posts
}

/// The posts that ask `askings` of `programme`, one for each network that is asked.
pub fn posts_asking(programme: &Programme, askings: &[Asking]) -> Vec<Post> {
    questions::posts_asking(&Known::of(programme), askings)
}

/// What all networks share, looked up once.
struct Known<'a> {
    programme: &'a Programme,
    plans: HashMap<&'a Id, &'a SessionPlan>,
    readings: HashMap<&'a Id, &'a Reading>,
    lines: Vec<Line<'a>>,
    coordinators: Calendar,
}

/// A line of the rhythm, its cron expression read.
struct Line<'a> {
    rhythm: &'a RhythmLine,
    cron: Option<Cron>,
}

impl<'a> Known<'a> {
    fn of(programme: &'a Programme) -> Self {
        Self {
            programme,
            plans: programme
                .plans
                .iter()
                .map(|plan| (&plan.id, plan))
                .collect(),
            readings: programme.readings.iter().map(|it| (&it.id, it)).collect(),
            lines: programme.rhythm.iter().map(Line::of).collect(),
            coordinators: Calendar::of_coordinators(programme),
        }
    }
}

impl<'a> Line<'a> {
    fn of(rhythm: &'a RhythmLine) -> Self {
        let cron = match &rhythm.when {
            // A programme with a wrong expression is not read, so there is nobody left to tell.
            When::Cron { expression } => Cron::parse(expression).ok(),
            _ => None,
        };
        Self { rhythm, cron }
    }

    /// Which calendar counts for it: `during` is the network's where the session itself, at whose end
    /// the closing question is asked, does not count.
    fn calendar<'c>(
        &self,
        known: &'c Known<'_>,
        network: &'c Calendar,
        during: &'c Calendar,
    ) -> &'c Calendar {
        match self.rhythm.kind {
            kind if kind.audience() == Audience::Coordinators => &known.coordinators,
            PostKind::Closing => during,
            _ => network,
        }
    }
}

fn posts_of(known: &Known<'_>, network: &Network) -> Vec<Post> {
    let held = held_sessions(network, &known.plans);
    let calendar = Calendar::of_network(known.programme, network);
    let mut posts = Vec::new();
    for around in (0..held.len()).filter_map(|place| Around::of(&held, place)) {
        let during = calendar.clone().through(around.this.session);
        for line in &known.lines {
            let calendar = line.calendar(known, &calendar, &during);
            posts.extend(posts_of_line(known, network, &around, line, calendar));
        }
    }
    posts
}

fn posts_of_line<'a>(
    known: &'a Known<'a>,
    network: &'a Network,
    around: &'a Around<'a>,
    line: &'a Line<'a>,
    calendar: &'a Calendar,
) -> impl Iterator<Item = Post> + 'a {
    let kind = line.rhythm.kind;
    let slots = slots::slots(
        &line.rhythm.when,
        line.cron.as_ref(),
        around,
        known.programme,
    );
    let landed = slots.into_iter().filter_map(move |slot| {
        let landing = window::land(kind, slot, around, known.programme, calendar)?;
        Some((slot, landing))
    });
    let once_a_day = without_pile_ups(landed.collect(), known.programme);
    once_a_day.into_iter().filter_map(move |(slot, landing)| {
        let content = content::content(line.rhythm, around, known, network, landing.due_at)?;
        let (language, audience) = match kind.audience() {
            // The coordinators hear of every network in the language of the programme.
            Audience::Coordinators => (known.programme.language, Audience::Coordinators),
            Audience::Network => (
                network.language.unwrap_or(known.programme.language),
                Audience::Network,
            ),
        };
        Some(Post {
            key: key(known.programme, network, around, line.rhythm, slot),
            programme: known.programme.id.clone(),
            network: Some(network.id.clone()),
            audience,
            language,
            zone: known.programme.zone.clone(),
            due_at: landing.due_at,
            closes_at: landing.closes_at,
            useful_until_at: landing.useful_until_at,
            content,
        })
    })
}

/// Leaves out what had to slide onto a day on which the line is said anyway, and of several that slid
/// onto one day all but the last: nobody needs Saturday's, Sunday's and Monday's word together on
/// Monday morning. What slides back may pass over others, so neighbours are not enough.
fn without_pile_ups(
    landed: Vec<(DateTime, Landing)>,
    programme: &Programme,
) -> Vec<(DateTime, Landing)> {
    let zone = programme.zone.rules();
    let day = |landing: &Landing| landing.due_at.local(zone).date();
    let (mut kept, slid): (Vec<_>, Vec<_>) = landed
        .into_iter()
        .partition(|(slot, landing)| landing.due_at == Timestamp::of_local(*slot, zone));
    let mut taken: HashSet<Date> = kept.iter().map(|(_, landing)| day(landing)).collect();
    let last_first = slid.into_iter().rev();
    kept.extend(last_first.filter(|(_, landing)| taken.insert(day(landing))));
    kept
}

/// `programme/network/session/line`. A session that moved must be reminded of again, so a reminder's
/// key has the session's date behind it; a line by cron has its wall-clock slot.
fn key(
    programme: &Programme,
    network: &Network,
    around: &Around<'_>,
    line: &RhythmLine,
    slot: DateTime,
) -> String {
    let session = around.this.session;
    let mut key = format!("{}/{}/{}/{}", programme.id, network.id, session.id, line.id);
    if line.kind == PostKind::Reminder {
        key.push_str(&format!("/{}", session.date));
    }
    if matches!(line.when, When::Cron { .. }) {
        key.push_str(&slot.strftime("/%Y-%m-%dT%H:%M").to_string());
    }
    key
}

#[cfg(test)]
pub(super) mod laws;
#[cfg(test)]
mod tests;
