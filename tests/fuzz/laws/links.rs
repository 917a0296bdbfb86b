//! Tokens of links and forms on the answer page.

use std::sync::LazyLock;
use std::time::Duration;

use skolebud::clock::Timestamp;
use skolebud::links::{Linked, Links};
use tempfile::TempDir;

static LINKS: LazyLock<Links> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    std::fs::write(
        folder.path().join("x.db.links"),
        b"a key of 32 bytes, always alike.",
    )
    .unwrap();
    Links::open(&folder.path().join("x.db"), "https://svar.asker.example").unwrap()
});
const NOW: Timestamp = Timestamp::from_millis(1_543_312_842_000);

/// A token, `\0`, and a question and a channel with a line end between them. What we did not give out
/// is not taken back; what we did is, and not with any letter of it changed.
pub(crate) fn token(input: &[u8]) {
    let (token, named) = super::two(input);
    let token = String::from_utf8_lossy(token);
    if let Some(linked) = LINKS.read(&token) {
        assert_eq!(LINKS.token(&linked.asking, &linked.channel), token);
    }
    let named = String::from_utf8_lossy(named).replace('\0', "");
    let (asking, channel) = named.split_once('\n').unwrap_or((&named, ""));
    let linked = Linked {
        asking: asking.to_owned(),
        channel: channel.to_owned(),
    };
    assert!(
        LINKS.read_form(&linked, &token, NOW).is_err(),
        "a form of nobody"
    );
    let own = LINKS.token(asking, channel);
    assert_eq!(LINKS.read(&own).as_ref(), Some(&linked));
    let form = LINKS.form(&linked, NOW).unwrap();
    assert!(LINKS.read_form(&linked, &form, NOW).is_ok());
    assert!(
        LINKS
            .read_form(&linked, &form, NOW.plus(Duration::from_secs(86_400)))
            .is_err()
    );
    let at = input.iter().fold(input.len(), |sum, byte| {
        sum * 31 % 1_009 + usize::from(*byte)
    });
    assert_eq!(LINKS.read(&changed(&own, at)), None);
    assert!(LINKS.read_form(&linked, &changed(&form, at), NOW).is_err());
}

/// `token` with the letter at `at` changed.
fn changed(token: &str, at: usize) -> String {
    let mut letters = token.as_bytes().to_vec();
    let at = at % letters.len();
    letters[at] = if letters[at] == b'A' { b'B' } else { b'A' };
    String::from_utf8(letters).unwrap()
}
