//! A secret question that has closed, attacked with the whole file: who has answered, which school they
//! lead and every number that is kept, also on pages that are free and in the write-ahead log. Leaders who
//! are alone in their network or agree with all of it must not be linked to their answer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::Duration;

use serde_json::Value;
use skolebud::inbox::rules::Counters;
use skolebud::inbox::{Deed, Given};
use skolebud::plan::Asking;
use skolebud::programme::question::{Mode, Respondent};
use skolebud::programme::{Id, Language};
use skolebud::report::fold::{self, worker::Left};
use skolebud::report::worker::{self, Known};
use skolebud::seal::Seals;
use skolebud::store::BUSY_TIMEOUT;
use sqlx::Connection;

use super::attack::{Guesses, Loot, places};
use super::{OPTIONS, connect, dump};
use crate::answers::{KEY, deliver, question, vote};
use crate::support::program::{Program, SMALL, read};

/// The school of each network, and what its leaders answer: one is alone, and six agree.
const ANSWERS: [(&str, &str, &[usize]); 4] = [
    ("gruppe-1", "vollen", &[0, 0, 0, 1, 1, 1, 1, 2, 2, 2]),
    ("gruppe-2", "hvalstad", &[1]),
    ("gruppe-3", "torstad", &[2, 2, 2, 2, 2, 2]),
    ("gruppe-4", "arnestad", &[0, 0, 0, 0, 2, 2, 2, 2]),
];

fn programme() -> String {
    let schools = |network: &str| {
        let (_, school, _) = ANSWERS.iter().find(|it| it.0 == network).unwrap();
        format!("\nschools = [\"{school}\"]\n")
    };
    let mut text = SMALL.replace(
        "title = \"Gruppe 1\"\n",
        &format!("title = \"Gruppe 1\"{}", schools("gruppe-1")),
    );
    for (network, school, _) in ANSWERS {
        if network != "gruppe-1" {
            text += &format!("\n[[network]]\nid = \"{network}\"\ntitle = \"{network}\"");
            text += &schools(network);
        }
        text += &format!("\n[[school]]\nid = \"{school}\"\nname = \"{school}\"\n");
    }
    text
}

/// The question with all its answers, still open; and who chose what.
async fn answered() -> (Program, Guesses) {
    let program = Program::start(&programme(), &["sandbox"]).await;
    let programme = read(&programme());
    let asking = Asking {
        key: KEY.to_owned(),
        question: question(Mode::Secret, Respondent::Person),
        networks: ANSWERS.map(|it| Id::parse(it.0).unwrap()).to_vec(),
        opens_at: program.app.clock.now(),
        closes_at: program.oslo("2018-09-05T13:00"),
        language: Language::Bokmal,
        programme: programme.id,
        zone: programme.zone,
    };
    let seals = Seals::beside(&program.database());
    let store = &program.app.store;
    assert!(store.open_question(&asking, &seals).await.unwrap());
    let mut truth = Guesses::new();
    let (mut choosing, mut voting) = (Vec::new(), Vec::new());
    for (network, school, options) in ANSWERS {
        for (number, option) in options.iter().enumerate() {
            let user = format!("U-{network}-{number}");
            let mut chooses = vote(&format!("school-{user}"), &user, 1, "");
            chooses.deed = Deed::Vote {
                asking: "school/prove".to_owned(),
                answer: Given::Options(vec![school.to_owned()]),
            };
            choosing.push(chooses);
            voting.push(vote(&format!("vote-{user}"), &user, 2, OPTIONS[*option]));
            truth.insert(format!("slack/T1/{user}"), OPTIONS[*option].to_owned());
        }
    }
    deliver(&program.app, choosing).await;
    deliver(&program.app, voting).await;
    (program, truth)
}

async fn close(program: &mut Program) {
    program.live_until("2018-09-05T13:00").await;
    let mut known = Known::default();
    worker::step(&program.app, &mut known).await.unwrap();
}

