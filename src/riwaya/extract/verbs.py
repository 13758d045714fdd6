"""Which verb a clause turns on."""

from __future__ import annotations

from riwaya.extract.tokens import Tokens


def main_verb(content: Tokens) -> int | None:
    """Place of the finite verb of the main clause: not that of a relative or subordinate clause before it."""
    at = 0
    if content.tag[:1] in (["S"], ["E"], ["F"]) and "," in content.tag:
        at = list(content.tag).index(",") + 1
        if not content.finite(at):
            at = 0
    skip = 0
    for i in range(at, len(content)):
        if content.tag[i] == "W" or (content.tag[i] == "K" and i > at):
            skip += i > at or content.low[i] in ("who", "which")
        elif content.is_finite(i):
            if skip and i > 0 and content.tag[i - 1] not in "BHMO":
                skip -= 1
                continue
            return i
    if content.tag[:1] == ["W"] or content.tag[:1] == ["S"]:
        return next((i for i in range(len(content)) if content.is_finite(i)), None)
    return None
