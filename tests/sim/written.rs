//! Leaders who write their answers, by number, by words and by the question's name. Which question is
//! meant follows from what is open and what they have answered.

use std::collections::BTreeSet;

use crate::answers::{Asked, CLOSED, FINAL, Given, LEADERS, NEWER};
use crate::door::Letter;
use crate::run::{Checked, Run, said};
use crate::school_year::place_of;

const NONE_OPEN: &str = "Ingen spørsmål er åpne her nå.";
const WHICH_OPTION: &str = "Hvilket svar mener du?";
const WHICH_QUESTION: &str = "Du har svart på alle. Hvilket svar vil du endre?";

/// What someone writes.
#[derive(Clone, Debug)]
enum Writing {
    /// The option with this number, from 1.
    Number(usize),
    /// The option with this key, in words.
    Words(String),
    /// The option with this number of the question with this name.
    Named(String, usize),
}

/// What must come of it.
#[derive(Debug)]
enum Aim {
    Counts { question: String, option: String },
    Nothing(BTreeSet<&'static str>),
}

impl Run {
    /// A leader writes an answer.
    pub(crate) async fn write_answer(&mut self) -> Checked {
        // What we have not acknowledged may have been counted: nobody could say what is meant then.
        if !self.answers.unheard.is_empty() {
            return Ok(());
        }
        let network = self.chance.below(self.model.truth.len());
        let open = self.open_in(network).await?;
        let leader = self.chance.below(LEADERS);
        let writing = self.writing(&open);
        let typed = match &writing {
            Writing::Number(number) => format!("svar {number}"),
            Writing::Words(key) => format!("svar {}", key.replace('-', " ")),
            Writing::Named(name, number) => format!("svar {name} {number}"),
        };
        self.letters += 1;
        let number = self.letters;
        let place = place_of(&self.model.truth[network].channels[0]);
        let letter = Letter::command(&format!("U{leader}"), &place, &typed, number);
        self.note(&format!("leader {leader} writes {typed:?} in {place}"));
        let now = self.now();
        let answer = self.heard(letter).await?;
        let title = answer.lines().next().unwrap_or_default();
        if title.starts_with("Hvilken skole") {
            return match self.respondent(leader) {
                None => self.say_school(leader).await,
                Some(school) => Err(format!("leader {leader} of {school} is asked for a school")),
            };
        }
        let aim = self.aim(&open, leader, &writing);
        match &aim {
            Aim::Counts { question, option } if title == NEWER || is_thanks(title) => {
                let given = Given {
                    // Slack tells by its seconds when a command was typed.
                    at: now / 1000 * 1000,
                    event: format!("slack:command:13345224609.{number}"),
                    leader,
                    option: option.clone(),
                };
                self.keep(question, given);
                Ok(())
            }
            Aim::Nothing(titles) if titles.contains(title) => Ok(()),
            _ => Err(format!(
                "leader {leader} wrote {typed:?} to {open:?}, meaning {aim:?}, and reads {answer:?}"
            )),
        }
    }

    /// What can be answered in a network, in the order in which it was asked; of what was asked at one
    /// time, the programme's own comes first.
    async fn open_in(&self, network: usize) -> Result<Vec<Asked>, String> {
        let questions = self.program().app.store.questions().await.map_err(said)?;
        let id = &self.model.truth[network].id;
        let now = self.now();
        let mut open: Vec<_> = questions
            .iter()
            .filter(|it| it.state == "open")
            .filter(|it| {
                let asking = &it.asking;
                let mut networks = asking.networks.iter();
                asking.opens_at.millis() <= now
                    && now < asking.closes_at.millis()
                    && networks.any(|network| network.as_str() == id)
            })
            .map(|it| (it.asking.opens_at.millis(), Asked::of(it)))
            .collect();
        open.sort_by_key(|(opens_at, asked)| {
            (*opens_at, !asked.is_of_programme(), asked.key.clone())
        });
        Ok(open.into_iter().map(|(_, asked)| asked).collect())
    }

    fn writing(&mut self, open: &[Asked]) -> Writing {
        let number = self.chance.between(1, 4).unsigned_abs();
        let number = usize::try_from(number).unwrap_or_default();
        if open.is_empty() {
            return Writing::Number(number);
        }
        let asked = self.chance.pick(open).clone();
        match self.chance.below(3) {
            0 => Writing::Number(number),
            1 => Writing::Words(self.chance.pick(&asked.options).clone()),
            _ => Writing::Named(asked.name, number),
        }
    }

    /// What must come of what `leader` writes where these are open.
    fn aim(&self, open: &[Asked], leader: usize, writing: &Writing) -> Aim {
        let waits = |asked: &&Asked| {
            let respondent = self.respondent(leader);
            respondent.is_none_or(|respondent| !self.has_answered(&asked.key, &respondent))
        };
        let nothing = |titles: &[&'static str]| Aim::Nothing(titles.iter().copied().collect());
        if open.is_empty() {
            return nothing(&[NONE_OPEN, CLOSED]);
        }
        let fits = |asked: &&Asked| match writing {
            Writing::Number(_) => true,
            Writing::Words(key) => asked.options.contains(key),
            Writing::Named(name, _) => asked.name == *name,
        };
        let fitting: Vec<&Asked> = open.iter().filter(fits).collect();
        let meant = match (fitting.iter().copied().find(waits), fitting.as_slice()) {
            (Some(waiting), _) => waiting,
            (None, [only]) => only,
            (None, [first, ..]) if matches!(writing, Writing::Named(..)) => first,
            (None, _) => return nothing(&[WHICH_QUESTION]),
        };
        let option = match writing {
            Writing::Number(number) | Writing::Named(_, number) => meant.options.get(number - 1),
            Writing::Words(key) => Some(key),
        };
        match option {
            None => nothing(&[WHICH_OPTION]),
            Some(_) if self.is_secret(&meant.key) && !waits(&meant) => nothing(&[FINAL]),
            Some(option) => Aim::Counts {
                question: meant.key.clone(),
                option: option.clone(),
            },
        }
    }
}

fn is_thanks(title: &str) -> bool {
    title == "Takk, svaret er notert" || title.starts_with("Takk. Svaret ditt ")
}
