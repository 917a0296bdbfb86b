//! One post of every kind and shape, with the facts of the learning networks of Asker.

use jiff::civil::{DateTime, date};

use super::facts::{
    agenda, contact, first_session, questions, reading, registration, second_session, strings,
    themes, third_session, trouble,
};
use crate::plan::{
    AskingFacts, Bring, Content, NudgeFacts, ReadingFacts, RegistrationFacts, ResultFacts,
    ResultLine, SessionFacts, TroubleFacts, Unsaid, year,
};
use crate::programme::question::{Mode, QuestionKind, Respondent, Results};
use crate::programme::{Id, Language, PageRange, PostKind, read};

pub(super) struct Sample {
    pub(super) name: &'static str,
    pub(super) now: DateTime,
    pub(super) content: Content,
}

/// Every kind and shape. Posts that hold a whole text of their own are given in `language`.
pub(super) fn samples(language: Language) -> Vec<Sample> {
    let mut all = before_a_session();
    all.extend(registrations_and_reminders());
    all.extend(after_a_session());
    all.extend(touchpoints());
    all.extend(changes());
    all.extend(to_coordinators());
    all.extend(own_words(language));
    all.extend(quick_questions());
    all.push(results());
    all
}

fn before_a_session() -> Vec<Sample> {
    let before = |days: i8| {
        date(2018, 11, 1)
            .saturating_sub(jiff::Span::new().days(days))
            .at(8, 0, 0, 0)
    };
    vec![
        Sample {
            name: "preparation",
            now: before(14),
            content: Content::Preparation {
                session: second_session(),
                tasks: strings(&["Vær klare til å dele mellomarbeidet."]),
                readings: vec![
                    reading(),
                    ReadingFacts {
                        title: "Rammeplan for nettverkene".to_owned(),
                        authors: vec![],
                        edition: None,
                        link: Some("https://asker.example/rammeplan".to_owned()),
                        pages: Some(PageRange { first: 4, last: 4 }),
                        figure_page: None,
                        minutes: Some(1),
                    },
                    ReadingFacts {
                        pages: None,
                        minutes: None,
                        ..reading()
                    },
                    ReadingFacts {
                        pages: None,
                        figure_page: None,
                        edition: None,
                        minutes: None,
                        ..reading()
                    },
                ],
                registration: Some(registration()),
                contact: Some(contact()),
            },
        },
        Sample {
            name: "preparation with no room and no close of registration",
            now: before(14),
            content: Content::Preparation {
                session: third_session(),
                tasks: strings(&["Tenk gjennom hva dere vil dele."]),
                readings: vec![],
                registration: Some(RegistrationFacts {
                    link: None,
                    closes: None,
                    ..registration()
                }),
                contact: None,
            },
        },
        Sample {
            name: "sharing",
            now: before(7),
            content: Content::Sharing {
                session: second_session(),
                themes: themes(),
                questions: questions(),
                answers_due: Some(date(2018, 10, 30).at(12, 0, 0, 0)),
            },
        },
        Sample {
            name: "sharing when answers were due already",
            now: before(1),
            content: Content::Sharing {
                session: third_session(),
                themes: vec![],
                questions: questions(),
                answers_due: Some(date(2018, 10, 30).at(12, 0, 0, 0)),
            },
        },
    ]
}

fn registrations_and_reminders() -> Vec<Sample> {
    vec![
        Sample {
            name: "registration",
            now: date(2018, 10, 24).at(9, 0, 0, 0),
            content: Content::Registration {
                session: second_session(),
                registration: registration(),
            },
        },
        Sample {
            name: "registration without a deadline",
            now: date(2018, 10, 24).at(9, 0, 0, 0),
            content: Content::Registration {
                session: second_session(),
                registration: RegistrationFacts {
                    closes: None,
                    ..registration()
                },
            },
        },
        reminder("reminder the day before", date(2018, 10, 31).at(9, 0, 0, 0)),
        reminder("reminder the same day", date(2018, 11, 1).at(7, 30, 0, 0)),
        reminder(
            "reminder three days before",
            date(2018, 10, 29).at(9, 0, 0, 0),
        ),
        Sample {
            name: "reminder of the first session",
            now: date(2018, 9, 5).at(9, 0, 0, 0),
            content: Content::Reminder {
                session: first_session(),
                agenda: vec![],
                bring: Some(Bring::Preparation),
                contact: None,
            },
        },
        Sample {
            name: "reminder without a room and with nothing to bring",
            now: date(2019, 3, 19).at(9, 0, 0, 0),
            content: Content::Reminder {
                session: third_session(),
                agenda: vec![],
                bring: None,
                contact: None,
            },
        },
    ]
}

