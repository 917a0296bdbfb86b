//! What is measured upon: the programme of Asker many times over, a Slack channel for every network,
//! and posts that were sent long ago.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use secrecy::SecretString;
use skolebud::app::App;
use skolebud::chat::{Address, Channel};
use skolebud::clock::{Clock, Timestamp};
use skolebud::config::{ConfiguredChannel, Doors, LevelFilter, Log, Serves, Settings};
use skolebud::entropy::Entropy;
use skolebud::outbox::claim::Decision;
use skolebud::outbox::state::settle;
use skolebud::outbox::{Outcome, Wanted};
use skolebud::plan::{Post, year};
use skolebud::programme::{self, Audience, Id, Network, Programme};
use skolebud::store::{ClaimRequest, Origin, Settlement, Store};

use crate::receiver::Receiver;

const ASKER: &str = include_str!("../../config/programmes/asker-2018.toml");
/// Before the first post of Asker's year.
pub(crate) const BEFORE_THE_YEAR: Timestamp = Timestamp::from_millis(1_530_000_000_000);
/// In the middle of it.
pub(crate) const IN_THE_YEAR: Timestamp = Timestamp::from_millis(1_540_000_000_000);
/// Long after anyone who runs this.
pub(crate) const FAR_AHEAD: Timestamp = Timestamp::from_millis(4_100_000_000_000);
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How much of everything.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    pub(crate) programmes: usize,
    pub(crate) networks_each: usize,
    /// Due deliveries in the sending section.
    pub(crate) due: usize,
    /// Due deliveries in each run of the growth section.
    pub(crate) due_beside_stored: usize,
    /// Posts stored before each run of the growth section.
    pub(crate) stored: Vec<usize>,
    pub(crate) repeats: usize,
    pub(crate) starts: usize,
    pub(crate) idle: Duration,
}

impl Scale {
    pub(crate) fn of(small: bool, large: bool) -> Self {
        if small {
            return Self {
                programmes: 4,
                networks_each: 30,
                due: 400,
                due_beside_stored: 200,
                stored: vec![100, 1_000],
                repeats: 1,
                starts: 2,
                idle: Duration::from_secs(2),
            };
        }
        let mut stored = vec![100, 1_000, 10_000, 100_000];
        stored.extend(large.then_some(1_000_000));
        Self {
            programmes: 100,
            networks_each: 30,
            due: 10_000,
            due_beside_stored: 3_000,
            stored,
            repeats: 3,
            starts: 7,
            idle: Duration::from_secs(10),
        }
    }

    /// Posts stored before the process is started.
    pub(crate) fn stored_at_start(&self) -> usize {
        self.stored.iter().copied().max().unwrap_or(0).min(100_000)
    }
}

/// Programmes and a channel for each of their networks.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) programmes: Vec<Programme>,
    pub(crate) channels: Vec<ConfiguredChannel>,
    allowed_host: String,
}

impl Scene {
    pub(crate) fn new(
        programmes: usize,
        networks_each: usize,
        receiver: &Receiver,
    ) -> anyhow::Result<Self> {
        let asker = programme::read(ASKER, "asker-2018.toml")
            .map_err(|_| anyhow::anyhow!("the programme of Asker cannot be read"))?
            .programme;
        let programmes = (0..programmes)
            .map(|number| like(&asker, number, networks_each))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let channels = programmes
            .iter()
            .flat_map(|programme| programme.networks.iter().map(move |it| (programme, it)))
            .map(|(programme, network)| ConfiguredChannel {
                channel: Channel {
                    id: format!("{}-{}", programme.id, network.id),
                    address: Address::SlackWebhook(SecretString::from(receiver.url())),
                },
                serves: Serves::Networks(vec![(programme.id.clone(), network.id.clone())]),
                place: None,
            })
            .collect();
        Ok(Self {
            programmes,
            channels,
            allowed_host: receiver.host(),
        })
    }

