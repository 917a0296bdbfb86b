//! Leaders: they answer, change their answer and answer twice; their messages come late, in another
//! order and more than once. And what must be kept of it.

use std::collections::{BTreeMap, BTreeSet};

use skolebud::inbox::worker::step;
use skolebud::inbox::{Event, Inbox};
use skolebud::store::{StoreError, StoredQuestion};
use skolebud::words::Message;

use crate::commands::person;
use crate::door::Letter;
use crate::run::{Checked, Run, said};
use crate::school_year::{PROGRAMME, QUESTION, SCHOOLS};

/// What is said of an answer that changes nothing.
pub(crate) const NEWER: &str = "Et nyere svar står alt; dette endret ikke noe.";
pub(crate) const FINAL: &str = "Du har alt svart. Et hemmelig svar kan ikke endres.";
pub(crate) const CLOSED: &str = "Spørsmålet er stengt. Svar kan ikke lenger gis eller endres.";
const WITHDRAWN: &str = "Spørsmålet er trukket tilbake";
pub(crate) const LEADERS: usize = 7;

/// What we have acknowledged, by question.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// Open: the newest answer of each respondent.
    open: BTreeMap<String, BTreeMap<String, Given>>,
    /// Secret: what was acknowledged as counted, by event, and whose it was.
    secret: BTreeMap<String, BTreeMap<String, (String, String)>>,
    /// The school each leader has said to lead.
    leads: BTreeMap<usize, &'static str>,
    /// Votes that nobody heard an answer to; they come again.
    pub(crate) unheard: Vec<Vote>,
}

/// An answer that is kept by name. Of two, the later one counts, and in one instant that of the later
/// event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Given {
    pub(crate) at: i64,
    pub(crate) event: String,
    pub(crate) leader: usize,
    pub(crate) option: String,
}

/// A question that can be answered.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) options: Vec<String>,
}

/// A tap as the model sees it.
#[derive(Clone, Debug)]
pub(crate) struct Vote {
    /// When it was given, as Slack writes it.
    ts: String,
    leader: usize,
    question: String,
    option: String,
    /// The question has that option.
    known: bool,
    at: i64,
}

impl Answers {
    /// How many have answered each of the questions whose key begins so.
    pub(crate) fn counts(&self, prefix: &str) -> BTreeSet<usize> {
        let by_name = self.open.iter().map(|(key, answers)| (key, answers.len()));
        let counted = self.secret.iter().map(|(key, events)| {
            let who: BTreeSet<&String> = events.values().map(|(who, _)| who).collect();
            (key, who.len())
        });
        let all = by_name.chain(counted);
        all.filter(|(key, _)| key.starts_with(prefix))
            .map(|(_, count)| count)
            .collect()
    }
}

impl Run {
    /// Some leaders answer a question that is open, or that was.
    pub(crate) async fn answer(&mut self) -> Checked {
        let questions = self.program().app.store.questions().await.map_err(said)?;
        let wild = self.faults.wild_events && !self.at_peace;
        let asked: Vec<Asked> = questions
            .iter()
            .filter(|it| it.state == "open" || wild)
            .map(Asked::of)
            .collect();
        if asked.is_empty() {
            return Ok(());
        }
        let mut votes = std::mem::take(&mut self.answers.unheard);
        for _ in 0..self.chance.between(1, 4) {
            votes.push(self.vote(&asked, wild));
        }
        if wild && self.chance.percent(50) {
            votes.push(votes[0].clone());
            let place = self.chance.below(votes.len());
            votes.swap(0, place);
        }
        if wild && self.chance.percent(15) {
            self.note(&format!("{} events are lost with the process", votes.len()));
            self.answers.unheard = votes;
            return self.crash().await;
        }
        self.hand_over(votes, wild).await
    }

    /// Whatever nobody heard an answer to comes once more.
    pub(crate) async fn repeat_unheard(&mut self) -> Checked {
        let votes = std::mem::take(&mut self.answers.unheard);
        if votes.is_empty() {
            return Ok(());
        }
        self.hand_over(votes, false).await
    }

    fn vote(&mut self, asked: &[Asked], wild: bool) -> Vote {
        self.letters += 1;
        let late = if wild {
            self.chance.between(0, 7_200_000)
        } else {
            0
        };
        let nonsense = wild && self.chance.percent(5);
        let asked = self.chance.pick(asked);
        let option = if nonsense {
            "enormt"
        } else {
            self.chance.pick(&asked.options)
        };
        let leader = self.chance.below(LEADERS);
        let at = self.now() - late;
        Vote {
            ts: self.stamp(at),
            leader,
            question: asked.key.clone(),
            option: option.to_owned(),
            known: !nonsense,
            at,
        }
    }

