//! Both platforms on a real socket: they read each request to its end and hold it until the run says
//! what becomes of it, one after the other. So the seed alone decides, and no race.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// A request that waits for its answer.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) channel: String,
    /// Everything there is to read in it, line by line.
    pub(crate) text: String,
    stream: TcpStream,
}

/// What we give back.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// This status, this `Retry-After` in seconds and this body.
    Http(u16, Option<u32>, &'static str),
    /// The connection is reset.
    Reset,
}

/// The platforms. They listen on one address for as long as they live.
#[derive(Debug)]
pub(crate) struct Platform {
    address: SocketAddr,
    desk: Arc<Desk>,
    listening: Option<JoinHandle<()>>,
    /// Connections we leave open, so that an answer is waited for in vain.
    pub(crate) silent: Vec<Request>,
}

/// Where requests wait for their answers.
#[derive(Debug, Default)]
struct Desk {
    held: Mutex<Vec<Request>>,
    /// Rung at every arrival.
    arrived: Notify,
    /// What the processes before this one sent is nobody's any more.
    life: AtomicU64,
}

impl Platform {
    /// Listens on `host`, in this machine.
    pub(crate) async fn start(host: Ipv4Addr) -> Self {
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let mut platform = Self {
            address: listener.local_addr().unwrap(),
            desk: Arc::default(),
            listening: None,
            silent: Vec::new(),
        };
        platform.serve(listener);
        platform
    }

    /// From now on, no connection comes about.
    pub(crate) async fn shut(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            let _ = listening.await;
        }
    }

    /// Connections are taken again.
    pub(crate) async fn open(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.serve(listener);
    }

    fn serve(&mut self, listener: TcpListener) {
        let desk = Arc::clone(&self.desk);
        self.listening = Some(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(read(stream, Arc::clone(&desk)));
            }
        }));
    }

    /// A webhook URL here for the channel, known to the process with this many before it.
    pub(crate) fn url(&self, channel: &str, life: u64) -> String {
        self.desk.life.store(life, Ordering::Relaxed);
        if channel.starts_with("slack") {
            format!("http://{}/services/T0/{life}/{channel}", self.address)
        } else {
            format!(
                "http://{}/workflows/{life}/{channel}/invoke?sig=x",
                self.address
            )
        }
    }

    /// Waits until `count` requests wait for their answer; whether they came within `patience`.
    pub(crate) async fn have_come(&self, count: usize, patience: Duration) -> bool {
        let all = async {
            while self.desk.held.lock().unwrap().len() < count {
                self.desk.arrived.notified().await;
            }
        };
        tokio::time::timeout(patience, all).await.is_ok()
    }

    /// The requests that wait, by channel.
    pub(crate) fn take(&self) -> Vec<Request> {
        let mut held = std::mem::take(&mut *self.desk.held.lock().unwrap());
        held.sort_by(|one, other| one.channel.cmp(&other.channel));
        held
    }
}

impl Request {
    /// Answers with what a platform says when all is well.
    pub(crate) async fn accept(self) {
        let reply = if self.channel.starts_with("slack") {
            Reply::Http(200, None, "ok")
        } else {
            Reply::Http(202, None, "")
        };
        self.answer(&reply).await;
    }

    /// Answers with `reply`.
    pub(crate) async fn answer(mut self, reply: &Reply) {
        match reply {
            Reply::Http(status, retry_after, body) => {
                let mut answer =
                    format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n", body.len());
                if let Some(seconds) = retry_after {
                    answer.push_str(&format!("Retry-After: {seconds}\r\n"));
                }
                answer.push_str("\r\n");
                answer.push_str(body);
                // Whoever is gone already hears nothing.
                let _ = self.stream.write_all(answer.as_bytes()).await;
            }
            Reply::Reset => self.stream.set_zero_linger().unwrap(),
        }
    }
}

async fn read(mut stream: TcpStream, desk: Arc<Desk>) -> Option<()> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let length: usize = head
        .split("\r\n")
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap());
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let path = head.split(' ').nth(1)?;
    let channel = path
        .split(['/', '?'])
        .find(|part| part.starts_with("slack-") || part.starts_with("teams-"))?
        .to_owned();
    let body: Value = serde_json::from_slice(&bytes[end..]).unwrap();
    let mut text = String::new();
    collect(&body, &mut text);
    let life = path
        .split('/')
        .nth(if channel.starts_with("slack") { 3 } else { 2 })?;
    if life.parse() != Ok(desk.life.load(Ordering::Relaxed)) {
        return None;
    }
    desk.held.lock().unwrap().push(Request {
        channel,
        text,
        stream,
    });
    desk.arrived.notify_one();
    Some(())
}

/// Every text in `value` that people read, in order.
fn collect(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, text)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(said)
                        if ["text", "title", "value", "body"].contains(&key.as_str()) =>
                    {
                        text.push_str(said);
                        text.push('\n');
                    }
                    other => collect(other, text),
                }
            }
        }
        _ => {}
    }
}
