//! Coordinators who type: in five languages, with any quotation marks, at either platform; they confirm
//! what was shown, throw it away, forget it, mistype, and find their answer lost. Leaders who try.

use crate::door::Letter;
use crate::run::{Checked, Run};
use crate::school_year::{COORDINATOR, Session, TEAM, place_of};
use crate::spelling;

/// Whom the coordinator makes one, too.
pub(crate) const HELPER: &str = "UHJELPER";
/// The coordinator in Teams, where there is nothing to tap.
pub(crate) const IN_TEAMS: &str = "koordinator-i-teams";
/// How a question of the coordinators' own can be answered.
pub(crate) const OWN_OPTIONS: [&str; 3] = ["ja", "nei", "vet ikke"];
/// None of these is a command, or none that can be done.
const MISTYPED: [&str; 14] = [
    "flytt n1 s99 2027-03-09",
    "flytt n99 s1 2027-03-09",
    "flytt n1 s1 31. november",
    "flytt n1 s1 kl 13–8.30",
    "flyttt n1 s1 2027-03-09",
    "flytta n1 s1",
    "avlys n1 s99",
    "avlyss n1 s1",
    "aflys s1 --netværk n99",
    "kunngjør",
    "flyt n1 s1 --slut",
    "announcce \"Les dette\" to n1",
    "pause n99",
    "bekreft XXXX",
];

/// What someone wants to be done.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    Announce {
        text: String,
        networks: Vec<usize>,
    },
    /// The programme's question, or one of their own.
    Ask {
        own: Option<String>,
        networks: Vec<usize>,
    },
    Change {
        network: usize,
        number: usize,
        session: Session,
    },
    Pause(usize),
    Resume(usize),
    Add(usize),
    Remove(usize),
    Close,
    Nudge,
}

/// A command that nobody has heard an answer to.
#[derive(Debug)]
pub(crate) struct Unheard {
    wish: Wish,
    letter: Letter,
}

impl Run {
    /// Somebody types a command.
    pub(crate) async fn type_command(&mut self) -> Checked {
        match self.chance.below(20) {
            0..2 => self.mistype().await,
            2 => self.leader_tries().await,
            3 => self.forge_something().await,
            _ => self.wish().await,
        }
    }

    async fn wish(&mut self) -> Checked {
        let network = self.chance.below(self.model.truth.len());
        let helps = self.model.helpers.contains(&network) && self.chance.percent(30);
        let of_all = if self.chance.percent(30) {
            IN_TEAMS
        } else {
            COORDINATOR
        };
        let user = if helps { HELPER } else { of_all };
        let wish = match self.chance.below(14) {
            0..5 => match self.changed_session(network) {
                Some(wish) => wish,
                None => return Ok(()),
            },
            5..8 => {
                self.announced += 1;
                let everywhere = !helps && self.chance.percent(30);
                Wish::Announce {
                    text: format!("Beskjed nummer {}.", self.announced),
                    networks: match everywhere {
                        true => (0..self.model.truth.len()).collect(),
                        false => vec![network],
                    },
                }
            }
            8 if self.model.paused.contains(&network) => Wish::Resume(network),
            8 => Wish::Pause(network),
            9 if self.model.helpers.contains(&network) => Wish::Remove(network),
            9 => Wish::Add(network),
            10 => Wish::Close,
            11 => Wish::Nudge,
            _ => self.question(network, helps),
        };
        // Who is removed or added is so by the one who was there first.
        let user = match wish {
            Wish::Add(_) | Wish::Remove(_) => COORDINATOR,
            _ => user,
        };
        self.carry_out(user, network, wish).await
    }

    fn question(&mut self, network: usize, helps: bool) -> Wish {
        let own = self.chance.percent(60).then(|| {
            self.announced += 1;
            format!("Kommer dere, nummer {}?", self.announced)
        });
        let networks = match !helps && self.chance.percent(30) {
            true => (0..self.model.truth.len()).collect(),
            false => vec![network],
        };
        Wish::Ask { own, networks }
    }

    fn changed_session(&mut self, network: usize) -> Option<Wish> {
        let (number, session) = self.another_session(network)?;
        Some(Wish::Change {
            network,
            number,
            session,
        })
    }

    /// Everything goes on that was paused.
    pub(crate) async fn resume_all(&mut self) -> Checked {
        while let Some(network) = self.model.paused.first().copied() {
            self.carry_out(COORDINATOR, network, Wish::Resume(network))
                .await?;
        }
        Ok(())
    }

