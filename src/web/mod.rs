//! HTTP IN: health, metrics and the sandbox's pages.
//!
//! [`router`] has every page and endpoint behind its guards; [`serve`] drives it on a socket.

mod guard;
mod health;
pub mod metrics;
mod serve;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use serve::serve;

/// Every page and endpoint. To be called inside a `tokio` runtime.
pub fn router(app: App) -> Router {
    metrics::install();
    let router = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(metrics::show))
        .with_state(app);
    guard::guarded(router)
}
