//! The program with a question of every kind open, for [`super::form`].

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use jiff::civil::DateTime;
use skolebud::app::App;
use skolebud::chat::{Address, AllowedHosts, Channel, Chat, Wire};
use skolebud::clock::{Clock, Timestamp};
use skolebud::config::{ConfiguredChannel, Doors, LevelFilter, Log, Serves, Settings};
use skolebud::entropy::Entropy;
use skolebud::outbox::worker::Outbox;
use skolebud::programme::{self, Id};
use skolebud::store::BUSY_TIMEOUT;
use skolebud::{plan, report};

/// Where the questions are asked.
pub(super) const CHANNEL: &str = "sandbox";

/// One network with two schools; the questions follow.
const YEAR: &str = r#"
[programme]
id = "prove"
title = "Prøve"
language = "nb"
from = 2018-08-20
to = 2019-06-21
[[school]]
id = "vollen"
name = "Vollen"
[[school]]
id = "torstad"
name = "Torstad"
[[network]]
id = "gruppe-1"
title = "Gruppe 1"
schools = ["vollen", "torstad"]
[[network.session]]
id = "samling-1"
date = 2018-11-01
start = "08:30"
end = "13:00"
"#;

/// The program a minute after its questions were asked, its database in `folder`.
pub(super) async fn open(folder: &Path) -> App {
    let programme = programme::read(&year(), "year.toml").unwrap().programme;
    let serves = Serves::Networks(vec![(programme.id.clone(), Id::parse("gruppe-1").unwrap())]);
    let channel = ConfiguredChannel {
        channel: Channel {
            id: CHANNEL.to_owned(),
            address: Address::Sandbox,
        },
        serves,
        place: None,
    };
    let settings = Settings {
        database: folder.join("skolebud.db"),
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        log: Log::of_level(LevelFilter::OFF),
        channels: vec![channel],
        allowed_hosts: Vec::new(),
        doors: Doors::default(),
        public_url: Some("https://svar.asker.example".to_owned()),
        coordinators: Vec::new(),
    };
    let at = |local: &str| {
        let local: DateTime = local.parse().unwrap();
        Timestamp::of_local(local, programme.zone.rules())
    };
    let clock = Clock::standing_at(at("2018-09-10T08:59"));
    let chat = Chat::new(Wire::open(AllowedHosts::default()).unwrap());
    let app = App::open_through(chat, settings, BUSY_TIMEOUT, clock, Entropy::from_seed(7))
        .await
        .unwrap();
    app.store
        .apply_programme(&programme, false, app.clock.now())
        .await
        .unwrap();
    while plan::worker::step(&app).await.unwrap().is_some() {}
    app.clock.set(at("2018-09-10T09:01"));
    Outbox::new(app.clone()).drain().await.unwrap();
    let mut known = report::worker::Known::default();
    report::worker::step(&app, &mut known).await.unwrap();
    app
}

fn year() -> String {
    let mut year = YEAR.to_owned();
    for (kind, mode, respondent) in [
        ("choice", "secret", "person"),
        ("choices", "named", "person"),
        ("scale", "coordinator", "school"),
        ("bands", "secret", "school"),
        ("text", "named", "person"),
        ("text", "coordinator", "school"),
    ] {
        year.push_str(&format!(
            "[[question]]\nid = \"{mode}-{respondent}-{kind}\"\nkind = \"{kind}\"\nmode = \"{mode}\"\n\
             respondent = \"{respondent}\"\ndate = 2018-09-10\nat = \"09:00\"\npurpose = \"Til neste år.\"\n\
             text = \"I hvor stor grad hjelper det?\"\n"
        ));
        if kind != "text" {
            year.push_str(
                "options = [\n{ key = \"liten\", text = \"I liten grad\" },\n\
                 { key = \"noen\", text = \"I noen grad\" },\n\
                 { key = \"stor\", text = \"I stor grad\" },\n]\n",
            );
        }
    }
    year
}
