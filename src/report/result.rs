//! From what is stored to a picture: the one way in which a result comes about, wherever it is shown.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::clock::Timestamp;
use crate::inbox::Given;
use crate::inbox::rules::{ANSWERED, Counters as Kept, KeptAnswer, Vote as KeptVote};
use crate::plan::Asking;
use crate::programme::question::{Mode, Respondent};
use crate::programme::{Id, Language, Programme};
use crate::report::own_words::{OwnWords, own_words};
use crate::report::rules::{Picture, Published, draw};
use crate::report::{About, Counters, Population, Tally, Vote};

/// How persons begin who answered on the answer page.
pub(super) const ON_THE_PAGE: &str = "page/";

/// What was answered to a question, as it is stored.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// How many respondents have answered.
    pub respondents: usize,
    /// Secret and closed: the counters. Nothing while they are sealed, or when their key was lost.
    pub counters: Option<Kept>,
    /// Not secret: the answers, by respondent.
    pub votes: HashMap<String, KeptVote>,
}

/// A picture with all that telling it needs.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub asking: Asking,
    pub picture: Picture,
    /// Answers in one's own words: for the eyes of coordinators alone.
    pub own_words: Vec<OwnWords>,
    /// The programme's language.
    otherwise: Language,
    networks: Vec<(Id, String)>,
    open: (Date, Date),
    is_over: bool,
    self_declared: u32,
}

impl Drawn {
    /// What it is of, for one who reads `language` on the day `today`.
    pub fn about(&self, language: Language, today: Date) -> About<'_> {
        About {
            question: &self.asking.question,
            language,
            otherwise: self.otherwise,
            open: self.open,
            is_over: self.is_over,
            today,
            networks: &self.networks,
            self_declared: self.self_declared,
        }
    }
}

/// The result of `asking`, which closed at `closed_at` or is open still, when `published` is what was
/// shown of it before, oldest first. Nothing when its answers cannot be counted: they are sealed, or
/// their key was lost.
pub fn result(
    asking: &Asking,
    closed_at: Option<Timestamp>,
    answered: &Answered,
    programme: &Programme,
    published: &[Published],
) -> Option<Drawn> {
    let population = population(asking, programme);
    let tally = tally(asking, answered, &population)?;
    let day = |at: Timestamp| at.local(asking.zone.rules()).date();
    // A process that was down closes late; nothing could be answered after the deadline.
    let ended_at = closed_at.map_or(asking.closes_at, |at| at.min(asking.closes_at));
    let self_declared = answered.votes.values().filter(|vote| {
        let person = vote.person.as_deref().unwrap_or_default();
        person.starts_with(ON_THE_PAGE)
    });
    Some(Drawn {
        picture: draw(&asking.question, &tally, published),
        own_words: own_words(answered, programme),
        otherwise: programme.language,
        networks: programme
            .networks
            .iter()
            .map(|network| (network.id.clone(), network.title.clone()))
            .collect(),
        open: (day(asking.opens_at), day(ended_at)),
        is_over: closed_at.is_some(),
        self_declared: u32::try_from(self_declared.count()).unwrap_or(u32::MAX),
        asking: asking.clone(),
    })
}

/// Who was asked: the schools of the asked networks, each once; how many leaders there are, nobody
/// knows.
fn population(asking: &Asking, programme: &Programme) -> Population {
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

fn tally(asking: &Asking, answered: &Answered, population: &Population) -> Option<Tally> {
    let asked = &asking.question;
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
        return Some(Tally::of_votes(asked, population, &votes));
    }
    let counters = of_networks(answered.counters.as_ref()?);
    Some(Tally::of_counters(asked, population, &counters))
}

/// Counters as they are kept, by network.
pub(super) fn of_networks(kept: &Kept) -> Vec<Counters> {
    let number = |count: &u64| u32::try_from(*count).unwrap_or(u32::MAX);
    kept.iter()
        .map(|(network, options)| Counters {
            group: Id::parse(network),
            answered: options.get(ANSWERED).map_or(0, number),
            options: options
                .iter()
                .filter_map(|(key, count)| Some((Id::parse(key)?, number(count))))
                .collect::<BTreeMap<_, _>>(),
        })
        .collect()
}
