//! Simulated leaders: in the demo one of each school answers questions and replies to prompts, by the
//! demo's clock. They come in by the inbox as everybody does, and the page says that they are simulated.

mod texts;
mod will;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::app::App;
use crate::chat::Address;
use crate::clock::Timestamp;
use crate::inbox::rules::SCHOOL;
use crate::inbox::{Deed, Event, Given, Inbox, Platform, Sender};
use crate::plan::Asking;
use crate::programme::question::Respondent;
use crate::programme::{Id, Network, Programme};

use super::talk::{Author, Line, Talk};
use will::Doing;

/// One simulated leader of each school. Clones are the same leaders.
#[derive(Clone, Debug)]
pub struct Leaders {
    app: App,
    inbox: Inbox,
    seed: u64,
    talk: Talk,
    past: Arc<Mutex<Past>>,
}

/// What the leaders have done, and what they have in mind.
#[derive(Debug, Default)]
struct Past {
    /// Everything up to this moment is done.
    done_until: Timestamp,
    /// How much had been said and was open when `plan` was made.
    world: World,
    /// In order of time.
    plan: Arc<[Planned]>,
}

/// What the leaders see; they plan anew when it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct World {
    said: i64,
    open: Vec<i64>,
}

/// Something that a leader will do.
#[derive(Clone, Debug)]
struct Planned {
    programme: Id,
    channel: Option<String>,
    doing: Doing,
    /// A question that a school answers once, whichever leader does it.
    of_school: Option<i64>,
}

impl Leaders {
    /// Leaders whose events go to `inbox`; the same `seed` makes them do the same. What is said before
    /// the present instant of the clock they have missed.
    pub fn new(app: &App, inbox: &Inbox, seed: u64) -> Self {
        let past = Past {
            done_until: app.clock.now(),
            ..Past::default()
        };
        Self {
            app: app.clone(),
            inbox: inbox.clone(),
            seed,
            talk: Talk::default(),
            past: Arc::new(Mutex::new(past)),
        }
    }

    /// The conversation in which they write.
    pub(super) const fn talk(&self) -> &Talk {
        &self.talk
    }

    /// When one of them does something next.
    pub(super) async fn next_at(&self) -> anyhow::Result<Option<Timestamp>> {
        let plan = self.plan().await?;
        let done_until = self.past().done_until;
        let mut times = plan.iter().map(|planned| planned.doing.at);
        Ok(times.find(|at| *at > done_until))
    }

    /// Does everything whose time has come, in order.
    pub(super) async fn act(&self) -> anyhow::Result<()> {
        let now = self.app.clock.now();
        let plan = self.plan().await?;
        let done_until = self.past().done_until;
        let due = plan
            .iter()
            .filter(|planned| (done_until < planned.doing.at) && planned.doing.at <= now);
        for planned in due {
            self.perform(planned).await?;
        }
        self.past().done_until = now.max(done_until);
        Ok(())
    }

    async fn perform(&self, planned: &Planned) -> anyhow::Result<()> {
        let doing = &planned.doing;
        if let Some(question) = planned.of_school
            && self.has_answered(question, &doing.school).await?
        {
            return Ok(());
        }
        let programme = &planned.programme;
        let introduction = Deed::Vote {
            asking: format!("{SCHOOL}{programme}"),
            answer: Given::Options(vec![doing.school.to_string()]),
        };
        let name = format!("{SCHOOL}{programme}/{}", doing.school);
        self.deliver(planned, &name, introduction).await?;
        self.deliver(planned, &doing.name, doing.deed.clone())
            .await?;
        if let (Deed::Say { text }, Some(channel)) = (&doing.deed, &planned.channel) {
            self.talk.add(Line {
                number: self.talk.next_number(),
                channel: channel.clone(),
                at: doing.at,
                author: Author::Simulated(doing.school.clone()),
                text: text.clone(),
                private: false,
                answer: None,
            });
        }
        Ok(())
    }

    async fn deliver(&self, planned: &Planned, name: &str, deed: Deed) -> anyhow::Result<()> {
        let school = &planned.doing.school;
        let event = Event {
            id: format!("sandbox:simulated:{name}"),
            at: planned.doing.at,
            sender: Sender {
                platform: Platform::Sandbox,
                tenant: String::new(),
                user: format!("simulated-{school}"),
                name: None,
                language: None,
                declared_school: None,
            },
            place: planned.channel.clone(),
            deed,
        };
        self.inbox.deliver(event).await?;
        Ok(())
    }

