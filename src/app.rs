//! The program in hand: settings, store, chat, clock and chance; opening it, running its loops,
//! stopping them in order.

use std::fs::{File, OpenOptions, TryLockError};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use crate::chat::{AllowedHosts, Chat, Wire, WireError};
use crate::clock::Clock;
use crate::config::Settings;
use crate::entropy::Entropy;
use crate::inbox::Waiting;
use crate::links::{Links, LinksError};
use crate::store::{BUSY_TIMEOUT, Store, StoreError};
use crate::{inbox, outbox, plan, report};

/// Events that wait for the inbox at most; further ones are turned away at once.
pub const MOST_WAITING: usize = 1_024;

/// What every part of the edge needs. Clones are cheap and share everything.
#[derive(Clone, Debug)]
pub struct App {
    pub settings: Arc<Settings>,
    pub store: Store,
    pub chat: Chat,
    pub clock: Clock,
    pub entropy: Entropy,
    /// Links to answer pages, where the settings say how browsers reach us.
    pub links: Option<Links>,
    /// Rung when something may have become due.
    pub changed: Arc<Notify>,
}

/// Why the program cannot be opened or go on.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("{path}: {source}", path = path.display())]
    Store {
        path: PathBuf,
        #[source]
        source: StoreError,
    },
    #[error(transparent)]
    Wire(#[from] WireError),
    #[error(transparent)]
    Links(#[from] LinksError),
    #[error(
        "{path} is in use by another Skolebud that runs already: stop that one first, or give this one another `database`",
        path = path.display()
    )]
    RunsAlready { path: PathBuf },
    #[error("cannot write the lock file {path}: {source}", path = path.display())]
    Lock {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
}

impl App {
    /// Opens the database and the door to the platforms.
    ///
    /// # Errors
    /// When either cannot be opened; the text says what to do.
    pub async fn open(
        settings: Settings,
        clock: Clock,
        entropy: Entropy,
    ) -> Result<Self, AppError> {
        let wire = Wire::open(AllowedHosts {
            also: settings.allowed_hosts.clone(),
        })?;
        Self::open_through(Chat::new(wire), settings, BUSY_TIMEOUT, clock, entropy).await
    }

    /// Opens the database, with a door to the platforms that is open already: to open one takes long,
    /// and many programs can go through it. For another process's write lock a statement waits `patience`.
    ///
    /// # Errors
    /// When the database cannot be opened; the text says what to do.
    pub async fn open_through(
        chat: Chat,
        settings: Settings,
        patience: Duration,
        clock: Clock,
        entropy: Entropy,
    ) -> Result<Self, AppError> {
        let fail = |source| AppError::Store {
            path: settings.database.clone(),
            source,
        };
        let store = Store::open_within(&settings.database, patience)
            .await
            .map_err(fail)?;
        store
            .register_channels(&settings.channel_kinds(), &settings.channel_networks())
            .await
            .map_err(fail)?;
        let links = settings.public_url.as_deref();
        let links = links.map(|url| Links::open(&settings.database, url));
        Ok(Self {
            links: links.transpose()?,
            settings: Arc::new(settings),
            store,
            chat,
            clock,
            entropy,
            changed: Arc::new(Notify::new()),
        })
    }

    /// Puts in order what the last run left: what it was sending is settled, and the posts are planned.
    /// To be done before [`Self::run`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn catch_up(&self) -> Result<(), AppError> {
        let work = async {
            outbox::worker::Outbox::new(self.clone()).recover().await?;
            while plan::worker::step(self).await?.is_some() {}
            Ok(())
        };
        work.await.map_err(|source| AppError::Store {
            path: self.settings.database.clone(),
            source,
        })
    }

    /// Runs the planner, the outbox, and what opens and closes questions, until `stop`, and the inbox with
    /// its queue `waiting` until `pages` has ended too: whoever sent an answer before the stop still gets
    /// theirs. Then closes the database.
    ///
    /// `pages` is what hands events to the inbox; it ends soon after `stop`.
    ///
    /// # Errors
    /// When the database fails for good; the other loops are stopped in order then.
    pub async fn run(
        self,
        waiting: mpsc::Receiver<Waiting>,
        pages: impl Future<Output = ()>,
        stop: CancellationToken,
    ) -> Result<(), AppError> {
        let planner = stop_all_if_it_fails(plan::worker::run(self.clone(), stop.clone()), &stop);
        let sender = stop_all_if_it_fails(outbox::worker::run(self.clone(), stop.clone()), &stop);
        let nobody_waits = CancellationToken::new();
        let pages = async {
            let _nobody_waits = nobody_waits.clone().drop_guard();
            pages.await;
        };
        let taker = inbox::worker::run(self.clone(), waiting, nobody_waits.clone());
        let taker = stop_all_if_it_fails(taker, &stop);
        let asker = report::worker::run(self.clone(), stop.clone());
        let asker = stop_all_if_it_fails(asker, &stop);
        let (planned, sent, taken, asked, ()) = tokio::join!(planner, sender, taker, asker, pages);
        self.store.close().await;
        planned
            .and(sent)
            .and(taken)
            .and(asked)
            .map_err(|source| AppError::Store {
                path: self.settings.database.clone(),
                source,
            })
    }
}

async fn stop_all_if_it_fails(
    work: impl Future<Output = Result<(), StoreError>>,
    stop: &CancellationToken,
) -> Result<(), StoreError> {
    let result = work.await;
    if result.is_err() {
        stop.cancel();
    }
    result
}

/// Held while the worker runs, so that no second one works on the same database. The system lets go
/// of it when the process ends, however it ends.
#[derive(Debug)]
pub struct RunLock {
    _file: File,
}

impl RunLock {
    /// Takes the lock of `database`.
    ///
    /// # Errors
    /// [`AppError::RunsAlready`] when another process has it.
    pub fn take(database: &Path) -> Result<Self, AppError> {
        let mut name = database.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|source| AppError::Lock {
                path: path.clone(),
                source,
            })?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(AppError::RunsAlready {
                path: database.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(AppError::Lock { path, source }),
        }
    }
}
