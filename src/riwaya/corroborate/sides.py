"""A claim as the judge's networks read it."""

from __future__ import annotations

import re

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.words import table
from riwaya.neural.pairing import Side

_BEFORE = 160  # characters that are read before a sentence


def side_of(g: Gist) -> Side:
    """A claim as the network reads it: who holds it and how, its sentence, its own words in it."""
    return g.once("side", _side)


def _side(g: Gist) -> Side:
    claim = g.claim
    start = min(claim.sentence.start, claim.start)
    end = max(claim.sentence.end, claim.end)
    inside = tuple((s.start - start, s.end - start) for s in claim.segments)
    speaker = re.sub(r"\s+", " ", g.origin.label)
    held = table("judging.toml")["held"][claim.stance]
    before = re.sub(r"\s+", " ", g.report.text[max(0, start - _BEFORE) : start])
    return Side(f"{speaker} {held}", g.report.text[start:end], inside, before)
