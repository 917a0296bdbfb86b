//! `questions` and `results`: what was asked, and what came of it, under the small-group rules.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::app::App;
use crate::cli::{Failure, Output, ResultsArguments};
use crate::clock::Timestamp;
use crate::inbox::Given;
use crate::inbox::rules::{ANSWERED, KeptAnswer};
use crate::programme::question::{Mode, Respondent};
use crate::programme::{Id, Programme};
use crate::report::rules::draw;
use crate::report::{About, Counters, Population, Tally, Vote, csv, terminal};
use crate::store::{Answered, StoredQuestion};

#[derive(Serialize)]
struct QuestionRow {
    question: String,
    state: String,
    mode: Mode,
    answered: usize,
    closes: Date,
    text: String,
}

/// `questions`.
pub(super) async fn list(json: bool, app: &App, out: &mut Output) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for question in app.store.questions().await? {
        let asking = &question.asking;
        let answered = app.store.answered(question.id).await?;
        let text = &asking.question.text;
        rows.push(QuestionRow {
            question: asking.key.clone(),
            state: question.state.clone(),
            mode: asking.question.mode,
            answered: answered.respondents,
            closes: asking.closes_at.local(asking.zone.rules()).date(),
            text: text
                .in_language(asking.language, asking.language)
                .to_owned(),
        });
    }
    if json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.line("No question has been asked yet.");
    }
    out.table(
        &["Question", "State", "Answered", "Closes", "Text"],
        rows.into_iter().map(|row| {
            vec![
                row.question,
                row.state,
                row.answered.to_string(),
                row.closes.to_string(),
                row.text,
            ]
        }),
    )
}

/// `results`.
pub(super) async fn results(
    arguments: &ResultsArguments,
    app: &App,
    out: &mut Output,
) -> Result<(), Failure> {
    let wanted = arguments.question.as_str();
    let questions = app.store.questions().await?;
    let Some(question) = questions
        .into_iter()
        .find(|question| question.asking.key == wanted)
    else {
        return Err(Failure::Usage(format!(
            "no question {wanted} has been asked; `skolebud questions` lists them"
        )));
    };
    if question.state == "open" {
        return Err(Failure::because(format!(
            "{wanted} is still open: results come at closing, so that no result shows one new answer"
        )));
    }
    let answered = app.store.answered(question.id).await?;
    let id = &question.asking.programme;
    let programme = app
        .store
        .programme(id)
        .await?
        .ok_or_else(|| Failure::because(format!("the programme {id} is gone")))?
        .in_force();
    let picture = {
        let population = population(&question, &programme);
        let tally = tally(&question, &answered, &population)?;
        draw(&question.asking.question, &tally, &[])
    };
    if arguments.json {
        return out.json(&picture);
    }
    let networks: Vec<(Id, String)> = programme
        .networks
        .iter()
        .map(|network| (network.id.clone(), network.title.clone()))
        .collect();
    let asking = &question.asking;
    let day = |at: Timestamp| at.local(asking.zone.rules()).date();
    let about = About {
        question: &asking.question,
        language: asking.language,
        otherwise: programme.language,
        open: (day(asking.opens_at), day(asking.closes_at)),
        today: day(app.clock.now()),
        networks: &networks,
    };
    if arguments.csv {
        return out.raw(&csv::csv(&picture, &about).map_err(Failure::because)?);
    }
    out.raw(&terminal::table(&picture, &about))
}

/// Who was asked: the schools of the asked networks, each once; how many leaders there are, nobody
/// knows.
fn population(question: &StoredQuestion, programme: &Programme) -> Population {
    let asking = &question.asking;
    let mut seen = BTreeSet::new();
    let groups: Vec<(Id, Option<u32>)> = asking
        .networks
        .iter()
        .filter_map(|id| programme.network(id))
        .map(|network| {
            let new = network
                .schools
                .iter()
                .filter(|school| seen.insert((*school).clone()))
                .count();
            (network.id.clone(), u32::try_from(new).ok())
        })
        .collect();
    if asking.question.respondent == Respondent::Person || seen.is_empty() {
        let groups = groups.into_iter().map(|(id, _)| (id, None)).collect();
        return Population {
            asked: None,
            groups,
        };
    }
    Population {
        asked: u32::try_from(seen.len()).ok(),
        groups,
    }
}

fn tally(
    question: &StoredQuestion,
    answered: &Answered,
    population: &Population,
) -> Result<Tally, Failure> {
    let asked = &question.asking.question;
    if asked.mode != Mode::Secret {
        let votes: Vec<Vote> = answered
            .votes
            .values()
            .map(|vote| Vote {
                group: vote.network.clone(),
                answer: match &vote.answer {
                    KeptAnswer::Options(keys) => Given::Options(keys.clone()),
                    KeptAnswer::Text(text) => Given::Text(text.clone()),
                },
            })
            .collect();
        return Ok(Tally::of_votes(asked, population, &votes));
    }
    let Some(counters) = &answered.counters else {
        return Err(Failure::because(
            "the key of this secret question was lost before it closed, so its answers cannot be counted",
        ));
    };
    let counters: Vec<Counters> = counters
        .iter()
        .map(|(network, options)| Counters {
            group: Id::parse(network),
            answered: options
                .get(ANSWERED)
                .map_or(0, |count| u32::try_from(*count).unwrap_or(u32::MAX)),
            options: options
                .iter()
                .filter_map(|(key, count)| Some((Id::parse(key)?, u32::try_from(*count).ok()?)))
                .collect::<BTreeMap<_, _>>(),
            texts: Vec::new(),
        })
        .collect();
    Ok(Tally::of_counters(asked, population, &counters))
}
