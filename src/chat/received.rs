//! What a platform's verified message turned out to be.

use secrecy::SecretString;

use crate::inbox::Event;

/// A verified message, read.
#[derive(Clone, Debug)]
pub enum Received {
    /// A person did something.
    Event {
        event: Box<Event>,
        /// Where the platform takes a later answer to this one message, where it does. It works for
        /// whoever knows it: a secret.
        later: Option<SecretString>,
    },
    /// The platform asks whether we are there, and wants this back.
    Challenge(String),
    /// Nothing for us, for this reason in a fixed word; to be acknowledged all the same.
    Ignored(&'static str),
}

impl Received {
    /// An event that cannot be answered later.
    pub(super) fn event(event: Event) -> Self {
        Self::Event {
            event: Box::new(event),
            later: None,
        }
    }
}

/// A verified message of a known kind that lacks what it must have. The fixed word says what; nothing
/// of the message itself is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Broken(pub &'static str);
