"""Times that name the calendar: days, months, years, decades, seasons, feasts, the second week of May."""

from __future__ import annotations

import re
from datetime import date, timedelta

from riwaya.locate import moments as at
from riwaya.locate.expression import Expression
from riwaya.locate.language import Value
from riwaya.locate.moments import Moment
from riwaya.locate.setting import Setting

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
    "start": (0, 1),
    "end": (8, 9),
    "early": (0, 3),
    "mid": (4, 6),
    "late": (6, 9),
    "first half": (0, 4),
    "second half": (5, 9),
}


def year_of(e: Expression, month_: int, day_: int | None, s: Setting) -> int | None:
    """The year of a month (and day): printed, or the nearest one on the side the tense points to."""
    if e.has("YEAR"):
        return e.number("YEAR")
    if e.has("THAT", "PREVIOUS", "FOLLOWING"):  # October that year, May of the following year
        if s.told and s.told.lo and s.told.hi and not e.has("UNIT"):
            return _beside(e, month_, s.told.lo, s.told.hi)
        told = s.told.lo if s.told and e.one("UNIT") == "year" else None
        return told.year + (e.number("PREVIOUS") or 0) + (e.number("FOLLOWING") or 0) if told else None
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
    if wanted > here and not e.has("LAST") and _days_ahead(wanted, s.today) <= _SOON:
        return s.today.year  # eleven months back would have been given its year
    return s.today.year - (wanted > here or (here == wanted and e.has("LAST")))


def _beside(e: Expression, month_: int, first: date, last: date) -> int:
    """The year of "the following March", "the previous May": the nearest one beside what was told last."""
    if e.has("FOLLOWING"):
        return last.year + (month_ <= last.month)
    return first.year - (month_ >= first.month) if e.has("PREVIOUS") else first.year


_SOON = 75  # days; a date without a year this little ahead is rarely the one a year before it


def _days_ahead(wanted: tuple[int, int], today: date) -> int:
    """Days from the day of writing to a month and day of the same year."""
    return (at.months_on(today.replace(day=1, month=wanted[0]), 0) - today).days + wanted[1] - 1


def read_date(e: Expression, s: Setting) -> Moment | None:
    """A day of a month, with or without its year."""
    if e.has("ISO"):
        return at.bounds(str(e.one("ISO")))
    if e.has("SLASHED"):
        return _slashed(str(e.one("SLASHED")), s.today)
    day_ = next((e.number(name) for name in ("DAY", "NTH", "ORDINAL", "SECOND") if e.has(name)), None)
    month_ = e.number("MONTH")
    if day_ is None or day_ < 1:  # "the final of March"
        return None
    if month_ is None:
        return _weekday_nth(e, day_, s)
    year_ = year_of(e, month_, day_, s)
    if year_ is None:
        try:
            date(2000, month_, day_)
        except ValueError:
            return None
        return Moment(f"XXXX-{month_:02d}-{day_:02d}", None, None)
    for moved in range(0, 5 if s.ahead else -5, 1 if s.ahead else -1):  # 29 February needs its own year
        try:
            return at.on(date(year_ + moved, month_, day_))
        except ValueError:
            if e.has("YEAR") or (month_, day_) != (2, 29):
                return None
    return None


_CLOSE, _FAR = 45, 60  # days from the writing to one reading of 3/4/2019, and at least to the other


def _slashed(text: str, today: date | None) -> Moment | None:
    """A day in digits: day first with dots; with slashes where one reading is right, or near the writing."""
    a, b, year_ = (int(part) for part in re.split(r"[./]", text))
    year_ += 2000 if year_ < 70 else 1900 if year_ < 100 else 0
    if "/" in text and a <= 12 and b <= 12 and a != b:
        both = (date(year_, a, b), date(year_, b, a)) if today else ()
        near = sorted((abs((d - today).days), d) for d in both) if today else []
        return at.on(near[0][1]) if near and near[0][0] <= _CLOSE and near[1][0] >= _FAR else None
    day_, month_ = (b, a) if b > 12 else (a, b)
    try:
        return at.on(date(year_, month_, day_))
    except ValueError:
        return None


def read_day_month(e: Expression, s: Setting) -> Moment | None:
    """27/9 in a log: day first, or month first where only that is right or near what was told before."""
    a, b = (int(v) for v in e.got["DAY"][:2])
    near = s.told.lo if s.told and s.told.lo else s.today
    if near is None:
        return None
    found = []
    for day_, month_ in ((a, b), (b, a)):
        for year_ in (near.year, near.year - 1, near.year + 1):
            try:
                found.append(date(year_, month_, day_))
            except ValueError:
                continue
    ranked = sorted({(abs((d - near).days), d) for d in found})
    sure = ranked and ranked[0][0] <= _CLOSE
    if not sure or (len(ranked) > 1 and ranked[1][0] < _FAR and ranked[1][1].month != ranked[0][1].month):
        return None
    return at.on(ranked[0][1])


