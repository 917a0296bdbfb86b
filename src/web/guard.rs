//! What every response and every request goes through: bounds, headers that tell the browser what a
//! page may do, and protection of forms.

use std::time::Duration;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::{self, Next};
use axum::response::Response;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use super::metrics;

/// The largest request body, in bytes: our forms have three short fields.
const LARGEST_BODY: usize = 16 * 1024;
/// How long a request may take until its response begins.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);

/// Pages load nothing but our own files, run no inline script, and stand in no one else's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Pages and doors behind their guards. From the outside in: headers for every answer (also those of the
/// guards), panics caught, counted and timed; pages also bounded, and forms from other sites refused.
/// Doors have bounds of their own and know who knocks.
pub(super) fn guarded(pages: Router, doors: Router) -> Router {
    // One stack: a router boxes each layer of its own, for every request.
    let around = ServiceBuilder::new()
        .layer(header(CONTENT_SECURITY_POLICY, POLICY))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // Without any referrer a browser calls the origin of our own forms "null", as it does a stranger's.
        .layer(header(REFERRER_POLICY, "same-origin"))
        .layer(header(
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ))
        .layer(header(
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(counted))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST_REQUEST,
        ));
    pages
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .merge(doors)
        .layer(around)
}

async fn counted(path: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    // The pattern, not the path: nothing that someone typed becomes a label.
    let route = path.as_ref().map_or("none", MatchedPath::as_str);
    metrics::count_request(route, response.status());
    response
}

fn header(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn answer_of(router: Router) -> Response {
        let request = Request::get("/").body(Body::empty()).unwrap();
        guarded(router, Router::new())
            .oneshot(request)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_panic_ends_one_request_and_its_answer_is_guarded_too() {
        let broken = || async { panic!("as a broken page would") as &'static str };
        let answer = answer_of(Router::new().route("/", get(broken))).await;
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.headers().contains_key(CONTENT_SECURITY_POLICY));
        let said = to_bytes(answer.into_body(), 1024).await.unwrap();
        let said = String::from_utf8_lossy(&said);
        assert!(!said.contains("as a broken page"), "{said}");
    }
}
