//! What is in hand when the worker is told to stop is finished, whoever's it is.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use skolebud::links::Links;

use crate::support::binary::Place;
use crate::support::polls::{NAMED, place_with_polls};
use crate::support::receiver::Receiver;

const PUBLIC: &str = "https://svar.asker.example";

#[test]
fn a_form_that_is_still_coming_when_it_stops_is_kept_and_thanked_for() {
    let platforms = Receiver::start();
    let (place, _) = place_with_polls(&platforms);
    with_answer_pages(&place);
    let mut serving = place.serve();
    let links = Links::open(&place.database(), PUBLIC).unwrap();
    let path = format!("/a/{}", links.token(NAMED, "gruppe-1-slack"));
    let form = format!(
        "form={}&choice=stor&school=vollen&name=Rektor",
        form_token(serving.address(), &path)
    );
    let mut coming = TcpStream::connect(serving.address()).unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\
         expect: 100-continue\r\n\r\n",
        form.len()
    );
    coming.write_all(head.as_bytes()).unwrap();
    // Said when the page reads what is sent to it, so that the request is in hand.
    let go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    let mut said = vec![0; go_on.len()];
    coming.read_exact(&mut said).unwrap();
    assert_eq!(String::from_utf8_lossy(&said), go_on);

    serving.tell_to_stop();
    serving.wait_until_it_says("stopping");
    coming.write_all(form.as_bytes()).unwrap();
    let mut page = String::new();
    coming.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("receipt is-kept"), "{page}");
    let (code, log) = serving.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("ERROR") && !log.contains("WARN"), "{log}");
}

/// Settings are read from the top: what belongs to no channel comes before the first.
fn with_answer_pages(place: &Place) {
    let path = place.path().join("skolebud.toml");
    let settings = std::fs::read_to_string(path).unwrap();
    place.write(
        "skolebud.toml",
        &format!("public_url = \"{PUBLIC}\"\n{settings}"),
    );
}

/// The token in the form of the page at `path`.
fn form_token(address: SocketAddr, path: &str) -> String {
    let mut asking = TcpStream::connect(address).unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    asking.write_all(head.as_bytes()).unwrap();
    let mut page = String::new();
    asking.read_to_string(&mut page).unwrap();
    let (_, after) = page.split_once("name=\"form\" value=\"").unwrap();
    after.split_once('"').unwrap().0.to_owned()
}
