"""The briefing: contested first, then what is new, places, figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riwaya.records import Claim, Kind, Report
from riwaya.view.changes import Change, Changes, changes
from riwaya.view.contested import Contested, contested
from riwaya.view.dates import in_words, order
from riwaya.view.dates import since as _on
from riwaya.view.event import EventView, show_event
from riwaya.view.facts import Facts
from riwaya.view.figures import Range
from riwaya.view.lookup import Lookup
from riwaya.view.places import same_place
from riwaya.view.telling import Telling, known_outlet, tell
from riwaya.view.timeline import Bar, statuses

MOST_NEW = 6  # claims shown of one report: a briefing is read in minutes, the desk shows the rest
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One report and the claims of it that a briefing shows."""

    report: str
    title: str
    outlet: str
    published: str | None
    published_words: str
    published_why: str | None
    source: str
    url: str | None
    language: str | None
    echo_of: str | None
    claims: int
    shown: tuple[Telling, ...]
    contested: int  # how many others of its claims stand among the contested ones

    @property
    def left_out(self) -> int:
        """How many claims stand neither here nor among the contested ones."""
        return self.claims - len(self.shown) - self.contested


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place with what is held about its condition."""

    id: str
    name: str
    also: tuple[str, ...]
    claims: int
    statuses: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure that a source gave, outside any event."""

    figure: Range
    telling: Telling


