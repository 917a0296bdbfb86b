//! A year for many networks: worked out, written into a new file, and found unchanged.

use std::path::Path;

use skolebud::app::App;
use skolebud::clock::Clock;
use skolebud::plan::{worker, year};

use crate::figures::{Figures, Watch};
use crate::receiver::Receiver;
use crate::scene::{BEFORE_THE_YEAR, Scale, Scene};

pub(crate) async fn measure(
    scale: &Scale,
    folder: &Path,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let scene = Scene::new(scale.programmes, scale.networks_each, &Receiver::start()?)?;
    let networks = scene.channels.len();
    figures.now(format!("working out the year of {networks} networks"));
    let mut alone = Vec::new();
    for _ in 0..scale.repeats {
        let watch = Watch::start();
        let posts = scene.programmes.iter().map(|it| year(it).len()).sum();
        alone.push(watch.rate(posts));
    }
    let (mut fresh, mut looks, mut again) = (Vec::new(), Vec::new(), Vec::new());
    let mut posts = 0;
    for run in 0..scale.repeats {
        figures.now(format!("planning {networks} networks, run {run}"));
        let database = folder.join(format!("planning-{run}.db"));
        let app = scene
            .open(database, Clock::standing_at(BEFORE_THE_YEAR))
            .await?;
        let watch = Watch::start();
        posts = plan_all(&app).await?;
        fresh.push(watch.rate(posts));
        let watch = Watch::start();
        anyhow::ensure!(plan_all(&app).await? == 0, "planning has no end");
        looks.push(watch.millis());
        for programme in &scene.programmes {
            let now = app.clock.now();
            app.store.apply_programme(programme, false, now).await?;
        }
        let watch = Watch::start();
        anyhow::ensure!(plan_all(&app).await? == 0, "the same year gave other posts");
        again.push(watch.rate(posts));
        app.store.close().await;
    }
    let of = format!("{networks} networks, {posts} posts");
    figures.add(format!("planning: the year alone, {of}"), alone, "posts/s");
    figures.add("planning: into a new file", fresh, "posts/s");
    figures.add("planning: the same year once more", again, "posts/s");
    figures.add("planning: a look when nothing has changed", looks, "ms");
    Ok(())
}

/// Plans until all is planned; how many posts were new, changed or ended.
async fn plan_all(app: &App) -> anyhow::Result<usize> {
    let mut changed = 0;
    while let Some((_, changes)) = worker::step(app).await? {
        changed += changes.insert.len() + changes.update.len() + changes.end.len();
    }
    Ok(changed)
}
