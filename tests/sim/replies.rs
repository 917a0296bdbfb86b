//! Leaders who reply to prompts in their threads, put right what they wrote and take it back, in any
//! order of arrival. And what must be kept of it.

use std::collections::{BTreeMap, BTreeSet};

use skolebud::programme::Id;

use crate::answers::LEADERS;
use crate::commands::{person, slack_ts};
use crate::door::{Letter, Said};
use crate::reading::{Kind, kind_of};
use crate::run::{Checked, HOUR, Run, instant, said};
use crate::school_year::{PROGRAMME, place_of};

/// What was said in the threads of the year.
#[derive(Debug, Default)]
pub(crate) struct Replies {
    /// Posts that ask for replies, in the order in which they were said.
    prompts: Vec<Prompt>,
    kept: Vec<Kept>,
}

/// A post under which there is a thread.
#[derive(Clone, Debug)]
struct Prompt {
    network: usize,
    channel: String,
    said_at: i64,
    /// What it is, and the number of its session.
    about: (Kind, usize),
    /// The program does not know that it arrived, and may say it once more.
    in_doubt: bool,
    /// The first prompt that this one may only repeat: replies to both may stand together.
    first: usize,
}

/// A reply that was acknowledged.
#[derive(Debug)]
struct Kept {
    /// The prompt's place among all.
    prompt: usize,
    leader: usize,
    respondent: String,
    /// When it was written, whether it was taken back then, and what it says: the newest counts.
    versions: BTreeSet<(i64, bool, String)>,
}

impl Prompt {
    /// Whether it may be the same post as what is `about` this. A touchpoint is of the session that was,
    /// and names the one that comes: that may be another by the time it is repeated.
    fn may_be_one_with(&self, about: (Kind, usize)) -> bool {
        self.about == about || (self.about.0 == Kind::Touchpoint && about.0 == Kind::Touchpoint)
    }
}

impl Replies {
    /// What this leader has replied before is the school's, whatever school it was for.
    pub(crate) fn are_of_school(&mut self, leader: usize, school: &str) {
        for kept in self.kept.iter_mut().filter(|it| it.leader == leader) {
            kept.respondent = format!("school:{school}");
        }
    }
}

impl Run {
    /// A post has arrived; where it has a thread of its own in Slack, it may be replied to. Whether the
    /// program knows that it has, or is `in_doubt`, is nothing that its readers see.
    pub(crate) fn remember_prompt(&mut self, channel: &str, text: &str, in_doubt: bool) {
        let Some(about) = kind_of(text) else {
            return;
        };
        let asks = matches!(
            about.0,
            Kind::Sharing | Kind::Work | Kind::Touchpoint | Kind::Prompt | Kind::Closing
        );
        let mut networks = self.model.truth.iter();
        let of = networks.position(|it| it.channels.iter().any(|it| it == channel));
        if let (true, true, Some(network)) = (asks, channel.starts_with("slack"), of) {
            let said_at = self.now();
            let prompts = &mut self.replies.prompts;
            let mut before = prompts.iter().rev();
            let before = before.find(|it| it.channel == channel && it.may_be_one_with(about));
            let doubted = before.filter(|before| before.in_doubt);
            let first = doubted.map_or(prompts.len(), |before| before.first);
            prompts.push(Prompt {
                network,
                channel: channel.to_owned(),
                said_at,
                about,
                in_doubt,
                first,
            });
        }
    }

    /// A leader replies to one of the latest prompts, and changes the reply.
    pub(crate) async fn reply(&mut self) -> Checked {
        let count = self.replies.prompts.len();
        if count == 0 {
            return Ok(());
        }
        let number = count - 1 - self.chance.below(count.min(3));
        let prompt = self.replies.prompts[number].clone();
        let now = self.now();
        if now < prompt.said_at {
            return Ok(());
        }
        let leader = self.chance.below(LEADERS);
        self.letters += 1;
        let said = Said {
            place: place_of(&prompt.channel),
            user: format!("U{leader}"),
            ts: self.stamp(now),
            thread: slack_ts(prompt.said_at, 0),
            text: format!(
                "Dette har vi prøvd hos oss, og det gikk fint, del {}.",
                self.letters
            ),
        };
        let (letters, versions) = self.changes(&said, now);
        let original = letters.len() - 1;
        self.note(&format!(
            "leader {leader} replies to {prompt:?}: {versions:?}"
        ));
        let order = self.order(letters.len());
        let Some(title) = self.post_all(&letters, &order, original).await? else {
            return Err("a reply has no answer".to_owned());
        };
        self.note(&format!("← {title}"));
        if title.starts_with("Takk! Det dere skrev") {
            let own = person(&said.user);
            let school = self.school_of(leader);
            self.replies.kept.push(Kept {
                prompt: number,
                leader,
                respondent: school.map_or(own, |school| format!("school:{school}")),
                versions,
            });
            return Ok(());
        }
        let late = title.starts_with("Tiden for å svare på");
        if late && !self.must_wait(&prompt, now) {
            return Ok(());
        }
        Err(format!("{said:?} to {prompt:?} was answered {title:?}"))
    }

