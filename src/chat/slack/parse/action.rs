//! Taps on what we render for questions (`render.rs` beside this writes what is read here).

use std::collections::BTreeMap;

use secrecy::SecretString;
use serde::Deserialize;

use crate::chat::received::{Broken, Received};
use crate::chat::slack::choices::{LINK, SEND, TICK, VOTE, Vote};
use crate::chat::slack::parse::time;
use crate::inbox::{Deed, Event, Given, Platform, Sender};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Interaction {
    #[serde(rename = "type")]
    kind: Option<String>,
    user: Option<Named>,
    team: Option<Named>,
    enterprise: Option<Named>,
    channel: Option<Named>,
    container: Option<Container>,
    state: Option<State>,
    response_url: Option<String>,
    actions: Option<Vec<Action>>,
}

/// Anything with an id.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Named {
    id: Option<String>,
    username: Option<String>,
    name: Option<String>,
    team_id: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Container {
    channel_id: Option<String>,
}

/// What is chosen in the whole message, by block and by element.
#[derive(Default, Deserialize)]
#[serde(default)]
struct State {
    values: BTreeMap<String, BTreeMap<String, Chosen>>,
}

/// An element that was tapped.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Action {
    action_id: Option<String>,
    block_id: Option<String>,
    action_ts: Option<String>,
    value: Option<String>,
    #[serde(flatten)]
    chosen: Chosen,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    selected_option: Option<Choice>,
    selected_options: Option<Vec<Choice>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Choice {
    value: Option<String>,
}

pub(super) fn read(interaction: Interaction) -> Result<Received, Broken> {
    if interaction.kind.as_deref() != Some("block_actions") {
        return Ok(Received::Ignored("unknown_type"));
    }
    // One tap is one action.
    let actions = interaction.actions.as_deref();
    let Some(action) = actions.and_then(<[_]>::first) else {
        return Err(Broken("no_action"));
    };
    let given = match given(action, interaction.state.as_ref())? {
        Ok(given) => given,
        Err(ignored) => return Ok(Received::Ignored(ignored)),
    };
    let action_ts = action.action_ts.as_deref().ok_or(Broken("no_time"))?;
    let at = time(action_ts).ok_or(Broken("odd_time"))?;
    let user = interaction.user.unwrap_or_default();
    let user_id = user.id.ok_or(Broken("no_user"))?;
    let team = interaction.team.and_then(|team| team.id);
    let enterprise = interaction.enterprise.and_then(|it| it.id);
    let channel = interaction.channel.and_then(|channel| channel.id);
    let container = interaction.container.and_then(|it| it.channel_id);
    let event = Event {
        // Nothing of what was tapped: ids of events are kept, and answers may be secret.
        id: format!("slack:action:{action_ts}:{user_id}"),
        at,
        sender: Sender {
            platform: Platform::Slack,
            tenant: team
                .or(user.team_id)
                .or(enterprise)
                .ok_or(Broken("no_team"))?,
            user: user_id,
            name: user.username.or(user.name),
            language: None,
            declared_school: None,
        },
        place: channel.or(container),
        deed: Deed::Vote {
            asking: given.asking,
            answer: Given::Options(given.options),
        },
    };
    Ok(Received::Event {
        event: Box::new(event),
        later: interaction.response_url.map(SecretString::from),
    })
}

/// What was chosen, or why the tap chose nothing.
fn given(action: &Action, state: Option<&State>) -> Result<Result<Vote, &'static str>, Broken> {
    let id = action.action_id.as_deref().unwrap_or_default();
    if id.starts_with(LINK) {
        return Ok(Err("link"));
    }
    if id.starts_with(TICK) {
        return Ok(Err("not_sent_yet"));
    }
    if id.starts_with(SEND) {
        return sent(action, state).map(Ok);
    }
    if !id.starts_with(VOTE) {
        return Ok(Err("not_ours"));
    }
    let chosen = action.value.iter().map(String::as_str);
    let values: Vec<&str> = chosen.chain(action.chosen.values()).collect();
    if values.is_empty() {
        return Ok(Err("nothing_chosen"));
    }
    Vote::of_values(&values).map(Ok).ok_or(Broken("odd_value"))
}

/// All that is ticked in the block of the button that was tapped.
fn sent(action: &Action, state: Option<&State>) -> Result<Vote, Broken> {
    let asking = action.value.clone().filter(|value| !value.is_empty());
    let block = action.block_id.as_deref().unwrap_or_default();
    let elements = state.and_then(|state| state.values.get(block));
    let ticked = elements
        .into_iter()
        .flat_map(BTreeMap::values)
        .flat_map(Chosen::values);
    Ok(Vote {
        asking: asking.ok_or(Broken("odd_value"))?,
        options: ticked.map(str::to_owned).collect(),
    })
}

impl Chosen {
    fn values(&self) -> impl Iterator<Item = &str> {
        let many = self.selected_options.iter().flatten();
        let choices = self.selected_option.iter().chain(many);
        choices.filter_map(|choice| choice.value.as_deref())
    }
}
