//! The facts the samples speak of, from the learning networks of Asker.

use jiff::civil::{date, time};

use crate::plan::{ReadingFacts, RegistrationFacts, SessionFacts, TroubleFacts, Unsaid};
use crate::programme::{AgendaPart, Contact, Id, PageRange, PostKind};

pub(super) fn second_session() -> SessionFacts {
    SessionFacts {
        id: Id::parse("samling-2").unwrap(),
        network: "Ungdomsskolene".to_owned(),
        number: 2,
        title: Some("Koherens og samarbeidskultur".to_owned()),
        starts: date(2018, 11, 1).at(8, 30, 0, 0),
        ends: date(2018, 11, 1).at(13, 0, 0, 0),
        place: Some("Kunnskapssenteret".to_owned()),
    }
}

pub(super) fn third_session() -> SessionFacts {
    SessionFacts {
        id: Id::parse("samling-3").unwrap(),
        number: 3,
        title: None,
        starts: date(2019, 3, 20).at(8, 30, 0, 0),
        ends: date(2019, 3, 20).at(13, 0, 0, 0),
        place: None,
        ..second_session()
    }
}

pub(super) fn first_session() -> SessionFacts {
    SessionFacts {
        id: Id::parse("samling-1").unwrap(),
        number: 1,
        title: None,
        starts: date(2018, 9, 6).at(8, 30, 0, 0),
        ends: date(2018, 9, 6).at(13, 0, 0, 0),
        place: Some("Festsalen, Kulturhuset".to_owned()),
        ..second_session()
    }
}

pub(super) fn contact() -> Contact {
    Contact {
        role: "Skoleavdelingen i Asker".to_owned(),
        mailbox: "skole@asker.example".to_owned(),
    }
}

pub(super) fn registration() -> RegistrationFacts {
    RegistrationFacts {
        system: "Obisoft".to_owned(),
        link: Some("https://obisoft.example/asker/samling-2".to_owned()),
        closes: Some(date(2018, 10, 25)),
    }
}

pub(super) fn reading() -> ReadingFacts {
    ReadingFacts {
        title: "Koherens i skoleutvikling".to_owned(),
        authors: vec!["Fullan".to_owned(), "Quinn".to_owned()],
        edition: Some("norsk utgave".to_owned()),
        link: None,
        pages: Some(PageRange {
            first: 38,
            last: 45,
        }),
        figure_page: Some(68),
        minutes: Some(30),
    }
}

pub(super) fn agenda() -> Vec<AgendaPart> {
    let part = |(h1, m1): (i8, i8), (h2, m2): (i8, i8), title: &str, points: &[&str]| AgendaPart {
        start: time(h1, m1, 0, 0),
        end: time(h2, m2, 0, 0),
        title: title.to_owned(),
        points: points.iter().map(|point| (*point).to_owned()).collect(),
    };
    vec![
        part(
            (8, 30),
            (9, 15),
            "Deling av mellomarbeid på tvers av skoler",
            &[
                "Hva valgte vi, og hvorfor?",
                "Hvordan sporer vi utviklingen?",
            ],
        ),
        part(
            (9, 15),
            (10, 0),
            "Progresjon, dybdelæring og baklengs planlegging",
            &[],
        ),
        part((10, 15), (11, 15), "Å målrette innsatsen", &[]),
        part((11, 15), (11, 45), "Lunsj", &[]),
    ]
}

pub(super) fn themes() -> Vec<String> {
    strings(&[
        "Vekstkultur",
        "Lærende ledelse",
        "Kapasitetsbygging",
        "Samarbeid",
    ])
}

pub(super) fn questions() -> Vec<String> {
    strings(&[
        "Hva valgte dere som satsingsområde, og hvorfor?",
        "Hvordan følger dere utviklingen?",
        "Hva ble resultatet, og hva kan bli bedre?",
    ])
}

pub(super) fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub(super) fn trouble(
    delivery: i64,
    unsaid: Unsaid,
    kind: PostKind,
    reason: Option<&str>,
) -> TroubleFacts {
    TroubleFacts {
        delivery,
        unsaid,
        kind,
        channel: "asker-ungdom-slack".to_owned(),
        session: Some(second_session()),
        reason: reason.map(str::to_owned),
    }
}
