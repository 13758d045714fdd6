"""Times counted from the day of writing or the last dated thing: weekdays, weeks, "three days ago"."""

from __future__ import annotations

from datetime import date, timedelta

from riwaya.locate import moments as at
from riwaya.locate.dated import month_part, year_part
from riwaya.locate.expression import Expression
from riwaya.locate.language import Value
from riwaya.locate.moments import Moment
from riwaya.locate.setting import Setting, amount


def read_weekday(e: Expression, s: Setting) -> Moment | None:
    """A day of the week: the nearest one on the side the words or the tense point to."""
    weekday = e.number("WEEKDAY")
    if weekday is None:
        return None
    if e.has("PREVIOUS", "FOLLOWING", "THAT") or (
        e.has("BEFORE", "AFTER") and not e.has("LAST", "NEXT", "AGO")
    ):
        return _told_weekday(e, weekday, s)
    if s.today is None:
        return None
    if e.has("UNIT") and (e.has("AGO") or not e.has("THIS", "LAST", "NEXT")):
        return _weeks_off(e, weekday, s.today)
    if e.has("UNIT"):  # Monday of last week
        moved = (e.number("LAST") or 0) + (e.number("NEXT") or 0)
        monday = s.today - timedelta(s.today.weekday()) + timedelta(7 * moved)
        return at.on(monday + timedelta(weekday))
    back = (s.today.weekday() - weekday) % 7
    if e.has("AGO", "BEFORE"):  # two Fridays ago, the Friday before last
        return at.on(s.today - timedelta((back or 7) + 7 * (int(amount(e) or 2) - 1)))
    on = (weekday - s.today.weekday()) % 7
    if e.has("NEXT"):  # next Friday, the Friday after next
        return at.on(s.today + timedelta((on or 7) + 7 * e.has("AFTER")))
    if e.has("LAST"):
        return at.on(s.today - timedelta(back or 7))
    if e.has("THIS") and on <= _THIS and on + s.today.weekday() < 7:
        return at.on(s.today + timedelta(on))  # the one still to come in the week of writing
    return at.on(s.today + timedelta(on)) if s.ahead else at.on(s.today - timedelta(back))


def _weeks_off(e: Expression, weekday: int, today: date) -> Moment | None:
    """ "Friday week", "a week on Friday"; "three weeks ago on Friday", "a week ago last Friday"."""
    on, back = (weekday - today.weekday()) % 7, (today.weekday() - weekday) % 7
    size = {"week": 7, "fortnight": 14}.get(str(e.one("UNIT")))
    if size is None:
        return None
    count = amount(e) or 1.0
    if not e.has("AGO"):
        return at.on(today + timedelta((on or 7) + size))
    if e.has("LAST"):
        return at.on(today - timedelta((back or 7) + round(size * count)))
    base = today - timedelta(round(size * count))  # the such day nearest to it
    return at.on(base + timedelta(on if on <= _THIS else on - 7))


_THIS = 3  # days; half a week


def _told_weekday(e: Expression, weekday: int, s: Setting) -> Moment | None:
    """ "the following Friday", "that Friday": beside the last dated thing."""
    base = s.told.lo if s.told else None
    if base is None:
        return None
    if e.has("UNIT"):  # the Tuesday of that week
        moved = (e.number("PREVIOUS") or 0) + (e.number("FOLLOWING") or 0)
        known = e.one("UNIT") == "week"
        return at.on(base - timedelta(base.weekday() - weekday - 7 * moved)) if known else None
    if e.has("PREVIOUS", "BEFORE"):
        return at.on(base - timedelta(((base.weekday() - weekday) % 7) or 7))
    step = (weekday - base.weekday()) % 7
    same = e.has("THAT") and not e.has("AFTER")
    return at.on(base + timedelta(step if same else step or 7))


