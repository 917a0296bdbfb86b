//! The binary itself, as a person in a terminal or an init system runs it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

use crate::support::receiver::Receiver;

/// A folder with settings and a programme, in which the binary runs.
pub(crate) struct Place {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Place {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            variables: Vec::new(),
        }
    }

    /// A folder whose settings send the small programme's network to a Slack channel and its
    /// coordinators to a Teams channel, both played by `receiver`.
    pub(crate) fn with(receiver: &Receiver) -> Self {
        let mut place = Self::empty();
        let settings = format!(
            r#"
database = "skolebud.db"
listen = "127.0.0.1:0"
allowed_hosts = ["{}"]

[[channel]]
id = "gruppe-1-slack"
kind = "slack-webhook"
networks = ["prove/gruppe-1"]

[[channel]]
id = "koordinator"
kind = "teams-workflow"
coordinators_of = ["prove"]
"#,
            receiver.host()
        );
        let (slack, teams) = (receiver.slack_url("XSECRETX"), receiver.teams_url("YSECRETY"));
        place.set("SKOLEBUD_CHANNEL_GRUPPE_1_SLACK_URL", &slack);
        place.set("SKOLEBUD_CHANNEL_KOORDINATOR_URL", &teams);
        place.write("skolebud.toml", &settings);
        place.write("prove.toml", crate::support::program::SMALL);
        place
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The database in it.
    pub(crate) fn database(&self) -> PathBuf {
        self.path().join("skolebud.db")
    }

    /// Lets `serve` listen at `port`.
    pub(crate) fn listen_at(&self, port: u16) {
        let settings = std::fs::read_to_string(self.path().join("skolebud.toml")).unwrap();
        self.write(
            "skolebud.toml",
            &settings.replace("127.0.0.1:0", &format!("127.0.0.1:{port}")),
        );
    }

    /// Gives the binary this variable of the environment.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// Writes a file into it.
    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).unwrap();
    }

    /// The binary with `arguments`, ready to run here.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_skolebud"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env("NO_COLOR", "1")
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs the binary with `arguments` to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs the binary, which must succeed; what it printed.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Starts `serve` and waits until it says that it is ready.
    pub(crate) fn serve(&self) -> Serving {
        let mut child = self
            .command(&["serve"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("ready; ") {
            let before = said.len();
            log.read_line(&mut said).unwrap();
            assert!(
                said.len() > before,
                "serve ended before it was ready: {said}"
            );
        }
        Serving { child, log, said }
    }
}

/// What a failed run said.
pub(crate) fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A running `serve`; killed when dropped.
pub(crate) struct Serving {
    child: Child,
    log: BufReader<std::process::ChildStderr>,
    /// What it logged until it was ready.
    pub(crate) said: String,
}

impl Serving {
    /// Where it listens, as it says itself.
    pub(crate) fn address(&self) -> SocketAddr {
        let (_, address) = self.said.rsplit_once("address=").unwrap();
        address.split_whitespace().next().unwrap().parse().unwrap()
    }

    /// Ends it at once, as a power cut would; all it logged.
    pub(crate) fn kill(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut said = std::mem::take(&mut self.said);
        while self.log.read_line(&mut said).unwrap() > 0 {}
        said
    }

    /// Asks it to stop, as an init system does, and waits; its exit code and all it logged.
    pub(crate) fn stop(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(asked.success());
        let mut said = std::mem::take(&mut self.said);
        while self.log.read_line(&mut said).unwrap() > 0 {}
        (self.child.wait().unwrap().code(), said)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
