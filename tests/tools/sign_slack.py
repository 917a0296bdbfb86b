"""Reads signatures of Slack requests, one JSON text a line with secret, timestamp, body and signature, and
ends with 1 at the first that is not what Slack's own library makes."""

import json
import sys

from slack_sdk.signature import SignatureVerifier


def main():
    count = 0
    for number, line in enumerate(sys.stdin, start=1):
        case = json.loads(line)
        verifier = SignatureVerifier(case["secret"])
        made = verifier.generate_signature(timestamp=case["timestamp"], body=case["body"])
        if made != case["signature"]:
            sys.exit(f"signature {number} is not {made}")
        count = number
    print(f"{count} payloads accepted")


main()
