//! Messages in channels and threads: which are for us, and what was done with them
//! (docs.slack.dev/reference/events/message).

use serde::Deserialize;

use crate::chat::received::{Broken, Received};
use crate::chat::slack::parse::{Outer, time};
use crate::chat::slack::unescape::{mentions, unescape, unescape_command};
use crate::inbox::{Deed, Event, Original, Platform, Sender};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Message {
    subtype: Option<String>,
    channel: Option<String>,
    channel_type: Option<String>,
    user: Option<String>,
    bot_id: Option<String>,
    text: Option<String>,
    ts: Option<String>,
    thread_ts: Option<String>,
    /// Of an edit or a deletion: when it was done.
    event_ts: Option<String>,
    deleted_ts: Option<String>,
    message: Option<Box<Message>>,
    previous_message: Option<Box<Message>>,
}

/// A message and what stands around it.
struct Context<'o> {
    outer: &'o Outer,
    us: Option<&'o str>,
    channel: &'o str,
    /// Between a person and us alone.
    is_private: bool,
}

pub(super) fn read(mut outer: Outer) -> Result<Received, Broken> {
    let event = outer.event.take();
    let is_mention = event["type"] == "app_mention";
    if event["type"] != "message" && !is_mention {
        return Ok(Received::Ignored("unknown_event"));
    }
    let message: Message = serde_json::from_value(event).map_err(|_| Broken("odd_event"))?;
    let kind = message.channel_type.as_deref();
    let context = Context {
        outer: &outer,
        us: outer.us(),
        channel: message.channel.as_deref().ok_or(Broken("no_channel"))?,
        is_private: matches!(kind, Some("im" | "app_home")),
    };
    match message.subtype.as_deref() {
        None | Some("file_share" | "me_message" | "thread_broadcast") => {
            said(&context, &message, is_mention)
        }
        Some("message_changed") => changed(&context, &message),
        Some("message_deleted") => deleted(&context, &message),
        Some("bot_message") => Ok(Received::Ignored("bot")),
        Some(_) => Ok(Received::Ignored("unknown_subtype")),
    }
}

/// A mention in a channel that we listen to comes twice, as a mention and as a message; both give the
/// same event.
fn said(context: &Context<'_>, message: &Message, is_mention: bool) -> Result<Received, Broken> {
    if context.is_of_bot(message) {
        return Ok(Received::Ignored("bot"));
    }
    let ts = message.ts.as_deref().ok_or(Broken("no_time"))?;
    let is_mention = is_mention || context.mentions_us(message);
    let text = context.text_of(message, is_mention);
    let deed = match message.thread() {
        _ if text.is_empty() && !is_mention => return Ok(Received::Ignored("no_text")),
        Some(thread) if !text.is_empty() => Deed::Reply {
            thread: thread.to_owned(),
            text,
            to_us: is_mention || context.is_private,
        },
        None if !is_mention && !context.is_private => return Ok(Received::Ignored("not_to_us")),
        _ => Deed::Say {
            text: unescape_command(message.raw(), context.us_in(message, is_mention)),
        },
    };
    let user = message.user.clone().ok_or(Broken("no_user"))?;
    context.event(context.id_of(ts), ts, user, deed)
}

/// Slack also says "changed" when it adds a link's preview, and when only its root is left of a thread.
fn changed(context: &Context<'_>, change: &Message) -> Result<Received, Broken> {
    let message = change.message.as_deref().ok_or(Broken("no_message"))?;
    if message.subtype.as_deref() == Some("tombstone") {
        return deleted(context, change);
    }
    if context.is_of_bot(message) {
        return Ok(Received::Ignored("bot"));
    }
    let previous = change.previous_message.as_deref();
    if previous.is_some_and(|previous| previous.text == message.text) {
        return Ok(Received::Ignored("unchanged"));
    }
    let is_mention = context.mentions_us(message);
    let was_for_us = previous.is_some_and(|previous| context.is_for_us(previous));
    if !was_for_us && !context.is_for_us(message) {
        return Ok(Received::Ignored("not_to_us"));
    }
    let ts = message.ts.as_deref().ok_or(Broken("no_time"))?;
    let user = message.user.clone().ok_or(Broken("no_user"))?;
    let was_to_us = previous.is_some_and(|previous| context.is_to_us(previous));
    let deed = Deed::Edit {
        original: Original {
            said: context.id_of(ts),
            thread: message.thread().map(str::to_owned),
            to_us: was_to_us || context.is_to_us(message),
        },
        text: context.text_of(message, is_mention),
    };
    context.event(context.own_id()?, change.done_at()?, user, deed)
}

