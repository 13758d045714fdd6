"""What happened to those counted: the nearest word of killing, fleeing, closing ... around a number."""

from __future__ import annotations

from riwaya.locate.counting import Counting
from riwaya.locate.tokens import Tokens

_ENDS = frozenset({".", "!", "?", ";", "“", "”", '"'})
_CLAUSE = frozenset(
    {"after", "when", "while", "because", "before", "but", "although", "though", "since", "as", "if"}
)
_LEFT_NEAR, _RIGHT, _LEFT_FAR = 3, 12, 14


def measure_near(first: int, last: int, noun_last: int, tokens: Tokens, c: Counting) -> str | None:
    """The measure of the figure at tokens first..last whose noun ends at `noun_last`; None if unsaid."""
    return (
        _inside(last, noun_last, tokens, c)
        or _close_left(first, tokens, c)
        or _right(max(last, noun_last), tokens, c)
        or _far_left(first, tokens, c)
    )


def _inside(last: int, noun_last: int, tokens: Tokens, c: Counting) -> str | None:
    """ "15 displaced families", "scores of returning families": told by a word before the noun."""
    for index in range(last + 1, noun_last):
        measure = c.measure(tokens.words, index)
        if measure is not None:
            return measure
    return None


def _close_left(first: int, tokens: Tokens, c: Counting) -> str | None:
    """ "killing nine people", "Killed: 4", "detained three men"."""
    for index in range(first - 1, max(-1, first - 1 - _LEFT_NEAR), -1):
        word = tokens.words[index]
        if word in _ENDS or word in (",", "and", "or", "(") or _numeric(word, c):
            return None
        measure = c.measure(tokens.words, index)
        if measure is not None and word not in c.people:
            return measure
    return None


def _right(last: int, tokens: Tokens, c: Counting) -> str | None:
    """ "12 people drowned", "64 shops were destroyed"; up to the next number or clause."""
    words = tokens.words
    if 0 <= last < len(words) and words[last] in (
        "dead",
        "wounded",
        "injured",
        "missing",
        "displaced",
        "bodies",
        "casualties",
        "fatalities",
        "escapees",
        "returnees",
        "detainees",
    ):
        own = c.measure(words, last)
    else:
        own = None
    commas = 0
    for index in range(last + 1, min(len(words), last + 1 + _RIGHT)):
        word = words[index]
        if (
            word in _ENDS
            or word in _CLAUSE
            or (_numeric(word, c) and index > last + 1)
            or tokens.broken(index - 1, index)
        ):
            break
        if word == ",":
            commas += 1
            if commas > 1 and index > last + 6:
                break
            continue
        if word == "and" and index + 1 < len(words) and _numeric(words[index + 1], c):
            break
        measure = c.measure(words, index)
        if measure is not None:
            return measure
    return own


def _far_left(first: int, tokens: Tokens, c: Counting) -> str | None:
    """ "the number of people killed has risen to 16", "the toll of nine"."""
    for index in range(first - 1, max(-1, first - 1 - _LEFT_FAR), -1):
        word = tokens.words[index]
        if word in _ENDS or tokens.broken(index, index + 1) or (word == "and" and index == first - 1):
            return None
        measure = c.measure(tokens.words, index)
        if measure is not None:
            return measure
    return None


def _numeric(word: str, c: Counting) -> bool:
    """Whether a word is a number."""
    return word[0].isdigit() or word in c.numbers or word in c.scales
