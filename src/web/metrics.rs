//! Numbers for Prometheus. No label names a channel, a network or a person.
//!
//! | name | kind | labels | meaning |
//! |---|---|---|---|
//! | `skolebud_deliveries` | gauge | `state` | deliveries in each state, read from the store at every scrape |
//! | `skolebud_delivery_lag_seconds` | gauge | – | how long the most overdue waiting delivery has been due; 0 when none is |
//! | `skolebud_attempts_total` | counter | `outcome` | attempts to send, by what came of them; counted by the outbox |
//! | `skolebud_knocks_total` | counter | `why` | requests at the platforms' doors that came to nothing, by a fixed word |
//! | `skolebud_http_requests_total` | counter | `route`, `status` | requests answered, by route pattern and status |

use std::sync::OnceLock;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use metrics::{counter, describe_counter, describe_gauge, gauge};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::app::App;
use crate::outbox::State as DeliveryState;

const DELIVERIES: &str = "skolebud_deliveries";
const LAG: &str = "skolebud_delivery_lag_seconds";
const KNOCKS: &str = "skolebud_knocks_total";
const REQUESTS: &str = "skolebud_http_requests_total";

/// Makes the recorder the program's own, once; later calls give the same handle.
pub fn install() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let recorder = PrometheusBuilder::new().build_recorder();
            let handle = recorder.handle();
            // Another recorder can only be there in a test that brought its own; then this one stays empty.
            if metrics::set_global_recorder(recorder).is_ok() {
                describe_gauge!(DELIVERIES, "Deliveries in each state.");
                describe_gauge!(LAG, "Seconds the most overdue waiting delivery is late.");
                describe_counter!(
                    KNOCKS,
                    "Requests at the platforms' doors that came to nothing."
                );
                describe_counter!(REQUESTS, "HTTP requests answered.");
            }
            handle
        })
        .clone()
}

/// `GET /metrics`
pub(super) async fn show(State(app): State<App>) -> Response {
    match measure(&app).await {
        Ok(()) => {
            let handle = install();
            handle.run_upkeep();
            let kind = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
            (kind, handle.render()).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "cannot read the store for the metrics");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the store does not answer\n",
            )
                .into_response()
        }
    }
}

async fn measure(app: &App) -> anyhow::Result<()> {
    let counts = app.store.count_deliveries_by_state().await?;
    for state in DeliveryState::ALL {
        let count = counts.get(&state).copied().unwrap_or(0);
        gauge!(DELIVERIES, "state" => state.name()).set(count as f64);
    }
    let due = app.store.read_first_waiting_due().await?;
    let lag = due.map_or(0.0, |due| app.clock.now().since(due).as_secs_f64());
    gauge!(LAG).set(lag);
    Ok(())
}

/// Counts what came to nothing; `why` is a fixed word.
pub(super) fn count_knock(why: &'static str) {
    counter!(KNOCKS, "why" => why).increment(1);
}

pub(super) fn count_request(route: &str, status: StatusCode) {
    counter!(REQUESTS, "route" => route.to_owned(), "status" => status.as_u16().to_string())
        .increment(1);
}
