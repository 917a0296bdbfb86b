use rstest::rstest;

use super::*;

/// What was said in an attempt that began and ended so many milliseconds after the hour.
fn heard(key: &str, began: i64, ended: i64) -> Arc<Heard> {
    Arc::new(Heard {
        channel: "slack".to_owned(),
        key: key.to_owned(),
        programme: Id::parse("prove").unwrap(),
        network: Id::parse("gruppe-1"),
        zone: Zone::named("Europe/Oslo").unwrap(),
        content: Content::Announcement {
            text: String::new(),
        },
        useful_until_at: Timestamp::default(),
        began_at: Timestamp::from_millis(began),
        ended_at: Timestamp::from_millis(ended),
    })
}

#[rstest]
#[case::in_the_middle(4_000, Some("slow"))]
#[case::while_the_slow_one_ended(9_000, Some("slow"))]
#[case::while_the_next_began(9_200, Some("next"))]
#[case::between_them(9_050, Some("slow"))]
#[case::between_them_later(9_150, Some("next"))]
#[case::just_before(-10_000, Some("slow"))]
#[case::long_before(-10_001, None)]
#[case::just_after(19_500, Some("next"))]
#[case::long_after(19_501, None)]
#[case::in_an_hour(3_600_000, Some("later"))]
#[case::by_another_clock(3_598_000, Some("later"))]
fn a_thread_stands_under_what_was_under_way_when_it_began(
    #[case] time: i64,
    #[case] expected: Option<&str>,
) {
    let heard = [
        heard("slow", 0, 9_000),
        heard("next", 9_200, 9_500),
        heard("later", 3_600_000, 3_600_300),
    ];
    for order in [[0, 1, 2], [2, 1, 0]] {
        let said = said_at(
            order.iter().map(|place| &heard[*place]),
            Timestamp::from_millis(time),
        );
        assert_eq!(said.map(|heard| heard.key.as_str()), expected);
    }
}
