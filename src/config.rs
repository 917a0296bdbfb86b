//! The settings: one TOML file, overridden by `SKOLEBUD_…` variables; secrets only from variables or
//! files. Unknown keys are refused, and all mistakes are reported together with file, key and line.

mod address;
mod channels;
mod doors;
mod findings;
mod log;
mod people;
mod secret;
mod variables;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::chat::Channel;
use crate::findings::{Finding, Severity};
use crate::programme::Id;
use crate::toml_reader::{Node, Table, read_toml, text};

pub use self::doors::{Doors, TeamsWebhook};
pub use self::log::{LevelFilter, Log, LogFormat};

use self::findings::{Findings, Place, Problem};
use self::variables::Variables;

const DATABASE: &str = "skolebud.db";
const LISTEN: &str = "127.0.0.1:8080";
/// A settings file is a page or two.
const LARGEST_FILE: u64 = 1024 * 1024;

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The SQLite file.
    pub database: PathBuf,
    /// Where HTTP is served.
    pub listen: SocketAddr,
    pub log: Log,
    pub channels: Vec<ConfiguredChannel>,
    /// Hosts beyond the platforms' own that posts may go to: `host` or `host:port`.
    pub allowed_hosts: Vec<String>,
    /// Who may send us something.
    pub doors: Doors,
    /// Where people's browsers reach us, without a slash at the end: `https://skolebud.asker.example`.
    /// Without it there are no links to answer pages.
    pub public_url: Option<String>,
    /// Who coordinates from the start; they can name others by command.
    pub coordinators: Vec<ConfiguredCoordinator>,
}

/// Someone who coordinates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfiguredCoordinator {
    /// `platform/tenant/user`, as [`crate::inbox::rules::person`] writes it.
    pub person: String,
    /// All networks of these programmes.
    pub programmes: Vec<Id>,
    /// Single networks, each as (programme, network).
    pub networks: Vec<(Id, Id)>,
}

/// A channel and whom it serves.
#[derive(Clone, Debug)]
pub struct ConfiguredChannel {
    pub channel: Channel,
    pub serves: Serves,
    /// The platform's own id of the channel (Slack: C024BE91L): tells which networks are meant by what
    /// is said there. A webhook's URL does not tell.
    pub place: Option<String>,
}

/// Whom a channel serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Serves {
    /// The leaders of these networks, each as (programme, network).
    Networks(Vec<(Id, Id)>),
    /// The coordinators of these programmes.
    Coordinators(Vec<Id>),
}

/// The settings in the file at `path` (without one, the defaults), overridden by `variables`, and what
/// to look at: warnings only. No finding shows anything of the file or of a variable's value.
///
/// # Errors
/// Every mistake in the file and the variables, warnings among them.
pub fn read(
    path: Option<&Path>,
    variables: &[(String, String)],
) -> Result<(Settings, Vec<Finding>), Vec<Finding>> {
    let file = path.map_or_else(String::new, |path| path.display().to_string());
    let source = match path {
        Some(path) => read_file(path).map_err(|problem| vec![problem.in_file(&file)])?,
        None => String::new(),
    };
    read_source(&source, &file, variables)
}

fn read_source(
    source: &str,
    file: &str,
    variables: &[(String, String)],
) -> Result<(Settings, Vec<Finding>), Vec<Finding>> {
    let variables = Variables::new(variables);
    let mut of_variables = Vec::new();
    let (settings, mut findings) = read_toml(source, file, |root| {
        let findings = Findings::new(root.report);
        let settings = settings(root, &variables, &findings);
        of_variables = findings.of_variables();
        settings
    });
    findings.append(&mut of_variables);
    for finding in &mut findings {
        // A secret may stand anywhere in the file by mistake: nothing of it is shown.
        finding.span = 0..0;
    }
    let usable = findings
        .iter()
        .all(|finding| finding.severity == Severity::Warning);
    match settings.flatten().filter(|_| usable) {
        Some(settings) => Ok((settings, findings)),
        None => Err(findings),
    }
}

