"""The first page of the desk: what a ledger knows, what is contested in it, what is new, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.records import Kind
from riwaya.store.surveying import Dated, Totals
from riwaya.view.board import groups, items
from riwaya.view.contested import Contested
from riwaya.view.dates import in_words
from riwaya.view.entity import Listed
from riwaya.view.facts import Facts
from riwaya.view.kept import Kept
from riwaya.view.listing import Column, columns, entity_lines, newest, ranked, report_lines
from riwaya.view.overview import ReportLine
from riwaya.view.timeline import Bar, statuses

LEADS = 5  # disagreements set on the first page
NEWS = 7  # reports
PLACES = 8
PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page shows."""

    totals: Totals
    disagreements: int
    leads: tuple[Contested, ...]
    reports: tuple[ReportLine, ...]
    first: Dated | None  # the oldest report that has a day
    last: Dated | None
    by_time: tuple[Column, ...]
    undated: int
    places: tuple[tuple[Listed, tuple[Bar, ...]], ...]
    people: tuple[Listed, ...]
    set_aside: tuple[tuple[str, str], ...]

    @property
    def first_words(self) -> str:
        """The day of the oldest report."""
        return in_words(self.first.edtf) if self.first else ""

    @property
    def last_words(self) -> str:
        """The day of the newest report."""
        return in_words(self.last.edtf) if self.last else ""


def front(ledger: Facts, kept: Kept) -> Front:
    """The first page of the ledger as it is now."""
    found = kept.get("disagreements", groups)
    reports = kept.get("reports", newest)
    dated = [r for r in reports if r.edtf]
    spots = entity_lines(ledger, ranked(ledger, (Kind.PLACE, Kind.FACILITY))[: 2 * PLACES])
    lines = [(line, statuses(ledger, line.id).rows) for line in spots]
    lines.sort(key=lambda line: (not line[1], -line[0].claims))
    people = (Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION)
    named = [p for p in entity_lines(ledger, ranked(ledger, people)[: 5 * PEOPLE]) if p.claims]
    return Front(
        totals=ledger.totals(),
        disagreements=len(found),
        leads=items(ledger, found[:LEADS])[:LEADS],
        reports=report_lines(ledger, [r.id for r in reports[:NEWS]]),
        first=dated[-1] if dated else None,
        last=dated[0] if dated else None,
        by_time=columns(r.edtf for r in reports),
        undated=len(reports) - len(dated),
        places=tuple(lines[:PLACES]),
        people=tuple(sorted(named, key=lambda p: (-p.claims, -p.reports, p.name))[:PEOPLE]),
        set_aside=tuple((s.source, s.reason) for s in ledger.set_aside()),
    )
