//! What holds of planning and re-planning whatever coordinators edit and however time passes: no post
//! is said twice, lost, or left waiting for what nobody wants said, and those who were told a wrong
//! date are told the right one.
//!
//! A small model stands in for the database: it does what a [`Reconciliation`] says, and sends what
//! falls due.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::{date, time};
use proptest::prelude::*;

use crate::clock::Timestamp;
use crate::outbox::{
    Reconciliation, Route, State, Stored, StoredDelivery, Wanted, corrections, reconcile,
};
use crate::plan::Content;
use crate::plan::worker::wanted;
use crate::programme::amend::{Change, What, amend};
use crate::programme::{Audience, Id, Programme, read};

const PROGRAMME: &str = r#"
[programme]
id = "prove"
title = "Prøve"
language = "nb"
zone = "Europe/Oslo"
from = 2018-08-20
to = 2019-06-21

[[break]]
name = "Høstferie"
from = 2018-10-01
to = 2018-10-05

[[session]]
id = "samling-1"
[session.work]
questions = ["?"]

[[session]]
id = "samling-2"
[session.preparation]
tasks = ["!"]

[[rhythm]]
id = "mandag"
kind = "prompt"
cron = "0 8 * * MON"
text = "Ny uke."

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

[[network]]
id = "gruppe-2"
title = "Gruppe 2"
[[network.session]]
id = "samling-1"
date = 2018-10-11
start = "08:30"
end = "13:00"
"#;

/// What may happen.
#[derive(Clone, Debug)]
enum Deed {
    Move {
        network: usize,
        session: usize,
        days: i64,
        place: Option<u8>,
    },
    Cancel {
        network: usize,
        session: usize,
    },
    /// The rhythm loses a line, or gets it back.
    ToggleLine(usize),
    /// So many hours go by, and what falls due is sent, with this outcome. What would wait again is in doubt,
    /// and once more.
    Pass {
        hours: u64,
        outcome: State,
    },
    /// So many hours go by while nothing is sent.
    Sleep {
        hours: u64,
    },
}

fn deeds() -> impl Strategy<Value = Deed> {
    let session = (0..2_usize, 0..2_usize);
    prop_oneof![
        (session.clone(), -20..40_i64, prop::option::of(0..3_u8)).prop_map(
            |((network, session), days, place)| Deed::Move {
                network,
                session,
                days,
                place
            }
        ),
        session.prop_map(|(network, session)| Deed::Cancel { network, session }),
        (0..8_usize).prop_map(Deed::ToggleLine),
        (
            1..900_u64,
            prop_oneof![
                4 => Just(State::Sent),
                1 => Just(State::Refused),
                1 => Just(State::Unknown),
                1 => Just(State::Waiting)
            ]
        )
            .prop_map(|(hours, outcome)| Deed::Pass { hours, outcome }),
        (1..900_u64).prop_map(|hours| Deed::Sleep { hours }),
    ]
}

/// The programme, its changes, what is stored and what time it is.
struct World {
    file: Programme,
    changes: Vec<Change>,
    off: BTreeSet<usize>,
    stored: Vec<Stored>,
    now: Timestamp,
    /// Every (post, channel) that was said or is in doubt for good.
    sent: Vec<(String, String)>,
    /// What the platform refused, by delivery.
    refused: BTreeMap<i64, Content>,
}

impl World {
    fn new() -> Self {
        let file = read(PROGRAMME, "laws.toml").unwrap().programme;
        let now = Timestamp::of_local(date(2018, 8, 20).at(8, 0, 0, 0), file.zone.rules());
        let mut world = Self {
            file,
            changes: Vec::new(),
            off: BTreeSet::new(),
            stored: Vec::new(),
            now,
            sent: Vec::new(),
            refused: BTreeMap::new(),
        };
        world.plan();
        world
    }

    fn programme(&self) -> Programme {
        let mut file = self.file.clone();
        let mut index = 0;
        file.rhythm.retain(|_| {
            index += 1;
            !self.off.contains(&(index - 1))
        });
        amend(file, &self.changes).0
    }

    fn routes() -> Vec<Route> {
        let network = |channel: &str, network: &str| Route {
            channel: channel.to_owned(),
            audience: Audience::Network,
            network: Id::parse(network),
            takes_answers: false,
            takes_words: false,
        };
        vec![
            Route {
                channel: "koordinator".to_owned(),
                audience: Audience::Coordinators,
                network: None,
                takes_answers: false,
                takes_words: false,
            },
            network("slack-1", "gruppe-1"),
            network("teams-1", "gruppe-1"),
            network("teams-2", "gruppe-2"),
        ]
    }

