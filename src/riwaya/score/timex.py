"""Times as TIMEX3 values, the notation of the public benchmarks."""

from __future__ import annotations

from datetime import timedelta

from riwaya.locate.setting import amount
from riwaya.locate.timed import Time

_SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "dusk": "EV"}
_LETTERS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "quarter": "Q",
}
_SMALL = {"hour": "TH", "minute": "TM", "second": "TS"}


def timex(time: Time) -> tuple[str, str | None]:
    """The TIMEX3 type of a time and its value; None where it has none."""
    e = time.expression
    if time.kind == "reference":
        return "DATE", str(e.one("NOW"))
    if time.kind == "duration":
        return "DURATION", _period(time)
    if time.kind == "set":
        unit = str(e.one("SET") or e.one("UNIT") or "day")
        return "SET", f"P1{_LETTERS.get(unit, 'D')}"
    if time.kind == "lately" or (time.kind == "offset" and e.has("BEFORE", "AFTER")):
        return "DURATION", _period(time)
    if time.point is None:
        return "DATE", None
    return _typed(time, _value(time))


def _typed(time: Time, value: str | None) -> tuple[str, str | None]:
    """A date, or a time of day on it."""
    part = _PARTS.get(str(time.expression.one("PART")))
    clock = time.expression.one("CLOCK")
    if part and value and len(value) == 10:
        return "TIME", f"{value}T{part}"
    if clock is not None and value and len(value) == 10:
        return "TIME", f"{value}T{_clock(str(clock))}{'Z' if time.expression.has('ZONE') else ''}"
    return "DATE", value


def _clock(text: str) -> str:
    """24-hour hours and minutes of a printed clock time."""
    digits = [int(n) for n in "".join(c if c.isdigit() else " " for c in text).split()]
    hour = digits[0] % 12 + 12 if "p" in text else digits[0] % (12 if "a" in text else 24)
    return f"{hour:02d}:{digits[1] if len(digits) > 1 else 0:02d}"


def _value(time: Time) -> str | None:
    """The value of a point or calendar stretch."""
    e, point = time.expression, time.point
    if point is None or point.lo is None or point.hi is None:
        return point.edtf if point is not None and "/" not in point.edtf else None
    lo = point.lo
    if time.kind == "decade":
        return f"{lo.year // 10}"
    if time.kind == "season":
        return f"{lo.year}-{_SEASONS[e.number('SEASON') or 21]}"
    if e.has("EARLY") and time.kind in ("month", "year"):
        return f"{lo:%Y-%m}" if time.kind == "month" else f"{lo.year}"
    unit = e.one("UNIT")
    if time.kind == "nth" and unit == "quarter":
        return f"{lo.year}-Q{(lo.month + 2) // 3}"
    if e.has("EARLY") and unit in ("month", "year"):
        return f"{lo:%Y-%m}" if unit == "month" else f"{lo.year}"
    if e.has("WEEKEND"):
        return f"{lo.isocalendar().year}-W{lo.isocalendar().week:02d}-WE"
    if unit == "week" and point.hi - lo == timedelta(6):
        return f"{lo.isocalendar().year}-W{lo.isocalendar().week:02d}"
    if unit == "quarter":
        return f"{lo.year}-Q{(lo.month + 2) // 3}"
    if unit == "decade":
        return f"{lo.year // 10}"
    return point.edtf.rstrip("~?") if "/" not in point.edtf else None


def _period(time: Time) -> str | None:
    """A length of time."""
    e = time.expression
    count = amount(e)
    count = 1.0 if count is None and not e.has("FEW") and time.kind == "lately" else count
    number = "X" if count is None else f"{count:g}"
    if e.has("SMALL"):
        letter = _SMALL[str(e.one("SMALL"))]
        return f"P{letter[0]}{number}{letter[1]}"
    if e.one("UNIT") == "decade" and count is not None:
        return f"P{count * 10:g}Y"
    return f"P{number}{_LETTERS.get(str(e.one('UNIT')), 'D')}" if e.has("UNIT") else None
