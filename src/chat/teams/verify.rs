//! The signature of a Teams outgoing webhook
//! (learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook): the
//! keyed hash of the raw body. It has no time in it, so a replay is recognised by the event's id.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};

use crate::chat::signed::{BadSecret, Key, Unverified};

/// The header with the signature.
pub const SIGNATURE_HEADER: &str = "authorization";

const SCHEME: &[u8] = b"HMAC ";

/// The security token of an outgoing webhook.
#[derive(Clone, Debug)]
pub struct WebhookSecret(Key);

/// A body that Teams has signed. Only [`WebhookSecret::verify`] makes one, and only of one can an event
/// be read.
#[derive(Clone, Copy)]
pub struct Verified<'b>(&'b [u8]);

impl<'b> Verified<'b> {
    pub(super) fn body(self) -> &'b [u8] {
        self.0
    }
}

impl WebhookSecret {
    /// The secret as Teams shows it once, in base64; what it stands for is the key.
    ///
    /// # Errors
    /// When it is empty, too short or not base64.
    pub fn new(secret: &SecretString) -> Result<Self, BadSecret> {
        let key = STANDARD
            .decode(secret.expose_secret().trim())
            .map_err(|_| BadSecret::NotBase64)?;
        Key::new(key).map(Self)
    }

    /// The body, if Teams signed it with this secret; `signature` is the header's value, nothing when it
    /// is missing or stands twice.
    ///
    /// # Errors
    /// The reason: the header is missing, it is odd, or it is of another body or secret.
    pub fn verify<'b>(
        &self,
        signature: Option<&[u8]>,
        body: &'b [u8],
    ) -> Result<Verified<'b>, Unverified> {
        let signature = signature.ok_or(Unverified::Missing)?;
        let written = signature.strip_prefix(SCHEME).ok_or(Unverified::Odd)?;
        let tag = STANDARD.decode(written).map_err(|_| Unverified::Odd)?;
        if self.0.fits(&[body], &tag) {
            Ok(Verified(body))
        } else {
            Err(Unverified::Wrong)
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    // Made for these tests with another program.
    const SECRET: &str = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA=";
    const SHORT_BODY: &str = r#"{"text":"hi"}"#;
    const SHORT: &str = "HMAC NkCMMk3c2Z97wQnNQRGS7eFUvcEhU7jjs204z8HgXnA=";
    const BODY: &str = r#"{"type":"message","id":"1732200000000","text":"<at>Skolebud</at>&nbsp;neste økt\n","from":{"name":"Rektor, Blåbærlia skole"}}"#;
    const SIGNATURE: &str = "HMAC YKy8uIrrlFrVMKnPM7uyhPoDAvycdx5/W9MERAnwJvs=";
    const BY_UNDECODED_SECRET: &str = "HMAC /14f0LSvy1bx0+7szhGiE94oyetE4jo1ZYD38sIhcs4=";

    /// What verification would say of `body`, without anyone having signed it.
    pub(in crate::chat::teams) fn signed(body: &[u8]) -> Verified<'_> {
        Verified(body)
    }

    fn secret() -> WebhookSecret {
        WebhookSecret::new(&SecretString::from(SECRET)).unwrap()
    }

    #[rstest]
    #[case::short(SHORT_BODY, Some(SHORT), "verified")]
    #[case::long(BODY, Some(SIGNATURE), "verified")]
    #[case::undecoded(BODY, Some(BY_UNDECODED_SECRET), "wrong_signature")]
    #[case::another_body(SHORT_BODY, Some(SIGNATURE), "wrong_signature")]
    #[case::empty_body("", Some(SIGNATURE), "wrong_signature")]
    #[case::missing(BODY, None, "missing_signature")]
    #[case::empty(BODY, Some(""), "odd_signature")]
    #[case::scheme_alone(BODY, Some("HMAC "), "wrong_signature")]
    #[case::no_scheme(
        BODY,
        Some("YKy8uIrrlFrVMKnPM7uyhPoDAvycdx5/W9MERAnwJvs="),
        "odd_signature"
    )]
    #[case::other_scheme(
        BODY,
        Some("Bearer YKy8uIrrlFrVMKnPM7uyhPoDAvycdx5/W9MERAnwJvs="),
        "odd_signature"
    )]
    #[case::two_spaces(
        BODY,
        Some("HMAC  YKy8uIrrlFrVMKnPM7uyhPoDAvycdx5/W9MERAnwJvs="),
        "odd_signature"
    )]
    #[case::cut(
        BODY,
        Some("HMAC YKy8uIrrlFrVMKnPM7uyhPoDAvycdx5/W9MERAnwJg=="),
        "wrong_signature"
    )]
    #[case::other_alphabet(
        BODY,
        Some("HMAC YKy8uIrrlF_VMKnPM7uyhPoDAvycdx5/W9MERAnwJvs="),
        "odd_signature"
    )]
    #[case::not_base64(BODY, Some("HMAC å"), "odd_signature")]
    fn only_the_whole_signature_of_the_whole_body_holds(
        #[case] body: &str,
        #[case] signature: Option<&str>,
        #[case] said: &str,
    ) {
        let verified = secret().verify(signature.map(str::as_bytes), body.as_bytes());
        let heard = verified.map_or_else(Unverified::name, |verified| {
            assert_eq!(verified.body(), body.as_bytes());
            "verified"
        });
        assert_eq!(heard, said);
    }

    #[rstest]
    #[case("", BadSecret::Empty)]
    #[case(" \n", BadSecret::Empty)]
    #[case("AAAA", BadSecret::Short)]
    #[case("vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA", BadSecret::NotBase64)]
    #[case("ikke en hemmelighet", BadSecret::NotBase64)]
    fn a_secret_that_is_none_is_refused(#[case] secret: &str, #[case] why: BadSecret) {
        assert_eq!(
            WebhookSecret::new(&SecretString::from(secret)).err(),
            Some(why)
        );
    }

    proptest! {
        #[test]
        fn one_flipped_bit_anywhere_is_noticed(bit in 0..(SIGNATURE.len() + BODY.len()) * 8) {
            let mut whole = [SIGNATURE.as_bytes(), BODY.as_bytes()].concat();
            whole[bit / 8] ^= 1 << (bit % 8);
            let (signature, body) = whole.split_at(SIGNATURE.len());
            prop_assert!(secret().verify(Some(signature), body).is_err());
        }

        #[test]
        fn no_header_makes_it_panic(signature: Vec<u8>, body: Vec<u8>) {
            prop_assert!(secret().verify(Some(&signature), &body).is_err());
        }
    }
}
