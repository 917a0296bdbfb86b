use super::*;
use crate::chat::Address;
use proptest::prelude::*;
use rstest::rstest;
use secrecy::ExposeSecret;

const EXAMPLE: &str = include_str!("../../config/skolebud.toml");
const SLACK: &str = "https://hooks.slack.com/services/T0/B0/sesam";
const TEAMS: &str = "https://ab.cd.environment.api.powerplatform.com:443/powerautomate/x?sig=sesam";

const SIGNING: &str = "sesam0123456789abcdef0123456789a";
/// `sesam…` in base64.
const TOKEN: &str = "c2VzYW1zZXNhbXNlc2Ftc2VzYW1zZXNhbXNlc2Ftc2U=";

fn variables(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// A file with one Slack and one Teams channel.
const TWO: &str = r#"
[[channel]]
id = "gruppe-1"
kind = "slack-webhook"
networks = ["asker-2018/gruppe-1"]

[[channel]]
id = "tov"
kind = "teams-workflow"
coordinators_of = ["asker-2018"]
"#;

fn found(findings: &[Finding]) -> Vec<(&str, usize, &str)> {
    findings
        .iter()
        .map(|finding| (finding.code, finding.line, finding.key.as_str()))
        .collect()
}

#[test]
fn without_a_file_the_defaults_hold() {
    let (settings, findings) = read(None, &[]).unwrap();
    assert!(findings.is_empty());
    assert_eq!(settings.database, PathBuf::from("skolebud.db"));
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.log.format, LogFormat::Text);
    assert!(settings.channels.is_empty());
}

#[test]
fn the_example_works_as_it_stands() {
    let (settings, findings) = read_source(EXAMPLE, "skolebud.toml", &[]).unwrap();
    assert!(findings.is_empty());
    assert_eq!(settings.channels.len(), 2);
}

#[test]
fn every_commented_line_of_the_example_can_be_used() {
    let whole: String = EXAMPLE
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(code) if code.starts_with('[') || code.contains(" = ") => format!("{code}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let variables = variables(&[
        ("SKOLEBUD_CHANNEL_GRUPPE_1_SLACK_URL", SLACK),
        ("SKOLEBUD_CHANNEL_KOORDINATOR_TEAMS_URL", TEAMS),
        ("SKOLEBUD_SLACK_SIGNING_SECRET", SIGNING),
        ("SKOLEBUD_TEAMS_NETTVERK_SECRET", TOKEN),
    ]);
    let (settings, findings) = read_source(&whole, "skolebud.toml", &variables).unwrap();
    assert!(findings.is_empty());
    assert_eq!(settings.channels.len(), 4);
    assert!(settings.doors.slack.is_some());
    assert_eq!(settings.doors.teams[0].id.as_str(), "nettverk");
    assert_eq!(settings.doors.teams[0].networks.len(), 1);
}

#[test]
fn a_variable_wins_over_the_file() {
    let variables = variables(&[
        ("SKOLEBUD_DATABASE", "/data/annen.db"),
        ("SKOLEBUD_LISTEN", "0.0.0.0:9000"),
        ("SKOLEBUD_LOG_FORMAT", "json"),
        ("SKOLEBUD_LOG_FILTER", "warn"),
        ("SKOLEBUD_CONFIG", "skolebud.toml"),
        ("HOME", "/root"),
    ]);
    let (settings, findings) = read_source(EXAMPLE, "skolebud.toml", &variables).unwrap();
    assert!(findings.is_empty());
    assert_eq!(settings.database, PathBuf::from("/data/annen.db"));
    assert_eq!(settings.listen.to_string(), "0.0.0.0:9000");
    assert_eq!(settings.log.format, LogFormat::Json);
    assert_eq!(settings.log.filter.to_string(), "warn");
}

#[test]
fn secrets_come_from_variables_and_from_files_they_name() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("tov");
    std::fs::write(&path, format!("{TEAMS}\n")).unwrap();
    let variables = variables(&[
        ("SKOLEBUD_CHANNEL_GRUPPE_1_URL", SLACK),
        ("SKOLEBUD_CHANNEL_TOV_URL_FILE", path.to_str().unwrap()),
    ]);
    let (settings, findings) = read_source(TWO, "skolebud.toml", &variables).unwrap();
    assert!(findings.is_empty());
    let urls: Vec<&str> = settings
        .channels
        .iter()
        .filter_map(|configured| match &configured.channel.address {
            Address::SlackWebhook(url) | Address::TeamsWorkflow(url) => Some(url.expose_secret()),
            Address::Sandbox => None,
        })
        .collect();
    assert_eq!(urls, [SLACK, TEAMS]);
    assert!(!format!("{settings:?}").contains("sesam"));
}

