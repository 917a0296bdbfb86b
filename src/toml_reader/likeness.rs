//! What was meant by a word that is not known, and how much of it a message repeats.

use std::borrow::Cow;

/// How alike two words must be for "did you mean".
const ALIKE: f64 = 0.75;

/// "Did you mean …?" for the one of `known` that is most like `written`.
pub(crate) fn did_you_mean<'k>(
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    nearest(written, known).map(|word| format!("Did you mean \"{word}\"?"))
}

/// The one of `known` that is most like `written`, if any is.
pub(crate) fn nearest<'k>(
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|word| (likeness(&written, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        // The first of the best, so that the answer does not depend on anything else.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, word)| word)
}

fn likeness(a: &str, b: &str) -> f64 {
    // Long inputs can be no slip of the finger, and comparing them costs their product.
    if a.len().max(b.len()) > 128 {
        return 0.0;
    }
    strsim::jaro_winkler(a, b).min(strsim::normalized_damerau_levenshtein(a, b) + 0.2)
}

/// `text`, cut where it would make a message unreadable. A web address is not repeated at all: a
/// webhook's is a password, and may stand in the wrong place.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    if text.contains("://") || text.contains("hooks.slack") {
        return Cow::Borrowed("(a web address)");
    }
    if text.chars().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let mut start: String = text.chars().take(LONGEST).collect();
    start.push('…');
    Cow::Owned(start)
}
