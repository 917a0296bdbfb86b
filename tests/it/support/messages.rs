//! Messages to render: a usual one, and any.

use std::ops::Range;

use proptest::collection::vec;
use proptest::prelude::*;
use skolebud::programme::Language;
use skolebud::words::{AgendaLine, Link, Message, Part, Span, Style, Text};

/// One of the kind that leaders get, with every part in it.
pub(crate) fn usual() -> Message {
    Message {
        language: Language::Bokmal,
        title: "Samling 2 er i morgen".to_owned(),
        summary: "Samling 2 for gruppe 1 er i morgen kl. 08.30".to_owned(),
        parts: vec![
            Part::Paragraph(
                Text::plain("I morgen møtes vi til ")
                    .and("samling 2", Style::Strong)
                    .and(
                        " i lærende ledernettverk.\n\nTa med arbeidet fra skolen, ",
                        Style::Plain,
                    )
                    .and("også det som ikke er ferdig", Style::Emphasis)
                    .and(".", Style::Plain),
            ),
            Part::Facts(vec![
                (
                    "Tid".to_owned(),
                    Text::plain("torsdag 25. oktober kl. 08.30–11.30"),
                ),
                ("Sted".to_owned(), Text::plain("Askersalen, rådhuset")),
                (
                    "Kontakt".to_owned(),
                    Text::plain("Skoleavdelingen, ").and(
                        "skole@asker.example",
                        Style::Link("mailto:skole@asker.example".to_owned()),
                    ),
                ),
            ]),
            Part::Heading("Program".to_owned()),
            Part::Agenda(vec![
                agenda("08.30–08.45", "Velkommen", &[]),
                agenda(
                    "08.45–09.45",
                    "Deling fra skolene",
                    &["Hva prøvde vi?", "Hva så vi hos elevene?"],
                ),
                agenda("09.45–10.00", "Pause", &[]),
                agenda(
                    "10.00–11.30",
                    "Felles retning & neste steg",
                    &["Arbeid i grupper på tvers av skoler"],
                ),
            ]),
            Part::Heading("Til forberedelse".to_owned()),
            Part::Bullets(vec![
                Text::plain("Les side 38–45 i ").and(
                    "Koherens i skolen",
                    Style::Link(
                        "https://bibliotek.asker.example/koherens?side=38&til=45".to_owned(),
                    ),
                ),
                Text::plain("Se på figuren på side 68"),
            ]),
            Part::Heading("Å dele".to_owned()),
            Part::Numbered(vec![
                Text::plain("Hva har dere satt i gang?"),
                Text::plain("Hva lærte dere av det?"),
                Text::plain("Hva trenger dere fra de andre?"),
            ]),
            Part::Note(Text::plain("Kan du ikke komme? ").and(
                "Meld fra her",
                Style::Link("https://asker.example/meld?a=1&b=2".to_owned()),
            )),
        ],
        links: vec![
            link("Meld deg på", "https://asker.example/samling-2"),
            link("Programmet for året", "https://asker.example/program"),
        ],
    }
}

fn agenda(time: &str, title: &str, points: &[&str]) -> AgendaLine {
    AgendaLine {
        time: time.to_owned(),
        title: title.to_owned(),
        points: points.iter().map(|point| (*point).to_owned()).collect(),
    }
}

fn link(label: &str, url: &str) -> Link {
    Link {
        label: label.to_owned(),
        url: url.to_owned(),
    }
}

/// Any message, from nothing at all to far too much, in letters that someone chose to do harm.
pub(crate) fn any() -> impl Strategy<Value = Message> {
    message(letters(), url(), 0..4, 8)
}

/// A message of a few plain words in each place, every place different.
pub(crate) fn short() -> impl Strategy<Value = Message> {
    let url = "[a-z]{3,9}".prop_map(|name| format!("https://asker.example/{name}"));
    message(
        "[a-zæøå]{6,12}( [a-zæøå]{6,12}){0,2}".boxed(),
        url.boxed(),
        1..4,
        4,
    )
}

fn message(
    letters: BoxedStrategy<String>,
    url: BoxedStrategy<String>,
    spans: Range<usize>,
    most: usize,
) -> impl Strategy<Value = Message> {
    let link = (letters.clone(), url.clone()).prop_map(|(label, url)| Link { label, url });
    let parts = vec(part(letters.clone(), url, spans, most), 0..=most);
    (
        prop::sample::select(Language::ALL.to_vec()),
        letters.clone(),
        letters,
        parts,
        vec(link, 0..=most),
    )
        .prop_map(|(language, title, summary, parts, links)| Message {
            language,
            title,
            summary,
            parts,
            links,
        })
}

