//! A post's facts → the message that says them.

use crate::clock::Timestamp;
use crate::plan::Content;
use crate::programme::{Language, Zone};
use crate::words::Message;

/// What `content` says in `language`, to someone in `zone` who reads it at `now`.
pub fn compose(content: &Content, language: Language, zone: &Zone, now: Timestamp) -> Message {
    let _ = (content, language, zone, now);
    unimplemented!()
}
