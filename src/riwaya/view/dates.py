"""EDTF dates in words, and as day numbers for an axis."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_DATE = re.compile(r"^(-?[\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T([\d:]+)\S*)?([~?%]?)$")
_HEDGE = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}


def in_words(edtf: str | None) -> str:
    """The date as a reader would write it: "17 June 2018", "since 2012"; what is no EDTF stays as it is."""
    if not edtf:
        return "date unknown"
    if edtf[0] in "[{" and edtf[-1] in "]}":
        joint = " or " if edtf[0] == "[" else " and "
        return joint.join(in_words(part) for part in edtf[1:-1].replace("..", "/").split(","))
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    return _single(edtf)


def _interval(start: str, end: str) -> str:
    if start in ("", "..") and end in ("", ".."):
        return "date unknown"
    if end in ("", ".."):
        return f"since {_single(start)}"
    if start in ("", ".."):
        return f"until {_single(end)}"
    first, last = _single(start), _single(end)
    shared = _shared_tail(first, last)
    return f"{first[: len(first) - len(shared)].rstrip()} to {last}" if first != last else first


def _shared_tail(first: str, last: str) -> str:
    """The month and year that both ends name, so that they need saying once: "17 to 24 June 2018"."""
    a, b = first.split(" "), last.split(" ")
    shared: list[str] = []
    while len(a) > 1 and len(b) > 1 and a[-1] == b[-1]:
        shared.insert(0, a.pop())
        b.pop()
    return " ".join(shared)


def _single(edtf: str) -> str:
    found = _DATE.match(edtf)
    if not found:
        return edtf
    year, month, day, clock, hedge = found.groups()
    said_year = _year(year)
    words = said_year
    if month and "X" not in month:
        number = int(month)
        name = SEASONS.get(number) or (MONTHS[number - 1] if 1 <= number <= 12 else month)
        words = f"{name} {said_year}"
        if day and "X" not in day:
            words = f"{int(day)} {words}"
    if words.endswith("year unknown"):
        words = words.replace(" year unknown", ", year unknown")
    return _HEDGE[hedge] + words + (f", {clock[:5]}" if clock else "")


def _year(year: str) -> str:
    if "X" not in year:
        return str(int(year))
    if year.startswith("XX"):
        return "year unknown"
    return f"{year[:3]}0s" if year.endswith("X") and year[2] != "X" else f"{year[:2]}00s"


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
    found = _DATE.match(edtf)
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
    return (known if known is not None else 10**7, edtf or "")


def since(edtf: str | None, limit: str) -> bool:
    """Whether the date may lie on or after the limit; an unknown date may."""
    start = bounds(limit)[0]
    low, high = bounds(edtf)
    if start is None or (low is None and high is None):
        return True
    return high is None or high >= start


def day(ordinal: int) -> str:
    """A day number as "17 June 2018"."""
    made = date.fromordinal(ordinal)
    return f"{made.day} {MONTHS[made.month - 1]} {made.year}"


def month_starts(first: int, last: int, most: int = 6) -> tuple[tuple[int, str], ...]:
    """Ticks for a time axis between two day numbers: days, months or years, at most `most` of them."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    if last - first <= 45:
        step = max(1, -(-(last - first) // (most - 1)))
        marks = [start + timedelta(n) for n in range(0, last - first + 1, step)]
        return tuple((d.toordinal(), f"{d.day} {MONTHS[d.month - 1][:3]}") for d in marks)
    months = [(y, m) for y in range(start.year, end.year + 1) for m in range(1, 13)]
    inside = [(y, m) for y, m in months if first <= date(y, m, 1).toordinal() <= last]
    if len(inside) <= 2 * most:
        kept = inside[:: -(-len(inside) // most)]
        return tuple((date(y, m, 1).toordinal(), f"{MONTHS[m - 1][:3]} {y}") for y, m in kept)
    years = sorted({y for y, m in inside if m == 1})
    kept_years = years[:: -(-len(years) // most)] if years else []
    return tuple((date(y, 1, 1).toordinal(), str(y)) for y in kept_years)
