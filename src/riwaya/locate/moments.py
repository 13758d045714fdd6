"""Stretches of the calendar: EDTF with first and last day, and the arithmetic of days, weeks and months."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_EARLIEST, _LATEST = date(1000, 1, 1), date(2999, 12, 31)
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.Z+-]*)?([?~%]?)")
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time on the calendar: EDTF, its first day and its last; None is an open or unknown bound."""

    edtf: str
    lo: date | None
    hi: date | None

    @property
    def day(self) -> date | None:
        """The day, where it is exactly one."""
        return self.lo if self.lo is not None and self.lo == self.hi else None


_YEARLESS = re.compile(r"XXXX-\d{2}-\d{2}")


def yearless_day(moment: Moment) -> bool:
    """Whether a moment is one day whose year is not known."""
    return _YEARLESS.fullmatch(moment.edtf) is not None


def on(day: date) -> Moment:
    """One day."""
    return Moment(day.isoformat(), day, day)


def month(year: int, number: int) -> Moment:
    """One month of one year."""
    return Moment(f"{year:04d}-{number:02d}", date(year, number, 1), last_of(year, number))


def year(number: int) -> Moment:
    """One year."""
    return Moment(f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


def decade(number: int) -> Moment:
    """Ten years: 1980 gives `198X`."""
    return Moment(f"{number // 10:03d}X", date(number, 1, 1), date(number + 9, 12, 31))


def season(number: int, code: int) -> Moment:
    """An EDTF season, 21 to 24, in northern reckoning; a winter begins in December of its year."""
    start = date(number, _SEASON_START[code], 1)
    return Moment(f"{number:04d}-{code}", start, months_on(start, 3) - timedelta(1))


def years(first: int, last: int) -> Moment:
    """From one year to another, both included."""
    return Moment(f"{first:04d}/{last:04d}", date(first, 1, 1), date(last, 12, 31))


def days(first: date, last: date) -> Moment:
    """From one day to another, both included; bounds are put in order."""
    first, last = min(first, last), max(first, last)
    return on(first) if first == last else Moment(f"{first.isoformat()}/{last.isoformat()}", first, last)


def months(first: date, last: date) -> Moment:
    """The months that hold two days, as coarse as that."""
    a, b = f"{first:%Y-%m}", f"{last:%Y-%m}"
    lo, hi = first.replace(day=1), last_of(last.year, last.month)
    return Moment(a if a == b else f"{a}/{b}", lo, hi)


def about(moment: Moment) -> Moment:
    """The same, marked approximate where it is a single point; a season cannot be marked in EDTF level 1."""
    if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d{2})?)?", moment.edtf):
        return Moment(moment.edtf + "~", moment.lo, moment.hi)
    return moment


def since(moment: Moment) -> Moment:
    """From the start of a moment, with no end."""
    start = moment.edtf.split("/")[0]
    if not re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d{2})?)?[~?]?", start):
        if moment.lo is None:
            return moment
        start = moment.lo.isoformat() if "-" in start else f"{moment.lo.year:04d}"
    return Moment(f"{start}/..", moment.lo, None)


def until(moment: Moment) -> Moment:
    """Up to the end of a moment, with no start."""
    if moment.hi is None or "X" in moment.edtf.split("-")[0]:
        return moment
    end = moment.edtf.split("/")[-1]
    if not re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d{2})?)?[~?]?", end):
        end = moment.hi.isoformat()
    return Moment(f"../{end}", None, moment.hi)


def between(first: Moment, last: Moment) -> Moment | None:
    """From the start of one to the end of the other; None when they are out of order or unknown."""
    if first.lo is None or last.hi is None or first.lo > last.hi:
        return None
    a, b = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    plain = r"\d{4}(-(0\d|1[0-2])(-\d{2})?)?[~?]?"
    if not re.fullmatch(plain, a):
        a = first.lo.isoformat()
    if not re.fullmatch(plain, b):
        b = last.hi.isoformat()
    return Moment(a if a == b else f"{a}/{b}", first.lo, last.hi)


def last_of(year_: int, month_: int) -> date:
    """The last day of a month."""
    return date(year_, month_, calendar.monthrange(year_, month_)[1])


def months_on(day: date, count: int) -> date:
    """The same day some months on (or back), the month's last day where it has fewer."""
    total = day.year * 12 + day.month - 1 + count
    year_, month_ = divmod(total, 12)
    year_ = min(max(year_, 1), 9998)
    return date(year_, month_ + 1, min(day.day, calendar.monthrange(year_, month_ + 1)[1]))


def shifted(day: date, count: float, unit: str) -> Moment | None:
    """A day moved by a count of units, as exactly as the unit says: months give a month, years a year."""
    if abs(count) > 10_000:
        return None
    try:
        if unit in ("day", "week", "fortnight"):
            return on(day + timedelta(round(count * {"day": 1, "week": 7, "fortnight": 14}[unit])))
        if unit in ("month", "quarter"):
            moved = months_on(day, round(count * (3 if unit == "quarter" else 1)))
            return month(moved.year, moved.month)
        if unit in ("year", "decade", "century"):
            span = count * {"year": 1, "decade": 10, "century": 100}[unit]
            return year(day.year + round(span)) if 1 <= day.year + round(span) <= 9998 else None
    except OverflowError:
        return None
    return on(day) if unit in ("hour", "minute", "second") else None


def bounds(edtf: str | None) -> Moment | None:
    """A moment from EDTF: years, months, days, seasons, decades and intervals of these; else None."""
    if not edtf:
        return None
    left, slash, right = edtf.partition("/")
    if slash:
        a, b = _point(left), _point(right)
        lo = a.lo if a else None
        hi = b.hi if b else None
        known = (a or left in ("", "..")) and (b or right in ("", ".."))
        return Moment(edtf, lo, hi) if known and (lo or hi) and not (lo and hi and lo > hi) else None
    return _point(edtf)


def _point(text: str) -> Moment | None:
    """One side of an interval."""
    if re.fullmatch(r"\d{3}X", text):
        return decade(int(text[:3]) * 10) if int(text[:3]) else None
    found = _POINT.fullmatch(text)
    if not found or not int(found[1]):
        return None
    year_, part, day_ = int(found[1]), found[2], found[3]
    try:
        if part is None:
            made = year(year_)
        elif day_ is not None:
            made = on(date(year_, int(part), int(day_)))
        else:
            made = season(year_, int(part)) if int(part) in _SEASON_START else month(year_, int(part))
    except ValueError:
        return None
    return Moment(text.split("T")[0], made.lo, made.hi)
