//! Links and forms are taken back as they were given, and nothing else is.

use std::os::unix::fs::PermissionsExt;

use proptest::prelude::*;
use rstest::rstest;

use super::*;

const PUBLIC: &str = "https://svar.asker.example";
const DAY: i64 = 24 * 60 * 60 * 1000;

fn links() -> (Links, tempfile::TempDir) {
    let folder = tempfile::TempDir::new().unwrap();
    let links = Links::open(&folder.path().join("skolebud.db"), PUBLIC).unwrap();
    (links, folder)
}

fn linked(asking: &str, channel: &str) -> Linked {
    Linked {
        asking: asking.to_owned(),
        channel: channel.to_owned(),
    }
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

#[test]
fn a_link_leads_to_its_question_in_its_channel() {
    let (links, _folder) = links();
    let address = links.address("prove/grad/2018-09-10", "gruppe-1-teams");
    let token = address.strip_prefix("https://svar.asker.example/a/");
    assert_eq!(
        links.read(token.unwrap()),
        Some(linked("prove/grad/2018-09-10", "gruppe-1-teams"))
    );
}

#[test]
fn the_key_outlives_a_restart_and_is_for_its_owner_alone() {
    let (first, folder) = links();
    let database = folder.path().join("skolebud.db");
    let again = Links::open(&database, PUBLIC).unwrap();
    assert_eq!(again.token("a", "b"), first.token("a", "b"));
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().collect();
    let [file] = files.as_slice() else {
        unreachable!("only the key lies there: {files:?}")
    };
    assert_eq!(file.file_name(), "skolebud.db.links");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn without_its_key_an_old_link_is_none() {
    let (first, folder) = links();
    let token = first.token("a", "b");
    fs::remove_file(folder.path().join("skolebud.db.links")).unwrap();
    let database = folder.path().join("skolebud.db");
    let again = Links::open(&database, PUBLIC).unwrap();
    assert_eq!(again.read(&token), None);
}

#[test]
fn half_a_key_is_told_and_not_replaced() {
    let (_, folder) = links();
    fs::write(folder.path().join("skolebud.db.links"), [1; 7]).unwrap();
    let error = Links::open(&folder.path().join("skolebud.db"), PUBLIC).unwrap_err();
    assert!(matches!(error, LinksError::NoKey { .. }));
    assert!(error.to_string().contains("skolebud.db.links"), "{error}");
}

#[test]
fn the_key_shows_in_no_debug_output() {
    let (links, folder) = links();
    let key = fs::read(folder.path().join("skolebud.db.links")).unwrap();
    let shown = format!("{links:?}");
    assert!(
        !shown.contains(&format!("{}, {}", key[0], key[1])),
        "{shown}"
    );
}

#[rstest]
#[case::at_once(0, None)]
#[case::within_the_day(DAY - 1, None)]
#[case::a_day_later(DAY, Some(BadForm::Expired))]
#[case::long_after(400 * DAY, Some(BadForm::Expired))]
fn a_form_can_be_sent_for_a_day(#[case] later: i64, #[case] bad: Option<BadForm>) {
    let (links, _folder) = links();
    let link = linked("a/b/c", "d");
    let form = links.form(&link, at(1_000)).unwrap();
    let read = links.read_form(&link, &form, at(1_000 + later));
    assert_eq!(read.err(), bad);
}

#[test]
fn every_form_has_a_nonce_of_its_own_which_stays() {
    let (links, _folder) = links();
    let link = linked("a/b/c", "d");
    let nonce = |form: &str| links.read_form(&link, form, at(0)).unwrap();
    let (one, other) = (
        links.form(&link, at(0)).unwrap(),
        links.form(&link, at(0)).unwrap(),
    );
    assert_eq!(nonce(&one), nonce(&one));
    assert_ne!(nonce(&one), nonce(&other));
}

#[rstest]
#[case::of_another_question(linked("a/b/d", "d"))]
#[case::of_another_channel(linked("a/b/c", "e"))]
fn a_form_is_for_its_own_link(#[case] other: Linked) {
    let (links, _folder) = links();
    let form = links.form(&linked("a/b/c", "d"), at(0)).unwrap();
    let read = links.read_form(&other, &form, at(0));
    assert_eq!(read, Err(BadForm::Foreign));
}

#[test]
fn a_browsers_name_follows_from_the_nonce_and_the_question_and_is_neither() {
    let (links, _folder) = links();
    let link = linked("a/b/c", "d");
    let name = links.browser(&link, "nonce");
    assert_eq!(name, links.browser(&linked("a/b/c", "other"), "nonce"));
    assert_ne!(name, links.browser(&linked("a/b/x", "d"), "nonce"));
    assert_ne!(name, links.browser(&link, "other"));
    assert!(Links::is_browser(&name) && !name.contains("nonce"));
    assert!(!Links::is_browser("") && !Links::is_browser("kari"));
}

#[rstest]
#[case("https://svar.asker.example", "/a")]
#[case("https://asker.example/skolebud", "/skolebud/a")]
fn pages_lie_below_the_public_address(#[case] public: &str, #[case] path: &str) {
    let folder = tempfile::TempDir::new().unwrap();
    let links = Links::open(&folder.path().join("db"), public).unwrap();
    assert_eq!(links.path(), path);
}

proptest! {
    #[test]
    fn any_changed_character_of_a_link_is_refused(
        index in any::<prop::sample::Index>(),
        other in "[A-Za-z0-9_=+/.-]",
        asking in "[a-z0-9/-]{1,40}",
        channel in "[a-z0-9-]{1,20}",
    ) {
        let (links, _folder) = links();
        let token = links.token(&asking, &channel);
        let at = index.index(token.len());
        let mut changed = token.clone();
        changed.replace_range(at..=at, &other);
        let read = links.read(&changed);
        prop_assert_eq!(read.is_some(), changed == token);
    }

    #[test]
    fn any_changed_character_of_a_form_is_refused(
        index in any::<prop::sample::Index>(),
        other in "[A-Za-z0-9_=+/.-]",
    ) {
        let (links, _folder) = links();
        let link = linked("a/b/c", "d");
        let form = links.form(&link, at(0)).unwrap();
        let place = index.index(form.len());
        let mut changed = form.clone();
        changed.replace_range(place..=place, &other);
        let read = links.read_form(&link, &changed, at(0));
        prop_assert_eq!(read.is_ok(), changed == form);
    }

    #[test]
    fn a_link_cut_or_lengthened_is_refused(cut in 0..40_usize, more in "[A-Za-z0-9_-]{1,8}") {
        let (links, _folder) = links();
        let token = links.token("prove/grad/2018-09-10", "gruppe-1");
        prop_assert_eq!(links.read(&format!("{token}{more}")), None);
        if cut > 0 {
            prop_assert_eq!(links.read(&token[..token.len() - cut]), None);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let (links, _folder) = links();
        let link = linked("a", "b");
        for text in [text, BASE64.encode(bytes)] {
            prop_assert_eq!(links.read(&text), None);
            prop_assert_eq!(links.read_form(&link, &text, at(0)), Err(BadForm::Foreign));
            Links::is_browser(&text);
        }
    }
}