    /// Whether a reply to `prompt` at `now` cannot be late: it was just asked for, and the next session
    /// is days away.
    fn must_wait(&self, prompt: &Prompt, now: i64) -> bool {
        let sessions = self.model.truth[prompt.network].sessions.iter();
        let mut coming = sessions
            .filter(|session| !session.cancelled)
            .map(|session| instant(session.date.to_datetime(session.start)))
            .filter(|starts| *starts > prompt.said_at);
        now - prompt.said_at < HOUR && coming.all(|starts| starts > now + 96 * HOUR)
    }

    /// The changes of `said` and last itself, as letters, and all its versions.
    fn changes(&mut self, said: &Said, at: i64) -> (Vec<Letter>, BTreeSet<(i64, bool, String)>) {
        let mut versions = BTreeSet::from([(at, false, said.text.clone())]);
        let mut letters = Vec::new();
        for _ in 0..*self.chance.pick(&[0, 0, 1, 2, 3]) {
            self.letters += 1;
            let later = at + self.chance.between(0, 4);
            let ts = self.stamp(later);
            if self.chance.percent(30) {
                letters.push(Letter::delete(said, &ts));
                versions.insert((later, true, String::new()));
            } else {
                let text = format!("{} Og så gjorde vi mer.", said.text.replace("fint", "bra"));
                let text = format!("{text} {}", self.letters);
                letters.push(Letter::edit(said, &text, &ts));
                versions.insert((later, false, text));
            }
        }
        letters.push(Letter::reply(said));
        (letters, versions)
    }

    /// In which order so many letters come; some come twice.
    fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).rev().collect();
        if self.faults.wild_events && !self.at_peace {
            order.push(self.chance.below(count));
            for place in 0..order.len() {
                let other = self.chance.below(order.len());
                order.swap(place, other);
            }
        }
        order
    }

    /// Sends the letters in order, all at once or one by one, until all are acknowledged; the title of
    /// what is answered to the one at `original`.
    async fn post_all(
        &mut self,
        letters: &[Letter],
        order: &[usize],
        original: usize,
    ) -> Result<Option<String>, String> {
        let mut title = None;
        let together = if self.chance.percent(50) {
            order.len()
        } else {
            1
        };
        for some in order.chunks(together) {
            let answers = loop {
                let mut events = Vec::new();
                for letter in some {
                    events.push(self.opened(&letters[*letter]).await?);
                }
                let answers = self.take_in(events, true).await?;
                if let Some(answers) = answers.into_iter().collect::<Option<Vec<_>>>() {
                    break answers;
                }
            };
            let of_original = some.iter().zip(answers).filter(|(it, _)| **it == original);
            title = of_original.map(|(_, answer)| answer.title).next().or(title);
        }
        Ok(title)
    }

    /// In the end: every reply that was acknowledged is there, once, in its newest version, and those
    /// to one prompt stand together.
    pub(crate) async fn check_replies(&self) -> Checked {
        let programme = Id::parse(PROGRAMME).ok_or("no programme")?;
        let store = &self.program().app.store;
        let stored = store.replies(&programme).await.map_err(said)?;
        let mut found: BTreeMap<(String, String), String> = BTreeMap::new();
        for reply in stored {
            let key = reply.prompt.unwrap_or_default();
            if found
                .insert((reply.respondent, reply.text.clone()), key)
                .is_some()
            {
                return Err(format!("{:?} is kept twice", reply.text));
            }
        }
        let mut keys: BTreeMap<usize, String> = BTreeMap::new();
        for kept in &self.replies.kept {
            let Some((_, false, text)) = kept.versions.last() else {
                continue;
            };
            let Some(key) = found.remove(&(kept.respondent.clone(), text.clone())) else {
                return Err(format!(
                    "{kept:?} was acknowledged and is not there: {found:?}"
                ));
            };
            if *keys.entry(kept.prompt).or_insert_with(|| key.clone()) != key {
                return Err(format!(
                    "{kept:?} stands under {key}, and others elsewhere: {keys:?}"
                ));
            }
        }
        let prompts = &self.replies.prompts;
        let mut first_of: BTreeMap<&String, usize> = BTreeMap::new();
        for (prompt, key) in &keys {
            let first = prompts[*prompt].first;
            if *first_of.entry(key).or_insert(first) != first {
                return Err(format!(
                    "replies to different prompts stand together: {keys:?}"
                ));
            }
        }
        match found.is_empty() {
            true => Ok(()),
            false => Err(format!("nobody wrote {found:?}")),
        }
    }
}
