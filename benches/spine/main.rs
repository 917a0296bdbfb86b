//! Measures the spine on this machine: planning, sending, growth with what is stored, start-up, memory
//! and the cost of idling. Disks differ most, so the rate of commits is measured first and printed
//! beside.
//!
//! `cargo bench --bench spine -- [SECTION …] [--small] [--large] [--json]`; docs/performance.md says
//! what each line means.

mod figures;
mod growth;
mod planning;
mod process;
mod receiver;
mod scene;
mod sending;
mod serving;

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use clap::{Parser, ValueEnum};

use figures::Figures;
use scene::Scale;

#[derive(Debug, Parser)]
struct Options {
    /// What to measure [default: everything]
    sections: Vec<Section>,
    /// A quick run with little of everything, to see that it works
    #[arg(long)]
    small: bool,
    /// Also with a million stored posts
    #[arg(long, conflicts_with = "small")]
    large: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Section {
    Planning,
    Sending,
    Growth,
    Process,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let figures = runtime.block_on(measure(&options))?;
    let mut out = std::io::stdout().lock();
    if options.json {
        writeln!(out, "{}", figures.json())?;
    } else {
        writeln!(out, "{}", figures.table())?;
    }
    Ok(())
}

async fn measure(options: &Options) -> anyhow::Result<Figures> {
    let scale = Scale::of(options.small, options.large);
    // On the disk that the build is on: the system's temporary folder may be memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let wanted = |section| options.sections.is_empty() || options.sections.contains(&section);
    let mut figures = Figures::new();
    measure_disk(folder.path(), &mut figures).await?;
    if wanted(Section::Planning) {
        planning::measure(&scale, folder.path(), &mut figures).await?;
    }
    if wanted(Section::Sending) {
        sending::measure(&scale, folder.path(), &mut figures).await?;
    }
    if wanted(Section::Growth) {
        growth::measure(&scale, folder.path(), &mut figures).await?;
    }
    if wanted(Section::Process) {
        process::measure(&scale, folder.path(), &mut figures).await?;
    }
    Ok(figures)
}

/// How many commits of one row the disk takes in a second, each of them safe on the disk.
async fn measure_disk(folder: &Path, figures: &mut Figures) -> anyhow::Result<()> {
    use sqlx::ConnectOptions as _;
    use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
    figures.now("commits to the disk");
    let mut connection = SqliteConnectOptions::new()
        .filename(folder.join("disk.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await
        .context("cannot make a database to measure the disk")?;
    sqlx::query("CREATE TABLE row (number INTEGER PRIMARY KEY) STRICT")
        .execute(&mut connection)
        .await?;
    let mut rates = Vec::new();
    for _ in 0..3 {
        let watch = figures::Watch::start();
        for _ in 0..300 {
            sqlx::query("INSERT INTO row DEFAULT VALUES")
                .execute(&mut connection)
                .await?;
        }
        rates.push(watch.rate(300));
    }
    figures.add(
        "disk: commits of one row, synchronous = FULL",
        rates,
        "commits/s",
    );
    Ok(())
}
