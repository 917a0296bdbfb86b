//! HTTP IN: the platforms' doors, answer pages, health, metrics and the sandbox's pages.
//!
//! [`router`] has every page and endpoint behind its guards; [`serve`] drives it on a socket.

mod answer;
mod files;
mod guard;
mod health;
mod hooks;
pub mod metrics;
mod places;
mod receipts;
mod sandbox;
mod serve;
mod status;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::inbox::Inbox;

pub use sandbox::{Leaders, Passage};
pub use serve::{listen, serve};

/// Every page and endpoint. To be called inside a `tokio` runtime: where the clock can be moved, the
/// demo's player runs beside the router for as long as that is there.
pub fn router(app: App, inbox: &Inbox) -> Router {
    router_with(app, inbox, None)
}

/// As [`router`], with simulated leaders who answer while the demo's clock is moved.
pub fn demo_router(app: App, inbox: &Inbox, leaders: Leaders) -> Router {
    router_with(app, inbox, Some(leaders))
}

fn router_with(app: App, inbox: &Inbox, leaders: Option<Leaders>) -> Router {
    metrics::install();
    let pages = sandbox::routes(&app, inbox, leaders).unwrap_or_else(|| {
        Router::new()
            .route("/", get(status::show))
            .with_state(app.clone())
    });
    let doors = hooks::routes(&app, inbox);
    let answers = answer::routes(&app, inbox);
    let router = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(metrics::show))
        .with_state(app)
        .merge(files::routes())
        .merge(pages)
        .merge(answers)
        .fallback(status::nowhere);
    guard::guarded(router, doors)
}
