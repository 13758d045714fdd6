"""Puts one time expression on the calendar: what it means on a given day of writing, one function per meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from riwaya.locate import moments as at
from riwaya.locate.grammar import Expression
from riwaya.locate.moments import Moment

_PARTS_OF_YEAR = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first half": (1, 6),
    "second half": (7, 12),
}
_PARTS_OF_MONTH = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first half": (1, 15),
    "second half": (16, 31),
}
_PARTS_OF_DECADE = {
    "early": (0, 3),
    "mid": (4, 6),
    "late": (6, 9),
    "first half": (0, 4),
    "second half": (5, 9),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time is read against."""

    today: date | None  # the day of writing, where it is known
    ahead: bool  # the clause speaks of what is to come
    told: Moment | None  # the last dated thing the text spoke of


def _year_of(e: Expression, month_: int, day_: int | None, s: Setting) -> int | None:
    """The year of a month (and day): printed, or the nearest one on the side the tense points to."""
    if e.has("YEAR"):
        return e.number("YEAR")
    if s.today is None:
        return None
    shift = e.number("LAST") or e.number("NEXT")
    if e.has("UNIT") and e.has("LAST", "THIS", "NEXT"):
        return s.today.year + (shift or 0)
    wanted = (month_, day_ or 1)
    here = (s.today.month, s.today.day if day_ else 1)
    ahead = s.ahead or e.has("NEXT")
    if ahead:
        return s.today.year + (wanted < here)
    past = here == wanted and e.has("LAST")
    return s.today.year - (wanted > here or past)


def _date(e: Expression, s: Setting) -> Moment | None:
    """A day of a month, with or without its year."""
    if e.has("ISO"):
        return at.bounds(str(e.one("ISO")))
    if e.has("SLASHED"):
        return _slashed(str(e.one("SLASHED")))
    day_ = e.number("DAY") if e.has("DAY") else e.number("NTH")
    month_ = e.number("MONTH")
    if day_ is None:
        return None
    if month_ is None:
        return _weekday_nth(e, day_, s)
    year_ = _year_of(e, month_, day_, s)
    if year_ is None:
        try:
            date(2000, month_, day_)
        except ValueError:
            return None
        return Moment(f"XXXX-{month_:02d}-{day_:02d}", None, None)
    for moved in (0, -1, 1, -2, -3, -4):  # 29 February needs its own year
        try:
            return at.on(date(year_ + moved, month_, day_))
        except ValueError:
            if e.has("YEAR") or (month_, day_) != (2, 29):
                return None
    return None


def _slashed(text: str) -> Moment | None:
    """A day in digits: day first with dots; with slashes only where it can be read one way."""
    a, b, year_ = (int(part) for part in re.split(r"[./]", text))
    year_ += 2000 if year_ < 70 else 1900 if year_ < 100 else 0
    if "/" in text and a <= 12 and b <= 12 and a != b:
        return None
    day_, month_ = (b, a) if b > 12 else (a, b)
    try:
        return at.on(date(year_, month_, day_))
    except ValueError:
        return None


def _weekday_nth(e: Expression, day_: int, s: Setting) -> Moment | None:
    """ "Saturday the 14th": the nearest month in which it is so."""
    weekday = e.number("WEEKDAY")
    if s.today is None or weekday is None:
        return None
    for moved in range(0, 28):
        for sign in (1, -1) if s.ahead else (-1, 1):
            month_ = at.months_on(s.today.replace(day=1), sign * moved)
            if day_ <= at.last_of(month_.year, month_.month).day:
                found = month_.replace(day=day_)
                if found.weekday() == weekday:
                    return at.on(found)
    return None


def _days(e: Expression, s: Setting) -> Moment | None:
    """From one day of a month to another."""
    named = [int(v) for name in ("DAY", "NTH") for v in e.got.get(name, [])]
    month_ = e.number("MONTH")
    if len(named) != 2 or month_ is None or not 1 <= named[0] <= named[1]:
        return None
    year_ = _year_of(e, month_, named[1], s)
    try:
        if year_ is None:
            a, b = (date(2000, month_, d) for d in named)
            return Moment(f"XXXX-{a:%m-%d}/XXXX-{b:%m-%d}", None, None)
        return at.days(date(year_, month_, named[0]), date(year_, month_, named[1]))
    except ValueError:
        return None


def _feast(e: Expression, s: Setting) -> Moment | None:
    """A fixed feast day."""
    month_, day_ = (int(part) for part in str(e.one("FEAST")).split("-"))
    got = {**e.got, "MONTH": [month_], "DAY": [day_]}
    return _date(Expression("date", e.first, e.last, got), s)


