"""What stands beside the name of a masked person and goes with it: "a clerk at the mill"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from riwaya.records import Referent, Words

BESIDE = 6  # characters between a mention and a description of the same person: ", the ", " (a "


def before_open(text: str, start: int, end: int, free: Sequence[tuple[int, int]]) -> int:
    """Where a description ends before it names someone or some place that needs no mask."""
    for at, past in free:
        if start <= at < end and past > start:
            return start + len(re.sub(r"\s+(?:\w+\s+)?(?:the\s+)?$", "", text[start:at]))
    return end


def descriptions(referent: Referent, words: Words, text: str) -> Iterator[tuple[int, int]]:
    """What the report says of the person right before or after a mention: "a clerk at the mill"."""
    for said in referent.descriptions:
        after = text.find(said, words.end, words.end + len(said) + BESIDE)
        before = text.rfind(said, max(0, words.start - len(said) - BESIDE), words.start)
        for at in (after, before):
            if at >= 0:
                yield at, at + len(said)
