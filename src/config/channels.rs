//! The channels of the settings file.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::chat::{Channel, ChannelKind};
use crate::config::address::{self, Unread};
use crate::config::findings::Findings;
use crate::config::secret::{Written, in_capitals};
use crate::config::variables::Variables;
use crate::config::{ConfiguredChannel, Serves};
use crate::programme::Id;
use crate::toml_reader::{Node, Table, choice, id, shortened, text};

/// Every channel, or nothing when one of them cannot be used.
pub(super) fn read(
    root: &Table<'_>,
    variables: &Variables<'_>,
    allowed_hosts: &[String],
    findings: &Findings<'_>,
) -> Option<Vec<ConfiguredChannel>> {
    let drafts = root.tables("channel", |table| Some(draft(table)));
    report_duplicates(root, &drafts);
    drafts
        .into_iter()
        .map(|draft| draft.into_channel(variables, allowed_hosts, findings))
        // All of them, so that every mistake is reported.
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

/// A channel as far as it could be read.
struct Draft {
    key: String,
    id: Option<Id>,
    kind: Option<ChannelKind>,
    serves: Option<Serves>,
    url_file: Option<PathBuf>,
    place: Option<String>,
}

impl Draft {
    fn into_channel(
        self,
        variables: &Variables<'_>,
        allowed_hosts: &[String],
        findings: &Findings<'_>,
    ) -> Option<ConfiguredChannel> {
        let id = self.id?;
        let variable = format!("CHANNEL_{}_URL", in_capitals(&id));
        let file_key = format!("{}.url_file", self.key);
        let written = Written::find(&variable, file_key, self.url_file, variables, findings);
        let unread = Unread {
            key: &self.key,
            variable: &variable,
        };
        let address = address::read(written, &unread, self.kind?, allowed_hosts, findings);
        Some(ConfiguredChannel {
            channel: Channel {
                id: id.to_string(),
                address: address?,
            },
            serves: self.serves?,
            place: self.place,
        })
    }
}

fn draft(table: &Table<'_>) -> Draft {
    if table.has("url") {
        table.report.error(
            &table.key_of("url"),
            "secret_in_file",
            "a webhook URL is a password and must not stand in this file".to_owned(),
            "Take it out and have the platform make a new one, since this one has been written \
             down. Give that in the variable SKOLEBUD_CHANNEL_<ID>_URL, or in a file of its own \
             named by url_file."
                .to_owned(),
        );
    }
    Draft {
        key: table.key.clone(),
        id: table.required("id", "\"gruppe-1-slack\"", id),
        kind: table.required("kind", "\"teams-workflow\"", kind),
        serves: serves(table),
        url_file: table.optional("url_file", text).map(PathBuf::from),
        place: table.optional("place", text),
    }
}

fn kind(node: &Node<'_>) -> Option<ChannelKind> {
    choice(ChannelKind::ALL.map(|kind| (kind.name(), kind)).to_vec())(node)
}

fn serves(table: &Table<'_>) -> Option<Serves> {
    let networks = table.list("networks", network);
    let programmes = table.list("coordinators_of", id);
    let message = match (table.has("networks"), table.has("coordinators_of")) {
        (true, true) => "a channel is for leaders or for coordinators, not for both",
        (true, false) if !networks.is_empty() => return Some(Serves::Networks(networks)),
        (false, true) if !programmes.is_empty() => return Some(Serves::Coordinators(programmes)),
        _ => "this channel serves nobody",
    };
    table.report.error(
        &table.key,
        "channel_serves",
        message.to_owned(),
        "Keep one of networks = [\"asker-2018/gruppe-1\"] and coordinators_of = [\"asker-2018\"]."
            .to_owned(),
    );
    None
}

/// A network of a programme: `asker-2018/gruppe-1`.
pub(super) fn network(node: &Node<'_>) -> Option<(Id, Id)> {
    let written = text(node)?;
    let ids = written
        .split_once('/')
        .and_then(|(programme, network)| Some((Id::parse(programme)?, Id::parse(network)?)));
    if ids.is_none() {
        node.error(
            "bad_value",
            format!("\"{}\" does not name a network", shortened(&written)),
            "Write the programme's id and the network's: \"asker-2018/gruppe-1\".".to_owned(),
        );
    }
    ids
}

fn report_duplicates(root: &Table<'_>, drafts: &[Draft]) {
    let mut by_id: HashMap<&Id, &str> = HashMap::new();
    let mut by_place: HashMap<&str, &str> = HashMap::new();
    for draft in drafts {
        if let Some(id) = &draft.id
            && let Some(earlier) = by_id.insert(id, &draft.key)
        {
            root.report.error(
                &format!("{}.id", draft.key),
                "duplicate_id",
                format!(
                    "there is a channel \"{id}\" already, in line {}",
                    root.report.line(earlier)
                ),
                "Give one of them another id.".to_owned(),
            );
        }
        if let Some(place) = &draft.place
            && let Some(earlier) = by_place.insert(place, &draft.key)
        {
            root.report.error(
                &format!("{}.place", draft.key),
                "duplicate_place",
                format!(
                    "the channel in line {} has this place already",
                    root.report.line(earlier)
                ),
                "Name it at one of them only; a channel can serve several networks: networks = \
                 [\"asker-2018/gruppe-1\", \"asker-2018/gruppe-2\"]."
                    .to_owned(),
            );
        }
    }
}
