"""Noun phrases to the right of a cue: an agent, a hearer, an inverted subject."""

from __future__ import annotations

from riwaya.extract.lexicon import lexicon
from riwaya.extract.tokens import Tokens


def phrase_right(tokens: Tokens, start: int, limit: int) -> int:
    """End of the noun phrase that begins at `start`: before a comma, a verb, "that", "to" or a time."""
    at = start
    tag, low = tokens.tag, tokens.low
    times = lexicon().times
    while at < limit:
        mark = tag[at]
        if mark == "R" or (mark == "X" and at == start):
            return at + 1 if at == start else at
        if mark == "W" and at > start and low[at] in ("who", "whose", "whom"):
            return _relative_end(tokens, at, limit)
        if mark in ",;:.-!KWTSBHMOQ" or (mark in "VI" and at > start):
            break
        if mark == "C" and not (at + 1 < limit and tag[at + 1] in "NDGJU"):
            break
        if mark == "P" and at > start and _starts_time(tokens, at, limit, times):
            break
        if mark == "P" and low[at] in ("as", "after", "during", "by") and at > start:
            break
        if mark == "A" and at > start:
            break
        at += 1
    return at


def _relative_end(tokens: Tokens, at: int, limit: int) -> int:
    while at < limit and tokens.tag[at] not in ",;:.-!Q":
        at += 1
    return at


def _starts_time(tokens: Tokens, at: int, limit: int, times: frozenset[str]) -> bool:
    """Whether a phrase such as "on Sunday" or "in March" begins at the preposition."""
    return tokens.low[at] in ("on", "in", "at", "by", "since", "late", "early", "during") and any(
        tokens.low[i] in times for i in range(at + 1, min(at + 4, limit))
    )


def with_apposition(tokens: Tokens, end: int) -> int:
    """The end moved over appositions and relative clauses: ", the commander in charge of the area,"."""
    while end + 1 < len(tokens) and tokens.tag[end] == ",":
        stop = next((k for k in range(end + 1, len(tokens)) if tokens.tag[k] in ",;:.-!"), len(tokens))
        first = end + 1
        role = (
            tokens.tag[first] in "DGU" or tokens.capital(first) or tokens.tag[first + 1 : first + 2] == ["P"]
        )
        if tokens.tag[first] == "W" or (
            tokens.tag[first] in "DNGU"
            and role
            and not tokens.finite(first, stop)
            and (stop == len(tokens) or tokens.tag[stop] in ",.;")
        ):
            end = stop
        else:
            break
    return end


def past_time(tokens: Tokens, start: int, verb: int) -> int:
    """The content's start behind "on Monday" or "Thursday"; a clause must remain before the verb."""
    times = lexicon().times
    at = start
    if (
        tokens.tag[at] == "P"
        and at + 1 < verb
        and tokens.low[at + 1] in times
        and tokens.low[at] in ("on", "in", "at", "late", "early")
    ):
        at += 1
    while at < verb and tokens.low[at] in times and tokens.tag[at] != "G":
        at += 1
        if at < verb and tokens.tag[at] == "U":
            at += 1
    return at if at < verb else start
