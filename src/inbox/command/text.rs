//! What was typed → the text as its writer saw it, and back.

use super::tokens::{PUNCTUATION, Token, cut, is_mark};

/// The longest text that is looked at as a command, in bytes; longer ones are somebody's writing.
pub(super) const LONGEST: usize = 64 * 1024;

/// A text as its writer saw it, and the people mentioned in it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Cleaned {
    pub(super) text: String,
    /// Where in `text` a mention begins, and the platform's id of who is mentioned.
    pub(super) mentions: Vec<(usize, String)>,
    /// Where in `text` a quotation mark stands that was escaped and so quotes nothing, in order.
    escaped: Vec<usize>,
}

/// `text` without spaces around it and without what ends a sentence.
pub(super) fn trimmed(text: &str) -> &str {
    let ends = |letter: char| letter.is_whitespace() || PUNCTUATION.contains(&letter);
    text.trim_start().trim_end_matches(ends)
}

/// `text` [`trimmed`], on one line, with one space between its words.
pub(super) fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = trimmed(text).split_whitespace().collect();
    words.join(" ")
}

/// The text without what platforms put in for their own use: mentions and links as people see them,
/// escaped signs as they were typed, and no letters without width.
pub(super) fn clean(text: &str) -> Cleaned {
    let mut cleaned = Cleaned {
        text: String::with_capacity(text.len()),
        ..Cleaned::default()
    };
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            '<' => cleaned.take_reference(rest),
            '&' => cleaned.take_escape(rest),
            _ => None,
        };
        let length = taken.unwrap_or_else(|| {
            if !is_without_width(letter) {
                cleaned.text.push(letter);
            }
            letter.len_utf8()
        });
        rest = rest.get(length..).unwrap_or_default();
    }
    cleaned
}

impl Cleaned {
    /// `<@U1|name>`, `<#C1|name>`, `<!here>`, `<https://…|label>` at the start of `rest`; its length.
    fn take_reference(&mut self, rest: &str) -> Option<usize> {
        let inside = rest.strip_prefix('<')?.split_once(['>', '<', '\n'])?.0;
        let length = inside.len() + 2;
        if !rest.get(..length)?.ends_with('>') {
            return None;
        }
        let (target, label) = inside.split_once('|').unwrap_or((inside, ""));
        let of = |sign: char| target.strip_prefix(sign).filter(|id| !id.is_empty());
        if let Some(id) = of('@') {
            self.mentions.push((self.text.len(), id.to_owned()));
            self.text.push('@');
            self.text
                .push_str(if label.is_empty() { id } else { label });
        } else if let Some(id) = of('#') {
            self.text.push('#');
            self.text
                .push_str(if label.is_empty() { id } else { label });
        } else if let Some(whom) = of('!') {
            let shown = if label.is_empty() { whom } else { label };
            self.text.push('@');
            self.text.push_str(shown.trim_start_matches('@'));
        } else if let Some(address) = target.strip_prefix("mailto:") {
            self.text.push_str(address);
        } else if target.starts_with("https://") || target.starts_with("http://") {
            self.text.push_str(&target.replace("&amp;", "&"));
        } else {
            return None;
        }
        Some(length)
    }

    /// An escaped sign at the start of `rest`; its length.
    fn take_escape(&mut self, rest: &str) -> Option<usize> {
        let (sign, length) = escape(rest)?;
        if is_mark(sign) {
            self.escaped.push(self.text.len());
        }
        self.text.push(sign);
        Some(length)
    }

    /// Its tokens.
    pub(super) fn tokens(&self) -> Vec<Token<'_>> {
        self.tokens_in(&self.text, 0)
    }

    /// The tokens of what stands between the quotation marks of `token`, one of its own.
    pub(super) fn tokens_inside<'c>(&'c self, token: &Token<'c>) -> Vec<Token<'c>> {
        self.tokens_in(token.text, token.inside)
    }

    /// The tokens of `text`, a part of its own that begins at `start`.
    fn tokens_in<'t>(&self, text: &'t str, start: usize) -> Vec<Token<'t>> {
        cut(text, |at| self.escaped.binary_search(&(start + at)).is_ok())
    }
}

