//! Programme files.

use skolebud::chat::{ChannelKind, payload};
use skolebud::findings::{Finding, Severity, for_people};
use skolebud::plan::year;
use skolebud::programme::{Programme, export, read};
use skolebud::words::compose;

const FILE: &str = "p.toml";
/// More than any year of ours has; a file of the largest input cannot ask for more.
const MOST_POSTS: usize = 20_000;
/// Teams takes 28 kB, Slack more.
const LONGEST_PAYLOAD: usize = 28 * 1024;

/// A file: read, checked, written and read back; every post of its year can be said.
pub(crate) fn file(input: &[u8]) {
    let Ok(source) = std::str::from_utf8(input) else {
        return;
    };
    match read(source, FILE) {
        Ok(checked) => {
            are_told(&checked.findings, source);
            is_read_back(&checked.programme);
            can_be_said(&checked.programme);
        }
        Err(findings) => {
            let is_error = |finding: &Finding| finding.severity == Severity::Error;
            assert!(findings.iter().any(is_error), "refused without a reason");
            are_told(&findings, source);
        }
    }
}

fn are_told(findings: &[Finding], source: &str) {
    for finding in findings {
        assert!(finding.span.end <= source.len(), "{finding:?}");
        assert!(finding.message.len() <= 2_000, "{finding:?}");
    }
    for_people(findings, source, false);
}

fn is_read_back(programme: &Programme) {
    let written = export(programme);
    let again = read(&written, FILE).unwrap_or_else(|wrong| panic!("{wrong:#?}\n{written}"));
    assert_eq!(again.programme, *programme, "{written}");
    assert_eq!(export(&again.programme), written);
}

fn can_be_said(programme: &Programme) {
    let posts = year(programme);
    assert!(posts.len() <= MOST_POSTS, "{} posts", posts.len());
    for post in posts.iter().take(200) {
        assert!(post.due_at <= post.useful_until_at, "{}", post.key);
        let message = compose(&post.content, post.language, &post.zone, post.due_at);
        for kind in ChannelKind::ALL {
            let size = payload(&message, kind).to_string().len();
            assert!(
                kind == ChannelKind::Sandbox || size <= LONGEST_PAYLOAD,
                "{}: {size} bytes for {}",
                post.key,
                kind.name()
            );
        }
    }
}
