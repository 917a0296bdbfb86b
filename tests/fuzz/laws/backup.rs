//! A backup that somebody damaged, or made up.

use std::fs;
use std::sync::LazyLock;

use skolebud::clock::Timestamp;
use skolebud::store::{Store, examine};
use tempfile::TempDir;
use tokio::runtime::Runtime;

struct Shelf {
    folder: TempDir,
    runtime: Runtime,
    /// A database as the program makes it.
    sound: Vec<u8>,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let path = folder.path().join("sound.db");
    runtime.block_on(async { Store::open(&path).await.unwrap().close().await });
    let sound = fs::read(&path).unwrap();
    Shelf {
        folder,
        runtime,
        sound,
    }
});

/// What is written over a sound file, in pieces of five bytes: two say where, three are written. Looking
/// through it ends with what is wrong, and leaves it as it is.
pub(crate) fn file(input: &[u8]) {
    let mut damaged = SHELF.sound.clone();
    for piece in input.chunks_exact(5) {
        let place = usize::from(u16::from_be_bytes([piece[0], piece[1]]));
        let place = place * damaged.len() / usize::from(u16::MAX).saturating_add(1);
        for (byte, new) in damaged.iter_mut().skip(place).zip(&piece[2..]) {
            *byte = *new;
        }
    }
    let name = format!("{:?}.db", std::thread::current().id());
    let path = SHELF.folder.path().join(name);
    fs::write(&path, &damaged).unwrap();
    let found = SHELF
        .runtime
        .block_on(examine(&path, Timestamp::from_millis(1_543_312_842_000)));
    if let Ok(found) = found {
        assert!(found.damage.len() <= 40 && found.broken.len() <= 20);
    }
    assert_eq!(fs::read(&path).unwrap(), damaged, "looking changed it");
}
