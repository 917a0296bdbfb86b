//! Secrets and personal texts are planted wherever they come in; nothing that the program tells about
//! itself holds one of them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver as Queue, channel};
use std::thread::JoinHandle;

use secrecy::{ExposeSecret, SecretString};
use skolebud::chat::Address;
use skolebud::chat::slack::{self, Signature};
use skolebud::clock::{Clock, Timestamp};

use crate::support::answering::PUBLIC;
use crate::support::binary::Place;
use crate::support::house::{TOKEN, doors};
use crate::support::program::{Program, SMALL};
use crate::support::receiver::{Receiver, Reply};
use crate::support::taps::{SIGNING_SECRET, Tap, signature};

/// What must be seen nowhere: secrets of the settings, and what people are and say.
const PLANTED: &[&str] = &[
    // Webhook URLs and the platforms' secrets.
    "XSECRETX",
    "YSECRETY",
    SIGNING_SECRET,
    TOKEN,
    // Who says something, and what.
    "UPLANTED1",
    "Navn Navnesen",
    "elevens navn",
    "Vi fikk det ikke til",
    "en hemmelig kunngjøring",
    // Where a tap's answer goes: whoever has it can post there.
    "TAPSECRET",
];

/// Every command that tells of the program itself, of its settings or its posts. What people said is told
/// by others, to those who may know it.
const EVERY_COMMAND: [&[&str]; 24] = [
    &["hello", "gruppe-1-slack"],
    &["hello", "koordinator"],
    &["status"],
    &["status", "--json"],
    &["log"],
    &["log", "--json"],
    &["doctor"],
    &["questions"],
    &["plan", "show"],
    &["plan", "diff"],
    &["plan", "export", "prove"],
    &["plan", "apply", "prove.toml", "--dry-run"],
    &["simulate", "prove.toml"],
    &["check", "prove.toml"],
    &["preview", "1"],
    &["preview", "1", "--for", "teams-workflow"],
    &["replies"],
    &["missing"],
    &["results", "grad"],
    &["backup", "copy.db"],
    &["backup", "copy.db"],
    &["restore", "skolebud.toml"],
    &["health"],
    &["nonsense"],
];

/// The worker at its most talkative, and all it says.
struct Talkative {
    child: Child,
    reader: JoinHandle<String>,
    address: SocketAddr,
}

impl Talkative {
    fn start(place: &Place) -> Self {
        let mut child = place
            .command(&["serve"])
            .env("SKOLEBUD_LOG_FILTER", "trace")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, told) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let reader = std::thread::spawn(move || {
            let mut all = String::new();
            for line in stderr.lines() {
                let line = line.unwrap();
                // Nobody listens any more once it is ready.
                let _ = tell.send(line.clone());
                all.push_str(&line);
                all.push('\n');
            }
            all
        });
        let address = address(&told);
        Self {
            child,
            reader,
            address,
        }
    }

    /// Sends `request` as it is; the whole answer.
    fn ask(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn post(&self, path: &str, headers: &str, body: &str) -> String {
        self.ask(
            format!(
                "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
                 content-length: {}\r\n{headers}\r\n{body}",
                body.len()
            )
            .as_bytes(),
        )
    }

    fn get(&self, path: &str) -> String {
        self.ask(
            format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
                .as_bytes(),
        )
    }

    fn command_line(&self) -> String {
        let path = format!("/proc/{}/cmdline", self.child.id());
        String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
    }

    /// Ends it in order; all it logged.
    fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(asked.success());
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        self.reader.join().unwrap()
    }
}

fn address(told: &Queue<String>) -> SocketAddr {
    let ready = told.iter().find(|line| line.contains("ready; "));
    let ready = ready.unwrap();
    let at = ready.split("address=").nth(1).unwrap();
    at.split_whitespace().next().unwrap().parse().unwrap()
}

fn slack(worker: &Talkative, path: &str, body: &str, is_signed: bool) -> String {
    let now = (Clock::System.now().millis() / 1000).to_string();
    let sign = if is_signed {
        signature(&now, body.as_bytes())
    } else {
        format!("v0={}", "0".repeat(64))
    };
    let headers = format!(
        "content-type: application/x-www-form-urlencoded\r\n\
         x-slack-request-timestamp: {now}\r\nx-slack-signature: {sign}\r\n"
    );
    worker.post(path, &headers, body)
}