    async fn carry_out(&mut self, user: &str, network: usize, wish: Wish) -> Checked {
        let typed = self.typed(&wish);
        let answer = self.type_in(user, network, &typed).await?;
        let at_once = matches!(
            wish,
            Wish::Pause(_) | Wish::Resume(_) | Wish::Add(_) | Wish::Remove(_)
        );
        let Some(code) = code_in(&answer) else {
            let done = self.was_done(user, &wish, &answer)?;
            return match done == at_once {
                true => Ok(()),
                false => Err(format!("{typed:?} was done at once: {done}, {answer:?}")),
            };
        };
        if at_once {
            return Err(format!("{typed:?} asks to be confirmed: {answer:?}"));
        }
        match self.chance.below(100) {
            0..15 => return Ok(()),
            15..25 if user != IN_TEAMS => return self.throw_away(user, &code).await,
            _ => {}
        }
        self.confirm(user, network, &wish, code).await
    }

    /// The coordinator pauses a network or lets it go on, by a letter sent once; what nobody has heard an
    /// answer to comes back.
    pub(crate) async fn pause_or_resume(&mut self) -> Result<Option<Unheard>, String> {
        let network = self.chance.below(self.model.truth.len());
        let wish = match self.model.paused.contains(&network) {
            true => Wish::Resume(network),
            false => Wish::Pause(network),
        };
        let typed = self.typed(&wish);
        let letter = self.typed_letter(COORDINATOR, network, &typed);
        Ok(match self.send(&letter).await? {
            Some(answer) => {
                self.was_done(COORDINATOR, &wish, &answer)?;
                None
            }
            None => Some(Unheard { wish, letter }),
        })
    }

    /// It comes once more, until it is answered.
    pub(crate) async fn repeat(&mut self, unheard: Unheard) -> Checked {
        let answer = self.heard(unheard.letter).await?;
        match self.was_done(COORDINATOR, &unheard.wish, &answer)? {
            true => Ok(()),
            false => Err(format!("{:?} was answered {answer:?}", unheard.wish)),
        }
    }

    async fn confirm(
        &mut self,
        user: &str,
        network: usize,
        wish: &Wish,
        mut code: String,
    ) -> Checked {
        for _ in 0..4 {
            let minutes = if self.at_peace {
                0
            } else {
                *self.chance.pick(&[0, 0, 0, 1, 14, 16])
            };
            self.set_clock(self.now() + minutes * 60_000);
            let answer = match user != IN_TEAMS && self.chance.percent(50) {
                true => self.tap(user, &format!("confirm/{code}|yes")).await?,
                false => {
                    let word = *self.chance.pick(&spelling::CONFIRM);
                    let code = if self.chance.percent(50) {
                        code.to_lowercase()
                    } else {
                        code.clone()
                    };
                    self.type_in(user, network, &format!("{word} {code}"))
                        .await?
                }
            };
            match code_in(&answer) {
                Some(another) => code = another,
                None if answer.starts_with("Det er ingenting å bekrefte") && minutes > 0 => {
                    return Ok(());
                }
                None => return self.was_done(user, wish, &answer).map(drop),
            }
        }
        Ok(())
    }

    async fn throw_away(&mut self, user: &str, code: &str) -> Checked {
        let answer = self.tap(user, &format!("confirm/{code}|no")).await?;
        if !answer.starts_with("Utkastet er kastet") {
            return Err(format!("a draft was thrown away, and we read {answer:?}"));
        }
        self.model.did(user);
        Ok(())
    }

    /// What is true from now on, if `answer` says that the wish is fulfilled; whether it says so.
    fn was_done(&mut self, user: &str, wish: &Wish, answer: &str) -> Result<bool, String> {
        let title = answer.lines().next().unwrap_or_default();
        let says = |words: &[&str]| words.iter().any(|words| title.contains(words));
        let (done, well) = match wish {
            Wish::Announce { .. } => (says(&["Det er på vei til", "Det er lagt klart for"]), false),
            // Their own can be asked again and again, the programme's only once at a time.
            Wish::Ask { own, networks } => (
                says(&["Spørsmålet er stilt til"]),
                says(&["Spørsmålet kan ikke stilles"])
                    && (own.is_none() || self.model.can_be_asked(own, networks).is_empty()),
            ),
            Wish::Change { session, .. } if session.cancelled => {
                (says(&["er avlyst: "]), says(&["er avlyst fra før"]))
            }
            Wish::Change { .. } => (
                says(&["er flyttet til", "har fått nytt sted"]),
                says(&["Slik er det alt"]),
            ),
            Wish::Pause(_) => (says(&["er satt på pause"]), false),
            Wish::Resume(_) => (says(&["er i gang igjen"]), false),
            Wish::Add(_) => (says(&["er nå koordinator for"]), false),
            Wish::Remove(_) => (says(&["er ikke lenger koordinator for"]), false),
            Wish::Close => (says(&["Spørsmålet er stengt"]), true),
            Wish::Nudge => (says(&["En påminnelse er på vei"]), true),
        };
        if !done && !well {
            return Err(format!("{wish:?} by {user} was answered {answer:?}"));
        }
        if !done {
            return Ok(false);
        }
        self.model.did(user);
        match wish {
            Wish::Announce { text, networks } => self.model.announce(text, networks),
            Wish::Ask { own, networks } => self.model.ask(own, title, networks)?,
            Wish::Change {
                network,
                number,
                session,
            } => self.model.truth[*network].sessions[*number] = session.clone(),
            Wish::Pause(network) => drop(self.model.paused.insert(*network)),
            Wish::Resume(network) => drop(self.model.paused.remove(network)),
            Wish::Add(network) => drop(self.model.helpers.insert(*network)),
            Wish::Remove(network) => drop(self.model.helpers.remove(network)),
            Wish::Close => self.model.closed_by_command += 1,
            Wish::Nudge => {}
        }
        Ok(true)
    }