fn deleted(context: &Context<'_>, deletion: &Message) -> Result<Received, Broken> {
    let previous = deletion.previous_message.as_deref();
    if let Some(previous) = previous {
        if context.is_of_bot(previous) {
            return Ok(Received::Ignored("bot"));
        }
        if !context.is_for_us(previous) {
            return Ok(Received::Ignored("not_to_us"));
        }
    }
    let ts = deletion
        .deleted_ts
        .as_deref()
        .or_else(|| previous.and_then(|previous| previous.ts.as_deref()))
        .ok_or(Broken("no_time"))?;
    // Slack does not say who deleted it; an administrator may have.
    let user = previous.and_then(|previous| previous.user.clone());
    let deed = Deed::Delete {
        original: Original {
            said: context.id_of(ts),
            thread: previous.and_then(Message::thread).map(str::to_owned),
            // What it was, Slack does not always tell.
            to_us: previous.is_none_or(|previous| context.is_to_us(previous)),
        },
    };
    context.event(
        context.own_id()?,
        deletion.done_at()?,
        user.unwrap_or_default(),
        deed,
    )
}

impl Context<'_> {
    fn event(&self, id: String, ts: &str, user: String, deed: Deed) -> Result<Received, Broken> {
        let team = self.outer.team_id.clone();
        Ok(Received::event(Event {
            id,
            at: time(ts).ok_or(Broken("odd_time"))?,
            sender: Sender {
                platform: Platform::Slack,
                tenant: team.ok_or(Broken("no_team"))?,
                user,
                name: None,
                language: None,
                declared_school: None,
            },
            place: Some(self.channel.to_owned()),
            deed,
        }))
    }

    /// The id of what was said at `ts`, however we hear of it.
    fn id_of(&self, ts: &str) -> String {
        format!("slack:message:{}:{ts}", self.channel)
    }

    /// The id of this event; the same when Slack sends it again.
    fn own_id(&self) -> Result<String, Broken> {
        let id = self
            .outer
            .event_id
            .as_deref()
            .ok_or(Broken("no_event_id"))?;
        Ok(format!("slack:{id}"))
    }

    /// Our own posts come back too.
    fn is_of_bot(&self, message: &Message) -> bool {
        let is_us = message.user.is_some() && message.user.as_deref() == self.us;
        let says_so = message.subtype.as_deref() == Some("bot_message");
        message.bot_id.is_some() || says_so || is_us
    }

    /// Whether it may be for us: a reply, in private, or with a mention. Other talk is none of ours.
    fn is_for_us(&self, message: &Message) -> bool {
        message.thread().is_some() || self.is_to_us(message)
    }

    /// Whether it is said to us: in private, or with a mention.
    fn is_to_us(&self, message: &Message) -> bool {
        self.is_private || self.mentions_us(message)
    }

    fn mentions_us(&self, message: &Message) -> bool {
        let text = message.text.as_deref().unwrap_or_default();
        self.us.is_some_and(|us| mentions(text, us))
    }

    /// What was written, without the mention of us: by our id where Slack told it, else the first.
    fn text_of(&self, message: &Message, is_mention: bool) -> String {
        unescape(message.raw(), self.us_in(message, is_mention))
    }

    /// The user that we are in `message`.
    fn us_in<'m>(&'m self, message: &'m Message, is_mention: bool) -> Option<&'m str> {
        let text = message.raw();
        let first = || text.split_once("<@")?.1.split(['>', '|']).next();
        self.us.or_else(|| is_mention.then(first).flatten())
    }
}

impl Message {
    /// What was written, in Slack's markup.
    fn raw(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// The thread it is a reply in. The root of a thread names itself.
    fn thread(&self) -> Option<&str> {
        let thread = self.thread_ts.as_deref();
        thread.filter(|thread| self.ts.as_deref() != Some(thread))
    }

    fn done_at(&self) -> Result<&str, Broken> {
        let at = self.event_ts.as_deref().or(self.ts.as_deref());
        at.ok_or(Broken("no_time"))
    }
}
