//! The form of the answer page, sent to the program's own router.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use skolebud::app::App;
use skolebud::inbox::Inbox;
use skolebud::report::Answered;
use skolebud::store::StoredQuestion;
use skolebud::web;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use self::house::CHANNEL;

mod house;

/// Our pages are short; what is sent back in them is at most what came in, escaped.
const LARGEST_PAGE: usize = 64 * 1024;
/// What our pages are made of.
const TAGS: [&str; 39] = [
    "!doctype", "html", "head", "meta", "title", "link", "body", "header", "main", "footer", "nav",
    "section", "h1", "h2", "h3", "p", "ul", "ol", "li", "a", "form", "fieldset", "legend", "label",
    "input", "textarea", "select", "option", "button", "dl", "dt", "dd", "span", "div", "strong",
    "em", "img", "br", "abbr",
];

struct House {
    runtime: Runtime,
    app: App,
    router: Router,
    questions: Vec<StoredQuestion>,
    _stop: CancellationToken,
    _folder: TempDir,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let folder = TempDir::new().unwrap();
    let app = runtime.block_on(house::open(folder.path()));
    let (inbox, waiting) = Inbox::with_capacity(8);
    let stop = CancellationToken::new();
    let router = runtime.block_on(async {
        tokio::spawn(skolebud::inbox::worker::run(
            app.clone(),
            waiting,
            stop.clone(),
        ));
        web::router(app.clone(), &inbox)
    });
    let questions = runtime.block_on(app.store.questions()).unwrap();
    assert!(questions.len() >= 4, "no question is open");
    House {
        runtime,
        app,
        router,
        questions,
        _stop: stop,
        _folder: folder,
    }
});

/// A form, the first byte choosing the question, the second whether it carries the token of its page.
/// Without it nothing is kept; whatever comes, the page is ours, and what was written stands in it as
/// text.
pub(crate) fn form(input: &[u8]) {
    let Some(([which, kind], fields)) = input.split_first_chunk() else {
        return;
    };
    let house = &*HOUSE;
    let question = &house.questions[usize::from(*which) % house.questions.len()];
    let links = house.app.links.as_ref().unwrap();
    let path = format!("/a/{}", links.token(&question.asking.key, CHANNEL));
    let is_own = kind % 2 == 0;
    let mut body = fields.to_vec();
    if is_own {
        let token = house.token(&path);
        body.extend_from_slice(format!("&form={token}").as_bytes());
    }
    let is_same_site = kind & 2 == 0;
    let before = house.kept(question.id);
    let (status, page) = house.send(&path, &body, is_same_site);
    assert!(!status.is_server_error(), "{status}");
    let after = house.kept(question.id);
    if !is_own || !is_same_site {
        assert_eq!(before, after, "an answer is kept that came from nowhere");
    }
    if !is_same_site {
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
    is_ours(&page, body.len());
}

impl House {
    fn send(&self, path: &str, body: &[u8], is_same_site: bool) -> (StatusCode, String) {
        let site = if is_same_site {
            "same-origin"
        } else {
            "cross-site"
        };
        let request = Request::post(path)
            .header("sec-fetch-site", site)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body.to_vec()))
            .unwrap();
        self.ask(request)
    }

    /// The token in the form of the page at `path`.
    fn token(&self, path: &str) -> String {
        let (_, page) = self.ask(Request::get(path).body(Body::empty()).unwrap());
        let after = page.split_once("name=\"form\" value=\"").unwrap().1;
        after.split_once('"').unwrap().0.to_owned()
    }

    fn ask(&self, request: Request<Body>) -> (StatusCode, String) {
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let (head, body) = answer.into_parts();
            assert!(head.headers.contains_key("content-security-policy"));
            let body = to_bytes(body, 1024 * 1024).await.unwrap();
            (head.status, String::from_utf8(body.to_vec()).unwrap())
        })
    }

    /// All that is kept of the answers to a question, in order of respondents.
    fn kept(&self, question: i64) -> String {
        let answered = self.runtime.block_on(self.app.store.answered(question));
        let Answered {
            respondents,
            counters,
            votes,
        } = answered.unwrap();
        let votes: BTreeMap<_, _> = votes.iter().collect();
        format!("{respondents} {counters:?} {votes:?}")
    }
}

fn is_ours(page: &str, sent: usize) {
    assert!(page.len() <= LARGEST_PAGE + 8 * sent);
    for after in page.split('<').skip(1) {
        let name = after.trim_start_matches('/').to_ascii_lowercase();
        let end = name.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '!'));
        let name = &name[..end.unwrap_or(name.len())];
        assert!(TAGS.contains(&name), "<{name}> is none of our tags");
    }
}
