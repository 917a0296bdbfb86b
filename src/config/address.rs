//! Which webhook URLs are taken. The URL is a password: no finding repeats it.

use secrecy::ExposeSecret;
use url::{Host, Url};

use crate::chat::{Address, ChannelKind, HostAdvice};
use crate::config::findings::{Findings, Place, Problem};
use crate::config::secret::Written;

/// A channel whose URL is looked for.
pub(super) struct Unread<'c> {
    /// Where it stands in the file.
    pub(super) key: &'c str,
    /// The variable of its URL without the common beginning.
    pub(super) variable: &'c str,
}

/// The address of a channel of this kind.
pub(super) fn read(
    written: Written,
    channel: &Unread<'_>,
    kind: ChannelKind,
    allowed_hosts: &[String],
    findings: &Findings<'_>,
) -> Option<Address> {
    match (kind, written) {
        (_, Written::Unreadable) => None,
        (ChannelKind::Sandbox, Written::Nowhere) => Some(Address::Sandbox),
        (ChannelKind::Sandbox, Written::Secret(place, _)) => {
            let problem = Problem::warning(
                "unused_url",
                "a sandbox channel needs no URL",
                "Take the URL away, or give the channel the kind it is meant to have.",
            );
            findings.add(&place, problem);
            Some(Address::Sandbox)
        }
        (_, Written::Nowhere) => {
            let variable = format!("SKOLEBUD_{}", channel.variable);
            let problem = Problem::error(
                "missing_url",
                "the channel has no webhook URL",
                &format!(
                    "Set the variable {variable}, or {variable}_FILE to the path of a file that \
                     holds it, or write url_file = \"…\" here."
                ),
            );
            findings.add(&Place::Key(channel.key.to_owned()), problem);
            None
        }
        (_, Written::Secret(place, url)) => {
            let (fits, problem) = match check(url.expose_secret(), kind, allowed_hosts) {
                Ok(problem) => (true, problem),
                Err(problem) => (false, Some(problem)),
            };
            if let Some(problem) = problem {
                findings.add(&place, problem);
            }
            fits.then(|| match kind {
                ChannelKind::SlackWebhook => Address::SlackWebhook(url),
                ChannelKind::TeamsWorkflow => Address::TeamsWorkflow(url),
                ChannelKind::Sandbox => Address::Sandbox,
            })
        }
    }
}

/// Whether a channel of this kind may post to `url`, with a warning or the reason why not.
fn check(
    url: &str,
    kind: ChannelKind,
    allowed_hosts: &[String],
) -> Result<Option<Problem>, Problem> {
    let bad = |message: &str| Problem::error("bad_url", message, &copied_whole(kind));
    let parsed = Url::parse(url).map_err(|_| bad("this is not a URL"))?;
    let host = parsed.host().ok_or_else(|| bad("this URL has no host"))?;
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return Err(bad("this URL has a user name before its host"));
    }
    let name = host.to_string().to_ascii_lowercase();
    let allowed = is_allowed(&name, parsed.port_or_known_default(), allowed_hosts);
    match parsed.scheme() {
        "https" => {}
        "http" if allowed && is_loopback(&host) => {}
        "http" => {
            return Err(Problem::error(
                "insecure_url",
                "this URL begins with http, so that anyone on the way could read what is posted",
                "Use the https URL of the platform.",
            ));
        }
        _ => return Err(bad("this URL does not begin with https")),
    }
    match kind.host_advice(&name) {
        HostAdvice::Accepted => Ok(None),
        HostAdvice::Old => Ok(Some(old())),
        HostAdvice::Retired => Err(retired()),
        HostAdvice::Unknown if allowed => Ok(None),
        HostAdvice::Unknown => Err(unknown(&name, kind)),
    }
}

fn copied_whole(kind: ChannelKind) -> String {
    format!(
        "Copy the whole webhook URL once more from {}.",
        source(kind)
    )
}

const fn source(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::SlackWebhook => "the Slack app's page \"Incoming Webhooks\"",
        ChannelKind::TeamsWorkflow | ChannelKind::Sandbox => {
            "the flow's trigger \"When a Teams webhook request is received\""
        }
    }
}

fn is_allowed(host: &str, port: Option<u16>, allowed_hosts: &[String]) -> bool {
    let with_port = port.map(|port| format!("{host}:{port}"));
    allowed_hosts
        .iter()
        .any(|allowed| allowed == host || Some(allowed) == with_port.as_ref())
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

fn old() -> Problem {
    Problem::warning(
        "old_url",
        "this is a Workflows URL of the old form, which Microsoft has announced to switch off",
        "Open the flow, copy the new URL of its trigger and set that.",
    )
}

fn retired() -> Problem {
    Problem::error(
        "retired_url",
        "this URL belongs to an Office 365 connector; Microsoft has retired those, and what is \
         posted there no longer arrives",
        "In the Teams channel, choose Workflows, add a flow with the trigger \"When a Teams webhook \
         request is received\", and set its URL instead.",
    )
}

fn unknown(host: &str, kind: ChannelKind) -> Problem {
    Problem::error(
        "unknown_host",
        &format!("{host} is not a host of {}", kind.name()),
        &format!(
            "Check that the channel has the right kind. {} If posts are meant to go to this host, \
             add it to allowed_hosts.",
            copied_whole(kind)
        ),
    )
}
