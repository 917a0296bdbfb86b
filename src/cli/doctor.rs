//! `doctor`: looks at the database and what lies beside it, changes nothing, and tells what to do.

mod findings;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::app::RunLock;
use crate::cli::{Failure, JsonArguments, Output, setup};
use crate::clock::Clock;
use crate::config::Settings;
use crate::store::{StoreError, examine};
use findings::{Finding, Level, Outside, judge};

/// Looks, tells, and fails when something must be mended.
pub(super) async fn run(
    arguments: &JsonArguments,
    config: Option<&Path>,
    out: &mut Output,
) -> Result<(), Failure> {
    let settings = setup::settings(config, out)?;
    let outside = look_outside(&settings);
    let found = match examine(&settings.database, Clock::System.now()).await {
        Ok(examination) => judge(&examination, &outside, Clock::System.now()),
        Err(error) => vec![Finding::of_error(&unopened(&settings.database, &error))],
    };
    if arguments.json {
        out.json(&found)?;
    } else {
        tell(&found, &settings.database, out)?;
    }
    match found.iter().any(|finding| finding.level == Level::Mend) {
        true => Err(Failure::AlreadySaid),
        false => Ok(()),
    }
}

fn unopened(database: &Path, error: &StoreError) -> String {
    if database.exists() {
        error.to_string()
    } else {
        format!(
            "there is no database at {} yet; `skolebud plan apply FILE` makes it",
            database.display()
        )
    }
}

fn tell(found: &[Finding], database: &Path, out: &mut Output) -> Result<(), Failure> {
    if found.is_empty() {
        return out.line(format!("{} is in good health.", database.display()));
    }
    out.table(
        &["", "What", "What to do"],
        found.iter().map(|finding| {
            let level = match finding.level {
                Level::Mend => "mend",
                Level::Look => "look",
                Level::Know => "know",
            };
            vec![level.to_owned(), finding.what.clone(), finding.then.clone()]
        }),
    )
}

/// What lies beside the database, and what the settings know.
fn look_outside(settings: &Settings) -> Outside {
    let database = &settings.database;
    let beside = |suffix: &str| {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let seals = beside(".seals");
    let keys: Vec<PathBuf> = fs::read_dir(&seals)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    let ours = [
        database.clone(),
        beside("-wal"),
        beside("-shm"),
        seals.clone(),
    ];
    let readable_by_others = ours
        .iter()
        .chain(&keys)
        .filter(|path| is_open_to_others(path))
        .map(|path| path.display().to_string())
        .collect();
    let keys = keys
        .iter()
        .filter_map(|path| path.file_stem()?.to_str()?.parse().ok())
        .collect();
    Outside {
        runs: RunLock::take(database).is_err(),
        keys,
        readable_by_others,
        channels: settings
            .channels
            .iter()
            .map(|configured| configured.channel.id.clone())
            .collect(),
    }
}

/// Whether users other than the owner and the group may read it.
fn is_open_to_others(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o007 != 0)
}
