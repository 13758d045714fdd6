"""The sentence that says how a time was put on the calendar, or why it was not."""

from __future__ import annotations

from riwaya.locate.expression import Expression
from riwaya.locate.moments import Moment

_TOLD = frozenset({"that", "part"})
_RULES = {
    "weekday": "the nearest such day",
    "unit": "the calendar stretch",
    "today": "the day",
    "overnight": "the night",
    "lately": "a stretch that ends there",
    "daynum": "the nearest month with it",
    "nights": "the nearest such night",
    "season": "the nearest such season",
    "offset": "counted",
}


def why_of(
    e: Expression,
    text: str,
    moment: Moment | None,
    anchor: str | None,
    told: str | None,
    base: str | None,
    is_ahead: bool,
) -> str:
    """One sentence: the words, the rule, what it was counted from."""
    words = f"“{' '.join(text.split())}”"
    if e.makes in ("duration", "set", "reference"):
        return f"{words} is a length of time, a habit or a now, not a date"
    if moment is None:
        return f"{words} is not on the calendar: {_missing(e, anchor, told)}"
    if base is not None:
        return f"{words} counted from {base}"
    side = "after" if is_ahead else "before"
    if e.has("YEAR", "ISO", "SLASHED", "DECADE"):
        return f"{words} as printed"
    if e.makes in _TOLD or (e.makes == "offset" and not e.has("AGO", "HENCE", "TIME")):
        return f"{words} counted from “{told}”, the date the text spoke of last"
    if "XXXX" in moment.edtf:
        return f"{words} has no year and nothing in the report tells it"
    if e.makes in ("date", "days", "month", "feast", "nth"):
        return f"{words} has no year: the nearest one {'from' if is_ahead else 'up to'} {anchor}"
    if e.makes == "range":
        return f"{words}, its ends read against {anchor or 'each other'}"
    if e.makes == "weekday" and not e.has("UNIT"):
        return f"{words}: the nearest such day {side} {anchor}, by the tense of its clause"
    return f"{words}: {_RULES.get(e.makes, 'read')} against {anchor}"


def _missing(e: Expression, anchor: str | None, told: str | None) -> str:
    """What would have been needed."""
    if e.makes in _TOLD or (e.makes == "offset" and not e.has("AGO", "HENCE", "TIME")):
        return "nothing dated stands near before it" if told is None else f"“{told}” is not exact enough"
    if e.makes == "nth_of":
        return "the report does not say when that began"
    if e.makes == "movable":
        return "its day moves from year to year"
    return (
        "no publication date is known"
        if anchor is None
        else f"{anchor} is not exact enough, or no such day exists"
    )
