//! What came of an event, in words.

use crate::inbox::command::{Reading, read};
use crate::inbox::rules::{Response, SCHOOL, Shown, Until};
use crate::inbox::{Answer, Deed, Event};
use crate::programme::{Id, Language};
use crate::words::commands::Name;
use crate::words::{Link, Message, Part, Style, Text, Value, dates, example, say};

/// The answer to `event`, for someone who reads `language`; `page` is where they answer instead.
pub(super) fn answer(
    response: &Response,
    event: &Event,
    language: Language,
    page: Option<String>,
) -> Answer {
    let said = Said { language };
    let (title, parts) = match response {
        Response::Said { message, public } => {
            return Answer {
                message: message.clone(),
                public: *public,
            };
        }
        Response::Nothing => said.nothing(event),
        Response::Mistaken => (said.mistake(event), Vec::new()),
        response => said
            .of_answer(response)
            .unwrap_or_else(|| said.of_words(response)),
    };
    Answer {
        message: Message {
            language,
            summary: title.clone(),
            title,
            parts,
            links: page
                .map(|url| Link {
                    label: say(language, "written-in-the-open-link", &[]),
                    url,
                })
                .into_iter()
                .collect(),
        },
        public: false,
    }
}

/// A heading and what stands under it.
type Spoken = (String, Vec<Part>);

struct Said {
    language: Language,
}

impl Said {
    /// What came of an answer to a question.
    fn of_answer(&self, response: &Response) -> Option<Spoken> {
        let line = |key: &str| self.say(key, &[]);
        let (title, note) = match response {
            Response::Thanks {
                changed: false,
                can_change: false,
            } => (line("answer-thanks"), Some(line("answer-final"))),
            Response::Thanks { changed: false, .. } => {
                (line("answer-thanks"), Some(line("answer-can-change")))
            }
            Response::Thanks { changed: true, .. } => {
                (line("answer-changed"), Some(line("answer-can-change")))
            }
            Response::FinalAlready => (line("answer-final-already"), None),
            Response::OlderThanKept { .. } => (line("answer-older"), None),
            Response::Closed => (line("answer-closed"), None),
            Response::Withdrawn => (line("answer-withdrawn"), None),
            Response::NotUnderstood => (line("answer-not-understood"), None),
            Response::Unavailable => (line("answer-unavailable"), None),
            Response::WhichSchool { programme, schools } => {
                let mut parts = vec![self.paragraph("answer-which-school-note")];
                parts.extend(self.schools(programme, schools));
                return Some((line("answer-which-school"), parts));
            }
            Response::SchoolKept { school } => (
                self.say("answer-school-kept", &[("school", Value::Text(school))]),
                Some(line("answer-now-again")),
            ),
            _ => return None,
        };
        let parts = note.map(|note| Part::Paragraph(Text::plain(note)));
        Some((title, parts.into_iter().collect()))
    }

    /// What came of something written.
    fn of_words(&self, response: &Response) -> Spoken {
        let line = |key: &str| self.say(key, &[]);
        match response {
            Response::Written {
                question,
                chosen,
                changed,
                can_change,
                next,
                ..
            } => {
                let title = self.written(chosen, *changed);
                let parts = self.written_parts(question, *can_change, next.as_ref());
                (title, parts)
            }
            Response::WhichOption { asked } => (line("written-which-option"), self.asked(asked)),
            Response::WhichQuestion { questions } => {
                let title = line("written-which-question");
                (title, self.which_question(questions))
            }
            Response::InTheOpen { question, .. } => {
                let parts = vec![
                    self.question(question),
                    self.paragraph("written-in-the-open-note"),
                ];
                (line("written-in-the-open"), parts)
            }
            Response::NoneOpen => (line("written-none-open"), vec![self.help()]),
            Response::ReplyKept {
                prompt,
                first,
                which_school,
            } => {
                let parts = self.reply(prompt.as_ref(), *first, which_school.as_ref());
                (line("reply-thanks"), parts)
            }
            Response::ReplyLate { prompt } => (
                self.say("reply-late", &[("prompt", Value::Text(prompt))]),
                vec![self.paragraph("reply-late-note")],
            ),
            Response::TooLong { most } => (
                self.say("reply-too-long", &[("most", Value::Number(*most))]),
                vec![self.paragraph("reply-too-long-note")],
            ),
            Response::SchoolFixed { school } => (
                self.say("school-fixed", &[("school", Value::Text(school))]),
                vec![self.paragraph("school-fixed-note")],
            ),
            Response::NoSuchSchool {
                did_you_mean,
                programme,
                schools,
            } => {
                let meant = did_you_mean.iter().map(|school| {
                    let school = [("school", Value::Text(school))];
                    Part::Paragraph(Text::plain(self.say("school-did-you-mean", &school)))
                });
                let mut parts: Vec<Part> = meant.collect();
                parts.extend(self.schools(programme, schools));
                (line("school-unknown"), parts)
            }
            _ => (line("answer-nothing"), vec![self.help()]),
        }
    }

    /// What was said is none of ours; perhaps a command was meant.
    fn nothing(&self, event: &Event) -> Spoken {
        let (Deed::Say { text } | Deed::Reply { text, .. }) = &event.deed else {
            return (self.say("answer-nothing", &[]), Vec::new());
        };
        let meant = match read(text, written_on(event)) {
            Reading::NotACommand { did_you_mean, .. } => did_you_mean,
            _ => None,
        };
        let meant = meant.map(|word| {
            let word = [("word", Value::Text(word))];
            Part::Paragraph(Text::plain(self.say("mistake-did-you-mean", &word)))
        });
        let parts = meant.into_iter().chain([self.help()]).collect();
        (self.say("answer-nothing", &[]), parts)
    }