#[test]
fn a_secret_comes_from_the_file_that_the_settings_name() {
    let directory = tempfile::tempdir().unwrap();
    let secret = directory.path().join("slack");
    std::fs::write(&secret, SLACK).unwrap();
    let file = directory.path().join("skolebud.toml");
    let source = format!(
        "[[channel]]\nid = \"a\"\nkind = \"slack-webhook\"\nnetworks = [\"p/n\"]\nurl_file = '{}'\n",
        secret.display()
    );
    std::fs::write(&file, source).unwrap();
    let (settings, _) = read(Some(&file), &[]).unwrap();
    assert_eq!(settings.channels.len(), 1);
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let findings = read(Some(Path::new("no/such/file.toml")), &[]).unwrap_err();
    assert_eq!(found(&findings), [("unreadable_file", 0, "")]);
}

#[rstest]
#[case::unknown_key("databse = \"x\"", "unknown_key", 1, "databse")]
#[case::wrong_type("database = 1", "wrong_type", 1, "database")]
#[case::listen("listen = \"8080\"", "bad_value", 1, "listen")]
#[case::format("[log]\nformat = \"xml\"", "bad_value", 2, "log.format")]
#[case::filter("[log]\nfilter = \"a=b=c\"", "bad_value", 2, "log.filter")]
#[case::host("allowed_hosts = [\"https://x/\"]", "bad_value", 1, "allowed_hosts[0]")]
#[case::nobody(
    "[[channel]]\nid='a'\nkind='sandbox'",
    "channel_serves",
    1,
    "channel[0]"
)]
#[case::both(
    "[[channel]]\nid='a'\nkind='sandbox'\nnetworks=['p/n']\ncoordinators_of=['p']",
    "channel_serves",
    1,
    "channel[0]"
)]
#[case::network(
    "[[channel]]\nid='a'\nkind='sandbox'\nnetworks=['p/n','n']",
    "bad_value",
    4,
    "channel[0].networks[1]"
)]
#[case::kind(
    "[[channel]]\nid='a'\nkind='slack'\nnetworks=['p/n']",
    "bad_value",
    3,
    "channel[0].kind"
)]
#[case::twice(
    "[[channel]]\nid='a'\nkind='sandbox'\nnetworks=['p/n']\n[[channel]]\nid='a'\nkind='sandbox'\nnetworks=['p/n']",
    "duplicate_id",
    6,
    "channel[1].id"
)]
#[case::one_place(
    "[[channel]]\nid='a'\nkind='sandbox'\nnetworks=['p/n']\nplace='C1'\n[[channel]]\nid='b'\nkind='sandbox'\nnetworks=['p/m']\nplace='C1'",
    "duplicate_place",
    10,
    "channel[1].place"
)]
#[case::no_url(
    "[[channel]]\nid='a'\nkind='slack-webhook'\nnetworks=['p/n']",
    "missing_url",
    1,
    "channel[0]"
)]
#[case::url_here(
    "[[channel]]\nid='a'\nkind='sandbox'\nnetworks=['p/n']\nurl='https://hooks.slack.com/sesam'",
    "secret_in_file",
    5,
    "channel[0].url"
)]
#[case::slack_secret("[slack]\n", "missing_secret", 1, "slack")]
#[case::slack_secret_here(
    "[slack]\nsigning_secret='sesam'\nsigning_secret_file='Cargo.toml'",
    "secret_in_file",
    2,
    "slack.signing_secret"
)]
#[case::slack_unreadable(
    "[slack]\nsigning_secret_file='no/such/file'",
    "unreadable_file",
    2,
    "slack.signing_secret_file"
)]
#[case::teams_secret(
    "[[teams_webhook]]\nid='a'\nnetworks=['p/n']",
    "missing_secret",
    1,
    "teams_webhook[0]"
)]
#[case::not_toml("database = https://hooks.slack.com/sesam", "syntax", 1, "")]
fn a_mistake_in_the_file_is_found_where_it_stands(
    #[case] source: &str,
    #[case] code: &str,
    #[case] line: usize,
    #[case] key: &str,
) {
    let findings = read_source(source, "skolebud.toml", &[]).unwrap_err();
    assert_eq!(found(&findings), [(code, line, key)]);
    assert!(findings[0].suggestion.is_some() || code == "wrong_type");
    assert!(!format!("{findings:?}").contains("sesam"));
    assert!(findings.iter().all(|finding| finding.span.is_empty()));
}