    /// Hands `votes` over in one go, and notes what is acknowledged.
    async fn hand_over(&mut self, votes: Vec<Vote>, wild: bool) -> Checked {
        let listening = !(wild && self.chance.percent(15));
        let mut events: Vec<Event> = Vec::new();
        for vote in &votes {
            events.push(self.opened(&vote.letter()).await?);
        }
        self.note(&format!("votes: {votes:?}"));
        let answers = self.take_in(events, listening).await?;
        if !listening {
            self.note("nobody hears the answers");
            self.crash().await?;
        }
        let Some(answers) = answers.into_iter().collect::<Option<Vec<_>>>() else {
            self.answers.unheard = votes;
            return Ok(());
        };
        for (vote, answer) in votes.into_iter().zip(answers) {
            self.note(&format!("{} ← {}", vote.ts, answer.title));
            if answer.title.starts_with("Hvilken skole") {
                self.say_school(vote.leader).await?;
            } else {
                self.acknowledged(&vote, &answer.title)?;
            }
        }
        Ok(())
    }

    /// A leader says which school it is; the vote itself is not given again.
    pub(crate) async fn say_school(&mut self, leader: usize) -> Checked {
        let (school, name) = SCHOOLS[self.chance.below(SCHOOLS.len())];
        self.letters += 1;
        let at = self.now();
        let vote = Vote {
            ts: self.stamp(at),
            leader,
            question: format!("school/{PROGRAMME}"),
            option: school.to_owned(),
            known: true,
            at,
        };
        let said = loop {
            let event = self.opened(&vote.letter()).await?;
            let mut answers = self.take_in(vec![event], true).await?;
            if let Some(Some(answer)) = answers.pop() {
                break answer.title;
            }
        };
        self.note(&format!("leader {leader} leads {school}: {said:?}"));
        if said.contains(name) {
            self.answers.leads.insert(leader, school);
            self.replies.are_of_school(leader, school);
            if self.model.year.respondent == "school" {
                self.answers_move(leader, &format!("school:{school}"))
                    .await?;
            }
            Ok(())
        } else {
            Err(format!("a school was said and not kept: {said:?}"))
        }
    }

    /// What a leader has answered for another school is their own school's where the question is open,
    /// unless that has answered later.
    async fn answers_move(&mut self, leader: usize, school: &str) -> Checked {
        let questions = self.program().app.store.questions().await.map_err(said)?;
        for question in questions.iter().filter(|it| it.state == "open") {
            let Some(answers) = self.answers.open.get_mut(&question.asking.key) else {
                continue;
            };
            let theirs = answers.extract_if(.., |of, given| of != school && given.leader == leader);
            for (_, given) in theirs.collect::<Vec<_>>() {
                keep_newest(answers, school, given);
            }
        }
        Ok(())
    }

