"""Where the noun phrase that ends at a word begins."""

from __future__ import annotations

from riwaya.extract.tokens import Tokens

INSIDE = frozenset("NDGJUPAFETIQX&")
RELATIVE_REACH = 14  # words that a relative clause without commas may have before we give it up


def walk_left(tokens: Tokens, end: int) -> int | None:
    """Start of the noun phrase that ends at `end`, or None where there is none."""
    at = end
    joint: int | None = None
    tag = tokens.tag
    while at > 0:
        mark = tag[at - 1]
        if mark == "R":
            if at == end:
                return at - 1
            break
        if mark in ("K", "W") and at < end and not _unknown_relative(tokens, at - 1, end):
            break
        if mark == "C":
            if at == end:
                return None
            joint = at - 1
            at -= 1
        elif tokens.is_finite(at - 1) and mark != "I":
            over = _over_relative(tokens, at - 1, end)
            if over is None:
                if joint is not None:
                    at = joint + 1
                break
            at = over
        elif mark == "Q" and at - 1 > 0 and tag[at - 2] in "CS" and at < end:
            break
        elif (
            mark in INSIDE
            or mark == "B"
            or (mark == "W" and at < end)
            or (mark == "S" and _named_as(tokens, at - 1, end))
        ):
            at -= 1
        else:
            break
    return at if at < end else None


def _unknown_relative(tokens: Tokens, who: int, end: int) -> bool:
    """Whether a relative clause whose verb no list knows runs to the end: "who waters camels there"."""
    return (
        tokens.low[who] == "who"
        and end - who > 2
        and who > 0
        and tokens.tag[who - 1] == "N"
        and not tokens.finite(who, end)
        and tokens.low[who + 1].endswith("s")
    )


def _named_as(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "as" stands before a name: "a man who gave his name as Abu Dib"."""
    return tokens.low[at] == "as" and at + 1 < end and tokens.tag[at + 1] == "N" and tokens.capital(at + 1)


def _over_relative(tokens: Tokens, verb: int, end: int) -> int | None:
    """Where to go on left of a relative clause that holds this verb."""
    tag = tokens.tag
    for at in range(verb - 1, max(-1, verb - RELATIVE_REACH), -1):
        if tag[at] in ",;:.-(S!":
            break
        if (
            tag[at] in "WK"
            and at > 0
            and tag[at - 1] in "NUGJD)"
            and tokens.low[at] not in ("what", "how", "why")
        ):
            return at
    stranded = tag[end - 1] in "TP" or verb == end - 1
    return verb if stranded and verb > 0 else None
