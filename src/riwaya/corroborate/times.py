"""When, as days that can be compared: EDTF read into a first and a last day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_PLAIN = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?[?~%]?$")
_OPEN = 10**7  # beyond every date
_LEAP = 4  # a year with 29 February, for dates without a year


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, as ordinals; `yearless` when only month and day are known."""

    first: int
    last: int
    yearless: bool = False

    @property
    def days(self) -> int:
        """How many days it spans."""
        return self.last - self.first + 1

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.days == 1


def gap(a: Window, b: Window) -> int:
    """Days between two windows: 0 when they share a day."""
    if a.yearless or b.yearless:
        a, b = _yearless(a), _yearless(b)
        apart = max(0, a.first - b.last, b.first - a.last)
        return min(apart, max(0, 366 - apart - (a.days - 1) - (b.days - 1)))
    return max(0, a.first - b.last, b.first - a.last)


def beside(w: Window, other: Window) -> Window:
    """A window without a year in the year that brings it nearest to another; any other window as it is."""
    if not w.yearless or other.yearless or not 0 < other.first < _OPEN:
        return w
    first, near = date.fromordinal(w.first), date.fromordinal(other.first).year
    years = [y for y in (near - 1, near, near + 1) if first.month != 2 or first.day != 29 or y % 4 == 0]
    starts = [date(y, first.month, first.day).toordinal() for y in years]
    start = min(starts, key=lambda s: (abs(s - other.first), s), default=None)
    return w if start is None else Window(start, min(start + w.days - 1, _OPEN))


def _yearless(w: Window) -> Window:
    if w.yearless:
        return w
    if w.days > 300:
        return Window(date(_LEAP, 1, 1).toordinal(), date(_LEAP, 12, 31).toordinal(), True)
    first = date.fromordinal(w.first)
    start = first.replace(year=_LEAP).toordinal()
    return Window(start, start + w.days - 1, True)


@lru_cache(maxsize=50_000)
def window(edtf: str | None) -> Window | None:
    """The days an EDTF expression covers, None where it says nothing that can be compared."""
    if not edtf:
        return None
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        a, b = _end(first, -_OPEN, 0), _end(last, _OPEN, 1)
        if a is None or b is None or a[0] > b[0]:
            return None
        return Window(a[0], b[0], a[1] or b[1])
    plain = _PLAIN.match(edtf.strip())
    return _days(*plain.groups()) if plain else _by_library(edtf)


def _end(part: str, otherwise: int, side: int) -> tuple[int, bool] | None:
    if part.strip() in ("", ".."):
        return otherwise, False
    found = window(part)
    return ((found.first, found.last)[side], found.yearless) if found else None


def _days(year: str, month: str | None, day: str | None) -> Window | None:
    yearless = year == "XXXX"
    if yearless and (not month or "X" in month):
        return None
    low = _LEAP if yearless else int(year.replace("X", "0"))
    high = _LEAP if yearless else int(year.replace("X", "9"))
    if low == 0 or high != low or not month or "X" in month:
        return Window(date(max(low, 1), 1, 1).toordinal(), date(high, 12, 31).toordinal())
    m = int(month)
    if not 1 <= m <= 12:
        return _by_library(f"{year}-{month}")
    longest = calendar.monthrange(low, m)[1]
    if not day or "X" in day:
        return Window(date(low, m, 1).toordinal(), date(low, m, longest).toordinal(), yearless)
    if not 1 <= int(day) <= longest:
        return None
    it = date(low, m, int(day)).toordinal()
    return Window(it, it, yearless)


def _by_library(edtf: str) -> Window | None:
    """Seasons, sets and the rest of level 2, through the edtf library."""
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(edtf)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        return Window(date(*low[:3]).toordinal(), date(*high[:3]).toordinal())
    except (EDTFParseException, ValueError, TypeError, AttributeError, NotImplementedError):
        return None


def printed(w: Window) -> str:
    """A window as people write it: "12 June 2025", "1 to 7 August 2024", "from 11 August 2024"."""
    if w.first <= -_OPEN:
        return "by " + _day(w.last, w.yearless)
    if w.last >= _OPEN:
        return "from " + _day(w.first, w.yearless)
    if w.exact:
        return _day(w.first, w.yearless)
    return f"{_day(w.first, w.yearless)} to {_day(w.last, w.yearless)}"


def _day(ordinal: int, yearless: bool) -> str:
    d = date.fromordinal(ordinal)
    return f"{d.day} {calendar.month_name[d.month]}" + ("" if yearless else f" {d.year}")


def edtf_of(w: Window) -> str:
    """The window as EDTF."""
    first = ".." if w.first <= -_OPEN else _iso(w.first, w.yearless)
    last = ".." if w.last >= _OPEN else _iso(w.last, w.yearless)
    return first if first == last else f"{first}/{last}"


def _iso(ordinal: int, yearless: bool) -> str:
    iso = date.fromordinal(ordinal).isoformat()
    return "XXXX" + iso[4:] if yearless else iso


_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_PRINTED = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b|({_MONTH})\.? (\d{{1,2}})\b)(?:,? (\d{{4}})\b)?",
    re.I,
)


@lru_cache(maxsize=20_000)
def days_in(text: str) -> tuple[Window, ...]:
    """The days that a text prints with their month, in order: "on March 2", "8 November 2024"."""
    found = []
    for m in _PRINTED.finditer(text):
        month, day = _MONTHS[(m[2] or m[3]).lower()], m[1] or m[4]
        found.append(window(f"{m[5] or 'XXXX'}-{month:02}-{int(day):02}"))
    return tuple(w for w in found if w is not None)


def until_open(first: int, yearless: bool = False) -> Window:
    """From a day on."""
    return Window(first, _OPEN, yearless)


def up_to(last: int) -> Window:
    """Up to a day."""
    return Window(-_OPEN, last)


def bounded(w: Window | None, days: int) -> Window | None:
    """The window with its open end, if any, no further off than so many days."""
    if w is None:
        return None
    if w.first <= -_OPEN:
        return Window(w.last - days, w.last, w.yearless)
    return Window(w.first, w.first + days, w.yearless) if w.last >= _OPEN else w


def meet(a: Window, b: Window) -> Window | None:
    """The days two windows share."""
    if a.yearless != b.yearless:
        return a if b.yearless else b
    first, last = max(a.first, b.first), min(a.last, b.last)
    return Window(first, last, a.yearless) if first <= last else None
