//! The options of a question as forms: a button for each, boxes to tick where there may be several, a
//! field for one's own words. Every one works without script.

use std::collections::HashMap;

use maud::{Markup, html};

use crate::inbox::rules::KeptAnswer;
use crate::programme::Language;
use crate::store::Standing;
use crate::words::{Value, say};

use super::answering::LONGEST_TEXT;
use super::fragments::Under;
use super::view::View;
use super::who::Who;

/// Where a form stands, and who looks at it.
#[derive(Clone, Debug)]
pub(super) struct Stand<'v> {
    pub(super) channel: &'v str,
    /// The language that was asked for by hand.
    pub(super) chosen: Option<Language>,
    pub(super) under: Under,
    /// The language of the message it belongs to.
    pub(super) language: Language,
    /// What the viewer is called in it.
    pub(super) viewer: String,
    pub(super) standings: &'v HashMap<String, Standing>,
}

/// What `Part::Choices` says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offered<'m> {
    pub(super) asking: &'m str,
    pub(super) many: bool,
    /// Key and label of each.
    pub(super) options: &'m [(String, String)],
}

impl<'v> Stand<'v> {
    /// On the page of `view`, under a message in `language`.
    pub(super) fn on(view: &'v View, under: Under, language: Language) -> Self {
        Self {
            channel: &view.shown.id,
            chosen: view.chosen,
            under,
            language,
            viewer: name(view, &view.who, language),
            standings: &view.standings,
        }
    }

    /// The options, to be tapped while they can be.
    pub(super) fn choices(&self, offered: Offered<'_>) -> Markup {
        let standing = self.standings.get(offered.asking);
        let given = given(standing);
        html! {
            @if standing.is_none_or(can_answer) {
                (self.form(offered.asking, html! {
                    @if offered.many { (self.boxes(offered, given)) }
                    @else { (self.buttons(offered, given)) }
                }))
            } @else {
                ul.options {
                    @for (key, label) in offered.options {
                        li.given[given.contains(key)] { (label) (self.mark(given.contains(key))) }
                    }
                }
            }
            @if let Some(standing) = standing { (self.standing(standing)) }
        }
    }

    /// A field for one's own words, to the question `asking`.
    pub(super) fn own_words(&self, asking: &str, question: &str) -> Markup {
        let standing = self.standings.get(asking);
        let written = match standing.and_then(|standing| standing.given.as_ref()) {
            Some(KeptAnswer::Text(text)) => text.as_str(),
            _ => "",
        };
        let id = format!("{}-words-{}", self.under.id(), short(asking));
        html! {
            @if standing.is_none_or(can_answer) {
                (self.form(asking, html! {
                    label.hidden for=(id) { (question) }
                    textarea id=(id) name="text" rows="3" required maxlength=(LONGEST_TEXT) { (written) }
                    button.primary id={ (id) "-send" } { (self.say("choices-send")) }
                }))
            } @else if !written.is_empty() {
                blockquote { (written) }
            }
            @if let Some(standing) = standing { (self.standing(standing)) }
        }
    }

    fn form(&self, asking: &str, fields: Markup) -> Markup {
        html! {
            form.choices method="post" action="/tap" data-quiet-form="tap" {
                input type="hidden" name="channel" value=(self.channel);
                @if let Some(language) = self.chosen {
                    input type="hidden" name="lang" value=(language.tag());
                }
                input type="hidden" name="under" value=(self.under.id());
                input type="hidden" name="asking" value=(asking);
                (fields)
            }
        }
    }

    fn buttons(&self, offered: Offered<'_>, given: &[String]) -> Markup {
        html! {
            div.options role="group" aria-label=(self.say("page-options")) {
                @for (index, (key, label)) in offered.options.iter().enumerate() {
                    @let chosen = given.contains(key);
                    button.given[chosen] id=(self.option_id(offered.asking, index)) name="option" value=(key) {
                        (label) (self.mark(chosen))
                    }
                }
            }
        }
    }

    fn boxes(&self, offered: Offered<'_>, given: &[String]) -> Markup {
        html! {
            fieldset.options {
                legend.hidden { (self.say("page-options")) }
                @for (index, (key, label)) in offered.options.iter().enumerate() {
                    label {
                        input type="checkbox" id=(self.option_id(offered.asking, index)) name="option"
                            value=(key) checked[given.contains(key)];
                        (label)
                    }
                }
            }
            button.primary id=(self.option_id(offered.asking, offered.options.len())) {
                (self.say("choices-send"))
            }
        }
    }

    /// How many have answered, and that the viewer has.
    fn standing(&self, standing: &Standing) -> Markup {
        let count = ("count", Value::Number(standing.answered));
        html! {
            p.standing {
                @if standing.answered > 0 {
                    span { (say(self.language, "page-have-answered", &[count])) }
                }
                @if standing.noted || standing.given.is_some() {
                    strong { (self.own_answer(standing)) }
                }
                @if !standing.open { span { (self.say("page-closed")) } }
            }
        }
    }

    fn own_answer(&self, standing: &Standing) -> String {
        let key = if standing.noted {
            "page-noted"
        } else {
            "page-given"
        };
        say(self.language, key, &[("who", Value::Text(&self.viewer))])
    }

    /// What stands behind the option that was chosen.
    fn mark(&self, chosen: bool) -> Markup {
        html! {
            @if chosen {
                span aria-hidden="true" { " ✓" }
                span.hidden { " (" (self.say("page-your-choice")) ")" }
            }
        }
    }

    fn option_id(&self, asking: &str, index: usize) -> String {
        format!("{}-option-{}-{index}", self.under.id(), short(asking))
    }

    fn say(&self, key: &str) -> String {
        say(self.language, key, &[])
    }
}

/// What someone is called on the page.
pub(super) fn name(view: &View, who: &Who, language: Language) -> String {
    match who {
        Who::Leader(school) => {
            let school = view.school_name(school);
            say(language, "page-leader", &[("school", Value::Text(school))])
        }
        Who::Coordinator => say(language, "page-coordinator", &[]),
    }
}

/// A secret answer is final.
fn can_answer(standing: &Standing) -> bool {
    standing.open && !standing.noted
}

fn given(standing: Option<&Standing>) -> &[String] {
    match standing.and_then(|standing| standing.given.as_ref()) {
        Some(KeptAnswer::Options(keys)) => keys,
        _ => &[],
    }
}

/// The part of an asking's key that tells it from the others of its survey, fit for an element's id.
fn short(asking: &str) -> String {
    let question = asking.split('/').nth(1).unwrap_or(asking);
    let fit = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
    question.chars().filter(fit).collect()
}
