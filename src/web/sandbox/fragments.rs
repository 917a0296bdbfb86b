//! The parts of a page that change while it is looked at. A page is made of them, and events replace
//! them one by one.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::plan::Content;
use crate::programme::question::QuestionKind;
use crate::programme::{Language, PostKind, Session};
use crate::store::{SaidPlace, SaidRow, Waiting};
use crate::words::{Message, Value, compose, dates, lead_to_page, say};

use super::choices::{self, Stand};
use super::message;
use super::player::{Mode, Speed};
use super::talk::{Author, Line};
use super::view::{Entry, Item, View};
use super::who::Who;

/// The list of channels, with how much is new in each.
pub(super) fn channels(view: &View) -> Markup {
    html! {
        ul.channels {
            @for entry in &view.channels {
                @let shown = entry.id == view.shown.id;
                li {
                    a id={ "channel-" (entry.id) } href=(address(&entry.id, view.chosen))
                        aria-current=[shown.then_some("page")] {
                        span.sign aria-hidden="true" { @if entry.network.is_some() { "#" } @else { "◆" } }
                        span.name { (name(entry, view.language)) }
                        @if entry.unseen > 0 { (badge(entry.unseen, view.language)) }
                    }
                }
            }
        }
    }
}

fn badge(unseen: i64, language: Language) -> Markup {
    let count = usize::try_from(unseen).unwrap_or(0);
    html! {
        span.badge {
            span aria-hidden="true" { (count) }
            span.hidden { (say(language, "page-unseen", &[("count", Value::Number(count))])) }
        }
    }
}

/// The demo's date and time.
pub(super) fn clock(view: &View) -> Markup {
    let (date, time) = (view.now.date(), view.now.time());
    html! {
        time datetime=(view.now.strftime("%Y-%m-%dT%H:%M")) {
            span.time { (dates::time(view.language, time)) }
            span.date { (date_with_year(view.language, date)) }
        }
    }
}

/// The buttons that move the clock; nothing where it cannot be moved.
pub(super) fn transport(view: &View) -> Markup {
    let Some(status) = view.player else {
        return html! {};
    };
    let words = |key: &str| say(view.language, key, &[]);
    html! {
        @if status.stuck { p.alert role="alert" { (words("page-stuck")) } }
        @if view.is_over() { p.over { (words("page-end-of-year")) } }
        div.buttons {
            button.primary #next formaction="/clock/next" disabled[view.is_over()] {
                (words("page-next-post"))
            }
            @if status.mode == Mode::Standing {
                @if !view.is_over() { (speeds(view)) }
            } @else {
                button #pause formaction="/clock/pause" { (words("page-pause")) }
                @if let Mode::Playing(speed) = status.mode {
                    span.pace { (words(&format!("page-speed-{}", speed.name()))) }
                }
            }
        }
    }
}

fn speeds(view: &View) -> Markup {
    html! {
        div.speeds role="group" aria-label=(say(view.language, "page-play", &[])) {
            span.sign aria-hidden="true" { "▶" }
            @for speed in Speed::ALL {
                button id={ "play-" (speed.name()) } name="speed" value=(speed.name())
                    formaction="/clock/play"
                    title=(say(view.language, &format!("page-speed-{}", speed.name()), &[])) {
                    (say(view.language, &format!("page-speed-{}-short", speed.name()), &[]))
                }
            }
        }
    }
}

/// What comes next: the posts that wait, and the network's sessions.
pub(super) fn coming(view: &View) -> Markup {
    let today = view.now.date();
    html! {
        section aria-labelledby="coming-title" {
            h2 #coming-title { (say(view.language, "page-coming", &[])) }
            @if view.is_over() {
                p.quiet { (say(view.language, "page-end-of-year", &[])) }
            } @else {
                ol.coming { @for row in &view.coming { (coming_row(view, row)) } }
            }
        }
        @if let Some(network) = &view.network {
            section aria-labelledby="sessions-title" {
                h2 #sessions-title { (say(view.language, "page-sessions", &[])) }
                ol.sessions {
                    @let next = network.sessions.iter().position(|session| is_ahead(view, session));
                    @for (index, session) in network.sessions.iter().enumerate() {
                        @let ahead = is_ahead(view, session);
                        li.past[!ahead].off[session.cancelled] aria-current=[(next == Some(index)).then_some("true")] {
                            (session_line(view.language, index + 1, session, today))
                        }
                    }
                }
            }
        }
    }
}

