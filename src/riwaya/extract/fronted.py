"""Words of time that open a clause and are no part of its subject: "Two days later the mayor"."""

from __future__ import annotations

from riwaya.extract.lexicon import lexicon
from riwaya.extract.tokens import Tokens

LATER = frozenset(("later", "earlier", "ago", "afterwards"))
POINTING = frozenset(
    ("last", "next", "this", "late", "early", "earlier", "later", "previous", "following", "past")
)


def past_date(tokens: Tokens, start: int, end: int) -> int:
    """Where the subject begins behind "Two days later" or "11 March"; the start where no time opens it."""
    if end - start < 3 or tokens.tag[start] not in "UD":
        return start
    if tokens.low[start + 2] in LATER and start + 3 < end and tokens.tag[start + 1] == "N":
        return start + 3
    named = tokens.low[start + 1] in lexicon().times and tokens.capital(start + 1)
    fresh = tokens.tag[start + 2] in "DG" or tokens.capital(start + 2)
    return start + 2 if named and fresh and tokens.tag[start] == "U" else start


def is_time(tokens: Tokens, phrase: tuple[int, int]) -> bool:
    """Whether a phrase is only a time: "on Tuesday", "the 11th of March", "last Thursday", "two days"."""
    times = lexicon().times
    timed = [tokens.low[i] in times or tokens.low[i].removesuffix("s") in times for i in range(*phrase)]
    pointing = [tokens.low[i] in POINTING for i in range(*phrase)]
    return (any(timed) or all(pointing)) and all(
        t or p or tokens.tag[i] in "UDP" for t, p, i in zip(timed, pointing, range(*phrase), strict=True)
    )
