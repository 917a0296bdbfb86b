use std::path::Path;

use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use rstest::rstest;

use super::compose;
use crate::clock::Timestamp;
use crate::plan::{
    Bring, Content, ReadingFacts, RegistrationFacts, SessionFacts, TroubleFacts, Unsaid, year,
};
use crate::programme::{Contact, Language, PageRange, PostKind, Zone, read};
use crate::words::{Message, Part, Style};

mod facts;
mod samples;

use facts::second_session;
use samples::{Sample, samples};

fn oslo() -> Zone {
    Zone::named("Europe/Oslo").unwrap()
}

fn said(content: &Content, language: Language, now: DateTime) -> Message {
    let zone = oslo();
    compose(
        content,
        language,
        &zone,
        Timestamp::of_local(now, zone.rules()),
    )
}

#[rstest]
fn every_kind_reads_well(
    #[values(
        Language::Bokmal,
        Language::Nynorsk,
        Language::Swedish,
        Language::Danish,
        Language::English
    )]
    language: Language,
) {
    let pages: Vec<String> = samples(language)
        .iter()
        .map(|Sample { name, now, content }| {
            let message = said(content, language, *now);
            assert_eq!(message.language, language);
            format!(
                "===== {name}, said {}\n~ {}\n\n{}\n",
                now.strftime("%a %-d %b %Y %H:%M"),
                message.summary,
                message.as_plain_text()
            )
        })
        .collect();
    insta::assert_snapshot!(language.tag(), pages.join("\n"));
}

#[test]
fn the_samples_cover_every_kind() {
    for kind in PostKind::ALL {
        assert!(
            samples(Language::Bokmal)
                .iter()
                .any(|sample| sample.content.kind() == kind),
            "{kind} has no sample"
        );
    }
}

#[rstest]
#[case::three_days_before(date(2018, 10, 29).at(12, 0, 0, 0), "er torsdag 1. november", None)]
#[case::the_day_before(date(2018, 10, 31).at(12, 0, 0, 0), "er i morgen", Some("i morgen"))]
#[case::last_minute_of_that_day(date(2018, 10, 31).at(23, 59, 59, 0), "er i morgen", Some("i morgen"))]
#[case::first_minute_of_the_day(date(2018, 11, 1).at(0, 0, 0, 0), "er i dag", Some("i dag"))]
#[case::the_same_morning(date(2018, 11, 1).at(7, 30, 0, 0), "er i dag", Some("i dag"))]
fn a_reminder_is_true_whenever_it_is_said(
    #[case] now: DateTime,
    #[case] title: &str,
    #[case] near: Option<&str>,
) {
    let reminder = Content::Reminder {
        session: second_session(),
        agenda: vec![],
        bring: Some(Bring::Work),
        contact: None,
    };
    let message = said(&reminder, Language::Bokmal, now);
    assert_eq!(message.title, format!("Samling 2 {title}"));
    for word in ["i dag", "i morgen"] {
        let text = format!("{} {}", message.summary, message.as_plain_text());
        assert_eq!(text.contains(word), near == Some(word), "{text}");
    }
    assert!(
        message
            .summary
            .contains("torsdag 1. november kl. 08.30–13.00")
    );
}

#[test]
fn tomorrow_is_the_readers_tomorrow() {
    let reminder = Content::Reminder {
        session: second_session(),
        agenda: vec![],
        bring: None,
        contact: None,
    };
    // 23:30 UTC on 30 October is past midnight in Oslo.
    let now = Timestamp::from_millis(1_540_942_200_000);
    let zone = oslo();
    assert_eq!(now.local(zone.rules()), date(2018, 10, 31).at(0, 30, 0, 0));
    let message = compose(&reminder, Language::English, &zone, now);
    assert_eq!(message.title, "Session 2 is tomorrow");
}

#[rstest]
#[case(
    Language::Bokmal,
    "Påminnelse: Samling 2 er i morgen, torsdag 1. november kl. 08.30–13.00, Kunnskapssenteret. Ta med mellomarbeidet."
)]
#[case(
    Language::Nynorsk,
    "Påminning: Samling 2 er i morgon, torsdag 1. november kl. 08.30–13.00, Kunnskapssenteret. Ta med mellomarbeidet."
)]
#[case(
    Language::Swedish,
    "Påminnelse: Träff 2 är i morgon, torsdagen den 1 november kl. 08.30–13.00, Kunnskapssenteret. Ta med det ni har arbetat med sedan förra träffen."
)]
#[case(
    Language::Danish,
    "Påmindelse: Netværksmøde 2 er i morgen, torsdag den 1. november kl. 8.30-13.00, Kunnskapssenteret. Tag det med, I har arbejdet med siden sidst."
)]
fn the_reminder_says_it_all_in_one_line(#[case] language: Language, #[case] expected: &str) {
    let reminder = Content::Reminder {
        session: second_session(),
        agenda: vec![],
        bring: Some(Bring::Work),
        contact: None,
    };
    let message = said(&reminder, language, date(2018, 10, 31).at(12, 0, 0, 0));
    assert_eq!(message.summary, expected);
}

