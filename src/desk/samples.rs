//! What commands are decided on in tests: the networks of Asker, in the middle of their year.

use jiff::civil::{Date, DateTime, date};

use crate::clock::Timestamp;
use crate::desk::{AskedQuestion, Facts, Filed, Known, Request, Who};
use crate::inbox::command::{Reading, read};
use crate::outbox::{Route, State, Stored, StoredDelivery};
use crate::plan::Asking;
use crate::plan::worker::wanted;
use crate::programme::question::{
    Asked, Choice, Localised, Mode, Question, QuestionKind, Respondent, Results,
};
use crate::programme::{Audience, Id, Language, Programme, Zone};

const ASKER: &str = include_str!("../../config/programmes/asker-2018.toml");
/// The coordinator who gives commands.
pub(super) const COORDINATOR: &str = "slack/T1/U1";

pub(super) fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// The day on which commands are typed: a Wednesday, eight days before the second sessions.
pub(super) fn today() -> Date {
    date(2018, 10, 17)
}

/// What `text` asks for, typed by somebody Norwegian at no place that is known.
pub(super) fn request(text: &str) -> Request {
    let (command, dry_run) = match read(text, today()) {
        Reading::Command { command, dry_run } => (command, dry_run),
        other => panic!("{text} is no command: {other:?}"),
    };
    Request {
        command,
        dry_run,
        discard: false,
        private: true,
        language: Language::Bokmal,
        place: None,
        here: Vec::new(),
        today: today(),
    }
}

/// [`request`], typed in the channel of a network.
pub(super) fn request_in(network: &str, text: &str) -> Request {
    Request {
        here: vec![(id("asker-2018"), id(network))],
        ..request(text)
    }
}

/// The facts for someone who coordinates all three groups, on the morning of [`today`].
pub(super) fn facts() -> Facts {
    facts_at("2018-10-17T09:00")
}

/// [`facts`] at another time.
pub(super) fn facts_at(now: &str) -> Facts {
    let now = local(now);
    Facts {
        now,
        chance: 12_345_678_901,
        who: Who {
            person: COORDINATOR.to_owned(),
            programmes: [id("asker-2018")].into(),
            ..Who::default()
        },
        programmes: vec![known(ASKER, now)],
        questions: Vec::new(),
        previewed: None,
        replied: [].into(),
        answers: [].into(),
        nudges: [].into(),
        coordinators: Vec::new(),
        in_settings: Vec::new(),
        paused: [].into(),
        drafts: Vec::new(),
        filed: Filed::default(),
    }
}

/// The facts for a coordinator of one of the groups.
pub(super) fn facts_of(network: &str) -> Facts {
    let mut facts = facts();
    facts.who.programmes.clear();
    facts.who.networks = [(id("asker-2018"), id(network))].into();
    facts
}

/// The facts for someone who coordinates nothing.
pub(super) fn facts_of_leader() -> Facts {
    let mut facts = facts();
    facts.who.programmes.clear();
    facts
}

/// The instant at which the wall clock in Asker shows `at`.
pub(super) fn local(at: &str) -> Timestamp {
    let zone = jiff::tz::TimeZone::get("Europe/Oslo").unwrap();
    Timestamp::of_local(at.parse::<DateTime>().unwrap(), &zone)
}

/// A programme in which each network has a channel of its name, and all that was due before `now` is said.
pub(super) fn known(source: &str, now: Timestamp) -> Known {
    let programme = crate::programme::read(source, "test.toml")
        .unwrap()
        .programme;
    let routes = routes(&programme);
    let wanted = wanted(&programme, &[], &[], &routes, now);
    let mut delivery = 0;
    let posts = (1..).zip(wanted).map(|(id, wanted)| {
        let was_said = wanted.post.due_at < now;
        let deliveries = wanted.channels.into_iter().map(|channel| {
            delivery += 1;
            StoredDelivery {
                id: delivery,
                channel,
                state: if was_said {
                    State::Sent
                } else {
                    State::Waiting
                },
                settled_at: was_said.then_some(wanted.post.due_at),
                last_attempt: was_said.then_some(delivery),
                in_doubt: false,
                said: None,
            }
        });
        Stored {
            id,
            by_rhythm: true,
            deliveries: deliveries.collect(),
            post: wanted.post.clone(),
        }
    });
    Known {
        from_file: programme.clone(),
        changes: Vec::new(),
        posts: posts.collect(),
        programme,
        routes,
    }
}

fn routes(programme: &Programme) -> Vec<Route> {
    let networks = programme.networks.iter();
    let routes = networks.map(|network| Route {
        channel: format!("{}-slack", network.id),
        audience: Audience::Network,
        network: Some(network.id.clone()),
        takes_answers: true,
        takes_words: false,
    });
    routes.collect()
}

/// A question of Asker that was asked in `networks` and is open until the 24th, as number `number`.
pub(super) fn asked(
    number: i64,
    mode: Mode,
    respondent: Respondent,
    networks: &[&str],
) -> AskedQuestion {
    let nb = |text: &str| Localised([(Language::Bokmal, text.to_owned())].into());
    let choice = |key: &str, text: &str| Choice {
        key: id(key),
        text: nb(text),
    };
    let question = Question {
        id: id(&format!("lesing-{number}")),
        text: nb(&format!("Har dere lest side {number}?")),
        about: Vec::new(),
        purpose: None,
        kind: QuestionKind::Choice,
        options: vec![
            choice("ja", "Ja"),
            choice("litt", "Litt"),
            choice("nei", "Nei"),
        ],
        aside: None,
        mode,
        respondent,
        networks: Vec::new(),
        asked: Asked::ByCommand,
        open_weekdays: 5,
        results: Results::AtClosing,
        nudges: true,
        survey: None,
        minutes: None,
    };
    AskedQuestion {
        id: number,
        asking: Asking {
            key: format!("asker-2018/lesing-{number}/2018-10-15"),
            programme: id("asker-2018"),
            question,
            networks: networks.iter().map(|network| id(network)).collect(),
            opens_at: local("2018-10-15T09:00"),
            closes_at: local("2018-10-24T12:00"),
            language: Language::Bokmal,
            zone: Zone::named("Europe/Oslo").unwrap(),
        },
        state: "open".to_owned(),
        closed_at: None,
        respondents: [].into(),
    }
}