@dataclass(frozen=True, slots=True)
class Changed:
    """What new claims changed of one kind: statuses, figures, others."""

    name: str  # "Changed statuses"
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything a briefing shows."""

    place: str | None
    since: str | None  # a moment of the ledger: only what was added after it
    published_since: str | None  # EDTF: only reports published on or after it
    published_since_words: str | None
    reports: int
    claims: int
    attributed: int
    sources: int
    contested: tuple[Contested, ...]
    changed: tuple[Changed, ...]  # since the moment; empty without one
    new: tuple[Told, ...]  # newest report first
    places: tuple[PlaceLine, ...]
    events: tuple[EventView, ...]  # those with figures
    figures: tuple[FigureLine, ...]
    set_aside: int


def brief(
    ledger: Facts,
    *,
    place: str | None = None,
    since: str | None = None,
    published_since: str | None = None,
) -> Briefing:
    """The briefing of the whole ledger, or of one place (any spelling).

    With `since`, a moment (ISO), it tells what is new in the ledger since then: the reports added, the
    conflicts that their claims brought, the statuses that they changed and the figures that rose. With
    `published_since` (EDTF) only reports published on or after that date count. Raises BadUse for no moment.
    """
    lookup = Lookup(ledger)
    reports = {r.id: r for r in ledger.reports() if not published_since or _on(r.published, published_since)}
    came = changes(ledger, since) if since else None
    if came:
        added = {r.report for r in came.reports}
        reports = {r: report for r, report in reports.items() if r in added}
    here = same_place(ledger, place) if place else frozenset()
    claims = [c for c in lookup.keep(ledger.claims()) if c.report in reports]
    if place:
        claims = [c for c in claims if any(_entity(lookup, p.referent) in here for p in c.where)]
        reports = {c.report: reports[c.report] for c in claims}
    items = contested(ledger, place=place, since_date=published_since)
    if came:
        items = tuple(i for i in items if any(t.report in reports for s in i.sides for t in s.tellings))
    disputed = {t.id for i in items for s in i.sides for t in s.tellings}
    in_report: dict[str, list[Claim]] = {r: [] for r in reports}
    for claim in claims:
        in_report[claim.report].append(claim)
    told = [_told(r, in_report[r.id], disputed, lookup) for r in reports.values()]
    mine = {c.id for c in claims}
    events = [e for e in ledger.events() if mine & set(e.claims) and e.figures]
    in_events = {c for e in events for a in e.figures for c in a.claims}
    return Briefing(
        place=place,
        since=since,
        published_since=published_since,
        published_since_words=in_words(published_since) if published_since else None,
        reports=len(reports),
        claims=len(claims),
        attributed=sum(1 for c in claims if c.chain),
        sources=len({_source(c, lookup) for c in claims if c.chain}),
        contested=items,
        changed=_changed(came, mine) if came else (),
        new=tuple(sorted(told, key=_newest)),
        places=_places(ledger, claims, lookup),
        events=tuple(show_event(e, lookup) for e in sorted(events, key=lambda e: (order(e.when), e.id))),
        figures=_figures([c for c in claims if c.id not in in_events], lookup),
        set_aside=sum(1 for _ in ledger.set_aside()),
    )


def _changed(came: Changes, mine: set[str]) -> tuple[Changed, ...]:
    """The changes that one of these claims brought, by kind."""
    kinds = (
        ("Changed statuses", came.statuses),
        ("Risen figures", came.figures),
        ("Other changes", came.others),
    )
    found = (Changed(name, tuple(c for c in rows if c.new.id in mine)) for name, rows in kinds)
    return tuple(c for c in found if c.changes)


def _newest(told: Told) -> tuple[int, str, str]:
    known = order(told.published)[0]
    return (-known if told.published else 1, told.title, told.report)


def _entity(lookup: Lookup, referent: str | None) -> str | None:
    found = lookup.entity(referent)
    return found.id if found else None


def _source(claim: Claim, lookup: Lookup) -> str:
    source = claim.chain[0].source
    words = source.words.text if source.words else ""
    return _entity(lookup, source.referent) or source.referent or f"{claim.report}:{words}"


def _told(report: Report, claims: list[Claim], disputed: set[str], lookup: Lookup) -> Told:
    """The report with the claims worth a first minute beside the contested ones."""

    def weight(claim: Claim) -> tuple[int, int]:
        worth = 2 * bool(claim.figures) + 2 * bool(claim.chain)
        worth += bool(claim.when and claim.when.edtf) + bool(claim.event_type)
        return (-worth, claim.start)

    calm = [c for c in claims if c.id not in disputed]
    chosen = sorted(sorted(calm, key=weight)[:MOST_NEW], key=lambda c: (c.start, c.id))
    return Told(
        report=report.id,
        title=report.title or report.source.rsplit("/", 1)[-1],
        outlet=known_outlet(report),
        published=report.published,
        published_words=in_words(report.published),
        published_why=report.published_why,
        source=report.source,
        url=report.url,
        language=report.language,
        echo_of=report.echo_of,
        claims=len(claims),
        shown=tuple(tell(c, lookup) for c in chosen),
        contested=len(claims) - len(calm),
    )


def _places(ledger: Facts, claims: Iterable[Claim], lookup: Lookup) -> tuple[PlaceLine, ...]:
    counted: dict[str, set[str]] = {}
    for claim in claims:
        for party in claim.where:
            found = lookup.entity(party.referent)
            if found and found.kind in (Kind.PLACE, Kind.FACILITY):
                counted.setdefault(found.id, set()).add(claim.id)
    every = {c for ids in counted.values() for c in ids}
    lines = []
    for entity in ledger.entities(sorted(counted)):
        bars = tuple(b for b in statuses(ledger, entity.id).rows if every & set(b.claims) or not b.claims)
        also = tuple(n.text for n in entity.names if n.text != entity.name)
        lines.append(PlaceLine(entity.id, entity.name, also, len(counted[entity.id]), bars))
    ranked = sorted(lines, key=lambda p: (not p.statuses, -p.claims, p.name, p.id))
    return tuple(ranked[:MOST_PLACES])


def _figures(claims: Iterable[Claim], lookup: Lookup) -> tuple[FigureLine, ...]:
    lines = [
        FigureLine(f, t) for c in claims if c.figures for t in (tell(c, lookup),) for f in t.figures if f.unit
    ]
    return tuple(
        sorted(
            lines, key=lambda x: (x.figure.measure or "~", x.telling.report, x.telling.start, x.figure.text)
        )
    )
