//! Is the process alive, and can it do its work?

use axum::extract::State;
use axum::http::StatusCode;

use crate::app::App;

/// `GET /health/live`: the process answers. Restart it when it does not.
pub(super) async fn live() -> &'static str {
    "alive\n"
}

/// `GET /health/ready`: the store can be read. Send no traffic while it cannot.
pub(super) async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.store.read_first_waiting_due().await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready: the store cannot be read");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the store cannot be read; see the log\n",
            )
        }
    }
}
