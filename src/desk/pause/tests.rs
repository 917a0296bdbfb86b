use crate::desk::samples::{facts, facts_of, id, local, request, request_in};
use crate::desk::{Effect, Verdict, decide};

#[test]
fn a_pause_is_done_at_once_and_tells_what_waits() {
    let decision = decide(&request("pause gruppe-1"), &facts());
    assert_eq!(decision.verdict, Verdict::Done);
    let [Effect::Pause { network, .. }] = decision.effects.as_slice() else {
        panic!("{:?}", decision.effects);
    };
    assert_eq!(*network, id("gruppe-1"));
    insta::assert_snapshot!(decision.answer.as_plain_text());
}

#[test]
fn resuming_tells_what_comes_now() {
    let mut facts = facts();
    facts.paused = [(id("asker-2018"), id("gruppe-1"))].into();
    facts.now = local("2018-10-19T10:00");
    let decision = decide(&request_in("gruppe-1", "fortsett"), &facts);
    assert!(matches!(
        decision.effects.as_slice(),
        [Effect::Resume { .. }]
    ));
    insta::assert_snapshot!(decision.answer.as_plain_text());
}

#[test]
fn what_is_so_already_is_told() {
    let mut facts = facts();
    let no = decide(&request("fortsett gruppe-1"), &facts);
    assert_eq!(no.verdict, Verdict::Refused);
    facts.paused = [(id("asker-2018"), id("gruppe-1"))].into();
    assert_eq!(
        decide(&request("pause gruppe-1"), &facts).verdict,
        Verdict::Refused
    );
    let other = decide(&request("pause gruppe-1"), &facts_of("gruppe-2"));
    assert_eq!(other.verdict, Verdict::Refused);
}
