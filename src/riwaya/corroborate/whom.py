"""Whom a number counts where no word of a measure says so: those who did it, bodies given back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from riwaya.corroborate.words import number_end, pattern
from riwaya.records import Figure, Span

if TYPE_CHECKING:
    from riwaya.corroborate.gist import Gist
    from riwaya.corroborate.tally import Tally

_BROUGHT = frozenset({"killed", "injured"})  # who is brought to a hospital


def attacking(text: str, sentence: Span, figure: Figure) -> bool:
    """Whether a number counts those who did it: "the attackers were no more than ten", "by ten men"."""
    before, after = _beside(text, sentence, figure)
    by = _of("by").search(before) and _of("men").match(after)
    return bool(_of("doers_counted").search(before) or by or _of("men_did").match(after))


def given_back(text: str, sentence: Span, figure: Figure) -> bool:
    """Whether a number counts the dead that two sides give each other back: those of no one occurrence."""
    _, after = _beside(text, sentence, figure)
    return bool(_of("bodies").match(after) and _of("exchanged").search(sentence.of(text)))


def received(a: Gist, one: Tally, b: Gist, two: Tally) -> bool:
    """Whether a hospital or mortuary counts fewer than somebody else: those who were brought to it."""
    (few, least), (other, most) = sorted(((a, one), (b, two)), key=lambda side: side[1].best or 0)
    brought = least.measure in _BROUGHT and most.measure == least.measure
    return (
        brought
        and bool(_of("house").search(few.origin.label))
        and not _of("house").search(other.origin.label)
    )


def _of(name: str) -> re.Pattern[str]:
    return pattern("groups.toml", name)


def _beside(text: str, sentence: Span, figure: Figure) -> tuple[str, str]:
    """What stands in the sentence before a figure, and behind its number."""
    number = figure.words.start + number_end(figure.words.text)
    return text[sentence.start : figure.words.start], text[number : max(sentence.end, number)]
