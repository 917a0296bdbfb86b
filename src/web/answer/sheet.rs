//! All that an answer page knows of its question.

use crate::app::App;
use crate::clock::Timestamp;
use crate::config::Serves;
use crate::links::{Linked, Links};
use crate::plan::{Asking, askings};
use crate::programme::question::{Mode, Respondent};
use crate::programme::{Id, Language, Network, Programme, School};
use crate::store::{StoreError, StoredQuestion};

/// A question in a channel.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// The last part of the page's address.
    pub(super) token: String,
    pub(super) linked: Linked,
    /// Nothing before it is opened.
    pub(super) id: Option<i64>,
    pub(super) asking: Asking,
    pub(super) stage: Stage,
    /// The programme's title and language.
    pub(super) title: String,
    pub(super) written_in: Language,
    /// The networks that are asked here, each with its schools; a school in two stands in the first.
    pub(super) networks: Vec<(String, Vec<School>)>,
    /// Which question of its survey it is, and of how many.
    pub(super) number: Option<(usize, usize)>,
    /// The page of the next question of the survey that is open here.
    pub(super) next: Option<String>,
}

/// Whether a question can be answered now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Early,
    Open,
    Closed,
    Withdrawn,
}

impl Sheet {
    /// What there is to know of the question that is linked; nothing when there is no such question.
    pub(super) async fn read(
        app: &App,
        links: &Links,
        linked: Linked,
    ) -> Result<Option<Self>, StoreError> {
        let programme = linked.asking.split('/').next().and_then(Id::parse);
        let Some(programme) = programme else {
            return Ok(None);
        };
        let Some(stored) = app.store.programme(&programme).await? else {
            return Ok(None);
        };
        let programme = stored.in_force();
        let asked = app.store.questions().await?;
        let now = app.clock.now();
        let question = asked.iter().find(|it| it.asking.key == linked.asking);
        let (asking, stage) = match question {
            Some(question) => (question.asking.clone(), stage(question, now)),
            // Not opened yet: what the programme says.
            None => {
                let mut planned = askings(&programme).into_iter();
                match planned.find(|asking| asking.key == linked.asking) {
                    Some(asking) if now < asking.closes_at => (asking, Stage::Early),
                    Some(asking) => (asking, Stage::Closed),
                    None => return Ok(None),
                }
            }
        };
        let here = networks_here(app, &linked.channel, &programme, &asking);
        let survey = survey(&programme, &asked, &asking, &here, now);
        let place = survey.iter().position(|it| it.key == asking.key);
        let next = place.and_then(|place| survey.get(place + 1));
        Ok(Some(Self {
            token: links.token(&linked.asking, &linked.channel),
            id: question.map(|question| question.id),
            number: place
                .filter(|_| survey.len() > 1)
                .map(|place| (place + 1, survey.len())),
            next: next.map(|next| links.token(&next.key, &linked.channel)),
            networks: with_schools(&programme, &here),
            title: programme.title,
            written_in: programme.language,
            linked,
            asking,
            stage,
        }))
    }

    /// Whether the form asks for the school: where the school answers, and where it is no secret who
    /// does.
    pub(super) fn asks_school(&self) -> bool {
        let question = &self.asking.question;
        question.respondent == Respondent::School
            || (question.mode != Mode::Secret && self.schools().next().is_some())
    }

    /// Whether the form asks for a name.
    pub(super) fn asks_name(&self) -> bool {
        let question = &self.asking.question;
        question.respondent == Respondent::Person && question.mode != Mode::Secret
    }

    /// Whether nothing tells who answers, so that only the browser can be known again.
    pub(super) fn knows_nobody(&self) -> bool {
        !self.asks_name() && !self.asks_school()
    }

    /// The schools that can answer.
    pub(super) fn schools(&self) -> impl Iterator<Item = &School> {
        self.networks.iter().flat_map(|(_, schools)| schools)
    }
}

fn stage(question: &StoredQuestion, now: Timestamp) -> Stage {
    let asking = &question.asking;
    match question.state.as_str() {
        "withdrawn" => Stage::Withdrawn,
        "open" if now < asking.opens_at => Stage::Early,
        "open" if now < asking.closes_at => Stage::Open,
        _ => Stage::Closed,
    }
}

/// The networks that are asked and that read the channel; all that are asked when nobody knows who reads
/// it any more.
fn networks_here<'p>(
    app: &App,
    channel: &str,
    programme: &'p Programme,
    asking: &Asking,
) -> Vec<&'p Network> {
    let configured = app.settings.channels.iter();
    let serves = configured
        .filter(|configured| configured.channel.id == channel)
        .find_map(|configured| match &configured.serves {
            Serves::Networks(networks) => Some(networks),
            Serves::Coordinators(_) => None,
        });
    let asked = programme
        .networks
        .iter()
        .filter(|network| asking.networks.contains(&network.id));
    let here: Vec<&Network> = asked
        .clone()
        .filter(|network| {
            serves
                .is_some_and(|serves| serves.contains(&(programme.id.clone(), network.id.clone())))
        })
        .collect();
    match here.is_empty() {
        true => asked.collect(),
        false => here,
    }
}

fn with_schools(programme: &Programme, networks: &[&Network]) -> Vec<(String, Vec<School>)> {
    let mut seen: Vec<&Id> = Vec::new();
    let mut all = Vec::new();
    for network in networks {
        let mut schools = Vec::new();
        for id in &network.schools {
            let school = programme.schools.iter().find(|school| school.id == *id);
            if let Some(school) = school.filter(|_| !seen.contains(&id)) {
                seen.push(id);
                schools.push(school.clone());
            }
        }
        all.push((network.title.clone(), schools));
    }
    all
}

/// The survey of `asking` as it can be answered here now, in the programme's order; `asking` itself stands
/// in it in any case.
fn survey<'q>(
    programme: &Programme,
    asked: &'q [StoredQuestion],
    asking: &Asking,
    here: &[&Network],
    now: Timestamp,
) -> Vec<&'q Asking> {
    let Some(name) = &asking.question.survey else {
        return Vec::new();
    };
    let mut survey: Vec<&Asking> = asked
        .iter()
        .filter(|it| it.asking.key == asking.key || stage(it, now) == Stage::Open)
        .map(|it| &it.asking)
        .filter(|it| it.programme == asking.programme && it.occasion() == asking.occasion())
        .filter(|it| it.question.survey.as_ref() == Some(name))
        .filter(|it| {
            let mut networks = here.iter();
            networks.any(|network| it.networks.contains(&network.id))
        })
        .collect();
    let place = |asking: &Asking| {
        let mut questions = programme.questions.iter();
        questions.position(|question| question.id == asking.question.id)
    };
    survey.sort_by_key(|asking| (place(asking), asking.key.clone()));
    survey
}
