//! What we are built of: under which licences it stands, where it comes from, and that nothing is in it
//! twice that must not be. `.deny.toml` says the same to cargo-deny, which few have at hand.

use std::process::Command;

use serde_json::Value;

use crate::source::ROOT;

/// Licences that ask no more than to be named.
const LICENCES: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    // The list of certificate authorities.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Zlib",
];

/// Libraries beside which ours would not be the only one of its kind, and why one is enough.
const BANNED: [(&str, &str); 4] = [
    (
        "ring",
        "rustls refuses to choose between two crypto libraries",
    ),
    ("openssl-sys", "TLS is rustls"),
    ("native-tls", "TLS is rustls"),
    ("rusqlite", "the database is sqlx's"),
];

/// Every package that a build for this machine takes in, but for our own.
pub(crate) fn packages() -> Vec<Value> {
    let metadata = cargo(&[
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        &host(),
    ]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let all = metadata["packages"].as_array().unwrap();
    let foreign = all.iter().filter(|it| it["name"] != "skolebud");
    foreign.cloned().collect()
}

/// The packages whose licence is not among [`LICENCES`].
pub(crate) fn with_another_licence(packages: &[Value]) -> Vec<String> {
    let licence = |package: &Value| package["license"].as_str().unwrap_or_default().to_owned();
    let wrong = packages.iter().filter(|it| !is_allowed(&licence(it)));
    wrong
        .map(|it| format!("{}: {:?}", it["name"], licence(it)))
        .collect()
}

/// The packages that do not come from the registry.
pub(crate) fn from_elsewhere(packages: &[Value]) -> Vec<String> {
    let is_from_registry = |package: &&Value| {
        let source = package["source"].as_str().unwrap_or_default();
        source.starts_with("registry+") && source.ends_with("/crates.io-index")
    };
    let wrong = packages.iter().filter(|it| !is_from_registry(it));
    wrong
        .map(|it| format!("{}: {}", it["name"], it["source"]))
        .collect()
}

/// The packages that are [`BANNED`], each with the reason.
pub(crate) fn banned(packages: &[Value]) -> Vec<String> {
    let reason = |package: &Value| {
        let banned = BANNED.iter().find(|(name, _)| package["name"] == *name);
        banned.map(|(name, reason)| format!("{name}: {reason}"))
    };
    packages.iter().filter_map(reason).collect()
}

/// Whether a licence expression (SPDX; `/` is its old way of writing OR) can be met by [`LICENCES`].
fn is_allowed(expression: &str) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest) && rest.is_empty()
}

/// `… OR …`; AND binds closer.
fn any(rest: &mut &[&str]) -> bool {
    let mut fits = all(rest);
    while rest.first() == Some(&"OR") {
        *rest = &rest[1..];
        fits |= all(rest);
    }
    fits
}

/// `… AND …`
fn all(rest: &mut &[&str]) -> bool {
    let mut fits = one(rest);
    while rest.first() == Some(&"AND") {
        *rest = &rest[1..];
        fits &= one(rest);
    }
    fits
}

/// A licence, with its exception, or what stands in brackets.
fn one(rest: &mut &[&str]) -> bool {
    match **rest {
        ["(", ref inside @ ..] => {
            *rest = inside;
            let fits = any(rest);
            let closed = rest.first() == Some(&")");
            *rest = rest.get(1..).unwrap_or_default();
            fits && closed
        }
        [licence, "WITH", exception, ref after @ ..] => {
            *rest = after;
            LICENCES.contains(&format!("{licence} WITH {exception}").as_str())
        }
        [licence, ref after @ ..] => {
            *rest = after;
            LICENCES.contains(&licence)
        }
        [] => false,
    }
}

fn host() -> String {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let said = Command::new(rustc).arg("-vV").output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--locked"])
        .current_dir(ROOT)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case("MIT", true)]
    #[case("MIT/Apache-2.0", true)]
    #[case("GPL-3.0-only", false)]
    #[case("GPL-3.0-only OR MIT", true)]
    #[case("MIT AND GPL-3.0-only", false)]
    #[case("GPL-3.0-only OR MIT AND ISC", true)]
    #[case("ISC AND (GPL-3.0-only OR MIT)", true)]
    #[case("(GPL-3.0-only OR MIT) AND NCSA", false)]
    #[case("Apache-2.0 WITH LLVM-exception", true)]
    #[case("GPL-2.0-only WITH Classpath-exception-2.0", false)]
    #[case("(MIT", false)]
    #[case("MIT ISC", false)]
    #[case("", false)]
    fn an_expression_is_met_or_not(#[case] expression: &str, #[case] allowed: bool) {
        assert_eq!(is_allowed(expression), allowed);
    }

    #[test]
    fn what_is_wrong_with_a_package_is_found() {
        let bad = json!({"name": "ring", "license": "NCSA", "source": "git+https://a.example"});
        let all = [bad, json!({"name": "own", "license": null, "source": null})];
        assert_eq!(with_another_licence(&all).len(), 2);
        assert_eq!(from_elsewhere(&all).len(), 2);
        assert_eq!(banned(&all).len(), 1);
    }
}
