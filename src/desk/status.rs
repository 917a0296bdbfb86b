//! How things stand, in few words: what comes, what is asked, what was not said.

use std::time::Duration;

use crate::desk::announce::paused;
use crate::desk::find::{self, Place};
use crate::desk::{Facts, Known, Outcome, Request};
use crate::outbox::{State, Stored, StoredDelivery};
use crate::plan::Post;
use crate::programme::Audience;
use crate::words::{Message, Part, Text, Value, compose, dates, say};

/// So many posts of each network are told of.
const COMING: usize = 3;
/// So much of what was not said is told of.
const MOST_UNSAID: usize = 5;
/// How long what was not said is told of.
const LATELY: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// Tells how the sender's networks stand.
pub(super) fn status(request: &Request, facts: &Facts) -> Outcome {
    let language = request.language;
    let places = find::coordinated(facts);
    if places.is_empty() {
        return Outcome::No(find::no_networks(language));
    }
    let mut parts: Vec<Part> = Vec::new();
    for place in &places {
        parts.push(Part::Heading(place.network.title.clone()));
        let mut lines: Vec<String> = paused(language, *place, facts).into_iter().collect();
        lines.extend(coming(request, *place));
        if lines.is_empty() {
            lines.push(say(language, "desk-status-nothing", &[]));
        }
        parts.push(bullets(lines));
    }
    for (heading, lines) in [
        ("desk-status-open", open_questions(request, facts)),
        ("desk-status-unsaid", unsaid(request, facts, &places)),
    ] {
        if !lines.is_empty() {
            parts.push(Part::Heading(say(language, heading, &[])));
            parts.push(bullets(lines));
        }
    }
    let title = say(language, "desk-status", &[]);
    let mut message = Message::plain(language, title, None);
    message.parts = parts;
    Outcome::Tell(message)
}

fn bullets(lines: Vec<String>) -> Part {
    Part::Bullets(lines.into_iter().map(Text::plain).collect())
}

/// What is said next to the leaders of `place`.
fn coming(request: &Request, place: Place<'_>) -> Vec<String> {
    let mut waiting: Vec<&Post> = place
        .known
        .posts
        .iter()
        .filter(|stored| is_said_to(stored, place))
        .filter(|stored| has(stored, |delivery| delivery.state == State::Waiting))
        .map(|stored| &stored.post)
        .collect();
    waiting.sort_by_key(|post| (post.due_at, &post.key));
    let coming = waiting.into_iter().take(COMING);
    coming.map(|post| line(request, post)).collect()
}

fn open_questions(request: &Request, facts: &Facts) -> Vec<String> {
    let open = facts.questions.iter().filter(|asked| {
        let mut networks = asked.asking.networks.iter();
        asked.is_open(facts.now)
            && networks.any(|network| facts.who.coordinates(&asked.asking.programme, network))
    });
    let of_one = |asked: &crate::desk::AskedQuestion| {
        let closes = asked.asking.closes_at.local(asked.asking.zone.rules());
        let closes = dates::moment(request.language, closes, request.today);
        let values = [
            ("question", Value::Text(asked.asking.question.id.as_str())),
            ("answered", Value::Number(asked.respondents.len())),
            ("closes", Value::Text(&closes)),
        ];
        say(request.language, "desk-status-question", &values)
    };
    open.map(of_one).collect()
}

/// What was refused, missed or is in doubt, newest first.
fn unsaid(request: &Request, facts: &Facts, places: &[Place<'_>]) -> Vec<String> {
    let is_unsaid = |delivery: &StoredDelivery| {
        let ended = delivery
            .settled_at
            .is_some_and(|at| at.plus(LATELY) >= facts.now);
        let how = matches!(
            delivery.state,
            State::Refused | State::Missed | State::Unknown
        );
        ended && how
    };
    let mut programmes: Vec<&Known> = places.iter().map(|place| place.known).collect();
    programmes.dedup_by(|one, next| one.programme.id == next.programme.id);
    let mut unsaid: Vec<&Post> = programmes
        .into_iter()
        .flat_map(|known| &known.posts)
        .filter(|stored| has(stored, is_unsaid))
        .filter(|stored| places.iter().any(|place| is_said_to(stored, *place)))
        .map(|stored| &stored.post)
        .collect();
    unsaid.sort_by_key(|post| std::cmp::Reverse(post.due_at));
    let newest = unsaid.into_iter().take(MOST_UNSAID);
    newest.map(|post| line(request, post)).collect()
}

/// "onsdag 31. oktober kl. 09.00: Samling 2 er i morgen".
fn line(request: &Request, post: &Post) -> String {
    let due = post.due_at.local(post.zone.rules());
    let when = dates::moment(request.language, due, request.today);
    let message = compose(&post.content, post.language, &post.zone, post.due_at);
    format!("{when}: {}", message.title)
}

/// Whether the leaders of `place` hear it: also in what is said to several networks at once.
fn is_said_to(stored: &Stored, place: Place<'_>) -> bool {
    let of_network = stored.post.network.as_ref() == Some(&place.network.id);
    let of_channel = || {
        let mut routes = place.known.routes.iter();
        stored.post.network.is_none()
            && routes.any(|route| {
                route.network.as_ref() == Some(&place.network.id)
                    && has(stored, |delivery| delivery.channel == route.channel)
            })
    };
    stored.post.programme == place.known.programme.id
        && stored.post.audience == Audience::Network
        && (of_network || of_channel())
}

fn has(stored: &Stored, fits: impl Fn(&StoredDelivery) -> bool) -> bool {
    stored.deliveries.iter().any(fits)
}

#[cfg(test)]
mod tests {
    use crate::desk::decide;
    use crate::desk::samples::{facts, facts_of, id, request};
    use crate::outbox::State;

    #[test]
    fn the_status_is_short_and_tells_what_comes() {
        let mut facts = facts();
        facts.paused = [(id("asker-2018"), id("gruppe-3"))].into();
        let said = facts.programmes[0]
            .posts
            .iter_mut()
            .flat_map(|stored| &mut stored.deliveries)
            .find(|delivery| delivery.state == State::Sent);
        let said = said.unwrap();
        said.state = State::Refused;
        said.settled_at = Some(facts.now);
        let status = decide(&request("status"), &facts);
        insta::assert_snapshot!(status.answer.as_plain_text());
    }

    #[test]
    fn only_the_senders_own_networks_are_told_of() {
        let status = decide(&request("status"), &facts_of("gruppe-2"))
            .answer
            .as_plain_text();
        assert!(
            status.contains("Gruppe 2") && !status.contains("Gruppe 1"),
            "{status}"
        );
    }
}
