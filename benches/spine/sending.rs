//! What is due, claimed, said and settled: over the real wire to a server on this machine, and the
//! store's part of it alone. The clock moves a second whenever every channel has had its post, so
//! that the pace of the channels is kept without waiting for it.

use std::path::Path;
use std::time::Duration;

use skolebud::app::App;
use skolebud::clock::Clock;
use skolebud::outbox::worker::Outbox;

use crate::figures::{Figures, Watch};
use crate::receiver::Receiver;
use crate::scene::{IN_THE_YEAR, Scale, Scene, claim_and_settle};

const PACE: Duration = Duration::from_secs(1);
/// As many as the outbox has under way at once.
const BATCH: u32 = 64;

pub(crate) async fn measure(
    scale: &Scale,
    folder: &Path,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let receiver = Receiver::start()?;
    let scene = Scene::new(scale.programmes, scale.networks_each, &receiver)?;
    let (mut whole, mut store) = (Vec::new(), Vec::new());
    for run in 0..scale.repeats {
        figures.now(format!("sending {} posts, run {run}", scale.due));
        let database = folder.join(format!("sending-{run}.db"));
        let app = scene
            .open(database, Clock::standing_at(IN_THE_YEAR))
            .await?;
        scene
            .add(&app.store, "sent", scale.due, app.clock.now())
            .await?;
        let watch = Watch::start();
        send_all(&app, &receiver, scale.due).await?;
        whole.push(watch.rate(scale.due));

        figures.now(format!(
            "claiming and settling {} posts, run {run}",
            scale.due
        ));
        scene
            .add(&app.store, "settled", scale.due, app.clock.now())
            .await?;
        let watch = Watch::start();
        while app.store.count_waiting().await? > 0 {
            while claim_and_settle(&app.store, BATCH, app.clock.now(), PACE).await? > 0 {}
            app.clock.advance(PACE);
        }
        store.push(watch.rate(scale.due));
        app.store.close().await;
    }
    let of = format!("{} posts to {} channels", scale.due, scene.channels.len());
    figures.add(format!("sending: {of}"), whole, "posts/s");
    figures.add("sending: the store alone (claim, settle)", store, "posts/s");
    Ok(())
}

/// Sends everything that waits; all of it must arrive, once.
pub(crate) async fn send_all(app: &App, receiver: &Receiver, count: usize) -> anyhow::Result<()> {
    let before = receiver.received();
    let mut outbox = Outbox::new(app.clone());
    while app.store.count_waiting().await? > 0 {
        outbox.drain().await?;
        app.clock.advance(PACE);
    }
    let received = receiver.received() - before;
    anyhow::ensure!(received == count, "{received} of {count} posts arrived");
    Ok(())
}
