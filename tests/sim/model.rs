//! What must be true, said plainly and without a line of the program: what coordinators last set, what
//! each platform received and how we answered, and the rules that follow from it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, time};
use jiff::tz::TimeZone;

use crate::calendar::urgently_open;
use crate::commands::person;
use crate::reading::{Kind, kind_of, tells, tells_room};
use crate::results::Told;
use crate::school_year::{COORDINATORS, Network, SchoolYear, Session, WORDING};

/// What became of a request, as the platform knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Posted, and the program was told so.
    Told,
    /// Nobody can tell: the answer was lost, late or nonsense. The post may be there or not.
    InDoubt { there: bool },
    /// Nothing was posted; it may be tried again.
    Later,
    /// Nothing was posted, and it is of no use to try again.
    Refused,
}

/// A request as the platform remembers it.
#[derive(Clone, Debug)]
struct Heard {
    kind: Kind,
    number: usize,
    text: String,
    fate: Fate,
}

/// The truth of a run.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) year: SchoolYear,
    /// The networks as coordinators last set them: the file with the changes over it.
    pub(crate) truth: Vec<Network>,
    /// As they were when the program last planned to its end.
    pub(crate) planned: Vec<Network>,
    /// Every request, by channel, in order.
    heard: BTreeMap<String, Vec<Heard>>,
    /// When the last request of a channel came, and until when the platform wants none.
    rests: BTreeMap<String, (i64, i64)>,
    /// How many posts the program must have on record as sent, by channel.
    pub(crate) told: BTreeMap<String, usize>,
    /// How many it must have as refused.
    pub(crate) refused: BTreeMap<String, usize>,
    /// Networks to which nothing may be said, by their place.
    pub(crate) paused: BTreeSet<usize>,
    /// Networks that somebody helps to coordinate.
    pub(crate) helpers: BTreeSet<usize>,
    /// What was confirmed to be announced, by text, with its channels.
    pub(crate) announced: BTreeMap<String, BTreeSet<String>>,
    /// How often a question was confirmed to be asked, by wording and channel.
    pub(crate) asked: BTreeMap<(String, String), usize>,
    /// How many questions were closed before their time.
    pub(crate) closed_by_command: usize,
    /// The results that were told.
    pub(crate) results: Vec<Told>,
    /// How many acts by command the record must show as done, by person.
    pub(crate) acts: BTreeMap<String, usize>,
    zone: TimeZone,
}

impl Model {
    pub(crate) fn of(year: SchoolYear) -> Self {
        Self {
            truth: year.networks.clone(),
            planned: Vec::new(),
            year,
            heard: BTreeMap::new(),
            rests: BTreeMap::new(),
            told: BTreeMap::new(),
            refused: BTreeMap::new(),
            paused: BTreeSet::new(),
            helpers: BTreeSet::new(),
            announced: BTreeMap::new(),
            asked: BTreeMap::new(),
            closed_by_command: 0,
            results: Vec::new(),
            acts: BTreeMap::new(),
            zone: TimeZone::get("Europe/Oslo").unwrap(),
        }
    }

    /// What the clock on the wall shows at `now`, in milliseconds UTC.
    pub(crate) fn local(&self, now: i64) -> DateTime {
        let instant = jiff::Timestamp::from_millisecond(now).unwrap();
        instant.to_zoned(self.zone.clone()).datetime()
    }

    /// A request has arrived: what it says must be right, welcome now, and not said before.
    pub(crate) fn hear(&mut self, channel: &str, text: &str, now: i64) -> Result<(), String> {
        self.keeps_the_pace(channel, now)?;
        let (kind, number) = kind_of(text).ok_or_else(|| format!("nobody can read {text:?}"))?;
        let at = self.local(now);
        let about = format!("{channel}: {kind:?} {number} at {at}");
        if kind != Kind::Result && kind.to_coordinators() != (channel == COORDINATORS) {
            return Err(format!("{about} is said to the wrong people"));
        }
        if kind == Kind::Result {
            self.hear_result(channel, text)?;
        }
        let network = self
            .planned
            .iter()
            .find(|it| it.channels.iter().any(|it| it == channel));
        self.may_be_said(channel, kind, text)
            .map_err(|wrong| format!("{about} {wrong}: {text:?}"))?;
        let session = match (network, number) {
            (Some(network), 1..) => Some(
                network
                    .sessions
                    .get(number - 1)
                    .ok_or_else(|| format!("{about}: there is no such session"))?,
            ),
            _ => None,
        };
        if let (Some(network), Some(session)) = (network, session) {
            self.says_what_holds(kind, text, network, session)
                .map_err(|wrong| format!("{about} {wrong}: {text:?}"))?;
            self.comes_at_its_time(kind, at, network, session)
                .map_err(|wrong| format!("{about} {wrong}"))?;
        }
        self.comes_when_welcome(kind, at, network, session)
            .map_err(|wrong| format!("{about} {wrong}"))?;
        self.was_not_said(channel, kind, number, text)
            .map_err(|wrong| format!("{about} {wrong}: {text:?}"))
    }