    /// Whether a person at the page has answered for `school`: no simulated leader overrules them.
    async fn has_answered(&self, question: i64, school: &Id) -> anyhow::Result<bool> {
        let answered = self.app.store.answered(question).await?;
        let vote = answered.votes.get(&format!("school:{school}"));
        let person = vote.and_then(|vote| vote.person.as_deref());
        Ok(person.is_some_and(|person| !person.starts_with("sandbox//simulated-")))
    }

    /// What they have in mind, seeing what was said and asked until now.
    async fn plan(&self) -> anyhow::Result<Arc<[Planned]>> {
        let store = &self.app.store;
        let questions = store.questions().await?;
        let open = questions.iter().filter(|question| question.state == "open");
        let world = World {
            said: store.count_said().await?.values().sum(),
            open: open.clone().map(|question| question.id).collect(),
        };
        if self.past().world == world {
            return Ok(Arc::clone(&self.past().plan));
        }
        let programmes = store.programmes_in_force().await?;
        let mut plan = Vec::new();
        for question in open {
            plan.extend(self.answers(question.id, &question.asking, &programmes));
        }
        plan.extend(self.replies(&programmes).await?);
        plan.sort_by(|one: &Planned, other| {
            let place = |planned: &Planned| (planned.doing.at, planned.doing.name.clone());
            place(one).cmp(&place(other))
        });
        let plan: Arc<[Planned]> = plan.into();
        let mut past = self.past();
        past.world = world;
        past.plan = Arc::clone(&plan);
        Ok(plan)
    }

    fn answers(&self, id: i64, asking: &Asking, programmes: &[Arc<Programme>]) -> Vec<Planned> {
        let Some(programme) = programmes.iter().find(|it| it.id == asking.programme) else {
            return Vec::new();
        };
        let mut schools: Vec<&Id> = Vec::new();
        for network in asking
            .networks
            .iter()
            .filter_map(|id| programme.network(id))
        {
            let new = network.schools.iter();
            let new: Vec<&Id> = new.filter(|school| !schools.contains(school)).collect();
            schools.extend(new);
        }
        let once = asking.question.respondent == Respondent::School;
        will::answers(asking, &schools, self.seed)
            .into_iter()
            .map(|doing| Planned {
                programme: programme.id.clone(),
                channel: None,
                doing,
                of_school: once.then_some(id),
            })
            .collect()
    }

    async fn replies(&self, programmes: &[Arc<Programme>]) -> anyhow::Result<Vec<Planned>> {
        let said = self.app.store.said().await?;
        let mut planned = Vec::new();
        for said in said.iter().filter(|said| self.is_ours(&said.channel)) {
            let post = &said.post;
            let programme = programmes.iter().find(|it| it.id == post.programme);
            let Some((programme, network)) =
                programme.and_then(|it| Some((it, it.network(post.network.as_ref()?)?)))
            else {
                continue;
            };
            let schools = at_home(programme, network);
            let doings = will::replies(post, said.at, &schools, self.seed);
            planned.extend(doings.into_iter().map(|doing| Planned {
                programme: programme.id.clone(),
                channel: Some(said.channel.clone()),
                doing,
                of_school: None,
            }));
        }
        Ok(planned)
    }

    /// Whether `channel` is one of the sandbox's.
    fn is_ours(&self, channel: &str) -> bool {
        let mut channels = self.app.settings.channels.iter();
        channels.any(|configured| {
            configured.channel.id == channel
                && matches!(configured.channel.address, Address::Sandbox)
        })
    }

    fn past(&self) -> MutexGuard<'_, Past> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The schools of `network` that write in its channel: a school in two networks writes in the first.
fn at_home<'p>(programme: &'p Programme, network: &'p Network) -> Vec<&'p Id> {
    let first = |school: &Id| {
        let mut networks = programme.networks.iter();
        networks.find(|network| network.schools.contains(school))
    };
    let schools = network.schools.iter();
    schools
        .filter(|school| first(school).is_some_and(|home| home.id == network.id))
        .collect()
}
