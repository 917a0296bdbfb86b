//! What speaks to many is shown first, word for word, and said when its sender confirms it.

use std::time::Duration;

use crate::desk::{Decision, Draft, Effect, Facts, Outcome, Proposal, Request, Verdict};
use crate::inbox::command::{Command, Reading, read};

/// How long a draft waits for its sender's word.
const WAITS: Duration = Duration::from_secs(15 * 60);
/// Letters and digits that nobody takes for one another.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const CODE_LENGTH: usize = 4;

/// Shows `proposal` and waits.
pub(super) fn ask(request: &Request, proposal: &Proposal, facts: &Facts) -> Decision {
    let code = code(facts);
    let draft = Draft {
        code: code.clone(),
        person: facts.who.person.clone(),
        place: request.place.clone(),
        command: request.command.written(request.language, false),
        language: request.language,
        typed_on: request.today,
        shown: proposal.fingerprint(),
        made_at: facts.now,
        expires_at: facts.now.plus(WAITS),
    };
    Decision {
        answer: proposal.as_draft(request.language, &code, request.today),
        effects: vec![Effect::Keep(draft)],
        verdict: Verdict::Shown,
    }
}

/// Does what was shown under `code`, if it would still say the same; else shows it anew.
pub(super) fn decide(request: &Request, code: &str, facts: &Facts) -> Decision {
    let mut drafts = facts.drafts.iter();
    // The drafts are the sender's own, and the sender is known already: a code is no secret before its
    // owner, so that comparing it may take any time.
    let Some(draft) = drafts.find(|draft| draft.code == code && facts.now < draft.expires_at)
    else {
        let answer = super::told(request.language, "desk-no-draft", "desk-no-draft-note");
        return Decision::refused(answer);
    };
    let forget = Effect::Forget {
        code: code.to_owned(),
    };
    if request.discard {
        let answer = super::told(request.language, "desk-discarded", "desk-discarded-note");
        return Decision {
            answer,
            effects: vec![forget],
            verdict: Verdict::Done,
        };
    }
    let Some(command) = drafted(draft) else {
        let answer = super::told(request.language, "desk-no-draft", "desk-no-draft-note");
        return Decision::refused(answer);
    };
    let original = Request {
        command,
        today: draft.typed_on,
        language: draft.language,
        ..request.clone()
    };
    let mut decision = match super::outcome(&original, facts) {
        Outcome::Do(proposal) if proposal.fingerprint() == draft.shown => {
            Decision::done(proposal, request.language)
        }
        Outcome::Do(proposal) => ask(&original, &proposal, facts),
        Outcome::Tell(answer) | Outcome::Reveal { answer, .. } => Decision::shown(answer),
        Outcome::No(answer) => Decision::refused(answer),
    };
    decision.effects.push(forget);
    decision
}

/// The command that `request` gives or, where it confirms one, that it confirms.
pub(super) fn meant(request: &Request, facts: &Facts) -> Option<Command> {
    let Command::Confirm { code } = &request.command else {
        return Some(request.command.clone());
    };
    let mut drafts = facts.drafts.iter();
    drafted(drafts.find(|draft| draft.code == *code)?)
}

fn drafted(draft: &Draft) -> Option<Command> {
    match read(&draft.command, draft.typed_on) {
        Reading::Command { command, .. } => Some(command),
        Reading::NotACommand { .. } | Reading::Mistake(_) => None,
    }
}

fn code(facts: &Facts) -> String {
    let mut chance = facts.chance;
    let mut code = String::with_capacity(CODE_LENGTH);
    let many = LETTERS.len() as u64;
    while code.len() < CODE_LENGTH {
        let at = usize::try_from(chance % many).unwrap_or_default();
        code.extend(LETTERS.get(at).map(|letter| char::from(*letter)));
        chance /= many;
    }
    code
}