    /// Nothing is said while a network is paused, and nothing is announced that nobody has confirmed.
    fn may_be_said(&self, channel: &str, kind: Kind, text: &str) -> Result<(), &'static str> {
        let is_here = |network: &usize| {
            let network = &self.truth[*network];
            network.channels.iter().any(|it| it == channel)
        };
        if self.paused.iter().any(is_here) {
            return Err("is said while its network is paused");
        }
        let mut announced = self.announced.iter();
        let confirmed =
            announced.any(|(known, channels)| text.contains(known) && channels.contains(channel));
        if kind == Kind::Announcement && !confirmed {
            return Err("is announced though nobody has confirmed it");
        }
        if kind == Kind::Asked && self.asked_in(channel, text).is_none() {
            return Err("is asked though nobody has confirmed it");
        }
        Ok(())
    }

    /// The wording of the question by command that `text` asks, and how often it was confirmed to be
    /// asked in `channel`.
    fn asked_in(&self, channel: &str, text: &str) -> Option<(&str, usize)> {
        let mut asked = self.asked.iter();
        asked.find_map(|((wording, of), count)| {
            (of == channel && text.contains(wording.as_str())).then_some((wording.as_str(), *count))
        })
    }

    /// `text` was confirmed to be said to these networks.
    pub(crate) fn announce(&mut self, text: &str, networks: &[usize]) {
        let channels = networks
            .iter()
            .flat_map(|it| self.truth[*it].channels.clone());
        self.announced.insert(text.to_owned(), channels.collect());
    }

    /// A question was confirmed: the programme's, or one of their `own`, which holds where it can be
    /// asked. `told` names the networks in which it is asked.
    pub(crate) fn ask(
        &mut self,
        own: &Option<String>,
        told: &str,
        networks: &[usize],
    ) -> Result<(), String> {
        let can_be_asked = self.can_be_asked(own, networks);
        let is_told = |it: &usize| told.contains(&self.truth[*it].title());
        let asked: Vec<usize> = networks.iter().copied().filter(is_told).collect();
        let in_all = own.is_none() || asked == can_be_asked;
        if !in_all || asked.iter().any(|it| !can_be_asked.contains(it)) {
            return Err(format!(
                "{own:?} can be asked in {can_be_asked:?}: {told:?}"
            ));
        }
        let secret = self.is_secret(own);
        for network in asked {
            let channels = self.truth[network].channels.iter();
            for channel in channels.filter(|it| can_be_answered(it, secret)) {
                let wording = own.as_deref().unwrap_or(WORDING).to_owned();
                *self.asked.entry((wording, channel.clone())).or_default() += 1;
            }
        }
        Ok(())
    }

    /// In which of these networks a question can be asked now, if it is not open there.
    pub(crate) fn can_be_asked(&self, own: &Option<String>, networks: &[usize]) -> Vec<usize> {
        let secret = self.is_secret(own);
        let can_be_asked = |network: &&usize| {
            let mut channels = self.truth[**network].channels.iter();
            !self.paused.contains(*network) && channels.any(|it| can_be_answered(it, secret))
        };
        networks.iter().filter(can_be_asked).copied().collect()
    }

    /// Those that coordinators ask are secret, always.
    fn is_secret(&self, own: &Option<String>) -> bool {
        own.is_some() || self.year.mode == "secret"
    }

    /// Whoever this is has done something by command.
    pub(crate) fn did(&mut self, user: &str) {
        *self.acts.entry(person(user)).or_default() += 1;
    }

    /// Notes what became of a request.
    pub(crate) fn note(&mut self, channel: &str, text: &str, fate: Fate) {
        let Some((kind, number)) = kind_of(text) else {
            return;
        };
        match fate {
            Fate::Told => *self.told.entry(channel.to_owned()).or_default() += 1,
            Fate::Refused => *self.refused.entry(channel.to_owned()).or_default() += 1,
            Fate::InDoubt { .. } | Fate::Later => {}
        }
        self.heard
            .entry(channel.to_owned())
            .or_default()
            .push(Heard {
                kind,
                number,
                text: text.to_owned(),
                fate,
            });
    }

    /// The platform has asked for some rest of the channel, from `now` on.
    pub(crate) fn wants_rest(&mut self, channel: &str, now: i64, seconds: u32) {
        let (_, until) = self.rests.entry(channel.to_owned()).or_default();
        *until = (*until).max(now + i64::from(seconds) * 1000);
    }

    /// The clock of the program goes back; what has passed on the platforms has passed.
    pub(crate) fn set_back(&mut self, milliseconds: i64) {
        for (last, until) in self.rests.values_mut() {
            *last -= milliseconds;
            *until -= milliseconds;
        }
    }

    /// At most one request a second for a channel, and none while the platform wants rest.
    fn keeps_the_pace(&mut self, channel: &str, now: i64) -> Result<(), String> {
        let (last, until) = self.rests.entry(channel.to_owned()).or_default();
        if now < *until || now - *last < 1000 {
            return Err(format!(
                "{channel} gets no rest: {now} after {last}, held until {until}"
            ));
        }
        *last = now;
        Ok(())
    }

    fn says_what_holds(
        &self,
        kind: Kind,
        text: &str,
        network: &Network,
        session: &Session,
    ) -> Result<(), String> {
        if (kind == Kind::Cancelled) != session.cancelled && kind != Kind::Work {
            let is = if session.cancelled { "is" } else { "is not" };
            return Err(format!("is said though the session {is} cancelled"));
        }
        let shown = match kind {
            Kind::Closing | Kind::Question | Kind::Prompt | Kind::Cancelled => return Ok(()),
            Kind::Work => match next_held(network, session) {
                Some(next) => next,
                None => return Ok(()),
            },
            _ => session,
        };
        if !tells(text, kind, shown) {
            return Err(format!("does not tell the date that holds, {shown:?}"));
        }
        let room = !matches!(kind, Kind::RoomMissing);
        if room && !tells_room(text, shown) {
            return Err(format!("does not tell the room that holds, {shown:?}"));
        }
        Ok(())
    }

    fn comes_at_its_time(
        &self,
        kind: Kind,
        at: DateTime,
        network: &Network,
        session: &Session,
    ) -> Result<(), String> {
        let before = |days: i64, hour: i8| {
            let day: Date = session.date.checked_sub(days.days()).unwrap();
            day.to_datetime(time(hour, 0, 0, 0))
        };
        let starts = session.date.to_datetime(session.start);
        let ends = session.date.to_datetime(session.end);
        let midnight = session.date.to_datetime(time(0, 0, 0, 0));
        // From when, where that is welcome, until when.
        let (from, until) = match kind {
            Kind::Preparation => (before(14, 8), Some(midnight)),
            Kind::Sharing => (before(7, 8), Some(starts)),
            Kind::Reminder => return self.reminds(at, network, session, starts),
            Kind::Closing => (ends, Some(ends.checked_add(7.days()).unwrap())),
            Kind::Work => (ends, None),
            Kind::Moved | Kind::Room | Kind::Cancelled => return Ok(()),
            Kind::Touchpoint => (before(200, 8), Some(starts)),
            _ => return Ok(()),
        };
        if until.is_some_and(|until| at >= until) {
            return Err("comes when it is of no use any more".to_owned());
        }
        let slides_back = until.is_some_and(|until| self.next_open(from, network) >= until);
        if at < from && !slides_back {
            return Err(format!("comes before its time, {from}"));
        }
        Ok(())
    }

    /// A reminder slides back, so that it may come up to 14 days before.
    fn reminds(
        &self,
        at: DateTime,
        network: &Network,
        session: &Session,
        starts: DateTime,
    ) -> Result<(), String> {
        let slot = session
            .date
            .yesterday()
            .unwrap()
            .to_datetime(time(12, 0, 0, 0));
        if at >= starts {
            return Err("comes when the session has begun".to_owned());
        }
        let welcome = self.next_open(slot, network);
        if at < slot && welcome.date() == slot.date() {
            return Err(format!("comes before its time, {slot}"));
        }
        if at < starts.checked_sub(15.days()).unwrap() {
            return Err("comes far too early".to_owned());
        }
        Ok(())
    }

    /// The first moment from `at` on at which `network` may be spoken to.
    fn next_open(&self, mut at: DateTime, network: &Network) -> DateTime {
        loop {
            at = self.year.days_off.next_open(at);
            match going_on(network, at) {
                Some(session) => {
                    at = session
                        .date
                        .to_datetime(session.end)
                        .checked_add(1.minute())
                        .unwrap();
                }
                None => return at,
            }
        }
    }

    fn comes_when_welcome(
        &self,
        kind: Kind,
        at: DateTime,
        network: Option<&Network>,
        session: Option<&Session>,
    ) -> Result<(), String> {
        let during = network.and_then(|network| going_on(network, at));
        let own = during.is_some_and(|during| Some(during) == session);
        let may_break_in = kind == Kind::Announcement
            || kind.corrects()
            || (own && matches!(kind, Kind::Closing | Kind::Question));
        if during.is_some() && !may_break_in {
            return Err("is said while a session goes on".to_owned());
        }
        if self.year.days_off.open(at) || (kind.corrects() && urgently_open(at)) {
            return Ok(());
        }
        // A correction that would come too late otherwise is said at once.
        let last = session.map(|session| session.date.to_datetime(session.start));
        let open_before = last.is_some_and(|last| self.year.days_off.next_open(at) < last);
        if kind.corrects() && !open_before {
            return Ok(());
        }
        Err("is said in quiet time".to_owned())
    }

    fn was_not_said(
        &self,
        channel: &str,
        kind: Kind,
        number: usize,
        text: &str,
    ) -> Result<(), String> {
        let Some(heard) = self.heard.get(channel) else {
            return Ok(());
        };
        let about = |other: &&Heard| other.number == number;
        let same: Vec<&Heard> = match kind {
            Kind::Touchpoint | Kind::Prompt | Kind::Trouble => return Ok(()),
            Kind::Result => return self.at_most_for_each_question(1, kind, channel, heard),
            Kind::Nudge => return self.at_most_for_each_question(2, kind, channel, heard),
            // It may be right again to say the same after something else was said.
            Kind::Moved | Kind::Room | Kind::Cancelled => heard
                .iter()
                .rev()
                .filter(about)
                .filter(|other| other.kind.corrects() || other.fate != Fate::Later)
                .take_while(|other| other.kind == kind && other.text == text)
                .collect(),
            // The date decides which reminder it is, the words which announcement.
            Kind::Reminder => {
                let date = date_line(text);
                let of_kind = heard.iter().filter(about).filter(|it| it.kind == kind);
                of_kind.filter(|it| date_line(&it.text) == date).collect()
            }
            Kind::RoomMissing => {
                let command = command_line(text);
                heard
                    .iter()
                    .filter(|it| command_line(&it.text) == command)
                    .collect()
            }
            Kind::Announcement => heard.iter().filter(|it| it.text == text).collect(),
            Kind::Asked => return self.at_most_as_confirmed(channel, text, heard),
            _ => heard
                .iter()
                .filter(about)
                .filter(|it| it.kind == kind)
                .collect(),
        };
        let count = |wanted: fn(&Fate) -> bool| same.iter().filter(|it| wanted(&it.fate)).count();
        if count(|fate| *fate == Fate::Told) > 0 {
            return Err("was said before".to_owned());
        }
        if count(|fate| *fate == Fate::Refused) > 0 && !kind.corrects() {
            return Err("was refused before".to_owned());
        }
        if count(|fate| matches!(fate, Fate::InDoubt { .. })) > 1 {
            return Err("was repeated after a doubt already".to_owned());
        }
        Ok(())
    }

    /// A question by command is asked as often as it was confirmed, and once more after a doubt.
    fn at_most_as_confirmed(
        &self,
        channel: &str,
        text: &str,
        heard: &[Heard],
    ) -> Result<(), String> {
        let (wording, confirmed) = self.asked_in(channel, text).ok_or("is not confirmed")?;
        let asked = || {
            let of_kind = heard.iter().filter(|it| it.kind == Kind::Asked);
            of_kind.filter(|it| it.text.contains(wording))
        };
        let doubted = |it: &&Heard| matches!(it.fate, Fate::InDoubt { .. });
        let ended = asked().filter(|it| matches!(it.fate, Fate::Told | Fate::Refused));
        if ended.count() >= confirmed || asked().filter(doubted).count() > confirmed {
            return Err("is asked more often than was confirmed".to_owned());
        }
        Ok(())
    }

    /// A question is asked once after each session; it has one result, and two nudges at most.
    fn at_most_for_each_question(
        &self,
        times: usize,
        kind: Kind,
        channel: &str,
        heard: &[Heard],
    ) -> Result<(), String> {
        let told = heard
            .iter()
            .filter(|it| it.kind == kind && it.fate == Fate::Told);
        let networks = self
            .truth
            .iter()
            .filter(|it| channel == COORDINATORS || it.channels.iter().any(|it| it == channel));
        let sessions: usize = networks.map(|it| it.sessions.len()).sum();
        let here = |of: &str| channel == COORDINATORS || of == channel;
        let asked = self.asked.iter().filter(|((_, of), _)| here(of));
        let by_command: usize = asked.map(|(_, count)| count).sum();
        if told.count() < times * (sessions + by_command) {
            Ok(())
        } else {
            Err("is one more than there are questions for".to_owned())
        }
    }

    /// The last thing that `channel` may have read about the session's date, if all of it was in no
    /// doubt: whether it tells what holds now. Nothing when it was told nothing.
    pub(crate) fn last_told_is_right(
        &self,
        channel: &str,
        number: usize,
        session: &Session,
    ) -> Option<bool> {
        let telling = |it: &&Heard| {
            it.number == number
                && matches!(
                    it.kind,
                    Kind::Preparation
                        | Kind::Sharing
                        | Kind::Reminder
                        | Kind::Moved
                        | Kind::Cancelled
                )
        };
        let last = self
            .heard
            .get(channel)?
            .iter()
            .rev()
            .filter(telling)
            .find(|it| matches!(it.fate, Fate::Told | Fate::InDoubt { there: true }))?;
        Some(if session.cancelled {
            last.kind == Kind::Cancelled
        } else {
            last.kind != Kind::Cancelled && tells(&last.text, last.kind, session)
        })
    }

    /// Whether a correction about the session did not get through to `channel` for sure.
    pub(crate) fn correction_failed(&self, channel: &str, number: usize) -> bool {
        let heard = self.heard.get(channel).into_iter().flatten();
        heard
            .filter(|it| it.number == number && it.kind.corrects())
            .any(|it| matches!(it.fate, Fate::Refused | Fate::InDoubt { .. }))
    }
}

