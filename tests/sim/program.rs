//! The real program, opened on a database of its own and driven by its steps.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use secrecy::SecretString;
use skolebud::app::{App, AppError};
use skolebud::chat::slack::SigningSecret;
use skolebud::chat::teams::WebhookSecret;
use skolebud::chat::{Address, Channel, Chat};
use skolebud::clock::Clock;
use skolebud::config::{
    ConfiguredChannel, ConfiguredCoordinator, Doors, LevelFilter, Log, Serves, Settings,
    TeamsWebhook,
};
use skolebud::entropy::Entropy;
use skolebud::inbox::{Event, Inbox, Waiting};
use skolebud::outbox::worker::Outbox;
use skolebud::programme::Id;
use skolebud::report::worker::Known;
use skolebud::web;
use tempfile::TempDir;
use tokio::sync::mpsc::Receiver;
use tower::ServiceExt;

use crate::commands::{IN_TEAMS, person};
use crate::gate::Gate;
use crate::platform::Platform;
use crate::school_year::{COORDINATOR, COORDINATORS, PROGRAMME, SchoolYear, place_of};

const DATABASE: &str = "skolebud.db";
/// How long the program waits for another process's write lock: no longer than it must to notice it.
const PATIENCE: Duration = Duration::from_millis(10);
/// The secret of the Slack app.
pub(crate) const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
/// The secret of the teams' outgoing webhooks.
pub(crate) const TOKEN: &str = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA=";

/// The program in hand. Dropping it is dropping the process.
pub(crate) struct Program {
    pub(crate) app: App,
    pub(crate) outbox: Outbox,
    pub(crate) known: Known,
    pub(crate) door: Door,
    /// Keeps the files.
    folder: Arc<TempDir>,
    /// Where its folders lie.
    pub(crate) disk: PathBuf,
    year: SchoolYear,
    seed: u64,
    /// How often it was opened before.
    lives: u64,
}

impl Program {
    /// Opens it for the first time, with its files on `disk`.
    pub(crate) async fn open(
        year: &SchoolYear,
        platform: &Platform,
        chat: Chat,
        clock: Clock,
        disk: &Path,
        seed: u64,
    ) -> Self {
        let folder = Arc::new(TempDir::new_in(disk).unwrap());
        let settings = settings(folder.path().join(DATABASE), year, platform, 0);
        let app = assemble(settings, chat, clock, seed).await.unwrap();
        Self {
            outbox: Outbox::new(app.clone()),
            known: Known::default(),
            door: Door::of(&app),
            app,
            folder,
            disk: disk.to_owned(),
            year: year.clone(),
            seed,
            lives: 0,
        }
    }

    /// Drops the process where it stands; with `power` the machine goes down with it, and only what was
    /// written to the files by now is there.
    pub(crate) async fn close(mut self, power: bool, gate: &Gate) -> Closed {
        drop((self.outbox, self.known, self.door));
        if power {
            let other = Arc::new(TempDir::new_in(&self.disk).unwrap());
            copy(self.folder.path(), other.path());
            self.folder = other;
        }
        gate.open();
        self.app.store.close().await;
        Closed {
            chat: self.app.chat,
            clock: self.app.clock,
            folder: self.folder,
            disk: self.disk,
            year: self.year,
            seed: self.seed,
            lives: self.lives,
        }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join(DATABASE)
    }
}

/// The way in for what platforms send, with all that stands before it.
pub(crate) struct Door {
    router: Router,
    arrived: Receiver<Waiting>,
}

impl Door {
    fn of(app: &App) -> Self {
        let (inbox, arrived) = Inbox::with_capacity(1);
        Self {
            router: web::router(app.clone(), &inbox),
            arrived,
        }
    }

    /// The event that comes through with `request`, which waits for its answer in vain; the status of
    /// the answer where none does.
    pub(crate) async fn knock(&mut self, request: Request<Body>) -> Result<Event, StatusCode> {
        let answer = self.router.clone().oneshot(request);
        tokio::select! {
            biased;
            Some(waiting) = self.arrived.recv() => Ok(waiting.event),
            Ok(answer) = answer => Err(answer.status()),
        }
    }
}

/// The program while it does not run.
pub(crate) struct Closed {
    chat: Chat,
    clock: Clock,
    folder: Arc<TempDir>,
    disk: PathBuf,
    year: SchoolYear,
    seed: u64,
    lives: u64,
}

impl Closed {
    /// Opens it again.
    pub(crate) async fn open(&self, platform: &Platform) -> Result<Program, AppError> {
        let lives = self.lives + 1;
        let database = self.folder.path().join(DATABASE);
        let settings = settings(database, &self.year, platform, lives);
        let (chat, clock) = (self.chat.clone(), self.clock.clone());
        let app = assemble(settings, chat, clock, self.seed + lives).await?;
        Ok(Program {
            outbox: Outbox::new(app.clone()),
            known: Known::default(),
            door: Door::of(&app),
            app,
            folder: Arc::clone(&self.folder),
            disk: self.disk.clone(),
            year: self.year.clone(),
            seed: self.seed,
            lives,
        })
    }
}

async fn assemble(
    settings: Settings,
    chat: Chat,
    clock: Clock,
    seed: u64,
) -> Result<App, AppError> {
    let entropy = Entropy::from_seed(seed);
    App::open_through(chat, settings, PATIENCE, clock, entropy).await
}

/// Copies the files of the database and the folder of keys.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else if !entry.path().ends_with("skolebud.db-shm") {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn settings(database: PathBuf, year: &SchoolYear, platform: &Platform, life: u64) -> Settings {
    let programme = Id::parse(PROGRAMME).unwrap();
    let of_networks = year.networks.iter().flat_map(|network| {
        let serves = (programme.clone(), Id::parse(&network.id).unwrap());
        network
            .channels
            .iter()
            .map(move |channel| (channel.clone(), Serves::Networks(vec![serves.clone()])))
    });
    let of_coordinators = (
        COORDINATORS.to_owned(),
        Serves::Coordinators(vec![programme.clone()]),
    );
    let channels = of_networks
        .chain([of_coordinators])
        .map(|(id, serves)| {
            let url = SecretString::from(platform.url(&id, life));
            let address = if id.starts_with("slack") {
                Address::SlackWebhook(url)
            } else {
                Address::TeamsWorkflow(url)
            };
            ConfiguredChannel {
                place: Some(place_of(&id)),
                channel: Channel { id, address },
                serves,
            }
        })
        .collect();
    let teams = year.networks.iter().map(|network| TeamsWebhook {
        id: Id::parse(&network.id).unwrap(),
        secret: WebhookSecret::new(&SecretString::from(TOKEN)).unwrap(),
        networks: vec![(programme.clone(), Id::parse(&network.id).unwrap())],
    });
    let doors = Doors {
        slack: Some(SigningSecret::new(&SecretString::from(SECRET)).unwrap()),
        teams: teams.collect(),
    };
    let coordinators = [COORDINATOR, IN_TEAMS].map(|user| ConfiguredCoordinator {
        person: person(user),
        programmes: vec![programme.clone()],
        networks: Vec::new(),
    });
    Settings {
        database,
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        log: Log::of_level(LevelFilter::OFF),
        channels,
        allowed_hosts: Vec::new(),
        doors,
        public_url: None,
        coordinators: coordinators.into(),
    }
}
