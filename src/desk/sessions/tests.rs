use jiff::civil::date;
use rstest::rstest;

use crate::desk::samples::{facts, facts_at, local, request};
use crate::desk::{Effect, Facts, Request, Verdict, decide};
use crate::outbox::State;

/// The day after the preparation for the second session of the first group was said.
fn told() -> Facts {
    facts_at("2018-10-22T09:00")
}

fn dry_run(text: &str, facts: &Facts) -> String {
    decide(&request(&format!("prøve {text}")), facts)
        .answer
        .as_plain_text()
}

#[test]
fn a_move_shows_what_is_said_now_and_what_moves_along() {
    insta::assert_snapshot!(dry_run(
        "flytt gruppe-1 samling 2 til 6.11. kl. 09.00",
        &told()
    ));
}

#[test]
fn a_session_of_which_nobody_was_told_is_moved_in_silence() {
    let before = facts_at("2018-08-25T09:00");
    insta::assert_snapshot!(dry_run("flytt gruppe-2 samling 2 til 20.11.", &before));
}

#[test]
fn a_cancelled_session_is_told_to_those_who_knew() {
    insta::assert_snapshot!(dry_run("avlys gruppe-1 samling 2", &told()));
}

#[test]
fn a_new_room_alone_moves_nothing() {
    insta::assert_snapshot!(dry_run(
        "flytt gruppe-1 samling 2 sted «Festsalen»",
        &told()
    ));
}

#[rstest]
#[case::weekend("10.11.", "i helga")]
#[case::holiday("25.12.", "en helligdag")]
#[case::off("19.2.", "«Vinterferie»")]
#[case::outside("1.7.", "utenfor programmets tid")]
#[case::another_session("20.3.", "Samling 3 er også onsdag 20. mars 2019")]
fn a_doubtful_date_is_remarked_on(#[case] date: &str, #[case] remark: &str) {
    let text = dry_run(&format!("flytt gruppe-1 samling 2 til {date}"), &facts());
    assert!(text.contains(remark), "{text}");
}

#[test]
fn when_other_posts_would_move_along_by_now_the_move_is_shown_anew() {
    let text = "flytt gruppe-1 samling 2 til 6.11. kl. 09.00";
    let mut facts = told();
    let first = decide(&request(text), &facts);
    let [Effect::Keep(draft)] = first.effects.as_slice() else {
        panic!("{:?}", first.answer);
    };
    facts.drafts = vec![draft.clone()];
    let confirm = request(&format!("bekreft {}", draft.code));
    assert_eq!(decide(&confirm, &facts).verdict, Verdict::Done);
    let posts = facts.programmes[0].posts.iter_mut();
    let waits = posts.flat_map(|stored| &mut stored.deliveries);
    let waits = waits.filter(|delivery| delivery.state == State::Waiting);
    waits.for_each(|delivery| delivery.state = State::Refused);
    let anew = decide(&confirm, &facts);
    assert_eq!(anew.verdict, Verdict::Shown, "{:?}", anew.answer);
    let kept = anew.effects.iter().find_map(|effect| match effect {
        Effect::Keep(draft) => Some(draft),
        _ => None,
    });
    assert_ne!(kept.unwrap().shown, draft.shown);
    assert!(
        !anew
            .effects
            .iter()
            .any(|it| matches!(it, Effect::Amend { .. }))
    );
}

/// "I morgen" is another day by then, and the command is not.
#[test]
fn what_was_shown_before_midnight_is_done_when_it_is_confirmed_after() {
    let mut facts = facts_at("2018-10-17T23:55");
    let shown = decide(&request("flytt gruppe-1 samling 2 til 19.10."), &facts);
    let [Effect::Keep(draft)] = shown.effects.as_slice() else {
        panic!("{:?}", shown.answer);
    };
    facts.drafts = vec![draft.clone()];
    facts.now = local("2018-10-18T00:05");
    let confirm = Request {
        today: date(2018, 10, 18),
        ..request(&format!("bekreft {}", draft.code))
    };
    let done = decide(&confirm, &facts);
    assert_eq!(done.verdict, Verdict::Done, "{:?}", done.answer);
}

#[test]
fn an_ordinary_date_is_not_remarked_on() {
    let text = dry_run("flytt gruppe-1 samling 2 til 6.11.", &facts());
    assert!(!text.contains("Obs"), "{text}");
}

#[rstest]
#[case::as_it_is(
    "flytt gruppe-1 samling 2 til 1.11.",
    "Slik er det alt",
    Verdict::Shown
)]
#[case::ends_first("flytt gruppe-1 samling 2 start 14.00 slutt 15.00", "", Verdict::Shown)]
#[case::ends_before_it_starts("flytt gruppe-1 samling 2 start 15.00", "", Verdict::Shown)]
#[case::end_alone(
    "flytt gruppe-1 samling 2 slutt 08.00",
    "Slutten må komme etter starten",
    Verdict::Refused
)]
#[case::no_such_session("avlys gruppe-1 samling 7", "har ingen samling", Verdict::Refused)]
fn what_makes_no_sense_is_answered(
    #[case] text: &str,
    #[case] told: &str,
    #[case] verdict: Verdict,
) {
    let decision = decide(&request(text), &facts());
    assert_eq!(decision.verdict, verdict, "{:?}", decision.answer);
    assert!(
        decision.answer.title.contains(told),
        "{:?}",
        decision.answer
    );
    assert!(
        !decision
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Amend { .. }))
    );
}
