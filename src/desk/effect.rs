//! What a command changes. The worker writes all effects of one command in one transaction.

use crate::desk::Draft;
use crate::outbox::Wanted;
use crate::plan::Asking;
use crate::programme::Id;
use crate::programme::amend::Change;
use crate::report::rules::Published;

/// One thing to write.
#[derive(Clone, Debug)]
pub enum Effect {
    /// These are said, by command.
    Say(Vec<Wanted>),
    /// The programme is amended; planning does the rest.
    Amend {
        programme: Id,
        change: Change,
    },
    /// The question opens now; what asks it is said by [`Effect::Say`].
    Open(Box<Asking>),
    /// The question closes now: its deadline is, so that it closes as it would by itself.
    Close {
        question: i64,
    },
    Pause {
        programme: Id,
        network: Id,
    },
    Resume {
        programme: Id,
        network: Id,
    },
    AddCoordinator {
        programme: Id,
        network: Option<Id>,
        person: String,
    },
    RemoveCoordinator {
        programme: Id,
        network: Option<Id>,
        person: String,
    },
    /// A coordinator says who leads a school; the leader's own word does not change it.
    Lead {
        programme: Id,
        person: String,
        school: Id,
    },
    /// A reminder of an open question counts towards its limit: on this local day.
    Nudged {
        question: i64,
        network: Id,
        day: jiff::civil::Date,
    },
    /// This picture of a question's answers was shown.
    Publish {
        question: i64,
        shown: Box<Published>,
    },
    /// Wait for the sender's word.
    Keep(Draft),
    /// The draft is said, or thrown away.
    Forget {
        code: String,
    },
}

/// What came of a command, for the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Done,
    /// It only looked, or shows what it would do.
    Shown,
    Refused,
}

impl Verdict {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Shown => "shown",
            Self::Refused => "refused",
        }
    }
}
