//! Slack's own escaping (docs.slack.dev/messaging/formatting-message-text): these three characters
//! and no others. Without it `<!channel>` in a name would wake everyone.

/// `text` as Slack's markup shows it unchanged.
pub(super) fn escape(text: &str) -> String {
    let escaped = text.replace('&', "&amp;");
    escaped.replace('<', "&lt;").replace('>', "&gt;")
}

/// How many UTF-16 units `letter` takes once escaped.
pub(super) fn escaped_weight(letter: char) -> usize {
    match letter {
        '&' => "&amp;".len(),
        '<' => "&lt;".len(),
        '>' => "&gt;".len(),
        _ => letter.len_utf16(),
    }
}

#[cfg(test)]
mod tests {
    use super::{escape, escaped_weight};

    #[test]
    fn outside_text_cannot_call_anyone() {
        let hostile = "<!channel> <@U1> a & b &lt; <https://x|y>";
        let escaped = "&lt;!channel&gt; &lt;@U1&gt; a &amp; b &amp;lt; &lt;https://x|y&gt;";
        assert_eq!(escape(hostile), escaped);
        let weight: usize = hostile.chars().map(escaped_weight).sum();
        assert_eq!(weight, escaped.len());
    }
}
