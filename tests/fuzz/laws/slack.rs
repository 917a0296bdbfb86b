//! What Slack sends: slash commands, taps, events.

use skolebud::chat::slack::{self, parse};
use skolebud::chat::{Broken, Received};
use skolebud::inbox::{Deed, Event, Given, Original, Platform};

use super::{is_fixed_word, signed};

/// A form as it comes, read as a slash command and as a tap.
pub(crate) fn form(input: &[u8]) {
    read(input, parse::command);
    read(input, parse::interaction);
}

/// The JSON of a tap, in the form that carries it.
pub(crate) fn tap(input: &[u8]) {
    let encoded: String = url::form_urlencoded::byte_serialize(input).collect();
    read(format!("payload={encoded}").as_bytes(), parse::interaction);
}

/// The JSON of an event.
pub(crate) fn event(input: &[u8]) {
    read(input, parse::event);
}

fn read(body: &[u8], parse: fn(slack::Verified<'_>) -> Result<Received, Broken>) {
    let once = parse(signed::from_slack(body));
    match &once {
        Ok(Received::Event { event, .. }) => {
            is_sound(event, body, Platform::Slack);
            // A platform sends again what it is not sure of: the same must be the same event.
            let again = parse(signed::from_slack(body));
            assert!(matches!(again, Ok(Received::Event { event: again, .. }) if again == *event));
        }
        Ok(Received::Challenge(challenge)) => assert!(challenge.len() <= body.len()),
        Ok(Received::Ignored(why)) | Err(Broken(why)) => assert!(is_fixed_word(why), "{why}"),
    }
}

fn length(original: &Original) -> usize {
    let thread = original.thread.as_deref().unwrap_or_default();
    original.said.len() + thread.len()
}

/// What every event of `platform` has, and that it is no larger than the `body` it came in.
pub(super) fn is_sound(event: &Event, body: &[u8], platform: Platform) {
    assert_eq!(event.sender.platform, platform);
    assert!(event.id.starts_with(&format!("{}:", platform.name())));
    let texts = match &event.deed {
        Deed::Vote {
            asking,
            answer: Given::Options(options),
        } => {
            assert!(!asking.is_empty() && options.iter().all(|key| !key.is_empty()));
            asking.len() + options.iter().map(String::len).sum::<usize>()
        }
        Deed::Vote {
            asking,
            answer: Given::Text(text),
        }
        | Deed::Reply {
            thread: asking,
            text,
            ..
        } => asking.len() + text.len(),
        Deed::Say { text } => text.len(),
        Deed::Edit { original, text } => length(original) + text.len(),
        Deed::Delete { original } => length(original),
    };
    let sender = &event.sender;
    let name = sender.name.as_deref().unwrap_or_default();
    let all = texts + event.id.len() + sender.tenant.len() + sender.user.len() + name.len();
    // Ids are put together of two values, and a field may be used twice.
    assert!(all <= 3 * body.len() + 100, "{all} of {}", body.len());
}
