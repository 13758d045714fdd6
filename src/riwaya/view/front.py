"""The first page of the desk: what a ledger knows, what is contested in it, what is new, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.records import Kind
from riwaya.store.paged import Asked
from riwaya.store.surveying import Totals
from riwaya.view.board import items
from riwaya.view.contested import Contested
from riwaya.view.dates import in_words
from riwaya.view.entity import Listed
from riwaya.view.facts import Facts
from riwaya.view.listing import Column, columns, entity_lines, report_lines
from riwaya.view.overview import ReportLine
from riwaya.view.timeline import Bar, statuses

LEADS = 5  # disagreements set on the first page
NEWS = 7  # reports
PLACES = 8
PEOPLE = 8
STATES = 3  # of one place, the latest
_ENDS = re.compile(r"/|,|\.\.")  # what stands between the days of an EDTF interval or set


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page shows."""

    totals: Totals
    disagreements: int
    leads: tuple[Contested, ...]
    reports: tuple[ReportLine, ...]
    first: str | None  # day of the oldest report that has one, EDTF
    last: str | None
    by_time: tuple[Column, ...]
    undated: int
    places: tuple[tuple[Listed, tuple[Bar, ...]], ...]
    people: tuple[Listed, ...]
    set_aside: tuple[tuple[str, str], ...]

    @property
    def span_words(self) -> str:
        """From the first day that the oldest report may be of to the last of the newest."""
        if not self.first or not self.last:
            return ""
        start, end = (_ENDS.split(day.strip("[]{}")) for day in (self.first, self.last))
        return in_words(f"{start[0]}/{end[-1]}")


def front(ledger: Facts) -> Front:
    """The first page of the ledger as it is now."""
    totals = ledger.totals()
    by_day = ledger.reports_by_day()
    dated = sum(n for day, n in by_day.items() if day)
    ends = [*ledger.newest_reports(0, 1), *ledger.newest_reports(dated - 1, 1)] if dated else []
    days = {r.id: r.published for r in ledger.reports(ends)}
    spots = entity_lines(ledger, ledger.ranked((Kind.PLACE, Kind.FACILITY), 0, 2 * PLACES))
    known = ledger.with_statuses([line.id for line in spots])
    shown = sorted(spots, key=lambda line: (line.id not in known, -line.claims))[:PLACES]
    people = ledger.ranked((Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION), 0, 5 * PEOPLE)
    speaking = sorted((p for p in people if p.claims), key=lambda p: (-p.claims, -p.reports, p.entity))
    return Front(
        totals=totals,
        disagreements=ledger.disagreements_counted(Asked()).total,
        leads=items(ledger, ledger.disagreements(Asked(), 0, LEADS))[:LEADS],
        reports=report_lines(ledger, ledger.newest_reports(0, NEWS)),
        first=days[ends[1]] if ends else None,
        last=days[ends[0]] if ends else None,
        by_time=columns(by_day),
        undated=by_day.get(0, 0),
        places=tuple((line, statuses(ledger, line.id, STATES).rows) for line in shown),
        people=entity_lines(ledger, speaking[:PEOPLE]),
        set_aside=tuple((s.source, s.reason) for s in ledger.set_aside()),
    )
