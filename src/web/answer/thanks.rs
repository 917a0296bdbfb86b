//! What is said when the form has been sent: what is kept, until when it can be changed, what comes next.

use maud::{Markup, html};

use crate::inbox::rules::KeptAnswer;
use crate::words::{Message, say};

use super::frame;
use super::given::Answered;
use super::language::{Reader, localised};
use super::sheet::Sheet;

/// What is in the database of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    No,
    /// That it was given, and nothing more that could be shown.
    Secretly,
    Openly(KeptAnswer),
}

/// The page after the form; `message` is the inbox's answer.
pub(super) fn page(
    sheet: &Sheet,
    reader: Reader,
    message: &Message,
    kept: &Kept,
    answered: &Answered,
) -> Markup {
    let content = html! {
        div.receipt.is-kept[*kept != Kept::No] role="status" {
            h1 { (message.title) }
            (frame::sentences(message))
        }
        @if let Kept::Openly(answer) = kept {
            (what_is_kept(sheet, reader, answer, answered))
            p { a href=(reader.address(&sheet.token)) { (say(reader.language, "page-form-change", &[])) } }
        }
        (onward(sheet, reader, Some(answered)))
        @if sheet.next.is_none() {
            p.quiet {
                @if sheet.number.is_some() { (say(reader.language, "page-form-last", &[])) " " }
                (say(reader.language, "page-form-may-close", &[]))
            }
        }
    };
    frame::page(reader, Some(sheet), &message.title, &content)
}

fn what_is_kept(sheet: &Sheet, reader: Reader, answer: &KeptAnswer, answered: &Answered) -> Markup {
    let school = sheet
        .schools()
        .find(|school| Some(&school.id) == answered.school.as_ref());
    let say = |key| say(reader.language, key, &[]);
    html! {
        section.kept aria-labelledby="kept" {
            h2 #kept { (say("page-form-kept")) }
            dl {
                div {
                    dt { (say("page-form-question")) }
                    dd { (question(sheet, reader)) }
                }
                div {
                    dt { (say("page-form-kept-answer")) }
                    dd { (written(sheet, reader, answer)) }
                }
                @if let Some(school) = school {
                    div { dt { (say("page-form-kept-school")) } dd { (school.name) } }
                }
                @if let Some(name) = &answered.name {
                    div { dt { (say("page-form-kept-name")) } dd { (name) } }
                }
            }
        }
    }
}

fn question(sheet: &Sheet, reader: Reader) -> Markup {
    let (lang, words) = localised(
        &sheet.asking.question.text,
        reader.language,
        sheet.written_in,
    );
    html! { span lang=[lang] { (words) } }
}

fn written(sheet: &Sheet, reader: Reader, answer: &KeptAnswer) -> Markup {
    let question = &sheet.asking.question;
    match answer {
        KeptAnswer::Text(text) => html! { span.own-words { (text) } },
        KeptAnswer::Options(keys) => {
            let options = question.options.iter().chain(&question.aside);
            let chosen = options.filter(|option| keys.iter().any(|key| key == option.key.as_str()));
            html! {
                ul.plain {
                    @for option in chosen {
                        @let (lang, words) = localised(&option.text, reader.language, sheet.written_in);
                        li lang=[lang] { (words) }
                    }
                }
            }
        }
    }
}

/// The way to the next question. What the sender said of themselves goes along, in a form and not in the
/// address, so that nobody has to say it twice.
pub(super) fn onward(sheet: &Sheet, reader: Reader, answered: Option<&Answered>) -> Markup {
    let Some(next) = &sheet.next else {
        return html! {};
    };
    let label = say(reader.language, "page-form-next", &[]);
    let address = reader.address(next);
    let said = answered.filter(|answered| answered.school.is_some() || answered.name.is_some());
    html! {
        @if let Some(answered) = said {
            form.onward method="post" action=(address) {
                input type="hidden" name="go-on" value="1";
                @if let Some(school) = &answered.school {
                    input type="hidden" name="school" value=(school);
                }
                @if let Some(name) = &answered.name { input type="hidden" name="name" value=(name); }
                button.primary { (label) }
            }
        } @else {
            p.onward { a.button.primary href=(address) { (label) } }
        }
    }
}