fn coming_row(view: &View, row: &Waiting) -> Markup {
    let at = row.due_at.local(&view.zone);
    html! {
        li {
            span.kind { (kind_words(view.language, row.post.kind())) }
            span.where { @if let Some(entry) = view.entry(&row.channel) { (name(entry, view.language)) } }
            span.when { (dates::moment(view.language, at, view.now.date())) }
        }
    }
}

fn is_ahead(view: &View, session: &Session) -> bool {
    !session.cancelled && session.ends() > view.now
}

fn session_line(language: Language, number: usize, session: &Session, today: Date) -> Markup {
    let when = dates::period(language, session.starts(), session.ends(), today);
    let line = say(
        language,
        "next-session",
        &[
            ("number", Value::Number(number)),
            ("when", Value::Text(&when)),
        ],
    );
    html! {
        span.line { (line) }
        @if session.cancelled {
            span.place { (say(language, "kind-cancelled", &[])) }
        } @else if let Some(place) = &session.place {
            span.place { (place) }
        } @else {
            span.place { (say(language, "place-unknown", &[])) }
        }
    }
}

/// One thing in the log. `previous` is the day of the one before it: a new day gets a heading.
pub(super) fn item(view: &View, item: Item<'_>, previous: Option<Date>) -> Markup {
    match item {
        Item::Post(row) => post(view, row, previous),
        Item::Line(said) => line(view, said, previous),
    }
}

/// One post.
fn post(view: &View, row: &SaidRow, previous: Option<Date>) -> Markup {
    let message = message_of(view, row);
    let sent = row.sent_at.local(row.post.zone.rules());
    let id = row.delivery;
    let under = Under::Post(id);
    let stand = Stand::on(view, under, message.language);
    html! {
        li.post id=(under.id()) {
            @if previous != Some(sent.date()) {
                h2.day { span { (date_with_year(view.language, sent.date())) } }
            }
            article lang=(message.language.tag()) aria-labelledby={ "title-" (id) } {
                img.avatar src="/mark.svg" alt="" width="40" height="40";
                div.byline {
                    span.author { "Skolebud" }
                    time datetime=(sent.strftime("%Y-%m-%dT%H:%M")) { (dates::time(message.language, sent.time())) }
                    span.tag { (kind_words(message.language, row.post.kind())) }
                    @if view.simulated && row.post.kind() == PostKind::Result {
                        span.tag.simulated { (say(message.language, "page-simulated-result", &[])) }
                    }
                }
                div.message {
                    h3 id={ "title-" (id) } { (message.title) }
                    (message::body(&message, &stand))
                    (own_words(row, &stand))
                    @if let Some(receipt) = view.receipts.get(&id) { (answer(view, under, receipt, false)) }
                }
            }
        }
    }
}

/// Fields for the questions that are answered in one's own words.
fn own_words(row: &SaidRow, stand: &Stand<'_>) -> Markup {
    let Content::Question {
        questions,
        written_in,
        ..
    } = &row.post.content
    else {
        return html! {};
    };
    let worded = questions.iter().filter(|it| it.kind == QuestionKind::Text);
    html! {
        @for question in worded {
            (stand.own_words(&question.key, question.text.in_language(stand.language, *written_in)))
        }
    }
}

/// One line that someone wrote, with what they were answered.
fn line(view: &View, line: &Line, previous: Option<Date>) -> Markup {
    let at = line.at.local(&view.zone);
    let under = Under::Line(line.number);
    html! {
        li.post.line id=(under.id()) data-own[line.author == Author::Viewer(view.who.clone())] {
            @if previous != Some(at.date()) {
                h2.day { span { (date_with_year(view.language, at.date())) } }
            }
            article aria-label=(author(view, &line.author)) {
                span.avatar.face aria-hidden="true" { (initial(view, &line.author)) }
                div.byline {
                    span.author { (author(view, &line.author)) }
                    time datetime=(at.strftime("%Y-%m-%dT%H:%M")) { (dates::time(view.language, at.time())) }
                    @if matches!(line.author, Author::Simulated(_)) {
                        span.tag.simulated { (say(view.language, "page-simulated", &[])) }
                    }
                }
                div.message {
                    p lang=(view.spoken.tag()) { (line.text) }
                    @if let Some(answered) = &line.answer {
                        (answer(view, under, &answered.message, answered.public))
                    }
                }
            }
        }
    }
}

/// What someone was answered.
fn answer(view: &View, under: Under, message: &Message, public: bool) -> Markup {
    let stand = Stand::on(view, under, message.language);
    html! {
        div.answer id={ (under.id()) "-answer" } tabindex="-1" lang=(message.language.tag()) {
            @if !public { p.note.only { (say(message.language, "page-only-you", &[])) } }
            p { strong { (message.title) } }
            (message::body(message, &stand))
        }
    }
}

