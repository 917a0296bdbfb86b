//! Signatures: what is not signed with the secret is never verified.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::SecretString;
use sha2::Sha256;
use skolebud::chat::slack::{self, Signature, SigningSecret};
use skolebud::chat::teams::{self, WebhookSecret};
use skolebud::clock::Timestamp;

const SLACK_SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
/// 27 November 2018, when the recorded messages were sent.
pub(super) const NOW: Timestamp = Timestamp::from_millis(1_543_312_842_000);
const NOW_WRITTEN: &[u8] = b"1543312842";

static SLACK: LazyLock<SigningSecret> =
    LazyLock::new(|| SigningSecret::new(&SecretString::from(SLACK_SECRET)).unwrap());
static TEAMS_KEY: [u8; 32] = *b"a key of 32 bytes, as Teams has.";
static TEAMS: LazyLock<WebhookSecret> =
    LazyLock::new(|| WebhookSecret::new(&SecretString::from(STANDARD.encode(TEAMS_KEY))).unwrap());

/// The input is two headers and a body, with `\0` between them. Only the true signature of the body is
/// taken, in the one way that the platform writes it.
pub(crate) fn signature(input: &[u8]) {
    let (timestamp, rest) = super::two(input);
    let (signature, body) = super::two(rest);
    let headers = Signature {
        timestamp: Some(timestamp),
        signature: Some(signature),
    };
    let is_true = signature == slack_signature(timestamp, body).as_bytes();
    let is_taken = SLACK.verify(headers, body, NOW).is_ok();
    assert!(is_true || !is_taken, "a forged signature of Slack is taken");
    let is_true = signature == teams_signature(body).as_bytes();
    let is_taken = TEAMS.verify(Some(signature), body).is_ok();
    assert_eq!(is_true, is_taken, "a signature of Teams is misjudged");
    from_slack(body);
    from_teams(body);
}

/// `body` as Slack would have signed it; the same with another signature is refused.
pub(super) fn from_slack(body: &[u8]) -> slack::Verified<'_> {
    let signature = slack_signature(NOW_WRITTEN, body);
    let verify = |signature: &[u8]| {
        let headers = Signature {
            timestamp: Some(NOW_WRITTEN),
            signature: Some(signature),
        };
        SLACK.verify(headers, body, NOW)
    };
    assert!(verify(&changed(&signature)).is_err());
    verify(signature.as_bytes()).unwrap()
}

/// `body` as Teams would have signed it; the same with another signature is refused.
pub(super) fn from_teams(body: &[u8]) -> teams::Verified<'_> {
    let signature = teams_signature(body);
    assert!(TEAMS.verify(Some(&changed(&signature)), body).is_err());
    TEAMS.verify(Some(signature.as_bytes()), body).unwrap()
}

/// `signature` with one digit in its middle changed.
fn changed(signature: &str) -> Vec<u8> {
    let mut bytes = signature.as_bytes().to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] = if bytes[middle] == b'0' { b'1' } else { b'0' };
    bytes
}

fn slack_signature(timestamp: &[u8], body: &[u8]) -> String {
    let tag = tag(SLACK_SECRET.as_bytes(), &[b"v0:", timestamp, b":", body]);
    let digits: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v0={digits}")
}

fn teams_signature(body: &[u8]) -> String {
    format!("HMAC {}", STANDARD.encode(tag(&TEAMS_KEY, &[body])))
}

fn tag(key: &[u8], pieces: &[&[u8]]) -> Vec<u8> {
    let mut hash = Hmac::<Sha256>::new_from_slice(key).unwrap();
    for piece in pieces {
        hash.update(piece);
    }
    hash.finalize().into_bytes().to_vec()
}
