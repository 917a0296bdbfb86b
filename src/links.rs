//! Links to the answer page, and the forms on it: signed, so that only what we gave out is taken back.
//!
//! A link is for one question in one channel and carries nothing else: no person, no answer, and no right
//! to anything but that question. A form's token shows that its form came from that link's page not long
//! ago; its nonce makes the form, sent twice, one event.
//!
//! The key lies in a file beside the database and is made once. Without it old links stop working;
//! nothing else depends on it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::rand;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretBox};
use sha2::Sha256;

use crate::clock::Timestamp;

/// The length of the key, in bytes.
const KEY_LENGTH: usize = 32;
/// The length of a signature, in bytes: HMAC-SHA256, cut to 128 bits.
const TAG_LENGTH: usize = 16;
/// The length of a form's nonce, in bytes.
const NONCE_LENGTH: usize = 16;
/// The form of links; another one gets another number.
const VERSION: u8 = 1;
/// Stands between the question and the channel; neither has one inside.
const SEPARATOR: u8 = 0;
/// How long a form can be sent after its page was shown.
const FORM_LASTS: Duration = Duration::from_secs(24 * 60 * 60);

/// Makes and reads links. Clones share the key.
#[derive(Clone, Debug)]
pub struct Links {
    /// Where people's browsers reach us, without a slash at the end.
    public_url: String,
    key: Arc<SecretBox<[u8; KEY_LENGTH]>>,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The key of the asking.
    pub asking: String,
    /// The id of the channel in which it was asked.
    pub channel: String,
}

/// Why there are no links.
#[derive(Debug, thiserror::Error)]
pub enum LinksError {
    #[error("the key of the links to answer pages cannot be kept in {path}: {source}", path = path.display())]
    Disk {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error(
        "{path} is not a key of links: put the right file back, or delete it, and links given out so far stop working",
        path = path.display()
    )]
    NoKey { path: PathBuf },
    #[error("the system's randomness failed")]
    NoRandomness,
}

/// Why a form is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadForm {
    /// Not from the page of this link.
    Foreign,
    /// Its page was shown too long ago.
    Expired,
}

/// What is signed; a signature for one is none for another.
#[derive(Clone, Copy)]
enum Purpose {
    Link,
    Form,
    Browser,
    Content,
}

impl Links {
    /// The links of the database at `database`, to pages below `public_url`.
    ///
    /// # Errors
    /// When the key can be neither read nor made.
    pub fn open(database: &Path, public_url: &str) -> Result<Self, LinksError> {
        let mut path = database.as_os_str().to_owned();
        path.push(".links");
        let path = PathBuf::from(path);
        let key = match read_key(&path)? {
            Some(key) => key,
            None => {
                make_key(&path)?;
                read_key(&path)?.ok_or(LinksError::NoKey { path })?
            }
        };
        Ok(Self {
            public_url: public_url.to_owned(),
            key: Arc::new(SecretBox::new(Box::new(key))),
        })
    }

    /// Where the question `asking` is answered by those who read `channel`.
    pub fn address(&self, asking: &str, channel: &str) -> String {
        format!("{}/a/{}", self.public_url, self.token(asking, channel))
    }

    /// The last part of [`Self::address`].
    pub fn token(&self, asking: &str, channel: &str) -> String {
        let linked = Linked {
            asking: asking.to_owned(),
            channel: channel.to_owned(),
        };
        let mut token = linked.bytes();
        let tag = self.tag(Purpose::Link, &[&token]);
        token.extend(tag);
        BASE64.encode(token)
    }

    /// What `token` leads to, if we made it.
    pub fn read(&self, token: &str) -> Option<Linked> {
        let bytes = BASE64.decode(token).ok()?;
        let (signed, tag) = bytes.split_at_checked(bytes.len().checked_sub(TAG_LENGTH)?)?;
        self.is_tag(Purpose::Link, &[signed], tag).then_some(())?;
        Linked::of_bytes(signed)
    }

