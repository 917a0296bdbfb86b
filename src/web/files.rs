//! The files that pages load: one style sheet, one script, one picture.

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;

/// The files' routes.
pub(super) fn routes() -> Router {
    Router::new()
        .route("/style.css", get(style))
        .route("/script.js", get(script))
        .route("/mark.svg", get(mark))
}

async fn style() -> impl IntoResponse {
    file("text/css; charset=utf-8", include_str!("style.css"))
}

async fn script() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", include_str!("script.js"))
}

async fn mark() -> impl IntoResponse {
    file("image/svg+xml", include_str!("mark.svg"))
}

fn file(kind: &'static str, content: &'static str) -> impl IntoResponse {
    // Asked for again every time: small, and new at once after an update.
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], content)
}
