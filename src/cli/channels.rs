//! `hello`: a test post, sent at once and by itself, so that IT sees that a channel works.

use std::path::Path;

use crate::chat::{self, Chat, Wire};
use crate::cli::{Failure, HelloArguments, Output, setup};
use crate::clock::Clock;
use crate::config::{Serves, Settings};
use crate::outbox::Outcome;
use crate::plan::Content;
use crate::programme::{Language, Zone};
use crate::words;

/// Sends the test post, or shows it.
pub(super) async fn hello(
    arguments: &HelloArguments,
    config: Option<&Path>,
    out: &mut Output,
) -> Result<(), Failure> {
    let settings = setup::settings(config, out)?;
    let Some(channel) = settings.channel(&arguments.channel) else {
        let known: Vec<&str> = settings
            .channels
            .iter()
            .map(|configured| configured.channel.id.as_str())
            .collect();
        return Err(Failure::Usage(format!(
            "the settings have no channel {}; they have {}",
            arguments.channel,
            if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            }
        )));
    };
    let now = Clock::System.now();
    let (language, zone) = voice(&settings, &arguments.channel, out).await?;
    let content = Content::Hello {
        channel: channel.id.clone(),
    };
    let message = words::compose(&content, language, &zone, now);
    if arguments.dry_run {
        out.line(message.as_plain_text())?;
        out.json(&chat::payload(&message, channel.address.kind()))?;
        return out.line("Nothing was sent: this was a dry run.");
    }
    let wire = Wire::open(chat::AllowedHosts {
        also: settings.allowed_hosts.clone(),
    })
    .map_err(Failure::because)?;
    let id = &channel.id;
    match Chat::new(wire).send(&message, channel, now).await {
        Outcome::Sent => out.line(format!(
            "{id}: the platform took it. Look in the channel: a Teams workflow may still fail after that."
        )),
        Outcome::TryLater { reason, .. } => Err(Failure::because(format!(
            "{id}: not now ({reason}); try again in a while"
        ))),
        Outcome::Refused { reason } => Err(Failure::because(format!(
            "{id}: refused ({reason}); someone must mend the channel or its webhook"
        ))),
        Outcome::Unknown { reason } => Err(Failure::because(format!(
            "{id}: no clear answer ({reason}); look in the channel whether it arrived"
        ))),
    }
}

/// The language and zone of the programme that the channel serves, where the database has it.
async fn voice(
    settings: &Settings,
    channel: &str,
    out: &Output,
) -> Result<(Language, Zone), Failure> {
    let utc = || Zone::named("UTC").ok_or_else(|| Failure::because("the zone UTC is missing"));
    let programme = settings
        .channels
        .iter()
        .find(|configured| configured.channel.id == channel)
        .and_then(|configured| match &configured.serves {
            Serves::Networks(networks) => networks.first().map(|(programme, _)| programme.clone()),
            Serves::Coordinators(programmes) => programmes.first().cloned(),
        });
    let (Some(programme), true) = (programme, settings.database.exists()) else {
        return Ok((Language::English, utc()?));
    };
    let app = crate::app::App::open(
        settings.clone(),
        Clock::System,
        crate::entropy::Entropy::System,
    )
    .await;
    match app {
        Ok(app) => {
            let stored = app.store.programme(&programme).await?;
            app.store.close().await;
            match stored {
                Some(stored) => Ok((stored.from_file.language, stored.from_file.zone)),
                None => Ok((Language::English, utc()?)),
            }
        }
        Err(error) => {
            out.note(format!("warning: {error}"));
            Ok((Language::English, utc()?))
        }
    }
}