    fn wanted(&self) -> Vec<Wanted> {
        wanted(
            &self.programme(),
            &[],
            &self.stored,
            &Self::routes(),
            self.now,
        )
    }

    fn plan(&mut self) {
        let changes = reconcile(&self.stored, &self.wanted(), self.now);
        self.write(changes);
        let again = reconcile(&self.stored, &self.wanted(), self.now);
        assert!(again.is_empty(), "planning twice changes {again:#?}");
    }

    fn write(&mut self, changes: Reconciliation) {
        let now = self.now;
        for (id, state) in changes.end {
            let delivery = self.delivery(id);
            assert_eq!(delivery.state, State::Waiting);
            delivery.state = state;
            delivery.settled_at = Some(now);
        }
        for update in changes.update {
            let stored = self
                .stored
                .iter_mut()
                .find(|stored| stored.id == update.id)
                .unwrap();
            for delivery in &mut stored.deliveries {
                if delivery.was_heard() && delivery.said.is_none() {
                    delivery.said = Some(stored.post.clone());
                }
            }
            stored.post = update.post;
        }
        for id in changes.revive {
            let refused = self.refused.remove(&id);
            let mut stored = self.stored.iter();
            let of_it = |stored: &&Stored| stored.deliveries.iter().any(|it| it.id == id);
            let content = stored.find(of_it).unwrap().post.content.clone();
            let delivery = self.delivery(id);
            let comes_back = match delivery.state {
                State::Cancelled | State::Replaced | State::Missed => true,
                // The same would be refused again.
                State::Refused => refused != Some(content),
                _ => false,
            };
            assert!(comes_back, "{:?} cannot come back", delivery.state);
            delivery.state = State::Waiting;
            delivery.settled_at = None;
        }
        for wanted in changes.insert {
            assert!(
                self.stored
                    .iter()
                    .all(|stored| stored.post.key != wanted.post.key),
                "{} is planned twice",
                wanted.post.key
            );
            let id = i64::try_from(self.stored.len()).unwrap();
            let deliveries = (0..).zip(&wanted.channels);
            let deliveries = deliveries
                .map(|(index, channel)| waiting(id * 100 + index, channel))
                .collect();
            self.stored.push(Stored {
                id,
                post: wanted.post,
                by_rhythm: true,
                deliveries,
            });
        }
        for (post, channel) in changes.deliver {
            let stored = &mut self.stored[usize::try_from(post).unwrap()];
            let index = i64::try_from(stored.deliveries.len()).unwrap();
            stored
                .deliveries
                .push(waiting(post * 100 + index, &channel));
        }
    }

    fn delivery(&mut self, id: i64) -> &mut StoredDelivery {
        self.stored
            .iter_mut()
            .flat_map(|stored| &mut stored.deliveries)
            .find(|delivery| delivery.id == id)
            .unwrap()
    }

    /// Lets `hours` go by; what falls due on the way ends in `outcome`.
    fn pass(&mut self, hours: u64, outcome: State) {
        let end = self.now.plus(Duration::from_secs(hours * 3600));
        for stored in &mut self.stored {
            let post = &stored.post;
            for delivery in &mut stored.deliveries {
                if delivery.state != State::Waiting || post.due_at > end {
                    continue;
                }
                let at = post.due_at.max(self.now);
                let doubted = delivery.in_doubt;
                if at < post.useful_until_at {
                    delivery.last_attempt = Some(at.millis());
                    delivery.in_doubt |= outcome == State::Waiting;
                }
                delivery.state = match outcome {
                    _ if at >= post.useful_until_at && doubted => State::Unknown,
                    _ if at >= post.useful_until_at => State::Missed,
                    State::Waiting if !doubted => continue,
                    State::Waiting => State::Unknown,
                    outcome => outcome,
                };
                delivery.settled_at = Some(at);
                match delivery.state {
                    State::Sent | State::Unknown => {
                        let said = (post.key.clone(), delivery.channel.clone());
                        self.sent.push(said);
                    }
                    State::Refused => {
                        self.refused.insert(delivery.id, post.content.clone());
                    }
                    _ => {}
                }
            }
        }
        self.now = end;
    }

