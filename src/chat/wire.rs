//! The only door to the network.
//!
//! What passes through: one JSON `POST` to a host on the allow-list, no redirects, no retries (the
//! outbox owns those), time-outs, and a bounded answer. What goes wrong is told apart by the one thing
//! the outbox must know: whether the request can have arrived. Reasons are fixed words; the URL, which
//! is a password, stands in none of them.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::RETRY_AFTER;
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Response};
use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

use crate::chat::answer::{Answer, WireFailure, retry_after};
use crate::chat::{ChannelKind, inward};
use crate::clock::Timestamp;
use crate::outbox::LONGEST_REQUEST;

/// The most of an answer that is read, in bytes. Slack answers a word, a Workflow nothing.
pub const LONGEST_ANSWER: usize = 16 * 1024;

/// Hosts we may post to.
#[derive(Clone, Debug, Default)]
pub struct AllowedHosts {
    /// Hosts beyond the platforms' own, allowed by the settings on purpose: `127.0.0.1:8081`.
    pub also: Vec<String>,
}

/// How long a request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To look up the name, connect and agree on TLS.
    pub connect: Duration,
    /// In all, the answer included.
    pub total: Duration,
}

/// An HTTP client with time-outs, no redirects, bounded bodies and an allow-list.
#[derive(Clone, Debug)]
pub struct Wire {
    /// For the platforms: through the system's proxy, if it has one, and never inward.
    outward: Client,
    /// For hosts the settings allow: straight there.
    direct: Client,
    allowed: AllowedHosts,
}

/// Why the wire cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot prepare the HTTP client: {0}")]
pub struct WireError(String);

impl Wire {
    /// Opens the door for the platforms' hosts and `allowed`.
    ///
    /// # Errors
    /// When the machine has no CA certificates.
    pub fn open(allowed: AllowedHosts) -> Result<Self, WireError> {
        Self::open_within(allowed, Limits::default())
    }

    /// Opens the door with time-outs other than the usual.
    ///
    /// # Errors
    /// When the machine has no CA certificates.
    pub fn open_within(allowed: AllowedHosts, limits: Limits) -> Result<Self, WireError> {
        let outward = builder(limits).dns_resolver(OutwardOnly);
        let direct = builder(limits).no_proxy();
        Ok(Self {
            outward: outward.build().map_err(cannot_build)?,
            direct: direct.build().map_err(cannot_build)?,
            allowed,
        })
    }

    /// Posts `payload` as JSON to `url`, the address of a channel of this `kind`, once.
    pub(super) async fn post(
        &self,
        url: &SecretString,
        kind: ChannelKind,
        payload: &serde_json::Value,
        now: Timestamp,
    ) -> Result<Answer, WireFailure> {
        let (client, url) = self.admit(url, kind).map_err(WireFailure::NotAllowed)?;
        match client.post(url).json(payload).send().await {
            Ok(response) => Ok(answer(response, now).await),
            Err(error) => Err(failure(&error)),
        }
    }

    /// The parsed address and the client to use for it, or why nothing may be sent there. A default
    /// port falls away, as with every client; path and query stay as they were given.
    fn admit(&self, url: &SecretString, kind: ChannelKind) -> Result<(&Client, Url), &'static str> {
        let url = Url::parse(url.expose_secret()).map_err(|_| "bad_url")?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("user_info_in_url");
        }
        let host = url.host_str().ok_or("bad_url")?;
        if self.allowed.contains(host, url.port_or_known_default()) {
            return match url.scheme() {
                "https" => Ok((&self.direct, url)),
                "http" if is_loopback(&url) => Ok((&self.direct, url)),
                _ => Err("https_needed"),
            };
        }
        match url.scheme() {
            _ if !kind.accepts_host(host) => Err("host_not_allowed"),
            "https" => Ok((&self.outward, url)),
            _ => Err("https_needed"),
        }
    }
}

impl AllowedHosts {
    /// Whether the settings allow this `host`, with any port or with this one.
    fn contains(&self, host: &str, port: Option<u16>) -> bool {
        let with_port = port.map(|port| format!("{host}:{port}"));
        self.also.iter().any(|entry| {
            entry.eq_ignore_ascii_case(host)
                || with_port
                    .as_ref()
                    .is_some_and(|with_port| entry.eq_ignore_ascii_case(with_port))
        })
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            total: LONGEST_REQUEST,
        }
    }
}