def _month(e: Expression, s: Setting) -> Moment | None:
    """A month, or its early, middle or late part."""
    month_ = e.number("MONTH") or 1
    year_ = _year_of(e, month_, None, s)
    if year_ is None:
        return Moment(f"XXXX-{month_:02d}", None, None)
    part = e.one("EARLY")
    if part is None:
        return at.month(year_, month_)
    first, last = _PARTS_OF_MONTH[str(part)]
    end = at.last_of(year_, month_)
    return at.days(date(year_, month_, first), end if last == 31 else date(year_, month_, last))


def _year(e: Expression, _: Setting) -> Moment | None:
    """A year, or its early, middle or late part."""
    year_ = e.number("YEAR") or 1
    part = e.one("EARLY")
    if part is None:
        return at.year(year_)
    first, last = _PARTS_OF_YEAR[str(part)]
    return at.months(date(year_, first, 1), date(year_, last, 1))


def _decade(e: Expression, s: Setting) -> Moment | None:
    """Ten years, or their early, middle or late part."""
    digits = str(e.one("DECADE"))
    if not digits.isdecimal() or len(digits) not in (2, 4) or int(digits) % 10:
        return None
    start = int(digits)
    if len(digits) == 2:
        start += 1900 if s.today is None or start > s.today.year % 100 else 2000
    if start < 1000:
        return None
    part = e.one("EARLY")
    if part is None:
        return at.decade(start)
    first, last = _PARTS_OF_DECADE[str(part)]
    return at.years(start + first, start + last)


def _season(e: Expression, s: Setting) -> Moment | None:
    """A season of a year: this, last, next, or by tense."""
    code = e.number("SEASON") or 21
    if e.has("YEAR"):
        return at.season(e.number("YEAR") or 1, code)
    if e.has("THAT", "PREVIOUS", "FOLLOWING"):
        base = s.told.lo if s.told else None
        return at.season(base.year, code) if base and e.has("THAT") else None
    if s.today is None:
        return None
    here = [at.season(s.today.year + moved, code) for moved in (-1, 0, 1)]
    begun = [m for m in here if m.lo and m.lo <= s.today]
    over = [m for m in here if m.hi and m.hi < s.today]
    if e.has("NEXT") or (s.ahead and not e.has("THIS", "LAST")):
        return next(m for m in here if m.lo and m.lo > s.today)
    if e.has("LAST"):
        return over[-1]
    if e.has("THIS"):
        return at.season(s.today.year, code)
    return begun[-1]


def _weekday(e: Expression, s: Setting) -> Moment | None:
    """A day of the week: the nearest one on the side the words or the tense point to."""
    weekday = e.number("WEEKDAY")
    if weekday is None:
        return None
    if e.has("PREVIOUS", "FOLLOWING", "THAT"):
        return _told_weekday(e, weekday, s)
    if s.today is None:
        return None
    if e.has("UNIT"):  # Monday of last week
        moved = (e.number("LAST") or 0) + (e.number("NEXT") or 0)
        monday = s.today - timedelta(s.today.weekday()) + timedelta(7 * moved)
        return at.on(monday + timedelta(weekday))
    back = (s.today.weekday() - weekday) % 7
    on = (weekday - s.today.weekday()) % 7
    if e.has("NEXT"):
        return at.on(s.today + timedelta(on or 7))
    if e.has("LAST"):
        return at.on(s.today - timedelta(back or 7))
    return at.on(s.today + timedelta(on)) if s.ahead else at.on(s.today - timedelta(back))


def _told_weekday(e: Expression, weekday: int, s: Setting) -> Moment | None:
    """ "the following Friday", "that Friday": beside the last dated thing."""
    base = s.told.lo if s.told else None
    if base is None:
        return None
    if e.has("PREVIOUS"):
        return at.on(base - timedelta(((base.weekday() - weekday) % 7) or 7))
    step = (weekday - base.weekday()) % 7
    return at.on(base + timedelta(step if e.has("THAT") else step or 7))


def _nights(e: Expression, s: Setting) -> Moment | None:
    """ "in the night from Monday to Tuesday"."""
    first, last = (int(v) for v in e.got["WEEKDAY"][:2])
    if s.today is None:
        return None
    end = s.today - timedelta((s.today.weekday() - last) % 7)
    if s.ahead:
        end = s.today + timedelta((last - s.today.weekday()) % 7)
    return at.days(end - timedelta((last - first) % 7), end)


