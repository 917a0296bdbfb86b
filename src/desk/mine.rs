//! `mine`: what waits for the sender: open questions, replies that are asked for, preparation.

use std::time::Duration;

use jiff::civil::DateTime;

use crate::clock::Timestamp;
use crate::desk::find::Place;
use crate::desk::prompts::prompts;
use crate::desk::theirs::{Theirs, networks, school_of, schools_to_choose, which_school};
use crate::desk::{AskedQuestion, Facts, Known, Outcome, Request, told};
use crate::plan::{AskingFacts, Content, coming};
use crate::programme::Id;
use crate::programme::question::Respondent;
use crate::words::{Message, Part, Text, Value, compose, dates, say, to_prepare};

/// So long before a session it is time to prepare: when the rhythm asks for it, if nobody changes that.
const TIME_TO_PREPARE: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// All that waits for the sender.
pub(super) fn mine(request: &Request, facts: &Facts) -> Outcome {
    let language = request.language;
    let places = match networks(request, facts) {
        Theirs::Networks(places) => places,
        Theirs::SchoolWanted => return Outcome::Tell(which_school(language, facts)),
        Theirs::None => {
            return Outcome::No(told(
                language,
                "desk-no-programme",
                "desk-no-programme-note",
            ));
        }
    };
    let asker = Asker { request, facts };
    let mut parts = asker.questions(&places);
    parts.extend(asker.replies(&places));
    parts.extend(asker.preparation(&places));
    let title = match parts.is_empty() {
        true => "mine-title-none",
        false => "mine-title",
    };
    if parts.is_empty() {
        parts.push(Part::Paragraph(asker.text("mine-none", &[])));
    }
    parts.extend(asker.school(&places));
    let title = say(language, title, &[]);
    Outcome::Tell(Message {
        language,
        summary: title.clone(),
        title,
        parts,
        links: Vec::new(),
    })
}

/// Who asks, and on which facts.
struct Asker<'a> {
    request: &'a Request,
    facts: &'a Facts,
}

