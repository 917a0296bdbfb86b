// Reads envelopes for Teams Workflows, one JSON text a line, and ends with 1 and a reason at the first
// whose card the makers' own parser complains about, or that breaks a rule of Teams it doesn't know.

const { AdaptiveCard, SerializationContext } = require("adaptivecards/dist/adaptivecards.js");
const { readFileSync } = require("node:fs");

const MOST_BYTES = 20_000;
const ELEMENTS = new Set(["AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "ColumnSet", "Column", "Action.OpenUrl"]);
// Where these stand, TextBlock and TextRun are no longer just text.
const MACRO = /\{\{(DATE|TIME)\(/;

function check(line) {
  require_(Buffer.byteLength(line) <= MOST_BYTES, `more than ${MOST_BYTES} bytes`);
  const envelope = JSON.parse(line);
  require_(envelope.type === "message", "type of the envelope");
  require_(envelope.attachments.length === 1, "number of attachments");
  const [attachment] = envelope.attachments;
  require_(attachment.contentType === "application/vnd.microsoft.card.adaptive", "contentType");
  require_(attachment.contentUrl === null, "contentUrl");
  parse(attachment.content);
  teamsRules(attachment.content);
  everything(attachment.content);
}

function parse(content) {
  // The parser keeps the place of the last match in this expression and so misses every second card.
  AdaptiveCard.langProperty.regEx.lastIndex = 0;
  const context = new SerializationContext();
  const card = new AdaptiveCard();
  card.parse(content, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  events.push(...card.validateProperties().validationEvents.map((event) => event.message));
  require_(events.length === 0, events.join("; "));
}

function teamsRules(card) {
  require_(card.version === "1.5", "version");
  require_(card.$schema === "http://adaptivecards.io/schemas/adaptive-card.json", "$schema");
  require_(typeof card.fallbackText === "string" && card.fallbackText.trim() !== "", "fallbackText");
  require_(/^(nb|nn|sv|da|en)$/.test(card.lang), "lang");
  require_(card.msteams.width === "Full", "width");
  require_(card.actions.length <= 4, "more than 4 buttons");
  require_(card.body.some((element) => element.text === "Skolebud"), "our name");
}

function everything(value) {
  if (Array.isArray(value)) {
    value.forEach(everything);
  } else if (value !== null && typeof value === "object") {
    require_(value.type === undefined || ELEMENTS.has(value.type), `unexpected ${value.type}`);
    if (value.type === "TextBlock") {
      require_(value.wrap === true, "a TextBlock that doesn't wrap");
      require_(!/(^|[^\\])\[[^\]]*\]\(/.test(value.text), "a link in a TextBlock");
    }
    if (value.type === "TextBlock" || value.type === "TextRun") {
      require_(!MACRO.test(value.text), "a macro");
      require_(value.text !== "", "an empty text");
    }
    if (value.type === "TextRun") require_(!value.text.includes("\n"), "a line end in a TextRun");
    if (value.type === "RichTextBlock") require_(value.inlines.length > 0, "an empty RichTextBlock");
    if (value.type === "Action.OpenUrl") require_(/^(https?:\/\/|mailto:)/.test(value.url), "scheme of a link");
    Object.values(value).forEach(everything);
  }
}

function require_(holds, reason) {
  if (!holds) throw new Error(reason);
}

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
lines.forEach((line, index) => {
  try {
    check(line);
  } catch (error) {
    console.error(`payload ${index + 1}: ${error.message}\n${line.slice(0, 2000)}`);
    process.exit(1);
  }
});
console.log(`${lines.length} payloads accepted`);
