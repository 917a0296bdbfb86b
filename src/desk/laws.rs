//! What holds whatever is typed.

use proptest::prelude::*;

use crate::desk::samples::{facts, facts_of, facts_of_leader, id, today};
use crate::desk::{Effect, Facts, Request, Verdict, decide};
use crate::inbox::command::{Reading, read};
use crate::programme::Language;
use crate::words::commands::all_words;

/// Words that mean something in commands, and some that may.
fn words() -> impl Strategy<Value = String> {
    let known: Vec<&str> = all_words().map(|(_, word)| word).collect();
    let named = vec![
        "gruppe-1",
        "gruppe-2",
        "samling 2",
        "samling-9",
        "2",
        "0",
        "neste",
        "6.11.",
        "10.11.",
        "kl. 08.30",
        "kl. 23.59",
        "08.30–13.00",
        "«Husk boka»",
        "til alle",
        "--prøve",
        "<@U1>",
        "<@U9|x>",
        "for gruppe-1",
        "ja, nei",
        "«Kommer dere?»",
        "99999999999999999999",
        "ABCD",
    ];
    let word = prop_oneof![
        3 => prop::sample::select(known).prop_map(str::to_owned),
        3 => prop::sample::select(named).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec(word, 1..7).prop_map(|words| words.join(" "))
}

fn somebody() -> impl Strategy<Value = Facts> {
    prop_oneof![
        Just(facts()),
        Just(facts_of("gruppe-1")),
        Just(facts_of_leader()),
    ]
}

fn speaks_or_changes(effect: &Effect) -> bool {
    !matches!(effect, Effect::Keep(_) | Effect::Forget { .. })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_only_shown_or_refused_says_and_changes_nothing(
        text in words(),
        facts in somebody(),
        is_here in any::<bool>(),
        language in prop::sample::select(Language::ALL.to_vec()),
    ) {
        if let Reading::Command { command, dry_run } = read(&text, today()) {
            let request = Request {
                command,
                dry_run,
                discard: false,
                language,
                place: None,
                here: is_here.then(|| (id("asker-2018"), id("gruppe-1"))).into_iter().collect(),
                private: true,
                today: today(),
            };
            let decision = decide(&request, &facts);
            if decision.verdict != Verdict::Done || dry_run {
                prop_assert!(!decision.effects.iter().any(speaks_or_changes), "{:?}", decision.effects);
            }
            if request.command.needs_coordinator() && !facts.who.coordinates_anything() {
                prop_assert_eq!(decision.verdict, Verdict::Refused);
            }
        }
    }
}
