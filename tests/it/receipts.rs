//! What is said to a tap comes by the tap's own address: soon, seldom, and never in the way of the
//! acknowledgement.

use reqwest::StatusCode;
use skolebud::programme::question::Mode;

use crate::support::house::House;
use crate::support::receiver::Reply;

#[tokio::test]
async fn who_changes_their_mind_is_told_at_once_and_once_more_after_a_pause() {
    let house = House::open(Mode::Named).await;
    let receiver = &house.program.receiver;
    let tap = async |user: &str, option: &str, number: usize| {
        let mut tap = house.tap_of(user, option, number);
        tap.response_url = Some(receiver.slack_url(&format!("{user}-{number}")));
        assert_eq!(house.send(&tap).await, StatusCode::OK);
    };
    tap("U1", "liten", 1).await;
    receiver.has_received(1).await;
    for (number, option) in ["noen", "stor", "liten", "noen"].iter().enumerate() {
        tap("U1", option, 2 + number).await;
    }
    tap("U2", "stor", 6).await;
    receiver.has_received(2).await;
    house
        .program
        .app
        .clock
        .advance(std::time::Duration::from_secs(2));
    let received = receiver.has_received(3).await;
    let targets: Vec<&str> = received.iter().map(|it| it.target.as_str()).collect();
    assert_eq!(
        targets,
        ["U1-1", "U2-6", "U1-5"].map(|it| format!("/services/T000/B000/{it}")),
        "each address once, and of those in between none"
    );
    let said = received.iter().map(|it| it.json()["text"].to_string());
    let told = said.map(|it| it.contains("svaret er endret"));
    assert_eq!(told.collect::<Vec<_>>(), [false, false, true]);
}

#[tokio::test]
async fn receipts_that_nobody_takes_delay_no_acknowledgement() {
    let house = House::open(Mode::Secret).await;
    let receiver = &house.program.receiver;
    for _ in 0..8 {
        receiver.will(Reply::Silence);
    }
    for number in 0..40 {
        let mut tap = house.tap_of(&format!("U{number}"), "stor", number);
        tap.response_url = Some(receiver.slack_url("silent"));
        assert_eq!(house.send(&tap).await, StatusCode::OK);
    }
    // As many as may be under way at once are silent; the others come after them.
    let received = receiver.has_received(40).await;
    assert_eq!(received.len(), 40);
}
