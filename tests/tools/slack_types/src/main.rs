//! Reads what Slack sends and what we send with the types of slack-morphism.
//!
//! Every line of standard input is `{"as": what it is, "text": the payload}`; every line of standard
//! output is the same payload as slack-morphism writes it back: what it does not know is gone. Ends with
//! 1 and a reason at the first that it does not take, or holds a block that it does not know.

use std::error::Error;
use std::io::{BufRead, Write};

use serde_json::{Map, Value, json};
use slack_morphism::api::SlackApiPostWebhookMessageRequest;
use slack_morphism::prelude::{
    SlackBlock, SlackCommandEvent, SlackCommandEventResponse, SlackEventCallbackBody,
    SlackInteractionEvent, SlackMessageContent, SlackPushEvent, SlackRichTextElement,
    SlackRichTextInlineElement, SlackRichTextListElement,
};
use url::form_urlencoded;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() {
    let mut output = std::io::stdout().lock();
    for (number, line) in (1..).zip(std::io::stdin().lock().lines()) {
        let read = line.map_err(Into::into).and_then(|line| read(&line));
        let written = read.and_then(|read| Ok(writeln!(output, "{read}")?));
        if let Err(error) = written {
            eprintln!("payload {number}: {error}");
            std::process::exit(1);
        }
    }
}

/// One line, read and written back.
fn read(line: &str) -> Result<Value> {
    let line: Value = serde_json::from_str(line)?;
    let text = line["text"].as_str().ok_or("no text")?;
    match line["as"].as_str() {
        Some("command") => command(text),
        Some("interaction") => interaction(text),
        Some("event") => event(text),
        Some("post") => post(text),
        Some("answer to a command") => answer_to_command(text),
        other => Err(format!("unknown kind {other:?}").into()),
    }
}

/// A slash command: a form.
fn command(text: &str) -> Result<Value> {
    let fields = form_urlencoded::parse(text.as_bytes());
    let fields: Map<String, Value> = fields
        .map(|(name, value)| (name.into_owned(), json!(value)))
        .collect();
    let command: SlackCommandEvent = serde_json::from_value(Value::Object(fields))?;
    Ok(serde_json::to_value(command)?)
}

/// A tap: JSON, taken out of its form.
fn interaction(text: &str) -> Result<Value> {
    let tap: SlackInteractionEvent = serde_json::from_str(text)?;
    Ok(serde_json::to_value(tap)?)
}

fn event(text: &str) -> Result<Value> {
    let event: SlackPushEvent = serde_json::from_str(text)?;
    if let SlackPushEvent::EventCallback(callback) = &event
        && let SlackEventCallbackBody::Unknown(body) = &callback.event
    {
        return Err(format!("an event of unknown type: {body}").into());
    }
    Ok(serde_json::to_value(event)?)
}

/// What is posted to a webhook or a `response_url`.
fn post(text: &str) -> Result<Value> {
    let post: SlackApiPostWebhookMessageRequest = serde_json::from_str(text)?;
    knows_all(&post.content)?;
    Ok(serde_json::to_value(post)?)
}

fn answer_to_command(text: &str) -> Result<Value> {
    let answer: SlackCommandEventResponse = serde_json::from_str(text)?;
    knows_all(&answer.content)?;
    Ok(serde_json::to_value(answer)?)
}

/// Whether every block has a type that is known, and every run of text in it.
fn knows_all(content: &SlackMessageContent) -> Result<()> {
    for block in content.blocks.iter().flatten() {
        match block {
            SlackBlock::Unknown(block) => return Err(format!("an unknown block: {block}").into()),
            SlackBlock::RichText(text) => text.elements.iter().try_for_each(knows_element)?,
            _ => {}
        }
    }
    Ok(())
}

fn knows_element(element: &SlackRichTextElement) -> Result<()> {
    match element {
        SlackRichTextElement::Section(section) => knows_runs(&section.elements),
        SlackRichTextElement::List(list) => list.elements.iter().try_for_each(|item| {
            let SlackRichTextListElement::Section(section) = item;
            knows_runs(&section.elements)
        }),
        SlackRichTextElement::Preformatted(text) => knows_runs(&text.elements),
        SlackRichTextElement::Quote(quote) => knows_runs(&quote.elements),
    }
}

fn knows_runs(runs: &[SlackRichTextInlineElement]) -> Result<()> {
    for run in runs {
        if let SlackRichTextInlineElement::Unknown(run) = run {
            return Err(format!("an unknown run of text: {run}").into());
        }
    }
    Ok(())
}
