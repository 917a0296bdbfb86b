//! The posts that ask: one for each question, or for each survey, in every network that is asked.

use std::collections::BTreeMap;

use crate::plan::{Asking, AskingFacts, Calendar, Content, Post, SessionFacts};
use crate::programme::{Audience, Network, Programme, Session};

use super::Known;
use super::around::{Held, held_sessions};

/// The posts that ask `askings`, in no order.
pub(super) fn posts_asking(known: &Known<'_>, askings: &[Asking]) -> Vec<Post> {
    let programme = known.programme;
    programme
        .networks
        .iter()
        .flat_map(|network| {
            let held = held_sessions(network, &known.plans);
            together(programme, network, askings)
                .into_iter()
                .filter_map(|(key, askings)| post(known, network, &held, key, &askings))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// What `network` is asked, by the key of the post that asks it; in a survey in the programme's order.
fn together<'a>(
    programme: &Programme,
    network: &Network,
    askings: &'a [Asking],
) -> BTreeMap<String, Vec<&'a Asking>> {
    let mut posts: BTreeMap<String, Vec<&Asking>> = BTreeMap::new();
    let asked = askings
        .iter()
        .filter(|asking| asking.networks.contains(&network.id));
    for asking in asked {
        let question = &asking.question;
        let name = question.survey.as_ref().unwrap_or(&question.id);
        let key = format!(
            "{}/{}/questions/{name}/{}",
            programme.id,
            network.id,
            asking.occasion()
        );
        posts.entry(key).or_default().push(asking);
    }
    let place = |asking: &Asking| {
        let mut questions = programme.questions.iter();
        questions.position(|question| question.id == asking.question.id)
    };
    for askings in posts.values_mut() {
        askings.sort_by_key(|asking| place(asking));
    }
    posts
}

fn post(
    known: &Known<'_>,
    network: &Network,
    held: &[Held<'_>],
    key: String,
    askings: &[&Asking],
) -> Option<Post> {
    let programme = known.programme;
    let due_at = askings.iter().map(|asking| asking.opens_at).max()?;
    let useful_until_at = askings.iter().map(|asking| asking.closes_at).min()?;
    let after = askings
        .first()
        .and_then(|asking| asking.session())
        .and_then(|id| held.iter().find(|held| held.session.id == id));
    let calendar = calendar(programme, network, after.map(|held| held.session));
    Some(Post {
        key,
        programme: programme.id.clone(),
        network: Some(network.id.clone()),
        audience: Audience::Network,
        language: network.language.unwrap_or(programme.language),
        zone: programme.zone.clone(),
        due_at,
        closes_at: calendar.next_opening(due_at)?.to,
        useful_until_at,
        content: Content::Question {
            network: network.title.clone(),
            session: after.map(|held| {
                let title = held.plan.and_then(|plan| plan.title.as_deref());
                SessionFacts::of(held.session, held.number, &network.title, title)
            }),
            written_in: programme.language,
            questions: askings
                .iter()
                .map(|asking| AskingFacts::of(asking))
                .collect(),
        },
    })
}

/// The calendar by which the askings opened, as far as this network goes.
fn calendar(programme: &Programme, network: &Network, after: Option<&Session>) -> Calendar {
    let calendar = Calendar::of_network(programme, network);
    match after {
        Some(session) => calendar.through(session),
        None => calendar,
    }
}
