//! A picture in words: what every way of showing it says alike.

use jiff::civil::Date;

pub use crate::plan::ResultLine as Line;
use crate::programme::question::{Choice, Localised, Mode, Question, QuestionKind, Respondent};
use crate::programme::{Id, Language};
use crate::report::rules::{Applied, GroupPicture, Picture, Response, Row, Shown};
use crate::words::{Value, dates, say};

/// What a picture is of, and for whom it is told.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub question: &'a Question,
    /// The reader's language.
    pub language: Language,
    /// The language of options that the question does not have in the reader's: the programme's.
    pub otherwise: Language,
    /// First and last day on which it can be answered.
    pub open: (Date, Date),
    /// Whether it can be answered no longer.
    pub is_over: bool,
    /// The day on which it is told: years are written where they are others.
    pub today: Date,
    /// What the networks are called.
    pub networks: &'a [(Id, String)],
    /// How many of the answers were given on the answer page, where nobody vouches for who gives one.
    pub self_declared: u32,
}

/// A result in a reader's language. Made of a [`Picture`] only, so it says nothing that one does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub title: String,
    pub question: String,
    /// "15 av 23 har svart."
    pub response: String,
    /// The result in one plain sentence.
    pub sentence: Option<String>,
    pub lines: Vec<Line>,
    pub networks: Vec<ToldNetwork>,
    /// How it came about: when, how it was asked, which rules changed what is shown.
    pub method: Vec<String>,
}

/// One network of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldNetwork {
    pub name: String,
    pub response: String,
    pub lines: Vec<Line>,
}

/// `picture` in words.
pub fn tell(picture: &Picture, about: &About<'_>) -> Told {
    Told {
        title: about.say_so_far("result-title", "result-title-so-far", &[]),
        question: about.text(&about.question.text).to_owned(),
        response: response(about, picture.response()),
        sentence: sentence(about, picture),
        lines: picture
            .rows()
            .iter()
            .map(|row| line(about, row, picture.rows_of(), picture.percent(row)))
            .collect(),
        networks: networks(about, picture.groups()),
        method: method(about, picture),
    }
}

/// What a row is called: "I noen eller stor grad", "Andre svar (Buss, Sykkel)".
pub fn label(row: &Row, about: &About<'_>) -> String {
    let question = about.question;
    let texts: Vec<&str> = question
        .options
        .iter()
        .filter(|choice| row.options().contains(&choice.key))
        .map(|choice| about.choice(choice))
        .collect();
    let aside = question.aside.iter().filter(|_| row.aside());
    let aside = aside.map(|choice| about.choice(choice));
    let rising = matches!(question.kind, QuestionKind::Scale | QuestionKind::Bands);
    if rising {
        let steps = Some(steps(about, &texts)).filter(|steps| !steps.is_empty());
        let both: Vec<String> = steps.into_iter().chain(aside.map(str::to_owned)).collect();
        return both.join(" / ");
    }
    let all: Vec<&str> = texts.into_iter().chain(aside).collect();
    match all.as_slice() {
        [one] => (*one).to_owned(),
        several => about.say(
            "result-others",
            &[("answers", Value::Text(&several.join(", ")))],
        ),
    }
}

