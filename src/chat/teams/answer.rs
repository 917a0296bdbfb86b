//! An answer of ours → the activity that Teams takes in the same response to an outgoing webhook
//! (learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook). It
//! appears in the thread, for everyone to see.

use serde_json::{Value, json};

use crate::chat::letters::one_line;
use crate::chat::teams::elements::escape;
use crate::chat::teams::render;
use crate::inbox::Answer;

/// A card; or a line of text when the answer has no more than a title.
pub fn activity(answer: &Answer) -> Value {
    let message = &answer.message;
    let title = one_line(&message.title);
    if message.parts.is_empty() && message.links.is_empty() && !title.is_empty() {
        return json!({ "type": "message", "text": escape(&title) });
    }
    render(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::Language;
    use crate::words::{Message, Part, Text};

    fn answer(title: &str, parts: Vec<Part>) -> Answer {
        Answer {
            message: Message {
                language: Language::Bokmal,
                title: title.to_owned(),
                summary: title.to_owned(),
                parts,
                links: vec![],
            },
            public: false,
        }
    }

    #[test]
    fn a_title_alone_is_text_that_marks_nothing_up() {
        let activity = activity(&answer("Svaret *ja* er <at>tatt</at>\nimot", vec![]));
        let text = "Svaret \\*ja\\* er \\<at>tatt\\</at> imot";
        assert_eq!(activity, json!({ "type": "message", "text": text }));
    }

    #[test]
    fn more_is_a_card() {
        let parts = vec![Part::Paragraph(Text::plain("Du kan endre det."))];
        let activity = activity(&answer("Svaret er tatt imot", parts));
        assert_eq!(activity["type"], "message");
        assert_eq!(
            activity["attachments"][0]["content"]["type"],
            "AdaptiveCard"
        );
    }

    #[test]
    fn nothing_at_all_is_still_a_card_that_says_who_speaks() {
        let activity = activity(&answer("", vec![]));
        assert!(
            activity["attachments"][0]["content"]
                .to_string()
                .contains("Skolebud")
        );
    }
}
