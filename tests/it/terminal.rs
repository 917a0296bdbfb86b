//! Commands at the terminal, in words as in chat.

use crate::support::binary::{Place, complaint};
use crate::support::receiver::Receiver;

/// A folder with the small programme in its database.
fn place() -> (Receiver, Place) {
    let receiver = Receiver::start();
    let place = Place::with(&receiver);
    place.succeed(&["plan", "apply", "prove.toml"]);
    (receiver, place)
}

/// Runs the binary for somebody whose language is that of `locale`: exit code, output and complaint.
fn run(place: &Place, locale: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = place.command(arguments);
    let output = command.env("LC_ALL", locale).output().unwrap();
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    (output.status.code(), said, complaint(&output))
}

#[test]
fn each_language_has_its_own_words_and_gets_its_own_answer() {
    let (_receiver, place) = place();
    for (locale, command, told) in [
        (
            "nb_NO.UTF-8",
            vec!["avlys", "samling-2", "--nettverk", "gruppe-1", "--prøve"],
            "bare en prøve",
        ),
        (
            "nn_NO.UTF-8",
            vec!["avlys", "samling-2", "--nettverk", "gruppe-1", "--prøve"],
            "berre ei prøve",
        ),
        (
            "sv_SE.UTF-8",
            vec!["ställ in", "samling-2", "--nätverk", "gruppe-1", "--prova"],
            "bara en provkörning",
        ),
        (
            "da_DK.UTF-8",
            vec!["aflys", "samling-2", "--netværk", "gruppe-1", "--prøve"],
            "kun en prøve",
        ),
        (
            "en_GB.UTF-8",
            vec!["pause", "gruppe-1", "--dry-run"],
            "only a trial",
        ),
    ] {
        let (code, said, complaint) = run(&place, locale, &command);
        assert_eq!(code, Some(0), "{command:?}: {complaint}");
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn what_speaks_to_many_is_shown_and_needs_a_yes() {
    let (_receiver, place) = place();
    let command = ["kunngjør", "Husk boka & pennen", "--til", "alle"];
    let (code, said, why) = run(&place, "nb_NO.UTF-8", &command);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("Husk boka & pennen") && said.contains("gruppe-1-slack"),
        "{said}"
    );
    assert!(why.contains("--ja"), "{why}");
    assert!(
        !place
            .succeed(&["status", "--json"])
            .contains("announcement")
    );
    let (code, said, _) = run(&place, "nb_NO.UTF-8", &[&command[..], &["--ja"]].concat());
    assert_eq!(code, Some(0), "{said}");
    assert!(
        place
            .succeed(&["status", "--json"])
            .contains("announcement")
    );
    let audit = place.succeed(&["audit", "--json"]);
    let acts: serde_json::Value = serde_json::from_str(&audit).unwrap();
    assert_eq!(acts[0]["person"], "terminal");
    assert_eq!(acts[0]["outcome"], "done");
    assert!(place.succeed(&["audit"]).contains("announce"));
}

#[test]
fn a_slip_is_told_with_what_was_meant_and_nothing_is_opened() {
    let (_receiver, place) = place();
    for (typed, meant) in [
        ("statsu", "status"),
        ("avlis", "avlys"),
        ("annonce", "announce"),
    ] {
        let (code, _, why) = run(&place, "C", &[typed]);
        assert_eq!(code, Some(2), "{typed}");
        assert!(why.contains(meant), "{why}");
    }
    let (code, _, why) = run(
        &place,
        "nb_NO.UTF-8",
        &[
            "flytt",
            "samling-9",
            "til",
            "6.11.",
            "--nettverk",
            "gruppe-1",
        ],
    );
    assert_eq!(code, Some(2));
    assert!(why.contains("har ingen samling"), "{why}");
}

#[test]
fn moves_of_the_command_line_are_in_the_record_too() {
    let (_receiver, place) = place();
    place.succeed(&["move", "gruppe-1", "samling-2", "2018-11-06"]);
    place.succeed(&["cancel", "gruppe-1", "samling-1", "--dry-run"]);
    let refused = place.run(&["cancel", "gruppe-1", "samling-7"]);
    assert_eq!(refused.status.code(), Some(2));
    let audit = place.succeed(&["audit", "--json"]);
    let acts: Vec<serde_json::Value> = serde_json::from_str(&audit).unwrap();
    let outcomes: Vec<&str> = acts
        .iter()
        .filter_map(|act| act["outcome"].as_str())
        .collect();
    assert_eq!(outcomes, ["refused", "shown", "done"]);
}
