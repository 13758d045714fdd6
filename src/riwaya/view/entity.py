"""A person, group, organization, place or facility with all that is held by it and about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from riwaya.records import Claim, Entity, Kind
from riwaya.resolve.typed import source_type
from riwaya.view.dates import order
from riwaya.view.event import EventView, show_event
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.refused import refused
from riwaya.view.telling import Telling, outlet_of, tell
from riwaya.view.timeline import Bars, Moment, statuses, timeline

MOST_EVENTS = 60  # those in most claims
PRIVATE = frozenset({"requested", "minor", "victim", "private", "medical"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling and the outlets that use it."""

    text: str
    outlets: tuple[str, ...]


class Met(NamedTuple):
    """Someone named together with an entity, and in how many claims."""

    id: str
    kind: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class EntityView:
    """One entity to read."""

    id: str
    kind: str
    name: str
    spellings: tuple[Spelling, ...]
    descriptions: tuple[str, ...]
    position: str | None  # "34.37, 40.98, town", in words
    position_why: str | None
    protection: tuple[str, ...]
    why: str
    source_type: str | None  # of someone who is not named: resident, fighter ...
    refused: tuple[str, ...]  # whom it was compared with and is not one with, each with why
    reports: int
    claims: int  # by it and about it
    left_out: int  # of those, how many are not shown
    says: tuple[Telling, ...]  # claims it is a source of
    about: tuple[Moment, ...]  # claims about it, by time; none for a person who must be protected
    statuses: Bars
    events: tuple[EventView, ...]
    people: tuple[Met, ...]  # who else is named in the claims, those in most of them first

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """Every claim that is shown, each once."""
        told = {t.id: t for t in (*self.says, *(t for m in self.about for t in m.tellings))}
        return tuple(told.values())


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of entities."""

    id: str
    kind: str
    name: str
    also: tuple[str, ...]
    claims: int
    reports: int
    protection: tuple[str, ...]


def show_entity(ledger: Facts, entity: Entity, most: int | None = None) -> EntityView:
    """The entity with its claims; of a protected person no timeline is drawn, so no page shows movements.

    With `most`, of an entity in more claims than that only those of the newest reports.
    """
    lookup = Lookup(ledger)
    mine = set(entity.referents)
    referents = tuple(ledger.referents(sorted(mine)))
    reports = sorted({r.report for r in referents})
    every = ledger.claims_about(sorted(mine))
    chosen = every if most is None or len(every) <= most else _newest(ledger, every, most)
    claims = list(lookup.claims(chosen))
    says = [c for c in claims if any(link.source.referent in mine for link in c.chain)]
    about = [c for c in claims if any(p.referent in mine for p in (*c.where, *c.who))]
    hidden = entity.kind is Kind.PERSON and bool(PRIVATE & set(entity.protection))
    descriptions = {d for r in referents for d in r.descriptions}
    place = entity.position
    return EntityView(
        id=entity.id,
        kind=entity.kind.value,
        name=entity.name,
        spellings=tuple(
            Spelling(n.text, tuple(sorted({outlet_of(lookup.report(r)) for r in n.reports})))
            for n in entity.names
        ),
        descriptions=tuple(sorted(descriptions)),
        position=_position(entity),
        position_why=place.why if place else None,
        protection=entity.protection,
        why=entity.why,
        source_type=None if entity.named else source_type((*sorted(descriptions), entity.name)),
        refused=refused(ledger, entity),
        reports=len(reports),
        claims=len(every),
        left_out=len(every) - len(claims),
        says=tuple(tell(c, lookup) for c in _in_order(says)),
        about=() if hidden else timeline(about, lookup),
        statuses=statuses(ledger, entity.id),
        events=() if hidden else _events(ledger, entity, chosen, lookup),
        people=_people(claims, mine, lookup),
    )


def _newest(ledger: Facts, claims: Collection[str], most: int) -> list[str]:
    """So many claims, those of the reports published last."""
    dates = dict(ledger.report_dates())
    reports = ledger.reports_of(claims)
    return sorted(claims, key=lambda c: (not dates[reports[c]], -order(dates[reports[c]])[0], c))[:most]


def _events(ledger: Facts, entity: Entity, claims: Collection[str], lookup: Lookup) -> tuple[EventView, ...]:
    """The events that happened there or have it among those concerned, by time."""
    near = {*ledger.events_with(entity.id), *ledger.events_of(claims).values()}
    found = [e for e in ledger.events(near) if e.where == entity.id or entity.id in e.who]
    found.sort(key=lambda e: (-len(e.claims), e.id))
    return tuple(
        show_event(e, lookup) for e in sorted(found[:MOST_EVENTS], key=lambda e: (order(e.when), e.id))
    )


def _people(claims: list[Claim], mine: set[str], lookup: Lookup) -> tuple[Met, ...]:
    """People, groups and organizations in the claims; nobody who must be protected."""
    counted: Counter[str] = Counter()
    known: dict[str, Entity] = {}
    for claim in claims:
        for entity in {e.id: e for r in claim.referents - mine for e in (lookup.entity(r),) if e}.values():
            if entity.named and entity.kind not in (Kind.PLACE, Kind.FACILITY) and not entity.protection:
                counted[entity.id] += 1
                known[entity.id] = entity
    ranked = sorted(counted.items(), key=lambda c: (-c[1], c[0]))
    return tuple(Met(i, known[i].kind.value, known[i].name, n) for i, n in ranked)


def _in_order(claims: list[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (c.report, c.start, c.id))


def _position(entity: Entity) -> str | None:
    at = entity.position
    if at is None or at.latitude is None or at.longitude is None:
        return None
    country = f", {at.country}" if at.country else ""
    return f"{at.latitude:.2f}, {at.longitude:.2f} ({at.precision}{country})"
