//! How secrets are compared: never by `==`, which tells by its time how much of a guess was right.

use crate::source::{Finding, Source, Token};

/// What a value is called by which someone is known, or a request.
const SECRETS: [&str; 9] = [
    "tag",
    "mac",
    "digest",
    "hash",
    "signature",
    "secret",
    "token",
    "nonce",
    "key_bytes",
];

/// No `==` and no `!=` stands beside a value that is called as secrets are: HMAC's own `verify_…` compares
/// in constant time.
pub(crate) fn compares_secrets_in_constant_time(source: &Source) -> Vec<Finding> {
    let program: Vec<&Token> = source.program().collect();
    let is_secret = |token: &Token| token.word().is_some_and(|word| SECRETS.contains(&word));
    program
        .windows(4)
        .filter(|four| {
            let compares = (four[1].is_sign('=') || four[1].is_sign('!')) && four[2].is_sign('=');
            compares && (is_secret(four[0]) || is_secret(four[3]))
        })
        .map(|four| Finding {
            path: source.path.clone(),
            line: four[1].line,
            message: "compare a secret by `verify_slice`, which takes as long for a wrong one"
                .to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("fn f() -> bool { tag == other }", 1)]
    #[case("fn f() -> bool { self.signature() != signature }", 1)]
    #[case("fn f() -> bool { tag.len() == LENGTH }", 0)]
    #[case("fn f() { let tag = other; }", 0)]
    #[case("#[cfg(test)] mod tests { fn f() -> bool { tag == other } }", 0)]
    fn comparisons_are_found(#[case] text: &str, #[case] found: usize) {
        let source = Source::new("src/a.rs", text);
        assert_eq!(compares_secrets_in_constant_time(&source).len(), found);
    }
}
