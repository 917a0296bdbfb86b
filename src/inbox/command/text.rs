//! What was typed → tokens: words and quoted runs, each with its place in the text.

/// The longest text that is looked at as a command, in bytes; longer ones are somebody's writing.
pub(super) const LONGEST: usize = 64 * 1024;

/// A text as its writer saw it, and the people mentioned in it.
#[derive(Debug, PartialEq)]
pub(super) struct Cleaned {
    pub(super) text: String,
    /// Where in `text` a mention begins, and the platform's id of who is mentioned.
    pub(super) mentions: Vec<(usize, String)>,
}

/// A word, or what stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token<'t> {
    /// Without quotation marks.
    pub(super) text: &'t str,
    /// Where it begins and ends in the whole text, quotation marks included.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) quoted: bool,
}

impl<'t> Token<'t> {
    /// The word without what follows it in a sentence.
    pub(super) fn word(&self) -> &'t str {
        if self.quoted {
            self.text
        } else {
            self.text.trim_end_matches(PUNCTUATION)
        }
    }

    /// Whether it is a number of one or two digits.
    pub(super) fn is_small_number(&self) -> bool {
        let word = self.word();
        !self.quoted && matches!(word.len(), 1 | 2) && word.bytes().all(|it| it.is_ascii_digit())
    }
}

pub(super) const PUNCTUATION: [char; 7] = ['.', ',', ';', ':', '!', '?', '…'];

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

/// Whether there is any quotation mark in `text`.
pub(super) fn has_marks(text: &str) -> bool {
    text.contains(is_mark)
}

pub(super) const fn is_mark(letter: char) -> bool {
    marks_of(letter).is_some()
}

/// The text without what platforms put in for their own use: mentions and links as people see them,
/// escaped signs as they were typed, and no letters without width.
pub(super) fn clean(text: &str) -> Cleaned {
    let mut cleaned = Cleaned {
        text: String::with_capacity(text.len()),
        mentions: Vec::new(),
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

    /// `&amp;`, `&lt;` or `&gt;` at the start of `rest`; its length.
    fn take_escape(&mut self, rest: &str) -> Option<usize> {
        let (written, sign) = escape(rest)?;
        self.text.push(sign);
        Some(written.len())
    }
}

/// The escape at the start of `rest`, and the sign that it stands for.
fn escape(rest: &str) -> Option<(&'static str, char)> {
    const ESCAPES: [(&str, char); 3] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')];
    ESCAPES
        .into_iter()
        .find(|(written, _)| rest.starts_with(written))
}

/// `text` as it must be typed so that [`clean`] gives it back: with `&` and `<` escaped where they would
/// begin something that platforms put in.
pub(super) fn typed(text: &str) -> String {
    const REFERENCES: [&str; 6] = ["<@", "<#", "<!", "<mailto:", "<https://", "<http://"];
    let mut typed = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        match letter {
            '&' if escape(rest).is_some() => typed.push_str("&amp;"),
            '<' if REFERENCES.iter().any(|begin| rest.starts_with(begin)) => {
                typed.push_str("&lt;");
            }
            other => typed.push(other),
        }
    }
    typed
}

/// Signs that nobody sees: soft hyphens, breaks without width, marks of direction.
const fn is_without_width(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{2066}'
            ..='\u{2069}'
    )
}

/// The tokens of `text`.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    // Once a mark is found to have no end, none after it has one.
    let mut single_marks_end = true;
    while let Some(rest) = text.get(at..) {
        let trimmed = rest.trim_start();
        let Some(first) = trimmed.chars().next() else {
            break;
        };
        let start = at + rest.len() - trimmed.len();
        let quoted = match marks_of(first) {
            Some(Marks::Single) if !single_marks_end => None,
            Some(marks) => {
                let closed = quoted(trimmed, marks);
                single_marks_end &= closed.is_some() || marks == Marks::Double;
                closed.or_else(|| unclosed(trimmed, marks))
            }
            None => None,
        };
        let (text, length, quoted) = match quoted {
            Some((inside, length)) => (inside, length, true),
            None => (bare(trimmed), bare(trimmed).len(), false),
        };
        let end = start + length;
        tokens.push(Token {
            text,
            start,
            end,
            quoted,
        });
        at = end;
    }
    tokens
}

