//! The question and the form for its answer.

use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::programme::School;
use crate::programme::question::{
    Choice, Localised, Mode, Question, QuestionKind, Respondent, Results,
};
use crate::words::{Value, say};

use super::frame;
use super::given::{Field, Filled, Mistake};
use super::language::{Reader, localised};
use super::notice::moment;
use super::sheet::Sheet;

/// A form to be shown.
pub(super) struct Form<'f> {
    pub(super) sheet: &'f Sheet,
    pub(super) reader: Reader,
    pub(super) now: Timestamp,
    pub(super) token: &'f str,
    pub(super) filled: &'f Filled,
    /// What is wrong with what was sent; nothing when it is shown for the first time.
    pub(super) mistakes: &'f [Mistake],
}

/// The page with the form.
pub(super) fn page(form: &Form<'_>) -> Markup {
    let (lang, text) = form.text(&form.question().text);
    let title = match form.mistakes.is_empty() {
        true => text.to_owned(),
        false => form.say("page-form-error-before", &[("title", Value::Text(text))]),
    };
    let content = html! {
        (form.summary_of_mistakes())
        @if let Some((number, count)) = form.sheet.number {
            p.number { (form.say("question-number", &[
                ("number", Value::Number(number)),
                ("count", Value::Number(count)),
            ])) }
        }
        h1 #question lang=[lang] { (text) }
        (form.purpose())
        (form.about())
        (form.terms())
        form method="post" action=(form.reader.address(&form.sheet.token)) novalidate {
            input type="hidden" name="form" value=(form.token);
            (form.answer())
            (form.sender())
            button.primary { (form.line("choices-send")) }
            p.quiet { (form.line("question-voluntary")) " " (form.cookies()) }
        }
    };
    frame::page(form.reader, Some(form.sheet), &title, &content)
}

