//! The answer page: one question, answered without a login by whoever has its link.
//!
//! `GET` shows and changes nothing, so that previews and preloading do no harm. `POST` takes the form that
//! such a page carried. It all works without script. Everything the page needs lies below `/a/`, so that a
//! proxy has to lead nothing else here.

mod frame;
mod given;
mod language;
mod notice;
mod page;
mod sheet;
mod thanks;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER, SET_COOKIE,
};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::Markup;

use crate::app::App;
use crate::inbox::rules::person;
use crate::inbox::{Deed, Event, Inbox, Platform, Sender};
use crate::links::{BadForm, Links};
use crate::programme::question::{Mode, Respondent};

use given::{Answered, Filled, Mistake};
use language::Reader;
use sheet::{Sheet, Stage};

/// What the handlers share.
#[derive(Clone, Debug)]
struct Desk {
    app: App,
    inbox: Inbox,
    links: Arc<Links>,
}

/// The answer pages; none where the settings give no address for links to them.
pub(super) fn routes(app: &App, inbox: &Inbox) -> Router {
    let Some(links) = app.links.clone() else {
        return Router::new();
    };
    let desk = Desk {
        app: app.clone(),
        inbox: inbox.clone(),
        links: Arc::new(links),
    };
    Router::new()
        .route("/a/style.css", get(style))
        .route("/a/mark.svg", get(mark))
        .route("/a/{token}", get(show).post(take))
        .with_state(desk)
}

async fn style() -> impl IntoResponse {
    let kind = [
        (CONTENT_TYPE, "text/css; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (kind, include_str!("style.css"))
}

async fn mark() -> impl IntoResponse {
    let kind = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "no-cache")];
    (kind, include_str!("../mark.svg"))
}

