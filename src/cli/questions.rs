//! `questions` and `results`: what was asked, and what came of it, under the small-group rules; and what
//! people wrote in their own words, for whoever sits at the terminal may see that.

use jiff::civil::Date;
use serde::Serialize;

use crate::app::App;
use crate::cli::{Failure, Output, ResultsArguments};
use crate::programme::question::Mode;
use crate::report::worker::{NoPicture, picture};
use crate::report::{OwnWords, Picture, csv, terminal};

#[derive(Serialize)]
struct QuestionRow {
    question: String,
    state: String,
    mode: Mode,
    answered: usize,
    closes: Date,
    text: String,
}

/// A picture, with what people wrote beside it.
#[derive(Serialize)]
struct Answered<'d> {
    #[serde(flatten)]
    picture: &'d Picture,
    #[serde(skip_serializing_if = "<[OwnWords]>::is_empty")]
    own_words: &'d [OwnWords],
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
    let drawn = picture(app, wanted).await?.map_err(|why| match why {
        NoPicture::NotAsked => Failure::Usage(format!(
            "no question {wanted} has been asked; `skolebud questions` lists them"
        )),
        NoPicture::StillOpen { .. } => Failure::because(format!(
            "{wanted} is still open: results come at closing, so that no result shows one new answer"
        )),
        NoPicture::KeyLost => Failure::because(
            "the key of this secret question was lost before it closed, so its answers cannot be counted",
        ),
        NoPicture::Withdrawn => Failure::because(format!(
            "{wanted} was withdrawn before it closed, so it has no result"
        )),
    })?;
    if arguments.json {
        return out.json(&Answered {
            picture: &drawn.picture,
            own_words: &drawn.own_words,
        });
    }
    let asking = &drawn.asking;
    let today = app.clock.now().local(asking.zone.rules()).date();
    let about = drawn.about(asking.language, today);
    if arguments.csv {
        return out
            .raw(&csv::csv(&drawn.picture, &about, &drawn.own_words).map_err(Failure::because)?);
    }
    out.raw(&terminal::table(&drawn.picture, &about, &drawn.own_words))
}