    fn act(&mut self, deed: &Deed) {
        let change = |network: &usize, session: &usize, what| Change {
            network: Id::parse(&format!("gruppe-{}", network + 1)).unwrap(),
            session: Id::parse(&format!("samling-{}", session + 1)).unwrap(),
            what,
        };
        match deed {
            Deed::Move {
                network,
                session,
                days,
                place,
            } => {
                let from = if *session == 0 {
                    date(2018, 10, 11)
                } else {
                    date(2018, 11, 1)
                };
                let what = What::Moved {
                    date: from.saturating_add(days.days()),
                    start: time(8, 30, 0, 0),
                    end: time(13, 0, 0, 0),
                    place: place.map(|place| format!("Rom {place}")),
                };
                self.changes.push(change(network, session, what));
            }
            Deed::Cancel { network, session } => {
                self.changes.push(change(network, session, What::Cancelled));
            }
            Deed::ToggleLine(line) => {
                if !self.off.remove(line) {
                    self.off.insert(*line);
                }
            }
            Deed::Pass { hours, outcome } => self.pass(*hours, *outcome),
            Deed::Sleep { hours } => {
                self.now = self.now.plus(Duration::from_secs(hours * 3600));
            }
        }
        self.plan();
    }

    /// The corrections that are owed to channels, if nobody heard what was in doubt and then not said once
    /// more. Refused stays refused until a person acts, and quiet time may still hold some.
    fn owed(&self) -> Vec<String> {
        let mut sure = self.stored.clone();
        for delivery in sure.iter_mut().flat_map(|stored| &mut stored.deliveries) {
            delivery.in_doubt = false;
        }
        let routes = Self::routes();
        let owed = corrections(&self.programme(), &sure, &routes, self.now);
        let has_ended = |owed: &Wanted| {
            let mut stored = self.stored.iter();
            let of_key = stored.find(|stored| stored.post.key == owed.post.key);
            of_key.is_none_or(|stored| {
                let mut deliveries = stored.deliveries.iter();
                deliveries.all(|it| matches!(it.state, State::Sent | State::Cancelled))
            })
        };
        let owed = owed.into_iter().filter(has_ended);
        owed.map(|owed| owed.post.key).collect()
    }

    fn check(&self) {
        let mut said = BTreeSet::new();
        for (key, channel) in &self.sent {
            assert!(
                said.insert((key, channel)),
                "{key} was said twice in {channel}"
            );
        }
        let wanted = self.wanted();
        let by_key: BTreeMap<&str, &Wanted> = wanted
            .iter()
            .map(|wanted| (wanted.post.key.as_str(), wanted))
            .collect();
        for stored in &self.stored {
            for delivery in &stored.deliveries {
                if delivery.state == State::Waiting {
                    let wanted = by_key.get(stored.post.key.as_str());
                    assert!(
                        wanted.is_some_and(|wanted| wanted.post == stored.post
                            && wanted.channels.contains(&delivery.channel)),
                        "{} waits in {} though nobody wants it said",
                        stored.post.key,
                        delivery.channel
                    );
                }
            }
        }
        for wanted in wanted
            .iter()
            .filter(|wanted| wanted.post.useful_until_at > self.now)
        {
            let stored = self
                .stored
                .iter()
                .find(|stored| stored.post.key == wanted.post.key);
            for channel in &wanted.channels {
                assert!(
                    stored.is_some_and(|stored| stored.deliveries.iter().any(|delivery| {
                        delivery.channel == *channel
                            && !matches!(
                                delivery.state,
                                State::Cancelled | State::Replaced | State::Missed
                            )
                    })),
                    "{} is lost in {channel}",
                    wanted.post.key
                );
            }
        }
    }
}

fn waiting(id: i64, channel: &str) -> StoredDelivery {
    StoredDelivery {
        id,
        channel: channel.to_owned(),
        state: State::Waiting,
        settled_at: None,
        last_attempt: None,
        in_doubt: false,
        said: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_doubled_lost_or_left_over_whatever_is_edited(
        deeds in prop::collection::vec(deeds(), 1..14)
    ) {
        let mut world = World::new();
        for deed in &deeds {
            world.act(deed);
            world.check();
        }
    }

    #[test]
    fn in_the_end_everyone_was_told_the_date_that_holds(
        deeds in prop::collection::vec(deeds(), 1..10)
    ) {
        let mut world = World::new();
        for deed in &deeds {
            world.act(deed);
        }
        // Calm: all that waits is said, as far as it is of use.
        for _ in 0..3 {
            world.pass(24, State::Sent);
            world.plan();
        }
        let owed = world.owed();
        prop_assert!(owed.is_empty(), "still owed: {owed:?}");
    }
}