fn reminder(name: &'static str, now: DateTime) -> Sample {
    Sample {
        name,
        now,
        content: Content::Reminder {
            session: second_session(),
            agenda: agenda(),
            bring: Some(Bring::Work),
            contact: Some(contact()),
        },
    }
}

fn after_a_session() -> Vec<Sample> {
    let day_after = date(2018, 11, 2).at(9, 0, 0, 0);
    vec![
        Sample {
            name: "closing before the end",
            now: date(2018, 11, 1).at(12, 50, 0, 0),
            content: Content::Closing {
                session: second_session(),
            },
        },
        Sample {
            name: "closing after the end",
            now: date(2018, 11, 1).at(14, 0, 0, 0),
            content: Content::Closing {
                session: second_session(),
            },
        },
        Sample {
            name: "intermediate work",
            now: day_after,
            content: Content::IntermediateWork {
                session: second_session(),
                next: Some(third_session()),
                task: Some("Prøv ut ett grep i profesjonsfellesskapet.".to_owned()),
                themes: themes(),
                questions: questions(),
                answers_due: Some(date(2019, 3, 18).at(12, 0, 0, 0)),
            },
        },
        Sample {
            name: "intermediate work with one theme, due tomorrow",
            now: date(2018, 10, 29).at(9, 0, 0, 0),
            content: Content::IntermediateWork {
                session: first_session(),
                next: Some(second_session()),
                task: None,
                themes: strings(&["Samarbeid"]),
                questions: vec![],
                answers_due: Some(date(2018, 10, 30).at(12, 0, 0, 0)),
            },
        },
        Sample {
            name: "intermediate work without a day for answers",
            now: day_after,
            content: Content::IntermediateWork {
                session: second_session(),
                next: Some(third_session()),
                task: None,
                themes: vec![],
                questions: questions(),
                answers_due: None,
            },
        },
        Sample {
            name: "intermediate work after the last session",
            now: date(2019, 3, 21).at(9, 0, 0, 0),
            content: Content::IntermediateWork {
                session: third_session(),
                next: None,
                task: Some("Gjør opp status før sommeren.".to_owned()),
                themes: vec![],
                questions: vec![],
                answers_due: None,
            },
        },
    ]
}

fn touchpoints() -> Vec<Sample> {
    vec![
        Sample {
            name: "touchpoint",
            now: date(2019, 1, 10).at(9, 0, 0, 0),
            content: Content::Touchpoint {
                session: second_session(),
                next: third_session(),
                questions: strings(&["Hva ser dere av utvikling så langt?"]),
            },
        },
        Sample {
            name: "touchpoint without questions",
            now: date(2018, 12, 10).at(9, 0, 0, 0),
            content: Content::Touchpoint {
                session: second_session(),
                next: third_session(),
                questions: vec![],
            },
        },
    ]
}

fn changes() -> Vec<Sample> {
    let now = date(2018, 10, 22).at(10, 0, 0, 0);
    let told = second_session().starts;
    let tuesday = SessionFacts {
        starts: date(2018, 11, 6).at(8, 30, 0, 0),
        ends: date(2018, 11, 6).at(13, 0, 0, 0),
        place: None,
        ..second_session()
    };
    let later = SessionFacts {
        starts: date(2018, 11, 1).at(9, 0, 0, 0),
        ends: date(2018, 11, 1).at(13, 30, 0, 0),
        ..second_session()
    };
    let longer = SessionFacts {
        ends: date(2018, 11, 1).at(14, 0, 0, 0),
        ..second_session()
    };
    let moved = |name, session: &SessionFacts| Sample {
        name,
        now,
        content: Content::Moved {
            session: session.clone(),
            told,
        },
    };
    vec![
        moved("moved to another day", &tuesday),
        moved("moved on the same day", &later),
        moved("moved to another end, or held after all", &longer),
        Sample {
            name: "moved to the next year, said the day before",
            now: date(2018, 10, 31).at(10, 0, 0, 0),
            content: Content::Moved {
                session: third_session(),
                told,
            },
        },
        Sample {
            name: "moved to tomorrow",
            now: date(2018, 10, 31).at(10, 0, 0, 0),
            content: Content::Moved {
                session: second_session(),
                told: date(2018, 11, 6).at(8, 30, 0, 0),
            },
        },
        Sample {
            name: "room changed",
            now: date(2018, 10, 31).at(10, 0, 0, 0),
            content: Content::RoomChanged {
                session: second_session(),
                told: "Festsalen".to_owned(),
            },
        },
        Sample {
            name: "room changed to none",
            now,
            content: Content::RoomChanged {
                session: SessionFacts {
                    place: None,
                    ..second_session()
                },
                told: "Scandic Hotell; Asker".to_owned(),
            },
        },
        Sample {
            name: "cancelled",
            now: date(2018, 10, 31).at(10, 0, 0, 0),
            content: Content::Cancelled {
                session: second_session(),
            },
        },
    ]
}