impl Form<'_> {
    fn question(&self) -> &Question {
        &self.sheet.asking.question
    }

    fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        say(self.reader.language, key, values)
    }

    fn line(&self, key: &str) -> String {
        self.say(key, &[])
    }

    fn text<'t>(&self, text: &'t Localised) -> (Option<&'static str>, &'t str) {
        localised(text, self.reader.language, self.sheet.written_in)
    }

    /// Everything that is wrong, each with the way to its place. It has the focus.
    fn summary_of_mistakes(&self) -> Markup {
        html! {
            @if !self.mistakes.is_empty() {
                div.mistakes role="alert" tabindex="-1" autofocus aria-labelledby="mistakes" {
                    h2 #mistakes { (self.line("page-form-error-title")) }
                    ul {
                        @for mistake in self.mistakes {
                            li {
                                @match self.place(mistake.field) {
                                    Some(place) => { a href={ "#" (place) } { (self.mistake(*mistake)) } }
                                    None => { (self.mistake(*mistake)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The id of the first element of a field.
    fn place(&self, field: Field) -> Option<&'static str> {
        match field {
            Field::Whole => None,
            Field::Answer => Some(match self.question().kind {
                QuestionKind::Text => "text",
                _ => "choice-1",
            }),
            Field::School => Some("school"),
            Field::Name => Some("name"),
        }
    }

    fn mistake(&self, mistake: Mistake) -> String {
        match mistake.letters {
            None => self.line(mistake.said),
            Some((most, count)) => self.say(
                mistake.said,
                &[
                    ("most", Value::Number(most)),
                    ("count", Value::Number(count)),
                ],
            ),
        }
    }

    /// What is wrong at `field`, beside it.
    fn mistake_at(&self, field: Field) -> Markup {
        html! {
            @if let Some(mistake) = self.wrong(field) {
                p.mistake id={ (field.name()) "-mistake" } { (self.mistake(mistake)) }
            }
        }
    }

    fn wrong(&self, field: Field) -> Option<Mistake> {
        let mut mistakes = self.mistakes.iter();
        mistakes.find(|mistake| mistake.field == field).copied()
    }

    /// What describes a field: its own notes, and what is wrong with it.
    fn described(&self, field: Field, note: Option<&str>) -> Option<String> {
        let mistake = self.wrong(field);
        let mistake = mistake.map(|_| format!("{}-mistake", field.name()));
        let ids: Vec<String> = mistake.into_iter().chain(note.map(str::to_owned)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn purpose(&self) -> Markup {
        html! {
            @if let Some(purpose) = &self.question().purpose {
                @let (lang, words) = self.text(purpose);
                p.lead lang=[lang] { (words) }
            }
        }
    }

    fn about(&self) -> Markup {
        let about = &self.question().about;
        html! {
            @if !about.is_empty() {
                div.about {
                    p { (self.line("question-about")) }
                    ul {
                        @for line in about {
                            @let (lang, words) = self.text(line);
                            li lang=[lang] { (words) }
                        }
                    }
                }
            }
        }
    }

    /// Who sees the answer, until when it can be given, and what becomes of it.
    fn terms(&self) -> Markup {
        let closes = moment(
            self.sheet,
            self.reader,
            self.sheet.asking.closes_at,
            self.now,
        );
        let minutes = self
            .question()
            .minutes
            .and_then(|it| usize::try_from(it).ok());
        let change = match self.question().mode {
            Mode::Secret => "page-form-final",
            Mode::Coordinator | Mode::Named => "page-form-can-change",
        };
        let results = match self.question().results {
            Results::AtClosing => "page-form-results-closing",
            Results::Live => "page-form-results-live",
            Results::ToCoordinators => "question-results-coordinators",
        };
        html! {
            dl.terms {
                div { dt { (self.line("page-form-who-sees")) } dd { (self.line(self.who_sees())) } }
                div { dt { (self.line("fact-deadline")) } dd { (closes) } }
                @if let Some(minutes) = minutes {
                    div {
                        dt { (self.line("fact-takes")) }
                        dd { (self.say("question-minutes", &[("minutes", Value::Number(minutes))])) }
                    }
                }
                div {
                    dt { (self.line("page-form-afterwards")) }
                    dd { (self.line(change)) " " (self.line(results)) }
                }
            }
        }
    }

    fn who_sees(&self) -> &'static str {
        match (self.question().mode, self.question().respondent) {
            (Mode::Secret, Respondent::Person) => "page-form-seen-secret",
            (Mode::Secret, Respondent::School) => "page-form-seen-secret-school",
            (Mode::Coordinator, Respondent::Person) => "page-form-seen-coordinator",
            (Mode::Coordinator, Respondent::School) => "page-form-seen-coordinator-school",
            (Mode::Named, Respondent::Person) => "page-form-seen-named",
            (Mode::Named, Respondent::School) => "page-form-seen-named-school",
        }
    }

    fn answer(&self) -> Markup {
        let legend = match self.question().respondent {
            Respondent::Person => "page-form-your-answer",
            Respondent::School => "page-form-schools-answer",
        };
        let legend = self.line(legend);
        match self.question().kind {
            QuestionKind::Text => self.own_words(&legend),
            QuestionKind::Choices => self.choices(&legend, "checkbox", "question-choose-many"),
            _ => self.choices(&legend, "radio", "page-form-choose-one"),
        }
    }

    fn own_words(&self, label: &str) -> Markup {
        html! {
            div.field.is-wrong[self.wrong(Field::Answer).is_some()] {
                label.legend #legend for="text" { (label) }
                p.hint #hint {
                    (self.line("question-own-words")) " " (self.line("not-about-people"))
                }
                (self.mistake_at(Field::Answer))
                textarea #text name="text" rows="5" required
                    aria-labelledby="question legend"
                    aria-invalid=[self.wrong(Field::Answer).map(|_| "true")]
                    aria-describedby=[self.described(Field::Answer, Some("hint"))] {
                    // A browser drops the first line end inside.
                    "\n" (self.filled.text)
                }
            }
        }
    }

    fn choices(&self, legend: &str, kind: &str, hint: &str) -> Markup {
        let count = self.question().options.len();
        html! {
            fieldset.field.is-wrong[self.wrong(Field::Answer).is_some()]
                aria-labelledby="question legend"
                aria-describedby=[self.described(Field::Answer, Some("hint"))] {
                legend #legend { (legend) }
                p.hint #hint { (self.line(hint)) }
                (self.mistake_at(Field::Answer))
                div.choices {
                    @for (number, option) in (1..).zip(&self.question().options) {
                        (self.choice(kind, number, option))
                    }
                    @if let Some(aside) = &self.question().aside {
                        div.aside { (self.choice(kind, count + 1, aside)) }
                    }
                }
            }
        }
    }

    fn choice(&self, kind: &str, number: usize, option: &Choice) -> Markup {
        let (lang, words) = self.text(&option.text);
        let key = option.key.as_str();
        let checked = self.filled.options.iter().any(|chosen| chosen == key);
        html! {
            label.choice for={ "choice-" (number) } {
                input id={ "choice-" (number) } type=(kind) name="choice" value=(key) checked[checked];
                span lang=[lang] { (words) }
            }
        }
    }

    /// Who answers, by their own word.
    fn sender(&self) -> Markup {
        html! {
            @if self.sheet.asks_school() || self.sheet.asks_name() {
                fieldset.sender aria-describedby="self-declared" {
                    legend { (self.line("page-form-who")) }
                    p.hint #self-declared { (self.line("page-form-self-declared")) }
                    @if self.sheet.asks_school() { (self.school()) }
                    @if self.sheet.asks_name() { (self.name()) }
                }
            }
        }
    }

    fn school(&self) -> Markup {
        let grouped = self.sheet.networks.len() > 1;
        let invalid = self.wrong(Field::School).map(|_| "true");
        html! {
            div.field.is-wrong[invalid.is_some()] {
                label for="school" { (self.line("page-form-school")) }
                @if self.sheet.schools().next().is_none() {
                    p.hint { (self.line("page-form-no-schools")) }
                }
                (self.mistake_at(Field::School))
                select #school name="school" required aria-invalid=[invalid]
                    aria-describedby=[self.described(Field::School, None)] {
                    option value="" { (self.line("page-form-choose-school")) }
                    @for (network, schools) in &self.sheet.networks {
                        @if grouped && !schools.is_empty() {
                            optgroup label=(network) { (self.schools(schools)) }
                        } @else {
                            (self.schools(schools))
                        }
                    }
                }
            }
        }
    }

    fn schools(&self, schools: &[School]) -> Markup {
        html! {
            @for school in schools {
                option value=(school.id) selected[school.id.as_str() == self.filled.school] {
                    (school.name)
                }
            }
        }
    }

    fn name(&self) -> Markup {
        let invalid = self.wrong(Field::Name).map(|_| "true");
        html! {
            div.field.is-wrong[invalid.is_some()] {
                label for="name" { (self.line("page-form-name")) }
                p.hint #name-hint { (self.line("page-form-name-hint")) }
                (self.mistake_at(Field::Name))
                input #name name="name" type="text" autocomplete="name" required
                    value=(self.filled.name) aria-invalid=[invalid]
                    aria-describedby=[self.described(Field::Name, Some("name-hint"))];
            }
        }
    }

    fn cookies(&self) -> String {
        match self.sheet.knows_nobody() {
            true => self.line("page-form-cookie"),
            false => self.line("page-form-no-cookie"),
        }
    }
}

impl Field {
    /// The name in ids.
    const fn name(self) -> &'static str {
        match self {
            Self::Whole => "form",
            Self::Answer => "answer",
            Self::School => "school",
            Self::Name => "name",
        }
    }
}