    /// A command that is none: nothing comes of it.
    async fn mistype(&mut self) -> Checked {
        let typed = *self.chance.pick(&MISTYPED);
        let answer = self.type_in(COORDINATOR, 0, typed).await?;
        match code_in(&answer) {
            None => Ok(()),
            Some(_) => Err(format!("{typed:?} was taken for a command: {answer:?}")),
        }
    }

    /// Who does not coordinate can do nothing.
    async fn leader_tries(&mut self) -> Checked {
        let network = self.chance.below(self.model.truth.len());
        let wish = match self.chance.below(3) {
            0 => Wish::Pause(network),
            1 => Wish::Close,
            _ => Wish::Announce {
                text: "Ingen skal høre dette.".to_owned(),
                networks: vec![network],
            },
        };
        let user = if self.model.helpers.is_empty() {
            HELPER
        } else {
            "U1"
        };
        let typed = self.typed(&wish);
        let answer = self.type_in(user, network, &typed).await?;
        match answer.starts_with("Det er det koordinatoren som gjør") {
            true => Ok(()),
            false => Err(format!("{typed:?} by a leader was answered {answer:?}")),
        }
    }

    async fn forge_something(&mut self) -> Checked {
        self.letters += 1;
        let number = self.letters;
        let letter = match self.chance.below(3) {
            0 => Letter::command(
                COORDINATOR,
                "C1",
                "kunngjør «Falsk beskjed» til alle",
                number,
            ),
            1 => Letter::tap("U1", "confirm/AAAA|yes", "1732200000.000100"),
            _ => Letter::in_teams("n1", "U1", "pause n1", number),
        };
        self.forge(letter).await
    }

    /// The plain text of what is answered to `text`, typed by `user` where `network` is.
    async fn type_in(&mut self, user: &str, network: usize, text: &str) -> Result<String, String> {
        let letter = self.typed_letter(user, network, text);
        self.heard(letter).await
    }

    fn typed_letter(&mut self, user: &str, network: usize, text: &str) -> Letter {
        self.note(&format!("{user} types {text:?}"));
        self.letters += 1;
        let number = self.letters;
        let network = &self.model.truth[network];
        match user {
            IN_TEAMS => Letter::in_teams(&network.id, user, text, number),
            _ => Letter::command(user, &place_of(&network.channels[0]), text, number),
        }
    }

    async fn tap(&mut self, user: &str, value: &str) -> Result<String, String> {
        self.letters += 1;
        let ts = self.stamp(self.now());
        self.note(&format!("{user} taps {value}"));
        self.heard(Letter::tap(user, value, &ts)).await
    }

    /// Sends `letter` until it is answered, and now and then once more: it has no other effect.
    pub(crate) async fn heard(&mut self, letter: Letter) -> Result<String, String> {
        loop {
            let Some(answer) = self.send(&letter).await? else {
                continue;
            };
            if self.faulty(self.faults.wild_events, 10)
                && let Some(again) = self.send(&letter).await?
                && again != answer
            {
                return Err(format!(
                    "the same letter was answered {answer:?} and {again:?}"
                ));
            }
            return Ok(answer);
        }
    }

    async fn send(&mut self, letter: &Letter) -> Result<Option<String>, String> {
        let event = self.opened(letter).await?;
        let answers = self.take_in(vec![event], true).await?;
        let answer = answers.into_iter().next().flatten();
        let answer = answer.map(|answer| answer.as_plain_text());
        self.note(&format!("← {answer:?}"));
        Ok(answer)
    }

    /// An instant as Slack writes it; never the same twice, and never that of a post.
    pub(crate) fn stamp(&self, at: i64) -> String {
        slack_ts(at, self.letters % 999 + 1)
    }
}

/// The instant `at` as Slack writes it, which tells apart by `number` what was said in one millisecond.
pub(crate) fn slack_ts(at: i64, number: usize) -> String {
    format!("{}.{:03}{number:03}", at / 1000, at % 1000)
}

/// Who it is in the record of acts.
pub(crate) fn person(user: &str) -> String {
    let platform = if user == IN_TEAMS { "teams" } else { "slack" };
    format!("{platform}/{TEAM}/{user}")
}

/// The code in a draft that waits to be confirmed.
fn code_in(answer: &str) -> Option<String> {
    let (_, rest) = answer.split_once("eller skriv «bekreft ")?;
    Some(rest.chars().take(4).collect())
}
