"""EDTF dates in words, and as day numbers for an axis."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from riwaya.records.edtf import DATE, SEASONS
from riwaya.records.edtf import bounds as bounds
from riwaya.records.edtf import order as order
from riwaya.records.edtf import since as since

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HEDGE = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}


@lru_cache(maxsize=50_000)
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
    found = DATE.match(edtf)
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
