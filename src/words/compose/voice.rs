//! The one who speaks: a language and a moment, and what every kind of post says alike.

use jiff::civil::{Date, DateTime};

use crate::plan::{RegistrationFacts, SessionFacts};
use crate::programme::{Contact, Language};
use crate::words::dates;
use crate::words::texts::{Value, say};
use crate::words::{Link, Message, Part, Style, Text};

/// Speaks a language at a moment.
pub(super) struct Voice {
    pub(super) language: Language,
    /// What the clock on the reader's wall shows.
    pub(super) now: DateTime,
}

impl Voice {
    pub(super) fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        say(self.language, key, values)
    }

    /// A sentence about session number `number`.
    pub(super) fn say_of(&self, key: &str, number: usize) -> String {
        self.say(key, &[("number", Value::Number(number))])
    }

    /// The sentence `key` in which the value `name` stands in `style`.
    pub(super) fn say_styled(
        &self,
        key: &str,
        values: &[(&str, Value<'_>)],
        (name, text, style): (&str, &str, Style),
    ) -> Text {
        let mark = mark_outside(values);
        let mut all = values.to_vec();
        all.push((name, Value::Text(&mark)));
        let sentence = self.say(key, &all);
        let (before, after) = sentence.split_once(&mark).unwrap_or((&sentence, ""));
        [(before, Style::Plain), (text, style), (after, Style::Plain)]
            .into_iter()
            .filter(|(text, _)| !text.is_empty())
            .fold(Text::default(), |all, (text, style)| all.and(text, style))
    }

    pub(super) fn message(&self, title: String, summary: String, parts: Vec<Part>) -> Message {
        Message {
            language: self.language,
            title,
            summary,
            parts,
            links: Vec::new(),
        }
    }

    /// "torsdag 1. november".
    pub(super) fn date(&self, date: Date) -> String {
        dates::date(self.language, date, self.now.date())
    }

    /// "i morgen, torsdag 1. november".
    pub(super) fn day(&self, date: Date) -> String {
        dates::day(self.language, date, self.now.date())
    }

    /// "i morgen", where that is true.
    pub(super) fn near(&self, date: Date) -> Option<&'static str> {
        dates::near(self.language, date, self.now.date())
    }

    /// "i morgen, torsdag 1. november kl. 12.00", unless that is over.
    pub(super) fn due(&self, due: DateTime) -> Option<String> {
        (self.now < due).then(|| dates::moment(self.language, due, self.now.date()))
    }

    /// Whether registration has not closed yet.
    pub(super) fn is_open(&self, registration: &RegistrationFacts) -> bool {
        registration
            .closes
            .is_none_or(|closes| self.now.date() <= closes)
    }

    /// "i morgen, torsdag 1. november kl. 08.30–13.00".
    pub(super) fn when(&self, session: &SessionFacts) -> String {
        dates::period(self.language, session.starts, session.ends, self.now.date())
    }

    /// "kl. 08.30–13.00".
    pub(super) fn times(&self, session: &SessionFacts) -> String {
        dates::clock_span(self.language, session.starts.time(), session.ends.time())
    }

    /// Which session, when and where, in one sentence.
    pub(super) fn session_is(&self, session: &SessionFacts) -> String {
        let when = self.when(session);
        let number = ("number", Value::Number(session.number));
        let when = ("when", Value::Text(&when));
        match &session.place {
            Some(place) => self.say("session-is", &[number, when, ("place", Value::Text(place))]),
            None => self.say("session-is-without-room", &[number, when]),
        }
    }

    /// The room, or that there is none yet.
    pub(super) fn place(&self, session: &SessionFacts) -> String {
        session
            .place
            .clone()
            .unwrap_or_else(|| self.say("place-unknown", &[]))
    }

    pub(super) fn fact(&self, key: &str, value: impl Into<String>) -> (String, Text) {
        (self.say(key, &[]), Text::plain(value))
    }

    /// When, where, on what and for which network: a channel may serve several.
    pub(super) fn session_facts(&self, session: &SessionFacts) -> Vec<(String, Text)> {
        let mut facts = vec![
            self.fact("fact-when", self.when(session)),
            self.fact("fact-where", self.place(session)),
        ];
        facts.extend(
            session
                .title
                .iter()
                .map(|title| self.fact("fact-title", title)),
        );
        facts.push(self.network_fact(session));
        facts
    }

    pub(super) fn network_fact(&self, session: &SessionFacts) -> (String, Text) {
        self.fact("fact-network", &session.network)
    }

    pub(super) fn contact_fact(&self, contact: &Contact) -> (String, Text) {
        let mailbox = Style::Link(format!("mailto:{}", contact.mailbox));
        let who = Text::plain(format!("{}, ", contact.role)).and(&contact.mailbox, mailbox);
        (self.say("fact-contact", &[]), who)
    }

    pub(super) fn registration_fact(&self, registration: &RegistrationFacts) -> (String, Text) {
        let system = registration.system.as_str();
        let value = match registration.closes {
            Some(closes) => {
                let day = self.day(closes);
                let values = [("system", Value::Text(system)), ("day", Value::Text(&day))];
                self.say("registration-fact-by", &values)
            }
            None => system.to_owned(),
        };
        self.fact("fact-registration", value)
    }

    pub(super) fn registration_link(&self, registration: &RegistrationFacts) -> Option<Link> {
        let url = registration.link.as_deref()?;
        button(self.say("link-register", &[]), url)
    }

    /// A paragraph of the sentence `key`.
    pub(super) fn paragraph(&self, key: &str) -> Part {
        Part::Paragraph(Text::plain(self.say(key, &[])))
    }

    /// The request not to write about people, wherever answers are asked for.
    pub(super) fn not_about_people(&self) -> Part {
        Part::Note(Text::plain(self.say("not-about-people", &[])))
    }
}

/// A button to `url`, if it is a web address.
pub(super) fn button(label: String, url: &str) -> Option<Link> {
    let parsed = url::Url::parse(url).ok()?;
    matches!(parsed.scheme(), "http" | "https").then(|| Link {
        label,
        url: url.to_owned(),
    })
}

/// The items of a list, without style.
pub(super) fn items(items: &[String]) -> Vec<Text> {
    items.iter().map(Text::plain).collect()
}

/// A character for private use that stands in none of the texts among `values`.
fn mark_outside(values: &[(&str, Value<'_>)]) -> String {
    ('\u{e000}'..='\u{f8ff}')
        .find(|mark| {
            !values
                .iter()
                .any(|(_, value)| matches!(value, Value::Text(text) if text.contains(*mark)))
        })
        .map(String::from)
        .unwrap_or_default()
}