/// In Teams there is nothing to tap here, and no page: an answer is written for all to see.
fn can_be_answered(channel: &str, secret: bool) -> bool {
    !secret || channel.starts_with("slack")
}

/// The session of `network` that goes on at `at`.
fn going_on(network: &Network, at: DateTime) -> Option<&Session> {
    network.sessions.iter().find(|session| {
        !session.cancelled
            && session.date.to_datetime(session.start) <= at
            && at <= session.date.to_datetime(session.end)
    })
}

/// The next session held after `session`.
fn next_held<'a>(network: &'a Network, session: &Session) -> Option<&'a Session> {
    let mut later = network.sessions.iter().filter(|it| it.date > session.date);
    later.find(|it| !it.cancelled)
}

/// The line that says when, without how near that is.
fn date_line(text: &str) -> String {
    let at = text.find("\nNår").unwrap_or(0);
    let line: String = text[at..].chars().take(160).collect();
    let line = line.replace("i morgen, ", "").replace("i dag, ", "");
    let end = line.find("kl. ").unwrap_or(line.len());
    line[..end]
        .trim_end_matches(|it: char| it.is_ascii_digit() || it == ' ')
        .to_owned()
}

/// The command that a post to the coordinators offers.
fn command_line(text: &str) -> &str {
    let at = text.find("skolebud move").unwrap_or(text.len());
    text[at..].split(" --").next().unwrap_or_default()
}
