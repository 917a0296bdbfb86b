//! A whole page of the sandbox: channels | posts | clock and programme.

use maud::{DOCTYPE, Markup, html};

use crate::programme::Language;
use crate::words::{Value, say};

use super::answering::LONGEST_TEXT;
use super::choices;
use super::fragments;
use super::player::Mode;
use super::view::View;

/// The page of a channel.
pub(super) fn page(view: &View) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(view.language.tag()) {
            (head(view))
            body data-events=[events_address(view)] {
                a.skip href="#posts" { (say(view.language, "page-skip", &[])) }
                div.app {
                    (side(view))
                    (conversation(view))
                    (programme(view))
                }
                p.hidden role="status" data-announce {}
            }
        }
    }
}

fn head(view: &View) -> Markup {
    // Without script a page that plays shows itself again by itself, until it is paused.
    let plays = view
        .player
        .is_some_and(|status| status.mode != Mode::Standing);
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (fragments::name(&view.shown, view.language)) " · Skolebud" }
            link rel="stylesheet" href="/style.css";
            link rel="icon" href="/mark.svg" type="image/svg+xml";
            script src="/script.js" defer {}
            @if plays && !view.is_old { noscript { meta http-equiv="refresh" content="2"; } }
        }
    }
}

/// Where the page's events come from; old posts don't change.
fn events_address(view: &View) -> Option<String> {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("channel", &view.shown.id);
    if let Some(language) = view.chosen {
        query.append_pair("lang", language.tag());
    }
    (!view.is_old).then(|| format!("/events?{}", query.finish()))
}

fn side(view: &View) -> Markup {
    let channels = say(view.language, "page-channels", &[]);
    html! {
        header.side {
            div.brand {
                img src="/mark.svg" alt="" width="32" height="32";
                div {
                    p.product { (say(view.language, "page-title", &[])) }
                    @if let Some(title) = &view.title { p.year { (title) } }
                }
            }
            nav.list aria-label=(channels) {
                p.label aria-hidden="true" { (channels) }
                div data-live="channels" { (fragments::channels(view)) }
            }
            (languages(view))
        }
    }
}

fn languages(view: &View) -> Markup {
    html! {
        nav.languages aria-label=(say(view.language, "page-language", &[])) {
            @for language in Language::ALL {
                a href=(fragments::address(&view.shown.id, Some(language))) lang=(language.tag())
                    hreflang=(language.tag()) title=(own_name(language))
                    aria-current=[(language == view.language).then_some("true")] {
                    span aria-hidden="true" { (language.tag()) }
                    span.hidden { (own_name(language)) }
                }
            }
        }
    }
}

/// What a language calls itself; the same in every language.
const fn own_name(language: Language) -> &'static str {
    match language {
        Language::Bokmal => "Norsk bokmål",
        Language::Nynorsk => "Norsk nynorsk",
        Language::Swedish => "Svenska",
        Language::Danish => "Dansk",
        Language::English => "English",
    }
}

fn conversation(view: &View) -> Markup {
    let name = fragments::name(&view.shown, view.language);
    html! {
        main {
            header.channel {
                h1 {
                    span.sign aria-hidden="true" { @if view.shown.network.is_some() { "#" } @else { "◆" } }
                    (&name)
                }
                p.quiet { (about(view)) }
                @if view.simulated {
                    p.quiet.made-up {
                        span.tag.simulated { (say(view.language, "page-simulated", &[])) } " "
                        (say(view.language, "page-simulated-lead", &[]))
                    }
                }
            }
            div.posts #posts tabindex="0" role="region"
                aria-label=(say(view.language, "page-posts-in", &[("channel", Value::Text(&name))])) {
                (posts(view))
            }
            @if !view.is_old { (taking_part(view)) }
            noscript { p.note { (say(view.language, "page-no-javascript", &[])) } }
        }
    }
}

/// Who the viewer is, and the field in which they write.
fn taking_part(view: &View) -> Markup {
    let words = |key: &str| say(view.language, key, &[]);
    html! {
        div.part {
            form.who method="post" action="/who" {
                (whence(view))
                label for="who" { (words("page-you-are")) }
                select #who name="who" {
                    @for who in view.everyone() {
                        option value=(who.name()) selected[who == view.who] {
                            (choices::name(view, &who, view.language))
                        }
                    }
                }
                button { (words("page-you-change")) }
            }
            form.say method="post" action="/say" data-quiet-form="say" autocomplete="off" {
                (whence(view))
                label.hidden for="say" { (words("page-write")) }
                input #say name="text" required maxlength=(LONGEST_TEXT) placeholder=(words("page-write-hint"));
                button.primary { (words("page-send")) }
            }
        }
    }
}

/// One line on the channel: whose it is.
fn about(view: &View) -> String {
    let schools = view
        .network
        .as_ref()
        .map_or(0, |network| network.schools.len());
    if schools == 0 {
        return say(view.language, "page-sandbox-lead", &[]);
    }
    say(
        view.language,
        "page-schools",
        &[("count", Value::Number(schools))],
    )
}

fn posts(view: &View) -> Markup {
    let log = view.log();
    html! {
        @if let Some(place) = view.older {
            p.older {
                a.button href=(fragments::older_address(&view.shown.id, view.chosen, place)) {
                    (say(view.language, "page-older", &[]))
                }
            }
        }
        @if log.is_empty() {
            (nothing_yet(view))
        }
        ol.log data-log {
            @for (item, previous) in log { (fragments::item(view, item, previous)) }
        }
        div #latest {}
        @if view.is_old {
            p.older {
                a.button href=(fragments::address(&view.shown.id, view.chosen)) {
                    (say(view.language, "page-newest", &[]))
                }
            }
        }
    }
}

/// What stands where nothing was said yet.
fn nothing_yet(view: &View) -> Markup {
    let next = say(view.language, "page-next-post", &[]);
    html! {
        div.empty data-empty {
            p { (say(view.language, "page-empty-channel", &[])) }
            @if view.player.is_some() && !view.is_over() {
                p { (say(view.language, "page-empty-hint", &[("next", Value::Text(&next))])) }
            }
            p.quiet { (say(view.language, "page-sandbox-lead", &[])) }
        }
    }
}

fn programme(view: &View) -> Markup {
    let label = say(view.language, "page-clock-label", &[]);
    html! {
        aside.programme aria-label=(label) {
            div.player {
                div.clock {
                    p.label { (label) }
                    div data-live="clock" { (fragments::clock(view)) }
                }
                @if view.player.is_some() {
                    form.transport method="post" action="/clock/next" data-quiet-form {
                        (whence(view))
                        div data-live="transport" { (fragments::transport(view)) }
                    }
                }
            }
            @if view.player.is_some() { (jump(view)) }
            div.ahead data-live="coming" { (fragments::coming(view)) }
        }
    }
}

fn jump(view: &View) -> Markup {
    html! {
        @if let Some((first, last)) = view.days {
            form.jump method="post" action="/clock/jump" data-quiet-form {
                (whence(view))
                label for="date" { (say(view.language, "page-jump-date", &[])) }
                div.row {
                    input #date name="date" type="date" required min=(first) max=(last) value=(first);
                    button { (say(view.language, "page-jump", &[])) }
                }
            }
        }
    }
}

/// What every form says of the page it stands on.
fn whence(view: &View) -> Markup {
    html! {
        input type="hidden" name="channel" value=(view.shown.id);
        @if let Some(language) = view.chosen { input type="hidden" name="lang" value=(language.tag()); }
    }
}
