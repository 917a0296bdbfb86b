//! Sending, starting and what is held, with ever more posts stored that were sent long ago: nothing
//! but the file should grow.

use std::path::{Path, PathBuf};

use skolebud::clock::Clock;

use crate::figures::{Figures, Growth, Size, Watch, median_of};
use crate::process::Install;
use crate::receiver::Receiver;
use crate::scene::{IN_THE_YEAR, Scale, Scene};
use crate::sending::send_all;
use crate::serving::{Serve, cpu_millis_of, file_size};

pub(crate) async fn measure(
    scale: &Scale,
    folder: &Path,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let receiver = Receiver::start()?;
    let scene = Scene::new(scale.programmes, scale.networks_each, &receiver)?;
    let mut files = Vec::new();
    for stored in &scale.stored {
        figures.now(format!("storing {stored} posts"));
        let file = folder.join(format!("stored-{stored}.db"));
        let app = scene
            .open(file.clone(), Clock::standing_at(IN_THE_YEAR))
            .await?;
        scene.fill(&app.store, *stored).await?;
        app.store.close().await;
        files.push((*stored, file, Vec::new()));
    }
    // By turns, so that what else the machine does meets all sizes alike.
    for run in 0..scale.repeats {
        for (stored, file, rates) in &mut files {
            figures.now(format!(
                "sending {} posts beside {stored} stored, run {run}",
                scale.due_beside_stored
            ));
            let copy = folder.join("growth.db");
            std::fs::copy(&file, &copy)?;
            rates.push(run_once(scale, &scene, &receiver, copy.clone()).await?);
            std::fs::remove_file(copy)?;
        }
    }
    let mut growth = Growth {
        one: format!(
            "a post, sent beside others, {} channels",
            scene.channels.len()
        ),
        stored: "posts",
        sizes: Vec::new(),
    };
    for (stored, _, runs) in files {
        figures.now(format!("starting beside {stored} stored"));
        let (rates, costs) = runs.into_iter().unzip();
        let size = Size {
            stored,
            per_second: median_of(rates),
            cost: median_of(costs),
            ..started(scale, &receiver, folder, stored).await?
        };
        growth.sizes.push(size);
    }
    figures.add_growth(growth);
    Ok(())
}

/// The program with the channels of one programme, beside `stored` posts: its start, what it holds and
/// the file.
async fn started(
    scale: &Scale,
    receiver: &Receiver,
    folder: &Path,
    stored: usize,
) -> anyhow::Result<Size> {
    let scene = Scene::new(1, scale.networks_each, receiver)?;
    let install = Install::make(&scene, receiver, folder, stored).await?;
    let start = median_of(Serve::starts(&install.settings, scale.starts)?);
    let serve = Serve::start(&install.settings)?;
    serve.until_ready()?;
    let resident = serve.memory("VmRSS")?;
    serve.stop()?;
    Ok(Size {
        stored,
        per_second: f64::NAN,
        cost: f64::NAN,
        start,
        resident,
        file: file_size(&install.database)?,
    })
}

/// Posts a second, and the processor time of one in microseconds: the receiver's too.
async fn run_once(
    scale: &Scale,
    scene: &Scene,
    receiver: &Receiver,
    database: PathBuf,
) -> anyhow::Result<(f64, f64)> {
    let app = scene
        .open(database, Clock::standing_at(IN_THE_YEAR))
        .await?;
    let count = scale.due_beside_stored;
    scene.add(&app.store, "now", count, app.clock.now()).await?;
    let (watch, before) = (Watch::start(), cpu_millis_of(std::process::id())?);
    send_all(&app, receiver, count).await?;
    let rate = watch.rate(count);
    let cost = 1_000.0 * (cpu_millis_of(std::process::id())? - before) / count as f64;
    app.store.close().await;
    Ok((rate, cost))
}
