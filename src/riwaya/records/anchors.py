"""Rule 1, no claim without its words: which words a claim points to, and whether they stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.records.claim import Claim
from riwaya.records.words import Words


def anchors(claim: Claim) -> Iterator[Words]:
    """All words a claim points to: its hull, sources, cues, time, parties and figures."""
    yield Words(claim.text, claim.start, claim.end)
    for link in claim.chain:
        if link.source.words is not None:
            yield link.source.words
        if link.cue is not None:
            yield link.cue
    if claim.when is not None:
        yield claim.when.words
    yield from (party.words for party in (*claim.where, *claim.who))
    yield from (figure.words for figure in claim.figures)


def misplaced(words: Iterable[Words], text: str) -> Iterator[Words]:
    """Those of the words that do not stand in the text where they say."""
    return (word for word in words if word.span.of(text) != word.text)
