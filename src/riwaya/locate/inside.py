"""Weekdays inside days that the text names: "last week ... on Tuesday", "3 to 9 May ... on the Thursday"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from riwaya.locate import moments as at
from riwaya.locate.expression import Expression
from riwaya.locate.language import Language
from riwaya.locate.moments import Moment
from riwaya.locate.timed import Time
from riwaya.locate.tokens import Tokens
from riwaya.locate.told import Told

_ENDS = frozenset({".", "!", "?", ";"})
_FEW = 5  # words from a comma to a weekday that make no clause of their own
_LONGEST = 14  # days of a stretch in which a weekday can be meant
_BARE = frozenset(
    {"WEEKDAY", "PART", "THE", "OF", "ON", "EARLY", "FROM", "BETWEEN", "TO", "AND", "-", "TODAY"}
)


def day_inside(
    e: Expression,
    tokens: Tokens,
    before: Sequence[Time],
    told: Told | None,
    today: date | None,
    lang: Language,
) -> tuple[Moment, str] | None:
    """The weekday or weekdays of an expression inside a stretch, and its words; None where none is told."""
    weekdays = _weekdays(e)
    if not weekdays:
        return None
    named = _named(e, tokens, before)
    if named is not None and named.moment is not None:
        found = _of_stretch(weekdays, named.moment)
        return (found, f"“{named.words.text}” in its clause") if found else None
    if told is None or not _definite(e, tokens, lang):
        return None
    found = _of_stretch(weekdays, told.moment) or _after(weekdays, told.moment, today)
    return (found, f"“{told.words}”, of which the text spoke last") if found else None


def _weekdays(e: Expression) -> list[int]:
    """The one or two weekdays that an expression names and nothing else; none where it says more."""
    parts = e.parts if e.makes == "range" else (e,)
    if any(p.makes not in ("weekday", "nights") or not p.got.keys() <= _BARE for p in parts):
        return []
    return [int(day) for p in parts for day in p.got["WEEKDAY"]]


def _named(e: Expression, tokens: Tokens, before: Sequence[Time]) -> Time | None:
    """The week or days named just before in the same clause: "Last week the militia held it on Tuesday"."""
    last = next((t for t in reversed(before) if t.dated), None)
    if last is None or last.kind not in ("unit", "that", "week_of", "days") or last.bound or last.saying:
        return None
    gap = tokens.words[last.last + 1 : e.first]
    comma = max((i for i, word in enumerate(gap) if word == ","), default=-1)
    few = len(gap) - comma <= _FEW and not {"and", "but", "then"} & set(
        gap[comma:]
    )  # ", 12 of them on Monday"
    return last if _ENDS.isdisjoint(gap) and (comma <= 0 or few) else None


def _definite(e: Expression, tokens: Tokens, lang: Language) -> bool:
    """Whether it is "the Thursday", and no word behind says which: "the Friday market"."""
    if e.makes != "weekday" or tokens.at(e.first - 1) != "the":
        return False
    after = tokens.at(e.last + 1)
    return not after[:1].isalpha() or (after in lang.clues.get("after_day", ()) and after not in ("of", "in"))


def _of_stretch(weekdays: Sequence[int], stretch: Moment) -> Moment | None:
    """From the first to the last of some weekdays in a stretch of days, where each falls in it once."""
    if stretch.lo is None or stretch.hi is None or not 0 < (stretch.hi - stretch.lo).days < _LONGEST:
        return None
    if stretch.edtf.count("-") < 4:
        return None  # months, not days
    days = [stretch.lo + timedelta(n) for n in range((stretch.hi - stretch.lo).days + 1)]
    found = [[d for d in days if d.weekday() == weekday] for weekday in weekdays]
    if any(len(fits) != 1 for fits in found) or found[0][0] > found[-1][0]:
        return None
    return at.days(found[0][0], found[-1][0])


def _after(weekdays: Sequence[int], told: Moment, today: date | None) -> Moment | None:
    """ "The well ran dry on 3 May. On the Saturday a lorry came": the first such day from then on."""
    if told.day is None:
        return None
    found = told.day + timedelta((weekdays[0] - told.day.weekday()) % 7)
    return at.on(found) if today is None or found <= today else None
