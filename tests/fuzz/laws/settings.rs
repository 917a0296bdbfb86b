//! The settings file, and the URLs that variables give it.

use std::fs;
use std::sync::LazyLock;

use secrecy::ExposeSecret;
use skolebud::chat::Address;
use skolebud::config::{Settings, read};
use tempfile::TempDir;
use url::Url;

/// One file of each process, written anew for each input.
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().unwrap());

/// A file, `\0` and the webhook URL of its channel `a`. What is taken leads to a platform or to a host
/// that the file allows, and nothing shows the URL.
pub(crate) fn file(input: &[u8]) {
    let (file, url) = super::two(input);
    let path = FOLDER
        .path()
        .join(format!("{:?}.toml", std::thread::current().id()));
    fs::write(&path, file).unwrap();
    let url = String::from_utf8_lossy(url).into_owned();
    let variables = [("SKOLEBUD_CHANNEL_A_URL".to_owned(), url.clone())];
    let shown = match read(Some(&path), &variables) {
        Ok((settings, findings)) => {
            leads_where_it_may(&settings);
            format!("{settings:?} {findings:?}")
        }
        Err(findings) => {
            assert!(!findings.is_empty(), "refused without a reason");
            format!("{findings:?}")
        }
    };
    if let Some(secret) = secret_of(&url) {
        let is_in_file = String::from_utf8_lossy(file).contains(secret);
        assert!(is_in_file || !shown.contains(secret), "{secret} is shown");
    }
}

/// What follows the host, if that is long enough not to stand elsewhere by chance.
fn secret_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    (path.trim().len() >= 8).then(|| path.trim())
}

fn leads_where_it_may(settings: &Settings) {
    for configured in &settings.channels {
        let (Address::SlackWebhook(url) | Address::TeamsWorkflow(url)) =
            &configured.channel.address
        else {
            continue;
        };
        let kind = configured.channel.address.kind();
        let url = Url::parse(url.expose_secret()).unwrap();
        let host = url.host_str().unwrap();
        let with_port = format!("{host}:{}", url.port_or_known_default().unwrap_or_default());
        let is_allowed = settings
            .allowed_hosts
            .iter()
            .any(|allowed| *allowed == host || *allowed == with_port);
        assert!(kind.accepts_host(host) || is_allowed, "{host}");
        assert!(url.username().is_empty() && url.password().is_none());
        assert!(url.scheme() == "https" || is_allowed, "{}", url.scheme());
    }
    if let Some(public) = &settings.public_url {
        let public = Url::parse(public).unwrap();
        assert!(public.query().is_none() && public.username().is_empty());
    }
}
