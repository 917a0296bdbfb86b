//! `replies`: the sharing sheet.

use std::sync::Arc;

use crate::app::App;
use crate::cli::{Failure, Output, RepliesArguments};
use crate::programme::{Id, Programme};
use crate::report::sheet::{self, Wanted};

/// `replies`.
pub(super) async fn show(
    arguments: &RepliesArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let programmes = app.store.programmes_in_force().await?;
    let wanted = wanted(arguments, &programmes)?;
    let said = app.store.said().await?;
    let said: Vec<_> = said.into_iter().map(|said| (said.at, said.post)).collect();
    let mut sheets = Vec::new();
    for programme in &programmes {
        let replies = app.store.replies(&programme.id).await?;
        sheets.extend(sheet::sheets(programme, &said, &replies, &wanted));
    }
    if arguments.json {
        return out.json(&sheets);
    }
    if arguments.csv {
        return out.raw(&sheet::csv(&sheets).map_err(Failure::because)?);
    }
    if sheets.is_empty() {
        return out.line("Nothing has been said yet that asks for a reply.");
    }
    out.raw(&sheet::text(&sheets))
}

/// The network and the session that were asked for, which are there.
fn wanted(arguments: &RepliesArguments, programmes: &[Arc<Programme>]) -> Result<Wanted, Failure> {
    let networks = || programmes.iter().flat_map(|programme| &programme.networks);
    let sessions = || networks().flat_map(|network| &network.sessions);
    Ok(Wanted {
        network: known(
            "network",
            arguments.network.as_deref(),
            networks().map(|it| &it.id),
        )?,
        session: known(
            "session",
            arguments.session.as_deref(),
            sessions().map(|it| &it.id),
        )?,
    })
}

fn known<'i>(
    what: &str,
    typed: Option<&str>,
    mut ids: impl Iterator<Item = &'i Id>,
) -> Result<Option<Id>, Failure> {
    let Some(typed) = typed else {
        return Ok(None);
    };
    let found = ids.find(|id| id.as_str() == typed).cloned();
    found.map(Some).ok_or_else(|| {
        Failure::Usage(format!(
            "there is no {what} {typed}; `skolebud plan show` lists them"
        ))
    })
}
