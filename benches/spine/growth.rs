//! Sending with ever more posts stored that were sent long ago: it should not become slower.

use std::path::{Path, PathBuf};

use skolebud::clock::Clock;

use crate::figures::{Figures, Watch};
use crate::receiver::Receiver;
use crate::scene::{IN_THE_YEAR, Scale, Scene};
use crate::sending::send_all;

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
    let mut first = None;
    for (stored, _, rates) in files {
        let name = format!(
            "growth: {} posts beside {stored} stored",
            scale.due_beside_stored
        );
        let rate = figures.add(name, rates, "posts/s");
        let base = *first.get_or_insert(rate);
        figures.add("growth: … as a ratio to the first", vec![rate / base], "×");
    }
    Ok(())
}

async fn run_once(
    scale: &Scale,
    scene: &Scene,
    receiver: &Receiver,
    database: PathBuf,
) -> anyhow::Result<f64> {
    let app = scene
        .open(database, Clock::standing_at(IN_THE_YEAR))
        .await?;
    let count = scale.due_beside_stored;
    scene.add(&app.store, "now", count, app.clock.now()).await?;
    let watch = Watch::start();
    send_all(&app, receiver, count).await?;
    let rate = watch.rate(count);
    app.store.close().await;
    Ok(rate)
}
