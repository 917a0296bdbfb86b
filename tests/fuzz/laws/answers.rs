//! What platforms answer to a post: any bytes on the socket.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use secrecy::SecretString;
use skolebud::chat::{Address, AllowedHosts, Channel, Chat, Limits, Wire};
use skolebud::clock::Timestamp;
use skolebud::outbox::Outcome;
use skolebud::outbox::state::settle;
use skolebud::programme::Language;
use skolebud::words::Message;
use tokio::runtime::Runtime;

use super::is_fixed_word;

/// Long enough for a busy machine.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(10),
    total: Duration::from_secs(10),
};
const NOW: Timestamp = Timestamp::from_millis(1_543_312_842_000);

struct Post {
    runtime: Runtime,
    chat: Chat,
    platform: TcpListener,
}

static POST: LazyLock<Mutex<Post>> = LazyLock::new(|| {
    let platform = TcpListener::bind("127.0.0.1:0").unwrap();
    let also = vec![platform.local_addr().unwrap().to_string()];
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let wire = Wire::open_within(AllowedHosts { also }, LIMITS).unwrap();
    Mutex::new(Post {
        runtime,
        chat: Chat::new(wire),
        platform,
    })
});

/// The answer to a post, the first byte choosing the platform. Only a success is taken for one, what is
/// kept of it is a fixed word, and what follows for the delivery is bounded.
pub(crate) fn of_platforms(input: &[u8]) {
    let Some((which, answer)) = input.split_first() else {
        return;
    };
    let post = POST.lock().unwrap();
    let url = SecretString::from(format!("http://{}/x", post.platform.local_addr().unwrap()));
    let is_slack = which % 2 == 0;
    let channel = Channel {
        id: "a".to_owned(),
        address: if is_slack {
            Address::SlackWebhook(url)
        } else {
            Address::TeamsWorkflow(url)
        },
    };
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| give(&post.platform, answer));
        let message = Message::plain(Language::Bokmal, "Hei".to_owned(), None);
        post.runtime
            .block_on(post.chat.send(&message, &channel, NOW))
    });
    // Empty lines before an answer are passed over (RFC 9112, section 2.2).
    let is_line_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let begins = answer.iter().position(|byte| !is_line_end(byte));
    let answer = &answer[begins.unwrap_or_default()..];
    let status = String::from_utf8_lossy(answer.get(..12).unwrap_or_default()).into_owned();
    if outcome == Outcome::Sent {
        let good = status.starts_with("HTTP/1.") && status.as_bytes()[8..].starts_with(b" 2");
        let continued = status.contains(" 1");
        assert!(good || continued, "{status} is taken for a success");
    }
    let reason = outcome.reason();
    assert!(reason.is_none_or(is_fixed_word), "{outcome:?}");
    let next = settle(&outcome, 1, false, NOW, 0.5);
    let latest = NOW.plus(Duration::from_secs(7 * 86_400));
    assert!(next.due_at.is_none_or(|due| due <= latest), "{next:?}");
}

/// Takes one request and gives `answer`, whatever it is.
fn give(platform: &TcpListener, answer: &[u8]) {
    let (mut stream, _) = platform.accept().unwrap();
    take_request(&mut stream);
    // Who does not like the answer may have hung up already.
    let _ = stream.write_all(answer);
}

fn take_request(stream: &mut TcpStream) {
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    while !is_whole(&request) {
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => request.extend_from_slice(&piece[..read]),
            _ => return,
        }
    }
}

/// Whether head and body are there.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        line.to_ascii_lowercase()
            .strip_prefix("content-length: ")?
            .parse()
            .ok()
    });
    body.len() >= length.unwrap_or(0_usize)
}
