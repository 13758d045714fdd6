"""A content divided where its clauses have times of their own: each date stands with what it dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riwaya.extract.lexicon import lexicon
from riwaya.extract.steps import trim
from riwaya.extract.tokens import Tokens

YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?:s|'s|’s)?$|\d{1,2}(?:st|nd|rd|th)$")
LEAST = 3  # words of a clause that is worth a claim of its own


def divided(content: Tokens) -> Iterator[Tokens]:
    """The content itself, or its clauses where two of them each have a time."""
    timed = [i for i in range(len(content)) if _is_time(content, i)]
    if len(timed) < 2:
        yield content
        return
    carved = list(_carved(content, timed))
    inside = {i for a, b in carved for i in range(a, b)}
    kept = [i for i in range(len(content)) if i not in inside]
    yield from _coordinated(content.pick(kept))
    for a, b in carved:
        yield content.cut(a, b)


def _is_time(content: Tokens, i: int) -> bool:
    return content.low[i] in lexicon().times or YEAR.match(content.low[i]) is not None


def _carved(content: Tokens, timed: list[int]) -> Iterator[tuple[int, int]]:
    """Clauses such as ", who bought it in 1998," and ", wrecked in May,": each with a time."""
    taken: set[int] = set()
    for comma in range(1, len(content) - LEAST):
        first = comma + 1
        leads = content.low[first] in ("who", "which", "where") or content.tag[first] == "E"
        if content.tag[comma] != "," or not leads or first in taken:
            continue
        end = next((k for k in range(first, len(content)) if content.tag[k] == ","), len(content))
        clause = range(first, end)
        own = [i for i in timed if i in clause]
        others = [i for i in timed if i not in clause and i not in taken]
        told = content.tag[first] == "E" or content.finite(first, end)
        if (
            own
            and others
            and told
            and end - first >= LEAST
            and content.finite(0, comma) | content.finite(end)
        ):
            taken.update(clause)
            yield first, end


def _coordinated(content: Tokens) -> Iterator[Tokens]:
    """Parts joined by "and" or "but" that each have a verb and a time."""
    start = 0
    for at in range(1, len(content) - 1):
        if content.low[at] not in ("and", "but") or not _verb_follows(content, at + 1):
            continue
        left = range(start, at)
        right = range(at + 1, len(content))
        if content.finite(start, at) and all(
            any(_is_time(content, i) for i in side) for side in (left, right)
        ):
            yield trim(content.cut(start, at))
            start = at + 1
    yield trim(content.cut(start, len(content)))


def _verb_follows(content: Tokens, at: int) -> bool:
    """Whether a verb comes next, past adverbs and a clause between commas."""
    if at < len(content) and content.tag[at] == ",":
        closing = next((k for k in range(at + 1, len(content)) if content.tag[k] == ","), len(content))
        at = closing + 1
    while at < len(content) and content.tag[at] == "A":
        at += 1
    return at < len(content) and (content.is_finite(at) or content.tag[at] == "E")