def read_nights(e: Expression, s: Setting) -> Moment | None:
    """ "in the night from Monday to Tuesday"."""
    first, last = (int(v) for v in e.got["WEEKDAY"][:2])
    if s.today is None:
        return None
    end = s.today - timedelta((s.today.weekday() - last) % 7)
    if e.has("UNIT"):  # from Tuesday to Friday of last week
        moved = (e.number("LAST") or 0) + (e.number("NEXT") or 0)
        if e.one("UNIT") != "week" or last < first:
            return None
        end = s.today - timedelta(s.today.weekday() - last - 7 * moved)
    elif s.ahead:
        end = s.today + timedelta((last - s.today.weekday()) % 7)
    return at.days(end - timedelta((last - first) % 7), end)


def read_today(e: Expression, s: Setting) -> Moment | None:
    """Today, yesterday, this morning, last night."""
    if s.today is None:
        return None
    moved = e.number("TODAY") or 0
    if e.has("LAST") and e.has("PART"):
        moved = -2 if e.has("BEFORE") else -1
    return at.on(s.today + timedelta(moved))


def read_overnight(_: Expression, s: Setting) -> Moment | None:
    """The night before the day of writing."""
    return at.days(s.today - timedelta(1), s.today) if s.today else None


def read_unit(e: Expression, s: Setting) -> Moment | None:
    """This, last or next week, weekend, month, quarter, year."""
    if s.today is None:
        return None
    moved = (e.number("LAST") or 0) + (e.number("NEXT") or 0)
    if e.has("BEFORE", "AFTER"):  # the year before last, the week after next
        moved *= 2
    if e.has("WEEKEND"):
        later = 7 if e.has("AFTER") else -7 if e.has("BEFORE") else 0
        return _weekend(s.today + timedelta(later), moved, s.ahead or e.has("NEXT"))
    whole = _stretch(str(e.one("UNIT")), s.today, moved, e.one("EARLY"))
    if e.one("UNIT") == "week" and whole and whole.lo and whole.hi and not moved:
        if e.has("EARLIER"):
            return at.days(whole.lo, s.today)
        if e.has("LATER"):
            return at.days(s.today, whole.hi)
    return whole


def _weekend(today: date, moved: int, ahead: bool) -> Moment:
    """The weekend just over (or under way), or the coming one."""
    saturday = today - timedelta((today.weekday() - 5) % 7)
    if ahead and today.weekday() < 5:
        saturday += timedelta(7)
    if moved < 0 and today.weekday() >= 5:
        saturday -= timedelta(7)
    return at.days(saturday, saturday + timedelta(1))


