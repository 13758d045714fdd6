"""A second speaker whose verb is left out: "Police put the dead at 9, the hospital at 14"."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.extract.frame import Frame
from riwaya.extract.lists import word_set
from riwaya.extract.phrases import Range
from riwaya.extract.tokens import Tokens

_LONGEST = 7  # words of a speaker's noun phrase
_QUANTITY = word_set("quantity_leads")
_PARTS = word_set("counted_parts")  # "the youngest 14", "the others 9": not who counts


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the first content ends, who speaks next, and where what they say begins."""

    end: int
    source: Range
    content: int


def gapped(tokens: Tokens, frame: Frame, content: int, end: int) -> Gap | None:
    """The second speaker in the content of a first one, or None."""
    if frame.source is None or frame.kind != "say":
        return None
    for at in range(content + 1, end - 2):
        if tokens.tag[at] not in ",C;":
            continue
        start = _past_joint(tokens, at, end)
        stop = _phrase_end(tokens, start, end)
        if stop == start or stop >= end:
            continue
        comma = tokens.tag[at] in ",;"
        clause = tokens.tag[stop] == "K" and tokens.finite(stop + 1, end)
        if clause and comma and tokens.finite(content, at):
            return Gap(at, (start, stop), stop + 1)
        told = comma or not tokens.finite(content, at)
        if told and "U" in tokens.tag[content:at] and _quantity(tokens, stop, end):
            return Gap(at, (start, stop), stop)
    return None


def _past_joint(tokens: Tokens, at: int, end: int) -> int:
    """Past the comma, "and" or "while" between two speakers."""
    start = at + 1
    while start < end and (tokens.tag[start] == "C" or tokens.low[start] in ("while", "whereas")):
        start += 1
    return start


def _phrase_end(tokens: Tokens, start: int, end: int) -> int:
    """Where the noun phrase of a speaker ends that begins at `start`; `start` where none does."""
    if start >= end or not (tokens.tag[start] == "D" or tokens.capital(start)):
        return start
    stop = start
    while stop < end and stop - start < _LONGEST and tokens.low[stop] not in _QUANTITY:
        within = tokens.tag[stop] == "P" and tokens.low[stop] in ("of", "in") and stop > start
        if tokens.tag[stop] not in "DNJG" and not within:
            break
        if tokens.low[stop] in _PARTS:
            return start
        stop += 1
    return stop


def _quantity(tokens: Tokens, at: int, end: int) -> bool:
    """Whether only a number with its qualifier stands there: "at 14", "no more than 6,000"."""
    while at < end and tokens.low[at] in _QUANTITY:
        at += 1
    if at >= end or tokens.tag[at] != "U":
        return False
    return all(tokens.tag[i] in "UNJ." for i in range(at, end)) and end - at <= 3
