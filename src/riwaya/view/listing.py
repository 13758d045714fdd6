"""Long lists in their order, and the lines of one page of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from riwaya.store.paged import Named
from riwaya.view.dates import MONTHS
from riwaya.view.entity import Listed, other_names
from riwaya.view.facts import Facts
from riwaya.view.overview import ReportLine, report_line

MOST_BARS = 48  # columns of a chart by time before months become years
NAMES, YEARS = 4, 8  # labels that fit under a chart in a margin: months, years


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a chart by time: how many, of what span, as EDTF and in words."""

    edtf: str
    words: str
    short: str  # what is written under it
    count: int
    share: float  # of the highest column
    labelled: bool


def report_lines(ledger: Facts, reports: Sequence[str]) -> tuple[ReportLine, ...]:
    """A line for each of the reports, in their order."""
    counts = ledger.claim_counts(reports)
    known = {r.id: r for r in ledger.reports(reports)}
    found = [known[r] for r in reports if r in known]
    return tuple(report_line(r, counts[r.id]) for r in found)


def columns(by_day: Mapping[int, int]) -> tuple[Column, ...]:
    """How many fall in each month, or in each year where the months are many; undated ones are left out."""
    months: Counter[tuple[int, int]] = Counter()
    for day, n in by_day.items():
        if day:
            at = date.fromordinal(day)
            months[at.year, at.month] += n
    if not months:
        return ()
    first, last = min(months), max(months)
    span = [(y, m) for y in range(first[0], last[0] + 1) for m in range(1, 13) if first <= (y, m) <= last]
    if len(span) > MOST_BARS:
        years = Counter({y: sum(n for (at, _), n in months.items() if at == y) for y, _ in months})
        return _set([(f"{y}", f"{y}", f"{y}", years[y]) for y in range(first[0], last[0] + 1)], YEARS)
    named = [(f"{y}-{m:02}", MONTHS[m - 1], y, months[y, m]) for y, m in span]
    return _set([(edtf, f"{name} {y}", f"{name[:3]} {y}", n) for edtf, name, y, n in named], NAMES)


def _set(found: list[tuple[str, str, str, int]], labels: int) -> tuple[Column, ...]:
    """The columns, at most so many of them labelled; the last one always is."""
    most = max(n for *_, n in found) or 1
    every = -(-len(found) // labels)
    last = len(found) - 1
    return tuple(
        Column(edtf, words, short, n, n / most, at == last or (at % every == 0 and at + every <= last))
        for at, (edtf, words, short, n) in enumerate(found)
    )


def entity_lines(ledger: Facts, rows: Sequence[Named]) -> tuple[Listed, ...]:
    """A line for each of the entities, in their order."""
    found = {e.id: e for e in ledger.entities([row.entity for row in rows])}
    return tuple(
        Listed(
            e.id,
            e.kind.value,
            e.name,
            other_names(e),
            row.claims,
            row.reports,
            e.protection,
        )
        for row, e in ((row, found[row.entity]) for row in rows if row.entity in found)
    )
