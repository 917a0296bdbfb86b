//! `health`: asks the running worker whether it lives, for container platforms and watchdogs.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use crate::cli::{Failure, Output, setup};

/// How long the worker may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// The most that is read of its answer, in bytes.
const LONGEST_ANSWER: u64 = 4096;

/// Asks, and fails when there is no good answer.
pub(super) fn run(config: Option<&Path>, out: &mut Output) -> Result<(), Failure> {
    let listen = setup::settings(config, out)?.listen;
    let answer = ask(listen).map_err(|error| {
        Failure::because(format!(
            "no answer at {listen}: {error}; is `skolebud serve` running?"
        ))
    })?;
    let status = answer.lines().next().unwrap_or_default();
    if status.contains(" 200 ") {
        out.line("It lives.")
    } else {
        Err(Failure::because(format!("it answers “{status}”")))
    }
}

/// One request without a client: this machine asks itself, and nothing else may be reached.
fn ask(listen: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&reachable(listen), PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream
        .write_all(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(LONGEST_ANSWER).read_to_string(&mut answer)?;
    Ok(answer)
}

/// The address at which one who listens everywhere is found on this machine.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}