#[test]
fn the_title_of_a_reading_is_emphasised_and_nothing_else_is() {
    let preparation = samples(Language::Bokmal).remove(0);
    let message = said(&preparation.content, Language::Bokmal, preparation.now);
    let Part::Bullets(bullets) = &message.parts[1] else {
        panic!("no bullets: {:?}", message.parts)
    };
    let emphasised: Vec<&str> = bullets[0]
        .0
        .iter()
        .filter(|span| span.style == Style::Emphasis)
        .map(|span| span.text.as_str())
        .collect();
    assert_eq!(emphasised, ["Koherens i skoleutvikling"]);
    assert_eq!(
        bullets[0].letters(),
        "Les side 38–45 og studer figuren på side 68 i Koherens i skoleutvikling (Fullan & Quinn, norsk utgave). Sett av om lag 30 minutter."
    );
}

#[rstest]
#[case("https://obisoft.example/a?b=c#d", true)]
#[case("http://obisoft.example", true)]
#[case("javascript:alert(1)", false)]
#[case("file:///etc/passwd", false)]
#[case("obisoft", false)]
#[case("", false)]
fn only_web_addresses_become_buttons(#[case] link: &str, #[case] expected: bool) {
    let registration = Content::Registration {
        session: second_session(),
        registration: RegistrationFacts {
            system: "Obisoft".to_owned(),
            link: Some(link.to_owned()),
            closes: None,
        },
    };
    let message = said(
        &registration,
        Language::Bokmal,
        date(2018, 10, 1).at(8, 0, 0, 0),
    );
    let urls: Vec<&str> = message.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, if expected { vec![link] } else { vec![] });
}

#[test]
fn a_closed_registration_is_not_offered() {
    let mut preparation = samples(Language::Bokmal).remove(0);
    preparation.now = date(2018, 10, 25).at(15, 0, 0, 0);
    let on_the_last_day = said(&preparation.content, Language::Bokmal, preparation.now);
    assert!(
        on_the_last_day
            .as_plain_text()
            .contains("frist i dag, torsdag 25. oktober")
    );
    preparation.now = date(2018, 10, 26).at(8, 0, 0, 0);
    let after = said(&preparation.content, Language::Bokmal, preparation.now);
    assert!(!after.as_plain_text().contains("obisoft"), "{after:?}");
    assert!(!after.as_plain_text().contains("Obisoft"), "{after:?}");
}

#[rstest]
#[case::a_short_first_line("Buss\nKl. 8.", "Buss", &["Kl. 8."])]
#[case::windows_line_ends("Buss\r\n\r\nKl. 8.\r\nVed stasjonen.", "Buss", &["Kl. 8.\nVed stasjonen."])]
#[case::one_line("Husk lader.", "Beskjed fra koordinatorene", &["Husk lader."])]
#[case::many_blank_lines("\n\nA\n\n\n \nB\n\nC\n", "A", &["B", "C"])]
#[case::nothing("", "Beskjed fra koordinatorene", &[])]
fn an_announcement_stands_as_it_was_written(
    #[case] text: &str,
    #[case] title: &str,
    #[case] paragraphs: &[&str],
) {
    let announcement = Content::Announcement {
        text: text.to_owned(),
    };
    let message = said(
        &announcement,
        Language::Bokmal,
        date(2018, 10, 1).at(8, 0, 0, 0),
    );
    assert_eq!(message.title, title);
    let said: Vec<String> = message
        .parts
        .iter()
        .map(|part| match part {
            Part::Paragraph(text) => text.letters(),
            other => panic!("not a paragraph: {other:?}"),
        })
        .collect();
    assert_eq!(said, paragraphs);
}

