//! The tiny pages: that Skolebud runs, and that there is nothing here.

use axum::extract::State;
use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

use crate::app::App;

/// `GET /` where there is no sandbox: that it runs, and how much waits. For IT, so in English.
pub(super) async fn show(State(app): State<App>) -> (StatusCode, Markup) {
    match app.store.count_waiting().await {
        Ok(waiting) => {
            let said = format!("{waiting} deliveries wait.");
            (StatusCode::OK, page("Skolebud runs", &said))
        }
        Err(error) => {
            tracing::error!(%error, "cannot read the store for the status page");
            let said = "The store cannot be read; see the log.";
            (
                StatusCode::SERVICE_UNAVAILABLE,
                page("Skolebud has a problem", said),
            )
        }
    }
}

/// For an address that leads nowhere.
pub(super) async fn nowhere() -> (StatusCode, Markup) {
    (StatusCode::NOT_FOUND, not_found())
}

/// That there is nothing at an address.
pub(super) fn not_found() -> Markup {
    page("There is nothing here", "Start again from the first page.")
}

fn page(title: &str, text: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Skolebud" }
                link rel="stylesheet" href="/style.css";
                link rel="icon" href="/mark.svg" type="image/svg+xml";
            }
            body {
                main.plain {
                    h1 { (title) }
                    p { (text) }
                    p { a href="/" { "Skolebud" } }
                }
            }
        }
    }
}