fn builder(limits: Limits) -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("skolebud/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        // A connection that the other side has closed meanwhile would fail after writing, and we
        // could not tell whether the post arrived. A post a second can afford a new one.
        .pool_max_idle_per_host(0)
        .connect_timeout(limits.connect)
        .timeout(limits.total)
}

fn cannot_build(error: reqwest::Error) -> WireError {
    let causes: Vec<String> = causes(&error).map(ToString::to_string).collect();
    WireError(format!(
        "{}. If this machine has no CA certificates, install them (Debian: apt-get install ca-certificates)",
        causes.join(": ")
    ))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Reads as much of the answer as we care for. A body that breaks off does not make the status
/// unsaid, so it is no failure of the whole.
async fn answer(mut response: Response, now: Timestamp) -> Answer {
    let header = response.headers().get(RETRY_AFTER);
    Answer {
        status: response.status().as_u16(),
        retry_after: header
            .and_then(|value| value.to_str().ok())
            .and_then(|value| retry_after(value, now)),
        body: read(&mut response).await,
    }
}

async fn read(response: &mut Response) -> Result<String, &'static str> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| broken(&error))? {
        if body.len() + piece.len() > LONGEST_ANSWER {
            return Err("body_too_large");
        }
        body.extend_from_slice(&piece);
    }
    Ok(String::from_utf8_lossy(&body).into_owned())
}

fn failure(error: &reqwest::Error) -> WireFailure {
    if error.is_connect() {
        WireFailure::NeverLeft(unreached(error))
    } else if error.is_builder() {
        WireFailure::NotAllowed("bad_url")
    } else {
        WireFailure::MayHaveArrived(broken(error))
    }
}

/// Why no connection came about.
fn unreached(error: &reqwest::Error) -> &'static str {
    if causes(error).any(|cause| cause.is::<LeadsInward>()) {
        return "private_address";
    }
    if error.is_dns() || causes(error).any(|cause| cause.to_string() == "dns error") {
        return "dns";
    }
    if error.is_timeout() {
        return "connect_timeout";
    }
    match io_kind(error) {
        Some(io::ErrorKind::ConnectionRefused) => "connection_refused",
        Some(io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable) => "unreachable",
        Some(io::ErrorKind::ConnectionReset) => "reset",
        Some(io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => "tls",
        _ => "connect_failed",
    }
}

/// What happened to a request that had left.
fn broken(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        return "timeout";
    }
    let http = causes(error).find_map(|cause| cause.downcast_ref::<hyper::Error>());
    match (io_kind(error), http) {
        (Some(io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe), _) => "reset",
        (_, Some(http)) if http.is_incomplete_message() => "closed_without_answer",
        (_, Some(http)) if http.is_parse() => "broken_answer",
        _ => "broken_answer",
    }
}

/// The innermost kind of I/O error that says something.
fn io_kind(error: &reqwest::Error) -> Option<io::ErrorKind> {
    causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .map(io::Error::kind)
        .filter(|kind| *kind != io::ErrorKind::Other)
        .last()
}

/// The errors inside `error`, from the outside in.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| {
        // As its source, an I/O error names not the error it holds but that one's source.
        let held = cause
            .downcast_ref::<io::Error>()
            .and_then(|io| io.get_ref());
        match held {
            Some(held) => Some(held as &(dyn Error + 'static)),
            None => (*cause).source(),
        }
    })
}

/// Looks names up as the system does, and keeps what [`outward`] keeps.
#[derive(Debug)]
struct OutwardOnly;

#[derive(Debug, thiserror::Error)]
#[error("the name leads to a private address")]
struct LeadsInward;

impl Resolve for OutwardOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_owned();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let kept = outward(&name, found.collect())?;
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}