#[rstest]
#[case::good_slack("slack-webhook", SLACK, None)]
#[case::good_teams("teams-workflow", TEAMS, None)]
#[case::allowed_here("slack-webhook", "http://127.0.0.1:8081/sesam", None)]
#[case::allowed_host("slack-webhook", "https://chat.example/sesam", None)]
#[case::old(
    "teams-workflow",
    "https://prod-1.westeurope.logic.azure.com/x?sig=sesam",
    Some("old_url")
)]
#[case::retired(
    "teams-workflow",
    "https://a.webhook.office.com/sesam",
    Some("retired_url")
)]
#[case::http("slack-webhook", "http://hooks.slack.com/sesam", Some("insecure_url"))]
#[case::http_elsewhere("slack-webhook", "http://chat.example/sesam", Some("insecure_url"))]
#[case::other_port("slack-webhook", "http://127.0.0.1:8082/sesam", Some("insecure_url"))]
#[case::other_platform("slack-webhook", TEAMS, Some("unknown_host"))]
#[case::look_alike(
    "slack-webhook",
    "https://xhooks.slack.com/sesam",
    Some("unknown_host")
)]
#[case::user(
    "slack-webhook",
    "https://hooks.slack.com:sesam@evil.example/",
    Some("bad_url")
)]
#[case::no_url("slack-webhook", "sesam", Some("bad_url"))]
#[case::empty("slack-webhook", "", Some("bad_url"))]
#[case::scheme("slack-webhook", "ftp://hooks.slack.com/sesam", Some("bad_url"))]
#[case::sandbox("sandbox", SLACK, Some("unused_url"))]
fn a_webhook_url_is_taken_or_refused_without_repeating_it(
    #[case] kind: &str,
    #[case] url: &str,
    #[case] code: Option<&str>,
) {
    let source = format!(
        "allowed_hosts = [\"127.0.0.1:8081\", \"chat.example\"]\n\
         [[channel]]\nid = \"a\"\nkind = \"{kind}\"\nnetworks = [\"p/n\"]\n"
    );
    let variables = variables(&[("SKOLEBUD_CHANNEL_A_URL", url)]);
    let read = read_source(&source, "skolebud.toml", &variables);
    let warned = matches!(code, None | Some("old_url" | "unused_url"));
    assert_eq!(read.is_ok(), warned);
    let findings = read.map_or_else(|findings| findings, |(_, findings)| findings);
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, code.into_iter().collect::<Vec<_>>());
    assert!(!format!("{findings:?}").contains("sesam"));
}

#[rstest]
#[case::listen(&[("SKOLEBUD_LISTEN", "x")], "bad_value", "SKOLEBUD_LISTEN")]
#[case::two(
    &[("SKOLEBUD_CHANNEL_A_URL", SLACK), ("SKOLEBUD_CHANNEL_A_URL_FILE", "x")],
    "two_secrets",
    "SKOLEBUD_CHANNEL_A_URL"
)]
#[case::no_file(
    &[("SKOLEBUD_CHANNEL_A_URL_FILE", "no/such/file")],
    "unreadable_file",
    "SKOLEBUD_CHANNEL_A_URL_FILE"
)]
fn a_mistake_in_a_variable_is_found_by_its_name(
    #[case] pairs: &[(&str, &str)],
    #[case] code: &str,
    #[case] key: &str,
) {
    let source = "[[channel]]\nid='a'\nkind='slack-webhook'\nnetworks=['p/n']";
    let mut pairs = pairs.to_vec();
    if !pairs.iter().any(|(name, _)| name.contains("CHANNEL")) {
        pairs.push(("SKOLEBUD_CHANNEL_A_URL", SLACK));
    }
    let findings = read_source(source, "skolebud.toml", &variables(&pairs)).unwrap_err();
    assert_eq!(found(&findings), [(code, 0, key)]);
    assert_eq!(findings[0].file, "environment");
}

