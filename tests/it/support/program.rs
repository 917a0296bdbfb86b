//! The whole program on a temporary database, with a clock the test moves, a seed for chance and the
//! receiver in the platforms' place.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::DateTime;
use secrecy::SecretString;
use skolebud::app::App;
use skolebud::chat::{Address, AllowedHosts, Channel, Chat, Limits, Wire};
use skolebud::clock::{Clock, Timestamp};
use skolebud::config::{ConfiguredChannel, Doors, LevelFilter, Log, Serves, Settings};
use skolebud::entropy::Entropy;
use skolebud::outbox::worker::Outbox;
use skolebud::plan::worker;
use skolebud::programme::amend::Change;
use skolebud::programme::{self, Id, Programme};
use skolebud::store::{BUSY_TIMEOUT, LogLine, LogQuery};
use tempfile::TempDir;

use crate::support::receiver::Receiver;

/// Long enough for this machine at its busiest, short enough to wait for.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(5),
    total: Duration::from_secs(3),
};

/// One network with two sessions, each with something to prepare.
pub(crate) const SMALL: &str = r#"
[programme]
id = "prove"
title = "Prøve"
language = "nb"
zone = "Europe/Oslo"
from = 2018-08-20
to = 2019-06-21

[[session]]
id = "samling-1"
[session.work]
questions = ["Hva valgte vi?"]

[[session]]
id = "samling-2"
[session.preparation]
tasks = ["Vær klar til å dele"]

[[network]]
id = "gruppe-1"
title = "Gruppe 1"

[[network.session]]
id = "samling-1"
date = 2018-09-06
start = "08:30"
end = "13:00"
place = "Festsalen"

[[network.session]]
id = "samling-2"
date = 2018-11-01
start = "08:30"
end = "13:00"
place = "Kunnskapssenteret"
"#;

/// The program, its loops driven by hand.
pub(crate) struct Program {
    pub(crate) app: App,
    pub(crate) receiver: Receiver,
    outbox: Outbox,
    folder: TempDir,
}

impl Program {
    /// Runs with `programme` from the morning of 20 August 2018, with these channels: names that begin
    /// with `slack`, `teams` or `sandbox`, each for the network gruppe-1, and `koordinator` for the
    /// coordinators.
    pub(crate) async fn start(programme: &str, channels: &[&str]) -> Self {
        Self::start_with(programme, channels, |_| {}).await
    }

    /// The same with settings that `set` has changed.
    pub(crate) async fn start_with(
        programme: &str,
        channels: &[&str],
        set: impl FnOnce(&mut Settings),
    ) -> Self {
        let folder = TempDir::new().unwrap();
        let receiver = Receiver::start();
        let programme = read(programme);
        let mut settings = settings(
            folder.path().join("skolebud.db"),
            &receiver,
            &programme,
            channels,
        );
        set(&mut settings);
        let clock = Clock::standing_at(at(&programme, "2018-08-20T08:00"));
        let app = open(settings, clock).await;
        app.store
            .apply_programme(&programme, false, app.clock.now())
            .await
            .unwrap();
        let outbox = Outbox::new(app.clone());
        let mut program = Self {
            app,
            receiver,
            outbox,
            folder,
        };
        program.plan().await;
        program
    }

    /// Drops the process as a power cut would, whatever it was doing, and starts it again.
    pub(crate) async fn crash_and_restart(mut self) -> Self {
        let settings = (*self.app.settings).clone();
        let clock = self.app.clock.clone();
        drop(self.outbox);
        self.app.store.close().await;
        self.app = open(settings, clock).await;
        self.outbox = Outbox::new(self.app.clone());
        self.outbox.recover().await.unwrap();
        self
    }

    /// Plans until nothing changes.
    pub(crate) async fn plan(&mut self) {
        while worker::step(&self.app).await.unwrap().is_some() {}
    }

    /// Sends all that can be sent now.
    pub(crate) async fn drain(&mut self) {
        self.outbox.drain().await.unwrap();
    }

    /// One round of the outbox; what it started goes on.
    pub(crate) async fn step(&mut self) {
        self.outbox.step().await.unwrap();
    }

    /// Lets time pass until `local`, on the wall clock of Oslo, and everything happen on the way.
    pub(crate) async fn live_until(&mut self, local: &str) {
        let target = self.oslo(local);
        self.drain().await;
        while let Some(next) = self.app.store.next_claim_at().await.unwrap() {
            if next > target {
                break;
            }
            self.app.clock.set(next.max(self.app.clock.now()));
            self.drain().await;
        }
        self.app.clock.set(target);
        self.drain().await;
    }

    /// Lets time pass until `local` while the program is down.
    pub(crate) fn sleep_until(&self, local: &str) {
        self.app.clock.set(self.oslo(local));
    }