    pub(crate) fn settings(&self, database: PathBuf) -> Settings {
        Settings {
            database,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            log: Log::of_level(LevelFilter::WARN),
            channels: self.channels.clone(),
            allowed_hosts: vec![self.allowed_host.clone()],
            doors: Doors::default(),
            public_url: None,
            coordinators: Vec::new(),
        }
    }

    /// The program on the file `database`, its programmes applied but not planned, at `now`.
    pub(crate) async fn open(&self, database: PathBuf, clock: Clock) -> anyhow::Result<App> {
        let app = App::open(self.settings(database), clock, Entropy::from_seed(0)).await?;
        for programme in &self.programmes {
            let now = app.clock.now();
            app.store.apply_programme(programme, false, now).await?;
        }
        Ok(app)
    }

    /// `count` real posts, one after the other for each channel, due at `due_at` and of use for long.
    pub(crate) fn posts(&self, label: &str, count: usize, due_at: Timestamp) -> Vec<Wanted> {
        let of_the_year: Vec<Post> = self
            .programmes
            .first()
            .map(year)
            .unwrap_or_default()
            .into_iter()
            .filter(|post| post.audience == Audience::Network)
            .collect();
        let channels = self.channels.iter().cycle();
        let posts = of_the_year.iter().cycle();
        (0..count)
            .zip(posts.zip(channels))
            .map(|(number, (post, channel))| Wanted {
                post: Post {
                    key: format!("{}/{label}/{number}", post.programme),
                    due_at,
                    closes_at: due_at.plus(A_DAY * 365 * 20),
                    useful_until_at: due_at.plus(A_DAY * 365 * 20),
                    ..post.clone()
                },
                channels: vec![channel.channel.id.clone()],
            })
            .collect()
    }

    /// Adds what [`Self::posts`] gives.
    pub(crate) async fn add(
        &self,
        store: &Store,
        label: &str,
        count: usize,
        due_at: Timestamp,
    ) -> anyhow::Result<()> {
        for (number, posts) in self.posts(label, count, due_at).chunks(5_000).enumerate() {
            store
                .add_posts(posts, Origin::Command)
                .await
                .with_context(|| format!("batch {number} of {label}"))?;
        }
        Ok(())
    }

    /// Stores `count` posts that were sent long ago.
    pub(crate) async fn fill(&self, store: &Store, count: usize) -> anyhow::Result<()> {
        let then = IN_THE_YEAR.minus(A_DAY * 90);
        self.add(store, "long-ago", count, then).await?;
        let most = u32::try_from(self.channels.len())?;
        while claim_and_settle(store, most, then, Duration::ZERO).await? > 0 {}
        Ok(())
    }
}

/// Claims at most `most` and settles them as sent, without a network; how many they were.
pub(crate) async fn claim_and_settle(
    store: &Store,
    most: u32,
    now: Timestamp,
    pace: Duration,
) -> anyhow::Result<usize> {
    let request = ClaimRequest { now, most };
    let claim = store
        .claim(request, |_, _| Decision::Send, |_| pace)
        .await?;
    let settled: Vec<Settlement> = claim
        .claimed
        .into_iter()
        .map(|claimed| Settlement {
            delivery: claimed.delivery,
            attempt: claimed.attempt,
            channel: claimed.channel,
            outcome: Outcome::Sent,
            next: settle(&Outcome::Sent, claimed.attempt, false, now, 0.0),
        })
        .collect();
    store.settle(&settled, now).await?;
    Ok(settled.len())
}

/// Asker's programme under another name, with its networks repeated until there are enough.
fn like(asker: &Programme, number: usize, networks: usize) -> anyhow::Result<Programme> {
    let networks = asker.networks.iter().cycle().take(networks).enumerate();
    Ok(Programme {
        id: id(&format!("programme-{number}"))?,
        networks: networks
            .map(|(number, network)| {
                Ok(Network {
                    id: id(&format!("network-{number}"))?,
                    ..network.clone()
                })
            })
            .collect::<anyhow::Result<_>>()?,
        ..asker.clone()
    })
}

fn id(text: &str) -> anyhow::Result<Id> {
    Id::parse(text).with_context(|| format!("{text} is no id"))
}
