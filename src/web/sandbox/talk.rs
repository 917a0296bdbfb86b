//! What people say in the sandbox's channels, and what they are answered. It lives as long as the
//! process: what was answered is in the database, and this is only the conversation around it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::Timestamp;
use crate::programme::Id;
use crate::words::Message;

use super::who::Who;

/// Older lines are forgotten.
const LINES_KEPT: usize = 2_000;

/// The conversation. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Talk(Arc<Mutex<Spoken>>);

#[derive(Debug, Default)]
struct Spoken {
    /// The number of the last thing that was done.
    last: u64,
    lines: VecDeque<Line>,
    /// The newest answer to each person under each post.
    receipts: HashMap<(Who, i64), Message>,
}

/// Something that was typed in a channel.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) channel: String,
    pub(super) at: Timestamp,
    pub(super) author: Author,
    pub(super) text: String,
    /// A command: between its author and us.
    pub(super) private: bool,
    pub(super) answer: Option<Answered>,
}

/// What someone was answered to a line.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    pub(super) message: Message,
    /// Everyone may see it; else only who wrote the line.
    pub(super) public: bool,
}

/// Who wrote a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Author {
    /// A person who looks at the page.
    Viewer(Who),
    /// A simulated leader of this school.
    Simulated(Id),
}

impl Talk {
    /// A number that is larger than all before it.
    pub(super) fn next_number(&self) -> u64 {
        let mut spoken = self.spoken();
        spoken.last += 1;
        spoken.last
    }

    /// Notes what was said.
    pub(super) fn add(&self, line: Line) {
        let mut spoken = self.spoken();
        spoken.lines.push_back(line);
        if spoken.lines.len() > LINES_KEPT {
            spoken.lines.pop_front();
        }
    }

    /// Answers the author of line `number` once more: they tapped something in the answer.
    pub(super) fn answer_again(&self, number: u64, who: &Who, answer: Answered) {
        let mut spoken = self.spoken();
        let own = Author::Viewer(who.clone());
        let mut lines = spoken.lines.iter_mut();
        if let Some(line) = lines.find(|line| line.number == number && line.author == own) {
            line.answer = Some(answer);
        }
    }

    /// Notes what `who` was answered under the post of `delivery`.
    pub(super) fn keep_receipt(&self, who: &Who, delivery: i64, message: Message) {
        let mut spoken = self.spoken();
        spoken.receipts.insert((who.clone(), delivery), message);
    }

    /// What `who` was last answered under the post of `delivery`.
    pub(super) fn receipt(&self, who: &Who, delivery: i64) -> Option<Message> {
        let spoken = self.spoken();
        spoken.receipts.get(&(who.clone(), delivery)).cloned()
    }

    /// What `who` can read of what was said in `channel` from `from` until before `until`, oldest first.
    pub(super) fn lines(
        &self,
        channel: &str,
        who: &Who,
        from: Timestamp,
        until: Timestamp,
    ) -> Vec<Line> {
        let own = Author::Viewer(who.clone());
        let spoken = self.spoken();
        let readable = spoken.lines.iter().filter(|line| {
            line.channel == channel
                && (from..until).contains(&line.at)
                && (!line.private || line.author == own)
        });
        readable
            .map(|line| {
                let mut line = line.clone();
                let own = line.author == own;
                line.answer = line.answer.filter(|answer| answer.public || own);
                line
            })
            .collect()
    }

    fn spoken(&self) -> MutexGuard<'_, Spoken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
