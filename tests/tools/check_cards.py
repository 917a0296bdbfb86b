"""Reads envelopes for Teams Workflows, one JSON text a line, and ends with 1 and a reason at the first
whose card the official schema of Adaptive Cards 1.5 does not allow."""

import json
import sys
from importlib import resources

from jsonschema import Draft6Validator
from jsonschema.exceptions import best_match


def main():
    schema = json.loads((resources.files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text("utf-8"))
    schema.pop("id", None)
    validator = Draft6Validator(schema)
    count = 0
    for number, line in enumerate(sys.stdin, start=1):
        for attachment in json.loads(line)["attachments"]:
            card = attachment["content"]
            # Teams' own addition, which the schema cannot know.
            card.pop("msteams", None)
            error = best_match(validator.iter_errors(card))
            if error is not None:
                sys.exit(f"payload {number}: {error.json_path}: {error.message[:500]}")
        count = number
    print(f"{count} payloads accepted")


main()
