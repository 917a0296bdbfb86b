//! What we are built of: under which licences it stands, where it comes from, and that nothing is in it
//! twice that must not be. `.deny.toml` says the same to cargo-deny, which few have at hand.

use std::process::Command;

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

/// A package that a build for this machine takes in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Package {
    name: String,
    licence: String,
    /// Where it is from; nothing when that is the registry.
    elsewhere: String,
}

/// Every package of a build for this machine and of its tests, but for our own.
pub(crate) fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal,build,dev", "--prefix", "none"])
        .args(["--format", "{p}|{l}", "--offline", "--locked"])
        .current_dir(ROOT)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = String::from_utf8(output.stdout).unwrap();
    let all = tree.lines().filter_map(package);
    all.filter(|package| package.name != "skolebud").collect()
}

/// `name v1.2.3 (proc-macro)|MIT (*)`, with an address in brackets where it is not from the registry.
fn package(line: &str) -> Option<Package> {
    let (what, licence) = line.split_once('|')?;
    let (name, rest) = what.split_once(' ')?;
    let from = rest.split_once(' ').map_or("", |(_, from)| from);
    Some(Package {
        name: name.to_owned(),
        licence: licence.trim_end_matches("(*)").trim().to_owned(),
        elsewhere: from.replace("(proc-macro)", "").trim().to_owned(),
    })
}

/// The packages whose licence is not among [`LICENCES`].
pub(crate) fn with_another_licence(packages: &[Package]) -> Vec<String> {
    let wrong = packages.iter().filter(|it| !is_allowed(&it.licence));
    wrong
        .map(|it| format!("{}: {:?}", it.name, it.licence))
        .collect()
}

/// The packages that do not come from the registry.
pub(crate) fn from_elsewhere(packages: &[Package]) -> Vec<String> {
    let wrong = packages.iter().filter(|it| !it.elsewhere.is_empty());
    wrong
        .map(|it| format!("{}: {}", it.name, it.elsewhere))
        .collect()
}

/// The packages that are [`BANNED`], each with the reason.
pub(crate) fn banned(packages: &[Package]) -> Vec<String> {
    let reason = |package: &Package| {
        let banned = BANNED.iter().find(|(name, _)| package.name == *name);
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

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

    #[rstest]
    #[case("serde v1.0.0|MIT OR Apache-2.0 (*)", 0)]
    #[case("serde_derive v1.0.0 (proc-macro)|MIT", 0)]
    #[case("serde v1.0.0|", 1)]
    #[case("serde v1.0.0 (https://a.example/serde#0123)|MIT", 1)]
    #[case("local v1.0.0 (/a/local)|NCSA", 2)]
    #[case("ring v0.17.0|Apache-2.0 AND ISC", 1)]
    fn what_is_wrong_with_a_package_is_found(#[case] line: &str, #[case] wrong: usize) {
        let all = [package(line).unwrap()];
        let found = [
            with_another_licence(&all),
            from_elsewhere(&all),
            banned(&all),
        ];
        assert_eq!(found.concat().len(), wrong, "{found:?}");
    }
}
