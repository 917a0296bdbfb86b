//! How secrets are compared: never by `==`, which tells by its time how much of a guess was right.

use crate::source::{Finding, Source, Token};

/// What a value is called by which someone is known, or a request.
const SECRETS: [&str; 5] = ["signature", "secret", "mac", "digest", "nonce"];
/// What it may be called, too, where such values are made and read; elsewhere these are other things.
const AT_HOME: [&str; 3] = ["tag", "token", "hash"];
const HOMES: [&str; 4] = [
    "src/links.rs",
    "src/seal.rs",
    "src/chat/signed.rs",
    "/verify.rs",
];

/// No `==` and no `!=` stands beside a value that is called as secrets are: HMAC's own `verify_…` compares
/// in constant time.
pub(crate) fn compares_secrets_in_constant_time(source: &Source) -> Vec<Finding> {
    let program: Vec<&Token> = source.program().collect();
    let is_home = HOMES.iter().any(|home| source.path.ends_with(home));
    let is_secret = |token: &Token| {
        let word = token.word().unwrap_or_default();
        SECRETS.contains(&word) || (is_home && AT_HOME.contains(&word))
    };
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
    #[case("fn f() -> bool { signature(body) != signature }", 1)]
    #[case("fn f() -> bool { tag.len() == LENGTH }", 0)]
    #[case("fn f() { let tag = other; }", 0)]
    #[case("#[cfg(test)] mod tests { fn f() -> bool { tag == other } }", 0)]
    fn comparisons_are_found(#[case] text: &str, #[case] found: usize) {
        let source = Source::new("src/links.rs", text);
        assert_eq!(compares_secrets_in_constant_time(&source).len(), found);
    }
}
