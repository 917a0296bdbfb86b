//! What is done to letters from outside before they go into a payload: cleaned, measured, shortened
//! at a word; and which links may be shown as links.

use unicode_segmentation::GraphemeCursor;
use url::Url;

/// What stands where something was left out.
pub(super) const ELLIPSIS: char = '…';

/// As many letters as a payload takes at most: Slack's limit of all `markdown` blocks together, kept for
/// all blocks, and more than fit into a card. What is far beyond is not even looked at.
pub(super) const LONGEST_BODY: usize = 12_000;

/// `text` without what can harm the text around it: control characters other than line ends, and the
/// marks that turn the reading direction of what follows (Unicode TR9, embeddings, overrides and
/// isolates). Of a text longer than [`LONGEST_BODY`] so much is left that it still is longer.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
            _ if letter.is_control() && letter != '\n' => None,
            _ => Some(letter),
        })
        .take(LONGEST_BODY + 1)
        .collect()
}

/// `text` cleaned and on one line, with single spaces.
pub(super) fn one_line(text: &str) -> String {
    let clean = clean(text);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How long a platform may find `letter`: in UTF-16 units, of which a letter has as many as
/// characters or more.
pub(super) fn utf16(letter: char) -> usize {
    letter.len_utf16()
}

/// How long `text` is when each letter counts as `weigh` says.
pub(super) fn weight(text: &str, weigh: fn(char) -> usize) -> usize {
    text.chars().map(weigh).sum()
}

/// `text`, or the beginning of it with an ellipsis, at most `most` long as `weigh` counts. The cut is
/// after a word where there is one in the last half. Nothing is left when not even the ellipsis fits.
pub(super) fn shorten(text: &str, most: usize, weigh: fn(char) -> usize) -> String {
    if weight(text, weigh) <= most {
        return text.to_owned();
    }
    let Some(room) = most.checked_sub(weigh(ELLIPSIS)) else {
        return String::new();
    };
    let head = &text[..cut(text, room, weigh)];
    format!("{}{ELLIPSIS}", head.trim_end())
}

/// Where to end the beginning of `text` so that it is at most `most` long: after a word where there
/// is one in the last half, and never inside a letter put together of several.
pub(super) fn cut(text: &str, most: usize, weigh: fn(char) -> usize) -> usize {
    let mut used = 0;
    let fits = text.char_indices().find(|(_, letter)| {
        used += weigh(*letter);
        used > most
    });
    let Some((end, _)) = fits else {
        return text.len();
    };
    let head = &text[..end];
    if let Some(word_end) = head.rfind(char::is_whitespace).filter(|at| *at > end / 2) {
        return word_end;
    }
    let mut cursor = GraphemeCursor::new(end, text.len(), true);
    if cursor.is_boundary(text, 0) == Ok(true) {
        return end;
    }
    let whole_letter = cursor.prev_boundary(text, 0).ok().flatten();
    whole_letter.filter(|at| *at > 0).unwrap_or(end)
}

/// The address of a link that may be shown as one: `https:`, `http:` or `mailto:`, without a user name
/// in front of the host that could pass for it, and at most `most` long. The letters that end a link
/// in some markup are percent-encoded.
pub(super) fn safe_link(url: &str, most: usize) -> Option<String> {
    if url.len() > most {
        return None;
    }
    let url = Url::parse(url.trim()).ok()?;
    let is_safe = match url.scheme() {
        "http" | "https" => url.username().is_empty() && url.password().is_none(),
        "mailto" => !url.path().is_empty(),
        _ => false,
    };
    let mut safe = String::with_capacity(url.as_str().len());
    for letter in url.as_str().chars() {
        match letter {
            '<' | '>' | '|' | '"' | '\\' | '`' | ' ' | '(' | ')' | '[' | ']' | '{' | '}' | '^' => {
                safe.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            _ => safe.push(letter),
        }
    }
    (is_safe && weight(&safe, utf16) <= most).then_some(safe)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::{clean, one_line, safe_link, shorten, utf16, weight};

    #[rstest]
    #[case("kort", 10, "kort")]
    #[case("", 0, "")]
    #[case("samling i Asker", 15, "samling i Asker")]
    #[case("samling i Asker", 14, "samling i…")]
    #[case("samlingsprogrammet", 8, "samling…")]
    #[case("a samlingsprogrammet", 8, "a samli…")]
    #[case("samling", 1, "…")]
    #[case("samling", 0, "")]
    #[case("heisann👩‍👩‍👧", 12, "heisann…")]
    #[case("blåbær", 4, "blå…")]
    #[case("bla\u{30A}bær", 4, "bl…")]
    fn texts_end_at_a_word(#[case] text: &str, #[case] most: usize, #[case] expected: &str) {
        assert_eq!(shorten(text, most, utf16), expected);
    }

    #[rstest]
    #[case(
        "https://asker.kommune.no/a?b=c&d",
        Some("https://asker.kommune.no/a?b=c&d")
    )]
    #[case(" https://asker.kommune.no/ ", Some("https://asker.kommune.no/"))]
    #[case("HTTP://asker.kommune.no", Some("http://asker.kommune.no/"))]
    #[case("mailto:post@asker.kommune.no", Some("mailto:post@asker.kommune.no"))]
    #[case("mailto:a<!channel>", Some("mailto:a%3C!channel%3E"))]
    #[case(
        "https://asker.kommune.no/a|b)",
        Some("https://asker.kommune.no/a%7Cb%29")
    )]
    #[case("javascript:alert(1)", None)]
    #[case("data:text/html,x", None)]
    #[case("slack://open", None)]
    #[case("https://asker.kommune.no@evil.example/", None)]
    #[case("/local", None)]
    #[case("mailto:", None)]
    #[case("", None)]
    #[case("https://asker.kommune.no/0123456789012345678901234567890", None)]
    fn links_are_safe(#[case] url: &str, #[case] expected: Option<&str>) {
        assert_eq!(safe_link(url, 48).as_deref(), expected);
    }

    #[test]
    fn control_and_direction_marks_are_dropped() {
        assert_eq!(clean("a\u{0}\u{202E}b\r\nc\td\u{7f}\u{2067}"), "ab\nc d");
        assert_eq!(one_line("  a \n\n b\t"), "a b");
    }

    proptest! {
        #[test]
        fn shortened_text_fits(text in "\\PC{0,60}", most in 0_usize..50) {
            let short = shorten(&text, most, utf16);
            prop_assert!(weight(&short, utf16) <= most);
        }
    }
}
