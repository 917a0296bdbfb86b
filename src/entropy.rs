//! Chance, passed in: the system's randomness, or one that follows from a seed.

use std::sync::{Arc, Mutex, PoisonError};

/// A source of randomness. Clones share it.
#[derive(Clone, Debug)]
pub enum Entropy {
    /// The operating system's generator, fit for tokens.
    System,
    /// A generator that gives the same numbers for the same seed; for tests, the simulator and the demo.
    Seeded(Arc<Mutex<fastrand::Rng>>),
}

impl Entropy {
    /// Randomness that follows from `seed`.
    pub fn from_seed(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(seeded(seed))))
    }

    /// A number from 0 up to, and without, 1.
    pub fn fraction(&self) -> f64 {
        match self {
            Self::System => {
                // 53 bits are what an f64 can hold.
                let bits = getrandom::u64().unwrap_or(0) >> 11;
                bits as f64 / (1_u64 << 53) as f64
            }
            Self::Seeded(generator) => generator
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .f64(),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that makes generators"
)]
fn seeded(seed: u64) -> fastrand::Rng {
    fastrand::Rng::with_seed(seed)
}
