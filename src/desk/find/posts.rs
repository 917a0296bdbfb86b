//! Which post is meant: by the number of a delivery, by its key, or as the next one.

use crate::desk::find::plain;
use crate::desk::{Facts, Known, Request};
use crate::outbox::{State, Stored};
use crate::programme::Audience;
use crate::toml_reader::shortened;
use crate::words::{Message, Value, say};

/// The post that is `meant`, of those to networks that the sender coordinates; without a name, the next
/// that waits to be said.
pub(in crate::desk) fn post<'f>(
    meant: Option<&str>,
    request: &Request,
    facts: &'f Facts,
) -> Result<&'f Stored, Message> {
    let language = request.language;
    let mut posts: Vec<&Stored> = facts
        .programmes
        .iter()
        .flat_map(|known| known.posts.iter().map(move |stored| (known, stored)))
        .filter(|(known, stored)| is_coordinated(known, stored, facts))
        .map(|(_, stored)| stored)
        .collect();
    posts.sort_by_key(|stored| (stored.post.due_at, &stored.post.key));
    let Some(name) = meant else {
        let next = posts.into_iter().find(|stored| {
            stored.post.audience == Audience::Network
                && stored
                    .deliveries
                    .iter()
                    .any(|it| it.state == State::Waiting)
        });
        return next
            .ok_or_else(|| crate::desk::told(language, "desk-no-post", "desk-no-post-note"));
    };
    let number: Option<i64> = name.parse().ok();
    let of_number = |stored: &&&Stored| {
        let mut deliveries = stored.deliveries.iter();
        deliveries.any(|delivery| Some(delivery.id) == number)
    };
    let of_key = |stored: &&&Stored| plain(&stored.post.key) == plain(name);
    // "samling-2/reminder" is enough where there is only one.
    let end = format!("/{}", plain(name));
    let mut ending = posts
        .iter()
        .filter(|stored| plain(&stored.post.key).ends_with(&end));
    let found = posts.iter().find(of_number);
    let found = found.or_else(|| posts.iter().find(of_key));
    let found = found.or_else(|| ending.next().filter(|_| ending.next().is_none()));
    found.copied().ok_or_else(|| {
        let written = shortened(name);
        let values = [("written", Value::Text(&written))];
        Message::plain(
            language,
            say(language, "desk-unknown-post", &values),
            Some(say(language, "desk-unknown-post-note", &[])),
        )
    })
}

fn is_coordinated(known: &Known, stored: &Stored, facts: &Facts) -> bool {
    let programme = &known.programme.id;
    match &stored.post.network {
        Some(network) => facts.who.coordinates(programme, network),
        None => facts.who.coordinates_all_of(programme),
    }
}