def _today(e: Expression, s: Setting) -> Moment | None:
    """Today, yesterday, this morning, last night."""
    if s.today is None:
        return None
    moved = e.number("TODAY") or 0
    if e.has("LAST") and e.has("PART"):
        moved = -1
    return at.on(s.today + timedelta(moved))


def _overnight(_: Expression, s: Setting) -> Moment | None:
    """The night before the day of writing."""
    return at.days(s.today - timedelta(1), s.today) if s.today else None


def _unit(e: Expression, s: Setting) -> Moment | None:
    """This, last or next week, weekend, month, quarter, year."""
    if s.today is None:
        return None
    moved = (e.number("LAST") or 0) + (e.number("NEXT") or 0)
    if e.has("WEEKEND"):
        return _weekend(s.today, moved, s.ahead or e.has("NEXT"))
    return _stretch(str(e.one("UNIT")), s.today, moved, e.one("EARLY"))


def _weekend(today: date, moved: int, ahead: bool) -> Moment:
    """The weekend just over (or under way), or the coming one."""
    saturday = today - timedelta((today.weekday() - 5) % 7)
    if ahead and today.weekday() < 5:
        saturday += timedelta(7)
    if moved < 0 and today.weekday() >= 5:
        saturday -= timedelta(7)
    return at.days(saturday, saturday + timedelta(1))