#[rstest]
#[case::slack("SKOLEBUD_SLACK_SIGNING_SECRET", "", "bad_secret")]
#[case::slack_short("SKOLEBUD_SLACK_SIGNING_SECRET", "sesam", "bad_secret")]
#[case::teams("SKOLEBUD_TEAMS_A_SECRET", "sesam!", "bad_secret")]
#[case::teams_short("SKOLEBUD_TEAMS_A_SECRET", "c2VzYW0=", "bad_secret")]
#[case::teams_file("SKOLEBUD_TEAMS_A_SECRET_FILE", "no/such/sesam", "unreadable_file")]
fn a_bad_secret_of_a_door_is_refused_without_repeating_it(
    #[case] name: &str,
    #[case] secret: &str,
    #[case] code: &str,
) {
    let source = "[[teams_webhook]]\nid='a'\nnetworks=['p/n']";
    let mut pairs = vec![(name, secret)];
    if !name.contains("TEAMS") {
        pairs.push(("SKOLEBUD_TEAMS_A_SECRET", TOKEN));
    }
    let findings = read_source(source, "skolebud.toml", &variables(&pairs)).unwrap_err();
    assert_eq!(found(&findings), [(code, 0, name)]);
    assert!(code == "unreadable_file" || !format!("{findings:?}").contains("sesam"));
}

#[test]
fn a_door_opens_by_its_variables_alone_and_never_shows_them() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("nettverk");
    std::fs::write(&path, format!("{TOKEN}\n")).unwrap();
    let pairs = variables(&[
        ("SKOLEBUD_SLACK_SIGNING_SECRET", SIGNING),
        ("SKOLEBUD_TEAMS_A_SECRET_FILE", path.to_str().unwrap()),
    ]);
    let source = "[[teams_webhook]]\nid='a'\nnetworks=['p/n']";
    let (settings, findings) = read_source(source, "skolebud.toml", &pairs).unwrap();
    assert!(findings.is_empty());
    assert!(settings.doors.slack.is_some());
    assert_eq!(settings.doors.teams.len(), 1);
    let shown = format!("{settings:?}");
    assert!(!shown.contains("sesam") && !shown.contains(TOKEN));
}

#[test]
fn without_secrets_there_is_no_door() {
    let (settings, _) = read(None, &[]).unwrap();
    assert!(settings.doors.slack.is_none() && settings.doors.teams.is_empty());
}

#[test]
fn a_webhook_serves_someone() {
    let source = "[[teams_webhook]]\nid='a'";
    let pairs = variables(&[("SKOLEBUD_TEAMS_A_SECRET", TOKEN)]);
    let findings = read_source(source, "skolebud.toml", &pairs).unwrap_err();
    assert_eq!(found(&findings), [("missing_key", 1, "teams_webhook[0]")]);
}

#[test]
fn two_webhooks_of_one_name_are_told_apart_by_line() {
    let one = "[[teams_webhook]]\nid='a'\nnetworks=['p/n']\n";
    let pairs = variables(&[("SKOLEBUD_TEAMS_A_SECRET", TOKEN)]);
    let findings = read_source(&one.repeat(2), "skolebud.toml", &pairs).unwrap_err();
    assert_eq!(
        found(&findings),
        [("duplicate_id", 5, "teams_webhook[1].id")]
    );
}

#[test]
fn an_unknown_variable_is_a_warning_with_the_name_that_was_meant() {
    let pairs = variables(&[("SKOLEBUD_DATABSE", "x")]);
    let (_, findings) = read(None, &pairs).unwrap();
    assert_eq!(
        found(&findings),
        [("unknown_variable", 0, "SKOLEBUD_DATABSE")]
    );
    assert_eq!(
        findings[0].suggestion.as_deref(),
        Some("Did you mean \"SKOLEBUD_DATABASE\"?")
    );
}

