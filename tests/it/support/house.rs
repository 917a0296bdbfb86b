//! The program with both doors open, an inbox that takes in what comes, and a question that is open.

use std::sync::Arc;

use reqwest::{Client, StatusCode};
use secrecy::SecretString;
use skolebud::chat::slack::SigningSecret;
use skolebud::chat::teams::WebhookSecret;
use skolebud::config::{Doors, TeamsWebhook};
use skolebud::inbox::{Inbox, worker};
use skolebud::programme::Id;
use skolebud::programme::question::{Mode, Respondent};
use tokio_util::sync::CancellationToken;

use crate::answers::{KEY, ask};
use crate::support::program::{Program, SMALL};
use crate::support::site::{client, serve_with};
use crate::support::taps::{SIGNING_SECRET, Tap, signature};

/// The security token of the Teams webhook `nettverk`.
pub(crate) const TOKEN: &str = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA=";
pub(crate) const TAPS: &str = "/slack/interactivity";

pub(crate) struct House {
    pub(crate) program: Program,
    pub(crate) base: String,
    /// The question's number in the database.
    pub(crate) question: i64,
    client: Client,
    stop: CancellationToken,
}

impl House {
    pub(crate) async fn open(mode: Mode) -> Self {
        let mut program = Program::start(SMALL, &["sandbox-1"]).await;
        let mut settings = (*program.app.settings).clone();
        settings.doors = doors();
        program.app.settings = Arc::new(settings);
        let question = ask(&program, mode, Respondent::Person).await;
        let (inbox, waiting) = Inbox::with_capacity(64);
        let stop = CancellationToken::new();
        tokio::spawn(worker::run(program.app.clone(), waiting, stop.clone()));
        let base = serve_with(program.app.clone(), &inbox, stop.clone()).await;
        Self {
            program,
            base,
            question,
            client: client(),
            stop,
        }
    }

    /// What Slack's clock shows, in seconds.
    pub(crate) fn seconds(&self) -> i64 {
        self.program.app.clock.now().millis() / 1_000
    }

    /// A tap of `user` on `option`, the `number`th of this second.
    pub(crate) fn tap_of(&self, user: &str, option: &str, number: usize) -> Tap {
        Tap {
            asking: KEY.to_owned(),
            option: option.to_owned(),
            user: user.to_owned(),
            at: format!("{}.{number:06}", self.seconds()),
            response_url: None,
        }
    }

    /// Sends a tap as Slack does.
    pub(crate) async fn send(&self, tap: &Tap) -> StatusCode {
        let body = tap.form().into_bytes();
        let timestamp = self.seconds().to_string();
        let signed = signature(&timestamp, &body);
        let headers = [
            ("x-slack-request-timestamp", timestamp.as_str()),
            ("x-slack-signature", signed.as_str()),
        ];
        self.knock(TAPS, &headers, body).await
    }

    /// Sends anything.
    pub(crate) async fn knock(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> StatusCode {
        let mut request = self.client.post(format!("{}{path}", self.base)).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap().status()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Slack's door, and that of the Teams webhook `nettverk`.
pub(crate) fn doors() -> Doors {
    Doors {
        slack: SigningSecret::new(&SecretString::from(SIGNING_SECRET)).ok(),
        teams: vec![TeamsWebhook {
            id: Id::parse("nettverk").unwrap(),
            secret: WebhookSecret::new(&SecretString::from(TOKEN)).unwrap(),
            networks: vec![],
        }],
    }
}
