//! The program as it is run: how soon `serve` is ready, what it holds in memory, what it costs while
//! there is nothing to do, and how it does when much falls due at once.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use skolebud::clock::Clock;
use skolebud::plan::worker;
use skolebud::store::Store;

use crate::figures::{Figures, Watch};
use crate::receiver::Receiver;
use crate::scene::{FAR_AHEAD, Scale, Scene};
use crate::serving::Serve;

/// How long `serve` may settle before it counts as idle.
const SETTLES_IN: Duration = Duration::from_secs(3);

pub(crate) async fn measure(
    scale: &Scale,
    folder: &Path,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    for programmes in [1, scale.programmes] {
        measure_with(programmes, scale, folder, figures).await?;
    }
    Ok(())
}

async fn measure_with(
    programmes: usize,
    scale: &Scale,
    folder: &Path,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let receiver = Receiver::start()?;
    let scene = Scene::new(programmes, scale.networks_each, &receiver)?;
    let channels = scene.channels.len();
    let stored = scale.stored_at_start();
    figures.now(format!("storing {stored} posts for {channels} channels"));
    let install = Install::make(&scene, &receiver, folder, stored).await?;

    let of = format!("process, {channels} channels:");
    figures.now(format!("{of} starts"));
    let starts = Serve::starts(&install.settings, scale.starts)?;
    figures.add(
        format!("{of} start until ready, {stored} stored"),
        starts,
        "ms",
    );

    figures.now(format!("{of} idle"));
    let serve = Serve::start(&install.settings)?;
    serve.until_ready()?;
    tokio::time::sleep(SETTLES_IN).await;
    let (watch, before) = (Watch::start(), serve.cpu_millis()?);
    tokio::time::sleep(scale.idle).await;
    let used = 100.0 * (serve.cpu_millis()? - before) / watch.millis();
    figures.add(format!("{of} idle, of one core"), vec![used], "% CPU");
    let resident = serve.memory("VmRSS")?;
    figures.add(format!("{of} idle, resident"), vec![resident], "MiB");

    figures.now(format!("{of} {channels} posts fall due at once"));
    let store = Store::open(&install.database).await?;
    let now = Clock::System.now();
    scene.add(&store, "at-once", channels, now).await?;
    store.close().await;
    while receiver.received() < channels {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let peak = serve.memory("VmHWM")?;
    figures.add(format!("{of} sending {channels}, peak"), vec![peak], "MiB");
    serve.stop()
}

/// A database and a settings file.
pub(crate) struct Install {
    pub(crate) database: PathBuf,
    pub(crate) settings: PathBuf,
}

impl Install {
    /// Planned, with `stored` posts sent long ago and one for each channel that waits.
    pub(crate) async fn make(
        scene: &Scene,
        receiver: &Receiver,
        folder: &Path,
        stored: usize,
    ) -> anyhow::Result<Self> {
        let name = format!("process-{}-{stored}", scene.channels.len());
        let database = folder.join(format!("{name}.db"));
        let app = scene.open(database.clone(), Clock::System).await?;
        while worker::step(&app).await?.is_some() {}
        scene.fill(&app.store, stored).await?;
        let channels = scene.channels.len();
        scene.add(&app.store, "ahead", channels, FAR_AHEAD).await?;
        app.store.close().await;
        let settings = folder.join(format!("{name}.toml"));
        let url_file = folder.join("url");
        std::fs::write(&url_file, receiver.url())?;
        std::fs::write(
            &settings,
            settings_file(scene, receiver, &database, &url_file)?,
        )?;
        Ok(Self { database, settings })
    }
}

fn settings_file(
    scene: &Scene,
    receiver: &Receiver,
    database: &Path,
    url_file: &Path,
) -> anyhow::Result<String> {
    let mut text = format!(
        "database = {database:?}\nallowed_hosts = [{:?}]\n",
        receiver.host()
    );
    for programme in &scene.programmes {
        for network in &programme.networks {
            write!(
                text,
                "[[channel]]\nid = \"{0}-{1}\"\nkind = \"slack-webhook\"\n\
                 networks = [\"{0}/{1}\"]\nurl_file = {url_file:?}\n",
                programme.id, network.id
            )?;
        }
    }
    Ok(text)
}
