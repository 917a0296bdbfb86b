//! What is said when questions close: the result, where the question was said, and to the coordinators
//! what concerns only them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::outbox::{Route, Stored, Wanted};
use crate::plan::{Asking, Calendar, Content, Post, ResultFacts};
use crate::programme::question::Results;
use crate::programme::{Audience, Id, Language, PostKind, Programme};
use crate::report::rules::Published;
use crate::report::{Answered, Drawn, result, text};
use crate::words::say;

/// How long a result is of use.
const USEFUL_FOR: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// A question that has just been closed.
#[derive(Clone, Debug)]
pub struct Closing {
    pub id: i64,
    pub asking: Asking,
    pub closed_at: Timestamp,
    pub answered: Answered,
    /// What was shown of it before, oldest first.
    pub published: Vec<Published>,
}

/// What follows from closing questions.
#[derive(Clone, Debug, Default)]
pub struct Conclusion {
    /// What is shown of which question.
    pub published: Vec<(i64, Published)>,
    pub posts: Vec<Wanted>,
}

/// What follows from closing `closed`, one question or those of one survey, in `programme`. `posts` are
/// the posts of the programme and `routes` its channels.
pub fn conclude(
    closed: &[Closing],
    programme: &Programme,
    posts: &[Stored],
    routes: &[Route],
    now: Timestamp,
) -> Conclusion {
    let Some(first) = closed.first() else {
        return Conclusion::default();
    };
    let scene = Scene {
        programme,
        first: &first.asking,
        now,
    };
    let ends: Vec<(&Closing, End)> = closed
        .iter()
        .map(|closing| (closing, end(closing, programme)))
        .collect();
    let mut conclusion = Conclusion {
        published: ends
            .iter()
            .filter_map(|(closing, end)| Some((closing.id, end.drawn()?.picture.published())))
            .collect(),
        posts: Vec::new(),
    };
    let said = where_said(closed, posts, routes);
    // Who was not asked in a channel may have answered by a link or in writing all the same.
    let nowhere = said.is_empty();
    for (network, channels) in said {
        let told = ends.iter().filter_map(|(_, end)| end.to_leaders());
        conclusion
            .posts
            .extend(scene.to_network(&network, channels, told));
    }
    let told = ends
        .iter()
        .filter(|(_, end)| nowhere || end.to_leaders().is_none());
    conclusion.posts.extend(scene.to_coordinators(told, routes));
    conclusion
}

/// How a question ended.
enum End {
    Drawn(Box<Drawn>),
    NobodyAnswered,
    KeyLost,
}

fn end(closing: &Closing, programme: &Programme) -> End {
    let Closing {
        asking,
        closed_at,
        answered,
        published,
        ..
    } = closing;
    if answered.respondents == 0 {
        return End::NobodyAnswered;
    }
    let drawn = result(asking, Some(*closed_at), answered, programme, published);
    drawn.map_or(End::KeyLost, |drawn| End::Drawn(Box::new(drawn)))
}

impl End {
    fn drawn(&self) -> Option<&Drawn> {
        match self {
            Self::Drawn(drawn) => Some(drawn),
            Self::NobodyAnswered | Self::KeyLost => None,
        }
    }

    /// What the leaders are told.
    fn to_leaders(&self) -> Option<&Drawn> {
        self.drawn()
            .filter(|drawn| match drawn.asking.question.results {
                Results::AtClosing | Results::Live => true,
                Results::ToCoordinators => false,
            })
    }
}

/// The channels in which one of the questions was said, by network. A channel that serves several
/// networks hears the result once.
fn where_said(
    closed: &[Closing],
    posts: &[Stored],
    routes: &[Route],
) -> BTreeMap<Id, BTreeSet<String>> {
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut said: BTreeMap<Id, BTreeSet<String>> = BTreeMap::new();
    let asked = posts.iter().filter(|stored| {
        stored.post.kind() == PostKind::Question
            && stored.post.audience == Audience::Network
            && closed.iter().any(|closing| {
                stored
                    .post
                    .content
                    .asks()
                    .contains(&closing.asking.key.as_str())
            })
    });
    for stored in asked {
        let Some(network) = &stored.post.network else {
            continue;
        };
        for delivery in stored.deliveries.iter().filter(|it| it.was_heard()) {
            let served = routes.iter().any(|route| {
                route.channel == delivery.channel && route.network.as_ref() == Some(network)
            });
            if served && taken.insert(&delivery.channel) {
                let channels = said.entry(network.clone()).or_default();
                channels.insert(delivery.channel.clone());
            }
        }
    }
    said
}

