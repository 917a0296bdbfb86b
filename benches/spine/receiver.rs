//! A server on this machine that plays Slack: it reads each request whole and says `ok`.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const OK: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok";

/// The server, on a thread of its own until the program ends.
#[derive(Clone, Debug)]
pub(crate) struct Receiver {
    address: SocketAddr,
    received: Arc<AtomicUsize>,
}

impl Receiver {
    pub(crate) fn start() -> anyhow::Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let receiver = Self {
            address: listener.local_addr()?,
            received: Arc::default(),
        };
        let received = Arc::clone(&receiver.received);
        std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?
                .block_on(serve(listener, received))
        });
        Ok(receiver)
    }

    /// `127.0.0.1:PORT`, as the settings allow it.
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    /// A webhook URL here.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/services/T000/B000/spine", self.address)
    }

    /// How many requests were answered so far.
    pub(crate) fn received(&self) -> usize {
        self.received.load(Ordering::Relaxed)
    }
}

async fn serve(listener: std::net::TcpListener, received: Arc<AtomicUsize>) -> std::io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let received = Arc::clone(&received);
        tokio::spawn(async move {
            if answer(stream).await.is_ok() {
                received.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
}

async fn answer(mut stream: TcpStream) -> anyhow::Result<()> {
    let mut request = Vec::with_capacity(8 * 1024);
    while !is_whole(&request)? {
        anyhow::ensure!(stream.read_buf(&mut request).await? > 0, "it broke off");
    }
    stream.write_all(OK).await?;
    Ok(stream.shutdown().await?)
}

/// Whether the head and all the body that it announces have come.
fn is_whole(request: &[u8]) -> anyhow::Result<bool> {
    let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(false);
    };
    let head = std::str::from_utf8(&request[..end])?.to_ascii_lowercase();
    let length: usize = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))
        .context("a request without content-length")?
        .trim()
        .parse()?;
    Ok(request.len() >= end + 4 + length)
}
