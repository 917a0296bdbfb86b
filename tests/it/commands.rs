//! The commands as a coordinator and IT type them.

use serde_json::Value;

use crate::support::binary::{Place, complaint};
use crate::support::receiver::{Receiver, Reply};

const ASKER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/config/programmes/asker-2018.toml"
);

fn place() -> (Receiver, Place) {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    (receiver, place)
}

#[test]
fn the_year_of_asker_is_right() {
    let (_receiver, place) = place();
    insta::assert_snapshot!(place.succeed(&["simulate", ASKER]));
}

#[test]
fn every_word_of_the_year_of_asker_is_right() {
    let (_receiver, place) = place();
    let rows: Vec<Value> =
        serde_json::from_str(&place.succeed(&["simulate", ASKER, "--json"])).unwrap();
    let texts: Vec<String> = rows
        .iter()
        .map(|row| {
            let word = |name: &str| row[name].as_str().unwrap().to_owned();
            format!("{}  {}\n{}\n", word("local"), word("channel"), word("text"))
        })
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn the_demo_says_the_same_year_as_the_simulation_and_simulated_leaders_answer() {
    let (_receiver, place) = place();
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let simulated = read(&place.succeed(&["simulate", ASKER, "--json"]));
    let lived = place.succeed(&["demo", "--headless", "--json"]);
    assert_eq!(
        place.succeed(&["demo", "--headless", "--json"]),
        lived,
        "every demo is the same"
    );
    let lived = read(&lived);
    let posts = lived["posts"].as_array().unwrap();
    let of_kind = |kind: &str| posts.iter().filter(|post| post["kind"] == kind).count();
    let (results, nudges) = (of_kind("result"), of_kind("nudge"));
    // What depends on answers cannot be told before there are any.
    let planned: Vec<&Value> = posts
        .iter()
        .filter(|post| post["kind"] != "result" && post["kind"] != "nudge")
        .collect();
    assert_eq!(
        planned,
        simulated.as_array().unwrap().iter().collect::<Vec<_>>()
    );

    let answers = lived["answers"].as_array().unwrap();
    // Nine after the sessions; two on the work between them and one on themes, in three networks each.
    assert_eq!((answers.len(), results), (9 + 3, 9 + 3 * 3));
    assert!(nudges > 0 && nudges <= 2 * results, "{nudges} nudges");
    for answer in answers {
        assert_eq!(answer["answered_by"], "simulated leaders");
        let response = answer["response"].as_str().unwrap();
        let numbers: Vec<u32> = response
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        let [answered, asked] = numbers[..] else {
            panic!("not so many of so many: {response}");
        };
        assert!((4..=asked).contains(&answered), "{response}");
        assert!([9, 10, 11, 28].contains(&asked), "{response}");
    }
    let told = answers.iter().filter(|answer| answer["result"].is_string());
    assert!(
        told.count() >= 6,
        "the rules for small groups hide some, not most"
    );
}

#[test]
fn a_simulation_can_be_cut_to_some_days() {
    let (_receiver, place) = place();
    let days = ["--from", "2018-11-01", "--to", "1. november 2018"];
    let table = place.succeed(&[["simulate", ASKER].as_slice(), &days].concat());
    assert_eq!(
        table
            .lines()
            .filter(|line| line.contains("2018-11-01"))
            .count(),
        3
    );
    assert!(table.ends_with("3 posts\n"), "{table}");
}

#[test]
fn a_programme_goes_in_and_comes_out_the_same() {
    let (_receiver, place) = place();
    place.succeed(&["plan", "apply", ASKER]);
    let exported = place.succeed(&["plan", "export"]);
    place.write("exported.toml", &exported);
    let diff = place.succeed(&["plan", "diff", "exported.toml"]);
    assert!(diff.contains("The programme stays as it is."), "{diff}");
    assert!(diff.contains("Nothing changes in what is said."), "{diff}");
}

#[test]
fn a_dry_run_changes_nothing() {
    let (receiver, place) = place();
    place.succeed(&["plan", "apply", "prove.toml"]);
    let before = place.succeed(&["plan", "show", "--json"]);
    for dry in [
        vec!["plan", "apply", ASKER, "--dry-run"],
        vec!["move", "gruppe-1", "samling-2", "2018-11-06", "--dry-run"],
        vec!["cancel", "gruppe-1", "samling-2", "--dry-run"],
        vec!["announce", "Hei", "--all", "--dry-run"],
        vec!["hello", "gruppe-1-slack", "--dry-run"],
    ] {
        assert!(place.succeed(&dry).contains("dry run"), "{dry:?}");
    }
    assert_eq!(place.succeed(&["plan", "show", "--json"]), before);
    assert!(!place.succeed(&["status"]).contains("asker"));
    assert!(receiver.received().is_empty());
}

#[test]
fn a_change_by_command_outlives_a_new_file_unless_told_otherwise() {
    let (_receiver, place) = place();
    place.succeed(&["plan", "apply", "prove.toml"]);
    let moved = place.succeed(&[
        "move",
        "gruppe-1",
        "samling-2",
        "6.11.2018",
        "--place",
        "Rådhuset",
    ]);
    assert!(moved.contains("2018-11-06"), "{moved}");
    let again = place.succeed(&["plan", "apply", "prove.toml"]);
    assert!(again.contains("Kept: 1 change"), "{again}");
    assert!(place.succeed(&["plan", "export"]).contains("Rådhuset"));
    place.succeed(&["plan", "apply", "prove.toml", "--discard-changes"]);
    assert!(!place.succeed(&["plan", "export"]).contains("Rådhuset"));
}

#[test]
fn an_announcement_is_planned_for_every_channel_of_its_networks() {
    let (_receiver, place) = place();
    place.succeed(&["plan", "apply", "prove.toml"]);
    let said = place.succeed(&[
        "announce",
        "Velkommen!\n\nNytt avsnitt.",
        "--to",
        "gruppe-1",
    ]);
    assert!(said.contains("gruppe-1-slack"), "{said}");
    assert!(said.contains("Nytt avsnitt."), "{said}");
    let status = place.succeed(&["status", "--json"]);
    let status: Value = serde_json::from_str(&status).unwrap();
    assert_eq!(status["next"][0]["kind"], "announcement");
}

#[test]
fn hello_tells_what_came_of_it_and_never_the_address() {
    let (receiver, place) = place();
    assert!(
        place
            .succeed(&["hello", "gruppe-1-slack"])
            .contains("the platform took it")
    );
    receiver.will(Reply::of(404, "no_service"));
    let refused = place.run(&["hello", "gruppe-1-slack"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(complaint(&refused).contains("no_service"));
    assert!(!complaint(&refused).contains("SECRET"));
}

#[test]
fn a_preview_is_the_exact_payload() {
    let (_receiver, place) = place();
    let post = "asker-2018/gruppe-1/samling-2/preparation";
    let slack = place.succeed(&["preview", post, "--file", ASKER]);
    let slack: Value = serde_json::from_str(&slack).unwrap();
    assert!(slack["text"].as_str().unwrap().contains("38–45"));
    let teams = place.succeed(&["preview", post, "--file", ASKER, "--for", "teams-workflow"]);
    let teams: Value = serde_json::from_str(&teams).unwrap();
    assert_eq!(teams["attachments"][0]["content"]["version"], "1.5");
    let unknown = place.run(&[
        "preview",
        "asker-2018/gruppe-1/samling-2/preparatoin",
        "--file",
        ASKER,
    ]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(complaint(&unknown).contains("did you mean asker-2018/gruppe-1/samling-2/preparation"));
}

#[test]
fn wrong_usage_and_wrong_settings_exit_with_2_and_failure_with_1() {
    let (_receiver, place) = place();
    for (arguments, code) in [
        (vec!["nonsense"], 2),
        (vec!["move", "gruppe-9", "samling-2", "2018-11-06"], 2),
        (vec!["check", "missing.toml"], 2),
        (vec!["retry", "4711"], 2),
    ] {
        assert_eq!(
            place.run(&arguments).status.code(),
            Some(code),
            "{arguments:?}"
        );
    }
    place.write(
        "broken.toml",
        "[programme]\nid = \"x\"\nlanguage = \"xx\"\n",
    );
    assert_eq!(place.run(&["check", "broken.toml"]).status.code(), Some(1));
    place.write("skolebud.toml", "databse = \"x.db\"\n");
    let output = place.run(&["status"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complaint(&output).contains("database"),
        "{}",
        complaint(&output)
    );
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::Stdio;
    let (_receiver, place) = place();
    let mut child = place
        .command(&["simulate", ASKER, "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", complaint(&output));
}