def _weekday_nth(e: Expression, day_: int, s: Setting) -> Moment | None:
    """ "Saturday the 14th": the nearest month in which it is so."""
    weekday = e.number("WEEKDAY")
    if s.today is None or weekday is None:
        return None
    for moved in range(28):
        for sign in (1, -1) if s.ahead else (-1, 1):
            month_ = at.months_on(s.today.replace(day=1), sign * moved)
            if day_ <= at.last_of(month_.year, month_.month).day:
                found = month_.replace(day=day_)
                if found.weekday() == weekday:
                    return at.on(found)
    return None


def read_days(e: Expression, s: Setting) -> Moment | None:
    """From one day of a month to another."""
    named = [int(v) for name in ("DAY", "NTH") for v in e.got.get(name, [])]
    month_ = e.number("MONTH")
    if len(named) != 2 or month_ is None or not 1 <= named[0] <= named[1]:
        return None
    year_ = year_of(e, month_, named[1], s)
    try:
        if year_ is None:
            a, b = (date(2000, month_, d) for d in named)
            return Moment(f"XXXX-{a:%m-%d}/XXXX-{b:%m-%d}", None, None)
        return at.days(date(year_, month_, named[0]), date(year_, month_, named[1]))
    except ValueError:
        return None


def read_feast(e: Expression, s: Setting) -> Moment | None:
    """A fixed feast day."""
    month_, day_ = (int(part) for part in str(e.one("FEAST")).split("-"))
    got: dict[str, list[Value]] = {**e.got, "MONTH": [month_], "DAY": [day_]}
    return read_date(Expression("date", e.first, e.last, got), s)


def read_month(e: Expression, s: Setting) -> Moment | None:
    """A month, or its early, middle or late part."""
    month_ = e.number("MONTH") or 1
    year_ = year_of(e, month_, None, s)
    if year_ is None:
        return Moment(f"XXXX-{month_:02d}", None, None)
    return month_part(year_, month_, e.one("EARLY"))


def month_part(year_: int, month_: int, part: Value | None) -> Moment:
    """A month, or its early, middle or late part; its start and its end are a day, more or less."""
    if part is None:
        return at.month(year_, month_)
    if part in ("start", "end"):
        return at.on(date(year_, month_, 1) if part == "start" else at.last_of(year_, month_))
    first, last = _PARTS_OF_MONTH[str(part)]
    end = at.last_of(year_, month_)
    return at.days(date(year_, month_, first), end if last == 31 else date(year_, month_, last))


def read_year(e: Expression, _: Setting) -> Moment | None:
    """A year, or its early, middle or late part."""
    return year_part(e.number("YEAR") or 1, e.one("EARLY"))


def year_part(year_: int, part: Value | None) -> Moment:
    """A year, or its early, middle or late part; its start and its end are a month."""
    if part is None:
        return at.year(year_)
    if part in ("start", "end"):
        return at.month(year_, 1 if part == "start" else 12)
    first, last = _PARTS_OF_YEAR[str(part)]
    return at.months(date(year_, first, 1), date(year_, last, 1))


def read_years(e: Expression, _: Setting) -> Moment | None:
    """Two years written as one: 2021-22."""
    first = e.number("YEAR") or 1
    second = e.number("DAY") or e.number("NUM") or 0
    return at.years(first, first + 1) if second == (first + 1) % 100 else at.year(first)


def read_week_of(e: Expression, s: Setting) -> Moment | None:
    """ "the week of 4 April": Monday to Sunday around that day."""
    day_ = read_date(e, s)
    if day_ is None or day_.day is None:
        return None
    monday = day_.day - timedelta(day_.day.weekday())
    return at.days(monday, monday + timedelta(6))


def read_decade(e: Expression, s: Setting) -> Moment | None:
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


def read_season(e: Expression, s: Setting) -> Moment | None:
    """A season of a year: this, last, next, or by tense."""
    code = e.number("SEASON") or 21
    if e.has("YEAR"):
        return at.season(e.number("YEAR") or 1, code)
    if e.has("THAT", "PREVIOUS", "FOLLOWING"):
        return _told_season(e, code, s.told.lo if s.told else None)
    if s.today is None:
        return None
    here = [at.season(s.today.year + moved, code) for moved in (-2, -1, 0, 1, 2)]
    begun = [m for m in here if m.lo and m.lo <= s.today]
    over = [m for m in here if m.hi and m.hi < s.today]
    if e.has("NEXT") or (s.ahead and not e.has("THIS", "LAST")):
        return next(m for m in here if m.lo and m.lo > s.today)
    if e.has("LAST"):
        return over[-1]
    if e.has("THIS"):
        held = next((m for m in here if m.lo and m.hi and m.lo <= s.today <= m.hi), None)
        return held or at.season(s.today.year, code)
    return begun[-1]


def _told_season(e: Expression, code: int, base: date | None) -> Moment | None:
    """ "that autumn", "the following spring": beside the last dated thing."""
    if base is None:
        return None
    near = [at.season(base.year + moved, code) for moved in (-2, -1, 0, 1)]
    if e.has("FOLLOWING"):
        return next((m for m in near if m.lo and m.lo > base), None)
    if e.has("PREVIOUS"):
        return next((m for m in reversed(near) if m.hi and m.hi < base), None)
    held = next((m for m in near if m.lo and m.hi and m.lo <= base <= m.hi), None)
    return held or at.season(base.year, code)
