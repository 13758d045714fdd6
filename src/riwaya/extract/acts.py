"""Requests, refusals and promises that the report itself tells as acts: "Forty teachers asked for leave"."""

from __future__ import annotations

from riwaya.extract.frame import Frame
from riwaya.extract.lists import word_set
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

ACTS = frozenset((Stance.ASKED, Stance.DECLINED, Stance.PREDICTED, Stance.WANTED))
SHARES = word_set("shares")


def is_act(tokens: Tokens, frame: Frame) -> bool:
    """Whether the report tells that something was asked for, or how many refused or promised to do it."""
    if frame.stance not in ACTS or frame.source is None or frame.content is None or frame.kind != "say":
        return False
    at = frame.content
    if tokens.low[at] == "for" and tokens.tag[at] == "P":
        return True
    counted = any(tokens.tag[i] == "U" or tokens.low[i] in SHARES for i in range(*frame.source))
    return counted and (at < frame.cue[1] or tokens.tag[at] == "T")


def around(tokens: Tokens, rights: list[Frame], inner: Frame) -> list[Frame]:
    """The attributions that may hold a parenthesis: those before it, without acts.

    In "They asked for 200 goats, the herders said, and got 40" the herders tell of the asking.
    """
    before = [f for f in rights if f.begin < inner.begin and f.cue[0] < inner.begin]
    return [f for f in before if not (f.stance in ACTS and _bare(tokens, f))]


def _bare(tokens: Tokens, frame: Frame) -> bool:
    """Whether a content is a thing or a deed, no clause: "for 200 goats", "to leave"."""
    at = frame.content_place
    return tokens.tag[at] == "T" or (tokens.low[at] == "for" and tokens.tag[at] == "P")


def act_begin(tokens: Tokens, frame: Frame) -> int:
    """Where the telling begins: with the time or the "more than" before whoever asked."""
    lead = range(frame.begin)
    whole = not tokens.finite(0, frame.begin) and not any(tokens.tag[i] in ";:Q" for i in lead)
    return 0 if whole else frame.begin


def act_end(tokens: Tokens, content: int, end: int, rest: int) -> tuple[int, int]:
    """Where what was asked for ends, and the rest begins: at a second verb ("and was given it")."""
    for at in range(content + 1, end - 1):
        after = at + 1
        while after < end and tokens.tag[after] == "A":
            after += 1
        second = tokens.tag[at] == "C" and after < end and tokens.is_finite(after)
        if second and not tokens.finite(content, at):
            return at, at + 1
    return end, rest
