"""What a time expression is read against, and how many units it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from riwaya.locate.expression import Expression
from riwaya.locate.moments import Moment


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time is read against."""

    today: date | None  # the day of writing, where it is known
    ahead: bool  # the clause speaks of what is to come
    told: Moment | None  # the last dated thing the text spoke of
    night: bool = False  # which was an evening or a night
    lasting: bool = False  # which went on from its first day to its last


def amount(e: Expression) -> float | None:
    """How many units an expression counts; None where it only says a few."""
    whole = _whole(e)
    if not e.has("HALF"):
        return whole
    return (whole or 0.0) + 0.5 if whole is not None or not e.has("FEW") else None


def _whole(e: Expression) -> float | None:
    """The count without its half."""
    for name in ("NUM", "DAY", "YEAR"):
        if e.has(name):
            return float(e.got[name][0])
    if e.has("NUMBER"):
        return (
            float(sum(int(v) for v in e.got["NUMBER"])) if not e.has("A") else 1 + float(e.got["NUMBER"][0])
        )
    if e.has("PAIR"):
        return 2.0  # the Arabic dual
    return None if e.has("FEW") or not e.has("A") else 1.0
