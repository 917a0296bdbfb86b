//! Where work is stopped: before any of its statements, so that the process can die between any two of
//! them.
//!
//! How often a future must be polled depends on which thread is faster, and a run must not. How many
//! statements it has given to SQLite does not. The driver lets SQLite's thread enter the span in which a
//! statement was given; there we count, and hold the thread at the statement that is meant until the
//! work is dropped.

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::task::{Poll, Waker};
use std::thread::ThreadId;

use tracing::{Dispatch, Level, Metadata, Subscriber, dispatcher, span};
use tracing_subscriber::Registry;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

const TARGET: &str = "simulation";

/// The gate of one thread's runs.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    watch: Arc<Watch>,
    dispatch: Dispatch,
}

/// What SQLite's threads and ours share.
#[derive(Debug)]
struct Watch {
    ours: ThreadId,
    state: Mutex<State>,
    opened: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// So many statements have come.
    come: usize,
    /// At this one the gate is shut.
    shut_at: Option<usize>,
    /// A statement waits.
    held: bool,
    /// Who is told when one does.
    waker: Option<Waker>,
}

struct Watcher(Arc<Watch>);

impl Gate {
    /// A gate for work on this thread.
    pub(crate) fn here() -> Self {
        let watch = Arc::new(Watch {
            ours: std::thread::current().id(),
            state: Mutex::default(),
            opened: Condvar::new(),
        });
        let registry = Registry::default().with(Watcher(Arc::clone(&watch)));
        Self {
            watch,
            dispatch: Dispatch::new(registry),
        }
    }

    /// Does `work` up to its statement number `statement`, from 1, and drops it before that is carried
    /// out; what came of it, if it has fewer. Where nothing came of it the statement is still held, and
    /// the files are as they were when it was given, until [`Self::open`].
    pub(crate) async fn stop_at<T>(
        &self,
        statement: usize,
        work: impl Future<Output = T>,
    ) -> Option<T> {
        self.watch.lock().shut_at = Some(statement);
        let done = self.watched(work).await;
        if done.is_some() {
            self.open();
        }
        done
    }

    /// Does `work` and counts its statements.
    pub(crate) async fn count<T>(&self, work: impl Future<Output = T>) -> (Option<T>, usize) {
        let done = self.watched(work).await;
        let come = self.watch.lock().come;
        self.open();
        (done, come)
    }

    /// Lets go of what is held.
    pub(crate) fn open(&self) {
        *self.watch.lock() = State::default();
        self.watch.opened.notify_all();
    }

    async fn watched<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        let within = |poll: &mut dyn FnMut() -> Poll<T>| {
            dispatcher::with_default(&self.dispatch, || {
                span!(target: TARGET, Level::INFO, "work").in_scope(poll)
            })
        };
        let done = std::future::poll_fn(|context| {
            self.watch.lock().waker = Some(context.waker().clone());
            match within(&mut || work.as_mut().poll(context)) {
                Poll::Ready(done) => Poll::Ready(Some(done)),
                Poll::Pending if self.watch.lock().held => Poll::Ready(None),
                Poll::Pending => Poll::Pending,
            }
        });
        done.await
    }
}

impl Watch {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// A statement is about to be carried out.
    fn pass(&self) {
        if std::thread::current().id() == self.ours {
            return;
        }
        let mut state = self.lock();
        state.come += 1;
        if state.shut_at.is_none_or(|shut_at| state.come < shut_at) {
            return;
        }
        state.held = true;
        if let Some(waker) = &state.waker {
            waker.wake_by_ref();
        }
        while state.held {
            state = self.opened.wait(state).unwrap();
        }
    }
}

impl<S: Subscriber> Layer<S> for Watcher {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == TARGET
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::INFO)
    }

    fn on_enter(&self, _: &span::Id, _: Context<'_, S>) {
        self.0.pass();
    }
}
