//! A server on this machine that plays Slack and Teams: it notes every request and answers as its
//! script says, be it with nonsense. It writes its own HTTP, so that it can break it.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use skolebud::clock::{Clock, Timestamp};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};

/// What the server does with one request.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// What the platform itself says when all is well: Slack `200 ok`, a Workflow `202`.
    Fine,
    /// The same, so long after the request was read.
    FineAfter(Duration),
    /// This status, these further headers and this body.
    Http(u16, Vec<(&'static str, String)>, String),
    /// These bytes, whatever they are; then the connection ends.
    Raw(&'static str),
    /// These bytes before anything is read; then the connection ends.
    SpeakFirst(&'static str),
    /// A status and the beginning of a body that never ends.
    Endless(u16),
    /// A status, and a longer body promised than comes; then the connection is reset.
    BreakOff(u16),
    /// Reads the request and never answers.
    Silence,
    /// Resets the connection before the request is read.
    ResetAtOnce,
    /// Reads the request, then resets the connection.
    ResetAfterReading,
}

impl Reply {
    /// This status and body.
    pub(crate) fn of(status: u16, body: &str) -> Self {
        Self::Http(status, Vec::new(), body.to_owned())
    }

    /// This status with a `Retry-After`.
    pub(crate) fn wait(status: u16, retry_after: &str) -> Self {
        Self::Http(
            status,
            vec![("Retry-After", retry_after.to_owned())],
            String::new(),
        )
    }
}

/// A request as it came, and what was said to it.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// When it had been read to its end.
    pub(crate) at: Timestamp,
    pub(crate) reply: Reply,
    pub(crate) method: String,
    /// Path and query, byte for byte.
    pub(crate) target: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// The value of the header called `name`, in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The server. It has a thread of its own, so tests of every kind can use it, and ends when dropped.
#[derive(Debug)]
pub(crate) struct Receiver {
    address: SocketAddr,
    shared: Arc<Shared>,
    arrived: watch::Receiver<usize>,
    _stop: oneshot::Sender<()>,
}

#[derive(Debug)]
struct Shared {
    script: Mutex<VecDeque<Reply>>,
    received: Mutex<Vec<Received>>,
    arrived: watch::Sender<usize>,
}

impl Receiver {
    /// A server on a free port, to which all is fine until told otherwise.
    pub(crate) fn start() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (arrived, watched) = watch::channel(0);
        let shared = Arc::new(Shared {
            script: Mutex::default(),
            received: Mutex::default(),
            arrived,
        });
        let (stop, stopped) = oneshot::channel();
        let serving = Arc::clone(&shared);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                tokio::select! {
                    () = serve(listener, serving) => {}
                    _ = stopped => {}
                }
            });
        });
        Self {
            address,
            shared,
            arrived: watched,
            _stop: stop,
        }
    }

    /// Answers the next request that has no reply yet with `reply`. Without one left, all is fine.
    pub(crate) fn will(&self, reply: Reply) {
        self.shared.script.lock().unwrap().push_back(reply);
    }

    /// Forgets what it would answer: from now on all is fine.
    pub(crate) fn will_be_fine(&self) {
        self.shared.script.lock().unwrap().clear();
    }

    /// `127.0.0.1:PORT`, as the settings allow it.
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    /// A webhook URL here that looks like Slack's.
    pub(crate) fn slack_url(&self, name: &str) -> String {
        format!("http://{}/services/T000/B000/{name}", self.address)
    }

    /// A webhook URL here that looks like a Workflow's.
    pub(crate) fn teams_url(&self, name: &str) -> String {
        format!(
            "http://{}/powerautomate/automations/direct/workflows/{name}/triggers/manual/paths/invoke\
             ?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a-B_c%2Bd~e",
            self.address
        )
    }

    /// Every request so far, in the order in which they were read to the end.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// Every request so far, as soon as there are `count` of them.
    pub(crate) async fn has_received(&self, count: usize) -> Vec<Received> {
        let mut arrived = self.arrived.clone();
        arrived.wait_for(|number| *number >= count).await.unwrap();
        self.received()
    }
}

async fn serve(listener: std::net::TcpListener, shared: Arc<Shared>) {
    let listener = TcpListener::from_std(listener).unwrap();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        tokio::spawn(converse(stream, Arc::clone(&shared)));
    }
}

/// One request and what the script says to it. Whatever breaks here is the client's to notice.
async fn converse(mut stream: TcpStream, shared: Arc<Shared>) -> Option<()> {
    let reply = shared.script.lock().unwrap().pop_front();
    let reply = reply.unwrap_or(Reply::Fine);
    match reply {
        Reply::ResetAtOnce => {
            // Else the client might not be sure that it ever was connected.
            stream.peek(&mut [0]).await.ok()?;
            return stream.set_zero_linger().ok();
        }
        Reply::SpeakFirst(bytes) => {
            stream.write_all(bytes.as_bytes()).await.ok()?;
            stream.shutdown().await.ok()?;
            // Closing with something unread would reset the connection.
            return stream.read_to_end(&mut Vec::new()).await.ok().map(drop);
        }
        _ => {}
    }
    let request = read(&mut stream, reply.clone()).await?;
    let is_slack = request.target.starts_with("/services/");
    shared.received.lock().unwrap().push(request);
    shared.arrived.send_modify(|number| *number += 1);
    if let Reply::FineAfter(wait) = reply {
        tokio::time::sleep(wait).await;
    }
    match reply {
        Reply::Fine | Reply::FineAfter(_) if is_slack => write(&mut stream, 200, &[], "ok").await,
        Reply::Fine | Reply::FineAfter(_) => write(&mut stream, 202, &[], "").await,
        Reply::Http(status, headers, body) => write(&mut stream, status, &headers, &body).await,
        Reply::Raw(bytes) => stream.write_all(bytes.as_bytes()).await.ok(),
        Reply::Endless(status) => pour(&mut stream, status).await,
        Reply::BreakOff(status) => {
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: 100\r\n\r\nok");
            stream.write_all(head.as_bytes()).await.ok()?;
            // Half-closing first makes sure that the beginning arrives.
            stream.shutdown().await.ok()
        }
        Reply::Silence => std::future::pending().await,
        Reply::ResetAfterReading => stream.set_zero_linger().ok(),
        Reply::ResetAtOnce | Reply::SpeakFirst(_) => None,
    }
}

async fn read(stream: &mut TcpStream, reply: Reply) -> Option<Received> {
    let mut bytes = Vec::new();
    let head_length = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..head_length].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ').map(str::to_owned);
    let (method, target) = (first.next()?, first.next()?);
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap());
    while bytes.len() < head_length + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Received {
        at: Clock::System.now(),
        reply,
        method,
        target,
        headers,
        body: bytes.split_off(head_length),
    })
}

async fn write(
    stream: &mut TcpStream,
    status: u16,
    headers: &[(&str, String)],
    body: &str,
) -> Option<()> {
    let mut answer = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        answer.push_str(&format!("{name}: {value}\r\n"));
    }
    answer.push_str("\r\n");
    answer.push_str(body);
    stream.write_all(answer.as_bytes()).await.ok()
}

async fn pour(stream: &mut TcpStream, status: u16) -> Option<()> {
    let head = format!("HTTP/1.1 {status} X\r\nTransfer-Encoding: chunked\r\n\r\n");
    stream.write_all(head.as_bytes()).await.ok()?;
    loop {
        stream.write_all(b"4\r\nok, \r\n").await.ok()?;
    }
}
