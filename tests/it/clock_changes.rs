//! The weekends on which the clocks change, lived through by the whole program: every post comes at
//! its minute on the wall, and no minute's post comes twice.

use std::fmt::Write;

use jiff::civil::date;
use skolebud::programme::Language;

use crate::support::program::Program;

/// The Sundays on which the clocks change in the Nordic countries.
const SUNDAYS: [jiff::civil::Date; 3] = [date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)];

/// Zones with the country and language that go with them; the last two are not whole hours from UTC.
const PLACES: [(&str, &str, Language); 5] = [
    ("Europe/Oslo", "no", Language::Bokmal),
    ("Europe/Stockholm", "se", Language::Swedish),
    ("Europe/Copenhagen", "dk", Language::Danish),
    ("America/St_Johns", "no", Language::English),
    ("Asia/Kathmandu", "no", Language::English),
];

/// A session on the Tuesday after the change, with a line in the night of the change itself.
fn programme(zone: &str, country: &str, language: Language, sunday: jiff::civil::Date) -> String {
    let day = |days: i64| {
        let span = jiff::Span::new().days(days);
        sunday.checked_add(span).unwrap()
    };
    format!(
        r#"
[programme]
id = "prove"
title = "Prøve"
language = "{}"
zone = "{zone}"
country = "{country}"

[[session]]
id = "samling-1"
[session.work]
questions = ["?"]

[[session]]
id = "samling-2"
[session.preparation]
tasks = ["!"]

[[rhythm]]
id = "natt"
kind = "prompt"
cron = "30 2 * * SUN"
text = "I natt stilles klokka."

[[network]]
id = "gruppe-1"
title = "Gruppe 1"

[[network.session]]
id = "samling-1"
date = {}
start = "08:30"
end = "13:00"
place = "Rådhuset"

[[network.session]]
id = "samling-2"
date = {}
start = "08:30"
end = "13:00"
place = "Rådhuset"
"#,
        language.tag(),
        day(-12),
        day(2),
    )
}

#[tokio::test]
async fn every_post_comes_at_its_minute_on_the_wall() {
    let mut told = String::new();
    for sunday in SUNDAYS {
        for (zone, country, language) in PLACES {
            let source = programme(zone, country, language, sunday);
            let mut program = Program::start(&source, &["sandbox"]).await;
            while let Some(next) = program.app.store.next_claim_at().await.unwrap() {
                program.app.clock.set(next);
                program.drain().await;
            }
            writeln!(told, "{sunday} {zone}").unwrap();
            for said in program.app.store.said().await.unwrap() {
                let local = said.at.local(said.post.zone.rules());
                let line = said.post.key.rsplit("gruppe-1/").next().unwrap().to_owned();
                writeln!(
                    told,
                    "  {} = {}  {line}",
                    local.strftime("%a %Y-%m-%d %H:%M"),
                    said.at
                )
                .unwrap();
            }
        }
    }
    insta::assert_snapshot!(told);
}