/// `GET /a/{token}`: the question and a form for the answer. Changes nothing.
async fn show(
    State(desk): State<Desk>,
    token: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Page, Failure> {
    let asked = Reader::of_request(query.as_deref(), &headers);
    let Some(sheet) = desk.sheet(token).await? else {
        return Ok(Page::new(
            StatusCode::NOT_FOUND,
            notice::unknown(asked.otherwise(None)),
        ));
    };
    let reader = asked.otherwise(Some(sheet.asking.language));
    if let Some(page) = not_open(&desk, &sheet, reader) {
        return Ok(page);
    }
    if let Some(browser) = desk.browser(&sheet, &headers)
        && desk.has_answered(&sheet, &browser).await?
    {
        return Ok(Page::new(StatusCode::OK, notice::already(&sheet, reader)));
    }
    desk.form(&sheet, reader, StatusCode::OK, &Filled::default(), &[])
}

/// `POST /a/{token}`: the form comes back.
async fn take(
    State(desk): State<Desk>,
    token: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Page, Failure> {
    let asked = Reader::of_request(query.as_deref(), &headers);
    let Some(sheet) = desk.sheet(token).await? else {
        return Ok(Page::new(
            StatusCode::NOT_FOUND,
            notice::unknown(asked.otherwise(None)),
        ));
    };
    let reader = asked.otherwise(Some(sheet.asking.language));
    if let Some(page) = not_open(&desk, &sheet, reader) {
        return Ok(page);
    }
    let again = |status, filled: &Filled, mistakes: &[Mistake]| {
        desk.form(&sheet, reader, status, filled, mistakes)
    };
    let Some(filled) = Filled::read(&body) else {
        return again(
            StatusCode::UNPROCESSABLE_ENTITY,
            &Filled::default(),
            &[Mistake::FOREIGN],
        );
    };
    if filled.goes_on {
        return again(StatusCode::OK, &filled.about_the_sender(), &[]);
    }
    let now = desk.app.clock.now();
    let nonce = match desk.links.read_form(&sheet.linked, &filled.form, now) {
        Ok(nonce) => nonce,
        // Nothing of a form that someone else may have filled in.
        Err(BadForm::Foreign) => {
            return again(
                StatusCode::FORBIDDEN,
                &Filled::default(),
                &[Mistake::FOREIGN],
            );
        }
        Err(BadForm::Expired) => {
            let filled = filled.without_form();
            return again(
                StatusCode::UNPROCESSABLE_ENTITY,
                &filled,
                &[Mistake::EXPIRED],
            );
        }
    };
    let answered = match given::check(&sheet, &filled) {
        Ok(answered) => answered,
        Err(mistakes) => return again(StatusCode::UNPROCESSABLE_ENTITY, &filled, &mistakes),
    };
    let event = desk.event(&sheet, reader, &headers, &nonce, &answered);
    let Ok(answer) = desk.inbox.deliver(event.clone()).await else {
        let mut page = again(StatusCode::SERVICE_UNAVAILABLE, &filled, &[Mistake::BUSY])?;
        page.headers
            .insert(RETRY_AFTER, HeaderValue::from_static("5"));
        return Ok(page);
    };
    let kept = desk.kept(&sheet, &event).await?;
    let status = match kept {
        thanks::Kept::No => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    let mut page = Page::new(
        status,
        thanks::page(&sheet, reader, &answer.message, &kept, &answered),
    );
    if matches!(kept, thanks::Kept::Secretly)
        && let Some(cookie) = desk.cookie(&sheet, &event.sender.user)
    {
        page.headers.insert(SET_COOKIE, cookie);
    }
    Ok(page)
}

/// What stands in the form's place while the question cannot be answered.
fn not_open(desk: &Desk, sheet: &Sheet, reader: Reader) -> Option<Page> {
    let now = desk.app.clock.now();
    let (status, page) = match sheet.stage {
        Stage::Open => return None,
        Stage::Early => (StatusCode::OK, notice::early(sheet, reader, now)),
        Stage::Closed => (StatusCode::GONE, notice::closed(sheet, reader, now)),
        Stage::Withdrawn => (StatusCode::GONE, notice::withdrawn(sheet, reader)),
    };
    Some(Page::new(status, page))
}

impl Desk {
    /// What `token` leads to; one that is not even text leads nowhere either.
    async fn sheet(
        &self,
        token: Result<Path<String>, PathRejection>,
    ) -> Result<Option<Sheet>, Failure> {
        let linked = token.ok().and_then(|Path(token)| self.links.read(&token));
        let Some(linked) = linked else {
            return Ok(None);
        };
        Ok(Sheet::read(&self.app, &self.links, linked).await?)
    }

    /// The page with the form, with what was filled in already and what is wrong with it.
    fn form(
        &self,
        sheet: &Sheet,
        reader: Reader,
        status: StatusCode,
        filled: &Filled,
        mistakes: &[Mistake],
    ) -> Result<Page, Failure> {
        let now = self.app.clock.now();
        let token = match filled.form.as_str() {
            "" => self.links.form(&sheet.linked, now)?,
            // Still good: sent once more it stays the same event.
            form => form.to_owned(),
        };
        let page = page::page(&page::Form {
            sheet,
            reader,
            now,
            token: &token,
            filled,
            mistakes,
        });
        Ok(Page::new(status, page))
    }

    /// What was done, in the inbox's own words. A secret answer comes from a browser, any other from whom
    /// the form names.
    fn event(
        &self,
        sheet: &Sheet,
        reader: Reader,
        headers: &HeaderMap,
        nonce: &str,
        answered: &Answered,
    ) -> Event {
        let secret = sheet.asking.question.mode == Mode::Secret;
        let own = self.links.browser(&sheet.linked, nonce);
        let browser = self.browser(sheet, headers);
        // Nothing that follows from a secret answer may stand in the id. Where it is no secret, another
        // answer in a form that was sent before is another event.
        let id = match secret {
            // The browser remembers that it sent this very form: whatever it says now comes second.
            true if browser.as_ref() == Some(&own) => format!("page:{nonce}:again"),
            true => format!("page:{nonce}"),
            false => {
                let said = format!("{:?} {:?}", answered.user, answered.given);
                format!("page:{nonce}:{}", self.links.mark(&said))
            }
        };
        let user = answered.user.clone().or(browser).unwrap_or(own);
        Event {
            id,
            at: self.app.clock.now(),
            sender: Sender {
                platform: Platform::Page,
                tenant: String::new(),
                user,
                name: answered.name.clone(),
                language: Some(reader.language),
                declared_school: answered.school.clone(),
            },
            place: None,
            deed: Deed::Vote {
                asking: sheet.asking.key.clone(),
                answer: answered.given.clone(),
            },
        }
    }

    /// Whether what `event` said is in the database now: read back, not believed.
    async fn kept(&self, sheet: &Sheet, event: &Event) -> Result<thanks::Kept, Failure> {
        let Some(id) = sheet.id else {
            return Ok(thanks::Kept::No);
        };
        let respondent = match &event.sender.declared_school {
            Some(school) if sheet.asking.question.respondent == Respondent::School => {
                format!("school:{school}")
            }
            _ => person(&event.sender),
        };
        if sheet.asking.question.mode == Mode::Secret {
            let known = self.app.store.has_answered(id, &respondent).await?;
            return Ok(match known {
                true => thanks::Kept::Secretly,
                false => thanks::Kept::No,
            });
        }
        let vote = self.app.store.vote(id, &respondent).await?;
        Ok(match vote.filter(|vote| vote.event == event.id) {
            Some(vote) => thanks::Kept::Openly(vote.answer),
            None => thanks::Kept::No,
        })
    }

    async fn has_answered(&self, sheet: &Sheet, browser: &str) -> Result<bool, Failure> {
        let Some(id) = sheet.id else {
            return Ok(false);
        };
        let respondent = format!("{}//{browser}", Platform::Page.name());
        Ok(self.app.store.has_answered(id, &respondent).await?)
    }

    /// The name of the browser, where it has one: only for questions that ask nobody's.
    fn browser(&self, sheet: &Sheet, headers: &HeaderMap) -> Option<String> {
        sheet.knows_nobody().then_some(())?;
        let name = self.cookie_name(sheet);
        let cookies = headers.get_all(axum::http::header::COOKIE);
        cookies
            .iter()
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(known, value)| *known == name && Links::is_browser(value))
            .map(|(_, value)| value.to_owned())
    }

    /// Each question has a cookie of its own, so that nothing ties two of them.
    fn cookie_name(&self, sheet: &Sheet) -> String {
        format!("skolebud-{}", self.links.mark(&sheet.asking.key))
    }

    /// Lets this browser be known again for this question, for as long as it can be answered and a little
    /// longer; nothing where that is not needed.
    fn cookie(&self, sheet: &Sheet, browser: &str) -> Option<HeaderValue> {
        const LONGER: u64 = 3 * 24 * 60 * 60;
        sheet.knows_nobody().then_some(())?;
        let left = sheet.asking.closes_at.since(self.app.clock.now());
        let secure = match self.links.is_encrypted() {
            true => "; Secure",
            false => "",
        };
        let cookie = format!(
            "{}={browser}; Path={}; Max-Age={}; HttpOnly; SameSite=Lax{secure}",
            self.cookie_name(sheet),
            self.links.path(),
            left.as_secs() + LONGER,
        );
        HeaderValue::try_from(cookie).ok()
    }
}

/// A page of its own for everyone: kept by nobody on the way.
struct Page {
    status: StatusCode,
    headers: HeaderMap,
    markup: Markup,
}

impl Page {
    fn new(status: StatusCode, markup: Markup) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        Self {
            status,
            headers,
            markup,
        }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        (self.status, self.headers, self.markup).into_response()
    }
}

/// Something of ours failed; the log says what.
struct Failure(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let error = self.0;
        tracing::error!(error = format!("{error:#}"), "an answer page failed");
        Page::new(StatusCode::INTERNAL_SERVER_ERROR, notice::trouble()).into_response()
    }
}
