//! The sharing sheet: what the schools have replied to each prompt, and which have not. It is made for
//! the session where the schools share, so it has names; it is no result of a question.

use csv::{Terminator, WriterBuilder};
use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::clock::Timestamp;
use crate::inbox::rules::{Reply, prompts};
use crate::plan::{Content, Post};
use crate::programme::{Id, Network, PostKind, Programme};
use crate::report::csv::{BYTE_ORDER_MARK, guarded};
use crate::words::compose;

/// The columns of the sheet as CSV.
const COLUMNS: [&str; 6] = ["network", "session", "prompt", "school", "written", "text"];

/// What was replied to one prompt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    pub network: Id,
    /// The session at which it is shared.
    pub session: Option<Id>,
    /// The post's key.
    pub prompt: String,
    pub kind: PostKind,
    pub title: String,
    pub said_on: Date,
    /// What the prompt asks, where the programme has words for it.
    pub asks: Vec<String>,
    /// In the order of the network's schools, then those whose school is not known.
    pub replies: Vec<SchoolReply>,
    /// The names of the schools that have not replied.
    pub missing: Vec<String>,
}

/// Everything that a school has replied, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SchoolReply {
    /// The school's name; nothing while its leader has not said it.
    pub school: Option<String>,
    pub messages: Vec<Message>,
}

/// One message of a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    pub written: DateTime,
    pub text: String,
}

/// Narrows the sheets.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub network: Option<Id>,
    pub session: Option<Id>,
}

/// The sheets of `programme`, oldest prompt first: of what was `said` when, and the `replies` to it in
/// order of time.
pub fn sheets(
    programme: &Programme,
    said: &[(Timestamp, Post)],
    replies: &[Reply],
    wanted: &Wanted,
) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for (at, post) in said {
        let network = post.network.as_ref().and_then(|id| programme.network(id));
        let Some(network) = network.filter(|_| post.programme == programme.id) else {
            continue;
        };
        // Said in two channels it is one prompt.
        let known = sheets.iter().any(|sheet| sheet.prompt == post.key);
        if known || !prompts(&post.content) {
            continue;
        }
        let sheet = sheet(programme, network, *at, post, said, replies);
        let is_wanted = wanted.network.as_ref().is_none_or(|it| *it == network.id)
            && (wanted.session.is_none() || wanted.session == sheet.session);
        if is_wanted {
            sheets.push(sheet);
        }
    }
    sheets
}

/// The sheets as CSV that a Nordic spreadsheet opens as it is; a school without a reply has a line
/// without a text.
///
/// # Errors
/// None that writing to memory can have; the CSV writer's are passed on.
pub fn csv(sheets: &[Sheet]) -> csv::Result<String> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for sheet in sheets {
        let session = sheet.session.as_ref().map_or("", Id::as_str);
        let mut line = |school: &str, written: &str, text: &str| {
            let fields = [
                sheet.network.as_str(),
                session,
                &sheet.title,
                school,
                written,
                text,
            ];
            writer.write_record(fields.iter().map(|field| guarded(field)))
        };
        for reply in &sheet.replies {
            for message in &reply.messages {
                let school = reply.school.as_deref().unwrap_or_default();
                line(school, &written(message), &message.text)?;
            }
        }
        for school in &sheet.missing {
            line(school, "", "")?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(format!(
        "{BYTE_ORDER_MARK}{}",
        String::from_utf8_lossy(&bytes)
    ))
}

/// The sheets to read at the terminal.
pub fn text(sheets: &[Sheet]) -> String {
    let mut lines = Vec::new();
    for sheet in sheets {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let session = sheet.session.as_ref().map_or("-", Id::as_str);
        lines.push(format!(
            "{} / {session}: {} (said {})",
            sheet.network, sheet.title, sheet.said_on
        ));
        lines.extend(sheet.asks.iter().map(|asked| format!("  ? {asked}")));
        for reply in &sheet.replies {
            let school = reply.school.as_deref();
            lines.push(format!("  {}", school.unwrap_or("(school not known yet)")));
            for message in &reply.messages {
                let text = message.text.replace('\n', "\n      ");
                lines.push(format!("    {}  {text}", written(message)));
            }
        }
        if !sheet.missing.is_empty() {
            lines.push(format!("  Not replied: {}", sheet.missing.join(", ")));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn written(message: &Message) -> String {
    message.written.strftime("%Y-%m-%d %H:%M").to_string()
}

fn sheet(
    programme: &Programme,
    network: &Network,
    at: Timestamp,
    post: &Post,
    said: &[(Timestamp, Post)],
    replies: &[Reply],
) -> Sheet {
    let rules = post.zone.rules();
    let here: Vec<&Reply> = replies
        .iter()
        .filter(|reply| prompt_of(programme, reply, said).as_deref() == Some(post.key.as_str()))
        .collect();
    let of = |respondent: &str| -> Vec<Message> {
        let of = here.iter().filter(|reply| reply.respondent == respondent);
        of.map(|reply| Message {
            written: reply.said_at.local(rules),
            text: reply.text.clone(),
        })
        .collect()
    };
    let mut answered = Vec::new();
    let mut missing = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for school in &network.schools {
        let respondent = format!("school:{school}");
        let messages = of(&respondent);
        seen.push(respondent);
        let name = name_of(programme, school);
        match messages.is_empty() {
            true => missing.push(name),
            false => answered.push(SchoolReply {
                school: Some(name),
                messages,
            }),
        }
    }
    for reply in &here {
        if !seen.contains(&reply.respondent) {
            seen.push(reply.respondent.clone());
            answered.push(SchoolReply {
                school: school_in(&reply.respondent).map(|id| name_of(programme, &id)),
                messages: of(&reply.respondent),
            });
        }
    }
    let about = post
        .content
        .coming_session()
        .or_else(|| post.content.session());
    Sheet {
        network: network.id.clone(),
        session: about.map(|session| session.id.clone()),
        prompt: post.key.clone(),
        kind: post.kind(),
        title: compose(&post.content, post.language, &post.zone, at).title,
        said_on: at.local(rules).date(),
        asks: asks(&post.content),
        replies: answered,
        missing,
    }
}

/// The prompt that a message replies to. Where its writer's network was not known, it is the latest
/// that the school's networks had heard.
fn prompt_of(programme: &Programme, reply: &Reply, said: &[(Timestamp, Post)]) -> Option<String> {
    if reply.prompt.is_some() {
        return reply.prompt.clone();
    }
    let school = school_in(&reply.respondent)?;
    let is_own = |network: &Id| {
        let network = programme.network(network);
        network.is_some_and(|network| network.schools.contains(&school))
    };
    let heard = said.iter().rev().find(|(at, post)| {
        let own = post.network.as_ref().is_some_and(is_own);
        own && *at <= reply.said_at && prompts(&post.content)
    });
    heard.map(|(_, post)| post.key.clone())
}

fn school_in(respondent: &str) -> Option<Id> {
    Id::parse(respondent.strip_prefix("school:")?)
}

fn name_of(programme: &Programme, school: &Id) -> String {
    let known = programme.schools.iter().find(|known| known.id == *school);
    known.map_or_else(|| school.to_string(), |known| known.name.clone())
}

fn asks(content: &Content) -> Vec<String> {
    match content {
        Content::Preparation { tasks, .. } => tasks.clone(),
        Content::Sharing { questions, .. } | Content::Touchpoint { questions, .. } => {
            questions.clone()
        }
        Content::IntermediateWork {
            task, questions, ..
        } => task.iter().chain(questions).cloned().collect(),
        Content::Prompt { text, .. } => vec![text.clone()],
        _ => Vec::new(),
    }
}
