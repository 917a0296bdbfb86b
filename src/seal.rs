//! Seals what may not be read in the database while it is there: the counters of secret questions that
//! are open.
//!
//! The key lies in a folder beside the database, one file for each question, and is destroyed when the
//! question closes. Each sealing has a key of its own, made from the one before by a hash that nobody
//! can go back through, and the file holds no older key than that of the newest sealing. So
//!
//! - copies of the database, at any moments, show who has answered and never what;
//! - a copy of everything, the key and the write-ahead log with its older frames included, shows only
//!   how many have chosen what by then;
//! - after closing no copy can be opened any more.
//!
//! Whoever takes copies of the key *and* the database between two answers can tell those two apart: keep
//! the folder out of backups.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, Aad, RandomizedNonceKey};
use aws_lc_rs::{digest, rand};

/// The length of a key, in bytes.
const KEY_LENGTH: usize = 32;
/// The length of a key's file, in bytes: the key's number and the key.
const WRITTEN_LENGTH: usize = 8 + KEY_LENGTH;
/// What is sealed is filled up to a multiple of this, in bytes, so that its length tells nothing.
const PADDING: usize = 4096;
/// The length of a nonce, in bytes. Before the sealed text stand the number of its key and the nonce.
const NONCE_LENGTH: usize = 12;
/// So many sealings at most may lie between the key in the file and what it opens: the steps from one to
/// the other cost time. When the program has died between a commit and noting the next key, that is one.
/// After a loss of power it is at most one more than [`SURE_EVERY`].
const MOST_BEHIND: u64 = 1_000;
/// Once in so many sealings the file is made sure of; the system itself may leave it to later.
const SURE_EVERY: u64 = 500;

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
        "the key of question {question} does not open its counters: it belongs to another database, \
         or to a newer copy of this one"
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

    /// Makes and keeps a key for `question`, whole or not at all. It is on the disk when this returns. One
    /// that is there already stays, as it may have sealed something; part of one cannot, and does not.
    /// Whoever makes one holds the database's write lock, so that nobody else does meanwhile.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn make_key(&self, question: i64) -> Result<(), SealError> {
        let mut key = Key {
            number: 0,
            bytes: [0; KEY_LENGTH],
        };
        rand::fill(&mut key.bytes).map_err(|_| SealError::Crypto)?;
        let write = || -> io::Result<()> {
            if !self.folder.exists() {
                fs::DirBuilder::new().mode(0o700).create(&self.folder)?;
                sync_names(&self.folder.join(".."))?;
            }
            let path = self.path(question);
            if length(&path)? >= WRITTEN_LENGTH {
                return Ok(());
            }
            let new = path.with_extension("new");
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .mode(0o600)
                .open(&new)?;
            file.write_all(&key.written())?;
            file.sync_all()?;
            fs::rename(&new, &path)?;
            sync_names(&self.folder)
        };
        write().map_err(|source| self.disk(question, source))
    }

    /// Seals `text` for `question` with its next key: the same text never looks the same twice. Once
    /// this is in the database for good, [`Self::forget_older`] must know.
    ///
    /// # Errors
    /// When the key is missing.
    pub fn seal(&self, question: i64, text: &str) -> Result<Vec<u8>, SealError> {
        let key = self.key(question)?.next();
        let mut sealed = text.as_bytes().to_vec();
        let padded = (sealed.len() / PADDING + 1) * PADDING;
        sealed.resize(padded, b' ');
        let nonce = key
            .cipher()?
            .seal_in_place_append_tag(aad(question), &mut sealed)
            .map_err(|_| SealError::Crypto)?;
        Ok([
            &key.number.to_be_bytes(),
            nonce.as_ref().as_slice(),
            &sealed,
        ]
        .concat())
    }

    /// Opens what was sealed for `question` and is in the database for good.
    ///
    /// # Errors
    /// When the key is missing or another.
    pub fn open(&self, question: i64, sealed: &[u8]) -> Result<String, SealError> {
        let wrong = || SealError::WrongKey { question };
        let (number, rest) = sealed.split_first_chunk().ok_or_else(wrong)?;
        let (nonce, rest) = rest.split_at_checked(NONCE_LENGTH).ok_or_else(wrong)?;
        let nonce =
            aws_lc_rs::aead::Nonce::try_assume_unique_for_key(nonce).map_err(|_| wrong())?;
        let mut text = rest.to_vec();
        let kept = self.key(question)?;
        let key = kept
            .numbered(u64::from_be_bytes(*number))
            .ok_or_else(wrong)?;
        let text = key
            .cipher()?
            .open_in_place(nonce, aad(question), &mut text)
            .map_err(|_| wrong())?;
        self.keep(question, &kept, &key)?;
        Ok(String::from_utf8_lossy(text).trim_end().to_owned())
    }

    /// Destroys every key of `question` that is older than the one of `sealed`, which is in the database
    /// for good. Should the program die before, [`Self::open`] makes up for it.
    ///
    /// # Errors
    /// When the key is missing, another, or cannot be kept.
    pub fn forget_older(&self, question: i64, sealed: &[u8]) -> Result<(), SealError> {
        let wrong = || SealError::WrongKey { question };
        let number = sealed.first_chunk().ok_or_else(wrong)?;
        let kept = self.key(question)?;
        let key = kept
            .numbered(u64::from_be_bytes(*number))
            .ok_or_else(wrong)?;
        self.keep(question, &kept, &key)
    }

    /// Destroys the key of `question`.
    ///
    /// # Errors
    /// When it is there and cannot be removed.
    pub fn destroy_key(&self, question: i64) -> Result<(), SealError> {
        let path = self.path(question);
        let destroy = || -> io::Result<()> {
            // What the file held, and not only its name, is gone where the disk writes in place.
            let file = OpenOptions::new().write(true).open(&path)?;
            file.write_all_at(&[0; WRITTEN_LENGTH], 0)?;
            file.sync_all()?;
            fs::remove_file(&path)
        };
        match destroy() {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(self.disk(question, error))
            }
            _ => Ok(()),
        }
    }

    /// Writes `key` over `kept`, in place, if it is another. Seldom synced: should an older one come back
    /// after a loss of power, it opens as much, as long as it is not too old.
    fn keep(&self, question: i64, kept: &Key, key: &Key) -> Result<(), SealError> {
        if key.number == kept.number {
            return Ok(());
        }
        let write = || -> io::Result<()> {
            let file = OpenOptions::new().write(true).open(self.path(question))?;
            file.write_all_at(&key.written(), 0)?;
            match key.number / SURE_EVERY == kept.number / SURE_EVERY {
                true => Ok(()),
                false => file.sync_data(),
            }
        };
        write().map_err(|source| self.disk(question, source))
    }

    fn key(&self, question: i64) -> Result<Key, SealError> {
        let missing = || SealError::KeyMissing {
            question,
            folder: self.folder.clone(),
        };
        let written = fs::read(self.path(question)).map_err(|_| missing())?;
        Key::read(&written).ok_or_else(missing)
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

/// The length of the file at `path`, in bytes; none where there is no file.
fn length(path: &Path) -> io::Result<usize> {
    match fs::metadata(path) {
        Ok(file) => Ok(usize::try_from(file.len()).unwrap_or(usize::MAX)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

/// Makes sure that the names in `folder` are on the disk.
fn sync_names(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// The key of one sealing.
struct Key {
    /// Grows by one with each sealing.
    number: u64,
    bytes: [u8; KEY_LENGTH],
}

impl Key {
    fn read(written: &[u8]) -> Option<Self> {
        let (number, bytes) = written.split_first_chunk()?;
        Some(Self {
            number: u64::from_be_bytes(*number),
            bytes: bytes.try_into().ok()?,
        })
    }

    fn written(&self) -> Vec<u8> {
        [self.number.to_be_bytes().as_slice(), &self.bytes].concat()
    }

    /// The key of the next sealing. There is no way back.
    fn next(&self) -> Self {
        let mut bytes = [0; KEY_LENGTH];
        bytes.copy_from_slice(digest::digest(&digest::SHA256, &self.bytes).as_ref());
        Self {
            number: self.number + 1,
            bytes,
        }
    }

    /// The key with this number: this one, or one that follows soon.
    fn numbered(&self, number: u64) -> Option<Self> {
        let steps = number.checked_sub(self.number)?;
        let mut key = Self {
            number: self.number,
            bytes: self.bytes,
        };
        for _ in 0..(steps <= MOST_BEHIND).then_some(steps)? {
            key = key.next();
        }
        Some(key)
    }

    fn cipher(&self) -> Result<RandomizedNonceKey, SealError> {
        RandomizedNonceKey::new(&AES_256_GCM, &self.bytes).map_err(|_| SealError::Crypto)
    }
}

/// What is sealed for one question is no use for another.
fn aad(question: i64) -> Aad<[u8; 8]> {
    Aad::from(question.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn seals() -> (tempfile::TempDir, Seals) {
        let folder = tempfile::TempDir::new().unwrap();
        let seals = Seals::beside(&folder.path().join("skolebud.db"));
        seals.make_key(1).unwrap();
        (folder, seals)
    }

    #[test]
    fn what_is_sealed_can_be_opened_for_its_own_question_alone() {
        let (_folder, seals) = seals();
        seals.make_key(2).unwrap();
        let sealed = seals.seal(1, "{}").unwrap();
        assert_eq!(seals.open(1, &sealed).unwrap(), "{}");
        assert!(matches!(
            seals.open(2, &sealed),
            Err(SealError::WrongKey { .. })
        ));
        assert!(matches!(
            seals.open(3, &sealed),
            Err(SealError::KeyMissing { .. })
        ));
        assert!(matches!(
            seals.open(1, b"short"),
            Err(SealError::WrongKey { .. })
        ));
    }

    #[rstest]
    #[case::nothing(0)]
    #[case::the_number_alone(8)]
    #[case::all_but_the_last_byte(39)]
    fn part_of_a_key_is_replaced_by_a_whole_one(#[case] length: usize) {
        let (_folder, seals) = seals();
        let part = vec![7; length];
        fs::write(seals.path(2), part).unwrap();
        seals.make_key(2).unwrap();
        let sealed = seals.seal(2, "{}").unwrap();
        assert_eq!(seals.open(2, &sealed).unwrap(), "{}");
        let mut names: Vec<_> = fs::read_dir(&seals.folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["1.key", "2.key"]);
    }

    #[test]
    fn a_whole_key_stays_for_what_it_has_sealed() {
        let (_folder, seals) = seals();
        let sealed = seals.seal(1, "{}").unwrap();
        seals.make_key(1).unwrap();
        assert_eq!(seals.open(1, &sealed).unwrap(), "{}");
    }

    #[test]
    fn a_key_that_cannot_be_written_leaves_no_part_of_it() {
        let (_folder, seals) = seals();
        let path = seals.path(2);
        fs::create_dir(path.with_extension("new")).unwrap();
        assert!(matches!(seals.make_key(2), Err(SealError::Disk { .. })));
        assert!(!path.exists());
    }

    #[test]
    fn the_key_on_the_disk_opens_nothing_older_than_the_newest() {
        let (_folder, seals) = seals();
        let first = seals.seal(1, "one").unwrap();
        seals.forget_older(1, &first).unwrap();
        let second = seals.seal(1, "two").unwrap();
        assert_eq!(seals.open(1, &first).unwrap(), "one", "not yet committed");
        seals.forget_older(1, &second).unwrap();
        assert!(matches!(
            seals.open(1, &first),
            Err(SealError::WrongKey { .. })
        ));
        assert_eq!(seals.open(1, &second).unwrap(), "two");
    }

    #[test]
    fn a_process_that_died_before_it_forgot_loses_nothing() {
        let (_folder, seals) = seals();
        let first = seals.seal(1, "one").unwrap();
        seals.forget_older(1, &first).unwrap();
        let second = seals.seal(1, "two").unwrap();
        // Here it died, with the second in the database.
        assert_eq!(seals.open(1, &second).unwrap(), "two");
        assert!(seals.open(1, &first).is_err(), "made up for");
        let third = seals.seal(1, "three").unwrap();
        assert_eq!(seals.open(1, &third).unwrap(), "three");
    }

    #[test]
    fn one_that_was_rolled_back_stands_in_nobodys_way() {
        let (_folder, seals) = seals();
        let first = seals.seal(1, "one").unwrap();
        seals.forget_older(1, &first).unwrap();
        seals.seal(1, "rolled back").unwrap();
        assert_eq!(seals.open(1, &first).unwrap(), "one");
        let second = seals.seal(1, "two").unwrap();
        assert_eq!(seals.open(1, &second).unwrap(), "two");
    }
}
