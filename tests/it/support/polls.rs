//! A named and a secret question that are open at the hour of the machine, for the binary itself.

use std::time::Duration;

use skolebud::clock::Clock;
use skolebud::plan::Asking;
use skolebud::programme::question::{Mode, Respondent};
use skolebud::programme::{Id, Language};
use skolebud::seal::Seals;
use skolebud::store::Store;

use crate::answers::question;
use crate::support::binary::Place;
use crate::support::program::{SMALL, read};
use crate::support::receiver::Receiver;
use crate::support::taps::SIGNING_SECRET;

pub(crate) const NAMED: &str = "prove/navngitt/2018-09-06";
pub(crate) const SECRET: &str = "prove/hemmelig/2018-09-06";
pub(crate) const OPTIONS: [&str; 3] = ["liten", "noen", "stor"];

/// Settings with Slack's door, the programme, and both questions open; the number of the secret one.
pub(crate) fn place_with_polls(platforms: &Receiver) -> (Place, i64) {
    let mut place = Place::with(platforms);
    place.set("SKOLEBUD_SLACK_SIGNING_SECRET", SIGNING_SECRET);
    place.succeed(&["plan", "apply", "prove.toml"]);
    let secret = open_questions(&place);
    (place, secret)
}

/// Opens both questions, whatever the hour.
fn open_questions(place: &Place) -> i64 {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&place.database()).await.unwrap();
        let seals = Seals::beside(&place.database());
        let programme = read(SMALL);
        let now = Clock::System.now();
        for (key, mode) in [(NAMED, Mode::Named), (SECRET, Mode::Secret)] {
            let asking = Asking {
                key: key.to_owned(),
                programme: programme.id.clone(),
                question: question(mode, Respondent::Person),
                networks: vec![Id::parse("gruppe-1").unwrap()],
                opens_at: now,
                closes_at: now.plus(Duration::from_secs(86_400)),
                language: Language::Bokmal,
                zone: programme.zone.clone(),
            };
            assert!(store.open_question(&asking, &seals).await.unwrap());
        }
        let questions = store.questions().await.unwrap();
        store.close().await;
        questions
            .iter()
            .find(|it| it.asking.key == SECRET)
            .unwrap()
            .id
    })
}