fn settings(
    root: &Table<'_>,
    variables: &Variables<'_>,
    findings: &Findings<'_>,
) -> Option<Settings> {
    let in_file = root.optional("database", text);
    let database = over(variables, findings, "DATABASE", in_file, non_empty);
    let in_file = root.optional("listen", listen);
    let listen = over(variables, findings, "LISTEN", in_file, to_listen);
    let log = log::read(root, variables, findings);
    let allowed_hosts = root.list("allowed_hosts", allowed_host);
    let channels = channels::read(root, variables, &allowed_hosts, findings);
    let doors = doors::read(root, variables, findings);
    let in_file = root.optional("public_url", public_url);
    let public_url = over(variables, findings, "PUBLIC_URL", in_file, to_public_url);
    let coordinators = people::read(root);
    variables.report_unknown(findings);
    Some(Settings {
        database: database.map_or_else(|| PathBuf::from(DATABASE), PathBuf::from),
        listen: listen.or_else(|| LISTEN.parse().ok())?,
        log,
        channels: channels?,
        allowed_hosts,
        doors: doors?,
        public_url,
        coordinators: coordinators?,
    })
}

/// What the variable `SKOLEBUD_name` says, and what the file says where there is none.
fn over<T>(
    variables: &Variables<'_>,
    findings: &Findings<'_>,
    name: &'static str,
    in_file: Option<T>,
    reading: impl Fn(&str) -> Result<T, Problem>,
) -> Option<T> {
    let Some((name, value)) = variables.get(name) else {
        return in_file;
    };
    reading(value)
        .map_err(|problem| findings.add(&Place::Variable(name), problem))
        .ok()
}

fn non_empty(value: &str) -> Result<String, Problem> {
    match value.trim() {
        "" => Err(Problem::error(
            "bad_value",
            "this is empty",
            "Write the path of the database file, or unset the variable.",
        )),
        path => Ok(path.to_owned()),
    }
}

fn listen(node: &Node<'_>) -> Option<SocketAddr> {
    checked(node, to_listen)
}

fn to_listen(value: &str) -> Result<SocketAddr, Problem> {
    value.trim().parse().map_err(|_| {
        Problem::error(
            "bad_value",
            "this is not an address to listen on",
            "Write an IP address and a port: \"127.0.0.1:8080\", or \"0.0.0.0:8080\" for everyone.",
        )
    })
}

fn public_url(node: &Node<'_>) -> Option<String> {
    checked(node, to_public_url)
}

/// By https, for whoever has the link can answer; on this machine itself by http, too.
fn to_public_url(value: &str) -> Result<String, Problem> {
    let url = url::Url::parse(value.trim()).ok();
    let fits = url.as_ref().is_some_and(|url| {
        let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        (url.scheme() == "https" || (url.scheme() == "http" && local))
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    });
    match url.filter(|_| fits) {
        Some(url) => Ok(url.as_str().trim_end_matches('/').to_owned()),
        None => Err(Problem::error(
            "bad_value",
            "this is not an address at which a browser reaches us",
            "Write it like \"https://skolebud.kommune.example\", without anything behind it.",
        )),
    }
}

fn allowed_host(node: &Node<'_>) -> Option<String> {
    checked(node, |value| {
        let host = value.to_ascii_lowercase();
        let fits = url::Url::parse(&format!("http://{host}/"))
            .is_ok_and(|url| url.path() == "/" && url.username().is_empty())
            && !host.contains(['/', '@', '?', '#', '*']);
        match fits {
            true => Ok(host),
            false => Err(Problem::error(
                "bad_value",
                "this is not a host",
                "Write a host, or a host and a port: \"chat.kommune.example\", \"127.0.0.1:8081\".",
            )),
        }
    })
}

fn checked<T>(node: &Node<'_>, reading: impl Fn(&str) -> Result<T, Problem>) -> Option<T> {
    reading(&text(node)?)
        .map_err(|problem| problem.report(node.report, &node.key))
        .ok()
}

/// The text of a small file.
fn read_file(path: &Path) -> Result<String, Problem> {
    use std::io::Read;
    let mut text = String::new();
    let read = std::fs::File::open(path)
        .and_then(|file| file.take(LARGEST_FILE).read_to_string(&mut text));
    read.map(|_| text).map_err(|error| {
        Problem::error(
            "unreadable_file",
            &format!("{} cannot be read: {error}", path.display()),
            "Check that the path is right and that Skolebud may read it.",
        )
    })
}

#[cfg(test)]
mod tests;
