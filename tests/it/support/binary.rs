//! The binary itself, as a person in a terminal or an init system runs it.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

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
place = "C0GRUPPE1"

[[channel]]
id = "koordinator"
kind = "teams-workflow"
coordinators_of = ["prove"]
"#,
            receiver.host()
        );
        let (slack, teams) = (
            receiver.slack_url("XSECRETX"),
            receiver.teams_url("YSECRETY"),
        );
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

    /// Adds lines to the settings.
    pub(crate) fn add_settings(&self, lines: &str) {
        let path = self.path().join("skolebud.toml");
        let settings = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, format!("{settings}\n{lines}")).unwrap();
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
        let mut command = Command::new(program());
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

    /// A shell that runs `script` here with mounts that nobody else sees and that end with it; the binary is
    /// its `$0`.
    pub(crate) fn in_own_mounts(&self, script: &str) -> Command {
        let own = self.command(&[]);
        let mut shell = Command::new("unshare");
        shell
            .args(["--map-root-user", "--mount", "sh", "-c", script])
            .arg(own.get_program())
            .current_dir(self.path());
        for (name, value) in own.get_envs() {
            if let Some(value) = value {
                shell.env(name, value);
            }
        }
        shell
    }

    /// Starts `serve` and kills it so soon that it may not be ready yet.
    pub(crate) fn start_and_kill_after(&self, moment: Duration) {
        let mut command = self.command(&["serve"]);
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Starts `serve` and waits until it says that it is ready.
    pub(crate) fn serve(&self) -> Serving {
        Serving::start(self.command(&["serve"]))
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
    /// What it logged, as far as it was waited for.
    pub(crate) said: String,
}

impl Serving {
    /// Runs `command`, which starts `serve`, and waits until it says that it is ready.
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let mut serving = Self {
            child,
            log,
            said: String::new(),
        };
        serving.wait_until_it_says("ready; ");
        serving
    }

    /// Waits until it has logged these words.
    pub(crate) fn wait_until_it_says(&mut self, words: &str) {
        while !self.said.contains(words) {
            let before = self.said.len();
            self.log.read_line(&mut self.said).unwrap();
            assert!(
                self.said.len() > before,
                "serve ended before it said {words:?}: {}",
                self.said
            );
        }
    }

    /// Where it listens, as it says itself.
    pub(crate) fn address(&self) -> SocketAddr {
        let (_, address) = self.said.rsplit_once("address=").unwrap();
        address.split_whitespace().next().unwrap().parse().unwrap()
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The most memory it has had so far, in KiB.
    pub(crate) fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let (_, peak) = status.split_once("VmHWM:").unwrap();
        peak.split_whitespace().next().unwrap().parse().unwrap()
    }

    /// Whether it has ended of itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits until it has ended of itself; its exit code and all it logged.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        let mut said = std::mem::take(&mut self.said);
        while self.log.read_line(&mut said).unwrap() > 0 {}
        (self.child.wait().unwrap().code(), said)
    }

    /// Ends it at once, as a power cut would; all it logged.
    pub(crate) fn kill(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut said = std::mem::take(&mut self.said);
        while self.log.read_line(&mut said).unwrap() > 0 {}
        said
    }

    /// Asks it to stop, as an init system does.
    pub(crate) fn tell_to_stop(&self) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(asked.success());
    }

    /// Asks it to stop and waits; its exit code and all it logged.
    pub(crate) fn stop(self) -> (Option<i32>, String) {
        self.tell_to_stop();
        self.end()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The binary: the one of this build, or that which `IT_BINARY` names.
fn program() -> OsString {
    let built = || OsString::from(env!("CARGO_BIN_EXE_skolebud"));
    let path = std::env::var_os("IT_BINARY").unwrap_or_else(built);
    // It runs in a folder of its own.
    std::fs::canonicalize(path).unwrap().into()
}
