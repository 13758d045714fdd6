"""Whether something is open, told by what passes: "no lorry has crossed", "cars were passing"."""

from __future__ import annotations

import re
from functools import cache

from riwaya.corroborate.words import stem, table, tokens

_PASSING = (
    r"(?:com(?:e|es|ing)|came|pass(?:ed|es|ing)?|cross(?:ed|es|ing)?|arriv\w+|enter\w*|docked|landed|sailed|moving|rolling|"
    r"(?:got|get|gone|been let|let|driven|drove|moved|walked|went|allowed) (?:through|in|across|over))"
)
_NONE = re.compile(
    r"\b(?:no|not (?:one|a single|a)|nothing|nobody|no one|none)\b[^.;,]{0,40}?\b" + _PASSING + r"\b", re.I
)
_SOME = re.compile(
    r"\b(?:has|have|had|were|was|are|is|again|been|I|we|they|he|she)\s+(?:been |again |now |all )?"
    + _PASSING
    + r"\b",
    re.I,
)


def passes(text: str) -> tuple[bool, str] | None:
    """Whether a text says that something passes (True) or that nothing does, and the words that say so."""
    none = _NONE.search(text)
    if none:
        return False, none.group()
    some = _SOME.search(text)
    return (True, some.group()) if some else None


@cache
def _carriers() -> dict[str, frozenset[str]]:
    ways = {name: frozenset(stem(w) for w in words) for name, words in table("states.toml")["ways"].items()}
    rows = table("states.toml")["traffic"].items()
    return {stem(w): ways.get(name, frozenset({name})) for name, words in rows for w in words}


def ways(text: str) -> frozenset[str]:
    """What the vehicles that a text names pass through."""
    return frozenset().union(*(_carriers().get(t.stem, frozenset()) for t in tokens(text)))