/// The sign that is written as an escape at the start of `rest`, and the length of that: `&amp;`, `&lt;` and
/// `&gt;` as in Slack's messages, and any quotation mark by its number, `&#171;`.
fn escape(rest: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 3] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')];
    let mut named = NAMED.into_iter();
    if let Some((written, sign)) = named.find(|(written, _)| rest.starts_with(written)) {
        return Some((sign, written.len()));
    }
    let number = rest.strip_prefix("&#")?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let (number, after) = number.split_at_checked(digits)?;
    let sign = char::from_u32(number.parse().ok()?).filter(|sign| is_mark(*sign))?;
    after
        .starts_with(';')
        .then_some((sign, "&#;".len() + digits))
}

/// `text` as it must be typed to be understood as it is: with `&` and `<` escaped where they would begin
/// something of a platform, and if `marks` with every quotation mark escaped.
pub(super) fn typed(text: &str, marks: bool) -> String {
    let mut typed = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        match letter {
            '&' if escape(rest).is_some() => typed.push_str("&amp;"),
            '<' if rest.get(1..).is_some_and(may_be_reference) => typed.push_str("&lt;"),
            mark if marks && is_mark(mark) => typed.push_str(&format!("&#{};", u32::from(mark))),
            other => typed.push(other),
        }
    }
    typed
}

/// Whether `rest` begins as what platforms put between `<` and `>`.
fn may_be_reference(rest: &str) -> bool {
    let begins = ["@", "#", "!", "mailto:", "https://", "http://"];
    begins.iter().any(|begin| rest.starts_with(begin))
}

/// Signs that nobody sees: soft hyphens, breaks without width, marks of direction.
const fn is_without_width(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{2066}'
            ..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Hjem &amp; skole &lt;3", "Hjem & skole <3")]
    #[case("til <#C012|gruppe-1>", "til #gruppe-1")]
    #[case("til <#C012>", "til #C012")]
    #[case("<!here> hei", "@here hei")]
    #[case("<!subteam^S1|@rektorer>", "@rektorer")]
    #[case(
        "<https://asker.example/?a=1&amp;b=2|lenke>",
        "https://asker.example/?a=1&b=2"
    )]
    #[case("<mailto:post@asker.example|post@asker.example>", "post@asker.example")]
    #[case("1 < 2 og 3 > 2", "1 < 2 og 3 > 2")]
    #[case("<b>", "<b>")]
    #[case("&amp;lt;", "&lt;")]
    #[case("&#187;&#34;&#39;&#8221;", "»\"'”")]
    #[case(
        "&#65; &#; &#187 &#xbb; &quot; &#99999999999;",
        "&#65; &#; &#187 &#xbb; &quot; &#99999999999;"
    )]
    #[case("hj\u{200b}elp\u{feff}", "hjelp")]
    fn what_platforms_put_in_is_taken_out(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(clean(text).text, expected);
    }

    #[test]
    fn a_mention_keeps_its_id() {
        let cleaned = clean("legg til <@U012|rektor> og <@W9>");
        assert_eq!(cleaned.text, "legg til @rektor og @W9");
        let expected = [(9, "U012".to_owned()), (20, "W9".to_owned())];
        assert_eq!(cleaned.mentions, expected);
    }

    #[rstest]
    #[case("si «a&#187; &#8217;b» nå", &["si", "a» ’b", "nå"])]
    #[case("&#171;Les boka&#187;", &["«Les", "boka»"])]
    #[case("sted=&#34;Sal &#34;2", &["sted=\"Sal", "\"2"])]
    #[case("«&#171;Les boka", &["«Les boka"])]
    fn an_escaped_mark_quotes_nothing(#[case] text: &str, #[case] expected: &[&str]) {
        let cleaned = clean(text);
        let texts: Vec<&str> = cleaned.tokens().iter().map(|token| token.text).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn an_escaped_mark_quotes_nothing_where_all_is_quoted_either() {
        let cleaned = clean("\"sted &#171;a b&#187;\"");
        let [only] = cleaned.tokens()[..] else {
            panic!("{cleaned:?}")
        };
        let inside = cleaned.tokens_inside(&only);
        let texts: Vec<&str> = inside.iter().map(|token| token.text).collect();
        assert_eq!(texts, ["sted", "«a", "b»"]);
    }

    proptest! {
        #[test]
        fn what_is_typed_is_cleaned_to_what_was_meant(
            text in "([a-c «»”’]|&(amp|lt|gt|#187|#65);|<(@U|#C|!h|https://a)[|]?a?>|[&<>#;@]){0,20}",
            marks in any::<bool>(),
        ) {
            let cleaned = clean(&typed(&text, marks));
            prop_assert_eq!(cleaned.text, text);
            prop_assert_eq!(cleaned.mentions, []);
        }
    }
}
