//! The text of an activity → what the person wrote. Teams writes it much like HTML.

use crate::chat::entities::{decode, of_html};

/// Elements that Teams puts into texts; anything else between `<` and `>` someone wrote.
const ELEMENTS: [&str; 20] = [
    "a",
    "at",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "ul",
];
/// Those after which a new line begins.
const LINES: [&str; 8] = ["blockquote", "br", "div", "li", "ol", "p", "pre", "ul"];

/// `text` without its first mention, which is of us, and without markup, in lines with single spaces.
pub(super) fn plain(text: &str) -> String {
    let text = without_first_mention(text);
    let letters = decode(&without_elements(&text), of_html);
    let lines = letters.lines();
    let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn without_first_mention(text: &str) -> String {
    let cut = text.split_once("<at").and_then(|(before, mention)| {
        let begins = mention.starts_with('>') || mention.starts_with(' ');
        let (_, after) = mention.split_once("</at>")?;
        begins.then(|| format!("{before} {after}"))
    });
    cut.unwrap_or_else(|| text.to_owned())
}

fn without_elements(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from_here)) = rest.split_once('<') {
        letters.push_str(before);
        match from_here.split_once('>') {
            Some((tag, after)) if ELEMENTS.contains(&name(tag).as_str()) => {
                if LINES.contains(&name(tag).as_str()) {
                    letters.push('\n');
                }
                rest = after;
            }
            _ => {
                letters.push('<');
                rest = from_here;
            }
        }
    }
    letters.push_str(rest);
    letters
}

/// The name of the element that stands between `<` and `>`: `/P`, `br/`, `a href="…"`.
fn name(tag: &str) -> String {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag.find(|letter: char| !letter.is_ascii_alphanumeric());
    tag[..end.unwrap_or(tag.len())].to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::plain;

    #[rstest]
    #[case("<at>Skolebud</at>&nbsp;neste\n", "neste")]
    #[case("<at id=\"0\">Skolebud</at> neste", "neste")]
    #[case("Hei <at>Skolebud</at>, neste?", "Hei , neste?")]
    #[case("<at>Skolebud</at>", "")]
    #[case("<at>Skolebud</at> spør <at>Rektor</at>", "spør Rektor")]
    #[case("<p><at>Skolebud</at>&nbsp;svar 2</p>", "svar 2")]
    #[case("<div>to<br/>linjer</div><div>til</div>", "to\nlinjer\ntil")]
    #[case("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d")]
    #[case("1 < 2 > 0", "1 < 2 > 0")]
    #[case("<ikke>et merke", "<ikke>et merke")]
    #[case("<strong>R&#248;d</strong> <em>skole</em>", "Rød skole")]
    #[case("&amp;lt;b&amp;gt;", "&lt;b&gt;")]
    #[case("&lt;at&gt;x&lt;/at&gt;", "<at>x</at>")]
    #[case("<at>aldri lukket", "aldri lukket")]
    #[case("<attributt>", "<attributt>")]
    #[case("<", "<")]
    #[case("", "")]
    fn what_was_written_is_left(#[case] text: &str, #[case] written: &str) {
        assert_eq!(plain(text), written);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(<|>|/|at|br|&|;|#|x|[a-zå \n]){0,40}") {
            let written = plain(&text);
            prop_assert!(!written.starts_with(char::is_whitespace));
        }
    }
}
