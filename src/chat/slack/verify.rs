//! Slack's signature v0 (docs.slack.dev/authentication/verifying-requests-from-slack): the keyed hash of
//! `v0:`, the time of sending, `:` and the raw body.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::chat::signed::{BadSecret, Key, Unverified};
use crate::clock::Timestamp;

/// The header with the time of sending, in seconds since 1970.
pub const TIMESTAMP_HEADER: &str = "x-slack-request-timestamp";
/// The header with the signature.
pub const SIGNATURE_HEADER: &str = "x-slack-signature";

/// How far the time of sending may be from ours, in both directions.
const WINDOW: Duration = Duration::from_secs(300);
const VERSION: &[u8] = b"v0=";
const TAG_BYTES: usize = 32;

/// The signing secret of a Slack app.
#[derive(Clone, Debug)]
pub struct SigningSecret(Key);

/// The values of the two headers, as they came; nothing where one is missing or stands twice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signature<'h> {
    pub timestamp: Option<&'h [u8]>,
    pub signature: Option<&'h [u8]>,
}

/// A body that Slack has signed. Only [`SigningSecret::verify`] makes one, and only of one can an
/// event be read.
#[derive(Clone, Copy)]
pub struct Verified<'b> {
    body: &'b [u8],
    sent_at: Timestamp,
}

impl<'b> Verified<'b> {
    pub(super) fn body(self) -> &'b [u8] {
        self.body
    }

    /// When Slack sent it, to the second.
    pub(super) fn sent_at(self) -> Timestamp {
        self.sent_at
    }
}

impl SigningSecret {
    /// The secret as Slack shows it on the app's page "Basic Information".
    ///
    /// # Errors
    /// When it is empty or too short.
    pub fn new(secret: &SecretString) -> Result<Self, BadSecret> {
        let letters = secret.expose_secret().trim();
        Key::new(letters.as_bytes().to_vec()).map(Self)
    }

    /// The body, if Slack signed it with this secret within five minutes of `now`.
    ///
    /// # Errors
    /// The reason, in order: a header is missing, one is odd, the time is wrong, the signature is.
    pub fn verify<'b>(
        &self,
        signature: Signature<'_>,
        body: &'b [u8],
        now: Timestamp,
    ) -> Result<Verified<'b>, Unverified> {
        let (Some(written), Some(signature)) = (signature.timestamp, signature.signature) else {
            return Err(Unverified::Missing);
        };
        let sent_at = seconds(written).ok_or(Unverified::Odd)?;
        let tag = tag(signature).ok_or(Unverified::Odd)?;
        let apart = now.since(sent_at).max(sent_at.since(now));
        if apart > WINDOW {
            return Err(Unverified::Stale);
        }
        if self.0.fits(&[b"v0:", written, b":", body], &tag) {
            Ok(Verified { body, sent_at })
        } else {
            Err(Unverified::Wrong)
        }
    }
}

/// Digits alone: no sign, no space, and not beyond the end of time.
fn seconds(written: &[u8]) -> Option<Timestamp> {
    if written.is_empty() || !written.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let seconds: i64 = std::str::from_utf8(written).ok()?.parse().ok()?;
    seconds.checked_mul(1_000).map(Timestamp::from_millis)
}

/// `v0=` and 64 digits. Slack writes small letters; others are another signature.
fn tag(signature: &[u8]) -> Option<[u8; TAG_BYTES]> {
    let digits = signature.strip_prefix(VERSION)?;
    let mut tag = [0; TAG_BYTES];
    if digits.len() != 2 * TAG_BYTES {
        return None;
    }
    for (byte, pair) in tag.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
    }
    Some(tag)
}

fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use rstest::rstest;
    use secrecy::SecretString;

    use super::*;

    // The example that Slack publishes.
    const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
    const SENT: i64 = 1_531_420_618;
    const SIGNATURE: &str = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    const BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow\
        &channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner\
        &command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands\
        %2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.\
        803a0bc887a14d10d2c447fce8b6703c";

    /// What verification would say of `body`, without anyone having signed it.
    pub(in crate::chat::slack) fn signed(body: &[u8]) -> Verified<'_> {
        Verified {
            body,
            sent_at: Timestamp::from_millis(SENT * 1_000),
        }
    }

    fn secret() -> SigningSecret {
        SigningSecret::new(&SecretString::from(SECRET)).unwrap()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(seconds * 1_000)
    }

    fn reason(timestamp: Option<&[u8]>, signature: Option<&[u8]>, now: Timestamp) -> &'static str {
        let signature = Signature {
            timestamp,
            signature,
        };
        match secret().verify(signature, BODY.as_bytes(), now) {
            Ok(verified) => {
                assert_eq!(verified.body(), BODY.as_bytes());
                assert_eq!(verified.sent_at(), at(SENT));
                "verified"
            }
            Err(reason) => reason.name(),
        }
    }

    #[rstest]
    #[case::at_once(0, "verified")]
    #[case::five_minutes_later(300, "verified")]
    #[case::five_minutes_ahead(-300, "verified")]
    #[case::later(301, "stale_signature")]
    #[case::ahead(-301, "stale_signature")]
    #[case::years_later(300_000_000, "stale_signature")]
    fn the_published_example_holds_for_five_minutes(#[case] later: i64, #[case] said: &str) {
        let timestamp = SENT.to_string();
        let signature = Some(SIGNATURE.as_bytes());
        assert_eq!(
            reason(Some(timestamp.as_bytes()), signature, at(SENT + later)),
            said
        );
    }

    #[rstest]
    #[case::no_time(None, Some(SIGNATURE), "missing_signature")]
    #[case::no_signature(Some("1531420618"), None, "missing_signature")]
    #[case::neither(None, None, "missing_signature")]
    #[case::empty_time(Some(""), Some(SIGNATURE), "odd_signature")]
    #[case::sign(Some("+1531420618"), Some(SIGNATURE), "odd_signature")]
    #[case::minus(Some("-1531420618"), Some(SIGNATURE), "odd_signature")]
    #[case::space(Some(" 1531420618"), Some(SIGNATURE), "odd_signature")]
    #[case::fraction(Some("1531420618.0"), Some(SIGNATURE), "odd_signature")]
    #[case::beyond_time(Some("9223372036854775807"), Some(SIGNATURE), "odd_signature")]
    #[case::beyond_numbers(Some("99999999999999999999"), Some(SIGNATURE), "odd_signature")]
    #[case::other_time(Some("1531420619"), Some(SIGNATURE), "wrong_signature")]
    #[case::leading_zero(Some("01531420618"), Some(SIGNATURE), "wrong_signature")]
    #[case::empty(Some("1531420618"), Some(""), "odd_signature")]
    #[case::version_alone(Some("1531420618"), Some("v0="), "odd_signature")]
    #[case::other_version(
        Some("1531420618"),
        Some("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
        "odd_signature"
    )]
    #[case::no_version(
        Some("1531420618"),
        Some("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
        "odd_signature"
    )]
    #[case::cut(
        Some("1531420618"),
        Some("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b5"),
        "odd_signature"
    )]
    #[case::longer(
        Some("1531420618"),
        Some("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50300"),
        "odd_signature"
    )]
    #[case::capitals(
        Some("1531420618"),
        Some("v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503"),
        "odd_signature"
    )]
    #[case::zeros(
        Some("1531420618"),
        Some("v0=0000000000000000000000000000000000000000000000000000000000000000"),
        "wrong_signature"
    )]
    #[case::not_ascii(Some("1531420618"), Some("v0=å"), "odd_signature")]
    fn headers_must_be_as_slack_writes_them(
        #[case] timestamp: Option<&str>,
        #[case] signature: Option<&str>,
        #[case] said: &str,
    ) {
        let (timestamp, signature) = (timestamp.map(str::as_bytes), signature.map(str::as_bytes));
        assert_eq!(reason(timestamp, signature, at(SENT)), said);
    }

    #[rstest]
    #[case("", BadSecret::Empty)]
    #[case(" \n", BadSecret::Empty)]
    #[case("8f742231", BadSecret::Short)]
    fn a_secret_that_is_none_is_refused(#[case] secret: &str, #[case] why: BadSecret) {
        assert_eq!(
            SigningSecret::new(&SecretString::from(secret)).err(),
            Some(why)
        );
    }

    #[test]
    fn a_secret_may_end_its_line_and_is_never_shown() {
        let secret = SigningSecret::new(&SecretString::from(format!("{SECRET}\n"))).unwrap();
        let signature = Signature {
            timestamp: Some(b"1531420618"),
            signature: Some(SIGNATURE.as_bytes()),
        };
        assert!(secret.verify(signature, BODY.as_bytes(), at(SENT)).is_ok());
        assert!(!format!("{secret:?}").contains(SECRET));
    }

    proptest! {
        #[test]
        fn one_flipped_bit_anywhere_is_noticed(bit in 0..(10 + SIGNATURE.len() + BODY.len()) * 8) {
            let mut whole = [SENT.to_string().as_bytes(), SIGNATURE.as_bytes(), BODY.as_bytes()].concat();
            whole[bit / 8] ^= 1 << (bit % 8);
            let (timestamp, rest) = whole.split_at(10);
            let (signature, body) = rest.split_at(SIGNATURE.len());
            let signature = Signature { timestamp: Some(timestamp), signature: Some(signature) };
            prop_assert!(secret().verify(signature, body, at(SENT)).is_err());
        }

        #[test]
        fn no_header_makes_it_panic(timestamp: Vec<u8>, signature: Vec<u8>, body: Vec<u8>, now: i64) {
            let signature = Signature { timestamp: Some(&timestamp), signature: Some(&signature) };
            prop_assert!(secret().verify(signature, &body, Timestamp::from_millis(now)).is_err());
        }
    }
}
