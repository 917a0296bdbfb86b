//! What both platforms' signatures have in common: a keyed hash over the raw body.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice};
use sha2::Sha256;

/// The platforms' own secrets have 32 bytes or letters. What is much shorter was not copied whole,
/// and could be guessed.
const SHORTEST_KEY: usize = 16;

/// Why a request was not taken for the platform's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unverified {
    /// A header of the signature is not there.
    Missing,
    /// A header of the signature does not have the form that the platform gives it.
    Odd,
    /// Its time is too far from ours.
    Stale,
    /// It was made with another secret or for another body.
    Wrong,
}

impl Unverified {
    /// The word for logs and metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing_signature",
            Self::Odd => "odd_signature",
            Self::Stale => "stale_signature",
            Self::Wrong => "wrong_signature",
        }
    }
}

/// Why a text cannot be the secret of signatures. It never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSecret {
    #[error("the secret is empty")]
    Empty,
    #[error("the secret is too short to be a whole one")]
    Short,
    #[error("the secret is not in base64")]
    NotBase64,
}

/// The key of signatures: never empty, never shown.
#[derive(Clone, Debug)]
pub(super) struct Key(SecretSlice<u8>);

impl Key {
    pub(super) fn new(key: Vec<u8>) -> Result<Self, BadSecret> {
        match key.len() {
            0 => Err(BadSecret::Empty),
            1..SHORTEST_KEY => Err(BadSecret::Short),
            _ => Ok(Self(SecretSlice::from(key))),
        }
    }

    /// Whether `tag` is the HMAC-SHA256 of all `pieces` in a row; takes as long for a wrong one.
    pub(super) fn fits(&self, pieces: &[&[u8]], tag: &[u8]) -> bool {
        // Any length of key is taken, so this never fails.
        let Ok(mut hash) = Hmac::<Sha256>::new_from_slice(self.0.expose_secret()) else {
            return false;
        };
        for piece in pieces {
            hash.update(piece);
        }
        hash.verify_slice(tag).is_ok()
    }
}
