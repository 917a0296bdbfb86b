//! An answer of ours → what Slack takes in the same response, or later at the `response_url`.

use serde_json::{Value, json};

use crate::chat::slack::render::render;
use crate::inbox::Answer;
use crate::words::Message;

/// The body of the response to a slash command
/// (docs.slack.dev/interactivity/implementing-slash-commands). Only the sender sees it unless the
/// answer is public.
pub fn to_command(answer: &Answer) -> Value {
    let mut body = message(&answer.message);
    body["response_type"] = json!(if answer.public {
        "in_channel"
    } else {
        "ephemeral"
    });
    body
}

/// The body for the `response_url` of a tap: Slack takes no message in the response itself
/// (docs.slack.dev/interactivity/handling-user-interaction). The message that was tapped stays.
pub fn to_tap(answer: &Answer) -> Value {
    let mut body = to_command(answer);
    body["replace_original"] = json!(false);
    body
}

/// The body for the `response_url` that puts `new` in place of the message that was tapped.
pub fn replacement(new: &Message) -> Value {
    let mut body = message(new);
    body["replace_original"] = json!(true);
    body
}

/// Only the keys that a response may have.
fn message(message: &Message) -> Value {
    let mut rendered = render(message);
    let mut body = json!({ "text": rendered["text"].take() });
    if rendered["blocks"].is_array() {
        body["blocks"] = rendered["blocks"].take();
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::Language;
    use crate::words::{Part, Text};

    fn answer(public: bool) -> Answer {
        Answer {
            message: Message {
                language: Language::Bokmal,
                title: "Svaret er tatt imot".to_owned(),
                summary: "Svaret er tatt imot".to_owned(),
                parts: vec![Part::Paragraph(Text::plain(
                    "Du svarte <ja> & kan endre det.",
                ))],
                links: vec![],
            },
            public,
        }
    }

    #[test]
    fn a_command_is_answered_to_its_sender() {
        insta::assert_json_snapshot!(to_command(&answer(false)));
    }

    #[test]
    fn a_public_answer_is_for_the_channel() {
        assert_eq!(to_command(&answer(true))["response_type"], "in_channel");
    }

    #[test]
    fn the_answer_to_a_tap_leaves_the_message_alone() {
        let body = to_tap(&answer(false));
        assert_eq!(body["replace_original"], false);
        assert_eq!(body["response_type"], "ephemeral");
    }

    #[test]
    fn a_replacement_says_so_and_nothing_of_who_sees_it() {
        let body = replacement(&answer(false).message);
        assert_eq!(body["replace_original"], true);
        let keys: Vec<&String> = body.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["blocks", "replace_original", "text"]);
    }
}