fn part(
    letters: BoxedStrategy<String>,
    url: BoxedStrategy<String>,
    spans: Range<usize>,
    most: usize,
) -> BoxedStrategy<Part> {
    let style = prop_oneof![
        Just(Style::Plain),
        Just(Style::Strong),
        Just(Style::Emphasis),
        url.prop_map(Style::Link),
    ];
    let span = (letters.clone(), style).prop_map(|(text, style)| Span { text, style });
    let text = vec(span, spans).prop_map(Text).boxed();
    let agenda = (letters.clone(), letters.clone(), vec(letters.clone(), 0..3)).prop_map(
        |(time, title, points)| AgendaLine {
            time,
            title,
            points,
        },
    );
    let options = vec((KEY, letters.clone()), 0..most).prop_map(|mut options| {
        options.sort();
        options.dedup_by(|one, other| one.0 == other.0);
        options
    });
    let choices =
        ("[a-z0-9/-]{1,260}", proptest::bool::ANY, options).prop_map(|(asking, many, options)| {
            Part::Choices {
                asking,
                many,
                options,
            }
        });
    prop_oneof![
        choices,
        text.clone().prop_map(Part::Paragraph),
        text.clone().prop_map(Part::Note),
        letters.clone().prop_map(Part::Heading),
        vec((letters, text.clone()), 0..most).prop_map(Part::Facts),
        vec(text.clone(), 0..most).prop_map(Part::Bullets),
        vec(text, 0..most).prop_map(Part::Numbered),
        vec(agenda, 0..most).prop_map(Part::Agenda),
    ]
    .boxed()
}

/// The key of an option, as programme files may write it.
const KEY: &str = "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?";

/// Everything that means something to Slack's markup, to Markdown, to cards or to a screen.
pub(crate) const HOSTILE: [&str; 32] = [
    "",
    " ",
    "\n",
    "\r\n\t",
    "<!channel>",
    "<!here|x>",
    "<!subteam^S1>",
    "<@U1>",
    "<#C1>",
    "<https://evil.example|rådhuset>",
    "<!date^1700000000^{date}|x>",
    "@channel @here",
    "[rådhuset](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "**a** _b_ ~c~ `d` > e # f",
    "{{DATE(2026-11-24T13:00:00Z, LONG)}}",
    "${secret} @{triggerBody()}",
    "<at>alle</at>",
    "<script>alert(1)</script>",
    "&lt;!channel&gt; &amp;",
    "|",
    "\\",
    "\"}],\"text\":\"",
    "\u{202E}\u{2066}baklengs",
    "\u{200F}\u{200E}",
    "\u{0}\u{7}\u{1B}[31m",
    "👩‍👩‍👧 🇳🇴 ✅",
    "e\u{301}\u{301}\u{301}",
    "Blåbærsyltetøysmørbrød ",
    ":tada: :+1:",
    "1. ",
    "- ",
];

fn letters() -> BoxedStrategy<String> {
    let piece = prop_oneof![
        8 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        4 => "\\PC{0,20}",
        2 => "[a-zæøå ]{0,80}",
    ];
    let pieces = vec(piece, 0..6).prop_map(|pieces| pieces.concat()).boxed();
    let repeated = (pieces.clone(), 1_000_usize..30_000).prop_map(|(text, most)| {
        let times = most / text.len().max(1);
        text.repeat(times)
    });
    prop_oneof![
        60 => pieces,
        2 => repeated,
        1 => prop::sample::select(vec!["x", "å", "👩", "\u{301}", "&", "<", "\"", " a", "\n"])
            .prop_map(|letter| letter.repeat(100_000 / letter.len())),
    ]
    .boxed()
}

fn url() -> BoxedStrategy<String> {
    prop_oneof![
        4 => "[a-z]{3,9}".prop_map(|name| format!("https://asker.example/{name}?a=b&c=d")),
        1 => (0_usize..4_000).prop_map(|length| format!("https://asker.example/{}", "x".repeat(length))),
        1 => letters().prop_map(|tail| format!("https://asker.example/{tail}")),
        1 => letters().prop_map(|tail| format!("mailto:{tail}")),
        2 => prop::sample::select(vec![
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)//https://x",
            "data:text/html,<script>",
            "file:///etc/passwd",
            "slack://channel",
            "https://asker.example@evil.example/",
            "mailto:post@asker.example?subject=<!channel>",
            "https://asker.example/<!channel>|x)](https://evil.example",
            "//evil.example",
            "",
        ])
        .prop_map(str::to_owned),
    ]
    .boxed()
}