/// What the author of a line is called.
pub(super) fn author(view: &View, author: &Author) -> String {
    match author {
        Author::Viewer(who) => choices::name(view, who, view.language),
        Author::Simulated(school) => {
            let who = Who::Leader(school.clone());
            choices::name(view, &who, view.language)
        }
    }
}

fn initial(view: &View, author: &Author) -> String {
    let name = match author {
        Author::Viewer(Who::Leader(school)) | Author::Simulated(school) => view.school_name(school),
        Author::Viewer(Who::Coordinator) => "◆",
    };
    name.chars().take(1).collect()
}

/// What an answer stands under: a post or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Under {
    /// By its delivery.
    Post(i64),
    /// By its number.
    Line(u64),
}

impl Under {
    /// The id of its element.
    pub(super) fn id(self) -> String {
        match self {
            Self::Post(delivery) => format!("post-{delivery}"),
            Self::Line(number) => format!("line-{number}"),
        }
    }

    /// What has that id.
    pub(super) fn of_id(id: &str) -> Option<Self> {
        match id.split_once('-')? {
            ("post", delivery) => Some(Self::Post(delivery.parse().ok()?)),
            ("line", number) => Some(Self::Line(number.parse().ok()?)),
            _ => None,
        }
    }
}

/// What a post said when it was sent, with the link to where its question is answered on a page.
pub(super) fn message_of(view: &View, row: &SaidRow) -> Message {
    let post = &row.post;
    let message = compose(&post.content, post.language, &post.zone, row.sent_at);
    match &view.links {
        None => message,
        Some(links) => lead_to_page(message, &post.content, true, |asking| {
            links.address(asking, &view.shown.id)
        }),
    }
}

/// The name of a channel in the list.
pub(super) fn name(entry: &Entry, language: Language) -> String {
    let network = entry.network.clone();
    network.unwrap_or_else(|| say(language, "page-coordinators", &[]))
}

/// Where a channel's newest posts are.
pub(super) fn address(channel: &str, chosen: Option<Language>) -> String {
    format!("{}#latest", page_address(channel, chosen))
}

/// Where a channel's page is.
pub(super) fn page_address(channel: &str, chosen: Option<Language>) -> String {
    let query = chosen.map_or_else(String::new, |language| format!("?lang={}", language.tag()));
    format!("{}{query}", path(channel))
}

/// Where what was said before `place` is.
pub(super) fn older_address(channel: &str, chosen: Option<Language>, place: SaidPlace) -> String {
    let language = chosen.map_or_else(String::new, |language| format!("lang={}&", language.tag()));
    let before = format!("{}-{}", place.sent_at.millis(), place.delivery);
    format!("{}?{language}before={before}#latest", path(channel))
}

/// The place that [`older_address`] writes.
pub(super) fn read_place(text: &str) -> Option<SaidPlace> {
    let (sent_at, delivery) = text.split_once('-')?;
    Some(SaidPlace {
        sent_at: Timestamp::from_millis(sent_at.parse().ok()?),
        delivery: delivery.parse().ok()?,
    })
}

/// The path of a channel's page, with what is special in a path escaped.
pub(super) fn path(channel: &str) -> String {
    let mut path = "/c/".to_owned();
    for byte in channel.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push_str(&format!("%{byte:02X}"));
        }
    }
    path
}

/// A date for someone of whom we don't know which year they are in.
fn date_with_year(language: Language, date: Date) -> String {
    dates::date(language, date, Date::ZERO)
}

fn kind_words(language: Language, kind: PostKind) -> String {
    say(
        language,
        &format!("kind-{}", kind.name().replace('_', "-")),
        &[],
    )
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("gruppe-1", None, "/c/gruppe-1#latest")]
    #[case("gruppe-1", Some(Language::Danish), "/c/gruppe-1?lang=da#latest")]
    #[case("a/../b?c#å", None, "/c/a%2F..%2Fb%3Fc%23%C3%A5#latest")]
    fn a_channel_has_an_address(
        #[case] channel: &str,
        #[case] chosen: Option<Language>,
        #[case] written: &str,
    ) {
        assert_eq!(address(channel, chosen), written);
    }

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let place = SaidPlace {
            sent_at: Timestamp::from_millis(1_541_000_000_000),
            delivery: 17,
        };
        let written = older_address("a", Some(Language::Swedish), place);
        assert_eq!(written, "/c/a?lang=sv&before=1541000000000-17#latest");
        assert_eq!(read_place("1541000000000-17"), Some(place));
        assert_eq!(read_place("1541000000000"), None);
        assert_eq!(read_place("x-y"), None);
    }
}