/// The word at the start of `rest`: up to a space, or to a quotation mark that opens after a sign.
fn bare(rest: &str) -> &str {
    let mut before = ' ';
    for (at, letter) in rest.char_indices() {
        let opens = marks_of(letter).is_some() && ['=', ',', ';', '|', ':', '/'].contains(&before);
        if at > 0 && (letter.is_whitespace() || opens) {
            return rest.get(..at).unwrap_or(rest);
        }
        before = letter;
    }
    rest
}

/// A kind of quotation marks. Which of a kind opens and which closes differs between countries and
/// keyboards, so that only where it stands tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Double,
    Single,
}

const fn marks_of(letter: char) -> Option<Marks> {
    match letter {
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '″' | '＂' => Some(Marks::Double),
        '\'' | '‘' | '’' | '‚' | '‹' | '›' | '‛' | '`' | '´' => Some(Marks::Single),
        _ => None,
    }
}

/// What stands between the mark at the start of `rest` and the one that closes it, and the length of
/// both and all. Marks inside that open and close again are part of it.
fn quoted(rest: &str, marks: Marks) -> Option<(&str, usize)> {
    let mut letters = rest.char_indices().peekable();
    let (_, first) = letters.next()?;
    let start = first.len_utf8();
    let (mut depth, mut after_gap, mut last) = (1_usize, true, None);
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        if marks_of(letter) == Some(marks) {
            if after_gap
                && next.is_some_and(|next| next.is_alphanumeric() || marks_of(next).is_some())
            {
                depth += 1;
                continue;
            }
            if next.is_none_or(ends_word) {
                depth -= 1;
                last = Some((rest.get(start..at)?, at + letter.len_utf8()));
                if depth == 0 {
                    break;
                }
            }
            after_gap = false;
        } else {
            after_gap = letter.is_whitespace() || letter == '(';
        }
    }
    last
}

/// A text whose mark was never closed goes to its end; a single mark is then an apostrophe.
fn unclosed(rest: &str, marks: Marks) -> Option<(&str, usize)> {
    let inside = rest.trim_start_matches(|letter| marks_of(letter) == Some(Marks::Double));
    (marks == Marks::Double).then(|| (inside.trim(), rest.len()))
}

fn ends_word(letter: char) -> bool {
    letter.is_whitespace()
        || PUNCTUATION.contains(&letter)
        || ['|', '/', ')'].contains(&letter)
        || marks_of(letter).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[rstest]
    #[case::straight("\"Les boka\"")]
    #[case::straight_single("'Les boka'")]
    #[case::norwegian("«Les boka»")]
    #[case::danish("»Les boka«")]
    #[case::english("“Les boka”")]
    #[case::low("„Les boka“")]
    #[case::low_high("„Les boka”")]
    #[case::swedish("”Les boka”")]
    #[case::single("‘Les boka’")]
    #[case::swedish_single("’Les boka’")]
    #[case::mixed_keyboards("“Les boka\"")]
    #[case::a_space_inside("« Les boka »")]
    fn any_quotation_marks_quote(#[case] quoted: &str) {
        let text = format!("si {quoted}, nå");
        let texts: Vec<&str> = texts(&text).into_iter().map(str::trim).collect();
        assert_eq!(texts, ["si", "Les boka", ",", "nå"]);
    }

    #[rstest]
    #[case("«Les «Dype dykk» nå»", &["Les «Dype dykk» nå"])]
    #[case("\"Les \"Dype dykk\" nå\" til", &["Les \"Dype dykk\" nå", "til"])]
    #[case("««Husk»»", &["«Husk»"])]
    #[case("\"\" til", &["", "til"])]
    #[case("it's what's 'their own' now", &["it's", "what's", "their own", "now"])]
    #[case("'n gang", &["'n", "gang"])]
    #[case("\"Les boka i morgen", &["Les boka i morgen"])]
    #[case("\"ja\",\"nei\"", &["ja", ",", "nei"])]
    #[case("--sted=\"Stor sal\" nå", &["--sted=", "Stor sal", "nå"])]
    #[case("a\u{a0}b\n c", &["a", "b", "c"])]
    fn a_text_is_cut_where_people_see_it(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(texts(text), expected);
    }

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

    proptest! {
        #[test]
        fn every_letter_belongs_to_one_token_or_to_none(text in "[a-c «»“”\"'’,.|<>&@\n-]{0,60}") {
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert!(at <= token.start && token.start < token.end);
                prop_assert_eq!(text[at..token.start].trim(), "");
                prop_assert!(text[token.start..token.end].contains(token.text));
                at = token.end;
            }
            prop_assert_eq!(text[at..].trim(), "");
        }
    }
}