#[test]
fn a_long_first_line_is_no_title() {
    let long = "Dette er en lang første linje som sier mye mer enn det som får plass i en overskrift, og mer til.";
    let announcement = Content::Announcement {
        text: format!("{long}\nOg en til."),
    };
    let message = said(
        &announcement,
        Language::Bokmal,
        date(2018, 10, 1).at(8, 0, 0, 0),
    );
    assert_eq!(message.title, "Beskjed fra koordinatorene");
    assert!(message.as_plain_text().contains(long));
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{1,40}",
        "[\\u{e000}-\\u{e004}{}$*<>&\"«»|_~`\\[\\]()]{1,20}",
        Just("{ $number }".to_owned()),
    ]
}

fn any_moment() -> impl Strategy<Value = DateTime> {
    (1..=9998_i16, 1..=12_i8, 1..=28_i8, 0..=23_i8, 0..=59_i8)
        .prop_map(|(year, month, day, hour, minute)| date(year, month, day).at(hour, minute, 0, 0))
}

proptest! {
    #[test]
    fn outside_text_is_said_untouched(
        texts in proptest::collection::vec(any_text(), 9),
        starts in any_moment(),
        ends in any_moment(),
        now in any_moment(),
        number: usize,
        page: u32,
    ) {
        let [network, title, place, task, book, author, edition, role, mailbox] =
            <[String; 9]>::try_from(texts).unwrap();
        let session = SessionFacts {
            network: network.clone(),
            title: Some(title.clone()),
            place: Some(place.clone()),
            number,
            starts,
            ends,
            ..second_session()
        };
        let content = Content::Preparation {
            session,
            tasks: vec![task.clone()],
            readings: vec![ReadingFacts {
                title: book.clone(),
                authors: vec![author.clone(), author.clone(), author.clone()],
                edition: Some(edition.clone()),
                link: Some(task.clone()),
                pages: Some(PageRange { first: page, last: page.saturating_add(1) }),
                figure_page: Some(page),
                minutes: Some(page),
            }],
            registration: None,
            contact: Some(Contact { role: role.clone(), mailbox: mailbox.clone() }),
        };
        for language in Language::ALL {
            let text = said(&content, language, now).as_plain_text();
            for part in [&network, &title, &place, &task, &book, &author, &edition, &role, &mailbox] {
                prop_assert!(text.contains(part.as_str()), "{part:?} is not in {text:?}");
            }
        }
    }

    #[test]
    fn whatever_changes_and_whenever_something_is_said(
        texts in proptest::collection::vec(any_text(), 3),
        starts in any_moment(),
        told in any_moment(),
        now in any_moment(),
        number: usize,
        delivery: i64,
        more in 0..1_000_000_usize,
    ) {
        let [network, place, word] = <[String; 3]>::try_from(texts).unwrap();
        let session = SessionFacts {
            network,
            place: Some(place.clone()),
            number,
            starts,
            ends: starts,
            ..second_session()
        };
        let item = TroubleFacts {
            delivery,
            unsaid: Unsaid::Unknown,
            kind: PostKind::Reminder,
            channel: word.clone(),
            session: Some(session.clone()),
            reason: Some(word.clone()),
        };
        let contents = [
            (Content::Moved { session: session.clone(), told }, &place),
            (Content::RoomChanged { session: session.clone(), told: word.clone() }, &word),
            (Content::RoomChanged {
                session: SessionFacts { place: None, ..session.clone() },
                told: word.clone(),
            }, &word),
            (Content::Cancelled { session: session.clone() }, &session.network),
            (Content::Trouble { items: vec![item], more }, &word),
            (Content::Hello { channel: word.clone() }, &word),
        ];
        for (content, part) in contents {
            for language in Language::ALL {
                let text = said(&content, language, now).as_plain_text();
                prop_assert!(text.contains(part.as_str()), "{part:?} is not in {text:?}");
            }
        }
    }
}

#[test]
fn a_real_year_is_said_in_every_language_without_a_flaw() {
    let file = "config/programmes/asker-2018.toml";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let source = std::fs::read_to_string(path).unwrap();
    let programme = read(&source, file).unwrap().programme;
    let posts = year(&programme);
    assert!(posts.len() > 30, "only {} posts", posts.len());
    for post in posts {
        for language in Language::ALL {
            let message = compose(&post.content, language, &post.zone, post.due_at);
            let text = message.as_plain_text();
            assert!(!message.summary.is_empty(), "{}", post.key);
            assert!(!text.contains("{ $"), "{text}");
            assert!(text.contains("Gruppe "), "no network in {text}");
        }
    }
}
