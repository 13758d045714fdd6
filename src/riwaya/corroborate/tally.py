"""Figures held side by side: what is comparable, which ranges cannot both hold, which agree."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from riwaya.corroborate.words import table


@dataclass(frozen=True, slots=True)
class Tally:
    """One figure ready to be held against another."""

    measure: str  # a name from measures.toml, or other:<unit>
    unit: str  # people, families, percent ... or the counted noun
    group: frozenset[str]  # stems that narrow who is counted: {"child"}; empty: everybody
    low: float
    high: float
    best: float | None
    approximate: bool
    part: bool  # some of a whole named beside it
    withdrawn: bool  # taken back by who printed it
    risen: bool  # said to have grown to this
    words: str
    start: int


@cache
def measures() -> Mapping[str, Any]:
    """The table of measures by name."""
    return table("measures.toml")


def kind(measure: str) -> str:
    """How a measure behaves over time: toll, stock, flow, crowd, amount."""
    return str(measures()[measure]["kind"]) if measure in measures() else "amount"


def comparable(a: Tally, b: Tally) -> bool:
    """Whether the two count the same thing: measure, unit and group, neither a part nor taken back."""
    if a.measure != b.measure or a.unit != b.unit:
        return False
    if a.part or b.part or a.withdrawn or b.withdrawn:
        return False
    if a.group == b.group or _whole(a, b) or _whole(b, a):
        return True
    return a.best == b.best and not (a.group and b.group)  # "nine people", "the deaths of nine civilians"


def _whole(some: Tally, everyone: Tally) -> bool:
    """A narrowed figure is held against the whole only where it is the greater: a part cannot exceed it."""
    return not everyone.group and bool(some.group) and some.low > everyone.high


def clash(a: Tally, b: Tally) -> bool:
    """Whether the two ranges cannot both hold."""
    if a.low <= b.high and b.low <= a.high:
        return False
    near, far = min(a.high, b.high), max(a.low, b.low)
    large = min(near, far) >= 1000
    return not (large and (far - near) / far < 0.03)


_LITTLE = 0.05  # above "at least 400" that still says the same


def agree(a: Tally, b: Tally) -> bool:
    """Whether both name a number and it is the same, within what "about" leaves open."""
    if a.best is None or b.best is None:
        return False
    if math.isinf(a.high) != math.isinf(b.high):
        least, exact = (a, b) if math.isinf(a.high) else (b, a)
        return 0 <= exact.best - least.best <= _LITTLE * least.best  # type: ignore[operator]
    if any(t.high > t.low * 1.25 and not t.approximate for t in (a, b)):
        return False  # a wide range agrees with too much
    if a.low > b.high or b.low > a.high:
        return False
    wide = 0.12 if a.approximate or b.approximate else 0.03
    return abs(a.best - b.best) <= wide * max(a.best, b.best)


def disagreement(values: list[float]) -> float:
    """How far apart the figures are, 0 (all equal) to 1: the range over the highest."""
    return (max(values) - min(values)) / max(values) if values and max(values) > 0 else 0.0