def _stretch(unit: str, day: date, moved: int, part: object = None) -> Moment | None:
    """The week, month, quarter, year ... around a day, moved by some of its kind; or a part of it."""
    if unit == "day":
        return at.on(day + timedelta(moved))
    if unit in ("week", "fortnight"):
        size = 7 if unit == "week" else 14
        monday = day - timedelta(day.weekday()) + timedelta(size * moved)
        return at.days(monday, monday + timedelta(size - 1))
    if unit == "month":
        start = at.months_on(day.replace(day=1), moved)
        got = {"MONTH": [start.month], "YEAR": [start.year]}
        return _month(
            Expression("month", 0, 0, {**got, **({"EARLY": [str(part)]} if part else {})}), _NOWHERE
        )
    if unit == "quarter":
        start = at.months_on(day.replace(day=1, month=day.month - (day.month - 1) % 3), 3 * moved)
        return at.months(start, at.months_on(start, 2))
    if unit == "year":
        got = {"YEAR": [day.year + moved]}
        return _year(Expression("year", 0, 0, {**got, **({"EARLY": [str(part)]} if part else {})}), _NOWHERE)
    if unit == "decade":
        return at.decade((day.year // 10 + moved) * 10)
    return None


def _that(e: Expression, s: Setting) -> Moment | None:
    """ "that week", "the previous day", "the following month": beside the last dated thing, never the day of writing."""
    base = s.told
    if base is None or base.lo is None or base.hi is None:
        return None
    back = e.has("PREVIOUS", "BEFORE", "EARLIER")
    on = e.has("FOLLOWING", "AFTER", "NEXT", "LATER")
    moved = -1 if back else 1 if on else 0
    unit = str(e.one("UNIT") or "day")
    if e.has("WEEKEND"):
        return _weekend(base.hi, moved, on) if moved else None
    if unit == "day" and base.day is None:
        return None
    return _stretch(unit, base.lo if back or not moved else base.hi, moved)


def _part(_: Expression, s: Setting) -> Moment | None:
    """A time of day alone: the day the text last spoke of."""
    return s.told if s.told and s.told.day else None


def _daynum(e: Expression, s: Setting) -> Moment | None:
    """ "the 15th": of this month or the one the tense points to."""
    day_ = e.number("NTH") or 0
    if s.today is None or not 1 <= day_ <= 31:
        return None
    start = s.today.replace(day=1)
    if e.has("UNIT"):
        start = at.months_on(start, (e.number("LAST") or 0) + (e.number("NEXT") or 0))
    else:
        wanted = day_ < s.today.day if s.ahead else day_ > s.today.day
        start = at.months_on(start, (1 if s.ahead else -1) if wanted else 0)
    last = at.last_of(start.year, start.month).day
    return at.on(start.replace(day=day_)) if day_ <= last else None


def _nth(e: Expression, s: Setting) -> Moment | None:
    """ "the first week of August", "the last Friday of May", "the second quarter of 2018"."""
    count = e.number("ORDINAL") or e.number("SECOND") or -1
    month_ = e.number("MONTH")
    unit = str(e.one("UNIT") or "")
    if month_ is None:
        return _nth_of_year(e.number("YEAR") or 1, count, unit)
    year_ = _year_of(e, month_, None, s)
    if year_ is None:
        return None
    end = at.last_of(year_, month_)
    if e.has("WEEKDAY", "WEEKEND"):
        weekday = e.number("WEEKDAY") if e.has("WEEKDAY") else 5
        fits = [d for d in (date(year_, month_, n) for n in range(1, end.day + 1)) if d.weekday() == weekday]
        if count > len(fits):
            return None
        found = fits[count - 1 if count > 0 else -1]
        return at.days(found, found + timedelta(1)) if e.has("WEEKEND") else at.on(found)
    if unit == "week" and count <= 5:
        first = (
            end - timedelta(6)
            if count < 0
            else date(year_, month_, min(7 * count - 6, 29 if end.day > 28 else 22))
        )
        return at.days(first, min(first + timedelta(6), end))
    if unit == "day" and count <= end.day:
        return at.on(end if count < 0 else date(year_, month_, count))
    return None


def _nth_of_year(year_: int, count: int, unit: str) -> Moment | None:
    """The second quarter, the last month of a year."""
    size = {"quarter": 3, "month": 1}.get(unit)
    if size is None or count * size > 12:
        return None
    start = date(year_, 13 - size, 1) if count < 0 else date(year_, (count - 1) * size + 1, 1)
    return at.months(start, at.months_on(start, size - 1))


def amount(e: Expression) -> float | None:
    """How many units an expression counts; None where it only says a few."""
    for name in ("NUM", "DAY", "YEAR"):
        if e.has(name):
            return float(e.got[name][0])
    if e.has("NUMBER"):
        return (
            float(sum(int(v) for v in e.got["NUMBER"])) if not e.has("A") else 1 + float(e.got["NUMBER"][0])
        )
    return None if e.has("FEW") or not e.has("A") else 1.0


def _offset(e: Expression, s: Setting) -> Moment | None:
    """ "three days ago" from the day of writing; "two weeks later" from the last dated thing."""
    unit = str(e.one("UNIT") or e.one("SMALL") or "day")
    count = amount(e)
    deictic = e.has("AGO", "HENCE", "TIME")
    base = at.on(s.today) if deictic and s.today else None if deictic else s.told
    if base is None or base.lo is None or base.hi is None:
        return None
    if unit in ("hour", "minute", "second"):
        return base if base.day else None
    sign = -1 if e.has("AGO", "EARLIER", "BEFORE") else 1
    near, far = (count, count) if count is not None else (2.0, 7.0)  # a few: two to seven
    if sign < 0:
        near, far = far, near
    first, last = at.shifted(base.lo, sign * near, unit), at.shifted(base.hi, sign * far, unit)
    if first is None or last is None:
        return None
    moved = at.between(first, last)
    return at.about(moved) if moved and e.has("ABOUT") else moved


def _lately(e: Expression, s: Setting) -> Moment | None:
    """ "in the last couple of days", "over the past year": a stretch that ends (or begins) with the day of writing."""
    if s.today is None:
        return None
    unit = str(e.one("UNIT") or e.one("SMALL") or "day")
    if unit in ("hour", "minute", "second"):
        return None
    count = amount(e) or float(e.number("FEW") or 1)
    sign = 1 if e.has("NEXT") else -1
    far = at.shifted(s.today, sign * count, unit)
    if far is None or far.lo is None or far.hi is None:
        return None
    if unit in ("month", "quarter"):
        return (
            at.months(min(far.lo, s.today), max(far.hi, s.today)) if sign < 0 else at.months(s.today, far.lo)
        )
    if unit in ("year", "decade", "century"):
        return at.years(min(far.lo.year, s.today.year), max(far.lo.year, s.today.year))
    return at.days(far.lo, s.today)


_NOWHERE = Setting(None, False, None)
MEANINGS: Mapping[str, Callable[[Expression, Setting], Moment | None]] = MappingProxyType(
    {
        "date": _date,
        "days": _days,
        "feast": _feast,
        "month": _month,
        "year": _year,
        "decade": _decade,
        "season": _season,
        "weekday": _weekday,
        "nights": _nights,
        "today": _today,
        "overnight": _overnight,
        "unit": _unit,
        "that": _that,
        "part": _part,
        "daynum": _daynum,
        "nth": _nth,
        "offset": _offset,
        "lately": _lately,
    }
)
