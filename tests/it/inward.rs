//! Nothing we post can be turned inward: not by an address in the settings, not by a redirect, not by a
//! name that leads there, not by the address that a tap came with.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::process::Command;

use reqwest::StatusCode;
use rstest::rstest;
use skolebud::programme::question::Mode;

use crate::support::binary::{Place, complaint};
use crate::support::house::House;
use crate::support::receiver::{Receiver, Reply};

/// Settings that allow no host beyond the platforms' own; the URL stands in a file.
const SETTINGS: &str = r#"database = "skolebud.db"

[[channel]]
id = "gruppe-1-slack"
kind = "slack-webhook"
networks = ["prove/gruppe-1"]
url_file = "url"
"#;

fn place(url: &str) -> Place {
    let place = Place::empty();
    place.write("skolebud.toml", SETTINGS);
    place.write("url", url);
    place
}

#[rstest]
#[case::loopback("https://127.0.0.1/")]
#[case::short("https://127.1/")]
#[case::decimal("https://2130706433/")]
#[case::hexadecimal("https://0x7f000001/")]
#[case::octal("https://0177.0.0.1/")]
#[case::full_width("https://１２７。０。０。１/")]
#[case::private("https://10.0.0.1/")]
#[case::also_private("https://172.16.0.1/")]
#[case::at_home("https://192.168.1.1/")]
#[case::of_the_cloud("https://169.254.169.254/latest/meta-data/")]
#[case::of_the_carrier("https://100.64.0.1/")]
#[case::nowhere("https://0.0.0.0/")]
#[case::loopback_6("https://[::1]/")]
#[case::unique_local("https://[fd00::1]/")]
#[case::link_local("https://[fe80::1]/")]
#[case::four_in_six("https://[::ffff:10.0.0.1]/")]
#[case::four_in_six_in_words("https://[::ffff:7f00:1]/")]
#[case::translated("https://[64:ff9b::7f00:1]/")]
#[case::localhost("https://localhost/")]
#[case::localhost_with_a_dot("https://localhost./")]
#[case::slack_with_a_dot("https://hooks.slack.com./")]
#[case::a_name_inside("https://intranett.asker.example/")]
#[case::below_slack_elsewhere("https://hooks.slack.com.asker.example/")]
#[case::user_name("https://hooks.slack.com@127.0.0.1/")]
#[case::user_and_port("https://hooks.slack.com:443@127.0.0.1/")]
#[case::back_slash("https://127.0.0.1\\@hooks.slack.com/")]
#[case::number_sign("https://127.0.0.1#@hooks.slack.com/")]
#[case::question_mark("https://127.0.0.1?@hooks.slack.com/")]
#[case::without_tls("http://hooks.slack.com/")]
#[case::a_file("file:///etc/passwd")]
fn a_webhook_that_leads_inward_is_refused_with_its_place(#[case] url: &str) {
    let place = place(&format!("{url}XSECRETX"));
    for command in [&["status"][..], &["hello", "gruppe-1-slack"]] {
        let output = place.run(command);
        let said = complaint(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("skolebud.toml:7"), "{said}");
        assert!(said.contains("channel[0].url_file"), "{said}");
        assert!(!said.contains("XSECRETX"), "{said}");
    }
}

#[test]
fn a_name_of_slack_that_leads_inward_is_refused_when_we_connect() {
    let place = place("https://hooks.slack.com/services/T0/B0/XSECRETX");
    for (hosts, reason) in [
        ("127.0.0.1 hooks.slack.com", "private_address"),
        ("10.1.2.3 hooks.slack.com", "private_address"),
        ("::1 hooks.slack.com", "private_address"),
        ("::ffff:127.0.0.1 hooks.slack.com", "private_address"),
        ("169.254.169.254 hooks.slack.com", "private_address"),
    ] {
        let said = hello_with_hosts(&place, hosts);
        assert!(said.contains(reason), "{hosts}: {said}");
        assert!(!said.contains("XSECRETX"), "{said}");
    }
}

/// Says hello on a machine whose names lead where `hosts` says; all that was said to it.
fn hello_with_hosts(place: &Place, hosts: &str) -> String {
    place.write("hosts", &format!("{hosts}\n"));
    let hello = place.command(&["hello", "gruppe-1-slack"]);
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c"])
        .arg("mount --bind hosts /etc/hosts && exec \"$0\" hello gruppe-1-slack")
        .arg(hello.get_program())
        .current_dir(place.path())
        // A proxy would look the name up itself.
        .env_remove("HTTPS_PROXY")
        .env_remove("https_proxy")
        .env_remove("ALL_PROXY")
        .env_remove("all_proxy")
        .output()
        .unwrap();
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        complaint(&output)
    )
}

#[rstest]
#[case(301)]
#[case(302)]
#[case(303)]
#[case(307)]
#[case(308)]
fn a_redirect_is_not_followed(#[case] status: u16) {
    let (platform, neighbour) = (Receiver::start(), Receiver::start());
    let place = Place::with(&platform);
    let elsewhere = neighbour.slack_url("elsewhere");
    platform.will(Reply::Http(
        status,
        vec![("Location", elsewhere)],
        String::new(),
    ));
    let output = place.run(&["hello", "gruppe-1-slack"]);
    let said = complaint(&output);
    assert!(!output.status.success());
    assert!(said.contains("redirected"), "{said}");
    assert_eq!(platform.received().len(), 1);
    assert_eq!(neighbour.received().len(), 0);
}

#[tokio::test]
async fn the_answer_to_a_tap_goes_only_where_slack_listens() {
    let house = House::open(Mode::Named).await;
    let neighbour = TcpListener::bind("127.0.0.1:0").unwrap();
    neighbour.set_nonblocking(true).unwrap();
    let host = neighbour.local_addr().unwrap();
    let inside = [
        format!("http://{host}/services/T0/B0/inside"),
        format!("https://{host}/"),
        "https://169.254.169.254/latest/meta-data/".to_owned(),
        format!("http://hooks.slack.com@{host}/"),
    ];
    for (number, url) in inside.into_iter().enumerate() {
        let mut tap = house.tap_of(&format!("U{number}"), "stor", number);
        tap.response_url = Some(url);
        assert_eq!(house.send(&tap).await, StatusCode::OK);
    }
    let mut tap = house.tap_of("UALLOWED", "stor", 9);
    let receiver = &house.program.receiver;
    tap.response_url = Some(receiver.slack_url("allowed"));
    assert_eq!(house.send(&tap).await, StatusCode::OK);
    assert_eq!(receiver.has_received(1).await.len(), 1);
    let knock = neighbour.accept().map(drop).map_err(|error| error.kind());
    assert_eq!(knock, Err(ErrorKind::WouldBlock), "nobody even knocked");
}
