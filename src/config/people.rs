//! Who coordinates from the start.

use crate::config::ConfiguredCoordinator;
use crate::config::channels::network;
use crate::toml_reader::{Node, Table, id, shortened, text};

/// Every coordinator, or nothing when one of them cannot be read.
pub(super) fn read(root: &Table<'_>) -> Option<Vec<ConfiguredCoordinator>> {
    root.tables("coordinator", |table| Some(coordinator(table)))
        .into_iter()
        .collect()
}

fn coordinator(table: &Table<'_>) -> Option<ConfiguredCoordinator> {
    let networks = table.list("networks", network);
    let programmes = table.list("programmes", id);
    let serves_somebody = table.has("networks") || table.has("programmes");
    if !serves_somebody {
        table.report.error(
            &table.key,
            "missing_key",
            "this coordinator coordinates nothing".to_owned(),
            "Add programmes = [\"asker-2018\"] or networks = [\"asker-2018/gruppe-1\"].".to_owned(),
        );
    }
    let person = table.required("person", "\"slack/T024BE7LD/U2147483697\"", person)?;
    serves_somebody.then_some(ConfiguredCoordinator {
        person,
        programmes,
        networks,
    })
}

/// `platform/tenant/user`.
fn person(node: &Node<'_>) -> Option<String> {
    let written = text(node)?;
    let parts: Vec<&str> = written.split('/').collect();
    let fits = matches!(parts.as_slice(), [platform, _, user]
        if matches!(*platform, "slack" | "teams" | "sandbox") && !user.trim().is_empty());
    if !fits {
        node.error(
            "bad_value",
            format!("\"{}\" does not name a person", shortened(&written)),
            "Write platform, workspace or tenant, and user with slashes between: \
             \"slack/T024BE7LD/U2147483697\", \"teams/<tenant>/<user>\"."
                .to_owned(),
        );
    }
    fits.then_some(written)
}
