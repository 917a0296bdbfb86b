//! `nudge`: an open question is said once more, with how many have answered and never who.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::desk::find::{self, Place};
use crate::desk::{AskedQuestion, Effect, Facts, Outcome, Proposal, Request, Saying, told};
use crate::outbox::Wanted;
use crate::plan::{AskingFacts, Calendar, Content, NudgeFacts, Post, Slide};
use crate::programme::Audience;
use crate::programme::question::Respondent;
use crate::report::nudge::{OpenHere, WhyNot, allowed};
use crate::words::{Message, Value, compose, say};

/// Says the question that is `meant` once more.
pub(super) fn nudge(request: &Request, facts: &Facts, meant: Option<&str>) -> Outcome {
    match proposal(request, facts, meant) {
        Ok(proposal) => Outcome::Do(proposal),
        Err(no) => Outcome::No(no),
    }
}

fn proposal(request: &Request, facts: &Facts, meant: Option<&str>) -> Result<Proposal, Message> {
    let language = request.language;
    let is_open = |asked: &AskedQuestion| asked.is_open(facts.now);
    let asked = find::question(meant, request, facts, is_open)?;
    let schools = schools(asked, facts);
    if schools.is_some_and(|schools| asked.respondents.len() >= schools) {
        return Err(told(language, "desk-nudge-not", "desk-nudge-all-answered"));
    }
    let (mut said, mut why) = (Vec::new(), "desk-nudge-nowhere");
    for place in places(asked, facts) {
        match nudged(asked, place, schools, facts) {
            Ok(found) => said.push(found),
            Err(not) => why = not,
        }
    }
    if said.is_empty() {
        return Err(told(language, "desk-nudge-not", why));
    }
    let asking = &asked.asking;
    let text = asking.question.text.in_language(language, asking.language);
    let text = [("text", Value::Text(text))];
    let mut effects: Vec<Effect> = said
        .iter()
        .filter_map(|(wanted, day)| {
            Some(Effect::Nudged {
                question: asked.id,
                network: wanted.post.network.clone()?,
                day: *day,
            })
        })
        .collect();
    let posts: Vec<Wanted> = said.into_iter().map(|(wanted, _)| wanted).collect();
    let sayings = posts.iter().map(|wanted| saying(wanted, facts)).collect();
    effects.push(Effect::Say(posts));
    Ok(Proposal {
        title: say(language, "desk-nudge", &text),
        done: say(language, "desk-nudged", &text),
        notes: match asking.question.nudges {
            true => Vec::new(),
            false => vec![say(language, "desk-nudge-not-by-itself", &[])],
        },
        follows: Vec::new(),
        sayings,
        effects,
    })
}

/// The networks that are asked and that the sender coordinates.
fn places<'f>(asked: &AskedQuestion, facts: &'f Facts) -> Vec<Place<'f>> {
    let mut places = find::coordinated(facts);
    places.retain(|place| {
        place.known.programme.id == asked.asking.programme
            && asked.asking.networks.contains(&place.network.id)
    });
    places
}

/// What is said in the network and on which day, or the key of the sentence that says why nothing is.
fn nudged(
    asked: &AskedQuestion,
    place: Place<'_>,
    schools: Option<usize>,
    facts: &Facts,
) -> Result<(Wanted, Date), &'static str> {
    let asking = &asked.asking;
    let programme = &place.known.programme;
    let network = place.network;
    if facts
        .paused
        .contains(&(programme.id.clone(), network.id.clone()))
    {
        return Err("desk-nudge-paused");
    }
    let now = facts.now.local(programme.zone.rules());
    let (due_at, closes_at) = Calendar::of_network(programme, network)
        .place(now, Slide::Forward)
        .map(|(due_at, closes_at)| (due_at.max(facts.now), closes_at))
        .filter(|(due_at, _)| *due_at < asking.closes_at)
        .ok_or("desk-nudge-too-late")?;
    let day = due_at.local(programme.zone.rules()).date();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let nudged_on = |question: i64| facts.nudges.get(&(question, network.id.clone()));
    let open = OpenHere {
        asking,
        answered: number(asked.respondents.len()),
        asked: schools.map(number),
        // By a coordinator's word also on the day on which it was asked.
        asked_on: day.yesterday().ok(),
        nudged_on: nudged_on(asked.id).cloned().unwrap_or_default(),
    };
    let of_programme = |other: &&AskedQuestion| other.asking.programme == programme.id;
    let taken: BTreeSet<Date> = facts
        .questions
        .iter()
        .filter(of_programme)
        .filter_map(|other| nudged_on(other.id))
        .flatten()
        .copied()
        .collect();
    allowed(&open, due_at, &taken).map_err(why_not)?;
    let post = Post {
        key: format!(
            "{}/{}/nudge/{day}/{}/{}",
            programme.id,
            network.id,
            asking.question.id,
            asking.occasion()
        ),
        programme: programme.id.clone(),
        network: Some(network.id.clone()),
        audience: Audience::Network,
        language: place.language(),
        zone: programme.zone.clone(),
        due_at,
        closes_at,
        useful_until_at: asking.closes_at,
        content: Content::Nudge {
            network: network.title.clone(),
            written_in: programme.language,
            questions: vec![NudgeFacts {
                asking: AskingFacts::of(asking),
                answered: number(asked.respondents.len()),
                asked: schools.map(number),
            }],
        },
    };
    let wanted = Wanted::everywhere(post, &place.known.routes);
    if wanted.channels.is_empty() {
        return Err("desk-nudge-nowhere");
    }
    Ok((wanted, day))
}

/// The key of the sentence that says why nothing is said.
const fn why_not(why: WhyNot) -> &'static str {
    match why {
        WhyNot::TooLate => "desk-nudge-too-late",
        WhyNot::Enough => "desk-nudge-enough",
        WhyNot::NudgedThatDay | WhyNot::AskedThatDay => "desk-nudge-today",
        WhyNot::AllHaveAnswered => "desk-nudge-all-answered",
        WhyNot::NotAsked => "desk-nudge-nowhere",
    }
}

/// How many schools are asked, each once, where schools are.
fn schools(asked: &AskedQuestion, facts: &Facts) -> Option<usize> {
    let asking = &asked.asking;
    if asking.question.respondent == Respondent::Person {
        return None;
    }
    let mut programmes = facts.programmes.iter();
    let known = programmes.find(|known| known.programme.id == asking.programme)?;
    let networks = asking
        .networks
        .iter()
        .filter_map(|id| known.programme.network(id));
    let schools: BTreeSet<_> = networks.flat_map(|network| &network.schools).collect();
    (!schools.is_empty()).then_some(schools.len())
}

fn saying(wanted: &Wanted, facts: &Facts) -> Saying {
    let post = &wanted.post;
    let later = post.due_at > facts.now;
    Saying {
        channels: wanted.channels.clone(),
        at: later.then(|| post.due_at.local(post.zone.rules())),
        message: compose(&post.content, post.language, &post.zone, post.due_at),
    }
}

#[cfg(test)]
mod tests;
