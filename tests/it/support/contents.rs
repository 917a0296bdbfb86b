//! A post of every kind, with the same letters wherever someone may write some.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, date, time};
use skolebud::plan::{
    AskingFacts, Bring, Content, NudgeFacts, ReadingFacts, RegistrationFacts, ResultFacts,
    ResultLine, SessionFacts, TroubleFacts, Unsaid,
};
use skolebud::programme::question::{Choice, Localised, Mode, QuestionKind, Respondent, Results};
use skolebud::programme::{AgendaPart, Contact, Id, Language, PageRange, PostKind};

/// When they are said: the day before the session.
pub(crate) const SAID: DateTime = date(2018, 10, 31).at(14, 0, 0, 0);

/// A post of every kind, in which everything that can be said is said with `text`.
pub(crate) fn every_kind(text: &str) -> Vec<Content> {
    let (session, next) = (session(text, 2), session(text, 3));
    let mut all = about_a_session(&session, text);
    all.extend(work(&session, &next, text));
    all.extend([
        question(&session, text),
        nudge(&session, text),
        result(text),
        Content::Prompt {
            session: Some(session),
            text: text.to_owned(),
        },
        Content::Announcement {
            text: text.to_owned(),
        },
        Content::Trouble {
            items: vec![trouble(text), trouble(text)],
            more: 3,
        },
        Content::Hello {
            channel: text.to_owned(),
        },
    ]);
    all
}

fn about_a_session(session: &SessionFacts, text: &str) -> Vec<Content> {
    let session = || session.clone();
    vec![
        Content::Preparation {
            session: session(),
            tasks: texts(text),
            readings: vec![reading(text), reading(text)],
            registration: Some(registration(text)),
            contact: Some(contact(text)),
        },
        Content::Reminder {
            session: session(),
            agenda: vec![agenda(text), agenda(text)],
            bring: Some(Bring::Work),
            contact: Some(contact(text)),
        },
        Content::Closing { session: session() },
        Content::Registration {
            session: session(),
            registration: registration(text),
        },
        Content::RoomMissing {
            session: session(),
            network: id("gruppe-1"),
        },
        Content::Moved {
            session: session(),
            told: date(2018, 11, 2).at(8, 30, 0, 0),
        },
        Content::RoomChanged {
            session: session(),
            told: text.to_owned(),
        },
        Content::Cancelled { session: session() },
    ]
}

fn work(session: &SessionFacts, next: &SessionFacts, text: &str) -> Vec<Content> {
    let answers_due = Some(date(2019, 3, 13).at(12, 0, 0, 0));
    vec![
        Content::Sharing {
            session: session.clone(),
            themes: texts(text),
            questions: texts(text),
            answers_due,
        },
        Content::IntermediateWork {
            session: session.clone(),
            next: Some(next.clone()),
            task: Some(text.to_owned()),
            themes: texts(text),
            questions: texts(text),
            answers_due,
        },
        Content::Touchpoint {
            session: session.clone(),
            next: next.clone(),
            questions: texts(text),
        },
    ]
}

fn question(session: &SessionFacts, text: &str) -> Content {
    let said = || Localised(BTreeMap::from([(Language::Bokmal, text.to_owned())]));
    let option = |number: usize| Choice {
        key: id(&format!("svar-{number}")),
        text: said(),
    };
    let one = AskingFacts {
        key: "asker/sporsmal/2018-11-06".to_owned(),
        text: said(),
        about: vec![said(); 3],
        purpose: Some(said()),
        kind: QuestionKind::Choices,
        options: (1..=10).map(option).collect(),
        aside: Some(option(11)),
        mode: Mode::Secret,
        respondent: Respondent::School,
        results: Results::AtClosing,
        closes: date(2018, 11, 13).at(9, 0, 0, 0),
        minutes: Some(3),
    };
    Content::Question {
        network: text.to_owned(),
        session: Some(session.clone()),
        written_in: Language::Bokmal,
        questions: vec![
            one.clone(),
            AskingFacts {
                kind: QuestionKind::Text,
                mode: Mode::Named,
                ..one
            },
        ],
    }
}

fn nudge(asked_after: &SessionFacts, text: &str) -> Content {
    let Content::Question { questions, .. } = question(asked_after, text) else {
        unreachable!("a question asks")
    };
    let questions = questions.into_iter().map(|asking| NudgeFacts {
        asking,
        answered: 8,
        asked: Some(15),
    });
    Content::Nudge {
        network: text.to_owned(),
        written_in: Language::Bokmal,
        questions: questions.collect(),
    }
}

fn result(text: &str) -> Content {
    let line = |share| ResultLine {
        label: text.to_owned(),
        value: text.to_owned(),
        share,
    };
    let one = ResultFacts {
        question: text.to_owned(),
        response: text.to_owned(),
        sentence: Some(text.to_owned()),
        lines: vec![line(Some(600)), line(None)],
        networks: vec![(text.to_owned(), text.to_owned()); 2],
        method: texts(text),
    };
    Content::Result {
        results: vec![one.clone(), one],
    }
}

fn session(text: &str, number: usize) -> SessionFacts {
    SessionFacts {
        id: id("samling"),
        network: text.to_owned(),
        number,
        title: Some(text.to_owned()),
        starts: date(2018, 11, 1).at(8, 30, 0, 0),
        ends: date(2018, 11, 1).at(13, 0, 0, 0),
        place: Some(text.to_owned()),
    }
}

fn reading(text: &str) -> ReadingFacts {
    ReadingFacts {
        title: text.to_owned(),
        authors: texts(text),
        edition: Some(text.to_owned()),
        link: Some(format!("https://asker.example/{text}")),
        pages: Some(PageRange {
            first: 38,
            last: 45,
        }),
        figure_page: Some(68),
        minutes: Some(30),
    }
}

fn registration(text: &str) -> RegistrationFacts {
    RegistrationFacts {
        system: text.to_owned(),
        link: Some(format!("https://asker.example/{text}")),
        closes: Some(date(2018, 11, 1)),
    }
}

fn contact(text: &str) -> Contact {
    Contact {
        role: text.to_owned(),
        mailbox: format!("{text}@asker.example"),
    }
}

fn agenda(text: &str) -> AgendaPart {
    AgendaPart {
        start: time(8, 30, 0, 0),
        end: time(9, 15, 0, 0),
        title: text.to_owned(),
        points: texts(text),
    }
}

fn trouble(text: &str) -> TroubleFacts {
    TroubleFacts {
        delivery: i64::MAX,
        unsaid: Unsaid::Unknown,
        kind: PostKind::Reminder,
        channel: text.to_owned(),
        session: Some(session(text, 2)),
        reason: Some(text.to_owned()),
    }
}

fn texts(text: &str) -> Vec<String> {
    vec![text.to_owned(); 3]
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}