    /// The school that a leader has said to lead.
    pub(crate) fn school_of(&self, leader: usize) -> Option<&'static str> {
        self.answers.leads.get(&leader).copied()
    }

    /// What is answered to `events`, in order; nothing where nobody listens, or the process has died.
    pub(crate) async fn take_in(
        &mut self,
        events: Vec<Event>,
        listening: bool,
    ) -> Result<Vec<Option<Message>>, String> {
        let (inbox, mut queue) = Inbox::with_capacity(events.len());
        let mut waiting = Vec::new();
        let mut answers = Vec::new();
        for event in events {
            let inbox = inbox.clone();
            answers.push(tokio::spawn(async move { inbox.deliver(event).await }));
            waiting.push(queue.recv().await.ok_or("the queue is closed")?);
        }
        if !listening {
            answers.iter().for_each(tokio::task::JoinHandle::abort);
        }
        let done = self.risk(async |program| Ok(step(&program.app, waiting).await));
        match done.await? {
            Some(Err(StoreError::Full)) if self.disk_is_full => self.said_full = true,
            Some(Err(error)) => return Err(said(error)),
            Some(Ok(())) | None => {}
        }
        let mut messages = Vec::new();
        for answer in answers {
            let answer = answer.await.ok().and_then(Result::ok);
            messages.push(answer.map(|answer| answer.message));
        }
        Ok(messages)
    }

    fn acknowledged(&mut self, vote: &Vote, answer: &str) -> Checked {
        match answer {
            "Takk, svaret er notert" | "Takk, svaret er endret" if vote.known => {}
            NEWER if vote.known => {}
            FINAL | CLOSED => return Ok(()),
            "Det svaret kjenner vi ikke igjen. Velg et av alternativene i spørsmålet."
                if !vote.known =>
            {
                return Ok(());
            }
            // Its session was cancelled or moved, or the file has lost it.
            other if other.starts_with(WITHDRAWN) => return Ok(()),
            other => return Err(format!("{vote:?} was answered {other:?}")),
        }
        let given = Given {
            at: vote.at,
            event: vote.event(),
            leader: vote.leader,
            option: vote.option.clone(),
        };
        self.keep(&vote.question, given);
        Ok(())
    }

    /// An answer was acknowledged.
    pub(crate) fn keep(&mut self, question: &str, given: Given) {
        let respondent = self.respondent(given.leader).unwrap_or_default();
        if self.is_secret(question) {
            let counted = self.answers.secret.entry(question.to_owned()).or_default();
            counted.insert(given.event, (respondent, given.option));
        } else {
            let answers = self.answers.open.entry(question.to_owned()).or_default();
            keep_newest(answers, &respondent, given);
        }
    }

    /// As whom a leader answers; nothing while it is not known for which school.
    pub(crate) fn respondent(&self, leader: usize) -> Option<String> {
        match self.model.year.respondent {
            "person" => Some(person(&format!("U{leader}"))),
            _ => Some(format!("school:{}", self.school_of(leader)?)),
        }
    }

    /// Whether it was acknowledged that `respondent` has answered the question.
    pub(crate) fn has_answered(&self, question: &str, respondent: &str) -> bool {
        let by_name = self.answers.open.get(question);
        let counted = self.answers.secret.get(question).into_iter();
        by_name.is_some_and(|answers| answers.contains_key(respondent))
            || counted.flatten().any(|(_, (of, _))| of == respondent)
    }

    /// Whether nobody may know who answered what: the file says so of its question, and of those that
    /// coordinators ask it always holds.
    pub(crate) fn is_secret(&self, question: &str) -> bool {
        !is_of_programme(question) || self.model.year.mode == "secret"
    }

    /// In the end: what was acknowledged is there, each answer once.
    pub(crate) async fn check_answers(&mut self) -> Checked {
        let store = self.program().app.store.clone();
        for question in store.questions().await.map_err(said)? {
            let key = &question.asking.key;
            if question.state == "withdrawn" {
                // What was answered is of no use any more.
                self.answers.open.remove(key);
                self.answers.secret.remove(key);
                continue;
            }
            if question.state != "closed" {
                return Err(format!("{key} is {} in the end", question.state));
            }
            let answered = store.answered(question.id).await.map_err(said)?;
            let mut kept: BTreeMap<String, String> = BTreeMap::new();
            for (respondent, vote) in &answered.votes {
                kept.insert(respondent.clone(), format!("{:?}", vote.answer));
            }
            let open = self.answers.open.remove(key).unwrap_or_default();
            let expected: BTreeMap<String, String> = open
                .into_iter()
                .map(|(respondent, given)| (respondent, format!("Options([{:?}])", given.option)))
                .collect();
            if kept != expected {
                return Err(format!(
                    "{key} has {kept:?}, and {expected:?} was acknowledged"
                ));
            }
            self.check_secret(key, answered.respondents, &answered.counters)?;
        }
        if self.answers.open.is_empty() && self.answers.secret.is_empty() {
            Ok(())
        } else {
            Err(format!("answers to no question: {:?}", self.answers))
        }
    }

    fn check_secret(
        &mut self,
        key: &str,
        respondents: usize,
        counters: &Option<BTreeMap<String, BTreeMap<String, u64>>>,
    ) -> Checked {
        if !self.is_secret(key) {
            return Ok(());
        }
        let acknowledged = self.answers.secret.remove(key).unwrap_or_default();
        let who: BTreeSet<&String> = acknowledged.values().map(|(who, _)| who).collect();
        let mut expected: BTreeMap<String, u64> = BTreeMap::new();
        for (_, option) in acknowledged.values() {
            *expected.entry(option.clone()).or_default() += 1;
        }
        if who.len() < FEWEST_COUNTED {
            expected.clear();
        }
        let mut counted: BTreeMap<String, u64> = BTreeMap::new();
        for (option, count) in counters.iter().flat_map(|it| it.values()).flatten() {
            if !option.is_empty() {
                *counted.entry(option.clone()).or_default() += count;
            }
        }
        let once = who.len() == acknowledged.len() && respondents == who.len();
        if once && counted == expected {
            Ok(())
        } else {
            Err(format!(
                "{key}: {respondents} answered and {counted:?} is counted, of {acknowledged:?}"
            ))
        }
    }
}

fn is_of_programme(question: &str) -> bool {
    question.starts_with(&format!("{PROGRAMME}/{QUESTION}/"))
}

/// A later answer replaces an earlier one.
fn keep_newest(answers: &mut BTreeMap<String, Given>, respondent: &str, given: Given) {
    let newest = answers
        .entry(respondent.to_owned())
        .or_insert_with(|| given.clone());
    if *newest < given {
        *newest = given;
    }
}

impl Asked {
    pub(crate) fn of(question: &StoredQuestion) -> Self {
        let asking = &question.asking;
        let options = asking.question.options.iter();
        Self {
            key: asking.key.clone(),
            name: asking.question.id.to_string(),
            options: options.map(|it| it.key.to_string()).collect(),
        }
    }

    pub(crate) fn is_of_programme(&self) -> bool {
        is_of_programme(&self.key)
    }
}

/// Of fewer answers to a secret question only their number is kept.
const FEWEST_COUNTED: usize = 5;

impl Vote {
    /// The tap as Slack tells of it.
    fn letter(&self) -> Letter {
        let value = format!("{}|{}", self.question, self.option);
        Letter::tap(&format!("U{}", self.leader), &value, &self.ts)
    }

    /// The name under which it is remembered.
    fn event(&self) -> String {
        format!("slack:action:{}:U{}", self.ts, self.leader)
    }
}