fn to_coordinators() -> Vec<Sample> {
    use PostKind::{Announcement, Closing, Moved, Preparation, Reminder, Sharing};
    let now = date(2018, 10, 31).at(10, 0, 0, 0);
    let refused = |delivery, kind, reason| trouble(delivery, Unsaid::Refused, kind, Some(reason));
    vec![
        Sample {
            name: "room missing",
            now: date(2019, 3, 1).at(9, 0, 0, 0),
            content: Content::RoomMissing {
                session: third_session(),
                network: Id::parse("gruppe-1").unwrap(),
            },
        },
        Sample {
            name: "trouble: one",
            now,
            content: Content::Trouble {
                items: vec![refused(17, Reminder, "channel_is_archived")],
                more: 0,
            },
        },
        Sample {
            name: "trouble: many",
            now,
            content: Content::Trouble {
                items: vec![
                    refused(21, Preparation, "channel_not_found"),
                    refused(22, Sharing, "no_service"),
                    refused(23, Reminder, "invalid_token"),
                    refused(24, Moved, "http_403"),
                    refused(25, Closing, "posting_to_general_channel_denied"),
                    refused(26, Reminder, "invalid_blocks"),
                    trouble(27, Unsaid::Unknown, Reminder, Some("timeout_after_writing")),
                    TroubleFacts {
                        session: None,
                        ..trouble(28, Unsaid::Unknown, Announcement, Some("http_502"))
                    },
                    refused(31, Reminder, "channel_not_in_settings"),
                    trouble(32, Unsaid::Missed, Reminder, Some("dns")),
                    trouble(33, Unsaid::Unknown, Reminder, Some("http_503")),
                    trouble(29, Unsaid::Missed, Reminder, None),
                    trouble(30, Unsaid::Missed, Closing, Some("missed")),
                ],
                more: 12,
            },
        },
        Sample {
            name: "trouble: one more",
            now,
            content: Content::Trouble {
                items: PostKind::ALL
                    .into_iter()
                    .map(|kind| trouble(31, Unsaid::Refused, kind, None))
                    .collect(),
                more: 1,
            },
        },
        Sample {
            name: "hello",
            now,
            content: Content::Hello {
                channel: "asker-ungdom-slack".to_owned(),
            },
        },
    ]
}

fn own_words(language: Language) -> Vec<Sample> {
    let now = date(2018, 10, 31).at(10, 0, 0, 0);
    let (long, short) = match language {
        Language::Bokmal => (
            "Buss fra Asker stasjon\n\nDet går buss fra stasjonen kl. 08.05.\nDen kjører tilbake kl. 13.15.\n\nVelkommen!",
            "Husk å ta med ladere.",
        ),
        Language::Nynorsk => (
            "Buss frå Asker stasjon\n\nDet går buss frå stasjonen kl. 08.05.\nHan køyrer tilbake kl. 13.15.\n\nVelkomen!",
            "Hugs å ta med ladarar.",
        ),
        Language::Swedish => (
            "Buss från stationen\n\nDet går en buss kl. 08.05.\nDen kör tillbaka kl. 13.15.\n\nVälkomna!",
            "Glöm inte att ta med laddare.",
        ),
        Language::Danish => (
            "Bus fra stationen\n\nDer går en bus kl. 8.05.\nDen kører tilbage kl. 13.15.\n\nVelkommen!",
            "Husk at tage opladere med.",
        ),
        Language::English => (
            "Bus from the station\n\nThere is a bus at 08:05.\nIt goes back at 13:15.\n\nWelcome!",
            "Remember to bring chargers.",
        ),
    };
    let sample = |name, content| Sample { name, now, content };
    let announcement = |text: &str| Content::Announcement {
        text: text.to_owned(),
    };
    let prompt = |session, text: &str| Content::Prompt {
        session,
        text: text.to_owned(),
    };
    vec![
        sample("announcement with a first line", announcement(long)),
        sample("announcement of one line", announcement(short)),
        sample(
            "prompt for a session",
            prompt(Some(second_session()), short),
        ),
        sample("prompt with a first line", prompt(None, long)),
        sample("prompt of one line", prompt(None, short)),
    ]
}

