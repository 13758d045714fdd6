"""EDTF dates as day numbers: the span that a date may mean, and an order of dates."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
DATE = re.compile(r"^(-?[\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T([\d:]+)\S*)?([~?%]?)$")
UNKNOWN = 10**7  # stands behind every day
_DATES = 50_000  # kept: the same dates are asked for again and again


@lru_cache(maxsize=_DATES)
def bounds(edtf: str | None) -> tuple[int | None, int | None]:
    """First and last day that the date may mean, as day numbers; None where it is open or unknown."""
    if not edtf:
        return None, None
    if edtf[0] in "[{":
        parts = [bounds(p) for p in edtf[1:-1].replace("..", "/").split(",")]
        lows = [low for low, _ in parts if low is not None]
        highs = [high for _, high in parts if high is not None]
        return (min(lows) if lows else None), (max(highs) if highs else None)
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        return bounds(start)[0], bounds(end)[1]
    return _days(edtf)


def _days(edtf: str) -> tuple[int | None, int | None]:
    found = DATE.match(edtf)
    if not found or "X" in found.group(1)[:3] or found.group(1).startswith("-"):
        return None, None
    year, month, day = found.group(1), found.group(2), found.group(3)
    first_year = int(year.replace("X", "0"))
    last_year = int(year.replace("X", "9"))
    if not 1 <= first_year <= 9990:
        return None, None
    if not month or "X" in month or first_year != last_year:
        return date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
    number = int(month)
    if number in SEASONS:  # three months from March; winter runs into the next year
        start = date(first_year, (number - 21) * 3 + 3, 1)
        return start.toordinal(), start.toordinal() + 91
    if not 1 <= number <= 12:
        return None, None
    length = monthrange(first_year, number)[1]
    if not day or "X" in day or not 1 <= int(day) <= length:
        return date(first_year, number, 1).toordinal(), date(first_year, number, length).toordinal()
    exact = date(first_year, number, int(day)).toordinal()
    return exact, exact


def order(edtf: str | None) -> tuple[int, str]:
    """A sort key: by the first possible day, unknown dates last."""
    low, high = bounds(edtf)
    known = low if low is not None else high
    return (known if known is not None else UNKNOWN, edtf or "")


def since(edtf: str | None, limit: str) -> bool:
    """Whether the date may lie on or after the limit; an unknown date may."""
    start = bounds(limit)[0]
    low, high = bounds(edtf)
    if start is None or (low is None and high is None):
        return True
    return high is None or high >= start
