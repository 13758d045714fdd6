"""People the report describes without quoting them: they are who "he" and "the clerk" may take up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from riwaya.lexicon import roles, singular
from riwaya.records import Span, Words
from riwaya.resolve.words import OPENERS, STOPS

PHRASE = re.compile(
    rf"\b(?:{'|'.join(sorted(OPENERS | {word.capitalize() for word in OPENERS}))})"
    r"(?=((?: [^\W\d_][\w'’-]*| \d{1,2}-year-old){1,5}))"
)
OPENING = re.compile(r"[“\"]?(He|She)\b")
PREDICATE = re.compile(
    r"\b(?:is|was|were|are|be|been|being|as|became|become|like|not|of being)\s(?:also |once |now |only )?$",
    re.IGNORECASE,
)


def described_people(text: str, sentences: Sequence[Span], taken: Sequence[Span]) -> Iterator[Words]:
    """Phrases that describe people, outside the given stretches, in order of place."""
    edges = sorted(taken)
    at = 0
    for sentence in sentences:
        for found in PHRASE.finditer(text, sentence.start, sentence.end):
            end = role_end(found)
            if end is None:
                continue
            start = found.start()
            while at < len(edges) and edges[at].end <= sentence.start:
                at += 1
            if any(blocks(edge, start, end) for edge in edges[at : at + 60]):
                continue
            if PREDICATE.search(text, max(start - 24, 0), start):
                continue
            yield Words.cut(text, start, end)


def pronouns(text: str, sentences: Sequence[Span], taken: Sequence[Span]) -> Iterator[Words]:
    """Every "He" and "She" that opens a sentence outside the given stretches: it goes on with its subject."""
    starts = {span.start for span in taken}
    for sentence in sentences:
        found = OPENING.match(text, sentence.start, sentence.end)
        if found and found.start(1) not in starts:
            yield Words.cut(text, found.start(1), found.end(1))


def blocks(edge: Span, start: int, end: int) -> bool:
    """Whether a stretch already read rules a phrase out: it overlaps, and is not just a name inside it."""
    return edge.start < end and start < edge.end and not (start < edge.start and edge.end < end)


def role_end(found: re.Match[str]) -> int | None:
    """Where the noun for a person in a phrase ends; None where there is none before the phrase breaks off."""
    end: int | None = None
    for word in re.finditer(r"\S+", found.group(1)):
        lower = word.group().lower()
        if lower in STOPS:
            break
        bare = lower.removesuffix("'s").removesuffix("’s")
        if singular(bare) in roles() and bare == lower and word.group()[0].islower():
            end = found.start(1) + word.end()
        elif end is not None or (bare != lower and end is None and singular(bare) in roles()):
            break
    return end