    fn mistake(&self, event: &Event) -> String {
        let (Deed::Say { text } | Deed::Reply { text, .. }) = &event.deed else {
            return self.say("answer-nothing", &[]);
        };
        match read(text, written_on(event)) {
            Reading::Mistake(mistake) => mistake.told(self.language),
            _ => self.say("answer-nothing", &[]),
        }
    }

    fn written(&self, chosen: &[String], changed: bool) -> String {
        if chosen.is_empty() {
            let key = if changed {
                "answer-changed"
            } else {
                "answer-thanks"
            };
            return self.say(key, &[]);
        }
        let chosen = chosen.iter().map(|label| self.quoted(label));
        let answer = chosen.collect::<Vec<_>>().join(", ");
        let key = if changed {
            "written-changed"
        } else {
            "written-thanks"
        };
        self.say(key, &[("answer", Value::Text(&answer))])
    }

    fn written_parts(&self, question: &str, can_change: bool, next: Option<&Shown>) -> Vec<Part> {
        let key = if can_change {
            "answer-can-change"
        } else {
            "answer-final"
        };
        let mut parts = vec![self.question(question), self.paragraph(key)];
        if let Some(next) = next {
            parts.push(Part::Heading(self.say("written-next", &[])));
            parts.extend(self.asked(next));
        }
        parts
    }

    /// A question with its options, and how it is answered.
    fn asked(&self, asked: &Shown) -> Vec<Part> {
        let question = Text::default().and(&asked.text, Style::Strong);
        let example = example(self.language, Name::Answer);
        if asked.options.is_empty() {
            // "svar 2" without its number.
            let word = example.split(' ').next().unwrap_or_default();
            let typed = format!("{word} {}", asked.name);
            return vec![
                Part::Paragraph(question),
                self.with_example("written-own-words", &typed),
            ];
        }
        vec![
            Part::Paragraph(question),
            Part::Choices {
                asking: asked.asking.clone(),
                many: asked.many,
                options: asked.options.clone(),
            },
            self.with_example("written-how", &example),
        ]
    }

    fn which_question(&self, questions: &[(String, String)]) -> Vec<Part> {
        let listed = questions.iter().map(|(name, text)| {
            Text::default()
                .and(name, Style::Strong)
                .and(format!(": {text}"), Style::Plain)
        });
        let mut parts = vec![Part::Bullets(listed.collect())];
        if let Some((name, _)) = questions.first() {
            let example = example(self.language, Name::Answer);
            let (word, number) = example.split_once(' ').unwrap_or((&example, ""));
            let typed = format!("{word} {name} {number}");
            parts.push(self.with_example("written-name-it", &typed));
        }
        parts
    }

    fn reply(
        &self,
        prompt: Option<&(String, Until)>,
        first: bool,
        which_school: Option<&(Id, Vec<(String, String)>)>,
    ) -> Vec<Part> {
        let mut parts = Vec::new();
        match prompt {
            Some((prompt, until)) => {
                let until = dates::moment(self.language, until.at, until.today);
                let values = [
                    ("prompt", Value::Text(prompt)),
                    ("until", Value::Text(&until)),
                ];
                parts.push(Part::Paragraph(Text::plain(
                    self.say("reply-prompt", &values),
                )));
            }
            None => parts.push(self.paragraph("reply-unplaced")),
        }
        if first {
            parts.push(Part::Note(Text::plain(self.say("not-about-people", &[]))));
        }
        if let Some((programme, schools)) = which_school {
            parts.push(self.paragraph("reply-which-school"));
            parts.extend(self.schools(programme, schools));
        }
        parts
    }

    /// The schools to choose from, and how one is written.
    fn schools(&self, programme: &Id, schools: &[(String, String)]) -> Vec<Part> {
        let Some((_, name)) = schools.first() else {
            return Vec::new();
        };
        let example = example(self.language, Name::School);
        let word = example.split(' ').next().unwrap_or_default();
        vec![
            Part::Choices {
                asking: format!("{SCHOOL}{programme}"),
                many: false,
                options: schools.to_vec(),
            },
            self.with_example("school-how", &format!("{word} {name}")),
        ]
    }

    fn question(&self, text: &str) -> Part {
        let question = self.quoted(text);
        let question = [("question", Value::Text(&question))];
        Part::Paragraph(Text::plain(self.say("written-question", &question)))
    }

    fn quoted(&self, text: &str) -> String {
        self.say("written-quoted", &[("text", Value::Text(text))])
    }

    fn help(&self) -> Part {
        self.with_example("said-help", &example(self.language, Name::Help))
    }

    fn with_example(&self, key: &str, example: &str) -> Part {
        let text = self.say(key, &[("example", Value::Text(example))]);
        Part::Note(Text::plain(text))
    }

    fn paragraph(&self, key: &str) -> Part {
        Part::Paragraph(Text::plain(self.say(key, &[])))
    }

    fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        say(self.language, key, values)
    }
}

/// The day that dates in what was written are told from.
fn written_on(event: &Event) -> jiff::civil::Date {
    event.at.local(&jiff::tz::TimeZone::UTC).date()
}