/// Steps side by side, what they begin and end with said once: "I liten, noen eller stor grad".
fn steps(about: &About<'_>, texts: &[&str]) -> String {
    let words: Vec<Vec<&str>> = texts
        .iter()
        .map(|text| text.split_whitespace().collect())
        .collect();
    let [first, others @ ..] = words.as_slice() else {
        return String::new();
    };
    let shortest = words.iter().map(Vec::len).min().unwrap_or_default();
    let begins = (0..shortest.saturating_sub(1))
        .take_while(|at| others.iter().all(|other| other[*at] == first[*at]))
        .count();
    let ends = (1..shortest.saturating_sub(begins))
        .take_while(|back| {
            let last = first[first.len() - back];
            others.iter().all(|other| other[other.len() - back] == last)
        })
        .count();
    if others.is_empty() {
        return first.join(" ");
    }
    let middles: Vec<String> = words
        .iter()
        .map(|words| words[begins..words.len() - ends].join(" "))
        .collect();
    let or = about.say("result-or", &[]);
    let between = match middles.as_slice() {
        [before @ .., last] => format!("{} {or} {last}", before.join(", "))
            .trim()
            .to_owned(),
        [] => String::new(),
    };
    let parts = [
        first[..begins].join(" "),
        between,
        first[first.len() - ends..].join(" "),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

fn response(about: &About<'_>, response: Response) -> String {
    let answered = ("answered", number(response.answered()));
    match response.asked() {
        Some(asked) => about.say("result-response", &[answered, ("asked", number(asked))]),
        None => about.say("result-response-of-unknown", &[answered]),
    }
}

fn sentence(about: &About<'_>, picture: &Picture) -> Option<String> {
    if let Some(row) = picture.nearly_all() {
        let answer = label(row, about);
        let values = [("answer", Value::Text(&answer))];
        return Some(about.say_so_far("result-nearly-all", "result-nearly-all-so-far", &values));
    }
    let bands = about.question.kind == QuestionKind::Bands;
    if let Some(row) = picture.median().filter(|_| bands) {
        let answer = label(row, about);
        return Some(about.say("result-middle", &[("answer", Value::Text(&answer))]));
    }
    let found = picture.highlight()?;
    let steps: Vec<&str> = about
        .question
        .options
        .iter()
        .filter(|choice| {
            found
                .rows
                .iter()
                .any(|row| row.options().contains(&choice.key))
        })
        .map(|choice| about.choice(choice))
        .collect();
    let answer = steps_or_label(about, found.rows, &steps);
    let values = [
        ("count", number(found.count)),
        ("of", number(picture.rows_of())),
        ("answer", Value::Text(&answer)),
    ];
    Some(about.say_so_far("result-most", "result-most-so-far", &values))
}

fn steps_or_label(about: &About<'_>, rows: &[Row], texts: &[&str]) -> String {
    match rows {
        [one] => label(one, about),
        _ => steps(about, texts),
    }
}

fn line(about: &About<'_>, row: &Row, of: u32, percent: Option<u32>) -> Line {
    let (value, share) = match row.count() {
        Shown::Exactly(count) => {
            let value = match percent {
                Some(percent) => format!("{count} ({percent}\u{a0}%)"),
                None => count.to_string(),
            };
            (value, (count * 1000).checked_div(of))
        }
        Shown::Few => (about.say("result-few", &[]), None),
        Shown::NearlyAll => (about.say("result-nearly", &[]), None),
    };
    Line {
        label: label(row, about),
        value,
        share,
    }
}

/// The networks, unless there is only one: that is the whole.
fn networks(about: &About<'_>, groups: &[GroupPicture]) -> Vec<ToldNetwork> {
    if groups.len() < 2 {
        return Vec::new();
    }
    let name = |id: &Id| {
        let named = about.networks.iter().find(|(network, _)| network == id);
        named.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    };
    groups
        .iter()
        .map(|group| ToldNetwork {
            name: name(group.group()),
            response: response(about, group.response()),
            lines: group
                .rows()
                .iter()
                .map(|row| line(about, row, group.rows_of(), None))
                .collect(),
        })
        .collect()
}

fn method(about: &About<'_>, picture: &Picture) -> Vec<String> {
    let (from, to) = about.open;
    let date = |date| dates::date(about.language, date, about.today);
    let (from, to) = (date(from), date(to));
    let open = [("from", Value::Text(&from)), ("to", Value::Text(&to))];
    let mode = match about.question.mode {
        Mode::Secret => "result-mode-secret",
        Mode::Coordinator => "result-mode-coordinator",
        Mode::Named => "result-mode-named",
    };
    let several = about.question.kind == QuestionKind::Choices;
    let counts_only = !picture.rows().is_empty()
        && picture
            .rows()
            .iter()
            .all(|row| picture.percent(row).is_none());
    let when = about.say_so_far("result-open", "result-open-so-far", &open);
    let mut notes = vec![when, about.say(mode, &[])];
    notes.extend(self_declared(about));
    notes.extend(several.then(|| about.say_so_far("result-several", "result-several-so-far", &[])));
    notes.extend(counts_only.then(|| about.say("result-no-percent", &[])));
    notes.extend(picture.applied().iter().map(|rule| {
        let hidden = picture.rows().is_empty();
        let of = [("of", number(picture.rows_of()))];
        match rule {
            Applied::TooFewAnswers => about.say("result-rule-few", &[]),
            Applied::Merged if hidden => about.say("result-rule-hidden", &[]),
            Applied::Merged => about.say("result-rule-merged", &[]),
            Applied::NearlyAll => about.say("result-rule-nearly-all", &[]),
            Applied::GroupHidden => about.say("result-rule-network", &[]),
            Applied::TooFewNew => about.say("result-rule-new", &of),
        }
    }));
    notes
}

/// That some of the answers say themselves whose they are. Nobody can know that of a secret one.
fn self_declared(about: &About<'_>) -> Option<String> {
    let shown = about.self_declared > 0 && about.question.mode != Mode::Secret;
    let key = match about.question.respondent {
        Respondent::School => "result-self-declared-school",
        Respondent::Person => "result-self-declared-person",
    };
    shown.then(|| about.say(key, &[("count", number(about.self_declared))]))
}

fn number(number: u32) -> Value<'static> {
    Value::Number(usize::try_from(number).unwrap_or(usize::MAX))
}

impl About<'_> {
    pub(super) fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        say(self.language, key, values)
    }

    /// What `over` says, or `so_far` while it can still be answered.
    fn say_so_far(&self, over: &str, so_far: &str, values: &[(&str, Value<'_>)]) -> String {
        self.say(if self.is_over { over } else { so_far }, values)
    }

    fn choice<'c>(&self, choice: &'c Choice) -> &'c str {
        self.text(&choice.text)
    }

    fn text<'t>(&self, text: &'t Localised) -> &'t str {
        text.in_language(self.language, self.otherwise)
    }
}

#[cfg(test)]
mod tests;
