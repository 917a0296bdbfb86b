//! The program with questions that are open, its inbox at work and its answer pages on a socket.

use std::fmt::Write;

use reqwest::header::HeaderMap;
use reqwest::{Client, Method, StatusCode};
use skolebud::config::Settings;
use skolebud::inbox::{Inbox, worker as taker};
use skolebud::report::Answered;
use skolebud::report::worker::{self, Known};
use tokio_util::sync::CancellationToken;

use crate::support::program::{Program, SMALL};
use crate::support::site::{client, serve_with};

/// Where browsers are told to go; the tests go to the socket.
pub(crate) const PUBLIC: &str = "https://svar.asker.example";
/// The channel whose leaders answer.
pub(crate) const CHANNEL: &str = "teams";
/// When the questions open and when they close.
pub(crate) const OPENS: &str = "2018-09-10T09:00";
pub(crate) const CLOSES: &str = "2018-09-17T09:00";

pub(crate) const MODES: [&str; 3] = ["secret", "coordinator", "named"];
pub(crate) const RESPONDENTS: [&str; 2] = ["person", "school"];
pub(crate) const KINDS: [&str; 5] = ["choice", "choices", "scale", "bands", "text"];

/// A form comes back with this.
pub(crate) struct Shown {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

/// The program and its pages.
pub(crate) struct Answering {
    pub(crate) program: Program,
    pub(crate) base: String,
    known: Known,
    client: Client,
    stop: CancellationToken,
}

impl Answering {
    /// With a question of every mode, respondent and kind, open since a minute.
    pub(crate) async fn start() -> Self {
        let mut answering = Self::of(&year(), PUBLIC, |_| {}).await;
        answering.live_until("2018-09-10T08:59:30").await;
        answering.live_until("2018-09-10T09:01").await;
        answering
    }

    /// With `programme` and such settings, on the first day.
    pub(crate) async fn of(
        programme: &str,
        public_url: &str,
        set: impl FnOnce(&mut Settings),
    ) -> Self {
        let program = Program::start_with(programme, &[CHANNEL], |settings| {
            settings.public_url = Some(public_url.to_owned());
            set(settings);
        })
        .await;
        let (inbox, waiting) = Inbox::with_capacity(64);
        let stop = CancellationToken::new();
        tokio::spawn(taker::run(program.app.clone(), waiting, stop.clone()));
        let base = serve_with(program.app.clone(), &inbox, stop.clone()).await;
        Self {
            program,
            base,
            known: Known::default(),
            client: client(),
            stop,
        }
    }

    /// Lets time pass until `local`, questions opening and closing on the way.
    pub(crate) async fn live_until(&mut self, local: &str) {
        self.program.live_until(local).await;
        worker::step(&self.program.app, &mut self.known)
            .await
            .unwrap();
    }

    /// The page of the question called `name`.
    pub(crate) fn path(&self, name: &str) -> String {
        self.path_of(&format!("prove/{name}/2018-09-10"))
    }

    /// The page of the asking `key`.
    pub(crate) fn path_of(&self, key: &str) -> String {
        let links = self.program.app.links.as_ref().unwrap();
        format!("/a/{}", links.token(key, CHANNEL))
    }

    pub(crate) async fn get(&self, path: &str) -> Shown {
        self.ask(Method::GET, path, "", &[]).await
    }

    /// Sends a form of our own page.
    pub(crate) async fn post(&self, path: &str, form: &str) -> Shown {
        self.post_with(path, form, &[]).await
    }

    pub(crate) async fn post_with(
        &self,
        path: &str,
        form: &str,
        headers: &[(&str, &str)],
    ) -> Shown {
        let mut all = vec![("sec-fetch-site", "same-origin")];
        all.extend(headers);
        self.ask(Method::POST, path, form, &all).await
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        form: &str,
        headers: &[(&str, &str)],
    ) -> Shown {
        let mut request = self
            .client
            .request(method.clone(), format!("{}{path}", self.base));
        if method == Method::POST {
            request = request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form.to_owned());
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        Shown {
            status: answer.status(),
            headers: answer.headers().clone(),
            html: answer.text().await.unwrap(),
        }
    }