/// Questions with how many have answered them, and of how many.
fn nudge(questions: Vec<(AskingFacts, u32, Option<u32>)>) -> Content {
    Content::Nudge {
        network: second_session().network,
        written_in: Language::Bokmal,
        questions: questions
            .into_iter()
            .map(|(asking, answered, asked)| NudgeFacts {
                asking,
                answered,
                asked,
            })
            .collect(),
    }
}

/// Two results of a survey, worded.
fn results() -> Sample {
    let line = |label: &str, value: &str, share| ResultLine {
        label: label.to_owned(),
        value: value.to_owned(),
        share,
    };
    let worded = ResultFacts {
        question: "Nettverket hjelper meg i pedagogisk ledelse.".to_owned(),
        response: "15 av 23 har svart.".to_owned(),
        sentence: Some("11 av 15 svarte «I noen eller stor grad».".to_owned()),
        lines: vec![
            line("I liten grad", "4", Some(267)),
            line("I noen eller stor grad", "11", Some(733)),
        ],
        networks: vec![("Gruppe 1".to_owned(), "8 av 11 har svart.".to_owned())],
        method: vec!["Svarene er hemmelige.".to_owned()],
    };
    let none = ResultFacts {
        question: "Hva tar du med deg?".to_owned(),
        response: "Ingen svarte.".to_owned(),
        sentence: None,
        lines: vec![],
        networks: vec![],
        method: vec![],
    };
    Sample {
        name: "results",
        now: date(2018, 11, 13).at(9, 0, 0, 0),
        content: Content::Result {
            results: vec![worded, none],
        },
    }
}

/// The survey of Asker, and each other way to ask.
fn quick_questions() -> Vec<Sample> {
    let source = include_str!("../../../../config/programmes/asker-ledelse.toml");
    let programme = read(source, "asker-ledelse.toml").unwrap().programme;
    let survey = year(&programme).remove(0).content;
    let Content::Question { questions, .. } = &survey else {
        panic!("no question: {survey:?}")
    };
    let scale = AskingFacts {
        closes: date(2018, 11, 8).at(13, 0, 0, 0),
        ..questions[1].clone()
    };
    let own_words = AskingFacts {
        kind: QuestionKind::Text,
        options: vec![],
        aside: None,
        mode: Mode::Coordinator,
        respondent: Respondent::School,
        results: Results::ToCoordinators,
        ..scale.clone()
    };
    let named = AskingFacts {
        kind: QuestionKind::Choices,
        mode: Mode::Named,
        results: Results::Live,
        purpose: None,
        minutes: None,
        ..scale.clone()
    };
    let by_school = |question: &AskingFacts| AskingFacts {
        respondent: Respondent::School,
        ..question.clone()
    };
    let by_person = AskingFacts {
        respondent: Respondent::Person,
        ..own_words.clone()
    };
    let after_session = |name, questions| Sample {
        name,
        now: date(2018, 11, 1).at(13, 0, 0, 0),
        content: Content::Question {
            network: second_session().network,
            session: Some(second_session()),
            written_in: Language::Bokmal,
            questions,
        },
    };
    let schools = vec![by_school(&scale), by_school(&named), by_person];
    vec![
        Sample {
            name: "survey",
            now: date(2018, 11, 6).at(9, 0, 0, 0),
            content: survey.clone(),
        },
        Sample {
            name: "nudge",
            now: date(2018, 11, 8).at(7, 30, 0, 0),
            content: nudge(vec![(by_school(&scale), 8, Some(15))]),
        },
        Sample {
            name: "nudge for a survey",
            now: date(2018, 11, 7).at(7, 30, 0, 0),
            content: nudge(vec![
                (scale.clone(), 1, None),
                (by_school(&own_words), 0, None),
            ]),
        },
        after_session("question in one's own words", vec![own_words]),
        after_session("question answered by name", vec![named]),
        after_session("questions on different terms", schools),
    ]
}
