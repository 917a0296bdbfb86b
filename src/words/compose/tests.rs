use jiff::civil::DateTime;
use rstest::rstest;

use super::compose;
use crate::clock::Timestamp;
use crate::plan::Content;
use crate::programme::{Language, PostKind, Zone};
use crate::words::Message;

mod samples;

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
