//! Serves a router on a socket, with bounds on everything a stranger could hold open.
//!
//! `axum::serve` has no time-out for a half-sent header, so connections are driven through
//! `hyper-util` here.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use futures_util::StreamExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::places::{Arriving, Place, Places};

/// How much strangers may hold, and for how long.
#[derive(Clone, Copy)]
struct Bounds {
    /// Connections served at the same time; see [`Places`] for what becomes of more.
    connections: usize,
    /// How long a request's headers may take, and so also the first byte on an idle connection.
    head: Duration,
    /// How long the requests in hand may take after the stop.
    stop: Duration,
}

const BOUNDS: Bounds = Bounds {
    connections: 256,
    head: Duration::from_secs(10),
    stop: Duration::from_secs(5),
};
/// The most a request's line and headers may take, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;
/// Connections that the kernel may keep until we come to them. Further ones would have to come again,
/// after seconds that a platform does not have.
const LONGEST_QUEUE: u32 = 1_024;
/// The pause after the machine could not accept a connection (no file handles, say).
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Listens at `address`.
///
/// # Errors
/// When something else listens there, or the address is not this machine's.
pub fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // A restart need not wait until the connections of the run before are forgotten.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(LONGEST_QUEUE)
}

/// Serves `router` on `listener`, in a task of its own, until `stop`; then takes nothing new, ends event
/// streams, and gives the requests in hand five seconds to finish. What comes back ends when that is done.
pub fn serve(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
) -> impl Future<Output = ()> + Send {
    let pages = tokio::spawn(serve_with(BOUNDS, listener, router, stop.cancelled_owned()));
    async {
        if pages.await.is_err() {
            tracing::error!("the web server ended badly");
        }
    }
}

async fn serve_with(
    bounds: Bounds,
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send,
) {
    let places = Places::of(bounds.connections);
    let graceful = GracefulShutdown::new();
    let stopping = CancellationToken::new();
    let router = ending_streams(router, stopping.clone());
    let mut shutdown = pin!(shutdown);
    loop {
        let next = accept(&listener, &places);
        let (stream, place) = tokio::select! {
            () = &mut shutdown => break,
            accepted = next => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "could not accept a connection");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
        };
        let (router, watcher) = (router.clone(), graceful.watcher());
        tokio::spawn(drive(stream, place, bounds.head, router, watcher));
    }
    drop(listener);
    stopping.cancel();
    if tokio::time::timeout(bounds.stop, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time and are left behind");
    }
}

/// A connection with its place, and everyone who had to make room for it sent away.
async fn accept(listener: &TcpListener, places: &Places) -> std::io::Result<(TcpStream, Place)> {
    let (stream, _) = listener.accept().await?;
    Ok((stream, places.next().await))
}

async fn drive(stream: TcpStream, place: Place, head: Duration, router: Router, watcher: Watcher) {
    let place = Arc::new(place);
    let service = service_fn(|request| respond(router.clone(), Arc::clone(&place), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_header_size(LARGEST_HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        ended = watcher.watch(connection) => if let Err(error) = ended {
            // Clients hang up and time out all day long; no one has to act on it.
            tracing::debug!(%error, "a connection ended early");
        },
        () = place.lost() => tracing::debug!("a connection made room for another"),
    }
}

async fn respond(
    router: Router,
    place: Arc<Place>,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let arriving = Arc::clone(&place);
    let request = request.map(|body| Body::new(Arriving::new(body, arriving)));
    let response = router.oneshot(request).await;
    place.lend();
    response
}

/// Event streams have no end of their own: give them one, so that a stop need not wait for them.
fn ending_streams(router: Router, stopping: CancellationToken) -> Router {
    router.layer(axum::middleware::map_response(move |response: Response| {
        let stopping = stopping.clone();
        async move {
            let is_stream = response
                .headers()
                .get(CONTENT_TYPE)
                .is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
            if !is_stream {
                return response;
            }
            response.map(|body| {
                Body::from_stream(
                    body.into_data_stream()
                        .take_until(stopping.cancelled_owned()),
                )
            })
        }
    }))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    use super::*;

    const SHORT: Bounds = Bounds {
        connections: 256,
        head: Duration::from_millis(50),
        stop: Duration::from_millis(50),
    };

    /// A server with short patience: its address, and what stops it and then waits for it.
    async fn start(router: Router) -> (SocketAddr, impl AsyncFnOnce()) {
        start_with(SHORT, router).await
    }

    async fn start_with(bounds: Bounds, router: Router) -> (SocketAddr, impl AsyncFnOnce()) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(serve_with(bounds, listener, router, async {
            let _ = stopped.await;
        }));
        (address, async move || {
            stop.send(()).unwrap();
            server.await.unwrap();
        })
    }

    async fn everything(stream: &mut TcpStream) -> String {
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8(answer).unwrap()
    }

    #[tokio::test]
    async fn a_half_sent_header_is_cut_off() {
        let (address, stop) = start(Router::new()).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
            .await
            .unwrap();
        let answer = everything(&mut stream).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
            "{answer}"
        );
        stop().await;
    }

    #[tokio::test]
    async fn a_silent_connection_is_cut_off() {
        let (address, stop) = start(Router::new()).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        everything(&mut stream).await;
        stop().await;
    }

    /// Nobody's time runs out here: only who gives up a place makes room.
    #[rstest]
    #[case::says_nothing("")]
    #[case::stops_in_the_head("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")]
    #[case::stops_in_the_body("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf")]
    #[case::stops_in_a_piece(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"
    )]
    #[case::takes_no_answer("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")]
    #[case::stays_after_the_answer("GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    #[tokio::test]
    async fn strangers_who_hold_every_place_keep_nobody_out(#[case] said: &str) {
        use axum::routing::get;
        let bounds = Bounds {
            connections: 3,
            head: Duration::from_secs(3_600),
            ..SHORT
        };
        let echo = get(|| async { "here" }).post(|body: String| async { body });
        let large = get(|| async { "a".repeat(1 << 24) });
        let router = Router::new().route("/", echo).route("/large", large);
        let (address, stop) = start_with(bounds, router).await;
        let mut strangers = Vec::new();
        for _ in 0..10 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(said.as_bytes()).await.unwrap();
            strangers.push(stream);
        }
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request =
            b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nyes";
        stream.write_all(request).await.unwrap();
        let answer = everything(&mut stream).await;
        assert!(answer.ends_with("\r\n\r\nyes"), "{answer}");
        drop(strangers);
        stop().await;
    }

    #[tokio::test]
    async fn a_stop_ends_event_streams_and_lets_a_short_request_finish() {
        use axum::response::sse::{Event, Sse};
        use axum::routing::get;
        let endless = || async {
            Sse::new(futures_util::stream::pending::<
                Result<Event, std::convert::Infallible>,
            >())
        };
        let (address, stop) = start(Router::new().route("/events", get(endless))).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            .await
            .unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
        stop().await;
        // The stream ended as a whole response does: with its last, empty chunk.
        assert!(everything(&mut stream).await.ends_with("0\r\n\r\n"));
    }

    #[tokio::test]
    async fn a_stop_does_not_wait_for_a_request_that_never_ends() {
        use axum::routing::get;
        let endless = || async { std::future::pending::<&'static str>().await };
        let (address, stop) = start(Router::new().route("/", get(endless))).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            .await
            .unwrap();
        stop().await;
    }
}
