//! What may go wrong in a run: each seed turns a random part of it on.

use crate::chance::Chance;

/// Which faults a run has. What is off never happens in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    /// No connection for a while.
    pub(crate) refused: bool,
    /// The request arrives and nothing comes of it: the connection breaks.
    pub(crate) lost_request: bool,
    /// The post is there, and the connection breaks before the answer.
    pub(crate) lost_answer: bool,
    /// The post is there, and the answer comes after our patience ends.
    pub(crate) late_answer: bool,
    /// 429 with a time to wait, 500, 503.
    pub(crate) try_later: bool,
    /// 502, 504 and 200 with nonsense: the post may be there.
    pub(crate) doubtful: bool,
    /// 404 and the like: a person must change something.
    pub(crate) refusals: bool,
    /// The process is dropped and opened again.
    pub(crate) crashes: bool,
    /// The process is down for days.
    pub(crate) downtime: bool,
    /// The clock is set back.
    pub(crate) clock_back: bool,
    /// Events come twice, late, in another order, or nobody hears our answer to them.
    pub(crate) wild_events: bool,
    /// Another process holds the write lock for longer than we wait.
    pub(crate) locked: bool,
    /// There is no room on the disk for a while.
    pub(crate) full: bool,
    /// Of a hundred requests, so many go wrong.
    pub(crate) percent: usize,
}

impl Faults {
    /// The faults of a run.
    pub(crate) fn of(chance: &mut Chance) -> Self {
        let mut on = |percent| chance.percent(percent);
        Self {
            refused: on(40),
            lost_request: on(40),
            lost_answer: on(50),
            late_answer: on(15),
            try_later: on(50),
            doubtful: on(50),
            refusals: on(25),
            crashes: on(60),
            downtime: on(40),
            clock_back: on(30),
            wild_events: on(60),
            locked: on(25),
            full: on(20),
            percent: *chance.pick(&[0, 5, 20, 60]),
        }
    }
}
