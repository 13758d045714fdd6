"""Long lists in their order, and the lines of one page of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from riwaya.records import Kind
from riwaya.store.surveying import Dated, Placed
from riwaya.view.dates import MONTHS, bounds, order
from riwaya.view.entity import Listed
from riwaya.view.facts import Facts
from riwaya.view.overview import ReportLine, report_line

MOST_BARS = 48  # columns of a chart by time before months become years


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a chart by time: how many, of what span, as EDTF and in words."""

    edtf: str
    words: str
    count: int
    share: float  # of the highest column
    labelled: bool


def newest(ledger: Facts) -> tuple[Dated, ...]:
    """Every report, the latest published first, those without a day last."""
    return tuple(sorted(ledger.report_dates(), key=lambda r: (not r.edtf, -order(r.edtf)[0], r.id)))


def between(rows: Iterable[Dated], first: str | None, last: str | None) -> tuple[Dated, ...]:
    """The rows whose date may lie in the span; those without one only where no span is asked for."""
    low = bounds(first)[0] if first else None
    high = bounds(last)[1] if last else None
    if low is None and high is None:
        return tuple(rows)

    def inside(edtf: str | None) -> bool:
        start, end = bounds(edtf)
        if start is None and end is None:
            return False
        return (high is None or start is None or start <= high) and (low is None or end is None or end >= low)

    return tuple(r for r in rows if inside(r.edtf))


def report_lines(ledger: Facts, reports: Sequence[str]) -> tuple[ReportLine, ...]:
    """A line for each of the reports, in their order."""
    counts = ledger.claim_counts(reports)
    known = {r.id: r for r in ledger.reports(reports)}
    found = [known[r] for r in reports if r in known]
    return tuple(report_line(r, counts[r.id]) for r in found)


def columns(dates: Iterable[str | None]) -> tuple[Column, ...]:
    """How many fall in each month, or in each year where the months are many; undated ones are left out."""
    days = [start for start, _ in map(bounds, dates) if start is not None]
    if not days:
        return ()
    months = Counter((d.year, d.month) for d in map(date.fromordinal, days))
    first, last = min(months), max(months)
    span = [(y, m) for y in range(first[0], last[0] + 1) for m in range(1, 13) if first <= (y, m) <= last]
    if len(span) > MOST_BARS:
        years = Counter({y: sum(n for (at, _), n in months.items() if at == y) for y, _ in months})
        return _set([(f"{y}", f"{y}", years[y]) for y in range(first[0], last[0] + 1)])
    return _set([(f"{y}-{m:02}", f"{MONTHS[m - 1]} {y}", months[y, m]) for y, m in span])


def _set(found: list[tuple[str, str, int]]) -> tuple[Column, ...]:
    most = max(n for _, _, n in found) or 1
    every = -(-len(found) // 8)
    return tuple(
        Column(edtf, words, n, n / most, at % every == 0 and at + every < len(found) + every // 2)
        for at, (edtf, words, n) in enumerate(found)
    )


def ranked(ledger: Facts, kinds: Collection[Kind]) -> tuple[tuple[str, int], ...]:
    """Named entities of the kinds with how many reports name them, most first."""
    return tuple(ledger.named(kinds))


def entity_lines(ledger: Facts, rows: Sequence[tuple[str, int]]) -> tuple[Listed, ...]:
    """A line for each of the entities, in their order."""
    reports = dict(rows)
    claims = ledger.claims_counted(list(reports))
    found = {e.id: e for e in ledger.entities(list(reports))}
    return tuple(
        Listed(
            e.id,
            e.kind.value,
            e.name,
            tuple(n.text for n in e.names if n.text != e.name),
            claims.get(e.id, 0),
            reports[e.id],
            e.protection,
        )
        for e in (found[i] for i in reports if i in found)
    )


def by_time(ledger: Facts) -> tuple[Placed, ...]:
    """Every event by time, those without a date last."""
    return tuple(sorted(ledger.events_placed(), key=lambda e: (order(e.edtf), e.id)))