/// The addresses `found` for `name` without those inside our own network, if the name is one of the
/// platforms': whoever can forge a DNS answer must not make us post to the neighbours. Other names
/// that are looked up here are the proxy's.
fn outward(name: &str, mut found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, LeadsInward> {
    let mut kinds = ChannelKind::ALL.iter();
    if !kinds.any(|kind| kind.accepts_host(name)) {
        return Ok(found);
    }
    found.retain(|address| !inward::leads_inward(address.ip()));
    if found.is_empty() {
        return Err(LeadsInward);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use secrecy::SecretString;

    use super::{AllowedHosts, Wire, outward};
    use crate::chat::ChannelKind::{self, SlackWebhook, TeamsWorkflow};

    #[rstest]
    #[case(SlackWebhook, "https://hooks.slack.com/services/T0/B0/x", Ok(()))]
    #[case(TeamsWorkflow, "https://a.b.environment.api.powerplatform.com:443/w", Ok(()))]
    #[case(SlackWebhook, "http://127.0.0.1:8081/x", Ok(()))]
    #[case(SlackWebhook, "https://chat.asker.example/x", Ok(()))]
    #[case(
        SlackWebhook,
        "http://hooks.slack.com/services/T0/B0/x",
        Err("https_needed")
    )]
    #[case(SlackWebhook, "http://chat.asker.example/x", Err("https_needed"))]
    #[case(SlackWebhook, "http://127.0.0.1:8082/x", Err("host_not_allowed"))]
    #[case(SlackWebhook, "https://xhooks.slack.com/x", Err("host_not_allowed"))]
    #[case(
        SlackWebhook,
        "https://evil-hooks.slack.com.attacker.net/x",
        Err("host_not_allowed")
    )]
    #[case(
        SlackWebhook,
        "https://hooks.slack.com@attacker.net/x",
        Err("user_info_in_url")
    )]
    #[case(SlackWebhook, "https://u:p@hooks.slack.com/x", Err("user_info_in_url"))]
    #[case(
        SlackWebhook,
        "https://attacker.net\\@hooks.slack.com/",
        Err("host_not_allowed")
    )]
    #[case(TeamsWorkflow, "https://hooks.slack.com/x", Err("host_not_allowed"))]
    #[case(
        TeamsWorkflow,
        "https://x.webhook.office.com/x",
        Err("host_not_allowed")
    )]
    #[case(SlackWebhook, "ftp://hooks.slack.com/x", Err("https_needed"))]
    #[case(SlackWebhook, "hooks.slack.com/x", Err("bad_url"))]
    #[case(SlackWebhook, "", Err("bad_url"))]
    fn only_https_to_allowed_hosts_passes(
        #[case] kind: ChannelKind,
        #[case] url: &str,
        #[case] expected: Result<(), &'static str>,
    ) {
        let also = vec!["127.0.0.1:8081".to_owned(), "chat.asker.example".to_owned()];
        let wire = Wire::open(AllowedHosts { also }).unwrap();
        let admitted = wire.admit(&SecretString::from(url), kind);
        assert_eq!(admitted.map(|_| ()), expected);
    }

    #[test]
    fn path_and_query_stay_byte_for_byte() {
        let tail = "/powerautomate/automations/direct/workflows/0f/triggers/manual/paths/invoke\
                    ?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a-B_c%2Bd~e";
        let url = format!("https://ab.12.environment.api.powerplatform.com:443{tail}");
        let wire = Wire::open(AllowedHosts::default()).unwrap();
        let (_, admitted) = wire.admit(&SecretString::from(url), TeamsWorkflow).unwrap();
        assert_eq!(
            format!("{}?{}", admitted.path(), admitted.query().unwrap()),
            tail
        );
    }

    #[rstest]
    #[case("hooks.slack.com", &["52.1.1.1:0", "10.0.0.1:0"], Some(1))]
    #[case("hooks.slack.com", &["127.0.0.1:0", "[::1]:0"], None)]
    #[case("a.environment.api.powerplatform.com", &["192.168.0.1:0"], None)]
    #[case("proxy.asker.example", &["10.0.0.1:0"], Some(1))]
    fn a_platforms_name_never_leads_inward(
        #[case] name: &str,
        #[case] found: &[&str],
        #[case] kept: Option<usize>,
    ) {
        let found = found.iter().map(|address| address.parse().unwrap());
        let outward = outward(name, found.collect()).ok();
        assert_eq!(outward.map(|kept| kept.len()), kept);
    }
}
