//! The real program, opened on a database of its own and driven by its steps.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::SecretString;
use skolebud::app::App;
use skolebud::chat::slack::SigningSecret;
use skolebud::chat::{Address, Channel, Chat};
use skolebud::clock::Clock;
use skolebud::config::{ConfiguredChannel, Doors, Log, LogFormat, Serves, Settings};
use skolebud::entropy::Entropy;
use skolebud::outbox::worker::Outbox;
use skolebud::programme::Id;
use skolebud::report::worker::Known;
use tempfile::TempDir;

use crate::platform::Platform;
use crate::school_year::{COORDINATORS, PROGRAMME, SchoolYear};

/// The program in hand. Dropping it is dropping the process.
pub(crate) struct Program {
    pub(crate) app: App,
    pub(crate) outbox: Outbox,
    pub(crate) known: Known,
    /// Keeps the files.
    folder: Arc<TempDir>,
    lives: u64,
}

impl Program {
    /// Opens it for the first time.
    pub(crate) async fn open(
        year: &SchoolYear,
        platform: &Platform,
        chat: Chat,
        clock: Clock,
        seed: u64,
    ) -> Self {
        let folder = Arc::new(TempDir::new_in(fast_folder()).unwrap());
        let settings = settings(folder.path().join("skolebud.db"), year, platform);
        let app = assemble(settings, chat, clock, seed).await;
        Self {
            outbox: Outbox::new(app.clone()),
            known: Known::default(),
            app,
            folder,
            lives: seed,
        }
    }

    /// Drops the process where it stands and opens the program again; with `power` the machine goes
    /// down with it, and only what was written to the files by now is there.
    pub(crate) async fn drop_and_open(self, power: bool) -> Self {
        let Self {
            app,
            outbox,
            known,
            mut folder,
            lives,
        } = self;
        drop((outbox, known));
        let mut settings = (*app.settings).clone();
        if power {
            let other = Arc::new(TempDir::new_in(fast_folder()).unwrap());
            copy(folder.path(), other.path());
            settings.database = other.path().join("skolebud.db");
            folder = other;
        }
        app.store.close().await;
        let app = assemble(settings, app.chat.clone(), app.clock.clone(), lives + 1).await;
        Self {
            outbox: Outbox::new(app.clone()),
            known: Known::default(),
            app,
            folder,
            lives: lives + 1,
        }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("skolebud.db")
    }
}

async fn assemble(settings: Settings, chat: Chat, clock: Clock, seed: u64) -> App {
    let entropy = Entropy::from_seed(seed);
    App::open_through(chat, settings, clock, entropy)
        .await
        .unwrap()
}

/// Where files live in memory, if there is such a place: what is lost with the process is ours to say.
fn fast_folder() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    }
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

fn settings(database: PathBuf, year: &SchoolYear, platform: &Platform) -> Settings {
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
            let url = SecretString::from(platform.url(&id));
            let address = if id.starts_with("slack") {
                Address::SlackWebhook(url)
            } else {
                Address::TeamsWorkflow(url)
            };
            ConfiguredChannel {
                channel: Channel { id, address },
                serves,
                place: None,
            }
        })
        .collect();
    let secret = SecretString::from("8f742231b10e8888abcd99yyyzzz85a5");
    Settings {
        database,
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        log: Log {
            format: LogFormat::Text,
            filter: "off".to_owned(),
        },
        channels,
        allowed_hosts: Vec::new(),
        doors: Doors {
            slack: Some(SigningSecret::new(&secret).unwrap()),
            teams: Vec::new(),
        },
        public_url: None,
        coordinators: Vec::new(),
    }
}