    /// The instant at which the wall clock in Oslo shows `local`.
    pub(crate) fn oslo(&self, local: &str) -> Timestamp {
        let zone = jiff::tz::TimeZone::get("Europe/Oslo").unwrap();
        Timestamp::of_local(local.parse::<DateTime>().unwrap(), &zone)
    }

    /// A coordinator's change, planned at once.
    pub(crate) async fn change(&mut self, change: &Change) {
        let id = Id::parse("prove").unwrap();
        self.app
            .store
            .add_change(&id, change, "test", self.app.clock.now())
            .await
            .unwrap();
        self.plan().await;
    }

    /// Every delivery as `channel kind state`, in order of due time, with how many there are of each.
    pub(crate) async fn deliveries(&self) -> Vec<String> {
        let (_, posts) = self.app.store.planned("prove").await.unwrap().unwrap();
        posts
            .iter()
            .flat_map(|stored| {
                stored.deliveries.iter().map(|delivery| {
                    format!(
                        "{} {} {}",
                        delivery.channel,
                        stored.post.kind(),
                        delivery.state
                    )
                })
            })
            .collect()
    }

    /// How many deliveries are in each state.
    pub(crate) async fn states(&self) -> BTreeMap<&'static str, i64> {
        let counts = self.app.store.count_deliveries_by_state().await.unwrap();
        counts
            .into_iter()
            .map(|(state, count)| (state.name(), count))
            .collect()
    }

    /// The send log, oldest first.
    pub(crate) async fn log(&self) -> Vec<LogLine> {
        let query = LogQuery {
            most: 1000,
            ..LogQuery::default()
        };
        let mut lines = self.app.store.read_log(&query).await.unwrap();
        lines.reverse();
        lines
    }

    /// The send log as `channel kind attempt outcome reason`, oldest first.
    pub(crate) async fn log_lines(&self) -> Vec<String> {
        let lines = self.log().await;
        lines
            .into_iter()
            .map(|line| {
                format!(
                    "{} {} {} {} {}",
                    line.channel,
                    line.kind,
                    line.attempt,
                    line.outcome.as_deref().unwrap_or("-"),
                    line.reason.as_deref().unwrap_or("-"),
                )
            })
            .collect()
    }

    /// What was said in `channel`, as `local time kind: first line`, oldest first.
    pub(crate) async fn said(&self, channel: &str) -> Vec<String> {
        let said = self.app.store.said().await.unwrap();
        said.into_iter()
            .filter(|said| said.channel == channel)
            .map(|said| {
                let message = skolebud::words::compose(
                    &said.post.content,
                    said.post.language,
                    &said.post.zone,
                    said.at,
                );
                let local = said.at.local(said.post.zone.rules());
                format!(
                    "{} {}: {}",
                    local.strftime("%Y-%m-%d %H:%M"),
                    said.post.kind(),
                    message.summary
                )
            })
            .collect()
    }

    /// The file the database lies in.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("skolebud.db")
    }
}

/// The programme in `source`, which has no mistakes.
pub(crate) fn read(source: &str) -> Programme {
    programme::read(source, "test.toml").unwrap().programme
}

fn at(programme: &Programme, local: &str) -> Timestamp {
    Timestamp::of_local(local.parse::<DateTime>().unwrap(), programme.zone.rules())
}

async fn open(settings: Settings, clock: Clock) -> App {
    let allowed = AllowedHosts {
        also: settings.allowed_hosts.clone(),
    };
    let chat = Chat::new(Wire::open_within(allowed, LIMITS).unwrap());
    App::open_through(chat, settings, BUSY_TIMEOUT, clock, Entropy::from_seed(7))
        .await
        .unwrap()
}

fn settings(
    database: PathBuf,
    receiver: &Receiver,
    programme: &Programme,
    channels: &[&str],
) -> Settings {
    let channels = channels
        .iter()
        .map(|name| ConfiguredChannel {
            channel: Channel {
                id: (*name).to_owned(),
                address: address(name, receiver),
            },
            serves: if name.starts_with("koordinator") {
                Serves::Coordinators(vec![programme.id.clone()])
            } else {
                Serves::Networks(vec![(programme.id.clone(), Id::parse("gruppe-1").unwrap())])
            },
            place: None,
        })
        .collect();
    Settings {
        database,
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        log: Log::of_level(LevelFilter::OFF),
        channels,
        allowed_hosts: vec![receiver.host()],
        doors: Doors::default(),
        public_url: None,
        coordinators: Vec::new(),
    }
}

fn address(name: &str, receiver: &Receiver) -> Address {
    match name.split('-').next() {
        Some("slack") => Address::SlackWebhook(SecretString::from(receiver.slack_url(name))),
        Some("teams") => Address::TeamsWorkflow(SecretString::from(receiver.teams_url(name))),
        _ => Address::Sandbox,
    }
}
