use crate::inbox::command::Command;
use rstest::rstest;

use super::*;
use crate::desk::samples::{facts, facts_of, facts_of_leader, id, local, request, request_in};
use crate::desk::{Verdict, decide};

fn shown(text: &str) -> String {
    decide(&request(text), &facts()).answer.as_plain_text()
}

/// What would be said, and when, on the wall clock.
fn said(request: &Request, facts: &Facts) -> Vec<(Vec<String>, Option<String>)> {
    match super::super::outcome(request, facts) {
        Outcome::Do(proposal) => {
            let sayings = proposal.sayings.into_iter();
            sayings
                .map(|saying| (saying.channels, saying.at.map(|at| at.to_string())))
                .collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_announcement_is_shown_word_for_word_and_waits_for_its_code() {
    let decision = decide(
        &request("kunngjør «Husk boka!» til gruppe-1, gruppe-2"),
        &facts(),
    );
    insta::assert_snapshot!(decision.answer.as_plain_text());
    assert_eq!(decision.verdict, Verdict::Shown);
    assert!(
        matches!(decision.effects.as_slice(), [Effect::Keep(_)]),
        "{:?}",
        decision.effects
    );
}

#[rstest]
#[case::now("kunngjør «Hei» til gruppe-1", None)]
#[case::later_today("kunngjør «Hei» til gruppe-1 kl. 14.00", Some("2018-10-17T14:00:00"))]
#[case::a_time_that_is_over_is_tomorrows(
    "kunngjør «Hei» til gruppe-1 kl. 08.30",
    Some("2018-10-18T08:30:00")
)]
#[case::a_day_begins_when_posting_opens(
    "kunngjør «Hei» til gruppe-1 i morgen",
    Some("2018-10-18T07:30:00")
)]
#[case::a_day_and_a_time(
    "kunngjør «Hei» til gruppe-1 19.10. kl. 12.00",
    Some("2018-10-19T12:00:00")
)]
#[case::quiet_time_ends_first(
    "kunngjør «Hei» til gruppe-1 19.10. kl. 20.00",
    Some("2018-10-22T07:30:00")
)]
fn it_is_said_at_the_time_that_is_meant(#[case] text: &str, #[case] at: Option<&str>) {
    let said = said(&request(text), &facts());
    assert_eq!(
        said,
        [(vec!["gruppe-1-slack".to_owned()], at.map(str::to_owned))]
    );
}

#[rstest]
#[case::this_year("14.12.", "I gruppe-1-slack, fredag 14. desember kl. 12.00")]
#[case::next_year("10.1.", "I gruppe-1-slack, torsdag 10. januar 2019 kl. 12.00")]
fn the_year_is_shown_where_it_is_another_than_todays(#[case] day: &str, #[case] heading: &str) {
    let text = format!("kunngjør «Hei» til gruppe-1 {day} kl. 12.00");
    for shown in [shown(&text), shown(&format!("prøve {text}"))] {
        assert!(shown.contains(heading), "{shown}");
    }
}

#[test]
fn who_speaks_in_quiet_time_hears_when_it_is_said_instead() {
    let mut facts = facts();
    facts.now = local("2018-10-17T21:00");
    let decision = decide(&request("prøve kunngjør «Hei» til gruppe-1"), &facts);
    let told = decision.answer.as_plain_text();
    assert!(
        told.contains("stilletid") && told.contains("i morgen, torsdag 18. oktober kl. 07.30"),
        "{told}"
    );
}

#[test]
fn a_channel_of_two_networks_hears_it_once_and_each_language_in_its_own_post() {
    let mut facts = facts();
    let known = &mut facts.programmes[0];
    known.programme.networks[2].language = Some(Language::Swedish);
    let shared = "gruppe-1-slack".to_owned();
    known.routes[1].channel = shared.clone();
    let said = said(&request("kunngjør «Hei» til alle"), &facts);
    let channels: Vec<Vec<String>> = said.into_iter().map(|(channels, _)| channels).collect();
    assert_eq!(channels, [vec![shared], vec!["gruppe-3-slack".to_owned()]]);
}

