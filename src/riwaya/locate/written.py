"""When a text was written, by clues beside dated things: "last week, on 3 May 2019", "born in 1990, 27"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riwaya.locate import moments as at
from riwaya.locate.expression import Expression
from riwaya.locate.meaning import MEANINGS
from riwaya.locate.moments import Moment
from riwaya.locate.setting import Setting, amount
from riwaya.locate.timed import Time
from riwaya.locate.tokens import Tokens

_RELATIVE = frozenset({"weekday", "today", "unit", "offset", "lately", "overnight"})
_BESIDE = 5  # tokens between a relative time and the date it names
_CLAUSE = 14  # tokens between a length of time and the year it is counted from
_FINE = 45  # days: a stretch longer than this is stepped through coarsely
_AGE = re.compile(
    r"\b(?:aged (\d{1,3})|(\d{1,3})-year-old|(?:is|was|,) (\d{1,3})(?:,|\.| years old))", re.IGNORECASE
)
_BORN = re.compile(r"\bborn [^.;]{0,30}?\b(1[89]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last day on which a text can have been written, None where open, and why."""

    lo: date | None
    hi: date | None
    why: str

    def meets(self, other: Bounds) -> bool:
        """Whether both can hold."""
        starts, ends = (d for d in (self.lo, other.lo) if d), (d for d in (self.hi, other.hi) if d)
        return max(starts, default=date.min) <= min(ends, default=date.max)


def evidence(tokens: Tokens, found: Sequence[Time]) -> Iterator[Bounds]:
    """Everything in a text that bounds the day it was written on, each with a sentence."""
    dated = [t for t in found if _dated(t)]
    for time in dated:
        if time.ahead and time.moment and time.moment.hi and time.bound != "since":
            yield Bounds(None, time.moment.hi, f"“{_words(time)}” is still to come")
    for time in found:
        if time.bound == "since" and time.kind in ("year", "month", "date") and time.point and not time.ahead:
            yield Bounds(time.point.lo, None, f"“since {_words(time)}” looks back at it")
    yield from _beside(tokens, found, dated)
    yield from _counted(found, dated)
    yield from _ages(tokens.text)


def _dated(time: Time) -> bool:
    """Whether a time names its year itself."""
    return time.moment is not None and time.expression.has("YEAR", "ISO", "SLASHED")


def _words(time: Time) -> str:
    return " ".join(time.words.text.split())


def _beside(tokens: Tokens, found: Sequence[Time], dated: Sequence[Time]) -> Iterator[Bounds]:
    """A relative time right beside the date it names: "last week, on 3 November 2017"."""
    for time in found:
        if time.kind not in _RELATIVE or time.expression.has(
            "YEAR", "BEFORE", "AFTER", "THAT", "EARLIER", "LATER"
        ):
            continue
        for known in dated:
            gap = tokens.words[min(time.last, known.last) + 1 : max(time.first, known.first)]
            if len(gap) > _BESIDE or not set(gap) <= {",", "(", ")", "on", "in", "of", "the", "at", "night"}:
                continue
            span = known.point and written_for(time.expression, time.ahead, known.point)
            if span:
                yield Bounds(*span, f"“{_words(time)}” names “{_words(known)}”")


def _counted(found: Sequence[Time], dated: Sequence[Time]) -> Iterator[Bounds]:
    """A count of years beside the year it began: "closed for six years, since 2012"."""
    for time in found:
        if time.kind not in ("duration", "offset") or time.expression.one("UNIT") != "year":
            continue
        count = amount(time.expression)
        ago = time.expression.has("AGO")
        if (
            count is None
            or not 1 <= count <= 120
            or time.expression.has("BEFORE", "AFTER", "EARLIER", "LATER")
        ):
            continue
        for known in dated:
            near = max(time.first - known.last, known.first - time.last) <= _CLAUSE
            if (
                not near
                or not (ago or known.bound == "since")
                or known.point is None
                or known.point.lo is None
            ):
                continue
            year = known.point.lo.year + round(count)
            why = f"“{_words(time)}” counted from “{_words(known)}”"
            yield Bounds(date(year, 1, 1), date(year + 1 if not ago else year, 12, 31), why)


def _ages(text: str) -> Iterator[Bounds]:
    """ "Born in 1990, the 27-year-old ...": the age tells the year, to one or two."""
    for sentence in re.finditer(r"[^.!?\n]+[.!?]?", text):
        born, age = _BORN.search(sentence[0]), _AGE.search(sentence[0])
        if born is None or age is None:
            continue
        years = int(next(g for g in age.groups() if g))
        if 1 <= years <= 110:
            year = int(born[1]) + years
            why = f"“{born[0].strip()}” and an age of {years}"
            then = age[1] is not None  # "aged 27" may tell how old somebody was, not is
            yield Bounds(date(year, 1, 1), None if then else date(year + 1, 12, 31), why)


def written_for(e: Expression, is_ahead: bool, happened: Moment) -> tuple[date, date] | None:
    """First and last day of writing for which a relative time means what happened; None where none does."""
    meaning = MEANINGS.get(e.makes)
    if meaning is None or happened.lo is None or happened.hi is None:
        return None
    long = str(e.one("UNIT")) in ("year", "decade", "century", "quarter")
    count = abs(amount(e) or 3.0)
    if count > 500:
        return None
    reach = {"week": 7, "fortnight": 14, "month": 31, "year": 366, "decade": 3653}.get(str(e.one("UNIT")), 1)
    behind = timedelta(min(round((count + 2) * reach) + 31, 12_000))
    first, last = happened.lo - behind, happened.hi + behind
    step = timedelta(7 if long or (last - first).days > 50 * _FINE else 1)
    right = []
    day = first
    while day <= last:
        read = meaning(e, Setting(day, is_ahead, None))
        if read and read.lo and read.hi and read.lo <= happened.hi and happened.lo <= read.hi:
            right.append(day)
        day += step
    if not right:
        return None
    if long:
        return right[0].replace(month=1, day=1), right[-1].replace(month=12, day=31)
    return right[0], right[-1]


def meeting(bounds: Sequence[Bounds]) -> Bounds | None:
    """What all bounds agree on, with all reasons; one that contradicts those before it is left out."""
    out: Bounds | None = None
    for one in bounds:
        if out is None:
            out = one
        elif out.meets(one):
            los, his = [d for d in (out.lo, one.lo) if d], [d for d in (out.hi, one.hi) if d]
            lo, hi = max(los, default=None), min(his, default=None)
            told = (lo, hi) != (out.lo, out.hi) and one.why not in out.why
            out = Bounds(lo, hi, f"{out.why}; {one.why}" if told else out.why)
    return out


def edtf_of(bounds: Bounds) -> str | None:
    """The bounds as EDTF, in whole years where they are that."""
    lo, hi = bounds.lo, bounds.hi
    if lo is None and hi is None:
        return None
    whole = all(d is None or (d.month, d.day) in ((1, 1), (12, 31)) for d in (lo, hi))
    if lo and hi:
        return at.years(lo.year, hi.year).edtf if whole and lo.year < hi.year else _span(lo, hi)
    if lo:
        return f"{lo.year:04d}/.." if whole else f"{lo.isoformat()}/.."
    return f"../{hi.isoformat()}" if hi else None


def _span(lo: date, hi: date) -> str:
    if (lo.month, lo.day, hi.month, hi.day, lo.year) == (1, 1, 12, 31, hi.year):
        return f"{lo.year:04d}"
    return at.days(lo, hi).edtf
