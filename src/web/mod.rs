//! HTTP IN: health, metrics and the sandbox's pages.

use crate::app::App;

/// Every page and endpoint.
pub fn router(app: App) -> axum::Router {
    let _ = app;
    unimplemented!()
}
