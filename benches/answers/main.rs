//! Measures the answers on this machine: signed votes from distinct people come in at the door of a
//! running `serve` over so many connections at once; each is acknowledged when it is safe on the disk.
//! Beside it, by turns, what the same disk does when every vote has a transaction of its own.
//!
//! `cargo bench --bench answers -- [--small] [--json]`; docs/performance.md says what each line means.

mod alone;
#[path = "../spine/figures.rs"]
mod figures;
mod house;
mod load;
#[path = "../spine/serving.rs"]
mod serving;

use std::io::Write as _;
use std::path::Path;

use clap::Parser;
use skolebud::programme::question::Mode;

use figures::{Figures, Growth, Size, median_of};
use house::House;
use load::{Load, Measured};
use serving::{Serve, file_size};

#[derive(Debug, Parser)]
struct Options {
    /// A quick run with little of everything, to see that it works
    #[arg(long)]
    small: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

/// How much of everything.
struct Scale {
    /// Connections, and the votes of one run over them.
    runs: Vec<(usize, usize)>,
    /// Votes with a transaction of their own.
    alone: usize,
    /// Votes that are stored before the runs beside stored ones.
    stored: Vec<usize>,
    /// Votes of one run beside stored ones.
    beside_stored: usize,
    /// Votes that one process has taken in when its memory is read.
    before_memory: usize,
    starts: usize,
    repeats: usize,
}

impl Scale {
    fn of(small: bool) -> Self {
        if small {
            return Self {
                runs: vec![(1, 500), (32, 10_000)],
                alone: 1_000,
                stored: vec![100, 10_000],
                beside_stored: 5_000,
                before_memory: 14_000,
                starts: 1,
                repeats: 1,
            };
        }
        Self {
            runs: vec![(1, 3_000), (32, 30_000), (256, 30_000)],
            alone: 2_000,
            stored: vec![1_000, 10_000, 100_000, 1_000_000],
            beside_stored: 15_000,
            before_memory: 100_000,
            starts: 5,
            repeats: 3,
        }
    }
}

/// Connections at which the ratios are told.
const MANY: usize = 32;

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    // One thread: those who answer leave the machine to the program.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let figures = runtime.block_on(measure(&Scale::of(options.small)))?;
    let mut out = std::io::stdout().lock();
    if options.json {
        writeln!(out, "{}", figures.json())?;
    } else {
        writeln!(out, "{}", figures.table())?;
    }
    Ok(())
}

async fn measure(scale: &Scale) -> anyhow::Result<Figures> {
    // On the disk that the build is on: the system's temporary folder may be memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut figures = Figures::new();
    for mode in [Mode::Named, Mode::Secret] {
        rates(mode, scale, folder.path(), &mut figures).await?;
        growth(mode, scale, folder.path(), &mut figures).await?;
    }
    Ok(figures)
}

async fn rates(
    mode: Mode,
    scale: &Scale,
    folder: &Path,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let name = name(mode);
    let house = House::make(folder, &format!("{name}-rates"), mode, 0).await?;
    let beside = House::make(folder, &format!("{name}-alone"), mode, 0).await?;
    let serve = Serve::start(&house.settings)?;
    serve.until_ready()?;
    let mut load = Load::new(serve.address);
    let mut alone = Vec::new();
    let mut all: Vec<Vec<Measured>> = scale.runs.iter().map(|_| Vec::new()).collect();
    for run in 0..scale.repeats {
        for (measured, (connections, votes)) in all.iter_mut().zip(&scale.runs) {
            figures.now(format!("{name}: {connections} connections, run {run}"));
            measured.push(load.run(*connections, *votes).await?);
            figures.now(format!("{name}: a transaction a vote, run {run}"));
            alone.push(alone::rate(&beside, mode, scale.alone).await?);
        }
    }
    let alone = figures.add(format!("{name}: a transaction a vote"), alone, "votes/s");
    for (measured, (connections, _)) in all.into_iter().zip(&scale.runs) {
        let of = format!("{name}, {connections} connections:");
        let each = |what: fn(&Measured) -> f64| measured.iter().map(what).collect();
        let rate = figures.add(format!("{of} acknowledged"), each(|it| it.rate), "votes/s");
        figures.add(format!("{of} median wait"), each(|it| it.p50), "ms");
        figures.add(format!("{of} 99 of 100 within"), each(|it| it.p99), "ms");
        if *connections == MANY {
            let ratio = vec![rate / alone];
            figures.add(format!("{of} … to a transaction a vote"), ratio, "×");
        }
    }
    figures.now(format!("{name}: memory"));
    let (cpu, before) = (serve.cpu_millis()?, load.sent());
    load.run(MANY, scale.beside_stored).await?;
    let cpu = 1_000.0 * (serve.cpu_millis()? - cpu) / (load.sent() - before) as f64;
    let of = format!("{name}, {MANY} connections: processor time of the worker a vote");
    figures.add(of, vec![cpu], "µs");
    while load.sent() < scale.before_memory {
        let left = scale.before_memory - load.sent();
        load.run(MANY, left.min(30_000)).await?;
    }
    let resident = vec![serve.memory("VmRSS")?];
    let votes = load.sent();
    figures.add(
        format!("{name}: resident after {votes} votes"),
        resident,
        "MiB",
    );
    let cpu = vec![1_000.0 * serve.cpu_millis()? / votes as f64];
    figures.add(
        format!("{name}: processor time of the worker a vote"),
        cpu,
        "µs",
    );
    serve.stop()?;
    house.has_answers(load.sent()).await
}

/// The same load beside ever more votes that are stored.
async fn growth(
    mode: Mode,
    scale: &Scale,
    folder: &Path,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let name = name(mode);
    let mut places = Vec::new();
    for stored in &scale.stored {
        figures.now(format!("{name}: storing {stored} votes"));
        let label = format!("{name}-stored-{stored}");
        let house = House::make(folder, &label, mode, *stored).await?;
        let file = file_size(&house.database)?;
        let start = median_of(Serve::starts(&house.settings, scale.starts)?);
        let serve = Serve::start(&house.settings)?;
        serve.until_ready()?;
        places.push((
            *stored,
            file,
            start,
            Load::new(serve.address),
            serve,
            Vec::new(),
        ));
    }
    // By turns, so that what else the machine does meets all sizes alike.
    for run in 0..scale.repeats {
        for (stored, _, _, load, serve, runs) in &mut places {
            figures.now(format!("{name}: beside {stored} stored, run {run}"));
            let before = serve.cpu_millis()?;
            let rate = load.run(MANY, scale.beside_stored).await?.rate;
            let cost = serve.cpu_millis()? - before;
            runs.push((rate, 1_000.0 * cost / scale.beside_stored as f64));
        }
    }
    let mut sizes = Vec::new();
    for (stored, file, start, _, serve, runs) in places {
        let (rates, costs) = runs.into_iter().unzip();
        sizes.push(Size {
            stored,
            per_second: median_of(rates),
            cost: median_of(costs),
            start,
            resident: serve.memory("VmRSS")?,
            file,
        });
        serve.stop()?;
    }
    figures.add_growth(Growth {
        one: format!("a {name} vote, {MANY} connections"),
        stored: "votes",
        sizes,
    });
    Ok(())
}

fn name(mode: Mode) -> &'static str {
    match mode {
        Mode::Secret => "secret",
        Mode::Coordinator => "coordinator",
        Mode::Named => "named",
    }
}
