"""When an undated report was written, worked out from its text: an interval with its reasons, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from riwaya.locate import moments as at
from riwaya.locate.language import language
from riwaya.locate.moments import Moment, bounds
from riwaya.locate.setting import amount
from riwaya.locate.timed import Time
from riwaya.locate.times import times_in
from riwaya.locate.tokens import tokenise
from riwaya.locate.written import Bounds, edtf_of, evidence, meeting
from riwaya.records import Basis, Report

_HEAD = 700  # characters in which a line that is nothing but a date is the report's own date
_MOST = 200  # clues of a kind; a whole archive in one file dates itself no better
_SLACK_DAYS = {"day": 3, "week": 8, "fortnight": 15, "month": 45, "year": 200}


@dataclass(frozen=True, slots=True)
class Clues:
    """The times of a report that tell when it was written."""

    dated: tuple[Time, ...]  # with a year, to the month or the day, not ahead
    yearless: tuple[Time, ...]  # day or month without a year, not ahead
    lengths: tuple[Time, ...]  # "almost eight months before", "three years ago"


def date_report(report: Report) -> Report:
    """The report with a publication date where it had none: stated in its head, else inferred."""
    if report.published is not None:
        return report
    stated = _stated(report)
    if stated is not None:
        return replace(report, published=stated[0], published_basis=Basis.STATED, published_why=stated[1])
    inferred = infer_published(report)
    if inferred is None:
        return report
    return replace(report, published=inferred[0], published_basis=Basis.INFERRED, published_why=inferred[1])


def infer_published(report: Report) -> tuple[str, str] | None:
    """EDTF interval in which a report was written and why; None where its text does not tell a year.

    Dates that it tells give its first day; clues beside dated things may narrow that. A clue that contradicts
    them is left out: the interval is widened rather than guessed.
    """
    tokens = tokenise(report.text)
    every = times_in(tokens, None, language(report.language or "en"))
    found = [t for t in every if not any(f.start <= t.words.start < f.end for f in report.furniture)]
    told = _from_dates(_clues(found))
    span = bounds(told[0]) if told else None
    known = [Bounds(span.lo, span.hi, told[1])] if told and span else []
    if span is not None and span.hi is not None:
        return told
    narrowed = meeting([*known, *sorted(evidence(tokens, found), key=tightest)])
    edtf = edtf_of(narrowed) if narrowed else None
    if narrowed is None or edtf is None or narrowed.lo is None:
        return told
    same = bool(known) and (narrowed.lo, narrowed.hi) == (known[0].lo, known[0].hi)
    return told if same else (edtf, narrowed.why)


def tightest(one: Bounds) -> tuple[int, date, date]:
    """Clues that say most come first; among equal ones the order is that of their days."""
    width = (one.hi - one.lo).days if one.lo and one.hi else 10**6
    return width, one.lo or date.min, one.hi or date.max


def _from_dates(clues: Clues) -> tuple[str, str] | None:
    """The interval that the dates of a text alone give."""
    newest_known = max(clues.dated, key=_low, default=None)
    if newest_known is None or newest_known.moment is None or newest_known.moment.lo is None:
        return None
    floor = newest_known.moment.lo
    newest = _newest(clues.yearless)
    if newest is None:
        return _from_lengths(clues) or (
            at.since(newest_known.moment).edtf,
            f"not before “{newest_known.words.text}”, the newest date with a year in the text",
        )
    start = _first_after(newest, floor)
    if start is None or start.lo is None:
        return None
    tie = _tie(clues, start.lo)
    told = (
        f"“{newest_known.words.text}” is the newest date with a year, and “{newest.words.text}”, "
        f"the newest without one, first falls on {start.edtf} after it"
    )
    if tie is None:
        known = newest_known.words.text
        return (
            at.since(newest_known.moment).edtf,
            f"not before “{known}”, the newest date with a year; nothing ties “{newest.words.text}” to one",
        )
    following = at.months_on(start.lo.replace(day=1), 1)
    end = at.last_of(following.year, following.month)
    return (
        at.days(start.lo, end).edtf,
        f"{told}; {tie}; a report follows its newest date within weeks: to the end of the next month",
    )


def _clues(every: list[Time]) -> Clues:
    """The times outside page furniture, sorted by what they can tell."""
    found = [t for t in every if not t.ahead and t.kind != "range"]
    with_year = [
        t for t in found if t.expression.has("YEAR", "ISO", "SLASHED") and t.moment and t.bound != "until"
    ]
    fine = [t for t in with_year if t.kind in ("date", "days", "month") and not t.expression.one("EARLY")]
    bare = [
        t
        for t in found
        if t.kind in ("date", "days", "month")
        and t.expression.has("MONTH")
        and not t.expression.has("YEAR", "LAST", "NEXT")
    ]
    lengths = [t for t in found if t.kind == "offset" and t.expression.has("BEFORE", "AGO", "EARLIER")]
    fine, bare, lengths = fine[-_MOST:], bare[-_MOST:], lengths[-_MOST:]
    return Clues(tuple(fine), tuple(bare), tuple(lengths))


def _low(time: Time) -> date:
    """The first day of a time on the calendar."""
    return (time.moment.lo if time.moment else None) or date.min


def _place_in_year(time: Time) -> tuple[int, int]:
    """Month and first day of a time without a year."""
    e = time.expression
    day = e.number("DAY") or e.number("NTH") or {"mid": 11, "late": 21}.get(str(e.one("EARLY")), 1)
    return e.number("MONTH") or 1, day


def _newest(yearless: tuple[Time, ...]) -> Time | None:
    """The latest of the dates without a year: the one before the longest gap around the circle of months."""
    if not yearless:
        return None
    months = sorted({_place_in_year(t)[0] for t in yearless})
    gaps = [((months[(i + 1) % len(months)] - m - 1) % 12, m) for i, m in enumerate(months)]
    last = max(gaps)[1]
    return max((t for t in yearless if _place_in_year(t)[0] == last), key=_place_in_year)


def _first_after(time: Time, floor: date) -> Moment | None:
    """The first occurrence of a date without a year after a day; on its weekday, where one is printed."""
    month, day = _place_in_year(time)
    weekday = time.expression.number("WEEKDAY")
    for year in range(floor.year, min(floor.year + 12, 9998)):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if (found.year, found.month) < (floor.year, floor.month) or found < floor - timedelta(31):
            continue
        if weekday is None or found.weekday() == weekday:
            return (
                at.on(found) if time.expression.has("DAY", "NTH") else Moment(f"{found:%Y-%m}", found, found)
            )
    return None


def _tie(clues: Clues, start: date) -> str | None:
    """What ties the newest date without a year to the first year it can fall in; None where nothing does."""
    for length in clues.lengths:
        count, unit = amount(length.expression), str(length.expression.one("UNIT"))
        for known in clues.dated:
            meant = at.shifted(_low(known), count, unit) if count is not None else None
            if meant is None or meant.lo is None or meant.hi is None or unit not in _SLACK_DAYS:
                continue
            slack = timedelta(_SLACK_DAYS[unit])
            if meant.lo - slack <= start <= meant.hi + slack:
                return f"“{length.words.text}” counted from “{known.words.text}” ends there too"
    for time in clues.yearless:
        if time.expression.has("WEEKDAY"):
            return f"“{time.words.text}” falls on that weekday in that year"
    for known in clues.dated:
        if known.saying and (start - _low(known)).days <= 370:
            return f"the report's own talk in “{known.words.text}” lies less than a year before"
    return None


def _from_lengths(clues: Clues) -> tuple[str, str] | None:
    """An interval from a length of time counted from a dated thing, where no other date helps."""
    for length in clues.lengths:
        count, unit = amount(length.expression), str(length.expression.one("UNIT"))
        if count is None or unit not in _SLACK_DAYS or not clues.dated or not length.expression.has("AGO"):
            continue
        known = max(clues.dated, key=_low)
        meant = at.shifted(_low(known), count, unit)
        if meant is not None and meant.lo is not None and meant.hi is not None:
            return (
                at.since(at.on(_low(known))).edtf,
                f"not before “{known.words.text}”; “{length.words.text}” may be counted from it",
            )
    return None


def _stated(report: Report) -> tuple[str, str] | None:
    """The date in the head of a report: a line of its own, or one that holds little else."""
    head = report.text[:_HEAD]
    for time in times_in(tokenise(head), None, language(report.language or "en")):
        if (
            time.kind not in ("date", "month")
            or not time.expression.has("YEAR", "ISO", "SLASHED")
            or time.moment is None
        ):
            continue
        if any(f.start <= time.words.start < f.end for f in report.furniture):
            continue
        start = head.rfind("\n", 0, time.words.start) + 1
        end = head.find("\n", time.words.end)
        line = head[start : end if end >= 0 else len(head)]
        rest = line.replace(time.words.text, "").strip(" |/–—-,.\t")
        if len(rest.split()) <= 6 and not rest.endswith((".", "said")) and "(" not in rest:
            return time.moment.edtf, f"the line “{line.strip()}” at its head"
    return None
