//! The program's pages on a real socket.

use std::net::SocketAddr;

use reqwest::{Client, Method, Response, StatusCode};
use skolebud::app::App;
use skolebud::clock::Timestamp;
use skolebud::inbox::Inbox;
use skolebud::outbox::Wanted;
use skolebud::plan::{Content, Post};
use skolebud::programme::{Audience, Id, Language, Zone};
use skolebud::store::Origin;
use skolebud::web;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::support::program::{Program, SMALL};

/// Text that would be script and a picture if a page took it for markup.
pub(crate) const HOSTILE: &str = "<script>alert(1)</script> \"'& <img src=x onerror=alert(2)>";

/// The program with its loops and its pages running, and a browser without script.
pub(crate) struct Site {
    pub(crate) program: Program,
    pub(crate) base: String,
    client: Client,
    stop: CancellationToken,
}

impl Site {
    /// With a channel for the network gruppe-1 and one for the coordinators.
    pub(crate) async fn start() -> Self {
        Self::of(Program::start(SMALL, &["sandbox-1", "koordinatorer"]).await).await
    }

    /// The pages of `program`.
    pub(crate) async fn of(program: Program) -> Self {
        let stop = CancellationToken::new();
        let (inbox, waiting) = Inbox::with_capacity(64);
        let pages = stop.clone().cancelled_owned();
        tokio::spawn(program.app.clone().run(waiting, pages, stop.clone()));
        let base = serve_with(program.app.clone(), &inbox, stop.clone()).await;
        Self {
            program,
            base,
            client: client(),
            stop,
        }
    }

    /// The answer to `GET path`.
    pub(crate) async fn get(&self, path: &str) -> Response {
        self.ask(Method::GET, path, "", &[]).await
    }

    /// The page at `path`, which is there.
    pub(crate) async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.unwrap()
    }

    /// Sends a form of our own page.
    pub(crate) async fn post(&self, path: &str, form: &str) -> Response {
        let own = [("sec-fetch-site", "same-origin")];
        self.ask(Method::POST, path, form, &own).await
    }

    /// The answer to a request with these headers.
    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        form: &str,
        headers: &[(&str, &str)],
    ) -> Response {
        let address = format!("{}{path}", self.base);
        let mut request = self.client.request(method.clone(), address);
        if method == Method::POST {
            request = request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form.to_owned());
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap()
    }

    /// What the site's clock shows.
    pub(crate) fn now(&self) -> Timestamp {
        self.program.app.clock.now()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Serves the pages of `app` until `stop`; gives their address.
pub(crate) async fn serve(app: App, stop: CancellationToken) -> String {
    // Nobody takes in what comes to it.
    let (inbox, _) = Inbox::with_capacity(1);
    serve_with(app, &inbox, stop).await
}

/// Serves the pages and doors of `app` until `stop`; gives their address.
pub(crate) async fn serve_with(app: App, inbox: &Inbox, stop: CancellationToken) -> String {
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    let listener = TcpListener::bind(any).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(web::serve(listener, web::router(app, inbox), stop));
    format!("http://{address}")
}

/// A browser without script that follows no redirect.
pub(crate) fn client() -> Client {
    Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// An announcement with this text, due now.
pub(crate) async fn say(app: &App, text: &str) {
    let now = app.clock.now();
    let post = Post {
        key: "prove/gruppe-1/said".to_owned(),
        programme: Id::parse("prove").unwrap(),
        network: Id::parse("gruppe-1"),
        audience: Audience::Network,
        language: Language::Bokmal,
        zone: Zone::named("Europe/Oslo").unwrap(),
        due_at: now,
        closes_at: now.plus(std::time::Duration::from_secs(3600)),
        useful_until_at: now.plus(std::time::Duration::from_secs(7200)),
        content: Content::Announcement {
            text: text.to_owned(),
        },
    };
    let wanted = Wanted {
        post,
        channels: vec!["sandbox-1".to_owned()],
    };
    app.store
        .add_posts(&[wanted], Origin::Command)
        .await
        .unwrap();
    app.changed.notify_one();
}
