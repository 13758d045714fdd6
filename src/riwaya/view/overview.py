"""What a ledger holds, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from riwaya.records import RelationKind, Report
from riwaya.view.dates import in_words, order
from riwaya.view.facts import Facts
from riwaya.view.telling import known_outlet


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in a list."""

    id: str
    title: str
    outlet: str
    published: str | None
    published_words: str
    published_why: str | None
    language: str | None
    claims: int
    echo_of: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts, and the reports by time."""

    reports: tuple[ReportLine, ...]  # newest first
    claims: int
    attributed: int
    stances: tuple[tuple[str, int], ...]
    entities: tuple[tuple[str, int], ...]  # kind, how many named ones
    events: int
    contradictions: int
    set_aside: tuple[tuple[str, str], ...]  # source, reason


def report_line(r: Report, claims: int) -> ReportLine:
    """A report with so many claims as a line of a list."""
    return ReportLine(
        r.id,
        r.title or r.source.rsplit("/", 1)[-1],
        known_outlet(r),
        r.published,
        in_words(r.published),
        r.published_why,
        r.language,
        claims,
        r.echo_of,
    )


def overview(ledger: Facts) -> Overview:
    """The whole ledger in numbers."""
    per_report: Counter[str] = Counter()
    stances: Counter[str] = Counter()
    attributed = 0
    for claim in ledger.claims():
        per_report[claim.report] += 1
        stances[claim.stance.value] += 1
        attributed += bool(claim.chain)
    lines = [report_line(r, per_report[r.id]) for r in ledger.reports()]
    kinds = Counter(e.kind.value for e in ledger.entities() if e.named)
    return Overview(
        reports=tuple(sorted(lines, key=lambda x: (not x.published, -order(x.published)[0], x.title, x.id))),
        claims=sum(per_report.values()),
        attributed=attributed,
        stances=tuple(sorted(stances.items(), key=lambda s: (-s[1], s[0]))),
        entities=tuple(sorted(kinds.items(), key=lambda k: (-k[1], k[0]))),
        events=sum(1 for _ in ledger.events()),
        contradictions=sum(1 for _ in ledger.relations(RelationKind.CONTRADICTS)),
        set_aside=tuple((s.source, s.reason) for s in ledger.set_aside()),
    )
