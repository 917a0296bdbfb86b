//! What is told of a question when it has closed: as many answers as were acknowledged, and of fewer than
//! five only how many.

use std::collections::BTreeMap;

use skolebud::plan::Content;

use crate::commands::OWN_OPTIONS;
use crate::model::Model;
use crate::run::{Checked, Run, said};
use crate::school_year::{PROGRAMME, QUESTION, WORDING};

/// From so many answers on, a result says what they are.
const FEWEST_TOLD: usize = 5;
/// The options of the programme's question, as people read them.
const OPTIONS: [&str; 3] = ["Lite", "Noe", "Mye"];

/// A result as a platform received it.
#[derive(Debug)]
pub(crate) struct Told {
    channel: String,
    wording: String,
    answers: usize,
}

impl Model {
    /// A result has arrived.
    pub(crate) fn hear_result(&mut self, channel: &str, text: &str) -> Checked {
        let told = Told {
            channel: channel.to_owned(),
            wording: wording_in(text).ok_or_else(|| format!("a result of what? {text:?}"))?,
            answers: answers_in(text).ok_or_else(|| format!("how many answered? {text:?}"))?,
        };
        let options = if told.wording == WORDING {
            OPTIONS
        } else {
            OWN_OPTIONS
        };
        let tells = options.iter().any(|option| tells_of(text, option));
        let answers = told.answers;
        if tells && answers < FEWEST_TOLD || !tells && !text.contains(why_not(answers)) {
            return Err(format!(
                "{channel}: {answers} answered, and we read {text:?}"
            ));
        }
        self.results.push(told);
        Ok(())
    }
}

impl Run {
    /// In the end: every question that has closed has its result, and every result that was told counts
    /// what was acknowledged.
    pub(crate) async fn check_results(&self) -> Checked {
        self.each_has_its_result().await?;
        for told in &self.model.results {
            let own = slug(&told.wording);
            let name = if told.wording == WORDING {
                QUESTION
            } else {
                &own
            };
            let mut possible = self.answers.counts(&format!("{PROGRAMME}/{name}/"));
            if possible.is_empty() || told.wording == WORDING {
                possible.insert(0);
            }
            if !possible.contains(&told.answers) {
                return Err(format!(
                    "{} reads that {} answered {:?}, and {possible:?} were acknowledged",
                    told.channel, told.answers, told.wording
                ));
            }
        }
        Ok(())
    }

    async fn each_has_its_result(&self) -> Checked {
        let store = &self.program().app.store;
        let mut results: BTreeMap<String, usize> = BTreeMap::new();
        let planned = store.planned(PROGRAMME).await.map_err(said)?;
        for stored in planned.ok_or("the programme is gone")?.1 {
            if let Content::Result { results: told } = stored.post.content {
                for result in told {
                    *results.entry(result.question).or_default() += 1;
                }
            }
        }
        let mut early = Vec::new();
        for question in store.questions().await.map_err(said)? {
            if question.state != "closed" {
                continue;
            }
            let deadline = question.asking.closes_at;
            if let Some(at) = question.closed_at.filter(|at| *at < deadline) {
                let key = &question.asking.key;
                early.push(format!("{key} at {at:?} instead of {deadline:?}"));
            }
            let mut wordings = question.asking.question.text.0.into_values();
            let wording = wordings.next().unwrap_or_default();
            match results.get_mut(&wording) {
                Some(count @ 1..) => *count -= 1,
                _ => return Err(format!("{} has no result", question.asking.key)),
            }
        }
        let by_command = self.model.closed_by_command;
        if early.len() > by_command {
            return Err(format!("closed early, {by_command} by command: {early:?}"));
        }
        Ok(())
    }
}

/// The wording of the question that a result is of, a line of its own.
fn wording_in(text: &str) -> Option<String> {
    let mut lines = text.lines();
    lines.find(|line| line.ends_with('?')).map(str::to_owned)
}

/// How many have answered, as a result says it.
fn answers_in(text: &str) -> Option<usize> {
    if text.contains("Ingen svarte.") {
        return Some(0);
    }
    let line = text.lines().find(|line| line.contains("har svart"))?;
    line.split(' ').next()?.parse().ok()
}

/// Whether a result says something of an option, on a line of its own or within «».
fn tells_of(text: &str, option: &str) -> bool {
    let quoted = format!("«{option}»");
    text.lines()
        .any(|line| line.trim_end_matches([':', ' ']) == option || line.contains(&quoted))
}

/// Why nothing more is said of so many answers.
const fn why_not(answers: usize) -> &'static str {
    match answers {
        0 => "Ingen svarte.",
        1..FEWEST_TOLD => "Da viser vi bare hvor mange.",
        _ => "Fordelingen vises ikke, fordi den kunne røpe",
    }
}

/// The name of a question of the coordinators' own: its words.
fn slug(wording: &str) -> String {
    let wording = wording.to_lowercase();
    let words = wording.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}
