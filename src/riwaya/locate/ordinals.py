"""Times counted within a stretch: "the second week of May", "the last Friday of that month"."""

from __future__ import annotations

from datetime import date, timedelta

from riwaya.locate import moments as at
from riwaya.locate.dated import year_of
from riwaya.locate.expression import Expression
from riwaya.locate.moments import Moment
from riwaya.locate.setting import Setting


def read_nth(e: Expression, s: Setting) -> Moment | None:
    """ "the first week of August", "the last Friday of May", "the second quarter of 2018"."""
    count = e.number("ORDINAL") or e.number("SECOND") or -1
    if e.has("MONTH"):
        bare = Expression(e.makes, e.first, e.last, {k: v for k, v in e.got.items() if k != "LAST"})
        number = e.number("MONTH") or 1
        year = year_of(bare, number, None, s)  # "the last week of March" is not last March's
        return _of_month(year, number, count, e) if year is not None else None
    item = str(e.one("UNIT") or "")
    if e.has("YEAR"):
        return _of_year(e.number("YEAR") or 1, count, item)
    units = [str(unit) for unit in e.got.get("UNIT", [])]
    whole = units[-1] if len(units) > 1 or e.has("WEEKDAY", "WEEKEND", "PART") else "year"
    told = e.has("THAT", "PREVIOUS", "FOLLOWING")
    if not told and whole == "year":
        return _of_some_year(e, count, item, s)
    base = _base(e, s, whole)
    if base is None:
        return None
    if whole == "year":
        return _of_year(base.year, count, item)
    if whole == "month":
        return _of_month(base.year, base.month, count, e)
    return _of_week(base, count, e) if whole == "week" else None


def _moved(e: Expression) -> int:
    """Whether it is this, the last or the next month: "the last day of last month" has "last" twice."""
    lasts = len(e.got.get("LAST", [])) - (0 if e.has("ORDINAL", "SECOND") else 1)
    return (
        (e.number("NEXT") or 0) - max(lasts, 0) + (e.number("FOLLOWING") or 0) + (e.number("PREVIOUS") or 0)
    )


def _base(e: Expression, s: Setting, whole: str) -> date | None:
    """A day of the stretch that is counted in: beside the last dated thing, or the day of writing."""
    if e.has("THAT", "PREVIOUS", "FOLLOWING"):
        here = s.told.lo if s.told else None
    elif e.has("THIS", "NEXT") or _moved(e):
        here = s.today
    else:  # "the last day of the month" is that of the month just told, where one is
        here = s.told.lo if s.told and s.told.lo else s.today
    if here is None:
        return None
    moved = _moved(e)
    if whole == "week":
        return here + timedelta(7 * moved)
    return at.months_on(here.replace(day=1), moved * (12 if whole == "year" else 1))


def _of_some_year(e: Expression, count: int, item: str, s: Setting) -> Moment | None:
    """ "the second quarter", "the last month of this year": of the year of writing, or of the one before."""
    if s.today is None:
        return None
    moved = _moved(e)
    made = _of_year(s.today.year + moved, count, item)
    settled = len(e.got.get("UNIT", [])) > 1 or made is None or made.lo is None
    if settled or s.ahead or (made and made.lo and made.lo <= s.today):
        return made
    return _of_year(s.today.year - 1, count, item)


def _of_month(year: int, month: int, count: int, e: Expression) -> Moment | None:
    """A day, night, weekday or week of a month."""
    end = at.last_of(year, month)
    if e.has("WEEKDAY", "WEEKEND"):
        weekday = e.number("WEEKDAY") if e.has("WEEKDAY") else 5
        fits = [d for d in (date(year, month, n) for n in range(1, end.day + 1)) if d.weekday() == weekday]
        if count > len(fits):
            return None
        found = fits[count - 1 if count > 0 else -1]
        return at.days(found, found + timedelta(1)) if e.has("WEEKEND") else at.on(found)
    unit = "day" if e.has("PART") else str(e.one("UNIT") or "")
    if unit == "week" and count <= 5:
        last_start = 29 if end.day > 28 else 22
        first = end - timedelta(6) if count < 0 else date(year, month, min(7 * count - 6, last_start))
        return at.days(first, min(first + timedelta(6), end))
    if unit == "day" and count <= end.day:
        return at.on(end if count < 0 else date(year, month, count))
    return None


def _of_week(day: date, count: int, e: Expression) -> Moment | None:
    """ "the first day of that week", "the last night of the week"."""
    if e.has("WEEKDAY", "WEEKEND") or count > 7 or not (e.has("PART") or e.one("UNIT") == "day"):
        return None
    monday = day - timedelta(day.weekday())
    return at.on(monday + timedelta(6 if count < 0 else count - 1))


def _of_year(year: int, count: int, item: str) -> Moment | None:
    """The second quarter, the last month, the first day of a year."""
    if item == "day" and count in (1, -1):
        return at.on(date(year, 1, 1) if count > 0 else date(year, 12, 31))
    if item == "week" and count in (1, -1):
        first = date(year, 1, 1) if count > 0 else date(year, 12, 25)
        return at.days(first, first + timedelta(6))
    size = {"quarter": 3, "month": 1}.get(item)
    if size is None or count * size > 12:
        return None
    start = date(year, 13 - size, 1) if count < 0 else date(year, (count - 1) * size + 1, 1)
    return at.months(start, at.months_on(start, size - 1))
