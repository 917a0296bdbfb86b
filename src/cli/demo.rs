//! `demo`: a real school year in the built-in chat, with a temporary database and a clock that the
//! viewer moves; or, headless, the whole year at once.

mod answers;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::app::{App, MOST_WAITING};
use crate::chat::{Address, Channel};
use crate::cli::post_table::Row;
use crate::cli::serve::{asked_to_stop, start_log};
use crate::cli::simulate::COORDINATORS;
use crate::cli::{DemoArguments, Failure, Output, setup};
use crate::clock::{Clock, Timestamp};
use crate::config::{
    ConfiguredChannel, ConfiguredCoordinator, Doors, LevelFilter, Log, Serves, Settings,
};
use crate::entropy::Entropy;
use crate::inbox::Inbox;
use crate::plan::{worker, year};
use crate::programme::{self, Programme};
use crate::web::{self, Leaders, Passage};

/// The networks of Asker, 2018–19.
const ASKER: &str = include_str!("../../config/programmes/asker-2018.toml");
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The demo begins so long before its first post.
const HEAD_START: Duration = DAY;
/// Every demo is the same.
const SEED: u64 = 7;
/// Whom the built-in chat's page takes for a coordinator.
const COORDINATOR: &str = "sandbox//coordinator";
/// How many ports are tried after a taken one.
const PORTS_TRIED: u16 = 100;

/// Shows the year.
pub(super) async fn run(arguments: &DemoArguments, out: &mut Output) -> Result<(), Failure> {
    let programme = match &arguments.programme {
        Some(file) => setup::read_programme(file, out)?,
        None => {
            programme::read(ASKER, "asker-2018.toml")
                .map_err(|_| Failure::because("the built-in programme is broken"))?
                .programme
        }
    };
    let folder = Folder::make()?;
    let database = folder.0.join("demo.db");
    if arguments.headless {
        let app = open(&programme, database, None).await?;
        let result = headless(&app, arguments.json, out).await;
        app.store.close().await;
        return result;
    }
    let listener = listen(arguments.port).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let app = open(&programme, database, Some(address.clone())).await?;
    let result = in_browser(&app, listener, &address, out).await;
    app.store.close().await;
    result
}

/// A folder for the demo's database, gone when the demo ends.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Self, Failure> {
        let name = format!("skolebud-demo-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).map_err(|error| {
            Failure::because(format!(
                "cannot make the folder {}: {error}",
                path.display()
            ))
        })?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in the system's temporary folder, the system removes.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The program with `programme` in a new database, a sandbox channel for each of its networks and one
/// for the coordinators, and the clock shortly before the first post. Questions lead to answer pages below
/// `public_url`, with a key of their own beside the database.
async fn open(
    programme: &Programme,
    database: PathBuf,
    public_url: Option<String>,
) -> Result<App, Failure> {
    let sandbox = |id: &str, serves| ConfiguredChannel {
        channel: Channel {
            id: id.to_owned(),
            address: Address::Sandbox,
        },
        serves,
        place: Some(id.to_owned()),
    };
    let mut channels: Vec<ConfiguredChannel> = programme
        .networks
        .iter()
        .map(|network| {
            let serves = Serves::Networks(vec![(programme.id.clone(), network.id.clone())]);
            sandbox(network.id.as_str(), serves)
        })
        .collect();
    channels.push(sandbox(
        COORDINATORS,
        Serves::Coordinators(vec![programme.id.clone()]),
    ));
    let settings = Settings {
        database,
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        log: Log::of_level(LevelFilter::WARN),
        channels,
        allowed_hosts: Vec::new(),
        doors: Doors::default(),
        public_url,
        coordinators: vec![ConfiguredCoordinator {
            person: COORDINATOR.to_owned(),
            programmes: vec![programme.id.clone()],
            networks: Vec::new(),
        }],
    };
    let first = year(programme)
        .first()
        .map_or_else(|| first_day(programme), |post| post.due_at);
    let clock = Clock::standing_at(first.minus(HEAD_START));
    let app = App::open(settings, clock, Entropy::from_seed(0)).await?;
    app.store
        .apply_programme(programme, false, app.clock.now())
        .await?;
    while worker::step(&app).await?.is_some() {}
    Ok(app)
}