#[test]
fn all_mistakes_are_told_at_once() {
    let source = "databse = 1\nlisten = \"x\"\n[[channel]]\nid = \"A b\"\nkind = \"slak\"\n";
    let pairs = variables(&[("SKOLEBUD_LOG_FORMAT", "xml")]);
    let findings = read_source(source, "skolebud.toml", &pairs).unwrap_err();
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(
        codes,
        [
            "unknown_key",
            "bad_value",
            "channel_serves",
            "bad_value",
            "bad_value",
            "bad_value"
        ]
    );
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(source in ".*", value in ".*") {
        let pairs = variables(&[("SKOLEBUD_LISTEN", value.as_str()), ("SKOLEBUD_LOG_FILTER", &value)]);
        let _ = read_source(&source, "x", &pairs);
    }

    #[test]
    fn no_url_makes_the_reader_panic_or_talk(path in "[a-z/?=%@:. ]{0,20}") {
        let url = format!("https://hooks.slack.example/sesam{path}");
        let pairs = variables(&[("SKOLEBUD_CHANNEL_GRUPPE_1_URL", &url), ("SKOLEBUD_CHANNEL_TOV_URL", &url)]);
        let findings = read_source(TWO, "x", &pairs).unwrap_err();
        let told = format!("{findings:?}");
        prop_assert!(!told.contains("sesam"));
    }
}

#[test]
fn coordinators_places_and_the_public_address_are_read() {
    let source = r#"
public_url = "https://skolebud.asker.example"

[[channel]]
id = "gruppe-1"
kind = "sandbox"
networks = ["asker-2018/gruppe-1"]
place = "C0GRUPPE1"

[[coordinator]]
person = "slack/T024BE7LD/U2147483697"
programmes = ["asker-2018"]

[[coordinator]]
person = "teams/tenant/user"
networks = ["asker-2018/gruppe-1"]
"#;
    let (settings, findings) = read_source(source, "skolebud.toml", &[]).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(
        settings.public_url.as_deref(),
        Some("https://skolebud.asker.example")
    );
    assert_eq!(settings.channels[0].place.as_deref(), Some("C0GRUPPE1"));
    let [first, second] = settings.coordinators.as_slice() else {
        unreachable!("there are two coordinators");
    };
    assert_eq!(first.person, "slack/T024BE7LD/U2147483697");
    assert_eq!(first.programmes[0].as_str(), "asker-2018");
    assert_eq!(second.networks[0].1.as_str(), "gruppe-1");
}

#[rstest]
#[case::nobody("[[coordinator]]\nprogrammes = [\"p\"]", ("missing_key", 1), "slack/T024BE7LD/U2147483697")]
#[case::nothing("[[coordinator]]\nperson = \"slack/T1/U1\"", ("missing_key", 1), "programmes = ")]
#[case::no_person("[[coordinator]]\nperson = \"kollega\"\nprogrammes = [\"p\"]", ("bad_value", 2), "with slashes between")]
#[case::no_platform("[[coordinator]]\nperson = \"irc/T1/U1\"\nprogrammes = [\"p\"]", ("bad_value", 2), "with slashes between")]
#[case::no_network("[[coordinator]]\nperson = \"slack/T1/U1\"\nnetworks = [\"gruppe-1\"]", ("bad_value", 3), "/")]
#[case::slip("[[coordinator]]\nperson = \"slack/T1/U1\"\nprogrammes = [\"p\"]\nnetwork = [\"p/n\"]", ("unknown_key", 4), "networks")]
#[case::table("[[coordinators]]\nperson = \"slack/T1/U1\"", ("unknown_key", 1), "coordinator")]
#[case::address("public_url = \"skolebud\"", ("bad_value", 1), "https://")]
#[case::slip_in_address("public_ulr = \"https://a.example\"", ("unknown_key", 1), "public_url")]
#[case::place("[[channel]]\nid = \"a\"\nkind = \"sandbox\"\nnetworks = [\"p/n\"]\nplace = 7", ("wrong_type", 5), "")]
fn a_mistake_about_people_or_places_is_told_with_its_line(
    #[case] source: &str,
    #[case] (code, line): (&str, usize),
    #[case] suggestion: &str,
) {
    let findings = match read_source(source, "skolebud.toml", &[]) {
        Ok((_, findings)) => findings,
        Err(findings) => findings,
    };
    let told = findings
        .iter()
        .find(|finding| finding.code == code && finding.line == line);
    let told = told.unwrap_or_else(|| unreachable!("{:?}", found(&findings)));
    assert!(format!("{told:?}").contains(suggestion), "{told:?}");
}