impl Asker<'_> {
    /// The open questions; the only one with its options to tap.
    fn questions(&self, places: &[Place<'_>]) -> Vec<Part> {
        let waiting: Vec<&AskedQuestion> = self
            .facts
            .questions
            .iter()
            .filter(|asked| asked.is_open(self.facts.now) && !self.has_answered(asked))
            .filter(|asked| places.iter().any(|place| is_asked(asked, *place)))
            .collect();
        match waiting.as_slice() {
            [] => Vec::new(),
            [only] => self.question(only, places),
            several => self.list(several),
        }
    }

    /// The question as it was asked, with its terms before its options.
    fn question(&self, asked: &AskedQuestion, places: &[Place<'_>]) -> Vec<Part> {
        let place = places.iter().find(|place| is_asked(asked, **place));
        let content = Content::Question {
            network: place.map_or_else(String::new, |place| place.network.title.clone()),
            session: None,
            written_in: asked.asking.language,
            questions: vec![AskingFacts::of(&asked.asking)],
        };
        let language = self.request.language;
        compose(&content, language, &asked.asking.zone, self.facts.now).parts
    }

    fn list(&self, asked: &[&AskedQuestion]) -> Vec<Part> {
        let lines = asked.iter().map(|asked| {
            let asking = &asked.asking;
            let text = &asking.question.text;
            let text = text.in_language(self.request.language, asking.language);
            let due = self.moment(asking.closes_at.local(asking.zone.rules()));
            let values = [("text", Value::Text(text)), ("due", Value::Text(&due))];
            self.text("mine-question", &values)
        });
        vec![
            self.heading("mine-questions", &[]),
            Part::Bullets(lines.collect()),
            Part::Note(self.text("mine-answer-there", &[])),
        ]
    }

    /// What the sender's school was asked to write and has not written.
    fn replies(&self, places: &[Place<'_>]) -> Vec<Part> {
        let mut lines = Vec::new();
        for place in places {
            let respondents = self.respondents(&place.known.programme.id);
            for prompt in prompts(*place, self.facts) {
                let replied = |it: &String| prompt.has_reply_of(it, self.facts);
                if respondents.iter().any(replied) {
                    continue;
                }
                let post = prompt.post;
                let language = self.request.language;
                let said = compose(&post.content, language, &post.zone, self.facts.now);
                let due = self.moment(prompt.due);
                let values = [
                    ("what", Value::Text(&said.title)),
                    ("due", Value::Text(&due)),
                ];
                lines.push(self.text("mine-reply", &values));
            }
        }
        match lines.is_empty() {
            true => Vec::new(),
            false => vec![self.heading("mine-replies", &[]), Part::Bullets(lines)],
        }
    }

    /// What to prepare for a session that is near.
    fn preparation(&self, places: &[Place<'_>]) -> Vec<Part> {
        let mut parts = Vec::new();
        for place in places {
            let programme = &place.known.programme;
            let now = self.facts.now;
            let Some(coming) = coming(programme, &place.network.id, now) else {
                continue;
            };
            let starts = coming.session.starts;
            let starts_at = Timestamp::of_local(starts, programme.zone.rules());
            let prepare = to_prepare(self.request.language, &coming, &programme.zone, now);
            if prepare.is_empty() || starts_at > now.plus(TIME_TO_PREPARE) || starts_at <= now {
                continue;
            }
            let when = self.moment(starts);
            let values = [
                ("number", Value::Number(coming.session.number)),
                ("when", Value::Text(&when)),
            ];
            parts.push(self.heading("mine-prepare", &values));
            parts.push(Part::Bullets(prepare));
        }
        parts
    }

    /// Asks which school the sender leads, where that is not known and would tell more.
    fn school(&self, places: &[Place<'_>]) -> Vec<Part> {
        if self.facts.who.coordinates_anything() {
            return Vec::new();
        }
        let mut programmes: Vec<&Known> = Vec::new();
        for place in places {
            let programme = &place.known.programme;
            let is_new = programmes.iter().all(|it| it.programme.id != programme.id);
            let unknown = school_of(self.facts, &programme.id).is_none();
            if is_new && unknown && !programme.schools.is_empty() {
                programmes.push(place.known);
            }
        }
        if programmes.is_empty() {
            return Vec::new();
        }
        let mut parts = vec![self.heading("answer-which-school", &[])];
        parts.extend(schools_to_choose(self.request.language, programmes));
        parts
    }

    /// Whether the sender, or for the sender's school somebody, has answered.
    fn has_answered(&self, asked: &AskedQuestion) -> bool {
        let respondent = match asked.asking.question.respondent {
            Respondent::Person => Some(self.facts.who.person.clone()),
            Respondent::School => self.school_respondent(&asked.asking.programme),
        };
        respondent.is_some_and(|respondent| asked.respondents.contains(&respondent))
    }

    /// The names under which the sender's replies are kept.
    fn respondents(&self, programme: &Id) -> Vec<String> {
        let person = Some(self.facts.who.person.clone());
        person
            .into_iter()
            .chain(self.school_respondent(programme))
            .collect()
    }

    fn school_respondent(&self, programme: &Id) -> Option<String> {
        school_of(self.facts, programme).map(|school| format!("school:{school}"))
    }

    fn moment(&self, at: DateTime) -> String {
        dates::moment(self.request.language, at, self.request.today)
    }

    fn heading(&self, key: &str, values: &[(&str, Value<'_>)]) -> Part {
        Part::Heading(say(self.request.language, key, values))
    }

    fn text(&self, key: &str, values: &[(&str, Value<'_>)]) -> Text {
        Text::plain(say(self.request.language, key, values))
    }
}

fn is_asked(asked: &AskedQuestion, place: Place<'_>) -> bool {
    asked.asking.programme == place.known.programme.id
        && asked.asking.networks.contains(&place.network.id)
}

#[cfg(test)]
mod tests;
