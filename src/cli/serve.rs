//! `serve`: the worker, until it is told to stop.

use std::collections::BTreeSet;
use std::future::Future;
use std::net::SocketAddr;
use std::path::Path;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::app::{App, MOST_WAITING, RunLock};
use crate::cli::post_table::Row;
use crate::cli::{Failure, Output, setup};
use crate::clock::Clock;
use crate::config::{Log, LogFormat, Settings};
use crate::entropy::Entropy;
use crate::inbox::Inbox;
use crate::outbox::Route;
use crate::programme::question::Mode;
use crate::programme::{Audience, Id};
use crate::store::StoreError;
use crate::web;

/// Runs the worker until SIGTERM or Ctrl-C; a second one stops it at once.
pub(super) async fn run(config: Option<&Path>, out: &mut Output) -> Result<(), Failure> {
    let settings = setup::settings(config, out)?;
    start_log(&settings.log, out)?;
    warn_of_an_open_page(&settings);
    let _lock = RunLock::take(&settings.database)?;
    let listener = web::listen(settings.listen).map_err(|error| {
        Failure::because(format!(
            "cannot listen at {}: {error}; change `listen` or stop what is there",
            settings.listen
        ))
    })?;
    let app = App::open(settings, Clock::System, Entropy::System).await?;
    app.catch_up().await?;
    // Before it says that it is ready: whoever waits for that may stop it at once.
    let stop = CancellationToken::new();
    stop_on_signal(stop.clone())?;
    say_what_comes(&app, listener.local_addr()?).await?;
    let (inbox, waiting) = Inbox::with_capacity(MOST_WAITING);
    let router = web::router(app.clone(), &inbox);
    let pages = web::serve(listener, router, stop.clone());
    // Beside the work: to read every programme takes a while where there are many.
    let warning = stop.run_until_cancelled(warn_of_questions_unasked(&app));
    let work = app.clone().run(waiting, pages, stop.clone());
    let (result, warned) = tokio::join!(work, warning);
    if let Some(Err(error)) = warned {
        tracing::error!(%error, "cannot tell which questions are not asked");
    }
    tracing::info!("stopped");
    Ok(result?)
}

/// The built-in chat's page asks nobody who they are.
fn warn_of_an_open_page(settings: &Settings) {
    if settings.has_built_in_chat() && !settings.listen.ip().is_loopback() {
        tracing::warn!(
            listen = %settings.listen,
            "the built-in chat is served to everyone who reaches this address, without a login: \
             listen on 127.0.0.1, or take its channels out of the settings"
        );
    }
}

/// A question is said only where it can be answered; better to know before its day.
async fn warn_of_questions_unasked(app: &App) -> Result<(), StoreError> {
    for row in app.store.programme_revisions().await? {
        let Some(id) = Id::parse(&row.id) else {
            continue;
        };
        let Some(stored) = app.store.programme(&id).await? else {
            continue;
        };
        let questions = &stored.from_file.questions;
        let secret = questions.iter().any(|it| it.mode == Mode::Secret);
        let is_silent = |route: &Route| {
            route.audience == Audience::Network
                && !route.takes_answers
                && (secret || !route.takes_words && !questions.is_empty())
        };
        let routes = app.settings.routes(&id).into_iter();
        let silent: BTreeSet<String> = routes.filter(is_silent).map(|it| it.channel).collect();
        for channel in silent {
            tracing::warn!(
                programme = %id,
                %channel,
                "there are questions that are not asked in this channel, because no answer would reach us: \
                 set `public_url`, so that they carry a link to a page where they are answered"
            );
        }
    }
    Ok(())
}

/// Sends log lines to standard error, as text or JSON.
pub(super) fn start_log(log: &Log, out: &Output) -> Result<(), Failure> {
    let registry = tracing_subscriber::registry()
        .with(log.filter.clone())
        .with(filter_fn(may_be_told));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let started = match log.format {
        LogFormat::Text => registry
            .with(lines.with_ansi(out.colour_of_errors).with_target(false))
            .try_init(),
        LogFormat::Json => registry.with(lines.json().flatten_event(true)).try_init(),
    };
    started.map_err(Failure::because)
}

/// Whatever the filter lets through: of the libraries we use only what is notable. Their details hold
/// addresses and headers, and those are secrets: webhook URLs, links to answer pages, signatures.
fn may_be_told(line: &Metadata<'_>) -> bool {
    *line.level() <= Level::INFO || line.target().split("::").next() == Some("skolebud")
}

/// One line: what is served where, and what is said next and when.
async fn say_what_comes(app: &App, address: SocketAddr) -> Result<(), Failure> {
    let programmes = app.store.programme_revisions().await?.len();
    let channels = app.settings.channels.len();
    let next = app.store.waiting(1).await?;
    match next.first() {
        Some(next) => {
            let row = Row::of(&next.post, &next.channel, next.due_at);
            tracing::info!(
                programmes,
                channels,
                %address,
                "ready; next: {} in {}, {}",
                row.kind,
                row.channel,
                next.due_at
                    .local(next.post.zone.rules())
                    .strftime("%A %Y-%m-%d at %H:%M")
            );
        }
        None => tracing::info!(
            programmes,
            channels,
            %address,
            "ready; nothing waits to be said"
        ),
    }
    Ok(())
}

fn stop_on_signal(stop: CancellationToken) -> Result<(), Failure> {
    let interrupted = asked_to_stop()?;
    tokio::spawn(async move {
        interrupted.await;
        tracing::info!("stopping: taking nothing new, finishing what is in hand");
        stop.cancel();
        if let Ok(again) = asked_to_stop() {
            again.await;
            tracing::warn!("stopping at once; what was being sent is settled at the next start");
            std::process::exit(1);
        }
    });
    Ok(())
}

/// Ends with the first SIGTERM or Ctrl-C from now on.
pub(super) fn asked_to_stop() -> Result<impl Future<Output = ()> + Send, Failure> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