fn first_day(programme: &Programme) -> Timestamp {
    Timestamp::of_local(programme.from.at(8, 0, 0, 0), programme.zone.rules())
}

/// Runs the year as fast as it goes and prints what was said, and what was answered.
async fn headless(app: &App, json: bool, out: &mut Output) -> Result<(), Failure> {
    let (inbox, waiting) = Inbox::with_capacity(MOST_WAITING);
    let stop = CancellationToken::new();
    let _stopped_at_the_end = stop.clone().drop_guard();
    let pages = stop.clone().cancelled_owned();
    let loops = tokio::spawn(app.clone().run(waiting, pages, stop.clone()));
    live_through(app, &inbox).await?;
    let mut rows: Vec<Row> = app
        .store
        .said()
        .await?
        .iter()
        .map(|said| Row::of(&said.post, &said.channel, said.at))
        .collect();
    rows.sort();
    let questions = answers::rows(app).await?;
    stop.cancel();
    loops
        .await
        .map_err(|_| Failure::because("the demo's loops ended badly"))??;
    answers::print(&rows, &questions, json, out)
}

/// Lets the whole year go by, a day at a time.
async fn live_through(app: &App, inbox: &Inbox) -> Result<(), Failure> {
    let programmes = app.store.programmes_in_force().await?;
    let end = programmes.iter().map(|it| last_moment(it)).max();
    let end = end.unwrap_or_else(|| app.clock.now());
    let days = end.since(app.clock.now()).as_secs() / DAY.as_secs();
    let progress = ProgressBar::new(days).with_style(
        ProgressStyle::with_template("{bar:30} {pos}/{len} days  {msg}")
            .map_err(Failure::because)?,
    );
    let mut passage = Passage::new(app, Some(Leaders::new(app, inbox, SEED)));
    while app.clock.now() < end {
        let next = app.clock.now().plus(DAY).min(end);
        passage.advance_to(next).await.map_err(Failure::because)?;
        progress.set_message(next.to_string()[..10].to_owned());
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(())
}

fn last_moment(programme: &Programme) -> Timestamp {
    Timestamp::of_local(programme.to.at(23, 59, 0, 0), programme.zone.rules())
}

/// Serves the built-in chat at `address` until Ctrl-C.
async fn in_browser(
    app: &App,
    listener: TcpListener,
    address: &str,
    out: &mut Output,
) -> Result<(), Failure> {
    start_log(&app.settings.log, out)?;
    out.line(format!(
        "Skolebud's demo: the networks' school year, at {address}/\n\
         Open it in a browser and press play. Ctrl-C ends it."
    ))?;
    let stop = CancellationToken::new();
    let asked = asked_to_stop()?;
    let on_signal = stop.clone();
    tokio::spawn(async move {
        asked.await;
        on_signal.cancel();
    });
    let (inbox, waiting) = Inbox::with_capacity(MOST_WAITING);
    let router = web::demo_router(app.clone(), &inbox, Leaders::new(app, &inbox, SEED));
    let pages = web::serve(listener, router, stop.clone());
    Ok(app.clone().run(waiting, pages, stop).await?)
}

/// A listener at `port`, or at the next one that is free.
async fn listen(port: u16) -> Result<TcpListener, Failure> {
    let mut last = None;
    for port in (port..=u16::MAX).take(usize::from(PORTS_TRIED)) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    let why = last.map_or_else(String::new, |error| format!(": {error}"));
    Err(Failure::because(format!(
        "no free port from {port} on{why}; choose another with --port"
    )))
}
