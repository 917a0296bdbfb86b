//! Characters that platforms write as `&…;`.

/// The longest name of a character with its `&` and `;`: a number in hexadecimal.
const LONGEST: usize = "&#x10FFFF;".len();

/// `text` with each `&…;` replaced by the character that `known` names for what stands between; others
/// stay as they are. What comes out is not read again: `&amp;lt;` becomes `&lt;`.
pub(super) fn decode(text: &str, known: fn(&str) -> Option<char>) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, from_here) = rest.split_at(start);
        decoded.push_str(before);
        let end = from_here
            .bytes()
            .take(LONGEST)
            .position(|byte| byte == b';');
        let found = end.and_then(|end| Some((end, known(&from_here[1..end])?)));
        rest = match found {
            Some((end, letter)) => {
                decoded.push(letter);
                &from_here[end + 1..]
            }
            None => {
                decoded.push('&');
                &from_here[1..]
            }
        };
    }
    decoded.push_str(rest);
    decoded
}

/// The three that Slack writes (docs.slack.dev/messaging/formatting-message-text).
pub(super) fn of_slack(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        _ => None,
    }
}

/// Those of HTML that can stand in a chat message, and every character by its number.
pub(super) fn of_html(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => of_slack(name).or_else(|| by_number(name)),
    }
}

fn by_number(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    number.ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{decode, of_html, of_slack};

    #[rstest]
    #[case("Hei", "Hei")]
    #[case("a &amp; b", "a & b")]
    #[case("&lt;b&gt;", "<b>")]
    #[case("&amp;lt;", "&lt;")]
    #[case("&quot;", "&quot;")]
    #[case("&", "&")]
    #[case("&;", "&;")]
    #[case("&&amp;", "&&")]
    #[case("&æøå;", "&æøå;")]
    #[case("&amp", "&amp")]
    fn slack_has_three(#[case] text: &str, #[case] decoded: &str) {
        assert_eq!(decode(text, of_slack), decoded);
    }

    #[rstest]
    #[case("status&nbsp;r&#248;d", "status rød")]
    #[case("&#xF8;&#Xf8;", "øø")]
    #[case("&quot;neste&quot; &apos;a&#39;", "\"neste\" 'a'")]
    #[case("&#x110000; &#xD800; &#; &#-1;", "&#x110000; &#xD800; &#; &#-1;")]
    #[case("&amp;nbsp;", "&nbsp;")]
    fn html_has_more(#[case] text: &str, #[case] decoded: &str) {
        assert_eq!(decode(text, of_html), decoded);
    }
}
