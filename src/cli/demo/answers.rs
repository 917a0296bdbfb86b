//! What came of the demo's questions, beside what was said. The answers are those of simulated leaders,
//! and that is told with them.

use serde::Serialize;

use crate::app::App;
use crate::cli::post_table::{self, Row};
use crate::cli::{Failure, Output};
use crate::report::tell;
use crate::report::worker::picture;

/// A question and its result in words.
#[derive(Debug, Serialize)]
pub(super) struct Answers {
    question: String,
    /// Who answered: nobody but simulated leaders.
    answered_by: &'static str,
    /// "9 av 11 har svart."
    response: String,
    /// The result in one sentence, where the rules for small groups let it be told.
    result: Option<String>,
    text: String,
}

/// The questions that have closed, in the order in which they were asked.
pub(super) async fn rows(app: &App) -> Result<Vec<Answers>, Failure> {
    let mut questions = app.store.questions().await?;
    questions.retain(|question| question.state == "closed");
    questions.sort_by_cached_key(|question| {
        let asking = &question.asking;
        (asking.opens_at, asking.key.clone())
    });
    let mut rows = Vec::new();
    for question in questions {
        let key = question.asking.key;
        let Ok(drawn) = picture(app, &key).await? else {
            return Err(Failure::because(format!("{key} closed without a result")));
        };
        let asking = &drawn.asking;
        let today = app.clock.now().local(asking.zone.rules()).date();
        let told = tell(&drawn.picture, &drawn.about(asking.language, today));
        rows.push(Answers {
            question: key,
            answered_by: "simulated leaders",
            response: told.response,
            result: told.sentence,
            text: told.question,
        });
    }
    Ok(rows)
}

#[derive(Serialize)]
struct Year<'a> {
    posts: &'a [Row],
    answers: &'a [Answers],
}

/// Prints both as tables or as JSON.
pub(super) fn print(
    posts: &[Row],
    answers: &[Answers],
    json: bool,
    out: &mut Output,
) -> Result<(), Failure> {
    if json {
        return out.json(&Year { posts, answers });
    }
    post_table::print(posts, false, out)?;
    if answers.is_empty() {
        return Ok(());
    }
    out.line("\nWhat simulated leaders answered; no school of the programme wrote any of it:\n")?;
    out.table(
        &["Question", "Answered", "Result"],
        answers.iter().map(|row| {
            vec![
                row.question.clone(),
                row.response.clone(),
                row.result.clone().unwrap_or_else(|| "-".to_owned()),
            ]
        }),
    )
}
