use super::*;

fn healthy() -> (Examination, Outside) {
    let seen = Examination {
        schema: 3,
        own_schema: 3,
        sealed: vec![7],
        awaited: vec!["gruppe-1".to_owned()],
        latest: Some(Timestamp::from_millis(1_000_000)),
        ..Examination::default()
    };
    let outside = Outside {
        keys: BTreeSet::from([7]),
        channels: BTreeSet::from(["gruppe-1".to_owned()]),
        ..Outside::default()
    };
    (seen, outside)
}

fn told(change: fn(&mut Examination, &mut Outside)) -> Vec<(Level, String)> {
    let (mut seen, mut outside) = healthy();
    change(&mut seen, &mut outside);
    judge(&seen, &outside, Timestamp::from_millis(1_000_000))
        .into_iter()
        .map(|finding| (finding.level, finding.what))
        .collect()
}

#[test]
fn a_healthy_file_gives_nothing_to_tell() {
    assert_eq!(told(|_, _| {}), []);
}

/// What is changed in a healthy file, and what is told of it then.
type Case = (fn(&mut Examination, &mut Outside), Level, &'static str);

const CASES: &[Case] = &[
    (
        |seen, _| seen.damage.push("row 1 missing from index x".to_owned()),
        Level::Mend,
        "the file is damaged: row 1 missing from index x",
    ),
    (
        |seen, _| seen.schema = 4,
        Level::Mend,
        "the file has schema 4, this program makes 3",
    ),
    (
        |seen, _| seen.schema = 2,
        Level::Know,
        "the file has schema 2, this program makes 3",
    ),
    (
        |seen, _| seen.broken.push("post.body 5".to_owned()),
        Level::Mend,
        "post.body 5 cannot be read",
    ),
    (
        |seen, _| seen.sending = 2,
        Level::Know,
        "2 posts were being sent when the worker ended",
    ),
    (
        |seen, outside| {
            seen.overdue.push("a/b/c".to_owned());
            outside.runs = true;
        },
        Level::Mend,
        "question a/b/c is open past its deadline",
    ),
    (
        |seen, _| seen.overdue.push("a/b/c".to_owned()),
        Level::Know,
        "question a/b/c is open past its deadline",
    ),
    (
        |seen, _| seen.awaited.push("gammel".to_owned()),
        Level::Look,
        "something waits for channel gammel, which the settings do not have",
    ),
    (
        |seen, _| seen.unplanned.push("asker-2018".to_owned()),
        Level::Know,
        "programme asker-2018 is not planned yet",
    ),
    (
        |_, outside| outside.keys.clear(),
        Level::Mend,
        "the key of secret question 7 is missing",
    ),
    (
        |_, outside| {
            outside.keys.insert(8);
        },
        Level::Look,
        "the key of question 8 was left behind",
    ),
    (
        |_, outside| outside.readable_by_others.push("skolebud.db".to_owned()),
        Level::Mend,
        "skolebud.db can be read by every user of this machine",
    ),
    (
        |seen, _| seen.latest = Some(Timestamp::from_millis(4_600_000)),
        Level::Mend,
        "the file knows of 1970-01-01T01:16:40Z, and this machine's clock says 1970-01-01T00:16:40Z",
    ),
];

#[test]
fn what_is_wrong_is_told_once_with_its_weight() {
    for (change, level, what) in CASES {
        assert_eq!(told(*change), [(*level, (*what).to_owned())]);
    }
}

#[test]
fn what_is_sent_right_now_is_no_trouble() {
    let quiet = told(|seen, outside| {
        seen.sending = 2;
        outside.runs = true;
    });
    assert_eq!(quiet, []);
}
