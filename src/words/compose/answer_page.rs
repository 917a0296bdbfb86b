//! Where a question leads to its answer page.

use crate::plan::{AskingFacts, Content};
use crate::words::{Link, Message, Part, Style, Text, say};

/// `message`, which says `content`, with a link to where it is answered, if it asks something. Where taps
/// on its options reach us the link is said in passing; else it is the way to answer, and the options
/// only show what will be asked. Several questions have one link, to the first: each page leads on to the
/// next.
pub fn lead_to_page(
    mut message: Message,
    content: &Content,
    takes_taps: bool,
    address: impl Fn(&str) -> String,
) -> Message {
    let Some(first) = first_asked(content) else {
        return message;
    };
    let url = address(&first.key);
    let language = message.language;
    if takes_taps {
        let link = say(language, "question-page-too", &[]);
        let note = Text::default().and(link, Style::Link(url));
        message.parts.push(Part::Note(note));
        return message;
    }
    for part in &mut message.parts {
        if let Part::Choices { options, .. } = part {
            let labels = options.iter().map(|(_, label)| Text::plain(label));
            *part = Part::Bullets(labels.collect());
        }
    }
    let label = say(language, "question-page", &[]);
    message.links.insert(0, Link { label, url });
    message
}

/// `message`, which says `content`, with how it is answered by mentioning us, if it asks something that is
/// not secret: with a number, and for everyone in the channel to see.
pub fn answer_by_mention(mut message: Message, content: &Content) -> Message {
    if first_asked(content).is_none() || content.asks_in_secret() {
        return message;
    }
    for part in &mut message.parts {
        if let Part::Choices { options, .. } = part {
            let labels = options.iter().map(|(_, label)| Text::plain(label));
            *part = Part::Numbered(labels.collect());
        }
    }
    let how = say(message.language, "question-mention", &[]);
    message.parts.push(Part::Note(Text::plain(how)));
    message
}

/// The first question that `content` asks, or asks to answer at last.
fn first_asked(content: &Content) -> Option<&AskingFacts> {
    match content {
        Content::Question { questions, .. } => questions.first(),
        Content::Nudge { questions, .. } => questions.first().map(|question| &question.asking),
        _ => None,
    }
}
