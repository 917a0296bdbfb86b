//! The forms by which a viewer takes part: pick who to be, tap an option, write something. Each hands
//! an event to the inbox as a platform would, and answers with a redirect to the page it came from.

use std::time::Duration;

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use crate::inbox::command::{self, Reading};
use crate::inbox::rules::SCHOOL;
use crate::inbox::{Answer, Deed, Event, Given};
use crate::programme::Language;
use crate::words::{Message, say};

use super::fragments::{self, Under};
use super::talk::{Answered, Author, Line};
use super::view::View;
use super::who::Who;
use super::{Failure, Sandbox};

/// How long an answer is waited for; the event may still take effect then.
const LONGEST: Duration = Duration::from_secs(5);
/// The longest text that is taken, in characters; the forms take no longer one.
pub(super) const LONGEST_TEXT: usize = 2_000;

/// What a form carries; `option` may stand there several times.
type Sent = Vec<(String, String)>;

/// `POST /who`: the viewer is someone else from now on.
pub(super) async fn pick(
    State(sandbox): State<Sandbox>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let Some(who) = Who::of_name(field(&sent, "who")) else {
        return Err(Failure::NotFound);
    };
    let here = Here::read(&sandbox, Some(who.clone()), &sent).await?;
    here.introduce().await;
    let there = here.back("latest");
    Ok(([(SET_COOKIE, who.cookie())], there).into_response())
}

/// `POST /tap`: an option was tapped, or some were ticked, or words of one's own sent. The answer is
/// shown under the post or line on which the form stood.
pub(super) async fn tap(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let Some(under) = Under::of_id(field(&sent, "under")) else {
        return Err(Failure::NotFound);
    };
    let here = Here::read(&sandbox, Who::of_cookie(&headers), &sent).await?;
    let options = sent.iter().filter(|(name, _)| name == "option");
    let answer = match sent.iter().find(|(name, _)| name == "text") {
        Some((_, text)) => Given::Text(shortened(text)),
        None => Given::Options(options.map(|(_, key)| key.clone()).collect()),
    };
    let asking = field(&sent, "asking").to_owned();
    here.introduce().await;
    let number = sandbox.talk.next_number();
    let answer = here.deliver(number, Deed::Vote { asking, answer }).await;
    let who = &here.view.who;
    match under {
        Under::Post(delivery) => sandbox.talk.keep_receipt(who, delivery, answer.message),
        Under::Line(line) => sandbox.talk.answer_again(line, who, answered(answer)),
    }
    Ok(here.back(&under.id()))
}

/// `POST /say`: something was written in a channel, a reply or a command.
pub(super) async fn say_in_channel(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let here = Here::read(&sandbox, Who::of_cookie(&headers), &sent).await?;
    let text = shortened(field(&sent, "text").trim());
    if text.is_empty() {
        return Ok(here.back("latest"));
    }
    here.introduce().await;
    let number = sandbox.talk.next_number();
    let at = sandbox.app.clock.now();
    let read = command::read(&text, here.view.now.date());
    let answer = here.deliver(number, Deed::Say { text: text.clone() }).await;
    let line = Line {
        number,
        channel: here.view.shown.id.clone(),
        at,
        author: Author::Viewer(here.view.who.clone()),
        text,
        private: !matches!(read, Reading::NotACommand { .. }),
        answer: Some(answered(answer)),
    };
    sandbox.talk.add(line);
    Ok(here.back(&Under::Line(number).id()))
}

/// The page on which a form stood, and who sent it.
struct Here<'s> {
    sandbox: &'s Sandbox,
    view: View,
}

impl<'s> Here<'s> {
    /// The page of the channel that the form names, which must be one of ours.
    async fn read(
        sandbox: &'s Sandbox,
        who: Option<Who>,
        sent: &[(String, String)],
    ) -> Result<Self, Failure> {
        let language = Language::of_tag(field(sent, "lang"));
        let view = View::read(sandbox, field(sent, "channel"), who, language, None).await?;
        let view = view.ok_or(Failure::NotFound)?;
        Ok(Self { sandbox, view })
    }

    /// Says which school the viewer leads, as everybody says it, so that no question has to ask. The
    /// same event every time: it takes effect once.
    async fn introduce(&self) {
        let Some(school) = self.view.who.school() else {
            return;
        };
        for programme in self.view.programmes_of(school) {
            let answer = Given::Options(vec![school.to_string()]);
            let asking = format!("{SCHOOL}{programme}");
            let id = format!("sandbox:school:{programme}:{school}");
            self.deliver_as(id, Deed::Vote { asking, answer }).await;
        }
    }

    /// Does `deed`, the `number`th of all. Of two in the same instant, as while the demo's clock stands
    /// still, the one with the greater id counts as the later.
    async fn deliver(&self, number: u64, deed: Deed) -> Answer {
        let chance = self.sandbox.app.entropy.fraction().to_bits();
        self.deliver_as(format!("sandbox:{number:012}:{chance:016x}"), deed)
            .await
    }

    async fn deliver_as(&self, id: String, deed: Deed) -> Answer {
        let event = Event {
            id,
            at: self.sandbox.app.clock.now(),
            sender: self.view.who.sender(self.view.spoken),
            place: Some(self.view.shown.id.clone()),
            deed,
        };
        let delivered = tokio::time::timeout(LONGEST, self.sandbox.inbox.deliver(event)).await;
        match delivered {
            Ok(Ok(answer)) => answer,
            _ => unavailable(self.view.spoken),
        }
    }

    /// To the place called `anchor` on the page.
    fn back(&self, anchor: &str) -> Redirect {
        let address = fragments::page_address(&self.view.shown.id, self.view.chosen);
        Redirect::to(&format!("{address}#{anchor}"))
    }
}

fn answered(answer: Answer) -> Answered {
    Answered {
        message: answer.message,
        public: answer.public,
    }
}

/// The answer when nobody takes in events just now.
fn unavailable(language: Language) -> Answer {
    let title = say(language, "answer-unavailable", &[]);
    Answer {
        message: Message {
            language,
            summary: title.clone(),
            title,
            parts: Vec::new(),
            links: Vec::new(),
        },
        public: false,
    }
}

fn field<'s>(sent: &'s [(String, String)], name: &str) -> &'s str {
    let found = sent.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value)
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}
