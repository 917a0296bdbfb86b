//! The program as a process of its own: `skolebud serve`, what it holds in memory and what it costs.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context as _;

use crate::figures::Watch;

const MIB: f64 = 1024.0;

/// `skolebud serve`, as it would be run.
pub(crate) struct Serve {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Serve {
    pub(crate) fn start(settings: &Path) -> anyhow::Result<Self> {
        // Free a moment ago, and asked for at once.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let child = Command::new(env!("CARGO_BIN_EXE_skolebud"))
            .arg("serve")
            .arg("--config")
            .arg(settings)
            .env("SKOLEBUD_LISTEN", address.to_string())
            .env("SKOLEBUD_LOG_FILTER", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()?;
        Ok(Self { child, address })
    }

    /// Waits until `/health/ready` answers 200.
    pub(crate) fn until_ready(&self) -> anyhow::Result<()> {
        let watch = Watch::start();
        let mut stream = loop {
            match TcpStream::connect(self.address) {
                Ok(stream) => break stream,
                Err(_) if watch.millis() < 30_000.0 => {
                    std::thread::sleep(Duration::from_micros(200));
                }
                Err(error) => return Err(error).context("serve does not listen"),
            }
        };
        stream
            .write_all(b"GET /health/ready HTTP/1.1\r\nhost: spine\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        anyhow::ensure!(answer.starts_with("HTTP/1.1 200"), "not ready: {answer}");
        Ok(())
    }

    /// Starts it `times` times: the milliseconds until it was ready, each time.
    pub(crate) fn starts(settings: &Path, times: usize) -> anyhow::Result<Vec<f64>> {
        let start = |_| {
            let watch = Watch::start();
            let serve = Self::start(settings)?;
            serve.until_ready()?;
            let waited = watch.millis();
            serve.stop()?;
            Ok(waited)
        };
        (0..times).map(start).collect()
    }

    /// A line of `/proc/PID/status`, in MiB.
    pub(crate) fn memory(&self, name: &str) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kib: f64 = status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .and_then(|value| value.trim().strip_suffix(" kB"))
            .with_context(|| format!("no {name}"))?
            .parse()?;
        Ok(kib / MIB)
    }

    /// The time all its threads have run so far.
    pub(crate) fn cpu_millis(&self) -> anyhow::Result<f64> {
        cpu_millis_of(self.child.id())
    }

    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill")
            .arg(self.child.id().to_string())
            .status()?;
        anyhow::ensure!(self.child.wait()?.success(), "serve ended badly");
        Ok(())
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        // Only when a measurement failed is it still there.
        let _ = self.child.kill();
    }
}

/// The size of a database, in MiB: what is in the write-ahead log is not in it.
pub(crate) fn file_size(database: &Path) -> anyhow::Result<f64> {
    Ok(std::fs::metadata(database)?.len() as f64 / MIB / MIB)
}

/// The time that the threads of a process have run so far, in milliseconds.
pub(crate) fn cpu_millis_of(process: u32) -> anyhow::Result<f64> {
    let mut nanos = 0.0;
    for task in std::fs::read_dir(format!("/proc/{process}/task"))? {
        let schedule = std::fs::read_to_string(task?.path().join("schedstat"))?;
        let ran = schedule.split(' ').next().context("schedstat is empty")?;
        nanos += ran.parse::<f64>()?;
    }
    Ok(nanos / 1e6)
}