    /// A token for a form on the page of `linked`, shown at `now`.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn form(&self, linked: &Linked, now: Timestamp) -> Result<String, LinksError> {
        let mut token = vec![0_u8; NONCE_LENGTH];
        rand::fill(&mut token).map_err(|_| LinksError::NoRandomness)?;
        token.extend(now.millis().to_be_bytes());
        let tag = self.tag(Purpose::Form, &[&token, &linked.bytes()]);
        token.extend(tag);
        Ok(BASE64.encode(token))
    }

    /// The nonce of a form that came from the page of `linked` less than a day before `now`.
    ///
    /// # Errors
    /// When it did not.
    pub fn read_form(
        &self,
        linked: &Linked,
        token: &str,
        now: Timestamp,
    ) -> Result<String, BadForm> {
        let bytes = BASE64.decode(token).map_err(|_| BadForm::Foreign)?;
        let (signed, tag) = bytes
            .split_at_checked(NONCE_LENGTH + size_of::<i64>())
            .ok_or(BadForm::Foreign)?;
        if !self.is_tag(Purpose::Form, &[signed, &linked.bytes()], tag) {
            return Err(BadForm::Foreign);
        }
        let (nonce, shown_at) = signed.split_at(NONCE_LENGTH);
        let shown_at = shown_at.try_into().map_err(|_| BadForm::Foreign)?;
        let shown_at = Timestamp::from_millis(i64::from_be_bytes(shown_at));
        if now.since(shown_at) >= FORM_LASTS {
            return Err(BadForm::Expired);
        }
        Ok(BASE64.encode(nonce))
    }

    /// A name for the browser that sent the form of `nonce`, for this question alone. It follows from
    /// the nonce, so that a form sent twice is of one browser, and does not show it.
    pub fn browser(&self, linked: &Linked, nonce: &str) -> String {
        let asking = linked.asking.as_bytes();
        BASE64.encode(self.tag(Purpose::Browser, &[nonce.as_bytes(), asking]))
    }

    /// Whether `text` can be a name that [`Self::browser`] gave.
    pub fn is_browser(text: &str) -> bool {
        BASE64
            .decode(text)
            .is_ok_and(|bytes| bytes.len() == TAG_LENGTH)
    }

    /// A short mark of `content`: equal for equal content, and nothing to read it from.
    pub fn mark(&self, content: &str) -> String {
        BASE64.encode(self.tag(Purpose::Content, &[content.as_bytes()]))
    }

    /// The path under which browsers see the pages.
    pub fn path(&self) -> String {
        let url = url::Url::parse(&self.public_url).ok();
        let below = url.map_or_else(String::new, |url| url.path().to_owned());
        format!("{}/a", below.trim_end_matches('/'))
    }

    /// Whether browsers reach the pages by `https`.
    pub fn is_encrypted(&self) -> bool {
        self.public_url.starts_with("https:")
    }

    fn tag(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; TAG_LENGTH] {
        let whole = self.mac(purpose, parts).map(|mac| mac.finalize());
        let mut tag = [0; TAG_LENGTH];
        if let Some(whole) = whole {
            tag.copy_from_slice(&whole.into_bytes()[..TAG_LENGTH]);
        }
        tag
    }

    /// Compares in constant time.
    fn is_tag(&self, purpose: Purpose, parts: &[&[u8]], tag: &[u8]) -> bool {
        tag.len() == TAG_LENGTH
            && self
                .mac(purpose, parts)
                .is_some_and(|mac| mac.verify_truncated_left(tag).is_ok())
    }

    /// There is one for every key: HMAC takes any length.
    fn mac(&self, purpose: Purpose, parts: &[&[u8]]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key.expose_secret()).ok()?;
        mac.update(&[purpose as u8]);
        for part in parts {
            // With its length, so that no other parts make the same row of bytes.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        Some(mac)
    }
}

impl Linked {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(self.asking.as_bytes());
        bytes.push(SEPARATOR);
        bytes.extend(self.channel.as_bytes());
        bytes
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes.strip_prefix(&[VERSION])?).ok()?;
        let (asking, channel) = text.split_once(char::from(SEPARATOR))?;
        Some(Self {
            asking: asking.to_owned(),
            channel: channel.to_owned(),
        })
    }
}

/// The key in the file at `path`; nothing when there is none.
fn read_key(path: &Path) -> Result<Option<[u8; KEY_LENGTH]>, LinksError> {
    match fs::read(path) {
        Ok(bytes) => match bytes.try_into() {
            Ok(key) => Ok(Some(key)),
            Err(_) => Err(LinksError::NoKey {
                path: path.to_owned(),
            }),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(LinksError::Disk {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Makes a key and keeps it at `path`, whole or not at all; one that is there already stays.
fn make_key(path: &Path) -> Result<(), LinksError> {
    let mut key = [0_u8; KEY_LENGTH];
    rand::fill(&mut key).map_err(|_| LinksError::NoRandomness)?;
    let mut draft = path.as_os_str().to_owned();
    draft.push(format!(".{}", std::process::id()));
    let draft = PathBuf::from(draft);
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&draft)?;
        file.write_all(&key)?;
        file.sync_all()?;
        let placed = fs::hard_link(&draft, path);
        fs::remove_file(&draft)?;
        match placed {
            // Another process was first.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            placed => placed,
        }
    };
    write().map_err(|source| LinksError::Disk {
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests;
