//! To the coordinators: a room is missing, posts did not arrive. And the test post.

use super::voice::Voice;
use crate::plan::{SessionFacts, TroubleFacts, Unsaid};
use crate::programme::{Id, PostKind};
use crate::words::texts::Value;
use crate::words::{Message, Part, Style, Text};

/// The session still has no room.
pub(super) fn room_missing(voice: &Voice, session: &SessionFacts, network: &Id) -> Message {
    let when = voice.when(session);
    let summary = voice.say(
        "room-missing-summary",
        &[
            ("network", Value::Text(&session.network)),
            ("number", Value::Number(session.number)),
            ("when", Value::Text(&when)),
        ],
    );
    let place = voice.say("room-missing-place", &[]);
    let command = format!("skolebud move {network} {} --place \"{place}\"", session.id);
    let facts = vec![
        voice.fact("fact-when", voice.when(session)),
        voice.network_fact(session),
    ];
    voice.message(
        voice.say_of("room-missing-title", session.number),
        summary,
        vec![
            Part::Facts(facts),
            voice.paragraph("room-missing-lead"),
            Part::Paragraph(Text::default().and(command, Style::Strong)),
        ],
    )
}

/// What was not said, to whom, why, and what to do now; `more` are not listed.
pub(super) fn trouble(voice: &Voice, items: &[TroubleFacts], more: usize) -> Message {
    let count = ("count", Value::Number(items.len() + more));
    let title = voice.say("trouble-title", &[count]);
    let first = items.first().map(|item| what_and_where(voice, item));
    let summary = match first {
        Some((what, to)) => {
            let first = format!("{what} {to}");
            let values = [
                ("title", Value::Text(&title)),
                ("first", Value::Text(&first)),
            ];
            voice.say("trouble-summary", &values)
        }
        None => title.clone(),
    };
    let bullets = items.iter().map(|item| trouble_item(voice, item)).collect();
    let mut parts = vec![Part::Bullets(bullets)];
    if more > 0 {
        let values = [("count", Value::Number(more))];
        let command = ("command", "skolebud log --trouble", Style::Strong);
        parts.push(Part::Note(voice.say_styled(
            "trouble-more",
            &values,
            command,
        )));
    }
    voice.message(title, summary, parts)
}

fn trouble_item(voice: &Voice, item: &TroubleFacts) -> Text {
    let (what, to) = what_and_where(voice, item);
    let command = format!("skolebud retry {}", item.delivery);
    let with_command = |key: &str| voice.say_styled(key, &[], ("command", &command, Style::Strong));
    let remedy = match item.unsaid {
        Unsaid::Missed => with_command("trouble-missed"),
        Unsaid::Unknown => with_command("trouble-unknown"),
        Unsaid::Refused => with_command("trouble-retry"),
    };
    let mut text = Text::default()
        .and(what, Style::Strong)
        .and(format!(" {to}. "), Style::Plain);
    if let Some(why) = why(voice, item) {
        text = text.and(format!("{why} "), Style::Plain);
    }
    text.0.extend(remedy.0);
    text
}

/// The reason explained, with what to change. That a post came too late needs no further reason.
fn why(voice: &Voice, item: &TroubleFacts) -> Option<String> {
    match (item.reason.as_deref(), item.unsaid) {
        (None | Some("missed"), Unsaid::Missed) => None,
        (Some(reason), _) => {
            let reason_value = [("reason", Value::Text(reason))];
            Some(voice.say(explanation(reason), &reason_value))
        }
        (None, _) => Some(voice.say("trouble-reason-none", &[])),
    }
}

/// "Påminnelse, samling 2 (Ungdomsskolene)" and "til asker-slack".
fn what_and_where(voice: &Voice, item: &TroubleFacts) -> (String, String) {
    let kind = voice.say(kind_key(item.kind), &[]);
    let what = match &item.session {
        Some(session) => voice.say(
            "trouble-what",
            &[
                ("kind", Value::Text(&kind)),
                ("number", Value::Number(session.number)),
                ("network", Value::Text(&session.network)),
            ],
        ),
        None => kind,
    };
    let to = voice.say("trouble-to", &[("channel", Value::Text(&item.channel))]);
    (what, to)
}

/// The text that explains `reason`: a word of the platforms, of our own sending, or an HTTP status.
fn explanation(reason: &str) -> &'static str {
    match reason {
        "channel_is_archived" => "trouble-reason-archived",
        "channel_not_found" => "trouble-reason-no-channel",
        "no_service" | "no_service_id" | "no_active_hooks" | "no_team" | "team_disabled"
        | "http_404" | "http_410" => "trouble-reason-no-webhook",
        "invalid_token" | "http_401" => "trouble-reason-not-accepted",
        "action_prohibited" | "http_403" => "trouble-reason-prohibited",
        "posting_to_general_channel_denied" => "trouble-reason-general",
        "channel_not_in_settings"
        | "bad_url"
        | "private_address"
        | "host_not_allowed"
        | "redirected" => "trouble-reason-settings",
        "dns" | "tls" | "connect_timeout" | "connect_failed" | "connection_refused"
        | "unreachable" => "trouble-reason-not-reached",
        "stopped_while_sending"
        | "reset"
        | "closed_without_answer"
        | "broken_answer"
        | "unexpected_answer" => "trouble-reason-no-answer",
        "http_429" | "rollup_error" => "trouble-reason-platform",
        _ if reason.contains("timeout") => "trouble-reason-no-answer",
        _ if reason.starts_with("http_5") => "trouble-reason-platform",
        _ => "trouble-reason-other",
    }
}

const fn kind_key(kind: PostKind) -> &'static str {
    match kind {
        PostKind::Preparation => "kind-preparation",
        PostKind::Sharing => "kind-sharing",
        PostKind::Reminder => "kind-reminder",
        PostKind::Closing => "kind-closing",
        PostKind::IntermediateWork => "kind-intermediate-work",
        PostKind::Touchpoint => "kind-touchpoint",
        PostKind::Registration => "kind-registration",
        PostKind::RoomMissing => "kind-room-missing",
        PostKind::Prompt => "kind-prompt",
        PostKind::Question => "kind-question",
        PostKind::Nudge => "kind-nudge",
        PostKind::Result => "kind-result",
        PostKind::Announcement => "kind-announcement",
        PostKind::Moved => "kind-moved",
        PostKind::RoomChanged => "kind-room-changed",
        PostKind::Cancelled => "kind-cancelled",
        PostKind::Trouble => "kind-trouble",
        PostKind::Hello => "kind-hello",
    }
}

/// The test post.
pub(super) fn hello(voice: &Voice, channel: &str) -> Message {
    let channel = [("channel", Value::Text(channel))];
    let lead = Part::Paragraph(Text::plain(voice.say("hello-lead", &channel)));
    voice.message(
        voice.say("hello-title", &[]),
        voice.say("hello-summary", &channel),
        vec![lead],
    )
}