/// Of which closing we speak.
struct Scene<'a> {
    programme: &'a Programme,
    /// The question by which the posts are named, and whose occasion is theirs.
    first: &'a Asking,
    now: Timestamp,
}

impl Scene<'_> {
    fn to_network<'d>(
        &self,
        network: &Id,
        channels: BTreeSet<String>,
        told: impl Iterator<Item = &'d Drawn>,
    ) -> Option<Wanted> {
        let held = self.programme.network(network)?;
        let calendar = Calendar::of_network(self.programme, held);
        let language = held.language.unwrap_or(self.programme.language);
        let post = Post {
            key: format!(
                "{}/{network}/result/{}/{}",
                self.programme.id,
                self.first.question.id,
                self.first.occasion()
            ),
            network: Some(network.clone()),
            ..self.post(&calendar, Audience::Network, language)?
        };
        let today = self.today(&post);
        let results: Vec<ResultFacts> = told
            .map(|drawn| text::facts(&drawn.picture, &drawn.about(language, today)))
            .collect();
        wanted(post, results, channels.into_iter().collect())
    }

    /// What is only for the coordinators: results that are, or that have no channel of leaders to be said
    /// in, and questions without a result.
    fn to_coordinators<'d>(
        &self,
        told: impl Iterator<Item = &'d (&'d Closing, End)>,
        routes: &[Route],
    ) -> Option<Wanted> {
        let calendar = Calendar::of_coordinators(self.programme);
        let language = self.programme.language;
        let key = &self.first.key;
        let own = key.strip_prefix(&format!("{}/", self.programme.id));
        let post = Post {
            key: format!("{}/result/{}", self.programme.id, own.unwrap_or(key)),
            ..self.post(&calendar, Audience::Coordinators, language)?
        };
        let today = self.today(&post);
        let results: Vec<ResultFacts> = told
            .map(|(closing, end)| match end {
                End::Drawn(drawn) => text::facts(&drawn.picture, &drawn.about(language, today)),
                End::NobodyAnswered => self.without(closing, "result-nobody-answered"),
                End::KeyLost => self.without(closing, "result-key-lost"),
            })
            .collect();
        let channels = routes
            .iter()
            .filter(|route| route.audience == Audience::Coordinators)
            .map(|route| route.channel.clone());
        wanted(post, results, channels.collect())
    }

    /// That a question has no result, and why.
    fn without(&self, closing: &Closing, why: &str) -> ResultFacts {
        let language = self.programme.language;
        let text = &closing.asking.question.text;
        ResultFacts {
            question: text.in_language(language, language).to_owned(),
            response: say(language, why, &[]),
            sentence: None,
            lines: Vec::new(),
            networks: Vec::new(),
            method: Vec::new(),
        }
    }

    /// A post that is due now or in the next opening, without its key and what it says.
    fn post(&self, calendar: &Calendar, audience: Audience, language: Language) -> Option<Post> {
        let opening = calendar.next_opening(self.now)?;
        let due_at = self.now.max(opening.from);
        Some(Post {
            key: String::new(),
            programme: self.programme.id.clone(),
            network: None,
            audience,
            language,
            zone: self.programme.zone.clone(),
            due_at,
            closes_at: opening.to,
            useful_until_at: due_at.plus(USEFUL_FOR),
            content: Content::Result {
                results: Vec::new(),
            },
        })
    }

    fn today(&self, post: &Post) -> jiff::civil::Date {
        post.due_at.local(self.programme.zone.rules()).date()
    }
}

fn wanted(mut post: Post, results: Vec<ResultFacts>, channels: Vec<String>) -> Option<Wanted> {
    if results.is_empty() {
        return None;
    }
    post.content = Content::Result { results };
    Some(Wanted { post, channels })
}
