//! What is said to a tap in Slack goes by the tap's own address, after the acknowledgement.
//!
//! Someone who taps this, then that, is told at once and from then on at most once in each pause, and
//! then what holds by now. Each address is used once, far within Slack's five times in thirty minutes
//! (docs.slack.dev/interactivity/handling-user-interaction). Only a bounded number waits: a receipt
//! tells of what is kept already, so that one too many may be left out.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use secrecy::SecretString;
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::metrics;
use crate::app::App;
use crate::clock::Timestamp;
use crate::inbox::{Deed, Event};

/// One person is told about one question at most once in so long.
const PAUSE: Duration = Duration::from_secs(2);
/// Receipts that wait; further ones are left out.
const MOST_WAITING: usize = 1_024;
/// Receipts that are being sent at the same time.
const MOST_AT_ONCE: usize = 8;

/// Takes receipts to be sent. Clones share the queue; when all are gone, nothing more is sent.
#[derive(Clone)]
pub(super) struct Receipts(mpsc::Sender<(Whose, Receipt)>);

/// Whose receipt it is: the sender and the question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Whose {
    tenant: String,
    user: String,
    asking: String,
}

#[derive(Debug)]
struct Receipt {
    url: SecretString,
    body: Value,
}

impl Whose {
    pub(super) fn of(event: &Event) -> Self {
        let asking = match &event.deed {
            Deed::Vote { asking, .. } => asking.clone(),
            _ => String::new(),
        };
        Self {
            tenant: event.sender.tenant.clone(),
            user: event.sender.user.clone(),
            asking,
        }
    }
}

impl Receipts {
    /// Sends through `app`. To be called inside a `tokio` runtime.
    pub(super) fn through(app: App) -> Self {
        let (receipts, queue) = mpsc::channel(MOST_WAITING);
        tokio::spawn(run(app, queue));
        Self(receipts)
    }

    /// Has `body` sent to `url` when it is time. Never waits.
    pub(super) fn send(&self, whose: Whose, url: SecretString, body: Value) {
        if self.0.try_send((whose, Receipt { url, body })).is_err() {
            metrics::count_knock("receipt_left_out");
        }
    }
}

async fn run(app: App, mut queue: mpsc::Receiver<(Whose, Receipt)>) {
    let mut pile = Pile::default();
    let mut under_way = JoinSet::new();
    loop {
        let next_at = pile
            .next_at()
            .filter(|_| under_way.len() < MOST_AT_ONCE)
            .unwrap_or(Timestamp::from_millis(i64::MAX));
        tokio::select! {
            next = queue.recv() => match next {
                Some((whose, receipt)) => {
                    if !pile.lay(whose, receipt, app.clock.now()) {
                        metrics::count_knock("receipt_left_out");
                    }
                }
                None => return,
            },
            Some(_) = under_way.join_next() => {}
            () = app.clock.sleep_until(next_at) => {}
        }
        while under_way.len() < MOST_AT_ONCE {
            let Some(receipt) = pile.take(app.clock.now()) else {
                break;
            };
            let app = app.clone();
            under_way.spawn(async move {
                let now = app.clock.now();
                app.chat.answer_tap(&receipt.url, &receipt.body, now).await
            });
        }
    }
}

/// Receipts that wait for their time, at most one for each person and question.
#[derive(Debug, Default)]
struct Pile {
    receipts: HashMap<Whose, Receipt>,
    /// Those in `receipts`, by when they may be sent.
    order: BTreeSet<(Timestamp, Whose)>,
    /// Who has been told a short while ago, and when they may be told again.
    told: HashMap<Whose, Timestamp>,
}

impl Pile {
    /// Adds a receipt, in place of an older one of the same; false when there are too many.
    fn lay(&mut self, whose: Whose, receipt: Receipt, now: Timestamp) -> bool {
        if let Some(waiting) = self.receipts.get_mut(&whose) {
            *waiting = receipt;
            return true;
        }
        if self.receipts.len() >= MOST_WAITING {
            return false;
        }
        let at = self.told.get(&whose).copied().unwrap_or(now);
        self.order.insert((at, whose.clone()));
        self.receipts.insert(whose, receipt);
        true
    }

    /// When the next may be sent.
    fn next_at(&self) -> Option<Timestamp> {
        self.order.first().map(|(at, _)| *at)
    }

    /// The next that may be sent at `now`.
    fn take(&mut self, now: Timestamp) -> Option<Receipt> {
        self.told.retain(|_, until| *until > now);
        if self.next_at()? > now {
            return None;
        }
        let (_, whose) = self.order.pop_first()?;
        let receipt = self.receipts.remove(&whose);
        self.told.insert(whose, now.plus(PAUSE));
        receipt
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn whose(user: usize) -> Whose {
        Whose {
            tenant: "T1".to_owned(),
            user: format!("U{user}"),
            asking: "prove/grad".to_owned(),
        }
    }

    fn receipt(number: usize) -> Receipt {
        Receipt {
            url: SecretString::from("https://hooks.slack.com/actions/T1/1/x"),
            body: json!(number),
        }
    }

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn who_changes_their_mind_is_told_at_once_and_then_the_last_in_each_pause() {
        let mut pile = Pile::default();
        let mut told = Vec::new();
        // A tap every tenth of a second for three seconds.
        for tap in 0..30 {
            let now = at(i64::try_from(tap).unwrap() * 100);
            assert!(pile.lay(whose(1), receipt(tap), now));
            told.extend(pile.take(now).map(|receipt| (now.millis(), receipt.body)));
        }
        assert_eq!(pile.next_at(), Some(at(4_000)));
        told.extend(pile.take(at(4_000)).map(|receipt| (4_000, receipt.body)));
        assert_eq!(
            told,
            [(0, json!(0)), (2_000, json!(20)), (4_000, json!(29))]
        );
        assert!(pile.take(at(9_000)).is_none());
    }

    #[test]
    fn one_who_taps_much_delays_nobody() {
        let mut pile = Pile::default();
        pile.lay(whose(1), receipt(1), at(0));
        assert!(pile.take(at(0)).is_some());
        pile.lay(whose(1), receipt(2), at(0));
        pile.lay(whose(2), receipt(3), at(1));
        assert_eq!(pile.take(at(1)).map(|receipt| receipt.body), Some(json!(3)));
    }

    #[test]
    fn only_so_many_wait_and_nothing_is_remembered_for_long() {
        let mut pile = Pile::default();
        let laid = (0..3_000).filter(|user| pile.lay(whose(*user), receipt(*user), at(0)));
        assert_eq!(laid.count(), MOST_WAITING);
        while pile.take(at(0)).is_some() {}
        assert_eq!(pile.told.len(), MOST_WAITING);
        assert!(pile.take(at(2_000)).is_none());
        assert!(pile.told.is_empty() && pile.receipts.is_empty() && pile.order.is_empty());
    }
}