    /// Opens the page and sends its form with `fields` in it.
    pub(crate) async fn answer(&self, path: &str, fields: &str) -> Shown {
        let token = self.get(path).await.token();
        self.post(path, &format!("form={token}&{fields}")).await
    }

    /// What was answered to the question called `name`.
    pub(crate) async fn answered(&self, name: &str) -> Answered {
        let questions = self.program.app.store.questions().await.unwrap();
        let key = format!("prove/{name}/2018-09-10");
        let question = questions.iter().find(|it| it.asking.key == key).unwrap();
        self.program.app.store.answered(question.id).await.unwrap()
    }

    /// Everyone who has answered the question called `name` openly.
    pub(crate) async fn respondents(&self, name: &str) -> Vec<String> {
        let mut all: Vec<String> = self.answered(name).await.votes.into_keys().collect();
        all.sort();
        all
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Shown {
    /// The token that the form carries.
    pub(crate) fn token(&self) -> String {
        let (_, after) = self
            .html
            .split_once("name=\"form\" value=\"")
            .unwrap_or_default();
        let (token, _) = after.split_once('"').unwrap_or_default();
        assert!(!token.is_empty(), "no form: {} {}", self.status, self.html);
        token.to_owned()
    }

    /// The value of a header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// A school year in which a question of every sort is asked on one day.
pub(crate) fn year() -> String {
    let mut year = SMALL.replace(
        "title = \"Gruppe 1\"",
        "title = \"Gruppe 1\"\nschools = [\"vollen\", \"torstad\"]",
    );
    year.push_str(
        r#"
[[network]]
id = "gruppe-2"
title = "Gruppe 2"
schools = ["hvalstad", "torstad"]

[[school]]
id = "vollen"
name = "Vollen"

[[school]]
id = "torstad"
name = "Torstad"

[[school]]
id = "hvalstad"
name = "Hvalstad"
"#,
    );
    for mode in MODES {
        for respondent in RESPONDENTS {
            for kind in KINDS.into_iter().filter(|kind| can_be_asked(mode, kind)) {
                let name = format!("{mode}-{respondent}-{kind}");
                year.push_str(&question(&name, mode, respondent, kind, ""));
            }
        }
    }
    for (number, minutes) in [(1, 2), (2, 1)] {
        let more = format!("survey = \"undersokelse\"\nminutes = {minutes}");
        let name = format!("undersokelse-{number}");
        year.push_str(&question(&name, "coordinator", "person", "scale", &more));
    }
    year
}

/// What is answered in one's own words cannot be secret.
pub(crate) fn can_be_asked(mode: &str, kind: &str) -> bool {
    (mode, kind) != ("secret", "text")
}

/// A question of this sort for the networks of both groups, with these further lines.
pub(crate) fn question(name: &str, mode: &str, respondent: &str, kind: &str, more: &str) -> String {
    let mut lines = format!(
        r#"
[[question]]
id = "{name}"
kind = "{kind}"
mode = "{mode}"
respondent = "{respondent}"
date = 2018-09-10
at = "09:00"
{more}
purpose = "Svarene brukes når neste år skal planlegges."
about = ["Felles planlegging", "Veiledning av lærere"]
text = {{ nb = "I hvor stor grad hjelper nettverket dere?", en = "To what extent does the network help you?" }}
"#
    );
    if kind != "text" {
        writeln!(
            lines,
            r#"options = [
    {{ key = "liten", text = {{ nb = "I liten grad", en = "To a small extent" }} }},
    {{ key = "noen", text = {{ nb = "I noen grad", en = "To some extent" }} }},
    {{ key = "stor", text = "I stor grad" }},
]
aside = {{ key = "vet-ikke", text = "Vet ikke" }}"#
        )
        .unwrap();
    }
    lines
}
