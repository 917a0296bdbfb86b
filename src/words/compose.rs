//! A post's facts → the message that says them.
//!
//! The sentences stand in the `.ftl` files; here they are only chosen and put together. What a reader
//! sees must be true when it is said, so every day is looked at from `now`.

mod ahead;
mod answer_page;
mod between;
mod change;
mod coordinators;
mod own_words;
mod question;
mod result;
mod session;
mod voice;

use crate::clock::Timestamp;
use crate::plan::Content;
use crate::programme::{Language, Zone};
use crate::words::Message;
use question::Reader;
pub use result::results;
use voice::Voice;

pub use ahead::{Ahead, ahead, to_prepare};
pub use answer_page::{answer_by_mention, lead_to_page};

/// What `content` says in `language`, to someone in `zone` who reads it at `now`.
pub fn compose(content: &Content, language: Language, zone: &Zone, now: Timestamp) -> Message {
    let voice = Voice {
        language,
        now: now.local(zone.rules()),
    };
    match content {
        Content::Preparation {
            session,
            tasks,
            readings,
            registration,
            contact,
        } => session::preparation(
            &voice,
            session,
            tasks,
            readings,
            registration.as_ref(),
            contact.as_ref(),
        ),
        Content::Sharing {
            session,
            themes,
            questions,
            answers_due,
        } => session::sharing(&voice, session, themes, questions, *answers_due),
        Content::Reminder {
            session,
            agenda,
            bring,
            contact,
        } => session::reminder(&voice, session, agenda, *bring, contact.as_ref()),
        Content::Registration {
            session,
            registration,
        } => session::registration(&voice, session, registration),

        Content::Closing { session } => between::closing(&voice, session),
        Content::IntermediateWork {
            session,
            next,
            task,
            themes,
            questions,
            answers_due,
        } => {
            let work = between::Work {
                task: task.as_deref(),
                themes,
                questions,
                answers_due: *answers_due,
            };
            between::intermediate_work(&voice, session, next.as_ref(), &work)
        }
        Content::Touchpoint {
            next, questions, ..
        } => between::touchpoint(&voice, next, questions),

        Content::Moved { session, told } => change::moved(&voice, session, *told),
        Content::RoomChanged { session, told } => change::room_changed(&voice, session, told),
        Content::Cancelled { session } => change::cancelled(&voice, session),

        Content::Prompt { session, text } => own_words::prompt(&voice, session.as_ref(), text),
        Content::Question {
            network,
            session,
            written_in,
            questions,
        } => Reader::of(&voice, *written_in).questions(network, session.as_ref(), questions),
        Content::Nudge {
            network,
            written_in,
            questions,
        } => Reader::of(&voice, *written_in).nudge(network, questions),
        Content::Result { results } => result::results(language, results),
        Content::Announcement { text } => own_words::announcement(&voice, text),

        Content::RoomMissing { session, network } => {
            coordinators::room_missing(&voice, session, network)
        }
        Content::Trouble { items, more } => coordinators::trouble(&voice, items, *more),
        Content::Hello { channel } => coordinators::hello(&voice, channel),
    }
}

#[cfg(test)]
mod tests;
