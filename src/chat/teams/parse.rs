//! A body that Teams has signed → an event of ours: the activity that an outgoing webhook sends when
//! someone mentions it.
//!
//! Of the activity only what we use is read; everything in it may be absent, null or new.

use serde::Deserialize;

use crate::chat::received::{Broken, Received};
use crate::chat::teams::plain::plain;
use crate::chat::teams::verify::Verified;
use crate::clock::Timestamp;
use crate::inbox::{Deed, Event, Platform, Sender};
use crate::programme::Language;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Activity {
    #[serde(rename = "type")]
    kind: Option<String>,
    id: Option<String>,
    timestamp: Option<String>,
    from: Option<From>,
    conversation: Option<Conversation>,
    text: Option<String>,
    locale: Option<String>,
    channel_data: Option<ChannelData>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct From {
    id: Option<String>,
    name: Option<String>,
    aad_object_id: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Conversation {
    id: Option<String>,
    tenant_id: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ChannelData {
    teams_channel_id: Option<String>,
    channel: Option<Named>,
    tenant: Option<Named>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Named {
    id: Option<String>,
}

/// What someone said to the outgoing webhook that the settings call `webhook`. An activity that does
/// not say when it was written was written at `now`.
///
/// # Errors
/// When it is not JSON, or lacks who said what.
pub fn activity(webhook: &str, signed: Verified<'_>, now: Timestamp) -> Result<Received, Broken> {
    let activity: Activity = json(signed.body())?;
    if activity.kind.as_deref() != Some("message") {
        return Ok(Received::Ignored("unknown_type"));
    }
    let id = filled(activity.id).ok_or(Broken("no_id"))?;
    let from = activity.from.unwrap_or_default();
    let conversation = activity.conversation.unwrap_or_default();
    let data = activity.channel_data.unwrap_or_default();
    let (channel, root) = place(conversation.id.as_deref().unwrap_or_default());
    let text = plain(activity.text.as_deref().unwrap_or_default());
    let deed = match root.filter(|root| *root != id && !text.is_empty()) {
        Some(root) => Deed::Reply {
            thread: root.to_owned(),
            text,
            to_us: true,
        },
        None => Deed::Say { text },
    };
    let tenant = data.tenant.and_then(|tenant| tenant.id);
    let in_data = data.teams_channel_id.or(data.channel.and_then(|it| it.id));
    let written = activity.timestamp.as_deref().and_then(time);
    Ok(Received::event(Event {
        at: written.unwrap_or(now),
        sender: Sender {
            platform: Platform::Teams,
            tenant: filled(tenant.or(conversation.tenant_id)).ok_or(Broken("no_tenant"))?,
            user: filled(from.aad_object_id)
                .or(filled(from.id))
                .ok_or(Broken("no_user"))?,
            name: filled(from.name),
            language: activity.locale.as_deref().and_then(language),
            declared_school: None,
        },
        place: filled(in_data).or_else(|| filled(Some(channel.to_owned()))),
        deed,
        id: format!("teams:{webhook}:{id}"),
    }))
}

fn json(body: &[u8]) -> Result<Activity, Broken> {
    let text = std::str::from_utf8(body).map_err(|_| Broken("not_utf8"))?;
    serde_json::from_str(text).map_err(|error| match error.is_data() {
        true => Broken("odd_shape"),
        false => Broken("not_json"),
    })
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// The channel and the message at the root of the thread: `19:…@thread.tacv2;messageid=…`.
fn place(conversation: &str) -> (&str, Option<&str>) {
    let Some((channel, details)) = conversation.split_once(';') else {
        return (conversation, None);
    };
    let mut details = details.split(';');
    let root = details.find_map(|detail| detail.strip_prefix("messageid="));
    (channel, root.filter(|root| !root.is_empty()))
}

fn time(written: &str) -> Option<Timestamp> {
    let instant: jiff::Timestamp = written.parse().ok()?;
    Some(Timestamp::from_millis(instant.as_millisecond()))
}

/// The language of a locale as Teams writes it: `nb-NO`. `no` means bokmål.
fn language(locale: &str) -> Option<Language> {
    let tag = locale.split(['-', '_']).next()?.to_ascii_lowercase();
    match tag.as_str() {
        "no" => Some(Language::Bokmal),
        tag => Language::of_tag(tag),
    }
}

#[cfg(test)]
mod tests;
