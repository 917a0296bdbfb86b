//! A question opens: what is asked, who will see the answers, until when, and what comes of it.

use super::voice::Voice;
use crate::plan::{AskingFacts, NudgeFacts, SessionFacts};
use crate::programme::Language;
use crate::programme::question::{Localised, Mode, QuestionKind, Respondent, Results};
use crate::words::texts::Value;
use crate::words::{Message, Part, Style, Text};

/// Asks in a language, and where a text is not there in it, in another.
pub(super) struct Reader<'v> {
    voice: &'v Voice,
    otherwise: Language,
}

impl<'v> Reader<'v> {
    pub(super) const fn of(voice: &'v Voice, otherwise: Language) -> Self {
        Self { voice, otherwise }
    }

    /// One question, or several in a survey.
    pub(super) fn questions(
        &self,
        network: &str,
        session: Option<&SessionFacts>,
        questions: &[AskingFacts],
    ) -> Message {
        // Everything one should know stands before what can be tapped.
        let mut parts = self.purposes(questions);
        let facts = Part::Facts(self.facts(network, questions));
        if let [question] = questions {
            parts.extend(self.asked(question));
            parts.extend(self.terms(question));
            parts.push(facts);
            parts.extend(self.answers(question));
        } else {
            parts.extend(self.survey(facts, questions));
        }
        let title = self.title(session, questions.len());
        let summary = self.summary(&title, questions);
        self.voice.message(title, summary, parts)
    }

    /// How many have answered, and the questions once more for those who have not.
    pub(super) fn nudge(&self, network: &str, questions: &[NudgeFacts]) -> Message {
        let count = ("count", Value::Number(questions.len()));
        let title = self.voice.say("nudge-title", &[count]);
        let summary = match questions {
            [one] => {
                let text = finished(self.text(&one.asking.text));
                format!("{text} {}", self.how_many(one))
            }
            _ => finished(&title),
        };
        let mut parts = Vec::new();
        for (number, nudged) in (1..).zip(questions) {
            let question = &nudged.asking;
            if questions.len() > 1 {
                parts.push(Part::Heading(self.number(number, questions.len())));
            }
            let text = Text::default().and(self.text(&question.text), Style::Strong);
            parts.push(Part::Paragraph(text));
            parts.push(Part::Paragraph(Text::plain(self.how_many(nudged))));
            parts.push(self.voice.paragraph(mode(question)));
            parts.extend(self.answers(question));
        }
        parts.push(Part::Facts(vec![self.voice.fact("fact-network", network)]));
        let done = self.voice.say("nudge-done", &[]);
        parts.push(Part::Note(Text::plain(done)));
        self.voice.message(title, summary, parts)
    }

    /// "8 av 15 skoler har svart. Det er åpent til torsdag 29. november kl. 12.00."
    fn how_many(&self, nudged: &NudgeFacts) -> String {
        let number = |number| Value::Number(usize::try_from(number).unwrap_or(usize::MAX));
        let answered = ("answered", number(nudged.answered));
        let school = nudged.asking.respondent == Respondent::School;
        let answered = match nudged.asked {
            Some(asked) if school => self
                .voice
                .say("nudge-schools-of", &[answered, ("asked", number(asked))]),
            _ if school => self.voice.say("nudge-schools", &[answered]),
            _ => self.voice.say("nudge-people", &[answered]),
        };
        let until = self.voice.due(nudged.asking.closes).map(|due| {
            self.voice
                .say("nudge-open-until", &[("due", Value::Text(&due))])
        });
        until.map_or(answered.clone(), |until| format!("{answered} {until}"))
    }

    /// The terms once where they are the same for all questions, else with each.
    fn survey(&self, facts: Part, questions: &[AskingFacts]) -> Vec<Part> {
        let alike = questions
            .windows(2)
            .all(|pair| terms(&pair[0]) == terms(&pair[1]));
        let mut parts = Vec::new();
        if let Some(question) = questions.first().filter(|_| alike) {
            parts.extend(self.terms(question));
        }
        parts.push(facts);
        for (number, question) in (1..).zip(questions) {
            parts.push(Part::Heading(self.number(number, questions.len())));
            parts.extend(self.asked(question));
            if !alike {
                parts.extend(self.terms(question));
            }
            parts.extend(self.answers(question));
        }
        parts
    }

    fn title(&self, session: Option<&SessionFacts>, count: usize) -> String {
        let count = ("count", Value::Number(count));
        match session {
            Some(session) => {
                let number = ("number", Value::Number(session.number));
                self.voice.say("question-title-session", &[count, number])
            }
            None => self.voice.say("question-title", &[count]),
        }
    }

    /// The question itself where there is one, and until when it can be answered.
    fn summary(&self, title: &str, questions: &[AskingFacts]) -> String {
        let by = self.due(questions).map(|due| {
            self.voice
                .say("question-answer-by", &[("due", Value::Text(&due))])
        });
        let what = match questions {
            [question] => {
                let text = finished(self.text(&question.text));
                let values = [("title", Value::Text(title)), ("text", Value::Text(&text))];
                self.voice.say("question-summary", &values)
            }
            _ => finished(title),
        };
        by.map_or(what.clone(), |by| format!("{what} {by}"))
    }

