"""Claims as the network of `neural.pairing` is asked about them."""

from __future__ import annotations

import re

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.occurrence import sooner
from riwaya.neural.pairing import Side
from riwaya.records import Stance

_HELD = {
    Stance.ASSERTED: "says",
    Stance.DENIED: "denies",
    Stance.ALLEGED: "alleges",
    Stance.POSSIBLE: "thinks it possible",
    Stance.PREDICTED: "expects",
    Stance.WANTED: "wants",
    Stance.ASKED: "asks",
    Stance.DECLINED: "will not say",
}


def ordered(a: Gist, b: Gist) -> tuple[Gist, Gist, bool]:
    """Both in the order they were told, and whether that is known; else in the order of their ids."""
    known = sooner(a, b)
    if known:
        return *known, True
    return (a, b, False) if a.id < b.id else (b, a, False)


def side_of(g: Gist) -> Side:
    """A claim as the network reads it: who holds it and how, its sentence, its own words in it."""
    return g.once("side", _side)


def _side(g: Gist) -> Side:
    claim = g.claim
    start = min(claim.sentence.start, claim.start)
    end = max(claim.sentence.end, claim.end)
    inside = tuple((s.start - start, s.end - start) for s in claim.segments)
    speaker = re.sub(r"\s+", " ", g.origin.label)
    return Side(f"{speaker} {_HELD[claim.stance]}", g.report.text[start:end], inside)
