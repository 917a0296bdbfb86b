"""Reads Slack webhook payloads, one JSON text a line, and ends with 1 and a reason at the first that
Slack would not take: by the makers' own models (slack_sdk), and by the rules those forget."""

import json
import sys

from slack_sdk.models.blocks import Block

PAYLOAD_KEYS = {"text", "blocks", "unfurl_links", "unfurl_media"}
BLOCK_TYPES = {"header", "section", "rich_text", "context", "actions", "divider"}


def check(payload):
    """Everything about one payload."""
    require(set(payload) <= PAYLOAD_KEYS, "unknown keys")
    markup(payload["text"], 4_000)
    blocks = payload.get("blocks", [])
    require(len(blocks) <= 50, "more than 50 blocks")
    require("blocks" not in payload or blocks, "an empty list of blocks")
    for block, parsed in zip(blocks, Block.parse_all(blocks), strict=True):
        require(parsed is not None, f"unknown type {block.get('type')}")
        parsed.validate_json()
        parsed.to_dict()
        forgotten_rules(block)
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    require(len(ids) == len(set(ids)), "a block_id twice")


def forgotten_rules(block):
    """What slack_sdk accepts and Slack does not."""
    require(block["type"] in BLOCK_TYPES, f"unexpected {block['type']}")
    if block["type"] == "header":
        require(block["text"]["type"] == "plain_text", "a header that is not plain_text")
        text_object(block["text"], 150)
    elif block["type"] == "context":
        require(0 < len(block["elements"]) <= 10, "number of context elements")
        for element in block["elements"]:
            text_object(element, 3_000)
    elif block["type"] == "actions":
        require(0 < len(block["elements"]) <= 25, "number of elements")
        require(len(block.get("block_id", "x")) <= 255, "length of a block_id")
        ids = [element["action_id"] for element in block["elements"]]
        require(len(ids) == len(set(ids)), "an action_id twice")
        for element in block["elements"]:
            action(element)
    elif block["type"] == "rich_text":
        require(block["elements"], "an empty rich_text")
        require(letters(block) <= 3_000, "a rich_text of more than 3000 letters")
        for element in block["elements"]:
            rich_text_element(element)


def action(element):
    require(0 < len(element["action_id"]) <= 255, "length of an action_id")
    if element["type"] == "checkboxes":
        require(0 < len(element["options"]) <= 10, "number of boxes")
        values = [option["value"] for option in element["options"]]
        require(len(values) == len(set(values)), "a value twice")
        for option in element["options"]:
            text_object(option["text"], 75)
            require(0 < units(option["value"]) <= 75, "length of an option's value")
        return
    require(element["type"] == "button", f"unexpected {element['type']}")
    text_object(element["text"], 75)
    if "url" in element:
        link(element["url"], ("http://", "https://"))
    else:
        require(0 < units(element["value"]) <= 2_000, "length of a button's value")


def rich_text_element(element):
    require(element["elements"], f"an empty {element['type']}")
    if element["type"] == "rich_text_list":
        require(element["style"] in ("bullet", "ordered"), "style of a list")
        for item in element["elements"]:
            require(item["type"] == "rich_text_section", "a list item that is no section")
            rich_text_element(item)
        return
    require(element["type"] == "rich_text_section", f"unexpected {element['type']}")
    for run in element["elements"]:
        require(run["type"] in ("text", "link"), f"unexpected {run['type']}")
        require(run["text"], "an empty run")
        if run["type"] == "link":
            link(run["url"], ("http://", "https://", "mailto:"))


def text_object(text, longest):
    require(text["text"].strip(), "an empty text")
    require(units(text["text"]) <= longest, f"more than {longest} letters")
    if text["type"] == "mrkdwn":
        markup(text["text"], longest)
    else:
        require(text["type"] == "plain_text", f"unexpected {text['type']}")


def markup(text, longest):
    """Slack reads `<…>` here: only links may begin with it."""
    require(0 < units(text) <= longest, f"length {units(text)} of {longest}")
    for after in text.split("<")[1:]:
        require(after.startswith(("http://", "https://", "mailto:")), f"raw < before {after[:12]!r}")
    for after in text.split("&")[1:]:
        require(after.startswith(("amp;", "lt;", "gt;")), f"raw & before {after[:12]!r}")


def link(url, schemes):
    require(url.startswith(schemes), "scheme of a link")
    require(units(url) <= 3_000, "a link of more than 3000 letters")


def letters(value):
    """The letters of all runs inside."""
    if isinstance(value, dict):
        own = units(value["text"]) if value.get("type") in ("text", "link") else 0
        return own + sum(letters(inner) for inner in value.values() if isinstance(inner, list))
    return sum(letters(inner) for inner in value)


def units(text):
    """UTF-16 units, the stricter of the two ways to count."""
    return len(text.encode("utf-16-le")) // 2


def require(holds, reason):
    if not holds:
        raise ValueError(reason)


def main():
    count = 0
    for number, line in enumerate(sys.stdin, start=1):
        try:
            check(json.loads(line))
        except Exception as error:  # the models raise errors of many kinds
            sys.exit(f"payload {number}: {type(error).__name__}: {error}\n{line[:2000]}")
        count = number
    print(f"{count} payloads accepted")


main()