fn command(text: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .append_pair("command", "/skolebud")
        .append_pair("text", text)
        .append_pair("team_id", "T0ASKER01")
        .append_pair("user_id", "UPLANTED1")
        .append_pair("user_name", "Navn Navnesen")
        .append_pair("channel_id", "C0GRUPPE1")
        .append_pair("trigger_id", &format!("1.2.{}", text.len()))
        .append_pair("response_url", "https://hooks.slack.com/commands/TAPSECRET")
        .finish()
}

/// Everything that a program can be told: good, bad, forged and broken.
fn tell_everything(worker: &Talkative) -> Vec<String> {
    let tap = Tap {
        asking: "prove/grad/2018-09-06".to_owned(),
        option: "noen".to_owned(),
        user: "UPLANTED1".to_owned(),
        at: "1543312842.318754".to_owned(),
        response_url: Some("https://hooks.slack.com/actions/TAPSECRET".to_owned()),
    };
    let said = command("Vi fikk det ikke til, og elevens navn er Navn Navnesen");
    let announced = command("kunngjør \"en hemmelig kunngjøring\" --til alle");
    let broken = format!("payload=%7B\"user\":\"UPLANTED1\" elevens navn {said}");
    let activity =
        r#"{"type":"message","text":"elevens navn Navn Navnesen","from":{"id":"UPLANTED1"}}"#;
    let bearer = "authorization: HMAC AAAA\r\ncontent-type: application/json\r\n";
    let mut answers = vec![
        slack(worker, "/slack/interactivity", &tap.form(), true),
        slack(worker, "/slack/interactivity", &tap.form(), false),
        slack(worker, "/slack/interactivity", &broken, true),
        slack(worker, "/slack/commands", &broken, true),
        slack(worker, "/slack/events", &broken, true),
        slack(worker, "/slack/commands", &said, false),
        worker.post("/teams/outgoing/nettverk", bearer, activity),
        worker.post("/teams/outgoing/elevens%20navn", bearer, activity),
        worker.get("/a/elevens-navn-UPLANTED1"),
        worker.get("/elevens%20navn?navn=Navn+Navnesen"),
        worker.ask(b"GET /%ff\xfe HTTP/1.1\r\nhost: elevens navn\r\n\r\n"),
        worker.get("/metrics"),
        worker.get("/health/ready"),
        worker.command_line(),
    ];
    // These two are told to the person who said it; their answers may repeat it.
    slack(worker, "/slack/commands", &said, true);
    slack(worker, "/slack/commands", &announced, true);
    answers.push(worker.get("/metrics"));
    answers
}

#[test]
fn nothing_the_program_tells_about_itself_holds_a_secret_or_a_personal_text() {
    let platforms = Receiver::start();
    // The platform's own words may repeat the URL.
    for _ in 0..4 {
        platforms.will(Reply::of(404, "no such hook XSECRETX YSECRETY"));
    }
    let mut place = Place::with(&platforms);
    place.set("SKOLEBUD_SLACK_SIGNING_SECRET", SIGNING_SECRET);
    place.set("SKOLEBUD_TEAMS_NETTVERK_SECRET", TOKEN);
    let settings = std::fs::read_to_string(place.path().join("skolebud.toml")).unwrap();
    let doors = "[slack]\n[[teams_webhook]]\nid = \"nettverk\"\nnetworks = [\"prove/gruppe-1\"]\n";
    place.write("skolebud.toml", &format!("{settings}\n{doors}"));
    place.succeed(&["plan", "apply", "prove.toml"]);

    let worker = Talkative::start(&place);
    let mut told = tell_everything(&worker);
    told.push(worker.stop());
    for arguments in EVERY_COMMAND {
        let output = place.run(arguments);
        told.push(String::from_utf8_lossy(&output.stdout).into_owned());
        told.push(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    told.extend(names_of_files(place.path()));
    assert!(
        told.iter().any(|text| text.contains("DEBUG")),
        "at its most talkative"
    );
    nothing_is_told(&told);
}

fn nothing_is_told(told: &[String]) {
    for text in told {
        for secret in PLANTED {
            let line = text.lines().find(|line| line.contains(secret));
            assert_eq!(line, None, "{secret} stands where anyone may read it");
        }
    }
}

/// The name of every file in `folder`.
fn names_of_files(folder: &Path) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| format!("{:?}", entry.unwrap().file_name()))
}

