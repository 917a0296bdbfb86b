//! Leaders: they answer, change their answer and answer twice; their messages come late, in another
//! order and more than once. And what must be kept of it.

use std::collections::{BTreeMap, BTreeSet};

use skolebud::clock::Timestamp;
use skolebud::inbox::worker::step;
use skolebud::inbox::{Deed, Event, Given, Inbox, Platform, Sender};

use crate::run::{Checked, Run, said};
use crate::school_year::{PROGRAMME, SCHOOLS};

const OPTIONS: [&str; 3] = ["lite", "noe", "mye"];
const LEADERS: usize = 5;

/// What we have acknowledged, by question.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// Open: the newest answer of each respondent, with when it was given and under which event.
    open: BTreeMap<String, BTreeMap<String, (i64, String, String)>>,
    /// Secret: what was acknowledged as counted, by event, and whose it was.
    secret: BTreeMap<String, BTreeMap<String, (String, String)>>,
    /// The school each leader has said to lead.
    leads: BTreeMap<usize, &'static str>,
    /// Votes that nobody heard an answer to; they come again.
    unheard: Vec<Vote>,
    given: usize,
}

/// A vote as the model sees it.
#[derive(Clone, Debug)]
struct Vote {
    event: String,
    leader: usize,
    question: String,
    option: String,
    at: i64,
}

impl Run {
    /// Some leaders answer a question that is open, or that was.
    pub(crate) async fn answer(&mut self) -> Checked {
        let questions = self.program().app.store.questions().await.map_err(said)?;
        let wild = self.faults.wild_events && !self.at_peace;
        let asked: Vec<String> = questions
            .iter()
            .filter(|it| it.state == "open" || wild)
            .map(|it| it.asking.key.clone())
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

    fn vote(&mut self, asked: &[String], wild: bool) -> Vote {
        self.answers.given += 1;
        let late = if wild {
            self.chance.between(0, 7_200_000)
        } else {
            0
        };
        let nonsense = wild && self.chance.percent(5);
        let option = if nonsense {
            "enormt"
        } else {
            *self.chance.pick(&OPTIONS)
        };
        Vote {
            event: format!("slack:e{:04}", self.answers.given),
            leader: self.chance.below(LEADERS),
            question: self.chance.pick(asked).clone(),
            option: option.to_owned(),
            at: self.now() - late,
        }
    }

    /// Hands `votes` over in one go, and notes what is acknowledged.
    async fn hand_over(&mut self, votes: Vec<Vote>, wild: bool) -> Checked {
        let unheard = wild && self.chance.percent(15);
        let mut events: Vec<Event> = Vec::new();
        for vote in &votes {
            events.push(event(vote));
        }
        self.note(&format!("events: {votes:?}"));
        let answers = self.take_in(events, !unheard).await?;
        if unheard {
            self.note("nobody hears the answers");
            self.answers.unheard = votes;
            return self.crash().await;
        }
        for (vote, answer) in votes.into_iter().zip(answers) {
            self.note(&format!("{} ← {answer}", vote.event));
            if answer.starts_with("Hvilken skole") {
                self.say_school(vote.leader).await?;
            } else {
                self.acknowledged(&vote, &answer)?;
            }
        }
        Ok(())
    }

    /// A leader says which school it is; the vote itself is not given again.
    async fn say_school(&mut self, leader: usize) -> Checked {
        let (school, name) = SCHOOLS[self.chance.below(SCHOOLS.len())];
        self.answers.given += 1;
        let vote = Vote {
            event: format!("slack:e{:04}", self.answers.given),
            leader,
            question: format!("school/{PROGRAMME}"),
            option: school.to_owned(),
            at: self.now(),
        };
        let said = self.take_in(vec![event(&vote)], true).await?;
        self.note(&format!("leader {leader} leads {school}: {said:?}"));
        if said[0].contains(name) {
            self.answers.leads.insert(leader, school);
            Ok(())
        } else {
            Err(format!("a school was said and not kept: {said:?}"))
        }
    }

    /// The titles of the answers to `events`, in order; nothing when nobody listens.
    async fn take_in(
        &mut self,
        events: Vec<Event>,
        listening: bool,
    ) -> Result<Vec<String>, String> {
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
        step(&self.program().app, waiting).await.map_err(said)?;
        let mut titles = Vec::new();
        for answer in answers {
            match answer.await {
                Ok(answer) => titles.push(answer.map_err(said)?.message.title),
                Err(_) => titles.push(String::new()),
            }
        }
        Ok(titles)
    }

    fn acknowledged(&mut self, vote: &Vote, answer: &str) -> Checked {
        let respondent = match (
            self.model.year.respondent,
            self.answers.leads.get(&vote.leader),
        ) {
            ("person", _) => format!("slack/T1/U{}", vote.leader),
            (_, Some(school)) => format!("school:{school}"),
            (_, None) => String::new(),
        };
        let known = OPTIONS.contains(&vote.option.as_str());
        match answer {
            "Takk, svaret er notert" | "Takk, svaret er endret" if known => {}
            "Et nyere svar står alt; dette endret ikke noe." if known => {}
            "Du har alt svart. Et hemmelig svar kan ikke endres." => return Ok(()),
            "Spørsmålet er stengt. Svar kan ikke lenger gis eller endres." => return Ok(()),
            "Det svaret kjenner vi ikke igjen. Velg et av alternativene i spørsmålet."
                if !known =>
            {
                return Ok(());
            }
            // Its session was cancelled or moved, or the file has lost it.
            other if other.starts_with("Spørsmålet er trukket tilbake") => return Ok(()),
            other => return Err(format!("{vote:?} was answered {other:?}")),
        }
        if self.model.year.mode == "secret" {
            let counted = self
                .answers
                .secret
                .entry(vote.question.clone())
                .or_default();
            counted.insert(vote.event.clone(), (respondent, vote.option.clone()));
            return Ok(());
        }
        let answers = self.answers.open.entry(vote.question.clone()).or_default();
        let given = (vote.at, vote.event.clone(), vote.option.clone());
        let newest = answers.entry(respondent).or_insert_with(|| given.clone());
        if (newest.0, &newest.1) < (given.0, &given.1) {
            *newest = given;
        }
        Ok(())
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
                .map(|(respondent, (_, _, option))| (respondent, format!("Options([{option:?}])")))
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
        if self.model.year.mode != "secret" {
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

/// Of fewer answers to a secret question only their number is kept.
const FEWEST_COUNTED: usize = 5;

fn event(vote: &Vote) -> Event {
    Event {
        id: vote.event.clone(),
        at: Timestamp::from_millis(vote.at),
        sender: Sender {
            platform: Platform::Slack,
            tenant: "T1".to_owned(),
            user: format!("U{}", vote.leader),
            name: None,
            language: None,
            declared_school: None,
        },
        place: None,
        deed: Deed::Vote {
            asking: vote.question.clone(),
            answer: Given::Options(vec![vote.option.clone()]),
        },
    }
}
