//! A message → HTML. Everything that someone wrote is escaped by `maud`, and a link leads only where
//! a browser is safe to go.

use maud::{Markup, html};
use url::Url;

use crate::programme::Language;
use crate::words::{AgendaLine, Link, Message, Part, Span, Style, Text, say};

use super::choices::{Offered, Stand};

/// The body of a message: its parts, with what can be tapped in them, and where to go from there. The
/// title is the caller's.
pub(super) fn body(message: &Message, stand: &Stand<'_>) -> Markup {
    html! {
        @for piece in &message.parts {
            (part(piece, message.language, stand))
        }
        (links(&message.links))
    }
}

fn part(part: &Part, language: Language, stand: &Stand<'_>) -> Markup {
    match part {
        Part::Paragraph(words) => html! { p { (text(words)) } },
        Part::Heading(words) => html! { h4 { (words) } },
        Part::Facts(pairs) => html! {
            dl.facts {
                @for (name, value) in pairs {
                    div { dt { (name) } dd { (text(value)) } }
                }
            }
        },
        Part::Bullets(items) => html! { ul { @for item in items { li { (text(item)) } } } },
        Part::Numbered(items) => html! { ol { @for item in items { li { (text(item)) } } } },
        Part::Choices {
            asking,
            many,
            options,
        } => stand.choices(Offered {
            asking,
            many: *many,
            options,
        }),
        Part::Agenda(lines) => agenda(lines, language),
        Part::Note(words) => html! { p.note { (text(words)) } },
    }
}

fn agenda(lines: &[AgendaLine], language: Language) -> Markup {
    html! {
        table.agenda {
            thead.hidden {
                tr {
                    th scope="col" { (say(language, "page-agenda-time", &[])) }
                    th scope="col" { (say(language, "page-agenda-what", &[])) }
                }
            }
            tbody {
                @for line in lines {
                    tr {
                        th scope="row" { (line.time) }
                        td {
                            (line.title)
                            @if !line.points.is_empty() {
                                ul { @for point in &line.points { li { (point) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn text(text: &Text) -> Markup {
    html! { @for piece in &text.0 { (span(piece)) } }
}

fn span(span: &Span) -> Markup {
    match &span.style {
        Style::Plain => html! { (span.text) },
        Style::Strong => html! { strong { (span.text) } },
        Style::Emphasis => html! { em { (span.text) } },
        Style::Link(address) if is_safe(address) => html! { a href=(address) { (span.text) } },
        Style::Link(_) => html! { (span.text) },
    }
}

fn links(links: &[Link]) -> Markup {
    let safe: Vec<&Link> = links.iter().filter(|link| is_safe(&link.url)).collect();
    html! {
        @if !safe.is_empty() {
            p.links { @for link in safe { a.button href=(link.url) { (link.label) } } }
        }
    }
}

/// Whether a browser may be sent there: `javascript:` and its like may not.
fn is_safe(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "https" | "http" | "mailto"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use rstest::rstest;

    use super::*;
    use crate::web::sandbox::fragments::Under;

    #[rstest]
    #[case("https://example.org/a?b=c", true)]
    #[case("http://example.org", true)]
    #[case("mailto:skole@example.org", true)]
    #[case("javascript:alert(1)", false)]
    #[case(" JaVaScRiPt:alert(1)", false)]
    #[case("java\nscript:alert(1)", false)]
    #[case("data:text/html,hello", false)]
    #[case("/relative", false)]
    fn only_addresses_that_are_safe_become_links(#[case] address: &str, #[case] safe: bool) {
        assert_eq!(is_safe(address), safe);
    }

    #[test]
    fn outside_text_cannot_become_markup() {
        let hostile = "<script>alert('x')</script>\"&";
        let message = Message {
            language: Language::English,
            title: hostile.to_owned(),
            summary: hostile.to_owned(),
            parts: vec![
                Part::Paragraph(
                    Text::plain(hostile)
                        .and(hostile, Style::Strong)
                        .and(hostile, Style::Emphasis)
                        .and(hostile, Style::Link("https://a.example/\"><b>".to_owned()))
                        .and(hostile, Style::Link("javascript:alert(1)".to_owned())),
                ),
                Part::Heading(hostile.to_owned()),
                Part::Facts(vec![(hostile.to_owned(), Text::plain(hostile))]),
                Part::Bullets(vec![Text::plain(hostile)]),
                Part::Numbered(vec![Text::plain(hostile)]),
                Part::Agenda(vec![AgendaLine {
                    time: hostile.to_owned(),
                    title: hostile.to_owned(),
                    points: vec![hostile.to_owned()],
                }]),
                Part::Note(Text::plain(hostile)),
                Part::Choices {
                    asking: hostile.to_owned(),
                    many: true,
                    options: vec![(hostile.to_owned(), hostile.to_owned())],
                },
            ],
            links: vec![Link {
                label: hostile.to_owned(),
                url: "javascript:alert(1)".to_owned(),
            }],
        };
        let stand = Stand {
            channel: hostile,
            chosen: None,
            under: Under::Post(1),
            language: Language::English,
            viewer: hostile.to_owned(),
            standings: &HashMap::new(),
        };
        let page = body(&message, &stand).into_string();
        assert_eq!(page.matches("&lt;script&gt;").count(), 18);
        for forbidden in ["<script", "javascript:", "\"><b>"] {
            assert!(!page.contains(forbidden), "{forbidden} in {page}");
        }
    }
}
