//! Places for connections: so many are served at a time, and who keeps us waiting gives up a place when
//! others come.
//!
//! A connection takes memory and a file handle, so there are few, and strangers could hold all of them at
//! no cost: by saying nothing, by a byte a second, by never taking our answer. Time-outs alone would
//! let the next strangers in, and a platform waits three seconds at most. So a place is held for certain
//! only while *we* work on a request that has arrived whole. While we wait for the other side (for a
//! request, for the rest of its body, until the answer is taken) the place is only lent: when all are
//! taken and someone comes, the one we have waited for longest is sent away. Who sends a whole request
//! at once, as platforms and proxies do, would lose a place only if as many others as there are places
//! came in between.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// The places of one server.
#[derive(Debug)]
pub(super) struct Places(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    most: usize,
    register: Mutex<Register>,
    /// Rung when a place is free, or lent again.
    changed: Notify,
}

/// Who is there.
#[derive(Debug, Default)]
struct Register {
    taken: usize,
    /// Grows with whatever is noted, so that it tells what came first.
    turn: u64,
    /// The connections for which we wait: since which turn, and how to send them away.
    lent: HashMap<u64, (u64, CancellationToken)>,
}

/// The place of one connection. Given up when dropped.
#[derive(Debug)]
pub(super) struct Place {
    id: u64,
    lost: CancellationToken,
    shared: Arc<Shared>,
}

impl Places {
    /// So many places, all of them free.
    pub(super) fn of(most: usize) -> Self {
        Self(Arc::new(Shared {
            most,
            register: Mutex::default(),
            changed: Notify::new(),
        }))
    }

    /// A place for one who has come, lent for the time being. Waits as long as we are working for all
    /// who have one.
    pub(super) async fn next(&self) -> Place {
        let mut one_is_sent_away = false;
        loop {
            {
                let mut register = self.0.register();
                if register.taken < self.0.most {
                    register.taken += 1;
                    return self.place(&mut register);
                }
                one_is_sent_away = one_is_sent_away || register.send_one_away();
            }
            self.0.changed.notified().await;
        }
    }

    fn place(&self, register: &mut Register) -> Place {
        let place = Place {
            id: register.next_turn(),
            lost: CancellationToken::new(),
            shared: Arc::clone(&self.0),
        };
        register.lend(&place);
        place
    }
}

impl Shared {
    fn register(&self) -> MutexGuard<'_, Register> {
        self.register.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Register {
    fn next_turn(&mut self) -> u64 {
        self.turn += 1;
        self.turn
    }

    fn lend(&mut self, place: &Place) {
        let since = self.next_turn();
        self.lent.insert(place.id, (since, place.lost.clone()));
    }

    /// Sends away the connection for which we have waited longest, if we wait for any.
    fn send_one_away(&mut self) -> bool {
        let longest = self.lent.iter().min_by_key(|(_, (since, _))| *since);
        let Some(id) = longest.map(|(id, _)| *id) else {
            return false;
        };
        if let Some((_, lost)) = self.lent.remove(&id) {
            lost.cancel();
        }
        true
    }
}

impl Place {
    /// A whole request is here: until [`Self::lend`] nobody takes the place away.
    pub(super) fn hold(&self) {
        self.shared.register().lent.remove(&self.id);
    }

    /// It is the other side's turn again.
    pub(super) fn lend(&self) {
        self.shared.register().lend(self);
        self.shared.changed.notify_one();
    }

    /// Ends when the place was given to someone else.
    pub(super) async fn lost(&self) {
        self.lost.cancelled().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut register = self.shared.register();
        register.lent.remove(&self.id);
        register.taken -= 1;
        drop(register);
        self.shared.changed.notify_one();
    }
}

/// The body of a request. Once it has arrived whole, the place of its connection is held.
pub(super) struct Arriving {
    body: Incoming,
    place: Arc<Place>,
}

impl Arriving {
    /// `body`, which comes over the connection at `place`.
    pub(super) fn new(body: Incoming, place: Arc<Place>) -> Self {
        if body.is_end_stream() {
            place.hold();
        }
        Self { body, place }
    }
}

impl Body for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if frame.is_none() || self.body.is_end_stream() {
            self.place.hold();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn the_one_we_wait_for_longest_makes_room() {
        let places = Places::of(3);
        let first = places.next().await;
        let second = places.next().await;
        let third = places.next().await;
        // Its request came and was answered: now we wait for it since lately.
        first.hold();
        first.lend();
        let mut fourth = std::pin::pin!(places.next());
        assert!(fourth.as_mut().now_or_never().is_none());
        assert!(second.lost().now_or_never().is_some());
        assert!(first.lost().now_or_never().is_none());
        assert!(third.lost().now_or_never().is_none());
        drop(second);
        fourth.await;
    }

    #[tokio::test]
    async fn who_comes_sends_away_one_and_no_more() {
        let places = Places::of(2);
        let (first, second) = (places.next().await, places.next().await);
        let mut third = std::pin::pin!(places.next());
        assert!(third.as_mut().now_or_never().is_none());
        second.hold();
        second.lend();
        assert!(third.as_mut().now_or_never().is_none());
        assert!(second.lost().now_or_never().is_none());
        drop(first);
        third.await;
    }

    #[tokio::test]
    async fn nobody_is_sent_away_while_we_work_for_them() {
        let places = Places::of(2);
        let (first, second) = (places.next().await, places.next().await);
        first.hold();
        second.hold();
        let mut third = std::pin::pin!(places.next());
        assert!(third.as_mut().now_or_never().is_none());
        assert!(first.lost().now_or_never().is_none());
        second.lend();
        assert!(third.as_mut().now_or_never().is_none());
        assert!(second.lost().now_or_never().is_some());
        drop(second);
        third.await;
    }
}