#[test]
fn a_network_without_a_channel_is_told_of() {
    let mut facts = facts();
    facts.programmes[0]
        .routes
        .retain(|route| route.network != Some(id("gruppe-2")));
    let told = decide(
        &request("prøve kunngjør «Hei» til gruppe-1, gruppe-2"),
        &facts,
    );
    let told = told.answer.as_plain_text();
    assert!(
        told.contains("Ingen kanal når Gruppe 2: Barneskolene"),
        "{told}"
    );
    let no = decide(&request("kunngjør «Hei» til gruppe-2"), &facts);
    assert_eq!(no.verdict, Verdict::Refused);
}

#[test]
fn what_has_passed_is_not_said() {
    let command = Command::Announce {
        text: "Hei".to_owned(),
        networks: Networks::All,
        at: Some(When {
            date: Some(jiff::civil::date(2018, 10, 1)),
            time: None,
        }),
    };
    let late = Request {
        command,
        ..request("status")
    };
    assert_eq!(
        decide(&late, &facts()).answer.title,
        "Det tidspunktet er passert"
    );
}

#[test]
fn here_is_where_it_was_typed_and_a_leader_is_told_whom_to_ask() {
    let here = request_in("gruppe-2", "kunngjør «Hei»");
    let theirs = decide(&here, &facts_of("gruppe-1"));
    assert_eq!(theirs.verdict, Verdict::Refused);
    let own = said(&here, &facts_of("gruppe-2"));
    assert_eq!(own[0].0, ["gruppe-2-slack"]);
    let leader = decide(&here, &facts_of_leader());
    assert_eq!(
        (leader.verdict, leader.effects.len()),
        (Verdict::Refused, 0)
    );
    assert_eq!(leader.answer.title, "Det er det koordinatoren som gjør");
}

#[test]
fn a_dry_run_changes_nothing() {
    let decision = decide(&request("kunngjør «Hei» til alle --prøve"), &facts());
    assert!(decision.effects.is_empty());
    assert!(shown("kunngjør «Hei» til alle --prøve").contains("Dette er bare en prøve"));
}

/// Types `text`, and then confirms it under `facts`.
fn confirmed(text: &str, before: &Facts, after: &Facts) -> crate::desk::Decision {
    let first = decide(&request(text), before);
    let Some(Effect::Keep(draft)) = first.effects.into_iter().next() else {
        panic!("{:?}", first.answer);
    };
    let mut after = after.clone();
    let code = draft.code.clone();
    after.drafts = vec![draft];
    decide(&request(&format!("bekreft {code}")), &after)
}

#[test]
fn what_is_confirmed_is_said_and_the_draft_forgotten() {
    let facts = facts();
    let done = confirmed("kunngjør «Hei» til gruppe-1", &facts, &facts);
    assert_eq!(done.verdict, Verdict::Done);
    assert!(matches!(
        done.effects.as_slice(),
        [Effect::Say(_), Effect::Forget { .. }]
    ));
}

#[test]
fn what_would_be_said_otherwise_by_now_is_shown_anew() {
    let before = facts();
    let mut after = facts();
    // Posting has closed meanwhile.
    after.now = local("2018-10-17T16:05");
    let mut early = before.clone();
    early.now = local("2018-10-17T15:55");
    let anew = confirmed("kunngjør «Hei» til gruppe-1", &early, &after);
    assert_eq!(anew.verdict, Verdict::Shown);
    assert!(anew.answer.as_plain_text().contains("torsdag 18. oktober"));
    assert!(
        !anew
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Say(_)))
    );
}

#[test]
fn an_expired_draft_says_nothing() {
    let before = facts();
    let mut after = facts();
    after.now = local("2018-10-17T09:15");
    let late = confirmed("kunngjør «Hei» til gruppe-1", &before, &after);
    assert_eq!((late.verdict, late.effects.len()), (Verdict::Refused, 0));
}
