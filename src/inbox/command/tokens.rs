//! A text → tokens: words and quoted runs, each with its place in the text.

use std::ops::Range;

/// A word, or what stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token<'t> {
    /// Without quotation marks.
    pub(super) text: &'t str,
    /// Where that begins in the whole text.
    pub(super) inside: usize,
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

/// Whether there is any quotation mark in `text`.
pub(super) fn has_marks(text: &str) -> bool {
    text.contains(is_mark)
}

pub(super) const fn is_mark(letter: char) -> bool {
    marks_of(letter).is_some()
}

/// The tokens of `text`, in which no mark is escaped.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    cut(text, |_| false)
}

/// The tokens of `text`; `is_escaped` tells of each place in it whether the mark there is.
pub(super) fn cut(text: &str, is_escaped: impl Fn(usize) -> bool) -> Vec<Token<'_>> {
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
        let marks_at = |at: usize, letter: char| {
            let marks = marks_of(letter)?;
            (!is_escaped(start + at)).then_some(marks)
        };
        let quoted = match marks_at(0, first) {
            Some(Marks::Single) if !single_marks_end => None,
            Some(marks) => {
                let closed = quoted(trimmed, marks, marks_at);
                single_marks_end &= closed.is_some() || marks == Marks::Double;
                closed.or_else(|| unclosed(trimmed, marks, marks_at))
            }
            None => None,
        };
        let (inside, length) = quoted.clone().unwrap_or_else(|| {
            let length = bare(trimmed, marks_at);
            (0..length, length)
        });
        let end = start + length;
        tokens.push(Token {
            text: trimmed.get(inside.clone()).unwrap_or_default(),
            inside: start + inside.start,
            start,
            end,
            quoted: quoted.is_some(),
        });
        at = end;
    }
    tokens
}

/// The length of the word at the start of `rest`: up to a space, or to a quotation mark that opens after a
/// sign.
fn bare(rest: &str, marks_at: impl Fn(usize, char) -> Option<Marks>) -> usize {
    let mut before = ' ';
    for (at, letter) in rest.char_indices() {
        let opens =
            ['=', ',', ';', '|', ':', '/'].contains(&before) && marks_at(at, letter).is_some();
        if at > 0 && (letter.is_whitespace() || opens) {
            return at;
        }
        before = letter;
    }
    rest.len()
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

/// Where it stands between the mark at the start of `rest` and the one that closes it, and the length of
/// both and all. Marks inside that open and close again are part of it.
fn quoted(
    rest: &str,
    marks: Marks,
    marks_at: impl Fn(usize, char) -> Option<Marks>,
) -> Option<(Range<usize>, usize)> {
    let mut letters = rest.char_indices().peekable();
    let (_, first) = letters.next()?;
    let start = first.len_utf8();
    let (mut depth, mut after_gap, mut last) = (1_usize, true, None);
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().copied();
        let mark_follows = || next.is_some_and(|(at, next)| marks_at(at, next).is_some());
        if marks_at(at, letter) == Some(marks) {
            if after_gap && (next.is_some_and(|(_, next)| next.is_alphanumeric()) || mark_follows())
            {
                depth += 1;
                continue;
            }
            if next.is_none_or(|(_, next)| ends_word(next)) || mark_follows() {
                depth -= 1;
                last = Some((start..at, at + letter.len_utf8()));
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
fn unclosed(
    rest: &str,
    marks: Marks,
    marks_at: impl Fn(usize, char) -> Option<Marks>,
) -> Option<(Range<usize>, usize)> {
    let mut letters = rest.char_indices();
    let first = letters.find(|(at, letter)| marks_at(*at, *letter) != Some(Marks::Double));
    let start = first.map_or(rest.len(), |(at, _)| at);
    let inside = rest.get(start..).unwrap_or_default();
    let start = rest.len() - inside.trim_start().len();
    (marks == Marks::Double).then(|| (start..start + inside.trim().len(), rest.len()))
}

fn ends_word(letter: char) -> bool {
    letter.is_whitespace() || PUNCTUATION.contains(&letter) || ['|', '/', ')'].contains(&letter)
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