/// The whole of what lies on the disk.
async fn loot(program: &Program) -> Loot {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(program.database().parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    let mut connection = connect(&program.database()).await;
    let rows = dump(&mut connection).await;
    sqlx::Connection::close(connection).await.unwrap();
    Loot { files, rows }
}

/// Whose answer follows from what is kept: of a network in which, or of all other networks in which, only
/// one option was chosen.
fn by_counters(loot: &Loot) -> Guesses {
    let networks = ANSWERS.map(|it| it.0);
    let members = members(loot);
    let mut guesses = Guesses::new();
    for counters in counters(loot) {
        let rest = counters.get("").cloned().unwrap_or_default();
        let mut of_rest: BTreeSet<&str> = networks.into();
        for network in networks {
            let of_network = counters.get(network).cloned().unwrap_or_default();
            let chosen = chosen(&of_network);
            if chosen.is_empty() {
                continue;
            }
            of_rest.remove(network);
            link(&members, [network].into(), &chosen, &mut guesses);
        }
        link(&members, of_rest, &chosen(&rest), &mut guesses);
    }
    guesses
}

fn chosen(counters: &BTreeMap<String, u64>) -> Vec<&str> {
    let options = counters.iter().filter(|(_, count)| **count > 0);
    let options = options.map(|(option, _)| option.as_str());
    options.filter(|option| !option.is_empty()).collect()
}

fn link(
    members: &BTreeMap<String, String>,
    networks: BTreeSet<&str>,
    chosen: &[&str],
    guesses: &mut Guesses,
) {
    let [only] = chosen else {
        return;
    };
    for (person, network) in members {
        if networks.contains(network.as_str()) {
            guesses.insert(person.clone(), (*only).to_owned());
        }
    }
}

/// The network of everyone who has answered, by the ledger, the schools and the programme.
fn members(loot: &Loot) -> BTreeMap<String, String> {
    let unquoted = |cell: &String| cell.trim_matches('\'').to_owned();
    let leads: BTreeMap<String, String> = loot.rows["leads"]
        .iter()
        .map(|row| (unquoted(&row[1]), unquoted(&row[2])))
        .collect();
    let programme: Value = serde_json::from_str(&unquoted(&loot.rows["programme"][0][1])).unwrap();
    let mut network_of = BTreeMap::new();
    for network in programme["networks"].as_array().unwrap() {
        for school in network["schools"].as_array().unwrap() {
            network_of.insert(school.as_str().unwrap(), network["id"].as_str().unwrap());
        }
    }
    loot.rows["ledger"]
        .iter()
        .map(|row| unquoted(&row[1]))
        .filter_map(|person| {
            let network = network_of.get(leads.get(&person)?.as_str())?;
            Some((person.clone(), (*network).to_owned()))
        })
        .collect()
}

/// Everything that reads as counters by network, anywhere.
fn counters(loot: &Loot) -> Vec<Counters> {
    let mut found = Vec::new();
    for bytes in loot.files.values() {
        let begins = ["{\"\":", "{\"gruppe-1\":"];
        for at in begins.iter().flat_map(|begin| places(bytes, begin)) {
            let mut values = serde_json::Deserializer::from_slice(&bytes[at..]).into_iter();
            if let Some(Ok(counters)) = values.next() {
                found.push(counters);
            }
        }
    }
    found
}

#[tokio::test]
async fn who_is_alone_in_a_network_stays_secret_after_closing() {
    let (mut program, truth) = answered().await;
    close(&mut program).await;
    let store = program.app.store.clone();
    let shown = worker::picture(&program.app, KEY).await.unwrap().unwrap();
    let loot = loot(&program).await;
    assert_eq!(
        members(&loot).len(),
        truth.len(),
        "the file tells who is where"
    );
    assert!(!counters(&loot).is_empty(), "the counters are looked into");
    assert_eq!(by_counters(&loot), Guesses::new());
    // What may be seen is as if everything had been kept.
    let response = shown.picture.response();
    assert_eq!(usize::try_from(response.answered()).unwrap(), truth.len());
    let groups = shown.picture.groups().iter();
    let answered: Vec<u32> = groups.map(|group| group.response().answered()).collect();
    assert_eq!(answered, [10, 1, 6, 8]);
    assert_eq!(store.fold_counters().await.unwrap(), 0, "folded already");
}

/// Keeps the counters of the closed question whole, as an earlier version did.
async fn keep_whole(program: &Program) {
    let whole: Counters = ANSWERS
        .iter()
        .map(|(network, _, options)| {
            let mut of_network = BTreeMap::from([(String::new(), options.len() as u64)]);
            for option in *options {
                *of_network.entry(OPTIONS[*option].to_owned()).or_default() += 1;
            }
            ((*network).to_owned(), of_network)
        })
        .collect();
    let mut connection = connect(&program.database()).await;
    sqlx::query("UPDATE question SET counters = $1")
        .bind(serde_json::to_string(&whole).unwrap())
        .execute(&mut connection)
        .await
        .unwrap();
    sqlx::Connection::close(connection).await.unwrap();
}

/// The files in which it stands how the only one of a network answered, by the end of their names.
fn files_with_whole_counters(loot: &Loot) -> Vec<&str> {
    let whole = "\"gruppe-2\":{\"\":1,";
    let files = loot.files.iter();
    files
        .filter(|(_, bytes)| !places(bytes, whole).is_empty())
        .map(|(name, _)| name.trim_start_matches("skolebud.db"))
        .collect()
}

#[tokio::test]
async fn what_an_earlier_version_kept_whole_is_found_until_the_next_start() {
    let (mut program, truth) = answered().await;
    close(&mut program).await;
    keep_whole(&program).await;
    let before = worker::picture(&program.app, KEY).await.unwrap().unwrap();
    let guesses = by_counters(&loot(&program).await);
    assert_eq!(guesses.len(), 7, "one is alone and six agree");
    assert!(guesses.iter().all(|(who, what)| truth[who] == *what));

    let mut left = Left::default();
    fold::worker::step(&program.app, &mut left).await.unwrap();
    assert_eq!(left, Left::Nothing);
    let loot = loot(&program).await;
    assert_eq!(by_counters(&loot), Guesses::new());
    assert_eq!(files_with_whole_counters(&loot), [""; 0]);
    let after = worker::picture(&program.app, KEY).await.unwrap().unwrap();
    assert_eq!(after.picture, before.picture);
}

#[tokio::test]
async fn a_log_that_somebody_reads_is_cut_when_that_has_ended_and_nobody_waits_for_it() {
    let (mut program, _) = answered().await;
    close(&mut program).await;
    keep_whole(&program).await;
    // As a program does that copies the database continuously.
    let mut copying = connect(&program.database()).await;
    let mut reading = copying.begin().await.unwrap();
    sqlx::query("SELECT count(*) FROM question")
        .execute(&mut *reading)
        .await
        .unwrap();

    let mut left = Left::default();
    for _ in 0..2 {
        let step = fold::worker::step(&program.app, &mut left);
        let in_time = tokio::time::timeout(BUSY_TIMEOUT / 2, step);
        in_time.await.unwrap().unwrap();
        assert_eq!(files_with_whole_counters(&loot(&program).await), ["-wal"]);
        program.app.clock.advance(Duration::from_secs(30));
    }
    reading.rollback().await.unwrap();
    copying.close().await.unwrap();
    fold::worker::step(&program.app, &mut left).await.unwrap();
    assert_eq!(left, Left::Nothing);
    assert_eq!(files_with_whole_counters(&loot(&program).await), [""; 0]);
}
