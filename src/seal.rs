//! Seals what may not be read in the database while it is there: the counters of secret questions that
//! are open.
//!
//! The key lies in a folder beside the database, one file for each question, and is destroyed when the
//! question closes. So a copy of the database, at any moment and together with any other copy, shows
//! who has answered and never what; after closing no copy can be opened any more. Whoever has both the
//! key and copies taken between two answers can read them: keep the folder out of backups.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, Aad, RandomizedNonceKey};
use aws_lc_rs::rand;

/// The length of a key, in bytes.
const KEY_LENGTH: usize = 32;
/// What is sealed is filled up to a multiple of this, in bytes, so that its length tells nothing.
const PADDING: usize = 4096;
/// The length of a nonce, in bytes; it stands before the sealed text.
const NONCE_LENGTH: usize = 12;

/// Where the keys of open secret questions lie.
#[derive(Clone, Debug)]
pub struct Seals {
    folder: PathBuf,
}

/// Why something could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error(
        "the key of question {question} is missing from {folder}: its answers so far cannot be counted; \
         put the key back, or close the question and ask again",
        folder = folder.display()
    )]
    KeyMissing { question: i64, folder: PathBuf },
    #[error(
        "the key of question {question} does not open its counters: it belongs to another database"
    )]
    WrongKey { question: i64 },
    #[error("the key of question {question} cannot be kept in {folder}: {source}", folder = folder.display())]
    Disk {
        question: i64,
        folder: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("the system's cryptography failed")]
    Crypto,
}

impl Seals {
    /// The keys beside `database`.
    pub fn beside(database: &Path) -> Self {
        let mut folder = database.as_os_str().to_owned();
        folder.push(".seals");
        Self {
            folder: PathBuf::from(folder),
        }
    }

    /// Makes and keeps a key for `question`. It is on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn make_key(&self, question: i64) -> Result<(), SealError> {
        let mut key = [0_u8; KEY_LENGTH];
        rand::fill(&mut key).map_err(|_| SealError::Crypto)?;
        let write = || -> io::Result<()> {
            if !self.folder.exists() {
                fs::DirBuilder::new().mode(0o700).create(&self.folder)?;
            }
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(self.path(question))?;
            file.write_all(&key)?;
            file.sync_all()?;
            fs::File::open(&self.folder)?.sync_all()
        };
        match write() {
            // A key that is there already may have sealed something.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(source) => Err(self.disk(question, source)),
            Ok(()) => Ok(()),
        }
    }

    /// Seals `text` with the key of `question`: the same text never looks the same twice.
    ///
    /// # Errors
    /// When the key is missing.
    pub fn seal(&self, question: i64, text: &str) -> Result<Vec<u8>, SealError> {
        let key = self.key(question)?;
        let mut sealed = text.as_bytes().to_vec();
        let padded = (sealed.len() / PADDING + 1) * PADDING;
        sealed.resize(padded, b' ');
        let nonce = key
            .seal_in_place_append_tag(aad(question), &mut sealed)
            .map_err(|_| SealError::Crypto)?;
        Ok([nonce.as_ref().as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for `question`.
    ///
    /// # Errors
    /// When the key is missing or another.
    pub fn open(&self, question: i64, sealed: &[u8]) -> Result<String, SealError> {
        let key = self.key(question)?;
        let wrong = || SealError::WrongKey { question };
        let (nonce, sealed) = sealed.split_at_checked(NONCE_LENGTH).ok_or_else(wrong)?;
        let nonce =
            aws_lc_rs::aead::Nonce::try_assume_unique_for_key(nonce).map_err(|_| wrong())?;
        let mut text = sealed.to_vec();
        let text = key
            .open_in_place(nonce, aad(question), &mut text)
            .map_err(|_| wrong())?;
        Ok(String::from_utf8_lossy(text).trim_end().to_owned())
    }

    /// Destroys the key of `question`.
    ///
    /// # Errors
    /// When it is there and cannot be removed.
    pub fn destroy_key(&self, question: i64) -> Result<(), SealError> {
        match fs::remove_file(self.path(question)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(self.disk(question, error))
            }
            _ => Ok(()),
        }
    }

    fn key(&self, question: i64) -> Result<RandomizedNonceKey, SealError> {
        let missing = || SealError::KeyMissing {
            question,
            folder: self.folder.clone(),
        };
        // Only a key that is not there is lost; one that cannot be read just now is tried again.
        let key = fs::read(self.path(question)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => missing(),
            _ => self.disk(question, error),
        })?;
        RandomizedNonceKey::new(&AES_256_GCM, &key).map_err(|_| missing())
    }

    fn path(&self, question: i64) -> PathBuf {
        self.folder.join(format!("{question}.key"))
    }

    fn disk(&self, question: i64, source: io::Error) -> SealError {
        SealError::Disk {
            question,
            folder: self.folder.clone(),
            source,
        }
    }
}

/// What is sealed for one question is no use for another.
fn aad(question: i64) -> Aad<[u8; 8]> {
    Aad::from(question.to_be_bytes())
}