#[tokio::test]
async fn what_the_parts_of_the_program_show_of_themselves_holds_no_secret() {
    let program = Program::start_with(SMALL, &["slack", "teams", "sandbox-1"], |settings| {
        settings.doors = doors();
        settings.public_url = Some(PUBLIC.to_owned());
        for configured in &mut settings.channels {
            match &mut configured.channel.address {
                Address::SlackWebhook(url) | Address::TeamsWorkflow(url) => {
                    *url = SecretString::from(format!("{}XSECRETX", url.expose_secret()));
                }
                Address::Sandbox => {}
            }
        }
    })
    .await;
    let app = &program.app;
    let tap = Tap {
        asking: "prove/grad/2018-09-06".to_owned(),
        option: "noen".to_owned(),
        user: "U1".to_owned(),
        at: "1543312842.318754".to_owned(),
        response_url: Some("https://hooks.slack.com/actions/TAPSECRET".to_owned()),
    };
    let body = tap.form();
    let signed = signature("1543312842", body.as_bytes());
    let headers = Signature {
        timestamp: Some(b"1543312842"),
        signature: Some(signed.as_bytes()),
    };
    let door = app.settings.doors.slack.as_ref().unwrap();
    let now = Timestamp::from_millis(1_543_312_842_000);
    let verified = door.verify(headers, body.as_bytes(), now).unwrap();
    let received = slack::parse::interaction(verified).unwrap();
    let mut shown = vec![
        format!("{:?}", app.settings),
        format!("{app:?}"),
        format!("{:?}", app.chat),
        format!("{:?}", app.links),
        format!("{door:?}"),
        format!("{received:?}"),
    ];
    shown.extend(app.settings.channels.iter().map(|it| format!("{it:?}")));
    assert!(shown[0].contains("SlackWebhook"), "{}", shown[0]);
    let key = std::fs::read(program.database().with_extension("db.links")).unwrap();
    let key = format!("{key:?}");
    assert!(
        shown.iter().all(|text| !text.contains(&key)),
        "the key of links"
    );
    nothing_is_told(&shown);
}

#[test]
fn no_snapshot_in_the_tree_holds_a_planted_secret() {
    let mut snapshots = Vec::new();
    for folder in ["src", "tests"] {
        find_snapshots(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut snapshots,
        );
    }
    assert!(snapshots.len() > 20);
    nothing_is_told(&snapshots);
}

fn find_snapshots(folder: &Path, found: &mut Vec<String>) {
    const NOT_OURS: [&str; 2] = ["node_modules", ".venv"];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !NOT_OURS.iter().any(|name| path.ends_with(name)) {
            find_snapshots(&path, found);
        } else if path.extension().is_some_and(|it| it == "snap") {
            found.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn settings_that_hold_a_secret_by_mistake_are_refused_without_repeating_it() {
    let platforms = Receiver::start();
    let place = Place::with(&platforms);
    let settings = std::fs::read_to_string(place.path().join("skolebud.toml")).unwrap();
    let url = "https://hooks.slack.com/services/T0/B0/XSECRETX";
    for wrong in [
        settings.replace(
            "id = \"gruppe-1-slack\"",
            &format!("id = \"gruppe-1-slack\"\nurl = \"{url}\""),
        ),
        settings.replace("kind = \"slack-webhook\"", &format!("kind = \"{url}\"")),
        format!("{settings}\n[slack]\nsigning_secret = \"{SIGNING_SECRET}\"\n"),
        format!("{settings}\nunknown = \"{url}\"\n"),
        format!("{settings}\n[[channel]\n# {url}\n"),
    ] {
        place.write("skolebud.toml", &wrong);
        let output = place.run(&["status"]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("skolebud.toml"), "{said}");
        assert!(
            !said.contains("XSECRETX") && !said.contains(SIGNING_SECRET),
            "{said}"
        );
    }
}
