//! `backup` and `restore`: a whole copy of the database while it is used, and back.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::app::RunLock;
use crate::cli::{BackupArguments, Failure, Output, RestoreArguments, setup};
use crate::clock::{Clock, Timestamp};
use crate::store::{Store, copy, cut_log, examine};

/// Writes the copy, looks it through, and only then gives it its name: what has the name is whole.
pub(super) async fn back_up(
    arguments: &BackupArguments,
    config: Option<&Path>,
    out: &mut Output,
) -> Result<(), Failure> {
    let database = setup::settings(config, out)?.database;
    let target = &arguments.file;
    if target.exists() {
        return Err(Failure::Usage(format!(
            "{} is there already; a backup overwrites nothing: choose another name",
            target.display()
        )));
    }
    let unfinished = with_suffix(target, ".unfinished");
    // Left by a backup that was interrupted; it is of no use.
    remove(&unfinished)?;
    let result = write_whole(&database, &unfinished).await;
    if result.is_err() {
        // The mistake itself is told; what cannot be removed now is removed by the next backup.
        let _ = remove(&unfinished);
    }
    let size = result?;
    fs::rename(&unfinished, target).map_err(|error| cannot("name the backup", target, &error))?;
    sync_folder(target)?;
    out.line(format!(
        "{} holds everything ({} kB), checked. The keys of open secret questions are left out on purpose.",
        target.display(),
        size.div_ceil(1024)
    ))
}

async fn write_whole(database: &Path, unfinished: &Path) -> Result<u64, Failure> {
    copy(database, unfinished).await?;
    let found = examine(unfinished, Clock::System.now()).await?;
    if let Some(damage) = found.damage.first() {
        return Err(Failure::because(format!(
            "the copy is damaged, so the database is, too ({damage}): run `skolebud doctor`"
        )));
    }
    make_sure_of(unfinished)
}

/// For its owner alone, and on the disk: then it may have its name. Its size in bytes.
fn make_sure_of(unfinished: &Path) -> Result<u64, Failure> {
    fs::set_permissions(unfinished, fs::Permissions::from_mode(0o600))
        .map_err(|error| cannot("protect", unfinished, &error))?;
    let file = fs::File::open(unfinished).map_err(|error| cannot("open", unfinished, &error))?;
    file.sync_all()
        .map_err(|error| cannot("write", unfinished, &error))?;
    Ok(file.metadata().map_or(0, |data| data.len()))
}

/// Puts a backup in the place of the database, which is kept beside it. What should have been said
/// since the backup was made may have been said: it is not said again by itself.
pub(super) async fn restore(
    arguments: &RestoreArguments,
    config: Option<&Path>,
    out: &mut Output,
) -> Result<(), Failure> {
    let database = setup::settings(config, out)?.database;
    let _lock = RunLock::take(&database)?;
    let now = Clock::System.now();
    look_through(&arguments.file, now).await?;
    let unfinished = with_suffix(&database, ".restoring");
    remove(&unfinished)?;
    copy(&arguments.file, &unfinished).await?;
    let missed = forget_what_may_have_been_said(&unfinished, now).await?;
    make_sure_of(&unfinished)?;
    let kept = put_aside(&database, now).await?;
    fs::rename(&unfinished, &database)
        .map_err(|error| cannot("put the backup in its place as", &database, &error))?;
    sync_folder(&database)?;
    out.line(format!("{} is restored.", database.display()))?;
    if let Some(kept) = kept {
        out.line(format!(
            "What was there before is kept as {}.",
            kept.display()
        ))?;
    }
    if missed > 0 {
        out.line(format!(
            "{missed} posts were due between the backup and now. They may have been said, so they are \
             not said again by themselves: see `skolebud log --trouble` and `skolebud retry`."
        ))?;
    }
    out.line("Start the worker with `skolebud serve`.")
}

/// Refuses a file that would not do.
async fn look_through(file: &Path, now: Timestamp) -> Result<(), Failure> {
    if !file.exists() {
        return Err(Failure::Usage(format!(
            "there is no file {}",
            file.display()
        )));
    }
    let found = examine(file, now)
        .await
        .map_err(|error| Failure::because(format!("{}: {error}", file.display())))?;
    if let Some(damage) = found.damage.first() {
        return Err(Failure::because(format!(
            "{} is damaged ({damage}): take an older backup",
            file.display()
        )));
    }
    if found.schema > found.own_schema {
        return Err(Failure::because(format!(
            "{} was made by a newer Skolebud (schema {}; this one knows {}): use that version",
            file.display(),
            found.schema,
            found.own_schema
        )));
    }
    Ok(())
}

async fn forget_what_may_have_been_said(file: &Path, now: Timestamp) -> Result<u64, Failure> {
    let store = Store::open(file).await?;
    let missed = store.miss_what_was_due(now).await?;
    store.close().await;
    Ok(missed)
}

/// Gives the database and what belongs to it a second name, and says which; nothing when there was none.
/// Its own name leads to the whole of it until the backup takes that over at one stroke: whoever is
/// interrupted has the old one or the new one.
async fn put_aside(database: &Path, now: Timestamp) -> Result<Option<PathBuf>, Failure> {
    if !database.exists() {
        return Ok(None);
    }
    // From here on the file alone is whole. A damaged one is put aside with its log as it is.
    let _ = cut_log(database).await;
    let stamp = now.to_string().replace([':', '.'], "-");
    let kept = with_suffix(database, &format!(".before-restore-{stamp}"));
    let parts = ["", "-wal", "-shm"].map(|part| (with_suffix(database, part), part));
    for (from, part) in parts.iter().filter(|(from, _)| from.exists()) {
        fs::hard_link(from, with_suffix(&kept, part))
            .map_err(|error| cannot("put aside", from, &error))?;
    }
    sync_folder(database)?;
    for (from, _) in parts.iter().filter(|(_, part)| !part.is_empty()) {
        remove(from)?;
    }
    Ok(Some(kept))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Removes a file that may not be there.
fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(cannot("remove", path, &error))
        }
        _ => Ok(()),
    }
}

/// A new name is safe when its folder is on the disk.
fn sync_folder(path: &Path) -> Result<(), Failure> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| cannot("write", folder, &error))
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::because(format!("cannot {what} {}: {error}", path.display()))
}