    /// Each purpose once.
    fn purposes(&self, questions: &[AskingFacts]) -> Vec<Part> {
        let mut purposes: Vec<&str> = Vec::new();
        for purpose in questions.iter().filter_map(|it| it.purpose.as_ref()) {
            let purpose = self.text(purpose);
            if !purposes.contains(&purpose) {
                purposes.push(purpose);
            }
        }
        purposes
            .into_iter()
            .map(|purpose| Part::Paragraph(Text::plain(purpose)))
            .collect()
    }

    fn number(&self, number: usize, count: usize) -> String {
        let values = [
            ("number", Value::Number(number)),
            ("count", Value::Number(count)),
        ];
        self.voice.say("question-number", &values)
    }

    /// The question and what its words mean.
    fn asked(&self, question: &AskingFacts) -> Vec<Part> {
        let text = Text::default().and(self.text(&question.text), Style::Strong);
        let mut parts = vec![Part::Paragraph(text)];
        if !question.about.is_empty() {
            parts.push(self.voice.paragraph("question-about"));
            let about = question.about.iter();
            let about = about.map(|line| Text::plain(self.text(line)));
            parts.push(Part::Bullets(about.collect()));
        }
        parts
    }

    /// What can be answered.
    fn answers(&self, question: &AskingFacts) -> Vec<Part> {
        let mut parts = Vec::new();
        let many = question.kind == QuestionKind::Choices;
        if many {
            parts.push(self.voice.paragraph("question-choose-many"));
        }
        if question.kind == QuestionKind::Text {
            parts.push(self.voice.paragraph("question-own-words"));
            parts.push(self.voice.not_about_people());
        } else {
            parts.push(self.choices(question, many));
        }
        parts
    }

    fn choices(&self, question: &AskingFacts, many: bool) -> Part {
        let options = question.options.iter().chain(&question.aside);
        let options = options.map(|option| {
            let label = self.text(&option.text).to_owned();
            (option.key.to_string(), label)
        });
        Part::Choices {
            asking: question.key.clone(),
            many,
            options: options.collect(),
        }
    }

    /// Who will see an answer, who gives it, and whether it can be changed.
    fn terms(&self, question: &AskingFacts) -> Vec<Part> {
        let respondent = match question.respondent {
            Respondent::Person => "question-respondent-person",
            Respondent::School => "question-respondent-school",
        };
        let change = match question.mode {
            Mode::Secret => "question-final",
            Mode::Coordinator | Mode::Named => "question-change",
        };
        let results = match question.results {
            Results::AtClosing => "question-results-closing",
            Results::Live => "question-results-live",
            Results::ToCoordinators => "question-results-coordinators",
        };
        let say = |key| self.voice.say(key, &[]);
        let how = ["question-voluntary", respondent, change, results].map(say);
        vec![
            self.voice.paragraph(mode(question)),
            Part::Paragraph(Text::plain(how.join(" "))),
        ]
    }

    fn facts(&self, network: &str, questions: &[AskingFacts]) -> Vec<(String, Text)> {
        let mut facts = Vec::new();
        facts.extend(
            self.due(questions)
                .map(|due| self.voice.fact("fact-deadline", due)),
        );
        let minutes: u32 = questions
            .iter()
            .filter_map(|question| question.minutes)
            .sum();
        if minutes > 0 {
            let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
            let values = [("minutes", Value::Number(minutes))];
            let time = self.voice.say("question-minutes", &values);
            facts.push(self.voice.fact("fact-takes", time));
        }
        facts.push(self.voice.fact("fact-network", network));
        facts
    }

    /// Until when all of them can be answered, unless that is over.
    fn due(&self, questions: &[AskingFacts]) -> Option<String> {
        let closes = questions.iter().map(|question| question.closes).min()?;
        self.voice.due(closes)
    }

    fn text<'t>(&self, text: &'t Localised) -> &'t str {
        text.in_language(self.voice.language, self.otherwise)
    }
}

/// What says who will see an answer.
const fn mode(question: &AskingFacts) -> &'static str {
    match (question.mode, question.respondent) {
        (Mode::Secret, Respondent::Person) => "question-mode-secret",
        (Mode::Secret, Respondent::School) => "question-mode-secret-school",
        (Mode::Coordinator, Respondent::Person) => "question-mode-coordinator",
        (Mode::Coordinator, Respondent::School) => "question-mode-coordinator-school",
        (Mode::Named, Respondent::Person) => "question-mode-named",
        (Mode::Named, Respondent::School) => "question-mode-named-school",
    }
}

/// What a survey says once where it is the same for all its questions.
fn terms(question: &AskingFacts) -> (Mode, Respondent, Results) {
    (question.mode, question.respondent, question.results)
}

/// `text` with a full stop, unless it ends in a mark of its own: a statement to agree with has none.
fn finished(text: &str) -> String {
    match text.ends_with(char::is_alphanumeric) {
        true => format!("{text}."),
        false => text.to_owned(),
    }
}
