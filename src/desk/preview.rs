//! The next post, or a named one, as it would be said.

use crate::desk::find;
use crate::desk::{Facts, Outcome, Proposal, Request, Saying};
use crate::inbox::command::Command;
use crate::outbox::State;
use crate::plan::Post;
use crate::words::{Value, compose, dates, say};

/// Shows the post that is `meant`.
pub(super) fn preview(request: &Request, facts: &Facts, meant: Option<&str>) -> Outcome {
    let language = request.language;
    let stored = match find::post(meant, request, facts) {
        Ok(stored) => stored,
        Err(no) => return Outcome::No(no),
    };
    let deliveries = stored.deliveries.iter();
    let channels = deliveries.map(|delivery| delivery.channel.clone());
    let mut notes = Vec::new();
    if stored.deliveries.is_empty() {
        notes.push(say(language, "desk-preview-no-channel", &[]));
    } else if !stored
        .deliveries
        .iter()
        .any(|it| it.state == State::Waiting)
    {
        notes.push(say(language, "desk-preview-over", &[]));
    }
    let post = &stored.post;
    let due = post.due_at.local(post.zone.rules());
    let saying = Saying {
        channels: channels.collect(),
        at: Some(due),
        message: match &facts.previewed {
            Some(message) => message.clone(),
            None => compose(&post.content, post.language, &post.zone, post.due_at),
        },
    };
    let when = dates::moment(language, due, request.today);
    let title = say(language, "desk-preview", &[("when", Value::Text(&when))]);
    let shown = Proposal {
        done: title.clone(),
        title: title.clone(),
        notes,
        follows: Vec::new(),
        sayings: vec![saying],
        effects: Vec::new(),
    };
    Outcome::Tell(shown.shown(language, &title, request.today))
}

/// The post that `request` wants to see, if it is one it may see, and the channel whose words are shown.
pub(super) fn wanted<'f>(request: &Request, facts: &'f Facts) -> Option<(&'f Post, &'f str)> {
    let Command::Preview { post: meant } = &request.command else {
        return None;
    };
    let stored = find::post(meant.as_deref(), request, facts).ok()?;
    let channel = stored.deliveries.first()?.channel.as_str();
    Some((&stored.post, channel))
}

#[cfg(test)]
mod tests {
    use crate::desk::samples::{facts_of, request};
    use crate::desk::{Verdict, decide};

    #[test]
    fn the_next_post_is_shown_as_it_would_be_said() {
        let shown = decide(&request("forhåndsvis"), &facts_of("gruppe-1"));
        assert_eq!((shown.verdict, shown.effects.len()), (Verdict::Shown, 0));
        insta::assert_snapshot!(shown.answer.as_plain_text());
    }

    #[test]
    fn what_was_said_already_is_shown_as_such() {
        let facts = facts_of("gruppe-1");
        let mut posts = facts.programmes[0].posts.iter();
        let said = posts.find(|stored| stored.post.key.contains("/gruppe-1/samling-1/"));
        let number = said.unwrap().deliveries[0].id;
        let shown = decide(&request(&format!("forhåndsvis {number}")), &facts);
        let shown = shown.answer.as_plain_text();
        assert!(shown.contains("venter ikke lenger"), "{shown}");
    }
}