def _stretch(unit: str, day: date, moved: int, part: Value | None = None) -> Moment | None:
    """The week, month, quarter, year ... around a day, moved by some of its kind; or a part of it."""
    if unit == "day":
        return at.on(day + timedelta(moved))
    if unit in ("week", "fortnight"):
        size = 7 if unit == "week" else 14
        monday = day - timedelta(day.weekday()) + timedelta(size * moved)
        return at.days(monday, monday + timedelta(size - 1))
    if unit == "month":
        start = at.months_on(day.replace(day=1), moved)
        return month_part(start.year, start.month, part)
    if unit == "quarter":
        start = at.months_on(day.replace(day=1, month=day.month - (day.month - 1) % 3), 3 * moved)
        return at.months(start, at.months_on(start, 2))
    if unit == "year":
        return year_part(day.year + moved, part)
    if unit == "decade":
        return at.decade((day.year // 10 + moved) * 10)
    return None


def read_that(e: Expression, s: Setting) -> Moment | None:
    """ "that week", "the previous day": beside the last dated thing, never the day of writing."""
    base = s.told
    if e.has("PERIOD"):  # "every day of the period": all of the days just told
        return _of_period(e, base) if base else None
    if base is not None and at.yearless_day(base) and e.has("THAT") and e.one("UNIT") in (None, "day"):
        return base
    if base is None or base.lo is None or base.hi is None:
        return None
    back = e.has("PREVIOUS", "BEFORE", "EARLIER")
    on = e.has("FOLLOWING", "AFTER", "NEXT", "LATER")
    moved = -1 if back else 1 if on else 0
    unit = str(e.one("UNIT") or "day")
    if e.has("WEEKEND"):
        return _weekend(base.hi, moved, on) if moved else None
    if unit == "day" and base.day is None and not (s.lasting and moved):
        return None
    return _stretch(unit, base.lo if back or not moved else base.hi, moved, e.one("EARLY"))


def _of_period(e: Expression, told: Moment) -> Moment | None:
    """The days just told, or one of them: "the last day of the period"."""
    if told.lo is None or told.hi is None or told.lo == told.hi:
        return None
    if not e.has("ORDINAL", "SECOND", "LAST"):
        return told
    count = e.number("ORDINAL") or e.number("SECOND") or -1
    if e.one("UNIT") not in (None, "day"):
        return None
    day = told.hi if count < 0 else told.lo + timedelta(count - 1)
    return at.on(day) if day <= told.hi else None


def read_part(e: Expression, s: Setting) -> Moment | None:
    """A time of day alone: the day the text last spoke of; a dawn after a night is the next one."""
    if s.night and s.told and s.told.day and e.one("PART") in ("dawn", "morning"):
        return at.on(s.told.day + timedelta(1))
    return s.told if s.told and (s.told.day or at.yearless_day(s.told)) else None


def read_daynum(e: Expression, s: Setting) -> Moment | None:
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


def _to_the_day(e: Expression, day: date, count: float, unit: str) -> Moment | None:
    """ "Two years ago today", "a month ago to the day", "a week from tomorrow": that very day."""
    months = {"year": 12, "month": 1}.get(unit)
    sign = -1 if e.has("AGO", "BEFORE") else 1
    if not months:
        return at.shifted(day, sign * count, unit)
    return at.on(at.months_on(day, sign * round(months * count))) if count <= _LIVES else None


_LIVES = 1000  # more years than this are no count of days


def read_offset(e: Expression, s: Setting) -> Moment | None:
    """ "three days ago" from the day of writing; "two weeks later" from the last dated thing."""
    unit = str(e.one("UNIT") or e.one("PAIR") or e.one("SMALL") or "day")
    count = amount(e)
    deictic = e.has("AGO", "HENCE", "TIME", "TODAY")
    base = at.on(s.today) if deictic and s.today else None if deictic else s.told
    if base is None or base.lo is None or base.hi is None:
        return None
    if unit in ("hour", "minute", "second"):
        return base if base.day else None
    if e.has("TODAY", "TO") and count is not None:
        return _to_the_day(e, base.lo + timedelta(e.number("TODAY") or 0), count, unit)
    if e.has("THIS", "LAST", "NEXT") and count is not None and e.got["UNIT"] == ["year", "month"]:
        month_ = at.months_on(base.lo.replace(day=1), (e.number("NEXT") or 0) + (e.number("LAST") or 0))
        return at.month(month_.year - round(count), month_.month)
    sign = -1 if e.has("AGO", "EARLIER", "BEFORE") else 1
    start, end = base.lo, base.hi
    if s.lasting and not deictic:  # two days after "from 1 to 4 May" is two days after its end
        start = end = start if sign < 0 else end
    near, far = (count, count) if count is not None else (2.0, 7.0)  # a few: two to seven
    if sign < 0:
        near, far = far, near
    first, last = at.shifted(start, sign * near, unit), at.shifted(end, sign * far, unit)
    if first is None or last is None:
        return None
    moved = at.between(first, last)
    return at.about(moved) if moved and e.has("ABOUT") else moved


_DAYS_IN_HOURS = 24.0 * 30  # more hours than this are no stretch of days that anyone reports


def read_lately(e: Expression, s: Setting) -> Moment | None:
    """ "in the last couple of days", "over the past year": a stretch up to the day of writing, or from it."""
    if s.today is None:
        return None
    unit = str(e.one("UNIT") or e.one("SMALL") or "day")
    count = amount(e) or float(e.number("FEW") or 1)
    sign = 1 if e.has("NEXT") else -1
    if unit in ("hour", "minute", "second"):
        hours = min(count, _DAYS_IN_HOURS) if unit == "hour" else 0.0
        return at.days(s.today + timedelta(sign * round(hours / 24)), s.today)
    if unit == "quarter" and amount(e) is None and not e.has("FEW"):
        return _stretch(unit, s.today, sign)
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
